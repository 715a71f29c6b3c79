"""PIVOT and UNPIVOT: columns made of values, and values of columns."""

from dataclasses import replace

from sqlglot import exp

from gazetteer.lineage.sql.effects import Inputs, joined
from gazetteer.lineage.sql.expressions import Reading, read_expression
from gazetteer.lineage.sql.relations import Output, Relation
from gazetteer.lineage.sql.scopes import Scope, column_key, column_name


def pivoted(relation: Relation, pivot: exp.Pivot, scope: Scope, reading: Reading) -> Relation:
    """The relation after a PIVOT or UNPIVOT."""
    around = Scope(scope.dialect, None, [("", relation)])
    result = (
        _unpivot(relation, pivot, around, reading) if pivot.args.get("unpivot") else _pivot(relation, pivot, around, reading)
    )
    alias = pivot.args.get("alias")
    names = [(column_name(part, scope.dialect), column_key(part, scope.dialect)) for part in alias.columns] if alias else []
    return replace(result, steering=result.steering | around.steering).renamed(names)


def _pivot(relation: Relation, pivot: exp.Pivot, scope: Scope, reading: Reading) -> Relation:
    """A column for each value and aggregate; the column that has the values steers, the others stay as they are."""
    used = {
        column_key(part.this, scope.dialect)
        for node in (*pivot.expressions, *pivot.fields)
        for part in node.find_all(exp.Column)
    }
    for part in pivot.fields:
        scope.steering.update(read_expression(part.this, scope, reading).leaves)
    aggregates = [read_expression(node, scope, reading) for node in pivot.expressions]
    made = [
        Output(column_name(part, scope.dialect), column_key(part, scope.dialect), aggregates[place % len(aggregates)])
        for place, part in enumerate(pivot.args.get("columns") or ())
        if aggregates
    ]
    kept = [column for column in relation.columns if column.key not in used]
    if not made:
        reading.note("which columns a PIVOT makes is not known")
    return replace(relation, columns=[*kept, *made], _index=None)


def _unpivot(relation: Relation, pivot: exp.Pivot, scope: Scope, reading: Reading) -> Relation:
    """One column of the values of several, and one of their names, which steer nothing."""
    entries = [entry for part in pivot.fields if isinstance(part, exp.In) for entry in part.expressions]
    used = {column_key(part.this, scope.dialect) for entry in entries for part in entry.find_all(exp.Column)}
    values = joined(read_expression(_of(entry), scope, reading) for entry in entries)
    made = [
        Output(column_name(part, scope.dialect), column_key(part, scope.dialect), values)
        for node in pivot.expressions
        for part in node.find_all(exp.Identifier)
    ]
    named = [part.this for part in pivot.fields if isinstance(part, exp.In)]
    made += [
        Output(column_name(part, scope.dialect), column_key(part, scope.dialect), Inputs())
        for node in named
        for part in node.find_all(exp.Identifier)
    ]
    kept = [column for column in relation.columns if column.key not in used]
    return replace(relation, columns=[*kept, *made], _index=None)


def _of(entry: exp.Expr) -> exp.Expr:
    return entry.this if isinstance(entry, exp.PivotAlias) else entry
