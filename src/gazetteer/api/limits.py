"""What an operation may ask for: one rule that weighs every selection once, however often a fragment is spread.

    depth    12    fields inside each other; introspection fields 20, of which `fields`, `interfaces`, ... 2
    aliases  30    renamed fields
    fields   1,000 fields as they will be answered, without the repetition by lists; introspection fields 500
    document 3,000 selections, those of fragments without use included
    cost     200,000 fields as they may be answered with it; introspection counts apart, by the same number

Cost: a field costs 1, and its selection once more for each item that it may bring: `first` items on a page (the default
where it is not given, 500 where a variable has no value), as many as `ids` names, and for lists without pages the
estimates in `LIST_ITEMS`. 200,000 are some seconds of work on one core; a page of 500 fields with their elements,
factors and dataset costs 26,001.

The rule runs before the others: those compare fields pairwise, which is slow for a document that is wide on purpose.
It is linear in the document's size: each fragment is weighed once, and used as often as it is spread. A fragment that
spreads itself is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from gazetteer.api.paging import MAX_FIRST
from gazetteer.api.problems import ProblemCode, RequestError
from gazetteer.api.weight import MAX_DEPTH, Weight

LIST_ITEMS: Final[Mapping[str, int]] = {
    "Query.elements": 200,
    "Element.children": 30,
    "Facet.values": 50,
    "Query.activities": 50,
    "Dataset.activities": 5,
    "Query.recipients": 30,
    "Policy.activities": 30,
    "Policy.recipients": 15,
    "Policy.rules": 20,
    "System.activities": 30,
    "Activity.elements": 10,
    "Element.activities": 10,
    "__Schema.types": 60,
    "__Type.fields": 10,
    "__Type.enumValues": 10,
    "__Type.inputFields": 10,
}
"""How many items a list without pages brings, where it is more than `OTHER_ITEMS`; the biggest taxonomy group has 36."""
OTHER_ITEMS: Final = 3

MAX_SELECTIONS: Final = 3_000
MAX_NESTING: Final = 64
"""Selections inside each other, inline fragments too, that are still weighed."""

_TYPE_LISTS = frozenset({"fields", "interfaces", "possibleTypes", "inputFields"})
"""Lists of `__Type` that lead to types again: nested, they multiply."""


class OperationScale:
    """Weighs the operations of one document.

    Attributes:
        visited: selections that were looked at: never more than the document has.
        heaviest: the weight of the costliest operation, after `check`.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self._variables = {**_defaults(self._operations), **variables}
        self._fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        self._weights: dict[str, Weight] = {}
        self.visited = 0
        self.heaviest = Weight()

    def check(self) -> list[GraphQLError]:
        """One error for each limit that an operation passes; empty if all stay inside."""
        try:
            for name in self._ordered_fragments():
                fragment = self._fragments[name]
                named = self._schema.get_type(fragment.type_condition.name.value)
                self._weights[name] = self._weigh(fragment.selection_set, named, 0)
            errors = []
            for operation in self._operations:
                weight = self._weigh_operation(operation)
                self.heaviest = max(self.heaviest, weight, key=lambda each: each.cost)
                errors += [_error(f"the operation is refused: {excess}", operation) for excess in weight.excess()]
            if self.visited > MAX_SELECTIONS:
                message = f"the document has {self.visited:,} selections; at most {MAX_SELECTIONS:,} are allowed"
                errors.append(_error(message, None))
            return errors
        except RequestError as error:
            return [_error(str(error), self._operations[0] if self._operations else None, error.code)]

    def _weigh_operation(self, operation: OperationDefinitionNode) -> Weight:
        root = self._schema.query_type if operation.operation is OperationType.QUERY else None
        return self._weigh(operation.selection_set, root, 0)

    def _ordered_fragments(self) -> list[str]:
        """Fragment names, each after those that it spreads.

        Raises:
            RequestError: if a fragment spreads itself.
        """
        order: list[str] = []
        is_done: dict[str, bool] = {}
        stack = [(name, False) for name in reversed(self._fragments)]
        while stack:
            name, is_left = stack.pop()
            if is_left:
                is_done[name] = True
                order.append(name)
            elif name not in is_done:
                is_done[name] = False
                stack.append((name, True))
                for spread in _spreads(self._fragments[name].selection_set):
                    if is_done.get(spread) is False:
                        raise RequestError(f"fragment {spread} spreads itself; take the spread out")
                    if spread in self._fragments:
                        stack.append((spread, False))
        return order

    def _weigh(self, selection_set: SelectionSetNode | None, parent: GraphQLNamedType | None, nesting: int) -> Weight:
        """The weight of a selection on a type; unknown names weigh as they stand, other rules refuse them.

        Raises:
            RequestError: if selections are nested so deeply that weighing them could exhaust the stack.
        """
        if nesting > MAX_NESTING:
            problem = f"selections are nested more than {MAX_NESTING} deep; at most {MAX_DEPTH} fields are allowed"
            raise RequestError(problem, ProblemCode.LIMIT)
        total = Weight()
        for selection in selection_set.selections if selection_set else ():
            self.visited += 1
            total = total.plus(self._weigh_selection(selection, parent, nesting + 1))
        return total

    def _weigh_selection(self, selection: SelectionNode, parent: GraphQLNamedType | None, nesting: int) -> Weight:
        if isinstance(selection, FragmentSpreadNode):
            return self._weights.get(selection.name.value, Weight())
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition
            named = self._schema.get_type(condition.name.value) if condition else parent
            return self._weigh(selection.selection_set, named, nesting)
        return self._weigh_field(selection, parent, nesting) if isinstance(selection, FieldNode) else Weight()

    def _weigh_field(self, node: FieldNode, parent: GraphQLNamedType | None, nesting: int) -> Weight:
        name = node.name.value
        field = self._schema.get_field(parent, name) if is_composite_type(parent) else None
        inner = self._weigh(node.selection_set, get_named_type(field.type) if field else None, nesting)
        items = self._items(node, field, f"{parent.name}.{name}") if parent and field else 1
        is_alias = node.alias is not None
        if name.startswith("__") or (parent is not None and parent.name.startswith("__")):
            return inner.under_meta(items=items, is_alias=is_alias, is_type_list=name in _TYPE_LISTS)
        return inner.under(items=items, is_alias=is_alias)

    def _items(self, node: FieldNode, field: GraphQLField, place: str) -> int:
        """How many times the field's selection may be answered."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if "first" in field.args:
            return self._first(given.get("first"), field)
        if not is_list_type(get_nullable_type(field.type)):
            return 1
        if place.endswith("Connection.edges") or place == "MinorsReport.rows":
            return 1  # `first` above them counts already
        if "ids" in field.args:
            return self._length(given.get("ids"))
        return LIST_ITEMS.get(place, OTHER_ITEMS)

    def _first(self, value: object, field: GraphQLField) -> int:
        if value is None or isinstance(value, NullValueNode):
            return int(field.args["first"].default_value)
        if isinstance(value, IntValueNode):
            return _page(int(value.value))
        if isinstance(value, VariableNode) and isinstance(count := self._variables.get(value.name.value), int):
            return _page(count)
        return MAX_FIRST

    def _length(self, value: object) -> int:
        if isinstance(value, VariableNode):
            value = self._variables.get(value.name.value)
            return len(value) if isinstance(value, list) else MAX_FIRST
        return len(value.values) if isinstance(value, ListValueNode) else 1


def _page(first: int) -> int:
    """The items of a page; what is out of bounds is refused where it is read, with the reason."""
    return min(max(1, first), MAX_FIRST)


def _defaults(operations: Iterable[OperationDefinitionNode]) -> dict[str, int]:
    """The biggest default of each integer variable."""
    defaults: dict[str, int] = {}
    for operation in operations:
        for node in operation.variable_definitions or ():
            if isinstance(node.default_value, IntValueNode):
                name = node.variable.name.value
                defaults[name] = max(int(node.default_value.value), defaults.get(name, 0))
    return defaults


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """The names of the fragments that a selection spreads, at any depth of its own."""
    stack = [selection_set]
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
                stack.append(selection.selection_set)


def _error(message: str, node: OperationDefinitionNode | None, code: ProblemCode = ProblemCode.LIMIT) -> GraphQLError:
    return GraphQLError(message, nodes=node, extensions={"code": code.value})


def check_limits(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> list[GraphQLError]:
    """The errors of operations that ask for too much; empty if there are none."""
    return OperationScale(schema, document, variables).check()
