/* Evidence of a batch of values in one pass: shapes, numbers, dates, truths, and the keyed hash into the sketches.
 *
 * Bytes that are no UTF-8 are measured without harm, but not in the same way as without the kernel. */
#include "shapes.h"

/* What the typed values beside the text are. */
enum { TEXT, PLAIN, FLOATS, DATE32, DATE64, TIMESTAMP };

struct column {
    const struct gz_scan *scan;
    const uint32_t *lower; /* small letters of the code points below GZ_LOWER */
    const struct gz_sketches *sketches;
    const uint8_t *end; /* of the batch's text */
    struct gz_tally *tally;
};

enum { GZ_LOWER = 0x20000, GZ_WINDOW = 1024, GZ_LONGEST_DATE = 44 };
enum { NEEDS_LOWER = -1 };

/* Bytes of the character here, 1 where it is no UTF-8; its code point stands in `code`. */
static int decode(const uint8_t *at, int64_t left, uint32_t *code)
{
    static const uint8_t masks[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    int size = *at < 0xC0 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4;
    if (size > left)
        size = 1;
    *code = *at & masks[size];
    for (int i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 1;
        *code = *code << 6 | (at[i] & 0x3F);
    }
    return size;
}

static int encode(uint32_t code, uint8_t *out)
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

/* The text in small letters, as far as its hash needs it: all of it up to 256 bytes, else at least the first and the last
 * 128. Gives how many bytes stand in the window and, in `all`, how many the whole text has. */
static int64_t write_lower(const uint32_t *lower, const struct gz_shape *t, uint8_t *window, int64_t *all)
{
    int64_t filled = 0, moved = 0;
    for (int64_t i = 0; i < t->size;) {
        uint32_t code;
        int size = decode(t->at + i, t->size - i, &code);
        if (size == 1 && code >= 0x80)
            window[filled++] = t->at[i];
        else if (size == 1)
            window[filled++] = t->at[i] >= 'A' && t->at[i] <= 'Z' ? t->at[i] | 0x20 : t->at[i];
        else if (code < GZ_LOWER && lower[code] != code)
            filled += encode(lower[code], window + filled);
        else {
            memcpy(window + filled, t->at + i, (size_t)size);
            filled += size;
        }
        i += size;
        if (filled > GZ_WINDOW - 8) {
            memcpy(window + 128, window + filled - 128, 128);
            moved += filled - 256;
            filled = 256;
        }
    }
    *all = filled + moved;
    return filled;
}

/* Truths and hashes */

static void count_truth(struct column *c, const uint8_t *text, int64_t size)
{
    const struct gz_scan *scan = c->scan;
    uint8_t padded[GZ_WORD_BYTES] = {0};
    if (size > GZ_WORD_BYTES || scan->word_starts[size] == scan->word_starts[size + 1])
        return;
    for (int64_t i = 0; i < size; i++)
        padded[i] = text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i];
    for (int i = scan->word_starts[size]; i < scan->word_starts[size + 1]; i++)
        if (!memcmp(padded, scan->words[i], GZ_WORD_BYTES)) {
            c->tally->truths[scan->word_truths[i]]++;
            return;
        }
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

/* True for ASCII digits alone (a combining mark has no kind of its own). */
static inline int is_digits(const struct gz_shape *t)
{
    return t->flags == GZ_DIGIT && t->characters == t->size;
}

/* Texts of the same shape that came one after the other, to be counted at once. */
struct run {
    uint32_t flags, count;
    int is_long, has_zero;
};

static void count_run(struct column *c, struct run *run)
{
    struct gz_tally *tally = c->tally;
    tally->scripts[c->scan->shapes[run->flags]] += run->count;
    tally->traits[0] += run->flags & GZ_SPACE ? run->count : 0;
    tally->traits[1] += run->flags & GZ_AT ? run->count : 0;
    tally->traits[2] += run->flags == (GZ_DIGIT | GZ_HEX_LETTER) && run->is_long ? run->count : 0;
    tally->traits[3] += run->has_zero ? run->count : 0;
    run->count = 0;
}

/* Counts what a text looks like. */
static inline void count_shape(struct column *c, struct run *run, const struct gz_shape *t)
{
    int is_long = t->size >= 8, has_zero = is_digits(t) && t->size > 1 && t->at[0] == '0';
    c->tally->lengths[c->scan->length_bins[t->characters > GZ_LONGEST_BIN ? GZ_LONGEST_BIN : t->characters]]++;
    if (t->flags != run->flags || is_long != run->is_long || has_zero != run->has_zero) {
        count_run(c, run);
        run->flags = t->flags;
        run->is_long = is_long;
        run->has_zero = has_zero;
    }
    run->count++;
}

static void count_digit_text(struct column *c, const struct gz_shape *t, int64_t slot)
{
    uint64_t number;
    if (t->size > 18)
        return;
    number = gz_read_digits(t->at, t->size);
    gz_count_number(c->tally, number, 0, slot);
    if (t->size == 8 || (t->size == 14 && number >= GZ_MOMENT))
        gz_count_compact(c->scan, c->tally, (int64_t)number);
}

static inline int is_iso_day(const struct gz_shape *t)
{
    return t->size == 10 && t->at[4] == '-';
}

/* True if a text may be a written date, by its characters and its size. */
static inline int may_be_date(const struct gz_shape *t)
{
    return (t->flags & (GZ_DIGIT | GZ_OTHER | GZ_AT)) == GZ_DIGIT && t->flags & (GZ_SYMBOL | GZ_HAN) && t->size >= 8 &&
           t->size <= GZ_LONGEST_DATE && (uint8_t)(t->at[0] - '0') <= 9;
}

/* Counts the value of a text column and gives its hash. */
static inline uint64_t measure_text(struct column *c, const struct gz_shape *t, int64_t slot)
{
    uint8_t window[GZ_WINDOW];
    struct gz_date date;
    int64_t filled, all;
    if (is_digits(t)) {
        count_digit_text(c, t, slot);
        return gz_hash(c->scan, t->at, t->size, c->end, 0);
    }
    if (may_be_date(t) && gz_read_written(t->at, t->size, &date)) {
        gz_count_date(c->scan, c->tally, &date, 0);
        if (date.has_time || !is_iso_day(t))
            return hash_moment(c->scan, &date);
    }
    if (!t->has_case) {
        if (t->characters <= 5)
            count_truth(c, t->at, t->size);
        return gz_hash(c->scan, t->at, t->size, c->end, 1);
    }
    filled = write_lower(c->lower, t, window, &all);
    if (t->characters <= 5)
        count_truth(c, window, all);
    return hash_window(c->scan, window, filled, all);
}

static int64_t floor_div(int64_t number, int64_t by)
{
    int64_t quotient = number / by;
    return quotient - (number % by < 0);
}

/* Counts a typed date and gives the hash of its text, or of the moment where that is not the day alone. */
static uint64_t measure_time(struct column *c, const struct gz_shape *t, int64_t number, int64_t per_day, int has_time)
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

static uint64_t measure_float(struct column *c, const struct gz_shape *t, double number, int is_valid, int64_t slot)
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

static uint64_t measure_typed(struct column *c, const struct gz_shape *t, const struct values *v, int64_t slot)
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

static inline int64_t offset_of(const void *offsets, int32_t bits, int64_t slot)
{
    return bits == 32 ? ((const int32_t *)offsets)[slot] : ((const int64_t *)offsets)[slot];
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
    struct column c = {scan, lower, &sketches, data + (n ? offset_of(offsets, offset_bits, n) : 0), &tally};
    struct run run = {0, 0, 0, 0};
    memset(&tally, 0, sizeof tally);
    tally.number_at = -2;
    for (int64_t i = 0; i < n; i++) {
        struct gz_shape t;
        int64_t start = offset_of(offsets, offset_bits, i);
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        t.at = data + start;
        t.size = offset_of(offsets, offset_bits, i + 1) - start;
        gz_tell_shape(scan->kinds, &t, c.end);
        if (t.size <= 0) {
            tally.empties++;
            continue;
        }
        if (t.has_case && !lower)
            return NEEDS_LOWER;
        count_shape(&c, &run, &t);
        gz_sketch(&sketches, i, kind == TEXT ? measure_text(&c, &t, i) : measure_typed(&c, &t, &typed, i));
    }
    count_run(&c, &run);
    return gz_write_tally(&tally, out);
}

/* Binary values are hashed as they are and measured in bytes. */
GZ_API int64_t gz_evidence_binary(const struct gz_scan *scan, int64_t n, const void *offsets, int32_t offset_bits,
                                  const uint8_t *data, const uint8_t *validity, int64_t bit_offset, uint8_t *registers,
                                  uint32_t *bins, uint64_t *hashes, uint8_t *present, int64_t *out)
{
    struct gz_sketches sketches = {registers, bins, hashes, present};
    struct gz_tally tally;
    const uint8_t *end = data + (n ? offset_of(offsets, offset_bits, n) : 0);
    memset(&tally, 0, sizeof tally);
    for (int64_t i = 0; i < n; i++) {
        int64_t start = offset_of(offsets, offset_bits, i), size = offset_of(offsets, offset_bits, i + 1) - start;
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
