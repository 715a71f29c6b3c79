"""Reads statements for tests, and shows flows as lines: `users.phone -> v.phone IDENTITY`, `-` where nothing is carried."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql import Catalogue, KnownDataset, Naming, Place, SqlReader, find_dialect
from gazetteer.lineage.statements import DatasetName, FlowStatement, LineageProblem, Name, ProblemCode, Said

AT = datetime(2026, 3, 1, 2, tzinfo=UTC)
SHOP: Mapping[str, str] = {
    "users": "id phone email payload items",
    "orders": "id user_id sku total",
}


def catalogue(known: Mapping[str, str]) -> Catalogue:
    """A catalogue of datasets by name, their columns separated by blanks."""
    return Catalogue(KnownDataset(DatasetName("crm", name), tuple(columns.split())) for name, columns in known.items())


def read(
    *statements: str, dialect: str = "postgresql", known: Mapping[str, str] = SHOP, database: str = "", schema: str = ""
) -> Said:
    """What statements say, applied in order; the places are `1`, `2`, ..."""
    reader = SqlReader(Naming(find_dialect(dialect), "crm", database, schema), catalogue(known))
    for number, statement in enumerate(statements, 1):
        reader.apply(statement, Place(str(number), AT))
    return reader.said()


def flows(*statements: str, dialect: str = "postgresql", known: Mapping[str, str] = SHOP) -> set[str]:
    """The flows of statements that make no problem, as lines."""
    said = read(*statements, dialect=dialect, known=known)
    assert said.problems == ()
    return lines(said.flows)


def lines(some: Iterable[FlowStatement]) -> set[str]:
    """Flows as lines."""
    return {shown(flow) for flow in some}


def shown(flow: FlowStatement) -> str:
    """A flow as a line; ways of knowing other than SQL stand at its end."""
    known = "" if flow.how is FlowHow.SQL else f" {flow.how}"
    return f"{_name(flow.origin)} -> {_name(flow.target)} {flow.transformation}{'' if flow.carries else ' -'}{known}"


def unparsed(where: str, message: str) -> LineageProblem:
    """A problem of SQL."""
    return LineageProblem(ProblemCode.UNPARSED_SQL, where, message)


def _name(name: Name) -> str:
    return name.name if isinstance(name, DatasetName) else f"{name.dataset.name}.{name.path}"
