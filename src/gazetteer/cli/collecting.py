"""Keeps Python's garbage collector from looking through what stays: modules and tables, while they are loaded.

Looking for garbage among them again and again took a seventh of the time of a scan of ten rows.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Nothing is collected within, and what is there at the end is never looked through; garbage made later is."""
    gc.disable()
    try:
        yield
    finally:
        keep_all()
        gc.enable()


def keep_all() -> None:
    """Nothing that is there now is looked through again; at the end of a process that spares the interpreter's own looks."""
    gc.freeze()
