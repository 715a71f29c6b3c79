"""How a field's record stays within 8 KiB: resolution levels, the finest that fits.

Each level is coarser than the one before: 0 months, 1 quarters, 2 years; 3 drops the rules' distinct sketches; 4 keeps
decades, and countries in place of regions; 5 one region, and ages in groups that still tell every legal age; 6 to 22
keep a half, a quarter, ... and at last none of the rules (chosen by a hash of their id) and add up the others.

Why this is free of order: at each level a record never shrinks when more is added, and coarsening commutes with
adding. So a part that did not fit at a level has no whole that fits there, and the finest level that fits the whole is
the same whether the parts were coarsened before or not.
"""

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from gazetteer_scanners.evidence.histograms import coarsen_ages, coarsen_months
from gazetteer_scanners.evidence.rules import RuleEvidence

if TYPE_CHECKING:
    from gazetteer_scanners.evidence.field import FieldEvidence

LAST_LEVEL = 22
NO_RULE_SKETCHES = 3
AGE_GROUPS = 5
_DECADES, _FEWER_RULES = 4, 6
_MONTHS = (1, 3, 12, 12, 120)
_HASH_BITS = 32
OTHER_REGION = ""


def months_per_bin(level: int) -> int:
    """Months in one bin of the month histograms at a level: 1, 3, 12 or 120."""
    return _MONTHS[min(level, len(_MONTHS) - 1)]


def coarsen(field: "FieldEvidence", level: int) -> None:
    """Bring a field's record to a level, in place; it stays as it is where it is as coarse already."""
    if level <= field.level:
        return
    field.level = level
    step = months_per_bin(level)
    field.months = coarsen_months(field.months, step)
    field.epoch_months = coarsen_months(field.epoch_months, step)
    field.birth_months = coarsen_months(field.birth_months, step)
    if level >= NO_RULE_SKETCHES:
        for rule in field.rules.values():
            rule.matched = None
    if level >= _DECADES:
        field.regions = _coarse_regions(field.regions, level)
    if level >= AGE_GROUPS:
        field.ages, field.birth_ages, field.stated_ages = (
            coarsen_ages(ages) for ages in (field.ages, field.birth_ages, field.stated_ages)
        )
    if level >= _FEWER_RULES:
        _fold_rules(field.rules, field.other_rules, level)


def keeps_rule(rule: str, level: int) -> bool:
    """True if this rule's counts stand alone at a level."""
    if level < _FEWER_RULES:
        return True
    if level == LAST_LEVEL:
        return False
    place = int.from_bytes(blake2b(rule.encode("utf-8"), digest_size=_HASH_BITS // 8).digest(), "big")
    return place < 1 << (_HASH_BITS - (level - _FEWER_RULES + 1))


def _coarse_regions(regions: Counter[str], level: int) -> Counter[str]:
    coarse: Counter[str] = Counter()
    for region, count in regions.items():
        coarse[region.partition("-")[0] if level < AGE_GROUPS else OTHER_REGION] += count
    return coarse


def _fold_rules(rules: dict[str, RuleEvidence], others: RuleEvidence, level: int) -> None:
    for rule in [rule for rule in rules if not keeps_rule(rule, level)]:
        others.merge(rules.pop(rule))
