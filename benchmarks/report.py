"""The measured figures as a table for people and as JSON.

{"schema": "gazetteer.bench/1", "commit": "…", "machine": "…", "rounds": 7, "rows": 200000,
 "figures": [{"id": "R1", "what": "scan / bare read, wall, CSV", "value": 1.31, "target": 1.4, "met": true, "note": "…"}],
 "left_out": ["R5: …"]}
"""

import os
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure
from gazetteer_scanners.kernel.library import kernel_problem

SCHEMA = "gazetteer.bench/1"


def machine() -> str:
    """Processors, their load, Python, and whether the kernel is in use."""
    problem = kernel_problem()
    kernel = "compiled kernel" if problem is None else f"no kernel ({problem})"
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, {kernel}"


def commit() -> str:
    """The checked-out commit, with a plus if files differ from it; `unknown` outside a checkout."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        return f"{head}+" if _git("status", "--porcelain", "--untracked-files=no") else head
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def line(figure: Figure) -> str:
    """One row of the table."""
    target = ""
    if figure.target is not None:
        target = f"{'<=' if figure.is_at_most else '>='} {figure.target:,g}"
    met = {True: "met", False: "NOT MET", None: ""}[figure.is_met]
    return f"{figure.id:6}{figure.what:60}{figure.value:>10,.2f}  {target:>9}  {met:8}{figure.note}"


def as_json(figures: Sequence[Figure], left_out: Sequence[str], rounds: int, rows: int) -> dict[str, object]:
    """Plain JSON types; see the module's example."""
    return {
        "schema": SCHEMA,
        "commit": commit(),
        "machine": machine(),
        "rounds": rounds,
        "rows": rows,
        "figures": [_figure_json(figure) for figure in figures],
        "left_out": list(left_out),
    }


def _figure_json(figure: Figure) -> dict[str, object]:
    return {
        "id": figure.id,
        "what": figure.what,
        "value": round(figure.value, 4),
        "target": figure.target,
        "bound": "at most" if figure.is_at_most else "at least",
        "met": figure.is_met,
        "note": figure.note,
    }


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(Path(__file__).parent), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - fixed words
