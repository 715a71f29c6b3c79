"""A scan from the outside of the library: real small sources, every way a dataset can end."""

import json
import os
import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gazetteer_scanners import report_json, scan
from gazetteer_scanners.classification.decision import LevelReason
from gazetteer_scanners.connectors.protocol import Connector, ReadLimits
from gazetteer_scanners.errors import UnknownSourceError, UsageError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.minors import count_minors
from gazetteer_scanners.paths import name_path, path_text
from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.scanning import chunks
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageState
from gazetteer_scanners.scanning.events import ChunkRead, DatasetDone, ScanEvent, SourceDone, SourceOpened
from gazetteer_scanners.scanning.prepare import Prepared, prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import DatasetResult, ScanResult, ScanStatus, SourceState
from gazetteer_scanners.scanning.run import run_scan
from gazetteer_scanners.taxonomy import Level
from tests.scanning.running import AS_OF, KEY, run


def dataset(result: ScanResult, name: str) -> DatasetResult:
    return next(d for d in result.datasets if d.info.name == name)


def elements(result: DatasetResult) -> dict[str, list[str]]:
    return {path_text(f.path): [d.element for d in f.decision.elements] for f in result.fields}


def test_a_table_is_read_whole_and_decided(crm: Path) -> None:
    result = scan(str(crm), options=ScanOptions(as_of=AS_OF))
    users = dataset(result, "users")
    assert result.status is ScanStatus.COMPLETE
    assert (users.coverage.state, users.coverage.rows_read, users.coverage.rows_total) == (CoverageState.COMPLETE, 240, 240)
    found = elements(users)
    assert found["email"] == ["contact.email"]
    assert found["imei"] == ["device.imei"]
    assert found["birth_date"] == ["person.birth_date"]
    assert found["guardian_consent"] == ["minor.guardian_consent"]
    imei = next(f for f in users.fields if path_text(f.path) == "imei")
    assert imei.decision.level is Level.NON_PERSONAL_ALONE
    assert [reason.rule for reason in imei.decision.level_reasons] == ["element", "combination", "minor"]
    assert imei.decision.effective_level is Level.SENSITIVE  # 110 rows are about children
    assert imei.decision.elements[0].reason.startswith("All 240 values have the form of IMEI and pass its check digit")


def test_a_field_without_values_is_judged_by_its_name(crm: Path) -> None:
    empty = dataset(scan(str(crm)), "empty")
    assert elements(empty) == {"mobile": ["contact.phone"]}
    assert empty.coverage.state is CoverageState.COMPLETE


def test_minors_are_counted_jointly_with_guardian_consent(crm: Path) -> None:
    result = run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF))
    evidence = dataset(result, "users").evidence
    assert evidence is not None
    counts = count_minors(DatasetEvidence.from_bytes(evidence), 14)
    assert counts is not None
    # births of 2013 to 2023 are 13 or younger on 2026-06-30, the birthday itself included; ten of each year
    assert (counts.least, counts.most) == (110, 110)
    assert (counts.with_consent, counts.without_consent, counts.consent_unknown) == (60, 50, 0)


