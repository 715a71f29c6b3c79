"""Rows below a legal age, with and without a guardian's consent, out of the probe that a scan counted.

A row whose age is a span (born in 2012; 13-17) is certainly below, possibly below, or neither. Where a column can be read
in two ways, the column decides: if some of its rows are only possible in one reading and (but for slips) none only in the
other, that reading holds for all of them; else each row may be what either says. An unknown age is never taken for an adult's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.age_spans import STATES, UNKNOWN, is_under, union
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import DateTrait
from gazetteer_scanners.evidence.probes import Presence, ProbeEvidence, ProbeKind, TruthState
from gazetteer_scanners.paths import Path

MINORS_PROBE = "minors"
"""How old the row's person is; with a second column, guardian consent of the same row."""

_MOSTLY = 0.9
_SLIPS = 0.01
"""So many rows for each row that proves a reading may be slips, only possible in the other one; their age is unknown."""


class Reading(Enum):
    """How a column with two readings is read: SINGLE has one; OPEN could not be decided; for `03/05/2014` FIRST is day
    first, for day numbers that of spreadsheets."""

    SINGLE = "SINGLE"
    FIRST = "FIRST"
    SECOND = "SECOND"
    OPEN = "OPEN"


@dataclass(frozen=True, slots=True)
class MinorCounts:
    """Rows of a dataset below an age, as of the scan.

    Attributes:
        least, most: rows that are certainly, and rows that are possibly below it.
        unknown: rows whose age nothing tells.
        with_consent, without_consent, consent_unknown: `least` by what the row says of a guardian's consent; None where the
            dataset has no column for it.
        sources: the columns that tell ages; `consent`: the one that tells consent.
    """

    age: int
    rows: int
    least: int
    most: int
    unknown: int
    with_consent: int | None
    without_consent: int | None
    consent_unknown: int | None
    reading: Reading
    sources: tuple[Path, ...]
    consent: Path | None


@dataclass(frozen=True, slots=True)
class AgedRows:
    """The rows of a dataset by state of age and state of consent.

    Attributes:
        states: rows by `age_spans` state and `TruthState`.
        sources: the columns that tell ages; `consent`: the one that tells consent.
    """

    reading: Reading
    states: Mapping[tuple[int, int], int]
    sources: tuple[Path, ...]
    consent: Path | None

    def below(self, age: int) -> MinorCounts:
        """The counts for a legal age.

        Raises:
            ValueError: for an age between which and its neighbours the evidence does not tell.
        """
        least = most = 0
        consents = [0, 0, 0]
        for (state, answer), count in self.states.items():
            is_certain, is_possible = is_under(state, age)
            least += count * is_certain
            most += count * is_possible
            consents[answer] += count * is_certain
        has_consent = self.consent is not None
        return MinorCounts(
            age=age,
            rows=sum(self.states.values()),
            least=least,
            most=most,
            unknown=sum(count for (state, _), count in self.states.items() if state == UNKNOWN),
            with_consent=consents[TruthState.YES] if has_consent else None,
            without_consent=consents[TruthState.NO] if has_consent else None,
            consent_unknown=consents[TruthState.UNKNOWN] if has_consent else None,
            reading=self.reading,
            sources=self.sources,
            consent=self.consent,
        )


def aged_rows(evidence: DatasetEvidence) -> AgedRows | None:
    """What the scan counted of ages; None where it had nothing to tell them by.

    Documents have a probe for each set of fields that tell; rows that are in none of them tell no age.
    """
    probes = [probe for probe in evidence.probes if probe.spec.id.partition(".")[0] == MINORS_PROBE]
    if not probes:
        return None
    reading = _reading(probes)
    states: Counter[tuple[int, int]] = Counter()
    for probe in probes:
        states += _states(probe, reading, evidence)
    uncounted = evidence.rows - sum(states.values())
    if uncounted > 0:
        states[UNKNOWN, int(TruthState.UNKNOWN)] += uncounted
    asked = [probe.spec.columns for probe in probes]
    sources = dict.fromkeys(path for columns in asked for path in columns[0].paths)
    consents = [columns[1].paths[0] for columns in asked if len(columns) > 1]
    return AgedRows(reading, states, tuple(sources), consents[0] if consents else None)


def count_minors(evidence: DatasetEvidence, age: int) -> MinorCounts | None:
    """The counts of a dataset for a legal age; None where the scan had nothing to tell ages by.

    Raises:
        ValueError: for an age between which and its neighbours the evidence does not tell.
    """
    rows = aged_rows(evidence)
    return rows.below(age) if rows else None


def _states(probe: ProbeEvidence, reading: Reading, evidence: DatasetEvidence) -> Counter[tuple[int, int]]:
    """A probe's rows by state of age and state of consent."""
    answers = _consent_states(probe, evidence)
    states: Counter[tuple[int, int]] = Counter()
    for (pair, *rest), count in probe.cells():
        states[_state(pair, reading), answers[rest[0]] if rest else int(TruthState.UNKNOWN)] += count
    return states


def _reading(probes: Sequence[ProbeEvidence]) -> Reading:
    """How the values with two readings are read, by all rows."""
    rows: Counter[tuple[int, int]] = Counter()
    for probe in probes:
        for (pair, *_), count in probe.cells():
            rows[divmod(pair, STATES)] += count
    only_first = sum(count for (first, second), count in rows.items() if first and not second)
    only_second = sum(count for (first, second), count in rows.items() if second and not first)
    if only_second <= _SLIPS * only_first and only_first:
        return Reading.FIRST
    if only_first <= _SLIPS * only_second and only_second:
        return Reading.SECOND
    return Reading.OPEN if any(first != second for first, second in rows) else Reading.SINGLE


def _state(pair: int, reading: Reading) -> int:
    first, second = divmod(pair, STATES)
    if reading in (Reading.FIRST, Reading.SINGLE):
        return first
    return second if reading is Reading.SECOND else union(first, second)


def _consent_states(probe: ProbeEvidence, evidence: DatasetEvidence) -> dict[int, int]:
    """What each state of the consent column says: a time or a record's key that is missing says that there was none."""
    if len(probe.spec.columns) == 1:
        return {}
    column = probe.spec.columns[1]
    if column.kind is ProbeKind.PRESENCE:
        return {int(Presence.ABSENT): int(TruthState.NO), int(Presence.PRESENT): int(TruthState.YES)}
    nothing = TruthState.NO if _holds_times(evidence, column.paths[0]) else TruthState.UNKNOWN
    return {
        int(TruthState.UNKNOWN): int(nothing),
        int(TruthState.YES): int(TruthState.YES),
        int(TruthState.NO): int(TruthState.NO),
    }


def _holds_times(evidence: DatasetEvidence, path: Path) -> bool:
    field = evidence.find(path)
    if field is None:
        return False
    if field.data_type in (DataType.DATE, DataType.TIMESTAMP):
        return True
    times = field.dates[DateTrait.DATE_ONLY] + field.dates[DateTrait.WITH_TIME] + sum(field.epochs.values())
    return times > 0 and times >= _MOSTLY * (field.values - field.empties)
