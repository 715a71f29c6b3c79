"""Bare reads to Arrow and whole scans of the same file, as calls to be measured.

A bare read is what a program that only wants the rows would do: one thread, batch by batch, nothing kept. Of SQLite it is
the statement that the scan runs (every column as text, because SQLite's types are per value), in one piece and without a
look at sizes; of CSV every column as text; of Parquet the file's own types.
"""

from pathlib import Path

import adbc_driver_sqlite.dbapi as adbc
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet

from benchmarks.columns import COLUMNS
from benchmarks.datasets import TABLE
from gazetteer_scanners import scan
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import ScanResult, ScanStatus

BATCH_ROWS = 16_384
BLOCK_BYTES = 8 * 1024 * 1024


def read_bare(path: Path) -> int:
    """Rows of the file, read and dropped."""
    return {".sqlite": _read_sqlite, ".csv": _read_csv, ".parquet": _read_parquet}[path.suffix](path)


def _read_sqlite(path: Path) -> int:
    texts = ", ".join(f'CAST("{column.name}" AS TEXT)' for column in COLUMNS)
    return read_query(path, f'SELECT {texts} FROM "{TABLE}"')  # noqa: S608 - names of this package


def read_query(path: Path, sql: str) -> int:
    """Rows of a query's result, read and dropped."""
    with adbc.connect(f"file:{path}?mode=ro", autocommit=True) as connection, connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)})
        cursor.execute(sql)
        return sum(batch.num_rows for batch in cursor.fetch_record_batch())


def _read_csv(path: Path) -> int:
    options = arrow_csv.ConvertOptions(column_types={column.name: pa.utf8() for column in COLUMNS})
    read = arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES)
    parse = arrow_csv.ParseOptions(newlines_in_values=True)
    with arrow_csv.open_csv(path, read_options=read, parse_options=parse, convert_options=options) as reader:
        return sum(batch.num_rows for batch in reader)


def _read_parquet(path: Path) -> int:
    with parquet.ParquetFile(path, pre_buffer=False) as file:
        return sum(batch.num_rows for batch in file.iter_batches(BATCH_ROWS, use_threads=False))


def scan_whole(path: Path, workers: int = 1) -> ScanResult:
    """A full scan with all rules and full evidence.

    Raises:
        RuntimeError: if it did not read everything, for then there is nothing to measure.
    """
    result = scan(str(path), options=ScanOptions(workers=workers, working_directory=path.parent))
    if result.status is not ScanStatus.COMPLETE:
        raise RuntimeError(f"the scan of {path.name} ended {result.status.value}")
    return result
