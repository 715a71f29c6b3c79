"""Figures, medians and the made table."""

from pathlib import Path

import pyarrow as pa
import pytest

from benchmarks.columns import COLUMNS, make_blocks
from benchmarks.datasets import make_dataset
from benchmarks.made_values import with_luhn
from benchmarks.measuring import Cost, Figure, alternate, cpu_ratio, wall_ratio
from benchmarks.reading import read_bare


def test_a_figure_knows_its_bound() -> None:
    assert Figure("R1", "x", 1.2, 1.15).is_met is False
    assert Figure("R1", "x", 1.15, 1.15).is_met is True
    assert Figure("R4", "x", 4_999.0, 5_000, is_at_most=False).is_met is False
    assert Figure("R4", "x", 5_000.0, 5_000, is_at_most=False).is_met is True
    assert Figure("cost", "x", 1.0).is_met is None


def test_ratios_are_medians_of_each_rounds_own_ratio() -> None:
    ours = [Cost(2.0, 4.0), Cost(30.0, 30.0), Cost(9.0, 3.0)]
    bare = [Cost(1.0, 1.0), Cost(10.0, 10.0), Cost(2.0, 3.0)]
    assert wall_ratio(ours, bare) == pytest.approx(3.0)
    assert cpu_ratio(ours, bare) == pytest.approx(3.0)


def test_calls_take_turns_after_one_round_that_is_not_counted() -> None:
    called: list[str] = []
    costs = alternate(2, lambda: called.append("a"), lambda: called.append("b"))
    assert called == ["a", "b", "a", "b", "a", "b"]
    assert [len(one) for one in costs] == [2, 2]


def test_a_shorter_table_is_the_beginning_of_a_longer_one() -> None:
    short, long = next(make_blocks(10_000)), list(make_blocks(10_001))
    assert short.equals(long[0])
    assert [block.num_rows for block in long] == [10_000, 1]
    assert short.num_columns == len(COLUMNS) == 32
    assert sum(column.is_personal for column in COLUMNS) == 24


def test_check_digits_are_those_of_published_examples() -> None:
    assert with_luhn("7992739871") == "79927398713"
    assert with_luhn("411111111111111") == "4111111111111111"


def test_every_format_holds_every_row(tmp_path: Path) -> None:
    dataset = make_dataset(700, folder=tmp_path)
    assert dataset.values == 700 * 32
    assert {name: read_bare(path) for name, path in dataset.paths.items()} == {"SQLite": 700, "CSV": 700, "Parquet": 700}
    made = dataset.csv.stat().st_mtime_ns
    assert make_dataset(700, folder=tmp_path).csv.stat().st_mtime_ns == made
    assert pa.types.is_int64(next(make_blocks(1)).schema.field("id").type)
