/* Dictionaries over a column: which values have their shapes, which of these are in their word lists or pass their judges. */
#include "dictionaries.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#endif

/* Whether the shape's answer is that of the entry's pattern. */
static inline int is_sure(int64_t exact, const gz_text_value *value)
{
    return exact >= 0 ? value->length <= exact : value->length <= -1 - exact && is_ascii(value->text, value->length);
}

/* Whether lower case may differ beyond ASCII: some octet leads a character outside U+3000 to U+9FFF. */
static int has_other_case(const gz_text_value *value)
{
    int64_t i = 0;
#if defined(__SSE4_2__)
    for (; i < value->length && value->limit - value->text - i >= 16; i += 16) {
        __m128i octets = _mm_loadu_si128((const __m128i *)(value->text + i));
        __m128i above = _mm_sub_epi8(octets, _mm_set1_epi8((char)0xC0)); /* 0 to 22 and 2A to 3F lead other ones */
        __m128i is_low = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(0x22)), above);
        __m128i is_high = _mm_cmpeq_epi8(_mm_max_epu8(octets, _mm_set1_epi8((char)0xEA)), octets);
        unsigned leads = (unsigned)_mm_movemask_epi8(_mm_or_si128(is_low, is_high));
        if (value->length - i < 16)
            leads &= (1u << (value->length - i)) - 1;
        if (leads)
            return 1;
    }
#endif
    for (; i < value->length; i++)
        if (value->text[i] >= 0xC0 && (value->text[i] < 0xE3 || value->text[i] > 0xE9))
            return 1;
    return 0;
}

static inline int judge(const gz_dictionaries *entries, int entry, const gz_text_value *value)
{
    switch (entries->judges[entry]) {
    case CHINESE_NAME:
        return gz_is_chinese_name(entries->known, value);
    case LATIN_NAME:
        return gz_is_latin_name(entries->known, value);
    case CHINESE_ADDRESS:
        return gz_is_chinese_address(entries->known, value);
    case ADDRESS:
        return gz_is_address(entries->known, value);
    default:
        return UNSURE;
    }
}

/* Of the entries whose shape a value has those that hold it, and those of which only Python can say. */
typedef struct {
    uint32_t hits, unsure;
} gz_verdicts;

/* The shortest lower case of a character has a third of its octets. */
static inline gz_verdicts look_up(const gz_dictionaries *entries, uint32_t shapes, const gz_text_value *value)
{
    if (!shapes || value->length > 3 * entries->words.longest)
        return (gz_verdicts){0, 0};
    if (has_other_case(value))
        return (gz_verdicts){0, shapes};
    return (gz_verdicts){gz_lists_of(&entries->words, value->text, value->length, value->limit) & shapes, 0};
}

static inline gz_verdicts decide(const gz_dictionaries *entries, uint32_t shapes, const gz_text_value *value)
{
    gz_verdicts verdicts = look_up(entries, shapes & entries->listed, value);
    for (uint32_t left = shapes & ~entries->listed; left; left &= left - 1) {
        int entry = __builtin_ctz(left), verdict = judge(entries, entry, value);
        verdicts.hits |= (uint32_t)(verdict == YES) << entry;
        verdicts.unsure |= (uint32_t)(verdict == UNSURE) << entry;
    }
    for (uint32_t left = verdicts.hits & entries->inexact; left; left &= left - 1) {
        int entry = __builtin_ctz(left);
        if (!is_sure(entries->exact[entry], value))
            verdicts.unsure |= 1u << entry;
    }
    verdicts.hits &= ~verdicts.unsure;
    return verdicts;
}

/* What a column is worked on in; see gz_find_dictionaries. */
typedef struct {
    const uint8_t *limit;
    const uint8_t *keep;
    uint8_t *gate;
    uint16_t *sets;
    int64_t *set_counts;
    uint32_t *found;
    int64_t *counts;
    int64_t *unsure_places;
    uint32_t *unsure;
} gz_column;

/* Shorter values, in octets, are through the tables before a look at their numbers is done. */
enum { WORTH_A_LOOK = 24 };

