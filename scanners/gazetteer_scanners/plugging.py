"""Plug-ins of third parties: the entry points of a group.

Most installations have none, and to import and ask `importlib.metadata` takes a twentieth of the time of a scan of ten
rows. So the group's name is looked for first in what the installed distributions declare (`entry_points.txt`, see the
entry points specification of the Python Packaging User Guide).
"""

import os
import sys
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_METADATA = (".dist-info", "egg-info")


def plug_ins(group: str) -> "tuple[EntryPoint, ...]":
    """The entry points of a group, in the order of the distributions; empty if there are none."""
    declared = None if _has_other_finders() else _declared(tuple(sys.path))
    if declared is not None and group not in declared:
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


def _has_other_finders() -> bool:
    """Whether distributions may lie elsewhere than on the path."""
    return any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path)


@cache
def _declared(path: tuple[str, ...]) -> str | None:
    """What all distributions in these folders declare; None if there are archives among them."""
    texts = []
    for folder in path:
        try:
            with os.scandir(folder or ".") as entries:
                texts += [_read(entry.path) for entry in entries if entry.name.lower().endswith(_METADATA)]
        except NotADirectoryError:
            return None
        except OSError:  # no folder, or not for us
            continue
    return "\n".join(texts)


def _read(metadata: str) -> str:
    try:
        return Path(metadata, "entry_points.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:  # a distribution without entry points
        return ""
