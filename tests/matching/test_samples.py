"""Samples of a column: few, spread, the same each time; and what the rules for samples say of them."""

import itertools
import random
from dataclasses import replace

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.samples import HINT, MAX_SAMPLE_CHARACTERS, MAX_SAMPLES, SAMPLES, RuleSampler, choose_samples
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Rule

RULES = load_rules()
SAMPLER = RuleSampler(RULES, CompiledColumnMatcher(RULES.for_samples))


def _hits(values: list[str | None], sampler: RuleSampler = SAMPLER) -> dict[str, RuleHits]:
    return {hit.rule: hit for hit in sampler.sample(pa.array(values, pa.string()))}


def test_all_of_few_values_are_samples_each_once() -> None:
    assert choose_samples(pa.array(["b", None, "a", "", "b", "c"], pa.string())) == ["b", "a", "c"]


@pytest.mark.parametrize("values", [[], [None, None], [""]])
def test_nothing_gives_no_samples(values: list[str | None]) -> None:
    assert choose_samples(pa.array(values, pa.string())) == []
    assert SAMPLER.sample(pa.array(values, pa.string())) == ()


@pytest.mark.parametrize("has_nulls", [True, False])
def test_samples_of_many_are_spread_and_the_same_each_time(has_nulls: bool) -> None:
    values = pa.array([None if has_nulls and n % 3 == 0 else str(n) for n in range(50_000)], pa.string())
    chosen = [int(text) for text in choose_samples(values)]
    assert len(chosen) == MAX_SAMPLES
    assert chosen == sorted(set(chosen)) == [int(text) for text in choose_samples(values)]
    assert [int(text) for text in choose_samples(values, 400)][-1] > 45_000
    steps = {later - one for one, later in itertools.pairwise(chosen)}
    assert len(steps) > 2


def test_a_slice_gives_its_own_values() -> None:
    values = pa.array([str(n) for n in range(3_000)], pa.string())
    assert choose_samples(values.slice(2_990)) == [str(n) for n in range(2_990, 3_000)]


def test_long_texts_are_cut() -> None:
    assert [len(text) for text in choose_samples(pa.array(["号" * 5_000, "x"]))] == [MAX_SAMPLE_CHARACTERS, 1]


def test_every_sampled_rule_has_the_hint() -> None:
    without = [
        (rule.id, text) for rule in RULES.sampled for text in (*rule.hits, *rule.inside_hits) if HINT.search(text) is None
    ]
    assert without == []


def test_a_rule_without_the_hint_is_not_passed_over() -> None:
    rule = Rule("staff", "", "E-[0-9]{2}", "a source", ("E-12", "E-13", "E-14"), ("x", "y", "z"), sampled=True)
    rules = rule_set([rule])
    hits = _hits(["E-12", "E-1", "E-99"], RuleSampler(rules, RegexColumnMatcher(rules.for_samples)))
    assert (hits["staff"].valid, hits[SAMPLES].whole) == (2, 3)


def test_numbers_that_pass_by_chance_are_not_looked_at_further() -> None:
    shuffle = random.Random(7)
    hits = _hits([f"{shuffle.randrange(10**15):015}" for _ in range(5_000)])
    assert hits[SAMPLES].whole == 24


def test_numbers_that_pass_more_often_are_looked_at_all() -> None:
    valid = [_cpf(n) for n in range(300)]
    hits = _hits(list(valid))
    assert (hits[SAMPLES].whole, hits["national_id_br.digits"].valid) == (200, 200)


def test_matches_inside_text_are_counted() -> None:
    texts = [f"cliente {n} pagou, CPF 529.982.247-25 no cadastro" if n % 2 else f"nota {n}" for n in range(100)]
    hits = _hits(list(texts))
    assert (hits[SAMPLES].whole, hits["national_id_br.labelled"].inside) == (100, 50)


def test_counts_come_without_masks_births_and_regions() -> None:
    hits = _hits(["44051401458", "85031401231"])
    assert all((hit.accepted, hit.births, hit.ages, dict(hit.regions)) == (None, None, None, {}) for hit in hits.values())


def test_sampled_rules_are_in_no_table_for_rows() -> None:
    assert {rule.id for rule in RULES.rules} & {rule.id for rule in RULES.sampled} == set()
    assert all(rule.sampled for rule in RULES.sampled)
    assert not any(rule.sampled for rule in RULES.for_samples.rules)
    changed = rule_set([replace(RULES.sampled[0], sampled=False), *RULES.rules])
    assert changed.version != rule_set([RULES.sampled[0], *RULES.rules]).version


def _cpf(number: int) -> str:
    """A made number that passes: nine digits and their two check digits."""
    digits = f"{(number * 7_919_003 + 102_030_405) % 10**9:09}"
    for length in (9, 10):
        total = sum(int(digit) * (length + 1 - place) for place, digit in enumerate(digits))
        digits += str(total * 10 % 11 % 10)
    return digits
