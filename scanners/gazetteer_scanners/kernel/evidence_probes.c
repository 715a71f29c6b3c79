/* The states of rows that probes ask for: ages, births and answers to yes-or-no questions, as `evidence/probing.py` and
 * `evidence/age_reading.py` define them. A state of OPEN is for the caller to tell. */
#include "evidence_text.h"

enum { AGES, TRUTH, BIRTHS }; /* what is asked; whole numbers are ages for AGES alone */
enum { UNKNOWN, YES, NO, OPEN = 255 };

#define GZ_HOUR_US INT64_C(3600000000)

struct question {
    const struct gz_scan *scan;
    const uint8_t *bands; /* the state of each age up to `oldest` */
    int64_t oldest;
    int32_t asked;
};

/* Birthdays that systems write where they know none. */
static int is_placeholder(const struct gz_date *date)
{
    return date->month == 1 && date->day == 1 && (date->year == 1900 || date->year == 1970);
}

static uint8_t band_of_birth(const struct question *q, const struct gz_date *date)
{
    int32_t age = gz_age(q->scan, date->year, date->month, date->day);
    return age < 0 || age > q->oldest || is_placeholder(date) ? UNKNOWN : q->bands[age];
}

/* A birthday kept in UTC as the midnight of a clock that is ahead: the full hour from noon on belongs to the next day. */
static void round_to_midnight(const struct gz_piece *p, struct gz_date *date)
{
    int is_utc = (p->at[p->size - 1] | 0x20) == 'z';
    if (is_utc && date->has_time && date->day_us >= GZ_DAY_US / 2 && date->day_us % GZ_HOUR_US == 0) {
        date->offset_us = date->day_us - GZ_DAY_US;
        gz_to_utc(date);
    }
}

static uint8_t state_of_date(const struct question *q, const struct gz_date *date)
{
    return q->asked == TRUTH ? YES : band_of_birth(q, date);
}

static uint8_t state_of_number(const struct question *q, int64_t number, int may_be_date)
{
    struct gz_date date;
    if (q->asked == AGES && number >= 0 && number <= q->oldest)
        return q->bands[number];
    if (q->asked == TRUTH && (number == 0 || number == 1))
        return number ? YES : NO;
    if (may_be_date && gz_read_compact(number, &date))
        return state_of_date(q, &date);
    if (q->asked == TRUTH)
        return gz_epoch_days(number, NULL) >= 0 ? YES : UNKNOWN;
    return OPEN;
}

static uint8_t state_of_digits(const struct question *q, const struct gz_piece *p, const uint8_t *end)
{
    uint64_t number;
    if (p->size > 18)
        return q->asked == TRUTH ? UNKNOWN : OPEN;
    number = gz_number(p, end);
    return state_of_number(q, (int64_t)number, p->size == 8 || (p->size == 14 && number >= GZ_MOMENT));
}

/* Both readings of `05/03/2014`, day first and month first: a reading that is no date has the state UNKNOWN. */
static int states_of_local(const struct question *q, const struct gz_piece *p, uint8_t *first, uint8_t *second)
{
    struct gz_date date, swapped;
    int is_date;
    if (q->asked != BIRTHS || !gz_read_local(p->at, p->size, &date))
        return 0;
    swapped = date;
    swapped.day = date.month;
    swapped.month = date.day;
    is_date = gz_is_date(&date);
    *first = is_date ? band_of_birth(q, &date) : UNKNOWN;
    *second = gz_is_date(&swapped) ? band_of_birth(q, &swapped) : UNKNOWN;
    return 1;
}

static void states_of_text(const struct question *q, const struct gz_piece *p, const uint8_t *end, uint8_t *first,
                           uint8_t *second)
{
    struct gz_date date;
    int truth = -1;
    if (gz_is_digits(p)) {
        *first = *second = state_of_digits(q, p, end);
    } else if (gz_may_be_date(p) && states_of_local(q, p, first, second)) {
        return;
    } else if (gz_may_be_date(p) && gz_read_written(p->at, p->size, &date)) {
        if (q->asked != TRUTH)
            round_to_midnight(p, &date);
        *first = *second = state_of_date(q, &date);
    } else if (q->asked != TRUTH || (p->characters <= GZ_LONGEST_WORD && p->flags & GZ_CASE)) {
        *first = *second = OPEN;
    } else {
        if (p->characters <= GZ_LONGEST_WORD)
            truth = gz_truth(q->scan, p->at, p->size, end);
        *first = *second = truth < 0 ? UNKNOWN : truth ? YES : NO;
    }
}

/* The states of n normalised texts by the first and the second reading; nulls and blanks have state 0. Gives how many are
 * open: texts that say no age, short words with capitals beyond ASCII. */
GZ_API int64_t gz_probe_texts(const struct gz_scan *scan, int32_t asked, const uint8_t *bands, int64_t oldest, int64_t n,
                              const void *offsets, int32_t offset_bits, const uint8_t *data, const uint8_t *validity,
                              int64_t bit_offset, uint8_t *first, uint8_t *second)
{
    struct question q = {scan, bands, oldest, asked};
    const uint8_t *end = data + (n ? gz_offset_of(offsets, offset_bits, n) : 0);
    int64_t open = 0;
    for (int64_t i = 0; i < n; i++) {
        struct gz_piece p = gz_piece_at(offsets, offset_bits, data, i);
        first[i] = second[i] = UNKNOWN;
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        gz_trim(&p);
        if (p.size <= 0)
            continue;
        gz_look(scan->kinds, &p, end);
        states_of_text(&q, &p, end, first + i, second + i);
        open += first[i] == OPEN;
    }
    return open;
}

/* The states of n integers of `width` bytes (below zero: signed), which mean their two's complement. */
GZ_API int64_t gz_probe_integers(const struct gz_scan *scan, int32_t asked, const uint8_t *bands, int64_t oldest, int64_t n,
                                 const void *values, int32_t width, const uint8_t *validity, int64_t bit_offset,
                                 uint8_t *first, uint8_t *second)
{
    struct question q = {scan, bands, oldest, asked};
    int64_t open = 0;
    for (int64_t i = 0; i < n; i++) {
        first[i] = second[i] = UNKNOWN;
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        first[i] = second[i] = state_of_number(&q, (int64_t)gz_load_integer(values, width, i), 1);
        open += first[i] == OPEN;
    }
    return open;
}
