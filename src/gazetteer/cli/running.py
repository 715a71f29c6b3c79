"""Runs a scan in a thread and publishes each result the moment it is final; only this process opens the inventory."""

import asyncio
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gazetteer.cli.exits import SIGNAL_CODES, ExitCode
from gazetteer.cli.progress import ScanProgress, scan_progress
from gazetteer.cli.requesting import ScanRequest
from gazetteer.errors import ConflictError, InventoryError
from gazetteer.inventory.assignments import SourceAssignment
from gazetteer.inventory.opening import default_inventory_uri, open_inventory
from gazetteer.inventory.publishing import begin, finish, publish_dataset_result, publish_own_elements, publish_source_result
from gazetteer.inventory.records import ScanRecord
from gazetteer.inventory.store import InventoryStore, StoreInfo
from gazetteer.lineage.scanned import record_scanned
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning.events import DatasetDone, ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.prepare import Prepared
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import DatasetResult, ScanResult, ScanStatus, SourceRef, SourceResult, SourceState
from gazetteer_scanners.scanning.run import new_scan_id, run_scan
from gazetteer_scanners.scanning.tools import load_tools
from gazetteer_scanners.taxonomy import Taxonomy

if TYPE_CHECKING:
    from gazetteer.cli.declaring import Declarations

_MOST_WAITING = 32
"""Events between runner and inventory; a runner that is ahead of a slow inventory waits, so memory stays bounded."""
_ATTEMPTS = 3
_FOLDER = "folder"
"""The kind of a gap that stands for a folder that cannot be listed: nobody knows which datasets are in it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scan that is published: its result, where it went, and the code of the signal that cut it short, if one did."""

    result: ScanResult
    inventory: StoreInfo
    signal: ExitCode | None


@dataclass(slots=True)
class Stop:
    """Asks a running scan to end: what is finished is kept, the rest is NOT_REACHED."""

    event: threading.Event = field(default_factory=threading.Event)
    signal: ExitCode | None = None


def run_request(prepared: Sequence[Prepared], request: ScanRequest) -> Outcome:
    """Run the scan into its inventory, with progress on stderr.

    Raises:
        ConfigurationError: if the inventory's URI does not parse.
        InventoryError: if the inventory does not answer, also half way.
    """
    return asyncio.run(_run_request(prepared, request))


async def _run_request(prepared: Sequence[Prepared], request: ScanRequest) -> Outcome:
    stop = Stop()
    store = await open_inventory(request.inventory or default_inventory_uri(os.environ))
    try:
        info = await store.describe()
        with _stopping_on_signals(stop), scan_progress() as progress:
            result = await scan_into(store, prepared, request.options, progress=progress, stop=stop, said=request.said)
    finally:
        await store.close()
    return Outcome(result, info, stop.signal)


async def scan_into(
    store: InventoryStore,
    prepared: Sequence[Prepared],
    options: ScanOptions,
    *,
    progress: ScanProgress,
    stop: Stop,
    said: "Declarations | None" = None,
) -> ScanResult:
    """The result of a scan, all of which is in the inventory when this returns; the scan is FAILED there if this raises.

    Raises:
        ConfigurationError: if what is said besides contradicts the inventory; nothing was scanned.
    """
    tools = load_tools(options)
    if said is not None:
        await _prepare_said(store, said, tools.taxonomy)
    key = SketchKey.from_secret(await store.sketch_secret())
    await publish_own_elements(store, tools.taxonomy)
    scan = await begin(store, new_scan_id(), tools.version, [one.ref.id for one in prepared], datetime.now(UTC))

    def run(tell: Callable[[ScanEvent], None]) -> ScanResult:
        return run_scan(
            prepared,
            options,
            key=key,
            scan_id=scan.id,
            sequence=scan.sequence,
            started_at=scan.started_at,
            on_event=tell,
            stop=stop.event,
        )

    aliases = said.source_aliases if said is not None else {}
    publisher = _Publisher(store, scan, tools.taxonomy, progress, said.assignments if said is not None else {})
    try:
        result = await _run_beside(run, publisher.publish, progress, stop)
        if said is not None:
            await _publish_said(store, said, tools.taxonomy, progress)
        await record_scanned(store, tools.taxonomy, [one.ref.id for one in prepared], aliases, datetime.now(UTC))
    except BaseException:
        with suppress(InventoryError):  # the first error is the one to tell
            await store.finish_scan(replace(scan, status=ScanStatus.FAILED, finished_at=datetime.now(UTC)))
        raise
    await finish(store, result)
    return result


async def _prepare_said(store: InventoryStore, said: "Declarations", taxonomy: Taxonomy) -> None:
    from gazetteer.cli.declaring import prepare_declarations  # a scan without a configuration starts sooner for it

    await prepare_declarations(store, said, taxonomy, datetime.now(UTC))


