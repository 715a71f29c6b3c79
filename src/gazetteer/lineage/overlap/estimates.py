"""How much of one set another holds, and how sure that is, from the bins of their overlap sketches.

A bin that either set uses holds the smallest hash of both together, which is any value of theirs with equal chance. In
`equal` bins it is in both sets, in `own` bins in this one alone. So of `equal + own` values of this set, drawn by the
hash, `equal` are in the other: their share is the containment, however large the other set is, and no estimate of sizes
comes into it (from the Jaccard similarity J and the sizes it would be J (|A| + |B|) / ((1 + J) |A|), whose error grows with
how much larger B is). The number of equal bins is binomial, or less spread where the bins see most values of a small set.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.evidence.minhash import BINS

DOUBT: Final = 0.05
"""A share counts as above a bound if the bound itself would give so many equal bins with at most this probability."""
CHANCE_DOUBT: Final = 0.001
"""The same, against what chance brings."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Share:
    """An estimated share, 0 to 1, with its standard error."""

    value: float
    error: float


def share_of(equal: int, own: int) -> Share:
    """The containment of a set in another; the error is Agresti and Coull's (1998), which is never 0."""
    drawn = equal + own
    if not drawn:
        return Share(0.0, 1.0)
    middle = (equal + 2) / (drawn + 4)
    return Share(equal / drawn, math.sqrt(middle * (1 - middle) / (drawn + 4)))


def is_above(equal: Ints, own: Ints, bound: float) -> npt.NDArray[np.bool_]:
    """For each pair, whether its containment is above the bound with 95 % confidence."""
    least = np.asarray(least_equal(bound, DOUBT))
    above: npt.NDArray[np.bool_] = equal >= least[equal + own]
    return above


def is_beyond_chance(equal: int, own: int, chance: float) -> bool:
    """True if chance alone, which brings this share of the values into the other set, hardly ever gives so many."""
    if not equal:
        return False
    return _bound(equal, equal + own, chance) <= CHANCE_DOUBT or tail(equal, equal + own, chance) <= CHANCE_DOUBT


@cache
def least_equal(bound: float, doubt: float) -> tuple[int, ...]:
    """For 0 to 256 bins drawn, how many must be equal at least; one more than were drawn if none would do."""
    return tuple(
        next((equal for equal in range(1, drawn + 1) if tail(equal, drawn, bound) <= doubt), drawn + 1)
        for drawn in range(BINS + 1)
    )


def tail(equal: int, drawn: int, share: float) -> float:
    """The probability of so many or more, each with this share: one minus the binomial distribution."""
    if equal <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    log, log_not = math.log(share), math.log1p(-share)
    return min(1.0, sum(math.exp(_choose(drawn, k) + k * log + (drawn - k) * log_not) for k in range(equal, drawn + 1)))


def _bound(equal: int, drawn: int, share: float) -> float:
    """What the tail is at most (H. Chernoff 1952): mostly enough, and much faster."""
    part = equal / drawn
    if not 0 < share < part:
        return float(share > 0)
    distance = part * math.log(part / share)
    if part < 1:
        distance += (1 - part) * math.log((1 - part) / (1 - share))
    return math.exp(-drawn * distance)


def _choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
