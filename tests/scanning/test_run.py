"""A scan from the outside of the library: real small sources, every way a dataset can end."""

import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gazetteer_scanners import report_json, scan
from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.errors import UnknownSourceError, UsageError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import AgeBand, TruthState, rows_where
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.scanning import chunks
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.journal import MemoryJournal
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import DatasetResult, ScanResult, ScanStatus, SourceState
from gazetteer_scanners.scanning.run import run_scan
from gazetteer_scanners.taxonomy import Level

AS_OF = date(2026, 6, 30)
KEY = SketchKey.from_secret(b"0123456789abcdef")


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.sqlite"
    with sqlite3.connect(path) as connection:
        columns = "id integer primary key, email text, imei text, birth_date text, guardian_consent int"
        connection.execute(f"create table users ({columns})")
        connection.executemany(
            "insert into users (email, imei, birth_date, guardian_consent) values (?, ?, ?, ?)",
            [(f"user{n}@example.org", "490154203237518", f"{2000 + n % 24}-06-30", n % 2) for n in range(240)],
        )
        connection.execute("create table empty (mobile text)")
    return path


def run(specs: list[SourceSpec], options: ScanOptions, **more: object) -> ScanResult:
    prepared = prepare_sources(specs, options)
    started = datetime(2026, 6, 30, tzinfo=UTC)
    return run_scan(prepared, options, key=KEY, scan_id="scn_1", sequence=1, started_at=started, **more)  # type: ignore[arg-type] # named arguments of one call


def dataset(result: ScanResult, name: str) -> DatasetResult:
    return next(d for d in result.datasets if d.info.name == name)


def elements(result: DatasetResult) -> dict[str, list[str]]:
    return {path_text(f.path): [d.element for d in f.decision.elements] for f in result.fields}


def test_a_table_is_read_whole_and_decided(crm: Path) -> None:
    result = scan(str(crm))
    users = dataset(result, "users")
    assert result.status is ScanStatus.COMPLETE
    assert (users.coverage.state, users.coverage.rows_read, users.coverage.rows_total) == (CoverageState.COMPLETE, 240, 240)
    found = elements(users)
    assert found["email"] == ["contact.email"]
    assert found["imei"] == ["device.imei"]
    assert found["birth_date"] == ["person.birth_date"]
    assert found["guardian_consent"] == ["minor.guardian_consent"]
    imei = next(f for f in users.fields if path_text(f.path) == "imei")
    assert (imei.decision.level, imei.decision.effective_level) == (Level.NON_PERSONAL_ALONE, Level.PERSONAL)
    assert imei.decision.elements[0].reason.startswith("All 240 values have the form of IMEI and pass its check digit")


def test_a_field_without_values_is_judged_by_its_name(crm: Path) -> None:
    empty = dataset(scan(str(crm)), "empty")
    assert elements(empty) == {"mobile": ["contact.phone"]}
    assert empty.coverage.state is CoverageState.COMPLETE


def test_minors_are_counted_jointly_with_guardian_consent(crm: Path) -> None:
    result = run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF))
    evidence = dataset(result, "users").evidence
    assert evidence is not None
    (probe,) = DatasetEvidence.from_bytes(evidence).probes
    children = {AgeBand.UNDER_13, AgeBand.AGE_13}
    # births of 2013 to 2023 are 13 or younger on 2026-06-30, the birthday itself included; ten of each year
    assert rows_where(probe, {0: children}) == 110
    assert rows_where(probe, {0: children, 1: {TruthState.YES}}) == 60
    assert rows_where(probe, {0: children, 1: {TruthState.NO}}) == 50


@pytest.mark.parametrize("chunk_rows", [7, 50, 1_000])
@pytest.mark.parametrize("workers", [1, 2])
def test_chunks_and_workers_change_nothing(
    crm: Path, chunk_rows: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "_SMALL_VALUES", 0)  # so that a pool reads it, small as it is
    if workers == 2 and chunk_rows == 7:
        chunk_rows = 100
    whole = run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF))
    options = ScanOptions(as_of=AS_OF, workers=workers, limits=ReadLimits(chunk_rows=chunk_rows))
    cut = run([SourceSpec(str(crm))], options)
    assert [d.fields for d in cut.datasets] == [d.fields for d in whole.datasets]
    assert [d.coverage for d in cut.datasets] == [d.coverage for d in whole.datasets]


def test_identical_input_gives_an_identical_report(crm: Path) -> None:
    first, second = (report_json(run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF))) for _ in range(2))
    for report in (first, second):
        scan_part = report["scan"]
        assert isinstance(scan_part, dict)
        del scan_part["finishedAt"]
    assert first == second


