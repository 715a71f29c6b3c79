"""What a scan asks of the allocator."""

import platform
import subprocess
import sys

import pytest

_PROGRAM = """
import ctypes, threading
from gazetteer_scanners.scanning.memory import share_arenas
print(share_arenas())
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
barrier = threading.Barrier(9)
def work():
    library.malloc(100)
    barrier.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
barrier.wait()
for thread in threads:
    thread.join()
library.malloc_stats()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
@pytest.mark.parametrize(("asked", "expected"), [(None, ("True", 2)), ("4", ("False", 4))])
def test_threads_share_arenas_unless_the_user_says_how_many(
    asked: str | None, expected: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    if asked is not None:
        monkeypatch.setenv("MALLOC_ARENA_MAX", asked)
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr.count("Arena ")) == expected
