"""Counts a batch of values into a field's record; whole columns at a time, no value is kept."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.evidence.calendar_days import MONTHS, OLDEST_AGE, Ints, ages_of, days_since_epoch, months_of
from gazetteer_scanners.evidence.compiled import can_measure, count_rows, measure_values, take_births
from gazetteer_scanners.evidence.dates import DAY_US, Times, epochs_of
from gazetteer_scanners.evidence.field import TYPE_ORDER, DateTrait, EpochUnit, FieldEvidence
from gazetteer_scanners.evidence.hashing import Hashes, SketchKey, hash_values, string_parts
from gazetteer_scanners.evidence.histograms import count_bins, count_keys
from gazetteer_scanners.evidence.levels import OTHER_REGION
from gazetteer_scanners.evidence.rules import RuleEvidence
from gazetteer_scanners.evidence.shapes import digit_counts, length_bins, shapes_of
from gazetteer_scanners.evidence.values import Numbers, count_truths, is_text, numbers_of, plain, present_texts, times_of
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits

_ISO_DAY = 10
_WITHOUT_TEXT = (pa.binary().id, pa.bool_().id)
_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def measure(field: FieldEvidence, leaf: Leaf, text: pa.StringArray | None, hits: Sequence[RuleHits], key: SketchKey) -> None:
    """Count one batch into `field`; arguments as in `FieldEvidence.add`. Nothing changes if they do not fit together."""
    values = plain(leaf.values)
    text = _text_of(values, text)
    if any(hit.accepted is not None and len(hit.accepted) != len(values) for hit in hits):
        raise ValueError("a rule's mask must stand beside the values, one for one")
    # At its finest level a record takes counts as they come; else they are coarsened first.
    is_compiled = can_measure(values)
    batch = FieldEvidence(field.path, field.key_id, field.as_of) if field.level or not is_compiled else field
    if is_compiled:
        _measure_compiled(batch, leaf, values, text, hits, key)
    else:
        _measure_by_arrays(batch, leaf, values, text, hits, key)
    if batch is not field:
        field.merge(batch)


def _text_of(values: pa.Array, text: pa.StringArray | None) -> pa.StringArray | None:
    """The text to measure; None for values that are measured without."""
    if values.type.id in _WITHOUT_TEXT:
        return None
    if text is None or len(text) != len(values):
        raise ValueError("the text for matching must stand beside the values, one for one")
    return text


def _measure_compiled(
    field: FieldEvidence,
    leaf: Leaf,
    values: pa.Array,
    text: pa.StringArray | None,
    hits: Sequence[RuleHits],
    key: SketchKey,
) -> None:
    """As `_measure_by_arrays`, but into a record that may hold counts already."""
    count = len(values) - values.null_count
    field.values += count
    field.nulls += values.null_count
    field.rows_present += count_rows(leaf, values)
    field.types[TYPE_ORDER.index(leaf.data_type)] += count
    matched = []
    for hit in hits:
        if not hit.has_counts:
            continue
        rule = field.rules.get(hit.rule)
        if rule is None:
            rule = field.rules[hit.rule] = RuleEvidence()
        rule.whole += hit.whole
        rule.valid += hit.valid
        rule.inside += hit.inside
        rule.placeholders += hit.placeholders
        if hit.accepted is not None and rule.matched is not None:
            matched.append((rule.matched, hit.accepted))
        if hit.regions:
            _count_regions(field, hit)
        if hit.ages is not None:
            _count_ages(field, hit)
        if hit.births is not None:
            take_births(field, key, hit.births)
    measure_values(field, values, text, key, matched)


def _measure_by_arrays(
    field: FieldEvidence,
    leaf: Leaf,
    values: pa.Array,
    text: pa.StringArray | None,
    hits: Sequence[RuleHits],
    key: SketchKey,
) -> None:
    """What is counted, in numpy: the reference for the kernel, and what does without it. `field` is a new record."""
    is_value = np.asarray(values.is_valid().to_numpy(zero_copy_only=False), np.bool_)
    field.values = int(np.count_nonzero(is_value))
    field.nulls = len(is_value) - field.values
    field.rows_present = field.values if leaf.row_of is None else len(np.unique(leaf.row_of[is_value]))
    field.types[TYPE_ORDER.index(leaf.data_type)] = field.values
    if pa.types.is_binary(values.type):
        at, hashes = _measure_binary(field, values, key)
    else:
        at, hashes = _measure_text(field, values, values.cast(pa.string()) if text is None else text, key)
    _measure_rules(field, hits, at, hashes)


def _measure_binary(field: FieldEvidence, values: pa.Array, key: SketchKey) -> tuple[Ints, Hashes]:
    """Bytes are hashed as they are; their length is counted, their content never looked at."""
    offsets, _ = string_parts(values)
    is_full = (np.diff(offsets) > 0) & values.is_valid().to_numpy(zero_copy_only=False)
    at = np.flatnonzero(is_full)
    field.empties = field.values - len(at)
    hashes = hash_values(values.take(pa.array(at)), key)
    count_bins(field.lengths, length_bins(np.diff(offsets)[at]))
    _sketch(field, hashes)
    return at, hashes


def _measure_text(field: FieldEvidence, values: pa.Array, text: pa.StringArray, key: SketchKey) -> tuple[Ints, Hashes]:
    """Positions (in the batch) and hashes of the values that are neither null nor empty."""
    at, trimmed = present_texts(text)
    has_text = int(np.count_nonzero(text.is_valid().to_numpy(zero_copy_only=False)))
    field.empties = has_text - len(at)
    if len(at) < len(values) and not is_text(values.type):
        values = values.take(pa.array(at))
    shapes = shapes_of(trimmed)
    count_bins(field.lengths, length_bins(shapes.characters))
    count_keys(field.scripts, shapes.shapes.astype(np.int64))
    field.traits.update({int(trait): count for trait, count in shapes.traits().items()})
    numbers = numbers_of(values, trimmed, shapes)
    _measure_numbers(field, numbers, at)
    times = times_of(values, shapes, numbers)
    _measure_times(field, times)
    count_truths(field.truths, values, trimmed, shapes)
    hashes = hash_values(_canonical(values, trimmed, times), key)
    _sketch(field, hashes)
    return at, hashes


def _sketch(field: FieldEvidence, hashes: Hashes) -> None:
    field.distinct_sketch.add(hashes)
    field.overlap.add(hashes)


def _measure_numbers(field: FieldEvidence, numbers: Numbers, at: Ints) -> None:
    count_bins(field.digits, digit_counts(numbers.values))
    field.negatives = int(np.count_nonzero(numbers.values < 0))
    small = numbers.values.astype(np.int64)
    places = at[numbers.at]
    follows = (np.diff(places) == 1) & (np.diff(small) == 1) & (small[1:] > small[:-1])
    field.steps = int(np.count_nonzero(follows))
    count_keys(field.stated_ages, small[(small >= 0) & (small <= OLDEST_AGE)])
    for unit, days in zip(EpochUnit, epochs_of(small), strict=True):
        field.epochs[unit] += len(days)
        count_keys(field.epoch_months, months_of(days))


def _measure_times(field: FieldEvidence, times: Times) -> None:
    count_keys(field.months, months_of(times.days)[times.in_range()])
    count_keys(field.ages, ages_of(times.days, field.as_of))
    field.dates.update(
        {
            int(DateTrait.DATE_ONLY): int(np.count_nonzero(~times.has_time)),
            int(DateTrait.WITH_TIME): int(np.count_nonzero(times.has_time)),
            int(DateTrait.COMPACT): int(np.count_nonzero(times.is_compact)),
            int(DateTrait.FUTURE): int(np.count_nonzero(times.days > days_since_epoch(field.as_of))),
            int(DateTrait.OUT_OF_RANGE): int(np.count_nonzero(~times.in_range())),
        }
    )


def _measure_rules(field: FieldEvidence, hits: Sequence[RuleHits], at: Ints, hashes: Hashes) -> None:
    for hit in hits:
        if not hit.has_counts:
            continue
        evidence = RuleEvidence(hit.whole, hit.valid, hit.inside, hit.placeholders)
        if hit.accepted is not None and evidence.matched is not None:
            evidence.matched.add(hashes[hit.accepted[at]])
        field.rules[hit.rule] = evidence
        _count_regions(field, hit)
        _count_ages(field, hit)
        if hit.births is not None:
            days = hit.births.astype("M8[D]").astype(np.int64)
            months = months_of(days)
            count_keys(field.birth_months, months[(months >= 0) & (months < MONTHS)])
            count_keys(field.birth_ages, ages_of(days, field.as_of))


def _count_regions(field: FieldEvidence, hit: RuleHits) -> None:
    for region, count in hit.regions.items():
        field.regions[_known_region(region)] += count


@lru_cache(maxsize=8192)
def _known_region(region: str) -> str:
    return region if _REGION.fullmatch(region) else OTHER_REGION


def _count_ages(field: FieldEvidence, hit: RuleHits) -> None:
    if hit.ages is not None:
        count_keys(field.stated_ages, hit.ages[(hit.ages >= 0) & (hit.ages <= OLDEST_AGE)])


def _canonical(values: pa.Array, texts: pa.StringArray, times: Times) -> pa.StringArray:
    """What is hashed: lower case, written dates in ISO 8601 and UTC, whole floats and decimals as whole numbers."""
    offsets, data = string_parts(texts)
    is_ascii = not data.size or int(data[int(offsets[0]) : int(offsets[-1])].max(initial=0)) < 0x80
    lower = pc.ascii_lower(texts) if is_ascii else pc.utf8_lower(texts)
    if pa.types.is_floating(values.type) or pa.types.is_decimal(values.type):
        return pc.replace_substring_regex(lower, r"\.0*$|(\.[0-9]*[1-9])0+$", r"\1")
    fifth = data.take(offsets[times.at] + 4, mode="clip")
    is_iso = ~times.has_time & (np.diff(offsets)[times.at] == _ISO_DAY) & (fifth == ord("-"))
    chosen = np.flatnonzero(~(is_iso | times.is_compact))
    if not len(chosen):
        return lower
    mask = np.zeros(len(texts), np.bool_)
    mask[times.at[chosen]] = True
    return pc.replace_with_mask(lower, pa.array(mask), _iso_texts(times.instants[chosen]))


def _iso_texts(instants: Ints) -> pa.StringArray:
    """`2014-03-05` at midnight, else `2014-03-05t10:00:00`, with microseconds where there are some."""
    moments = instants.astype("M8[us]")
    is_day, is_second = instants % DAY_US == 0, instants % 1_000_000 == 0
    texts = np.empty(len(instants), "S27")  # an offset may lead into the year 10000
    for where, unit in ((is_day, "D"), (is_second & ~is_day, "s"), (~is_second, "us")):
        texts[where] = np.char.lower(moments[where].astype(f"M8[{unit}]").astype("S27"))
    return pa.array(texts, pa.binary()).cast(pa.string())
