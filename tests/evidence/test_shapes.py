"""Shapes: script by value, traits, length bins and digit counts."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.evidence.shapes import LENGTH_STARTS, Shape, Trait, digit_counts, length_bins, shapes_of
from tests.evidence.batches import field_of

SHAPES = [
    ("13800138000", Shape.DIGITS),
    ("138 0013 8000", Shape.DIGITS),
    ("+86 138-0013-8000", Shape.DIGITS_SYMBOLS),
    ("12.5", Shape.DIGITS_SYMBOLS),
    ("Ada Lovelace", Shape.LATIN),
    ("Émile Čapek Nguyễn", Shape.LATIN),
    ("O'Neil, Ada", Shape.LATIN_SYMBOLS),
    ("a@example.org", Shape.LATIN_SYMBOLS),
    ("ab12", Shape.LATIN_DIGITS),
    ("user1@example.org", Shape.LATIN_DIGITS_SYMBOLS),
    ("李小明", Shape.HAN),
    ("二〇一四", Shape.HAN),
    ("㐀", Shape.HAN),
    ("𠀀", Shape.HAN),
    ("李小明 13800138000", Shape.HAN_MIXED),
    ("阿依古丽·买买提", Shape.HAN_MIXED),
    ("北京市。", Shape.HAN_MIXED),
    ("Иванов", Shape.OTHER_SCRIPT),
    ("ひらがな", Shape.OTHER_SCRIPT),
    ("김민준", Shape.OTHER_SCRIPT),
    ("山田たろう", Shape.OTHER_SCRIPT),
    ("--", Shape.SYMBOLS),
    ("😀", Shape.SYMBOLS),
    ("…", Shape.SYMBOLS),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES)
def test_each_value_has_one_shape(text: str, shape: Shape) -> None:
    assert shapes_of(pa.array(["x", text, "1"])).shapes.tolist() == [Shape.LATIN, shape, Shape.DIGITS]


def test_characters_are_counted_not_bytes() -> None:
    texts = [text for text, _ in SHAPES]
    assert shapes_of(pa.array(texts)).characters.tolist() == [len(text) for text in texts]


def test_traits() -> None:
    texts = ["a b", "x@y", "deadbeef01", "DEADBEEF01", "deadbeef", "12345678", "dead01", "deadbeefg1", "0123", "0", "0a"]
    assert shapes_of(pa.array(texts)).traits() == {
        Trait.SPACE: 1,
        Trait.AT_SIGN: 1,
        Trait.HEX: 2,
        Trait.LEADING_ZERO: 1,
    }


def test_slices_see_only_their_own_values() -> None:
    shapes = shapes_of(pa.array(["李", "a1", "22", "ж"]).slice(1, 2))
    assert shapes.shapes.tolist() == [Shape.LATIN_DIGITS, Shape.DIGITS]
    assert shapes.characters.tolist() == [2, 2]
    assert len(shapes_of(pa.array([], pa.string())).shapes) == 0


@pytest.mark.parametrize(("length", "start"), [(1, 1), (40, 40), (41, 41), (63, 41), (64, 64), (65, 65), (127, 65)])
@pytest.mark.parametrize("times", [1, 3])
def test_length_bins(length: int, start: int, times: int) -> None:
    bins = length_bins(np.array([length] * times))
    assert bins[LENGTH_STARTS.index(start)] == times == bins.sum()


def test_long_lengths_share_the_last_bins() -> None:
    bins = length_bins(np.array([128, 129, 255, 256, 1023, 1024, 10**6]))
    assert bins[-4:].tolist() == [1, 2, 2, 2]


def test_digit_counts_at_the_ends_of_the_integers() -> None:
    counts = digit_counts(np.array([0, 9, 10, -10, 99, 100, -(2**63), 2**63 - 1]))
    assert {digits: int(count) for digits, count in enumerate(counts) if count} == {1: 2, 2: 3, 3: 1, 19: 2}
    assert digit_counts(np.array([2**64 - 1], np.uint64)).tolist() == [0] * 20 + [1]


def test_digits_with_marks_on_them_are_no_number() -> None:
    assert shapes_of(pa.array(["1\u0300", "1", "2\u030314-03-05"])).is_digits.tolist() == [False, True, False]
    assert field_of(["1\u0300", "0\u0300", "12"]).digits == Counter({2: 1})
