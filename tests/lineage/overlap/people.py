"""Tables of invented people: those with common numbers are the same person, everything else coincides by chance alone."""

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

FIRST = ("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hope", "Ida", "Jon", "Kai", "Lea", "Max", "Nia", "Otto", "Pia")
LAST = ("Ash", "Birch", "Cole", "Dale", "Elm", "Frost", "Grove", "Hill", "Ivy", "Jay", "Knoll", "Lake", "Moor", "Nook")
CITIES = [f"{first}{last.lower()}" for first in ("North", "South", "East", "West", "Old") for last in LAST]
STATUSES = ("new", "active", "closed")
COLUMNS = ("id", "mobile", "email", "name", "city", "status", "age", "born", "created_at")

Row = tuple[object, ...]


def person(number: int, year: int = 2020) -> Row:
    """The person of this number: the same each time, but for the row's id and the year in which it was made."""
    chosen = random.Random(number)
    first, last = chosen.choice(FIRST), chosen.choice(LAST)
    born = f"{chosen.randrange(1950, 2008)}-{chosen.randrange(1, 13):02}-{chosen.randrange(1, 29):02}"
    made = f"{year}-{chosen.randrange(1, 13):02}-{chosen.randrange(1, 29):02} {chosen.randrange(24):02}:{number % 60:02}:07"
    mobile = f"1380{chosen.randrange(10**7):07}"
    mail = f"{first}.{last}{chosen.randrange(10**6)}@example.org".lower()
    return (mobile, mail, f"{first} {last}", chosen.choice(CITIES), chosen.choice(STATUSES), chosen.randrange(90), born, made)


def people(numbers: Sequence[int], year: int = 2020) -> list[Row]:
    """One row for each, with ids from 1."""
    return [(position, *person(number, year)) for position, number in enumerate(numbers, 1)]


def write(path: Path, table: str, rows: Sequence[Row], names: Sequence[str] = COLUMNS) -> Path:
    """A SQLite file with this table (added to those that it has)."""
    connection = sqlite3.connect(path)
    types = ("INTEGER", "TEXT", "TEXT", "TEXT", "TEXT", "TEXT", "INTEGER", "TEXT", "TEXT")
    columns = ", ".join(f'"{name}" {type_}' for name, type_ in zip(names, types, strict=True))
    connection.execute(f'CREATE TABLE "{table}" ({columns})')
    connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', rows)
    connection.commit()
    connection.close()
    return path
