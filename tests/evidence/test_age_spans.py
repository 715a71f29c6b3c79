"""States of ages: bands, spans over several, unions, and what is below a legal age."""

from datetime import date

import numpy as np
import pytest

from gazetteer_scanners.evidence.age_spans import (
    BAND_STARTS,
    EXACT,
    SPANS,
    STATES,
    is_under,
    states_of_ages,
    states_of_births,
    union,
)
from gazetteer_scanners.evidence.calendar_days import days_since_epoch
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from tests.evidence.batches import AS_OF


def state(youngest: int, oldest: int) -> int:
    return int(states_of_ages(np.array([youngest]), np.array([oldest]))[0])


def born(earliest: date, latest: date) -> int:
    since, until = (np.array([days_since_epoch(day)]) for day in (earliest, latest))
    return int(states_of_births(since, until, AS_OF)[0])


@pytest.mark.parametrize("age", range(121))
@pytest.mark.parametrize("legal", LEGAL_AGES)
def test_an_exact_age_is_below_or_not(age: int, legal: int) -> None:
    assert state(age, age) == EXACT[age]
    assert is_under(int(EXACT[age]), legal) == (age < legal, age < legal)


def test_a_span_may_be_below() -> None:
    assert is_under(state(13, 17), 13) == (False, False)
    assert is_under(state(13, 17), 14) == (False, True)
    assert is_under(state(13, 17), 18) == (True, True)
    assert is_under(state(0, 120), 21) == (False, True)
    assert is_under(0, 14) == (False, False)


def test_ages_that_nobody_has_are_unknown() -> None:
    assert [state(-1, -1), state(121, 130), state(15, 14)] == [0, 0, 0]
    assert state(-1, 0) == state(0, 0)
    assert state(100, 200) == state(100, 120)


def test_births_of_a_day_and_of_a_year() -> None:
    assert date(2026, 3, 5) == AS_OF
    assert born(date(2012, 3, 5), date(2012, 3, 5)) == EXACT[14]
    assert born(date(2012, 3, 6), date(2012, 3, 6)) == EXACT[13]
    assert born(date(2012, 1, 1), date(2012, 12, 31)) == state(13, 14)
    assert born(date(2026, 1, 1), date(2026, 12, 31)) == EXACT[0]
    assert born(date(2026, 3, 6), date(2026, 3, 6)) == 0


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1970, 1, 1)])
def test_a_default_is_no_birth(day: date) -> None:
    assert born(day, day) == 0
    assert born(day, date(day.year, 12, 31)) == (state(55, 56) if day.year == 1970 else 0)


def test_a_union_allows_both() -> None:
    assert union(state(12, 12), state(16, 16)) == state(12, 16)
    assert union(state(12, 12), 0) == union(0, state(12, 12)) == state(12, 12)
    assert union(0, 0) == 0


def test_an_age_that_is_not_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="rows below 19 years are not counted; ask for one of 13, 14"):
        is_under(1, 19)


def test_each_span_has_one_state() -> None:
    assert len(set(SPANS)) == len(SPANS) == STATES - 1 == len(BAND_STARTS) * (len(BAND_STARTS) + 1) // 2
