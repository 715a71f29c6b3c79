"""How old somebody is, as a state of a row: the youngest and the oldest that the row allows, in bands between legal ages.

State 0 is unknown; 1 to 9 are the bands of `BAND_STARTS` alone (a birth date, an age); the others are spans over several
bands (born in 2012; 13-17; third grade). A row has two such states where a column can be read in two ways
(`03/05/2014`): its pair is `first * STATES + second`.
"""

from datetime import date

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.evidence.calendar_days import AGE_FUTURE, Ints, ages_of
from gazetteer_scanners.evidence.histograms import LEGAL_AGES

Bytes = npt.NDArray[np.uint8]

BAND_STARTS = (0, *LEGAL_AGES)
"""The youngest age of each band; the last has no end."""
OLDEST_PERSON = 120
"""Higher ages are placeholders such as 1900-01-01: as of 2026 fewer than ten people are known to have lived longer."""

_BANDS = len(BAND_STARTS)
SPANS = (*((band, band) for band in range(_BANDS)), *((a, b) for a in range(_BANDS) for b in range(a + 1, _BANDS)))
"""Lowest and highest band of each state from 1 on."""
UNKNOWN = 0
STATES = len(SPANS) + 1
PAIRS = STATES * STATES
EXACT: Bytes = (np.searchsorted(BAND_STARTS, np.arange(OLDEST_PERSON + 1), side="right")).astype(np.uint8)
"""The state of each age up to `OLDEST_PERSON`."""

_STATE_OF = np.zeros((_BANDS, _BANDS), np.uint8)
for _state, (_low, _high) in enumerate(SPANS, start=1):
    _STATE_OF[_low, _high] = _state


def states_of_ages(youngest: Ints, oldest: Ints) -> Bytes:
    """The states of spans of ages; unknown where the oldest is below zero, or the youngest over `OLDEST_PERSON`."""
    good = (oldest >= 0) & (youngest <= OLDEST_PERSON) & (youngest <= oldest)
    low = EXACT[youngest.clip(0, OLDEST_PERSON)].astype(np.int64) - 1
    high = EXACT[oldest.clip(0, OLDEST_PERSON)].astype(np.int64) - 1
    return np.where(good, _STATE_OF[low, np.maximum(low, high)], np.uint8(UNKNOWN))


def states_of_births(earliest: Ints, latest: Ints, as_of: date) -> Bytes:
    """The states of who was born between these days (since 1970-01-01), both included.

    Unknown where one day is 1900-01-01 or 1970-01-01, the usual defaults, or the earliest is after `as_of`.
    """
    oldest, youngest = ages_of(earliest, as_of), ages_of(latest, as_of)
    oldest = np.where(oldest == AGE_FUTURE, -1, oldest)
    youngest = np.where(youngest == AGE_FUTURE, -1, youngest)
    is_placeholder = (earliest == latest) & np.isin(earliest, _PLACEHOLDERS)
    return np.where(is_placeholder, np.uint8(UNKNOWN), states_of_ages(youngest, oldest))


_PLACEHOLDERS = np.array([date(1900, 1, 1).toordinal() - date(1970, 1, 1).toordinal(), 0])


def union(first: int, second: int) -> int:
    """The state that allows what either allows; the other one where one is unknown."""
    if UNKNOWN in (first, second):
        return first or second
    lows, highs = zip(SPANS[first - 1], SPANS[second - 1], strict=True)
    return int(_STATE_OF[min(lows), max(highs)])


def is_under(state: int, age: int) -> tuple[bool, bool]:
    """Whether a state is certainly, and whether it is possibly, below a legal age.

    Raises:
        ValueError: for an age between which and its neighbours the bands do not tell.
    """
    if age not in LEGAL_AGES:
        raise ValueError(f"rows below {age} years are not counted; ask for one of {', '.join(map(str, LEGAL_AGES))}")
    if state == UNKNOWN:
        return False, False
    low, high = SPANS[state - 1]
    return high + 1 < _BANDS and BAND_STARTS[high + 1] <= age, BAND_STARTS[low] < age
