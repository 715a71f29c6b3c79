/* Evidence of a batch of values in one pass: shapes, numbers, dates, truths, and the keyed hash into the sketches.
 *
 * Bytes that are no UTF-8 are measured without harm, but not in the same way as without the kernel. */
#include "evidence_counting.h"
#include "evidence_queue.h"
#include "evidence_text.h"

/* What the typed values beside the text are. */
enum { TEXT, PLAIN, FLOATS, DATE32, DATE64, TIMESTAMP };

struct column {
    const struct gz_scan *scan;
    const uint32_t *lower; /* small letters of the code points below GZ_LOWER */
    struct gz_sketches *sketches;
    const uint8_t *end; /* of the batch's text */
    struct gz_tally *tally;
    struct gz_queue *queue;
    uint32_t flags[256]; /* texts by the kinds of their characters */
};

enum { NEEDS_LOWER = -1, ISO_DAY = 10, ISO_SECOND = 19 };

/* Truths and hashes */

static inline void count_truth(struct column *c, const uint8_t *text, int64_t size, const uint8_t *end)
{
    int truth = gz_truth(c->scan, text, size, end);
    if (truth >= 0)
        c->tally->truths[truth]++;
}

/* Takes a text into the sketches, ASCII capitals as small letters. */
static inline void take_text(struct column *c, const uint8_t *text, int64_t size, int64_t slot)
{
    if (size <= 256)
        gz_wait(c->queue, text, size, c->end, slot);
    else
        gz_sketch(c->sketches, slot, gz_hash(c->scan, text, size, c->end, 1));
}

/* Takes a text in small letters that are not all ASCII; a long one by its ends and its length. */
static void take_window(struct column *c, const uint8_t *window, int64_t filled, int64_t all, int64_t slot)
{
    struct gz_sip s = gz_sip_start(c->scan);
    if (all <= 256) {
        gz_wait(c->queue, window, all, window + GZ_WINDOW, slot);
        return;
    }
    for (int i = 0; i < 256; i += 8)
        gz_absorb(&s, gz_load(i < 128 ? window + i : window + filled - 256 + i));
    gz_absorb(&s, (uint64_t)all);
    gz_sketch(c->sketches, slot, gz_sip_end(&s, 0, 264));
}

/* Takes a date and its time, in UTC. */
static void take_moment(struct column *c, struct gz_date *date, int64_t slot)
{
    uint8_t text[40];
    gz_to_utc(date);
    gz_wait(c->queue, text, gz_write_iso(date, text), text + sizeof text, slot);
}

static inline int is_iso_day(const struct gz_piece *t)
{
    return t->size == ISO_DAY && t->at[4] == '-';
}

static inline int is_iso_second(const struct gz_piece *t)
{
    return t->size == ISO_SECOND && t->at[4] == '-' && t->at[7] == '-' && t->at[13] == ':' && t->at[16] == ':';
}

/* Takes a date that a text says, as ISO 8601 and UTC write it, which is mostly the text itself. */
static inline void take_date(struct column *c, const struct gz_piece *t, struct gz_date *date, int64_t slot)
{
    uint8_t text[24];
    if (is_iso_day(t) && !date->has_time)
        take_text(c, t->at, ISO_DAY, slot);
    else if (is_iso_second(t) && date->day_us && date->day_us % 1000000 == 0 && !date->offset_us) {
        memcpy(text, t->at, ISO_SECOND);
        text[ISO_DAY] = 't';
        gz_wait(c->queue, text, ISO_SECOND, text + sizeof text, slot);
    } else
        take_moment(c, date, slot);
}

/* Counts what a text looks like. */
static inline void count_shape(struct column *c, const struct gz_piece *t)
{
    const struct gz_scan *scan = c->scan;
    uint32_t flags = t->flags & 0xFF;
    c->tally->lengths[scan->length_bins[t->characters > GZ_LONGEST_BIN ? GZ_LONGEST_BIN : t->characters]]++;
    c->flags[flags]++;
    if (flags == (GZ_DIGIT | GZ_HEX_LETTER))
        c->tally->traits[2] += t->size >= 8;
}

/* Counts texts by their kinds of characters into scripts and traits. */
static void count_flags(struct column *c)
{
    for (uint32_t flags = 0; flags < 256; flags++) {
        c->tally->scripts[c->scan->shapes[flags]] += c->flags[flags];
        c->tally->traits[0] += flags & GZ_SPACE ? c->flags[flags] : 0;
        c->tally->traits[1] += flags & GZ_AT ? c->flags[flags] : 0;
    }
}

