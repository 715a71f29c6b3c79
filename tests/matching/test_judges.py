"""Compiled judges of names and addresses say what the recognizers' functions say."""

import random
import re

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.automaton.overlap import patterns_with_digit
from gazetteer_scanners.matching.automaton.unions import Compiled, Spec, compile_union
from gazetteer_scanners.matching.checks import JUDGE_LISTS, JUDGES, judge_lists
from gazetteer_scanners.matching.dictionaries import PythonDictionaries
from gazetteer_scanners.matching.executing import KernelExecutor
from gazetteer_scanners.matching.kernel_dictionaries import KernelDictionaries
from gazetteer_scanners.matching.python_executing import PythonExecutor
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


_WORD = 100
NEEDS_KERNEL = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")


def _compiled(*entries: Dictionary) -> Compiled:
    specs = [Spec(i, entry.id, entry.pattern, has_unicode_case=True) for i, entry in enumerate(entries) if entry.pattern]
    return compile_union([Spec(_WORD, "words", "[^0-9@_/]*"), *specs], max_alone=300)


def _kernel(*entries: Dictionary) -> KernelDictionaries:
    library = load_kernel()
    assert library is not None
    compiled = _compiled(*entries)
    with_digit = tuple(map(patterns_with_digit, compiled.tables))
    return KernelDictionaries(dict(enumerate(entries)), compiled, with_digit, _WORD, KernelExecutor(library))


def _held(part: KernelDictionaries | PythonDictionaries, values: pa.StringArray) -> dict[str, list[int]]:
    """By dictionary the places of the values that it holds."""
    hits = list(part.hits(values, None))
    assert all(hit.accepted is not None and hit.valid == hit.whole == np.count_nonzero(hit.accepted) for hit in hits)
    return {hit.rule: np.flatnonzero(hit.accepted).tolist() for hit in hits if hit.accepted is not None}


@NEEDS_KERNEL
@pytest.mark.parametrize("entry", JUDGED, ids=lambda entry: str(entry.id))
def test_judges(entry: Dictionary) -> None:
    assert entry.counts is not None
    values = _values(entry)
    held = _held(_kernel(entry), pa.array(values))[entry.id]
    assert held == [i for i, value in enumerate(values) if entry.counts(value)]
    assert 0 < len(held) < len(values)


def test_all_functions_of_dictionaries_are_compiled() -> None:
    assert {entry.counts for entry in RULES.dictionaries if entry.counts} == set(JUDGES)
    assert len(JUDGES) == len(JUDGE_LISTS)
    assert {place for places in JUDGE_LISTS for place in places} == set(range(len(judge_lists())))


def _list(name: str, words: set[str], pattern: str | None = None) -> Dictionary:
    return Dictionary(name, "", frozenset(words), "", (), (), pattern)


_LISTS = (
    _list("one", {"ann", "são paulo", "张", "a word of more than eight octets"}),
    _list("two", {"ann", "bo", "straße"}),
    _list("short", {"ann", "são paulo"}, "[A-Za-z]{3}"),
)
_WORDS = ["Ann", "SÃO PAULO", "张", "BO", "an", None, "", "bob", "bo", "A Word of more than EIGHT octets", "STRASSE", "Straße"]


@pytest.mark.parametrize("offset", [0, 3])
@pytest.mark.parametrize("is_kernel", [pytest.param(True, marks=NEEDS_KERNEL), False])
def test_words_are_found_in_any_case(offset: int, *, is_kernel: bool) -> None:
    entries = dict(enumerate(_LISTS))
    part = _kernel(*_LISTS) if is_kernel else PythonDictionaries(entries, _compiled(*_LISTS), _WORD, PythonExecutor())
    expected = {"one": [0, 1, 2, 9], "two": [0, 3, 8, 11], "short": [0]}
    held = _held(part, pa.array(_WORDS).slice(offset))
    assert held == {rule: found for rule, places in expected.items() if (found := [i - offset for i in places if i >= offset])}


@pytest.mark.parametrize("is_kernel", [pytest.param(True, marks=NEEDS_KERNEL), False])
def test_no_words_find_nothing(*, is_kernel: bool) -> None:
    one = _list("none", set())
    part = _kernel(one) if is_kernel else PythonDictionaries({0: one}, _compiled(one), _WORD, PythonExecutor())
    assert _held(part, pa.array(["a", "", None])) == {}


@NEEDS_KERNEL
def test_values_that_are_not_kept_are_not_looked_at() -> None:
    hits = list(_kernel(*_LISTS).hits(pa.array(["ann", "bo", "ann"]), np.array([1, 0, 0], np.uint8)))
    assert [(hit.rule, hit.whole) for hit in hits] == [("one", 1), ("two", 1), ("short", 1)]


@NEEDS_KERNEL
def test_a_dictionary_that_the_kernel_does_not_know_is_asked_in_python() -> None:
    entry = Dictionary("odd", "", frozenset(), "", (), (), "[a-z]+", lambda text: len(text) % 2 == 1)
    assert _held(_kernel(entry, *_LISTS), pa.array(["abc", "ab", "ann", "Ann", None])) == {
        "odd": [0, 2],
        "one": [2, 3],
        "two": [2, 3],
        "short": [2, 3],
    }


@NEEDS_KERNEL
@pytest.mark.parametrize("seed", range(3))
def test_long_texts_with_numbers(seed: int) -> None:
    """Most of them are told apart by their numbers alone."""
    shuffle = random.Random(seed)
    entry = next(one for one in JUDGED if one.id == "address_international")
    assert entry.counts is not None
    pieces = [*_PIECES["address_international"], "123456", "x1", "n1", "no1", "o.1", "4e", "-", "12abc", "º7", "customer"]
    values = ["".join(shuffle.choices(pieces, k=shuffle.randrange(5, 30))).strip() for _ in range(20_000)]
    shape = re.compile(entry.pattern or "", re.DOTALL)
    expected = [i for i, value in enumerate(values) if shape.fullmatch(value) and entry.counts(value)]
    assert _held(_kernel(entry), pa.array(values)) == {entry.id: expected}
