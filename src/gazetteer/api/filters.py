"""The filters of lists, and the queries that they become."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, TypeVar

import strawberry
from strawberry import UNSET

from gazetteer.api.context import Info
from gazetteer.api.enums import CoverageCode, CoverageState, Factor, FieldOrder, Form, Level, RowKind, asked
from gazetteer.api.problems import RequestError
from gazetteer.inventory import queries
from gazetteer.inventory.queries import DatasetQuery, FactorTest, FieldQuery
from gazetteer_scanners import taxonomy
from gazetteer_scanners.classification import row_kinds
from gazetteer_scanners.recognizers import rule
from gazetteer_scanners.scanning import coverage

_T = TypeVar("_T")
_D = TypeVar("_D", bound=Enum)

MAX_VALUES = 1000
"""The most values of one list in a filter; stores bind each of them to a statement."""

MAX_SEARCH = 200
"""The longest text of a search, in characters."""

_ANY = f"any of at most {MAX_VALUES:,}"


@strawberry.input(description="A condition on one kind of evidence of a detection.")
class FactorFilter:
    factor: Factor = strawberry.field(description="The kind of evidence.")
    min: float | None = strawberry.field(default=UNSET, description="At least so much, 0 to 1; a null factor never passes.")
    max: float | None = strawberry.field(default=UNSET, description="At most so much, 0 to 1; a null factor never passes.")
    applies: bool | None = strawberry.field(default=UNSET, description="False asks for a null factor, true for any other.")


@strawberry.input(
    description="Which fields. All conditions must hold; a list means any of its values, an absent or null one means no "
    "condition. `elements`, `forms`, `minScore` and `factors` must hold for one and the same detection."
)
class FieldFilter:
    elements: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description=f"Elements or groups, {_ANY}; each covers what is below it. An unknown one is an error."
    )
    include_candidates: bool | None = strawberry.field(
        default=False, description="True looks at candidates too, not only at the elements in force."
    )
    has_elements: bool | None = strawberry.field(default=UNSET, description="Whether any element is in force.")
    levels: list[Level] | None = strawberry.field(default=UNSET, description="The field's own level.")
    effective_levels: list[Level] | None = strawberry.field(default=UNSET, description="The effective level.")
    forms: list[Form] | None = strawberry.field(default=UNSET, description="How values are written.")
    min_score: float | None = strawberry.field(default=UNSET, description="The detection's score at least, 0 to 1.")
    factors: list[FactorFilter] | None = strawberry.field(
        default=UNSET, description="Conditions on the evidence, at most 12, which must all hold."
    )
    sources: list[strawberry.ID] | None = strawberry.field(default=UNSET, description=f"Ids of sources, {_ANY}.")
    source_names: list[str] | None = strawberry.field(default=UNSET, description=f"Names of sources, {_ANY}.")
    datasets: list[strawberry.ID] | None = strawberry.field(default=UNSET, description=f"Ids of datasets, {_ANY}.")
    nullable: bool | None = strawberry.field(default=UNSET, description="Whether the source allows nulls.")
    coverage: list[CoverageState] | None = strawberry.field(
        default=UNSET, description="How far the field's dataset was read in its last scan."
    )
    row_is: list[RowKind] | None = strawberry.field(
        default=UNSET, description="What a row of the field's dataset is about, such as a person."
    )
    search: str | None = strawberry.field(
        default=UNSET,
        description=f"A text of at most {MAX_SEARCH} characters in source name, dataset name or path, whatever the case.",
    )


@strawberry.input(
    description="Which datasets. All conditions must hold; a list means any of its values, an absent or null one means no "
    "condition. Coverage is that of the last scan that tried the dataset."
)
class DatasetFilter:
    sources: list[strawberry.ID] | None = strawberry.field(default=UNSET, description=f"Ids of sources, {_ANY}.")
    source_names: list[str] | None = strawberry.field(default=UNSET, description=f"Names of sources, {_ANY}.")
    row_is: list[RowKind] | None = strawberry.field(default=UNSET, description="What one row is about, such as a person.")
    coverage: list[CoverageState] | None = strawberry.field(default=UNSET, description="How far it was read.")
    reasons: list[CoverageCode] | None = strawberry.field(default=UNSET, description="A gap for one of these reasons.")
    expected: bool | None = strawberry.field(
        default=UNSET, description="Whether the gap was asked for; alone, any gap that was, or was not."
    )
    search: str | None = strawberry.field(
        default=UNSET, description=f"A text of at most {MAX_SEARCH} characters in source or dataset name, whatever the case."
    )


FieldWhere = Annotated[FieldFilter | None, strawberry.argument(description="Which fields; all of them without it.")]
DatasetWhere = Annotated[DatasetFilter | None, strawberry.argument(description="Which datasets; all of them without it.")]
FieldOrderBy = Annotated[FieldOrder | None, strawberry.argument(description="In which order.")]


async def field_query(where: FieldFilter | None, info: Info) -> FieldQuery:
    """The query that a filter becomes; `where` may be unset.

    Raises:
        RequestError: for an unknown element and for values out of bounds.
    """
    if not where:
        return FieldQuery()
    elements = texts("elements", where.elements)
    await _check_elements(elements or (), info)
    return FieldQuery(
        elements=elements,
        include_candidates=bool(where.include_candidates),
        has_elements=given(where.has_elements),
        levels=members(taxonomy.Level, where.levels),
        effective_levels=members(taxonomy.Level, where.effective_levels),
        forms=members(rule.Form, where.forms),
        min_score=_share("minScore", where.min_score),
        factors=_factors(where.factors),
        source_ids=texts("sources", where.sources),
        source_keys=texts("sourceNames", where.source_names),
        dataset_ids=texts("datasets", where.datasets),
        is_nullable=given(where.nullable),
        coverage=members(coverage.CoverageState, where.coverage),
        row_is=members(row_kinds.RowKind, where.row_is),
        search=_search(where.search),
    )


def dataset_query(where: DatasetFilter | None) -> DatasetQuery:
    """The query that a filter becomes; `where` may be unset.

    Raises:
        RequestError: for values out of bounds.
    """
    if not where:
        return DatasetQuery()
    return DatasetQuery(
        source_ids=texts("sources", where.sources),
        source_keys=texts("sourceNames", where.source_names),
        coverage=members(coverage.CoverageState, where.coverage),
        row_is=members(row_kinds.RowKind, where.row_is),
        reasons=members(coverage.CoverageCode, where.reasons),
        is_expected=given(where.expected),
        search=_search(where.search),
    )


def given(value: _T | None) -> _T | None:
    """The value; None where it is unset."""
    return None if value is UNSET else value


def members(domain: type[_D], words: Sequence[Enum] | None) -> tuple[_D, ...] | None:
    """The domain's members of the given words; None where none are given."""
    asked_for = given(words)
    return None if asked_for is None else asked(domain, asked_for)


