"""Tables of columns, each with what a scan of it must find or must not find."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bytes | None
Maker: TypeAlias = Callable[[random.Random], Cell]
ROWS = 48


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text."""
    return tuple(text.split())


class Found(Enum):
    """What must be found, and by which evidence.

    NAMED: in force, and the column's name is part of the evidence; COMMENTED: the comment is and the name is not; VALUED:
    neither is, so that only what the column holds decides; SEEN: in force, by whatever evidence; ABSENT: not in force;
    UNHEARD: not even a candidate.
    """

    NAMED = "named"
    COMMENTED = "commented"
    VALUED = "valued"
    SEEN = "seen"
    ABSENT = "absent"
    UNHEARD = "unheard"


@dataclass(frozen=True)
class Expectation:
    """One element, and what must be found of it."""

    element: str
    found: Found


@dataclass(frozen=True)
class Column:
    """A column: `values` are its cells separated by `;` (repeated as often as needed), or what makes a cell."""

    name: str
    values: str | Maker
    comment: str | None = None
    expected: tuple[Expectation, ...] = ()

    def cells(self, rows: int, rng: random.Random) -> list[Cell]:
        """So many cells, the same ones for the same state of the generator."""
        if isinstance(self.values, str):
            choices = [choice.strip() for choice in self.values.split(";")]
            return [choices[row % len(choices)] for row in range(rows)]
        return [self.values(rng) for _ in range(rows)]


@dataclass(frozen=True)
class Table:
    """A table with so many rows."""

    name: str
    columns: tuple[Column, ...]
    rows: int = ROWS


def table(name: str, *columns: Column, rows: int = ROWS) -> Table:
    """A table of these columns."""
    return Table(name, columns, rows)


def beside(name: str, values: str | Maker, comment: str | None = None) -> Column:
    """A column that only stands beside others."""
    return Column(name, values, comment)


def named(element: str, name: str, values: str | Maker, comment: str | None = None) -> Column:
    """A column whose name tells."""
    return Column(name, values, comment, (Expectation(element, Found.NAMED),))


def commented(element: str, name: str, values: str | Maker, comment: str) -> Column:
    """A column whose name says nothing and whose comment tells."""
    return Column(name, values, comment, (Expectation(element, Found.COMMENTED),))


def valued(element: str, name: str, values: str | Maker) -> Column:
    """A column whose name says nothing and whose values tell."""
    return Column(name, values, None, (Expectation(element, Found.VALUED),))


def seen(element: str, name: str, values: str | Maker, comment: str | None = None) -> Column:
    """A column in which the element is found, however."""
    return Column(name, values, comment, (Expectation(element, Found.SEEN),))


def absent(element: str, name: str, values: str | Maker, comment: str | None = None) -> Column:
    """A near miss: the element must not be in force."""
    return Column(name, values, comment, (Expectation(element, Found.ABSENT),))


def unheard(element: str, name: str, values: str | Maker, comment: str | None = None) -> Column:
    """A near miss: the element must not even be a candidate."""
    return Column(name, values, comment, (Expectation(element, Found.UNHEARD),))
