"""What the value of an expression comes from: a walk from the outside in, without recursion, so that no length exhausts it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from sqlglot import exp

from gazetteer.lineage.sql.effects import IDENTITY, MASKED, TESTED, TRANSFORMED, Effect, Inputs
from gazetteer.lineage.sql.functions import effect_of, is_cut, is_stars, joined_parts, opens, takes_apart
from gazetteer.lineage.sql.json_paths import ACCESSES, path_steps, steps_of
from gazetteer.lineage.sql.relations import Relation
from gazetteer.lineage.sql.scopes import Scope, UnresolvedColumnError, column_key, column_name, resolve_column
from gazetteer_scanners.paths import EACH, Path, name_path


class Reading(Protocol):
    """What reading an expression needs of the statement around it."""

    def query(self, node: exp.Expr, scope: Scope) -> Relation:
        """The relation of a sub-query in a scope."""
        ...

    def spend(self, steps: int) -> None:
        """Count work.

        Raises:
            TooComplexError: if a statement takes more than it may.
        """
        ...

    def note(self, message: str) -> None:
        """Keep what could not be resolved."""
        ...


@dataclass(frozen=True, slots=True)
class _Visit:
    """A node that is still to be read.

    Attributes:
        effect: what the functions around it do; None where it only steers.
        path: the steps that are taken below it.
        bound: names of a lambda's own parameters.
    """

    node: exp.Expr
    effect: Effect | None = IDENTITY
    path: Path = ()
    bound: frozenset[str] = frozenset()

    def into(self, node: exp.Expr | None, *effects: Effect, path: Path | None = None) -> "Iterator[_Visit]":
        """A part of the node whose value passes through these effects first; without one, the path goes on."""
        if node is None:
            return
        effect = self.effect
        for earlier in effects:
            effect = None if effect is None else earlier.then(effect)
        below = (() if effects else self.path) if path is None else path
        yield replace(self, node=node, effect=effect, path=below)

    def steered(self, nodes: Iterable[exp.Expr | None]) -> "Iterator[_Visit]":
        """Parts that only decide which value it is."""
        return (replace(self, node=node, effect=None, path=()) for node in nodes if node is not None)


def read_expression(node: exp.Expr, scope: Scope, reading: Reading) -> Inputs:
    """What an expression's value comes from."""
    result = Inputs()
    waiting = [_Visit(node)]
    while waiting:
        visit = waiting.pop()
        reading.spend(1)
        match visit.node:
            case exp.Column():
                _add(result, visit, _column(visit, scope, reading), reading)
            case exp.Count() if isinstance(visit.node.this, exp.Star):
                continue  # it counts rows, whatever is in them
            case exp.Star():
                for _, relation in scope.sources:
                    _add(result, visit, relation.row(), reading)
            case exp.Exists() | exp.In() if _asked(visit.node) is not None:
                _steer(result, reading.query(_asked(visit.node) or visit.node, scope), reading)
                waiting.extend(visit.into(_tested(visit.node), TRANSFORMED))
            case exp.Query():
                _add_query(result, visit, reading.query(visit.node, scope), reading)
            case exp.Window():
                scope.steering.update(
                    leaf for part in _framing(visit.node) for leaf in read_expression(part, scope, reading).leaves
                )
                waiting.extend(visit.into(visit.node.this))
            case exp.Anonymous() if visit.node.name.upper() == "VALUES" and scope.source("excluded") is not None:
                columns = (exp.column(part, table="excluded") for part in visit.node.expressions)
                waiting.extend(part for column in columns for part in visit.into(column))
            case _:
                waiting.extend(_parts(visit, scope))
    return result


def _parts(visit: _Visit, scope: Scope) -> Iterator[_Visit]:
    """The parts of an operator or function, each with what it does to them."""
    node = visit.node
    match node:
        case exp.Paren() | exp.Alias() | exp.Collate() | exp.IgnoreNulls() | exp.RespectNulls() | exp.Cast() | exp.TryCast():
            yield from visit.into(node.this)
        case exp.Distinct():
            for part in node.expressions:
                yield from visit.into(part)
        case exp.Kwarg() | exp.PropertyEQ():
            yield from visit.into(node.expression)
        case exp.Filter():
            yield from visit.into(node.this)
            yield from visit.steered([node.expression])
        case exp.Order():
            yield from visit.into(node.this)
            yield from visit.steered(node.expressions)
        case exp.WithinGroup():
            yield from visit.into(node.this)
            for part in node.expression.expressions:
                yield from visit.into(part, effect_of(node.this))
        case exp.Case() | exp.If():
            yield from _choice(visit)
        case exp.Is():
            yield from visit.into(node.this, TESTED)
        case exp.ArgMax() | exp.ArgMin():
            yield from visit.into(node.this, TRANSFORMED)
            yield from visit.steered([node.expression])
        case exp.Dot() | exp.Bracket():
            yield from _access(visit, scope)
        case exp.Lambda():
            yield from _lambda(visit, scope)
        case _ if isinstance(node, ACCESSES):
            yield from visit.into(node.this, path=steps_of(node) + visit.path)
        case _ if takes_apart(node):
            for part in [node.this, *node.expressions]:
                if isinstance(part, exp.Expr):
                    yield from visit.into(part, path=(EACH, *visit.path))
        case _ if opens(node):
            for part in node.iter_expressions():
                yield from visit.into(part)
        case _:
            yield from _operands(visit)


