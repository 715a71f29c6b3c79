"""The keyed hash: reference vectors, every length, slices, and which values hash alike."""

import pickle
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.evidence.hashing import SketchKey, hash_values
from tests.evidence.batches import KEY, field_of
from tests.evidence.siphash import siphash

pytestmark = pytest.mark.usefixtures("measured_by")


def test_the_scalar_reference_gives_the_published_vectors() -> None:
    # appendix A of the SipHash paper (15 bytes), and the first entries of its reference implementation's table
    assert siphash(bytes(range(16)), bytes(range(15)), 2, 4) == 0xA129CA6149BE45E5
    assert siphash(bytes(range(16)), b"", 2, 4) == 0x726FDB47DD0E0E31
    assert siphash(bytes(range(16)), b"\x00", 2, 4) == 0x74F839C593DC67FD


def test_every_length_hashes_as_the_scalar_reference() -> None:
    values = [bytes((n * 7 + i) & 0xFF for i in range(n)) for n in range(257)]
    hashes = hash_values(pa.array(values, pa.binary()), KEY)
    assert hashes.tolist() == [siphash(KEY.secret, value, 1, 3) for value in values]


def test_long_values_hash_by_head_tail_and_length() -> None:
    values = [b"a" * 257, b"ab" * 300 + b"c", b"x" * 128 + b"middle" * 1000 + b"y" * 128, b"short"]
    hashes = hash_values(pa.array(values, pa.binary()), KEY)
    messages = [v if len(v) <= 256 else v[:128] + v[-128:] + len(v).to_bytes(8, "little") for v in values]
    assert hashes.tolist() == [siphash(KEY.secret, message, 1, 3) for message in messages]


def test_slices_blocks_and_large_strings_hash_alike() -> None:
    texts = [f"value {n}" * (n % 5) for n in range(10_000)]
    whole = hash_values(pa.array(texts), KEY)
    assert np.array_equal(hash_values(pa.array(texts).slice(17, 9000), KEY), whole[17:9017])
    assert np.array_equal(hash_values(pa.array(texts, pa.large_string()), KEY), whole)
    assert whole[9999] == siphash(KEY.secret, texts[9999].encode(), 1, 3)


def test_nothing_hashes_to_nothing() -> None:
    assert hash_values(pa.array([], pa.string()), KEY).tolist() == []


def test_key_never_shows_its_secret() -> None:
    assert KEY.id == "415053398243f616"
    assert repr(KEY) == "SketchKey(id='415053398243f616')"
    assert KEY.secret.hex() not in str(KEY)
    assert pickle.loads(pickle.dumps(KEY)) == KEY  # noqa: S301  # our own bytes


def test_generated_keys_differ_and_wrong_lengths_are_refused() -> None:
    assert SketchKey.generate() != SketchKey.generate()
    with pytest.raises(ValueError, match="has 16 bytes, this one 3"):
        SketchKey.from_secret(b"abc")


def test_another_key_gives_other_hashes() -> None:
    other = SketchKey.from_secret(bytes(16))
    values = pa.array(["ada@example.org"])
    assert hash_values(values, other)[0] != hash_values(values, KEY)[0]


ALIKE = [
    (pa.array([123]), pa.array([" 123 "])),
    (pa.array([123.0]), pa.array([123])),
    (pa.array([1.5]), pa.array(["1.50"]).cast(pa.decimal128(5, 2))),
    (pa.array(["Ada@Example.ORG"]), pa.array(["ada@example.org"])),
    (pa.array(["ÉMILE"]), pa.array(["émile"])),
    (pa.array([date(2014, 3, 5)]), pa.array(["2014年3月5日"])),
    (pa.array([date(2014, 3, 5)]), pa.array(["2014/3/5"])),
    (pa.array([datetime(2014, 3, 5)]), pa.array(["2014-03-05"])),  # noqa: DTZ001  # a column without a zone
    (pa.array([datetime(2014, 3, 5, 10)]), pa.array(["2014-03-05T18:00:00+08:00"])),  # noqa: DTZ001
    (pa.array([datetime(2014, 3, 5, 10, 0, 0, 500)]), pa.array(["2014-03-05 10:00:00.000500"])),  # noqa: DTZ001
]
DIFFERENT = [
    (pa.array([1230]), pa.array([123])),
    (pa.array([100.0]), pa.array([1])),
    (pa.array([10.5]), pa.array([105])),
    (pa.array(["20140305"]), pa.array(["2014-03-05"])),
    (pa.array([date(2014, 3, 5)]), pa.array([date(2014, 5, 3)])),
    (pa.array(["2014-02-30"]), pa.array(["2014-03-02"])),
]


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_equal_values_of_different_types_hash_alike(one: pa.Array, two: pa.Array) -> None:
    assert field_of(one).overlap == field_of(two).overlap
    assert field_of(one).distinct_sketch == field_of(two).distinct_sketch


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_different_values_hash_apart(one: pa.Array, two: pa.Array) -> None:
    assert field_of(one).overlap != field_of(two).overlap
