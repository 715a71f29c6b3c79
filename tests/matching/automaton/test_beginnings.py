"""How the matches of a pattern may begin, and the tables that look it up."""

import numpy as np
import pytest

from gazetteer_scanners.matching.automaton.beginnings import (
    DEPTH,
    EVERY_OCTET,
    GROUPS,
    LOOKED_UP,
    Beginning,
    beginning_of,
    beginning_tables,
    groups_of,
    looks_of,
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
        ("(?:ab|cd)x", (b"ac", b"bd", b"x")),
        ("岁", (b"\xe5", b"\xb2", b"\x81")),
    ],
)
def test_first_octets(pattern: str, octets: tuple[bytes, ...]) -> None:
    assert _beginning(pattern) == Beginning((tuple(sum(1 << octet for octet in place) for place in octets),), DEPTH)


def test_behind_a_short_match_anything_may_stand() -> None:
    one_or_two = Beginning(((_octets("x"), EVERY_OCTET, EVERY_OCTET), (_octets("y"), _octets("z"), EVERY_OCTET)), 1)
    assert _beginning("x|yz") == one_or_two
    assert _beginning("ab?c*").kinds[-1] == (_octets("a"), _octets("bc"), _octets("c"))


def test_what_leads_to_the_mark() -> None:
    assert _beginning("[a-c.]+@[x-z]+").leads == _octets("abc.@")
    assert _beginning("[a-c]+(?:@[x-z]+)?").leads == 0


def test_few_groups_of_kinds_that_are_alike() -> None:
    kinds = [_beginning(f"{letter}[0-9]{{4}}").kinds[0] for letter in "abcdefghijklmn"]
    groups = groups_of([*kinds, _beginning("[0-9]{6}").kinds[0]])
    assert set(groups) == set(range(GROUPS))
    assert groups.count(groups[-1]) == 1


def test_tables_by_bank() -> None:
    beginnings = [_beginning("[0-9]-[a-f]"), _beginning("xyz"), _beginning("q@q")]
    tables = beginning_tables(beginnings, [frozenset(), frozenset({0})])
    octets, low, high = np.split(tables, [DEPTH * 256, DEPTH * 272], axis=1)
    first = octets[:, :256]
    assert set(np.flatnonzero(first[0])) == set(b"0123456789x")
    assert set(np.flatnonzero(first[1])) == set(b"x")
    assert first[0, ord("x")] != first[0, ord("0")]
    assert not first[:, ord("q")].any()
    for octet in range(256):
        assert (first[:, octet] & ~(low[:, octet & 15] & high[:, octet >> 4]) == 0).all()


def test_what_the_kernel_looks_up() -> None:
    looks = looks_of([_beginning("[a-c]+@x"), _beginning("12|345")], [frozenset(), frozenset({1})])
    assert (len(looks.tables), looks.shortest) == (2 * LOOKED_UP, 2)
    assert np.flatnonzero(looks.leads).tolist() == sorted(b"@abc")
    assert not looks.tables[LOOKED_UP:].any()


def test_flags() -> None:
    assert np.flatnonzero(octet_flags(_octets("@a"))).tolist() == [64, 97]
