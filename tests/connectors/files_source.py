"""A folder of files with one of everything that the connector contract looks at."""

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gazetteer_scanners.connectors.files import CONNECTOR
from gazetteer_scanners.connectors.protocol import Location
from gazetteer_scanners.testing.known_source import ODD_NAMES, KnownDataset, KnownSource


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """A CSV file as spreadsheets write it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def make_files(folder: Path) -> KnownSource:
    """The known folder."""
    root = folder / "exports #1"
    (root / "sub" / "deep").mkdir(parents=True)
    odd = [tuple(f"{i},'{column}\";\n" for column in range(len(ODD_NAMES))) for i in range(40)]
    write_csv(root / "odd", [ODD_NAMES, *odd])
    (root / "odd").rename(root / "odd.csv")
    people = [(str(i), f"user{i}", "" if i % 3 else "x") for i in range(300)]
    write_csv(root / "sub" / "people_1.csv", [("id", "name", "note"), *people[:200]])
    write_csv(root / "sub" / "people_2.csv", [("id", "name", "note"), *people[200:]])
    with gzip.open(root / "sub" / "packed.csv.gz", "wt", encoding="utf-8") as packed:
        packed.write("a,b\n1,eins\n2,zwei\n")
    (root / "café.csv").write_bytes(
        b"name,town\nJos\xc3\xa9,M\xc3\xbcnchen\nZo\xc3\xab,\xff\xfeK\xc3\xb6ln\n"
        + b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9,x\n" * 9
    )
    cafe = (("José", "München"), ("Zoë", "\ufffd\ufffdKöln"), *((("ééééé", "x"),) * 9))
    documents = tuple(f'{{"id": {i}, "tags": ["{i}"]}}' for i in range(150))
    (root / "sub" / "deep" / "log.jsonl").write_text("\n".join(documents), encoding="utf-8")
    (root / "list.json").write_text('[{"a": 1}, {"a": null}]', encoding="utf-8")
    table = pa.table({"n": pa.array([*range(100), None], pa.int64()), "t": pa.array([*(["x"] * 99), "", None])})
    for month in ("01", "02"):
        home = root / "events" / f"month={month}"
        home.mkdir(parents=True)
        pq.write_table(table, home / "part-0.parquet", row_group_size=30)
    events = [(None if n is None else str(n), t) for n, t in zip(table["n"].to_pylist(), table["t"].to_pylist(), strict=True)]
    (root / "broken.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    (root / "broken.csv").write_bytes(bytes(range(256)) * 4)
    (root / "empty.csv").touch()
    (root / ".hidden.csv").write_text("a\n1\n", encoding="utf-8")
    (root / "README.md").write_text("not data", encoding="utf-8")
    (root / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (root / "sub" / "Sheet.XLSX").write_bytes(b"PK\x03\x04")
    (root / "sub" / "up").symlink_to(root, target_is_directory=True)
    return KnownSource(
        kind="files",
        factory=CONNECTOR,
        location=Location(str(root), "exports"),
        datasets={
            "café.csv": KnownDataset(("name", "town"), cafe, "file"),
            "empty.csv": KnownDataset((), (), "file"),
            "events/month=*/*.parquet": KnownDataset(
                ("n", "t", "month"), tuple((*row, month) for month in ("01", "02") for row in events), "file_set"
            ),
            "list.json": KnownDataset((), (('{"a": 1}',), ('{"a": null}',)), "file"),
            "odd.csv": KnownDataset(ODD_NAMES, tuple(odd), "file"),
            "sub/deep/log.jsonl": KnownDataset((), tuple((text,) for text in documents), "file"),
            "sub/packed.csv.gz": KnownDataset(("a", "b"), (("1", "eins"), ("2", "zwei")), "file"),
            "sub/*.csv": KnownDataset(("id", "name", "note"), tuple(people), "file_set"),
        },
        gaps=frozenset({"*.xlsx", "broken.parquet", "broken.csv"}),
        odd="odd.csv",
        files=(root,),
        spellings=(f"file://{str(root).replace('#', '%23').replace(' ', '%20')}/", f"{root}/sub/.."),
        unreadable={"gone": Location(str(folder / "gone"), "x")},
    )
