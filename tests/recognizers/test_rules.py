"""Every rule and dictionary against its own examples, and what holds for all of them."""

import re
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.finder import Finder, inside_pattern
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Dictionary, Rule

RULES = load_rules()
_rule = pytest.mark.parametrize("rule", [*RULES.rules, *RULES.sampled], ids=lambda rule: rule.id)
_dictionary = pytest.mark.parametrize("dictionary", RULES.dictionaries, ids=lambda entry: entry.id)
# Letters of these escapes stand for Unicode classes in Python's `re` and ASCII ones in RE2; anchors break composition.
_CLASS = re.compile(r"\[\^?[^\]]*\]")
_UNEQUAL_ESCAPE = re.compile(r"\\[dDwWsSbBAzZ1-9]")
_UNEQUAL_OUTSIDE_CLASS = re.compile(r"\(\?[=!<P]|\(\?[a-z]+\)|(?<!\\)[\^$]")


def _hits(rule: Rule | Dictionary, *values: str) -> RuleHits:
    entry = replace(rule, sampled=False) if isinstance(rule, Rule) else rule
    hits = RegexColumnMatcher(rule_set([entry])).match(normalise(pa.array(values, pa.string())).text)
    return hits[0] if hits else RuleHits(rule.id)


@_rule
def test_every_hit_is_a_valid_whole_match(rule: Rule) -> None:
    hits = {value: _hits(rule, value).valid for value in rule.hits}
    assert hits == dict.fromkeys(rule.hits, 1)


@_rule
def test_no_near_miss_is_valid(rule: Rule) -> None:
    misses = {value: (_hits(rule, value).valid, _hits(rule, value).inside) for value in rule.misses}
    assert {value: hit for value, hit in misses.items() if hit[0]} == {}


@_rule
def test_every_inside_hit_holds_a_match(rule: Rule) -> None:
    found = {text: (_hits(rule, text).whole, _hits(rule, text).inside) for text in rule.inside_hits}
    assert found == dict.fromkeys(rule.inside_hits, (0, 1))


@_rule
def test_every_hit_is_found_between_chinese_characters(rule: Rule) -> None:
    if not rule.inside:
        assert _hits(rule, *(f"号码{value}，好" for value in rule.hits)).inside == 0
        return
    values = [value for value in rule.hits if re.fullmatch(rule.inside_pattern or rule.pattern, value)]
    assert values
    texts = [f"号码{value}，好" for value in values]
    assert [text for text in texts if not Finder(rule).has_match(text)] == []


@_rule
def test_rule_is_complete(rule: Rule) -> None:
    assert len(set(rule.hits)) >= 3
    assert len(set(rule.misses)) >= 3
    assert bool(rule.inside_hits) == rule.inside
    assert rule.inside_hits == () or any(re.search("[一-鿿]", text) for text in rule.inside_hits)
    assert len(rule.source) > 10
    assert 0 <= rule.chance <= 1
    assert rule.chance <= 0.5 or rule.needs_name or not rule.element
    assert rule.has_checksum <= (rule.validate is not None)


@_rule
def test_patterns_mean_the_same_to_re2_and_python(rule: Rule) -> None:
    for pattern in filter(None, (rule.pattern, rule.inside_pattern)):
        body = pattern.removeprefix("(?i)")
        assert _UNEQUAL_ESCAPE.search(body) is None
        assert _UNEQUAL_OUTSIDE_CLASS.search(_CLASS.sub("", body)) is None
        pc.match_substring_regex(pa.array(["x"]), pattern)
    re.compile(inside_pattern(rule))
    texts = [*rule.hits, *rule.misses, *rule.inside_hits]
    flag = "(?i)" if rule.pattern.startswith("(?i)") else ""
    body = rule.pattern.removeprefix("(?i)")
    by_re2 = pc.match_substring_regex(pa.array(texts), rf"{flag}\A(?:{body})\z").to_pylist()
    assert by_re2 == [re.fullmatch(rule.pattern, text) is not None for text in texts]


@_rule
def test_placeholders_are_lower_case_without_separators(rule: Rule) -> None:
    assert {p for p in rule.placeholders if p != p.lower() or set(p) & set(" -./_()")} == set()


@_rule
def test_functions_never_raise(rule: Rule) -> None:
    for function in (rule.validate, rule.birth, rule.region, rule.age):
        for text in ("", "x", "0", "-", "电话", "٣٤٥", "²" * 18, "9" * 40, "1.2.3.4.5", "@", ":", "(", "é" * 15, "99/99/9999"):
            if function is not None:
                function(text)


@_dictionary
def test_dictionary_counts_its_examples_only(dictionary: Dictionary) -> None:
    assert {value: _hits(dictionary, value).whole for value in dictionary.examples} == dict.fromkeys(dictionary.examples, 1)
    assert {value: _hits(dictionary, value).whole for value in dictionary.misses} == dict.fromkeys(dictionary.misses, 0)


@_dictionary
def test_dictionary_is_complete(dictionary: Dictionary) -> None:
    assert len(set(dictionary.examples)) >= 3
    assert len(set(dictionary.misses)) >= 3
    assert len(dictionary.source) > 10
    assert dictionary.words or dictionary.counts is not None
    assert {word for word in dictionary.words if word != word.lower() or word != word.strip()} == set()
    if dictionary.pattern is not None:
        pc.match_substring_regex(pa.array(["x"]), dictionary.pattern)


def test_ids_are_unique_and_sorted() -> None:
    ids = [[entry.id for entry in entries] for entries in (RULES.rules, RULES.sampled, RULES.dictionaries)]
    assert ids == [sorted(set(some)) for some in ids]
    assert len({*ids[0], *ids[1], *ids[2]}) == len(RULES.entries)
    assert RULES.failed == ()
