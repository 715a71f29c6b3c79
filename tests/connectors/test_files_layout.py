"""Folders: which files are one dataset, what datasets are called, and what is left out."""

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gazetteer_scanners.connectors.files import CONNECTOR
from gazetteer_scanners.connectors.protocol import Column, DataType, Location, ReadLimits
from gazetteer_scanners.errors import DatasetError, SourceError
from tests.connectors.files_at import discover, read_all, read_one


def make(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


AB, CD, EF = "a,b\nx,y\n", "c,d\nx,y\n", "e,f\nx,y\n"


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"one.csv": AB}, ["one.csv"]),
        ({"one.csv": AB, "two.csv": AB}, ["*.csv"]),
        ({"one.csv": AB, "two.csv": CD}, ["one.csv", "two.csv"]),
        ({"x/1.csv": AB, "x/2.csv": AB, "y/1.csv": AB, "1.csv": AB}, ["1.csv", "x/*.csv", "y/1.csv"]),
        ({"x/1.csv": AB, "x/2.csv": AB, "x/3.csv": CD}, ["x/*.csv", "x/3.csv"]),
        ({"u_1.csv": AB, "u_2.csv": AB, "o_1.csv": CD, "o_2.csv": CD}, ["o_*.csv", "u_*.csv"]),
        ({"u_1.csv": AB, "u_2.csv": AB, "u_3.csv": CD, "u_4.csv": CD}, ["u_1.csv", "u_2.csv", "u_3.csv", "u_4.csv"]),
        ({"a1.csv": AB, "b1.csv": AB, "c1.csv": CD, "d1.csv": CD}, ["a1.csv", "b1.csv", "c1.csv", "d1.csv"]),
        ({"a1.csv": AB, "b1.csv": AB, "c1.csv": CD, "c2.csv": CD}, ["a1.csv", "b1.csv", "c*.csv"]),
        ({"1.csv": AB, "2.tsv": AB.replace(",", "\t")}, ["1.csv", "2.tsv"]),
        ({"d=1/p.csv": AB, "d=2/p.csv": AB}, ["d=*/*.csv"]),
        ({"x/d=1/h=1/p.csv": AB, "x/d=1/h=2/p.csv": AB, "x/d=2/h=1/q.csv": AB}, ["x/d=*/h=*/*.csv"]),
        ({"x/d=1/p.csv": AB}, ["x/d=*/*.csv"]),
        ({"d=1/x/p.csv": AB, "d=2/x/p.csv": AB}, ["d=1/x/p.csv", "d=2/x/p.csv"]),
        ({"d=1/p.csv": AB, "d=2/p.csv": CD}, ["d=1/p.csv", "d=2/p.csv"]),
        ({"h1.csv": "1,2\n", "h2.csv": "3,4\n", "other.csv": "5,6\n"}, ["*.csv", "other.csv"]),
        ({"one.jsonl": '{"a": 1}', "two.jsonl": '{"a": 2}'}, ["*.jsonl"]),
        ({"one.jsonl": '{"a": 1}', "two.jsonl": '{"b": 2}'}, ["one.jsonl", "two.jsonl"]),
        ({"log-01.jsonl": '{"a": 1, "b": 2}', "log-02.jsonl": '{"a": 1, "b": 2, "c": 3}'}, ["*.jsonl"]),
        ({"log-01.jsonl": '{"a": 1, "b": 2}', "log-02.jsonl": '{"x": 1, "y": 2}'}, ["log-01.jsonl", "log-02.jsonl"]),
        ({".hidden.csv": AB, ".git/x.csv": AB, "notes.md": "x", "seen.csv": AB}, ["seen.csv"]),
        ({"客户 1.csv": AB, "客户 2.csv": AB, "o.csv": CD}, ["*.csv", "o.csv"]),
    ],
)
def test_datasets_of_a_folder(tmp_path: Path, files: dict[str, str], names: list[str]) -> None:
    make(tmp_path, files)
    found = discover(tmp_path)
    assert [dataset.name for dataset in found.datasets] == sorted(names)
    assert found.gaps == ()
    assert {d.name: d.kind for d in found.datasets} == {n: "file_set" if "*" in n else "file" for n in names}


def test_no_file_is_lost_whatever_the_grouping(tmp_path: Path) -> None:
    contents = [AB, CD, EF]
    make(tmp_path, {f"{'xyz'[i % 3]}{i % 4}_{i}.csv": contents[i % 3] for i in range(24)})
    rows, reasons = read_all(tmp_path)
    assert sum(map(len, rows.values())) == 24
    assert reasons == []


def test_partitions_are_columns(tmp_path: Path) -> None:
    make(tmp_path, {"e/b=own/c=a%2Fb/p.csv": AB, "e/b=own/c=2/p.csv": AB})
    (dataset,) = discover(tmp_path).datasets
    assert dataset.name == "e/b=*/c=*/*.csv"
    assert dataset.columns[2:] == (Column("c", "partition", DataType.STRING),)
    rows, _ = read_one(tmp_path)
    assert sorted(rows, key=str) == [("x", "y", "2"), ("x", "y", "a/b")]


def test_links_that_go_in_circles_end(tmp_path: Path) -> None:
    make(tmp_path, {"a/one.csv": AB})
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "nothing.csv")
    assert [d.name for d in discover(tmp_path).datasets] == ["a/one.csv"]


def test_a_fifo_is_no_data_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert discover(tmp_path).datasets == ()


