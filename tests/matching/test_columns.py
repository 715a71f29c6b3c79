"""The column matcher's counts, masks and derived facts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.pattern import FEW
from gazetteer_scanners.matching.protocol import ColumnMatcher, RuleHits
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Boundary, Rule

RULES = load_rules()
MATCHER: ColumnMatcher = RegexColumnMatcher(RULES)


def _match(values: Sequence[str | None]) -> dict[str, RuleHits]:
    return {hit.rule: hit for hit in MATCHER.match(normalise(pa.array([*values], pa.string())).text)}


def test_version_is_the_rule_sets() -> None:
    assert MATCHER.version == RULES.version


@pytest.mark.parametrize("values", [[], [None, None], ["", "  ", None]])
def test_nothing_matches_nothing(values: list[str | None]) -> None:
    assert _match(values) == {}


def test_counts_values_not_distinct_ones() -> None:
    hits = _match(["ann@example.org", None, "ann@example.org", "", "to ann@example.org", "x", "icon@2x.png"])
    email = hits["email"]
    assert (email.whole, email.valid, email.inside, email.placeholders) == (3, 2, 1, 0)
    assert email.accepted is not None
    assert email.accepted.tolist() == [True, False, True, False, False, False, False]
    assert (email.births, email.ages, email.regions) == (None, None, Counter())


def test_placeholders_are_no_matches() -> None:
    hits = _match(["02:00:00:00:00:00", "FF-FF-FF-FF-FF-FF", "00:00:5e:00:53:01", "000000000000"])
    assert (hits["mac"].whole, hits["mac"].valid, hits["mac"].placeholders) == (1, 1, 2)
    assert (hits["mac.bare"].whole, hits["mac.bare"].placeholders) == (0, 1)


def test_words_for_none_are_placeholders() -> None:
    hits = _match(["NO", "no", "6d92078a-8246-4ba4-ae5b-76104861e7dc", "00000000-0000-0000-0000-000000000000"])
    assert (hits["oaid"].whole, hits["oaid"].placeholders) == (1, 3)


def test_zeros_in_an_unrelated_column_are_no_placeholders() -> None:
    assert "ip.v4" not in _match(["0000", "0000"])


def test_births_and_regions_are_those_of_valid_values() -> None:
    values = ["11010519491231002X", "440524198001010013", "11010519491231002X", "110105194912310021"]
    hit = _match(values)["resident_id_cn"]
    assert (hit.whole, hit.valid) == (4, 3)
    assert hit.births is not None
    assert Counter(hit.births.astype(object).tolist()) == {date(1949, 12, 31): 2, date(1980, 1, 1): 1}
    assert hit.regions == {"CN-11": 2, "CN-44": 1}


def test_old_resident_ids_hold_births_of_the_last_century() -> None:
    hit = _match(["110105491231002", "310101900307771"])["resident_id_cn.old"]
    assert hit.births is not None
    assert sorted(hit.births.astype(object).tolist()) == [date(1949, 12, 31), date(1990, 3, 7)]
    assert hit.regions == {"CN-11": 1, "CN-31": 1}


def test_residence_permits_have_their_regions() -> None:
    hit = _match(["810000199003070015", "830000201506010018"])["resident_id_cn"]
    assert hit.regions == {"CN-81": 1, "CN-83": 1}


def test_birth_dates_in_every_notation() -> None:
    hit = _match(["1990-03-07", "19900307", "1990年3月7日", "1990/3/7", "1970-01-01", "1990-02-30"])["birth_date"]
    assert (hit.whole, hit.valid, hit.placeholders) == (5, 4, 1)
    assert hit.births is not None
    assert set(hit.births.astype(object).tolist()) == {date(1990, 3, 7)}


def test_ambiguous_local_dates_give_no_birth() -> None:
    hit = _match(["03/04/1990", "25/12/1990", "12/25/1990"])["birth_date.local"]
    assert hit.valid == 3
    assert hit.births is not None
    assert hit.births.astype(object).tolist() == [date(1990, 12, 25)] * 2


def test_ages_with_their_unit_are_whole_years() -> None:
    hit = _match(["12", "12.5", "131", "130"])["age"]
    assert (hit.valid, hit.ages) == (3, None)  # bare numbers are counted as numbers
    stated = _match(["12岁", "3 周岁", "12岁"])["age.text"].ages
    assert stated is not None
    assert sorted(stated.tolist()) == [3, 12, 12]


def test_full_width_and_grouped_digits_are_one_number() -> None:
    values = ["１３８ 0013 8000", "138-0013-8000", "138\u200b00138000", "+86 138 0013 8000", "（０２１）６２３４５６７８"]
    hits = _match(values)
    assert hits["phone_cn.mobile"].valid == 4
    assert hits["phone_cn.landline"].valid == 1


def test_one_value_counts_once_however_many_matches_it_holds() -> None:
    hit = _match(["13800138000/13900139000，13700137000"])["phone_cn.mobile"]
    assert (hit.whole, hit.inside) == (0, 1)


def test_every_rule_in_one_text_is_seen() -> None:
    hits = _match(["电话13800138000，卡号6222-0202-1001-1234-569，邮箱li@example.cn，身份证11010519491231002X"])
    inside = {rule for rule, hit in hits.items() if hit.inside}
    assert inside >= {"phone_cn.mobile", "card", "email", "resident_id_cn"}
    assert all(hit.accepted is None for hit in hits.values())


def test_numbers_uuids_and_timestamps_hold_nothing_inside() -> None:
    values = ["0.13800138000", "13800138-0138-4001-8138-001380013800", "2024-01-15T09:31:27", "213800138000"]
    assert {rule: hit.inside for rule, hit in _match(values).items() if hit.inside} == {}


def test_values_that_are_given_up_are_counted_and_none_that_holds_a_match() -> None:
    def is_last(text: str) -> bool:
        return text == "999"

    rules = [
        Rule("x", "", "[0-9]{3}", "s", ("999",), ("12",), inside=True, validate=is_last),
        Rule("y", "", "[0-9]{3}", "s", ("123",), ("12",), inside=True),
    ]
    given_up, both = "123 " * 1_001 + "999", "999 " + "123 " * 1_001
    matcher = RegexColumnMatcher(rule_set(rules))
    hits = matcher.match(pa.array([given_up, "123 " * 1_000 + "999", given_up, both, None, "none"]))
    assert [(hit.rule, hit.whole, hit.inside, hit.given_up, hit.has_counts) for hit in hits] == [
        ("x", 0, 2, 2, True),
        ("y", 0, 4, 0, True),
    ]
    hits = matcher.match(pa.array([given_up]))
    assert [(hit.rule, hit.inside, hit.given_up, hit.has_counts) for hit in hits] == [("x", 0, 1, False), ("y", 1, 0, True)]


def test_digit_bound_rules_are_found_inside_words() -> None:
    rule = Rule("x", "", "[0-9]{3}", "s", ("123",), ("12",), inside=True, boundary=Boundary.DIGIT)
    hits = RegexColumnMatcher(rule_set([rule])).match(pa.array(["ab123", "ab1234", "123", "12345"]))
    assert [(hit.whole, hit.inside) for hit in hits] == [(1, 1)]


def test_slices_with_offsets() -> None:
    values = normalise(pa.array(["x", "ann@example.org", None, "li@example.org", "y"])).text
    for start, length, expected in ((0, 5, [1, 3]), (1, 2, [0]), (3, 2, [0]), (2, 1, [])):
        hits = [hit for hit in MATCHER.match(values.slice(start, length)) if hit.rule == "email"]
        assert [np.flatnonzero(hit.accepted).tolist() for hit in hits if hit.accepted is not None] == (
            [expected] if expected else []
        )


def test_few_and_many_values_are_matched_alike() -> None:
    examples = [value for rule in RULES.rules for value in (*rule.hits, *rule.misses, *rule.inside_hits)]
    examples += [value for entry in RULES.dictionaries for value in (*entry.examples, *entry.misses)]
    text = normalise(pa.array(examples)).text
    padding = pa.array([f"padding {chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(2 * FEW)])
    many = {hit.rule: hit for hit in MATCHER.match(pa.concat_arrays([text, padding]))}
    few: Counter[tuple[str, str]] = Counter()
    for start in range(0, len(text), 50):
        for hit in MATCHER.match(text.slice(start, 50)):
            few.update({(hit.rule, name): getattr(hit, name) for name in ("whole", "valid", "inside", "placeholders")})
    expected = {(rule, name): getattr(many[rule], name) for rule, name in few}
    assert dict(few) == expected


def test_dictionaries_give_masks() -> None:
    hit = _match(["张伟", "高级", None, "王秀英"])["person_name_cn"]
    assert (hit.whole, hit.valid) == (2, 2)
    assert hit.accepted is not None
    assert hit.accepted.tolist() == [True, False, False, True]


def test_hits_are_sorted_by_rule() -> None:
    rules = [hit.rule for hit in MATCHER.match(pa.array(["13800138000", "ann@example.org", "张伟"]))]
    assert rules == sorted(rules)
    assert len(rules) > 3
