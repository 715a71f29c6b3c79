"""Tables of the SQLite inventory: each record is a JSON document beside the columns that queries need.

`detections` has a row for each detection and each id of its closure, so that an element, a child of it and the group
above are found by one index. The file says what it is: `application_id` is `GZTR`, `user_version` the store version.
"""

import re
import sqlite3

from gazetteer.inventory.store import STORE_VERSION
from gazetteer.inventory.stores.sqlite import lineage
from gazetteer.inventory.stores.sqlite.filters import ROW_IS

APPLICATION_ID = 0x475A5452

_TABLES = (
    """CREATE TABLE sources (
        id TEXT PRIMARY KEY, key_name TEXT NOT NULL, source_key TEXT NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE datasets (
        id TEXT PRIMARY KEY, source_id TEXT NOT NULL, source_key TEXT NOT NULL, name TEXT NOT NULL,
        coverage_state TEXT NOT NULL, bucket TEXT NOT NULL, rows_read INTEGER NOT NULL, missable_rate REAL,
        field_count INTEGER NOT NULL, count_none INTEGER NOT NULL, count_non_personal_alone INTEGER NOT NULL,
        count_personal INTEGER NOT NULL, count_sensitive INTEGER NOT NULL, count_unknown INTEGER NOT NULL,
        search TEXT NOT NULL, key_name TEXT NOT NULL, reasons TEXT NOT NULL, sequence INTEGER NOT NULL,
        document TEXT NOT NULL
    )""",
    """CREATE TABLE fields (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, dataset_id TEXT NOT NULL, source_id TEXT NOT NULL,
        source_key TEXT NOT NULL, dataset_name TEXT NOT NULL, path_text TEXT NOT NULL, level TEXT NOT NULL,
        effective_level TEXT NOT NULL, coverage_state TEXT NOT NULL, is_nullable INTEGER, has_elements INTEGER NOT NULL,
        signature TEXT NOT NULL, search TEXT NOT NULL, key_name TEXT NOT NULL, key_risk_desc TEXT NOT NULL,
        key_doubt_desc TEXT NOT NULL, key_score_desc TEXT NOT NULL, key_changed_desc TEXT NOT NULL, document TEXT NOT NULL
    )""",
    """CREATE TABLE detections (
        field_number INTEGER NOT NULL REFERENCES fields (number) ON DELETE CASCADE, slot INTEGER NOT NULL,
        element TEXT NOT NULL, is_candidate INTEGER NOT NULL, form TEXT NOT NULL, score REAL NOT NULL,
        name REAL, comment REAL, value REAL, checksum REAL, context REAL, profile REAL,
        PRIMARY KEY (field_number, slot, element)
    ) WITHOUT ROWID""",
    "CREATE TABLE evidence (dataset_id TEXT PRIMARY KEY, content BLOB NOT NULL)",
    """CREATE TABLE scans (
        id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, key_name TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
        document TEXT NOT NULL
    )""",
    """CREATE TABLE scan_sources (
        scan_id TEXT NOT NULL REFERENCES scans (id) ON DELETE CASCADE, source_id TEXT NOT NULL,
        PRIMARY KEY (source_id, scan_id)
    ) WITHOUT ROWID""",
)
_LATER = (
    "CREATE TABLE IF NOT EXISTS elements (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
    f"CREATE INDEX IF NOT EXISTS datasets_by_row ON datasets ({ROW_IS}, key_name)",
)
"""What inventories of this version may lack, because they were made before it was thought of."""

_NAME = re.compile(r"CREATE (?:TABLE|INDEX) IF NOT EXISTS (\w+) ")

_INDEXES = (
    "CREATE UNIQUE INDEX sources_by_name ON sources (key_name)",
    "CREATE UNIQUE INDEX datasets_by_name ON datasets (key_name)",
    "CREATE INDEX datasets_of_source ON datasets (source_id, key_name)",
    "CREATE INDEX datasets_by_spelling ON datasets (source_key, name)",
    "CREATE UNIQUE INDEX fields_by_name ON fields (key_name)",
    "CREATE UNIQUE INDEX fields_by_risk ON fields (key_risk_desc)",
    "CREATE UNIQUE INDEX fields_by_doubt ON fields (key_doubt_desc)",
    "CREATE UNIQUE INDEX fields_by_score ON fields (key_score_desc)",
    "CREATE UNIQUE INDEX fields_by_change ON fields (key_changed_desc)",
    "CREATE INDEX fields_of_dataset ON fields (dataset_id, key_name)",
    "CREATE INDEX fields_of_source ON fields (source_id, key_name)",
    "CREATE INDEX fields_by_spelling ON fields (source_key, dataset_name, path_text)",
    "CREATE INDEX fields_by_level ON fields (effective_level, key_name)",
    "CREATE INDEX detections_by_element ON detections (element, field_number)",
    "CREATE INDEX scan_sources_of_scan ON scan_sources (scan_id)",
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make all tables and mark the file as an inventory, within the caller's transaction."""
    for statement in (*_TABLES, *_INDEXES, *_LATER, *lineage.TABLES):
        connection.execute(statement)
    # Pragmas take no bound values; both numbers are constants of this package.
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {STORE_VERSION:d}")


def add_what_is_missing(connection: sqlite3.Connection) -> None:
    """Make the tables and indexes that an inventory of this version may lack."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    for statement in (*_LATER, *lineage.TABLES):
        named = _NAME.match(statement)
        if named is None or named[1] not in names:
            connection.execute(statement)