def test_a_sample_is_partial_as_asked_for_and_says_what_it_could_miss(crm: Path) -> None:
    result = scan(str(crm), options=ScanOptions(limits=ReadLimits(sample_rows=60)))
    coverage = dataset(result, "users").coverage
    assert (coverage.state, coverage.is_sampled, coverage.rows_read) == (CoverageState.PARTIAL, True, 60)
    assert [(r.code, r.is_expected) for r in coverage.reasons] == [(CoverageCode.SAMPLED, True)]
    assert coverage.missable_rate == pytest.approx(0.05)
    assert result.coverage.unexpected == 0


def test_a_source_that_is_no_database_fails_alone(crm: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    result = scan(str(crm), str(damaged))
    states = {s.ref.key.rsplit("/", 1)[-1]: s.state for s in result.sources}
    assert states == {"crm.sqlite": SourceState.COMPLETE, "damaged.sqlite": SourceState.FAILED}
    assert result.status is ScanStatus.INCOMPLETE
    assert result.coverage.unexpected == 1
    assert {d.source.key.rsplit("/", 1)[-1] for d in result.datasets} == {"crm.sqlite"}
    failed = next(s for s in result.sources if s.state is SourceState.FAILED)
    assert failed.error is not None
    assert "damaged.sqlite" in failed.error.message


def test_a_database_without_tables_is_a_failed_source(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "none.sqlite").execute("vacuum").connection.close()
    result = scan(str(tmp_path / "none.sqlite"))
    assert [s.error.code for s in result.sources if s.error] == [CoverageCode.NOTHING_VISIBLE]
    assert (result.coverage.discovered, result.coverage.unexpected) == (0, 1)


def test_a_view_that_cannot_be_read_fails_alone(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("create table base (x text)")
        connection.execute("create view broken as select x from base")
        connection.execute("drop table base")
    result = scan(str(crm))
    assert dataset(result, "broken").coverage.state is CoverageState.FAILED
    assert dataset(result, "users").coverage.state is CoverageState.COMPLETE
    assert (result.coverage.failed, result.coverage.unexpected) == (1, 1)


def test_nothing_is_scanned_if_a_path_does_not_exist(crm: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownSourceError, match="does not exist"):
        scan(str(crm), str(tmp_path / "missing.sqlite"))


def test_two_sources_of_one_name_are_refused(crm: Path) -> None:
    with pytest.raises(UsageError, match="Two sources have the key 'crm'"):
        scan(SourceSpec(str(crm), name="crm"), SourceSpec(str(crm), name="crm"))


def test_no_source_is_refused() -> None:
    with pytest.raises(UsageError, match="No source is given"):
        scan()


def test_events_tell_each_result_once_and_in_order(crm: Path) -> None:
    events: list[ScanEvent] = []
    run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF), on_event=events.append)
    assert isinstance(events[0], SourceOpened)
    assert isinstance(events[-1], SourceDone)
    assert sorted(e.result.info.name for e in events if isinstance(e, DatasetDone)) == ["empty", "users"]
    assert sum(e.rows for e in events if isinstance(e, ChunkRead)) == 240


def test_a_stopped_scan_says_what_it_did_not_reach(crm: Path) -> None:
    stop = threading.Event()
    stop.set()
    result = run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF), stop=stop)
    assert result.status is ScanStatus.CANCELLED
    assert {d.coverage.state for d in result.datasets} == {CoverageState.NOT_REACHED}
    assert result.coverage.not_reached == result.coverage.unexpected == 2


def test_chunks_that_a_journal_holds_are_not_read_again(crm: Path) -> None:
    class Recording(MemoryJournal):
        def forget(self, dataset_id: str) -> None:
            pass

    journal = Recording()
    options = ScanOptions(as_of=AS_OF, limits=ReadLimits(chunk_rows=50))
    first = run([SourceSpec(str(crm))], options, journal=journal)
    events: list[ScanEvent] = []
    second = run([SourceSpec(str(crm))], options, journal=journal, on_event=events.append)
    assert not [e for e in events if isinstance(e, ChunkRead)]
    assert [d.fields for d in second.datasets] == [d.fields for d in first.datasets]
    assert [d.evidence for d in second.datasets] == [d.evidence for d in first.datasets]


def test_the_gate_trips_on_the_effective_level(crm: Path) -> None:
    personal = scan(str(crm), options=ScanOptions(fail_on=Level.PERSONAL))
    assert personal.gate.is_tripped
    assert any(r.endswith("users imei is PERSONAL") for r in personal.gate.reasons)
    assert not scan(str(crm), options=ScanOptions(fail_on=Level.SENSITIVE)).gate.is_tripped
