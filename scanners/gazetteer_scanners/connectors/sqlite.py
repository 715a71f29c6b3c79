"""SQLite database files, read through ADBC: `app.sqlite`, `sqlite:///relative.db`, `sqlite:////absolute.db`.

The file is opened read-only and only SELECT and PRAGMA statements of an allow-list run. Option `lock_timeout_ms` of a
location (default 5,000) is how long to wait for a database that another program has locked.
"""

from pathlib import Path as FilePath
from urllib.parse import unquote

from gazetteer_scanners.connectors._path_locations import existing_path
from gazetteer_scanners.connectors.protocol import Connector, Location, Recognition
from gazetteer_scanners.errors import UsageError

_MAGIC = b"SQLite format 3\x00"
_SUFFIXES = frozenset({".sqlite", ".sqlite3", ".db", ".db3", ".s3db", ".sl3"})
_SCHEME = "sqlite"


class _SqliteFactory:
    @property
    def schemes(self) -> tuple[str, ...]:
        return (_SCHEME,)

    def recognises(self, path: FilePath) -> Recognition:
        if not path.is_file():
            return Recognition.NO
        try:
            with path.open("rb") as file:
                head = file.read(len(_MAGIC))
        except OSError:
            head = b""
        if head == _MAGIC:
            return Recognition.BY_CONTENT
        return Recognition.BY_SUFFIX if path.suffix.lower() in _SUFFIXES else Recognition.NO

    def canonical(self, url: str, working_directory: FilePath) -> str:
        scheme, colon, _ = url.partition(":")
        is_url = bool(colon) and scheme.lower() == _SCHEME
        return existing_path(_url_path(url) if is_url else url, working_directory)

    def open(self, location: Location) -> Connector:
        from gazetteer_scanners.connectors._sqlite.connector import open_sqlite

        return open_sqlite(location)


def _url_path(url: str) -> str:
    """The path in a SQLAlchemy URL: relative after three slashes, absolute after four."""
    rest = url.partition(":")[2]
    wanted = "write sqlite:///relative.db or sqlite:////absolute.db"
    if "?" in rest or "#" in rest:
        raise UsageError(f"the location {url!r} has a query or fragment, which sqlite: does not take; {wanted}")
    if not rest.startswith("///"):
        raise UsageError(f"the location {url!r} needs three or four slashes; {wanted}")
    path = unquote(rest[3:])
    if path in ("", ":memory:"):
        raise UsageError(f"the location {url!r} names no file; {wanted}")
    return path


CONNECTOR = _SqliteFactory()
