"""Text streams: UTF-8 goes through as it is, whatever blocks cut it into; what is none is replaced and counted."""

from pathlib import Path

import pytest

from gazetteer_scanners.connectors._files.text import Gaps, open_utf8, open_utf8_blocks

MIXED = "a é 中 😀 １３８\n" * 50


def read_in(path: Path, size: int, gaps: Gaps, encoding: str = "utf-8") -> bytes:
    with open_utf8_blocks(path, encoding, gaps) as stream:
        return b"".join(iter(lambda: stream.read(size), b""))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64, 1 << 20])
def test_characters_may_lie_across_blocks(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer_scanners.connectors._files.text._BLOCK_BYTES", size)
    path = tmp_path / "text"
    path.write_bytes(MIXED.encode())
    gaps = Gaps()
    assert read_in(path, size, gaps) == MIXED.encode()
    assert gaps.take() == ()


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize(
    ("octets", "replaced"),
    [
        (b"a\xffb", 1),
        ("中".encode()[:2], 1),
        (b"\xed\xa0\x80", 3),
        (b"\xc0\xaf", 2),
        (b"\xf0\x9f\x98\x80\x80", 1),
        (b"\xf4\x90\x80\x80", 4),
    ],
)
def test_bytes_that_are_no_utf8_are_replaced_as_python_does(
    tmp_path: Path, octets: bytes, replaced: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer_scanners.connectors._files.text._BLOCK_BYTES", size)
    path = tmp_path / "text"
    path.write_bytes(b"before " + octets)
    gaps = Gaps()
    assert read_in(path, size, gaps) == (b"before " + octets).decode("utf-8", "replace").encode()
    assert [reason.message for reason in gaps.take()] == [f"text: characters that are not utf-8 (replaced): {replaced}"]


def test_a_valid_block_follows_one_that_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer_scanners.connectors._files.text._BLOCK_BYTES", 8)
    path = tmp_path / "text"
    octets = b"\xff" + MIXED.encode() + b"\xfe" + MIXED.encode()
    path.write_bytes(octets)
    gaps = Gaps()
    assert read_in(path, 8, gaps) == octets.decode("utf-8", "replace").encode()
    assert [reason.message for reason in gaps.take()] == ["text: characters that are not utf-8 (replaced): 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "gb18030"])
def test_no_block_but_the_last_is_short(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text"
    path.write_bytes(("é" + "x" * 996).encode(encoding) * 500)
    with open_utf8_blocks(path, encoding, Gaps()) as stream:
        sizes = [len(block) for block in iter(lambda: stream.read(100_000), b"")]
    assert sum(sizes) == 500 * 998
    assert min(sizes[:-1]) >= 50_000


def test_other_encodings_become_utf8(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(MIXED.replace("😀", "").encode("gb18030"))
    assert read_in(path, 10, Gaps(), "gb18030") == MIXED.replace("😀", "").encode()


def test_an_empty_file_is_used_up_at_once(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"")
    with open_utf8_blocks(path, "utf-8", Gaps()) as stream:
        assert stream.is_used_up
    path.write_bytes(b"x")
    with open_utf8_blocks(path, "utf-8", Gaps()) as stream:
        assert not stream.is_used_up
        assert stream.read(10) == b"x"
        assert stream.is_used_up


def test_the_buffered_stream_reads_what_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(MIXED.encode())
    with open_utf8(path, "utf-8", Gaps()) as stream:
        assert stream.peek(1)[:1] == b"a"
        assert stream.read(4) == MIXED.encode()[:4]
        assert stream.read() == MIXED.encode()[4:]
