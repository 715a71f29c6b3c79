"""The shape of a field as rates and counts, derived from its evidence record or, without one, from its type alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gazetteer_scanners.classification.families import ColumnKind
from gazetteer_scanners.connectors.protocol import DataType


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """What one rule found in a field; see `matching.protocol.RuleHits`; `distinct` is an estimate, None if not known."""

    whole: int = 0
    valid: int = 0
    inside: int = 0
    placeholders: int = 0
    distinct: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A field's shape.

    Attributes:
        seen: values that are neither null nor empty; 0 where nothing was read.
        distinct: estimated distinct values.
        texts: values that are readable text; digits, spaced: of them, those of digits alone, and those with a space.
        flags: values that say true or false, or are 0 or 1 (both of them: a column of zeros alone is no flag).
        births: date-like values, of which `births_plausible` give an age of 0 to 110 years `births_grown` one of 3 to
            110, and `births_timed` carry a time.
        ages_stated: values that are whole numbers from 0 to 130.
        rules: counts by rule or dictionary id.
    """

    data_type: DataType
    is_read: bool = False
    seen: int = 0
    distinct: int = 0
    texts: int = 0
    digits: int = 0
    spaced: int = 0
    flags: int = 0
    births: int = 0
    births_plausible: int = 0
    births_timed: int = 0
    births_grown: int = 0
    ages_stated: int = 0
    rules: Mapping[str, RuleCounts] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        """True if the column is declared for text."""
        return self.data_type is DataType.STRING

    @property
    def kind(self) -> ColumnKind:
        """What the column holds: by its values where there are some, else by its declared type."""
        if self.seen == 0:
            return _KIND_OF_TYPE.get(self.data_type, ColumnKind.EMPTY)
        if self.flags >= self.seen or self.data_type is DataType.BOOLEAN:
            return ColumnKind.FLAG
        if self.data_type is DataType.BINARY and self.texts == 0:
            return ColumnKind.BINARY
        if self.data_type in _TIME_TYPES or (self.births >= 0.9 * self.seen > 0 and self.data_type in _TEXT_TYPES):
            return ColumnKind.TIME
        if self.digits >= 0.98 * self.seen or self.data_type in _NUMBER_TYPES:
            return ColumnKind.NUMBER
        return ColumnKind.TEXT


_TIME_TYPES = frozenset({DataType.DATE, DataType.TIME, DataType.TIMESTAMP})
_TEXT_TYPES = frozenset({DataType.STRING, DataType.UNKNOWN, DataType.JSON})
_NUMBER_TYPES = frozenset({DataType.FLOAT, DataType.DECIMAL})
_KIND_OF_TYPE = {
    DataType.BOOLEAN: ColumnKind.FLAG,
    DataType.DATE: ColumnKind.TIME,
    DataType.TIME: ColumnKind.TIME,
    DataType.TIMESTAMP: ColumnKind.TIME,
    DataType.FLOAT: ColumnKind.NUMBER,
    DataType.DECIMAL: ColumnKind.NUMBER,
    DataType.INTEGER: ColumnKind.NUMBER,
}
