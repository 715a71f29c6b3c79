/* The checks of recognizers/ that are worth a compiled form; their numbers are those of matching/checks.py. */
#ifndef GAZETTEER_CHECKS_H
#define GAZETTEER_CHECKS_H

#include "kernel.h"
#include "letters.h"

enum { MOST_BARE = 64, MOST_DIGITS = MOST_BARE };

/* The octets without the separators of recognizers/checksums.py, ASCII letters in upper case; -1 if over MOST_BARE. */
int gz_strip(const uint8_t *text, int64_t length, uint8_t *bare);

/* Whether octets that match a rule's pattern pass its check. */
int gz_passes(int32_t check, const uint8_t *text, int64_t length);

/* The date that a valid value embeds, in days since 1970-01-01; 0 if there is none or it could be read two ways. */
int gz_read_date(int32_t reader, const uint8_t *text, int64_t length, int32_t *days);

enum { READ_RESIDENT, READ_BIRTH_DATE, READ_LOCAL, READ_YEAR_FIRST };

enum { GZ_FAILED, GZ_PASSED, GZ_DATED };

/* Whether octets pass a check (below 0: every match does), and whether a reader finds a date in them. */
int gz_passes_dated(int32_t check, int32_t reader, const uint8_t *text, int64_t length, int32_t *days);

/* check_dates.c: dates as the functions of their names read them, see there. */
int gz_make_date(int year, int month, int day, int32_t *days);
int gz_date_of_eight(uint64_t digits, int32_t *days);
int gz_birth_date(const uint8_t *text, int64_t length, int32_t *days);
int gz_local_dates(const uint8_t *text, int64_t length, int32_t *days);
int gz_year_first(const uint8_t *text, int64_t length, int32_t *days);
int gz_resident_birth(const uint8_t *text, int64_t length, int32_t *days);

/* check_contacts.c */
int gz_is_email(const uint8_t *text, int64_t length);
int gz_is_v4(const uint8_t *text, int64_t length);
int gz_is_v6(const uint8_t *text, int64_t length);
int gz_has_country_code(const uint8_t *text, int64_t length);
int gz_masked_old_resident_length(int64_t length);
int gz_has_phone_digits(const uint8_t *text, int64_t length);

/* check_forms.c */
int gz_masked_resident_length(const uint8_t *text, int64_t length);
int gz_masked_card_length(const uint8_t *text, int64_t length);
int gz_has_letter_and_digit(const uint8_t *text, int64_t length);
int gz_is_encoded(const uint8_t *text, int64_t length);
int gz_is_partly_masked(const uint8_t *text, int64_t length);

static inline int is_separator(uint8_t c)
{
    static const uint8_t separators[256] = {[' '] = 1, ['.'] = 1, ['/'] = 1, [':'] = 1, ['('] = 1, [')'] = 1, ['_'] = 1, ['-'] = 1};
    return separators[c];
}

/* 0x80 for each of eight octets that is no digit. */
static inline uint64_t not_digits(uint64_t octets)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = octets & 0x7F * ones;
    return (octets | (low + (0x7F - '9') * ones) | ~(low + (0x80 - '0') * ones)) & 0x80 * ones;
}

static inline int all_digits(const uint8_t *text, int n)
{
    if (n < 8) {
        for (int i = 0; i < n; i++)
            if (!is_digit(text[i]))
                return 0;
        return n > 0;
    }
    uint64_t others = not_digits(gz_load(text + n - 8));
    for (int i = 0; i + 8 < n; i += 8)
        others |= not_digits(gz_load(text + i));
    return !others;
}

static inline int number(const uint8_t *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* Whether a text begins with one of these pairs, or of these triples. */
static inline int has_pair(const char *pairs, const uint8_t *text)
{
    for (; pairs[0]; pairs += 2)
        if (pairs[0] == text[0] && pairs[1] == text[1])
            return 1;
    return 0;
}

static inline int has_triple(const char *triples, const uint8_t *text)
{
    for (; triples[0]; triples += 3)
        if (!memcmp(triples, text, 3))
            return 1;
    return 0;
}

#endif
