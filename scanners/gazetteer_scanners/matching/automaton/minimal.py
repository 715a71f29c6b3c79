"""Tables without states that no text tells apart: smaller ones stay nearer the processor.

Source: Moore's partition of states. Rows of blocks are compared by sums of random numbers, and in full at the end.
"""

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.tables import Table

_Blocks = npt.NDArray[np.intp]
_ODD = 0x9E3779B97F4A7C15


def minimal_table(table: Table) -> Table:
    """The same answers with as few states as can be; states without a set still come first, the dead one at 0."""
    rows = table.rows
    following = rows[:, :-1].astype(np.intp)
    blocks = _blocks(np.unique(following, axis=1), rows[:, -1])
    firsts = np.unique(blocks, return_index=True)[1]
    order = np.argsort(firsts)  # by the first state of each: what came first stays first
    place = np.empty(len(order), np.uint16)
    place[order] = np.arange(len(order), dtype=np.uint16)
    numbers = place[blocks]
    kept = firsts[order]
    made = np.column_stack([numbers[following[kept]], rows[kept, -1]])
    if not np.array_equal(numbers[following], numbers[following[kept]][numbers]):
        return table  # two sums were equal by chance
    return Table(table.classes, made.reshape(-1), numbers[table.starts].astype(np.uint32), table.sets)


def _blocks(following: npt.NDArray[np.intp], sets: npt.NDArray[np.uint16]) -> _Blocks:
    """For each state the number of its block: states of one block have the same set and go to the same blocks."""
    random = np.random.default_rng(len(following))
    factors = random.integers(0, 2**63, following.shape[1], np.uint64) * np.uint64(2) + np.uint64(1)
    blocks, count = np.unique(sets, return_inverse=True)[1], 0
    while (most := int(blocks.max()) + 1) > count:
        count = most
        keys = random.integers(0, 2**63, count, np.uint64)[blocks]
        sums = (keys[following] * factors).sum(1, dtype=np.uint64) + keys * np.uint64(_ODD)
        blocks = np.unique(sums, return_inverse=True)[1]
    return blocks
