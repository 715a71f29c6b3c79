"""How evidence weighs: hit rates against chance, factors into one score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.classification.decision import Factors
from gazetteer_scanners.classification.scoring import CANDIDATE, IN_FORCE, above_chance, combine

SHARES = st.one_of(st.none(), st.floats(0, 1))


@pytest.mark.parametrize(
    ("hits", "seen", "chance", "expected"),
    [
        (0, 0, 0.0, 0.0),
        (0, 100, 0.1, 0.0),
        (100, 100, 0.0, 1.0),
        (50, 100, 0.0, 0.5),
        (10, 100, 0.1, 0.0),  # as many as random digits would
        (9, 100, 0.1, 0.0),
        (100, 100, 0.1, 1.0),
        (89, 100, 0.89, 0.0),
        (1, 1, 0.5, 0.1),  # one bit of the ten that count as certain
        (20, 20, 1.0, 0.0),  # a rule that everything passes says nothing
    ],
)
def test_hit_rates_count_only_above_chance(hits: int, seen: int, chance: float, expected: float) -> None:
    assert above_chance(hits, seen, chance) == pytest.approx(expected, abs=0.01)


def test_one_luhn_hit_is_weaker_than_many() -> None:
    assert above_chance(1, 1, 0.1) < above_chance(5, 5, 0.1) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("factors", "needs_name", "against", "is_in_force"),
    [
        (Factors(name=1.0), False, 0.0, True),
        (Factors(name=0.5), False, 0.0, False),
        (Factors(name=1.0), False, 1.0, False),  # called e-mail, and no value is one
        (Factors(value=1.0), False, 0.0, True),
        (Factors(value=1.0), True, 0.0, False),  # a UUID without a name
        (Factors(name=0.6, value=1.0), True, 0.0, True),
        (Factors(name=0.5, comment=0.9), False, 0.0, True),
        (Factors(context=1.0), False, 0.0, False),
        (Factors(profile=1.0), False, 0.0, False),
    ],
)
def test_which_factors_put_an_element_in_force(factors: Factors, needs_name: bool, against: float, is_in_force: bool) -> None:
    assert (combine(factors, needs_name, against) >= IN_FORCE) is is_in_force


def test_a_factor_that_does_not_apply_is_not_a_zero_that_lowers() -> None:
    assert combine(Factors(name=0.9), False, 0.0) == combine(Factors(name=0.9, checksum=0.0), False, 0.0) == 0.72


@given(SHARES, SHARES, SHARES, SHARES, st.booleans(), st.floats(0, 1))
def test_scores_stay_between_0_and_1_and_more_evidence_never_lowers(
    name: float | None, comment: float | None, value: float | None, profile: float | None, needs: bool, against: float
) -> None:
    score = combine(Factors(name=name, comment=comment, value=value, profile=profile), needs, against)
    more = combine(Factors(name=1.0, comment=comment, value=value, profile=profile), needs, against)
    assert 0.0 <= score <= more <= 1.0


def test_candidates_lie_below_what_is_in_force() -> None:
    assert 0.0 < CANDIDATE < IN_FORCE < 1.0
