"""What one row of a dataset is about: a person, an organisation, an event, a thing, or an entry of a lookup table.

Decided from the table's name, the elements that its columns surely hold, what they refer to, and how many rows there are.
Each sign gives points; the kind with the most points is it, if it has two or more. The points are the project's own, set on
public schemas: the head of a table's name weighs as much as four columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gazetteer_scanners.classification.name_words import words


class RowKind(StrEnum):
    """What one row is about; UNKNOWN if nothing says it. Order breaks ties."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    EVENT = "EVENT"
    THING = "THING"
    LOOKUP = "LOOKUP"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class TableName:
    """What a table's name says: kinds of its last word that says anything, and of the words before it."""

    head: frozenset[RowKind] = frozenset()
    beside: frozenset[RowKind] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnSigns:
    """What a column says of the rows.

    Attributes:
        words: the normal words of its name, in order (a Chinese name is one word).
        elements: what it surely holds: elements that no surroundings are needed for.
        is_time: it holds dates or times.
        is_key: alone it is the primary key.
        refers_to: what the rows of the dataset are that it refers to; None without a foreign key.
    """

    words: tuple[str, ...]
    elements: frozenset[str] = frozenset()
    is_time: bool = False
    is_key: bool = False
    refers_to: RowKind | None = None


_ENOUGH: Final = 2.0
_HEAD: Final = 4.0
_BESIDE: Final = 1.5
_FEW_ROWS: Final = 1_000
_FEW_COLUMNS: Final = 9
_MOST: Final = 3.0

_PERSON_SIGNS: Final = (
    ("person.name", "contact.person_name"),
    ("contact.phone", "contact.email", "contact.person_phone"),
    ("contact.address",),
    ("person.birth_date", "person.age"),
    ("person.gender", "person.marital_status"),
    ("national_id", "passport", "driving_licence", "health.insurance_id"),
    ("auth.password", "account.username", "person.nickname", "person.avatar"),
    ("work.job_title", "work.income", "education", "special", "person.nationality"),
)
"""Signs of a person: each group that a table has counts one."""

_ORGANISATION_SIGNS: Final = (
    ("org.uscc", "invoice.tax_id", "org.business_licence"),
    ("org.uscc", "org.business_licence"),
    ("org.name",),
    ("org.website", "org.size", "org.industry"),
    ("org.phone", "org.address"),
)
_EVENT_SIGNS: Final = (
    ("order.number", "payment.transaction"),
    ("order.amount",),
    ("network.ip", "log.user_agent", "comm.metadata", "comm.text", "comm.call_record"),
)
_BOOKKEEPING: Final = words("created create updated update modified modify deleted delete inserted gmt changed last")
"""Words of times that every table keeps; they make no event of a row."""
_THING_WORDS: Final = words(
    "price sku stock brand model serial barcode weight isbn firmware capacity manufacturer "
    "价格 品牌 型号 规格 库存 单价 条码 数量"
)
_LOOKUP_WORDS: Final = words("code label sort order parent enabled description pid seq lft rgt remark 编码 名称 排序 上级 描述")
_NAMING: Final = words("name label title code value key 名称 编码 键 值")


def decide_row_kind(name: TableName, columns: Sequence[ColumnSigns], rows: int | None) -> RowKind:
    """What one row is about; `rows` is None where nobody knows how many there are."""
    points: dict[RowKind, float] = dict.fromkeys((kind for kind in RowKind if kind is not RowKind.UNKNOWN), 0.0)
    persons, references = _groups(columns, _PERSON_SIGNS), _references(columns)
    for kind in name.head:  # a table called by persons that only joins others' keys tells nothing of them
        points[kind] += _BESIDE if kind is RowKind.PERSON and references and not persons else _HEAD
    for kind in name.beside:
        points[kind] += _BESIDE
    points[RowKind.PERSON] += persons
    points[RowKind.ORGANISATION] += _groups(columns, _ORGANISATION_SIGNS)
    points[RowKind.EVENT] += _groups(columns, _EVENT_SIGNS) + _times(columns) + references
    points[RowKind.THING] += _named(columns, _THING_WORDS)
    if _may_be_lookup(columns, rows):
        points[RowKind.LOOKUP] += 0.5 + _named(columns, _LOOKUP_WORDS)
    best = max(points, key=lambda kind: points[kind])
    return best if points[best] >= _ENOUGH else RowKind.UNKNOWN


def _groups(columns: Sequence[ColumnSigns], signs: Sequence[tuple[str, ...]]) -> float:
    """How many groups of elements the columns hold one of, or something below it."""
    held = {upper for column in columns for element in column.elements for upper in _uppers(element)}
    return sum(1.0 for group in signs if not held.isdisjoint(group))


def _uppers(element: str) -> Iterable[str]:
    """The element's id and the ids above it."""
    parts = element.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _times(columns: Sequence[ColumnSigns]) -> float:
    """1 if a row tells when something happened."""
    return float(any(c.is_time and not _BOOKKEEPING.intersection(c.words) and not c.elements for c in columns))


def _references(columns: Sequence[ColumnSigns]) -> float:
    """Half a point for each column that refers to another row, but the first."""
    count = sum(c.refers_to is not None or (len(c.words) > 1 and c.words[-1] == "id" and not c.is_key) for c in columns)
    return min(_MOST, 0.5 * max(0, count - 1))


def _named(columns: Sequence[ColumnSigns], known: frozenset[str]) -> float:
    return min(_MOST, sum(1.0 for column in columns if known.intersection(column.words)))


def _may_be_lookup(columns: Sequence[ColumnSigns], rows: int | None) -> bool:
    """True if it is small, something in it names its rows, and nothing in it is of a person."""
    is_small = len(columns) <= _FEW_COLUMNS and (rows is None or rows <= _FEW_ROWS)
    has_name = any(_NAMING.intersection(column.words[-1:]) for column in columns)
    return is_small and has_name and not _groups(columns, _PERSON_SIGNS)
