"""L1: lineage of a random field against the same walk done bare on the store. L2: taking OpenLineage events.

The estate is made up: `datasets` tables of five columns, each fed by the same column of two earlier tables; earlier tables
feed more of them (a power law), as staging tables do. Only what the walks reach is published with its fields: nothing else
is read.
"""

import asyncio
import random
import resource
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.measuring import Figure
from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, Transformation
from gazetteer.inventory.lineage_store import End
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.records import CoverageNote, DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer.lineage.asking import ask_lineage
from gazetteer.lineage.graph import Direction, Grain
from gazetteer.lineage.openlineage.intake import LineageIntake
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.scanning.results import SourceState
from gazetteer_scanners.taxonomy import Level, load_taxonomy

_COLUMNS = 5
_PARENTS = 2
_EVENT_COLUMNS = 10
_DEPTH = 5
_STARTS = 20
_CLAIMS_AT_ONCE = 5_000
_LIMIT = 50_000
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_COMPLETE = CoverageNote(Coverage(CoverageState.COMPLETE, rows_read=1, rows_total=1), "scn_bench", _AT)
_WALK_TARGET = 2.0


def measure_lineage(folder: Path, datasets: int, rounds: int) -> Iterator[Figure]:
    """Walks of `_DEPTH` steps from random fields."""
    yield from asyncio.run(_measure_walks(folder / f"lineage-{datasets}.sqlite", datasets, rounds))


def measure_intake(events: int) -> Iterator[Figure]:
    """Events with column facets into an empty inventory, then the same again."""
    yield from asyncio.run(_measure_intake(events))


async def _measure_walks(path: Path, datasets: int, rounds: int) -> list[Figure]:
    async with _opened(path) as store:
        if not await store.sources_by_id(["src_bench"]):
            await _fill(store, datasets)
        starts = await _starts(store, datasets)
        closure = load_taxonomy().closure
        ratios, of_ids, nodes, calls = [], [], [], 0
        for _ in range(rounds):
            for start in starts:
                began = time.perf_counter()
                reached = await _bare(store, start)
                walked = time.perf_counter()
                fields = await store.fields_by_id(sorted(reached))
                await store.datasets_by_id(sorted({field.dataset_id for field in fields.values()}))
                middle = time.perf_counter()
                answer = await ask_lineage(store, closure, [start], Direction.DOWNSTREAM, _DEPTH, Grain.FIELD)
                asked = time.perf_counter() - middle
                ratios.append(asked / (middle - began))
                of_ids.append(asked / (walked - began))
                nodes.append(len(answer.graph.nodes))
                if len(answer.graph.nodes) != len(reached):
                    raise AssertionError(f"the walks differ: {len(answer.graph.nodes)} and {len(reached)} nodes")
        counting = _Counting(store)
        await ask_lineage(counting, closure, [starts[-1]], Direction.DOWNSTREAM, _DEPTH, Grain.FIELD)  # type: ignore[arg-type]
        calls = counting.calls
    edges = datasets * _COLUMNS * _PARENTS
    note = f"{edges:,} edges; {min(nodes)} to {max(nodes):,} nodes; the last walk makes {calls} store calls"
    return [
        Figure("L1", f"lineage, depth {_DEPTH} / walk and records bare, wall", median(ratios), _WALK_TARGET, note=note),
        Figure("L1", f"lineage, depth {_DEPTH} / walk of ids alone, wall", median(of_ids), None),
    ]


async def _bare(store: InventoryStore, start: str) -> set[str]:
    """The ids that are reached."""
    reached, frontier = {start}, [start]
    for _ in range(_DEPTH):
        if not frontier:
            break
        claims = await store.claims_at(End.ORIGIN, frontier, _LIMIT, include_indirect=False)
        frontier = sorted({claim.target.id for claim in claims.items} - reached)
        reached.update(frontier)
    return reached


class _Counting:
    """A store that counts its calls."""

    def __init__(self, store: InventoryStore) -> None:
        self._store = store
        self.calls = 0

    def __getattr__(self, name: str) -> object:
        self.calls += 1
        return getattr(self._store, name)


@asynccontextmanager
async def _opened(path: Path) -> AsyncIterator[InventoryStore]:
    path.parent.mkdir(parents=True, exist_ok=True)
    store = await open_inventory(f"sqlite:///{path}")
    try:
        yield store
    finally:
        await store.close()


def _parents(dataset: int) -> set[int]:
    """The tables that feed a table: among the earlier ones, the earliest the most often."""
    chance = random.Random(dataset)
    return {int(dataset * chance.random() ** 2) for _ in range(_PARENTS)}


