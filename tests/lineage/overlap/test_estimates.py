"""Shares and their errors, against sets whose true shares are known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.lineage.overlap.estimates import CHANCE_DOUBT, is_above, is_beyond_chance, least_equal, share_of, tail
from gazetteer.lineage.overlap.sketches import compare
from tests.lineage.overlap.sketching import sketch_of

SIZES = st.integers(30, 20_000)


@given(SIZES, SIZES, st.floats(0, 1), st.integers(0, 2**32))
def test_a_share_is_within_five_of_its_errors(one: int, other: int, portion: float, seed: int) -> None:
    common = round(portion * min(one, other))
    hashes = np.random.default_rng(seed).integers(0, 2**64, one + other - common, np.uint64)
    sketches = np.stack([sketch_of(hashes[:one]), sketch_of(hashes[one - common :])])
    agreement = compare(sketches, np.array([0]), np.array([1]))
    equal, own_one, own_other = (int(side[0]) for side in (agreement.equal, agreement.left_only, agreement.right_only))
    for own, size in ((own_one, one), (own_other, other)):
        share = share_of(equal, own)
        assert 0 <= share.value <= 1
        assert share.error > 0
        truth = common / size
        spread = math.sqrt(truth * (1 - truth) / max(1, equal + own))
        assert abs(share.value - truth) <= 5 * max(share.error, spread)


def test_the_stated_error_is_the_one_that_is_made() -> None:
    generator = np.random.default_rng(7)
    misses, errors = [], []
    for _ in range(400):
        hashes = generator.integers(0, 2**64, 5000, np.uint64)
        sketches = np.stack([sketch_of(hashes[:3000]), sketch_of(hashes[1200:])])  # 1,800 of 3,000 and of 3,800
        agreement = compare(sketches, np.array([0]), np.array([1]))
        share = share_of(int(agreement.equal[0]), int(agreement.left_only[0]))
        misses.append(share.value - 0.6)
        errors.append(share.error)
    assert abs(float(np.mean(misses))) < 0.006
    assert 0.9 < float(np.std(misses)) / float(np.mean(errors)) < 1.1


def test_a_small_set_in_one_a_hundred_times_its_size_keeps_its_share() -> None:
    hashes = np.random.default_rng(3).integers(0, 2**64, 100_000, np.uint64)
    sketches = np.stack([sketch_of(hashes[:3000]), sketch_of(hashes)])
    agreement = compare(sketches, np.array([0]), np.array([1]))
    assert int(agreement.left_only[0]) == 0
    assert share_of(int(agreement.equal[0]), 0).value == 1
    assert share_of(int(agreement.equal[0]), int(agreement.right_only[0])).value == pytest.approx(0.03, abs=0.04)


def test_the_tail_is_that_of_the_binomial_distribution() -> None:
    assert tail(5, 5, 0.5) == pytest.approx(1 / 32)
    assert tail(1, 3, 0.5) == pytest.approx(7 / 8)
    assert (tail(0, 9, 0.5), tail(3, 9, 1.0), tail(3, 9, 0.0)) == (1.0, 1.0, 0.0)
    assert tail(128, 256, 0.5) == pytest.approx(0.5249, abs=0.0001)


def test_above_a_half_takes_five_bins_of_five() -> None:
    least = least_equal(0.5, 0.05)
    assert (least[0], least[4], least[5], least[8], least[256]) == (1, 5, 5, 7, 142)
    above = is_above(np.array([4, 5, 141, 142, 0]), np.array([0, 0, 115, 114, 0]), 0.5)
    assert above.tolist() == [False, True, False, True, False]


def test_more_than_chance_brings_is_beyond_it() -> None:
    assert is_beyond_chance(30, 10, 0.3)
    assert not is_beyond_chance(30, 10, 0.75)
    assert not is_beyond_chance(256, 0, 1.0)
    assert not is_beyond_chance(0, 0, 0.0)


@given(st.integers(1, 256), st.integers(0, 255), st.floats(0, 1))
def test_the_short_way_says_what_the_tail_says(equal: int, own: int, chance: float) -> None:
    drawn = min(256, equal + own)
    assert is_beyond_chance(equal, drawn - equal, chance) == (tail(equal, drawn, chance) <= CHANCE_DOUBT)


def test_nothing_is_no_share() -> None:
    assert share_of(0, 0).value == 0
    assert share_of(0, 0).error == 1
