"""The chance that rules for Chinese data and devices state, against random values of their shape and ordinary words."""

import random
from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Rule
from tests.recognizers import ordinary_texts as ordinary

RULES = load_rules()
_COUNT = 20_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BASE64URL = f"{_LETTERS}{_LETTERS.lower()}0123456789-_"

_WORDS = (
    "gender",
    "marital_status",
    "education_cn",
    "political_status_cn",
    "religion_cn",
    "ethnicity_cn",
    "disability_cn.kind",
    "carrier",
    "place_names.division_cn",
)


def _digits(length: int, before: int = 0, behind: str = "") -> Callable[[random.Random], str]:
    return lambda rng: "".join(rng.choices(_LETTERS, k=before)) + f"{rng.randrange(10**length):0{length}}{behind}"


def _share(rule_id: str, values: list[str]) -> float:
    rule = RULES.rule(rule_id)
    plain = replace(rule, sampled=False) if isinstance(rule, Rule) else rule
    hits = RegexColumnMatcher(rule_set([plain])).match(pa.array(values, pa.string()))
    return hits[0].valid / len(values) if hits else 0.0


@pytest.mark.parametrize(
    ("rule_id", "shape"),
    [
        ("registration_no_cn", _digits(15)),
        ("registration_no_cn.organisation_code", _digits(9)),
        ("registration_no_cn.taxpayer", _digits(15)),
        ("disability_cn", _digits(20)),
        ("meid.decimal", _digits(18)),
        ("wallet_transactions_cn", _digits(28)),
        ("travel_permit_cn", _digits(8, before=1)),
        ("passport_cn", _digits(8, before=1)),
        ("tracking_number", _digits(13, before=2)),
        ("tracking_number.post", _digits(9, before=2, behind="CN")),
        ("base_station", _digits(15)),
        ("platform_ids.wechat_unionid", lambda rng: "".join(rng.choices(_BASE64URL, k=28))),
        ("ip.version_like", lambda rng: ".".join(str(rng.randrange(256)) for _ in range(4))),
        ("ip.local", lambda rng: ".".join(str(rng.randrange(256)) for _ in range(4))),
        ("mac.randomised", lambda rng: ":".join(f"{rng.randrange(256):02x}" for _ in range(6))),
    ],
)
def test_random_values_pass_as_often_as_stated(rule_id: str, shape: Callable[[random.Random], str]) -> None:
    rng = random.Random(20_240_115)
    measured = _share(rule_id, [shape(rng) for _ in range(_COUNT)])
    assert measured == pytest.approx(RULES.rule(rule_id).chance, rel=0.15, abs=0.003)


@pytest.mark.parametrize("rule_id", _WORDS)
def test_ordinary_words_are_rarely_one_of_a_list(rule_id: str) -> None:
    assert _share(rule_id, [*ordinary.CHINESE_WORDS, *ordinary.CHINESE_CHARACTERS]) <= RULES.rule(rule_id).chance


@pytest.mark.parametrize("rule_id", ["address_cn.stated", "plate_cn", "military_id_cn", "court_case_cn"])
def test_ordinary_sentences_hold_none(rule_id: str) -> None:
    sentences = [*ordinary.CHINESE_SENTENCES, *ordinary.TITLES, *ordinary.ENGLISH_SENTENCES]
    rule = RULES.rule(rule_id)
    plain = replace(rule, sampled=False) if isinstance(rule, Rule) else rule
    hits = RegexColumnMatcher(rule_set([plain])).match(pa.array(sentences, pa.string()))
    assert [(hit.valid, hit.inside) for hit in hits] == []