async def _publish_said(store: InventoryStore, said: "Declarations", taxonomy: Taxonomy, progress: ScanProgress) -> None:
    from gazetteer.cli.declaring import publish_declarations

    for problem in await publish_declarations(store, said, taxonomy, datetime.now(UTC)):
        progress.note(problem)


async def _run_beside(
    run: Callable[[Callable[[ScanEvent], None]], ScanResult],
    publish: Callable[[ScanEvent], Awaitable[None]],
    progress: ScanProgress,
    stop: Stop,
) -> ScanResult:
    """Run the blocking scan in a thread, and here take in what it tells; an error of the inventory stops the scan."""
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[ScanEvent | None] = asyncio.Queue(_MOST_WAITING)

    def tell(event: ScanEvent) -> None:
        asyncio.run_coroutine_threadsafe(events.put(event), loop).result()

    async def take_in() -> None:
        failure: Exception | None = None
        while (event := await events.get()) is not None:
            progress.show(event)
            if failure is None:
                try:
                    await publish(event)
                except Exception as error:  # noqa: BLE001 - raised below, once the runner has stopped telling
                    failure = error
                    stop.event.set()
        if failure is not None:
            raise failure

    taking_in = asyncio.create_task(take_in())
    try:
        result = await asyncio.to_thread(run, tell)
    finally:
        await events.put(None)
        await taking_in
    return result


@dataclass(slots=True)
class _Publisher:
    """Publishes what a scan tells; `met` and `unlisted` are the datasets, and the sources with a closed folder, so far."""

    store: InventoryStore
    scan: ScanRecord
    taxonomy: Taxonomy
    progress: ScanProgress
    assignments: Mapping[str, SourceAssignment]
    met: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unlisted: set[str] = field(default_factory=set)

    async def publish(self, event: ScanEvent) -> None:
        """Publish what the event holds."""
        match event:
            case SourceOpened():
                await self._announce(event.ref)
            case SourceDone():
                await self._conclude(event.result)
            case DatasetDone():
                await self._publish_dataset(event.result)

    async def _announce(self, ref: SourceRef) -> None:
        """Let a new source be there before its datasets; a known one keeps its state until this scan knows better."""
        known = (await self.store.sources_by_id([ref.id])).get(ref.id)
        if known is not None and known.location != ref.location:
            self.progress.note(_moved_text(ref, known.location))
        if known is None:
            await publish_source_result(self.store, SourceResult(ref, SourceState.PARTIAL), self.scan, datetime.now(UTC))

    async def _publish_dataset(self, result: DatasetResult) -> None:
        source = result.source.id
        self.met[source].add(result.id)
        if result.info.kind == _FOLDER and not result.is_described:
            self.unlisted.add(source)
        said = self.assignments.get(result.source.key)
        assignment = said.of(result.info.name) if said is not None else None
        await _persist(
            lambda: publish_dataset_result(self.store, result, self.scan, self.taxonomy, datetime.now(UTC), assignment)
        )

    async def _conclude(self, result: SourceResult) -> None:
        """Record how the source ended; if all of it was listed, let the datasets be gone that were not met."""
        source = result.ref.id
        await publish_source_result(self.store, result, self.scan, datetime.now(UTC))
        if result.state is SourceState.FAILED or source in self.unlisted:
            return
        met, sequence = self.met[source], self.scan.sequence
        await _persist(lambda: self.store.retire_datasets(source, met, sequence, datetime.now(UTC)))


def _moved_text(ref: SourceRef, before: str) -> str:
    """Two files that are called alike from two folders have one key, and nobody but the user can tell that from a move."""
    return (
        f"{ref.key} was {before} at its last scan and is {ref.location} now. If these are two sources, give each a name "
        "in a configuration file: under one key the newer scan takes the place of the older."
    )


async def _persist(write: Callable[[], Awaitable[object]]) -> None:
    """Write; what was rolled back is tried again, because replaying changes nothing."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            await write()
        except ConflictError:
            if attempt == _ATTEMPTS:
                raise
        else:
            return


@contextmanager
def _stopping_on_signals(stop: Stop) -> Iterator[None]:
    """The first SIGINT or SIGTERM asks the scan to stop; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def on_signal(number: signal.Signals) -> None:
        if stop.signal is not None:
            os._exit(SIGNAL_CODES[number])
        stop.signal = SIGNAL_CODES[number]
        stop.event.set()

    for number in SIGNAL_CODES:
        loop.add_signal_handler(number, on_signal, number)
    try:
        yield
    finally:
        for number in SIGNAL_CODES:
            loop.remove_signal_handler(number)
