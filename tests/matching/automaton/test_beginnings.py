"""How the matches of a pattern may begin, and the tables that look it up."""

import numpy as np
import pytest

from gazetteer_scanners.matching.automaton.beginnings import (
    DEPTH,
    EVERY_OCTET,
    GROUPS,
    Beginning,
    beginning_of,
    beginning_tables,
    groups_of,
    octet_flags,
)
from gazetteer_scanners.matching.automaton.positions import Positions
from gazetteer_scanners.matching.automaton.syntax import read_pattern


def _beginning(pattern: str) -> Beginning:
    positions = Positions()
    return beginning_of(positions, read_pattern(positions, pattern).fragment, ord("@"))


def _octets(text: str) -> int:
    return sum(1 << octet for octet in text.encode())


@pytest.mark.parametrize(
    ("pattern", "octets"),
    [
        ("abcd", (b"a", b"b", b"c")),
        ("a?[bc]d+e", (b"abc", b"bcd", b"de")),
        ("岁", (b"\xe5", b"\xb2", b"\x81")),
    ],
)
def test_first_octets(pattern: str, octets: tuple[bytes, ...]) -> None:
    assert _beginning(pattern) == Beginning(tuple(sum(1 << octet for octet in place) for place in octets), DEPTH)


def test_behind_a_short_match_anything_may_stand() -> None:
    assert _beginning("x|yz").shortest == 1
    assert _beginning("x|yz").octets == (_octets("xy"), EVERY_OCTET, EVERY_OCTET)
    assert _beginning("ab?").octets[1:] == (EVERY_OCTET, EVERY_OCTET)


def test_what_leads_to_the_mark() -> None:
    assert _beginning("[a-c.]+@[x-z]+").leads == _octets("abc.@")
    assert _beginning("[a-c]+(?:@[x-z]+)?").leads == 0


def test_few_groups_of_patterns_that_begin_alike() -> None:
    beginnings = {number: _beginning(f"{letter}[0-9]{{4}}") for number, letter in enumerate("abcdefghijklmn")}
    beginnings[99] = _beginning("[0-9]{6}")
    groups = groups_of(beginnings)
    assert set(groups.values()) <= set(range(GROUPS))
    assert [number for number, group in groups.items() if group == groups[99]] == [99]


def test_tables_by_bank() -> None:
    beginnings = [_beginning("[0-9]-[a-f]"), _beginning("xyz"), _beginning("q@q")]
    tables = beginning_tables(beginnings, [0, 7, 3], [frozenset(), frozenset({0})])
    octets, low, high = np.split(tables, [DEPTH * 256, DEPTH * 272], axis=1)
    first = octets[:, :256]
    assert set(np.flatnonzero(first[0] == 1)) == set(b"0123456789")
    assert set(np.flatnonzero(first[1])) == set(b"x")
    assert first[0, ord("x")] == 1 << 7
    assert not first[:, ord("q")].any()
    for octet in range(256):
        assert (first[:, octet] & ~(low[:, octet & 15] & high[:, octet >> 4]) == 0).all()


def test_flags() -> None:
    assert np.flatnonzero(octet_flags(_octets("@a"))).tolist() == [64, 97]
