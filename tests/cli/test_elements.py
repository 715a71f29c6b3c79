"""The list of elements is fresh and whole."""

from pathlib import Path

from gazetteer.cli.elements import elements_page
from gazetteer_scanners.taxonomy import load_taxonomy

_FILE = Path(__file__).parents[2] / "docs" / "elements.md"


def test_the_page_is_fresh() -> None:
    assert _FILE.read_text(encoding="utf-8") == elements_page(), "make it anew: `make schema`"


def test_every_element_has_a_row_that_says_what_finds_it() -> None:
    rows = [line.split(" | ") for line in elements_page().splitlines() if line.startswith("| `")]
    assert {row[0].strip("| `") for row in rows} == {element.id for element in load_taxonomy()}
    assert all(any(cell.strip(" |") for cell in row[3:]) for row in rows)
