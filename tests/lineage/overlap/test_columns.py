"""How much coinciding values of a column would say."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pyarrow as pa
import pytest

from gazetteer.lineage.overlap.columns import Column, Weight, column_of
from gazetteer_scanners.classification.decision import Detection, Factors
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.lineage.overlap.people import CITIES, FIRST, LAST

KEY = SketchKey.from_secret(bytes(16))
DAY = date(2026, 3, 5)
SEEN = Detection("contact.phone", 0.9, Form.PLAIN, Factors(value=0.9), "made")
NAMED = Detection("contact.phone", 0.9, Form.PLAIN, Factors(name=0.9), "made")


def column(values: pa.Array, data_type: DataType, *found: Detection) -> Column | None:
    """The column that these values make."""
    path = name_path("it")
    field = DatasetEvidence(DAY, KEY.id, "made").field(path, data_type)
    field.add(Leaf(path, data_type, len(values), values), values.cast(pa.string()), (), KEY, DAY)
    return column_of(field, "fld_it", "it", 0, found, load_taxonomy())


def text(make: Callable[[random.Random], str], rows: int = 1000, *found: Detection) -> Column | None:
    """The column of so many texts."""
    generator = random.Random(5)
    return column(pa.array([make(generator) for _ in range(rows)]), DataType.STRING, *found)


def numbers(make: Callable[[random.Random], int], rows: int = 1000, *found: Detection) -> Column | None:
    """The column of so many whole numbers."""
    generator = random.Random(5)
    return column(pa.array([make(generator) for _ in range(rows)]), DataType.INTEGER, *found)


def mail(generator: random.Random) -> str:
    return f"{generator.choice(FIRST)}.{generator.randrange(10**8)}@example.org"


def test_what_hardly_ever_coincides_by_chance_counts_alone() -> None:
    kinds = {
        "mail": text(mail),
        "uuid": text(lambda generator: str(UUID(int=generator.getrandbits(128)))),
        "hash": text(lambda generator: f"{generator.getrandbits(128):032x}"),
        "phone as text": text(lambda generator: f"+1 202 555 {generator.randrange(10**7):07}"),
        "phone as number": numbers(lambda generator: generator.randrange(10**10, 10**11)),
        "full name": text(lambda generator: f"{generator.choice(LAST)} {generator.randbytes(5).hex()}"),
        "address": text(lambda generator: f"北京市朝阳区建国路{generator.randrange(10**4)}号楼{generator.randrange(10**3)}室"),
    }
    assert {kind: made and made.weight for kind, made in kinds.items()} == dict.fromkeys(kinds, Weight.ALONE)
    assert all(made is not None and made.chance < 0.001 for made in kinds.values())


def test_what_coincides_in_any_two_tables_needs_others() -> None:
    day = datetime(2020, 1, 1, tzinfo=UTC)
    kinds = {
        "city": text(lambda generator: generator.choice(CITIES)),
        "name": text(lambda generator: f"{generator.choice(FIRST)} {generator.choice(LAST)}"),
        "date": text(lambda generator: f"{day + timedelta(generator.randrange(900)):%Y-%m-%d}"),
        "time": text(lambda generator: f"{day + timedelta(seconds=generator.randrange(10**8)):%Y-%m-%d %H:%M:%S}"),
        "seconds": numbers(lambda generator: 1_500_000_000 + generator.randrange(10**8)),
        "code": numbers(lambda generator: generator.randrange(10_000, 100_000)),
    }
    assert {kind: made and made.weight for kind, made in kinds.items()} == dict.fromkeys(kinds, Weight.SUPPORTED)


def test_what_says_nothing_is_not_compared() -> None:
    values = pa.array(range(1, 5001))
    assert column(values, DataType.INTEGER) is None  # row numbers
    assert column(pa.array(range(10**9, 10**9 + 5000)), DataType.INTEGER) is None  # and from a high number on
    assert numbers(lambda generator: generator.randrange(100)) is None
    assert numbers(lambda generator: generator.randrange(5000), 5000) is None  # they fill what there is
    assert text(lambda generator: generator.choice(("new", "active", "closed"))) is None
    assert text(lambda generator: generator.choice(("yes", "no"))) is None
    assert text(lambda generator: f"city{generator.randrange(15)}") is None
    assert column(pa.array([None, None], pa.string()), DataType.STRING) is None


@pytest.mark.parametrize(("rows", "weight"), [(9, None), (12, Weight.ALONE)])
def test_long_values_need_but_ten(rows: int, weight: Weight | None) -> None:
    made = text(lambda generator: str(UUID(int=generator.getrandbits(128))), rows)
    assert (made and made.weight) == weight


def test_of_an_identifying_element_twenty_are_enough_if_values_were_checked() -> None:
    def number(generator: random.Random) -> str:
        return f"55501{generator.randrange(10**5):05}"

    weights = [made and made.weight for made in (text(number, 30, SEEN), text(number, 30, NAMED), text(number, 30))]
    assert weights == [Weight.ALONE, Weight.SUPPORTED, Weight.SUPPORTED]


def test_addresses_of_networks_are_in_use_everywhere() -> None:
    found = Detection("network.ip", 0.9, Form.PLAIN, Factors(value=0.9), "made")
    made = text(lambda generator: f"192.0.2.{generator.randrange(256)}", 400, found)
    assert made is None or made.weight is Weight.SUPPORTED


def test_chance_is_the_share_of_all_dates_that_are_there() -> None:
    made = text(lambda generator: f"2020-{generator.randrange(1, 13):02}-{generator.randrange(1, 29):02}", 3000)
    assert made is not None
    assert made.chance == pytest.approx(336 / (12 * 30.4), rel=0.1)
