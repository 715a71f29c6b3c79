"""Writes an inventory's lineage as OpenLineage events or as CSV, page by page."""

import json
from collections.abc import AsyncIterator
from typing import Final

from gazetteer.cli.browsing import opened
from gazetteer.cli.writing import LineageFormat, ResultFile
from gazetteer.inventory.flows import FlowClaim, FlowQuery
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.csv_form import COLUMNS, csv_text, rows_of
from gazetteer.lineage.labels import EndLabel, read_labels
from gazetteer.lineage.openlineage.exporting import events_of, is_exported

_PAGE: Final = 500


async def export_lineage(inventory: str | None, form: LineageFormat, result: ResultFile) -> tuple[int, int]:
    """Write the inventory's lineage, page by page; how many claims were written and how many have no place in the format.

    Raises:
        ConfigurationError: if there is no inventory yet.
        InventoryError: if it does not answer.
    """
    written = left = 0
    async with opened(inventory, is_made=False) as store:
        with result.writing() as put:
            if form is LineageFormat.CSV:
                put(csv_text([COLUMNS]).encode())
            async for claims, labels in _pages(store):
                if form is LineageFormat.CSV:
                    rows = rows_of(claims, labels)
                    put(csv_text(rows).encode("utf-8", "backslashreplace"))
                    count = len(rows)
                else:
                    for event in events_of(claims, labels):
                        put((json.dumps(event, ensure_ascii=True) + "\n").encode())
                    count = sum(is_exported(claim, labels) for claim in claims)
                written, left = written + count, left + len(claims) - count
    return written, left


async def _pages(store: InventoryStore) -> AsyncIterator[tuple[list[FlowClaim], dict[str, EndLabel]]]:
    async for flows in each_page(lambda at: store.page_flows(FlowQuery(), at), _PAGE):
        claims = [claim for flow in flows for claim in flow.claims]
        yield claims, await read_labels(store, [end for claim in claims for end in (claim.origin, claim.target)])
