"""What is said of two fields whose values coincide: the claims that are kept, and why it is no chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, Transformation
from gazetteer.lineage.overlap.columns import Column, Weight
from gazetteer.lineage.overlap.direction import Order
from gazetteer.lineage.overlap.estimates import Share
from gazetteer.lineage.overlap.reading import SCOPE, Place


@dataclass(frozen=True, slots=True)
class Coincidence:
    """Two fields whose values coincide.

    Attributes:
        of_left: share of the left's distinct values that the right has; `of_right`: of the right's that the left has.
        common: estimated distinct values that both have.
        weight: SUPPORTED if it counts only because of other fields of the same datasets.
        order: FORTH if the left was there first.
    """

    left: Column
    right: Column
    left_place: Place
    right_place: Place
    of_left: Share
    of_right: Share
    common: int
    weight: Weight
    order: Order = Order.UNKNOWN
    hint: str = ""


def claims_of(pair: Coincidence, now: datetime) -> Sequence[FlowClaim]:
    """One claim if it is known which was first, else one each way, neither directed."""
    there = _claim(pair.left, pair.left_place, pair.right, pair.right_place, pair.of_right, pair, now)
    back = _claim(pair.right, pair.right_place, pair.left, pair.left_place, pair.of_left, pair, now)
    return {Order.FORTH: (there,), Order.BACK: (back,), Order.UNKNOWN: (there, back)}[pair.order]


def _claim(
    origin: Column, from_: Place, target: Column, to: Place, share: Share, pair: Coincidence, now: datetime
) -> FlowClaim:
    return FlowClaim(
        SCOPE,
        Endpoint(origin.id, NodeKind.FIELD, from_.id, from_.source_id),
        Endpoint(target.id, NodeKind.FIELD, to.id, to.source_id),
        FlowHow.OVERLAP,
        now,
        now,
        Transformation.IDENTITY,
        proof=f"About {share.value:.0%} of the values of {name_of(target, to)} are in {name_of(origin, from_)}; {why(pair)}.",
        is_directed=pair.order is not Order.UNKNOWN,
        containment=round(share.value, 4),
        containment_error=round(share.error, 4),
    )


def why(pair: Coincidence) -> str:
    """Why it is no chance, and what else speaks of it; no values."""
    reasons = [f"about {pair.common:,} values in common"]
    if pair.weight is Weight.SUPPORTED:
        reasons.append("other fields of the two datasets coincide for themselves")
    elif pair.left.element and pair.left.element == pair.right.element:
        reasons.append(f"both are {pair.left.element}")
    else:
        reasons.append("of so many possible ones, chance brings hardly any together")
    if pair.order is not Order.UNKNOWN:
        first = pair.left_place if pair.order is Order.FORTH else pair.right_place
        reasons.append(f"{first.source_key}.{first.name} was there first")
    if pair.hint:
        reasons.append(pair.hint)
    return ", ".join(reasons)


def name_of(column: Column, place: Place) -> str:
    """`crm.users.phone`."""
    return f"{place.source_key}.{place.name}.{column.name}"
