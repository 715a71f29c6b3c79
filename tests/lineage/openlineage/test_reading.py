"""Events of runs, jobs and datasets: what they say, what is set apart, what is refused and where."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.inventory.flows import Transformation
from gazetteer.lineage.openlineage import events
from gazetteer.lineage.openlineage.json_places import EventError, read_json
from gazetteer.lineage.statements import DatasetName, FieldName, ProblemCode
from tests.lineage.openlineage.events import AT, CRM, SHOP, columns, dataset, fed, read, run_event

IN, OUT = dataset(), dataset(SHOP, "shop.public.contacts")


@pytest.mark.parametrize("state", ["START", "RUNNING", "COMPLETE", "OTHER", "complete", None])
def test_runs_that_go_on_or_went_well_make_flows(state: str | None) -> None:
    (flow,) = read(run_event(state, [IN], [OUT])).said.flows
    assert (flow.origin, flow.target) == (DatasetName(CRM, "users"), DatasetName(SHOP, "shop.public.contacts"))


@pytest.mark.parametrize("state", ["FAIL", "ABORT"])
def test_runs_that_failed_make_none(state: str) -> None:
    assert read(run_event(state, [IN], [OUT])).said.flows == ()


@pytest.mark.parametrize("event", [run_event("START", [IN]), run_event("COMPLETE", [], [OUT]), run_event("START")])
def test_an_event_without_both_ends_makes_none(event: dict[str, Any]) -> None:
    assert read(event).said.flows == ()


def test_a_job_is_a_scope() -> None:
    assert read(run_event()).event.scope == "openlineage:etl/nightly"
    job = {"namespace": "https://ann:secret@example.org/air", "name": "x" * 300}
    scope = read(run_event(job=job)).event.scope
    assert scope.startswith("openlineage:https://example.org/air/xxx")
    assert len(scope) < 300
    other = job | {"name": "x" * 300 + "y"}
    assert read(run_event(job=other)).event.scope != scope


def test_a_job_event_declares_its_flows() -> None:
    event = {"eventTime": AT, "job": {"namespace": "etl", "name": "nightly"}, "inputs": [IN], "outputs": [OUT]}
    (flow,) = read(event).said.flows
    assert (flow.job, flow.proof) == ("nightly", "an event of the job")


def test_a_dataset_event_declares_its_columns() -> None:
    facet = columns({"tel": {"inputFields": [fed("phone")]}})
    reading = read({"eventTime": AT, "dataset": dataset(SHOP, "shop.public.contacts", columnLineage=facet)})
    (flow,) = reading.said.flows
    assert (flow.target, flow.job) == (FieldName(DatasetName(SHOP, "shop.public.contacts"), "tel"), None)
    assert reading.event.scope == "openlineage:dataset:postgres://db.example.org:5432/shop.public.contacts"


@pytest.mark.parametrize("word", ["DROP", "TRUNCATE"])
def test_what_removes_data_is_no_flow(word: str) -> None:
    output = dataset(lifecycleStateChange={"lifecycleStateChange": word})
    assert read(run_event(inputs=[dataset(name="orders")], outputs=[output])).said.flows == ()


def test_a_rename_is_a_flow() -> None:
    before = {"namespace": CRM, "name": "people"}
    output = dataset(lifecycleStateChange={"lifecycleStateChange": "RENAME", "previousIdentifier": before})
    (flow,) = read(run_event(outputs=[output])).said.flows
    assert (flow.origin, flow.transformation) == (DatasetName(CRM, "people"), Transformation.IDENTITY)


def test_symlinks_and_owners_are_read() -> None:
    links = {"identifiers": [{"namespace": "hive://h:9083", "name": "mart.users", "type": "TABLE"}]}
    owners = {"owners": [{"name": "team:crm", "type": "OWNER"}, {"type": "OWNER"}]}
    source = {"name": "crm", "uri": "sqlite:/srv/data/crm.sqlite"}
    reading = read(run_event(inputs=[dataset("s3://lake", "users", symlinks=links, dataSource=source, ownership=owners)]))
    name = DatasetName("s3://lake", "users")
    others = (DatasetName("hive://h:9083", "mart.users"), DatasetName("sqlite:/srv/data/crm.sqlite", "users"))
    assert (reading.symlinks, reading.owners) == ({name: others}, {name: "team:crm"})


def test_unknown_facets_are_set_apart() -> None:
    event = run_event(inputs=[dataset(custom={"a": 1}, schema={"fields": []})], outputs=[OUT | {"outputFacets": {"x": 1}}])
    event["run"]["facets"] = {"spark_version": {}, "13800138000": {}, "nominalTime": {}}
    event["job"]["facets"] = {"dbt_job": "text", "sql": {"query": "SELECT 1"}}
    reading = read(event)
    assert reading.unread == (
        "inputs.facets.custom",
        "job.facets.dbt_job",
        "outputs.outputFacets.x",
        "run.facets.***",
        "run.facets.spark_version",
    )
    assert (len(reading.said.flows), reading.said.problems) == (1, ())


def test_unknown_versions_are_set_apart_and_leave_the_datasets() -> None:
    facet = columns({"tel": "of another form"}, version="9-1-0")
    reading = read(run_event(inputs=[IN], outputs=[dataset(SHOP, "shop.public.contacts", columnLineage=facet)]))
    assert reading.unread == ("outputs.facets.columnLineage 9-1-0",)
    (problem,) = reading.said.problems
    assert (problem.code, problem.where) == (ProblemCode.UNREADABLE, "openlineage:etl/nightly")
    assert problem.message == (
        "outputs[0].facets.columnLineage has the version 9-1-0, of which only 1 is read; its flows are missing"
    )
    (flow,) = reading.said.flows
    assert flow.target == DatasetName(SHOP, "shop.public.contacts")


@pytest.mark.parametrize(("version", "unread"), [("1-0-0", ()), ("2-0-4", ()), ("3-0-0", ("job.facets.jobType 3-0-0",))])
def test_versions_of_facets_without_flows_may_be_later(version: str, unread: tuple[str, ...]) -> None:
    facet = {"_schemaURL": f"https://openlineage.io/spec/facets/{version}/JobTypeJobFacet.json#/$defs/JobTypeJobFacet"}
    reading = read(run_event(job={"namespace": "etl", "name": "nightly", "facets": {"jobType": facet}}))
    assert (reading.unread, reading.said.problems) == (unread, ())


def test_a_deleted_facet_says_nothing() -> None:
    facet = {"_deleted": True}
    reading = read(run_event(inputs=[IN], outputs=[dataset(SHOP, "shop.public.contacts", columnLineage=facet)]))
    assert [type(flow.target) for flow in reading.said.flows] == [DatasetName]


def without(event: dict[str, Any], *path: str) -> dict[str, Any]:
    """The event without a member."""
    head, *rest = path
    if not rest:
        return {key: value for key, value in event.items() if key != head}
    return event | {head: without(event[head], *rest)}


LINEAGE = "outputs[0].facets.columnLineage"


def column(value: Any) -> dict[str, Any]:
    """An event whose output has this in place of a column's lineage."""
    return run_event(outputs=[dataset(columnLineage=columns({"a b": value}))])


