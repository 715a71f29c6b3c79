"""Records survive the way through a document, JSON and BSON unchanged."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

import bson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import InventoryError
from gazetteer.inventory.documents import from_document, storable, to_document
from gazetteer.inventory.records import (
    CoverageNote,
    DatasetRecord,
    FieldRecord,
    KeyReference,
    LevelNote,
    ScanRecord,
    SourceRecord,
)
from gazetteer_scanners.classification.decision import Detection, Factors
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.results import CoverageTotals, Gate, ScanStatus, SourceState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import START, field, found, publication, source

TEXTS = st.text(st.characters(exclude_categories=()), max_size=6)
NAMES = st.tuples(TEXTS) | st.just(()) | st.tuples(TEXTS, TEXTS)
TIMES = st.datetimes(timezones=st.just(UTC))
COUNTS = st.integers(0, 2**63 - 1)
RATES = st.floats(0, 1)


T = TypeVar("T")


def optional(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """The strategy's values, and None."""
    return st.none() | strategy


def several(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """Tuples of up to two values."""
    return st.lists(strategy, max_size=2).map(tuple)


REASONS = st.builds(CoverageReason, st.sampled_from(CoverageCode), TEXTS, st.booleans())
COVERAGES = st.builds(
    Coverage, st.sampled_from(CoverageState), several(REASONS), COUNTS, optional(COUNTS), st.booleans(), optional(RATES)
)
NOTES = st.builds(CoverageNote, COVERAGES, TEXTS, TIMES)
FACTORS = st.builds(Factors, *[optional(RATES)] * 6)
DETECTIONS = st.builds(
    Detection, TEXTS, RATES, st.sampled_from(Form), FACTORS, TEXTS, optional(COUNTS), optional(COUNTS), optional(COUNTS)
)
SOURCES = st.builds(
    SourceRecord, *[TEXTS] * 4, st.sampled_from(SourceState), TIMES, TIMES, optional(REASONS), NAMES, *[optional(TEXTS)] * 2,
    optional(TIMES),
)  # fmt: skip
DATASETS = st.builds(
    DatasetRecord, *[TEXTS] * 5, NOTES, TIMES, TIMES, optional(TEXTS), NAMES, several(NAMES),
    several(st.builds(KeyReference, NAMES, TEXTS, NAMES)), optional(TEXTS), optional(TEXTS), optional(NOTES), COUNTS,
    st.dictionaries(st.sampled_from(Level), COUNTS), st.dictionaries(TEXTS, COUNTS, max_size=3), optional(TIMES),
    optional(TIMES), st.sampled_from(RowKind), optional(TEXTS),
)  # fmt: skip
FIELDS = st.builds(
    FieldRecord, *[TEXTS] * 8, st.sampled_from(Level), st.sampled_from(Level), st.sampled_from(CoverageState).map(str),
    TIMES, TIMES, TIMES, optional(TEXTS), optional(st.booleans()), optional(TEXTS),
    several(st.builds(LevelNote, st.sampled_from(Level), TEXTS, TEXTS, NAMES)), several(DETECTIONS),
    several(DETECTIONS), optional(RATES), optional(RATES), optional(COUNTS), optional(TIMES),
)  # fmt: skip
SCANS = st.builds(
    ScanRecord, TEXTS, COUNTS, st.sampled_from(ScanStatus), TEXTS, TIMES, TEXTS, NAMES, optional(TIMES),
    st.builds(CoverageTotals, *[COUNTS] * 8, optional(RATES)), st.builds(Gate, st.booleans(), NAMES),
)  # fmt: skip


@given(SOURCES | DATASETS | FIELDS | SCANS)
def test_every_record_comes_back_through_json_and_bson(record: object) -> None:
    document = to_document(record)
    for carried in (json.loads(json.dumps(document)), bson.decode(bson.encode(document))):
        back: object = from_document(type(record), carried)
        assert back == record
        assert to_document(back) == document


def test_a_document_is_as_documented() -> None:
    record = replace(field("a.b", found("device.imei", 1, name=0.5)), is_nullable=False, comment="\ud800")
    assert to_document(record) == {
        "id": record.id, "dataset_id": "dst_crm_users", "source_id": "src_crm", "source_key": "crm", "dataset_name": "users",
        "path": "a.b", "path_text": "a.b", "data_type": "string", "level": "NONE", "effective_level": "NONE",
        "coverage_state": "COMPLETE", "first_seen": "2026-01-02T03:04:05.678901+00:00",
        "last_seen": "2026-01-02T03:04:05.678901+00:00", "changed_at": "2026-01-02T03:04:05.678901+00:00",
        "is_nullable": False, "comment": {"escaped": '"\\ud800"'},
        "elements": [
            {"element": "device.imei", "score": 1.0, "form": "PLAIN", "factors": {"name": 0.5},
             "reason": "looks like device.imei"}
        ],
    }  # fmt: skip


def test_times_of_other_zones_become_utc() -> None:
    there = datetime(2026, 1, 2, 11, 4, 5, 678901, tzinfo=timezone(timedelta(hours=8)))
    document = to_document(source(at=there))
    assert document == to_document(source(at=START))
    assert from_document(SourceRecord, document).first_seen.tzinfo == UTC


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        to_document(source(at=START.replace(tzinfo=None)))


@pytest.mark.parametrize(("name", "value"), [("state", "GONE"), ("state", None), ("first_seen", "soon"), ("aliases", 3)])
def test_a_damaged_document_is_an_error_without_its_content(name: str, value: object) -> None:
    with pytest.raises(InventoryError, match="damaged document where a SourceRecord should be") as caught:
        from_document(SourceRecord, to_document(source()) | {name: value})
    assert caught.value.__suppress_context__


def test_a_missing_entry_is_an_error_only_where_there_must_be_one() -> None:
    document = to_document(source())
    del document["key"]
    with pytest.raises(InventoryError, match="damaged document"):
        from_document(SourceRecord, document)


def test_a_document_from_before_an_entry_was_added_has_its_default() -> None:
    record = replace(publication(field("email")).dataset, row_is=RowKind.PERSON)
    document = to_document(record)
    assert document.pop("row_is") == "PERSON"
    assert from_document(DatasetRecord, document) == replace(record, row_is=RowKind.UNKNOWN)


def test_only_what_utf8_cannot_carry_is_replaced() -> None:
    assert [storable(text) for text in ("plain", "é号\x00", "a\ud800b")] == ["plain", "é号\x00", "a?b"]
