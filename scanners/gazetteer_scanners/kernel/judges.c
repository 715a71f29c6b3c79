/* Names: what the functions of recognizers/ say of values that have the shape of one, in compiled form.
 * The sources of these rules stand there; a test holds both equal. UNSURE leaves a value to them. */
#include "judges.h"
#include "octet_sets.h"

enum { MOST_NAMES = 5 };

/* The marks of the character of three octets at `text`; none beyond the usual ones. */
static inline int marks_of(const uint8_t *han, const uint8_t *text)
{
    uint32_t place = ((uint32_t)(text[0] & 15) << 12 | (uint32_t)(text[1] & 63) << 6 | (text[2] & 63)) - FIRST_HAN;
    return place < HANS ? han[place] : 0;
}

/* Surname and given name in Han characters, three octets each; any other character is the dot of a minority name. */
int gz_is_chinese_name(const gz_knowledge *known, const gz_text_value *value)
{
    const gz_words *table = &known->words[CHINESE_NAME];
    const uint8_t *text = value->text;
    int64_t length = value->length, surname = HAN;
    for (int64_t i = 0; i < length; i += HAN)
        if (text[i] < 0xE4 || text[i] > 0xE9 || i + HAN > length)
            return YES;
    int first = marks_of(known->han, text), last = marks_of(known->han, text + length - HAN);
    if ((first & BEGINS_ORDINARY) && (last & ENDS_ORDINARY) && gz_lists_of(table, text, length, value->limit) & ORDINARY_CN)
        return NO;
    if (length > 2 * HAN && (first & BEGINS_COMPOUND) && (marks_of(known->han, text + HAN) & CONTINUES_COMPOUND) &&
        gz_lists_of(table, text, 2 * HAN, value->limit) & COMPOUND_CN)
        surname = 2 * HAN;
    if ((surname == HAN && !(first & IS_SURNAME)) || length - surname < HAN || length - surname > 2 * HAN)
        return NO;
    return last & (length - surname > HAN ? marks_of(known->han, text + surname) : IS_GIVEN) & IS_GIVEN ? YES : NO;
}

/* Where a text's first name ends if it is a list of names, that is, if a blank stands before the first separator. */
static int64_t end_of_first(const gz_text_value *value)
{
    static const octet_set marks = OCTET_SET(BIT(',') | BIT(';') | BIT('/') | BIT('&') | BIT('+'));
    static const octet_set blank = OCTET_SET(BIT(' '));
    const uint8_t *text = value->text;
    int64_t end = next_in(&marks, text, 0, value->length, value->limit);
    if (end == value->length)
        return end;
    end -= end && text[end - 1] == ' ';
    return next_in(&blank, text, 0, end, value->limit) < end ? end : value->length;
}

/* The parts of a name that are no titles or particles: the lists that hold them, and their octets. */
typedef struct {
    uint32_t lists[MOST_NAMES];
    int64_t sizes[MOST_NAMES];
    int n, is_other, is_low, is_plain;
} gz_names;

/* The lists that hold a part. Given names and surnames may be known by the first or the last part of a double name, which
 * end before `first` and begin behind `last` (NULL: it is none). */
static uint32_t lists_of_part(const gz_words *table, const gz_text_value *part, const uint8_t *first, const uint8_t *last)
{
    uint32_t lists = gz_lists_of(table, part->text, part->length, part->limit);
    if (first) {
        const uint8_t *end = part->text + part->length;
        lists |= gz_lists_of(table, part->text, first - part->text, part->limit) & (GIVEN | SURNAME);
        lists |= gz_lists_of(table, last + 1, end - last - 1, part->limit) & (GIVEN | SURNAME);
    }
    return lists;
}

/* Takes a part in; 0 if that makes the whole no name. */
static int add_name(gz_names *names, const gz_text_value *part, uint32_t lists)
{
    int is_low = part->text[0] < 'A' || part->text[0] > 'Z';
    if ((lists & (TITLE | PARTICLE)) && (is_low || (part->length > 1 && !(lists & (GIVEN | SURNAME)))))
        return 1;
    if (names->n == MOST_NAMES)
        return 0;
    names->is_low |= is_low;
    names->is_other |= (lists & NOT_A_PERSON) != 0;
    names->is_plain |= (lists & (ORDINARY | GIVEN | SURNAME)) == ORDINARY;
    names->lists[names->n] = lists;
    names->sizes[names->n++] = part->length;
    return !names->is_other && (!names->is_low || (names->lists[0] & GIVEN));
}

static int is_name(const gz_names *names)
{
    int last = names->n - 1, any_given = 0, any_initial = 0;
    if (last < 1)
        return NO;
    int ends_in_surname = (names->lists[last] & SURNAME) != 0;
    if (names->is_low)
        return ends_in_surname && !(names->lists[last] & ORDINARY);
    if (names->is_plain)
        return NO;
    if (names->lists[0] & GIVEN)
        return ends_in_surname || names->sizes[last] > 1;
    if (names->sizes[0] == 1)
        return ends_in_surname;
    for (int i = 1; i <= last; i++) {
        any_given |= (names->lists[i] & GIVEN) != 0;
        any_initial |= names->sizes[i] == 1;
    }
    if ((names->lists[0] & SURNAME) && (any_given || any_initial))
        return YES;
    return ends_in_surname && !((names->lists[0] | names->lists[last]) & ORDINARY);
}

int gz_is_latin_name(const gz_knowledge *known, const gz_text_value *value)
{
    static const octet_set between = OCTET_SET(BIT(' ') | BIT(',') | BIT('.') | BIT('-'));
    const uint8_t *text = value->text;
    gz_names names = {.n = 0};
    if (!is_ascii(text, value->length))
        return UNSURE;
    int64_t length = end_of_first(value);
    for (int64_t at = 0, end; at < length; at = end + 1) {
        const uint8_t *first = NULL, *last = NULL;
        end = next_in(&between, text, at, length, value->limit);
        for (; end < length && text[end] == '-'; end = next_in(&between, text, end + 1, length, value->limit)) {
            last = text + end;
            first = first ? first : last;
        }
        gz_text_value part = {text + at, end - at, value->limit};
        if (end > at && !add_name(&names, &part, lists_of_part(&known->words[LATIN_NAME], &part, first, last)))
            return NO;
    }
    return is_name(&names);
}
