/* The text of typed values, as matching/text.py says: integers, whole and short floats, days and seconds in ISO 8601. */
#include "decimal.h"
#include "evidence_counting.h"

enum { INTEGERS, FLOATS, DAYS, MILLISECONDS, TIMES }; /* what the values are */

/* Writes a number; up to seven bytes behind it are overwritten. Gives where it ends. */
static uint8_t *write_number(uint8_t *at, uint64_t number)
{
    uint64_t characters = gz_eight_characters((uint32_t)(number % 100000000)), rest;
    int zeros;
    if (number >= 100000000) {
        at = write_number(at, number / 100000000);
        gz_store(at, characters);
        return at + 8;
    }
    rest = characters ^ UINT64_C(0x3030303030303030);
    zeros = rest ? __builtin_ctzll(rest) >> 3 : 7; /* zero has one digit */
    gz_store(at, characters >> 8 * zeros);
    return at + 8 - zeros;
}

static uint8_t *write_signed(uint8_t *at, int64_t number)
{
    if (number < 0)
        *at++ = '-';
    return write_number(at, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* Writes whole numbers below 2^53 as such, and fractions of up to six places and 15 digits: so many digits are the shortest
 * that stand for their double, because each double stands for at most one number of 15 digits. NULL: another number. */
static uint8_t *write_float(uint8_t *at, double number)
{
    const double exact = 9007199254740992.0; /* 2^53 */
    double size = number < 0 ? -number : number, power = 1;
    if (!(size < exact)) /* also what is no number */
        return NULL;
    if ((double)(int64_t)number == number)
        return write_signed(at, (int64_t)number);
    if (size < 1e-4 || size >= 1e10) /* from 1e10 on Arrow writes an exponent */
        return NULL;
    for (int places = 1; places <= 6; places++) {
        double digits = size * (power *= 10) + 0.5;
        int64_t all = digits < 1e15 ? (int64_t)digits : 0, whole = (int64_t)power;
        if (!all || (double)all / power != size)
            continue;
        if (number < 0)
            *at++ = '-';
        at = write_number(at, (uint64_t)(all / whole));
        gz_store(at, gz_eight_characters((uint32_t)(all % whole)) >> 8 * (8 - places) << 8 | '.');
        return at + 1 + places;
    }
    return NULL;
}

/* Writes a day of the years 1 to 9999; NULL: another day. */
static uint8_t *write_day(uint8_t *at, int64_t days)
{
    const int64_t first = -719162, last = 2932896; /* 0001-01-01 and 9999-12-31 */
    int32_t year, month, day;
    uint64_t digits;
    if (days < first || days > last)
        return NULL;
    gz_civil(days, &year, &month, &day);
    digits = gz_eight_characters((uint32_t)(year * 10000 + month * 100 + day));
    gz_store(at, (digits & UINT64_C(0xFFFFFFFF)) | (uint64_t)'-' << 32 | (digits >> 32 & 0xFFFF) << 40 | (uint64_t)'-' << 56);
    at[8] = (uint8_t)(digits >> 48);
    at[9] = (uint8_t)(digits >> 56);
    return at + 10;
}

static uint8_t *write_second(uint8_t *at, int64_t number)
{
    int64_t days = number / 86400 - (number % 86400 < 0);
    uint32_t seconds = (uint32_t)(number - days * 86400);
    uint64_t digits;
    at = write_day(at, days);
    if (!at)
        return NULL;
    digits = gz_eight_characters(seconds / 3600 * 10000 + seconds / 60 % 60 * 100 + seconds % 60); /* 00hhmmss */
    *at++ = 'T';
    gz_store(at, (digits >> 16 & 0xFFFF) | (uint64_t)':' << 16 | (digits >> 32 & 0xFFFF) << 24 | (uint64_t)':' << 40 |
                     (digits >> 48) << 48);
    return at + 8;
}

/* As many seconds as a number of units since 1970 has, toward zero; written out by unit, for dividing by what is known is
 * cheap. */
static inline int64_t seconds_of(int64_t number, int64_t per_second)
{
    switch (per_second) {
    case 1: return number;
    case 1000: return number / 1000;
    case 1000000: return number / 1000000;
    default: return number / 1000000000;
    }
}

static inline uint8_t *write_value(uint8_t *at, int32_t form, const void *values, int32_t width, int64_t per_second, int64_t i)
{
    int64_t number;
    if (form == FLOATS)
        return write_float(at, ((const double *)values)[i]);
    number = (int64_t)gz_load_integer(values, width, i);
    switch (form) {
    case INTEGERS: return width < 0 ? write_signed(at, number) : write_number(at, (uint64_t)number);
    case DAYS: return write_day(at, number);
    case MILLISECONDS: return number % 86400000 ? NULL : write_day(at, number / 86400000);
    default: return write_second(at, seconds_of(number, per_second));
    }
}

/* Writes n values, integers of `width` bytes (below zero: signed; times have `per_second` units) or doubles. `offsets` has room for one more than values,
 * `data` for 24 bytes a value and 8 more. Nulls are empty. Gives how many are left to the caller, which `left` marks. */
GZ_API int64_t gz_write_values(int32_t form, const void *values, int32_t width, int64_t per_second,
                               const uint8_t *validity, int64_t bit_offset, int64_t n, int32_t *offsets, uint8_t *data, uint8_t *left)
{
    uint8_t *at = data;
    int64_t count = 0;
    offsets[0] = 0;
    for (int64_t i = 0; i < n; i++) {
        uint8_t *end = at;
        if (gz_is_valid(validity, bit_offset + i))
            end = write_value(at, form, values, width, per_second, i);
        left[i] = !end;
        count += !end;
        at = end ? end : at;
        offsets[i + 1] = (int32_t)(at - data);
    }
    return count;
}
