"""The list of elements `docs/elements.md`: what can be found, and what finds it; a test holds that it is fresh.

Make it anew with `python -m gazetteer.cli.elements > docs/elements.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gazetteer_scanners.classification.families import SAME_FORMAT
from gazetteer_scanners.classification.name_contexts import CONTEXT_RULES
from gazetteer_scanners.classification.name_strength import CERTAIN
from gazetteer_scanners.classification.shapes import SHAPED
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.taxonomy import Element, Role, Taxonomy, load_taxonomy

_INTRODUCTION = """\
# Elements

What can be found, and what finds it. Made from taxonomy and recognizers by
`python -m gazetteer.cli.elements > docs/elements.md`; do not edit it by hand.

- *Values*: the recognizers that look at them (`gazetteer recognizers list` says what each checks). Those in brackets count only
  where a name or comment agrees; after `as` stands another element with values of the same form, whose recognizers count for
  this one where the name or comment says so.
- *Check*: `✓` where an arithmetic check (a check digit) stands behind the values.
- *Profile*: what the column as a whole tells: a dictionary of words, or the shape of its numbers and dates.
- *Context*: the kinds of table, or of words beside it, in which an ambiguous name comes to mean this element. For every element
  that only a name, a comment or a dictionary speaks for, other columns about a person in the same dataset count too.
- *Names and comments*: some of the words by which a column's name, and its comment, are known. An element without values and
  profile is never found in a column whose name and comment say nothing."""
_MOST_NAMES = 5
_NONE = ""


@dataclass(frozen=True)
class Finders:
    """What finds one element: recognizers by what they look at, and elements that share its format.

    Attributes:
        values: recognizers of values.
        words: dictionaries.
        shared: elements with values of the same form, whose recognizers count where the name says this one.
        shaped: the shape of the whole column counts.
        contexts: kinds of surroundings that settle an ambiguous name.
    """

    values: tuple[Rule | Dictionary, ...]
    words: tuple[Dictionary, ...]
    shared: tuple[str, ...]
    is_shaped: bool
    contexts: tuple[str, ...]

    @property
    def is_checked(self) -> bool:
        """True if a recognizer checks digits."""
        return any(isinstance(entry, Rule) and entry.has_checksum for entry in self.values)


def find_finders(element: Element, rules: RuleSet) -> Finders:
    """What finds the element, each part sorted."""
    words = [entry for entry in rules.dictionaries if entry.element == element.id and not entry.decides_from]
    values: list[Rule | Dictionary] = [entry for entry in (*rules.rules, *rules.sampled) if entry.element == element.id]
    values += [entry for entry in rules.dictionaries if entry.element == element.id and entry.decides_from]
    kinds = [(kind, strength) for rule in CONTEXT_RULES if rule.element == element.id for kind, strength in rule.kinds.items()]
    contexts = {kind for kind, strength in kinds if strength >= CERTAIN and kind != "thing"}
    return Finders(
        tuple(sorted(values, key=lambda entry: entry.id)),
        tuple(sorted(words, key=lambda entry: entry.id)),
        tuple(sorted(other for other, like in SAME_FORMAT.items() if element.id in like)),
        element.id in SHAPED,
        tuple(sorted(contexts)),
    )


def elements_page() -> str:
    """The whole list in Markdown, by category."""
    taxonomy = load_taxonomy()
    rules = load_rules(known_elements=taxonomy.is_known)
    parts = [_INTRODUCTION, _summary(taxonomy, rules)]
    for category, elements in groupby(sorted(taxonomy, key=lambda one: (one.category, one.id)), lambda one: one.category):
        parts.append("\n".join(_section(category, list(elements), rules)))
    return "\n\n".join(parts) + "\n"


def _summary(taxonomy: Taxonomy, rules: RuleSet) -> str:
    finders = [find_finders(element, rules) for element in taxonomy]
    by_value = sum(bool(one.values) for one in finders)
    by_profile = sum(not one.values and (bool(one.words) or one.is_shaped) for one in finders)
    by_form = sum(not (one.values or one.words or one.is_shaped) and bool(one.shared) for one in finders)
    by_name = len(finders) - by_value - by_profile - by_form
    checked = sum(one.is_checked for one in finders)
    return (
        f"{len(finders)} elements. Recognizers look at the values of {by_value} of them, {checked} with check digits; "
        f"dictionaries and shapes support the names of {by_profile} more; {by_form} share the form of another "
        f"element's values; {by_name} are known by name and comment alone."
    )


def _section(category: str, elements: list[Element], rules: RuleSet) -> Iterator[str]:
    yield f"## {category}"
    yield "| element | label | level | values | check | profile | context | names and comments |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in elements:
        label = f"{one.label_en}, {one.label_zh}"
        level = "never in force" if one.role is Role.NONE else one.level.value
        finders = find_finders(one, rules)
        cells = (
            _values(finders),
            "✓" if finders.is_checked else _NONE,
            _profile(finders),
            ", ".join(finders.contexts),
            _names(one),
        )
        yield f"| `{one.id}` | {label} | {level} | {' | '.join(cells)} |".replace("  ", " ")


def _values(finders: Finders) -> str:
    own = [_shown(entry) for entry in finders.values]
    return ", ".join([*own, *(f"as `{element}`" for element in finders.shared)])


def _shown(entry: Rule | Dictionary) -> str:
    return f"({entry.id})" if entry.needs_name else entry.id


def _profile(finders: Finders) -> str:
    return ", ".join([*(_shown(entry) for entry in finders.words), *(["shape of the column"] if finders.is_shaped else [])])


def _names(element: Element) -> str:
    names = element.names
    chosen = [*names.en[:_MOST_NAMES], *names.zh[:_MOST_NAMES], *names.pinyin[:1]]
    return ", ".join(f"`{name}`" for name in chosen)


if __name__ == "__main__":
    import sys

    sys.stdout.write(elements_page())
