"""The kernel and numpy give the same record, for every type of column and however its memory is laid out."""

import ctypes
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence import compiled, kernel_calls
from gazetteer_scanners.evidence.field import COUNTERS, HISTOGRAMS, FieldEvidence
from gazetteer_scanners.evidence.field_codec import encode_field
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.values import WORDS
from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.text import normalise
from tests.evidence.batches import AS_OF, KEY, PATH, leaf_of, without_kernel

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

DATES = st.from_regex(
    r"(19|20|00|99)[0-9]{2}(年|-|/|\.)(0?[1-9]|1[0-3]|0)(月|-|/|\.)([0-3]?[0-9])(日|号)?"
    r"([T t]?[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9]([.,][0-9]{1,10})?)?( ?[Zz]?([+-][0-2][0-9]:?([0-6][0-9])?)?)?)?",
    fullmatch=True,
)
FIXED = st.from_regex(r"[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9])?", fullmatch=True)
COMPACT = st.from_regex(r"0{0,2}(19|20|21)[0-9]{2}[01][0-9][0-3][0-9]([0-2][0-9][0-5][0-9][0-5][0-9])?", fullmatch=True)
NUMBERS = st.from_regex(r"-?0{0,3}[0-9]{1,20}(\.[0-9]{0,3}0{0,3})?", fullmatch=True)
LETTERS = st.text(
    st.sampled_from("aZ09\u0300fF @-.,\t\x00张〇々ÉßİKȺЖΣ（ａＡ¼😀𐐀𝔸\u3402\U00020000あ\u1e9e\u0301“”"), max_size=12
)
SENTENCES = st.builds(lambda text, times, end: text * times + end, LETTERS, st.integers(1, 90), st.text(max_size=3))
TRUTHS = st.sampled_from(list(WORDS)).flatmap(lambda word: st.sampled_from([word, word.upper(), f" {word}", f"{word}x"]))
TEXTS = st.one_of(st.text(max_size=20), DATES, FIXED, COMPACT, NUMBERS, LETTERS, SENTENCES, TRUTHS)


def record_of(
    values: pa.Array, text: pa.Array | None, hits: list[RuleHits], row_of: object = None, level: int = 0
) -> FieldEvidence:
    field = FieldEvidence(PATH, KEY.id, AS_OF, level)
    data_type = leaf_of(values).data_type if not pa.types.is_dictionary(values.type) else DataType.STRING
    leaf = Leaf(PATH, data_type, len(values), values, row_of)  # type: ignore[arg-type]  # an array or None
    for _ in range(2):  # once into an empty record, once into one that holds the same already
        field.add(leaf, text, hits, KEY, AS_OF)
    return field


def assert_same(values: pa.Array, text: pa.Array | None = None, row_of: object = None) -> None:
    text = normalise(values).text if text is None else text
    accepted = np.arange(len(values)) % 3 != 1
    births = np.array(["2013-03-05", "1899-12-31", "2101-01-01", "1990-02-28"], "M8[D]")
    hits = [
        RuleHits("r", 3, 2, 1, 1, accepted, births, np.array([-1, 0, 14, 131])),
        RuleHits("s", 1, 0, 0, 0, ~accepted),
        RuleHits("t", inside=2),
    ]
    hits[0].regions.update({"CN-11": 2, "110101": 1})
    for level in (0, 5):
        fast = record_of(values, text, hits, row_of, level)
        with without_kernel():
            slow = record_of(values, text, hits, row_of, level)
        for name in (*COUNTERS, *HISTOGRAMS, "regions", "rules", "distinct_sketch", "overlap"):
            assert getattr(fast, name) == getattr(slow, name), name
        assert encode_field(fast) == encode_field(slow)


def holed(values: pa.Array, nulls: list[bool]) -> pa.Array:
    """The values, some of them null with their bytes still behind them."""
    valid = np.array([not nulls[at % len(nulls)] for at in range(len(values))], np.bool_)
    bitmap = pa.py_buffer(np.packbits(valid, bitorder="little").tobytes())
    return pa.Array.from_buffers(values.type, len(values), [bitmap, *values.buffers()[1:]])


@FUZZ
@given(
    st.lists(TEXTS, min_size=1, max_size=30),
    st.lists(st.booleans(), min_size=1, max_size=9),
    st.integers(0, 9),
    st.sampled_from([pa.string(), pa.large_string()]),
)
def test_texts(texts: list[str], nulls: list[bool], begin: int, kind: pa.DataType) -> None:
    values = holed(pa.array(texts, kind), nulls).slice(begin)
    assert_same(values)
    assert_same(values, values.cast(pa.string()))  # as it stands: full-width letters, marks and blanks included


