"""Probes: each kind's states, joint counts, lists and missing columns, merging, bytes."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.codec import Reader, Writer
from gazetteer_scanners.evidence.probes import (
    AgeBand,
    Presence,
    ProbeColumn,
    ProbeEvidence,
    ProbeKind,
    ProbeSpec,
    TimeOrder,
    TruthState,
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


def test_age_band_of_birth_dates() -> None:
    births = ["2013-03-06", "2013-03-05", "2012-03-05", "2011-03-05", "2010-03-05", "2009-03-05", "2008-03-05"]
    texts = pa.array([*births, None, "", "2026-03-06", "1900-01-01", "unknown"])
    assert states(ProbeKind.AGE_BAND, texts) == [1, 2, 3, 4, 5, 5, 6, 0, 0, 0, 0, 0]
    assert states(ProbeKind.AGE_BAND, pa.array([date(2013, 3, 6), date(2008, 3, 5)])) == [1, 6]
    assert states(ProbeKind.AGE_BAND, pa.array([20130306, 20080305])) == [1, 6]


def test_age_band_of_stated_ages() -> None:
    assert states(ProbeKind.AGE_BAND, pa.array([0, 12, 13, 17, 18, 120, 121, -1])) == [1, 1, 2, 5, 6, 6, 0, 0]
    assert states(ProbeKind.AGE_BAND, pa.array(["１２", " 14 ", "abc"])) == [1, 3, 0]


def test_age_band_of_ids_by_the_callers_function() -> None:
    births = {"id-1": np.datetime64("2013-03-06"), "id-2": np.datetime64("2000-01-01"), "12": np.datetime64("2000-01-01")}
    asked: list[str] = []

    def read(texts: pa.StringArray) -> npt.NDArray[np.datetime64]:
        asked.extend(texts.to_pylist())
        return np.array([births.get(text, np.datetime64("NaT")) for text in texts.to_pylist()], "datetime64[D]")

    column = ProbeColumn(ProbeKind.AGE_BAND, (A,), read)
    leaf = leaf_of(pa.array(["id-2", None, " id-1", "id-3", "12", "2013-03-05", "130"]), A)
    expected = [AgeBand.ADULT, 0, AgeBand.UNDER_13, 0, AgeBand.UNDER_13, AgeBand.AGE_13, 0]
    assert states_of(column, {A: leaf}, 7, AS_OF).tolist() == expected
    assert asked == ["id-2", "id-1", "id-3", "130"]
    numbers = leaf_of(pa.array([12, None, 130]), A)
    assert states_of(column, {A: numbers}, 3, AS_OF).tolist() == [AgeBand.UNDER_13, 0, 0]
    assert asked[4:] == ["130"]
    assert column == ProbeColumn(ProbeKind.AGE_BAND, (A,))


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
    for kind in (ProbeKind.TRUTH, ProbeKind.PRESENCE, ProbeKind.AGE_BAND):
        assert states_of(ProbeColumn(kind, (below,)), {below: leaf}, 2, AS_OF).tolist() == [0, 0]
        assert states_of(ProbeColumn(kind, (A,)), {}, 3, AS_OF).tolist() == [0, 0, 0]
    assert states(ProbeKind.TRUTH, pa.array([b"yes"], pa.binary())) == [0]


CONSENT = ProbeSpec("under14", (ProbeColumn(ProbeKind.AGE_BAND, (A,)), ProbeColumn(ProbeKind.TRUTH, (B,))))


def probe_of(ages: list[int | None], consents: list[str | None]) -> ProbeEvidence:
    probe = ProbeEvidence(CONSENT)
    leaves = {A: leaf_of(pa.array(ages, pa.int64()), A), B: leaf_of(pa.array(consents, pa.string()), B)}
    probe.add(leaves, len(ages), AS_OF)
    return probe


def test_joint_counts() -> None:
    probe = probe_of([12, 12, 13, 40, None, 13], ["yes", None, "no", "yes", "no", "是"])
    assert probe.table.shape == (7, 3)
    assert int(probe.table.sum()) == 6
    minors = {AgeBand.UNDER_13, AgeBand.AGE_13}
    assert rows_where(probe, {0: minors}) == 4
    assert rows_where(probe, {0: minors, 1: {TruthState.UNKNOWN, TruthState.NO}}) == 2
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
