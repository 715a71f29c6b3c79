/* Postal addresses: what recognizers/contact says of values that have the shape of one, in compiled form. */
#include "judges.h"
#include "octet_sets.h"

enum { MOST_PARTS = 48 };

/* A word of an address in Latin letters. */
typedef gz_text_value part;

typedef struct {
    part parts[MOST_PARTS * 2];
    int n;
} segment;

static inline uint32_t lists_of(const gz_words *table, part word)
{
    return gz_lists_of(table, word.text, word.length, word.limit);
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

#define ENDING(text) {text, sizeof text - 1}
static const struct {
    char text[8];
    int length;
} endings[] = {
    ENDING("strasse"), ENDING("str"),   ENDING("weg"),   ENDING("platz"), ENDING("gasse"), ENDING("allee"),
    ENDING("ring"),    ENDING("ufer"),  ENDING("damm"),  ENDING("straat"), ENDING("gracht"), ENDING("laan"),
    ENDING("plein"),   ENDING("kade"),  ENDING("singel"), ENDING("vej"),  ENDING("gade"),  ENDING("veien"),
    ENDING("vegen"),   ENDING("gatan"), ENDING("gata"),  ENDING("gaten"), ENDING("katu"),  ENDING("tie"),
};

/* Bahnhofstrasse: one of the endings behind three letters or more. */
static int has_ending(const uint8_t *text, int64_t length)
{
    uint8_t last[8] = {0};
    for (int64_t i = 1; i <= 8 && i <= length; i++)
        last[8 - i] = text[length - i] | (is_letter(text[length - i]) ? 32 : 0);
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        int n = endings[k].length;
        if (last[7] == (uint8_t)endings[k].text[n - 1] && n + 3 <= length && !memcmp(last + 8 - n, endings[k].text, (size_t)n))
            return 1;
    }
    return 0;
}

/* Bahnhofstrasse, Lijnbaansgracht: a name of three letters or more and a street's word in one; the ASCII ones of them. */
static int is_compound(part word)
{
    int64_t n = word.length;
    for (int64_t i = 0; i < n; i++)
        if (!is_letter(word.text[i]) && word.text[i] != '.' && word.text[i] != '-')
            return 0;
    return has_ending(word.text, n) || (n && word.text[n - 1] == '.' && has_ending(word.text, n - 1));
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
    if (words > 1 && lists_of(table, street[0]) & BEFORE_NAME)
        return 1;
    for (int i = 1; i < words && i < 6; i++)
        if (lists_of(table, street[i]) & BEHIND_NAME || is_compound(street[i]))
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
    if (lists_of(table, one->parts[0]) & BEFORE_NAME) {
        for (int i = 1; i < at; i++)
            if (is_letter(one->parts[i].text[0]))
                return 1;
        return 0;
    }
    part street = one->parts[at - 1];
    return is_compound(street) || (at > 1 && lists_of(table, street) & BEHIND_NAME);
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

static void add_part(segment *one, const gz_text_value *value, int64_t from, int64_t to)
{
    if (to > from)
        one->parts[one->n++] = (part){value->text + from, to - from, value->limit};
}

/* Words by blanks; `, `, `; `, `/ `, a line break and a comma at the end also end a segment. Empty ones do not count. */
static int split(const gz_text_value *value, segment *segments, int most)
{
    static const octet_set stops = OCTET_SET(0xF0003E00 | BIT(' ') | BIT(',') | BIT(';') | BIT('/')); /* is_blank's octets */
    const uint8_t *text = value->text;
    int n = 0;
    int64_t from = 0, length = value->length;
    segments[0].n = 0;
    for (int64_t i = 0; i <= length; i++) {
        i = next_in(&stops, text, i, length, value->limit);
        int is_end = i == length || text[i] == '\n' || (text[i] == ',' && i + 1 == length);
        int is_mark = i + 1 < length && text[i + 1] == ' ' && (text[i] == ',' || text[i] == ';' || text[i] == '/');
        if (is_end || is_mark || is_blank(text[i])) {
            add_part(&segments[n], value, from, i);
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

int gz_is_address(const gz_knowledge *known, const gz_text_value *value)
{
    static const octet_set digits = OCTET_SET(0x3FF * BIT('0'));
    const gz_words *table = &known->words[ADDRESS];
    const uint8_t *text = value->text;
    int64_t length = value->length;
    segment segments[9];
    int has_house = 0;
    if (next_in(&digits, text, 0, length, value->limit) == length)
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
    int n = split(value, segments, 9);
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
