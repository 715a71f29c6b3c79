"""Building and loading the kernel, and handing Arrow's memory to it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel import compiling
from gazetteer_scanners.kernel.library import count_bytes, kernel_problem, load_kernel, pointer, text_buffers
from tests.servers.availability import REQUIRE_VARIABLE

needs_kernel = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")


def test_there_is_a_kernel_or_a_reason() -> None:
    assert (load_kernel() is None) == bool(kernel_problem())


def test_there_is_a_kernel_where_everything_is_required() -> None:
    is_required = os.environ.get(REQUIRE_VARIABLE) == "1"
    assert not (is_required and load_kernel() is None), f"{REQUIRE_VARIABLE}=1, but {kernel_problem()}"


@needs_kernel
@pytest.mark.parametrize("kind", [pa.string(), pa.binary()])
def test_nulls_and_slices_are_honoured(kind: pa.DataType) -> None:
    values = pa.array(["ab", None, "", "cdef", "张", None], kind)
    assert count_bytes(values) == 9
    assert [count_bytes(values.slice(start, 2)) for start in range(5)] == [2, 0, 4, 7, 3]
    assert count_bytes(values.slice(6)) == 0
    assert count_bytes(pa.array([], kind)) == 0


@needs_kernel
def test_octets_behind_nulls_do_not_count() -> None:
    offsets, data = pa.py_buffer(np.array([0, 2, 5], np.int32).tobytes()), pa.py_buffer(b"abcde")
    values = pa.StringArray.from_buffers(2, offsets, data, pa.py_buffer(b"\x02"), 1)
    assert values.to_pylist() == [None, "cde"]
    assert count_bytes(values) == 3


def test_large_offsets_are_told_apart() -> None:
    assert text_buffers(pa.array(["a"], pa.large_string())).offset_bits == 64
    assert text_buffers(pa.array(["a"], pa.string())).offset_bits == 32


def test_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="no text or binary array: int64"):
        text_buffers(pa.array([1]))


def test_arrays_in_pieces_are_refused() -> None:
    with pytest.raises(ValueError, match="in one piece"):
        pointer(np.arange(10)[::2])


def test_no_compiler_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    with pytest.raises(compiling.CompileError, match="there is no C compiler"):
        compiling.compile_kernel(tmp_path / "x.so")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "kernel.so was not built"),
        (b"no library", "kernel.so is not for this system"),
    ],
)
def test_a_missing_or_foreign_library_is_said(tmp_path: Path, content: bytes | None, expected: str) -> None:
    path = tmp_path / "kernel.so"
    if content is not None:
        path.write_bytes(content)
    assert expected in _problem(str(path))


def test_it_can_be_switched_off() -> None:
    assert _problem("off") == "it is switched off by GAZETTEER_KERNEL=off"


@needs_kernel
def test_a_stale_library_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "kernel.so"
    compiling.compile_kernel(path, ["-UGZ_SOURCES", '-DGZ_SOURCES="older"'])
    assert _problem(str(path)) == "kernel.so was built from other sources than these; install Gazetteer again"


def _problem(kernel: str) -> str:
    """What a fresh process with this setting says."""
    program = (
        "from gazetteer_scanners.kernel.library import kernel_problem, load_kernel\n"
        "assert load_kernel() is None\nprint(kernel_problem())"
    )
    environment = {**os.environ, "GAZETTEER_KERNEL": kernel}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