@pytest.mark.parametrize(
    ("event", "path", "message"),
    [
        ([], "", "must be an object"),
        ("text", "", "must be an object"),
        ({}, "eventTime", "is missing; add it"),
        (without(run_event(), "job"), "job", "is missing; add it"),
        (without(run_event(), "run"), "run", "is missing; add it"),
        (without(run_event(), "run", "runId"), "run.runId", "is missing; add it"),
        (without(run_event(), "job", "name"), "job.name", "is missing; add it"),
        (run_event(job=[]), "job", "must be an object"),
        (run_event(job={"namespace": "", "name": "x"}), "job.namespace", "is empty; fill it in"),
        (run_event(job={"namespace": "x", "name": 7}), "job.name", "must be a text"),
        (run_event(eventTime=7), "eventTime", "must be a text"),
        (run_event(eventTime="yesterday"), "eventTime", "must be a time, such as 2026-03-01T02:00:00Z"),
        (run_event(eventTime="2026-03-01"), "eventTime", "must be a time, such as 2026-03-01T02:00:00Z"),
        (run_event(eventTime="0001-01-01T00:00:00+14:00"), "eventTime", "must be a time, such as 2026-03-01T02:00:00Z"),
        (run_event(eventTime="2026-03-12T00:00:00Z"), "eventTime", "lies in the future; set the producer's clock"),
        (run_event("DONE"), "eventType", "must be one of START, RUNNING, COMPLETE, ABORT, FAIL, OTHER"),
        (run_event(inputs={"a": 1}), "inputs", "must be a list"),  # type: ignore[arg-type]  # on purpose
        (run_event(inputs=[IN, {"namespace": "x"}]), "inputs[1].name", "is missing; add it"),
        (run_event(outputs=[OUT | {"facets": []}]), "outputs[0].facets", "must be an object"),
        (run_event(outputs=[dataset(columnLineage=[])]), LINEAGE, "must be an object"),
        (run_event(outputs=[dataset(columnLineage={})]), f"{LINEAGE}.fields", "is missing; add it"),
        (run_event(outputs=[dataset(symlinks={"identifiers": [{}]})]), "outputs[0].facets.symlinks.identifiers[0].namespace",
         "is missing; add it"),
        (column([]), f'{LINEAGE}.fields["a b"]', "must be an object"),
        (column({"inputFields": {}}), f'{LINEAGE}.fields["a b"].inputFields', "must be a list"),
        (column({"inputFields": [{"namespace": "x", "name": "y"}]}), f'{LINEAGE}.fields["a b"].inputFields[0].field',
         "is missing; add it"),
        (column({"inputFields": [fed("x", {})]}), f'{LINEAGE}.fields["a b"].inputFields[0].transformations[0].type',
         "is missing; add it"),
    ],
)  # fmt: skip
def test_malformed_events_are_refused_with_the_place(event: Any, path: str, message: str) -> None:
    with pytest.raises(EventError) as error:
        read(event)
    assert (error.value.path, error.value.message) == (path, message)
    assert str(error.value) == (f"{path}: {message}" if path else message)


