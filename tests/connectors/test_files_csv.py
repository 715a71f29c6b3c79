"""CSV files: dialects, encodings, headers, and rows that are not as they should be."""

import gzip
from pathlib import Path

import pytest

from gazetteer_scanners.connectors.protocol import ReadLimits
from tests.connectors.files_at import columns_of, discover, read_one


def write(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    "content",
    [
        "id,name\n1,Ann\n2,Bo\n",
        "id;name\n1;Ann\n2;Bo\n",
        "id\tname\n1\tAnn\n2\tBo\n",
        "id|name\n1|Ann\n2|Bo\n",
        "id,name\r\n1,Ann\r\n2,Bo\r\n",
        "id,name\n1,Ann\n2,Bo",
        '"id","name"\n"1","Ann"\n"2","Bo"\n',
        "'id';'name'\n'1';'Ann'\n'2';'Bo'\n",
        "\n\nid,name\n\n1,Ann\n2,Bo\n\n",
    ],
)
def test_dialects(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    assert columns_of(path) == ("id", "name")
    assert read_one(path) == ([("1", "Ann"), ("2", "Bo")], [])


def test_quotes_hide_delimiters_newlines_and_quotes(tmp_path: Path) -> None:
    path = write(tmp_path, 'id,note\n1,"a, ""b""\nc;d"\n2,\n')
    assert read_one(path) == ([("1", 'a, "b"\nc;d'), ("2", "")], [])


CHINESE = "姓名,城市\n张三,北京\n李四,上海\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = CHINESE if encoding != "utf-16-le" else "name,town\nJosé,Köln\nZoë,Bonn\n"
    path = write(tmp_path, text.encode(encoding))
    header, *rows = [tuple(line.split(",")) for line in text.splitlines()]
    assert columns_of(path) == header
    assert read_one(path) == (rows, [])


def test_latin_1_is_what_is_left(tmp_path: Path) -> None:
    path = write(tmp_path, "name,town\nJosé,Köln\nZoë,Orléans\n".encode("latin-1"))
    assert read_one(path) == ([("José", "Köln"), ("Zoë", "Orléans")], [])


def test_gb18030_that_begins_late_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path, b"id,name\n" + b"1,plain\n" * 200_000 + "2,张三\n".encode("gb18030") * 20)
    rows, reasons = read_one(path)
    assert (rows[-1], len(rows), reasons) == (("2", "张三"), 200_020, [])


def test_bytes_that_are_not_utf8_are_replaced_and_counted(tmp_path: Path) -> None:
    good = "é" * 100
    path = write(tmp_path, f"id,name\n1,{good}\n".encode() + b"2,caf\xe9\n3,\xff\xff\n")
    rows, reasons = read_one(path)
    assert rows == [("1", good), ("2", "caf\ufffd"), ("3", "\ufffd\ufffd")]
    assert reasons == ["DECODE_ERROR: t.csv: characters that are not utf-8 (replaced): 3"]


def test_ragged_rows_are_read_as_far_as_they_go_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b,c\n1,2,3\n4,5\n6\n7,8,9,10\n"x\ny",é\n11,12,13\n')
    rows, reasons = read_one(path)
    assert sorted(rows, key=str) == sorted(
        [("1", "2", "3"), ("11", "12", "13"), ("4", "5", None), ("6", None, None), ("7", "8", "9"), ("x\ny", "é", None)],
        key=str,
    )
    assert reasons == [
        "DECODE_ERROR: t.csv: rows with fewer values than columns (the others were read as null): 3",
        "DECODE_ERROR: t.csv: rows with more values than columns (the surplus was not read): 1",
    ]


def test_many_ragged_rows_and_a_row_larger_than_a_block(tmp_path: Path) -> None:
    lines = [f"{i},x" if i % 2 else f"{i}" for i in range(6_000)]
    lines.insert(3_000, f"big,{'y' * 20_000}")
    path = write(tmp_path, "a,b\n" + "\n".join(lines) + "\n")
    rows, reasons = read_one(path, ReadLimits(batch_bytes=1024))
    assert len(rows) == len(set(rows)) == 6_001
    assert sum(row[1] is None for row in rows) == 3_000
    assert reasons == ["DECODE_ERROR: t.csv: rows with fewer values than columns (the others were read as null): 3,000"]


@pytest.mark.parametrize("batch_bytes", [1024, 8 * 1024 * 1024])
def test_a_quote_without_end_is_counted(tmp_path: Path, batch_bytes: int) -> None:
    rest = "x\n" + "6,7\n" * 1_000
    path = write(tmp_path, f'a,b\n1,2\n3,4\n5,"{rest}')
    rows, reasons = read_one(path, ReadLimits(batch_bytes=batch_bytes))
    assert rows == [("1", "2"), ("3", "4"), ("5", rest)]
    assert reasons == ["DECODE_ERROR: t.csv: quotes without an end (the rest of the file was read as one value): 1"]


