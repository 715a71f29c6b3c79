"""Runs the kernel's tests over a build with AddressSanitizer and UndefinedBehaviorSanitizer.

    python -m benchmarks.soak.sanitized_kernel [tests ...]

Needs gcc or clang with their sanitizer runtimes. Any finding ends the run with an error.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from gazetteer_scanners.kernel.compiling import CompileError, compile_kernel

_FLAGS = ("-g", "-O1", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
_TESTS = ("tests/kernel", "tests/matching", "tests/evidence", "tests/scanning")
_ROOT = Path(__file__).parents[2]


def main(tests: tuple[str, ...] = _TESTS) -> int:
    """Exit code of the test run, 2 if there is no sanitized build."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "_kernel.so"
        try:
            compile_kernel(library, _FLAGS)
        except CompileError as error:
            print(f"There is no sanitized kernel: {error}", file=sys.stderr)
            return 2
        environment = {
            **os.environ,
            "GAZETTEER_KERNEL": str(library),
            "LD_PRELOAD": " ".join((_runtime("libasan.so"), _runtime("libubsan.so"))),
            "ARROW_DEFAULT_MEMORY_POOL": "system",  # its own allocators would hide what is read beyond a buffer
            # Python frees little at its end, and Arrow's allocators are not the sanitizer's business.
            "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1",
            "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        }
        command = [sys.executable, "-m", "pytest", "-q", *tests]
        return subprocess.run(command, cwd=_ROOT, env=environment, check=False).returncode  # noqa: S603 - our own tests


def _runtime(name: str) -> str:
    """Where the compiler keeps a runtime, which must be loaded before Python."""
    command = [os.environ.get("CC", "cc"), f"-print-file-name={name}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - the compiler


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or _TESTS))
