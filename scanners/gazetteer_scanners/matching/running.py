"""Runs a union's tables over a column and says which patterns match where."""

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.matching.automaton.unions import Compiled
from gazetteer_scanners.matching.distinct import take_at
from gazetteer_scanners.matching.executing import Counts, Executor, Octets, Sets
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.protocol import BoolMask

ANY_LENGTH = 2**62


class Union:
    """The tables of a union for whole values."""

    def __init__(self, compiled: Compiled, executor: Executor) -> None:
        self.compiled = compiled
        self.executor = executor
        # Only sets that come with a column are looked at, so that many rules cost nothing where few match.
        self._having: dict[int, list[tuple[int, npt.NDArray[np.bool_]]]] = {}

    def run(self, texts: pa.StringArray, gate: Octets | None = None) -> "Ran":
        """Runs all tables over the values that the gate lets through."""
        ran = [self.executor.whole(table, texts, gate) for table in self.compiled.tables]
        return Ran(self, texts, [sets for sets, _ in ran], [counts for _, counts in ran])

    def having(self, pattern: int) -> list[tuple[int, npt.NDArray[np.bool_]]]:
        """The tables that hold a pattern, and which of their sets do."""
        kept = self._having.get(pattern)
        if kept is None:
            tables = self.compiled.tables
            kept = [(i, table.having([pattern])) for i, table in enumerate(tables) if any(pattern in one for one in table.sets)]
            self._having[pattern] = kept
        return kept


class Ran:
    """A column after its run.

    Attributes:
        texts: the values.
        sets: for each table the numbers of the values' sets.
        counts: for each table how many values have which set.
        present: for each table the numbers of the sets that come, but for the empty one.
    """

    def __init__(self, union: Union, texts: pa.StringArray, sets: list[Sets], counts: list[Counts]) -> None:
        self._union = union
        self.texts = texts
        self.sets = sets
        self.counts = counts
        self.present = [tuple((one[1:].nonzero()[0] + 1).tolist()) for one in counts]

    @cached_property
    def totals(self) -> dict[int, int]:
        """For each pattern that matches at all how many values it matches; the tables may accept too many."""
        totals = dict[int, int]()
        for table, counts, present in zip(self._union.compiled.tables, self.counts, self.present, strict=True):
            for number in present:
                count = int(counts[number])
                for pattern in table.sets[number]:
                    totals[pattern] = totals.get(pattern, 0) + count
        return totals

    def mask(self, pattern: int) -> BoolMask:
        """True for each value that the pattern's table accepts."""
        if pattern not in self.totals:
            return np.zeros(len(self.texts), np.bool_)
        first, *more = (self._union.executor.select(self.sets[i], having) for i, having in self._union.having(pattern))
        for mask in more:
            first |= mask
        return first

    @cached_property
    def lengths(self) -> npt.NDArray[np.int32]:
        """Octets of each value; 0 for nulls."""
        lengths: npt.NDArray[np.int32] = pc.fill_null(pc.binary_length(self.texts), 0).to_numpy(zero_copy_only=False)
        return lengths

    @cached_property
    def is_ascii(self) -> BoolMask:
        """True for each value that is ASCII."""
        is_ascii: BoolMask = pc.fill_null(pc.string_is_ascii(self.texts), True).to_numpy(zero_copy_only=False)
        return is_ascii


class Exactness:
    """What a table accepts too much of one pattern, taken back by the pattern itself.

    Args:
        compiled: the union.
        number: the pattern's number there; if it was refused, every value is looked at.
        pattern: the pattern.
    """

    def __init__(self, compiled: Compiled, number: int, pattern: Pattern) -> None:
        self._pattern = pattern
        self._is_refused = number in compiled.refused
        self._exact_octets = compiled.exact_octets.get(number, ANY_LENGTH)
        self._is_for_ascii = number in compiled.ascii_only
        self.is_sure = not self._is_refused and self._exact_octets == ANY_LENGTH and not self._is_for_ascii

    def keep(self, ran: Ran, mask: BoolMask) -> BoolMask:
        """The mask without the values that the pattern does not match after all; the mask itself may be changed."""
        if self.is_sure:
            return mask
        doubtful = mask & (ran.lengths > self._exact_octets) if not self._is_refused else mask
        if self._is_for_ascii:
            doubtful = doubtful | (mask & ~ran.is_ascii)
        at = np.flatnonzero(doubtful)
        if len(at):
            mask[at] = self._pattern.mask(take_at(ran.texts, at))
        return mask
