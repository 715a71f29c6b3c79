"""The worked example of `docs/evidence.md` is the record that is really written, byte for byte."""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.dataset import VERSION, DatasetEvidence
from gazetteer_scanners.evidence.field import TYPE_ORDER
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.paths import name_path
from tests.evidence.batches import AS_OF, KEY, add_values

pytestmark = pytest.mark.usefixtures("measured_by")

TEXT = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
EXAMPLE = TEXT.split("## A worked example")[1].split("\n## ")[0]
BYTES = re.compile(r"^\| `((?:[0-9a-f]{2} ?)+)` \|", re.MULTILINE)


def test_the_worked_example_is_what_is_written() -> None:
    dataset = DatasetEvidence(AS_OF, KEY.id, "sha256:0")
    hit = RuleHits("birth_date", whole=2, valid=2, accepted=np.array([True, True, False]))
    values = pa.array(["2013-03-06", "2012年3月5日", None])
    add_values(dataset.field(name_path("born"), DataType.STRING), values, [hit])
    dataset.add_rows(3)
    explained = bytes.fromhex(" ".join(BYTES.findall(EXAMPLE)))
    assert explained == dataset.to_bytes()
    assert f"has {len(explained)} bytes" in EXAMPLE


def test_the_numbers_of_types_and_the_version_are_those_of_the_code() -> None:
    assert ", ".join(f"{code} {kind.value}" for code, kind in enumerate(TYPE_ORDER)) in TEXT
    assert f"## Format, version {VERSION}" in TEXT
