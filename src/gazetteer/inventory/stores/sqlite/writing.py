"""Writes of the SQLite inventory; each function runs within one write transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gazetteer.inventory.documents import Document, from_document, storable, to_document
from gazetteer.inventory.keys import scan_key, source_key
from gazetteer.inventory.merging import MergedPublication, is_outdated, merged_publication, merged_source
from gazetteer.inventory.queries import Factor
from gazetteer.inventory.records import DatasetRecord, ElementRecord, FieldRecord, ScanRecord, SourceRecord
from gazetteer.inventory.rows import dataset_reasons, dataset_row, detection_rows, field_row
from gazetteer.inventory.store import DatasetPublication

_PUT_SOURCE = "INSERT OR REPLACE INTO sources VALUES (:id, :key_name, :source_key, :state, :document)"

_PUT_DATASET = """INSERT OR REPLACE INTO datasets VALUES (
    :id, :source_id, :source_key, :name, :coverage_state, :bucket, :rows_read, :missable_rate, :field_count, :count_none,
    :count_non_personal_alone, :count_personal, :count_sensitive, :count_unknown, :search, :key_name, :reasons, :sequence,
    :document)"""

_ADD_FIELD = """INSERT INTO fields VALUES (
    NULL, :id, :dataset_id, :source_id, :source_key, :dataset_name, :path_text, :level, :effective_level, :coverage_state,
    :is_nullable, :has_elements, :signature, :search, :key_name, :key_risk_desc, :key_doubt_desc, :key_score_desc,
    :key_changed_desc, :document)"""

_ADD_DETECTION = "INSERT INTO detections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def dump(record: object) -> str:
    """A record as the text of its `document` column."""
    return json.dumps(to_document(record), separators=(",", ":"))


def put_source(connection: sqlite3.Connection, source: SourceRecord) -> None:
    """Insert the source, or merge it into the stored one."""
    row = connection.execute("SELECT document FROM sources WHERE id = ?", (source.id,)).fetchone()
    merged = merged_source(from_document(SourceRecord, json.loads(row[0])) if row else None, source)
    values = {
        "id": merged.id,
        "key_name": source_key(merged),
        "source_key": storable(merged.key),
        "state": merged.state.value,
        "document": dump(merged),
    }
    connection.execute(_PUT_SOURCE, values)


def put_elements(connection: sqlite3.Connection, elements: Sequence[ElementRecord]) -> None:
    """Insert or replace elements of the user's own."""
    rows = [(element.id, dump(element)) for element in elements]
    connection.executemany("INSERT OR REPLACE INTO elements VALUES (?, ?)", rows)


def start_scan(connection: sqlite3.Connection, scan: ScanRecord) -> ScanRecord:
    """The scan with the next sequence number, or as it is stored."""
    row = connection.execute("SELECT document FROM scans WHERE id = ?", (scan.id,)).fetchone()
    if row:
        return from_document(ScanRecord, json.loads(row[0]))
    (latest,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM scans").fetchone()
    started = replace(scan, sequence=latest + 1)
    connection.execute(
        "INSERT INTO scans VALUES (?, ?, ?, ?, ?)",
        (started.id, started.sequence, scan_key(started), started.status.value, dump(started)),
    )
    _put_scan_sources(connection, started)
    return started


def finish_scan(connection: sqlite3.Connection, scan: ScanRecord) -> None:
    """Replace the stored scan but for its sequence.

    Raises:
        KeyError: if there is none.
    """
    row = connection.execute("SELECT sequence FROM scans WHERE id = ?", (scan.id,)).fetchone()
    if row is None:
        raise KeyError(scan.id)
    finished = replace(scan, sequence=row[0])
    connection.execute(
        "UPDATE scans SET status = ?, document = ? WHERE id = ?", (finished.status.value, dump(finished), finished.id)
    )
    _put_scan_sources(connection, finished)


def _put_scan_sources(connection: sqlite3.Connection, scan: ScanRecord) -> None:
    connection.execute("DELETE FROM scan_sources WHERE scan_id = ?", (scan.id,))
    connection.executemany("INSERT INTO scan_sources VALUES (?, ?)", [(scan.id, source) for source in set(scan.source_ids)])


def publish_dataset(connection: sqlite3.Connection, publication: DatasetPublication) -> bool:
    """Replace the dataset, its fields and its evidence; False if the stored ones are not older."""
    id_ = publication.dataset.id
    row = connection.execute("SELECT sequence, document FROM datasets WHERE id = ?", (id_,)).fetchone()
    stored = from_document(DatasetRecord, json.loads(row[1])) if row else None
    if is_outdated(stored, row[0] if row else 0, publication):
        return False
    merged = merged_publication(stored, _fields_of(connection, id_), publication)
    dataset = merged.dataset
    values: dict[str, object] = {
        **dataset_row(dataset),
        "reasons": "".join(f" {token} " for token in dataset_reasons(dataset)),
        "sequence": row[0] if publication.is_revision else publication.sequence,
        "document": dump(dataset),
    }
    connection.execute(_PUT_DATASET, values)
    _put_fields(connection, merged, publication.closures)
    if publication.evidence is not None:
        connection.execute("INSERT OR REPLACE INTO evidence VALUES (?, ?)", (id_, publication.evidence))
    return True


def _fields_of(connection: sqlite3.Connection, dataset_id: str) -> dict[str, FieldRecord]:
    rows = connection.execute("SELECT id, document FROM fields WHERE dataset_id = ?", (dataset_id,)).fetchall()
    return {id_: from_document(FieldRecord, json.loads(text)) for id_, text in rows}


def _put_fields(connection: sqlite3.Connection, merged: MergedPublication, closures: Mapping[str, tuple[str, ...]]) -> None:
    """Give the kept fields the dataset's new coverage, and let the written ones take the place of all others."""
    id_, state = merged.dataset.id, merged.dataset.last.coverage.state.value
    rows = connection.execute("SELECT number, id, document FROM fields WHERE dataset_id = ?", (id_,)).fetchall()
    for number, field_id, text in rows:
        if field_id not in merged.kept_ids:
            connection.execute("DELETE FROM fields WHERE number = ?", (number,))
            continue
        document: Document = json.loads(text)
        document["coverage_state"] = state
        connection.execute(
            "UPDATE fields SET coverage_state = ?, document = ? WHERE number = ?",
            (state, json.dumps(document, separators=(",", ":")), number),
        )
    for field in merged.written:
        _add_field(connection, field, closures)


def _add_field(connection: sqlite3.Connection, field: FieldRecord, closures: Mapping[str, tuple[str, ...]]) -> None:
    values: dict[str, object] = {**field_row(field, closures), "document": dump(field)}
    number = connection.execute(_ADD_FIELD, values).lastrowid
    detections = [
        (number, slot, element, row.is_candidate, row.form, row.score, *(row.factors.get(factor) for factor in Factor))
        for slot, row in enumerate(detection_rows(field, closures))
        for element in dict.fromkeys(row.closure)
    ]
    connection.executemany(_ADD_DETECTION, detections)
