/* What the sources of the evidence kernel share: tables, tallies, the calendar, SipHash-1-3 and the two sketches.
 *
 * The definitions stand in the Python modules of `evidence/`, which also measure without this kernel: both must give the
 * same record, byte for byte. Tables of characters, bins and words are handed over; see `evidence/compiled.py`. */
#ifndef GAZETTEER_EVIDENCE_H
#define GAZETTEER_EVIDENCE_H

#include "kernel.h"

enum {
    GZ_LENGTHS = 47,
    GZ_SCRIPTS = 10,
    GZ_DIGITS = 21,
    GZ_FIRST_YEAR = 1900,
    GZ_LAST_YEAR = 2100,
    GZ_MONTHS = (GZ_LAST_YEAR - GZ_FIRST_YEAR + 1) * 12,
    GZ_OLDEST = 130,
    GZ_AGES = 133, /* over 130 and future included */
    GZ_LONGEST_BIN = 1024,
    GZ_WORDS = 32,
    GZ_WORD_BYTES = 16,
    GZ_HELD = 256,
};

/* Kinds of characters as bits, as in `shapes.py`; the last two are the kernel's own. */
enum {
    GZ_DIGIT = 1,
    GZ_HEX_LETTER = 2,
    GZ_LETTER = 4,
    GZ_HAN = 8,
    GZ_OTHER = 16,
    GZ_SYMBOL = 32,
    GZ_SPACE = 64,
    GZ_AT = 128,
    GZ_NOT_ASCII = 256,
    GZ_CASE = 512, /* capitals beyond ASCII may stand behind this lead byte */
};

/* What is the same for all columns of a scan: the key, the day of ages, and the tables. */
struct gz_scan {
    uint64_t k0, k1;
    int32_t year, month, day;
    uint16_t kinds[256];
    uint8_t shapes[256];
    uint8_t length_bins[GZ_LONGEST_BIN + 1];
    uint8_t word_starts[GZ_WORD_BYTES + 2]; /* words of n bytes stand from word_starts[n] to word_starts[n + 1] */
    uint8_t word_truths[GZ_WORDS];
    uint8_t words[GZ_WORDS][GZ_WORD_BYTES]; /* lower case, zeros behind */
};

/* The counts of one batch; 32 bits do, because callers cut at 2^31 slots. */
struct gz_tally {
    int64_t empties, negatives, steps;
    int64_t number_at; /* the last whole number and its slot, -2 before the first */
    uint64_t number;
    uint32_t lengths[GZ_LENGTHS];
    uint32_t scripts[GZ_SCRIPTS];
    uint32_t traits[4]; /* space, @, hex, leading zero */
    uint32_t digits[GZ_DIGITS];
    uint32_t truths[2];
    uint32_t dates[5]; /* without time, with time, compact, future, out of range */
    uint32_t epochs[2];
    uint32_t months[GZ_MONTHS];
    uint32_t epoch_months[GZ_MONTHS];
    uint32_t ages[GZ_AGES];
    uint32_t stated[GZ_OLDEST + 1];
};

/* A rule's sketch: 64 registers, filled with the hashes of the slots that it accepts. */
struct gz_matched {
    const uint8_t *accepted; /* of each slot */
    uint8_t *registers;
};

/* The sketches, filled in place. Few hashes can raise a register of a rule: those with as many zero bits as the lowest one's
 * rank. These are held until there are many. */
struct gz_sketches {
    uint8_t *registers; /* 1,024 */
    uint32_t *bins;     /* 256 */
    const struct gz_matched *matched;
    int64_t rules;
    uint64_t zeros; /* a hash that has some of these bits raises no rule's register */
    int count;
    uint64_t hashes[GZ_HELD];
    int64_t slots[GZ_HELD];
};

/* A date as written: the clock's offset from UTC in microseconds, 0 where not said. */
struct gz_date {
    int32_t year, month, day;
    int64_t day_us, offset_us;
    int has_time;
};

#define GZ_DAY_US INT64_C(86400000000)
#define GZ_MOMENT INT64_C(10000000000) /* a year's place in YYYYMMDDhhmmss */

/* True if a text of 8 to 44 bytes is a written date, which then stands in `date`. */
int gz_read_written(const uint8_t *text, int64_t size, struct gz_date *date);
/* True if a text of 8 to 10 bytes has a year behind two numbers; which is the day is left open. */
int gz_read_local(const uint8_t *text, int64_t size, struct gz_date *date);
int gz_is_date(const struct gz_date *date);
/* True if a whole number is a date of the years 1900 to 2100, as 8 or 14 digits. */
int gz_read_compact(int64_t number, struct gz_date *date);
/* The day of a number that may be seconds (unit 0) or milliseconds (1) since 1970, else -1. */
int64_t gz_epoch_days(int64_t number, int *unit);
void gz_to_utc(struct gz_date *date);
int gz_write_iso(const struct gz_date *date, uint8_t *text);
void gz_count_compact(const struct gz_scan *scan, struct gz_tally *tally, int64_t number);
void gz_count_date(const struct gz_scan *scan, struct gz_tally *tally, const struct gz_date *date, int is_compact);
int64_t *gz_write_table(int64_t *out, const uint32_t *counts, int size);
int64_t gz_write_tally(const struct gz_tally *tally, int64_t *out);

/* Full years on the scan's day, -1 before birth. */
static inline int32_t gz_age(const struct gz_scan *scan, int32_t year, int32_t month, int32_t day)
{
    int32_t passed = scan->year * 12 + scan->month - (year * 12 + month) - (day > scan->day);
    return passed < 0 ? -1 : passed / 12;
}

