"""What CREATE TABLE and ALTER TABLE say of columns: generated ones come from others, keys from their parents' keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from gazetteer.lineage.sql.effects import Inputs
from gazetteer.lineage.sql.expressions import Reading, read_expression
from gazetteer.lineage.sql.relations import table_relation
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name
from gazetteer.lineage.sql.tables import Tables
from gazetteer.lineage.statements import DatasetName, FieldName


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A foreign key's column and the column of the parent that it refers to."""

    parent: FieldName
    child: FieldName


def defined_columns(schema: exp.Schema, scope: Scope) -> list[tuple[str, str]]:
    """Name and key of the columns that a table is created with."""
    found = [part for part in schema.expressions if isinstance(part, exp.ColumnDef)]
    return [(column_name(part.this, scope.dialect), column_key(part.this, scope.dialect)) for part in found]


def generated_columns(name: DatasetName, schema: exp.Schema, scope: Scope, reading: Reading) -> Iterator[tuple[str, Inputs]]:
    """Generated columns, each with what its expression reads."""
    inner = scope.inner()
    inner.sources.append((name.name, table_relation(name, defined_columns(schema, scope))))
    for part in schema.expressions:
        for constraint in part.args.get("constraints") or () if isinstance(part, exp.ColumnDef) else ():
            expression = _generating(constraint.args.get("kind"))
            if expression is not None:
                yield column_name(part.this, scope.dialect), read_expression(expression, inner, reading)


def foreign_keys(name: DatasetName, node: exp.Expr, scope: Scope, tables: Tables, reading: Reading) -> Iterator[KeyPair]:
    """The pairs of all foreign keys in a definition; a key that names no columns refers to the parent's only key."""
    for part in node.find_all(exp.ForeignKey, exp.ColumnDef):
        if isinstance(part, exp.ForeignKey):
            yield from _pairs(name, part.expressions, part.args.get("reference"), scope, tables, reading)
            continue
        for constraint in part.args.get("constraints") or ():
            kind = constraint.args.get("kind")
            if isinstance(kind, exp.Reference):
                yield from _pairs(name, [part.this], kind, scope, tables, reading)


def _pairs(
    name: DatasetName, children: list[exp.Expr], reference: exp.Expr | None, scope: Scope, tables: Tables, reading: Reading
) -> Iterator[KeyPair]:
    schema = reference.this if reference is not None else None
    table = schema.this if isinstance(schema, exp.Schema) else schema
    if not isinstance(table, exp.Table):
        return
    parent = tables.name(table)
    referred = [column_name(part, scope.dialect) for part in (schema.expressions if isinstance(schema, exp.Schema) else ())]
    if len(referred) != len(children):
        reading.note(f"which columns of {parent.name} a foreign key refers to is not written")
        return
    for child, column in zip(children, referred, strict=True):
        own = child.this if isinstance(child, exp.Ordered | exp.Column) else child
        yield KeyPair(FieldName(parent, column), FieldName(name, column_name(own, scope.dialect)))


def _generating(kind: exp.Expr | None) -> exp.Expr | None:
    """The expression of a generated column; identity columns are numbered, not generated from others."""
    if isinstance(kind, exp.ComputedColumnConstraint):
        return kind.this if isinstance(kind.this, exp.Expr) else None
    if isinstance(kind, exp.GeneratedAsIdentityColumnConstraint):
        expression = kind.args.get("expression")
        return expression if isinstance(expression, exp.Expr) else None
    return None
