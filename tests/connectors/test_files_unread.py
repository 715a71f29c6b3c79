"""What a folder holds and is not read: told by suffix, but for what is no data; and folders that may not be entered."""

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gazetteer_scanners.errors import SourceError
from tests.connectors.files_at import discover

CSV = "a,b\nx,y\n"


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(CSV, encoding="utf-8")


def gaps_of(root: Path) -> list[tuple[str, str, bool]]:
    found = discover(root).gaps
    assert {(gap.kind, gap.reason.code.value) for gap in found} <= {("file", "TYPE_NOT_READ")}
    return [(gap.name, gap.reason.message, gap.reason.is_expected) for gap in found]


def test_one_gap_for_each_suffix(tmp_path: Path) -> None:
    make(tmp_path, "seen.csv", "people.xlsx", "old/people.XLSX", "old/deep/p.xlsx", "users.txt", "x.sqlite", "z.csv.bz2")
    make(tmp_path, "backup.tar.gz", "log.gz", "data.7z")
    assert gaps_of(tmp_path) == [
        ("*.7z", "1 file with the suffix .7z is not read", True),
        ("*.bz2", "1 file with the suffix .bz2 is not read", True),
        ("*.gz", "1 file with the suffix .gz is not read", True),
        ("*.sqlite", "1 file with the suffix .sqlite is not read", True),
        ("*.tar.gz", "1 file with the suffix .tar.gz is not read", True),
        ("*.txt", "1 file with the suffix .txt is not read", True),
        ("*.xlsx", "3 files with the suffix .xlsx are not read", True),
    ]
    assert [dataset.name for dataset in discover(tmp_path).datasets] == ["seen.csv"]


def test_suffixes_that_may_be_values_are_none(tmp_path: Path) -> None:
    make(tmp_path, "seen.csv", "dump", "app.log.1", "app.log.2", "b.2026-01-02", "x.13800138000", "y.客户", "z.of Ann Lee")
    make(tmp_path, "w.averyverylongsuffix", "trailing.")
    assert gaps_of(tmp_path) == [("*", "9 files without a known suffix are not read", True)]


@pytest.mark.parametrize(
    "name",
    [
        "README",
        "readme.txt",
        "License",
        "LICENSE.md",
        "notes.md",
        "load.py",
        "settings.ini",
        "Thumbs.db",
        "_SUCCESS",
        "SHA256SUMS",
        "checksums.txt",
        "seen.csv.sha256",
        ".seen.csv.crc",
        ".DS_Store",
        ".git/config",
        "x.sqlite-wal",
        "seen.csv~",
    ],
)
def test_what_is_no_data_is_not_mentioned(tmp_path: Path, name: str) -> None:
    make(tmp_path, "seen.csv", name)
    assert gaps_of(tmp_path) == []


@pytest.mark.parametrize("name", ["README.csv", "truth.json", "license.jsonl"])
def test_what_can_be_read_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CSV if name.endswith("csv") else '{"a": 1}', encoding="utf-8")
    found = discover(tmp_path)
    assert ([dataset.name for dataset in found.datasets], found.gaps) == ([name], ())


@pytest.mark.parametrize("name", ["myreadme.txt", "license_plates.xlsx", "success.dat", "x.mdb"])
def test_names_that_only_resemble_them_are_mentioned(tmp_path: Path, name: str) -> None:
    make(tmp_path, "seen.csv", name)
    suffix = name.partition(".")[2]
    assert gaps_of(tmp_path) == [(f"*.{suffix}", f"1 file with the suffix .{suffix} is not read", True)]


def test_where_nothing_is_read_that_is_no_expected_gap(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx", "b.xlsx", "README.md")
    assert gaps_of(tmp_path) == [("*.xlsx", "2 files with the suffix .xlsx are not read", False)]
    (tmp_path / "a.xlsx").unlink()
    (tmp_path / "b.xlsx").unlink()
    assert gaps_of(tmp_path) == []


def test_a_gap_never_has_the_name_of_a_dataset(tmp_path: Path) -> None:
    for name in ("1.dat", "2.dat", "000000_0", "000001_0"):
        pq.write_table(pa.table({"a": [1]}), tmp_path / name)
    make(tmp_path, "3.dat", "other", "seen.csv")
    assert [dataset.name for dataset in discover(tmp_path).datasets] == ["*", "*.dat", "seen.csv"]
    assert gaps_of(tmp_path) == [
        ("**/*", "1 file without a known suffix is not read", True),
        ("**/*.dat", "1 file with the suffix .dat is not read", True),
    ]


@contextmanager
def anyone(folder: Path) -> Iterator[None]:
    """Works in a folder as a user who is not root, for whom permissions count.

    Only this thread becomes somebody else, and nothing is collected meanwhile: what other tests left (the semaphores of a
    pool) can be cleared away by its owner alone.
    """
    before = Path.cwd()
    folder.chmod(0o755)
    os.chdir(folder)
    is_root = os.geteuid() == 0
    become = ctypes.CDLL(None).setfsuid if is_root else int
    gc.collect()
    gc.disable()
    become(65_534)
    try:
        yield
    finally:
        become(0)
        gc.enable()
        os.chdir(before)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder `data` with one inside that may be listed but not entered, and a link into that."""
    make(tmp_path, "data/seen.csv", "data/closed/a.csv", "data/closed/b.txt", "data/closed/deep/c.csv")
    (tmp_path / "data" / "link.csv").symlink_to("closed/a.csv")
    (tmp_path / "data" / "nowhere.csv").symlink_to("nowhere")
    (tmp_path / "data" / "closed").chmod(0o444)
    with anyone(tmp_path):
        yield Path("data")
    (tmp_path / "data" / "closed").chmod(0o755)


def test_what_may_not_be_looked_into_is_a_gap(closed: Path) -> None:
    found = discover(closed)
    assert [dataset.name for dataset in found.datasets] == ["seen.csv"]
    assert [(gap.name, gap.kind, gap.reason.code.value, gap.reason.message, gap.reason.is_expected) for gap in found.gaps] == [
        ("closed", "folder", "DENIED", "closed cannot be read: Permission denied", False),
        ("link.csv", "file", "DENIED", "link.csv cannot be read: Permission denied", False),
    ]


def test_a_source_that_may_not_be_entered_is_a_source_error(closed: Path) -> None:
    with pytest.raises(SourceError, match=r"^the folder closed cannot be listed: Permission denied$") as caught:
        discover(closed / "closed")
    assert caught.value.code == "DENIED"
    with pytest.raises(SourceError, match=r"^deep cannot be looked into: Permission denied$") as caught:
        discover(closed / "closed" / "deep")
    assert caught.value.code == "DENIED"
