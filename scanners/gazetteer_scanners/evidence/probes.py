"""Probes: joint counts over up to four fields of one row, as a table with a cell for each combination of states."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from math import prod

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.age_columns import AgeColumns
from gazetteer_scanners.evidence.age_spans import PAIRS
from gazetteer_scanners.evidence.codec import Reader, Writer, damaged, path_of
from gazetteer_scanners.evidence.histograms import count_bins, merge_counts
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import Path, encode_path

MAX_PATHS = 4
MAX_ID_BYTES = 200
_MAX_PATH_BYTES = 1 << 20


class ProbeKind(IntEnum):
    """What is asked of a column (of two, for ORDER; of one to four, for AGE); `STATES` has the answers."""

    AGE = 0
    TRUTH = 1
    PRESENCE = 2
    ORDER = 3


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


STATES: dict[ProbeKind, int] = {
    ProbeKind.AGE: PAIRS,
    ProbeKind.TRUTH: len(TruthState),
    ProbeKind.PRESENCE: len(Presence),
    ProbeKind.ORDER: len(TimeOrder),
}
"""How many states each kind has; those of AGE are the pairs of `age_spans`."""

_MOST_OF_KIND = {ProbeKind.ORDER: 2, ProbeKind.AGE: MAX_PATHS}


@dataclass(frozen=True, slots=True)
class ProbeColumn:
    """One question of a probe.

    Attributes:
        paths: the columns asked; two for ORDER, all that tell an age for AGE.
        sources: for AGE how the columns are read, each path in one of them; the first that tells an age decides. Given at
            run time, never stored, and no part of equality.
    """

    kind: ProbeKind
    paths: tuple[Path, ...]
    sources: tuple[AgeColumns, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        most = _MOST_OF_KIND.get(self.kind, 1)
        if not 1 <= len(self.paths) <= most or (self.kind is ProbeKind.ORDER and len(self.paths) < most):
            raise ValueError(f"a probe column of kind {self.kind.name} names {len(self.paths)} paths")

    @property
    def states(self) -> int:
        """How many states it has."""
        return STATES[self.kind]


def age_column(*sources: AgeColumns) -> ProbeColumn:
    """The question how old the row's person is, by these sources."""
    return ProbeColumn(ProbeKind.AGE, tuple(path for source in sources for path in source.paths), sources)


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

    def cells(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """The combinations that occur, with their rows."""
        for cell, count in sorted(self._cells.items()):
            yield tuple(int(state) for state in np.unravel_index(cell, self.spec.shape)), count

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
            writer.count(len(column.paths))
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
        asked = []
        for _ in range(reader.count(MAX_PATHS)):
            kind = ProbeKind(reader.count(len(ProbeKind) - 1))
            asked.append((kind, [path_of(reader.text(_MAX_PATH_BYTES)) for _ in range(reader.count(MAX_PATHS))]))
        try:
            probe = cls(ProbeSpec(probe_id, tuple(ProbeColumn(kind, tuple(paths)) for kind, paths in asked)))
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
