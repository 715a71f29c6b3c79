"""A dataset's record: round trips, golden bytes, refusals, damage, and that no value is in it."""

import zlib
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.probes import ProbeColumn, ProbeKind, ProbeSpec
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, name_path
from tests.evidence.batches import AS_OF, KEY, add_values, leaf_of

pytestmark = pytest.mark.usefixtures("measured_by")

RULES = "sha256:0"
A = name_path("a")
PROBE = ProbeSpec("p", (ProbeColumn(ProbeKind.PRESENCE, (A,)),))


def new(as_of: date = AS_OF, key_id: str = KEY.id, rules: str = RULES) -> DatasetEvidence:
    return DatasetEvidence(as_of, key_id, rules)


def filled(path: Path = A, text: str = "Ada") -> DatasetEvidence:
    dataset = new()
    values = pa.array([text, "2013-03-05", None])
    hit = RuleHits("r", 1, 1, accepted=np.array([True, False, False]))
    add_values(dataset.field(path, DataType.STRING), values, [hit])
    dataset.add_rows(3)
    dataset.probe(PROBE).add({path: leaf_of(values, path)}, 3, AS_OF)
    return dataset


PATHS: list[Path] = [
    name_path("a", "b"),
    name_path(""),
    name_path("a.b/c%[]"),
    (*name_path("订单"), EACH, *name_path("手机")),
    (*name_path("tags"), ANY_KEY),
    (*name_path("value"), Step(StepKind.KEY_VALUE, "attr=phone")),
]


@pytest.mark.parametrize("path", PATHS)
def test_bytes_hold_everything(path: Path) -> None:
    dataset = filled(path)
    read = DatasetEvidence.from_bytes(dataset.to_bytes())
    assert (read.as_of, read.key_id, read.rules, read.rows) == (AS_OF, KEY.id, RULES, 3)
    (before,), (after,) = dataset.fields, read.fields
    assert after.path == path
    for name in before.__dataclass_fields__:
        assert getattr(after, name) == getattr(before, name), name
    assert np.array_equal(read.probes[0].table, dataset.probes[0].table)
    assert read.to_bytes() == dataset.to_bytes()


def test_golden_bytes() -> None:
    header = "475a455602e0922d10" + KEY.id.encode().hex() + "08" + RULES.encode().hex()
    assert new().to_bytes().hex() == header + "0000007d49ae94"
    assert zlib.crc32(filled().to_bytes()[:-4]) == 3586558042


def test_fields_and_probes_stand_in_order() -> None:
    dataset = new()
    for name in ("b", "a", "c"):
        dataset.field(name_path(name), DataType.INTEGER)
    assert [field.path for field in dataset.fields] == [name_path("a"), name_path("b"), name_path("c")]
    assert dataset.find(name_path("b")) is dataset.field(name_path("b"), DataType.INTEGER)
    assert dataset.find(name_path("d")) is None


def test_evidence_of_another_scan_is_refused_and_changes_nothing() -> None:
    dataset = filled()
    before = dataset.to_bytes()
    for other in (new(as_of=date(2026, 3, 6)), new(key_id="another"), new(rules="sha256:1")):
        other.add_rows(5)
        with pytest.raises(EvidenceError, match="cannot be merged"):
            dataset.merge(other)
    assert dataset.to_bytes() == before


def test_a_probe_id_asks_one_thing() -> None:
    dataset, other = filled(), new()
    spec = ProbeSpec("p", (ProbeColumn(ProbeKind.TRUTH, (name_path("a"),)),))
    other.probe(spec)
    other.add_rows(1)
    with pytest.raises(EvidenceError, match="asks different things"):
        dataset.merge(other)
    with pytest.raises(EvidenceError, match="counted for other columns already"):
        dataset.probe(spec)
    assert dataset.to_bytes() == filled().to_bytes()


def test_merging_leaves_the_other_as_it_is() -> None:
    dataset, other = new(), filled()
    before = other.to_bytes()
    dataset.merge(other)
    dataset.merge(other)
    assert dataset.rows == 6
    assert other.to_bytes() == before


def test_a_newer_version_is_named() -> None:
    data = bytearray(new().to_bytes())
    data[4] = 3
    with pytest.raises(EvidenceError, match="has version 3, this release reads 2; upgrade Gazetteer"):
        DatasetEvidence.from_bytes(bytes(data))


def test_every_cut_is_refused() -> None:
    data = filled().to_bytes()
    for size in range(len(data)):
        with pytest.raises(EvidenceError):
            DatasetEvidence.from_bytes(data[:size])
    with pytest.raises(EvidenceError):
        DatasetEvidence.from_bytes(data + b"\x00")


def resealed(data: bytes) -> bytes:
    return data + zlib.crc32(data).to_bytes(4, "little")


def test_every_changed_byte_is_refused_by_the_checksum() -> None:
    data = filled().to_bytes()
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        with pytest.raises(EvidenceError):
            DatasetEvidence.from_bytes(changed)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_under_a_right_checksum_never_crashes(data: st.DataObject) -> None:
    body = bytearray(filled().to_bytes()[:-4])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(5, len(body) - 1))
        body[at] = data.draw(st.integers(0, 255))
    try:
        read = DatasetEvidence.from_bytes(resealed(bytes(body)))
    except EvidenceError:
        return
    assert read.to_bytes() == resealed(bytes(body))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_noise_never_crashes(noise: bytes) -> None:
    with pytest.raises(EvidenceError):
        DatasetEvidence.from_bytes(resealed(b"GZEV\x01" + noise))


def test_nothing_larger_than_its_bytes_is_made_of_a_huge_count() -> None:
    for huge in (b"\xff" * 8 + b"\x7f", b"\xff" * 20):
        with pytest.raises(EvidenceError, match="the evidence is damaged"):
            DatasetEvidence.from_bytes(resealed(new().to_bytes()[:-6] + huge))


def test_texts_of_the_header_are_short() -> None:
    with pytest.raises(ValueError, match="at most 200 bytes"):
        new(rules="x" * 201)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=4, max_size=300)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20), st.binary(min_size=16, max_size=16))
def test_no_value_and_no_secret_is_in_the_bytes(texts: list[str], secret: bytes) -> None:
    key = SketchKey.from_secret(secret)
    dataset = new(key_id=key.id)
    values = pa.array(texts)
    births = np.array(["2012-03-05"], "M8[D]")
    hit = RuleHits("!", 1, 1, accepted=np.ones(len(texts), np.bool_), births=births)
    hit.regions.update(dict.fromkeys(texts, 1))
    dataset.field(name_path("!"), DataType.STRING).add(leaf_of(values, name_path("!")), values, [hit], key, AS_OF)
    data = dataset.to_bytes()
    header = new(key_id=key.id).to_bytes()
    for text in texts:
        for part in (text, text.strip(), text.lower(), text[:4], text[-4:]):
            assert len(part) < 4 or part.encode() not in data or part.encode() in header
    assert secret not in data