static void count_digit_text(struct column *c, const struct gz_piece *t, int64_t slot)
{
    uint64_t number;
    c->tally->traits[3] += t->size > 1 && t->at[0] == '0';
    if (t->size > 18)
        return;
    number = gz_number(t, c->end);
    gz_count_number(c->tally, number, t->at[0] == '0' ? gz_count_digits(number) : (int)t->size, 0, slot);
    if (t->size == 8 || (t->size == 14 && number >= GZ_MOMENT))
        gz_count_compact(c->scan, c->tally, (int64_t)number);
}

/* Counts the value of a text column and takes it into the sketches. */
static inline void measure_text(struct column *c, const struct gz_piece *t, int64_t slot)
{
    uint8_t window[GZ_WINDOW];
    struct gz_date date;
    int64_t filled, all;
    if (gz_is_digits(t)) {
        count_digit_text(c, t, slot);
        take_text(c, t->at, t->size, slot);
    } else if (gz_may_be_date(t) && gz_read_written(t->at, t->size, &date)) {
        gz_count_date(c->scan, c->tally, &date, 0);
        take_date(c, t, &date, slot);
    } else if (!(t->flags & GZ_CASE)) {
        if (t->characters <= GZ_LONGEST_WORD)
            count_truth(c, t->at, t->size, c->end);
        take_text(c, t->at, t->size, slot);
    } else {
        filled = gz_write_lower(c->lower, t, window, &all);
        if (t->characters <= GZ_LONGEST_WORD)
            count_truth(c, window, all, window + GZ_WINDOW);
        take_window(c, window, filled, all, slot);
    }
}

/* The day of a number of units since 1970, of which a day has `per_day`, and its microseconds; written out by unit, for
 * dividing by what is known is cheap. */
static inline int64_t split_day(int64_t number, int64_t per_day, int64_t *day_us)
{
    int64_t days, rest;
    switch (per_day) {
    case 1: days = number; break;
    case INT64_C(86400): days = number / INT64_C(86400); break;
    case INT64_C(86400000): days = number / INT64_C(86400000); break;
    case INT64_C(86400000000): days = number / INT64_C(86400000000); break;
    default: days = number / INT64_C(86400000000000);
    }
    rest = number - days * per_day;
    days -= rest < 0;
    rest += rest < 0 ? per_day : 0;
    switch (per_day) {
    case 1: *day_us = 0; break;
    case INT64_C(86400): *day_us = rest * 1000000; break;
    case INT64_C(86400000): *day_us = rest * 1000; break;
    case INT64_C(86400000000): *day_us = rest; break;
    default: *day_us = rest / 1000;
    }
    return days;
}

/* Counts a typed date and takes its text, or the moment where that is not the day alone. */
static void measure_time(struct column *c, const struct gz_piece *t, int64_t number, int64_t per_day, int has_time, int64_t slot)
{
    const int64_t first = -719162, last = 2932896; /* 0001-01-01 and 9999-12-31 */
    struct gz_date date = {.has_time = has_time, .offset_us = 0};
    int64_t days = split_day(number, per_day, &date.day_us);
    gz_civil(days < first ? first : days > last ? last : days, &date.year, &date.month, &date.day);
    gz_count_date(c->scan, c->tally, &date, 0);
    if (has_time && (days < first || days > last)) /* the text says another year */
        take_moment(c, &date, slot);
    else
        take_date(c, t, &date, slot);
}

/* The text of a float or decimal without the zeros behind its point. */
static int64_t size_without_zeros(const uint8_t *text, int64_t size)
{
    int64_t point = size, last = size;
    while (point && (uint8_t)(text[point - 1] - '0') <= 9)
        point--;
    if (!point || text[point - 1] != '.')
        return size;
    while (last > point && text[last - 1] == '0')
        last--;
    return last == point ? point - 1 : last;
}

static void measure_float(struct column *c, const struct gz_piece *t, double number, int is_valid, int64_t slot)
{
    const double exact = 9007199254740992.0; /* 2^53 */
    if (is_valid && number > -exact && number < exact && (double)(int64_t)number == number) {
        int64_t whole = (int64_t)number;
        gz_count_number(c->tally, (uint64_t)whole, gz_count_digits((uint64_t)(whole < 0 ? -whole : whole)), whole < 0, slot);
        gz_count_compact(c->scan, c->tally, whole);
    }
    take_text(c, t->at, size_without_zeros(t->at, t->size), slot);
}

