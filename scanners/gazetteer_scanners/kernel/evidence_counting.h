/* How whole numbers are counted, as `evidence/measuring.py` defines it. */
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
