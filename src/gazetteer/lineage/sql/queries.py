"""What the rows of a query come from: SELECT, UNION and its kin, WITH, VALUES."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from sqlglot import exp

from gazetteer.lineage.sql.dialects import SqlDialect
from gazetteer.lineage.sql.effects import Inputs, Leaf, joined
from gazetteer.lineage.sql.expressions import read_expression
from gazetteer.lineage.sql.from_items import TableReading, add_join, read_from_item
from gazetteer.lineage.sql.projections import project
from gazetteer.lineage.sql.relations import Output, Relation, united
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name

_ROUNDS = 12
"""A recursive query is read until nothing new arrives; each round takes a value one column further."""


class Writing(Protocol):
    """What reads statements inside WITH that write."""

    def write(self, node: exp.Expr, scope: Scope) -> Relation:
        """Apply INSERT, UPDATE, DELETE or MERGE; the answer is what its RETURNING gives."""
        ...


class QueryReader:
    """Reads the queries of one statement; as `Reading` it is what expressions need."""

    def __init__(self, dialect: SqlDialect, tables: TableReading, writing: Writing, budget: "Budget") -> None:
        self._dialect = dialect
        self.tables = tables
        self._writing = writing
        self._budget = budget
        self.notes: list[str] = []

    def spend(self, steps: int) -> None:
        """Count work; raises `TooComplexError`."""
        self._budget.spend(steps)

    def note(self, message: str) -> None:
        """Keep what could not be resolved, once."""
        if message not in self.notes:
            self.notes.append(message)

    def query(self, node: exp.Expr, scope: Scope) -> Relation:
        """The relation of a query inside a scope, whose tables it may use (it is correlated)."""
        inner = scope.inner()
        self.read_ctes(node, inner)
        match node:
            case exp.Select():
                return self._select(node, inner)
            case exp.SetOperation():
                return self._set_operation(node, inner)
            case exp.Subquery():
                return self._subquery(node, inner)
            case exp.Values():
                return self._values(node, inner)
            case exp.Table():
                return self._alone(node, inner)
        self.note(f"a query of the kind {type(node).__name__} is not followed")
        return Relation()

    def read_ctes(self, node: exp.Expr, scope: Scope) -> None:
        """Make the WITH queries of a statement known in its scope."""
        with_ = node.args.get("with_")
        for cte in with_.expressions if with_ is not None else ():
            key = column_key(cte.args["alias"].this, self._dialect)
            columns = [
                (column_name(part, self._dialect), column_key(part, self._dialect)) for part in cte.args["alias"].columns
            ]
            if isinstance(cte.this, exp.Insert | exp.Update | exp.Delete | exp.Merge):
                scope.ctes[key] = self._writing.write(cte.this, scope).renamed(columns)
            elif with_ is not None and with_.recursive and isinstance(cte.this, exp.SetOperation):
                self._recursive(cte.this, key, columns, scope)
            else:
                scope.ctes[key] = self.query(cte.this, scope).renamed(columns)

    def _recursive(self, node: exp.SetOperation, key: str, columns: Sequence[tuple[str, str]], scope: Scope) -> None:
        scope.ctes[key] = self.query(node.this, scope).renamed(columns)
        size = -1
        for _ in range(_ROUNDS):
            relation = self.query(node, scope).renamed(columns)
            scope.ctes[key] = relation
            grown = sum(len(column.inputs) for column in relation.columns) + len(relation.steering)
            if grown == size:
                return
            size = grown

    def _select(self, node: exp.Select, scope: Scope) -> Relation:
        self._sources(node, scope)
        if not self._dialect.has_lateral_aliases:
            self._steer(scope, [node.args.get("where")])
        relation = project(node.expressions, scope, self)
        for column in relation.columns:
            if column.key:
                scope.aliases.setdefault(column.key, column.inputs)
        if self._dialect.has_lateral_aliases:
            self._steer(scope, [node.args.get("where")])
        self._steer(scope, [node.args.get("having"), node.args.get("qualify"), *(node.args.get("windows") or ())])
        self._group(node, relation, scope)
        self._order(node, relation, scope)
        distinct = node.args.get("distinct")
        self._steer(scope, [distinct.args.get("on") if distinct is not None else None])
        return replace(relation, steering=relation.steering | scope.steering)

    def _sources(self, node: exp.Expr, scope: Scope) -> None:
        from_ = node.args.get("from_")
        if from_ is not None:
            read_from_item(from_.this, scope, self)
        for lateral in node.args.get("laterals") or ():
            read_from_item(lateral, scope, self)
        for join in node.args.get("joins") or ():
            add_join(join, scope, self)

    def _group(self, node: exp.Select, relation: Relation, scope: Scope) -> None:
        group = node.args.get("group")
        if group is None:
            return
        parts = list(group.expressions)
        for kind in ("grouping_sets", "cube", "rollup"):
            for sets in group.args.get(kind) or ():
                parts.extend(sets.expressions if isinstance(sets, exp.Expr) else ())
        self._steer_by(parts, relation, scope)

    def _order(self, node: exp.Expr, relation: Relation, scope: Scope) -> None:
        for kind in ("order", "sort", "cluster", "distribute"):
            order = node.args.get(kind)
            if order is not None:
                self._steer_by(
                    [part.this if isinstance(part, exp.Ordered) else part for part in order.expressions], relation, scope
                )

    def _steer_by(self, parts: Iterable[exp.Expr], relation: Relation, scope: Scope) -> None:
        """GROUP BY and ORDER BY: a number is a column's place."""
        for part in parts:
            if isinstance(part, exp.Literal) and not part.is_string:
                place = int(part.name) - 1 if part.name.isdigit() else -1
                if 0 <= place < len(relation.columns):
                    scope.steering.update(relation.columns[place].inputs.leaves)
            else:
                self._steer(scope, [part])

    def _steer(self, scope: Scope, nodes: Iterable[exp.Expr | None]) -> None:
        for node in nodes:
            if node is not None:
                condition = node.this if isinstance(node, exp.Where | exp.Having | exp.Qualify) else node
                scope.steering.update(read_expression(condition, scope, self).leaves)

    def _set_operation(self, node: exp.SetOperation, scope: Scope) -> Relation:
        """A chain of set operations, however long: EXCEPT and INTERSECT let the right side only steer."""
        legs: list[tuple[exp.Expr, bool]] = []
        left: exp.Expr = node
        while isinstance(left, exp.SetOperation):
            if left is not node:
                self.read_ctes(left, scope)
            legs.append((left.expression, isinstance(left, exp.Union)))
            left = left.this
        relations = [self.query(left, scope)]
        steering: set[Leaf] = set()
        for leg, arrives in reversed(legs):
            relation = self.query(leg, scope)
            if arrives:
                relations.append(_by_name(relation, relations[0]) if node.args.get("by_name") else relation)
            else:
                steering |= set(relation.row().leaves) | relation.steering
        result = united(relations)
        self._order(node, result, _with_aliases(scope, result))
        return replace(result, steering=result.steering | steering | scope.steering)

    def _subquery(self, node: exp.Subquery, scope: Scope) -> Relation:
        if node.args.get("joins") or not isinstance(node.this, exp.Query):
            return self._alone(node, scope)
        relation = self.query(node.this, scope)
        self._order(node, relation, _with_aliases(scope, relation))
        return replace(relation, steering=relation.steering | scope.steering)

    def _alone(self, node: exp.Expr, scope: Scope) -> Relation:
        """`(a JOIN b)` and `TABLE a`: everything of their tables."""
        read_from_item(node, scope, self)
        relation = project([exp.Star()], scope, self)
        return replace(relation, steering=relation.steering | scope.steering)

    def _values(self, node: exp.Values, scope: Scope) -> Relation:
        rows = [row.expressions if isinstance(row, exp.Tuple) else [row] for row in node.expressions]
        width = max(map(len, rows), default=0)
        columns = []
        for place in range(width):
            cells = (row[place] for row in rows if place < len(row) and not isinstance(row[place], exp.Literal | exp.Null))
            name = f"column{place + 1}"
            columns.append(Output(name, name, joined(read_expression(cell, scope, self) for cell in cells)))
        return Relation(columns)


class TooComplexError(Exception):
    """A statement takes more steps than it may."""


class Budget:
    """How many steps the reading of a statement may take."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Count work.

        Raises:
            TooComplexError: if there is none left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooComplexError


def _with_aliases(scope: Scope, relation: Relation) -> Scope:
    """The scope of an ORDER BY after a whole query, which sees its columns alone."""
    scope.sources.append(("", relation))
    return scope


def _by_name(relation: Relation, first: Relation) -> Relation:
    """The columns in the order of another relation's, for UNION BY NAME."""
    index: Callable[[str], Inputs | None] = relation.listed
    columns = [Output(column.name, column.key, index(column.key) or Inputs()) for column in first.columns]
    return replace(relation, columns=columns, _index=None)
