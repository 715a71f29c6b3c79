"""Dates, times and ages: every form, near misses beside it, birthdays, and typed columns."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer_scanners.evidence.calendar_days import AGE_FUTURE, AGE_OVER, ages_of, days_of, days_since_epoch, months_of
from gazetteer_scanners.evidence.dates import Times, epoch_instants, epochs_of, read_numbers, read_texts, read_typed
from gazetteer_scanners.evidence.shapes import shapes_of


def read(texts: list[str]) -> Times:
    shapes = shapes_of(pa.array(texts))
    return read_texts(shapes.starts, shapes.sizes, shapes.data, shapes.may_be_date, shapes.is_digits)


def micros(moment: datetime) -> int:
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


DAYS = ["2014-03-05", "2014-3-5", "2014/03/05", "2014/3/5", "2014.03.05", "2014年3月5日", "2014年03月05日", "2014年3月5号"]
DAYS += ["20140305"]
TIMES = ["2014-03-05 10:02:03", "2014-03-05T10:02:03", "2014-03-05t10:02:03Z", "2014/3/5 10:02:03", "2014-3-5T10:02:03Z"]
TIMES += ["2014-03-05 18:02:03+08:00", "2014-03-05T18:02:03 +0800", "2014-03-05T18:02:03+08", "2014-03-05 04:32:03-05:30"]
TIMES += ["2014年3月5日 10:02:03", "2014年03月05日10:02:03", "2014-03-05 10:02:03.000", "2014-03-05T10:02:03.000000000Z"]
TIMES += ["20140305100203"]
MISSES = ["2014-02-30", "2014-13-01", "2014-00-10", "2014-01-00", "2014-03/05", "2014-03-05x", "x2014-03-05", "12014-03-05"]
MISSES += ["2014年3月5", "2014年3-5日", "2014-03-0510:02:03", "2014-03-05 24:00:00", "2014-03-05 10:60:00", "2014-03-05 10"]
MISSES += ["2014-03-05 10:02:03+8", "2014-03-05T10:02:03+08:", "2014-03-05 10:02:03.", "2014-03-05 1x:02:03", "05/03/2014"]
MISSES += ["20140230", "20141301", "18991231", "21010101", "20140305250000", "201403051", "0000-00-00", "2014.3.5.1"]
MISSES += ["2100-02-29", "13800138000", "2014-03-05日", "2014-03-05 10:02:03 and so much more that it is long"]


@pytest.mark.parametrize("text", DAYS)
def test_days_are_read(text: str) -> None:
    times = read(["no", text])
    assert times.at.tolist() == [1]
    assert times.days.tolist() == [days_since_epoch(date(2014, 3, 5))]
    assert not times.has_time[0]
    assert bool(times.is_compact[0]) is (text == "20140305")


@pytest.mark.parametrize("text", TIMES)
def test_times_are_read_in_utc(text: str) -> None:
    times = read([text])
    assert times.instants.tolist() == [micros(datetime(2014, 3, 5, 10, 2, 3, tzinfo=UTC))]
    assert times.has_time[0]


@pytest.mark.parametrize("text", MISSES)
def test_near_misses_are_no_dates(text: str) -> None:
    assert read([text, "2014-03-05"]).at.tolist() == [1]


def test_fractions_are_read_to_microseconds() -> None:
    times = read(["2014-03-05 10:02:03.5", "2014-03-05 10:02:03,123456789", "2014-03-05 10:02"])
    assert (times.day_us % 60_000_000).tolist() == [3_500_000, 3_123_456, 0]


def test_a_day_is_the_writers_own() -> None:
    assert read(["2014-03-05T01:00:00+08:00"]).days.tolist() == [days_since_epoch(date(2014, 3, 5))]


def test_years_beyond_the_histograms_are_dates_out_of_range() -> None:
    times = read(["1899-12-31", "1900-01-01", "2100-12-31", "2101-01-01", "9999-12-31", "0001-01-01"])
    assert times.at.tolist() == [0, 1, 2, 3, 4, 5]
    assert times.in_range().tolist() == [False, True, True, False, False, False]


def test_many_texts_of_all_forms_at_once() -> None:
    texts = (DAYS + MISSES + TIMES) * 300
    hits = len(DAYS + TIMES)
    assert len(read(texts).at) == hits * 300


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dates(date(1, 1, 1), date(9999, 12, 31)), min_size=1, max_size=5))
def test_iso_and_chinese_days_read_as_python_writes_them(days: list[date]) -> None:
    texts = [day.isoformat() for day in days] + [f"{day.year:04}年{day.month}月{day.day}日" for day in days]
    assert read(texts).days.tolist() == [days_since_epoch(day) for day in days] * 2


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("0123456789-/.年月日号 T:Z+", min_size=1, max_size=30), min_size=1, max_size=8))
def test_a_text_reads_alike_alone_and_among_others(texts: list[str]) -> None:
    alone = [[index, *read([text]).days.tolist()] for index, text in enumerate(texts) if len(read([text]).at)]
    together = read(texts)
    assert [[at, day] for at, day in zip(together.at.tolist(), together.days.tolist(), strict=True)] == alone


def test_typed_values_are_read() -> None:
    moment = datetime(2014, 3, 5, 1, 2, 3, 400_000, tzinfo=UTC)
    for unit in ("ms", "us", "ns"):
        times = read_typed(pa.array([None, moment], pa.timestamp(unit, "Asia/Shanghai")))
        assert times.at.tolist() == [1]
        assert times.instants.tolist() == [micros(moment)]
    midnight = datetime(2012, 9, 14, 16, tzinfo=UTC)  # 2012-09-15 00:00 in Shanghai
    times = read_typed(pa.array([midnight], pa.timestamp("us", "Asia/Shanghai")))
    assert times.days.tolist() == [(date(2012, 9, 15) - date(1970, 1, 1)).days]
    assert times.instants.tolist() == [micros(midnight)]
    assert read_typed(pa.array([moment], pa.timestamp("s"))).instants.tolist() == [micros(moment) // 10**6 * 10**6]
    for kind in (pa.date32(), pa.date64()):
        times = read_typed(pa.array([date(2014, 3, 5), date(1960, 1, 1)], kind))
        assert times.days.tolist() == [16134, -3653]
        assert times.has_time.tolist() == [False, False]


def test_typed_values_beyond_the_calendar_stand_at_its_ends() -> None:
    times = read_typed(pa.array([2**62, -(2**62)], pa.timestamp("s")))
    assert times.days.tolist() == [days_since_epoch(date.max), days_since_epoch(date.min)]


def test_compact_numbers_are_read() -> None:
    times = read_numbers(np.array([20140305, 20140230, 20140305100203, 123, -20140305]), np.array([3, 4, 5, 6, 7]))
    assert times.at.tolist() == [3, 5]
    assert times.has_time.tolist() == [False, True]


def test_epoch_numbers_have_ten_or_thirteen_digits() -> None:
    numbers = np.array([999_999_999, 1_000_000_000, 4_102_444_799, 4_102_444_800, 1_394_013_723_000, 13_800_138_000])
    seconds, millis = epochs_of(numbers)
    assert seconds.tolist() == [11574, days_since_epoch(date(2099, 12, 31))]
    assert millis.tolist() == [days_since_epoch(date(2014, 3, 5))]
    instants, is_epoch = epoch_instants(numbers)
    assert is_epoch.tolist() == [False, True, True, False, True, False]
    assert instants[4] == 1_394_013_723_000_000


def test_months_are_counted_from_1900() -> None:
    days = np.array([days_since_epoch(day) for day in (date(1900, 1, 31), date(1899, 12, 31), date(2026, 3, 5))])
    assert months_of(days).tolist() == [0, -1, 1514]


@pytest.mark.parametrize(
    ("birth", "as_of", "age"),
    [
        (date(2012, 3, 5), date(2026, 3, 5), 14),  # the birthday itself
        (date(2012, 3, 6), date(2026, 3, 5), 13),  # the day before it
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 3, 5), date(2026, 3, 5), 0),
        (date(2026, 3, 6), date(2026, 3, 5), AGE_FUTURE),
        (date(2027, 1, 1), date(2026, 12, 31), AGE_FUTURE),
        (date(1895, 3, 6), date(2026, 3, 5), 130),
        (date(1895, 3, 5), date(2026, 3, 5), AGE_OVER),
        (date(1, 1, 1), date(2026, 3, 5), AGE_OVER),
    ],
)
def test_ages_are_full_years(birth: date, as_of: date, age: int) -> None:
    assert ages_of(np.array([days_since_epoch(birth)]), as_of).tolist() == [age]


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2026, 3, 5)), st.dates(date(2026, 3, 5), date(2028, 12, 31)))
def test_ages_equal_the_plain_definition(birth: date, as_of: date) -> None:
    years = as_of.year - birth.year - ((as_of.month, as_of.day) < (birth.month, birth.day))
    assert ages_of(np.array([days_since_epoch(birth)]), as_of).tolist() == [years]


def test_days_of_knows_leap_years() -> None:
    years, months, days = np.array([1900, 2000, 2023, 2024]), np.array([2] * 4), np.array([29] * 4)
    assert days_of(years, months, days)[1].tolist() == [False, True, False, True]
