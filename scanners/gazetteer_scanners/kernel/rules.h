/* The rules behind the sets of a table, and how a match of each is judged. */
#ifndef GAZETTEER_RULES_H
#define GAZETTEER_RULES_H

#include "checks.h"

/* What a rule's check may be instead of a number of checks.c: every match counts, but for the rule's placeholders if it is
 * UNCHECKED; or only Python can tell. */
enum { BY_PATTERN = -1, BY_PYTHON = -2, UNCHECKED = -3 };

/* set_starts: for each set where its rules begin in set_rules, one more at the end.
 * exact: for each rule the longest text of which the table is sure; -1 less that where it is sure of ASCII alone.
 * placeholder_starts: for each rule its first placeholder, one more at the end; placeholders are octets in upper case,
 * without separators; placeholder_bits: for each rule a bit for the gz_bit of each. */
typedef struct {
    const uint32_t *set_starts;
    const uint16_t *set_rules;
    const int32_t *check;
    const int64_t *exact;
    const uint32_t *placeholder_starts;
    const int32_t *placeholder_offsets;
    const uint8_t *placeholders;
    const uint64_t *placeholder_bits;
} gz_rules;

static inline int gz_is_sure(const gz_rules *rules, int rule, const uint8_t *text, int64_t length)
{
    int64_t exact = rules->exact[rule];
    if (exact >= 0)
        return length <= exact;
    for (int64_t i = 0; i < length; i++)
        if (text[i] >= 0x80)
            return 0;
    return length <= -1 - exact;
}

/* A number below 64 for the first four octets of a text without its separators, in upper case. */
static inline int gz_bit(const uint8_t *text, int64_t length)
{
    const uint32_t ones = UINT32_C(0x01010101);
    uint32_t four = 0;
    if (length >= 4 && !(is_separator(text[0]) | is_separator(text[1]) | is_separator(text[2]) | is_separator(text[3]))) {
        four = (uint32_t)text[0] << 24 | (uint32_t)text[1] << 16 | (uint32_t)text[2] << 8 | text[3];
        uint32_t low = four & 0x7F * ones;
        uint32_t is_lower = (low + (0x80 - 'a') * ones) & ~(low + (0x7F - 'z') * ones) & ~four & 0x80 * ones;
        four -= is_lower >> 2;
    } else
        for (int64_t i = 0, n = 0; i < length && n < 4; i++) {
            uint32_t octet = text[i];
            if (is_separator(text[i]))
                continue;
            four = four << 8 | (octet - 'a' < 26 ? octet - 32 : octet);
            n++;
        }
    return (int)(four * UINT32_C(0x9E3779B1) >> 26);
}

/* Whether a text without its separators, in upper case, is this word. */
static inline int gz_is_word(const uint8_t *text, int64_t length, const uint8_t *word, int64_t size)
{
    int64_t n = 0;
    for (int64_t i = 0; i < length; i++) {
        unsigned octet = text[i];
        if (n < size && (octet - 'a' < 26 ? octet - 32 : octet) == word[n])
            n++;
        else if (!is_separator(text[i]))
            return 0;
    }
    return n == size;
}

/* Whether a match is one of the rule's placeholders. */
static inline int gz_is_placeholder(const gz_rules *rules, int rule, const uint8_t *text, int64_t length)
{
    uint32_t first = rules->placeholder_starts[rule], last = rules->placeholder_starts[rule + 1];
    if (first == last || !(rules->placeholder_bits[rule] >> gz_bit(text, length) & 1))
        return 0;
    for (uint32_t k = first; k < last; k++) {
        int32_t start = rules->placeholder_offsets[k];
        if (gz_is_word(text, length, rules->placeholders + start, rules->placeholder_offsets[k + 1] - start))
            return 1;
    }
    return 0;
}

#endif