def texts(argument: str, values: Sequence[str] | None) -> tuple[str, ...] | None:
    """Distinct values in their order; None where none are given.

    Raises:
        RequestError: if they are too many.
    """
    listed = given(values)
    if listed is None:
        return None
    if len(listed) > MAX_VALUES:
        raise RequestError(f"filter.{argument}: {len(listed):,} values are too many; give at most {MAX_VALUES:,}")
    return tuple(dict.fromkeys(listed))


def _search(text: str | None) -> str | None:
    asked_for = given(text)
    if asked_for is not None and len(asked_for) > MAX_SEARCH:
        raise RequestError(f"filter.search: {len(asked_for):,} characters are too many; give at most {MAX_SEARCH}")
    return asked_for or None


def _share(argument: str, value: float | None) -> float | None:
    share = given(value)
    if share is not None and not 0 <= share <= 1:
        raise RequestError(f"filter.{argument}: {share:g} is out of bounds; give 0 to 1")
    return share


def _factors(conditions: Sequence[FactorFilter] | None) -> tuple[FactorTest, ...]:
    tests = given(conditions) or ()
    if len(tests) > 2 * len(queries.Factor):
        raise RequestError(f"filter.factors: {len(tests)} conditions are too many; give at most {2 * len(queries.Factor)}")
    return tuple(
        FactorTest(
            factor=queries.Factor[condition.factor.name],
            minimum=_share("factors.min", condition.min),
            maximum=_share("factors.max", condition.max),
            applies=given(condition.applies),
        )
        for condition in tests
    )


async def _check_elements(ids: Sequence[str], info: Info) -> None:
    """Refuse ids that neither the taxonomy nor the inventory has; a typing error must not look like a clean inventory."""
    unknown = [id_ for id_ in ids if not info.context.elements.taxonomy.is_known(id_)]
    if unknown:
        held = await info.context.loaders.element_counts()
        unknown = [id_ for id_ in unknown if id_ not in held]
    if unknown:
        named = ", ".join(repr(id_) for id_ in unknown[:5]) + (" and others" if len(unknown) > 5 else "")
        raise RequestError(f"filter.elements: there is no element {named}; the query `elements` lists those that exist")
