/* Chinese postal addresses: what recognizers/contact says of values that have the shape of one, in compiled form. */
#include "judges.h"

/* One character, at most three octets long as a code point; others as 0. Returns its octets. */
static int decode(const uint8_t *text, int64_t left, uint32_t *point)
{
    uint8_t c = text[0];
    if (c < 0x80) {
        *point = c;
        return 1;
    }
    if (c >= 0xE0 && c < 0xF0 && left > 2) {
        *point = (uint32_t)(c & 15) << 12 | (uint32_t)(text[1] & 63) << 6 | (text[2] & 63);
        return 3;
    }
    *point = 0;
    return c < 0xE0 && left > 1 ? 2 : c >= 0xF0 && left > 3 ? 4 : 1;
}

static int is_han(uint32_t c)
{
    return c - FIRST_HAN < HANS;
}

/* What a Han character may be: one that counts houses and floors (numerals, stems, directions), or the beginning of the
 * word behind a number, in a street's name, of a division. */
enum { COUNTS = 1, NUMBERED = 2, STREET = 4, DIVISION = 8 };

#define AT(point) [(point) - FIRST_HAN]
static const uint8_t marks[HANS] = {
    AT(0x4E00) = COUNTS, AT(0x4E8C) = COUNTS, AT(0x4E09) = COUNTS, AT(0x56DB) = COUNTS, AT(0x4E94) = COUNTS, /* 一二三四五 */
    AT(0x516D) = COUNTS, AT(0x4E03) = COUNTS, AT(0x516B) = COUNTS, AT(0x4E5D) = COUNTS, AT(0x5341) = COUNTS, /* 六七八九十 */
    AT(0x767E) = COUNTS, AT(0x96F6) = COUNTS,                                                                /* 百零 */
    AT(0x7532) = COUNTS, AT(0x4E59) = COUNTS, AT(0x4E19) = COUNTS, AT(0x4E01) = COUNTS,                      /* 甲乙丙丁 */
    AT(0x4E1C) = COUNTS, AT(0x897F) = COUNTS, AT(0x5357) = COUNTS, AT(0x5317) = COUNTS,                      /* 东西南北 */
    AT(0x53F7) = NUMBERED, AT(0x680B) = NUMBERED, AT(0x5E62) = NUMBERED, AT(0x5EA7) = NUMBERED,              /* 号栋幢座 */
    AT(0x697C) = NUMBERED, AT(0x5BA4) = NUMBERED, AT(0x623F) = NUMBERED, AT(0x5C42) = NUMBERED,              /* 楼室房层 */
    AT(0x95E8) = NUMBERED, AT(0x961F) = NUMBERED, AT(0x6237) = NUMBERED, AT(0x5355) = NUMBERED,              /* 门队户单 */
    AT(0x7EC4) = NUMBERED, AT(0x4FE1) = NUMBERED, AT(0x5C6F) = STREET,                                       /* 组信屯 */
    AT(0x5F04) = NUMBERED | STREET,                                                                          /* 弄 */
    AT(0x8DEF) = STREET, AT(0x8857) = STREET, AT(0x5DF7) = STREET, AT(0x9547) = STREET, AT(0x4E61) = STREET, /* 路街巷镇乡 */
    AT(0x6751) = STREET, AT(0x82D1) = STREET, AT(0x5927) = STREET, AT(0x9053) = STREET, AT(0x80E1) = STREET, /* 村苑大道胡 */
    AT(0x793E) = STREET, AT(0x5C0F) = STREET, AT(0x82B1) = STREET, AT(0x5BB6) = STREET, AT(0x5E7F) = STREET, /* 社小花家广 */
    AT(0x516C) = STREET,                                                                                     /* 公 */
    AT(0x7701) = DIVISION, AT(0x53BF) = DIVISION, AT(0x65D7) = DIVISION, AT(0x76DF) = DIVISION,              /* 省县旗盟 */
    AT(0x81EA) = DIVISION, AT(0x5E02) = DIVISION, AT(0x533A) = DIVISION,                                     /* 自市区 */
};

static int marks_of(uint32_t c)
{
    return is_han(c) ? marks[c - FIRST_HAN] : 0;
}

/* 〇 stands outside the Han characters. */
static int is_counting(uint32_t c)
{
    if (c < 0x80)
        return is_digit((uint8_t)c) || is_letter((uint8_t)c);
    return (marks_of(c) & COUNTS) || c == 0x3007;
}

/* The number behind which this character stands may be one of a house; 单 and 信 are only half a word. */
static int is_number_word(uint32_t c, uint32_t next)
{
    return c == 0x5355 ? next == 0x5143 : c != 0x4FE1 || next == 0x7BB1; /* 单元 信箱 */
}

/* Of the characters that are STREET most are a whole word. */
static int is_street_word(uint32_t c, uint32_t next)
{
    switch (c) {
    case 0x5927:
        return next == 0x9053 || next == 0x53A6; /* 大道 大厦 */
    case 0x9053:
        return next < 0x80 && is_digit((uint8_t)next); /* 道 before a digit */
    case 0x80E1:
        return next == 0x540C; /* 胡同 */
    case 0x793E: case 0x5C0F:
        return next == 0x533A; /* 社区 小区 */
    case 0x82B1: case 0x5BB6:
        return next == 0x56ED; /* 花园 家园 */
    case 0x5E7F:
        return next == 0x573A; /* 广场 */
    case 0x516C:
        return next == 0x5BD3; /* 公寓 */
    default:
        return 1;
    }
}

