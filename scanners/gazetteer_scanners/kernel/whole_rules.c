/* What the rules say of values that match them as a whole: placeholders, checks, and what valid values tell. */
#include "rules.h"
#include "text.h"

enum { REFUSED, ACCEPTED, DOUBTFUL, PLACEHOLDER, OUTCOMES };

/* What a rule says of a value in a set of its table; `dates` goes up by one if there is a date, which then stands in `days`. */
static inline int judge(const gz_rules *rules, int rule, int check, int reader, const uint8_t *octets, int64_t length,
                        int32_t *days, int64_t *dates)
{
    if (!gz_is_sure(rules, rule, octets, length))
        return DOUBTFUL;
    if (gz_is_placeholder(rules, rule, octets, length))
        return PLACEHOLDER;
    if (check == BY_PYTHON)
        return DOUBTFUL;
    if (reader < 0)
        return check < 0 || gz_passes(check, octets, length) ? ACCEPTED : REFUSED;
    int passed = gz_passes_dated(check, reader, octets, length, days);
    *dates += passed == GZ_DATED;
    return passed == GZ_FAILED ? REFUSED : ACCEPTED;
}

/* A column and what is said of it by one rule: a mask that says 1 where a value is accepted and 2 where Python has to say;
 * how many values are refused, accepted, doubtful, placeholders; the dates of accepted values, if there is a reader. */
typedef struct {
    const gz_text *text;
    const uint16_t *sets;
    const uint8_t *having; /* for each set whether the rule is in it */
    uint8_t *mask;
    int64_t *outcomes;
    int32_t reader; /* below 0: none */
    int32_t *days;
} gz_judging;

static void accept_all(const gz_judging *j)
{
    int64_t accepted = 0;
    for (int64_t i = 0; i < j->text->n; i++)
        accepted += j->mask[i] = j->having[j->sets[i]];
    j->outcomes[ACCEPTED] = accepted;
}

static int64_t judge_column(const gz_rules *rules, int rule, const gz_judging *j)
{
    int check = rules->check[rule];
    int64_t dates = 0, counts[OUTCOMES] = {0};
    for (int64_t i = 0; i < j->text->n; i++) {
        const uint8_t *octets;
        j->mask[i] = 0;
        if (!j->having[j->sets[i]])
            continue;
        int64_t length = gz_value(j->text, i, &octets);
        int outcome = judge(rules, rule, check, j->reader, octets, length, j->days + dates, &dates);
        counts[outcome]++;
        j->mask[i] = (uint8_t)(outcome == PLACEHOLDER ? REFUSED : outcome);
    }
    memcpy(j->outcomes, counts, sizeof counts);
    return dates;
}

/* Judges values by several rules (their places). having: for each rule of the table and each of its `width` sets whether it is
 * in it, 0 or 1. readers: for each of these rules what reads its dates, -1 if nothing does. Of each there come n masks,
 * OUTCOMES outcomes, the number of dates, and room for n dates if it has a reader. */
GZ_API int64_t gz_judge_whole(const gz_rules *rules, const uint8_t *having, int64_t width, const gz_text *text,
                              const uint16_t *sets, int64_t count, const int32_t *places, const int32_t *readers,
                              uint8_t *masks, int64_t *outcomes, int64_t *dates, int32_t *days)
{
    for (int64_t k = 0; k < count; k++) {
        int rule = places[k];
        gz_judging judging = {text, sets, having + rule * width, masks + k * text->n, outcomes + k * OUTCOMES, readers[k], days};
        if (rules->check[rule] == BY_PATTERN && rules->exact[rule] == INT64_MAX && readers[k] < 0)
            accept_all(&judging);
        else
            dates[k] = judge_column(rules, rule, &judging);
        days += readers[k] >= 0 ? text->n : 0;
    }
    return count;
}

/* For each value whether its set is wanted; returns how many are. */
GZ_API int64_t gz_select(const uint16_t *sets, int64_t n, const uint8_t *wanted, uint8_t *selected)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++)
        total += selected[i] = wanted[sets[i]];
    return total;
}

/* Adds up how many of the wanted values begin with which two digits, the first one counting ten times; returns
 * how many values there are. */
GZ_API int64_t gz_count_prefixes(const gz_text *text, const uint8_t *wanted, int64_t *counts)
{
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        if (wanted[i] && gz_value(text, i, &octets) > 1 && is_digit(octets[0]) && is_digit(octets[1]))
            counts[(octets[0] - '0') * 10 + octets[1] - '0']++;
    }
    return text->n;
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
