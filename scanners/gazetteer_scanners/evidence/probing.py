"""The states of a batch's rows for each kind of probe column."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.age_reading import age_pairs
from gazetteer_scanners.evidence.age_spans import EXACT
from gazetteer_scanners.evidence.calendar_days import Ints
from gazetteer_scanners.evidence.compiled_probing import OPEN, TRUTH, can_tell, tell_states
from gazetteer_scanners.evidence.dates import epoch_instants
from gazetteer_scanners.evidence.probes import Presence, ProbeColumn, ProbeKind, TimeOrder, TruthState
from gazetteer_scanners.evidence.values import (
    Present,
    Truth,
    is_text,
    plain,
    present_of,
    present_texts,
    readable,
    times_of,
    truths_of,
)
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.paths import Path

States = npt.NDArray[np.int64]

_NEVER = np.iinfo(np.int64).min


def states_of(column: ProbeColumn, leaves: Mapping[Path, Leaf], rows: int, as_of: date) -> States:
    """The state of each of the `rows` rows."""
    if column.kind is ProbeKind.AGE:
        return age_pairs(column.sources, leaves, rows, as_of)
    leaf = readable(leaves, column.paths[0])
    if column.kind is ProbeKind.ORDER:
        return _order(leaf, readable(leaves, column.paths[1]), rows)
    result = np.zeros(rows, np.int64)
    if leaf is None:
        return result
    if column.kind is ProbeKind.PRESENCE:
        result[_rows_with_value(leaf)] = Presence.PRESENT
        return result
    result[slice(None) if leaf.row_of is None else leaf.row_of] = _truths(plain(leaf.values), as_of)
    return result


def _truths(values: pa.Array, as_of: date) -> npt.NDArray[np.integer]:
    """Whether each value says yes, by the kernel as far as it can tell."""
    if not can_tell(values):
        return _truths_by_arrays(values)
    states, _, count = tell_states(TRUTH, values, as_of, EXACT)
    if count:
        at = np.flatnonzero(states == OPEN)
        states[at] = _truths_by_arrays(values.take(pa.array(at)))
    return states


def _truths_by_arrays(values: pa.Array) -> States:
    """Whether each value says yes, in numpy: the reference for the kernel, and what does without it."""
    result = np.zeros(len(values), np.int64)
    present = present_of(values)
    if present is not None:
        result[present.at] = _truth(present)
    return result


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


def _truth(present: Present) -> States:
    states = np.zeros(len(present.at), np.int64)
    truths = truths_of(present.values, present.texts, present.shapes)
    states[truths == Truth.YES] = TruthState.YES
    states[truths == Truth.NO] = TruthState.NO
    numbers = present.numbers
    states[numbers.at[numbers.values == 1]] = TruthState.YES
    states[numbers.at[numbers.values == 0]] = TruthState.NO
    states[_instants(present) != _NEVER] = TruthState.YES
    return states


def _order(first: Leaf | None, second: Leaf | None, rows: int) -> States:
    moments = []
    for leaf in (first, second):
        instants = np.full(rows, _NEVER)
        present = None if leaf is None else present_of(plain(leaf.values))
        if leaf is not None and present is not None:
            instants[present.at if leaf.row_of is None else leaf.row_of[present.at]] = _instants(present)
        moments.append(instants)
    one, two = moments
    states = np.select(
        [one < two, one == two], [int(TimeOrder.FIRST_EARLIER), int(TimeOrder.SAME)], int(TimeOrder.SECOND_EARLIER)
    )
    return np.where((one == _NEVER) | (two == _NEVER), int(TimeOrder.UNKNOWN), states)


def _instants(present: Present) -> Ints:
    """Microseconds since 1970 of each value that is a date, a time with a date, or a plausible epoch number."""
    result = np.full(len(present.at), _NEVER)
    numbers = present.numbers
    instants, is_epoch = epoch_instants(numbers.values.astype(np.int64))
    result[numbers.at[is_epoch]] = instants[is_epoch]
    times = times_of(present.values, present.shapes, numbers)
    result[times.at] = times.instants
    return result