def test_quotes_inside_values_are_no_damage(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b\n1,5" disk\n2,"x\ny"\n3,z\n')
    assert read_one(path) == ([("1", '5" disk'), ("2", "x\ny"), ("3", "z")], [])


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("id,name\n", ("id", "name")),
        ("name,town\nAnn,Bonn\n", ("name", "town")),
        ("1,Ann\n2,Bo\n", ("column_1", "column_2")),
        ("ann@example.org,Ann\nbo@example.org,Bo\n", ("column_1", "column_2")),
        ("2026-01-02,x\n2026-01-03,y\n", ("column_1", "column_2")),
        ("u,13800138000\nv,13800138001\n", ("column_1", "column_2")),
        ("male,x\nfemale,y\nmale,z\n", ("column_1", "column_2")),
        ("a,b\n1,2\na,b\n3,4\n", ("a", "b")),
        ("a,,c\n1,2,3\n", ("a", "column_2", "c")),
        (",b,\n1,2,3\n4,5,6\n", ("column_1", "column_2", "column_3")),
        ("a,a,a_2\n1,2,3\n", ("a", "a_2", "a_2_2")),
        ("single\nx\ny\n", ("single",)),
    ],
)
def test_headers(tmp_path: Path, content: str, names: tuple[str, ...]) -> None:
    assert columns_of(write(tmp_path, content)) == names


def test_without_a_header_no_row_is_lost(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "1,Ann\n2,Bo\n")) == ([("1", "Ann"), ("2", "Bo")], [])


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_files_have_no_rows(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, content)
    (dataset,) = discover(path).datasets
    assert (dataset.columns, dataset.row_estimate, dataset.is_row_count_exact) == ((), 0, True)
    assert read_one(path) == ([], [])


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "id,name\n")) == ([], [])


def test_compressed_files(tmp_path: Path) -> None:
    text = "id,name\n" + "".join(f"{i},user{i * 7919 % 100_003}\n" for i in range(50_000))
    packed = gzip.compress(text.encode())
    rows, reasons = read_one(write(tmp_path, packed, "whole.csv.gz"))
    assert (len(rows), reasons) == (50_000, [])
    (tmp_path / "whole.csv.gz").unlink()
    rows, reasons = read_one(write(tmp_path, packed[: len(packed) // 2], "cut.csv.gz"))
    assert 20_000 < len(rows) < 30_000
    assert "DECODE_ERROR: cut.csv.gz: compressed data damaged or cut off (the rest was not read): 1" in reasons


def test_compression_damaged_from_its_beginning_is_a_gap(tmp_path: Path) -> None:
    write(tmp_path, b"\x1f\x8b" + b"\x00" * 50, "x.csv.gz")
    (gap,) = discover(tmp_path).gaps
    assert (gap.name, gap.kind, gap.reason.code) == ("x.csv.gz", "file", "DECODE_ERROR")
    assert gap.reason.message == "x.csv.gz cannot be read: its compression is damaged"


def test_a_sample_says_what_it_met_too(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b,c\n1,2,3\n4,5\n6,\xff,7\n" + "8,é,9\n".encode() * 20)
    rows, reasons = read_one(path, ReadLimits(sample_rows=3))
    assert rows == [("1", "2", "3"), ("6", "\ufffd", "7"), ("8", "é", "9")]
    assert reasons == [
        "DECODE_ERROR: t.csv: characters that are not utf-8 (replaced): 1",
        "DECODE_ERROR: t.csv: rows with fewer values than columns (the others were read as null): 1",
    ]


def test_a_sample_of_a_row_larger_than_a_block_counts_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1\n2,x\n" + f"3,{'y' * 20_000}\n" + "4,z\n" * 20)
    rows, reasons = read_one(path, ReadLimits(batch_bytes=1024, sample_rows=3))
    assert [row[0] for row in rows] == ["2", "3", "4"]
    assert reasons == ["DECODE_ERROR: t.csv: rows with fewer values than columns (the others were read as null): 1"]


def test_samples_come_from_every_file(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path, "id,name\n" + "".join(f"{number}{i},n\n" for i in range(50)), f"t{number}.csv")
    rows, _ = read_one(tmp_path, ReadLimits(sample_rows=8))
    assert sorted(str(row[0])[0] for row in rows) == ["0", "0", "1", "1", "2", "2", "3", "3"]
