/* A quick look at text that begins with ASCII: whether any number in it can be that of a house or a box. */
#include "judges.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#endif

/* Whether a word ends at `at`; every octet beyond ASCII may be the end of one. */
static int may_end(const gz_text_value *value, int64_t at)
{
    if (at == value->length)
        return 1;
    uint8_t c = value->text[at];
    return is_blank(c) || c == ',' || c == ';' || c == '/' || c >= 0x80;
}

/* Whether the digits from `at` on are not a longer number's than a house's. */
static int may_be_house(const gz_text_value *value, int64_t at)
{
    const uint8_t *text = value->text;
    int64_t end = at + digits_at(text + at, value->length - at, 5);
    end += letters_at(text + end, value->length - end, 2);
    if (may_end(value, end))
        return 1;
    if (text[end] != '-')
        return 0;
    end++;
    end += digits_at(text + end, value->length - end, 5);
    return may_end(value, end + letters_at(text + end, value->length - end, 1));
}

/* Whether a house's number may begin at `at`: behind a blank, no., nº or #; anything beyond ASCII may be one of these. */
static int may_begin(const uint8_t *text, int64_t at)
{
    uint8_t before = at > 0 ? text[at - 1] : ' ', earlier = at > 1 ? text[at - 2] | 32 : 0;
    return before <= ' ' || before == '#' || before >= 0x80 || (before == '.' && earlier == 'o') ||
           ((before | 32) == 'o' && earlier == 'n');
}

#if defined(__SSE4_2__)

static inline __m128i is(__m128i octets, char octet)
{
    return _mm_cmpeq_epi8(octets, _mm_set1_epi8(octet));
}

static inline __m128i is_among(__m128i octets, char first, char more)
{
    __m128i above = _mm_sub_epi8(octets, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(more)), above);
}

static inline unsigned mask_of(__m128i places)
{
    return (unsigned)_mm_movemask_epi8(places);
}

/* Of the digits at sixteen places those at which a house's number may begin, as may_begin says. */
static inline unsigned beginnings(const gz_text_value *value, int64_t at, __m128i octets, unsigned digits)
{
    __m128i before = at ? _mm_loadu_si128((const __m128i *)(value->text + at - 1)) : _mm_slli_si128(octets, 1);
    __m128i plain = _mm_or_si128(is_among(before, 0, ' '), is(before, '#'));
    plain = _mm_or_si128(plain, before); /* whose highest bit counts */
    __m128i number = _mm_or_si128(is(before, '.'), is(_mm_or_si128(before, _mm_set1_epi8(32)), 'o'));
    unsigned begin = mask_of(plain) & digits, left = mask_of(number) & digits;
    for (; left; left &= left - 1)
        begin |= (unsigned)may_begin(value->text, at + __builtin_ctz(left)) << __builtin_ctz(left);
    return begin;
}

/* Whether a house's number may begin at one of these of sixteen places: at most five digits and two letters stand there, then
 * an end. What stands behind the sixteen places is not looked at here: it may be an end. */
static int may_be_house_16(const gz_text_value *value, int64_t at, __m128i octets, unsigned digits, unsigned begin)
{
    __m128i marks = _mm_or_si128(is(octets, ','), is(octets, '-'));
    marks = _mm_or_si128(marks, _mm_or_si128(is(octets, '/'), is(octets, ';')));
    unsigned ends = mask_of(_mm_or_si128(_mm_or_si128(marks, is_among(octets, 0, ' ')), octets)) | ~0xFFFFu;
    unsigned letters = mask_of(is_among(_mm_or_si128(octets, _mm_set1_epi8(32)), 'a', 25));
    if (value->length - at < 16)
        letters &= (1u << (value->length - at)) - 1;
    for (; begin; begin &= begin - 1) {
        int first = __builtin_ctz(begin), count = __builtin_ctz(~(digits >> first));
        int behind = first + count + __builtin_ctz(~(letters >> (first + count)));
        int is_short = (count <= 5) & (behind - first - count <= 2);
        if ((is_short & (int)((ends >> behind) | (at + behind >= value->length))) && may_be_house(value, at + first))
            return 1;
    }
    return 0;
}

#endif

/* Whether a text begins as one of is_box does, or as boîte postale. */
static int may_be_box(const gz_text_value *value)
{
    uint8_t first = value->text[0] | 32, second = value->length > 1 ? value->text[1] : 0;
    if (first == 'p')
        return second == '.' || second == ' ' || (second | 32) == 'o';
    return (first == 'a' && (second | 32) == 'p') || (first == 'c' && (second | 32) == 'a') ||
           (first == 'b' && (second | 32) == 'o');
}

int gz_may_be_address(const gz_text_value *value)
{
    int has_digit = 0;
    int64_t at = 0;
#if defined(__SSE4_2__)
    for (; at < value->length && value->limit - value->text - at >= 16; at += 16) {
        __m128i octets = _mm_loadu_si128((const __m128i *)(value->text + at));
        unsigned digits = mask_of(is_among(octets, '0', 9)), begin;
        if (value->length - at < 16)
            digits &= (1u << (value->length - at)) - 1;
        if (!digits)
            continue;
        has_digit = 1;
        begin = beginnings(value, at, octets, digits);
        if (begin && may_be_house_16(value, at, octets, digits, begin))
            return 1;
    }
#endif
    for (; at < value->length; at++) {
        if (!is_digit(value->text[at]))
            continue;
        has_digit = 1;
        if (may_begin(value->text, at) && may_be_house(value, at))
            return 1;
    }
    return has_digit ? may_be_box(value) : -1;
}
