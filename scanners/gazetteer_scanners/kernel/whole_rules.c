/* What the rules say of values that match them as a whole: placeholders, checks, and what valid values tell. */
#include "rules.h"
#include "text.h"

enum { REFUSED, ACCEPTED, DOUBTFUL, PLACEHOLDER, OUTCOMES };

/* What a rule says of a value in a set of its table. */
static inline int judge(const gz_rules *rules, int rule, int check, const uint8_t *octets, int64_t length)
{
    if (!gz_is_sure(rules, rule, octets, length))
        return DOUBTFUL;
    if (gz_is_placeholder(rules, rule, octets, length))
        return PLACEHOLDER;
    if (check == BY_PYTHON)
        return DOUBTFUL;
    return check < 0 || gz_passes(check, octets, length) ? ACCEPTED : REFUSED;
}

/* Judges values by one rule, and reads a date out of those that are accepted unless `reader` is below 0. having: for each set whether the rule is in it, 0 or 1. mask: 1 where a value is accepted, 2 where
 * Python has to say. outcomes: how many values are refused, accepted, doubtful, placeholders. Returns how many
 * dates there are. */
GZ_API int64_t gz_judge_whole(const gz_rules *rules, int32_t rule, const uint8_t *having, const gz_text *text,
                           const uint16_t *sets, int32_t reader, uint8_t *mask, int32_t *days, int64_t *outcomes)
{
    int check = rules->check[rule];
    if (check == BY_PATTERN && rules->exact[rule] == INT64_MAX && reader < 0) {
        int64_t accepted = 0;
        for (int64_t i = 0; i < text->n; i++)
            accepted += mask[i] = having[sets[i]];
        outcomes[ACCEPTED] = accepted;
        return 0;
    }
    int64_t dates = 0, counts[OUTCOMES] = {0};
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        mask[i] = 0;
        if (!having[sets[i]])
            continue;
        int64_t length = gz_value(text, i, &octets);
        int outcome = judge(rules, rule, check, octets, length);
        counts[outcome]++;
        mask[i] = (uint8_t)(outcome == PLACEHOLDER ? REFUSED : outcome);
        if (outcome == ACCEPTED && reader >= 0)
            dates += gz_read_date(reader, octets, length, &days[dates]);
    }
    memcpy(outcomes, counts, sizeof counts);
    return dates;
}

/* For each value whether its set is wanted. */
GZ_API void gz_select(const uint16_t *sets, int64_t n, const uint8_t *wanted, uint8_t *selected)
{
    for (int64_t i = 0; i < n; i++)
        selected[i] = wanted[sets[i]];
}

/* Adds up how many of the wanted values begin with which two digits, the first one counting ten times. */
GZ_API void gz_count_prefixes(const gz_text *text, const uint8_t *wanted, int64_t *counts)
{
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        if (wanted[i] && gz_value(text, i, &octets) > 1 && is_digit(octets[0]) && is_digit(octets[1]))
            counts[(octets[0] - '0') * 10 + octets[1] - '0']++;
    }
}

/* For each value that is wanted whether it passes the check; 0 for the others. Returns how many pass. */
GZ_API int64_t gz_check(int32_t check, const gz_text *text, const uint8_t *wanted, uint8_t *passes)
{
    int64_t total = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        passes[i] = length ? (uint8_t)gz_passes(check, octets, length) : 0;
        total += passes[i];
    }
    return total;
}

/* Dates (days since 1970-01-01) in the values where `wanted` is not 0, as read by `reader`; returns how many there are. */
GZ_API int64_t gz_read_dates(int32_t reader, const gz_text *text, const uint8_t *wanted, int32_t *days)
{
    int64_t total = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        if (length && gz_read_date(reader, octets, length, &days[total]))
            total++;
    }
    return total;
}
