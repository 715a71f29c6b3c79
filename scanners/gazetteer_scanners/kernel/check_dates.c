/* Dates in values that match a rule's pattern: recognizers/dates.py and the birth dates of identity/, compiled. */
#include "checks.h"

static int days_in(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Days since 1970-01-01 of a date in the calendar and the years 1900 to 2099. */
int gz_make_date(int year, int month, int day, int32_t *days)
{
    if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || (day > 28 && day > days_in(year, month)))
        return 0;
    int y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
    *days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
    return 1;
}

/* Year, month and day in eight digits, the first one lowest. */
int gz_date_of_eight(uint64_t digits, int32_t *days)
{
    uint64_t pairs = (digits & UINT64_C(0x0F0F0F0F0F0F0F0F)) * 2561 >> 8;
    int year = (int)(pairs & 0xFF) * 100 + (int)(pairs >> 16 & 0xFF);
    return gz_make_date(year, (int)(pairs >> 32 & 0xFF), (int)(pairs >> 48 & 0xFF), days);
}

/* An optional separator: one of three ASCII characters, or a Han character of three octets; returns its length. */
static int64_t separator(const uint8_t *text, int64_t left, const char *han)
{
    if (left > 0 && (text[0] == '-' || text[0] == '/' || text[0] == '.'))
        return 1;
    return left > 2 && !memcmp(text, han, 3) ? 3 : 0;
}

static int64_t digits_at(const uint8_t *text, int64_t left, int64_t most)
{
    int64_t n = 0;
    while (n < left && n < most && is_digit(text[n]))
        n++;
    return n;
}

/* Year, month and day from `text` on, as recognizers/dates.py reads them: greedy, the month gives a digit to the day. */
static int year_first_at(const uint8_t *text, int64_t length, int *parts)
{
    if (digits_at(text, length, 4) < 4)
        return 0;
    int64_t month = 4 + separator(text + 4, length - 4, "\xe5\xb9\xb4"); /* 年 */
    for (int64_t n = digits_at(text + month, length - month, 2); n > 0; n--) {
        int64_t day = month + n;
        day += separator(text + day, length - day, "\xe6\x9c\x88"); /* 月 */
        int64_t m = digits_at(text + day, length - day, 2);
        if (!m)
            continue;
        parts[0] = number(text, 4);
        parts[1] = number(text + month, (int)n);
        parts[2] = number(text + day, (int)m);
        return 1;
    }
    return 0;
}

int gz_year_first(const uint8_t *text, int64_t length, int32_t *days)
{
    int parts[3];
    for (int64_t at = 0; at < length; at++)
        if (is_digit(text[at]) && year_first_at(text + at, length - at, parts))
            return gz_make_date(parts[0], parts[1], parts[2], days);
    return 0;
}

int gz_birth_date(const uint8_t *text, int64_t length, int32_t *days)
{
    if (length == 10 && text[4] == '-' && text[7] == '-') {
        uint64_t first = gz_load(text), last = gz_load(text + 2);
        uint64_t digits = (first & 0xFFFFFFFF) | (first >> 40 & 0xFFFF) << 32 | last >> 48 << 48;
        if (!not_digits(digits))
            return gz_date_of_eight(digits, days);
    }
    if (length <= MOST_DIGITS && all_digits(text, (int)length))
        return length == 8 && gz_date_of_eight(gz_load(text), days);
    return gz_year_first(text, length, days);
}

/* How many dates (0 to 2) a text with the year last may mean, and the first of them. */
int gz_local_dates(const uint8_t *text, int64_t length, int32_t *days)
{
    int64_t a = digits_at(text, length, 2), b;
    int32_t day_first, month_first;
    if (!a || a + 1 >= length)
        return 0;
    b = digits_at(text + a + 1, length - a - 1, 2);
    if (!b || a + 1 + b + 1 + 4 > length || digits_at(text + a + b + 2, 4, 4) < 4)
        return 0;
    int first = number(text, (int)a), second = number(text + a + 1, (int)b), year = number(text + a + b + 2, 4);
    int one = gz_make_date(year, second, first, &day_first), other = gz_make_date(year, first, second, &month_first);
    if (one && other && day_first == month_first)
        other = 0;
    *days = one ? day_first : month_first;
    return one + other;
}

int gz_resident_birth(const uint8_t *text, int64_t length, int32_t *days)
{
    uint8_t bare[MOST_DIGITS];
    if (length == 18 && all_digits(text, 17))
        return gz_date_of_eight(gz_load(text + 6), days);
    int n = gz_strip(text, length, bare);
    if (n == 18 && all_digits(bare + 6, 8))
        return gz_date_of_eight(gz_load(bare + 6), days);
    if (n != 18 && n >= 12 && all_digits(bare + 6, 6))
        return gz_make_date(1900 + number(bare + 6, 2), number(bare + 8, 2), number(bare + 10, 2), days);
    return 0;
}

int gz_read_date(int32_t reader, const uint8_t *text, int64_t length, int32_t *days)
{
    switch (reader) {
    case READ_RESIDENT: return gz_resident_birth(text, length, days);
    case READ_BIRTH_DATE: return gz_birth_date(text, length, days);
    case READ_LOCAL: return gz_local_dates(text, length, days) == 1;
    case READ_YEAR_FIRST: return gz_year_first(text, length, days);
    default: return 0;
    }
}
