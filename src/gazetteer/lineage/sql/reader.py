"""Reads statements one after another and says what flows they make.

reader = SqlReader(Naming(find_dialect("postgresql"), "warehouse"), catalogue)
reader.apply("CREATE VIEW contacts AS SELECT phone FROM users", Place("views.sql:1", at))
reader.said()   # users.phone -> contacts.phone, IDENTITY
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.lineage.sql.catalogue import Catalogue
from gazetteer.lineage.sql.definitions import defined_columns, foreign_keys, generated_columns
from gazetteer.lineage.sql.effects import IDENTITY, Effect, Inputs, Leaf
from gazetteer.lineage.sql.parsing import UnparsedError, parse_statement
from gazetteer.lineage.sql.queries import Budget, QueryReader, TooComplexError
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name
from gazetteer.lineage.sql.tables import Naming, Tables
from gazetteer.lineage.sql.writes import Write, Writer
from gazetteer.lineage.statements import (
    DatasetName,
    FieldName,
    FlowStatement,
    LineageProblem,
    Name,
    ProblemCode,
    Said,
)
from gazetteer_scanners.paths import path_text

MAX_STEPS = 2_000_000
"""What reading one statement may take: nodes read and inputs handed on; some seconds."""

_INDIRECT = Effect(Transformation.INDIRECT, carries=False)
_MOVES_NOTHING = re.compile(
    r"ANALYZE|BEGIN|CHECKPOINT|COMMENT|COMMIT|DEALLOCATE|DESCRIBE|DISCARD|END|EXPLAIN|GRANT|INSTALL|LOCK|OPTIMIZE|PRAGMA|REFRESH"
    r"|REINDEX|RELEASE|RESET|REVOKE|ROLLBACK|SAVEPOINT|SET|SHOW|START|UNCACHE|UNLOCK|USE|VACUUM",
    re.IGNORECASE,
)
"""Commands that the parser keeps as text, and that take no data anywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands.

    Attributes:
        where: for problems and proofs: `load.sql:12`, `crm.contacts`.
        proof: one sentence; by default it names `where`.
    """

    where: str
    at: datetime
    how: FlowHow = FlowHow.SQL
    job: str | None = None
    proof: str = ""


class SqlReader:
    """Applies statements in order; what one makes is known to the next."""

    def __init__(self, naming: Naming, catalogue: Catalogue | None = None) -> None:
        self._naming = naming
        self.tables = Tables(naming, catalogue if catalogue is not None else Catalogue())
        self._flows: dict[tuple[object, ...], tuple[FlowStatement, FlowStatement]] = {}
        self._problems: dict[LineageProblem, None] = {}

    def said(self) -> Said:
        """All flows so far, each once (twice where it was seen at different times), and all problems."""
        flows = (flow for first, last in self._flows.values() for flow in ((first,) if first.at == last.at else (first, last)))
        return Said(tuple(flows), tuple(self._problems))

    def apply(self, text: str, place: Place) -> None:
        """Read one statement; what cannot be read becomes a problem."""
        with self._reading(place):
            tree = parse_statement(text, self._naming.dialect)
            if tree is not None:
                self._apply(tree, place)

    def define(self, target: DatasetName, columns: tuple[str, ...], text: str, place: Place) -> bool:
        """Read the query that defines a dataset, written alone (`SELECT ...`) or as CREATE; False if that cannot be done.

        `columns` are the dataset's own, if known; they name the query's where there are as many.
        """
        with self._reading(place):
            tree = parse_statement(text, self._naming.dialect)
            query = tree.args.get("expression") if isinstance(tree, exp.Create) else tree
            if not isinstance(query, exp.Query):
                raise UnparsedError("the definition holds no query that can be followed")
            self._define(target, columns, tree, query, place)
            return True
        return False

    def generate(self, target: DatasetName, text: str, place: Place) -> None:
        """Read the generated columns of a dataset from the CREATE TABLE that made it."""
        with self._reading(place):
            tree = parse_statement(text, self._naming.dialect)
            schema = tree.this if isinstance(tree, exp.Create) else None
            if not isinstance(schema, exp.Schema):
                raise UnparsedError("the statement that made the table is not one that can be followed")
            writer = self._writer()
            columns = generated_columns(target, schema, Scope(self._naming.dialect), writer.reader)
            writer.writes.append(Write(target, tuple(columns)))
            self._finish(writer, place)

    @contextmanager
    def _reading(self, place: Place) -> Iterator[None]:
        """Whatever ends the reading of a statement early becomes a problem of it."""
        try:
            yield
        except UnparsedError as error:
            self.fault(place.where, str(error))
        except (RecursionError, TooComplexError):
            self.fault(place.where, "the statement is too large or too deep to be followed: divide it")
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):  # a tree of a shape that nobody foresaw
            self.fault(place.where, "the statement has a form that is not followed")

    def fault(self, where: str, message: str, code: ProblemCode = ProblemCode.UNPARSED_SQL) -> None:
        """Keep a problem, once."""
        self._problems.setdefault(LineageProblem(code, where, message))

    def say_key(self, parent: FieldName, child: FieldName, place: Place) -> None:
        """A foreign key: the child's values come from the parent's key."""
        self._say(parent, child, IDENTITY, place, FlowHow.KEY)

    def _define(
        self, target: DatasetName, columns: tuple[str, ...], tree: exp.Expr | None, query: exp.Query, place: Place
    ) -> None:
        writer = self._writer()
        scope = Scope(self._naming.dialect)
        if isinstance(tree, exp.Create):
            writer.reader.read_ctes(tree, scope)
        relation = writer.reader.query(query, scope)
        if len(columns) == len(relation.columns) and not relation.is_open:
            relation = relation.renamed([(column, column) for column in columns])
        elif isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema):
            relation = relation.renamed(_view_columns(tree.this, scope))
        writer.put(target, [(column.name, column.inputs) for column in relation.columns], relation)
        if not columns and not relation.is_open and all(column.name for column in relation.columns):
            self.tables.learn(target, [column.name for column in relation.columns])
        self._finish(writer, place)

    def _writer(self) -> Writer:
        writer = Writer(self.tables)
        writer.reader = QueryReader(self._naming.dialect, self.tables, writer, Budget(MAX_STEPS))
        return writer

    def _apply(self, tree: exp.Expr, place: Place) -> None:
        writer = self._writer()
        scope = Scope(self._naming.dialect)
        match tree:
            case exp.Create():
                self._create(tree, writer, scope, place)
            case exp.Insert() | exp.Update() | exp.Merge() | exp.Delete() | exp.MultitableInserts():
                writer.write(tree, scope)
            case exp.Query():
                self._select(tree, writer, scope)
            case exp.Alter() if isinstance(tree.this, exp.Table):
                self._alter(tree, tree.this, writer, scope, place)
            case exp.Drop():
                for table in tree.find_all(exp.Table):
                    self.tables.drop(table)
            case exp.Use() if isinstance(tree.this, exp.Table):
                self.tables.use(tree.this)
            case exp.Command() if not _MOVES_NOTHING.fullmatch(str(tree.this)):
                writer.reader.note(f"{str(tree.this).upper()} is not followed: what it moves is not known")
            case exp.Copy() | exp.LoadData() | exp.Block() | exp.IfBlock() | exp.Execute():
                writer.reader.note(f"{type(tree).__name__} is not followed: what it moves is not known")
            case exp.Condition() | exp.Alias():  # `SELEC name` reads as an expression with a name
                raise UnparsedError(f"the text is an expression, not a statement of {self._naming.dialect.parser}")
        self._finish(writer, place)

    def _select(self, tree: exp.Query, writer: Writer, scope: Scope) -> None:
        """A query moves data only by INTO, or by statements in its WITH."""
        into = tree.args.get("into")
        has_writes = any(
            isinstance(cte.this, exp.Insert | exp.Update | exp.Merge | exp.Delete)
            for cte in (tree.args.get("with_") or exp.With()).expressions
        )
        if into is None and not has_writes:
            return
        relation = writer.reader.query(tree, scope)
        if into is not None and isinstance(into.this, exp.Table):
            writer.create(into.this, relation, (), bool(into.args.get("temporary")), scope)

    def _create(self, tree: exp.Create, writer: Writer, scope: Scope, place: Place) -> None:
        schema = tree.this if isinstance(tree.this, exp.Schema) else None
        table = schema.this if schema is not None else tree.this
        if str(tree.kind).upper() not in ("TABLE", "VIEW"):
            if str(tree.kind).upper() in ("FUNCTION", "PROCEDURE", "TRIGGER"):
                writer.reader.note(f"CREATE {str(tree.kind).upper()} is not followed: what it moves is not known")
            return
        if not isinstance(table, exp.Table):
            return
        properties = tree.args.get("properties")
        is_temporary = properties is not None and properties.find(exp.TemporaryProperty) is not None
        source = tree.expression
        clone = tree.args.get("clone")
        if isinstance(source, exp.Query | exp.Values | exp.Table) or clone is not None:
            writer.reader.read_ctes(tree, scope)
            relation = self.tables.table(clone.this) if clone is not None else writer.reader.query(source, scope)
            parts = [part.this if isinstance(part, exp.ColumnDef) else part for part in schema.expressions] if schema else []
            parts = [part for part in parts if isinstance(part, exp.Identifier)]
            writer.create(table, relation, parts, is_temporary, scope)
        elif schema is not None:
            self._define_table(table, schema, is_temporary, writer, scope, place)

    def _define_table(
        self, table: exp.Table, schema: exp.Schema, is_temporary: bool, writer: Writer, scope: Scope, place: Place
    ) -> None:
        columns = defined_columns(schema, scope)
        if is_temporary:
            writer.create_empty(table, columns)
            return
        self.tables.drop(table)
        name = self.tables.name(table)
        self.tables.learn(name, [column for column, _ in columns])
        generated = tuple(generated_columns(name, schema, scope, writer.reader))
        if generated:
            writer.writes.append(Write(name, generated))
        for pair in foreign_keys(name, schema, scope, self.tables, writer.reader):
            self.say_key(pair.parent, pair.child, place)

    def _alter(self, tree: exp.Alter, table: exp.Table, writer: Writer, scope: Scope, place: Place) -> None:
        name = self.tables.name(table)
        for pair in foreign_keys(name, tree, scope, self.tables, writer.reader):
            self.say_key(pair.parent, pair.child, place)
        for action in tree.args.get("actions") or ():
            if isinstance(action, exp.AlterRename) and isinstance(action.this, exp.Table):
                relation = self.tables.table(table)
                writer.create(action.this, relation, (), self.tables.temporary(table) is not None, scope)
                self.tables.drop(table)
            elif isinstance(action, exp.ColumnDef):
                known = self.tables.known(table)
                added = defined_columns(exp.Schema(expressions=[action]), scope)
                if known is not None:
                    self.tables.learn(name, [*known.columns, *(column for column, _ in added)])

    def _finish(self, writer: Writer, place: Place) -> None:
        for write in writer.writes:
            self._say_write(write, place)
        for message in (*writer.reader.notes, *self.tables.ambiguous):
            self.fault(place.where, message)
        self.tables.ambiguous.clear()

    def _say_write(self, write: Write, place: Place) -> None:
        for name, inputs in write.columns:
            target: Name = FieldName(write.target, name) if name else write.target
            for leaf, effect in inputs.direct.items():
                self._say(_origin(leaf), target, effect, place)
            self._say_steering(inputs, target, place)
        for leaf in sorted(write.steering, key=_sorting):
            if leaf.dataset != write.target:
                self._say(_origin(leaf), write.target, _INDIRECT, place)

    def _say_steering(self, inputs: Inputs, target: Name, place: Place) -> None:
        for leaf in sorted(inputs.steering, key=_sorting):
            self._say(_origin(leaf), target, _INDIRECT, place)

    def _say(self, origin: Name, target: Name, effect: Effect, place: Place, how: FlowHow | None = None) -> None:
        if origin == target:
            return
        said = FlowStatement(
            origin=origin,
            target=target,
            how=how or place.how,
            transformation=effect.transformation,
            carries=effect.carries,
            at=place.at,
            job=place.job,
            proof=place.proof or f"A statement at {place.where} says so.",
        )
        key = (origin, target, said.how, effect.transformation, effect.carries, said.job)
        first, last = self._flows.get(key, (said, said))
        self._flows[key] = (said if said.at < first.at else first, said if said.at > last.at else last)


def _view_columns(schema: exp.Schema, scope: Scope) -> list[tuple[str, str]]:
    """The names that CREATE VIEW gives its columns, name and key each."""
    return [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in _identifiers(schema.expressions)]


def _identifiers(parts: Iterable[exp.Expr]) -> Iterable[exp.Expr]:
    return (part.this if isinstance(part, exp.ColumnDef) else part for part in parts)


def _origin(leaf: Leaf) -> Name:
    return FieldName(leaf.dataset, path_text(leaf.path)) if leaf.path else leaf.dataset


def _sorting(leaf: Leaf) -> tuple[str, str, str]:
    return leaf.dataset.namespace, leaf.dataset.name, path_text(leaf.path)
