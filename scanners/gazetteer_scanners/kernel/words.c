/* Looks texts up in word tables. */
#include "words.h"

#define UPPER 0xFFFFFFFF00000000ULL

/* Multiply and fold, eight octets of the lower case at a time; `key` is what the first eight gave. */
static inline uint64_t finish(uint64_t key, const uint8_t *octets, int64_t length, const uint8_t *limit)
{
    key ^= key >> 32;
    for (int64_t i = 8; i < length; i += 8) {
        key = gz_mix(key, gz_load_up_to(octets + i, length - i, limit));
        key ^= key >> 32;
    }
    return key;
}

static inline int is_equal(const uint8_t *word, const uint8_t *octets, int64_t length, const uint8_t *limit)
{
    for (int64_t i = 0; i < length; i += 8)
        if (gz_load_up_to(word + i, length - i, word + length + 8) != gz_lower_eight(gz_load_up_to(octets + i, length - i, limit)))
            return 0;
    return 1;
}

/* Fills `slots` and `filter` with the first n words; there are more slots than words, all 0. Returns n. */
GZ_API int64_t gz_build_words(const gz_words *table, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        const uint8_t *word = table->octets + table->offsets[i];
        int64_t length = table->offsets[i + 1] - table->offsets[i];
        uint64_t key = gz_mix((uint64_t)length, gz_load_up_to(word, length, word + length + 8)), bit = key >> table->shift;
        table->filter[bit >> 3] |= (uint8_t)(1 << (bit & 7));
        key = finish(key, word, length, word + length + 8);
        uint64_t at = key & (table->size - 1);
        while (table->slots[at])
            at = (at + 1) & (table->size - 1);
        table->slots[at] = (key & UPPER) | (uint64_t)(i + 1);
    }
    return n;
}

uint32_t gz_probe(const gz_words *table, uint64_t key, const uint8_t *octets, int64_t length, const uint8_t *limit)
{
    uint64_t slot;
    key = finish(key, octets, length, limit);
    for (uint64_t at = key & (table->size - 1); (slot = table->slots[at]); at = (at + 1) & (table->size - 1)) {
        if ((slot ^ key) & UPPER)
            continue;
        int64_t number = (int64_t)(slot & ~UPPER) - 1;
        int32_t start = table->offsets[number];
        if (table->offsets[number + 1] - start == length && is_equal(table->octets + start, octets, length, limit))
            return table->masks[number];
    }
    return 0;
}