static inline int may_have_shape(const gz_text_value *value)
{
    return value->length < WORTH_A_LOOK || value->text[0] >= 0x80 || gz_may_be_address(value);
}

/* Fills the gate; returns how many values it lets through. */
static int64_t open_gate(const gz_text *text, const gz_column *column)
{
    int64_t open = 0;
    for (int64_t i = 0; i < text->n; i++) {
        gz_text_value value = {NULL, 0, column->limit};
        if (!column->keep || column->keep[i])
            value.length = gz_value(text, i, &value.text);
        int is_open = value.length && may_have_shape(&value);
        column->gate[i] = (uint8_t)is_open;
        open += is_open;
    }
    return open;
}

/* Whether a look at each value's numbers is worth it. */
static int has_long_values(const gz_text *text)
{
    return gz_offset(text, text->n) - gz_offset(text, 0) >= text->n * WORTH_A_LOOK;
}

/* Puts the entries whose shape each value has into `found`; returns whether there are any. */
static int find_shapes(const gz_dictionaries *entries, const gz_text *text, const uint8_t *gate, const gz_column *column)
{
    int has_any = entries->always != 0;
    for (int64_t i = 0; has_any && i < text->n; i++)
        column->found[i] = !gate || gate[i] ? entries->always : 0;
    for (int32_t k = 0; k < entries->count; k++) {
        const uint32_t *shapes = entries->shapes[k];
        uint32_t present = 0;
        memset(column->set_counts, 0, (size_t)entries->sets[k] * sizeof *column->set_counts);
        gz_match_whole(entries->tables[k], text, gate, column->sets, column->set_counts);
        for (int64_t set = 0; set < entries->sets[k]; set++)
            present |= column->set_counts[set] ? shapes[set] : 0;
        for (int64_t i = 0; present && i < text->n; i++)
            column->found[i] = shapes[column->sets[i]] | (has_any ? column->found[i] : 0);
        has_any |= present != 0;
    }
    return has_any;
}

/* Puts those entries that hold a value in place of those whose shape it has; returns of how many values it is not sure. */
static int64_t decide_all(const gz_dictionaries *entries, const gz_text *text, const gz_column *column)
{
    gz_text_value value = {NULL, 0, column->limit};
    int64_t unsure = 0;
    for (int64_t i = 0; i < text->n; i++) {
        if (!column->found[i])
            continue;
        value.length = gz_value(text, i, &value.text);
        if (!value.length) { /* a null or empty value, which the tables do not count */
            column->found[i] = 0;
            continue;
        }
        gz_verdicts verdicts = decide(entries, column->found[i], &value);
        column->found[i] = verdicts.hits;
        for (uint32_t left = verdicts.hits; left; left &= left - 1)
            column->counts[__builtin_ctz(left)]++;
        if (verdicts.unsure) {
            column->unsure_places[unsure] = i;
            column->unsure[unsure++] = verdicts.unsure;
        }
    }
    return unsure;
}

/* Finds the entries that hold each value; returns of how many values it is not sure, -1 if no value has the shape of
 * an entry, and then nothing is found.
 * keep: for each value 0 if it is not looked at, NULL for all. gate, sets: for each value, to work in. set_counts: for each set
 * of the largest table, to work in. found: for each value its entries. counts: for each entry how many values it holds, set
 * to 0 before the call. unsure_places, unsure: values of which Python has to say, and of which entries. */
GZ_API int64_t gz_find_dictionaries(const gz_dictionaries *entries, const gz_text *text, const uint8_t *keep, uint8_t *gate,
                                    uint16_t *sets, int64_t *set_counts, uint32_t *found, int64_t *counts,
                                    int64_t *unsure_places, uint32_t *unsure)
{
    const uint8_t *limit = text->data ? text->data + gz_offset(text, text->n) : NULL;
    gz_column column = {limit, keep, gate, sets, set_counts, found, counts, unsure_places, unsure};
    if (entries->is_quick && has_long_values(text)) {
        if (!open_gate(text, &column))
            return -1;
        keep = gate;
    }
    if (!find_shapes(entries, text, keep, &column))
        return -1;
    return decide_all(entries, text, &column);
}
