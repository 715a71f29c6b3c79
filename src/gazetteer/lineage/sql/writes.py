"""What a statement that writes does: which columns of which dataset get what.

    MERGE INTO contacts AS c USING users AS u ON c.id = u.id WHEN MATCHED THEN UPDATE SET phone = u.phone

is a write to `contacts`: `phone` from `users.phone`; `users.id` steers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlglot import exp

from gazetteer.lineage.sql.effects import Inputs, Leaf, joined
from gazetteer.lineage.sql.expressions import read_expression
from gazetteer.lineage.sql.from_items import add_join, read_from_item
from gazetteer.lineage.sql.projections import project
from gazetteer.lineage.sql.queries import QueryReader
from gazetteer.lineage.sql.relations import Output, Relation
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name
from gazetteer.lineage.sql.tables import Tables
from gazetteer.lineage.statements import DatasetName


@dataclass(frozen=True, slots=True)
class Write:
    """Data that arrives in a dataset.

    Attributes:
        columns: each with its inputs; the name is "" where it is not known which column it is.
        steering: the fields that decide which rows are written.
    """

    target: DatasetName
    columns: tuple[tuple[str, Inputs], ...]
    steering: frozenset[Leaf] = frozenset()


@dataclass(slots=True)
class Writer:
    """Reads the writing statements of one statement (WITH can hold several) in order."""

    tables: Tables
    reader: QueryReader = field(init=False)
    writes: list[Write] = field(default_factory=list)

    def write(self, node: exp.Expr, scope: Scope) -> Relation:
        """Apply INSERT, UPDATE, DELETE or MERGE; the answer is what its RETURNING gives."""
        inner = scope.inner()
        self.reader.read_ctes(node, inner)
        match node:
            case exp.Insert():
                self._insert(node, inner)
            case exp.Update():
                self._update(node, inner)
            case exp.Merge():
                self._merge(node, inner)
            case exp.MultitableInserts():
                self._insert_many(node, inner)
                return Relation()
        returning = node.args.get("returning")
        table = _table(node.this)
        if returning is None or table is None:
            return Relation()
        inner.sources.insert(0, (self._alias(table, scope), self.tables.table(table)))
        return project(returning.expressions, inner, self.reader)

    def create(
        self, table: exp.Table, relation: Relation, columns: Sequence[exp.Expr], is_temporary: bool, scope: Scope
    ) -> None:
        """CREATE VIEW or TABLE AS, SELECT INTO: a dataset is made of a relation; `columns` are its own names for them."""
        relation = relation.renamed([(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in columns])
        if is_temporary:
            self.tables.keep_temporary(table, relation)
            return
        known = self.tables.known(table)
        self.tables.drop(table)
        names = [column.name for column in relation.columns]
        if known is not None and len(known.columns) == len(names) and not relation.is_open:
            names = list(known.columns)
        target = self.tables.name(table)
        self.put(target, list(zip(names, (column.inputs for column in relation.columns), strict=True)), relation)
        if not relation.is_open and all(names):
            self.tables.learn(target, names)

    def create_empty(self, table: exp.Table, columns: Sequence[tuple[str, str]]) -> None:
        """CREATE TEMPORARY TABLE with columns: it comes from nothing yet."""
        self.tables.keep_temporary(table, Relation([Output(name, key, Inputs()) for name, key in columns]))

    def put(self, target: DatasetName, columns: list[tuple[str, Inputs]], relation: Relation) -> None:
        """Keep a write of these columns; what is not known of them is noted."""
        if relation.is_open:
            rest = Relation((), relation.rests, True, whole=relation.whole)
            columns = [*columns, ("", rest.row())]
            self.reader.note("the columns that * stands for are not known: scan the tables, or write the columns")
        nameless = [str(place) for place, (name, inputs) in enumerate(columns, 1) if not name and len(inputs)]
        if nameless and not relation.is_open:
            self.reader.note(f"which columns of {target.name} number {', '.join(nameless[:5])} are, is not known")
        self.writes.append(Write(target, tuple(columns), frozenset(relation.steering)))

    def _insert(self, node: exp.Insert, scope: Scope) -> None:
        table = _table(node.this)
        source = node.expression
        if table is None or not isinstance(source, exp.Query | exp.Values | exp.Table):
            if table is None:
                self.reader.note("INSERT into something that is no table is not followed")
            return
        relation = self.reader.query(source, scope)
        named = _columns_of(node, scope)
        if not named and node.args.get("by_name"):
            named = [(column.name, column.key) for column in relation.columns]
        relation = self._into(table, relation, named, scope)
        conflict = node.args.get("conflict")
        if conflict is not None and conflict.expressions:
            around = replace(scope.inner(), parent=None)
            around.sources = [(self._alias(table, scope), self.tables.table(table)), ("excluded", relation)]
            self._assign(table, conflict.expressions, around)

    def _insert_many(self, node: exp.MultitableInserts, scope: Scope) -> None:
        """`INSERT ALL INTO a ... INTO b ... SELECT`, `FROM s INSERT INTO a SELECT ...`: one source, several targets."""
        source = node.args["source"]
        if isinstance(source, exp.Query):
            scope.sources.append(("", self.reader.query(source, scope)))
        else:
            read_from_item(source, scope, self.reader)
        relation = scope.sources[0][1]
        for part in node.expressions:
            insert = part.this if isinstance(part, exp.ConditionalInsert) else part
            condition = part.args.get("expression") if isinstance(part, exp.ConditionalInsert) else None
            steering = relation.steering | scope.steering
            if condition is not None:
                steering = steering.union(read_expression(condition, scope, self.reader).leaves)
            table = _table(insert.this)
            rows = relation if insert.expression is None else self.reader.query(insert.expression, scope)
            if table is not None:
                self._into(table, replace(rows, steering=rows.steering | steering), _columns_of(insert, scope), scope)

    def _into(self, table: exp.Table, relation: Relation, named: list[tuple[str, str]], scope: Scope) -> Relation:
        """Rows arrive in a table by the order of its columns; the answer has its columns' names."""
        temporary = self.tables.temporary(table)
        if temporary is not None:
            names = named or [(column.name, column.key) for column in temporary.columns]
            self.tables.keep_temporary(table, _added(temporary, relation.renamed(names)))
            return relation.renamed(names)
        known = self.tables.known(table)
        if not named and known is not None:
            parts = [exp.to_identifier(column, quoted=True) for column in known.columns]
            named = [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in parts]
        width = len(relation.columns)
        names = [*named, *[("", "")] * (width - len(named))][:width] if width else []
        relation = relation.renamed(names)
        columns = [(column.name, column.inputs) for column in relation.columns]
        self.put(self.tables.name(table), columns, relation)
        return relation

    def _update(self, node: exp.Update, scope: Scope) -> None:
        table = _table(node.this)
        if table is None:
            self.reader.note("UPDATE of something that is no table is not followed")
            return
        read_from_item(node.this, scope, self.reader)
        from_ = node.args.get("from_")
        if from_ is not None:
            read_from_item(from_.this, scope, self.reader)
        for join in node.args.get("joins") or ():
            add_join(join, scope, self.reader)
        where = node.args.get("where")
        if where is not None:
            scope.steering.update(read_expression(where.this, scope, self.reader).leaves)
        self._assign(table, node.expressions, scope)

    def _merge(self, node: exp.Merge, scope: Scope) -> None:
        table = _table(node.this)
        if table is None:
            self.reader.note("MERGE into something that is no table is not followed")
            return
        read_from_item(node.this, scope, self.reader)
        read_from_item(node.args["using"], scope, self.reader)
        source = scope.sources[-1][1]
        scope.steering.update(read_expression(node.args["on"], scope, self.reader).leaves)
        for when in node.args["whens"].expressions:
            condition = when.args.get("condition")
            if condition is not None:
                scope.steering.update(read_expression(condition, scope, self.reader).leaves)
        for when in node.args["whens"].expressions:
            then = when.args.get("then")
            if isinstance(then, exp.Update):
                self._merge_update(table, then, source, scope)
            elif isinstance(then, exp.Insert):
                self._merge_insert(table, then, source, scope)

    def _merge_update(self, table: exp.Table, then: exp.Update, source: Relation, scope: Scope) -> None:
        if any(isinstance(part, exp.Star) for part in then.expressions):
            self._into_by_name(table, source, scope)
        else:
            self._assign(table, then.expressions, scope)

    def _merge_insert(self, table: exp.Table, then: exp.Insert, source: Relation, scope: Scope) -> None:
        cells, parts = (
            then.args.get("expression"),
            then.this.expressions if isinstance(then.this, exp.Tuple | exp.Schema) else [],
        )
        if not cells and len(parts) == 1 and isinstance(parts[0], exp.Anonymous):
            cells, parts = parts[0], []  # BigQuery's `INSERT VALUES (...)` looks like a call
        if not isinstance(cells, exp.Expr):
            self._into_by_name(table, source, scope)  # `INSERT *`, `INSERT ROW`
            return
        listed = [Output("", "", read_expression(cell, scope, self.reader)) for cell in cells.expressions]
        names = [_named(part, scope) for part in parts]
        self._into(table, Relation(listed, steering=set(scope.steering)), names, scope)

    def _into_by_name(self, table: exp.Table, source: Relation, scope: Scope) -> None:
        names = [(column.name, column.key) for column in source.columns]
        self._into(table, replace(source, steering=source.steering | scope.steering), names, scope)

    def _assign(self, table: exp.Table, assignments: Iterable[exp.Expr], scope: Scope) -> None:
        """`SET a = ..., (b, c) = (SELECT ...)`; with several tables at hand the assigned column says which is meant."""
        by_table: dict[str, tuple[exp.Table, list[Output]]] = {}
        for node in assignments:
            if not isinstance(node, exp.EQ):
                continue
            target = self._assigned(node.this, table, scope)
            outputs = by_table.setdefault(target.sql(), (target, []))[1]
            outputs.extend(self._values(node, scope))
        for target, outputs in by_table.values():
            relation = Relation(outputs, steering=set(scope.steering))
            if self.tables.temporary(target) is not None:
                self.tables.keep_temporary(target, _added(self.tables.table(target), relation))
            else:
                self.put(self.tables.name(target), [(column.name, column.inputs) for column in outputs], relation)

    def _values(self, node: exp.EQ, scope: Scope) -> list[Output]:
        if not isinstance(node.this, exp.Tuple):
            name, key = _named(node.this, scope)
            return [Output(name, key, read_expression(node.expression, scope, self.reader))]
        names = [_named(part, scope) for part in node.this.expressions]
        value = node.expression
        if isinstance(value, exp.Query):
            relation = self.reader.query(value, scope)
            return [
                Output(name, key, Inputs(dict(column.inputs.direct), column.inputs.steering | relation.steering))
                for (name, key), column in zip(names, relation.columns, strict=False)
            ]
        cells = value.expressions
        return [Output(n, k, read_expression(cell, scope, self.reader)) for (n, k), cell in zip(names, cells, strict=False)]

    def _assigned(self, node: exp.Expr, table: exp.Table, scope: Scope) -> exp.Table:
        """The table of `SET s.a = ...`, where it is one of those joined (MySQL)."""
        alias = node.args.get("table") if isinstance(node, exp.Column) else None
        joined_tables = [join.this for join in table.args.get("joins") or () if isinstance(join.this, exp.Table)]
        if alias is None:
            return table
        for other in joined_tables:
            if self._alias(other, scope) == column_key(alias, scope.dialect):
                return other
        return table

    @staticmethod
    def _alias(table: exp.Table, scope: Scope) -> str:
        alias = table.args.get("alias")
        return column_key(alias.this if alias is not None and alias.this is not None else table.this, scope.dialect)


def _table(node: exp.Expr | None) -> exp.Table | None:
    if isinstance(node, exp.Schema):
        node = node.this
    return node if isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier) else None


def _columns_of(insert: exp.Insert, scope: Scope) -> list[tuple[str, str]]:
    """The columns that an INSERT lists; none if it lists none."""
    parts = insert.this.expressions if isinstance(insert.this, exp.Schema) else []
    return [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in parts]


def _named(node: exp.Expr, scope: Scope) -> tuple[str, str]:
    """The column that is assigned to; of a struct's part, the column that holds it."""
    part = node.parts[-1] if isinstance(node, exp.Column) else node
    return column_name(part, scope.dialect), column_key(part, scope.dialect)


def _added(held: Relation, more: Relation) -> Relation:
    """A temporary table after more rows arrived, columns by name."""
    columns = [replace(column, inputs=joined((column.inputs, more.listed(column.key) or Inputs()))) for column in held.columns]
    keys = {column.key for column in columns}
    columns += [column for column in more.columns if column.key not in keys]
    rests = (*held.rests, *more.rests) if more.is_open else held.rests
    steering = held.steering | more.steering
    return Relation(columns, rests, held.is_open or more.is_open, steering, (*held.whole, *more.whole))
