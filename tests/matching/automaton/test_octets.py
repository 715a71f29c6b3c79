"""Characters as octet sequences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.matching.automaton.octets import LAST, Ranges, invert, join_ranges, octet_set, sequences


def _accepts(ranges: Ranges, octets: bytes) -> bool:
    return any(
        head >> octets[0] & 1
        and len(tail) == len(octets) - 1
        and all(low <= octet <= high for (low, high), octet in zip(tail, octets[1:], strict=True))
        for tail, head in sequences(ranges).items()
    )


def test_han_takes_two_sequences() -> None:
    assert sequences(((0x4E00, 0x9FFF),)) == {
        ((0xB8, 0xBF), (0x80, 0xBF)): octet_set(0xE4, 0xE4),
        ((0x80, 0xBF), (0x80, 0xBF)): octet_set(0xE5, 0xE9),
    }


def test_everything_takes_one_sequence_a_length() -> None:
    assert [len(tail) for tail in sequences(((0, LAST),))] == [0, 1, 2, 3]


def test_ranges_that_touch_are_joined() -> None:
    assert join_ranges([(5, 6), (1, 2), (3, 3), (9, 9), (2, 3)]) == ((1, 3), (5, 6), (9, 9))


@pytest.mark.parametrize(
    ("ranges", "others"), [((), ((0, LAST),)), (((0, 9),), ((10, LAST),)), (((5, 9), (20, LAST)), ((0, 4), (10, 19)))]
)
def test_invert(ranges: Ranges, others: Ranges) -> None:
    assert invert(ranges) == others
    assert invert(others) == ranges


_POINTS = st.integers(0, LAST).filter(lambda point: not 0xD800 <= point <= 0xDFFF)


@given(st.lists(st.tuples(_POINTS, _POINTS).map(lambda pair: (min(pair), max(pair))), max_size=4), _POINTS)
def test_valid_text_is_told_exactly(pairs: list[tuple[int, int]], point: int) -> None:
    ranges = join_ranges(pairs)
    for candidate in {point, *(end for pair in pairs for end in pair)}:
        expected = any(low <= candidate <= high for low, high in ranges)
        assert _accepts(ranges, chr(candidate).encode()) == expected