static inline int64_t gz_offset_of(const void *offsets, int32_t bits, int64_t slot)
{
    return bits == 32 ? ((const int32_t *)offsets)[slot] : ((const int64_t *)offsets)[slot];
}

/* An integer of `width` bytes (below zero: signed) in two's complement. */
static inline uint64_t gz_load_integer(const void *values, int32_t width, int64_t i)
{
    switch (width) {
    case 1:
        return ((const uint8_t *)values)[i];
    case -1:
        return (uint64_t)(int64_t)((const int8_t *)values)[i];
    case 2:
        return ((const uint16_t *)values)[i];
    case -2:
        return (uint64_t)(int64_t)((const int16_t *)values)[i];
    case 4:
        return ((const uint32_t *)values)[i];
    case -4:
        return (uint64_t)(int64_t)((const int32_t *)values)[i];
    default:
        return ((const uint64_t *)values)[i];
    }
}

/* ASCII capitals among eight bytes made small. */
static inline uint64_t gz_lower(uint64_t word)
{
    uint64_t low = word & UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t from_a = low + UINT64_C(0x3f3f3f3f3f3f3f3f), over_z = low + UINT64_C(0x2525252525252525);
    return word | (((from_a ^ over_z) & ~word & UINT64_C(0x8080808080808080)) >> 2);
}

struct gz_sip {
    uint64_t v0, v1, v2, v3;
};

#define GZ_ROTATE(word, bits) ((word) << (bits) | (word) >> (64 - (bits)))

static inline void gz_round(struct gz_sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = GZ_ROTATE(s->v1, 13) ^ s->v0;
    s->v3 = GZ_ROTATE(s->v3, 16) ^ s->v2;
    s->v0 = GZ_ROTATE(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = GZ_ROTATE(s->v1, 17) ^ s->v2;
    s->v3 = GZ_ROTATE(s->v3, 21) ^ s->v0;
    s->v2 = GZ_ROTATE(s->v2, 32);
}

static inline struct gz_sip gz_sip_start(const struct gz_scan *scan)
{
    struct gz_sip s = {scan->k0 ^ UINT64_C(0x736F6D6570736575), scan->k1 ^ UINT64_C(0x646F72616E646F6D),
                       scan->k0 ^ UINT64_C(0x6C7967656E657261), scan->k1 ^ UINT64_C(0x7465646279746573)};
    return s;
}

static inline void gz_absorb(struct gz_sip *s, uint64_t word)
{
    s->v3 ^= word;
    gz_round(s);
    s->v0 ^= word;
}

/* The bytes behind the last whole word, and the message's length. */
static inline uint64_t gz_sip_end(struct gz_sip *s, uint64_t tail, int64_t size)
{
    gz_absorb(s, tail | (uint64_t)size << 56);
    s->v2 ^= 0xff;
    gz_round(s);
    gz_round(s);
    gz_round(s);
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

/* The last size % 8 bytes of a text as a word; `end` is where memory that may be read ends. */
static inline uint64_t gz_tail(const uint8_t *text, int64_t size, const uint8_t *end)
{
    int64_t rest = size & 7;
    uint64_t word = 0;
    if (!rest)
        return 0;
    if (size >= 8)
        return gz_load(text + size - 8) >> (64 - 8 * rest);
    if (end - text >= 8)
        return gz_load(text) & ((UINT64_C(1) << 8 * rest) - 1);
    for (int64_t i = rest; i-- > 0;)
        word = word << 8 | text[i];
    return word;
}

/* The hash of a value: whole up to 256 bytes, else first and last 128 and the length (`all`). */
static inline uint64_t gz_hash(const struct gz_scan *scan, const uint8_t *text, int64_t size, const uint8_t *end, int lower)
{
    struct gz_sip s = gz_sip_start(scan);
    uint64_t tail;
    if (size > 256) {
        for (int64_t i = 0; i < 256; i += 8) {
            uint64_t word = gz_load(i < 128 ? text + i : text + size - 256 + i);
            gz_absorb(&s, lower ? gz_lower(word) : word);
        }
        gz_absorb(&s, (uint64_t)size);
        return gz_sip_end(&s, 0, 264);
    }
    for (int64_t i = 0; i + 8 <= size; i += 8) {
        uint64_t word = gz_load(text + i);
        gz_absorb(&s, lower ? gz_lower(word) : word);
    }
    tail = gz_tail(text, size, end);
    return gz_sip_end(&s, lower ? gz_lower(tail) : tail, size);
}

static inline void gz_register(uint8_t *registers, int p, uint64_t hash)
{
    uint64_t above = hash >> p | UINT64_C(1) << (64 - p);
    uint8_t rank = (uint8_t)(__builtin_ctzll(above) + 1);
    uint8_t *place = registers + (hash & ((UINT64_C(1) << p) - 1));
    if (rank > *place)
        *place = rank;
}

void gz_start_sketches(struct gz_sketches *sketches, uint8_t *registers, uint32_t *bins, const struct gz_matched *matched,
                       int64_t rules);
/* Takes the hashes that are held into the rules' sketches. */
void gz_take_held(struct gz_sketches *sketches);

static inline void gz_sketch(struct gz_sketches *sketches, int64_t slot, uint64_t hash)
{
    uint32_t *bin = sketches->bins + (hash >> 56);
    uint32_t value = (uint32_t)(hash >> 24);
    value -= value == UINT32_MAX;
    if (value < *bin)
        *bin = value;
    gz_register(sketches->registers, 10, hash);
    if (!(hash & sketches->zeros)) {
        sketches->hashes[sketches->count] = hash;
        sketches->slots[sketches->count] = slot;
        if (++sketches->count == GZ_HELD)
            gz_take_held(sketches);
    }
}

#endif
