"""The shape of a list of words lets every word of it through, and few others."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.matching.automaton.rules import WORD
from gazetteer_scanners.rulefiles.chance import measured_chance
from gazetteer_scanners.rulefiles.checksums import CHECKSUMS
from gazetteer_scanners.rulefiles.sizes import re2_problem
from gazetteer_scanners.rulefiles.words import normal_words, shape_of

WORDS = st.lists(st.text(st.sampled_from("aB3 -_/@.(张路é９"), min_size=1, max_size=12), min_size=1, max_size=90)


@given(WORDS)
def test_every_word_has_the_shape(given_words: list[str]) -> None:
    words = normal_words(given_words)
    shape = shape_of(words)
    for word in words:
        assert re.fullmatch(WORD if shape is None else shape, word), (shape, word)
        assert shape is None or re.fullmatch(shape, word.upper()) or word.upper().lower() != word
    assert shape is None or re2_problem(shape) is None


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ({"red", "blue"}, None),
        ({"e12345", "f1"}, "[A-Za-z][0-9]{1,5}"),
        ({"400-800-8888"}, r"[0-9]{3}\-[0-9]{3}\-[0-9]{4}"),
        ({"a@b"}, "[A-Za-z]@[A-Za-z]"),
    ],
)
def test_shapes(words: set[str], shape: str | None) -> None:
    assert shape_of(words) == shape


def test_many_kinds_of_words_share_one_shape_by_length() -> None:
    words = {"".join(characters) for characters in product("a1-", repeat=5)}
    shape = shape_of(words)
    assert shape is not None
    assert shape.startswith(r"[^\x00-\x1f]{")


def test_words_are_kept_as_values_are_normalised() -> None:
    assert normal_words([" ＡＢ１ ", "", "Ünïcode", "a\u200bb"]) == {"ab1", "ünïcode", "ab"}


def test_chance_is_measured_on_values_like_the_hits() -> None:
    assert measured_chance("[0-9]{6}", None, ["123456"]) == 1.0
    assert measured_chance("[0-9]{6}", None, []) == 0.0
    assert 0.08 < measured_chance("[0-9]{6}", CHECKSUMS["verhoeff"], ["123456"]) < 0.12
    assert measured_chance("AC[0-9]{6}", None, ["AC123456"]) < 0.01
