"""The table that is measured: 32 columns, 24 of them personal, the same bytes for the same number of rows.

Rows come in blocks, each column of a block with a generator of its own, so that a shorter table is the beginning of a
longer one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pyarrow as pa

from benchmarks import made_values as made

BLOCK_ROWS = 10_000
_FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SECONDS = 3 * 365 * 86_400
_STATUS = ("NEW", "PAID", "SHIPPED", "RETURNED", "CLOSED")

Make = Callable[[Random, int], object]


@dataclass(frozen=True, slots=True)
class MadeColumn:
    """A column: its natural type, whether it is personal, the share of nulls, and what makes the value of a row."""

    name: str
    kind: pa.DataType
    is_personal: bool
    make: Make
    nulls: float = 0.0


def _each(make: Callable[[Random], object]) -> Make:
    return lambda random, _: make(random)


def _moment(random: Random) -> datetime:
    return _FIRST_DAY + timedelta(seconds=random.randrange(_SECONDS))


def _born_text(random: Random) -> str:
    day = made.birth(random)
    return f"{day:%Y-%m-%d}" if random.random() < 0.9 else f"{day.year}年{day.month}月{day.day}日"


_TEXT, _INT = pa.utf8(), pa.int64()

COLUMNS = (
    MadeColumn("id", _INT, False, lambda _, row: row + 1),
    MadeColumn("user_id", _INT, True, _each(lambda r: r.randrange(10**8, 10**9))),
    MadeColumn("name", _TEXT, True, _each(made.name_cn)),
    MadeColumn("full_name", _TEXT, True, _each(made.name_latin), 0.1),
    MadeColumn("nickname", _TEXT, True, _each(made.nickname)),
    MadeColumn("mobile", _TEXT, True, _each(made.phone_cn)),
    MadeColumn("contact_phone", _TEXT, True, _each(made.phone_international), 0.2),
    MadeColumn("phone_number", _INT, True, _each(lambda r: int(made.phone_cn(r)))),
    MadeColumn("email", _TEXT, True, _each(made.email), 0.05),
    MadeColumn("id_card", _TEXT, True, _each(made.resident_id), 0.05),
    MadeColumn("imei", _TEXT, True, _each(made.imei), 0.1),
    MadeColumn("imsi", _TEXT, True, _each(made.imsi), 0.1),
    MadeColumn("mac_address", _TEXT, True, _each(made.mac)),
    MadeColumn("ip", _TEXT, True, _each(made.ipv4)),
    MadeColumn("last_ip", _TEXT, True, _each(made.ipv6), 0.3),
    MadeColumn("device_uuid", _TEXT, True, _each(made.uuid4)),
    MadeColumn("android_id", _TEXT, True, _each(made.android_id)),
    MadeColumn("bank_card", _TEXT, True, _each(made.card), 0.1),
    MadeColumn("address", _TEXT, True, _each(made.address_cn)),
    MadeColumn("shipping_address", _TEXT, True, _each(made.address_en), 0.2),
    MadeColumn("birthday", _TEXT, True, _each(_born_text), 0.05),
    MadeColumn("birth_ymd", _INT, True, _each(lambda r: int(f"{made.birth(r):%Y%m%d}"))),
    MadeColumn("age", pa.int32(), True, _each(lambda r: r.randrange(3, 90)), 0.05),
    MadeColumn("remark", _TEXT, True, _each(made.note_cn), 0.1),
    MadeColumn("message", _TEXT, True, _each(made.note_en), 0.1),
    MadeColumn("order_no", _TEXT, False, _each(lambda r: f"SO{made.digits(r, 12)}")),
    MadeColumn("amount", pa.float64(), False, _each(lambda r: r.randrange(100, 1_000_000) / 100)),
    MadeColumn("is_active", pa.bool_(), False, _each(lambda r: r.random() < 0.7)),
    MadeColumn("quantity", pa.int32(), False, _each(lambda r: r.randrange(1, 50))),
    MadeColumn("status", _TEXT, False, _each(lambda r: r.choice(_STATUS))),
    MadeColumn("link", _TEXT, False, _each(made.url)),
    MadeColumn("created_at", pa.timestamp("s"), False, _each(_moment)),
)

SCHEMA = pa.schema([pa.field(column.name, column.kind) for column in COLUMNS])


def make_blocks(rows: int) -> Iterator[pa.RecordBatch]:
    """The table's rows in blocks of at most 10,000."""
    for first in range(0, rows, BLOCK_ROWS):
        count = min(BLOCK_ROWS, rows - first)
        arrays = [_values(column, first, count) for column in COLUMNS]
        yield pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _values(column: MadeColumn, first: int, count: int) -> pa.Array:
    random = Random(f"{column.name}:{first}")
    values = [None if random.random() < column.nulls else column.make(random, first + row) for row in range(count)]
    return pa.array(values, column.kind)


def written(value: object) -> object:
    """A value as SQLite and CSV keep it: times as text, truths as 0 and 1."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return int(value) if isinstance(value, bool) else value
