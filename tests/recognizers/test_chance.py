"""The chance that each rule states, against random values of its shape and ordinary texts."""

import random
from collections.abc import Callable

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from tests.recognizers import ordinary_texts as ordinary

RULES = load_rules()
_COUNT = 20_000
_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_ORDINARY = [
    ("person_name_cn", ordinary.CHINESE_WORDS),
    ("person_name_cn.surname", ordinary.CHINESE_CHARACTERS),
    ("person_name_latin", ordinary.TITLES),
    ("person_name_latin.given", ordinary.ENGLISH_WORDS),
    ("person_name_latin.surname", ordinary.ENGLISH_WORDS),
    ("place_names.city_cn", ordinary.CHINESE_WORDS),
    ("place_names.province_cn", ordinary.CHINESE_WORDS),
    ("place_names.city", ordinary.ENGLISH_WORDS),
    ("place_names.country", ordinary.ENGLISH_WORDS),
    ("place_names.state", ordinary.ENGLISH_WORDS),
    ("place_names.state_code", ordinary.LETTER_PAIRS),
    ("place_names.country_code", ordinary.LETTER_PAIRS),
    ("address_cn", ordinary.CHINESE_SENTENCES),
    ("address_international", ordinary.ENGLISH_SENTENCES),
    *((entry, ordinary.ENGLISH_WORDS) for entry in ("method", "degree", "job_title", "diagnosis", "belief_and_origin")),
    *((f"belief_and_origin.{one}", ordinary.ENGLISH_WORDS) for one in ("ethnicity", "ethnicity_short", "orientation", "party")),
    ("ip.v4", ordinary.FOUR_PART_VERSIONS),
]


def _digits(length: int) -> Callable[[random.Random], str]:
    return lambda rng: f"{rng.randrange(10**length):0{length}}"


def _hex(length: int) -> Callable[[random.Random], str]:
    return lambda rng: f"{rng.randrange(16**length):0{length}x}"


def _uuid(rng: random.Random) -> str:
    text = _hex(32)(rng)
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _share(rule_id: str, values: list[str]) -> float:
    hits = RegexColumnMatcher(rule_set([RULES.rule(rule_id)])).match(pa.array(values, pa.string()))
    return hits[0].valid / len(values) if hits else 0.0


@pytest.mark.parametrize(
    ("rule_id", "shape"),
    [
        ("phone_cn.mobile", _digits(11)),
        ("phone_cn.landline", _digits(11)),
        ("phone_international.e164", _digits(12)),
        ("phone_international.digits", _digits(12)),
        ("resident_id_cn", _digits(18)),
        ("resident_id_cn.old", _digits(15)),
        ("uscc_cn", _digits(18)),
        ("imei", _digits(15)),
        ("imei.unlisted", _digits(15)),
        ("imei.short", _digits(14)),
        ("imsi", _digits(15)),
        ("imsi.cn", _digits(15)),
        ("iccid", _digits(19)),
        ("iccid.cn", _digits(20)),
        ("meid", _hex(14)),
        ("mac.bare", _hex(12)),
        ("android_id", _hex(16)),
        ("oaid", _hex(32)),
        ("gaid", _uuid),
        ("uuid", _uuid),
        ("card", _digits(16)),
        ("birth_date", _digits(8)),
        ("platform_ids.alipay", _digits(16)),
        ("platform_ids.qq", _digits(9)),
        ("platform_ids.wechat_openid", lambda rng: "".join(rng.choices(_BASE64URL, k=28))),
    ],
)
def test_random_values_pass_as_often_as_stated(rule_id: str, shape: Callable[[random.Random], str]) -> None:
    rng = random.Random(20_240_115)
    measured = _share(rule_id, [shape(rng) for _ in range(_COUNT)])
    assert measured == pytest.approx(RULES.rule(rule_id).chance, rel=0.15, abs=0.0015)


@pytest.mark.parametrize(("entry_id", "values"), _ORDINARY)
def test_ordinary_texts_count_at_most_as_often_as_stated(entry_id: str, values: tuple[str, ...]) -> None:
    measured = _share(entry_id, list(values))
    stated = RULES.rule(entry_id).chance
    assert measured <= stated <= 2 * measured + 0.03


def test_every_dictionary_is_measured() -> None:
    assert {entry.id for entry in RULES.dictionaries} <= {entry_id for entry_id, _ in _ORDINARY}
