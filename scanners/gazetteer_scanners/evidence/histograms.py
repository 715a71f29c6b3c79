"""Histograms as counts by integer key: how batches are added, and how the large ones are coarsened.

Months are counted since January 1900. Coarser months keep the number of the first month of their period, coarser ages
the first age of theirs, so that a coarse histogram and a fine one add up after the fine one is coarsened, and adding
first or coarsening first gives the same.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

LEGAL_AGES = (13, 14, 15, 16, 17, 18, 20, 21)
"""Ages below which some law asks for more: from COPPA (13) and China's rules on minors (14, 18) to majority at 21."""

_FIRST_EXACT, _LAST_EXACT, _OLDEST = 13, 21, 130


def count_bins(histogram: Counter[int], bins: npt.NDArray[np.int64]) -> None:
    """Add an array of counts, indexed by key."""
    for key in np.flatnonzero(bins).tolist():
        histogram[key] += int(bins[key])


def count_keys(histogram: Counter[int], keys: npt.NDArray[np.int64]) -> None:
    """Add one for each occurrence of a key (small, not negative)."""
    if len(keys):
        count_bins(histogram, np.bincount(keys))


def merge_counts(histogram: Counter[int], other: Counter[int]) -> None:
    """Add the other's counts; keys that only the other has are taken over, also with a count of zero."""
    for key, count in other.items():
        histogram[key] += count


def coarsen_months(histogram: Counter[int], months: int) -> Counter[int]:
    """The histogram over periods of so many months (1, 3, 12 or 120), keyed by their first month."""
    return _regrouped((key - key % months, count) for key, count in histogram.items())


def coarsen_ages(histogram: Counter[int]) -> Counter[int]:
    """0 to 12 as 0, the legal ages one by one, 22 to 130 as 22; over 130 and future stay."""
    return _regrouped((_age_group(age), count) for age, count in histogram.items())


def _age_group(age: int) -> int:
    if age < _FIRST_EXACT:
        return 0
    return _LAST_EXACT + 1 if _LAST_EXACT < age <= _OLDEST else age


def _regrouped(entries: Iterable[tuple[int, int]]) -> Counter[int]:
    result: Counter[int] = Counter()
    for key, count in entries:
        result[key] += count
    return result
