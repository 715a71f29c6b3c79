/* The calendar, and how numbers and ages are counted, as `evidence/calendar_days.py` and `evidence/measuring.py` define it. */
#ifndef GAZETTEER_EVIDENCE_COUNTING_H
#define GAZETTEER_EVIDENCE_COUNTING_H

#include "evidence.h"

#define GZ_FIRST_EPOCH INT64_C(1000000000) /* smaller numbers are no times since 1970 */

static const uint64_t GZ_POWERS[20] = {
    UINT64_C(1), UINT64_C(10), UINT64_C(100), UINT64_C(1000), UINT64_C(10000), UINT64_C(100000), UINT64_C(1000000),
    UINT64_C(10000000), UINT64_C(100000000), UINT64_C(1000000000), UINT64_C(10000000000), UINT64_C(100000000000),
    UINT64_C(1000000000000), UINT64_C(10000000000000), UINT64_C(100000000000000), UINT64_C(1000000000000000),
    UINT64_C(10000000000000000), UINT64_C(100000000000000000), UINT64_C(1000000000000000000),
    UINT64_C(10000000000000000000)};

/* The date of a day since 1970-01-01, from year 0 on. Cassio Neri and Lorenz Schneider, "Euclidean affine functions and their
 * application to calendar algorithms", 2023, proposition 6.3: divisions become multiplications. */
static inline void gz_civil(int64_t days, int32_t *year, int32_t *month, int32_t *day)
{
    uint32_t four = 4 * (uint32_t)(days + 719468) + 3; /* since 0000-03-01 */
    uint32_t century = four / 146097, of_century = four % 146097 | 3;
    uint64_t product = UINT64_C(2939745) * of_century;
    uint32_t of_year = (uint32_t)product / 2939745 / 4, shifted = 2141 * of_year + 197913;
    int is_next = of_year >= 306; /* January or February */
    *day = (int32_t)((shifted & 0xFFFF) / 2141 + 1);
    *month = (int32_t)(shifted >> 16) - (is_next ? 12 : 0);
    *year = (int32_t)(100 * century + (uint32_t)(product >> 32)) + is_next;
}

static inline void gz_count_age(const struct gz_scan *scan, uint32_t *ages, int32_t year, int32_t month, int32_t day)
{
    int32_t age = gz_age(scan, year, month, day);
    ages[age < 0 ? GZ_OLDEST + 2 : age > GZ_OLDEST ? GZ_OLDEST + 1 : age]++;
}

/* Counts a number that may be a time since 1970. */
void gz_count_epoch(struct gz_tally *tally, int64_t number);

static inline int gz_count_digits(uint64_t size)
{
    int guess = (64 - __builtin_clzll(size | 1)) * 1233 >> 12; /* log10(2) = 1233 / 4096 */
    return guess < 1 ? 1 : guess > 19 ? 20 : guess + (size >= GZ_POWERS[guess]);
}

/* Counts a whole number of so many digits, given in two's complement; `slot` is its place in the batch. */
static inline void gz_count_number(struct gz_tally *tally, uint64_t value, int size, int is_negative, int64_t slot)
{
    int64_t number = (int64_t)value;
    tally->digits[size]++;
    tally->negatives += is_negative;
    tally->steps += tally->number_at == slot - 1 && value == tally->number + 1 && number > (int64_t)tally->number;
    tally->number_at = slot;
    tally->number = value;
    if (value <= GZ_OLDEST)
        tally->stated[value]++;
    else if (number >= GZ_FIRST_EPOCH)
        gz_count_epoch(tally, number);
}

#endif
