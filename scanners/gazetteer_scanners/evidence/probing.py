"""The states of a batch's rows for each kind of probe column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.calendar_days import Ints, ages_of
from gazetteer_scanners.evidence.compiled_probing import OPEN, can_tell, tell_states
from gazetteer_scanners.evidence.dates import epoch_instants
from gazetteer_scanners.evidence.probes import AgeBand, Presence, ProbeColumn, ProbeKind, TimeOrder, TruthState
from gazetteer_scanners.evidence.shapes import TextShapes, shapes_of
from gazetteer_scanners.evidence.values import Numbers, Truth, is_text, numbers_of, plain, present_texts, times_of, truths_of
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path, StepKind

States = npt.NDArray[np.int64]

_NEVER = np.iinfo(np.int64).min
_BAND_STARTS = np.array([0, 13, 14, 15, 16, 18])
_OLDEST_PERSON = 120
"""Higher ages are placeholders such as 1900-01-01: as of 2026 fewer than ten people are known to have lived longer."""
_BANDS = np.searchsorted(_BAND_STARTS, np.arange(_OLDEST_PERSON + 1), side="right").astype(np.uint8)
"""The `AgeBand` of each age."""


@dataclass(frozen=True, slots=True)
class _Present:
    """The values of a column that are neither null nor blank, and where they stand in it."""

    at: Ints
    values: pa.Array
    texts: pa.StringArray
    shapes: TextShapes
    numbers: Numbers


def states_of(column: ProbeColumn, leaves: Mapping[Path, Leaf], rows: int, as_of: date) -> States:
    """The state of each of the `rows` rows."""
    leaf = _readable(leaves, column.paths[0])
    if column.kind is ProbeKind.ORDER:
        return _order(leaf, _readable(leaves, column.paths[1]), rows)
    result = np.zeros(rows, np.int64)
    if leaf is None:
        return result
    if column.kind is ProbeKind.PRESENCE:
        result[_rows_with_value(leaf)] = Presence.PRESENT
        return result
    result[slice(None) if leaf.row_of is None else leaf.row_of] = _answers(column, plain(leaf.values), as_of)
    return result


def _answers(column: ProbeColumn, values: pa.Array, as_of: date) -> npt.NDArray[np.integer]:
    """The state of each value, by the kernel as far as it can tell."""
    if not can_tell(column.kind, values):
        return _answers_by_arrays(column, values, as_of)
    states, count = tell_states(column.kind, values, as_of, _BANDS)
    if count:
        at = np.flatnonzero(states == OPEN)
        states[at] = _answers_by_arrays(column, values.take(pa.array(at)), as_of)
    return states


def _answers_by_arrays(column: ProbeColumn, values: pa.Array, as_of: date) -> States:
    """The state of each value in numpy: the reference for the kernel, and what does without it."""
    result = np.zeros(len(values), np.int64)
    present = _present(values)
    if present is not None:
        result[present.at] = _truth(present) if column.kind is ProbeKind.TRUTH else _age_band(present, column, as_of)
    return result


def _readable(leaves: Mapping[Path, Leaf], path: Path) -> Leaf | None:
    """The leaf, unless it is missing or may hold several values a row."""
    if any(step.kind in (StepKind.EACH, StepKind.ANY_KEY) for step in path):
        return None
    return leaves.get(path)


def _rows_with_value(leaf: Leaf) -> Ints:
    values = plain(leaf.values)
    if is_text(values.type):
        at = present_texts(normalise(values).text)[0]
    elif pa.types.is_binary(values.type):
        sizes = pc.fill_null(pc.binary_length(values), 0)
        at = np.flatnonzero(sizes.to_numpy(zero_copy_only=False))
    else:
        at = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
    return at if leaf.row_of is None else leaf.row_of[at]


def _present(values: pa.Array) -> _Present | None:
    """None for binary values, which no kind but PRESENCE reads."""
    if pa.types.is_binary(values.type):
        return None
    is_boolean = pa.types.is_boolean(values.type)
    at, texts = present_texts(values.cast(pa.string()) if is_boolean else normalise(values).text)
    values = values if len(at) == len(values) else values.take(pa.array(at))
    shapes = shapes_of(texts)
    return _Present(at, values, texts, shapes, numbers_of(values, texts, shapes))


def _truth(present: _Present) -> States:
    states = np.zeros(len(present.at), np.int64)
    truths = truths_of(present.values, present.texts, present.shapes)
    states[truths == Truth.YES] = TruthState.YES
    states[truths == Truth.NO] = TruthState.NO
    numbers = present.numbers
    states[numbers.at[numbers.values == 1]] = TruthState.YES
    states[numbers.at[numbers.values == 0]] = TruthState.NO
    states[_instants(present) != _NEVER] = TruthState.YES
    return states


def _age_band(present: _Present, column: ProbeColumn, as_of: date) -> States:
    ages = np.full(len(present.at), -1, np.int64)
    numbers = present.numbers.values.astype(np.int64)
    is_age = (numbers >= 0) & (numbers <= _OLDEST_PERSON)
    ages[present.numbers.at[is_age]] = numbers[is_age]
    times = times_of(present.values, present.shapes, present.numbers)
    ages[times.at] = ages_of(times.days, as_of)
    at = np.flatnonzero(ages < 0)
    if column.births is not None and len(at):
        births = column.births(present.texts.take(pa.array(at)))
        is_birth = ~np.isnat(births)
        ages[at[is_birth]] = ages_of(births[is_birth].astype(np.int64), as_of)
    ages[(ages < 0) | (ages > _OLDEST_PERSON)] = -1
    return np.where(ages < 0, int(AgeBand.UNKNOWN), _BANDS[ages])


def _order(first: Leaf | None, second: Leaf | None, rows: int) -> States:
    moments = []
    for leaf in (first, second):
        instants = np.full(rows, _NEVER)
        present = None if leaf is None else _present(plain(leaf.values))
        if leaf is not None and present is not None:
            instants[present.at if leaf.row_of is None else leaf.row_of[present.at]] = _instants(present)
        moments.append(instants)
    one, two = moments
    states = np.select(
        [one < two, one == two], [int(TimeOrder.FIRST_EARLIER), int(TimeOrder.SAME)], int(TimeOrder.SECOND_EARLIER)
    )
    return np.where((one == _NEVER) | (two == _NEVER), int(TimeOrder.UNKNOWN), states)


def _instants(present: _Present) -> Ints:
    """Microseconds since 1970 of each value that is a date, a time with a date, or a plausible epoch number."""
    result = np.full(len(present.at), _NEVER)
    numbers = present.numbers
    instants, is_epoch = epoch_instants(numbers.values.astype(np.int64))
    result[numbers.at[is_epoch]] = instants[is_epoch]
    times = times_of(present.values, present.shapes, numbers)
    result[times.at] = times.instants
    return result
