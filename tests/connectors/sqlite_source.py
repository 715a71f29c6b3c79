"""A SQLite file with one of everything that the connector contract looks at."""

import sqlite3
from contextlib import closing
from pathlib import Path

from gazetteer_scanners.connectors.protocol import ForeignKey, Location
from gazetteer_scanners.connectors.sqlite import CONNECTOR
from gazetteer_scanners.testing.known_source import ODD_NAMES, KnownDataset, KnownSource, Row

BAD_BYTES = b"caf\xe9 \xff"
PEOPLE = 300


def execute(path: Path, *statements: str) -> None:
    """Runs statements on a database file and closes it."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def make_sqlite(folder: Path) -> KnownSource:
    """The known database in a folder of its own, with an odd file name."""
    home = folder / "données #1"
    home.mkdir()
    path = home / "a b?%41.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        people = _people(connection)
        odd = _odd(connection)
        mixed = _mixed(connection)
        sparse = _sparse(connection)
        codes = _codes(connection)
        connection.execute('CREATE VIEW "grown ups" AS SELECT id, name FROM people WHERE id > 100')
        connection.execute("CREATE TABLE no_rows (a TEXT, b INTEGER)")
        connection.commit()
    not_a_database = folder / "text.sqlite"
    not_a_database.write_text("this is a letter, not a database, and it is longer than one hundred bytes " * 3)
    empty = folder / "empty.db"
    empty.touch()
    return KnownSource(
        kind="sqlite",
        factory=CONNECTOR,
        location=Location(str(path), "odd"),
        datasets={
            "codes": codes,
            "grown ups": KnownDataset(
                ("id", "name"),
                tuple(row[:2] for row in people.rows if int(row[0] or 0) > 100),
                "view",
                view_text="WHERE id > 100",
            ),
            "mixed": mixed,
            "no_rows": KnownDataset(("a", "b"), (), "table"),
            "odd": odd,
            "people": people,
            "sparse": sparse,
        },
        odd="odd",
        files=(home,),
        spellings=(
            f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F').replace('#', '%23')}",
            f"{home}/./x/../{path.name}",
        ),
        unreadable={
            "no database": Location(str(not_a_database), "x"),
            "empty": Location(str(empty), "x"),
            "gone": Location(str(folder / "gone.db"), "x"),
            "a folder": Location(str(home), "x"),
        },
    )


def _people(connection: sqlite3.Connection) -> KnownDataset:
    connection.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(40), boss INTEGER REFERENCES people, note TEXT)"
    )
    rows: list[Row] = []
    for i in range(1, PEOPLE + 1):
        row = (i, f"user{i:04}", i // 2 or None, "" if i % 3 else None)
        connection.execute("INSERT INTO people VALUES (?, ?, ?, ?)", row)
        rows.append((str(i), row[1], None if row[2] is None else str(row[2]), row[3]))
    return KnownDataset(
        ("id", "name", "boss", "note"),
        tuple(rows),
        "table",
        primary_key=("id",),
        foreign_keys=(ForeignKey(("boss",), "people", ("id",)),),
    )


def _odd(connection: sqlite3.Connection) -> KnownDataset:
    columns = ", ".join(f"{quoted(name)} TEXT" for name in ODD_NAMES)
    connection.execute(f"CREATE TABLE odd ({columns})")
    rows: list[Row] = []
    for i in range(30):
        row = tuple(f"{i}'{column};\"\n" for column in range(len(ODD_NAMES)))
        connection.execute(f"INSERT INTO odd VALUES ({', '.join('?' * len(ODD_NAMES))})", row)
        rows.append(row)
    return KnownDataset(ODD_NAMES, tuple(rows), "table")


def _mixed(connection: sqlite3.Connection) -> KnownDataset:
    """Values of every type in columns of every type, first integers and much later the others."""
    connection.execute("CREATE TABLE mixed (i INTEGER, r REAL, b BLOB, t TEXT, n)")
    rows: list[Row] = []
    for i in range(2_000):
        connection.execute("INSERT INTO mixed VALUES (?, ?, ?, ?, ?)", (i, i + 0.5, b"\x01", "t", i))
        rows.append((str(i), f"{i}.5", "\x01", "t", str(i)))
    connection.execute("INSERT INTO mixed VALUES ('text', 'text', 'text', X'00FF', 1.5)")
    rows.append(("text", "text", "text", "\x00\ufffd", "1.5"))
    connection.execute("INSERT INTO mixed VALUES (NULL, NULL, NULL, NULL, NULL)")
    rows.append((None,) * 5)
    connection.execute("INSERT INTO mixed VALUES ('', X'', '', CAST(? AS TEXT), '')", (BAD_BYTES,))
    rows.append(("", "", "", BAD_BYTES.decode("utf-8", "replace"), ""))
    connection.execute("INSERT INTO mixed VALUES ('a' || char(0) || 'b', 1e300, 7, 7, X'41')")
    rows.append(("a\x00b", "1.0e+300", "7", "7", "A"))
    return KnownDataset(("i", "r", "b", "t", "n"), tuple(rows), "table")


def _sparse(connection: sqlite3.Connection) -> KnownDataset:
    """Row ids far apart, at both ends of what there is, and a column that takes the name of the row id."""
    connection.execute("CREATE TABLE sparse (rowid TEXT, v TEXT)")
    ids = [-(2**63), -5, 0, *range(1_000, 1_040), 10**15, 2**63 - 1]
    for number in ids:
        connection.execute("INSERT INTO sparse (_rowid_, rowid, v) VALUES (?, ?, 'x')", (number, f"r{number}"))
    return KnownDataset(("rowid", "v"), tuple((f"r{number}", "x") for number in ids), "table")


def _codes(connection: sqlite3.Connection) -> KnownDataset:
    connection.execute("CREATE TABLE codes (code TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID")
    rows = [(f"c{i:03}", "x" * i) for i in range(120)]
    connection.executemany("INSERT INTO codes VALUES (?, ?)", rows)
    return KnownDataset(("code", "label"), tuple(rows), "table", primary_key=("code",))
