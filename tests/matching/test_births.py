"""Births embedded in ids: as each rule's own functions read them, one id at a time, with and without the kernel."""

import pickle
import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.matching import births
from gazetteer_scanners.matching.births import IdBirths, IdRule
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.python_executing import PythonExecutor, make_executor
from gazetteer_scanners.recognizers.identity.resident_id_cn import RULES

IDS: tuple[IdRule, ...] = tuple((rule.pattern, rule.validate, rule.birth) for rule in RULES if rule.birth)
NEAR = ("", "1990-01-01", "19900101", "张三", "41", "11010519491231002X 11010519491231002X", "110105199002300028")


def _one_by_one(rules: tuple[IdRule, ...], text: str) -> date | None:
    for pattern, validate, birth in rules:
        if re.fullmatch(pattern, text) and (validate is None or validate(text)):
            return birth(text)
    return None


@pytest.mark.parametrize("executor", [make_executor, PythonExecutor])
@pytest.mark.parametrize("copies", [1, 50])
def test_births_as_the_rules_read_them(
    executor: Callable[[], Executor], copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(births, "make_executor", executor)
    texts = [text for rule in RULES for text in (*rule.hits, *rule.misses)] + list(NEAR)
    texts = ["padding", *texts] * copies
    expected = [_one_by_one(IDS, text) for text in texts]
    found = IdBirths(IDS)(pa.array(["cut off", *texts], pa.string()).slice(1))
    assert found.tolist() == expected
    assert len({day for day in expected if day}) == 3


def test_an_id_that_fails_one_rule_goes_on_to_the_next() -> None:
    rules: tuple[IdRule, ...] = (("[0-9]+", lambda text: len(text) == 2, lambda _: None), ("[0-9x]+", None, _first_of_may))
    found = IdBirths(rules)(pa.array(["12", "123", "x", "y"]))
    assert found.tolist() == [None, date(2001, 5, 1), date(2001, 5, 1), None]


def test_no_texts_and_no_rules() -> None:
    assert len(IdBirths(IDS)(pa.array([], pa.string()))) == 0
    assert np.isnat(IdBirths(())(pa.array(["11010519491231002X"]))).all()


def test_it_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(IdBirths(IDS))) == IdBirths(IDS)  # noqa: S301 - of our own


def _first_of_may(_: str) -> date:
    return date(2001, 5, 1)
