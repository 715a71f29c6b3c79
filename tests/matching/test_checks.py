"""Compiled checks say what the recognizers' functions say, on values that match a pattern with them and on changed ones."""

import random
import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import load_kernel
from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.matching.executing import KernelExecutor
from gazetteer_scanners.matching.pattern import split_flag
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.recognizers.rule import Rule
from tests.matching.equality import examples_of

LIBRARY = load_kernel()
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="there is no compiled kernel")
RULES = load_rules()
CHECKED = [rule for rule in RULES.rules if rule.validate in checks()]
DATED = [rule for rule in RULES.rules if rule.birth in date_readers()]
_DIGITS = "0123456789"
_LETTERS = "abcdefABCDEFxXzZ"


def _values(rule: Rule) -> list[str]:
    """Values that match the rule's pattern whole (or inside, where that one is another)."""
    shuffle = random.Random(rule.id)
    flag, body = split_flag(rule.pattern)
    pattern = re.compile(
        f"{flag}(?:{body})" + (f"|{rule.inside_pattern}" if rule.inside_pattern and not flag else ""), re.ASCII
    )
    seeds = [value for value in examples_of(RULES) if pattern.fullmatch(value)]
    values = set(seeds)
    for _ in range(20_000):
        value = list(shuffle.choice(seeds))
        for _ in range(shuffle.randrange(1, 5)):
            at = shuffle.randrange(len(value))
            kind = _DIGITS if value[at] in _DIGITS else _LETTERS if value[at] in _LETTERS else value[at]
            value[at] = shuffle.choice(kind + "0:./- " if shuffle.random() < 0.1 else kind)
        values.add("".join(value))
    return sorted(value for value in values if pattern.fullmatch(value))


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: str(rule.id))
def test_checks(rule: Rule) -> None:
    assert LIBRARY is not None
    assert rule.validate is not None
    values = _values(rule)
    expected = [rule.validate(value) for value in values]
    passes = KernelExecutor(LIBRARY).check(checks()[rule.validate], pa.array(values), np.ones(len(values), np.bool_))
    assert passes is not None
    assert [value for value, one, other in zip(values, passes.tolist(), expected, strict=True) if one != other] == []
    assert any(expected)


@pytest.mark.parametrize("rule", DATED, ids=lambda rule: str(rule.id))
def test_dates(rule: Rule) -> None:
    assert LIBRARY is not None
    assert rule.validate is not None
    assert rule.birth is not None
    values = [value for value in _values(rule) if rule.validate(value)]
    expected = [day for value in values if (day := rule.birth(value)) is not None]
    days = KernelExecutor(LIBRARY).dates(date_readers()[rule.birth], pa.array(values), np.ones(len(values), np.bool_))
    assert days is not None
    assert days.astype("datetime64[D]").tolist() == expected
    assert expected


def test_every_check_is_used() -> None:
    rules = (*RULES.rules, *RULES.sampled)
    functions: set[Callable[[str], object]] = {rule.validate for rule in rules if rule.validate}
    functions |= {rule.birth for rule in rules if rule.birth}
    assert {*checks(), *date_readers()} <= functions


def test_values_that_are_not_wanted_do_not_pass() -> None:
    assert LIBRARY is not None
    executor = KernelExecutor(LIBRARY)
    texts = pa.array(["4111111111111111", None, "4111111111111111"])
    passes = executor.check(0, texts, np.array([True, True, False]))
    assert passes is not None
    assert passes.tolist() == [True, False, False]


@pytest.mark.parametrize("number", [*range(len(checks())), 99])
def test_no_octets_make_a_check_fall_over(number: int) -> None:
    assert LIBRARY is not None
    shuffle = random.Random(number)
    values = [shuffle.randbytes(shuffle.randrange(1, 200)) for _ in range(2_000)]
    values += [bytes(shuffle.choices(b"0123456789:.-/@+( *", k=shuffle.randrange(1, 90))) for _ in range(2_000)]
    octets, offsets = b"".join(values), np.concatenate([[0], np.cumsum([len(value) for value in values])]).astype(np.int32)
    texts = pa.StringArray.from_buffers(len(values), pa.py_buffer(offsets.tobytes()), pa.py_buffer(octets))
    passes = KernelExecutor(LIBRARY).check(number, texts, np.ones(len(values), np.bool_))
    assert passes is not None
    assert len(passes) == len(values)
