/* Word tables: an open hash table of all words of several lists, with a bit for each list that a word is in. */
#ifndef GAZETTEER_WORDS_H
#define GAZETTEER_WORDS_H

#include "text.h"

/* octets: the words one behind the other, and eight more octets, which may be read. offsets: one more than words.
 * slots: the upper half of a word's hash, then its number + 1; 0 for none. size: of slots, a power of two.
 * filter: a bit for the beginning and the length of each word; eight bits for each slot.
 * longest: octets of the longest word. shift: what leaves the place in the filter of 64 bits. */
typedef struct {
    const int32_t *offsets;
    const uint8_t *octets;
    const uint32_t *masks;
    uint64_t *slots;
    uint8_t *filter;
    uint64_t size;
    int64_t longest;
    int32_t shift;
} gz_words;

/* Eight octets with ASCII letters in lower case: the bit of an octet from A to Z, and of no other, is moved to 32. */
static inline uint64_t gz_lower_eight(uint64_t octets)
{
    const uint64_t ones = 0x0101010101010101ULL;
    uint64_t low = octets & 0x7F * ones;
    uint64_t from_a = low + (0x80 - 'A') * ones, beyond_z = low + (0x7F - 'Z') * ones;
    return octets | ((from_a & ~beyond_z & ~octets & 0x80 * ones) >> 2);
}

/* Up to eight octets as a number, the first one lowest; nothing from `limit` on is read. `n` is not 0. */
static inline uint64_t gz_load_up_to(const uint8_t *octets, int64_t n, const uint8_t *limit)
{
    uint64_t whole = 0;
    if (limit - octets >= 8) {
        for (int k = 0; k < 8; k++)
            whole |= (uint64_t)octets[k] << (8 * k);
        return n < 8 ? whole & ~(~0ULL << (8 * n)) : whole;
    }
    for (int64_t k = 0; k < n && k < 8; k++)
        whole |= (uint64_t)octets[k] << (8 * k);
    return whole;
}

/* The first step of the hash; the constant is the golden ratio's fraction. */
static inline uint64_t gz_mix(uint64_t value, uint64_t octets)
{
    return (value ^ gz_lower_eight(octets)) * 0x9E3779B97F4A7C15ULL;
}

/* The lists that hold octets whose first step is `key`. */
uint32_t gz_probe(const gz_words *table, uint64_t key, const uint8_t *octets, int64_t length, const uint8_t *limit);

/* The lists that hold these octets, ASCII letters taken in lower case; 0 if none does. */
static inline uint32_t gz_lists_of(const gz_words *table, const uint8_t *octets, int64_t length, const uint8_t *limit)
{
    if (length > table->longest || length < 1)
        return 0;
    uint64_t key = gz_mix((uint64_t)length, gz_load_up_to(octets, length, limit)), bit = key >> table->shift;
    if (!(table->filter[bit >> 3] >> (bit & 7) & 1))
        return 0;
    return gz_probe(table, key, octets, length, limit);
}

#endif
