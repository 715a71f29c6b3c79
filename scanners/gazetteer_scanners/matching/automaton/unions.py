"""Many patterns in one table, or in as few as the budget of states allows; whole values, or matches inside text."""

import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from gazetteer_scanners.matching.automaton.beginnings import Beginning, beginning_of
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of
from gazetteer_scanners.matching.automaton.syntax import MAX_COUNTED, Read, UnsupportedError, read_pattern
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, OverflowedError, Table, build_table
from gazetteer_scanners.recognizers.rule import Boundary

_LOG = logging.getLogger(__name__)
MAX_ALONE = 500
"""A pattern with more states than this by itself multiplies those of all others: its repeats are counted less far."""
_FEW_COUNTED = 8
MAX_PATTERNS = 256
"""The kernel keeps account of so many at once."""

BOUNDARIES = (Boundary.DIGIT, Boundary.ALPHANUMERIC, Boundary.DOTTED, Boundary.RUN, Boundary.NONE)
"""In the order of their bits in the number of a start."""

STARTS = 2 << len(BOUNDARIES)
"""Starts of one bank: for texts without and with `MARK`, for each set of boundaries."""

MARK = ord("@")
"""What some patterns cannot do without and few texts hold: without it these texts need no look at each word."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A pattern to compile.

    Attributes:
        number: how the tables' sets call it.
        name: how a log message calls it.
        pattern: the expression.
        boundary: what may stand beside it inside text; None for a pattern of whole values (a union has either kind).
        has_unicode_case: `(?i)` reaches beyond ASCII.
    """

    number: int
    name: str
    pattern: str
    boundary: Boundary | None = None
    has_unicode_case: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """The tables of a union, which share no pattern; what each pattern's answer is worth; what could not be compiled.

    Attributes:
        tables: one, or several where one would exceed the budget.
        exact_octets: by pattern number, see `Read.exact_octets`; patterns that are exact at any length have no entry.
        ascii_only: numbers of patterns whose answer is exact for values in ASCII alone.
        refused: numbers of patterns that are not regular.
        beginnings: inside text, how the matches of each pattern may begin.
    """

    tables: tuple[Table, ...]
    exact_octets: dict[int, int]
    ascii_only: frozenset[int]
    refused: frozenset[int]
    beginnings: dict[int, Beginning] = field(default_factory=dict)


def compile_union(
    specs: Sequence[Spec],
    max_states: int = MAX_STATES,
    banks: Sequence[frozenset[int]] = (frozenset(),),
    max_alone: int = MAX_ALONE,
) -> Compiled:
    """The tables of these patterns; never an error, what does not compile is in `refused`.

    Args:
        specs: the patterns.
        max_states: the budget of one table.
        banks: inside text, sets of patterns that some texts need not be searched for. Starts come for each of them
            (see `_Builder.firsts`); the first is empty.
        max_alone: states of one pattern by itself, above which its repeats are counted less far.
    """
    exact: dict[int, int] = {}
    ascii_only: set[int] = set()
    counted: dict[int, int] = {}
    kept = []
    for spec in specs:
        try:
            counted[spec.number] = _count_limit(spec, max_states, max_alone)
        except UnsupportedError as error:
            _LOG.info("The pattern of %s is not compiled: %s.", spec.name, error)
        except OverflowedError:
            _LOG.info("The pattern of %s is not compiled: it has more than %d states by itself.", spec.name, max_states)
        else:
            kept.append(spec)
    tables = _split(kept, lambda part: _build(part, counted, exact, ascii_only, max_states, banks)) if kept else []
    refused = frozenset(spec.number for spec in specs) - {spec.number for spec in kept}
    beginnings = {spec.number: _beginning(spec, counted[spec.number]) for spec in kept if spec.boundary is not None}
    return Compiled(tuple(tables), exact, frozenset(ascii_only), refused, beginnings)


def _beginning(spec: Spec, max_counted: int) -> Beginning:
    positions = Positions()
    read = read_pattern(positions, spec.pattern, has_unicode_case=spec.has_unicode_case, max_counted=max_counted)
    return beginning_of(positions, read.fragment, MARK)


def _count_limit(spec: Spec, max_states: int, max_alone: int) -> int:
    try:
        _build([spec], {}, {}, set(), max_alone)
    except OverflowedError:
        _build([spec], {spec.number: _FEW_COUNTED}, {}, set(), max_states)
        return _FEW_COUNTED
    return MAX_COUNTED


def _split(specs: Sequence[Spec], build: Callable[[Sequence[Spec]], Table]) -> list[Table]:
    if len(specs) <= MAX_PATTERNS:
        with contextlib.suppress(OverflowedError):
            return [build(specs)]
    half = len(specs) // 2
    _LOG.info("%d patterns exceed the budget of one table: they are split over two.", len(specs))
    return [*_split(specs[:half], build), *_split(specs[half:], build)]


def _build(
    specs: Sequence[Spec],
    counted: dict[int, int],
    exact: dict[int, int],
    ascii_only: set[int],
    max_states: int,
    banks: Sequence[frozenset[int]] = (frozenset(),),
) -> Table:
    builder = _Builder()
    for spec in specs:
        limit = counted.get(spec.number, MAX_COUNTED)
        read = builder.add(spec, limit)
        if read.exact_octets is not None:
            exact[spec.number] = read.exact_octets
        if read.is_for_ascii:
            ascii_only.add(spec.number)
    return build_table(builder.positions, builder.firsts(banks), builder.ends, max_states)


class _Builder:
    """Adds patterns to one automaton."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.ends: dict[int, int] = {}
        self._first: dict[int, tuple[Boundary | None, bool, int]] = {}

    def add(self, spec: Spec, max_counted: int) -> Read:
        """Adds the pattern and says for which values it is exact."""
        read = read_pattern(self.positions, spec.pattern, has_unicode_case=spec.has_unicode_case, max_counted=max_counted)
        if spec.boundary is not None and read.fragment.is_nullable:
            raise UnsupportedError("it matches the empty text")
        needs_mark = bool(beginning_of(self.positions, read.fragment, MARK).leads)
        self._first[spec.number] = (spec.boundary, needs_mark, read.fragment.first)
        for at in bits_of(read.fragment.last):
            self.ends[at] = self.ends.get(at, 0) | (1 << spec.number)
        return read

    def firsts(self, banks: Sequence[frozenset[int]]) -> list[int]:
        """One start for whole values; inside text one for each set of boundaries that a place may satisfy.

        These come twice for each bank: first without the patterns that need `MARK`, for texts that do not hold it, then
        with them; both without the bank's patterns.
        """
        if all(boundary is None for boundary, _, _ in self._first.values()):
            return [_union(first for _, _, first in self._first.values())]
        return [first for bank in banks for has_mark in (False, True) for first in self._inside_firsts(bank, has_mark=has_mark)]

    def _inside_firsts(self, bank: frozenset[int], *, has_mark: bool) -> list[int]:
        by_boundary = dict.fromkeys(BOUNDARIES, 0)
        for number, (boundary, needs_mark, first) in self._first.items():
            if boundary is not None and number not in bank and (has_mark or not needs_mark):
                by_boundary[boundary] |= first
        return [
            _union(by_boundary[boundary] for bit, boundary in enumerate(BOUNDARIES) if allowed >> bit & 1)
            for allowed in range(1 << len(BOUNDARIES))
        ]


def _union(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
