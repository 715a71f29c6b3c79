"""Probes: births in ids, by rules with and without a compiled check."""

import pickle
from datetime import date
from functools import partial

import numpy as np
import pyarrow as pa

from gazetteer_scanners.classification.probes import IdRule, births_in_ids
from gazetteer_scanners.recognizers.identity import resident_id_cn

RULES: tuple[IdRule, ...] = tuple((rule.pattern, rule.validate, rule.birth) for rule in resident_id_cn.RULES if rule.birth)
TEXTS = ["11010519491231002X", "440524198001010013", "110105491231002", "110105194912310021", "x", "", "1949-12-31"]
BIRTHS = [date(1949, 12, 31), date(1980, 1, 1), date(1949, 12, 31), None, None, None, None]


def births(rules: tuple[IdRule, ...], texts: list[str]) -> list[date | None]:
    found: list[date | None] = births_in_ids(rules, pa.array(texts, pa.string())).tolist()
    return found


def test_resident_ids_few_and_many() -> None:
    assert births(RULES, TEXTS) == BIRTHS
    assert births(RULES, TEXTS * 50) == BIRTHS * 50
    assert births(RULES, []) == []


def is_even(text: str) -> bool:
    return int(text[-1]) % 2 == 0


def year_of(text: str) -> date | None:
    return date(int(text[:4]), 1, 1) if text[:4] > "1900" else None


def test_the_first_rule_that_a_text_passes_decides() -> None:
    rules = (("[0-9]{6}", is_even, year_of), ("[0-9]{6}", None, lambda text: date(2000, 1, 1)))
    assert births(rules, ["198002", "198001", "180002", "19800"]) == [date(1980, 1, 1), date(2000, 1, 1), None, None]


def test_the_question_can_be_sent_to_a_worker() -> None:
    question = pickle.loads(pickle.dumps(partial(births_in_ids, RULES)))  # noqa: S301 - our own bytes
    assert np.array_equal(question(pa.array(TEXTS)), births_in_ids(RULES, pa.array(TEXTS)), equal_nan=True)
