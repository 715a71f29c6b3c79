"""What a producer says as a whole (a folder of SQL, a query log, a dbt project), in place of what it said before."""

from dataclasses import dataclass
from datetime import datetime

from gazetteer.inventory.flows import NodeKind, ProblemRecord
from gazetteer.inventory.pages import all_datasets, all_fields
from gazetteer.inventory.queries import DatasetQuery, FieldQuery
from gazetteer.inventory.records import FieldRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.columns import columns_of
from gazetteer.lineage.naming import NameBook
from gazetteer.lineage.resolving import resolve
from gazetteer.lineage.sql.catalogue import Catalogue, KnownDataset
from gazetteer.lineage.statements import DatasetName, LineageProblem, Said
from gazetteer.lineage.travelling import spread
from gazetteer_scanners.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of what was said: counts, and what could not be read or found.

    Attributes:
        gone: claims of the scope that are taken back because they are no longer said.
        changed: fields to which flows bring something else now.
    """

    flows: int
    placeholders: int
    gone: int
    changed: int
    problems: tuple[LineageProblem, ...]


async def record_said(
    store: InventoryStore, taxonomy: Taxonomy, book: NameBook, scope: str, said: Said, now: datetime
) -> Recorded:
    """Put the flows and problems of a scope in place of its earlier ones, and let elements travel.

    Args:
        scope: `files:<name>`, `dbt:<project>`; see `FlowClaim`.
    """
    found = await resolve(said.flows, book, scope)
    problems = (*said.problems, *found.problems)
    await store.put_nodes(found.nodes)
    gone = await store.replace_claims(scope, found.claims)
    datasets = {one.dataset for one in problems if one.dataset is not None}
    await book.learn(datasets)
    await store.replace_problems(scope, [_record(one, scope, book) for one in problems])
    ends = (claim.target for claim in (*found.claims, *gone))
    fields = {end.id for end in ends if end.kind is NodeKind.FIELD}
    changed = await spread(store, taxonomy, fields, now) if fields else 0
    flows = len({claim.flow_id for claim in found.claims})
    return Recorded(flows, len(found.nodes), len(gone), changed, tuple(dict.fromkeys(problems)))


async def read_catalogue(store: InventoryStore, source_keys: tuple[str, ...] | None) -> Catalogue:
    """The datasets of some sources (all of them without any) with their columns, named by the sources' keys."""
    datasets = {dataset.id: dataset for dataset in await all_datasets(store, DatasetQuery(source_keys=source_keys))}
    fields_of: dict[str, list[FieldRecord]] = {id_: [] for id_ in datasets}
    for field in await all_fields(store, FieldQuery(source_keys=source_keys)):
        if field.dataset_id in fields_of:
            fields_of[field.dataset_id].append(field)
    return Catalogue(
        KnownDataset(DatasetName(dataset.source_key, dataset.name), columns_of(fields_of[id_]))
        for id_, dataset in datasets.items()
    )


def _record(problem: LineageProblem, scope: str, book: NameBook) -> ProblemRecord:
    end = book.meaning(problem.dataset).endpoint if problem.dataset is not None else None
    return ProblemRecord(scope, problem.code.value, problem.where, problem.message, end.dataset_id if end is not None else "")
