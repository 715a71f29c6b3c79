"""Finds the pairs of fields whose values coincide and keeps them as claims of the scope `overlap`."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from gazetteer.inventory.flows import ProblemRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.overlap.claiming import Coincidence, claims_of
from gazetteer.lineage.overlap.columns import Column, Weight
from gazetteer.lineage.overlap.direction import copy_hint, order_of
from gazetteer.lineage.overlap.estimates import Share, is_above, is_beyond_chance, share_of
from gazetteer.lineage.overlap.known import Connected, join_flows
from gazetteer.lineage.overlap.reading import SCOPE, Material, read_material
from gazetteer.lineage.overlap.sketches import Ints, candidate_pairs, compare
from gazetteer_scanners.taxonomy import Taxonomy

LEAST_CONTAINMENT: Final = 0.5
_AT_ONCE: Final = 1024


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What was found.

    Attributes:
        found: the largest share first.
        compared: fields that were compared; `candidates`: pairs that were.
        connected: pairs that are left out because a foreign key or a flow connects them already.
        unread: datasets without evidence, which nothing can be said of.
        is_crowded: so many fields have the same values that not each of their pairs was compared; neighbours in size were.
    """

    found: tuple[Coincidence, ...]
    problems: tuple[ProblemRecord, ...]
    compared: int
    candidates: int
    connected: int
    unread: int
    is_crowded: bool


async def record_overlaps(
    store: InventoryStore, taxonomy: Taxonomy, now: datetime, least: float = LEAST_CONTAINMENT
) -> Overlaps:
    """Find what coincides and keep it, in place of what was found before."""
    overlaps = await find_overlaps(store, taxonomy, least)
    await store.replace_claims(SCOPE, [claim for each in overlaps.found for claim in claims_of(each, now)])
    await store.replace_problems(SCOPE, overlaps.problems)
    return overlaps


async def find_overlaps(store: InventoryStore, taxonomy: Taxonomy, least: float = LEAST_CONTAINMENT) -> Overlaps:
    """The pairs of which one field has more than `least` of the other's distinct values, with 95 % confidence.

    Pairs within a dataset, with views, and between fields that something else connects are left out.
    """
    material = await read_material(store, taxonomy)
    comparing = await asyncio.to_thread(_Comparing.over, material, least)
    connected = Connected(material.keys)
    ends = {column.id for pair in comparing.alone for column in (pair.left, pair.right)}
    await join_flows(store, connected, sorted(ends))
    alone = [pair for pair in comparing.alone if not connected.are(pair.left.id, pair.right.id)]
    supported = await asyncio.to_thread(lambda: list(comparing.supported_by(alone)))
    await join_flows(store, connected, sorted({column.id for pair in supported for column in (pair.left, pair.right)} - ends))
    both = [pair for pair in (*alone, *supported) if not connected.are(pair.left.id, pair.right.id)]
    return Overlaps(
        tuple(sorted(both, key=_rank)),
        tuple(material.problems),
        len(material.columns),
        comparing.candidates,
        len(comparing.alone) + len(supported) - len(both),
        material.unread,
        comparing.is_crowded,
    )


def _rank(pair: Coincidence) -> tuple[float, int, str, str]:
    return (-max(pair.of_left.value, pair.of_right.value), -pair.common, pair.left.id, pair.right.id)


