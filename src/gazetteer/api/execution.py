"""Runs one GraphQL operation: limits first, then the standard rules, then the answer under a deadline, errors masked."""

import asyncio
import logging
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from gazetteer.api.context import RequestContext
from gazetteer.api.limits import check_limits
from gazetteer.api.problems import ProblemCode, RequestError
from gazetteer.errors import GazetteerError, InventoryError

MAX_TOKENS: Final = 20_000
"""Words and signs of a document; a wide but honest one has some thousand."""

_SUGGESTION = re.compile(r"\s*Did you mean .*\?$", re.DOTALL)

_NO_CHOICE = "operationName: the document has no operation of this name, or several and none was chosen"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Operation:
    """What was asked: a document, the name of the operation in it (None if it has one), and variables."""

    document: str
    name: str | None
    variables: Mapping[str, Any]


class LimitExtension(SchemaExtension):
    """Weighs the document before the standard rules see it; they are skipped if it asks for too much."""

    def on_operation(self) -> Iterator[None]:
        """Bound the parser."""
        self.execution_context.parse_options["max_tokens"] = MAX_TOKENS
        yield

    def on_validate(self) -> Iterator[None]:
        """Weigh the document."""
        context = self.execution_context
        document, request = context.graphql_document, context.context
        if document is not None and isinstance(request, RequestContext):
            errors = _check_choice(document, request.operation_name)
            errors += check_limits(context.schema._schema, document, context.variables or {})
            if errors:
                context.pre_execution_errors = errors
        yield


def _check_choice(document: DocumentNode, name: str | None) -> list[GraphQLError]:
    """One error if several operations are there and none was chosen; strawberry would run the first."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return [GraphQLError(_NO_CHOICE)] if name is None and len(operations) > 1 else []


async def execute(
    schema: strawberry.Schema, operation: Operation, context: RequestContext, deadline_s: float
) -> dict[str, Any]:
    """The answer in the shape of the GraphQL specification: `data`, and `errors` if there are any.

    Problems that the caller can act on keep their message. Any other is logged under an id, and only the id is shown.
    """
    try:
        async with asyncio.timeout(deadline_s):
            result = await schema.execute(
                operation.document,
                variable_values=dict(operation.variables),
                context_value=context,
                operation_name=operation.name,
                allowed_operation_types={OperationType.QUERY},
            )
    except TimeoutError:
        message = f"the operation took longer than {deadline_s:g} s and was stopped; ask for smaller pages or fewer totals"
        return _refused(message, ProblemCode.DEADLINE)
    except InvalidOperationTypeError:
        return _refused("only queries are served")
    except CannotGetOperationTypeError:
        return _refused(_NO_CHOICE)
    finally:
        context.loaders.close()
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [show_error(error) for error in result.errors]
    return answer


def show_error(error: GraphQLError) -> dict[str, Any]:
    """The error as the caller may see it."""
    cause = _cause(error)
    shown: dict[str, Any] = dict(error.formatted)
    if cause is None:
        shown["message"] = _SUGGESTION.sub("", error.message)
        code = (error.extensions or {}).get("code", ProblemCode.INVALID.value)
    elif isinstance(cause, GazetteerError):
        code = _code(cause).value
    else:
        number = secrets.token_hex(6)
        _log.error("internal error %s while answering %s", number, error.path, exc_info=cause)
        shown["message"] = f"internal error {number}; the server's log has more under this id"
        code = ProblemCode.INTERNAL.value
    return {**shown, "extensions": {"code": code}}


def _cause(error: GraphQLError) -> Exception | None:
    """What a resolver raised; None if GraphQL itself refused the request."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _code(cause: GazetteerError) -> ProblemCode:
    if isinstance(cause, RequestError):
        return cause.code
    return ProblemCode.UNAVAILABLE if isinstance(cause, InventoryError) else ProblemCode.INVALID


def _refused(message: str, code: ProblemCode = ProblemCode.INVALID) -> dict[str, Any]:
    return {"data": None, "errors": [{"message": message, "extensions": {"code": code.value}}]}
