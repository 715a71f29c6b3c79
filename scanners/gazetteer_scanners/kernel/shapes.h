/* What a text looks like: the kinds of its characters together, and how many there are. */
#ifndef GAZETTEER_SHAPES_H
#define GAZETTEER_SHAPES_H

#include "evidence.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#endif

struct gz_shape {
    const uint8_t *at;
    int64_t size, characters;
    uint32_t flags;
    int has_case; /* capitals beyond ASCII may be in it */
};

/* Flags and characters of any text; `end` is where memory that may be read ends. */
void gz_look_closely(const uint16_t *kinds, struct gz_shape *t, const uint8_t *end);

static inline int gz_is_blank(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline void gz_trim(struct gz_shape *t)
{
    while (t->size && gz_is_blank(t->at[t->size - 1]))
        t->size--;
    while (t->size && gz_is_blank(*t->at)) {
        t->at++;
        t->size--;
    }
}

enum { GZ_BLOCK = 16 };

#if defined(__SSE4_2__)

/* The kinds that were in some sixteen octets, 0xFF for each octet; then of the last sixteen those that go on with a
 * character, and those of no kind that is told here. */
struct gz_kinds {
    __m128i digit, hex, letter, space, at, symbol, han, inner, rest;
};

static inline __m128i gz_up_to(__m128i octets, uint8_t first, uint8_t count)
{
    octets = _mm_sub_epi8(octets, _mm_set1_epi8((char)first));
    return _mm_cmpeq_epi8(_mm_min_epu8(octets, _mm_set1_epi8((char)(count - 1))), octets);
}

static inline __attribute__((always_inline)) void gz_add_kinds(struct gz_kinds *k, __m128i octets)
{
    __m128i small = _mm_or_si128(octets, _mm_set1_epi8(0x20));
    __m128i digit = gz_up_to(octets, '0', 10), letter = gz_up_to(small, 'a', 26), hex = gz_up_to(small, 'a', 6);
    __m128i space = _mm_or_si128(gz_up_to(octets, '\t', 5), _mm_cmpeq_epi8(octets, _mm_set1_epi8(' ')));
    __m128i at = _mm_cmpeq_epi8(octets, _mm_set1_epi8('@')), han = gz_up_to(octets, 0xE4, 6);
    __m128i known = _mm_or_si128(_mm_or_si128(digit, letter), _mm_or_si128(space, at));
    __m128i other = _mm_cmplt_epi8(octets, _mm_setzero_si128());
    k->inner = gz_up_to(octets, 0x80, 64);
    k->digit = _mm_or_si128(k->digit, digit);
    k->hex = _mm_or_si128(k->hex, hex);
    k->letter = _mm_or_si128(k->letter, _mm_andnot_si128(hex, letter));
    k->space = _mm_or_si128(k->space, space);
    k->at = _mm_or_si128(k->at, at);
    k->han = _mm_or_si128(k->han, han);
    k->symbol = _mm_or_si128(k->symbol, _mm_andnot_si128(_mm_or_si128(known, other), _mm_set1_epi8(-1)));
    k->rest = _mm_andnot_si128(_mm_or_si128(han, k->inner), other);
}

static inline uint32_t gz_any(__m128i kind, uint32_t flag)
{
    return _mm_movemask_epi8(kind) ? flag : 0;
}

/* The flags of characters in a block at `at` that are of no kind told above: CJK symbols and punctuation; 0 if there are
 * others. `left`: octets of the text from the block on. */
static inline uint32_t gz_tell_rest(uint32_t rest, const uint8_t *at, int64_t left)
{
    uint32_t flags = 0;
    for (; rest; rest &= rest - 1) {
        int place = __builtin_ctz(rest);
        if (at[place] != 0xE3 || place + 2 >= left || at[place + 1] != 0x80)
            return 0;
        flags |= at[place + 2] == 0x85 || at[place + 2] == 0x87 ? GZ_HAN : GZ_SYMBOL; /* two letters among them */
    }
    return flags;
}

/* Flags and characters of a text of ASCII, Han and CJK punctuation; 0 if it holds others. It has
 * at least GZ_BLOCK octets. */
static inline int gz_look(struct gz_shape *t)
{
    struct gz_kinds k;
    uint32_t flags = 0, rest;
    int64_t inner = 0;
    k.digit = k.hex = k.letter = k.space = k.at = k.symbol = k.han = _mm_setzero_si128();
    for (int64_t i = 0; i < t->size; i += GZ_BLOCK) {
        int64_t again = i && i + GZ_BLOCK > t->size ? i + GZ_BLOCK - t->size : 0; /* octets of the block before */
        const uint8_t *at = t->at + i - again;
        gz_add_kinds(&k, _mm_loadu_si128((const __m128i *)at));
        inner += __builtin_popcount((uint32_t)_mm_movemask_epi8(k.inner) >> again);
        if ((rest = (uint32_t)_mm_movemask_epi8(k.rest))) {
            uint32_t told = gz_tell_rest(rest, at, t->at + t->size - at);
            if (!told)
                return 0;
            flags |= told;
        }
    }
    t->characters = t->size - inner;
    t->flags = flags | gz_any(k.digit, GZ_DIGIT) | gz_any(k.hex, GZ_HEX_LETTER) | gz_any(k.letter, GZ_LETTER) |
               gz_any(k.space, GZ_SPACE) | gz_any(k.at, GZ_AT) |
               gz_any(k.symbol, GZ_SYMBOL) | gz_any(k.han, GZ_HAN);
    t->has_case = 0;
    return 1;
}

#else

static inline int gz_look(struct gz_shape *t)
{
    (void)t;
    return 0;
}

#endif

/* Trims a text and tells its shape. */
static inline void gz_tell_shape(const uint16_t *kinds, struct gz_shape *t, const uint8_t *end)
{
    gz_trim(t);
    if (t->size > 0 && (t->size < GZ_BLOCK || !gz_look(t)))
        gz_look_closely(kinds, t, end);
}

#endif
