"""Compiles the kernel's C sources into one shared library beside them; also run by the build hook, which has no package.

Needs nothing but the standard library and a C compiler (`CC`, or cc, gcc, clang).
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent
LIBRARY = FOLDER / f"_kernel.{'dll' if sys.platform == 'win32' else 'dylib' if sys.platform == 'darwin' else 'so'}"
_FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror=implicit")
# Every x86-64 machine since 2009 has this; older compilers do not know the word and get none.
_X86 = "-march=x86-64-v2"


class CompileError(Exception):
    """No library could be made; the message says why."""


def sources_digest() -> str:
    """A hash over the names and bytes of all C sources and headers."""
    digest = sha256()
    for path in sorted((*FOLDER.glob("*.c"), *FOLDER.glob("*.h"))):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def compile_kernel(target: Path = LIBRARY, extra_flags: Sequence[str] = ()) -> None:
    """Makes the library; the target is replaced at once, so that a process that has the old one loaded goes on with it.

    Raises:
        CompileError: there is no compiler, or it refuses the sources.
    """
    compiler = _find_compiler()
    flags = [*_FLAGS, f'-DGZ_SOURCES="{sources_digest()}"', *extra_flags]
    is_x86 = platform.machine().lower() in ("x86_64", "amd64")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        problem = _run(compiler, [*flags, _X86], made) if is_x86 else "not x86-64"
        if problem:
            problem = _run(compiler, flags, made)
        if problem:
            raise CompileError(problem)
        made.replace(target)


def _find_compiler() -> str:
    for name in (os.environ.get("CC", ""), "cc", "gcc", "clang"):
        if name and (found := shutil.which(name)):
            return found
    raise CompileError("there is no C compiler (set CC, or install gcc or clang)")


def _run(compiler: str, flags: Sequence[str], target: Path) -> str:
    """Why compiling failed, an empty string if it did not."""
    command = [compiler, *flags, "-o", str(target), *map(str, sorted(FOLDER.glob("*.c"))), "-lm"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our flags and files
    except OSError as error:
        return f"{compiler} cannot be run: {error.strerror}"
    return "" if done.returncode == 0 else f"{compiler} failed: {done.stderr.strip()[:2000]}"


if __name__ == "__main__":
    try:
        compile_kernel()
    except CompileError as error:
        sys.exit(f"The kernel was not compiled: {error}")
