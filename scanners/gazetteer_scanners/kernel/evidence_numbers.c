/* Evidence of integer columns without their text, and of what rules found: distinct matches, births, ages, rows. */
#include "decimal.h"
#include "evidence_counting.h"
#include "evidence_queue.h"

/* Lets the decimal text of a number wait for its hash; `size` is how many digits that are. */
static inline void wait_number(struct gz_queue *queue, uint64_t number, int is_negative, int size, int64_t slot)
{
    uint64_t low = gz_eight_characters((uint32_t)(number % 100000000)), high = number / 100000000;
    int before = 8 * (size - 8); /* bits of the digits before the last eight */
    uint8_t text[32];
    int begin = 24 - size;
    if (!is_negative && size < 8) {
        gz_wait_short(queue, low >> -before, size, slot);
    } else if (!is_negative && size == 8) {
        gz_wait_two(queue, low, 0, size, slot);
    } else if (!is_negative && size < 16) {
        high = gz_eight_characters((uint32_t)high) >> (64 - before);
        gz_wait_two(queue, high | low << before, low >> (64 - before), size, slot);
    } else {
        gz_store(text + 16, low);
        gz_store(text + 8, gz_eight_characters((uint32_t)(high % 100000000)));
        gz_store(text, gz_eight_characters((uint32_t)(high / 100000000)));
        if (is_negative)
            text[--begin] = '-';
        gz_wait(queue, text + begin, 24 - begin, text + sizeof text, slot);
    }
}

/* Measures n integers of `width` bytes (below zero: signed). Gives how many numbers stand in `out`. */
GZ_API int64_t gz_evidence_integers(const struct gz_scan *scan, int64_t n, const void *values, int32_t width,
                                    const uint8_t *validity, int64_t bit_offset, uint8_t *registers, uint32_t *bins,
                                    const struct gz_matched *matched, int64_t rules, int64_t *out)
{
    struct gz_sketches sketches;
    struct gz_queue queue;
    struct gz_tally tally;
    gz_start_sketches(&sketches, registers, bins, matched, rules);
    gz_start_queue(&queue, scan, &sketches);
    memset(&tally, 0, sizeof tally);
    tally.number_at = -2;
    for (int64_t i = 0; i < n; i++) {
        uint64_t value = gz_load_integer(values, width, i);
        int is_negative = width < 0 && (int64_t)value < 0, size;
        if (!gz_is_valid(validity, bit_offset + i))
            continue;
        size = gz_count_digits(is_negative ? 0 - value : value);
        gz_count_number(&tally, value, size, is_negative, i);
        tally.lengths[scan->length_bins[size + is_negative]]++;
        tally.scripts[scan->shapes[is_negative ? GZ_DIGIT | GZ_SYMBOL : GZ_DIGIT]]++;
        if (size == 8 || size == 14)
            gz_count_compact(scan, &tally, (int64_t)value);
        wait_number(&queue, is_negative ? 0 - value : value, is_negative, size, i);
    }
    gz_end_queue(&queue);
    return gz_write_tally(&tally, out);
}

/* Measures n booleans (bits from `bit` on) as if they were the words true and false. */
GZ_API int64_t gz_evidence_booleans(const struct gz_scan *scan, int64_t n, const uint8_t *bits, int64_t bit,
                                    const uint8_t *validity, int64_t bit_offset, uint8_t *registers, uint32_t *bins,
                                    const struct gz_matched *matched, int64_t rules, int64_t *out)
{
    static const uint8_t words[2][8] = {"false", "true"};
    struct gz_sketches sketches;
    struct gz_tally tally;
    uint64_t both[2];
    gz_start_sketches(&sketches, registers, bins, matched, rules);
    memset(&tally, 0, sizeof tally);
    for (int truth = 0; truth < 2; truth++)
        both[truth] = gz_hash(scan, words[truth], 5 - truth, words[truth] + 8, 0);
    for (int64_t i = 0; i < n; i++)
        if (gz_is_valid(validity, bit_offset + i)) {
            int truth = gz_is_valid(bits, bit + i);
            if (!tally.truths[truth]++ || rules)
                gz_sketch(&sketches, i, both[truth]);
        }
    gz_take_held(&sketches);
    tally.lengths[scan->length_bins[5]] = tally.truths[0];
    tally.lengths[scan->length_bins[4]] = tally.truths[1];
    tally.scripts[scan->shapes[GZ_LETTER]] = tally.truths[0] + tally.truths[1];
    return gz_write_tally(&tally, out);
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
