/* A text as evidence measures it: trimmed, its characters and their kinds; and small letters where hashes need them. */
#ifndef GAZETTEER_EVIDENCE_TEXT_H
#define GAZETTEER_EVIDENCE_TEXT_H

#include "evidence.h"

#if defined(__SSE4_2__)
#include <nmmintrin.h>
#endif

enum { GZ_WINDOW = 1024, GZ_LONGEST_DATE = 44, GZ_LONGEST_WORD = 5 };

/* A text without the blanks around it; `flags` are the kinds of its characters together, GZ_CASE if capitals beyond ASCII
 * may be among them. */
struct gz_piece {
    const uint8_t *at;
    int64_t size, characters;
    uint32_t flags;
};

/* The kinds of the character behind a lead byte beyond ASCII; there are `left` bytes. */
uint32_t gz_tell_kind(const uint16_t *kinds, const uint8_t *lead, int64_t left);

/* The text in small letters, as far as its hash needs it: all of it up to 256 bytes, else at least the first and the last
 * 128. Gives how many bytes stand in the window and, in `all`, how many the whole text has. */
int64_t gz_write_lower(const uint32_t *lower, const struct gz_piece *piece, uint8_t *window, int64_t *all);

/* What a word says whose letters beyond ASCII are small: no (0), yes (1), neither (-1). */
int gz_truth(const struct gz_scan *scan, const uint8_t *text, int64_t size, const uint8_t *end);

/* The text of a slot as it stands, its flags not yet told. */
static inline struct gz_piece gz_piece_at(const void *offsets, int32_t bits, const uint8_t *data, int64_t slot)
{
    int64_t start = gz_offset_of(offsets, bits, slot), size = gz_offset_of(offsets, bits, slot + 1) - start;
    struct gz_piece piece = {data + start, size, size, 0};
    return piece;
}

static inline int gz_is_blank(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline void gz_trim(struct gz_piece *p)
{
    while (p->size > 0 && gz_is_blank(p->at[p->size - 1]))
        p->size--;
    while (p->size > 0 && gz_is_blank(*p->at)) {
        p->at++;
        p->size--;
    }
}

#if defined(__SSE4_2__)

/* Up to 16 bytes with zeros behind them; `end` is where memory that may be read ends. */
static inline __m128i gz_load_short(const uint8_t *at, int64_t size, const uint8_t *end)
{
    static const uint8_t windows[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    uint8_t copy[16] = {0};
    if (end - at >= 16)
        return _mm_and_si128(_mm_loadu_si128((const __m128i *)at), _mm_loadu_si128((const __m128i *)(windows + 16 - size)));
    for (int64_t i = 0; i < size; i++)
        copy[i] = at[i];
    return _mm_loadu_si128((const __m128i *)copy);
}

/* The bit of its flag for each ASCII character that is no symbol, but GZ_HAN for P to Z and GZ_OTHER for blanks that are no
 * spaces: those bits that the tables of both half bytes have. No bit is a symbol, or a byte beyond ASCII. */
static inline __m128i gz_classes(__m128i bytes)
{
    const __m128i low = _mm_setr_epi8((char)201, 11, 11, 11, 11, 11, 11, 13, 13, 29, 28, 20, 20, 20, 4, 4);
    const __m128i high = _mm_setr_epi8(16, 0, 64, 1, (char)134, 8, 6, 8, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i nibble = _mm_set1_epi8(15);
    return _mm_and_si128(_mm_shuffle_epi8(low, _mm_and_si128(bytes, nibble)),
                         _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble)));
}

/* The flags that the bits of all classes stand for. */
static inline uint32_t gz_flags_of(__m128i classes)
{
    uint64_t bits;
    uint32_t flags;
    classes = _mm_or_si128(classes, _mm_srli_si128(classes, 8));
    bits = (uint64_t)_mm_cvtsi128_si64(classes);
    bits |= bits >> 32;
    bits |= bits >> 16;
    flags = (uint32_t)(bits | bits >> 8);
    return (flags & (0xFF ^ (GZ_HAN | GZ_OTHER))) | (flags & GZ_HAN) >> 1 | (flags & GZ_OTHER) << 2;
}

/* The flags of characters beyond ASCII whose bytes `beyond` marks; counts the bytes that go on with one. */
static inline uint32_t gz_flags_beyond(const uint16_t *kinds, __m128i bytes, uint32_t beyond, const uint8_t *at,
                                       const uint8_t *text_end, int64_t *inner)
{
    const __m128i from_han = _mm_sub_epi8(bytes, _mm_set1_epi8((char)0xE4));
    uint32_t goes_on = beyond & (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(-64)));
    uint32_t is_han = beyond & (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(from_han, _mm_set1_epi8(5)), from_han));
    uint32_t flags = is_han ? GZ_HAN : 0;
    *inner += __builtin_popcount(goes_on);
    for (uint32_t others = beyond & ~(goes_on | is_han); others; others &= others - 1) {
        const uint8_t *lead = at + __builtin_ctz(others);
        flags |= gz_tell_kind(kinds, lead, text_end - lead);
    }
    return flags;
}

