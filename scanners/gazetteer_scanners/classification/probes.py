"""Plans probes: which fields of a row are counted together, from their names and types, before the scan.

Source: the policies' rules that join two facts of one row: an age below the legal one and a guardian's consent.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.connectors.protocol import Column, DatasetInfo
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, ProbeSpec
from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.matching.distinct import each, passing, take
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.matching.python_executing import make_executor
from gazetteer_scanners.paths import Path, name_path
from gazetteer_scanners.recognizers.registry import RuleSet

IdRule = tuple[str, Callable[[str], bool] | None, Callable[[str], date | None]]
"""Pattern of a bare id, its validation, and the birth date that it embeds."""

Births = npt.NDArray[np.datetime64]

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
    columns = [ProbeColumn(ProbeKind.AGE_BAND, (age,), births=partial(births_in_ids, ids))]
    consent = _best(info, names, _CONSENTS)
    if consent is not None:
        columns.append(ProbeColumn(ProbeKind.TRUTH, (consent,)))
    return (ProbeSpec(MINORS_PROBE, tuple(columns)),)


def births_in_ids(rules: Sequence[IdRule], texts: pa.StringArray) -> Births:
    """For each text (none is null) the birth date that it embeds, by the first rule that it matches and passes; NaT if it
    is no such id.

    A module's function with plain arguments, so that it can be sent to a worker process.
    """
    births = np.full(len(texts), np.datetime64("NaT"), "datetime64[D]")
    executor = make_executor()
    is_open = np.ones(len(texts), np.bool_)
    for pattern, validate, birth in rules:
        mask = Pattern(pattern, is_whole=True).mask(texts) & is_open
        if validate is not None and mask.any():
            mask = _passing(executor, texts, mask, validate)
        if mask.any():
            births[mask] = _read_births(executor, texts, mask, birth)
        is_open &= ~mask
    return births


def _passing(executor: Executor, texts: pa.StringArray, mask: BoolMask, validate: Callable[[str], bool]) -> BoolMask:
    number = checks().get(validate)
    passes = None if number is None else executor.check(number, texts, mask)
    return passing(texts, mask, validate) if passes is None else passes


def _read_births(executor: Executor, texts: pa.StringArray, mask: BoolMask, birth: Callable[[str], date | None]) -> Births:
    reader = date_readers().get(birth)
    days = None if reader is None else executor.dates(reader, texts, mask)
    if days is not None and len(days) == np.count_nonzero(mask):
        return days.astype(np.int64).view("datetime64[D]")
    answers, places = each(take(texts, mask), birth)
    return np.array([np.datetime64("NaT") if day is None else day for day in answers], "datetime64[D]")[places]


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
