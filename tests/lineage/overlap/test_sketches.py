"""Candidate pairs against all pairs compared one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.lineage.overlap import sketches as module
from gazetteer.lineage.overlap.sketches import Candidates, Sketches, candidate_pairs, compare
from gazetteer_scanners.evidence.minhash import EMPTY
from tests.lineage.overlap.sketching import sketch_of


def made(generator: np.random.Generator, sizes: list[int]) -> Sketches:
    """Sets of these sizes from a pool so small that they share some."""
    pool = generator.integers(0, 2**64, 3 * max(sizes), np.uint64)
    return np.stack([sketch_of(generator.choice(pool, size, replace=False)) for size in sizes])


def all_pairs(sketches: Sketches, fewest: int = 2) -> set[tuple[int, int]]:
    """Each with each, the slow way."""
    return {
        (one, other)
        for one in range(len(sketches))
        for other in range(one + 1, len(sketches))
        if int(((sketches[one] == sketches[other]) & (sketches[one] != EMPTY)).sum()) >= fewest
    }


def pairs_of(candidates: Candidates) -> set[tuple[int, int]]:
    """Without the order within a pair."""
    return {(min(pair), max(pair)) for pair in zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)}


@given(st.lists(st.integers(1, 3000), min_size=2, max_size=12), st.integers(0, 2**32))
def test_no_pair_is_lost_however_sizes_differ(sizes: list[int], seed: int) -> None:
    sketches = made(np.random.default_rng(seed), sizes)
    candidates = candidate_pairs(sketches, np.arange(len(sizes)), sizes)
    assert pairs_of(candidates) == all_pairs(sketches)
    assert not candidates.is_crowded
    assert all(sizes[left] <= sizes[right] for left, right in zip(candidates.left, candidates.right, strict=True))


def test_only_the_given_rows_are_paired() -> None:
    sketches = made(np.random.default_rng(1), [500] * 6)
    candidates = candidate_pairs(sketches, np.array([1, 4, 5]), [500, 500, 500])
    assert pairs_of(candidates) == {(1, 4), (1, 5), (4, 5)}
    assert len(candidate_pairs(sketches, np.zeros(0, np.int64), []).left) == 0


def test_of_a_crowd_each_is_paired_with_its_neighbours_and_that_is_said() -> None:
    one = sketch_of(np.random.default_rng(2).integers(0, 2**64, 1000, np.uint64))
    candidates = candidate_pairs(np.tile(one, (200, 1)), np.arange(200), list(range(200)))
    assert candidates.is_crowded
    expected = {(left, left + step) for left in range(200) for step in range(1, module.WINDOW + 1) if left + step < 200}
    assert pairs_of(candidates) == expected


def test_beyond_the_bound_of_pairs_those_met_once_go_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_PAIRS", 3)
    monkeypatch.setattr(module, "_PENDING", 1)
    sketches = made(np.random.default_rng(4), [400] * 5)
    candidates = candidate_pairs(sketches, np.arange(5), [400] * 5)
    assert candidates.is_crowded
    assert pairs_of(candidates) <= all_pairs(sketches)


def test_agreement_counts_each_used_bin_once() -> None:
    left, right = np.full(256, EMPTY, np.uint32), np.full(256, EMPTY, np.uint32)
    left[:4], right[:4] = (5, 7, 9, EMPTY), (5, 8, 6, 2)
    agreement = compare(np.stack([left, right]), np.array([0]), np.array([1]))
    assert (agreement.equal.tolist(), agreement.left_only.tolist(), agreement.right_only.tolist()) == ([1], [1], [2])
