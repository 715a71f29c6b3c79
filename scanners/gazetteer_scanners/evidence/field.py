"""The evidence of one field: everything that was counted about its values, and how two parts of a scan add up."""

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence import levels
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.histograms import merge_counts
from gazetteer_scanners.evidence.hyperloglog import HyperLogLog
from gazetteer_scanners.evidence.minhash import OverlapSketch
from gazetteer_scanners.evidence.rules import RuleEvidence
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.paths import Path, path_text

FIELD_P = 10
TYPE_ORDER = (
    DataType.STRING,
    DataType.INTEGER,
    DataType.FLOAT,
    DataType.DECIMAL,
    DataType.BOOLEAN,
    DataType.DATE,
    DataType.TIME,
    DataType.TIMESTAMP,
    DataType.BINARY,
    DataType.JSON,
    DataType.LIST,
    DataType.STRUCT,
    DataType.UNKNOWN,
)
"""The number of each data type in evidence records; only ever added to at the end."""


class DateTrait(IntEnum):
    """Counters over the dates of a field: written without and with a time, as digits alone (8 or 14), after the scan's
    date, and outside the years 1900 to 2100 (0001-01-01, 9999-12-31)."""

    DATE_ONLY = 0
    WITH_TIME = 1
    COMPACT = 2
    FUTURE = 3
    OUT_OF_RANGE = 4


class EpochUnit(IntEnum):
    """Whole numbers that may be times: 10 digits as seconds, 13 digits as milliseconds since 1970."""

    SECONDS = 0
    MILLISECONDS = 1


class AgeSource(Enum):
    """Where ages come from: the field's dates as if they were births, births embedded in matched ids, stated ages."""

    DATES = "DATES"
    EMBEDDED = "EMBEDDED"
    STATED = "STATED"