def _operands(visit: _Visit) -> Iterator[_Visit]:
    node = visit.node
    parts = joined_parts(node)
    if parts:
        is_masked = any(map(is_stars, parts)) and any(map(is_cut, parts))
        for part in parts:
            yield from visit.into(part, MASKED if is_masked and is_cut(part) else TRANSFORMED)
        return
    effect = effect_of(node)
    for part in node.iter_expressions():
        yield from visit.into(part, effect)


def _choice(visit: _Visit) -> Iterator[_Visit]:
    """CASE and IF: the conditions steer, the results arrive."""
    node = visit.node
    choices = node.args.get("ifs") or [node]
    yield from visit.steered([node.this] if isinstance(node, exp.Case) else [])
    yield from visit.steered(choice.this for choice in choices)
    for choice in choices:
        yield from visit.into(choice.args.get("true"), TRANSFORMED)
    yield from visit.into(node.args.get("default") or node.args.get("false"), TRANSFORMED)


def _access(visit: _Visit, scope: Scope) -> Iterator[_Visit]:
    """`(address).city`, `items[0]`, `map['key']`; a function of a package (`anon.partial(...)`) looks like the first."""
    node = visit.node
    if isinstance(node, exp.Dot):
        after = node.expression
        if isinstance(after, exp.Func):
            effect = effect_of(after, package=node.this.name)
            for part in after.iter_expressions():
                yield from visit.into(part, effect)
        else:
            step = () if isinstance(after, exp.Star) else name_path(column_name(after, scope.dialect))
            yield from visit.into(node.this, path=step + visit.path)
        return
    index = node.expressions[0] if node.expressions else None
    constant = path_steps(index) if isinstance(index, exp.Literal) else ()
    yield from visit.into(node.this, path=(constant or (EACH,)) + visit.path)
    yield from visit.steered([] if constant else node.expressions)


def _lambda(visit: _Visit, scope: Scope) -> Iterator[_Visit]:
    """A function of a list's items, or, where a dialect has none, `column -> 'key'` among a function's arguments."""
    node = visit.node
    if scope.dialect.has_arrow_lambdas and not _is_document_access(node):
        bound = visit.bound | {column_key(part, scope.dialect) for part in node.expressions}
        yield from replace(visit, bound=bound).into(node.this, TRANSFORMED)
        return
    steps: Path = ()
    body = node.this
    while isinstance(body, ACCESSES):
        steps = steps_of(body) + steps
        body = body.this
    for part in node.expressions:
        yield from visit.into(exp.Column(this=part.copy()), path=path_steps(body) + steps + visit.path)


def _is_document_access(node: exp.Expr) -> bool:
    return len(node.expressions) == 1 and isinstance(node.this, exp.Literal)


def _column(visit: _Visit, scope: Scope, reading: Reading) -> Inputs:
    column = visit.node
    if not isinstance(column, exp.Column):
        raise TypeError(f"{type(column).__name__} is no column")
    if isinstance(column.this, exp.Star):
        relation = scope.source(column_key(column.args["table"], scope.dialect))
        return relation.row() if relation is not None else Inputs()
    if column_key(column.parts[0], scope.dialect) in visit.bound:
        return Inputs()
    try:
        inputs, path = resolve_column(column, scope)
    except UnresolvedColumnError as error:
        reading.note(str(error))
        return Inputs()
    return inputs.below(path + visit.path)


def _add(result: Inputs, visit: _Visit, found: Inputs, reading: Reading) -> None:
    reading.spend(len(found))
    if visit.effect is None:
        result.steering.update(found.leaves)
    else:
        result.add_all(found, visit.effect)


def _add_query(result: Inputs, visit: _Visit, relation: Relation, reading: Reading) -> None:
    """A sub-query that stands for a value: its first column arrives."""
    if relation.columns:
        _add(result, visit, relation.columns[0].inputs.below(visit.path), reading)
    else:
        _add(result, visit, relation.row(), reading)
    result.steering |= relation.steering


def _steer(result: Inputs, relation: Relation, reading: Reading) -> None:
    """A sub-query that is only asked whether it has a row."""
    for column in relation.columns:
        reading.spend(len(column.inputs))
        result.steering.update(column.inputs.leaves)
    result.steering |= relation.steering


def _asked(node: exp.Expr) -> exp.Expr | None:
    """The query of EXISTS or IN."""
    asked = node.this if isinstance(node, exp.Exists) else node.args.get("query")
    return asked if isinstance(asked, exp.Query) else None


def _tested(node: exp.Expr) -> exp.Expr | None:
    return node.this if isinstance(node, exp.In) else None


def _framing(node: exp.Expr) -> list[exp.Expr]:
    order = node.args.get("order")
    return [*(node.args.get("partition_by") or []), *(order.expressions if order is not None else [])]