/* Tells a text's flags and characters. */
static inline void gz_look(const uint16_t *kinds, struct gz_piece *p, const uint8_t *end)
{
    __m128i all = _mm_setzero_si128();
    uint32_t symbols = 0, flags = 0;
    int64_t inner = 0;
    for (int64_t i = 0; i < p->size; i += 16) {
        int64_t left = p->size - i;
        uint32_t mask = left < 16 ? (1u << left) - 1 : 0xFFFF, beyond;
        __m128i bytes = left < 16 ? gz_load_short(p->at + i, left, end) : _mm_loadu_si128((const __m128i *)(p->at + i));
        __m128i classes = gz_classes(bytes);
        all = _mm_or_si128(all, classes);
        beyond = (uint32_t)_mm_movemask_epi8(bytes);
        symbols |= (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(classes, _mm_setzero_si128())) & ~beyond & mask;
        if (beyond)
            flags |= gz_flags_beyond(kinds, bytes, beyond, p->at + i, p->at + p->size, &inner);
    }
    p->characters = p->size - inner;
    p->flags = flags | gz_flags_of(all) | (symbols ? GZ_SYMBOL : 0);
}

#else

static inline void gz_look(const uint16_t *kinds, struct gz_piece *p, const uint8_t *end)
{
    uint32_t flags = 0;
    int64_t inner = 0;
    (void)end;
    for (int64_t i = 0; i < p->size; i++)
        flags |= kinds[p->at[i]];
    for (int64_t i = 0; flags & GZ_NOT_ASCII && i < p->size; i++) {
        inner += (p->at[i] & 0xC0) == 0x80;
        if (p->at[i] >= 0xC0)
            flags |= gz_tell_kind(kinds, p->at + i, p->size - i);
    }
    p->characters = p->size - inner;
    p->flags = flags & ~(uint32_t)GZ_NOT_ASCII;
}

#endif

/* True for ASCII digits alone (a combining mark has no kind of its own). */
static inline int gz_is_digits(const struct gz_piece *p)
{
    return p->flags == GZ_DIGIT && p->characters == p->size;
}

/* The number that eight digits are, the first in the lowest byte. */
static inline uint64_t gz_eight_digits(uint64_t word)
{
    word = (word & UINT64_C(0x0F0F0F0F0F0F0F0F)) * 2561 >> 8;
    word = (word & UINT64_C(0x00FF00FF00FF00FF)) * 6553601 >> 16;
    return (word & UINT64_C(0x0000FFFF0000FFFF)) * UINT64_C(42949672960001) >> 32;
}

/* The number that up to 18 digits are. */
static inline uint64_t gz_number(const struct gz_piece *p, const uint8_t *end)
{
    static const uint32_t powers[8] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    int64_t rest = p->size & 7;
    uint64_t number = 0, tail = gz_tail(p->at, p->size, end);
    for (int64_t i = 0; i + 8 <= p->size; i += 8)
        number = number * 100000000 + gz_eight_digits(gz_load(p->at + i));
    return rest ? number * powers[rest] + gz_eight_digits(tail << (64 - 8 * rest)) : number;
}

/* True if a text may be a written date, by its characters and its size. */
static inline int gz_may_be_date(const struct gz_piece *p)
{
    return (p->flags & (GZ_DIGIT | GZ_OTHER | GZ_AT)) == GZ_DIGIT && p->flags & (GZ_SYMBOL | GZ_HAN) && p->size >= 8 &&
           p->size <= GZ_LONGEST_DATE && (uint8_t)(p->at[0] - '0') <= 9;
}

#endif
