"""Reading word tables."""

from pathlib import Path

import pytest

from gazetteer_scanners import recognizers
from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.recognizers.words import Words, derived_words, digest_of, fold, read_words

FOLDER = Path(recognizers.__path__[0])
TABLES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.txt"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_names_its_source_and_holds_folded_words(table: str) -> None:
    words = read_words(table)
    assert (FOLDER / table).read_text(encoding="utf-8").startswith("# ")
    assert words == {fold(word) for word in words}
    assert len(words) >= 15


def test_words_are_split_by_commas_and_folded() -> None:
    words = read_words("contact/countries.txt")
    assert {"germany", "中国", "chn", "méxico"} <= words
    assert not {"Germany", "", "# source"} & words


def test_a_missing_table_is_named() -> None:
    with pytest.raises(RuleError, match=r"contact/none\.txt cannot be read: FileNotFoundError"):
        read_words("contact/none.txt")


def test_words_are_not_read_before_somebody_asks() -> None:
    def fail() -> frozenset[str]:
        raise AssertionError

    words = Words(fail, "a") | Words(fail, "b") - Words(fail, "c")
    assert isinstance(words, Words)
    assert digest_of(words) == words.digest
    with pytest.raises(AssertionError):
        len(words)


def test_words_are_joined_and_left_out_as_sets_are() -> None:
    one, other = Words(lambda: frozenset("ab"), "1"), Words(lambda: frozenset("bc"), "2")
    assert set(one | other) == set("abc")
    assert set(frozenset("x") | one) == set("abx")
    assert set(one - other) == {"a"}
    assert one & other == {"b"}
    assert one == frozenset("ab") != other
    assert "a" in one
    assert "c" not in one


def test_a_digest_tells_origins_apart() -> None:
    one, other = Words(lambda: frozenset("ab"), "1"), Words(lambda: frozenset("bc"), "2")
    made = (one, other, one | other, one - other, other - one, one | frozenset("x"), one | frozenset("y"))
    derived = (derived_words(lambda: frozenset("q"), one), derived_words(lambda: frozenset("q"), other))
    assert len({words.digest for words in (*made, *derived)}) == len(made) + len(derived)
    assert (one | frozenset("xy")).digest == (one | frozenset("yx")).digest
    assert digest_of(frozenset("ab")) == digest_of(frozenset("ba")) != digest_of(frozenset("b"))
