"""Keeps compiled automata on disk: in the user's cache folder, by rule set and by the code that compiles.

A file that is damaged, foreign or of other code is made anew. Two processes may do so at once: each writes a file of its
own and puts it in place whole. Where nothing can be written, everything works, and the next process compiles again.
"""

import contextlib
import io
import json
import logging
import os
import sys
import tempfile
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.beginnings import DEPTH, EVERY_OCTET, Beginning
from gazetteer_scanners.matching.automaton.rules import Automata, compile_rules
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, Table
from gazetteer_scanners.matching.automaton.unions import STARTS, Compiled
from gazetteer_scanners.recognizers.registry import RuleSet

_LOG = logging.getLogger(__name__)
_FORMAT = "gazetteer.automata/1"
_KEPT = 8  # files of other rule sets and versions, the newest
_PARTS = ("whole", "shapes", "inside")
_SETS = ("banks", "counted")
_SOURCES = (
    "octets",
    "positions",
    "beginnings",
    "parse_tree",
    "syntax",
    "tables",
    "unions",
    "minimal",
    "overlap",
    "rules",
    "store",
)


def load_automata(rules: RuleSet, folder: Path | None = None, max_states: int = MAX_STATES) -> Automata:
    """The rule set's automata, from the cache or compiled and put there.

    Args:
        rules: the rule set.
        folder: where to keep them; None for the user's cache folder.
        max_states: the budget of one table.
    """
    key = sha256(f"{_FORMAT}\n{_code_version()}\n{rules.version}\n{max_states}".encode()).hexdigest()
    place = (folder or cache_folder()) / f"automata-{key[:32]}.npz"
    try:
        return _read(place, key)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, zipfile.BadZipFile) as error:
        _LOG.info("The compiled rules in %s cannot be used (%s); they are compiled anew.", place, type(error).__name__)
    automata = compile_rules(rules, max_states)
    _write(place, key, automata)
    return automata


def cache_folder() -> Path:
    """The user's cache folder for Gazetteer (XDG base directories; the systems' own places elsewhere)."""
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"]) / "gazetteer"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "gazetteer" / "cache"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "gazetteer"


@cache
def _code_version() -> str:
    """A hash over the modules that compile; Python's version too, since its parser reads the patterns."""
    digest = sha256(f"{sys.version_info[:2]}".encode())
    for name in _SOURCES:
        with contextlib.suppress(OSError):
            digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _write(place: Path, key: str, automata: Automata) -> None:
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    facts: dict[str, Any] = {"key": key}
    for part in _SETS:
        facts[part] = [sorted(one) for one in getattr(automata, part)]
    for part in _PARTS:
        compiled: Compiled = getattr(automata, part)
        facts[part] = {
            "tables": len(compiled.tables),
            "exact": sorted(compiled.exact_octets.items()),
            "ascii_only": sorted(compiled.ascii_only),
            "refused": sorted(compiled.refused),
            "sets": [table.sets for table in compiled.tables],
            "beginnings": [(number, *_written(one)) for number, one in sorted(compiled.beginnings.items())],
        }
        for i, table in enumerate(compiled.tables):
            arrays[f"{part}{i}.classes"] = table.classes
            arrays[f"{part}{i}.steps"] = _packed(table)
            arrays[f"{part}{i}.starts"] = table.starts
    arrays["facts"] = np.frombuffer(json.dumps(facts).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=place.name, delete=False) as file:
            file.write(buffer.getbuffer())
        Path(file.name).replace(place)
        for old in sorted(place.parent.glob("automata-*.npz"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("The compiled rules cannot be kept in %s: %s.", place.parent, error.strerror)


def _read(place: Path, key: str) -> Automata:
    with place.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        facts = json.loads(bytes(arrays["facts"]))
        if facts["key"] != key:
            raise ValueError
        whole, shapes, inside = (_read_part(part, facts[part], arrays) for part in _PARTS)
        banks, counted = (tuple(frozenset(map(int, one)) for one in facts[part]) for part in _SETS)
        automata = Automata(whole, shapes, inside, banks, counted)
        if len(automata.counted) != len(automata.whole.tables):
            raise ValueError
        if any(len(table.starts) != len(automata.banks) * STARTS for table in automata.inside.tables):
            raise ValueError
        return automata


def _read_part(part: str, facts: Any, arrays: Any) -> Compiled:
    tables = tuple(_read_table(f"{part}{i}", facts["sets"][i], arrays) for i in range(facts["tables"]))
    exact = {int(k): int(v) for k, v in facts["exact"]}
    beginnings = {int(number): _read_beginning(*one) for number, *one in facts["beginnings"]}
    return Compiled(tables, exact, frozenset(facts["ascii_only"]), frozenset(facts["refused"]), beginnings)


def _written(one: Beginning) -> tuple[list[list[str]], int, str]:
    return [[f"{octets:x}" for octets in kind] for kind in one.kinds], one.shortest, f"{one.leads:x}"


def _read_beginning(kinds: list[list[str]], shortest: int, leads: str) -> Beginning:
    if any(len(kind) != DEPTH for kind in kinds):
        raise ValueError
    read = tuple(tuple(int(octets, 16) & EVERY_OCTET for octets in kind) for kind in kinds)
    return Beginning(read, int(shortest), int(leads, 16) & EVERY_OCTET)


def _packed(table: Table) -> npt.NDArray[np.uint16]:
    """Rows as numbers of states: half the octets."""
    rows = table.steps.reshape(-1, table.width).copy()
    rows[:, :-1] //= np.uint32(table.width)
    packed: npt.NDArray[np.uint16] = rows.astype(np.uint16)
    return packed


def _read_table(name: str, sets: Any, arrays: Any) -> Table:
    """A table whose every entry lies within it: the kernel does not look twice."""
    classes, rows, starts = arrays[f"{name}.classes"], arrays[f"{name}.steps"], arrays[f"{name}.starts"]
    if classes.shape != (256,) or classes.dtype != np.uint8 or rows.dtype != np.uint16 or starts.dtype != np.uint32:
        raise ValueError
    width = int(classes.max()) + 2
    states = len(rows)
    if rows.shape != (states, width) or not 1 < states <= MAX_STATES * 2 or starts.ndim != 1:
        raise ValueError
    if rows[:, :-1].max() >= states or rows[:, -1].max() >= len(sets):
        raise ValueError
    if not len(starts) or (starts % width).any() or starts.max() >= states * width:
        raise ValueError
    steps = rows.astype(np.uint32)
    steps[:, :-1] *= np.uint32(width)
    return Table(classes, steps.reshape(-1), starts, tuple(tuple(map(int, one)) for one in sets))
