"""Compiled judges of names and addresses say what the recognizers' functions say."""

import random
import re

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.checks import JUDGE_LISTS, JUDGES, judge_lists
from gazetteer_scanners.matching.words import Judges, WordTable
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.recognizers.rule import Dictionary

RULES = load_rules()
JUDGED = [entry for entry in RULES.dictionaries if entry.counts in JUDGES]
_PIECES = {
    "person_name_cn": [*"张王李欧阳司马光伟明秀英的店高级马上·•成功", "欧阳", "上官"],
    "person_name_latin": [
        *("Ann", "John", "Lee", "Smith", "de", "van", "Dr.", "J.", "A", "Garcia-Lopez", "Jean-Luc", "Systems", "ann", "LEE"),
        *(" ", " ", " ", ", ", " & ", "/", "; ", "é", "-", "'", "."),
    ],
    "address_cn": [
        *list("省市区县旗路街道巷号栋楼室层门单元村镇乡城超社小园大厦广场公寓东西一二三12345 -,，Aa"),
        "自治区",
        "大道",
        "浙江",
    ],
    "address_international": [
        *("Main", "Street", "street", "Rue", "de", "la", "Via", "Roma", "12", "12b", "221B", "No. 5", "#7", "12-14", "Box"),
        *("Bahnhofstrasse", "Hauptstr.", "weg", "London", "53426", "P.O. Box 12", "bis", "Calle", "Road", "3/2a", "99999999"),
        *(" ", " ", " ", " ", ", ", ",", "; ", "/ ", "\n", "ß", "."),
    ],
}


def _values(entry: Dictionary) -> list[str]:
    shuffle = random.Random(entry.id)
    seeds = [*entry.examples, *entry.misses]
    pieces = _PIECES[entry.id]
    shape = re.compile(entry.pattern or ".*", re.DOTALL)
    values = {*seeds, *("".join(shuffle.choices(pieces, k=shuffle.randrange(1, 12))) for _ in range(20_000))}
    for _ in range(10_000):
        value = shuffle.choice(seeds)
        at = shuffle.randrange(len(value))
        values.add(value[:at] + shuffle.choice(pieces) + value[at + shuffle.randrange(3) :])
    return sorted(value for value in map(str.strip, values) if value and shape.fullmatch(value))


@pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")
@pytest.mark.parametrize("entry", JUDGED, ids=lambda entry: str(entry.id))
def test_judges(entry: Dictionary) -> None:
    assert entry.counts is not None
    values = _values(entry)
    verdicts = Judges(JUDGES, judge_lists(), JUDGE_LISTS).judge(entry.counts, pa.array(values), np.ones(len(values), np.bool_))
    assert verdicts is not None
    counts, is_unsure = verdicts
    wrong = [
        value
        for value, one, unsure in zip(values, counts.tolist(), is_unsure.tolist(), strict=True)
        if not unsure and one != entry.counts(value)
    ]
    assert wrong == []
    assert counts.any()
    assert not (counts | is_unsure).all()
    assert np.count_nonzero(is_unsure) < len(values) / 2


def test_all_functions_of_dictionaries_are_compiled() -> None:
    assert {entry.counts for entry in RULES.dictionaries if entry.counts} == set(JUDGES)
    assert len(JUDGES) == len(JUDGE_LISTS)
    assert {place for places in JUDGE_LISTS for place in places} == set(range(len(judge_lists())))


def test_words_are_found_in_any_case() -> None:
    table = WordTable([{"ann", "são paulo", "张"}, {"ann", "bo"}])
    texts = pa.array(["Ann", "SÃO PAULO", "张", "BO", "an", None, "", "bob", "bo"])
    found, every = table.find(texts, np.array([True] * 8 + [False]))
    assert found.tolist() == [3, 1, 1, 2, 0, 0, 0, 0, 0]
    assert every == 3


def test_no_words_find_nothing() -> None:
    found, every = WordTable([(), ()]).find(pa.array(["a", ""]), np.ones(2, np.bool_))
    assert (found.tolist(), every) == ([0, 0], 0)
