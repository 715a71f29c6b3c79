/* Whether text is valid UTF-8 (RFC 3629), for whole columns. */
#include "text.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>

/* John Keiser, Daniel Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte" (2021): what is wrong with two
 * neighbouring octets is looked up by the first one's halves and the second one's high half; a fault is in all three. */
enum {
    SHORT = 1,      /* a first octet, then none that belongs to it */
    LONG = 2,       /* ASCII, then an octet that belongs to none */
    OVERLONG_3 = 4, /* could be written with fewer octets */
    LARGE = 8,      /* above U+10FFFF */
    SURROGATE = 16,
    OVERLONG_2 = 32,
    LARGE_1000 = 64,
    OVERLONG_4 = 64,
    TWO = 128, /* two octets that belong to a first one: right only in characters of three or four */
    ANY = SHORT | LONG | TWO,
    OVER = ANY | LARGE | LARGE_1000,
};

static inline __m128i faults(__m128i block, __m128i before)
{
    const __m128i first_high = _mm_setr_epi8(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, (char)TWO, (char)TWO, (char)TWO,
                                             (char)TWO, SHORT | OVERLONG_2, SHORT, SHORT | OVERLONG_3 | SURROGATE,
                                             SHORT | LARGE | LARGE_1000 | OVERLONG_4);
    const __m128i first_low = _mm_setr_epi8(
        (char)(ANY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char)(ANY | OVERLONG_2), (char)ANY, (char)ANY, (char)(ANY | LARGE),
        (char)OVER, (char)OVER, (char)OVER, (char)OVER, (char)OVER, (char)OVER, (char)OVER, (char)OVER, (char)(OVER | SURROGATE),
        (char)OVER, (char)OVER);
    const char low = (char)(LONG | OVERLONG_2 | TWO | OVERLONG_3 | LARGE_1000 | OVERLONG_4);
    const char middle = (char)(LONG | OVERLONG_2 | TWO | OVERLONG_3 | LARGE);
    const char high = (char)(LONG | OVERLONG_2 | TWO | SURROGATE | LARGE);
    const __m128i second_high = _mm_setr_epi8(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, low, middle, high, high,
                                              SHORT, SHORT, SHORT, SHORT);
    const __m128i half = _mm_set1_epi8(15);
    __m128i one = _mm_alignr_epi8(block, before, 15), two = _mm_alignr_epi8(block, before, 14);
    __m128i three = _mm_alignr_epi8(block, before, 13);
    __m128i found = _mm_shuffle_epi8(first_high, _mm_and_si128(_mm_srli_epi16(one, 4), half));
    found = _mm_and_si128(found, _mm_shuffle_epi8(first_low, _mm_and_si128(one, half)));
    found = _mm_and_si128(found, _mm_shuffle_epi8(second_high, _mm_and_si128(_mm_srli_epi16(block, 4), half)));
    two = _mm_subs_epu8(two, _mm_set1_epi8(0xE0 - 0x80));
    three = _mm_subs_epu8(three, _mm_set1_epi8(0xF0 - 0x80));
    return _mm_xor_si128(_mm_and_si128(_mm_or_si128(two, three), _mm_set1_epi8((char)0x80)), found);
}

static inline __m128i load(const uint8_t *at)
{
    return _mm_loadu_si128((const __m128i *)at);
}

/* Marks what is no Han character from U+4E00 to U+9FFF among characters beyond ASCII. */
static inline __m128i strange(__m128i block, __m128i before)
{
    const __m128i e4 = _mm_set1_epi8((char)0xE4), b8 = _mm_set1_epi8((char)0xB8);
    __m128i from_e4 = _mm_sub_epi8(block, e4), one = _mm_alignr_epi8(block, before, 15);
    __m128i is_lead = _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8((char)0xC0)), block);
    __m128i is_han = _mm_cmpeq_epi8(_mm_min_epu8(from_e4, _mm_set1_epi8(5)), from_e4);
    __m128i is_late = _mm_cmpeq_epi8(_mm_max_epu8(block, b8), block);
    return _mm_or_si128(_mm_andnot_si128(is_han, is_lead), _mm_andnot_si128(is_late, _mm_cmpeq_epi8(one, e4)));
}

