/* Postal addresses: what recognizers/contact says of values that have the shape of one, in compiled form. */
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
    return c >= 0x4E00 && c <= 0x9FFF;
}

/* Characters that count houses and floors: digits, letters, Chinese numerals, stems and directions. */
static int is_counting(uint32_t c)
{
    if (c < 0x80)
        return is_digit((uint8_t)c) || is_letter((uint8_t)c);
    switch (c) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: /* 一二三四五 */
    case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: /* 六七八九十 */
    case 0x767E: case 0x96F6: case 0x3007:                           /* 百零〇 */
    case 0x7532: case 0x4E59: case 0x4E19: case 0x4E01:              /* 甲乙丙丁 */
    case 0x4E1C: case 0x897F: case 0x5357: case 0x5317:              /* 东西南北 */
        return 1;
    default:
        return 0;
    }
}

static int begins_number_word(uint32_t c, uint32_t next)
{
    switch (c) {
    case 0x53F7: case 0x5F04: case 0x680B: case 0x5E62: case 0x5EA7: case 0x697C: /* 号弄栋幢座楼 */
    case 0x5BA4: case 0x623F: case 0x5C42: case 0x95E8: case 0x961F: case 0x6237: /* 室房层门队户 */
        return 1;
    case 0x5355:
        return next == 0x5143; /* 单元 */
    default:
        return 0;
    }
}

static int begins_street_word(uint32_t c, uint32_t next)
{
    switch (c) {
    case 0x8DEF: case 0x8857: case 0x5DF7: case 0x5F04: case 0x9547: case 0x4E61: case 0x6751: case 0x82D1: /* 路街巷弄镇乡村苑 */
        return 1;
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
        return 0;
    }
}

static int is_division_word(uint32_t before, uint32_t c, uint32_t next, uint32_t second)
{
    switch (c) {
    case 0x7701: case 0x53BF: case 0x65D7: case 0x76DF: /* 省县旗盟 */
        return 1;
    case 0x81EA:
        return next == 0x6CBB && (second == 0x533A || second == 0x5DDE); /* 自治区 自治州 */
    case 0x5E02: /* 市, not behind 城超门上夜股 */
        return !(before == 0x57CE || before == 0x8D85 || before == 0x95E8 || before == 0x4E0A || before == 0x591C ||
                 before == 0x80A1);
    case 0x533A: /* 区, not behind 社小地片园校 */
        return !(before == 0x793E || before == 0x5C0F || before == 0x5730 || before == 0x7247 || before == 0x56ED ||
                 before == 0x6821);
    default:
        return 0;
    }
}

