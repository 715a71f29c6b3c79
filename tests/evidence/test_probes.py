"""Probes: each kind's states, joint counts, lists and missing columns, merging, bytes."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.age_columns import AgeColumns, AgeKind
from gazetteer_scanners.evidence.age_spans import PAIRS, STATES
from gazetteer_scanners.evidence.codec import Reader, Writer
from gazetteer_scanners.evidence.probes import (
    Presence,
    ProbeColumn,
    ProbeEvidence,
    ProbeKind,
    ProbeSpec,
    TimeOrder,
    TruthState,
    age_column,
    rows_where,
)
from gazetteer_scanners.evidence.probing import states_of
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import EACH, Path, name_path
from tests.evidence.batches import AS_OF, leaf_of

A, B = name_path("a"), name_path("b")


def states(kind: ProbeKind, *columns: pa.Array) -> list[int]:
    paths = (A, B)[: len(columns)]
    leaves = {path: leaf_of(values, path) for path, values in zip(paths, columns, strict=True)}
    return [int(state) for state in states_of(ProbeColumn(kind, paths), leaves, len(columns[0]), AS_OF)]


def test_truth_of_booleans_numbers_words_and_times() -> None:
    yes, no = TruthState.YES, TruthState.NO
    assert states(ProbeKind.TRUTH, pa.array([True, False, None])) == [yes, no, 0]
    assert states(ProbeKind.TRUTH, pa.array([1, 0, 2, None])) == [yes, no, 0, 0]
    texts = pa.array(["1", "0", "Yes", "no", "是", "否", "2014-03-05 10:00", "1394013723", "perhaps", "", None])
    assert states(ProbeKind.TRUTH, texts) == [yes, no, yes, no, yes, no, yes, yes, 0, 0, 0]
    assert states(ProbeKind.TRUTH, pa.array([date(2014, 3, 5), None])) == [yes, 0]


def test_presence() -> None:
    here = Presence.PRESENT
    assert states(ProbeKind.PRESENCE, pa.array(["x", " ", "", None, "\u3000", "0"])) == [here, 0, 0, 0, 0, here]
    assert states(ProbeKind.PRESENCE, pa.array([0, None])) == [here, 0]
    assert states(ProbeKind.PRESENCE, pa.array([b"", b"x", None], pa.binary())) == [0, here, 0]


def test_order_of_two_times() -> None:
    first = pa.array(["2014-03-05", "2014-03-05 10:00", "2014-03-05T18:00:00+08:00", None, "x", "2015-01-01"])
    second = pa.array(["2014-03-06", "2014-03-05 09:59", "2014-03-05 10:00:00Z", "2014-01-01", "2014-01-01", ""])
    early, same, late = TimeOrder.FIRST_EARLIER, TimeOrder.SAME, TimeOrder.SECOND_EARLIER
    assert states(ProbeKind.ORDER, first, second) == [early, late, same, 0, 0, 0]
    assert states(ProbeKind.ORDER, pa.array([1_394_013_723]), pa.array([1_394_013_723_000])) == [same]


def test_columns_of_documents_stand_in_their_rows() -> None:
    leaf = Leaf(A, DataType.STRING, 4, pa.array(["yes", "no"]), np.array([1, 3]))
    assert states_of(ProbeColumn(ProbeKind.TRUTH, (A,)), {A: leaf}, 4, AS_OF).tolist() == [0, 1, 0, 2]


def test_columns_below_a_list_missing_or_binary_have_no_answer() -> None:
    below: Path = (*name_path("items"), EACH)
    leaf = Leaf(below, DataType.STRING, 2, pa.array(["yes", "no"]), np.array([0, 0]))
    for kind in (ProbeKind.TRUTH, ProbeKind.PRESENCE):
        assert states_of(ProbeColumn(kind, (below,)), {below: leaf}, 2, AS_OF).tolist() == [0, 0]
        assert states_of(ProbeColumn(kind, (A,)), {}, 3, AS_OF).tolist() == [0, 0, 0]
    assert states(ProbeKind.TRUTH, pa.array([b"yes"], pa.binary())) == [0]


CONSENT = ProbeSpec("under14", (age_column(AgeColumns(AgeKind.STATED, (A,))), ProbeColumn(ProbeKind.TRUTH, (B,))))
CHILD = {state * STATES + state for state in (1, 2)}  # under 13, and 13


def probe_of(ages: list[int | None], consents: list[str | None]) -> ProbeEvidence:
    probe = ProbeEvidence(CONSENT)
    leaves = {A: leaf_of(pa.array(ages, pa.int64()), A), B: leaf_of(pa.array(consents, pa.string()), B)}
    probe.add(leaves, len(ages), AS_OF)
    return probe


def test_joint_counts() -> None:
    probe = probe_of([12, 12, 13, 40, None, 13], ["yes", None, "no", "yes", "no", "是"])
    assert probe.table.shape == (PAIRS, 3)
    assert int(probe.table.sum()) == 6
    assert rows_where(probe, {0: CHILD}) == 4
    assert rows_where(probe, {0: CHILD, 1: {TruthState.UNKNOWN, TruthState.NO}}) == 2
    assert rows_where(probe, {1: {TruthState.YES}}) == 3
    assert rows_where(probe, {}) == 6


def test_probes_merge_by_adding_and_survive_their_bytes() -> None:
    one, two = probe_of([12], ["yes"]), probe_of([12, 40], ["yes", "no"])
    one.merge(two)
    assert np.array_equal(one.table, probe_of([12, 12, 40], ["yes", "yes", "no"]).table)
    writer = Writer()
    one.write(writer)
    read = ProbeEvidence.read(Reader(writer.getvalue()))
    assert read.spec == CONSENT
    assert np.array_equal(read.table, one.table)
    adult = 9 * STATES + 9
    assert list(read.cells()) == [((STATES + 1, TruthState.YES), 2), ((adult, TruthState.NO), 1)]


def test_probes_that_ask_other_things_do_not_merge() -> None:
    probe = probe_of([12], ["yes"])
    with pytest.raises(EvidenceError, match="do not ask the same"):
        probe.merge(ProbeEvidence(ProbeSpec("under14", CONSENT.columns[:1])))
    assert int(probe.table.sum()) == 1


def test_a_probe_names_one_to_four_fields() -> None:
    with pytest.raises(ValueError, match="more than 4"):
        ProbeSpec("p", tuple(ProbeColumn(ProbeKind.PRESENCE, (name_path(name),)) for name in "abcde"))
    with pytest.raises(ValueError, match="no column"):
        ProbeSpec("p", ())
    with pytest.raises(ValueError, match="kind ORDER names 1 paths"):
        ProbeColumn(ProbeKind.ORDER, (A,))
    with pytest.raises(ValueError, match="kind AGE names 0 paths"):
        ProbeColumn(ProbeKind.AGE, ())
    with pytest.raises(ValueError, match="kind TRUTH names 2 paths"):
        ProbeColumn(ProbeKind.TRUTH, (A, B))
