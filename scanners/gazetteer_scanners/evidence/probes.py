"""Probes: joint counts over up to four fields of one row, as a table with a cell for each combination of states."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from math import prod

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.codec import Reader, Writer, damaged, path_of
from gazetteer_scanners.evidence.histograms import count_bins, merge_counts
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import Path, encode_path

MAX_PATHS = 4
MAX_ID_BYTES = 200
_MAX_PATH_BYTES = 1 << 20


class ProbeKind(IntEnum):
    """What is asked of a column (of two, for ORDER); `STATES` has the answers."""

    AGE_BAND = 0
    TRUTH = 1
    PRESENCE = 2
    ORDER = 3


class AgeBand(IntEnum):
    """Full years as of the scan. UNKNOWN: nothing there, no age, a birth in the future, or over 120 years."""

    UNKNOWN = 0
    UNDER_13 = 1
    AGE_13 = 2
    AGE_14 = 3
    AGE_15 = 4
    AGE_16_17 = 5
    ADULT = 6


class TruthState(IntEnum):
    """YES: true, 1, a word for yes, or a date or time; NO: false, 0 or a word for no; UNKNOWN: nothing or else."""

    UNKNOWN = 0
    YES = 1
    NO = 2


class Presence(IntEnum):
    """ABSENT: null, empty or blank."""

    ABSENT = 0
    PRESENT = 1


class TimeOrder(IntEnum):
    """Which of two times is earlier; UNKNOWN if either is none. A date without a time is its midnight."""

    UNKNOWN = 0
    FIRST_EARLIER = 1
    SAME = 2
    SECOND_EARLIER = 3


STATES: dict[ProbeKind, type[IntEnum]] = {
    ProbeKind.AGE_BAND: AgeBand,
    ProbeKind.TRUTH: TruthState,
    ProbeKind.PRESENCE: Presence,
    ProbeKind.ORDER: TimeOrder,
}


@dataclass(frozen=True, slots=True)
class ProbeColumn:
    """One question of a probe.

    Attributes:
        paths: the column asked; two for ORDER.
        births: for AGE_BAND of a column that may hold ids, the birth date (datetime64[D], NaT for none) that each of
            some normalised texts embeds; it is asked for those that are neither an age nor a date. Given at run time,
            never stored, and no part of equality.
    """

    kind: ProbeKind
    paths: tuple[Path, ...]
    births: Callable[[pa.StringArray], npt.NDArray[np.datetime64]] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.paths) != (2 if self.kind is ProbeKind.ORDER else 1):
            raise ValueError(f"a probe column of kind {self.kind.name} names {len(self.paths)} paths")

    @property
    def states(self) -> int:
        """How many states it has."""
        return len(STATES[self.kind])


@dataclass(frozen=True, slots=True)
class ProbeSpec:
    """What a probe counts; at most four columns, which name at most four paths."""

    id: str
    columns: tuple[ProbeColumn, ...]

    def __post_init__(self) -> None:
        if not 1 <= len({path for column in self.columns for path in column.paths}) <= MAX_PATHS:
            raise ValueError(f"the probe {self.id!r} names no column or more than {MAX_PATHS}")
        if not 1 <= len(self.columns) <= MAX_PATHS or not 1 <= len(self.id.encode("utf-8")) <= MAX_ID_BYTES:
            raise ValueError(f"a probe has an id of up to {MAX_ID_BYTES} bytes and up to {MAX_PATHS} columns")

    @property
    def shape(self) -> tuple[int, ...]:
        """States of each column."""
        return tuple(column.states for column in self.columns)


class ProbeEvidence:
    """Rows by the combination of their columns' states; merging adds up."""

    def __init__(self, spec: ProbeSpec) -> None:
        self.spec = spec
        self._cells: Counter[int] = Counter()

    @property
    def table(self) -> npt.NDArray[np.int64]:
        """Rows in each combination, one axis for each column, indexed by state."""
        table = np.zeros(prod(self.spec.shape), np.int64)
        for cell, count in self._cells.items():
            table[cell] = count
        return table.reshape(self.spec.shape)

    def add(self, leaves: Mapping[Path, Leaf], rows: int, as_of: date) -> None:
        """Count a batch of `rows` rows; a column that is missing or below a list has no answer (state 0)."""
        from gazetteer_scanners.evidence.probing import states_of  # it answers for the kinds defined here

        cells = np.zeros(rows, np.int64)
        for column in self.spec.columns:
            cells = cells * column.states + states_of(column, leaves, rows, as_of)
        count_bins(self._cells, np.bincount(cells, minlength=1))

    def merge(self, other: "ProbeEvidence") -> None:
        """Add what another part counted.

        Raises:
            EvidenceError: if it asks something else.
        """
        if other.spec != self.spec:
            raise EvidenceError(f"the probes {self.spec.id!r} and {other.spec.id!r} do not ask the same")
        merge_counts(self._cells, other._cells)

    def write(self, writer: Writer) -> None:
        """Id, columns (kind and paths) and the cells that are not zero."""
        writer.text(self.spec.id)
        writer.count(len(self.spec.columns))
        for column in self.spec.columns:
            writer.count(column.kind)
            for path in column.paths:
                writer.text(encode_path(path))
        writer.table(self._cells)

    @classmethod
    def read(cls, reader: Reader) -> "ProbeEvidence":
        """What `write` wrote.

        Raises:
            EvidenceError: if the bytes are damaged.
        """
        probe_id = reader.text(MAX_ID_BYTES)
        columns = []
        for _ in range(reader.count(MAX_PATHS)):
            kind = ProbeKind(reader.count(len(ProbeKind) - 1))
            paths = [path_of(reader.text(_MAX_PATH_BYTES)) for _ in range(2 if kind is ProbeKind.ORDER else 1)]
            columns.append(ProbeColumn(kind, tuple(paths)))
        try:
            probe = cls(ProbeSpec(probe_id, tuple(columns)))
        except ValueError as error:
            raise damaged("a probe is impossible") from error
        probe._cells = reader.table(prod(probe.spec.shape))
        return probe


def rows_where(probe: ProbeEvidence, states: Mapping[int, Collection[int]]) -> int:
    """Rows in which each named column (by its index in the spec) is in one of the states given; others are free."""
    table = probe.table
    for axis, chosen in states.items():
        table = table.take(sorted(chosen), axis=axis)
    return int(table.sum())
