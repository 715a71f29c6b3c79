"""Prints the schema as `schema.graphql` holds it."""

from functools import cache

from gazetteer.api.schema import build_schema

HEADER = "# Printed by `gazetteer schema`; do not edit.\n\n"


@cache
def print_schema() -> str:
    """The schema in GraphQL's own language, types by name, with a final newline."""
    return f"{HEADER}{build_schema().as_str().strip()}\n"