int gz_tell_octets(const uint8_t *octets, int64_t size)
{
    uint8_t last[16] = {0};
    __m128i before = _mm_setzero_si128(), wrong = before, any = before, other = before;
    int64_t at = 0;
    for (; at + 32 <= size; at += 32) {
        __m128i a = load(octets + at), b = load(octets + at + 16), all = _mm_or_si128(a, b);
        any = _mm_or_si128(any, all);
        if (_mm_movemask_epi8(_mm_or_si128(all, before))) {
            wrong = _mm_or_si128(wrong, _mm_or_si128(faults(a, before), faults(b, a)));
            other = _mm_or_si128(other, _mm_or_si128(strange(a, before), strange(b, a)));
        }
        before = b;
    }
    for (; at + 16 <= size; at += 16) {
        __m128i block = load(octets + at);
        any = _mm_or_si128(any, block);
        wrong = _mm_or_si128(wrong, faults(block, before));
        other = _mm_or_si128(other, strange(block, before));
        before = block;
    }
    if (at < size)
        memcpy(last, octets + at, (size_t)(size - at));
    any = _mm_or_si128(any, load(last)); /* zeros behind the end show a character that is cut off */
    wrong = _mm_or_si128(wrong, faults(load(last), before));
    other = _mm_or_si128(other, strange(load(last), before));
    if (!_mm_testz_si128(wrong, wrong))
        return 0;
    return GZ_VALID | (_mm_movemask_epi8(any) ? 0 : GZ_ASCII) | (_mm_testz_si128(other, other) ? GZ_PLAIN : 0);
}

#else

/* How many octets the character that begins here has, 0 if it is not valid. */
static int64_t character(const uint8_t *at, int64_t left)
{
    uint8_t c = at[0];
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c < 0xE0)
        return left >= 2 && gz_is_behind(at[1]) ? 2 : 0;
    if (c < 0xE0 || c > 0xF4 || left < 3 || !gz_is_behind(at[1]) || !gz_is_behind(at[2]))
        return 0;
    if (c < 0xF0)
        return (c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F) ? 0 : 3;
    if (left < 4 || !gz_is_behind(at[3]))
        return 0;
    return (c == 0xF0 && at[1] < 0x90) || (c == 0xF4 && at[1] > 0x8F) ? 0 : 4;
}

int gz_tell_octets(const uint8_t *octets, int64_t size)
{
    int64_t at = 0;
    uint64_t word;
    int told = GZ_VALID | GZ_ASCII | GZ_PLAIN;
    while (at < size) {
        for (; at + 8 <= size; at += 8) {
            memcpy(&word, octets + at, 8);
            if (word & UINT64_C(0x8080808080808080))
                break;
        }
        if (at < size) {
            const uint8_t *in = octets + at;
            int64_t length = character(in, size - at);
            if (!length)
                return 0;
            if (length > 1)
                told &= in[0] >= 0xE4 && in[0] <= 0xE9 && (in[0] > 0xE4 || in[1] >= 0xB8) ? ~GZ_ASCII : GZ_VALID;
            at += length;
        }
    }
    return told;
}

#endif

/* Whether every value is valid, with what stands behind nulls; 0 also where only a closer look could tell. */
GZ_API int32_t gz_is_utf8(const gz_text *text)
{
    int64_t begin = gz_offset(text, 0), size = gz_offset(text, text->n) - begin;
    const uint8_t *octets = text->data + begin;
    int told;
    if (size <= 0)
        return 1;
    told = gz_tell_octets(octets, size);
    for (int64_t i = 1; i < text->n && !(told & GZ_ASCII); i++) {
        int64_t start = gz_offset(text, i) - begin;
        if (start < 0 || start > size || (start < size && gz_is_behind(octets[start])))
            return 0;
    }
    return told & GZ_VALID;
}
