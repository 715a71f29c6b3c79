"""What the forms of column lineage say happens to data."""

from typing import Any

import pytest

from gazetteer.inventory.flows import FlowHow, Transformation
from gazetteer.lineage.openlineage import column_lineage
from gazetteer.lineage.openlineage.json_places import EventError
from gazetteer.lineage.statements import DatasetName, FieldName, FlowStatement
from tests.lineage.openlineage.events import CRM, RUN, SHOP, columns, dataset, fed, read, run_event, step

USERS = DatasetName(CRM, "users")
CONTACTS = DatasetName(SHOP, "shop.public.contacts")


def flows(facet: dict[str, Any], **other_facets: Any) -> tuple[FlowStatement, ...]:
    """What an event says whose output `contacts` has this facet."""
    output = dataset(SHOP, "shop.public.contacts", columnLineage=facet, **other_facets)
    return read(run_event(inputs=[dataset()], outputs=[output])).said.flows


def one(facet: dict[str, Any]) -> tuple[Transformation, bool]:
    """What happens on the one flow."""
    (flow,) = flows(facet)
    return flow.transformation, flow.carries


def test_a_column_flows_into_a_column() -> None:
    (flow,) = flows(columns({"tel": {"inputFields": [fed("phone", step("DIRECT", "IDENTITY"))]}}))
    assert (flow.origin, flow.target) == (FieldName(USERS, "phone"), FieldName(CONTACTS, "tel"))
    assert (flow.how, flow.transformation, flow.carries) == (FlowHow.OPENLINEAGE, Transformation.IDENTITY, True)
    assert (flow.job, flow.at.isoformat()) == ("nightly", "2026-03-01T02:00:00+00:00")
    assert flow.proof == f"run {RUN} (COMPLETE): IDENTITY"


@pytest.mark.parametrize(
    ("transformation", "expected", "carries"),
    [
        (step("DIRECT", "IDENTITY"), Transformation.IDENTITY, True),
        (step("DIRECT", "TRANSFORMATION", description="sha256(phone)"), Transformation.TRANSFORMATION, True),
        (step("DIRECT", "TRANSFORMATION", masking=True, description="sha256(phone)"), Transformation.HASHING, True),
        (step("DIRECT", "TRANSFORMATION", masking=True, description="aes_encrypt(phone)"), Transformation.ENCRYPTION, True),
        (step("DIRECT", "TRANSFORMATION", masking=True, description="left(phone, 3)"), Transformation.MASKING, True),
        (step("DIRECT", "IDENTITY", masking=True), Transformation.MASKING, True),
        (step("DIRECT", "AGGREGATION"), Transformation.AGGREGATION, True),
        (step("DIRECT", "AGGREGATION", masking=True, description="count"), Transformation.AGGREGATION, False),
        (step("direct", "identity"), Transformation.IDENTITY, True),
        (step("DIRECT", "SOMETHING_NEW"), Transformation.UNKNOWN, True),
        ({"type": "DIRECT"}, Transformation.UNKNOWN, True),
        *((step("INDIRECT", word), Transformation.INDIRECT, False) for word in ("JOIN", "GROUP_BY", "FILTER", "SORT")),
        *((step("INDIRECT", word), Transformation.INDIRECT, False) for word in ("WINDOW", "CONDITIONAL", "")),
    ],
)
def test_the_new_form(transformation: dict[str, Any], expected: Transformation, carries: bool) -> None:
    assert one(columns({"tel": {"inputFields": [fed("phone", transformation)]}})) == (expected, carries)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"transformationType": "IDENTITY", "transformationDescription": "identical"}, Transformation.IDENTITY),
        ({"transformationType": "MASKED", "transformationDescription": "SHA-256"}, Transformation.HASHING),
        ({"transformationType": "MASKED"}, Transformation.MASKING),
        ({"transformationType": "TRANSFORMATION"}, Transformation.TRANSFORMATION),
        ({"transformationType": "AGGREGATION"}, Transformation.AGGREGATION),
        ({"transformationType": "", "transformationDescription": ""}, Transformation.UNKNOWN),
        ({}, Transformation.UNKNOWN),
    ],
)
def test_the_old_form(words: dict[str, str], expected: Transformation) -> None:
    old = {"namespace": CRM, "name": "users", "field": "phone"}
    assert one(columns({"tel": {"inputFields": [old], **words}}, version="1-0-1")) == (expected, True)
    empty: dict[str, Any] = {**old, "transformations": []}
    assert one(columns({"tel": {"inputFields": [empty], **words}})) == (expected, True)