def test_a_place_shows_no_value() -> None:
    with pytest.raises(EventError) as error:
        read(run_event(outputs=[dataset(columnLineage=columns({"ann.lee@example.org\u202e": []}))]))
    assert error.value.path.isprintable()
    assert "ann.lee" not in error.value.path


def test_a_list_of_datasets_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_DATASETS", 2)
    with pytest.raises(EventError, match=r"^inputs: has more than 2 datasets; send them in several events$"):
        read(run_event(inputs=[IN, IN, IN]))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "is not JSON (line 1, column 1); send one event, or a list of events"),
        (b'{"a":\n x}', "is not JSON (line 2, column 2); send one event, or a list of events"),
        (b"\xff\xfe\x00", "is not JSON in UTF-8; send one event, or a list of events"),
        (b'{"a": NaN}', "is not JSON in UTF-8; send one event, or a list of events"),
        (b"[" * 65 + b"]" * 65, "is deeper than 64 levels"),
        (b"[" * 1_000_000, "is deeper than 64 levels"),
    ],
)
def test_what_is_not_json_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(EventError) as error:
        read_json(text)
    assert error.value.message == message


def test_sixty_four_levels_are_read() -> None:
    assert read_json(b"[" * 64 + b"]" * 64) != []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
SPOTS = ["eventTime", "eventType", "run", "job", "inputs", "outputs"]


@given(st.sampled_from(SPOTS), JSON, st.booleans())
def test_whatever_is_sent_is_read_or_refused(spot: str, value: Any, is_deep: bool) -> None:
    event = run_event(inputs=[IN], outputs=[OUT])
    event[spot] = [dataset(columnLineage={"fields": {"a": {"inputFields": value}}})] if is_deep else value
    assert fault_of(event) in (None, spot)


def fault_of(event: dict[str, Any]) -> str | None:
    """The event's member with which something is wrong; None if it is read."""
    try:
        read(event)
    except EventError as error:
        return error.path.partition(".")[0].partition("[")[0]
    return None
