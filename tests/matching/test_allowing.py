"""Values that never count for an element."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

Hits = Callable[..., dict[str, RuleHits]]


@pytest.fixture
def hits(tmp_path: Path) -> Hits:
    """What rules of a text say of values, by rule id."""

    def match(text: str, *values: str | None) -> dict[str, RuleHits]:
        (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
        tools = load_tools(ScanOptions(rules=load_user_rules(tmp_path / "rules.yaml")), compiles=False)
        return {hit.rule: hit for hit in tools.matcher.match(pa.array(values, pa.string()))}

    return match


def test_the_matcher_of_scans_does_so(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("allow:\n  - {element: contact.phone, values: ['13800138000']}\n")
    tools = load_tools(ScanOptions(rules=load_user_rules(tmp_path / "rules.yaml")))
    found = {hit.rule: hit for hit in tools.matcher.match(pa.array(["13800138000", "13800138001"]))}
    assert (found["phone_cn.mobile"].valid, found["phone_cn.mobile"].placeholders) == (1, 1)


def test_allowed_values_are_placeholders_and_others_still_count(hits: Hits) -> None:
    text = "allow:\n  - {element: contact.phone, values: ['13800138000']}\n"
    values = ["13800138000", "13800138001", None, "13800138000"]
    hit = hits(text, *values)["phone_cn.mobile"]
    assert (hit.whole, hit.valid, hit.placeholders) == (1, 1, 2)
    assert hit.accepted is not None
    assert hit.accepted.tolist() == [False, True, False, False]


def test_a_pattern_allows_too(hits: Hits) -> None:
    text = "allow:\n  - {element: contact.phone, pattern: '138001380[0-9]{2}'}\n"
    assert hits(text, "13800138000", "13900138000")["phone_cn.mobile"].valid == 1


def test_other_elements_are_not_touched(hits: Hits) -> None:
    text = "allow:\n  - {element: contact.email, values: ['13800138000', a@example.org]}\n"
    found = hits(text, "13800138000", "a@example.org", "b@example.org")
    assert found["phone_cn.mobile"].valid == 1
    assert (found["email"].valid, found["email"].placeholders) == (1, 1)


def test_an_element_covers_those_below_it_and_a_star_all(hits: Hits) -> None:
    for element in ("contact", "'*'"):
        found = hits(f"allow:\n  - {{element: {element}, values: ['13800138000']}}\n", "13800138000")
        assert found["phone_cn.mobile"].valid == 0


def test_words_of_a_dictionary_are_allowed(hits: Hits) -> None:
    names = ["张伟", "王芳", "李娜"]
    before = hits("{}", *names)["person_name_cn"].valid
    after = hits("allow:\n  - {element: person.name, values: [张伟]}\n", *names)["person_name_cn"].valid
    assert (before, after) == (3, 2)


def test_allowed_values_do_not_count_inside_text(hits: Hits) -> None:
    text = "allow:\n  - {element: contact.phone, values: ['138-0013-8000']}\n"
    assert "phone_cn.mobile" not in hits(text, "call 13800138000 now")
    assert hits(text, "call 13800138001 now")["phone_cn.mobile"].inside == 1


def test_two_decisions_on_one_element_add_up(hits: Hits) -> None:
    text = "allow:\n  - {element: contact.phone, values: ['13800138000']}\n  - {element: contact, values: ['13800138001']}\n"
    hit = hits(text, "13800138000", "13800138001", "13800138002")["phone_cn.mobile"]
    assert (hit.valid, hit.placeholders) == (1, 2)
