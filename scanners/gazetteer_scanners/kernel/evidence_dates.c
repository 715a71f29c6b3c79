/* The calendar, written dates, and how dates, numbers and ages are counted; as `evidence/calendar_days.py`,
 * `evidence/written_dates.py` and `evidence/dates.py` define it. */
#include "evidence_counting.h"

static int is_leap(int32_t year)
{
    return !(year & 3) && (year % 100 || !(year % 400));
}

static int is_date(int32_t year, int32_t month, int32_t day)
{
    static const uint8_t sizes[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return 0;
    return day <= sizes[month] || (day == 29 && month == 2 && is_leap(year));
}

/* Days since 1970-01-01. Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain). */
static int64_t days_of(const struct gz_date *date)
{
    int32_t year = date->year - (date->month <= 2);
    int32_t era = year / 400, of_era = year - era * 400; /* years are not negative */
    int32_t of_year = (153 * (date->month + (date->month > 2 ? -3 : 9)) + 2) / 5 + date->day - 1;
    return (int64_t)era * 146097 + (of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

/* A reading position in a text; beyond the end there are zeros. */
struct cursor {
    const uint8_t *text;
    int64_t size, at;
};

static uint8_t peek(const struct cursor *c)
{
    return c->at < c->size ? c->text[c->at] : 0;
}

static int looks_at(const struct cursor *c, const char *three)
{
    return c->at + 3 <= c->size && !memcmp(c->text + c->at, three, 3);
}

/* The number of `least` to `most` digits that comes next, -1 if there is none. */
static int64_t digits(struct cursor *c, int least, int most)
{
    int64_t value = 0;
    int read = 0;
    while (read < most && (uint8_t)(peek(c) - '0') <= 9) {
        value = value * 10 + (peek(c) - '0');
        c->at++;
        read++;
    }
    return read < least ? -1 : value;
}

static int read_day(struct cursor *c, struct gz_date *date, int *is_chinese)
{
    uint8_t separator;
    date->year = (int32_t)digits(c, 4, 4);
    if (date->year < 0)
        return 0;
    *is_chinese = looks_at(c, "\xe5\xb9\xb4"); /* year */
    separator = peek(c);
    if (!*is_chinese && separator != '-' && separator != '/' && separator != '.')
        return 0;
    c->at += *is_chinese ? 3 : 1;
    date->month = (int32_t)digits(c, 1, 2);
    if (date->month < 0 || !(*is_chinese ? looks_at(c, "\xe6\x9c\x88") /* month */ : peek(c) == separator))
        return 0;
    c->at += *is_chinese ? 3 : 1;
    date->day = (int32_t)digits(c, 1, 2);
    if (date->day < 0)
        return 0;
    if (*is_chinese) {
        if (!looks_at(c, "\xe6\x97\xa5") && !looks_at(c, "\xe5\x8f\xb7")) /* day, as written and as spoken */
            return 0;
        c->at += 3;
    }
    return is_date(date->year, date->month, date->day);
}

static int read_time(struct cursor *c, struct gz_date *date, int is_chinese)
{
    int64_t hours, minutes, seconds = 0, fraction = 0, before;
    uint8_t mark = peek(c);
    if (mark == 'T' || mark == 't' || mark == ' ')
        c->at++;
    else if (!is_chinese)
        return 0;
    hours = digits(c, 1, 2);
    if (hours < 0 || hours >= 24 || peek(c) != ':')
        return 0;
    c->at++;
    minutes = digits(c, 2, 2);
    if (minutes < 0 || minutes >= 60)
        return 0;
    if (peek(c) == ':') {
        c->at++;
        seconds = digits(c, 2, 2);
        if (seconds < 0 || seconds >= 60)
            return 0;
        if (peek(c) == '.' || peek(c) == ',') {
            before = ++c->at;
            fraction = digits(c, 1, 9);
            if (fraction < 0)
                return 0;
            fraction = fraction * (int64_t)GZ_POWERS[9 - (c->at - before)] / 1000;
        }
    }
    date->day_us = ((hours * 60 + minutes) * 60 + seconds) * 1000000 + fraction;
    return 1;
}

static int read_offset(struct cursor *c, struct gz_date *date)
{
    int64_t hours, minutes = 0;
    uint8_t sign;
    if (peek(c) == ' ')
        c->at++;
    if (peek(c) == 'Z' || peek(c) == 'z')
        c->at++;
    sign = peek(c);
    if (sign != '+' && sign != '-')
        return 1;
    c->at++;
    hours = digits(c, 2, 2);
    if (hours < 0 || hours >= 24)
        return 0;
    if (peek(c)) {
        if (peek(c) == ':')
            c->at++;
        minutes = digits(c, 2, 2);
        if (minutes < 0 || minutes >= 60)
            return 0;
    }
    date->offset_us = (hours * 60 + minutes) * 60000000 * (sign == '-' ? -1 : 1);
    return 1;
}

/* The digits' values where `digits` has FF, among eight characters; a byte of 10 or more is none, which `bad` then says. */
static inline uint64_t values_of(uint64_t word, uint64_t digits, uint64_t *bad)
{
    uint64_t values = (word ^ UINT64_C(0x3030303030303030)) & digits;
    *bad |= (values | ((values + (UINT64_C(0x7676767676767676) & digits)))) & UINT64_C(0x8080808080808080);
    return values;
}

/* The number that two digits are, the first of which is byte `at`. */
static inline int32_t two_digits(uint64_t values, int at)
{
    return (int32_t)((values >> 8 * at & 0xFF) * 10 + (values >> (8 * at + 8) & 0xFF));
}

/* `2014-03-05` and `2014-03-05 10:00:00`: 1 if it is one, 0 if it is none, -1 if it is laid out in another way. */
static int read_fixed(const uint8_t *t, int64_t size, struct gz_date *date)
{
    uint64_t bad = 0, years, days, clock;
    int32_t hours, minutes, seconds;
    if ((t[4] != '-' && t[4] != '/' && t[4] != '.') || t[7] != t[4] || (size != 10 && size != 19))
        return -1;
    if (size == 19 && (t[13] != ':' || t[16] != ':'))
        return -1;
    years = values_of(gz_load(t), UINT64_C(0x00FFFF00FFFFFFFF), &bad);
    days = values_of(gz_load(t + 2), UINT64_C(0xFFFF000000000000), &bad);
    date->year = two_digits(years, 0) * 100 + two_digits(years, 2);
    date->month = two_digits(years, 5);
    date->day = two_digits(days, 6);
    if (bad || !is_date(date->year, date->month, date->day))
        return 0;
    if (size == 10)
        return 1;
    clock = values_of(gz_load(t + 11), UINT64_C(0xFFFF00FFFF00FFFF), &bad);
    hours = two_digits(clock, 0);
    minutes = two_digits(clock, 3);
    seconds = two_digits(clock, 6);
    if (bad || ((t[10] | 0x20) != 't' && (t[10] | 0x20) != ' ') || hours >= 24 || minutes >= 60 || seconds >= 60)
        return 0;
    date->has_time = 1;
    date->day_us = ((int64_t)(hours * 60 + minutes) * 60 + seconds) * 1000000;
    return 1;
}

/* True if a text of 8 to 44 bytes is a written date, which then stands in `date`. */
int gz_read_written(const uint8_t *text, int64_t size, struct gz_date *date)
{
    struct cursor c = {text, size, 0};
    int is_chinese, fixed;
    date->day_us = date->offset_us = 0;
    date->has_time = 0;
    fixed = read_fixed(text, size, date);
    if (fixed >= 0)
        return fixed;
    if (!read_day(&c, date, &is_chinese))
        return 0;
    date->has_time = peek(&c) != 0;
    if (date->has_time && !(read_time(&c, date, is_chinese) && read_offset(&c, date)))
        return 0;
    return c.at == size;
}

/* True if a text has the layout of `05/03/2014`, `5.3.2014` or `05-03-2014` and a year from 1900 to 2100; the first number
 * then stands as the day, the second as the month, of which one may not be such. */
int gz_read_local(const uint8_t *text, int64_t size, struct gz_date *date)
{
    struct cursor c = {text, size, 0};
    uint8_t separator;
    date->day = (int32_t)digits(&c, 1, 2);
    separator = peek(&c);
    if (date->day < 0 || (separator != '-' && separator != '/' && separator != '.'))
        return 0;
    c.at++;
    date->month = (int32_t)digits(&c, 1, 2);
    if (date->month < 0 || peek(&c) != separator)
        return 0;
    c.at++;
    date->year = (int32_t)digits(&c, 4, 4);
    date->day_us = date->offset_us = 0;
    date->has_time = 0;
    return date->year >= GZ_FIRST_YEAR && date->year <= GZ_LAST_YEAR && c.at == size;
}

int gz_is_date(const struct gz_date *date)
{
    return is_date(date->year, date->month, date->day);
}

int gz_read_compact(int64_t number, struct gz_date *date)
{
    const int64_t first = GZ_FIRST_YEAR * INT64_C(10000), end = (GZ_LAST_YEAR + 1) * INT64_C(10000);
    uint32_t clock = 0, day;
    date->has_time = number >= GZ_MOMENT;
    if (number < first || (number >= end && number < first * 1000000) || number >= end * 1000000)
        return 0;
    if (date->has_time) {
        clock = (uint32_t)(number % 1000000);
        number /= 1000000;
    }
    day = (uint32_t)number;
    date->year = (int32_t)(day / 10000);
    date->month = (int32_t)(day / 100 % 100);
    date->day = (int32_t)(day % 100);
    date->day_us = date->offset_us = 0;
    return is_date(date->year, date->month, date->day) && clock / 10000 < 24 && clock / 100 % 100 < 60 && clock % 100 < 60;
}

static uint8_t *write_two(uint8_t *at, uint32_t number)
{
    at[0] = (uint8_t)('0' + number / 10);
    at[1] = (uint8_t)('0' + number % 10);
    return at + 2;
}

/* Moves a date and its time to UTC. */
void gz_to_utc(struct gz_date *date)
{
    int64_t days;
    if (!date->offset_us)
        return;
    days = days_of(date);
    date->day_us -= date->offset_us;
    date->offset_us = 0;
    for (; date->day_us < 0; date->day_us += GZ_DAY_US)
        days--;
    for (; date->day_us >= GZ_DAY_US; date->day_us -= GZ_DAY_US)
        days++;
    gz_civil(days, &date->year, &date->month, &date->day);
}

/* `2014-03-05` at midnight, else `2014-03-05t10:00:00`, with microseconds where there are some; at most 27 bytes. */
int gz_write_iso(const struct gz_date *date, uint8_t *text)
{
    uint32_t seconds = (uint32_t)(date->day_us / 1000000), micros = (uint32_t)(date->day_us % 1000000);
    uint32_t year = (uint32_t)date->year;
    uint8_t *at = text;
    if (year > 9999) { /* a move to UTC may lead into the year 10000, or 0 */
        *at++ = '1';
        year -= 10000;
    }
    at = write_two(write_two(at, year / 100), year % 100);
    *at++ = '-';
    at = write_two(at, (uint32_t)date->month);
    *at++ = '-';
    at = write_two(at, (uint32_t)date->day);
    if (!date->day_us)
        return (int)(at - text);
    *at++ = 't';
    at = write_two(at, seconds / 3600);
    *at++ = ':';
    at = write_two(at, seconds / 60 % 60);
    *at++ = ':';
    at = write_two(at, seconds % 60);
    if (micros) {
        *at++ = '.';
        at = write_two(write_two(write_two(at, micros / 10000), micros / 100 % 100), micros % 100);
    }
    return (int)(at - text);
}

void gz_count_date(const struct gz_scan *scan, struct gz_tally *tally, const struct gz_date *date, int is_compact)
{
    int32_t month = (date->year - GZ_FIRST_YEAR) * 12 + date->month - 1;
    int32_t today = (scan->year * 16 + scan->month) * 32 + scan->day;
    tally->dates[date->has_time]++;
    tally->dates[2] += (uint32_t)is_compact;
    tally->dates[3] += (date->year * 16 + date->month) * 32 + date->day > today;
    if (month >= 0 && month < GZ_MONTHS)
        tally->months[month]++;
    else
        tally->dates[4]++;
    gz_count_age(scan, tally->ages, date->year, date->month, date->day);
}

/* Counts a whole number that may be a date written as 8 or 14 digits. */
void gz_count_compact(const struct gz_scan *scan, struct gz_tally *tally, int64_t number)
{
    struct gz_date date;
    if (gz_read_compact(number, &date))
        gz_count_date(scan, tally, &date, 1);
}

void gz_count_epoch(struct gz_tally *tally, int64_t number)
{
    int32_t year, month, day;
    int unit;
    int64_t days = gz_epoch_days(number, &unit);
    if (days < 0)
        return;
    gz_civil(days, &year, &month, &day);
    tally->epochs[unit]++;
    tally->epoch_months[(year - GZ_FIRST_YEAR) * 12 + month - 1]++;
}

int64_t gz_epoch_days(int64_t number, int *unit)
{
    const int64_t high = INT64_C(4102444800);
    int is_millis = number >= GZ_FIRST_EPOCH * 1000;
    if (number < GZ_FIRST_EPOCH || (number >= high && !is_millis) || number >= high * 1000)
        return -1;
    if (unit)
        *unit = is_millis;
    return is_millis ? number / 86400000 : number / 86400;
}

int64_t *gz_write_table(int64_t *out, const uint32_t *counts, int size)
{
    int64_t entries = 0, *at = out + 1;
    for (int i = 0; i < size; i++)
        entries += counts[i] != 0;
    *out = entries;
    for (int i = 0; entries && i < size; i++)
        if (counts[i]) {
            at[entries] = counts[i];
            *at++ = i;
        }
    return out + 1 + 2 * entries;
}

/* Writes a table and before it its number, unless it is empty. */
static int64_t *write_numbered(int64_t *out, int number, const uint32_t *counts, int size)
{
    int64_t *end = gz_write_table(out + 1, counts, size);
    *out = number;
    return out[1] ? end : out;
}

/* Three counters, then for each table that is not empty its number, how many entries, their keys, their counts; gives how
 * many numbers that are. */
int64_t gz_write_tally(const struct gz_tally *tally, int64_t *out)
{
    int64_t *at = out;
    int has_dates = tally->dates[0] || tally->dates[1], has_epochs = tally->epochs[0] || tally->epochs[1];
    *at++ = tally->empties;
    *at++ = tally->negatives;
    *at++ = tally->steps;
    at = write_numbered(at, 0, tally->lengths, GZ_LENGTHS);
    at = write_numbered(at, 1, tally->scripts, GZ_SCRIPTS);
    at = write_numbered(at, 2, tally->traits, 4);
    at = write_numbered(at, 3, tally->digits, GZ_DIGITS);
    at = write_numbered(at, 4, tally->truths, 2);
    at = write_numbered(at, 5, tally->dates, 5);
    at = write_numbered(at, 6, tally->epochs, 2);
    at = write_numbered(at, 7, tally->months, has_dates ? GZ_MONTHS : 0);
    at = write_numbered(at, 8, tally->epoch_months, has_epochs ? GZ_MONTHS : 0);
    at = write_numbered(at, 9, tally->ages, has_dates ? GZ_AGES : 0);
    at = write_numbered(at, 10, tally->stated, GZ_OLDEST + 1);
    return at - out;
}
