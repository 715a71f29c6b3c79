"""What producers of lineage say, in names of their own; `naming` turns these into ids.

SQL, dbt, OpenLineage and the configuration all speak in these records, so that resolving, storing and explaining are
written once. A producer never drops what it cannot read: it adds a `LineageProblem`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gazetteer.inventory.flows import FlowHow, Transformation


@dataclass(frozen=True, slots=True)
class DatasetName:
    """A dataset as its producer names it.

    Attributes:
        namespace: the producer's namespace for it (`postgres://db.example.org:5432`), or a source's key.
        name: the dataset's name in that namespace (`shop.public.users`, `users`), as spelled there.
    """

    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field as its producer names it; `path` is the text that is shown (`phone`, `address.city`)."""

    dataset: DatasetName
    path: str


Name = DatasetName | FieldName


@dataclass(frozen=True, slots=True)
class FlowStatement:
    """Data goes from `origin` to `target`; attributes as in `FlowClaim`.

    Attributes:
        at: when that was so: the run's time, or the time of reading.
    """

    origin: Name
    target: Name
    how: FlowHow
    transformation: Transformation
    carries: bool
    at: datetime
    job: str | None = None
    proof: str = ""


class ProblemCode(StrEnum):
    """Why a part of the lineage is missing."""

    UNPARSED_SQL = "UNPARSED_SQL"
    UNRESOLVED_NAME = "UNRESOLVED_NAME"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True)
class LineageProblem:
    """Something that could not be turned into flows.

    Attributes:
        where: the place a person can go to: `models/users.sql:12`, `crm.contacts` (a view), `event 7`.
        message: what is wrong and what to do, in one sentence, without values.
        dataset: the dataset that lacks flows because of it, if that is known.
    """

    code: ProblemCode
    where: str
    message: str
    dataset: DatasetName | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All that a producer says: flows, and what it could not read."""

    flows: tuple[FlowStatement, ...] = ()
    problems: tuple[LineageProblem, ...] = ()
