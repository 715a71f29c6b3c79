"""What a query asks, worked out once for both adapters: conditions on one detection, search texts, reason tokens."""

from dataclasses import dataclass

from gazetteer.inventory.keys import SEPARATOR, escape_part
from gazetteer.inventory.queries import DatasetQuery, Factor, FactorTest, FieldQuery
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason


@dataclass(frozen=True, slots=True)
class FactorRange:
    """Where one factor must lie, both ends included; `applies` False asks for null, True or an end for a number."""

    minimum: float | None = None
    maximum: float | None = None
    applies: bool | None = None


@dataclass(frozen=True, slots=True)
class DetectionCondition:
    """What one and the same detection must fulfil; `elements` are matched against the detection's closure."""

    elements: tuple[str, ...] | None
    forms: tuple[Form, ...] | None
    min_score: float | None
    factors: dict[Factor, FactorRange]
    include_candidates: bool
    is_impossible: bool


def detection_condition(query: FieldQuery) -> DetectionCondition | None:
    """The query's condition on a detection; None if it has none. Tests of one factor are narrowed to one range."""
    ranges: dict[Factor, FactorRange] = {}
    for test in query.factors:
        ranges[test.factor] = _narrowed(ranges.get(test.factor, FactorRange()), test)
    ranges = {factor: range_ for factor, range_ in ranges.items() if range_ != FactorRange()}
    if query.elements is None and query.forms is None and query.min_score is None and not ranges:
        return None
    return DetectionCondition(
        elements=query.elements,
        forms=query.forms,
        min_score=query.min_score,
        factors=ranges,
        include_candidates=query.include_candidates,
        is_impossible=any(_is_empty(range_) for range_ in ranges.values()) or _contradict(query.factors),
    )


def _narrowed(range_: FactorRange, test: FactorTest) -> FactorRange:
    minima = [end for end in (range_.minimum, test.minimum) if end is not None]
    maxima = [end for end in (range_.maximum, test.maximum) if end is not None]
    return FactorRange(
        minimum=max(minima, default=None),
        maximum=min(maxima, default=None),
        applies=test.applies if range_.applies is None else range_.applies,
    )


def _is_empty(range_: FactorRange) -> bool:
    if range_.applies is False:
        return range_.minimum is not None or range_.maximum is not None
    return range_.minimum is not None and range_.maximum is not None and range_.minimum > range_.maximum


def _contradict(tests: tuple[FactorTest, ...]) -> bool:
    asked = {(test.factor, test.applies) for test in tests if test.applies is not None}
    return len({factor for factor, _ in asked}) < len(asked)


def search_text(*parts: str) -> str:
    """What a search looks through: the parts without case, separated so that no search can span two."""
    return SEPARATOR.join(escape_part(part.casefold()) for part in parts)


def search_needle(text: str) -> str:
    """What to look for in a `search_text`."""
    return escape_part(text.casefold())


def reason_token(reason: CoverageReason) -> str:
    """A coverage reason as one word: its code and `+` if expected, `-` if not."""
    return f"{reason.code}{'+' if reason.is_expected else '-'}"


def reason_tokens(query: DatasetQuery) -> tuple[str, ...] | None:
    """The words of which a dataset needs one; None if the query does not ask for reasons."""
    if query.reasons is None and query.is_expected is None:
        return None
    codes = tuple(CoverageCode) if query.reasons is None else query.reasons
    signs = {None: "+-", True: "+", False: "-"}[query.is_expected]
    return tuple(f"{code}{sign}" for code in codes for sign in signs)
