"""Scans that go on from a journal: what it holds is not read again, and what it must not answer for is."""

from datetime import date
from pathlib import Path

from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, ScanEvent
from gazetteer_scanners.scanning.journal import MemoryJournal
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import ScanStatus
from tests.scanning.running import AS_OF, run


class Keeping(MemoryJournal):
    """A journal that forgets nothing, as after a kill before anything was published."""

    def forget(self, dataset_id: str) -> None:
        pass


def test_what_was_not_read_is_known_after_a_resume_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("email,name\n" + "a@example.org,x\n" * 50 + "b@example.org,y,z\n")
    journal = Keeping()
    first = run([SourceSpec(str(tmp_path))], ScanOptions(as_of=AS_OF), journal=journal)
    second = run([SourceSpec(str(tmp_path))], ScanOptions(as_of=AS_OF), journal=journal)
    assert [d.coverage for d in second.datasets] == [d.coverage for d in first.datasets]
    assert first.datasets[0].coverage.state is CoverageState.PARTIAL


def test_chunks_of_another_day_or_plan_are_read_again(crm: Path) -> None:
    journal = Keeping()
    run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF, limits=ReadLimits(chunk_rows=50)), journal=journal)
    for options in (
        ScanOptions(as_of=date(2027, 1, 1), limits=ReadLimits(chunk_rows=50)),
        ScanOptions(as_of=AS_OF, limits=ReadLimits(chunk_rows=70)),
    ):
        events: list[ScanEvent] = []
        result = run([SourceSpec(str(crm))], options, journal=journal, on_event=events.append)
        assert sum(e.rows for e in events if isinstance(e, ChunkRead)) == 240
        assert result.status is ScanStatus.COMPLETE


def test_a_journal_forgets_only_what_was_published(crm: Path) -> None:
    journal = MemoryJournal()
    kept: list[int] = []

    def on_event(event: ScanEvent) -> None:
        if isinstance(event, DatasetDone):
            kept.append(len(journal._chunks))

    run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF), journal=journal, on_event=on_event)
    assert kept == [1, 1]
    assert journal._chunks == {}


def test_chunks_that_a_journal_holds_are_not_read_again(crm: Path) -> None:
    journal = Keeping()
    options = ScanOptions(as_of=AS_OF, limits=ReadLimits(chunk_rows=50))
    first = run([SourceSpec(str(crm))], options, journal=journal)
    events: list[ScanEvent] = []
    second = run([SourceSpec(str(crm))], options, journal=journal, on_event=events.append)
    assert not [e for e in events if isinstance(e, ChunkRead)]
    assert [d.fields for d in second.datasets] == [d.fields for d in first.datasets]
    assert [d.evidence for d in second.datasets] == [d.evidence for d in first.datasets]