@dataclass(slots=True)
class _Comparing:
    """The comparison of all columns: pairs that count alone, and then those that these support."""

    material: Material
    least: float
    alone: list[Coincidence]
    candidates: int
    is_crowded: bool

    @classmethod
    def over(cls, material: Material, least: float) -> "_Comparing":
        columns = material.columns
        rows = [row for row, column in enumerate(columns) if column.weight is Weight.ALONE]
        pairs = candidate_pairs(material.sketches, np.asarray(rows, np.int64), [columns[row].distinct for row in rows])
        places = np.asarray([column.place for column in columns], np.int64)
        apart = places[pairs.left] != places[pairs.right]
        left, right = pairs.left[apart], pairs.right[apart]
        comparing = cls(material, least, [], len(left), pairs.is_crowded)
        comparing.alone = list(comparing._passing(left, right, Weight.ALONE))
        return comparing

    def supported_by(self, pairs: Iterable[Coincidence]) -> Iterator[Coincidence]:
        """Further pairs of the same datasets, each field with the one that it has most in common with.

        Fields that both count alone were compared before.
        """
        taken: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        for pair in pairs:
            taken[_places(pair)] |= {pair.left.id, pair.right.id}
        by_place: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in enumerate(self.material.columns):
            by_place[column.place].append(row)
        for (one, other), ids in taken.items():
            weak, strong = self._by_weight(by_place[one], ids)
            other_weak, other_strong = self._by_weight(by_place[other], ids)
            found = [*self._each_with_each(weak, other_weak), *self._each_with_each(weak, other_strong)]
            yield from _best([*found, *self._each_with_each(strong, other_weak)])

    def _by_weight(self, rows: Iterable[int], without: set[str]) -> tuple[Ints, Ints]:
        """The rows of fields that need support, and of those that do not."""
        parts: tuple[list[int], list[int]] = ([], [])
        for row in rows:
            column = self.material.columns[row]
            if column.id not in without:
                parts[column.weight].append(row)
        return np.asarray(parts[0], np.int64), np.asarray(parts[1], np.int64)

    def _each_with_each(self, ones: Ints, others: Ints) -> Iterator[Coincidence]:
        for start in range(0, len(ones), _AT_ONCE):
            part = ones[start : start + _AT_ONCE]
            for begin in range(0, len(others), _AT_ONCE):
                against = others[begin : begin + _AT_ONCE]
                left, right = np.repeat(part, len(against)), np.tile(against, len(part))
                yield from self._passing(left, right, Weight.SUPPORTED)

    def _passing(self, left: Ints, right: Ints, weight: Weight) -> Iterator[Coincidence]:
        agreement = compare(self.material.sketches, left, right)
        left_above = is_above(agreement.equal, agreement.left_only, self.least)
        right_above = is_above(agreement.equal, agreement.right_only, self.least)
        for at in np.flatnonzero(left_above | right_above).tolist():
            a, b = self.material.columns[left[at]], self.material.columns[right[at]]
            equal, own_a, own_b = int(agreement.equal[at]), int(agreement.left_only[at]), int(agreement.right_only[at])
            is_sure = (left_above[at] and is_beyond_chance(equal, own_a, b.chance)) or (
                right_above[at] and is_beyond_chance(equal, own_b, a.chance)
            )
            if is_sure:
                yield self._pair(a, b, share_of(equal, own_a), share_of(equal, own_b), weight)

    def _pair(self, a: Column, b: Column, of_a: Share, of_b: Share, weight: Weight) -> Coincidence:
        one, other = self.material.place_of(a), self.material.place_of(b)
        smaller, share = min((a.distinct, of_a.value), (b.distinct, of_b.value))
        return Coincidence(
            a, b, one, other, of_a, of_b, round(smaller * share), weight, order_of(one, other), copy_hint(one, other)
        )


def _places(pair: Coincidence) -> tuple[int, int]:
    return (min(pair.left.place, pair.right.place), max(pair.left.place, pair.right.place))


def _best(found: list[Coincidence]) -> list[Coincidence]:
    """Those in which each is the other's best: two columns of dates of one table may both resemble the copy of one."""
    best: dict[str, float] = {}
    for pair in found:
        for column in (pair.left, pair.right):
            best[column.id] = max(best.get(column.id, 0.0), _likeness(pair))
    return [pair for pair in found if _likeness(pair) >= max(best[pair.left.id], best[pair.right.id])]


def _likeness(pair: Coincidence) -> float:
    return pair.of_left.value + pair.of_right.value
