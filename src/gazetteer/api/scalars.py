"""Scalars that GraphQL does not have: 64-bit counts and UTC times."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Long = NewType("Long", int)
"""A count that may pass 2^31, where GraphQL's own Int ends."""


def _write_time(moment: datetime) -> str:
    """ISO 8601 in UTC with a `Z`; fractions of a second only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


SCALARS: Final[Mapping[object, ScalarDefinition]] = {
    Long: strawberry.scalar(
        name="Long",
        description="A whole number of up to 64 bits, written as a JSON number.",
        serialize=int,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC, ISO 8601, such as `2026-01-31T23:59:59Z`.",
        serialize=_write_time,
        specified_by_url="https://scalars.graphql.org/andimarek/date-time",
    ),
}
