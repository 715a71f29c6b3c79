"""Exact numbers of rows about children under 14, counted from the rows as they are written.

The age is that of China's Personal Information Protection Law, article 31: under 14, the birthday itself is 14.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gazetteer.estate.dataset import AgeFields, Cell, Row
from gazetteer.estate.people import years_old

THRESHOLD = 14
OLDEST = 120


@dataclass(frozen=True)
class FieldAges:
    """What one field says: rows under 14, and rows whose age it leaves open (missing, not a date, in the future, over 120)."""

    under_14: int
    unknown: int


@dataclass(frozen=True)
class MinorCounts:
    """Rows of a dataset under 14 by any of its age fields, split by guardian consent, and rows of unknown age.

    `consent_unknown` counts children whose row does not say, and all of them where the dataset has no consent field.
    """

    rows: int
    under_14: int
    with_consent: int
    without_consent: int
    consent_unknown: int
    age_unknown: int
    fields: dict[str, FieldAges]


def count_minors(rows: Sequence[Row], fields: AgeFields, as_of: date) -> MinorCounts:
    """The counts as of the date."""
    ages = {name: [age_on(row[name], as_of) for row in rows] for name in fields.births}
    ages |= {name: [_stated_age(row[name]) for row in rows] for name in fields.ages}
    known = [[age for age in row_ages if age is not None] for row_ages in zip(*ages.values(), strict=True)]
    children = [row for row, row_ages in zip(rows, known, strict=True) if any(age < THRESHOLD for age in row_ages)]
    consents = [row[fields.consent] if fields.consent else None for row in children]
    return MinorCounts(
        rows=len(rows),
        under_14=len(children),
        with_consent=sum(consent == 1 for consent in consents),
        without_consent=sum(consent == 0 for consent in consents),
        consent_unknown=sum(consent is None for consent in consents),
        age_unknown=sum(not row_ages for row_ages in known),
        fields={name: _field_ages(column) for name, column in ages.items()},
    )


def age_on(cell: Cell, as_of: date) -> int | None:
    """Completed years at a birth date (`2012-06-30`, `20120630`, or in an 18-character resident id), None if it tells none."""
    digits = str(cell or "").replace("-", "")
    digits = digits[6:14] if len(digits) == 18 else digits
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return _plausible(years_old(birth, as_of))


def _stated_age(cell: Cell) -> int | None:
    return _plausible(cell) if isinstance(cell, int) else None


def _plausible(age: int) -> int | None:
    return age if 0 <= age <= OLDEST else None


def _field_ages(ages: Sequence[int | None]) -> FieldAges:
    return FieldAges(sum(age is not None and age < THRESHOLD for age in ages), sum(age is None for age in ages))
