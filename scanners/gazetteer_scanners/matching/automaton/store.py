"""Keeps compiled automata between processes: by rule set, by the code that compiles and by its budget (see `keeping`)."""

import contextlib
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer_scanners.keeping import Array, Kept, keep, read_kept
from gazetteer_scanners.matching.automaton.beginnings import LOOKED_UP, Looks
from gazetteer_scanners.matching.automaton.rules import Automata, compile_rules
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, Table
from gazetteer_scanners.matching.automaton.unions import STARTS, Compiled
from gazetteer_scanners.recognizers.registry import RuleSet

_KIND = "automata"
_FORMAT = "gazetteer.automata/4"
_KEPT = 6
"""Files of other rule sets and versions that stay."""
_PARTS = ("whole", "shapes", "inside")
_SETS = ("banks", "counted", "with_digit")
_SOURCES = (
    "octets",
    "positions",
    "beginnings",
    "parse_tree",
    "syntax",
    "determinising",
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
    kept = read_kept(_KIND, key, folder)
    if kept is not None:
        with contextlib.suppress(ValueError, KeyError, TypeError, IndexError):  # of other code with the same key, if ever
            return _read(kept)
    automata = compile_rules(rules, max_states)
    keep(_KIND, key, *_written(automata), _KEPT, folder)
    return automata


@cache
def _code_version() -> str:
    """A hash over the modules that compile; Python's version too, since its parser reads the patterns."""
    digest = sha256(f"{sys.version_info[:2]}{sys.byteorder}".encode())
    for name in _SOURCES:
        with contextlib.suppress(OSError):
            digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _written(automata: Automata) -> tuple[dict[str, Any], dict[str, Array]]:
    """Facts and arrays."""
    arrays: dict[str, Array] = {}
    facts: dict[str, Any] = {part: [sorted(one) for one in getattr(automata, part)] for part in _SETS}
    for part in _PARTS:
        compiled: Compiled = getattr(automata, part)
        facts[part] = {
            "tables": len(compiled.tables),
            "exact": sorted(compiled.exact_octets.items()),
            "ascii_only": sorted(compiled.ascii_only),
            "refused": sorted(compiled.refused),
            "sets": [table.sets for table in compiled.tables],
            "shortest": [looks.shortest for looks in compiled.looks],
        }
        for i, table in enumerate(compiled.tables):
            arrays[f"{part}{i}.classes"] = table.classes
            arrays[f"{part}{i}.steps"] = table.steps
            arrays[f"{part}{i}.starts"] = table.starts
        for i, looks in enumerate(compiled.looks):
            arrays[f"{part}{i}.looks"] = looks.tables
            arrays[f"{part}{i}.leads"] = looks.leads
    return facts, arrays


def _read(kept: Kept) -> Automata:
    facts = kept.facts
    whole, shapes, inside = (_read_part(part, facts[part], kept.arrays) for part in _PARTS)
    automata = Automata(whole, shapes, inside, *(tuple(map(frozenset, facts[part])) for part in _SETS))
    if len(automata.counted) != len(automata.whole.tables):
        raise ValueError
    if any(len(table.starts) != len(automata.banks) * STARTS for table in automata.inside.tables):
        raise ValueError
    if [len(looks.tables) for looks in inside.looks] != [len(automata.banks) * LOOKED_UP] * len(inside.tables):
        raise ValueError
    return automata


def _read_part(part: str, facts: Any, arrays: Mapping[str, Array]) -> Compiled:
    tables = tuple(_read_table(f"{part}{i}", facts["sets"][i], arrays) for i in range(facts["tables"]))
    exact = {int(k): int(v) for k, v in facts["exact"]}
    looks = tuple(
        Looks(np.asarray(arrays[f"{part}{i}.looks"], np.uint8), np.asarray(arrays[f"{part}{i}.leads"], np.uint8), int(shortest))
        for i, shortest in enumerate(facts["shortest"])
    )
    return Compiled(tables, exact, frozenset(facts["ascii_only"]), frozenset(facts["refused"]), looks)


def _read_table(name: str, sets: Any, arrays: Mapping[str, Array]) -> Table:
    """A table as it was written: that its entries lie within it is what the checksum says of all of them."""
    classes, steps, starts = (arrays[f"{name}.{part}"] for part in ("classes", "steps", "starts"))
    table = Table(
        np.asarray(classes, np.uint8), np.asarray(steps, np.uint16), np.asarray(starts, np.uint32), tuple(map(tuple, sets))
    )
    if len(classes) != 256 or not len(starts) or len(steps) % table.width or int(starts.max()) >= table.states:
        raise ValueError
    return table
