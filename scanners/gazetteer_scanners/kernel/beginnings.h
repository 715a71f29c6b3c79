/* Where matches may begin in text: a look at the first octets of each place, sixteen places at once. */
#ifndef GAZETTEER_BEGINNINGS_H
#define GAZETTEER_BEGINNINGS_H

#include "letters.h"
#include <string.h>

#if defined(__SSSE3__)
#include <tmmintrin.h>
#endif

enum { DEPTH = 3, BLOCK = 16, LOOKED_AT = BLOCK + DEPTH - 1 };

/* Groups of patterns, a bit each, by the octets that their matches may have in the first, second and third place: as
 * they are, and by half octets, of which both must agree. See matching/automaton/beginnings.py. */
typedef struct {
    uint8_t octets[DEPTH][256];
    uint8_t low[DEPTH][16];
    uint8_t high[DEPTH][16];
} gz_beginnings;

/* What stands in a block of text, a bit for each place. */
typedef struct {
    uint32_t begins; /* a match may begin here; some that cannot are among them */
    uint32_t alnum;  /* ASCII letters and digits */
    uint32_t marks;
} gz_block;

#if defined(__SSSE3__)

static inline __m128i gz_at_most(__m128i octets, uint8_t most)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(octets, _mm_set1_epi8((char)most)), octets);
}

/* Reads LOOKED_AT octets. */
static inline gz_block gz_look(const gz_beginnings *beginnings, const uint8_t *text, int mark)
{
    const __m128i half = _mm_set1_epi8(0x0F);
    __m128i first = _mm_loadu_si128((const __m128i *)text), groups = _mm_set1_epi8(-1);
    for (int k = 0; k < DEPTH; k++) {
        __m128i octets = _mm_loadu_si128((const __m128i *)(text + k));
        __m128i low = _mm_loadu_si128((const __m128i *)beginnings->low[k]);
        __m128i high = _mm_loadu_si128((const __m128i *)beginnings->high[k]);
        low = _mm_shuffle_epi8(low, _mm_and_si128(octets, half));
        high = _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(octets, 4), half));
        groups = _mm_and_si128(groups, _mm_and_si128(low, high));
    }
    __m128i letter = gz_at_most(_mm_sub_epi8(_mm_or_si128(first, _mm_set1_epi8(32)), _mm_set1_epi8('a')), 25);
    __m128i digit = gz_at_most(_mm_sub_epi8(first, _mm_set1_epi8('0')), 9);
    gz_block block = {
        .begins = ~(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(groups, _mm_setzero_si128())) & 0xFFFF,
        .alnum = (uint32_t)_mm_movemask_epi8(_mm_or_si128(letter, digit)),
        .marks = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(first, _mm_set1_epi8((char)mark))),
    };
    return block;
}

#else

static inline gz_block gz_look(const gz_beginnings *beginnings, const uint8_t *text, int mark)
{
    gz_block block = {0, 0, 0};
    for (int i = 0; i < BLOCK; i++) {
        uint8_t groups = 255;
        for (int k = 0; k < DEPTH; k++)
            groups &= beginnings->octets[k][text[i + k]];
        block.begins |= (uint32_t)(groups != 0) << i;
        block.alnum |= (uint32_t)(is_digit(text[i]) || is_letter(text[i])) << i;
        block.marks |= (uint32_t)(text[i] == mark) << i;
    }
    return block;
}

#endif

/* The block at `at`, of a text that ends at `length` in memory that ends at `end`; bits beyond the text are 0. */
static inline gz_block gz_block_at(const gz_beginnings *beginnings, const uint8_t *text, int64_t at, int64_t length,
                                   const uint8_t *end, int mark)
{
    uint8_t copy[LOOKED_AT];
    const uint8_t *here = text + at;
    if (end - here < LOOKED_AT) {
        memset(copy, 0, sizeof copy);
        memcpy(copy, here, (size_t)(length - at < LOOKED_AT ? length - at : LOOKED_AT));
        here = copy;
    }
    gz_block block = gz_look(beginnings, here, mark);
    if (length - at < BLOCK) {
        uint32_t within = (1u << (length - at)) - 1;
        block.begins &= within;
        block.alnum &= within;
        block.marks &= within;
    }
    return block;
}

#endif
