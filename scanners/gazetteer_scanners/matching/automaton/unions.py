"""Many patterns in one table, or in as few as the budget of states allows; whole values, or matches inside text."""

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer_scanners.matching.automaton.positions import Fragment, Positions, bits_of
from gazetteer_scanners.matching.automaton.syntax import MAX_COUNTED, UnsupportedError, read_pattern
from gazetteer_scanners.matching.automaton.tables import MAX_STATES, OverflowedError, Table, build_table
from gazetteer_scanners.recognizers.rule import Boundary

_LOG = logging.getLogger(__name__)
_MAX_ALONE = 500
"""A pattern with more states than this by itself multiplies those of all others: its repeats are counted less far."""
_FEW_COUNTED = 8
MAX_PATTERNS = 256
"""The kernel keeps account of so many at once."""

BOUNDARIES = (Boundary.DIGIT, Boundary.ALPHANUMERIC, Boundary.DOTTED, Boundary.RUN, Boundary.NONE)
"""In the order of their bits in the number of a start."""

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
        refused: numbers of patterns that are not regular.
    """

    tables: tuple[Table, ...]
    exact_octets: dict[int, int]
    refused: frozenset[int]


def compile_union(specs: Sequence[Spec], max_states: int = MAX_STATES) -> Compiled:
    """The tables of these patterns; never an error, what does not compile is in `refused`."""
    exact: dict[int, int] = {}
    counted: dict[int, int] = {}
    kept = []
    for spec in specs:
        try:
            counted[spec.number] = _count_limit(spec, max_states)
        except UnsupportedError as error:
            _LOG.info("The pattern of %s is not compiled: %s.", spec.name, error)
        except OverflowedError:
            _LOG.info("The pattern of %s is not compiled: it has more than %d states by itself.", spec.name, max_states)
        else:
            kept.append(spec)
    tables = _split(kept, lambda part: _build(part, counted, exact, max_states)) if kept else []
    return Compiled(tuple(tables), exact, frozenset(spec.number for spec in specs) - {spec.number for spec in kept})


def _count_limit(spec: Spec, max_states: int) -> int:
    try:
        _build([spec], {}, {}, _MAX_ALONE)
    except OverflowedError:
        _build([spec], {spec.number: _FEW_COUNTED}, {}, max_states)
        return _FEW_COUNTED
    return MAX_COUNTED


def _split(specs: Sequence[Spec], build: Callable[[Sequence[Spec]], Table]) -> list[Table]:
    if len(specs) <= MAX_PATTERNS:
        with contextlib.suppress(OverflowedError):
            return [build(specs)]
    half = len(specs) // 2
    _LOG.info("%d patterns exceed the budget of one table: they are split over two.", len(specs))
    return [*_split(specs[:half], build), *_split(specs[half:], build)]


def _build(specs: Sequence[Spec], counted: dict[int, int], exact: dict[int, int], max_states: int) -> Table:
    builder = _Builder()
    for spec in specs:
        limit = counted.get(spec.number, MAX_COUNTED)
        octets = builder.add(spec, limit)
        if octets is not None:
            exact[spec.number] = octets
    return build_table(builder.positions, builder.firsts(), builder.ends, max_states)


class _Builder:
    """Adds patterns to one automaton."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.ends: dict[int, int] = {}
        self._first: dict[tuple[Boundary | None, bool], int] = {}

    def add(self, spec: Spec, max_counted: int) -> int | None:
        """Adds the pattern and says up to which length it is exact (None: any)."""
        read = read_pattern(self.positions, spec.pattern, has_unicode_case=spec.has_unicode_case, max_counted=max_counted)
        if spec.boundary is not None and read.fragment.is_nullable:
            raise UnsupportedError("it matches the empty text")
        kind = (spec.boundary, self._needs_mark(read.fragment))
        self._first[kind] = self._first.get(kind, 0) | read.fragment.first
        for at in bits_of(read.fragment.last):
            self.ends[at] = self.ends.get(at, 0) | (1 << spec.number)
        return read.exact_octets

    def firsts(self) -> list[int]:
        """One start for whole values; inside text one for each set of boundaries that a place may satisfy.

        These come twice: first without the patterns that need `MARK`, for texts that do not hold it, then with all.
        """
        whole = self._first.get((None, False), 0) | self._first.get((None, True), 0)
        return [whole] if whole else [*self._inside_firsts((False,)), *self._inside_firsts((False, True))]

    def _inside_firsts(self, kinds: Sequence[bool]) -> Iterator[int]:
        for allowed in range(1 << len(BOUNDARIES)):
            first = 0
            for bit, boundary in enumerate(BOUNDARIES):
                for needs_mark in kinds if allowed >> bit & 1 else ():
                    first |= self._first.get((boundary, needs_mark), 0)
            yield first

    def _needs_mark(self, fragment: Fragment) -> bool:
        """True if nothing matches that does not hold `MARK`."""
        sets, follow = self.positions.sets, self.positions.follow
        seen, left = 0, fragment.first
        while left:
            at = (left & -left).bit_length() - 1
            left ^= 1 << at
            if sets[at] != 1 << MARK:
                seen |= 1 << at
                left |= follow[at] & ~seen
        return not seen & fragment.last
