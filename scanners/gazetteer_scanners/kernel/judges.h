/* What functions of dictionaries say of a value, in compiled form, and what they know. */
#ifndef GAZETTEER_JUDGES_H
#define GAZETTEER_JUDGES_H

#include "letters.h"
#include "words.h"

enum { NO, YES, UNSURE };

/* The functions, in the order of matching/checks.py, JUDGES. */
enum { CHINESE_NAME, LATIN_NAME, CHINESE_ADDRESS, ADDRESS, JUDGES };

/* The lists of matching/checks.py, judge_lists(). */
enum {
    SURNAME_CN = 1 << 0,
    ORDINARY_CN = 1 << 1,
    COMPOUND_CN = 1 << 2,
    GIVEN_CN = 1 << 3,
    TITLE = 1 << 4,
    PARTICLE = 1 << 5,
    NOT_A_PERSON = 1 << 6,
    GIVEN = 1 << 7,
    SURNAME = 1 << 8,
    BEFORE_NAME = 1 << 9,
    BEHIND_NAME = 1 << 10,
    PLACE_CN = 1 << 11,
    ORDINARY = 1 << 12
};

/* What a Han character may be in a Chinese name; matching/checks.py, han_marks(). */
enum {
    IS_SURNAME = 1,
    BEGINS_COMPOUND = 2,
    CONTINUES_COMPOUND = 4,
    BEGINS_ORDINARY = 8,
    ENDS_ORDINARY = 16,
    IS_GIVEN = 32
};
enum { HAN = 3, FIRST_HAN = 0x4E00, HANS = 0x5200 };

/* words: for each function the lists that it looks into. han: for each of the HANS characters its marks. */
typedef struct {
    gz_words words[JUDGES];
    const uint8_t *han;
} gz_knowledge;

/* A value; `limit` is where the octets of its column end. */
typedef struct {
    const uint8_t *text;
    int64_t length;
    const uint8_t *limit;
} gz_text_value;

static inline int is_ascii(const uint8_t *text, int64_t length)
{
    uint64_t high = 0, eight;
    int64_t i = 0;
    for (; i + 8 <= length; i += 8) {
        memcpy(&eight, text + i, 8);
        high |= eight;
    }
    for (; i < length; i++)
        high |= (uint64_t)text[i] << 56 | text[i];
    return !(high & 0x8080808080808080ULL);
}

static inline int is_blank(uint8_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
}

static inline int64_t digits_at(const uint8_t *text, int64_t left, int64_t most)
{
    int64_t n = 0;
    while (n < left && n < most && is_digit(text[n]))
        n++;
    return n;
}

static inline int64_t letters_at(const uint8_t *text, int64_t left, int64_t most)
{
    int64_t n = 0;
    while (n < left && n < most && is_letter(text[n]))
        n++;
    return n;
}

int gz_is_chinese_name(const gz_knowledge *known, const gz_text_value *value);
int gz_is_latin_name(const gz_knowledge *known, const gz_text_value *value);
int gz_is_chinese_address(const gz_knowledge *known, const gz_text_value *value);
int gz_is_address(const gz_knowledge *known, const gz_text_value *value);

/* Whether an ASCII digit of a text that begins with ASCII may be a house's or a box's number, without which gz_is_address
 * says NO; -1 if there is no digit. */
int gz_may_be_address(const gz_text_value *value);

#endif
