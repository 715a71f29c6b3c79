"""The kernel takes a column for valid UTF-8 exactly where Python decodes each of its values."""

import ctypes

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel, text_structure
from gazetteer_scanners.scanning.binary_text import valid_text

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

EDGES = [b"\x7f", b"\xc2\x80", b"\xdf\xbf", b"\xe0\xa0\x80", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xf0\x90\x80\x80"]
EDGES += [b"\xf4\x8f\xbf\xbf", b"\xef\xbf\xbf", b"\x00", "张".encode(), b"plain text that is long"]
BROKEN = [b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xf0\x8f\xbf\xbf"]
BROKEN += [b"\xf4\x90\x80\x80"]
BROKEN += [b"\xf5\x80\x80\x80", b"\xff", b"\xfe", b"\xc2", b"\xe4\xb8", b"\xf0\x9f\x98"]
BROKEN += [b"\xe4", b"\x80\x80", b"\xe4\xb8\xad\xad"]


def text_of(values: list[bytes], validity: pa.Buffer | None = None) -> pa.Array:
    """The bytes as utf8, whatever they are."""
    _, *buffers = pa.array(values, pa.binary()).buffers()
    return pa.Array.from_buffers(pa.utf8(), len(values), [validity, *buffers])


def is_utf8(texts: pa.Array) -> bool:
    kernel = load_kernel()
    assert kernel is not None
    return bool(kernel.gz_is_utf8(ctypes.byref(text_structure(texts))))


def decodes(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("before", [0, 1, 13, 14, 15, 16, 31, 61, 62, 63, 64, 130])
@pytest.mark.parametrize("behind", [0, 1, 64])
def test_characters_at_every_place_of_a_block(before: int, behind: int) -> None:
    for piece in EDGES:
        assert is_utf8(text_of([b"x" * before + piece + b"y" * behind]))
    for piece in BROKEN:
        assert not is_utf8(text_of([b"x" * before + piece + b"y" * behind])), piece


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*EDGES, *BROKEN]), max_size=20).map(b"".join), min_size=1, max_size=6), st.data())
def test_it_says_what_decoding_says(values: list[bytes], data: st.DataObject) -> None:
    texts = text_of(values)
    start = data.draw(st.integers(0, len(values)))
    stop = data.draw(st.integers(start, len(values)))
    assert is_utf8(texts.slice(start, stop - start)) == all(decodes(value) for value in values[start:stop])


@pytest.mark.parametrize("values", [["张".encode()[:2], "张".encode()[2:]], ["é".encode()[:1], "é".encode()[1:]]])
def test_a_character_in_two_values_is_in_neither(values: list[bytes]) -> None:
    assert not is_utf8(text_of(values))
    assert valid_text(text_of(values)).to_pylist() == [value.decode("utf-8", "replace") for value in values]


def test_what_stands_behind_a_null_changes_nothing() -> None:
    texts = text_of([b"\xff\xff", "张".encode(), b"\xe5"], pa.py_buffer(b"\x02"))
    assert valid_text(texts).to_pylist() == [None, "张", None]


def test_no_values() -> None:
    assert is_utf8(pa.array([], pa.utf8()))
    assert is_utf8(pa.nulls(5, pa.utf8()))
    assert is_utf8(pa.array(["a", "张"]).slice(2))
