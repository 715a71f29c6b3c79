/* Evidence of a batch of values in one pass: shapes, numbers, dates, truths, and the keyed hash into the sketches.
 *
 * Bytes that are no UTF-8 are measured without harm, but not in the same way as without the kernel. */
#include "evidence_text.h"

/* What the typed values beside the text are. */
enum { TEXT, PLAIN, FLOATS, DATE32, DATE64, TIMESTAMP };

struct column {
    const struct gz_scan *scan;
    const uint32_t *lower; /* small letters of the code points below GZ_LOWER */
    const struct gz_sketches *sketches;
    const uint8_t *end; /* of the batch's text */
    struct gz_tally *tally;
};

enum { NEEDS_LOWER = -1 };

/* Truths and hashes */

static inline void count_truth(struct column *c, const uint8_t *text, int64_t size, const uint8_t *end)
{
    int truth = gz_truth(c->scan, text, size, end);
    if (truth >= 0)
        c->tally->truths[truth]++;
}

/* The hash of a text in small letters that are not all ASCII; a long one by its ends and its length. */
static uint64_t hash_window(const struct gz_scan *scan, const uint8_t *window, int64_t filled, int64_t all)
{
    struct gz_sip s;
    if (all <= 256)
        return gz_hash(scan, window, all, window + GZ_WINDOW, 0);
    s = gz_sip_start(scan);
    for (int i = 0; i < 256; i += 8)
        gz_absorb(&s, gz_load(i < 128 ? window + i : window + filled - 256 + i));
    gz_absorb(&s, (uint64_t)all);
    return gz_sip_end(&s, 0, 264);
}

/* The hash of a date and its time in UTC. */
static uint64_t hash_moment(const struct gz_scan *scan, struct gz_date *date)
{
    uint8_t text[40];
    gz_to_utc(date);
    return gz_hash(scan, text, gz_write_iso(date, text), text + sizeof text, 0);
}

/* Counts what a text looks like. */
static inline void count_shape(struct column *c, const struct gz_piece *t)
{
    const struct gz_scan *scan = c->scan;
    struct gz_tally *tally = c->tally;
    uint32_t flags = t->flags & 0xFF;
    tally->lengths[scan->length_bins[t->characters > GZ_LONGEST_BIN ? GZ_LONGEST_BIN : t->characters]]++;
    tally->scripts[scan->shapes[flags]]++;
    tally->traits[0] += (flags & GZ_SPACE) != 0;
    tally->traits[1] += (flags & GZ_AT) != 0;
    tally->traits[2] += flags == (GZ_DIGIT | GZ_HEX_LETTER) && t->size >= 8;
    tally->traits[3] += gz_is_digits(t) && t->size > 1 && t->at[0] == '0';
}

static void count_digit_text(struct column *c, const struct gz_piece *t, int64_t slot)
{
    uint64_t number;
    if (t->size > 18)
        return;
    number = gz_number(t);
    gz_count_number(c->tally, number, 0, slot);
    if (t->size == 8 || (t->size == 14 && number >= GZ_MOMENT))
        gz_count_compact(c->scan, c->tally, (int64_t)number);
}

static inline int is_iso_day(const struct gz_piece *t)
{
    return t->size == 10 && t->at[4] == '-';
}

/* Counts the value of a text column and gives its hash. */
static inline uint64_t measure_text(struct column *c, const struct gz_piece *t, int64_t slot)
{
    uint8_t window[GZ_WINDOW];
    struct gz_date date;
    int64_t filled, all;
    if (gz_is_digits(t)) {
        count_digit_text(c, t, slot);
        return gz_hash(c->scan, t->at, t->size, c->end, 0);
    }
    if (gz_may_be_date(t) && gz_read_written(t->at, t->size, &date)) {
        gz_count_date(c->scan, c->tally, &date, 0);
        if (date.has_time || !is_iso_day(t))
            return hash_moment(c->scan, &date);
    }
    if (!(t->flags & GZ_CASE)) {
        if (t->characters <= GZ_LONGEST_WORD)
            count_truth(c, t->at, t->size, c->end);
        return gz_hash(c->scan, t->at, t->size, c->end, 1);
    }
    filled = gz_write_lower(c->lower, t, window, &all);
    if (t->characters <= GZ_LONGEST_WORD)
        count_truth(c, window, all, window + GZ_WINDOW);
    return hash_window(c->scan, window, filled, all);
}

static int64_t floor_div(int64_t number, int64_t by)
{
    int64_t quotient = number / by;
    return quotient - (number % by < 0);
}

