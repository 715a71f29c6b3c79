"""Runs the tests of kernel, matching and evidence on a kernel built with the address and undefined-behaviour sanitizers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.soak.gazetteer_runs import SoakError, environment
from gazetteer_scanners.kernel.compiling import compile_kernel

_FLAGS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer", "-g", "-O1")
_TESTS = ("tests/kernel", "tests/matching", "tests/evidence")
_ROOT = Path(__file__).parent.parent.parent
_LIMIT_S = 1_800


def run(folder: Path) -> str:
    """Builds the kernel with sanitizers and runs the tests on it.

    Raises:
        SoakError: if a test fails or a sanitizer finds something.
    """
    library = folder / "_kernel_sanitized.so"
    compile_kernel(library, _FLAGS)
    options = {
        "GAZETTEER_KERNEL": str(library),
        "LD_PRELOAD": " ".join(_runtime(name) for name in ("libasan.so", "libubsan.so")),
        "ASAN_OPTIONS": "detect_leaks=0",  # the interpreter's own memory is never given back
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    done = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *_TESTS],
        cwd=_ROOT,
        env={**environment(), **options},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )
    if done.returncode or "Sanitizer" in done.stderr or "runtime error" in done.stderr:
        raise SoakError(f"the sanitized tests failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout.strip().splitlines()[-1]


def _runtime(name: str) -> str:
    """The sanitizer's library, which has to be loaded before anything else of the process."""
    compiler = shutil.which(os.environ.get("CC") or "gcc")
    if compiler is None:
        raise SoakError("gcc is needed for the sanitizer run")
    found = subprocess.run([compiler, f"-print-file-name={name}"], capture_output=True, text=True, check=True)  # noqa: S603
    return found.stdout.strip()
