"""What expressions do to the fields that they read, and how steps add up.

    SELECT MD5(email) AS e FROM (SELECT LOWER(email) AS email FROM users) AS u

`email` is transformed, then hashed: the two steps together are a hash.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gazetteer.inventory.flows import Transformation
from gazetteer.lineage.statements import DatasetName
from gazetteer_scanners.paths import Path

_ORDER = {transformation: place for place, transformation in enumerate(Transformation)}
_STRENGTH = {
    Transformation.IDENTITY: 0,
    Transformation.TRANSFORMATION: 1,
    Transformation.AGGREGATION: 2,
    Transformation.ENCRYPTION: 3,
    Transformation.HASHING: 4,
    Transformation.MASKING: 5,
}
"""Of two steps through which values arrive, the one that changes their form most speaks for both."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to the values on the way, and whether any arrive."""

    transformation: Transformation
    carries: bool = True

    def then(self, later: "Effect") -> "Effect":
        """This step, and a later one after it."""
        if not (self.carries and later.carries):
            return later if self.carries else self
        return max(self, later, key=lambda effect: _STRENGTH[effect.transformation])


IDENTITY = Effect(Transformation.IDENTITY)
TRANSFORMED = Effect(Transformation.TRANSFORMATION)
EXTREME = Effect(Transformation.AGGREGATION)
"""MIN and MAX: one of the values arrives."""
COUNTED = Effect(Transformation.AGGREGATION, carries=False)
"""COUNT, SUM and the like: no value arrives."""
TESTED = Effect(Transformation.TRANSFORMATION, carries=False)
"""IS NULL: only whether there is a value arrives."""
HASHED = Effect(Transformation.HASHING)
ENCRYPTED = Effect(Transformation.ENCRYPTION)
MASKED = Effect(Transformation.MASKING)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field of a dataset that a statement reads; with an empty path all of the dataset, where its columns are not known."""

    dataset: DatasetName
    path: Path


@dataclass(slots=True)
class Inputs:
    """What one value comes from.

    Attributes:
        direct: the fields whose values it is made of, each with what happens to them.
        steering: the fields that only decide which of them it is.
    """

    direct: dict[Leaf, Effect] = field(default_factory=dict)
    steering: set[Leaf] = field(default_factory=set)

    def add(self, leaf: Leaf, effect: Effect) -> None:
        """Add a field; of two ways to the same value the one that leaves most of it counts."""
        known = self.direct.get(leaf)
        if known is None or _rank(effect) < _rank(known):
            self.direct[leaf] = effect

    def add_all(self, other: "Inputs", effect: Effect = IDENTITY) -> None:
        """Add what another value comes from, changed by one more step."""
        for leaf, inner in other.direct.items():
            self.add(leaf, inner.then(effect))
        self.steering |= other.steering

    def below(self, path: Path) -> "Inputs":
        """What a part of the value comes from: a key below the field, where the value is the field itself."""
        if not path:
            return self
        parts = (
            (Leaf(leaf.dataset, leaf.path + path), e) if _is_plain(leaf, e) else (leaf, e) for leaf, e in self.direct.items()
        )
        return Inputs(dict(parts), set(self.steering))

    @property
    def leaves(self) -> Iterator[Leaf]:
        """All fields, of either kind."""
        yield from self.direct
        yield from self.steering

    def __len__(self) -> int:
        return len(self.direct) + len(self.steering)


def joined(some: Iterable[Inputs]) -> Inputs:
    """What a value comes from that is any of several (the legs of a UNION)."""
    result = Inputs()
    for inputs in some:
        result.add_all(inputs)
    return result


def _rank(effect: Effect) -> tuple[bool, int]:
    return (not effect.carries, _ORDER[effect.transformation])


def _is_plain(leaf: Leaf, effect: Effect) -> bool:
    return bool(leaf.path) and effect == IDENTITY