/* Counts a typed date and gives the hash of its text, or of the moment where that is not the day alone. */
static uint64_t measure_time(struct column *c, const struct gz_piece *t, int64_t number, int64_t per_day, int has_time)
{
    const int64_t first = -719162, last = 2932896; /* 0001-01-01 and 9999-12-31 */
    int64_t days = floor_div(number, per_day), rest = number % per_day;
    struct gz_date date;
    rest += rest < 0 ? per_day : 0;
    rest = per_day <= GZ_DAY_US ? rest * (GZ_DAY_US / per_day) : rest / (per_day / GZ_DAY_US);
    days = days < first ? first : days > last ? last : days;
    gz_civil(days, &date.year, &date.month, &date.day);
    date.has_time = has_time;
    gz_count_date(c->scan, c->tally, &date, 0);
    if (!has_time && is_iso_day(t))
        return gz_hash(c->scan, t->at, t->size, c->end, 1);
    date.day_us = rest;
    date.offset_us = 0;
    return hash_moment(c->scan, &date);
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

static uint64_t measure_float(struct column *c, const struct gz_piece *t, double number, int is_valid, int64_t slot)
{
    const double exact = 9007199254740992.0; /* 2^53 */
    if (is_valid && number > -exact && number < exact && (double)(int64_t)number == number) {
        gz_count_number(c->tally, (uint64_t)(int64_t)number, number < 0, slot);
        gz_count_compact(c->scan, c->tally, (int64_t)number);
    }
    return gz_hash(c->scan, t->at, size_without_zeros(t->at, t->size), c->end, 1);
}

/* The typed values beside the text: `kind`, their bitmap, and how many units a day has. */
struct values {
    int32_t kind;
    const void *first;
    const uint8_t *validity;
    int64_t bit_offset, per_day;
};

static uint64_t measure_typed(struct column *c, const struct gz_piece *t, const struct values *v, int64_t slot)
{
    int is_valid = v->kind != PLAIN && gz_is_valid(v->validity, v->bit_offset + slot);
    if (v->kind == FLOATS)
        return measure_float(c, t, ((const double *)v->first)[slot], is_valid, slot);
    if (!is_valid)
        return gz_hash(c->scan, t->at, t->size, c->end, 1);
    if (v->kind == DATE32)
        return measure_time(c, t, ((const int32_t *)v->first)[slot], 1, 0);
    return measure_time(c, t, ((const int64_t *)v->first)[slot], v->per_day, v->kind == TIMESTAMP);
}

/* Measures n values by their text (normalised UTF-8) and, where `kind` says so, the typed values themselves. `out` has room
 * for what gz_write_tally writes. Gives how much that is, or -1: again, with the table of small letters (the sketches may
 * have been filled, which does no harm). */
GZ_API int64_t gz_evidence_text(const struct gz_scan *scan, const uint32_t *lower, int64_t n, const void *offsets,
                                int32_t offset_bits, const uint8_t *data, const uint8_t *validity, int64_t bit_offset,
                                int32_t kind, const void *values, const uint8_t *value_validity, int64_t value_bit_offset,
                                int64_t per_day, uint8_t *registers, uint32_t *bins, uint64_t *hashes, uint8_t *present,
                                int64_t *out)
{
    struct gz_sketches sketches = {registers, bins, hashes, present};
    struct values typed = {kind, values, value_validity, value_bit_offset, per_day};
    struct gz_tally tally;
    struct column c = {scan, lower, &sketches, data + (n ? gz_offset_of(offsets, offset_bits, n) : 0), &tally};
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
        gz_sketch(&sketches, i, kind == TEXT ? measure_text(&c, &t, i) : measure_typed(&c, &t, &typed, i));
    }
    return gz_write_tally(&tally, out);
}

/* Binary values are hashed as they are and measured in bytes. */
GZ_API int64_t gz_evidence_binary(const struct gz_scan *scan, int64_t n, const void *offsets, int32_t offset_bits,
                                  const uint8_t *data, const uint8_t *validity, int64_t bit_offset, uint8_t *registers,
                                  uint32_t *bins, uint64_t *hashes, uint8_t *present, int64_t *out)
{
    struct gz_sketches sketches = {registers, bins, hashes, present};
    struct gz_tally tally;
    const uint8_t *end = data + (n ? gz_offset_of(offsets, offset_bits, n) : 0);
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
    return gz_write_tally(&tally, out);
}
