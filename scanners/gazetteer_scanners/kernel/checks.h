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

/* check_dates.c: dates as the functions of their names read them, see there. */
int gz_make_date(int year, int month, int day, int32_t *days);
int gz_birth_date(const uint8_t *text, int64_t length, int32_t *days);
int gz_local_dates(const uint8_t *text, int64_t length, int32_t *days);
int gz_year_first(const uint8_t *text, int64_t length, int32_t *days);
int gz_resident_birth(const uint8_t *text, int64_t length, int32_t *days);

static inline int is_separator(uint8_t c)
{
    static const uint8_t separators[256] = {[' '] = 1, ['.'] = 1, ['/'] = 1, [':'] = 1, ['('] = 1, [')'] = 1, ['_'] = 1, ['-'] = 1};
    return separators[c];
}

static inline int all_digits(const uint8_t *text, int n)
{
    for (int i = 0; i < n; i++)
        if (!is_digit(text[i]))
            return 0;
    return n > 0;
}

static inline int number(const uint8_t *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

#endif
