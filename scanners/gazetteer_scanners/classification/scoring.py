"""How much evidence weighs: column hit rates against chance, and six factors combined into one score.

A single hit proves little where chance is high: random digits pass a Luhn check one time in ten, the US SSN rules nine
times in ten. So a hit rate counts only as far as it exceeds chance, and only as far as so many hits could not be chance.
The weights are the project's own, tuned on labelled databases (`make accuracy`) and on the sample estate.
"""

import math

from gazetteer_scanners.classification.decision import Factors

IN_FORCE = 0.6
"""An element with at least this score is in force."""
CANDIDATE = 0.3
"""An element with at least this score, below IN_FORCE, is shown as a candidate."""

_NAME = 0.80
_COMMENT = 0.74
_VALUE = 0.94
_VALUE_WITH_NAME_ONLY = 0.45
_CHECKSUM = 0.50
_CONTEXT = 0.20
_PROFILE = 0.40
_CERTAIN_BITS = 10.0
"""So many bits of surprise (about one in a thousand by chance) make a hit rate count fully."""


def above_chance(hits: int, seen: int, chance: float) -> float:
    """The hit rate in excess of chance, 0 to 1, lowered where so few hits could be chance. 0 if nothing was seen."""
    if seen == 0 or hits == 0:
        return 0.0
    rate = hits / seen
    excess = max(0.0, (rate - chance) / (1.0 - chance)) if chance < 1.0 else 0.0
    bits = hits * -math.log2(min(max(chance, 1e-3), 0.999))
    return excess * min(1.0, bits / _CERTAIN_BITS)


def surprise(hits: int, seen: int, chance: float) -> float:
    """Bits by which a hit rate above chance surprises, 0 if it is not above: 20 are one in a million."""
    if seen == 0 or hits == 0:
        return 0.0
    rate, expected = hits / seen, min(max(chance, 1e-3), 0.999)
    if rate <= expected:
        return 0.0
    missing = (1.0 - rate) * math.log2((1.0 - rate) / (1.0 - expected)) if rate < 1.0 else 0.0
    return seen * (rate * math.log2(rate / expected) + missing)


def combine(factors: Factors, value_needs_name: bool, contradiction: float) -> float:
    """The score of an element, 0 to 1, rounded to three places.

    Independent evidence adds up (noisy or); values that speak against the name (`contradiction`, 0 to 1) lower it.
    """
    weights = (
        (factors.name, _NAME),
        (factors.comment, _COMMENT),
        (factors.value, _VALUE_WITH_NAME_ONLY if value_needs_name else _VALUE),
        (factors.checksum, _CHECKSUM if not value_needs_name else 0.2),
        (factors.context, _CONTEXT),
        (factors.profile, _PROFILE),
    )
    doubt = 1.0
    for factor, weight in weights:
        if factor is not None:
            doubt *= 1.0 - weight * factor
    return round((1.0 - doubt) * (1.0 - 0.6 * contradiction), 3)
