"""Sort keys: one string per record and order, compared by code point, so that the next page is always `key > after`.

    fields by name      crm \\x01 users \\x01 email \\x01 fld_4f0e...
    fields by risk      0 0010 \\x01 crm \\x01 users \\x01 email \\x01 fld_4f0e...

Numbers that sort descending are subtracted from a constant and padded. Parts are joined by U+0001, which sorts below
every character that an escaped part can hold; each part counts by its first 240 characters (some servers limit index
keys to 1,024 bytes), and the id at the end makes the order total.
"""

from datetime import UTC, datetime, timedelta

from gazetteer.inventory.documents import storable
from gazetteer.inventory.queries import FieldOrder
from gazetteer.inventory.records import DatasetRecord, FieldRecord, ScanRecord, SourceRecord

SEPARATOR = "\x01"
_ESCAPES = {code: f"\x02{chr(code + 0x10)}" for code in range(3)}
_PART_CHARACTERS = 240
_FAR = 10**18
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HIGHEST_RANK = 4
_EVEN_ODDS = 0.5


def escape_part(text: str) -> str:
    """The text without U+0000 and U+0001, sorting like the original, and storable as UTF-8."""
    return storable(text).translate(_ESCAPES)


def source_key(source: SourceRecord) -> str:
    """Sources by key, then id."""
    return _joined(source.key, source.id)


def dataset_key(dataset: DatasetRecord) -> str:
    """Datasets by source key, name and id."""
    return _joined(dataset.source_key, dataset.name, dataset.id)


def scan_key(scan: ScanRecord) -> str:
    """Scans by sequence, highest first."""
    return f"{_FAR - scan.sequence:019d}"


def field_keys(field: FieldRecord) -> dict[FieldOrder, str]:
    """The field's key in every order.

    RISK_DESC: effective level, most severe first, then the highest score in force. DOUBT_DESC: see `doubt_distance`.
    SCORE_DESC: the highest score in force; fields without elements come last. CHANGED_DESC: latest change first.
    """
    name = _joined(field.source_key, field.dataset_name, field.path_text, field.id)
    score = _descending_score(max((found.score for found in field.in_force), default=0.0))
    changed = (field.changed_at - _EPOCH) // timedelta(microseconds=1)
    return {
        FieldOrder.NAME: name,
        FieldOrder.RISK_DESC: f"{_HIGHEST_RANK - field.effective_level.rank}{score}{SEPARATOR}{name}",
        FieldOrder.DOUBT_DESC: f"{round(doubt_distance(field) * 1000):04d}{SEPARATOR}{name}",
        FieldOrder.SCORE_DESC: f"{score}{SEPARATOR}{name}",
        FieldOrder.CHANGED_DESC: f"{_FAR - changed:019d}{SEPARATOR}{name}",
    }


def doubt_distance(field: FieldRecord) -> float:
    """How far from undecided a field is: 0 (look at this first) to 1 (nothing was found, nothing to decide).

    The smallest distance of a score from even odds (0.5), over the candidates and the elements in force alike: a
    candidate with 0.55 and an element with 0.6 come before an element with 0.99 and a candidate with 0.05.
    """
    scores = [found.score for found in (*field.in_force, *field.candidates)]
    return min((abs(score - _EVEN_ODDS) for score in scores), default=1.0)


def _joined(*parts: str) -> str:
    return SEPARATOR.join(escape_part(part[:_PART_CHARACTERS]) for part in parts)


def _descending_score(score: float) -> str:
    return f"{1000 - round(score * 1000):04d}"