def _end(dataset: int, column: int) -> Endpoint:
    return Endpoint(f"fld_{dataset}_{column}", NodeKind.FIELD, f"dst_{dataset}", "src_bench")


async def _fill(store: InventoryStore, datasets: int) -> None:
    claims: list[FlowClaim] = []
    for dataset in range(1, datasets + 1):
        claims += (
            FlowClaim(
                scope=f"openlineage:bench/{dataset}",
                origin=_end(parent, column),
                target=_end(dataset, column),
                how=FlowHow.OPENLINEAGE,
                first_seen=_AT,
                last_seen=_AT,
                transformation=Transformation.IDENTITY,
                job=f"load_{dataset}",
                proof="The run 0 of the job load says so.",
            )
            for parent in _parents(dataset)
            for column in range(_COLUMNS)
        )
        if len(claims) >= _CLAIMS_AT_ONCE:
            await store.put_claims(claims)
            claims = []
    await store.put_claims(claims)
    await store.put_source(SourceRecord("src_bench", "bench", "sqlite", "/bench.sqlite", SourceState.COMPLETE, _AT, _AT))


async def _starts(store: InventoryStore, datasets: int) -> list[str]:
    """Random fields that feed something; all that they reach is published."""
    chance = random.Random(7)
    starts: list[str] = []
    while len(starts) < _STARTS:
        start = _end(chance.randrange(datasets // 2), chance.randrange(_COLUMNS)).id
        if len(await _bare(store, start)) > 1:
            starts.append(start)
    reached: set[int] = set()
    for start in starts:
        reached |= {int(id_.split("_")[1]) for id_ in await _bare(store, start)}
    for dataset in sorted(reached):
        await store.publish_dataset(_publication(dataset))
    return starts


def _publication(dataset: int) -> DatasetPublication:
    fields = tuple(
        FieldRecord(
            id=f"fld_{dataset}_{column}",
            dataset_id=f"dst_{dataset}",
            source_id="src_bench",
            source_key="bench",
            dataset_name=f"table_{dataset}",
            path=f"column_{column}",
            path_text=f"column_{column}",
            data_type="string",
            level=Level.NONE,
            effective_level=Level.NONE,
            coverage_state="COMPLETE",
            first_seen=_AT,
            last_seen=_AT,
            changed_at=_AT,
        )
        for column in range(_COLUMNS)
    )
    record = DatasetRecord(
        id=f"dst_{dataset}",
        source_id="src_bench",
        source_key="bench",
        name=f"table_{dataset}",
        kind="table",
        last=_COMPLETE,
        last_good=_COMPLETE,
        first_seen=_AT,
        last_seen=_AT,
        field_count=_COLUMNS,
        level_counts={Level.NONE: _COLUMNS},
    )
    return DatasetPublication(record, fields, {}, None, 1)


async def _measure_intake(events: int) -> list[Figure]:
    store = await open_inventory("sqlite::memory:")
    intake = LineageIntake(store, load_taxonomy(), {})
    walls, peaks = [], []
    for _ in range(2):
        began = time.perf_counter()
        for start in range(0, events, 500):
            await intake.take([_event(number) for number in range(start, min(start + 500, events))], _AT)
            if start <= events // 2:
                half = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        walls.append(time.perf_counter() - began)
        peaks.append((half, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    await store.close()
    again = f"{events:,} events of ten columns: {walls[0]:.1f} s ({events / walls[0]:,.0f} a second), again {walls[1]:.1f} s"
    return [
        Figure("L2", "taking OpenLineage events again / at first, wall", walls[1] / walls[0], None, note=again),
        Figure("L2", "peak memory after all events / after half of them", peaks[0][1] / peaks[0][0], None),
    ]


def _event(number: int) -> dict[str, object]:
    origin = {"namespace": "postgres://db.example.org:5432", "name": f"shop.public.raw_{number % 1000}"}
    fields = {
        f"column_{column}": {
            "inputFields": [
                {**origin, "field": f"column_{column}", "transformations": [{"type": "DIRECT", "subtype": "IDENTITY"}]}
            ]
        }
        for column in range(_EVENT_COLUMNS)
    }
    facet = {
        "_producer": "https://example.org/bench",
        "_schemaURL": "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet",
        "fields": fields,
    }
    return {
        "eventType": "COMPLETE",
        "eventTime": "2026-01-01T02:00:00Z",
        "producer": "https://example.org/bench",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": f"00000000-0000-4000-8000-{number:012d}"},
        "job": {"namespace": "bench", "name": f"load_{number % 5000}"},
        "inputs": [origin],
        "outputs": [
            {
                "namespace": "postgres://db.example.org:5432",
                "name": f"shop.public.mart_{number % 5000}",
                "facets": {"columnLineage": facet},
            }
        ],
    }
