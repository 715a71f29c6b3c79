"""Expected failures as data: an answer says what it lacks, beside what it has."""

import strawberry

from gazetteer.api.enums import shown
from gazetteer.api.flow_enums import IncompleteWhy
from gazetteer.api.scalars import Long
from gazetteer.lineage.graph import Gap


@strawberry.interface(description="Something that was expected and did not work out.")
class Problem:
    message: str = strawberry.field(description="What is wrong and what to do, in English.")


@strawberry.type(description="There is no such thing.")
class NotFound(Problem):
    id: strawberry.ID = strawberry.field(description="The id that was asked for.")


@strawberry.type(description="The answer lacks something.")
class Incomplete(Problem):
    why: IncompleteWhy = strawberry.field(description="Why.")
    at: strawberry.ID | None = strawberry.field(description="The node to go on from; null if there is none.")
    count: Long | None = strawberry.field(description="How many things are missing or unclear; null if that is not known.")


def show_gap(gap: Gap) -> Problem:
    """A gap in the schema's shape."""
    return Incomplete(
        message=gap.message,
        why=shown(IncompleteWhy, gap.why.name),
        at=None if gap.at is None else strawberry.ID(gap.at),
        count=None if gap.count is None else Long(gap.count),
    )


def not_found(id_: str) -> Problem:
    """The problem of an unknown id."""
    return NotFound(
        message=f"There is no node {id_!r}; take ids from fields, datasets, sources, systems or recipients.",
        id=strawberry.ID(id_),
    )
