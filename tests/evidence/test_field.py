"""What is counted about one field, value by value."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.calendar_days import AGE_FUTURE, AGE_OVER
from gazetteer_scanners.evidence.field import TYPE_ORDER, AgeSource, DateTrait, EpochUnit, FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.values import Truth
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.paths import name_path
from tests.evidence.batches import AS_OF, KEY, PATH, add_values, field_of, leaf_of

pytestmark = pytest.mark.usefixtures("measured_by")


def test_values_nulls_and_empties() -> None:
    field = field_of(["a", "", " \t", None, "a ", "B"])
    assert (field.values, field.nulls, field.empties, field.rows_present) == (5, 1, 2, 5)
    assert field.distinct() == 2
    assert +field.lengths == Counter({0: 3})


def test_null_slots_that_hold_bytes_count_as_null() -> None:
    whole = pa.array(["13800138000", "x", "2014-03-05"])
    bitmap = pa.py_buffer(bytes([0b101]))
    holed = pa.StringArray.from_buffers(3, whole.buffers()[1], whole.buffers()[2], bitmap)
    assert field_of(holed).distinct_sketch == field_of(["13800138000", None, "2014-03-05"]).distinct_sketch


def test_values_of_lists_and_documents_know_their_rows() -> None:
    field = FieldEvidence(PATH, KEY.id, AS_OF)
    values = pa.array(["a", "b", None, "c"])
    field.add(Leaf(PATH, DataType.STRING, 5, values, np.array([0, 0, 1, 4])), values, (), KEY, AS_OF)
    assert (field.rows_present, field.values, field.nulls) == (2, 3, 1)


def test_the_type_is_that_of_most_values() -> None:
    field = FieldEvidence(PATH, KEY.id, AS_OF)
    seen = [field.data_type]
    field.declare(DataType.TIMESTAMP)
    seen.append(field.data_type)
    for values in (pa.array([1, 2]), pa.array(["a", "b", "c"])):
        add_values(field, values)
        seen.append(field.data_type)
    assert seen == [DataType.UNKNOWN, DataType.TIMESTAMP, DataType.INTEGER, DataType.STRING]


def test_every_data_type_has_a_number() -> None:
    assert sorted(TYPE_ORDER) == sorted(DataType)


def test_integers_count_by_digits_never_by_value() -> None:
    field = field_of([1, -22, 333, 0, None])
    assert +field.digits == Counter({1: 2, 2: 1, 3: 1})
    assert field.negatives == 1


def test_row_numbers_step_by_one_within_a_batch() -> None:
    field = field_of([5, 6, 7, 9, None, 10, 2**63 - 1, -(2**63)])
    assert field.steps == 2
    assert field_of(["5", "6", "x", "7", "8"]).steps == 2
    assert field_of(pa.array([2**64 - 2, 2**64 - 1], pa.uint64())).values == 2


def test_whole_floats_and_decimals_are_numbers() -> None:
    assert +field_of([1.0, 2.5, float("nan"), float("inf"), 12.0]).stated_ages == Counter({1: 1, 12: 1})
    assert +field_of([Decimal("13.00"), Decimal("13.50")]).stated_ages == Counter({13: 1})


def test_stated_ages() -> None:
    field = field_of([0, 12, 13, 130, 131, -1])
    assert +field.stated_ages == Counter({0: 1, 12: 1, 13: 1, 130: 1})
    assert [field.under(age, AgeSource.STATED) for age in (13, 14, 18)] == [2, 3, 3]
    assert +field_of(["7", "07", "0131", "x7"]).stated_ages == Counter({7: 2})


def test_truths_typed_and_in_words() -> None:
    assert field_of([True, False, True, None]).truths == Counter({Truth.YES: 2, Truth.NO: 1})
    assert field_of(["Yes", "是", "NO", "否", "1", "maybe", " true "]).truths == Counter({Truth.YES: 3, Truth.NO: 2})


def test_dates_ages_and_legal_ages() -> None:
    births = ["2013-03-05", "2013-03-06", "2012年3月5日", "20080305", "2026-03-06", "1890-01-01", "9999-12-31", "other"]
    field = field_of(births)
    assert +field.ages == Counter({13: 1, 12: 1, 14: 1, 18: 1, AGE_FUTURE: 2, AGE_OVER: 1})
    assert [field.under(age) for age in (13, 14, 15, 16, 17, 18, 20, 21)] == [1, 2, 3, 3, 3, 3, 4, 4]
    assert field.dates == Counter(
        {DateTrait.DATE_ONLY: 7, DateTrait.COMPACT: 1, DateTrait.FUTURE: 2, DateTrait.OUT_OF_RANGE: 2}
    )
    assert +field.months == Counter({1358: 2, 1346: 1, 1298: 1, 1514: 1})


def test_text_and_typed_dates_count_alike() -> None:
    days = [date(2014, 3, 5), date(1999, 12, 31)]
    typed, text = field_of(days), field_of([day.isoformat() for day in days])
    assert (typed.months, typed.ages, typed.dates) == (text.months, text.ages, text.dates)
    moments = pa.array([datetime(2014, 3, 5, 10, tzinfo=UTC)], pa.timestamp("us"))
    assert field_of(moments).dates == Counter({DateTrait.WITH_TIME: 1})


def test_epoch_numbers_stand_apart_from_dates() -> None:
    field = field_of([1_394_013_723, 1_394_013_723_000, 42])
    assert field.epochs == Counter({EpochUnit.SECONDS: 1, EpochUnit.MILLISECONDS: 1})
    assert (+field.epoch_months, +field.months) == (Counter({1370: 2}), Counter())


def test_binary_values_are_hashed_and_measured_only() -> None:
    field = field_of(pa.array([b"\xff\x00", b"", None, b"\xff\x00", b"1234567890"], pa.binary()))
    assert (field.values, field.nulls, field.empties, field.distinct()) == (4, 1, 1, 2)
    assert (+field.lengths, +field.scripts, +field.digits) == (Counter({1: 2, 9: 1}), Counter(), Counter())
    assert field.data_type is DataType.BINARY


def test_rules_count_hits_distinct_matches_births_and_regions() -> None:
    births = np.array(["2013-03-05", "2012-03-05", "2012-03-05"], "M8[D]")
    hit = RuleHits("national_id.cn", 4, 3, 2, 1, np.array([1, 1, 0, 1, 0], np.bool_), births)
    hit.regions.update({"CN-11": 2, "CN": 1, "110101": 1})
    field = field_of(["x1", "x2", "y", "X2 ", None], [hit, RuleHits("other", inside=1)])
    rule = field.rules["national_id.cn"]
    assert (rule.whole, rule.valid, rule.inside, rule.placeholders, rule.distinct()) == (4, 3, 2, 1, 2)
    assert (field.rules["other"].inside, field.rules["other"].distinct()) == (1, 0)
    assert (+field.birth_months, +field.birth_ages) == (Counter({1358: 1, 1346: 2}), Counter({13: 1, 14: 2}))
    assert field.under(14, AgeSource.EMBEDDED) == 1
    assert field.regions == Counter({"CN-11": 2, "CN": 1, "": 1})


def test_a_rule_that_only_gave_up_leaves_no_evidence() -> None:
    field = field_of(["x"], [RuleHits("given", given_up=1), RuleHits("found", inside=1, given_up=1)])
    assert list(field.rules) == ["found"]
    assert field.rules["found"].inside == 1


def test_masks_stand_for_the_values_as_given_also_beside_empties() -> None:
    hit = RuleHits("r", 1, 1, accepted=np.array([0, 0, 0, 1], np.bool_))
    field = field_of([None, "", "a", "b"], [hit])
    assert field.rules["r"].matched is not None
    assert field.rules["r"].distinct() == 1


def test_an_empty_batch_counts_nothing() -> None:
    field = field_of(pa.array([], pa.string()))
    assert (field.values, field.nulls, field.distinct()) == (0, 0, 0)
    assert field_of(pa.array([None, None], pa.int64())).nulls == 2


def test_another_key_or_date_is_refused_and_changes_nothing() -> None:
    field = field_of(["a"])
    other = SketchKey.from_secret(bytes(16))
    values = pa.array(["b"])
    for key, as_of in ((other, AS_OF), (KEY, date(2026, 3, 6))):
        with pytest.raises(EvidenceError, match="field 'field' is counted as of 2026-03-05"):
            field.add(leaf_of(values), values, (), key, as_of)
    assert (field.values, field.distinct()) == (1, 1)


def test_text_must_stand_beside_the_values() -> None:
    field = FieldEvidence(PATH, KEY.id, AS_OF)
    for text in (None, pa.array(["a", "b"])):
        with pytest.raises(ValueError, match="one for one"):
            field.add(leaf_of(pa.array(["a"])), text, (), KEY, AS_OF)
    assert field.values == 0


def test_only_one_field_of_one_scan_merges() -> None:
    field = field_of(["a"])
    others = [
        FieldEvidence(name_path("another"), KEY.id, AS_OF),
        FieldEvidence(PATH, "another", AS_OF),
        FieldEvidence(PATH, KEY.id, date(2026, 3, 6)),
    ]
    for other in others:
        with pytest.raises(EvidenceError, match="cannot be merged"):
            field.merge(other)
    assert field.values == 1
