"""The JSON report keeps to its published schema, and tells the same as the inventory."""

import asyncio
import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord, FieldRecord, ScanRecord
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.results import SourceState
from gazetteer_scanners.taxonomy import Level

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "scan-report.schema.json").read_text(encoding="utf-8"))
Report = dict[str, Any]
Reports = Callable[..., Report]


@pytest.fixture
def validate() -> Callable[[object], None]:
    """Raises `ValidationError` for what is not a report."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    return validator.validate


def test_reports_keep_to_the_schema(report_of: Reports, validate: Callable[[object], None], crm: Path, damaged: Path) -> None:
    (crm.parent / "columns.csv").write_text("dataset,field,type,comment\npeople,mobile,varchar,手机号\n")
    validate(report_of("crm.sqlite"))
    validate(report_of("crm.sqlite", "--sample", "10"))
    validate(report_of("crm.sqlite", "--fail-on", "PERSONAL", code=1))
    validate(report_of("crm.sqlite", "damaged.sqlite", code=4))
    validate(report_of(f"dictionary://{crm.parent}/columns.csv"))


def test_the_schema_refuses_what_is_no_report(report_of: Reports, validate: Callable[[object], None], crm: Path) -> None:
    report = report_of("crm.sqlite")
    spoilings: tuple[Callable[[Report], object], ...] = (
        lambda r: r.update(extra=1),
        lambda r: r.pop("gate"),
        lambda r: r["scan"].update(sequence=0),
        lambda r: r["scan"].update(startedAt="2026-01-02 03:04:05"),
        lambda r: r["sources"][0].update(state="FINE"),
        lambda r: r["datasets"][0].update(id="dst_1"),
        lambda r: r["datasets"][1]["fields"][0].update(effectiveLevel="LOW"),
        lambda r: r["datasets"][1]["fields"][1]["elements"][0]["factors"].update(name=1.5),
        lambda r: r["datasets"][1]["fields"][1]["elements"][0].update(value="alice@example.org"),
    )
    for spoil in spoilings:
        spoilt = copy.deepcopy(report)
        spoil(spoilt)
        with pytest.raises(jsonschema.ValidationError):
            validate(spoilt)


def test_every_object_is_strict_and_every_property_is_described() -> None:
    objects = list(_objects(SCHEMA))
    assert len(objects) > 10
    for one in objects:
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])
        assert all(prop.get("description") for prop in one["properties"].values())


def test_the_words_of_the_schema_are_those_of_the_code() -> None:
    definitions = SCHEMA["$defs"]
    assert set(definitions["level"]["enum"]) == {level.value for level in Level}
    assert set(definitions["code"]["enum"]) == {code.value for code in CoverageCode}
    assert set(definitions["coverage"]["properties"]["state"]["enum"]) == {state.value for state in CoverageState}
    assert set(definitions["source"]["properties"]["state"]["enum"]) == {state.value for state in SourceState}
    assert set(definitions["field"]["properties"]["dataType"]["enum"]) == {kind.value for kind in DataType}
    assert set(definitions["detection"]["properties"]["form"]["enum"]) == {form.value for form in Form}


def test_the_report_tells_the_same_as_the_inventory(report_of: Reports, crm: Path, inventory: Path) -> None:
    report = report_of("crm.sqlite", "--fail-on", "SENSITIVE")
    scan, datasets, fields = asyncio.run(_kept(inventory))
    assert [_kept_dataset(dataset) for dataset in datasets] == [_reported_dataset(one) for one in report["datasets"]]
    reported = [(dataset["dataset"], field) for dataset in report["datasets"] for field in dataset["fields"]]
    assert [_kept_field(field) for field in fields] == [_reported_field(name, field) for name, field in reported]
    assert report["scan"]["id"] == scan.id
    assert report["scan"]["sequence"] == scan.sequence == 1
    assert report["coverage"]["rowsRead"] == scan.coverage.rows_read == 250
    assert report["coverage"]["discovered"] == scan.coverage.discovered == 2


def test_the_same_input_gives_the_same_report_but_for_scan_and_times(report_of: Reports, crm: Path) -> None:
    first, second = report_of("crm.sqlite"), report_of("crm.sqlite")
    assert [one.pop("scan")["sequence"] for one in (first, second)] == [1, 2]
    assert json.dumps(first) == json.dumps(second)


async def _kept(path: Path) -> tuple[ScanRecord, tuple[DatasetRecord, ...], tuple[FieldRecord, ...]]:
    store = await open_inventory(f"sqlite:///{path}")
    try:
        datasets = await store.page_datasets(DatasetQuery(), PageRequest(100))
        fields = await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(100))
        (scan,) = (await store.scans_by_id([datasets.items[0].last.scan])).values()
        return scan, datasets.items, fields.items
    finally:
        await store.close()


def _kept_dataset(dataset: DatasetRecord) -> tuple[object, ...]:
    coverage = dataset.last.coverage
    return dataset.id, dataset.source_key, dataset.name, coverage.state, coverage.rows_read, dataset.field_count, dataset.row_is


def _reported_dataset(one: Report) -> tuple[object, ...]:
    coverage = one["coverage"]
    return one["id"], one["source"], one["dataset"], coverage["state"], coverage["rowsRead"], len(one["fields"]), one["rowIs"]


def _kept_field(field: FieldRecord) -> tuple[object, ...]:
    found = [(one.element, one.score, one.matched, one.seen, one.distinct, one.reason) for one in field.elements]
    return field.id, field.dataset_name, field.path_text, field.level, field.effective_level, found


def _reported_field(dataset: str, field: Report) -> tuple[object, ...]:
    keys = ("id", "score", "matched", "seen", "distinct", "reason")
    found = [tuple(one[key] for key in keys) for one in field["elements"]]
    return field["id"], dataset, field["path"], field["level"], field["effectiveLevel"], found


def _objects(schema: object) -> Iterator[Report]:
    """Every part of the schema that describes an object with properties."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from _objects(value)
