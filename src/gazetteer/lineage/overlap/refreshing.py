"""Overlap after a scan: looked for anew where that takes seconds, else left to `gazetteer lineage overlap`."""

from datetime import datetime
from typing import Final

from gazetteer.inventory.queries import DatasetQuery, FieldQuery, PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import Taxonomy

MOST_FIELDS: Final = 2000
"""Of the whole inventory: about two seconds, nearly all of them for reading evidence.

The work grows with all fields of the inventory, not with those of the scan.
"""


async def refresh_overlaps(store: InventoryStore, taxonomy: Taxonomy, now: datetime) -> str | None:
    """Keep what coincides now; one sentence if the inventory is too large to do so after each scan, else None."""
    datasets = await store.page_datasets(DatasetQuery(), PageRequest(2))
    if len(datasets.items) < 2:
        return None
    count = await store.count_fields(FieldQuery())
    if count > MOST_FIELDS:
        return (
            f"The inventory has {count:,} fields, too many to look after each scan for those whose values coincide; "
            "run `gazetteer lineage overlap` when there is time."
        )
    from gazetteer.lineage.overlap.finding import record_overlaps  # a scan of one dataset starts sooner for it

    await record_overlaps(store, taxonomy, now)
    return None
