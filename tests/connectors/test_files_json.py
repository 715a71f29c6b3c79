"""JSON files: lines, arrays and values one behind the other, cut into documents."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.connectors._files.json_file import _split
from gazetteer_scanners.connectors._files.text import Gaps
from gazetteer_scanners.connectors.files import CONNECTOR
from gazetteer_scanners.connectors.protocol import JSON_DOCUMENT, Location, ReadLimits
from tests.connectors.files_at import discover, read_one


def documents(path: Path) -> tuple[list[str | None], list[str]]:
    rows, reasons = read_one(path)
    return [row[0] for row in rows], reasons


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.jsonl", '{"a": 1}\n{"a": "}"}\n'),
        ("t.ndjson", '\n{"a": 1}\r\n\n{"a": "}"}'),
        ("t.json", '{"a": 1}\n{"a": "}"}\n'),
        ("t.json", '[{"a": 1}, {"a": "}"}]'),
        ("t.json", '\ufeff[\n  {"a": 1},\n  {"a": "}"}\n]\n'),
        ("t.json", '{"a": 1} {"a": "}"}'),
        ("t.json", '[{"a": 1}]\n[{"a": "}"}]'),
        ("t.jsonl", '[\n{"a": 1},\n{"a": "}"}\n]'),
    ],
)
def test_ways_to_write_documents(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert documents(path) == (['{"a": 1}', '{"a": "}"}'], [])


def test_pretty_printed_documents(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{\n "a": [1,\n 2]\n}\n{\n "a": "\\"{"\n}\n', encoding="utf-8")
    assert documents(path) == (['{\n "a": [1,\n 2]\n}', '{\n "a": "\\"{"\n}'], [])


def test_one_object_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"users": [{"a": 1}, {"a": 2}]}', encoding="utf-8")
    assert documents(path) == (['{"users": [{"a": 1}, {"a": 2}]}'], [])


def test_plain_values_in_an_array_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('["ann@example.org", 5, {"a": 1}, [1, 2], null, "x,y"]', encoding="utf-8")
    assert documents(path) == (['"ann@example.org"', "5", '{"a": 1}', "[1, 2]", "null", '"x,y"'], [])


def test_lines_that_do_not_parse_are_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n{"a":\n{"a": 2}\n', encoding="utf-8")
    assert documents(path) == (['{"a": 1}', '{"a":', '{"a": 2}'], [])


def test_what_has_no_end_or_lies_between_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('[{"a": 1}, oops, {"a": 2}, {"a": [3', encoding="utf-8")
    assert documents(path) == (
        ['{"a": 1}', '{"a": 2}'],
        [
            "DECODE_ERROR: t.json: arrays without an end (what came before was read): 1",
            "DECODE_ERROR: t.json: documents without an end (not read): 1",
            "DECODE_ERROR: t.json: pieces between documents that are not JSON (not read): 1",
        ],
    )


def test_batches_are_marked_and_schemaless(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1}\n' * 100, encoding="utf-8")
    connector = CONNECTOR.open(Location(str(path), "k"))
    (dataset,) = connector.discover().datasets
    assert (dataset.columns, dataset.is_schemaless, dataset.row_estimate) == ((), True, None)
    limits = ReadLimits(batch_bytes=100)
    batches = list(connector.read(dataset, connector.plan(dataset, limits)[0], limits))
    assert {(b.schema.field(0).name, tuple(b.schema.field(0).metadata.items())) for b in batches} == {
        ("", tuple(JSON_DOCUMENT.items()))
    }
    assert {b.num_rows for b in batches} == {8, 4}


def test_compressed_and_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1}\n{"a": 2}\n'))
    assert documents(tmp_path / "a.jsonl.gz") == (['{"a": 1}', '{"a": 2}'], [])
    (tmp_path / "b.json").write_bytes('[{"姓名": "张三"}]'.encode("utf-16"))
    assert documents(tmp_path / "b.json") == (['{"姓名": "张三"}'], [])


def test_content_that_is_no_json_is_a_gap(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("name,town\nAnn,Bonn\n", encoding="utf-8")
    (tmp_path / "b.json").write_bytes(b"\x00\x01\x02\xff" * 20)
    assert [(g.name, g.reason.code, g.reason.message) for g in discover(tmp_path).gaps] == [
        ("a.json", "DECODE_ERROR", "a.json cannot be read: its content does not begin like JSON"),
        ("b.json", "DECODE_ERROR", "b.json cannot be read: its content is not text"),
    ]


def test_documents_over_the_limit_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazetteer_scanners.connectors._files.json_file.MAX_DOCUMENT_BYTES", 200_000)
    big = json.dumps({"a": "x" * 900_000})
    for name, content in (("t.jsonl", f'{{"a": 1}}\n{big}\n{{"a": 2}}\n'), ("t.json", f'[{{"a": 1}},{big},{{"a": 2}}]')):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert documents(path) == (
            ['{"a": 1}', '{"a": 2}'],
            [f"DECODE_ERROR: {name}: documents over 0 MiB (not read): 1"],
        )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(values=st.lists(JSON, max_size=6), size=st.integers(1, 20), indent=st.sampled_from([None, 1]))
def test_arrays_fall_apart_into_their_items_wherever_blocks_end(values: list[object], size: int, indent: int | None) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    blocks = iter([data[i : i + size] for i in range(0, len(data), size)])
    gaps = Gaps()
    assert [json.loads(document) for document in _split(blocks, gaps, "t")] == json.loads(data)
    assert gaps.take() == ()
