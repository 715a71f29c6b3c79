"""The list of elements is fresh and whole, and says what finds each."""

from pathlib import Path

from gazetteer.cli.elements import elements_page, find_finders
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.taxonomy import load_taxonomy

_FILE = Path(__file__).parents[2] / "docs" / "elements.md"


def _rows() -> dict[str, list[str]]:
    lines = [line.strip("| ").split("|") for line in elements_page().splitlines() if line.startswith("| `")]
    return {cells[0].strip(" `"): [cell.strip() for cell in cells[1:]] for cells in lines}


def test_the_page_is_fresh() -> None:
    assert _FILE.read_text(encoding="utf-8") == elements_page(), "make it anew: `make schema`"


def test_every_element_has_a_row_that_says_what_finds_it() -> None:
    rows = _rows()
    assert set(rows) == {element.id for element in load_taxonomy()}
    assert {len(cells) for cells in rows.values()} == {7}
    assert all(cells[6] for cells in rows.values())


def test_rows_say_values_check_profile_and_context() -> None:
    rows = _rows()
    assert rows["device.imei"][2].startswith("imei, ")
    assert rows["device.imei"][3] == "✓"
    assert rows["delivery.phone"][2] == "as `contact.phone`"
    assert rows["account.qq"][2] == "(platform_ids.qq), (platform_ids.qq_mail), platform_ids.qq_stated"
    assert "(job_title)" in rows["work.job_title"][4]
    assert rows["person.age"][4].endswith("shape of the column")
    assert "order" in rows["order.amount"][5].split(", ")
    assert rows["pref.skin"][2:5] == ["", "", ""]


def test_what_finds_an_element_is_what_the_rules_say() -> None:
    rules = load_rules()
    finders = {element.id: find_finders(element, rules) for element in load_taxonomy()}
    found = {entry.id for one in finders.values() for entry in (*one.values, *one.words)}
    assert found == {entry.id for entry in rules.entries if entry.element}
    checked = {rule.element for rule in (*rules.rules, *rules.sampled) if rule.has_checksum}
    assert {element for element, one in finders.items() if one.is_checked} == checked
