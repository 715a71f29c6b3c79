"""Which column a name in a statement means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from gazetteer.lineage.sql.dialects import SqlDialect, name_key, spelled
from gazetteer.lineage.sql.effects import TRANSFORMED, Inputs, Leaf
from gazetteer.lineage.sql.relations import Relation
from gazetteer_scanners.paths import Path, name_path


class UnresolvedColumnError(Exception):
    """A column that none, or more than one, of the tables at hand may have; the message says which."""


@dataclass(slots=True)
class Scope:
    """What names mean in one SELECT.

    Attributes:
        sources: the tables of FROM with the keys of their aliases ("" for none), in order.
        merged: columns that USING or NATURAL made one.
        aliases: the columns of the SELECT list so far.
        ctes: the WITH queries that can be seen, by key.
        parent: the scope around a sub-query.
    """

    dialect: SqlDialect
    parent: "Scope | None" = None
    sources: list[tuple[str, Relation]] = field(default_factory=list)
    merged: dict[str, Inputs] = field(default_factory=dict)
    aliases: dict[str, Inputs] = field(default_factory=dict)
    ctes: dict[str, Relation] = field(default_factory=dict)
    steering: set[Leaf] = field(default_factory=set)

    def inner(self) -> "Scope":
        """A scope inside this one, which sees its WITH queries and, where it may, its tables."""
        return Scope(self.dialect, self, ctes=dict(self.ctes))

    def source(self, key: str) -> Relation | None:
        """The table with this alias, here or further out."""
        for scope in self._outwards():
            for alias, relation in scope.sources:
                if alias == key:
                    return relation
        return None

    def _outwards(self) -> "Iterator[Scope]":
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


def column_key(identifier: exp.Expr, dialect: SqlDialect) -> str:
    """What spellings of one column's name have in common."""
    return name_key(identifier.name, _is_quoted(identifier), dialect.columns)


def column_name(identifier: exp.Expr, dialect: SqlDialect) -> str:
    """A column's name as the database keeps it."""
    return spelled(identifier.name, _is_quoted(identifier), dialect.columns)


def resolve_column(column: exp.Column, scope: Scope) -> tuple[Inputs, Path]:
    """What a column comes from, and the path below it that its name goes on with (`address.city` of a struct).

    Raises:
        UnresolvedColumnError: if that cannot be told.
    """
    parts = column.parts
    if len(parts) == 1:
        return _unqualified(parts[0], scope), ()
    for place in (len(parts) - 2, 0):
        source = scope.source(column_key(parts[place], scope.dialect))
        if source is not None:
            return _qualified(parts[place + 1], source, scope), _path(parts[place + 2 :], scope)
    try:
        return _unqualified(parts[0], scope), _path(parts[1:], scope)
    except UnresolvedColumnError as error:
        named = ".".join(part.name for part in parts)
        raise UnresolvedColumnError(f"no table at hand is called as in {named!r}") from error


def _qualified(part: exp.Expr, source: Relation, scope: Scope) -> Inputs:
    found = source.column(column_name(part, scope.dialect), column_key(part, scope.dialect))
    if found is None:
        raise UnresolvedColumnError(f"the column {part.name!r} is none of its table's")
    return found


def _unqualified(part: exp.Expr, scope: Scope) -> Inputs:
    """One column of all tables at hand: one that lists it, else the only one that may have it, else further out."""
    key, name = column_key(part, scope.dialect), column_name(part, scope.dialect)
    outer: Scope | None = scope
    while outer is not None:
        found = _in_scope(name, key, part.name, outer)
        if found is not None:
            return found
        outer = outer.parent
    if scope.dialect.parser == "sqlite" and _is_quoted(part):
        return Inputs()  # SQLite takes a quoted name that is no column for a text
    lone = _lone_source(scope)
    found = lone.column(name, key) if lone is not None else None
    if found is None:
        raise UnresolvedColumnError(f"no table at hand is known to have the column {part.name!r}")
    return found


def _in_scope(name: str, key: str, text: str, scope: Scope) -> Inputs | None:
    if key in scope.merged:
        return scope.merged[key]
    listing = [found for _, relation in scope.sources if (found := relation.listed(key)) is not None]
    if len(listing) == 1:
        return listing[0]
    if len(listing) > 1:
        raise UnresolvedColumnError(f"several tables have the column {text!r}")
    if key in scope.aliases:
        return scope.aliases[key]
    for alias, relation in scope.sources:
        if alias == key:
            return relation.column(name, key) if relation.is_value else _as_row(relation)
    may_have = [relation for _, relation in scope.sources if relation.is_open]
    if len(may_have) > 1:
        raise UnresolvedColumnError(f"the column {text!r} can be of several tables whose columns are not known")
    return may_have[0].column(name, key) if may_have else None


def _lone_source(scope: Scope) -> Relation | None:
    outer: Scope | None = scope
    while outer is not None and not outer.sources:
        outer = outer.parent
    return outer.sources[0][1] if outer is not None and len(outer.sources) == 1 else None


def _as_row(relation: Relation) -> Inputs:
    inputs = Inputs()
    inputs.add_all(relation.row(), TRANSFORMED)
    return inputs


def _path(parts: Sequence[exp.Expr], scope: Scope) -> Path:
    return name_path(*(column_name(part, scope.dialect) for part in parts))


def _is_quoted(identifier: exp.Expr) -> bool:
    return bool(identifier.args.get("quoted"))


def visible(ctes: Mapping[str, Relation], table: exp.Table, dialect: SqlDialect) -> Relation | None:
    """The WITH query that a table's name means; None if it means none."""
    if table.db or not isinstance(table.this, exp.Identifier):
        return None
    return ctes.get(name_key(table.name, _is_quoted(table.this), dialect.columns))
