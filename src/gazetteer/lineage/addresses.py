"""Where data is, in the spellings of many worlds, brought to one form that can be compared.

    postgresql://ann:secret@DB.example.org/shop            postgres  db.example.org:5432, shop
    postgres://db.example.org:5432 + shop.public.users     postgres  db.example.org:5432, shop, public, users
    file + /data/exports/people.csv                        file      /, data, exports, people.csv
    s3a://lake/raw + events/dt=1                           s3        lake, raw, events, dt=1

A dataset lies in a source if the parts of the source's address begin its own. Credentials and parameters are left out
before anything else happens. Names and default ports follow OpenLineage's naming conventions (spec/Naming.md) and the
servers' manuals.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

_SAME_WORLD: Final = {
    "postgresql": "postgres",
    "mariadb": "mysql",
    "s3a": "s3",
    "s3n": "s3",
    "gcs": "gs",
    "abfs": "abfss",
    "wasb": "wasbs",
    "sqlite3": "sqlite",
    "mssql": "sqlserver",
    "files": "file",
}
_PORTS: Final = {
    "postgres": 5432,
    "mysql": 3306,
    "mongodb": 27017,
    "redshift": 5439,
    "sqlserver": 1433,
    "oracle": 1521,
    "cassandra": 9042,
    "trino": 8080,
    "hive": 10000,
    "hdfs": 8020,
    "db2": 50000,
    "clickhouse": 9000,
    "kafka": 9092,
    "teradata": 1025,
    "oceanbase": 2881,
    "redis": 6379,
}
LOCAL_WORLDS: Final = frozenset({"file", "sqlite", "duckdb", "dictionary"})
"""Worlds whose addresses are paths on a machine."""
_PATH_WORLDS: Final = frozenset({"file", "s3", "gs", "hdfs", "abfss", "wasbs", "dbfs", "dictionary"})
_WITH_CONTAINER: Final = frozenset({"abfss", "wasbs"})
"""What stands before the @ is no user there: `abfss://container@account.dfs.core.windows.net`."""
_WORLDS: Final = frozenset(
    {*_SAME_WORLD, *_SAME_WORLD.values(), *_PORTS, *LOCAL_WORLDS, *_PATH_WORLDS, "bigquery", "snowflake"}
)

_SCHEME = re.compile(r"(?:jdbc:)?([A-Za-z][A-Za-z0-9+.\-]+):", re.IGNORECASE)
_QUOTED_PART = re.compile(r'"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\[\]]*)\]|([^."`\[\]]+)')
_SNOWFLAKE_HOST = ".snowflakecomputing.com"
_LOOPBACK = frozenset({"127.0.0.1", "[::1]", "::1"})
_PLAIN: Final = " !$&'()*+,:=@[]{}"
ROOT: Final = "/"
"""The first part of an absolute path."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place: the world it is named in, "" for a word that is no address, and its parts from the outermost on."""

    world: str
    parts: tuple[str, ...] = ()

    @property
    def is_relative(self) -> bool:
        """True for a path that only the program that said it can find."""
        return self.world in LOCAL_WORLDS and bool(self.parts) and self.parts[0] != ROOT and not self.parts[0].startswith("//")

    @property
    def is_bare(self) -> bool:
        """True for a world without a place in it: `duckdb`, `bigquery`."""
        return bool(self.world) and not self.parts

    @property
    def text(self) -> str:
        """The address as a URL without credentials; `address_of` reads the same address from it."""
        if not self.world or not self.parts:
            return self.world or "".join(self.parts)
        first, *rest = self.parts
        if first == ROOT:
            return f"{self.world}:///{'/'.join(quote(part, safe=_PLAIN) for part in rest)}"
        return f"{self.world}://{'/'.join([first.removeprefix('//'), *(quote(part, safe=_PLAIN) for part in rest)])}"

    def with_name(self, name: str) -> "Address":
        """The address of a dataset of this name: its parts are added; an absolute path stands for itself."""
        parts = name_parts(self.world, name)
        if self.world == "file" and parts[:1] == (ROOT,):
            return Address(self.world, parts)
        return Address(self.world, (*self.parts, *parts))