/* Whether the text ends in two to four groups of one to four digits with dashes between; more digits may stand before. */
static int ends_in_groups(const uint8_t *text, int64_t length)
{
    int64_t at = length;
    for (int groups = 0; groups < MOST_NAMES; groups++) {
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

static int begins_with_place(const gz_words *table, const uint8_t *text, int64_t length)
{
    uint32_t point;
    int64_t at = 0;
    for (int characters = 1; characters < 8 && at < length; characters++) {
        at += decode(text + at, length - at, &point);
        if (characters > 1 && gz_lists_of(table, text, at) & PLACE_CN)
            return 1;
    }
    return 0;
}

int gz_is_chinese_address(const gz_words *table, const uint8_t *text, int64_t length)
{
    uint32_t points[123] = {0};
    int n = 0, has_number = 0, has_street = 0, has_division = 0;
    for (int64_t at = 0; at < length;) {
        if (n == 120)
            return NO;
        at += decode(text + at, length - at, &points[n++]);
    }
    for (int i = 1; i < n; i++) {
        uint32_t before = points[i - 1], c = points[i], next = points[i + 1];
        if (c < 0x80)
            continue;
        uint32_t counted = before == ' ' && i > 1 ? points[i - 2] : before;
        has_number |= is_counting(counted) && begins_number_word(c, next);
        if (is_han(before) || (before < 0x80 && is_digit((uint8_t)before)))
            has_street |= begins_street_word(c, next);
        if (is_han(before))
            has_division |= is_division_word(before, c, next, points[i + 2]);
    }
    has_number |= ends_in_groups(text, length);
    if (has_number == has_street)
        return has_number;
    return has_division || begins_with_place(table, text, length);
}

/* A word of an address in Latin letters. */
typedef struct {
    const uint8_t *text;
    int64_t length;
} part;

typedef struct {
    part parts[MOST_PARTS * 2];
    int n;
} segment;

static int64_t digits_at(const uint8_t *text, int64_t left, int64_t most)
{
    int64_t n = 0;
    while (n < left && n < most && is_digit(text[n]))
        n++;
    return n;
}

static int64_t letters_at(const uint8_t *text, int64_t left, int64_t most)
{
    int64_t n = 0;
    while (n < left && n < most && is_letter(text[n]))
        n++;
    return n;
}

/* A house number: no. 12, #5, 12b, 12-14, 3/2a. */
static int is_house(part word)
{
    const uint8_t *text = word.text;
    int64_t n = word.length, at = 0, digits;
    if (n > 2 && (text[0] | 32) == 'n' && (text[1] | 32) == 'o')
        at = text[2] == '.' ? 3 : 2;
    else if (n > 1 && text[0] == '#')
        at = 1;
    digits = digits_at(text + at, n - at, 5);
    if (!digits)
        return 0;
    at += digits;
    at += letters_at(text + at, n - at, 2);
    if (at == n)
        return 1;
    if (text[at] != '-' && text[at] != '/')
        return 0;
    at++;
    digits = digits_at(text + at, n - at, 5);
    if (!digits)
        return 0;
    at += digits;
    return at + letters_at(text + at, n - at, 1) == n;
}

static int has_ending(const uint8_t *text, int64_t length, const char *endings)
{
    while (*endings) {
        int64_t n = (int64_t)strcspn(endings, " ");
        int is_like = n + 3 <= length;
        for (int64_t i = 0; is_like && i < n; i++)
            is_like = (text[length - n + i] | (is_letter(text[length - n + i]) ? 32 : 0)) == endings[i];
        if (is_like)
            return 1;
        endings += n + 1;
    }
    return 0;
}

/* Bahnhofstrasse, Lijnbaansgracht: a name of three letters or more and a street's word in one; the ASCII ones of them. */
static int is_compound(part word)
{
    static const char endings[] = "strasse str weg platz gasse allee ring ufer damm straat gracht laan plein kade singel "
                                  "vej gade veien vegen gatan gata gaten katu tie ";
    int64_t n = word.length;
    for (int64_t i = 0; i < n; i++)
        if (!is_letter(word.text[i]) && word.text[i] != '.' && word.text[i] != '-')
            return 0;
    return has_ending(word.text, n, endings) || (n && word.text[n - 1] == '.' && has_ending(word.text, n - 1, endings));
}

static int is_word(part word, const char *text)
{
    int64_t n = (int64_t)strlen(text);
    for (int64_t i = 0; i < n && n == word.length; i++)
        if ((word.text[i] | 32) != text[i])
            return 0;
    return n == word.length;
}

static int number_first(const gz_words *table, const segment *one)
{
    int at = 1, n = one->n, last = 0;
    if (n < 3 || !is_house(one->parts[0]))
        return 0;
    if (is_word(one->parts[1], "bis") || is_word(one->parts[1], "ter"))
        at = 2;
    const part *street = one->parts + at;
    int words = n - at;
    if (words > 1 && gz_lists_of(table, street[0].text, street[0].length) & BEFORE_NAME)
        return 1;
    for (int i = 1; i < words && i < 6; i++)
        if (gz_lists_of(table, street[i].text, street[i].length) & BEHIND_NAME || is_compound(street[i]))
            last = i;
    return last && words - last <= 4;
}

static int number_last(const gz_words *table, const segment *one)
{
    int at = 0;
    for (int i = 1; i < one->n && !at; i++)
        if (is_house(one->parts[i]))
            at = i;
    if (!at)
        return 0;
    if (at + 1 < one->n) {
        part code = one->parts[at + 1];
        if (code.length < 4 || code.length > 6 || digits_at(code.text, code.length, 6) != code.length)
            return 0;
    }
    if (gz_lists_of(table, one->parts[0].text, one->parts[0].length) & BEFORE_NAME) {
        for (int i = 1; i < at; i++)
            if (is_letter(one->parts[i].text[0]))
                return 1;
        return 0;
    }
    part street = one->parts[at - 1];
    return is_compound(street) || (at > 1 && gz_lists_of(table, street.text, street.length) & BEHIND_NAME);
}

static int64_t skip(const uint8_t *text, int64_t length, int64_t at, const char *word)
{
    for (; *word; word++, at++)
        if (at >= length || (text[at] | (is_letter(text[at]) ? 32 : 0)) != (uint8_t)*word)
            return -1;
    return at;
}

/* A post office box at the beginning: its words, then a number. */
static int is_box(const uint8_t *text, int64_t length)
{
    static const char *const words[] = {"postfach", "apartado", "casella postale"};
    int64_t at = -1;
    for (int i = 0; i < 3 && at < 0; i++)
        at = skip(text, length, 0, words[i]);
    if (at < 0 && (at = skip(text, length, 0, "p")) > 0) {
        at += at < length && text[at] == '.';
        at += at < length && text[at] == ' ';
        at = skip(text, length, at, "o");
        if (at > 0) {
            at += at < length && text[at] == '.';
            at += at < length && text[at] == ' ';
            at = skip(text, length, at, "box");
        }
    }
    if (at < 0)
        return 0;
    at += at < length && text[at] == ' ';
    return at < length && is_digit(text[at]);
}

static int is_blank(uint8_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
}

static void add_part(segment *one, const uint8_t *text, int64_t from, int64_t to)
{
    if (to > from)
        one->parts[one->n++] = (part){text + from, to - from};
}

/* Words by blanks; `, `, `; `, `/ `, a line break and a comma at the end also end a segment. Empty ones do not count. */
static int split(const uint8_t *text, int64_t length, segment *segments, int most)
{
    int n = 0;
    int64_t from = 0;
    segments[0].n = 0;
    for (int64_t i = 0; i <= length; i++) {
        int is_end = i == length || text[i] == '\n' || (text[i] == ',' && i + 1 == length);
        int is_mark = i + 1 < length && text[i + 1] == ' ' && (text[i] == ',' || text[i] == ';' || text[i] == '/');
        if (is_end || is_mark || is_blank(text[i])) {
            add_part(&segments[n], text, from, i);
            from = i + 1;
        }
        if ((is_end || is_mark) && segments[n].n) {
            if (n + 1 == most)
                return -1;
            segments[++n].n = 0;
        }
    }
    return n;
}

static void merge(segment *segments, int *n)
{
    for (int i = 0; i < segments[1].n; i++)
        segments[0].parts[segments[0].n++] = segments[1].parts[i];
    for (int i = 2; i < *n; i++)
        segments[i - 1] = segments[i];
    (*n)--;
}

int gz_is_address(const gz_words *table, const uint8_t *text, int64_t length)
{
    segment segments[9];
    int has_digit = 0, has_house = 0;
    for (int64_t i = 0; i < length && !has_digit; i++)
        has_digit = is_digit(text[i]);
    if (!has_digit)
        return NO;
    if (!is_ascii(text, length))
        return UNSURE;
    if (length > 160)
        return NO;
    if (is_box(text, length))
        return YES;
    if (length > MOST_PARTS)
        for (int64_t i = 0, blanks = 0; i < length; i++)
            if ((blanks += is_blank(text[i])) >= MOST_PARTS)
                return UNSURE;
    int n = split(text, length, segments, 9);
    if (n < 0)
        return UNSURE;
    if (n > 1 && segments[0].n == 1 && is_house(segments[0].parts[0]))
        merge(segments, &n);
    for (int i = 0; n > 1 && i < segments[0].n; i++)
        has_house |= is_house(segments[0].parts[i]);
    if (n > 1 && is_house(segments[1].parts[0]) && !has_house)
        merge(segments, &n);
    for (int i = 0; i < n; i++)
        if (number_first(table, &segments[i]) || number_last(table, &segments[i]))
            return YES;
    return NO;
}
