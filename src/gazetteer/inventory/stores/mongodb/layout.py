"""Collections of the MongoDB inventory, their documents and indexes.

Fields, datasets and evidence are kept in versions (see `epochs`): `_id` is the id and the epoch that wrote it. No index
holds `died`, the one column of a version that changes: a cursor that walks an index must not miss a document because
the document moved in it.
"""

from collections.abc import Mapping

from gazetteer.inventory.documents import Document, storable, to_document
from gazetteer.inventory.keys import scan_key, source_key
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.rows import DATASET_KEY, ORDER_COLUMNS, dataset_reasons, dataset_row, detection_rows, field_row
from gazetteer.inventory.stores.mongodb.driver import Commands

SOURCES = "sources"
DATASETS = "datasets"
FIELDS = "fields"
EVIDENCE = "evidence"
SCANS = "scans"
KEYS = "keys"
ELEMENTS = "elements"
CLAIMS = "claims"
NODES = "nodes"
POLICIES = "policies"
PROBLEMS = "lineage_problems"

VERSIONED = (FIELDS, DATASETS, EVIDENCE)

ALIVE = 2**62
"""`died` of a version that nothing has replaced."""

ROW_IS = "record.row_is"
"""Where a dataset says what a row is about; absent in those that were published before this was known."""

NAME_KEY = DATASET_KEY
"""The column that sources, datasets and scans sort by."""

_PART_BYTES = 4_000_000

_INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    FIELDS: (
        *((column,) for column in ORDER_COLUMNS.values()),
        ("id",),
        ("dataset_id", NAME_KEY),
        ("source_id", NAME_KEY),
        ("source_key", "dataset_name", "path_text"),
        ("effective_level", NAME_KEY),
        ("detections.closure", NAME_KEY),
    ),
    DATASETS: ((NAME_KEY,), ("id",), ("dataset_id",), ("source_id", NAME_KEY), ("source_key", "name"), (ROW_IS, NAME_KEY)),
    EVIDENCE: (("dataset_id",),),
    SOURCES: ((NAME_KEY,),),
    SCANS: ((NAME_KEY,), ("source_ids", NAME_KEY)),
    CLAIMS: (
        ("origin", "_id"),
        ("target", "_id"),
        ("flow",),
        ("scope",),
        ("origin_dataset", "pair"),
        ("target_dataset", "pair"),
    ),
    NODES: (("kind",),),
    POLICIES: (("policy_key",),),
    PROBLEMS: (("scope",), ("dataset_id",)),
}


async def ensure_indexes(commands: Commands) -> None:
    """Make every index that is not there yet."""
    for collection, indexes in _INDEXES.items():
        await commands.ensure_indexes(collection, indexes)


def source_document(source: SourceRecord, revision: int) -> Document:
    """A source; `revision` guards its replacement."""
    return {
        "_id": source.id,
        NAME_KEY: source_key(source),
        "source_key": storable(source.key),
        "state": source.state.value,
        "revision": revision,
        "record": to_document(source),
    }


def element_document(element: ElementRecord) -> Document:
    """An element of the user's own."""
    return {"_id": element.id, "record": to_document(element)}


def scan_document(scan: ScanRecord) -> Document:
    """A scan."""
    return {
        "_id": scan.id,
        "sequence": scan.sequence,
        NAME_KEY: scan_key(scan),
        "status": scan.status.value,
        "source_ids": sorted(set(scan.source_ids)),
        "record": to_document(scan),
    }


def dataset_document(dataset: DatasetRecord, sequence: int, epoch: int) -> Document:
    """A version of a dataset."""
    return {
        **_version(dataset.id, dataset.id, epoch),
        **dataset_row(dataset),
        "reasons": dataset_reasons(dataset),
        "sequence": sequence,
        "record": to_document(dataset),
    }


def field_document(field: FieldRecord, closures: Mapping[str, tuple[str, ...]], epoch: int) -> Document:
    """A version of a field; a factor that does not apply is absent from its detections."""
    detections = [
        {
            "closure": list(row.closure),
            "is_candidate": row.is_candidate,
            "form": row.form,
            "score": row.score,
            **{factor.lower(): value for factor, value in row.factors.items()},
        }
        for row in detection_rows(field, closures)
    ]
    return {
        **_version(field.id, field.dataset_id, epoch),
        **field_row(field, closures),
        "detections": detections,
        "record": to_document(field),
    }


def covered_document(document: Document, state: str, epoch: int) -> Document:
    """A stored version of a field, as a new version under another coverage state."""
    return {
        **document,
        **_version(document["id"], document["dataset_id"], epoch),
        "coverage_state": state,
        "record": {**document["record"], "coverage_state": state},
    }


def evidence_documents(dataset_id: str, content: bytes, epoch: int) -> list[Document]:
    """A version of a dataset's evidence, in parts of at most 4 MB; at least one part."""
    starts = range(0, max(len(content), 1), _PART_BYTES)
    return [
        {
            **_version(f"{dataset_id}:{part}", dataset_id, epoch),
            "part": part,
            "parts": len(starts),
            "content": content[start : start + _PART_BYTES],
        }
        for part, start in enumerate(starts)
    ]


def _version(id_: str, dataset_id: str, epoch: int) -> Document:
    return {"_id": f"{id_}:{epoch}", "dataset_id": dataset_id, "born": epoch, "died": ALIVE, "died_at": 0}
