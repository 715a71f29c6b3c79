/* Finds the next octet of a set in text; sets are of octets below 64, a bit each. */
#ifndef GAZETTEER_OCTET_SETS_H
#define GAZETTEER_OCTET_SETS_H

#include <stdint.h>

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#endif

#define BIT(octet) (1ULL << (octet))

static inline int is_in(uint64_t set, uint8_t octet)
{
    return octet < 64 && (set >> octet & 1);
}

/* bits: the set. low: for each value of an octet's lower half a bit for each upper half with which it is in the set. */
typedef struct {
    uint64_t bits;
    uint8_t low[16];
} octet_set;

#define GZ_LOW(set, k) \
    (((set) >> (k) & 1) | ((set) >> ((k) + 16) & 1) << 1 | ((set) >> ((k) + 32) & 1) << 2 | ((set) >> ((k) + 48) & 1) << 3)
#define GZ_FOUR(set, k) GZ_LOW(set, k), GZ_LOW(set, (k) + 1), GZ_LOW(set, (k) + 2), GZ_LOW(set, (k) + 3)
#define OCTET_SET(set) {set, {GZ_FOUR(set, 0), GZ_FOUR(set, 4), GZ_FOUR(set, 8), GZ_FOUR(set, 12)}}

/* The first place from `at` on whose octet is in the set, `end` if there is none; nothing from `limit` on is read. */
static inline int64_t next_in(const octet_set *set, const uint8_t *text, int64_t at, int64_t end, const uint8_t *limit)
{
    (void)limit; /* where there is only the plain search */
#if defined(__SSE4_2__)
    const __m128i low = _mm_loadu_si128((const __m128i *)set->low);
    const __m128i high = _mm_setr_epi8(1, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (; at < end && limit - text - at >= 16; at += 16) {
        __m128i octets = _mm_loadu_si128((const __m128i *)(text + at));
        __m128i upper = _mm_and_si128(_mm_srli_epi16(octets, 4), _mm_set1_epi8(15));
        __m128i both = _mm_and_si128(_mm_shuffle_epi8(low, octets), _mm_shuffle_epi8(high, upper));
        unsigned found = ~(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(both, _mm_setzero_si128())) & 0xFFFF;
        if (found) {
            at += __builtin_ctz(found);
            return at < end ? at : end;
        }
    }
#endif
    while (at < end && !is_in(set->bits, text[at]))
        at++;
    return at < end ? at : end;
}

#endif
