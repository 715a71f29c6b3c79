/* What judges.c and addresses.c share. */
#ifndef GAZETTEER_JUDGES_H
#define GAZETTEER_JUDGES_H

#include "letters.h"
#include "words.h"

enum { NO, YES, UNSURE };

/* The lists of matching/checks.py, judge_lists(). */
enum {
    SURNAME_CN = 1 << 0,
    ORDINARY_CN = 1 << 1,
    COMPOUND_CN = 1 << 2,
    NEVER_LAST_CN = 1 << 3,
    TITLE = 1 << 4,
    PARTICLE = 1 << 5,
    NOT_A_PERSON = 1 << 6,
    GIVEN = 1 << 7,
    SURNAME = 1 << 8,
    BEFORE_NAME = 1 << 9,
    BEHIND_NAME = 1 << 10,
    PLACE_CN = 1 << 11
};
enum { MOST_PARTS = 48, MOST_NAMES = 4, HAN = 3 };

static inline int is_ascii(const uint8_t *text, int64_t length)
{
    uint8_t high = 0;
    for (int64_t i = 0; i < length; i++)
        high |= text[i];
    return high < 0x80;
}

/* addresses.c */
int gz_is_chinese_address(const gz_words *table, const uint8_t *text, int64_t length);
int gz_is_address(const gz_words *table, const uint8_t *text, int64_t length);

#endif
