"""Any order and any cut of the batches gives the same bytes, also where the record had to be coarsened; 8 KiB a field."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise, permutations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.age_columns import AgeColumns, AgeKind
from gazetteer_scanners.evidence.codec import MAX_COUNT
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.field import COUNTERS, HISTOGRAMS, AgeSource, FieldEvidence
from gazetteer_scanners.evidence.field_codec import MAX_FIELD_BYTES, MIN_BODY_BYTES, decode_field, encode_field
from gazetteer_scanners.evidence.levels import LAST_LEVEL
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, ProbeSpec, age_column
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.paths import encode_path, name_path
from tests.evidence.batches import AS_OF, KEY, PATH, add_values, field_of, leaf_of

pytestmark = pytest.mark.usefixtures("measured_by")

FIELDS = 2
PROBE = ProbeSpec(
    "p", (age_column(AgeColumns(AgeKind.STATED, (name_path("f0"),))), ProbeColumn(ProbeKind.PRESENCE, (name_path("f1"),)))
)
Batch = tuple[int, int, int, int]  # field, seed, how much, what


def add_batch(dataset: DatasetEvidence, batch: Batch) -> None:
    """A batch with up to 150 values, 1,500 birth months, 90 rules and 120 regions, all drawn from the seed."""
    which, seed, size, kind = batch
    random = np.random.default_rng(seed)
    numbers = random.integers(0, 10 ** int(random.integers(1, 12)), size)
    values = [pa.array(numbers), pa.array(numbers.astype(str)), pa.array([*days_of(random, size), None])][kind % 3]
    hits = hits_of(random, len(values), size) if kind >= 3 else []
    data_type = (DataType.INTEGER, DataType.STRING, DataType.DATE)[kind % 3]
    path = name_path(f"f{which}")
    add_values(dataset.field(path, data_type), values, hits)
    dataset.probe(PROBE).add({path: leaf_of(values, path)}, len(values), AS_OF)
    dataset.add_rows(len(values))


def days_of(random: np.random.Generator, size: int) -> list[date]:
    return [date(1900, 1, 1) + timedelta(days=int(day)) for day in random.integers(0, 73_000, size)]


def hits_of(random: np.random.Generator, values: int, size: int) -> list[RuleHits]:
    hits = []
    for rule in sorted({int(rule) for rule in random.integers(0, 400, size * 3 // 5)}):
        accepted = random.random(values) < 0.9
        births = (random.integers(-25_000, 40_000, size // 6)).astype("M8[D]")
        hit = RuleHits(f"some.long.rule.name.{rule}", size, size, 1, rule % 2, accepted, births)
        hit.regions.update({f"C{chr(65 + int(n) % 26)}-{int(n)}": int(n) for n in random.integers(1, 999, 2)})
        hits.append(hit)
    return hits


def merged(batches: Sequence[Batch], cuts: Sequence[int], order: Sequence[int], through_bytes: bool) -> bytes:
    bounds = [0, *sorted(cuts), len(batches)]
    parts = []
    for begin, end in pairwise(bounds):
        part = DatasetEvidence(AS_OF, KEY.id, "r")
        for batch in batches[begin:end]:
            add_batch(part, batch)
        parts.append(DatasetEvidence.from_bytes(part.to_bytes()) if through_bytes else part)
    whole = DatasetEvidence(AS_OF, KEY.id, "r")
    for index in order:
        if index < len(parts):
            whole.merge(parts[index])
    return whole.to_bytes()


BATCHES = st.lists(
    st.tuples(st.integers(0, FIELDS - 1), st.integers(0, 10**6), st.sampled_from([0, 1, 7, 60, 150]), st.integers(0, 5)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BATCHES, st.data())
def test_any_cut_and_order_gives_the_same_bytes(batches: list[Batch], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(batches)), max_size=3))
    order = data.draw(st.permutations(range(len(cuts) + 1)))
    once = merged(batches, [], [0], through_bytes=False)
    assert merged(batches, cuts, order, through_bytes=True) == once
    assert merged(batches, cuts, sorted(order), through_bytes=False) == once
    for field in DatasetEvidence.from_bytes(once).fields:
        assert len(encode_path(field.path)) + len(encode_field(field)) <= MAX_FIELD_BYTES


def test_every_order_of_crowded_chunks_gives_the_same_bytes() -> None:
    batches = [(0, seed, 150, 3 + seed % 3) for seed in range(3)]
    once = merged(batches, [], [0], through_bytes=False)
    (field,) = DatasetEvidence.from_bytes(once).fields
    assert field.level == 5
    for order in permutations(range(3)):
        assert merged(batches, [1, 2], order, through_bytes=True) == once


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BATCHES, min_size=3, max_size=3))
def test_merging_is_associative_and_commutative(parts: list[list[Batch]]) -> None:
    def part(index: int) -> DatasetEvidence:
        dataset = DatasetEvidence(AS_OF, KEY.id, "r")
        for batch in parts[index]:
            add_batch(dataset, batch)
        return DatasetEvidence.from_bytes(dataset.to_bytes())

    left, right, back = part(0), part(1), part(2)
    left.merge(part(1))
    left.merge(part(2))
    right.merge(part(2))
    right.merge(part(0))
    back.merge(part(1))
    back.merge(part(0))
    assert left.to_bytes() == right.to_bytes() == back.to_bytes()


def crowded(rules: int, months: int, regions: int) -> FieldEvidence:
    field = field_of([date(1900 + month // 12, 1 + month % 12, 1) for month in range(months)])
    values = pa.array([f"v{n}" for n in range(100)])
    hits = [RuleHits(f"rule.{n:05}", 900, 800, 70, 6, np.ones(100, np.bool_)) for n in range(rules)]
    for index in range(regions):
        hits[0].regions[f"{chr(65 + index % 26)}{chr(65 + index // 26 % 26)}-{index // 676}"] = 5
    add_values(field, values, hits)
    return field


@pytest.mark.parametrize(
    ("rules", "months", "regions", "level", "months_per_bin"),
    [
        (0, 0, 0, 0, 1),
        (60, 600, 0, 0, 1),
        (60, 1500, 0, 1, 3),
        (80, 1500, 0, 2, 12),
        (150, 1500, 0, 3, 12),
        (350, 2400, 0, 4, 120),
        (300, 2400, 5000, 5, 120),
        (5000, 2400, 3000, 9, 120),
    ],
)
def test_the_finest_level_that_fits_is_taken(rules: int, months: int, regions: int, level: int, months_per_bin: int) -> None:
    field = crowded(rules, months, regions)
    body = encode_field(field)
    read = decode_field(body, PATH, KEY.id, AS_OF)
    assert len(body) <= MAX_FIELD_BYTES - len(encode_path(PATH))
    assert (read.level, read.months_per_bin) == (level, months_per_bin)
    assert read.months.total() == field.months.total() == months
    assert read.regions.total() == field.regions.total()
    assert sum(rule.whole for rule in read.rules.values()) + read.other_rules.whole == 900 * rules
    assert sum(rule.inside for rule in read.rules.values()) + read.other_rules.inside == 70 * rules
    assert [read.under(age) for age in (13, 14, 18, 21)] == [field.under(age) for age in (13, 14, 18, 21)]


def test_a_coarse_record_refuses_ages_it_cannot_tell() -> None:
    field = crowded(5000, 2400, 0)
    coarse = decode_field(encode_field(field), PATH, KEY.id, AS_OF)
    assert coarse.under(22) == field.under(22)
    for age in (12, 23):
        assert field.under(age) > 0
        with pytest.raises(ValueError, match=f"cannot count who is under {age}"):
            coarse.under(age, AgeSource.DATES)
    for age in (0, 132):
        with pytest.raises(ValueError, match="cannot count"):
            field.under(age)


def test_the_coarsest_level_fits_whatever_the_counts() -> None:
    field = crowded(300, 2412, 100)
    add_values(field, pa.array([f"w{n}" for n in range(20_000)]))
    keys = {"types": 13, "lengths": 47, "scripts": 10, "traits": 4, "digits": 21, "truths": 2, "dates": 5, "epochs": 2}
    keys |= dict.fromkeys(("months", "epoch_months", "birth_months"), 2412)
    keys |= dict.fromkeys(("ages", "birth_ages", "stated_ages"), 133)
    assert sorted(keys) == sorted(HISTOGRAMS)
    for name, size in keys.items():
        setattr(field, name, Counter(dict.fromkeys(range(size), MAX_COUNT)))
    for name in COUNTERS:
        setattr(field, name, MAX_COUNT)
    field.regions[""] = MAX_COUNT
    field.other_rules.whole = field.other_rules.valid = field.other_rules.inside = MAX_COUNT
    body = encode_field(field.coarsened(LAST_LEVEL))
    assert len(body) <= MIN_BODY_BYTES
    assert decode_field(body, PATH, KEY.id, AS_OF).level == LAST_LEVEL
    field.path = name_path("x" * 9000)
    assert len(encode_field(field)) <= MIN_BODY_BYTES


def test_counts_saturate_alike_in_any_order() -> None:
    one, two = field_of(["a"]), field_of(["a"])
    one.values = MAX_COUNT
    joined = decode_field(encode_field(one), PATH, KEY.id, AS_OF)
    joined.merge(two)
    assert decode_field(encode_field(joined), PATH, KEY.id, AS_OF).values == MAX_COUNT
    two.merge(one)
    assert encode_field(two) == encode_field(joined)


def test_a_rule_with_an_endless_id_is_refused() -> None:
    with pytest.raises(EvidenceError, match="is longer than 200 bytes; shorten it"):
        encode_field(field_of(["a"], [RuleHits("r" * 201, 1)]))
