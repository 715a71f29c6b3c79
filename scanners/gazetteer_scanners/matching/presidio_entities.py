"""How Presidio's entities and our elements and rule ids go together; imports nothing of Presidio.

An element's id becomes an entity in upper case with underscores: `national_id.cn` is `NATIONAL_ID_CN`; a rule without an
element is `FORM_` + its form. What the engine finds in samples is counted as the rule `presidio.` + the entity in lower
case: `presidio.us_ssn`.
"""

from gazetteer_scanners.matching.presidio_catalogue import PRESIDIO_ELEMENTS
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Rule

_PREFIX = "presidio."


def entity_of(rule: Rule) -> str:
    """The rule's Presidio entity: its element in upper case, or `FORM_` + its form."""
    return rule.element.upper().replace(".", "_") if rule.element else f"FORM_{rule.form.value}"


def entity_elements(rules: RuleSet) -> dict[str, str]:
    """The element of each entity that stands for one of our rules; entities of forms are not in it."""
    return {entity_of(rule): rule.element for rule in (*rules.rules, *rules.sampled) if rule.element}


def sampled_rule(entity: str) -> str:
    """The rule id under which an entity in samples is counted."""
    return f"{_PREFIX}{entity.lower()}"


PRESIDIO_SAMPLES = "presidio.samples"
"""Rule id under which evidence counts the samples themselves: what the counts of the other `presidio.` ids are out of."""


def sampled_elements(rules: RuleSet) -> dict[str, str]:
    """The element of each rule id that sampling may count, Presidio's own and ours; forms are not in it."""
    return {sampled_rule(entity): element for entity, element in {**PRESIDIO_ELEMENTS, **entity_elements(rules)}.items()}
