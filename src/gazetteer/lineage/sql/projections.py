"""The columns of a SELECT list, with `*` resolved."""

import re
from collections.abc import Sequence

from sqlglot import exp

from gazetteer.lineage.sql.dialects import CaseRule, SqlDialect
from gazetteer.lineage.sql.effects import Inputs
from gazetteer.lineage.sql.expressions import Reading, read_expression
from gazetteer.lineage.sql.relations import Output, Relation, Rest
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name
from gazetteer.lineage.statements import DatasetName

_NAMESAKES = (
    exp.Anonymous,
    exp.Lower,
    exp.Upper,
    exp.Coalesce,
    exp.Count,
    exp.Sum,
    exp.Avg,
    exp.Min,
    exp.Max,
    exp.MD5,
    exp.ArrayAgg,
)
"""Functions whose call, without an alias, is a column of the function's name in PostgreSQL."""


def project(expressions: Sequence[exp.Expr], scope: Scope, reading: Reading) -> Relation:
    """The relation of a SELECT list over the tables of its scope."""
    result = _Projection(scope, reading)
    for node in expressions:
        result.take(node)
    return Relation(result.columns, tuple(result.rests), bool(result.rests), whole=tuple(result.whole))


class _Projection:
    """Columns as they add up; in some dialects each can be used by those after it."""

    def __init__(self, scope: Scope, reading: Reading) -> None:
        self._scope = scope
        self._reading = reading
        self.columns: list[Output] = []
        self.rests: list[Rest] = []
        self.whole: list[DatasetName] = []

    def take(self, node: exp.Expr) -> None:
        star = _star_of(node)
        if star is not None:
            self._star(node, star)
        elif isinstance(node, exp.Columns):
            self._matching(node)
        elif isinstance(node, exp.Aliases):
            inputs = read_expression(node.this, self._scope, self._reading)
            for alias in node.args["expressions"]:
                self._put(column_name(alias, self._dialect), column_key(alias, self._dialect), inputs)
        else:
            name, key = _output_name(node, self._dialect)
            self._put(name, key, read_expression(node, self._scope, self._reading))

    @property
    def _dialect(self) -> SqlDialect:
        return self._scope.dialect

    def _put(self, name: str, key: str, inputs: Inputs) -> None:
        self._reading.spend(1 + len(inputs))
        self.columns.append(Output(name, key, inputs))
        if self._dialect.has_lateral_aliases and key:
            self._scope.aliases.setdefault(key, inputs)

    def _star(self, node: exp.Expr, star: exp.Star) -> None:
        """`*`, `t.*` or `struct.*`, with EXCEPT, REPLACE and RENAME."""
        left_out = {_key(part, self._dialect) for part in star.args.get("except_") or ()}
        replaced = {_key(part, self._dialect): part for part in star.args.get("replace") or ()}
        renamed = {_key(part.this, self._dialect): part for part in star.args.get("rename") or ()}
        relations = self._starred(node)
        if relations is None:
            return
        merged = set(self._scope.merged) if _qualifier(node) is None else set()
        seen: set[str] = set()
        for relation in relations:
            for column in relation.columns:
                if column.key in left_out or column.key in seen:
                    continue
                if column.key in merged:
                    seen.add(column.key)
                inputs = self._scope.merged[column.key] if column.key in merged else column.inputs
                if column.key in replaced:
                    inputs = read_expression(replaced[column.key], self._scope, self._reading)
                new = renamed.get(column.key)
                name, key = (column.name, column.key) if new is None else _output_name(new, self._dialect)
                self._put(name, key, inputs)
            if relation.is_open:
                self.rests.extend(relation.rests)
                self.whole.extend(relation.whole)

    def _starred(self, node: exp.Expr) -> list[Relation] | None:
        qualifier = _qualifier(node)
        if qualifier is None:
            return [relation for _, relation in self._scope.sources]
        source = self._scope.source(column_key(qualifier, self._dialect))
        if source is not None:
            return [source]
        self._struct_star(node, qualifier)
        return None

    def _struct_star(self, node: exp.Expr, qualifier: exp.Expr) -> None:
        """All parts of a struct: which there are is not known, so they are called by the struct's own name."""
        inputs = read_expression(exp.Column(this=qualifier.copy()), self._scope, self._reading)
        if len(inputs):
            self._reading.note(f"the parts that {qualifier.name}.* has are not known")
            self._put(column_name(qualifier, self._dialect), column_key(qualifier, self._dialect), inputs)

    def _matching(self, node: exp.Columns) -> None:
        """DuckDB's COLUMNS('pattern'): the columns whose names match."""
        pattern = node.this
        try:
            wanted = re.compile(pattern.name) if isinstance(pattern, exp.Literal) else re.compile("")
        except re.error:
            self._reading.note("the pattern of COLUMNS is not one that can be read")
            return
        for _, relation in self._scope.sources:
            for column in relation.columns:
                if wanted.search(column.name):
                    self._put(column.name, column.key, column.inputs)


def _star_of(node: exp.Expr) -> exp.Star | None:
    if isinstance(node, exp.Star):
        return node
    if isinstance(node, exp.Column) and isinstance(node.this, exp.Star):
        return node.this
    return node.expression if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Star) else None


def _qualifier(node: exp.Expr) -> exp.Expr | None:
    if isinstance(node, exp.Column):
        return node.args.get("table")
    return node.this if isinstance(node, exp.Dot) else None


def _key(node: exp.Expr, dialect: SqlDialect) -> str:
    if isinstance(node, exp.Alias):
        return column_key(node.args["alias"], dialect)
    return column_key(node.this if isinstance(node, exp.Column) else node, dialect)


def _output_name(node: exp.Expr, dialect: SqlDialect) -> tuple[str, str]:
    """What a column of a SELECT list is called: its alias, its own name, in PostgreSQL the function's; else ""."""
    while isinstance(node, exp.Paren | exp.Cast | exp.TryCast | exp.Collate) and not isinstance(node, exp.Alias):
        node = node.this
    if isinstance(node, exp.Alias):
        alias = node.args["alias"]
        return column_name(alias, dialect), column_key(alias, dialect)
    if isinstance(node, exp.Column):
        return column_name(node.this, dialect), column_key(node.this, dialect)
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Identifier):
        return column_name(node.expression, dialect), column_key(node.expression, dialect)
    if dialect.columns is CaseRule.LOWER and isinstance(node, _NAMESAKES):
        name = node.name if isinstance(node, exp.Anonymous) else node.sql_name()
        return name.lower(), name.lower()
    return "", ""
