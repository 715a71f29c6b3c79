"""Reading word tables."""

from pathlib import Path

import pytest

from gazetteer_scanners import recognizers
from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.recognizers.words import fold, read_words

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
