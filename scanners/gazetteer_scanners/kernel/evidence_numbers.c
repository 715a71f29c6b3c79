/* Evidence of integer columns without their text, and of what rules found: distinct matches, births, ages, rows. */
#include "decimal.h"
#include "evidence.h"

/* The hash of a number's decimal text; `size` is how many digits that are. */
static uint64_t hash_number(const struct gz_scan *scan, uint64_t number, int is_negative, int size)
{
    struct gz_sip s = gz_sip_start(scan);
    uint8_t text[32] = {0};
    uint64_t low, high;
    int begin = 24 - size;
    if (!is_negative && size <= 8) {
        low = gz_eight_characters((uint32_t)number) >> (64 - 8 * size);
        if (size < 8)
            return gz_sip_end(&s, low, size);
        gz_absorb(&s, low);
        return gz_sip_end(&s, 0, size);
    }
    if (!is_negative && size <= 16) {
        int first = size - 8; /* 1 to 8 digits before the last eight */
        high = gz_eight_characters((uint32_t)(number / 100000000)) >> (64 - 8 * first);
        low = gz_eight_characters((uint32_t)(number % 100000000));
        if (first == 8) {
            gz_absorb(&s, high);
            gz_absorb(&s, low);
            return gz_sip_end(&s, 0, size);
        }
        gz_absorb(&s, high | low << 8 * first);
        return gz_sip_end(&s, low >> (64 - 8 * first), size);
    }
    for (int i = 24; i-- > begin; number /= 10)
        text[i] = (uint8_t)('0' + number % 10);
    if (is_negative)
        text[--begin] = '-';
    return gz_hash(scan, text + begin, 24 - begin, text + sizeof text, 0);
}

/* Measures n integers of `width` bytes (below zero: signed). Gives how many numbers stand in `out`. */
GZ_API int64_t gz_evidence_integers(const struct gz_scan *scan, int64_t n, const void *values, int32_t width,
                                    const uint8_t *validity, int64_t bit_offset, uint8_t *registers, uint32_t *bins,
                                    uint64_t *hashes, uint8_t *present, int64_t *out)
{
    struct gz_sketches sketches = {registers, bins, hashes, present};
    struct gz_tally tally;
    memset(&tally, 0, sizeof tally);
    tally.number_at = -2;
    for (int64_t i = 0; i < n; i++) {
        uint64_t value = gz_load_integer(values, width, i);
        int is_negative = width < 0 && (int64_t)value < 0, size;
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        size = gz_count_number(&tally, value, is_negative, i);
        tally.lengths[scan->length_bins[size + is_negative]]++;
        tally.scripts[scan->shapes[is_negative ? GZ_DIGIT | GZ_SYMBOL : GZ_DIGIT]]++;
        gz_count_compact(scan, &tally, (int64_t)value);
        gz_sketch(&sketches, i, hash_number(scan, is_negative ? 0 - value : value, is_negative, size));
    }
    return gz_write_tally(&tally, out);
}

/* Measures n booleans (bits from `bit` on) as if they were the words true and false. */
GZ_API int64_t gz_evidence_booleans(const struct gz_scan *scan, int64_t n, const uint8_t *bits, int64_t bit,
                                    const uint8_t *validity, int64_t bit_offset, uint8_t *registers, uint32_t *bins,
                                    uint64_t *hashes, uint8_t *present, int64_t *out)
{
    static const uint8_t words[2][8] = {"false", "true"};
    struct gz_sketches sketches = {registers, bins, hashes, present};
    struct gz_tally tally;
    uint64_t both[2];
    memset(&tally, 0, sizeof tally);
    for (int truth = 0; truth < 2; truth++)
        both[truth] = gz_hash(scan, words[truth], 5 - truth, words[truth] + 8, 0);
    for (int64_t i = 0; i < n; i++)
        if (gz_is_valid(validity, bit_offset + i)) {
            int truth = gz_is_valid(bits, bit + i);
            if (!tally.truths[truth]++ || hashes)
                gz_sketch(&sketches, i, both[truth]);
        }
    tally.lengths[scan->length_bins[5]] = tally.truths[0];
    tally.lengths[scan->length_bins[4]] = tally.truths[1];
    tally.scripts[scan->shapes[GZ_LETTER]] = tally.truths[0] + tally.truths[1];
    return gz_write_tally(&tally, out);
}

static inline void take_matched(uint64_t hash, uint64_t zeros, int is_accepted, uint8_t *registers)
{
    if (!(hash & zeros) && is_accepted)
        gz_register(registers, 6, hash);
}

/* Whether some of eight hashes lack all these bits. */
static inline int may_raise(const uint64_t *hashes, uint64_t zeros)
{
    int any = 0;
    for (int k = 0; k < 8; k++)
        any |= !(hashes[k] & zeros);
    return any;
}

/* Takes the hashes of accepted slots into a sketch with 64 registers. Few can raise a register: those with as many zero bits
 * as the lowest one's rank. */
GZ_API void gz_evidence_matched(const uint64_t *hashes, const uint8_t *present, const uint8_t *accepted, int64_t n,
                                uint8_t *registers)
{
    for (int64_t i = 0; i < n;) {
        int64_t end = i + 512 < n ? i + 512 : n;
        uint8_t least = 64;
        uint64_t zeros;
        for (int k = 0; k < 64; k++)
            least = registers[k] < least ? registers[k] : least;
        zeros = ((UINT64_C(1) << (least < 58 ? least : 58)) - 1) << 6;
        for (; i + 8 <= end; i += 8)
            if (gz_load(accepted + i) && may_raise(hashes + i, zeros))
                for (int64_t k = i; k < i + 8; k++)
                    take_matched(hashes[k], zeros, accepted[k] && present[k], registers);
        for (; i < end; i++)
            take_matched(hashes[i], zeros, accepted[i] && present[i], registers);
    }
}

/* Counts births (days since 1970, years 1 to 9999) by month and age; two tables stand in `out`. */
GZ_API int64_t gz_evidence_births(const struct gz_scan *scan, const int64_t *days, int64_t n, int64_t *out)
{
    struct gz_tally tally;
    int64_t *at = out;
    memset(&tally, 0, sizeof tally);
    for (int64_t i = 0; i < n; i++) {
        int32_t year, month, day, key;
        gz_civil(days[i], &year, &month, &day);
        key = (year - GZ_FIRST_YEAR) * 12 + month - 1;
        if (key >= 0 && key < GZ_MONTHS)
            tally.months[key]++;
        gz_count_age(scan, tally.ages, year, month, day);
    }
    at = gz_write_table(at, tally.months, GZ_MONTHS);
    at = gz_write_table(at, tally.ages, GZ_AGES);
    return at - out;
}

/* How many rows (ascending) have at least one value that is not null. */
GZ_API int64_t gz_evidence_rows(const int64_t *row_of, const uint8_t *validity, int64_t bit_offset, int64_t n)
{
    int64_t rows = 0, before = -1;
    for (int64_t i = 0; i < n; i++)
        if (gz_is_valid(validity, bit_offset + i)) {
            rows += row_of[i] != before;
            before = row_of[i];
        }
    return rows;
}

/* For a test that both languages lay the tables out alike. */
GZ_API int64_t gz_evidence_scan_bytes(void)
{
    return (int64_t)sizeof(struct gz_scan);
}
