"""Plans probes: which fields of a row are counted together, from their names and types, before the scan.

Source: the policies' rules that join two facts of one row: an age below the legal one and a guardian's consent.
"""

from collections.abc import Sequence

from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.connectors.protocol import Column, DatasetInfo
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, ProbeSpec
from gazetteer_scanners.matching.births import IdBirths
from gazetteer_scanners.paths import Path, name_path
from gazetteer_scanners.recognizers.registry import RuleSet

MINORS_PROBE = "minors"
"""Age band of a row; with a second column, guardian consent of the same row."""

_SUGGESTED = 0.3
"""From this strength on a column is worth counting; whether it holds ages is decided after the scan."""
_AGE_SOURCES = ("person.birth_date", "person.age", "national_id.cn", "national_id")
_IDS = "national_id"
_CONSENTS = ("minor.guardian_consent",)


def plan_probes(info: DatasetInfo, names: NameRules, rules: RuleSet) -> tuple[ProbeSpec, ...]:
    """The probes of a dataset with known columns; empty where no column says an age."""
    age = _best(info, names, _AGE_SOURCES)
    if age is None:
        return ()
    ids = tuple((rule.pattern, rule.validate, rule.birth) for rule in rules.rules if rule.birth and _IDS in rule.element)
    columns = [ProbeColumn(ProbeKind.AGE_BAND, (age,), birth=IdBirths(ids))]
    consent = _best(info, names, _CONSENTS)
    if consent is not None:
        columns.append(ProbeColumn(ProbeKind.TRUTH, (consent,)))
    return (ProbeSpec(MINORS_PROBE, tuple(columns)),)


def _best(info: DatasetInfo, names: NameRules, elements: Sequence[str]) -> Path | None:
    """The column that says one of the elements; earlier elements win, then the strongest name, then the first column."""
    for element in elements:
        strengths = [(_strength(c, info.name, names, element), c) for c in info.columns]
        best = max((s for s, _ in strengths), default=0.0)
        if best >= _SUGGESTED:
            return name_path(next(c.name for s, c in strengths if s == best))
    return None


def _strength(column: Column, dataset: str, names: NameRules, element: str) -> float:
    matches = list(names.match_field_name((column.name,), dataset))
    if column.comment:
        matches.extend(names.match_comment(column.comment))
    return max((m.strength for m in matches if m.element == element), default=0.0)
