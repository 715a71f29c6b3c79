"""What a scan asks of the C library's allocator: few arenas, so that one thread uses again what another has given back.

Readers and columns allocate in several threads. By default glibc gives each of them an arena of its own, in which the
memory of batches that are done with lies idle: up to a third of a scan's peak. Source: mallopt(3), M_ARENA_MAX.
"""

import ctypes
import os
import sys
from functools import cache

_M_ARENA_MAX = -8
_ARENAS = 2
_VARIABLE = "MALLOC_ARENA_MAX"


@cache
def share_arenas() -> bool:
    """Has an effect before threads are started; none where the user has decided, or the C library has no such setting."""
    if sys.platform != "linux" or _VARIABLE in os.environ:
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_ARENA_MAX, _ARENAS) == 1
