"""An OpenLineage event as a record: who says it, when, of which datasets.

    {"eventType": "COMPLETE", "eventTime": "2026-03-01T02:00:00Z", "run": {"runId": "3f5a…"}, "job": {"namespace": "etl",
     "name": "nightly.contacts"}, "inputs": [{"namespace": "postgres://db.example.org:5432", "name": "shop.public.users"}],
     "outputs": [{"namespace": "file", "name": "/srv/lake/contacts.csv", "facets": {"columnLineage": {…}}}]}

Specification: https://openlineage.io/spec/2-0-2/OpenLineage.json (run, job and dataset events) and its 1.x predecessors.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from gazetteer.lineage.addresses import without_login
from gazetteer.lineage.openlineage.json_places import JsonPlace
from gazetteer.lineage.showing import shown_key, shown_name
from gazetteer.lineage.statements import DatasetName

MAX_DATASETS: Final = 10_000
"""Inputs and outputs of one event."""
_AHEAD: Final = timedelta(days=1)
"""How far a producer's clock may be ahead."""


class RunState(StrEnum):
    """`eventType`; an event without one says no more than OTHER."""

    START = "START"
    RUNNING = "RUNNING"
    COMPLETE = "COMPLETE"
    ABORT = "ABORT"
    FAIL = "FAIL"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class EventDataset:
    """An input or output: its name, and its facets where it has some."""

    name: DatasetName
    place: JsonPlace

    @property
    def facets(self) -> JsonPlace | None:
        """The facets' object."""
        return self.place.get("facets")


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Attributes:
        scope: what its claims belong to: `openlineage:<namespace>/<job>`, or `openlineage:dataset:<namespace>/<dataset>`.
        job: the job's name as it may be shown; None for a dataset event.
        said_by: who says it, for proofs: `run 3f5a… (COMPLETE)`.
    """

    scope: str
    at: datetime
    state: RunState
    said_by: str
    place: JsonPlace
    job: str | None = None
    inputs: tuple[EventDataset, ...] = ()
    outputs: tuple[EventDataset, ...] = ()

    @property
    def has_flows(self) -> bool:
        """False for a run that failed or was stopped: what it would have written is not there."""
        return self.state not in (RunState.FAIL, RunState.ABORT)


def parse_event(document: object, now: datetime) -> Event:
    """The event.

    Raises:
        EventError: if it is none, or lies more than a day in the future.
    """
    place = JsonPlace(document)
    at = _time_of(place.need("eventTime"), now)
    if place.get("job") is None and (dataset := place.get("dataset")) is not None:
        output = EventDataset(_dataset_name(dataset), dataset)
        scope = f"openlineage:dataset:{shown_key(without_login(output.name.namespace), output.name.name)}"
        return Event(scope, at, RunState.OTHER, "an event of the dataset", place, outputs=(output,))
    job = place.need("job")
    namespace, name = without_login(job.need("namespace").text()), job.need("name").text()
    run, state = place.get("run"), _state_of(place)
    if run is None and place.get("eventType") is not None:
        place.need("run")
    said_by = "an event of the job" if run is None else f"run {shown_name(run.need('runId').text())} ({state})"
    return Event(
        scope=f"openlineage:{shown_key(namespace, name)}",
        at=at,
        state=state,
        said_by=said_by,
        place=place,
        job=shown_name(name),
        inputs=_datasets(place, "inputs"),
        outputs=_datasets(place, "outputs"),
    )


def _time_of(place: JsonPlace, now: datetime) -> datetime:
    text = place.text()
    try:
        at = datetime.fromisoformat(text) if "t" in text.lower() else None
        at = at and (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))
    except (ValueError, OverflowError):
        at = None
    if at is None:
        place.refuse("must be a time, such as 2026-03-01T02:00:00Z")
    if at > now + _AHEAD:
        place.refuse("lies in the future; set the producer's clock")
    return at


def _state_of(place: JsonPlace) -> RunState:
    found = place.get("eventType")
    if found is None:
        return RunState.OTHER
    try:
        return RunState(found.text().upper())
    except ValueError:
        found.refuse(f"must be one of {', '.join(RunState)}")


def _datasets(place: JsonPlace, key: str) -> tuple[EventDataset, ...]:
    found = tuple(EventDataset(_dataset_name(each), each) for each in place.items(key))
    if len(found) > MAX_DATASETS:
        place.need(key).refuse(f"has more than {MAX_DATASETS:,} datasets; send them in several events")
    return found


def _dataset_name(place: JsonPlace) -> DatasetName:
    return DatasetName(place.need("namespace").text(), place.need("name").text())
