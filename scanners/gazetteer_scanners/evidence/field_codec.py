"""One field's record in bytes: at most 8 KiB together with its path, at the finest level that fits."""

import re
from collections import Counter
from datetime import date
from typing import Any

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.calendar_days import AGE_FUTURE, MONTHS
from gazetteer_scanners.evidence.codec import Reader, Writer, damaged
from gazetteer_scanners.evidence.field import COUNTERS, FIELD_P, TYPE_ORDER, DateTrait, EpochUnit, FieldEvidence
from gazetteer_scanners.evidence.hyperloglog import HyperLogLog
from gazetteer_scanners.evidence.levels import LAST_LEVEL, NO_RULE_SKETCHES, keeps_rule, months_per_bin
from gazetteer_scanners.evidence.minhash import OverlapSketch
from gazetteer_scanners.evidence.rules import RULE_P, RuleEvidence
from gazetteer_scanners.evidence.shapes import LENGTH_STARTS, MAX_DIGITS, Shape, Trait
from gazetteer_scanners.evidence.values import Truth
from gazetteer_scanners.paths import Path, encode_path

MAX_FIELD_BYTES = 8192
MIN_BODY_BYTES = 4096
"""What a record may take even where its path is longer than 4 KiB; the coarsest level always fits."""
MAX_RULE_BYTES = 200

_SMALL_TABLES = (
    ("lengths", len(LENGTH_STARTS)),
    ("scripts", len(Shape)),
    ("traits", len(Trait)),
    ("digits", MAX_DIGITS + 1),
    ("truths", len(Truth)),
    ("dates", len(DateTrait)),
    ("epochs", len(EpochUnit)),
)
_MONTH_TABLES = ("months", "epoch_months", "birth_months")
_AGE_TABLES = ("ages", "birth_ages", "stated_ages")
_MAX_REGIONS = 8192
_MAX_REGION_BYTES = 6
_REGION = re.compile(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?")


def encode_field(field: FieldEvidence) -> bytes:
    """The record without its path, at the finest level that fits.

    Raises:
        EvidenceError: if a rule's id is longer than 200 bytes.
    """
    room = max(MAX_FIELD_BYTES - len(encode_path(field.path)), MIN_BODY_BYTES)
    for level in range(field.level, LAST_LEVEL + 1):
        body = _encode_at_level(field.coarsened(level))
        if len(body) <= room:
            return body
    raise AssertionError("the coarsest level of a field's record is larger than its room")


def _encode_at_level(field: FieldEvidence) -> bytes:
    writer = Writer()
    writer.count(field.level)
    writer.table(field.types, keep_zero=True)
    for name in COUNTERS:
        writer.count(getattr(field, name))
    for name, _ in _SMALL_TABLES:
        writer.table(getattr(field, name))
    for name in _MONTH_TABLES:
        writer.table(getattr(field, name), months_per_bin(field.level))
    for name in _AGE_TABLES:
        writer.table(getattr(field, name))
    field.distinct_sketch.write(writer)
    field.overlap.write(writer)
    _write_regions(writer, field.regions)
    writer.count(len(field.rules))
    for rule in sorted(field.rules):
        if len(rule.encode("utf-8")) > MAX_RULE_BYTES:
            raise EvidenceError(f"the id of the rule {rule[:40]!r}... is longer than {MAX_RULE_BYTES} bytes; shorten it")
        writer.text(rule)
        _write_rule(writer, field.rules[rule])
    _write_rule(writer, field.other_rules)
    return writer.getvalue()


def _write_regions(writer: Writer, regions: Counter[str]) -> None:
    entries = sorted((region, count) for region, count in regions.items() if count)
    writer.count(len(entries))
    for region, count in entries:
        writer.text(region)
        writer.count(count)


def _write_rule(writer: Writer, rule: RuleEvidence) -> None:
    for count in (rule.whole, rule.valid, rule.inside, rule.placeholders):
        writer.count(count)
    if rule.matched is not None:
        rule.matched.write(writer)


def decode_field(body: bytes, path: Path, key_id: str, as_of: date) -> FieldEvidence:
    """The field whose record `encode_field` wrote.

    Raises:
        EvidenceError: if the bytes are damaged.
    """
    reader = Reader(body)
    level = reader.count(LAST_LEVEL)
    read: dict[str, Any] = {"types": reader.table(len(TYPE_ORDER), keep_zero=True)}
    read |= {name: reader.count() for name in COUNTERS}
    read |= {name: reader.table(keys) for name, keys in _SMALL_TABLES}
    read |= {name: reader.table(MONTHS, months_per_bin(level)) for name in _MONTH_TABLES}
    read |= {name: reader.table(AGE_FUTURE + 1) for name in _AGE_TABLES}
    read["distinct_sketch"] = HyperLogLog.read(reader, FIELD_P)
    read["overlap"] = OverlapSketch.read(reader, key_id)
    read["regions"] = _read_regions(reader)
    field = FieldEvidence(path, key_id, as_of, level, **read)
    _read_rules(reader, field)
    reader.end()
    return field


def _read_regions(reader: Reader) -> Counter[str]:
    regions: Counter[str] = Counter()
    before = None
    for _ in range(reader.count(_MAX_REGIONS)):
        region = reader.text(_MAX_REGION_BYTES)
        if (before is not None and region <= before) or not _REGION.fullmatch(region):
            raise damaged("its regions are not in order")
        regions[region] = reader.count()
        before = region
    return regions


def _read_rules(reader: Reader, field: FieldEvidence) -> None:
    before = ""
    for _ in range(reader.count(MAX_FIELD_BYTES)):
        rule = reader.text(MAX_RULE_BYTES)
        if (rule <= before and field.rules) or not keeps_rule(rule, field.level):
            raise damaged("its rules are not in order")
        field.rules[rule] = _read_rule(reader, field.level < NO_RULE_SKETCHES)
        before = rule
    field.other_rules = _read_rule(reader, has_sketch=False)


def _read_rule(reader: Reader, has_sketch: bool) -> RuleEvidence:
    whole, valid, inside, placeholders = (reader.count() for _ in range(4))
    return RuleEvidence(whole, valid, inside, placeholders, HyperLogLog.read(reader, RULE_P) if has_sketch else None)
