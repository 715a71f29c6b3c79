"""Matches inside text: where they begin and end, beside what, and that none hides another."""

import pytest

from gazetteer_scanners.matching.finder import Finder, Found
from gazetteer_scanners.matching.text import normalise_one
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.recognizers.rule import Boundary, Rule

RULES = load_rules()


def _found(rule_id: str, text: str) -> list[str]:
    rule = RULES.rule(rule_id)
    assert isinstance(rule, Rule)
    text = normalise_one(text)
    return [text[start:end] for start, end in Finder(rule).find(text)]


@pytest.mark.parametrize(
    ("rule_id", "text", "expected"),
    [
        ("phone_cn.mobile", "13800138000/13900139000", ["13800138000", "13900139000"]),
        ("phone_cn.mobile", "13800138000 13900139000", ["13800138000", "13900139000"]),
        ("phone_cn.mobile", "13800138000、13900139000。", ["13800138000", "13900139000"]),
        ("phone_cn.mobile", "电话１３８ 0013 8000转", ["138 0013 8000"]),
        ("phone_cn.mobile", "电话：138\u200b00138000", ["13800138000"]),
        ("phone_cn.mobile", "订单213800138000号", []),
        ("phone_cn.mobile", "a13800138000b", []),
        ("card", "电话13800138000，卡号6222-0202-1001-1234-569", ["6222-0202-1001-1234-569"]),
        ("card", "卡号6222020210011234569卡号4111111111111111", ["6222020210011234569", "4111111111111111"]),
        ("card", "4111 1111 1111 1112 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("card", "订单41111111111111110", []),
        ("resident_id_cn", "身份证11010519491231002X和440524198001010013", ["11010519491231002X", "440524198001010013"]),
        ("email", "邮箱ann@example.org,li@example.com", ["ann@example.org", "li@example.com"]),
        ("email", "见icon@2x.png", []),
        ("email", "<20240115.zW7fA1@mta.example.org>", []),
        ("email", "To: <ann@example.org>, <li@example.com>", ["ann@example.org", "li@example.com"]),
        ("ip.v4", "192.0.2.1,192.0.2.2", ["192.0.2.1", "192.0.2.2"]),
        ("ip.v4", "OID 1.2.3.4.5 and Chrome/99.0.0.0", []),
        ("ip.v4", "从192.0.2.1登录。", ["192.0.2.1"]),
        ("mac", "00:00:5e:00:53:01:02", ["00:00:5e:00:53:01"]),
        ("mac", "x00:00:5e:00:53:01", []),
        ("imei", "000000000000000 490154203237518", ["490154203237518"]),
        ("age.text", "孩子12岁，父亲41岁", ["12岁", "41岁"]),
        ("birth_date.text", "出生日期：1990年3月7日", ["出生日期:1990年3月7日"]),
    ],
)
def test_finds_exactly(rule_id: str, text: str, expected: list[str]) -> None:
    assert _found(rule_id, text) == expected


def _rule(boundary: Boundary) -> Rule:
    return Rule(id="x", element="", pattern="[0-9]{3}", source="", hits=(), misses=(), inside=True, boundary=boundary)


@pytest.mark.parametrize(
    ("boundary", "text", "expected"),
    [
        (Boundary.DIGIT, "a123b", True),
        (Boundary.DIGIT, "1234", False),
        (Boundary.ALPHANUMERIC, "a123", False),
        (Boundary.ALPHANUMERIC, "张123三", True),
        (Boundary.ALPHANUMERIC, ".123.", True),
        (Boundary.DOTTED, "1.123", False),
        (Boundary.DOTTED, "123.4", False),
        (Boundary.DOTTED, "见123.", True),
        (Boundary.NONE, "1234", True),
    ],
)
def test_boundary(boundary: Boundary, text: str, *, expected: bool) -> None:
    assert Finder(_rule(boundary)).has_match(text) is expected


def _refusing(accepted: str) -> Rule:
    return Rule(
        id="x",
        element="",
        pattern="[0-9]{3}",
        source="",
        hits=(),
        misses=(),
        inside=True,
        validate=lambda text: text == accepted,
    )


@pytest.mark.parametrize(
    ("text", "spans", "found"),
    [
        ("123 " * 1_000 + "999", [(4_000, 4_003)], Found.MATCH),
        ("123 " * 1_000 + "no", [], Found.NOTHING),
        ("123 " * 1_001 + "999", [None], Found.GIVEN_UP),
        ("999 " + "123 " * 1_001 + "999", [(0, 3), None], Found.MATCH),
        ("none", [], Found.NOTHING),
        ("", [], Found.NOTHING),
    ],
)
def test_a_search_that_is_given_up_says_so(text: str, spans: list[tuple[int, int] | None], found: Found) -> None:
    finder = Finder(_refusing("999"))
    assert list(finder.search(text)) == spans
    assert list(finder.find(text)) == [span for span in spans if span is not None]
    assert finder.look(text) is found
    assert finder.has_match(text) == (found is Found.MATCH)


def test_many_refused_matches_end_the_search() -> None:
    def refuse(text: str) -> bool:
        calls.append(text)
        return False

    calls: list[str] = []
    rule = Rule(id="x", element="", pattern="[0-9]{3}", source="", hits=(), misses=(), inside=True, validate=refuse)
    assert not Finder(rule).has_match("123 " * 5_000)
    assert len(calls) == 1_001


_BAIT = (
    "a",
    "a-",
    "a.",
    "-",
    ".",
    "1",
    "1 ",
    "1-",
    "1.",
    "+1 ",
    "+4",
    ":",
    "0:",
    "*",
    "1*",
    "eyJ-",
    "eyJaaaaaaaa.",
    "A1 ",
    "dob ",
    "@",
    "a@",
)


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.inside], ids=lambda rule: rule.id)
def test_no_text_of_any_shape_stalls_the_search(rule: Rule) -> None:
    finder = Finder(rule)
    for bait in _BAIT:
        text = (bait * 65_536)[:65_536]
        assert len(list(finder.find(text))) <= len(text)
        assert list(finder.find(f"{text} 电话")) == list(finder.find(text))
