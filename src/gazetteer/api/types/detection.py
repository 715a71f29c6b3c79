"""Detections: what was found in a field, and why."""

import strawberry

from gazetteer.api.enums import Form, shown
from gazetteer.api.flow_enums import DecidedBy
from gazetteer.api.scalars import Long
from gazetteer.api.types.element import Element, ElementCatalogue
from gazetteer_scanners.classification import decision


@strawberry.type(
    description="How much each kind of evidence speaks for an element, 0 to 1; null (never 0) where a kind does not apply."
)
class Factors:
    name: float | None = strawberry.field(description="The field's own name.")
    comment: float | None = strawberry.field(description="The field's comment.")
    value: float | None = strawberry.field(description="The share of values that match, weighed against chance.")
    checksum: float | None = strawberry.field(description="The share of matching values that pass an arithmetic check.")
    context: float | None = strawberry.field(description="The dataset's name and the neighbouring fields.")
    profile: float | None = strawberry.field(description="The shape of the column.")


@strawberry.type(description="An element found in a field, with why.")
class Detection:
    element: Element = strawberry.field(description="What was found.")
    score: float = strawberry.field(description="How sure the scan is, 0 to 1; for one that a flow brings, where it was found.")
    form: Form = strawberry.field(description="How the values are written.")
    reason: str = strawberry.field(description="Why, in one English sentence; never a value.")
    factors: Factors = strawberry.field(description="The evidence that the score is made from.")
    decided_by: DecidedBy = strawberry.field(description="Whether a scan found it here, or a flow brings it.")
    matched: Long | None = strawberry.field(description="Values that match; null if no value was looked at for it.")
    seen: Long | None = strawberry.field(description="Non-empty values looked at; null if none were.")
    distinct: Long | None = strawberry.field(description="Estimate of the distinct matching values; null if not measured.")


def long(count: int | None) -> Long | None:
    """A count as the schema's 64-bit scalar."""
    return None if count is None else Long(count)


def show_detection(found: decision.Detection, elements: ElementCatalogue, decided_by: DecidedBy = DecidedBy.SCAN) -> Detection:
    """A detection in the schema's shape."""
    factors = found.factors
    return Detection(
        element=elements.element(found.element),
        score=found.score,
        form=shown(Form, found.form.name),
        reason=found.reason,
        factors=Factors(
            name=factors.name,
            comment=factors.comment,
            value=factors.value,
            checksum=factors.checksum,
            context=factors.context,
            profile=factors.profile,
        ),
        decided_by=decided_by,
        matched=long(found.matched),
        seen=long(found.seen),
        distinct=long(found.distinct),
    )
