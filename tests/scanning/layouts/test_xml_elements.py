"""XML becomes nested values; HTML stays text, and entities are refused."""

import pytest

from gazetteer_scanners.scanning.layouts.xml_elements import EntityError, parse_xml


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ('<order id="7"><phone type="m">a</phone></order>', {"order": {"@id": "7", "phone": ["a", {"@type": "m"}]}}),
        ("<o><p>a</p><p>b</p><q/></o>", {"o": {"p": ["a", "b"], "q": None}}),
        ("<o><p><n>1</n>text<n>2</n></p></o>", {"o": {"p": ["text", {"n": ["1", "2"]}]}}),
        ('<s:E xmlns:s="urn:s" s:k="v"><s:B xmlns="urn:b"> x </s:B></s:E>', {"E": {"@k": "v", "B": "x"}}),
        ('<?xml version="1.0" encoding="GBK"?>\n<!-- c --><客户>张三</客户>', {"客户": "张三"}),
        ("<!DOCTYPE note SYSTEM 'note.dtd'><note>x</note>", {"note": "x"}),
        ("<r><![CDATA[<b>]]></r>", {"r": "<b>"}),
        ("<r>&lt;&#65;</r>", {"r": "<A"}),
        ("<r/>", {"r": None}),
        ("<p>Hello <b>you</b></p>", None),
        ("<!DOCTYPE html><html><body/></html>", None),
        ("<r><b></r>", None),
        ("<r>&unknown;</r>", None),
        ("<r/> and more", None),
        ("<ann@example.org>", None),
        ("< 5", None),
    ],
)
def test_elements_and_attributes(text: str, parsed: object) -> None:
    assert parse_xml(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>',
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]><l>&f;</l>',
        '<!DOCTYPE l [<!ELEMENT l ANY><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><l/>',
    ],
)
def test_entities_are_refused(text: str) -> None:
    with pytest.raises(EntityError):
        parse_xml(text)


def test_deep_and_wide_elements_are_read_in_line() -> None:
    parsed: object = parse_xml("<r>" * 5_000 + "x" + "</r>" * 5_000)
    for _ in range(5_000):
        assert isinstance(parsed, dict)
        parsed = parsed["r"]
    assert parsed == "x"
    assert parse_xml("<r>" + "<n/>" * 50_000 + "</r>") == {"r": {"n": [None] * 50_000}}