@FUZZ
@given(st.lists(st.one_of(st.none(), TEXTS), min_size=1, max_size=30), st.integers(0, 9))
def test_offsets_of_64_bits(texts: list[str | None], begin: int) -> None:
    fields = []
    for kind in (pa.string(), pa.large_string()):
        values = pa.array(texts, kind).slice(begin)
        fields.append(FieldEvidence(PATH, KEY.id, AS_OF))
        compiled.measure_values(fields[-1], values, values, KEY)
    assert encode_field(fields[0]) == encode_field(fields[1])


def test_every_character_and_its_capital() -> None:
    letters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    for text in (pa.array(letters), pa.array([f"{letter}A{letter}-1" for letter in letters])):
        assert_same(text, text)
    long = pa.array(["".join(letters[at : at + 300]) for at in range(0, len(letters), 300)])
    assert_same(long, long)


def test_only_characters_that_the_kernel_lowers_have_small_letters() -> None:
    changed = np.flatnonzero(kernel_calls.lower_codes() != np.arange(0x20000))
    leads = {chr(code).encode()[0] for code in changed.tolist()}
    assert leads <= {*range(0x41, 0x5B), *range(0xC3, 0xD7), 0xE1, 0xE2, 0xEA, 0xEF, 0xF0}
    assert all(not 0x2000 <= code < 0x2100 for code in changed.tolist() if code not in (0x2126, 0x212A, 0x212B))
    above = pa.array(["".join(map(chr, range(begin, begin + 0x10000))) for begin in range(0x20000, 0x110000, 0x10000)])
    assert pc.utf8_lower(above).equals(above)


