"""The states (`age_spans`) of a batch's rows by the sources of ages that a probe names.

Numbers in columns of births: 1900 to 2099 are years, 190001 to 209912 months, 8 and 14 digits dates. Others up to 60,000
count days, by the first reading since 1899-12-30 (spreadsheets), by the second since 1970-01-01; the rest are seconds
since 1970 where those give a birth of the last 120 years, else milliseconds. (So days since 1970 in 1975, and milliseconds
in the three weeks around 1970, may be misread.) A moment means the midnight that is next to it: birthdays are stored as the
midnight of some time zone.

Source: ECMA-376 part 1, 18.17.4 (day numbers of spreadsheets), IEEE 1003.1 (seconds since the Epoch).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gazetteer_scanners.ages.school_years import ages_in_school
from gazetteer_scanners.ages.stated_ages import Ages, stated_ages
from gazetteer_scanners.ages.written_births import Span, birth_readings
from gazetteer_scanners.evidence.age_columns import AgeColumns, AgeKind
from gazetteer_scanners.evidence.age_spans import EXACT, OLDEST_PERSON, STATES, Bytes, states_of_ages, states_of_births
from gazetteer_scanners.evidence.calendar_days import FIRST_YEAR, Ints, Mask, days_of, days_since_epoch
from gazetteer_scanners.evidence.compiled_probing import BIRTHS, OPEN, STATED, can_tell, tell_states
from gazetteer_scanners.evidence.dates import DAY_US
from gazetteer_scanners.evidence.values import Present, is_text, plain, present_of, readable, times_of, truths_of
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.distinct import each
from gazetteer_scanners.paths import Path

States = npt.NDArray[np.int64]
Two = tuple[Bytes, Bytes]
"""The states by the first and by the second reading."""

_ASKED = {AgeKind.BIRTH: BIRTHS, AgeKind.STATED: STATED}
"""What the kernel is asked; other kinds are read here."""
_LAST_YEAR = 2099
_LAST_OF_MONTH = 31
"""Smaller numbers are the month or the day of a birth, 0 is nothing."""
_MOST_DAYS = 60_000
_SIGNED = r"^(-[0-9]{1,15}|[0-9]{1,15}\.0+|-[0-9]{1,15}\.0+)$"
_ORDINAL = date(1970, 1, 1).toordinal()
_NEITHER = (date.max.toordinal(),) * 2
"""A span that gives no age."""
_DAY_S, _YEAR = 86_400, 366
_DAY_ZERO = days_since_epoch(date(1899, 12, 30))


def age_pairs(sources: Sequence[AgeColumns], leaves: Mapping[Path, Leaf], rows: int, as_of: date) -> States:
    """The pair of states of each row: by the first source that tells its age in either reading."""
    first, second = np.zeros(rows, np.uint8), np.zeros(rows, np.uint8)
    at: Ints | None = None
    for source in sources:
        if at is not None and not len(at):
            break
        if source.kind is AgeKind.PARTS:
            one, two = _of_parts(source, leaves, rows, as_of)
        else:
            one, two = _of_column(source, leaves, rows, at, as_of)
        if at is None:
            first, second = one, two
        else:
            first[at], second[at] = one[at], two[at]
        at = np.flatnonzero((first | second) == 0)
    return first.astype(np.int64) * STATES + second


def _of_column(source: AgeColumns, leaves: Mapping[Path, Leaf], rows: int, at: Ints | None, as_of: date) -> Two:
    """The states of the rows at these places (of all for None); of others they may be left out."""
    first, second = np.zeros(rows, np.uint8), np.zeros(rows, np.uint8)
    leaf = readable(leaves, source.paths[0])
    if leaf is None:
        return first, second
    values = plain(leaf.values)
    if leaf.row_of is None:
        if at is None:
            return _answers(source, values, as_of)
        first[at], second[at] = _answers(source, values.take(pa.array(at)), as_of)
        return first, second
    row_of = leaf.row_of
    if at is not None:
        is_open = np.zeros(rows, np.bool_)
        is_open[at] = True
        asked = np.flatnonzero(is_open[row_of])
        values, row_of = values.take(pa.array(asked)), row_of[asked]
    first[row_of], second[row_of] = _answers(source, values, as_of)
    return first, second


def _answers(source: AgeColumns, values: pa.Array, as_of: date) -> Two:
    """The states of each value, by the kernel as far as it can tell."""
    asked = _ASKED.get(source.kind)
    if asked is None or not can_tell(values):
        return _answers_by_arrays(source, values, as_of)
    first, second, count = tell_states(asked, values, as_of, EXACT)
    if count:
        at = np.flatnonzero(first == OPEN)
        first[at], second[at] = _answers_by_arrays(source, values.take(pa.array(at)), as_of)
    return first, second


def _answers_by_arrays(source: AgeColumns, values: pa.Array, as_of: date) -> Two:
    """The states of each value in numpy and Python: the reference for the kernel, and what does without it."""
    first, second = np.zeros(len(values), np.uint8), np.zeros(len(values), np.uint8)
    present = present_of(values)
    if present is not None and len(present.at):
        first[present.at], second[present.at] = _READERS[source.kind](source, present, as_of)
    return first, second


def _births(source: AgeColumns, present: Present, as_of: date) -> Two:
    """Of written and typed dates, of numbers, and at last of texts in other writings."""
    first, second, is_open = _dates(present, as_of)
    for at, numbers in _numbers_of(present, is_open):
        one, two = _spans_of_numbers(numbers, as_of)
        first[at], second[at] = states_of_births(*one, as_of), states_of_births(*two, as_of)
        is_open[at] = False
    if is_text(present.values.type):
        _read_births(present, np.flatnonzero(is_open), first, second, as_of)
    return first, second


def _read_births(present: Present, at: Ints, first: Bytes, second: Bytes, as_of: date) -> None:
    """Reads each distinct text at these places, into both arrays."""
    if not len(at):
        return
    answers, places = each(present.texts.take(pa.array(at)), lambda text: birth_readings(text, as_of))
    states = _states_of_spans([one for one, _ in answers], as_of)
    first[at] = second[at] = states[places]
    swapped = [place for place, (one, two) in enumerate(answers) if one is not two]
    if swapped:
        states[swapped] = _states_of_spans([answers[place][1] for place in swapped], as_of)
        second[at] = states[places]


def _states_of_spans(spans: Sequence[Span | None], as_of: date) -> Bytes:
    days = [_NEITHER if span is None else (span[0].toordinal(), span[1].toordinal()) for span in spans]
    table = np.array(days) - _ORDINAL
    return states_of_births(table[:, 0], table[:, 1], as_of)


def _numbers_of(present: Present, is_open: Mask) -> Iterator[tuple[Ints, Ints]]:
    """Places and values of the whole numbers among open values; as text also those below zero, and `41703.0`."""
    numbers = present.numbers
    chosen = is_open[numbers.at]
    yield numbers.at[chosen], numbers.values.astype(np.int64)[chosen]
    at = np.flatnonzero(is_open)
    if is_text(present.values.type) and len(at):
        texts = present.texts.take(pa.array(at))
        signed = np.flatnonzero(pc.match_substring_regex(texts, _SIGNED).to_numpy(zero_copy_only=False))
        whole = pc.replace_substring_regex(texts.take(pa.array(signed)), r"\.0+$", "")
        yield at[signed], whole.cast(pa.int64()).to_numpy(zero_copy_only=False)


def _spans_of_numbers(numbers: Ints, as_of: date) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Earliest and latest day by the first and by the second reading; the year 9999 where there is none."""
    never = days_since_epoch(date.max)
    one_from, two_from = np.full(len(numbers), never), np.full(len(numbers), never)
    one_to, two_to = one_from.copy(), two_from.copy()

    def put(where: Mask, since: Ints, until: Ints, is_first: bool = True, is_second: bool = True) -> None:
        if is_first:
            one_from[where], one_to[where] = since, until
        if is_second:
            two_from[where], two_to[where] = since, until

    years = (numbers >= FIRST_YEAR) & (numbers <= _LAST_YEAR)
    put(years, *_days_of_years(numbers[years]))
    months = (numbers // 100 >= FIRST_YEAR) & (numbers // 100 <= _LAST_YEAR) & (numbers % 100 >= 1) & (numbers % 100 <= 12)
    put(months, *_days_of_months(numbers[months] // 100, numbers[months] % 100))
    days = (np.abs(numbers) <= _MOST_DAYS) & ~years & ((numbers < 0) | (numbers > _LAST_OF_MONTH))
    later = days & (numbers > 0)
    sheet_days = numbers[later] + _DAY_ZERO
    put(later, sheet_days, sheet_days, is_second=False)
    put(days, numbers[days], numbers[days], is_first=False)
    moments = (np.abs(numbers) > _MOST_DAYS) & ~months
    today = days_since_epoch(as_of)
    is_second = (numbers // _DAY_S <= today) & (numbers // _DAY_S > today - OLDEST_PERSON * _YEAR)
    seconds = np.where(is_second, numbers, numbers // 1000)[moments]
    midnights = np.clip((seconds + _DAY_S // 2) // _DAY_S, -never, never)
    put(moments, midnights, midnights)
    return (one_from, one_to), (two_from, two_to)


def _days_of_years(years: Ints) -> tuple[Ints, Ints]:
    return days_of(years, years * 0 + 1, years * 0 + 1)[0], days_of(years, years * 0 + 12, years * 0 + 31)[0]


def _days_of_months(years: Ints, months: Ints) -> tuple[Ints, Ints]:
    since = days_of(years, months, months * 0 + 1)[0]
    return since, days_of(years + months // 12, months % 12 + 1, months * 0 + 1)[0] - 1


def _stated(source: AgeColumns, present: Present, as_of: date) -> Two:
    """Of whole numbers, of dates (taken for births), of fractions, and at last of texts."""
    first, _, is_open = _dates(present, as_of)
    numbers = present.numbers.values.astype(np.int64)
    is_age = (numbers >= 0) & (numbers <= OLDEST_PERSON)
    places = present.numbers.at[is_age]
    first[places] = EXACT[numbers[is_age]]
    is_open[present.numbers.at] = False
    kind = present.values.type
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        years = np.floor(present.values.cast(pa.float64()).to_numpy(zero_copy_only=False))
        is_open &= (years >= 0) & (years <= OLDEST_PERSON)
        first[is_open] = EXACT[years[is_open].astype(np.int64)]
    elif is_text(kind):
        _read_ages(present, is_open, first, stated_ages)
    return first, first


def _grades(source: AgeColumns, present: Present, as_of: date) -> Two:
    states = np.zeros(len(present.at), np.uint8)
    _read_ages(present, np.ones(len(present.at), np.bool_), states, ages_in_school)
    return states, states


def _flags(source: AgeColumns, present: Present, as_of: date) -> Two:
    """Of yes and no, as words, 1 and 0, or typed."""
    truths = truths_of(present.values, present.texts, present.shapes).astype(np.int64)
    numbers = present.numbers
    is_answer = (numbers.values == 0) | (numbers.values == 1)
    truths[numbers.at[is_answer]] = numbers.values[is_answer]
    youngest = np.array([source.below, 0, -1])[truths]
    oldest = np.array([OLDEST_PERSON, source.below - 1, -1])[truths]
    states = states_of_ages(youngest, oldest)
    return states, states


def _ids(source: AgeColumns, present: Present, as_of: date) -> Two:
    states = np.zeros(len(present.at), np.uint8)
    if source.births is not None:
        births = source.births(present.texts)
        is_birth = ~np.isnat(births)
        days = births[is_birth].astype(np.int64)
        states[is_birth] = states_of_births(days, days, as_of)
    return states, states


_READERS: Mapping[AgeKind, Callable[[AgeColumns, Present, date], Two]] = {
    AgeKind.BIRTH: _births,
    AgeKind.STATED: _stated,
    AgeKind.GRADE: _grades,
    AgeKind.ID: _ids,
    AgeKind.FLAG: _flags,
}


def _dates(present: Present, as_of: date) -> tuple[Bytes, Bytes, Mask]:
    """The states of values that are dates with the year first, and which values are none."""
    first = np.zeros(len(present.at), np.uint8)
    times = times_of(present.values, present.shapes, present.numbers)
    days = times.days + (_is_utc(present, times.at) & times.has_time & _is_eve(times.day_us))
    first[times.at] = states_of_births(days, days, as_of)
    is_open = np.ones(len(present.at), np.bool_)
    is_open[times.at] = False
    return first, first.copy(), is_open


def _is_eve(day_us: Ints) -> Mask:
    """True for full hours from noon on: the midnight of a clock that is ahead."""
    is_eve: Mask = (day_us >= DAY_US // 2) & (day_us % (DAY_US // 24) == 0)
    return is_eve


def _is_utc(present: Present, at: Ints) -> Mask:
    """Which of the times at these places say that they are in UTC."""
    kind = present.values.type
    if not is_text(kind):
        return np.full(len(at), pa.types.is_timestamp(kind) and kind.tz is not None)
    shapes = present.shapes
    last = shapes.data[shapes.starts[at] + shapes.sizes[at] - 1]
    is_utc: Mask = (last == ord("Z")) | (last == ord("z"))
    return is_utc


def _read_ages(present: Present, is_open: Mask, states: Bytes, read: Callable[[str], Ages | None]) -> None:
    """Reads each distinct text that is open."""
    at = np.flatnonzero(is_open)
    if len(at):
        answers, places = each(present.texts.take(pa.array(at)), read)
        spans = np.array([(-1, -1) if ages is None else ages for ages in answers])
        states[at] = states_of_ages(spans[:, 0], spans[:, 1])[places]


def _of_parts(source: AgeColumns, leaves: Mapping[Path, Leaf], rows: int, as_of: date) -> Two:
    """Of a year, with month and day where the row has them; wrong ones leave the row unknown."""
    year, month, day = (_whole_numbers(leaves, path, rows) for path in (*source.paths, *(None,) * 3)[:3])
    has_month = month != 0
    has_day = has_month & (day != 0)
    since, is_since = days_of(year, np.where(has_month, month, 1), np.where(has_day, day, 1))
    until = since.copy()
    later = ~has_day & is_since
    until[later & has_month] = _days_of_months(year[later & has_month], month[later & has_month])[1]
    until[later & ~has_month] = _days_of_years(year[later & ~has_month])[1]
    states = states_of_births(since, until, as_of)
    states[~is_since | (year < FIRST_YEAR) | (year > _LAST_YEAR)] = 0
    return states, states


def _whole_numbers(leaves: Mapping[Path, Leaf], path: Path | None, rows: int) -> Ints:
    """The column's whole numbers, 0 where there is none."""
    result = np.zeros(rows, np.int64)
    leaf = None if path is None else readable(leaves, path)
    present = None if leaf is None else present_of(plain(leaf.values))
    if leaf is not None and present is not None:
        at = present.at[present.numbers.at]
        result[at if leaf.row_of is None else leaf.row_of[at]] = present.numbers.values.astype(np.int64)
    return result