/* The typed values beside the text: `kind`, their bitmap, and how many units a day has. */
struct values {
    int32_t kind;
    const void *first;
    const uint8_t *validity;
    int64_t bit_offset, per_day;
};

static void measure_typed(struct column *c, const struct gz_piece *t, const struct values *v, int64_t slot)
{
    int is_valid = v->kind != PLAIN && gz_is_valid(v->validity, v->bit_offset + slot);
    c->tally->traits[3] += gz_is_digits(t) && t->size > 1 && t->at[0] == '0';
    if (v->kind == FLOATS)
        measure_float(c, t, ((const double *)v->first)[slot], is_valid, slot);
    else if (!is_valid)
        take_text(c, t->at, t->size, slot);
    else if (v->kind == DATE32)
        measure_time(c, t, ((const int32_t *)v->first)[slot], 1, 0, slot);
    else
        measure_time(c, t, ((const int64_t *)v->first)[slot], v->per_day, v->kind == TIMESTAMP, slot);
}

/* Measures n values by their text (normalised UTF-8) and, where `kind` says so, the typed values themselves. `out` has room
 * for what gz_write_tally writes. Gives how much that is, or -1: again, with the table of small letters (the sketches may
 * have been filled, which does no harm). */
GZ_API int64_t gz_evidence_text(const struct gz_scan *scan, const uint32_t *lower, int64_t n, const void *offsets,
                                int32_t offset_bits, const uint8_t *data, const uint8_t *validity, int64_t bit_offset,
                                int32_t kind, const void *values, const uint8_t *value_validity, int64_t value_bit_offset,
                                int64_t per_day, uint8_t *registers, uint32_t *bins, const struct gz_matched *matched,
                                int64_t rules, int64_t *out)
{
    struct gz_sketches sketches;
    struct values typed = {kind, values, value_validity, value_bit_offset, per_day};
    struct gz_tally tally;
    const uint8_t *end = data + (n ? gz_offset_of(offsets, offset_bits, n) : 0);
    struct gz_queue queue;
    struct column c = {scan, lower, &sketches, end, &tally, &queue, {0}};
    gz_start_sketches(&sketches, registers, bins, matched, rules);
    gz_start_queue(&queue, scan, &sketches);
    memset(&tally, 0, sizeof tally);
    tally.number_at = -2;
    for (int64_t i = 0; i < n; i++) {
        struct gz_piece t = gz_piece_at(offsets, offset_bits, data, i);
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        gz_trim(&t);
        if (t.size <= 0) {
            tally.empties++;
            continue;
        }
        gz_look(scan->kinds, &t, c.end);
        if (t.flags & GZ_CASE && !lower)
            return NEEDS_LOWER;
        count_shape(&c, &t);
        if (kind == TEXT)
            measure_text(&c, &t, i);
        else
            measure_typed(&c, &t, &typed, i);
    }
    gz_end_queue(&queue);
    count_flags(&c);
    return gz_write_tally(&tally, out);
}

/* Binary values are hashed as they are and measured in bytes. */
GZ_API int64_t gz_evidence_binary(const struct gz_scan *scan, int64_t n, const void *offsets, int32_t offset_bits,
                                  const uint8_t *data, const uint8_t *validity, int64_t bit_offset, uint8_t *registers,
                                  uint32_t *bins, const struct gz_matched *matched, int64_t rules, int64_t *out)
{
    struct gz_sketches sketches;
    struct gz_tally tally;
    const uint8_t *end = data + (n ? gz_offset_of(offsets, offset_bits, n) : 0);
    gz_start_sketches(&sketches, registers, bins, matched, rules);
    memset(&tally, 0, sizeof tally);
    for (int64_t i = 0; i < n; i++) {
        int64_t start = gz_offset_of(offsets, offset_bits, i), size = gz_offset_of(offsets, offset_bits, i + 1) - start;
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        if (size <= 0) {
            tally.empties++;
            continue;
        }
        tally.lengths[scan->length_bins[size > GZ_LONGEST_BIN ? GZ_LONGEST_BIN : size]]++;
        gz_sketch(&sketches, i, gz_hash(scan, data + start, size, end, 0));
    }
    gz_take_held(&sketches);
    return gz_write_tally(&tally, out);
}
