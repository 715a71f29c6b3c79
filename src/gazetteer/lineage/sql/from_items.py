"""What stands in FROM and JOIN: tables, sub-queries, table functions, LATERAL, PIVOT."""

import re
from collections.abc import Sequence
from typing import Protocol

from sqlglot import exp

from gazetteer.lineage.sql.effects import TRANSFORMED, Inputs, joined
from gazetteer.lineage.sql.expressions import Reading, read_expression
from gazetteer.lineage.sql.functions import function_name
from gazetteer.lineage.sql.pivots import pivoted
from gazetteer.lineage.sql.relations import Output, Relation
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name, visible
from gazetteer_scanners.paths import EACH, name_path

_RECORDS = re.compile(r"JSONB?_TO_RECORD(?:SET)?")
_FILES = re.compile(r"READ_(?:CSV|CSV_AUTO|PARQUET|JSON|JSON_AUTO|NDJSON\w*)|(?:SQLITE|PARQUET|ICEBERG|DELTA)_SCAN")
_NO_VALUES = frozenset({"seq", "index", "ordinality", "offset", "pos", "id", "parent", "type"})


class TableReading(Protocol):
    """What finds tables by name."""

    def table(self, table: exp.Table) -> Relation:
        """The relation of a table, known or not."""
        ...

    def file(self, name: str) -> Relation:
        """The relation of a file that is read in place."""
        ...


class FromReading(Reading, Protocol):
    """`Reading`, with tables."""

    tables: TableReading


def read_from_item(node: exp.Expr, scope: Scope, reading: FromReading) -> None:
    """Make what an item of FROM brings known in the scope."""
    while isinstance(node, exp.Final | exp.TableSample):
        node = node.this
    if isinstance(node, exp.Subquery) and not isinstance(node.this, exp.Query) and not node.alias:
        read_from_item(node.this, scope, reading)  # `(a JOIN b)`: their names stay at hand
        return _read_joined(node, scope, reading)
    alias, relation = _named(node, scope, reading)
    for pivot in node.args.get("pivots") or ():
        relation = pivoted(relation, pivot, scope, reading)
        named = pivot.args.get("alias")
        alias = column_key(named.this, scope.dialect) if named is not None and named.this else alias
    scope.steering |= relation.steering
    scope.sources.append((alias, relation))
    return _read_joined(node, scope, reading)


def _read_joined(node: exp.Expr, scope: Scope, reading: FromReading) -> None:
    for lateral in node.args.get("laterals") or ():
        read_from_item(lateral, scope, reading)
    for join in node.args.get("joins") or ():
        add_join(join, scope, reading)


def add_join(join: exp.Join, scope: Scope, reading: FromReading) -> None:
    """Make a joined item known; its condition steers, and USING makes columns of both sides one."""
    before = len(scope.sources)
    left = [relation for _, relation in scope.sources]
    read_from_item(join.this, scope, reading)
    condition = join.args.get("on")
    if condition is not None:
        scope.steering.update(read_expression(condition, scope, reading).leaves)
    right = [relation for _, relation in scope.sources[before:]]
    names = [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in join.args.get("using") or ()]
    if (join.args.get("method") or "").upper() == "NATURAL":
        held = {column.key for relation in left for column in relation.columns}
        names = [(column.name, column.key) for relation in right for column in relation.columns if column.key in held]
    for name, key in names:
        sides = [scope.merged.get(key) or _of_any(left, name, key), _of_any(right, name, key)]
        scope.steering.update(leaf for side in sides for leaf in side.leaves)
        side = (join.args.get("side") or "").upper()
        scope.merged[key] = joined(sides) if side == "FULL" else sides[1 if side == "RIGHT" else 0]


def _of_any(relations: Sequence[Relation], name: str, key: str) -> Inputs:
    """The column of the first relation that lists it, else of the first that may have it."""
    listed = [found for relation in relations if (found := relation.listed(key)) is not None]
    others = [found for relation in relations if (found := relation.column(name, key)) is not None]
    return next(iter([*listed, *others]), Inputs())


