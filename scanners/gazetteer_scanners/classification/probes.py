"""Plans probes: which fields of a row are counted together, from their names and types, before the scan.

Source: the policies' rules that join two facts of one row: an age below the legal one and a guardian's consent.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.classification.age_naming import Candidate, age_columns, columns_of, consent_column
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.evidence.age_columns import AgeKind
from gazetteer_scanners.evidence.minors import MINORS_PROBE
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, ProbeSpec, age_column
from gazetteer_scanners.evidence.values import is_single
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.automaton.parse_tree import parse
from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.matching.distinct import each, passing, take
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.matching.python_executing import make_executor
from gazetteer_scanners.paths import encode_path
from gazetteer_scanners.recognizers.registry import RuleSet

IdRule = tuple[str, Callable[[str], bool] | None, Callable[[str], date | None]]
"""Pattern of a bare id, its validation, and the birth date that it embeds."""

Births = npt.NDArray[np.datetime64]

_IDS = "national_id"
_DIGEST = 16


def plan_probes(info: DatasetInfo, names: NameRules, rules: RuleSet) -> tuple[ProbeSpec, ...]:
    """The probes of a dataset with known columns; empty where no column says an age."""
    return _planned(MINORS_PROBE, columns_of(info), info.name, names, rules)


def plan_document_probes(leaves: Iterable[Leaf], dataset: str, names: NameRules, rules: RuleSet) -> tuple[ProbeSpec, ...]:
    """The probes of a batch of documents, by the fields that these have; empty where none says an age.

    Batches whose documents have other fields have probes with other ids, so that each row is counted in one of them.
    """
    fields = {leaf.path: Candidate(leaf.path, leaf.data_type) for leaf in leaves if is_single(leaf.path)}
    planned = _planned(MINORS_PROBE, [fields[path] for path in sorted(fields, key=encode_path)], dataset, names, rules)
    return tuple(replace(probe, id=f"{MINORS_PROBE}.{_digest(probe)}") for probe in planned)


def _planned(
    probe_id: str, candidates: Sequence[Candidate], dataset: str, names: NameRules, rules: RuleSet
) -> tuple[ProbeSpec, ...]:
    found = age_columns(candidates, dataset, names)
    if not found:
        return ()
    ids = tuple((rule.pattern, rule.validate, rule.birth) for rule in rules.rules if rule.birth and _IDS in rule.element)
    births = partial(births_in_ids, ids)
    sources = [replace(one, births=births) if one.kind is AgeKind.ID else one for one in found]
    columns = [age_column(*sources)]
    consent = consent_column(candidates, dataset, names)
    if consent is not None:
        columns.append(ProbeColumn(ProbeKind.PRESENCE if consent.is_proof else ProbeKind.TRUTH, (consent.path,)))
    return (ProbeSpec(probe_id, tuple(columns)),)


def _digest(probe: ProbeSpec) -> str:
    """A short hash over what a probe asks."""
    asked = "\n".join(f"{column.kind} {encode_path(path)}" for column in probe.columns for path in column.paths)
    return sha256(asked.encode()).hexdigest()[:_DIGEST]


def births_in_ids(rules: Sequence[IdRule], texts: pa.StringArray) -> Births:
    """For each text (none is null) the birth date that it embeds, by the first rule that it matches and passes; NaT if it
    is no such id.

    A module's function with plain arguments, so that it can be sent to a worker process.
    """
    births = np.full(len(texts), np.datetime64("NaT"), "datetime64[D]")
    executor = _executor()
    is_open = np.ones(len(texts), np.bool_)
    sizes = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    for pattern, validate, birth in rules:
        least, most, compiled = _compiled(pattern)
        mask = (sizes >= least) & (sizes <= most)
        if not mask.any():  # most ids have a length of their own, and trying a pattern costs more than all the rest
            continue
        mask = compiled.mask(texts) & is_open
        if validate is not None and mask.any():
            mask = _passing(executor, texts, mask, validate)
        if mask.any():
            births[mask] = _read_births(executor, texts, mask, birth)
        is_open &= ~mask
    return births


@cache
def _executor() -> Executor:
    return make_executor()


@cache
def _compiled(pattern: str) -> tuple[int, int, Pattern]:
    """The fewest and the most characters that a pattern matches, and the pattern."""
    least, most = parse(pattern).getwidth()
    return least, most, Pattern(pattern, is_whole=True)


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