@dataclass(slots=True, eq=False)
class FieldEvidence:
    """What was counted about one field; mutable, and merged with the same field of other chunks.

    Attributes:
        path: the field.
        key_id: id of the key of its sketches.
        as_of: the day on which ages were counted.
        level: resolution, 0 (months) to 22; see `levels`.
        types: values seen under each data type, by number in `TYPE_ORDER`; a declared type stands with 0.
        rows_present: rows with at least one value that is not null.
        values: values that are not null, `empties` of them empty or blank; `nulls`: the others.
        negatives: whole numbers below zero.
        steps: values that are the one before them (in one batch) plus one: row numbers have almost only such.
        lengths: values by bin of `shapes.LENGTH_STARTS`, in characters.
        scripts: values by `Shape`; `traits`: by `Trait`.
        digits: whole numbers by how many digits they have; never their values.
        truths: false (0) and true (1), typed, or as words (no, yes, 否, 是, ...; digits are not counted here).
        dates: by `DateTrait`; `epochs`: by `EpochUnit`.
        months, epoch_months, birth_months: dates, epoch times, and births embedded in matched ids, by month since
            January 1900.
        ages, birth_ages, stated_ages: full years as of the scan, 0 to 130, `AGE_OVER`, `AGE_FUTURE`.
        distinct_sketch: of all values; `overlap`: the same values, to compare columns.
        regions: valid matches by ISO 3166 region, "" where the rule gives another code.
        rules: by rule id; `other_rules`: those that had no room.
    """

    path: Path
    key_id: str
    as_of: date
    level: int = 0
    types: Counter[int] = field(default_factory=Counter)
    rows_present: int = 0
    values: int = 0
    nulls: int = 0
    empties: int = 0
    negatives: int = 0
    steps: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    scripts: Counter[int] = field(default_factory=Counter)
    traits: Counter[int] = field(default_factory=Counter)
    digits: Counter[int] = field(default_factory=Counter)
    truths: Counter[int] = field(default_factory=Counter)
    dates: Counter[int] = field(default_factory=Counter)
    epochs: Counter[int] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    epoch_months: Counter[int] = field(default_factory=Counter)
    birth_months: Counter[int] = field(default_factory=Counter)
    ages: Counter[int] = field(default_factory=Counter)
    birth_ages: Counter[int] = field(default_factory=Counter)
    stated_ages: Counter[int] = field(default_factory=Counter)
    distinct_sketch: HyperLogLog = field(default_factory=lambda: HyperLogLog(FIELD_P))
    overlap: OverlapSketch = field(default_factory=lambda: OverlapSketch(""))
    regions: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleEvidence] = field(default_factory=dict)
    other_rules: RuleEvidence = field(default_factory=lambda: RuleEvidence(matched=None))

    def __post_init__(self) -> None:
        self.overlap.key_id = self.key_id

    @property
    def data_type(self) -> DataType:
        """The type of most values; of several, the first in `TYPE_ORDER`; UNKNOWN if none was declared or seen."""
        best = min(self.types, key=lambda code: (-self.types[code], code), default=len(TYPE_ORDER) - 1)
        return TYPE_ORDER[best]

    @property
    def months_per_bin(self) -> int:
        """Resolution of the month histograms: 1, 3, 12 or 120; keys are the first month of each bin."""
        return levels.months_per_bin(self.level)

    def declare(self, data_type: DataType) -> None:
        """Note a type that the source declares; it decides `data_type` while no value is seen."""
        self.types[TYPE_ORDER.index(data_type)] += 0

    def add(self, leaf: Leaf, text: pa.StringArray | None, hits: Sequence[RuleHits], key: SketchKey, as_of: date) -> None:
        """Count a batch of the field's values.

        `text` holds the values as `matching.text.normalise` gives them, one for one, null where there is none; None
        will do for binary values. `hits` is what the matcher found in it.

        Raises:
            ValueError: if `text` is not one for one.
            EvidenceError: if key or date are not those of this record.
        """
        from gazetteer_scanners.evidence.measuring import measure  # it fills records of this module

        if key.id != self.key_id or as_of != self.as_of:
            raise EvidenceError(
                f"field {path_text(self.path)!r} is counted as of {self.as_of} with the sketch key {self.key_id}; "
                "give each batch of a scan the same date and key"
            )
        measure(self, leaf, text, hits, key)

    def merge(self, other: "FieldEvidence") -> None:
        """Add what another part of the scan counted; `other` stays as it is.

        Raises:
            EvidenceError: if it is of another field, key or date.
        """
        if (self.path, self.key_id, self.as_of) != (other.path, other.key_id, other.as_of):
            raise EvidenceError(
                f"evidence of the fields {path_text(self.path)!r} and {path_text(other.path)!r} cannot be merged: "
                "path, sketch key and date must be the same; scan the dataset again"
            )
        levels.coarsen(self, other.level)
        part = other.coarsened(self.level)
        for name in COUNTERS:
            setattr(self, name, getattr(self, name) + getattr(part, name))
        for name in HISTOGRAMS:
            merge_counts(getattr(self, name), getattr(part, name))
        self.regions.update(part.regions)
        self.distinct_sketch.merge(part.distinct_sketch)
        self.overlap.merge(part.overlap)
        for rule, evidence in part.rules.items():
            if rule in self.rules:
                self.rules[rule].merge(evidence)
            else:
                self.rules[rule] = evidence.copy()
        self.other_rules.merge(part.other_rules)

    def coarsened(self, level: int) -> "FieldEvidence":
        """This record at a level, itself if it is as coarse already, else a copy that shares the sketches."""
        if level <= self.level:
            return self
        result = copy.copy(self)
        result.rules = {rule: evidence.copy() for rule, evidence in self.rules.items()}
        result.other_rules = self.other_rules.copy()
        levels.coarsen(result, level)
        return result

    def distinct(self) -> int:
        """Estimated distinct values that are not empty (standard error 3.3 %, 2 % below some hundred)."""
        return min(self.distinct_sketch.estimate(), self.values - self.empties)

    def under(self, age: int, source: AgeSource = AgeSource.DATES) -> int:
        """How many are below `age` full years as of the scan; births after the scan's date are not counted.

        Raises:
            ValueError: if the record is too coarse to tell; ages 13 to 21 it always tells.
        """
        if not 1 <= age <= 131 or (self.level >= levels.AGE_GROUPS and not 13 <= age <= 22):
            raise ValueError(f"this record cannot count who is under {age}; ask for an age from 13 to 21")
        ages = {AgeSource.DATES: self.ages, AgeSource.EMBEDDED: self.birth_ages, AgeSource.STATED: self.stated_ages}
        return sum(count for years, count in ages[source].items() if years < age)


COUNTERS = ("rows_present", "values", "nulls", "empties", "negatives", "steps")
HISTOGRAMS = (
    "types",
    "lengths",
    "scripts",
    "traits",
    "digits",
    "truths",
    "dates",
    "epochs",
    "months",
    "epoch_months",
    "birth_months",
    "ages",
    "birth_ages",
    "stated_ages",
)