@pytest.mark.parametrize("chunk_rows", [7, 50, 1_000])
@pytest.mark.parametrize("workers", [1, 2])
def test_chunks_and_workers_change_nothing(crm: Path, chunk_rows: int, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_sample_is_no_whole_because_the_source_once_counted_fewer_rows(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("analyze")
        connection.execute("insert into users (email) select email from users, (select 1 union select 2 union select 3)")
    coverage = dataset(scan(crm, options=ScanOptions(limits=ReadLimits(sample_rows=240))), "users").coverage
    assert (coverage.state, coverage.is_sampled) == (CoverageState.PARTIAL, True)
    assert coverage.rows_total is None or coverage.rows_total > 240


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


def test_damaged_pages_fail_the_source_and_the_other_tables_count(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("create table mails (address text)")
        connection.executemany("insert into mails values (?)", [("a" * 900 + f"{n}@example.org",) for n in range(200)])
    page = 4096
    content = bytearray(crm.read_bytes())
    content[-5 * page :] = b"\xff" * (5 * page)
    crm.write_bytes(content)
    result = scan(str(crm))
    (source,) = result.sources
    assert source.state is SourceState.FAILED
    assert source.error is not None
    assert source.error.code is CoverageCode.DECODE_ERROR
    assert source.error.message.endswith("crm.sqlite is damaged: mails could not be read wholly. Restore it and scan it again.")
    states = {d.info.name: d.coverage.state for d in result.datasets}
    assert states["users"] is CoverageState.COMPLETE
    assert states["mails"] is not CoverageState.COMPLETE


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


def test_text_in_a_blob_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (email blob, picture blob)")
        rows = [(f"user{n}@example.org".encode(), bytes([255, 216, 255, n])) for n in range(40)]
        connection.executemany("insert into t values (?, ?)", rows)
    (found,) = scan(str(path)).datasets
    assert elements(found) == {"email": ["contact.email"], "picture": []}


def test_a_view_over_a_cell_that_is_no_json_does_not_fail_the_source(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("create view bad as select json_extract(email, '$.a') as a from users")
    result = scan(str(crm))
    assert [s.state for s in result.sources] == [SourceState.PARTIAL]
    bad = dataset(result, "bad")
    assert (bad.coverage.state, bad.fields) == (CoverageState.FAILED, ())
    assert bad.coverage.reasons[0].message.endswith("it reads a cell as JSON that is none")


def test_a_source_of_which_nothing_can_be_read_is_failed(tmp_path: Path) -> None:
    (tmp_path / "cut.parquet").write_bytes(b"PAR1" + b"\x00" * 64)
    result = scan(str(tmp_path / "cut.parquet"))
    assert [s.state for s in result.sources] == [SourceState.FAILED]
    assert [d.coverage.state for d in result.datasets] == [CoverageState.FAILED]


def test_a_field_of_an_empty_dataset_was_read(tmp_path: Path) -> None:
    path = tmp_path / "e.sqlite"
    sqlite3.connect(path).execute("create table t (x text)").connection.close()
    (found,) = scan(path).datasets
    assert [f.decision.level for f in found.fields] == [Level.NONE]


def test_a_text_that_is_not_searched_to_its_end_is_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table notes (body text)")
        cards = (f"4111 1111 1111 {n:04}" for n in range(3_000))
        numbers = ", ".join(card for card in cards if not passes_luhn(card))
        connection.executemany("insert into notes values (?)", [(numbers,)] * 2)
    (found,) = scan(path).datasets
    assert found.coverage.state is CoverageState.PARTIAL
    assert [r.code for r in found.coverage.reasons] == [CoverageCode.TRUNCATED]
    assert found.coverage.reasons[0].message.endswith("not searched to their end: 2")


def test_a_pipe_is_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "f.csv")
    with pytest.raises(UnknownSourceError, match="neither a file nor a folder"):
        scan(str(tmp_path / "f.csv"))


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


def test_a_dictionary_that_names_no_dataset_is_noted(crm: Path, tmp_path: Path) -> None:
    (tmp_path / "columns.csv").write_text("dataset,field,type,comment\nelsewhere,x,,mail\n")
    (tmp_path / "right.csv").write_text("dataset,field,type,comment\nUSERS,email,,mail\n")
    notes = []
    for name in ("columns.csv", "right.csv"):
        events: list[ScanEvent] = []
        run([SourceSpec(str(crm), name="crm", dictionary=tmp_path / name)], ScanOptions(), on_event=events.append)
        notes.append([note for event in events if isinstance(event, SourceOpened) for note in event.notes])
    assert notes == [["The data dictionary names none of the datasets of crm; check its column dataset."], []]


def test_a_stopped_scan_says_what_it_did_not_reach(crm: Path) -> None:
    stop = threading.Event()
    stop.set()
    result = run([SourceSpec(str(crm))], ScanOptions(as_of=AS_OF), stop=stop)
    assert result.status is ScanStatus.CANCELLED
    assert {d.coverage.state for d in result.datasets} == {CoverageState.NOT_REACHED}
    assert result.coverage.not_reached == result.coverage.unexpected == 2


def test_paths_are_bounded_for_a_dataset_not_for_a_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer_scanners.scanning.finishing.MAX_PATHS", 10)
    for part in range(3):
        row = {"id": 1, **{f"g{part}_{group}": {"a": 1, "b": 2} for group in range(4)}}
        (tmp_path / f"{part}.jsonl").write_text('{"id": 0}\n' * 1_000 + json.dumps(row))
    (found,) = scan(str(tmp_path)).datasets
    assert [path_text(f.path) for f in found.fields] == [f"g{p}_{g}.{k}" for p in (0, 1) for g in range(4) for k in "ab"][:10]
    assert found.coverage.state is CoverageState.PARTIAL
    assert [(r.code, r.message) for r in found.coverage.reasons] == [
        (CoverageCode.TRUNCATED, "field paths beyond the first 10 of the dataset (left out): 15")
    ]


def test_a_connector_that_breaks_fails_its_source_alone(crm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepare_sources([SourceSpec(str(crm), name="crm"), SourceSpec(str(crm), name="odd")], ScanOptions())
    opened = Prepared.open

    def open_odd(self: Prepared) -> Connector:
        if self.ref.key == "odd":
            raise ZeroDivisionError("with a value of the source in its text")
        return opened(self)

    monkeypatch.setattr(Prepared, "open", open_odd)
    started = datetime(2026, 6, 30, tzinfo=UTC)
    result = run_scan(prepared, ScanOptions(), key=KEY, scan_id="scn_1", sequence=1, started_at=started)
    good, odd = result.sources
    assert (good.state, odd.state) == (SourceState.COMPLETE, SourceState.FAILED)
    assert odd.error is not None
    assert odd.error.code is CoverageCode.CRASHED
    assert odd.error.message.startswith("Reading stopped with ZeroDivisionError, an error that Gazetteer does not know")
    assert "value" not in odd.error.message


def test_an_id_that_is_not_valid_embeds_no_birth(tmp_path: Path) -> None:
    path = tmp_path / "orders.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table orders (id_card text)")
        connection.executemany("insert into orders values (?)", [("123456201401010000",)] * 50)  # wrong check digit
    evidence = scan(str(path), options=ScanOptions(as_of=AS_OF)).datasets[0].evidence
    assert evidence is not None
    counts = count_minors(DatasetEvidence.from_bytes(evidence), 14)
    assert counts is not None
    assert (counts.rows, counts.unknown, counts.most) == (50, 50, 0)


def test_the_gate_trips_on_the_effective_level(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("update users set birth_date = '1980-01-01'")
    personal = scan(str(crm), options=ScanOptions(fail_on=Level.PERSONAL))
    assert personal.gate.is_tripped
    assert any(r.endswith("users imei is PERSONAL") for r in personal.gate.reasons)
    assert not scan(str(crm), options=ScanOptions(fail_on=Level.SENSITIVE)).gate.is_tripped


def test_one_child_makes_the_personal_fields_of_its_dataset_sensitive(crm: Path) -> None:
    with sqlite3.connect(crm) as connection:
        connection.execute("update users set birth_date = '1980-01-01'")
        connection.execute("update users set birth_date = '2012-07-01' where rowid = 7")
    result = scan(str(crm), options=ScanOptions(as_of=AS_OF, fail_on=Level.SENSITIVE))
    reason = "By birth_date, 1 row is about children under 14, whose personal data is sensitive."
    users = dataset(result, "users")
    imei = next(f for f in users.fields if path_text(f.path) == "imei")
    assert imei.decision.level_reasons[-1] == LevelReason(Level.SENSITIVE, "minor", reason, (name_path("birth_date"),))
    assert any(r.endswith("users imei is SENSITIVE") for r in result.gate.reasons)
    levels = {f.decision.effective_level for d in result.datasets for f in d.fields if d.info.name != "users"}
    assert Level.SENSITIVE not in levels
    older = scan(str(crm), options=ScanOptions(as_of=date(2026, 7, 1), fail_on=Level.SENSITIVE))
    assert not older.gate.is_tripped