def test_parquet_is_known_by_content(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "000000_0")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "named.csv")
    assert [d.name for d in discover(tmp_path).datasets] == ["000000_0", "named.csv"]
    assert [(d.row_estimate, d.is_row_count_exact) for d in discover(tmp_path).datasets] == [(1, True), (1, True)]


def test_parquet_types_stay_and_chunks_follow_row_groups(tmp_path: Path) -> None:
    table = pa.table({"n": range(100), "s": [{"t": [str(i)]} for i in range(100)]})
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=10)
    connector = CONNECTOR.open(Location(str(tmp_path), "k"))
    (dataset,) = connector.discover().datasets
    assert [(c.name, c.source_type, c.data_type, c.is_nullable) for c in dataset.columns] == [
        ("n", "int64", DataType.INTEGER, True),
        ("s", "struct<t: list<element: string>>", DataType.STRUCT, True),
    ]
    assert dataset.row_estimate == 100
    limits = ReadLimits(chunk_rows=25)
    chunks = connector.plan(dataset, limits)
    assert [(dict(c.bounds), c.rows, c.statement) for c in chunks] == [
        ({"file": "t.parquet", "first_group": first, "last_group": last}, rows, "t.parquet")
        for first, last, rows in ((0, 2, 30), (3, 5, 30), (6, 8, 30), (9, 9, 10))
    ]
    read = pa.Table.from_batches(batch for chunk in chunks for batch in connector.read(dataset, chunk, limits))
    assert read.to_pydict() == table.to_pydict()


def test_parquet_columns_of_one_name_are_numbered(tmp_path: Path) -> None:
    columns = [pa.array(["x", None]), pa.array([b"\xff\xfe", b"y"], pa.binary()), pa.array([1, 2]), pa.array([3, 4])]
    pq.write_table(pa.Table.from_arrays(columns, names=["a", "a", "a_2", "a"]), tmp_path / "t.parquet")
    (dataset,) = discover(tmp_path).datasets
    assert [(c.name, c.source_type) for c in dataset.columns] == [
        ("a", "string"),
        ("a_2", "binary"),
        ("a_2_2", "int64"),
        ("a_3", "int64"),
    ]
    connector = CONNECTOR.open(Location(str(tmp_path), "k"))
    (chunk,) = connector.plan(dataset, ReadLimits())
    (batch,) = connector.read(dataset, chunk, ReadLimits())
    assert batch.to_pydict() == {"a": ["x", None], "a_2": [b"\xff\xfe", b"y"], "a_2_2": [1, 2], "a_3": [3, 4]}


def test_a_damaged_row_group_is_counted_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table({"n": [f"value {i * 7919 % 1000}" for i in range(3_000)]})
    pq.write_table(table, path, row_group_size=1_000, compression="zstd", use_dictionary=False)
    place = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    middle = place.data_page_offset + place.total_compressed_size // 2
    data[middle : middle + 200] = b"\x00" * 200
    path.write_bytes(data)
    rows, reasons = read_one(path)
    assert len(rows) == 2_000
    assert reasons == ["DECODE_ERROR: t.parquet: rows of row group 1 that could not be read (it is damaged): 1,000"]


def test_samples_of_parquet_come_from_all_row_groups(tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": range(100)}), tmp_path / "t.parquet", row_group_size=10)
    rows, _ = read_one(tmp_path, ReadLimits(sample_rows=10))
    assert [int(row[0] or 0) // 10 for row in rows] == list(range(10))


def test_change_marks_follow_sizes_and_times(tmp_path: Path) -> None:
    make(tmp_path, {"a1.csv": AB, "a2.csv": AB, "b.json": json.dumps({"x": 1})})
    before = {d.name: d.change_mark for d in discover(tmp_path).datasets}
    assert before == {d.name: d.change_mark for d in discover(tmp_path).datasets}
    make(tmp_path, {"a2.csv": AB + "more,rows\n"})
    after = {d.name: d.change_mark for d in discover(tmp_path).datasets}
    assert [name for name in before if before[name] != after[name]] == ["*.csv"]


def test_files_that_changed_since_discovery_are_errors(tmp_path: Path) -> None:
    make(tmp_path, {"a.csv": AB, "b.jsonl": '{"a": 1}', "c.csv": CD})
    connector = CONNECTOR.open(Location(str(tmp_path), "k"))
    work = {d.name: (d, connector.plan(d, ReadLimits())[0]) for d in connector.discover().datasets}
    make(tmp_path, {"a.csv": CD})
    (tmp_path / "b.jsonl").unlink()
    (tmp_path / "c.csv").write_bytes(bytes(range(256)))
    expected = {
        "a.csv": ("a.csv has other columns than at discovery; scan again", "SCHEMA_CHANGED"),
        "b.jsonl": ("b.jsonl cannot be read: No such file or directory", "SOURCE_LOST"),
        "c.csv": ("c.csv: its content is not text; it was readable at discovery", "DECODE_ERROR"),
    }
    for name, (dataset, chunk) in work.items():
        with pytest.raises(DatasetError) as caught:
            list(connector.read(dataset, chunk, ReadLimits()))
        assert (str(caught.value), caught.value.code) == expected[name]
    with pytest.raises(DatasetError, match=r"^'b\.jsonl' is gone since discovery; scan again$"):
        CONNECTOR.open(Location(str(tmp_path), "k")).plan(work["b.jsonl"][0], ReadLimits())


def test_a_folder_that_is_gone_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^gone does not exist any more; check the path$") as caught:
        discover(tmp_path / "gone")
    assert caught.value.code == "SOURCE_LOST"


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    found = discover(tmp_path)
    assert (found.datasets, found.gaps) == ((), ())