@FUZZ
@given(st.data(), st.sampled_from(["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]))
def test_integers(data: st.DataObject, name: str) -> None:
    limits = np.iinfo(name)
    near = [0, -1, 19000101, 20140305, 20140305103000, 21001231235959, 10**9, 4_102_444_800, 10**12, 2**53, 2**63 - 1, 2**63]
    near += [sign * (10**power + more) for sign in (1, -1) for power in range(20) for more in (-1, 0, 1)]
    known = st.sampled_from([number for number in near if limits.min <= number <= limits.max])
    number = st.one_of(known, st.integers(int(limits.min), int(limits.max)))
    numbers = data.draw(st.lists(number, min_size=1, max_size=25))
    numbers += [n for n in range(numbers[0], numbers[0] + 3) if n <= limits.max]
    begin = data.draw(st.integers(0, 9))
    nulls = data.draw(st.lists(st.booleans(), min_size=1, max_size=9))
    assert_same(holed(pa.array(numbers, name), nulls).slice(begin))


@FUZZ
@given(
    st.lists(st.one_of(st.none(), st.integers(-(10**15), 10**15).map(float), st.floats(width=32), NUMBERS.map(float))),
    st.sampled_from([pa.float32(), pa.float64()]),
    st.integers(0, 9),
)
def test_floats(numbers: list[float | None], kind: pa.DataType, begin: int) -> None:
    assert_same(pa.array(numbers, pa.float64()).cast(kind, safe=False).slice(begin))


@FUZZ
@given(st.lists(st.one_of(st.none(), st.integers(-(10**12), 10**12), st.just(20140305000))), st.integers(0, 9))
def test_decimals(numbers: list[int | None], begin: int) -> None:
    scaled = [None if number is None else Decimal(number) / 1000 for number in numbers]
    for kind in (pa.decimal128(20, 3), pa.decimal256(50, 5)):
        assert_same(pa.array(scaled, kind).slice(begin))


@FUZZ
@given(st.lists(st.one_of(st.none(), st.datetimes(), st.dates().map(lambda d: datetime(d.year, d.month, d.day)))))  # noqa: DTZ001
def test_times(moments: list[datetime | None]) -> None:
    for unit, zone in (("s", None), ("ms", "Asia/Shanghai"), ("us", None), ("us", "UTC")):
        assert_same(pa.array(moments, pa.timestamp("us")).cast(pa.timestamp(unit, zone), safe=False).slice(1))
    days = pa.array([None if moment is None else moment.date() for moment in moments], pa.date32())
    assert_same(days.slice(1))
    assert_same(days.cast(pa.date64()))
    assert_same(pa.array(moments, pa.timestamp("us")).cast(pa.time64("us"), safe=False))


def test_times_at_the_ends_of_the_calendar() -> None:
    ends = [-719163, -719162, 2932896, 2932897, -1, 0, None, 10**6, -(10**6)]
    assert_same(pa.array(ends, pa.int32()).view(pa.date32()))
    noon = [None if day is None else day * 86_400_000_000 + 43_200_000_001 for day in ends]
    assert_same(pa.array(noon, pa.int64()).view(pa.timestamp("us")))
    assert_same(pa.array([0, 1, -1, 86_400_000_000_001, -(2**63), 2**63 - 1], pa.int64()).view(pa.timestamp("ns")))
    assert_same(pa.array([1, -1, 86_400_000, None, 43_200_000], pa.int64()).view(pa.date64()))
    texts = ["9999-12-31 23:30:00.5 -01:00", "0001-01-01 00:00 +08:00", "0001-01-01T00:00:00.25+08", "9999-12-31T23:30-01:00"]
    assert_same(pa.array(texts))


@FUZZ
@given(st.lists(st.one_of(st.none(), st.binary(max_size=300)), min_size=1), st.integers(0, 5))
def test_binary_values(values: list[bytes | None], begin: int) -> None:
    for kind in (pa.binary(), pa.large_binary()):
        assert_same(pa.array(values, kind).slice(begin))
    assert_same(pa.array([b"12345678", None, b"\x00" * 8], pa.binary(8)))


@pytest.mark.parametrize(
    "values",
    [
        pa.array([True, False, None, True]),
        pa.array([True, False, None, True]).slice(1),
        pa.nulls(4),
        pa.array([], pa.string()),
        pa.array([], pa.int64()),
        pa.array(["a", None, "B", "a", "2014-03-05"]).dictionary_encode(),
        pa.array(["a", None, "B", "a long text that a view keeps apart"], pa.string_view()),
        pa.array([None, "", "  "], pa.string()),
        pa.array([1.5, None, 2.0], pa.float16()),
        pa.array([timedelta(hours=1) // timedelta(seconds=1), None], pa.int32()).view(pa.time32("s")),
    ],
    ids=lambda values: str(values.type),
)
def test_other_columns(values: pa.Array) -> None:
    assert_same(values)


def test_rows_below_lists() -> None:
    values = pa.array(["a", None, "b", "c", None, None, "d"])
    assert_same(values, row_of=np.array([0, 0, 0, 2, 3, 4, 4]))
    assert_same(values.slice(2), row_of=np.array([0, 0, 0, 2, 3]))


@pytest.mark.parametrize("kind", [pa.string(), pa.int64(), pa.binary()])
def test_matches_of_many_values_in_several_batches(kind: pa.DataType) -> None:
    for rows in (1, 255, 256, 257, 3_000):
        values = pa.array([str(37 * row % 2_000) for row in range(rows)]).cast(kind)
        values = pc.if_else(pa.array(np.arange(rows) % 7 != 3), values, None)
        assert_same(values)
        assert_same(values.slice(5))


def test_values_of_every_length_up_to_the_end_of_memory() -> None:
    for end in range(1, 300):
        data = np.frombuffer(("aB1" * 100)[:end].encode(), np.uint8)
        offsets = pa.py_buffer(np.array([0, end // 2, end], np.int32).tobytes())
        values = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(data.tobytes()))
        assert_same(values, values)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=20))
def test_bytes_that_are_no_text_do_no_harm(noise: list[bytes]) -> None:
    values = pa.array([*noise, b"\xe4", b"\xf0\x9f", b"\xc3", b"\xe2\x80" * 300, b"\xf4" * 9], pa.binary()).view(pa.string())
    field = FieldEvidence(PATH, KEY.id, AS_OF)
    compiled.measure_values(field, values, values, KEY)
    assert field.lengths.total() + field.empties == len(values)


def test_another_key_and_date_get_their_own_tables() -> None:
    other, day = SketchKey.from_secret(bytes(16)), date(2020, 1, 1)
    values = pa.array(["2013-03-05", datetime(2013, 3, 6, tzinfo=UTC).isoformat()])
    fields = []
    for _ in range(2):
        field = FieldEvidence(PATH, other.id, day)
        field.add(leaf_of(values), values, (), other, day)
        fields.append(encode_field(field))
        with without_kernel():
            again = FieldEvidence(PATH, other.id, day)
            again.add(leaf_of(values), values, (), other, day)
            assert fields[-1] == encode_field(again)
    assert fields[0] == fields[1]


def test_the_kernel_and_python_agree_on_the_layout_of_tables() -> None:
    assert ctypes.sizeof(kernel_calls._Scan) == load_kernel().gz_evidence_scan_bytes()  # type: ignore[union-attr]  # skipped without
