"""Builds the schema from its types; the same object serves every request."""

from functools import cache

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from gazetteer.api.execution import LimitExtension
from gazetteer.api.query import Query
from gazetteer.api.scalars import SCALARS
from gazetteer.api.types.dataset import Dataset
from gazetteer.api.types.field import Field
from gazetteer.api.types.flow import Flow
from gazetteer.api.types.policy import Origin
from gazetteer.api.types.problem import Incomplete, NotFound
from gazetteer.api.types.scan import Scan
from gazetteer.api.types.source import Source


class QuietSchema(strawberry.Schema):
    """A schema that leaves logging to the execution, which knows expected problems from defects."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing here."""


@cache
def build_schema() -> strawberry.Schema:
    """The schema; made once per process."""
    return QuietSchema(
        query=Query,
        types=[Source, Dataset, Field, Scan, Flow, Origin, NotFound, Incomplete],
        extensions=[LimitExtension],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
