"""Arrays and facts between processes."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from gazetteer_scanners.keeping import Array, cache_folder, keep, read_kept

KEY = "5" * 64
ARRAYS: dict[str, Array] = {
    "steps": np.arange(1_000, dtype=np.uint32),
    "none": np.empty(0, np.int64),
    "octets": np.frombuffer(b"abc", np.uint8),
}


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    keep("tables", KEY, {"sets": [[1, 2], []]}, ARRAYS, 3, tmp_path)
    kept = read_kept("tables", KEY, tmp_path)
    assert kept is not None
    assert kept.facts == {"sets": [[1, 2], []]}
    assert list(kept.arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert kept.arrays[name].dtype == array.dtype
        assert kept.arrays[name].tolist() == array.tolist()


def test_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    keep("tables", KEY, None, ARRAYS, 3, tmp_path)
    kept = read_kept("tables", KEY, tmp_path)
    assert kept is not None
    with pytest.raises(ValueError, match="read-only"):
        kept.arrays["steps"][0] = 7


def test_each_octet_counts(tmp_path: Path) -> None:
    keep("tables", KEY, {}, {"octets": np.frombuffer(b"abc", np.uint8)}, 3, tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_kept("tables", KEY, tmp_path) is None
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert read_kept("tables", KEY, tmp_path) is None
    path.write_bytes(whole)
    assert read_kept("tables", KEY, tmp_path) is not None


def test_what_another_key_or_kind_keeps_is_not_there(tmp_path: Path) -> None:
    keep("tables", KEY, {}, ARRAYS, 3, tmp_path)
    assert read_kept("tables", "6" * 64, tmp_path) is None
    assert read_kept("words", KEY, tmp_path) is None
    same_name = KEY[:-1] + "6"
    assert read_kept("tables", same_name, tmp_path) is None


def test_the_newest_stay(tmp_path: Path) -> None:
    keep("words", KEY, {}, {}, 1, tmp_path)
    for n in range(4):
        keep("tables", f"{n}" * 64, {}, ARRAYS, 2, tmp_path)
        os.utime(tmp_path / f"tables-{f'{n}' * 32}.kept", (n, n))
    assert sorted(path.name[:8] for path in tmp_path.iterdir()) == ["tables-2", "tables-3", "words-55"]


def test_nothing_is_left_of_what_cannot_be_put_in_place(tmp_path: Path) -> None:
    place = tmp_path / f"tables-{KEY[:32]}.kept"
    place.mkdir()
    keep("tables", KEY, {}, ARRAYS, 2, tmp_path)
    assert list(tmp_path.iterdir()) == [place]
    assert read_kept("tables", KEY, tmp_path) is None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep("tables", KEY, {}, ARRAYS, 2, tmp_path / "file" / "folder")
    assert read_kept("tables", KEY, tmp_path / "file" / "folder") is None
    assert (tmp_path / "file").read_text() == ""


def test_the_folder_is_where_the_system_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "gazetteer"
    monkeypatch.delenv("XDG_CACHE_HOME")
    if sys.platform == "linux":
        assert cache_folder() == Path(os.environ["HOME"]) / ".cache" / "gazetteer"