/* Of the characters that are DIVISION most are a whole word. */
static int is_division_word(uint32_t before, uint32_t c, uint32_t next, uint32_t second)
{
    switch (c) {
    case 0x81EA:
        return next == 0x6CBB && (second == 0x533A || second == 0x5DDE); /* 自治区 自治州 */
    case 0x5E02: /* 市, not behind 城超门上夜股 */
        return !(before == 0x57CE || before == 0x8D85 || before == 0x95E8 || before == 0x4E0A || before == 0x591C ||
                 before == 0x80A1);
    case 0x533A: /* 区, not behind 社小地片园校 */
        return !(before == 0x793E || before == 0x5C0F || before == 0x5730 || before == 0x7247 || before == 0x56ED ||
                 before == 0x6821);
    default:
        return 1;
    }
}

/* Whether the text ends in two to four groups of one to four digits with dashes between; more digits may stand before. */
static int ends_in_groups(const uint8_t *text, int64_t length)
{
    int64_t at = length;
    for (int groups = 0; groups < 4; groups++) {
        int64_t digits = 0;
        while (at > 0 && is_digit(text[at - 1]) && digits <= 4) {
            at--;
            digits++;
        }
        if (!digits)
            return 0;
        if (groups)
            return 1;
        if (digits > 4 || at == 0 || text[at - 1] != '-')
            return 0;
        at--;
    }
    return 0;
}

static int begins_with_place(const gz_words *table, const gz_text_value *value)
{
    uint32_t point;
    int64_t at = 0;
    for (int characters = 1; characters < 8 && at < value->length; characters++) {
        at += decode(value->text + at, value->length - at, &point);
        if (at > table->longest)
            return 0;
        if (characters > 1 && gz_lists_of(table, value->text, at, value->limit) & PLACE_CN)
            return 1;
    }
    return 0;
}

enum { MOST_CHARACTERS = 120 };

static int is_too_long(const uint8_t *text, int64_t length)
{
    uint32_t point;
    int n = 0;
    for (int64_t at = 0; at < length && n <= MOST_CHARACTERS; n++)
        at += decode(text + at, length - at, &point);
    return n > MOST_CHARACTERS;
}

/* The character before `at`; 0 at the beginning. Moves `at` to where it begins. */
static uint32_t character_before(const uint8_t *text, int64_t *at)
{
    uint32_t point = 0;
    int64_t end = *at;
    if (!end)
        return 0;
    for ((*at)--; *at > 0 && end - *at < 4 && (text[*at] & 0xC0) == 0x80;)
        (*at)--;
    decode(text + *at, end - *at, &point);
    return point;
}

/* Which of the levels the character `c`, which ends at `end`, begins the word of. */
static int levels_at(const uint8_t *text, int64_t length, int64_t end, uint32_t c)
{
    uint32_t next = 0, second = 0;
    int64_t at = end - HAN;
    uint32_t before = character_before(text, &at);
    int levels = 0, wanted = marks_of(c);
    end += end < length ? decode(text + end, length - end, &next) : 0;
    if (end < length)
        decode(text + end, length - end, &second);
    if ((wanted & NUMBERED) && is_number_word(c, next) && is_counting(before == ' ' ? character_before(text, &at) : before))
        levels |= NUMBERED;
    if ((wanted & STREET) && (is_han(before) || (before < 0x80 && is_digit((uint8_t)before))) && is_street_word(c, next))
        levels |= STREET;
    if ((wanted & DIVISION) && is_han(before) && is_division_word(before, c, next, second))
        levels |= DIVISION;
    return levels;
}

/* Which of the wanted levels (NUMBERED, STREET, DIVISION) a text has; all of them end the search. */
static int find_levels(const uint8_t *text, int64_t length, int wanted)
{
    int left = wanted;
    for (int64_t at = 0; at + HAN <= length && left;) {
        uint32_t c = text[at];
        if (c < 0xE0) {
            at += c < 0xC0 ? 1 : 2;
            continue;
        }
        if (c >= 0xF0) {
            at += 4;
            continue;
        }
        at += HAN;
        c = (c & 15) << 12 | (uint32_t)(text[at - 2] & 63) << 6 | (text[at - 1] & 63);
        if (is_han(c) && (marks[c - FIRST_HAN] & left))
            left &= ~levels_at(text, length, at, c);
    }
    return wanted & ~left;
}

int gz_is_chinese_address(const gz_knowledge *known, const gz_text_value *value)
{
    if (value->length > MOST_CHARACTERS && is_too_long(value->text, value->length))
        return NO;
    int levels = find_levels(value->text, value->length, NUMBERED | STREET);
    int has_number = (levels & NUMBERED) || ends_in_groups(value->text, value->length);
    if (has_number == ((levels & STREET) != 0))
        return has_number;
    return find_levels(value->text, value->length, DIVISION) || begins_with_place(&known->words[CHINESE_ADDRESS], value);
}
