"""What `--dry-run` shows: datasets, chunks and the statements that would run, as a table or as JSON.

{"schema": "gazetteer.plan/1", "sources": [{"id": "src_…", "key": "crm", "kind": "sqlite", "error": null, "gaps": [],
  "datasets": [{"dataset": "users", "kind": "table", "reason": null,
    "chunks": [{"index": 0, "rows": 2000, "statement": "SELECT …"}]}]}]}
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from gazetteer.cli.consoles import plural, visible
from gazetteer.cli.rendering import plain_table, reason_text

if TYPE_CHECKING:
    from gazetteer_scanners.connectors.protocol import Chunk
    from gazetteer_scanners.matching.masking import Masker
    from gazetteer_scanners.scanning.coverage import CoverageReason
    from gazetteer_scanners.scanning.plan import PlannedDataset, PlannedSource

SCHEMA = "gazetteer.plan/1"


def plan_json(planned: "Sequence[PlannedSource]", masker: "Masker") -> dict[str, object]:
    """The plan as plain JSON types; see the module's example."""
    return {"schema": SCHEMA, "sources": [_source_json(_shown(source, masker)) for source in planned]}


def plan_parts(planned: "Sequence[PlannedSource]", masker: "Masker") -> Iterator[RenderableType]:
    """The plan as people read it, source by source."""
    for source in (_shown(one, masker) for one in planned):
        chunks = sum(len(dataset.chunks) for dataset in source.datasets)
        counts = f"{plural(len(source.datasets), 'dataset')}, {plural(chunks, 'chunk')}"
        yield Text(visible(f"{source.ref.key} ({source.ref.kind}): {counts}"), style="bold")
        if source.error is not None:
            yield reason_text(source.error)
        table = plain_table("Dataset", "Kind", "Chunk", "Rows", "Statement", right=["Chunk", "Rows"])
        for dataset in source.datasets:
            _add_dataset(table, dataset)
        for gap in source.gaps:
            table.add_row(Text(visible(gap.name)), gap.kind, "", "", reason_text(gap.reason))
        if table.row_count:
            yield table
        yield Text()
    yield Text("Nothing was read: this is what a scan without --dry-run would do.")


def _shown(source: "PlannedSource", masker: "Masker") -> "PlannedSource":
    """The plan with names, statements and reasons as they may be shown; nothing is run from it."""
    datasets = [
        replace(
            dataset,
            info=replace(dataset.info, name=masker.mask_name(dataset.info.name)),
            chunks=tuple(_shown_chunk(chunk, dataset.info.name, masker) for chunk in dataset.chunks),
            reason=None if dataset.reason is None else _shown_reason(dataset.reason, dataset.info.name, masker),
        )
        for dataset in source.datasets
    ]
    gaps = [
        replace(gap, name=masker.mask_name(gap.name), reason=_shown_reason(gap.reason, gap.name, masker)) for gap in source.gaps
    ]
    return replace(source, datasets=tuple(datasets), gaps=tuple(gaps))


def _shown_chunk(chunk: "Chunk", name: str, masker: "Masker") -> "Chunk":
    return replace(chunk, statement=_shown_text(chunk.statement, name, masker))


def _shown_reason(reason: "CoverageReason", name: str, masker: "Masker") -> "CoverageReason":
    return replace(reason, message=_shown_text(reason.message, name, masker))


def _shown_text(text: str, name: str, masker: "Masker") -> str:
    return masker.mask(text.replace(name, masker.mask_name(name)))


def _add_dataset(table: Table, dataset: "PlannedDataset") -> None:
    name, kind = visible(dataset.info.name), dataset.info.kind
    for chunk in dataset.chunks:
        rows = "?" if chunk.rows is None else f"{chunk.rows:,}"
        table.add_row(Text(name), kind, str(chunk.index), rows, Text(visible(chunk.statement)))
        name = kind = ""
    if dataset.reason is not None:
        table.add_row(Text(name), kind, "", "", reason_text(dataset.reason))
    elif not dataset.chunks:
        table.add_row(Text(name), kind, "", "", "(names and comments only)")


def _source_json(source: "PlannedSource") -> dict[str, object]:
    return {
        "id": source.ref.id,
        "key": source.ref.key,
        "kind": source.ref.kind,
        "error": None if source.error is None else _reason_json(source.error),
        "gaps": [{"dataset": gap.name, "kind": gap.kind, "reason": _reason_json(gap.reason)} for gap in source.gaps],
        "datasets": [_dataset_json(dataset) for dataset in source.datasets],
    }


def _dataset_json(dataset: "PlannedDataset") -> dict[str, object]:
    chunks = [{"index": chunk.index, "rows": chunk.rows, "statement": chunk.statement} for chunk in dataset.chunks]
    reason = None if dataset.reason is None else _reason_json(dataset.reason)
    return {"dataset": dataset.info.name, "kind": dataset.info.kind, "reason": reason, "chunks": chunks}


def _reason_json(reason: "CoverageReason") -> dict[str, object]:
    return {"code": reason.code.value, "message": reason.message}