def test_what_steers_a_whole_dataset_goes_to_the_dataset() -> None:
    facet = columns(
        {"tel": {"inputFields": [fed("phone", step("DIRECT", "IDENTITY"))]}},
        dataset=[fed("age", step("INDIRECT", "FILTER"), step("INDIRECT", "SORT")), fed("city")],
    )
    _, age, city = flows(facet)
    assert (age.origin, age.target, age.transformation) == (FieldName(USERS, "age"), CONTACTS, Transformation.INDIRECT)
    assert (age.carries, age.proof) == (False, f"run {RUN} (COMPLETE): FILTER, SORT")
    assert (city.transformation, city.carries) == (Transformation.INDIRECT, False)


def test_direct_and_indirect_steps_of_one_column_are_kept_apart() -> None:
    steps = (step("DIRECT", "IDENTITY"), step("INDIRECT", "JOIN"), step("INDIRECT", "FILTER"))
    found = flows(columns({"tel": {"inputFields": [fed("phone", *steps)]}}))
    assert [(flow.transformation, flow.carries) for flow in found] == [
        (Transformation.IDENTITY, True),
        (Transformation.INDIRECT, False),
    ]
    assert found[1].proof.endswith(": JOIN, FILTER")


def test_one_way_for_values_is_enough() -> None:
    steps = (step("DIRECT", "AGGREGATION", masking=True), step("DIRECT", "AGGREGATION"))
    assert one(columns({"tel": {"inputFields": [fed("phone", *steps)]}})) == (Transformation.AGGREGATION, True)


def test_descriptions_are_not_kept() -> None:
    described = step("DIRECT", "TRANSFORMATION", masking=True, description="hash('13800138000')")
    assert "13800138000" not in repr(flows(columns({"tel": {"inputFields": [fed("phone", described)]}})))


def test_inputs_without_column_lineage_flow_as_datasets() -> None:
    facet = columns({"tel": {"inputFields": [fed("phone", step("DIRECT", "IDENTITY"))]}})
    output = dataset(SHOP, "shop.public.contacts", columnLineage=facet)
    event = run_event(inputs=[dataset(), dataset(CRM, "orders"), dataset(SHOP, "shop.public.contacts")], outputs=[output])
    _, other = read(event).said.flows
    assert (other.origin, other.target) == (DatasetName(CRM, "orders"), CONTACTS)
    assert (other.transformation, other.carries, other.proof) == (Transformation.UNKNOWN, True, f"run {RUN} (COMPLETE)")


def test_the_lineage_facet_says_the_same() -> None:
    source = {"type": "DATASET", "namespace": CRM, "name": "users"}
    lineage = {
        "inputs": [source | {"field": "age", "transformations": [step("INDIRECT", "FILTER")]}, {"type": "JOB"}, source],
        "fields": {"tel": {"inputs": [source | {"field": "phone", "transformations": [step("DIRECT", "IDENTITY")]}]}},
    }
    expected = [
        (FieldName(USERS, "age"), CONTACTS, Transformation.INDIRECT),
        (USERS, CONTACTS, Transformation.UNKNOWN),
        (FieldName(USERS, "phone"), FieldName(CONTACTS, "tel"), Transformation.IDENTITY),
    ]
    output = dataset(SHOP, "shop.public.contacts", lineage=lineage)
    found = read(run_event(inputs=[dataset()], outputs=[output])).said.flows
    assert [(flow.origin, flow.target, flow.transformation) for flow in found] == expected
    entry = {"type": "DATASET", "namespace": SHOP, "name": "shop.public.contacts", **lineage}
    job = {"namespace": "etl", "name": "nightly", "facets": {"lineage": {"entries": [entry, {"type": "JOB", "inputs": []}]}}}
    found = read(run_event(job=job)).said.flows
    assert [(flow.origin, flow.target, flow.transformation) for flow in found] == expected


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_lineage, "MAX_COLUMNS", 2)
    monkeypatch.setattr(column_lineage, "MAX_FLOWS", 3)
    wide = columns({name: {"inputFields": []} for name in "abc"})
    with pytest.raises(EventError) as error:
        flows(wide)
    assert (error.value.path, error.value.message) == (
        "outputs[0].facets.columnLineage.fields",
        "has more than 2 columns; send them in several events",
    )
    many = columns({"a": {"inputFields": [fed(name) for name in "wxyz"]}})
    with pytest.raises(EventError) as error:
        flows(many)
    assert (error.value.path, error.value.message) == (
        "outputs[0].facets.columnLineage.fields.a.inputFields[3]",
        "the event has more than 3 flows; send it in several events",
    )
