"""What a scan itself tells of lineage: views, generated columns and foreign keys of its sources, and fields that changed.

Called when a scan has published its datasets. A source's claims (`sql:<source id>`) are replaced as one; placeholders that
were scanned now give way; what flows bring is decided anew for all fields of the scan and downstream of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, ProblemRecord, Transformation, unique_claims
from gazetteer.inventory.pages import all_datasets, all_fields
from gazetteer.inventory.queries import DatasetQuery, FieldQuery
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.travelling import spread
from gazetteer_scanners.taxonomy import Taxonomy


@dataclass(slots=True)
class _Source:
    """A scanned source as the inventory has it now."""

    record: SourceRecord
    datasets: dict[str, DatasetRecord] = field(default_factory=dict)
    fields: dict[str, list[FieldRecord]] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """Under which its own statements are kept."""
        return f"sql:{self.record.id}"

    @property
    def field_ids(self) -> list[str]:
        """All its fields."""
        return [found.id for some in self.fields.values() for found in some]


async def record_scanned(
    store: InventoryStore, taxonomy: Taxonomy, source_ids: Sequence[str], aliases: Mapping[str, str], now: datetime
) -> int:
    """Keep what the sources' own statements say, and let elements travel; how many fields changed by it.

    Args:
        aliases: keys of sources by further addresses, for placeholders (see `NameBook.open`).
    """
    touched: set[str] = set()
    records = await store.sources_by_id(source_ids)
    for id_ in sorted(records):
        source = await _read(store, records[id_])
        touched.update(source.field_ids)
        touched |= await _keep(store, source, now)
    if await store.nodes_of_kind(NodeKind.PLACEHOLDER):
        from gazetteer.lineage.naming import NameBook  # most inventories have no placeholder
        from gazetteer.lineage.resolving import relink

        touched |= (await relink(store, await NameBook.open(store, aliases))).fields
    return await spread(store, taxonomy, touched, now)


async def _read(store: InventoryStore, record: SourceRecord) -> _Source:
    source = _Source(record)
    source.datasets = {dataset.id: dataset for dataset in await all_datasets(store, DatasetQuery(source_ids=(record.id,)))}
    for found in await all_fields(store, FieldQuery(source_ids=(record.id,))):
        source.fields.setdefault(found.dataset_id, []).append(found)
    return source


async def _keep(store: InventoryStore, source: _Source, now: datetime) -> set[str]:
    """Replace the source's claims and problems; the fields at which flows are gone (all others are fields of the scan)."""
    claims = _key_claims(source, now)
    problems: list[ProblemRecord] = []
    if any(dataset.view_text or dataset.table_text for dataset in source.datasets.values()):
        from gazetteer.lineage.scanned_statements import statement_claims  # the parser takes a while to import

        said, problems = statement_claims(source.record, source.datasets, source.fields, now)
        claims += said
    gone = await store.replace_claims(source.scope, tuple(unique_claims(claims).values()))
    await store.replace_problems(source.scope, problems)
    return {claim.target.id for claim in gone if claim.target.kind is NodeKind.FIELD}


def _key_claims(source: _Source, now: datetime) -> list[FlowClaim]:
    """A foreign key says that the values of its columns come from the columns that it refers to."""
    claims = []
    for dataset in source.datasets.values():
        for key in dataset.foreign_keys:
            parent = source.datasets.get(key.dataset)
            if parent is None:
                continue
            for child_id, parent_id in zip(key.fields, key.referred, strict=False):
                if child_id == parent_id:
                    continue
                claims.append(
                    FlowClaim(
                        scope=source.scope,
                        origin=Endpoint(parent_id, NodeKind.FIELD, parent.id, source.record.id),
                        target=Endpoint(child_id, NodeKind.FIELD, dataset.id, source.record.id),
                        how=FlowHow.KEY,
                        first_seen=now,
                        last_seen=now,
                        transformation=Transformation.IDENTITY,
                        proof=f"{source.record.key} {dataset.name} has a foreign key to {parent.name}.",
                    )
                )
    return claims