@lru_cache(maxsize=4096)
def address_of(text: str, kind: str = "") -> Address:
    """The address that a namespace or location means; without scheme and kind a plain word has the world "".

    Args:
        kind: of a source's location, the source's kind: a path alone does not say what is at it.
    """
    text = text.strip()
    match = _SCHEME.match(text)
    if match is not None and len(match[1]) > 1:
        return _of_url(_world(match[1]), text[match.end() :])
    if text.startswith("/") or (kind and _world(kind) in LOCAL_WORLDS):
        return Address(_world(kind) if kind else "file", path_parts(text))
    if text.lower() in _WORLDS:
        return Address(_world(text))
    return Address("", (without_login(text),)) if text else Address("")


def is_of_paths(world: str) -> bool:
    """True for a world in which datasets are called as their files are."""
    return world in _PATH_WORLDS


def name_parts(world: str, name: str) -> tuple[str, ...]:
    """A dataset's name taken apart: at slashes where names are paths, else at dots outside quotes, without the quotes."""
    if world in _PATH_WORLDS:
        parts = path_parts(name)
        return parts if world == "file" else tuple(part for part in parts if part != ROOT)
    return dotted_parts(name)


def dotted_parts(name: str) -> tuple[str, ...]:
    """`shop."my.table"` is `shop` and `my.table`; where quotes do not match, dots alone count. Empty parts are left out."""
    parts: list[str] = []
    position = 0
    for match in _QUOTED_PART.finditer(name):
        if name[position : match.start()].strip(".") or (parts and position == match.start()):
            return tuple(part for part in name.split(".") if part)
        double, back, bracket, plain = match.groups()
        parts.append(next(each for each in (double, back, bracket, plain) if each is not None).replace('""', '"'))
        position = match.end()
    if name[position:].strip("."):
        return tuple(part for part in name.split(".") if part)
    return tuple(part for part in parts if part)


def path_parts(path: str) -> tuple[str, ...]:
    """The parts of a path, the first `/` if it is absolute; `.`, `..` and doubled slashes are resolved."""
    if not path:
        return ()
    parts = tuple(part for part in posixpath.normpath(path).split("/") if part not in ("", "."))
    return (ROOT, *parts) if path.startswith("/") else parts


def without_login(text: str) -> str:
    """The text without what stands before an @ as `user:password` does."""
    return re.sub(r"[^\s/@:]*:[^\s/@]*@", "", text)


def _world(scheme: str) -> str:
    dialect = scheme.lower().partition("+")[0]
    return _SAME_WORLD.get(dialect, dialect)


def _of_url(world: str, rest: str) -> Address:
    rest = re.split(r"[?#;]", rest, maxsplit=1)[0]
    if world in LOCAL_WORLDS:
        return Address(world, _local_parts(world, unquote(rest)))
    if not rest.startswith("//"):
        return Address(world, tuple(part for part in rest.strip("/").split("/") if part))
    authority, _, path = rest[2:].partition("/")
    # A password may hold a slash that nobody encoded: then the authority ends only after its @.
    if "@" in path and "@" not in authority and ":" in authority and not authority.rpartition(":")[2].isdecimal():
        authority, _, path = rest[2:].rpartition("@")[2].partition("/")
    host = _authority(world, authority)
    return Address(world, (*((host,) if host else ()), *(unquote(part) for part in path.split("/") if part)))


def _local_parts(world: str, rest: str) -> tuple[str, ...]:
    if not rest.startswith("//"):
        return path_parts(rest)
    host, slash, path = rest[2:].partition("/")
    if not host or host.lower() == "localhost":
        return path_parts(slash + path)
    return (f"//{host.lower()}", *path_parts(path)) if world == "file" else path_parts(rest[2:])


def _authority(world: str, authority: str) -> str:
    if world not in _WITH_CONTAINER:
        authority = authority.rpartition("@")[2]
    hosts = sorted(_host(world, host) for host in authority.split(",") if host)
    return ",".join(hosts)


def _host(world: str, text: str) -> str:
    text = text.lower()
    name, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal():
        name, port = text.removesuffix(":"), ""
    if world == "snowflake":
        return name.removesuffix(_SNOWFLAKE_HOST)
    name = "localhost" if name in _LOOPBACK else name.removesuffix(".")
    port = port or str(_PORTS.get(world, ""))
    return f"{name}:{port}" if port else name
