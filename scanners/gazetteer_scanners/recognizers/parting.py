"""Parts a rule: rows are looked at as a whole, and samples also for what they hold inside longer text."""

from dataclasses import replace

from gazetteer_scanners.recognizers.rule import Rule


def whole_and_inside(rule: Rule) -> tuple[Rule, Rule]:
    """The rule for rows, which matches whole values alone, and the same for samples, with `.text` behind its id.

    For rules that begin as many words of texts do, with digits: looking at each of these in every row costs more than the
    rule is worth.
    """
    whole = replace(rule, inside=False, inside_pattern=None, inside_hits=())
    return whole, replace(rule, id=f"{rule.id}.text", sampled=True)
