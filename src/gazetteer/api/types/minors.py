"""Rows below a legal age, dataset by dataset, with what is known of a guardian's consent."""

from datetime import date
from typing import Final

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import AgeReading, shown
from gazetteer.api.paging import KnownPosition, PageInfo
from gazetteer.api.problems import RequestError
from gazetteer.api.scalars import Long
from gazetteer.api.types.dataset import Dataset, show_dataset
from gazetteer.api.types.field import Field, load_fields
from gazetteer.inventory.legal_ages import CONSENT_AGES, DEFAULT_COUNTRY
from gazetteer.inventory.minors import MinorRows
from gazetteer.inventory.queries import Page, PageRequest
from gazetteer_scanners.evidence.histograms import LEGAL_AGES

MINORS_CURSOR: Final = "minors"
MINORS_FIRST: Final = 100
"""Datasets of a page, unless told."""

COUNTED_AGES: Final = ", ".join(map(str, LEGAL_AGES))


def _long(count: int | None) -> Long | None:
    return None if count is None else Long(count)


async def _sources(root: "MinorsRow", info: Info) -> list[Field]:
    return await load_fields(root.rows_.sources, info)


async def _consent(root: "MinorsRow", info: Info) -> Field | None:
    fields = await load_fields((root.rows_.consent,), info) if root.rows_.consent else []
    return next(iter(fields), None)


@strawberry.type(description="What one dataset says of the ages of its rows' people.")
class MinorsRow:
    rows_: strawberry.Private[MinorRows]
    dataset: Dataset = strawberry.field(description="The dataset.")
    as_of: date = strawberry.field(description="The day as of which ages are counted; the birthday itself has the new age.")
    rows: Long = strawberry.field(description="Rows that were read.")
    under: Long = strawberry.field(description="Rows that are certainly below the threshold; the same as `underMin`.")
    under_min: Long = strawberry.field(description="Rows that are certainly below the threshold.")
    under_max: Long = strawberry.field(
        description="Rows that may be below it: more than `underMin` where rows tell a span (a year of birth, 13-17, a school "
        "year), or a date can be read in two ways."
    )
    unknown_age: Long = strawberry.field(description="Rows of which nothing tells the age; they are never counted as adults.")
    with_consent: Long | None = strawberry.field(
        description="Of `under`, rows that say that a guardian consented; null if the dataset has no field for it."
    )
    without_consent: Long | None = strawberry.field(
        description="Of `under`, rows that say that none did, or have neither time nor record of it; null if there is no field."
    )
    consent_unknown: Long | None = strawberry.field(
        description="Of `under`, rows that do not say; null if the dataset has no field for it."
    )
    reading: AgeReading = strawberry.field(description="How dates were read that can be read in two ways.")
    sources: list[Field] = strawberry.field(resolver=_sources, description="The fields that tell ages.")
    consent: Field | None = strawberry.field(resolver=_consent, description="The field that tells a guardian's consent.")


@strawberry.type(description="Rows below a legal age.")
class MinorsReport:
    threshold: int = strawberry.field(description="The age, in full years.")
    jurisdiction: str | None = strawberry.field(description="The country whose law sets it, null if the age was asked for.")
    rows: list[MinorsRow] = strawberry.field(description="A page of the datasets that tell ages, by source and name.")
    page_info: PageInfo = strawberry.field(description="Where the page stands; see whether others follow before you add up.")


def threshold_of(threshold: int | None, jurisdiction: str | None) -> tuple[int, str | None]:
    """The age that is asked for, and the country whose law sets it.

    Raises:
        RequestError: for an age that is not counted, an unknown country, or both arguments at once.
    """
    if threshold is not None and jurisdiction is not None:
        raise RequestError("minors: give threshold or jurisdiction, not both")
    if threshold is not None:
        if threshold not in LEGAL_AGES:
            raise RequestError(f"threshold: {threshold} is not counted; ask for one of {COUNTED_AGES}")
        return threshold, None
    country = (jurisdiction or DEFAULT_COUNTRY).upper()
    if country not in CONSENT_AGES:
        raise RequestError(
            f"jurisdiction: no legal age is known for {country[:20]!r}; known are {', '.join(sorted(CONSENT_AGES))}; "
            "or give a threshold"
        )
    return CONSENT_AGES[country], country


def show_minors(threshold: int, jurisdiction: str | None, asked: PageRequest, page: Page[MinorRows]) -> MinorsReport:
    """A page of the report in the schema's shape."""
    positions = [KnownPosition(MINORS_CURSOR, key) for key in page.keys]
    return MinorsReport(
        threshold=threshold,
        jurisdiction=jurisdiction,
        rows=[_show_row(one, threshold) for one in page.items],
        page_info=PageInfo(positions=positions, has_next_page=page.has_next, has_previous_page=asked.after is not None),
    )


def _show_row(one: MinorRows, threshold: int) -> MinorsRow:
    counts = one.aged.below(threshold)
    return MinorsRow(
        rows_=one,
        dataset=show_dataset(one.dataset),
        as_of=one.as_of,
        rows=Long(counts.rows),
        under=Long(counts.least),
        under_min=Long(counts.least),
        under_max=Long(counts.most),
        unknown_age=Long(counts.unknown),
        with_consent=_long(counts.with_consent),
        without_consent=_long(counts.without_consent),
        consent_unknown=_long(counts.consent_unknown),
        reading=shown(AgeReading, counts.reading.name),
    )