def _named(node: exp.Expr, scope: Scope, reading: FromReading) -> tuple[str, Relation]:
    """The key of an item's alias ("" for none) and its relation."""
    alias = node.args.get("alias")
    named = alias.this if isinstance(alias, exp.TableAlias) else None
    key = column_key(named, scope.dialect) if named is not None else ""
    columns = [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in alias.columns] if alias else []
    match node:
        case exp.Table() if isinstance(node.this, exp.Func):
            return key or function_name(node.this).lower(), _function(node.this, columns, scope, reading)
        case exp.Table():
            found = visible(scope.ctes, node, scope.dialect)
            relation = found if found is not None else reading.tables.table(node)
            return key or column_key(node.this, scope.dialect), relation.renamed(columns)
        case exp.Subquery() if not isinstance(node.this, exp.Query):
            return key, _nested(node, scope, reading).renamed(columns)
        case exp.Unnest():
            return key, _unnested(node, columns, scope, reading)
        case exp.Lateral() if not isinstance(node.this, exp.Query):
            return key, _function(node.this, columns, scope, reading)
        case exp.Lateral():
            return key, reading.query(node.this, scope).renamed(columns)
        case exp.Query() | exp.Values():
            inner = node if isinstance(node, exp.Values) or not isinstance(node, exp.Subquery) else node.this
            return key, reading.query(inner, scope).renamed(columns)
    reading.note(f"{type(node).__name__} in FROM is not followed")
    return key, Relation()


def _nested(node: exp.Subquery, scope: Scope, reading: FromReading) -> Relation:
    """`(a JOIN b) AS c`: one relation of all their columns."""
    inner = scope.inner()
    read_from_item(node.this, inner, reading)
    columns = [column for _, relation in inner.sources for column in relation.columns]
    rests = tuple(rest for _, relation in inner.sources if relation.is_open for rest in relation.rests)
    whole = tuple(dataset for _, relation in inner.sources for dataset in relation.whole)
    return Relation(columns, rests, bool(rests), inner.steering, whole)


def _unnested(node: exp.Unnest, columns: list[tuple[str, str]], scope: Scope, reading: Reading) -> Relation:
    """UNNEST(a, b) AS t(x, y): an item of each list; of one list, any name below its alias is a part of the item."""
    lists = [read_expression(part, scope, reading).below((EACH,)) for part in node.expressions]
    offset = node.args.get("offset")
    places = (
        [(column_name(offset, scope.dialect), column_key(offset, scope.dialect))] if isinstance(offset, exp.Identifier) else []
    )
    if len(lists) > 1:
        named = columns or [(f"column{place + 1}", f"column{place + 1}") for place in range(len(lists))]
        return Relation([Output(name, key, inputs) for (name, key), inputs in zip(named, lists, strict=False)])
    items = lists[0] if lists else Inputs()
    named = [column for column in columns if column not in places]
    listed = [Output(name, key, items if place == 0 else Inputs()) for place, (name, key) in enumerate([*named, *places])]
    return Relation(listed, (lambda name: items.below(name_path(name)),), is_value=True)


def _function(node: exp.Expr, columns: list[tuple[str, str]], scope: Scope, reading: FromReading) -> Relation:
    """A table function: what its arguments come from, item by item where it takes them apart."""
    name = function_name(node)
    literal = node.find(exp.Literal)
    if isinstance(node, exp.ReadCSV | exp.ReadParquet) or (_FILES.fullmatch(name) and literal is not None):
        return reading.tables.file(literal.name if literal is not None else "").renamed(columns)
    if isinstance(node, exp.Unnest):
        return _unnested(node, columns, scope, reading)
    inputs = read_expression(node, scope, reading)
    if _RECORDS.fullmatch(name):
        return Relation([Output(column, key, inputs.below(name_path(column))) for column, key in columns])
    if name in ("JSON_EACH", "JSON_TREE"):
        columns = columns or [(part, part) for part in ("key", "value", "atom")]
    if name in ("JSON_EACH", "JSON_TREE") or {"value", "key", "index"} <= {key.casefold() for _, key in columns}:
        return Relation(
            [Output(column, key, _part(column, inputs)) for column, key in columns],
            (lambda column: _part(column, inputs),),
            is_value=True,
        )
    first = Inputs() if isinstance(node, exp.Posexplode) and len(columns) > 1 else inputs
    listed = [Output(column, key, inputs if place else first) for place, (column, key) in enumerate(columns)]
    return Relation(listed, (lambda _: inputs,), is_value=True)


def _part(column: str, inputs: Inputs) -> Inputs:
    """A column of a function that takes a document apart and tells where each part stood."""
    word = column.casefold()
    if word in _NO_VALUES:
        return Inputs()
    if word in ("key", "path", "fullkey"):
        names = Inputs()
        names.add_all(inputs, TRANSFORMED)
        return names
    return inputs
