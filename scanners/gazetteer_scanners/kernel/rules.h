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
 * without separators; placeholder_pairs: for each rule a bit for each gz_pair of their first two octets. */
typedef struct {
    const uint32_t *set_starts;
    const uint16_t *set_rules;
    const int32_t *check;
    const int64_t *exact;
    const uint32_t *placeholder_starts;
    const int32_t *placeholder_offsets;
    const uint8_t *placeholders;
    const uint64_t *placeholder_pairs;
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

/* A number below 64 for the first two octets of a text without its separators, in upper case. */
static inline int gz_pair(const uint8_t *text, int64_t length)
{
    unsigned pair = 0;
    int n = 0;
    for (int64_t i = 0; i < length && n < 2; i++) {
        unsigned octet = text[i];
        if (is_separator(text[i]))
            continue;
        pair = pair * 5 + (octet - 'a' < 26 ? octet - 32 : octet);
        n++;
    }
    return (int)(pair & 63);
}

/* Whether a match is one of the rule's placeholders. */
static inline int gz_is_placeholder(const gz_rules *rules, int rule, const uint8_t *text, int64_t length)
{
    uint32_t first = rules->placeholder_starts[rule], last = rules->placeholder_starts[rule + 1];
    if (first == last || !(rules->placeholder_pairs[rule] >> gz_pair(text, length) & 1))
        return 0;
    uint8_t bare[MOST_BARE];
    int n = gz_strip(text, length, bare);
    for (uint32_t k = first; n >= 0 && k < last; k++) {
        int32_t start = rules->placeholder_offsets[k];
        if (rules->placeholder_offsets[k + 1] - start == n && !memcmp(rules->placeholders + start, bare, (size_t)n))
            return 1;
    }
    return 0;
}

#endif
