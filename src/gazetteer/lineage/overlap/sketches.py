"""Which overlap sketches have bins in common, without comparing each with each.

An inverted index over what the sketches hold: in each of the 256 bins the fields are sorted by their 32-bit value, and those
with equal values stand together. That is locality-sensitive hashing with 256 bands of one bin. As unrelated fields hardly
ever agree in a 32-bit value, bands need no more bins than one, and therefore nothing is lost: a pair that can pass has
at least five equal bins (`estimates`), and is a candidate from two on, however much the sizes of the two fields differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.evidence.minhash import BINS, EMPTY

Sketches = npt.NDArray[np.uint32]
"""One row of 256 bins for each field: a kilobyte."""
Ints = npt.NDArray[np.int64]

WINDOW: Final = 64
"""Of more fields with one value in a bin each is paired with the next so many in order of size: a chain, not all pairs."""

_FEWEST_EQUAL: Final = 2
_PENDING: Final = 4_000_000
_MOST_PAIRS: Final = 24_000_000
_AT_ONCE: Final = 4096


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows, the smaller field first.

    Attributes:
        is_crowded: more fields than `WINDOW` had one value, so that not each of their pairs is here.
    """

    left: Ints
    right: Ints
    is_crowded: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """For each pair, the bins in which both hold the same, and in which the left's or the right's alone is the smaller."""

    equal: Ints
    left_only: Ints
    right_only: Ints


def candidate_pairs(sketches: Sketches, rows: Ints, distinct: Sequence[int]) -> Candidates:
    """All pairs of these rows that agree in two bins or more.

    Args:
        rows: of `sketches`; `distinct`: for each of them, how many values it has.
    """
    ordered = rows[np.argsort(np.asarray(distinct, np.int64), kind="stable")]
    pairs, pending, waiting, is_crowded = _Pairs(), [], 0, False
    for bin_ in range(BINS):
        found, is_cut = _equal_in(sketches[ordered, bin_])
        pending += found
        waiting += sum(len(keys) for keys in found)
        is_crowded |= is_cut
        if waiting >= _PENDING or bin_ == BINS - 1:
            pairs.add(pending)
            pending, waiting = [], 0
    keys = pairs.keys[pairs.counts >= _FEWEST_EQUAL]
    return Candidates(ordered[keys >> 32], ordered[keys & 0xFFFFFFFF], is_crowded or pairs.is_cut)


def _equal_in(values: npt.NDArray[np.uint32]) -> tuple[list[Ints], bool]:
    """Pairs of positions with equal values, as left * 2^32 + right, and whether groups were larger than the window."""
    used = np.flatnonzero(values != EMPTY)
    order = used[np.argsort(values[used], kind="stable")]
    ordered = values[order]
    found: list[Ints] = []
    at = np.arange(len(order))
    for distance in range(1, WINDOW + 2):
        at = at[at < len(order) - distance]
        at = at[ordered[at] == ordered[at + distance]]
        if not len(at):
            return found, False
        if distance <= WINDOW:
            found.append((order[at] << 32) | order[at + distance])
    return found, True


class _Pairs:
    """In how many bins each pair was met; beyond the bound those go that were met once so far."""

    def __init__(self) -> None:
        self.keys = np.zeros(0, np.int64)
        self.counts = np.zeros(0, np.int64)
        self.is_cut = False

    def add(self, found: list[Ints]) -> None:
        if not found:
            return
        fresh, times = np.unique(np.concatenate(found), return_counts=True)
        keys = np.concatenate([self.keys, fresh])
        counts = np.concatenate([self.counts, times])
        order = np.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        self.keys, self.counts = keys[starts], np.add.reduceat(counts, starts)
        if len(self.keys) > _MOST_PAIRS:
            kept = self.counts >= _FEWEST_EQUAL
            self.keys, self.counts, self.is_cut = self.keys[kept], self.counts[kept], True


def compare(sketches: Sketches, left: Ints, right: Ints) -> Agreement:
    """How the two rows of each pair agree; bins that neither uses count nowhere."""
    equal, left_only, right_only = (np.zeros(len(left), np.int64) for _ in range(3))
    for start in range(0, len(left), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        a, b = sketches[left[part]], sketches[right[part]]
        equal[part] = np.count_nonzero((a == b) & (a != EMPTY), axis=1)
        left_only[part] = np.count_nonzero(a < b, axis=1)
        right_only[part] = np.count_nonzero(b < a, axis=1)
    return Agreement(equal, left_only, right_only)
