/* Names: what the functions of recognizers/ say of values that have the shape of one, in compiled form.
 * The sources of these rules stand there; a test holds both equal. UNSURE leaves a value to them. */
#include "judges.h"

/* Surname and given name in Han characters, three octets each; any other character is the dot of a minority name. */
static int is_chinese_name(const gz_words *table, const uint8_t *text, int64_t length)
{
    int64_t surname = HAN;
    for (int64_t i = 0; i < length; i += HAN)
        if (text[i] < 0xE4 || text[i] > 0xE9 || i + HAN > length)
            return YES;
    if (gz_lists_of(table, text, length) & ORDINARY_CN)
        return NO;
    if (length > 2 * HAN && gz_lists_of(table, text, 2 * HAN) & COMPOUND_CN)
        surname = 2 * HAN;
    if (!(gz_lists_of(table, text, surname) & SURNAME_CN) || length - surname < HAN || length - surname > 2 * HAN)
        return NO;
    return gz_lists_of(table, text + length - HAN, HAN) & NEVER_LAST_CN ? NO : YES;
}

/* Where the first name of a list ends: before a separator and the blank in front of it. */
static int64_t first_of_list(const uint8_t *text, int64_t length)
{
    for (int64_t i = 0; i < length; i++)
        if (text[i] == ',' || text[i] == ';' || text[i] == '/' || text[i] == '&' || text[i] == '+')
            return i && text[i - 1] == ' ' ? i - 1 : i;
    return length;
}

/* The lists of a name's first part if it is a double name: given names and surnames may be known by it. */
static uint32_t first_part_lists(const gz_words *table, const uint8_t *name, int64_t length)
{
    const uint8_t *dash = memchr(name, '-', (size_t)length);
    return dash ? gz_lists_of(table, name, dash - name) & (GIVEN | SURNAME) : 0;
}

static int is_latin_name(const gz_words *table, const uint8_t *text, int64_t length)
{
    uint32_t lists[MOST_NAMES];
    int64_t sizes[MOST_NAMES];
    int n = 0, any_given = 0, any_initial = 0, is_other = 0;
    int64_t first = first_of_list(text, length), at = 0;
    if (!is_ascii(text, length))
        return UNSURE;
    if (memchr(text, ' ', (size_t)first))
        length = first;
    while (at < length) {
        int64_t end = at;
        while (end < length && text[end] != ' ' && text[end] != ',' && text[end] != '.')
            end++;
        if (end > at) {
            uint32_t whole = gz_lists_of(table, text + at, end - at);
            if (!(whole & (TITLE | PARTICLE))) {
                if (n == MOST_NAMES || text[at] < 'A' || text[at] > 'Z')
                    return NO;
                is_other |= (whole & NOT_A_PERSON) != 0;
                lists[n] = whole | first_part_lists(table, text + at, end - at);
                sizes[n++] = end - at;
            }
        }
        at = end + 1;
    }
    if (n < 2 || is_other)
        return NO;
    for (int i = 1; i < n; i++) {
        any_given |= (lists[i] & GIVEN) != 0;
        any_initial |= sizes[i] == 1;
    }
    int ends_in_surname = (lists[n - 1] & SURNAME) != 0;
    if (lists[0] & GIVEN)
        return ends_in_surname || sizes[n - 1] > 1;
    if (sizes[0] == 1)
        return ends_in_surname;
    return (lists[0] & SURNAME) && (any_given || any_initial);
}

/* For each value that is wanted what the judge of this number says: NO, YES or UNSURE; NO for the others. */
GZ_API void gz_judge(int32_t judge, const gz_words *table, const gz_text *text, const uint8_t *wanted, uint8_t *verdicts)
{
    static int (*const judges[])(const gz_words *, const uint8_t *, int64_t) = {is_chinese_name, is_latin_name,
                                                                              gz_is_chinese_address, gz_is_address};
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        verdicts[i] = length ? (uint8_t)judges[judge](table, octets, length) : NO;
    }
}
