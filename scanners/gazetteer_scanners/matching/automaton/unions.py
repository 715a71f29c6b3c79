"""Many patterns in one table, or in as few as the budget of states allows; whole values, or matches inside text."""

import contextlib
import logging
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import accumulate
from operator import or_

from gazetteer_scanners.matching.automaton.beginnings import Looks, beginning_of, looks_of, needs
from gazetteer_scanners.matching.automaton.determinising import OverflowedError
from gazetteer_scanners.matching.automaton.positions import Positions, bits_of
from gazetteer_scanners.matching.automaton.syntax import MAX_COUNTED, Read, UnsupportedError, read_pattern
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, Table, build_table
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
        looks: inside text, for each table how the matches of its patterns may begin.
    """

    tables: tuple[Table, ...]
    exact_octets: dict[int, int]
    ascii_only: frozenset[int]
    refused: frozenset[int]
    looks: tuple[Looks, ...] = ()


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
    parts: dict[int, _Part] = {}
    for spec in specs:
        try:
            parts[spec.number] = _part(spec, max_states, max_alone)
        except UnsupportedError as error:
            _LOG.info("The pattern of %s is not compiled: %s.", spec.name, error)
        except OverflowedError:
            _LOG.info("The pattern of %s is not compiled: it has more than %d states by itself.", spec.name, max_states)
    tables = _split(list(parts.values()), max_states, partial(_build, max_states=max_states, banks=banks)) if parts else []
    reads = {number: part.read for number, part in parts.items()}
    return Compiled(
        tuple(tables),
        {number: read.exact_octets for number, read in reads.items() if read.exact_octets is not None},
        frozenset(number for number, read in reads.items() if read.is_for_ascii),
        frozenset(spec.number for spec in specs) - parts.keys(),
        tuple(_looks(table, parts, banks) for table in tables) if any(spec.boundary is not None for spec in specs) else (),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern by itself; `states` says how many it has."""

    spec: Spec
    positions: Positions
    read: Read
    states: int


def _looks(table: Table, parts: Mapping[int, _Part], banks: Sequence[frozenset[int]]) -> Looks:
    """How the table's patterns begin; `InsideTable` numbers them by place, in the same order."""
    place = {number: i for i, number in enumerate(table.patterns)}
    beginnings = [beginning_of(parts[number].positions, parts[number].read.fragment, MARK) for number in place]
    return looks_of(beginnings, [frozenset(place[number] for number in bank if number in place) for bank in banks])


def _part(spec: Spec, max_states: int, max_alone: int) -> _Part:
    try:
        return _alone(spec, MAX_COUNTED, max_alone)
    except OverflowedError:
        return _alone(spec, _FEW_COUNTED, max_states)


def _alone(spec: Spec, max_counted: int, max_states: int) -> _Part:
    positions = Positions()
    read = read_pattern(positions, spec.pattern, has_unicode_case=spec.has_unicode_case, max_counted=max_counted)
    if spec.boundary is not None and read.fragment.is_nullable:
        raise UnsupportedError("it matches the empty text")
    ends = dict.fromkeys(bits_of(read.fragment.last), 1)
    table = build_table(positions, [read.fragment.first], ends, max_states)
    return _Part(spec, positions, read, table.states)


def _split(parts: Sequence[_Part], max_states: int, build: Callable[[Sequence[_Part]], Table]) -> list[Table]:
    """As few tables as halving finds.

    Together patterns have more states than by themselves, as a rule, so that what has too many already is not tried.
    """
    states = list(accumulate(part.states for part in parts))
    if len(parts) == 1 or (len(parts) <= MAX_PATTERNS and states[-1] <= max_states):
        with contextlib.suppress(OverflowedError):
            return [build(parts)]
    half = max(1, bisect_left(states, states[-1] // 2, hi=len(parts) - 1))
    _LOG.info("%d patterns exceed the budget of one table: they are split over two.", len(parts))
    return [*_split(parts[:half], max_states, build), *_split(parts[half:], max_states, build)]


def _build(parts: Sequence[_Part], max_states: int, banks: Sequence[frozenset[int]]) -> Table:
    builder = _Builder()
    for part in parts:
        builder.add(part)
    return build_table(builder.positions, builder.firsts(banks), builder.ends, max_states)


class _Builder:
    """Adds patterns to one automaton."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.ends: dict[int, int] = {}
        self._first: dict[int, tuple[Boundary | None, bool, int]] = {}

    def add(self, part: _Part) -> None:
        """Adds the pattern."""
        fragment, number, at = part.read.fragment, part.spec.number, len(self.positions.sets)
        needs_mark = part.spec.boundary is not None and needs(part.positions, fragment, MARK)
        self.positions.sets += part.positions.sets
        self.positions.follow += [following << at for following in part.positions.follow]
        self._first[number] = (part.spec.boundary, needs_mark, fragment.first << at)
        for last in bits_of(fragment.last):
            self.ends[at + last] = 1 << number

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
