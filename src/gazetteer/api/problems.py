"""Errors of a GraphQL request that its sender can act on; their messages are shown as they are."""

from enum import StrEnum

from gazetteer.errors import GazetteerError


class ProblemCode(StrEnum):
    """What stands in `errors[].extensions.code`."""

    INVALID = "INVALID"
    """The request is wrong as written."""
    AMBIGUOUS = "AMBIGUOUS"
    """The names fit more than one object; ask by id."""
    LIMIT = "LIMIT"
    """The operation is too deep, too wide or too costly."""
    DEADLINE = "DEADLINE"
    """The operation took too long and was stopped."""
    UNAVAILABLE = "UNAVAILABLE"
    """The inventory does not answer."""
    INTERNAL = "INTERNAL"
    """A defect of the server; the message carries the id under which it is logged."""


class RequestError(GazetteerError):
    """A request that cannot be answered as asked; says what to change."""

    def __init__(self, message: str, code: ProblemCode = ProblemCode.INVALID) -> None:
        super().__init__(message)
        self.code = code
