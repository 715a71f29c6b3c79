/* Looks values up in word tables. */
#include "words.h"

#define UPPER 0xFFFFFFFF00000000ULL

/* Eight octets with ASCII letters in lower case: the bit of an octet from A to Z, and of no other, is moved to 32. */
static uint64_t lower_eight(uint64_t octets)
{
    const uint64_t ones = 0x0101010101010101ULL;
    uint64_t low = octets & 0x7F * ones;
    uint64_t from_a = low + (0x80 - 'A') * ones, beyond_z = low + (0x7F - 'Z') * ones;
    return octets | ((from_a & ~beyond_z & ~octets & 0x80 * ones) >> 2);
}

/* Up to eight octets as a number, the first one lowest; no octet beyond them is read. */
static inline uint64_t load(const uint8_t *octets, int64_t n)
{
    uint64_t whole = 0;
    uint32_t low, high;
    if (n >= 8) {
        memcpy(&whole, octets, 8);
        return whole;
    }
    if (n >= 4) {
        memcpy(&low, octets, 4);
        memcpy(&high, octets + n - 4, 4);
        return low | (uint64_t)high << (8 * (n - 4));
    }
    return n ? octets[0] | (uint64_t)octets[n / 2] << (8 * (n / 2)) | (uint64_t)octets[n - 1] << (8 * (n - 1)) : 0;
}

/* Multiply and fold, eight octets of the lower case at a time; the constant is the golden ratio's fraction. */
static inline uint64_t hash(const uint8_t *octets, int64_t length)
{
    uint64_t value = (uint64_t)length;
    for (int64_t i = 0; i < length; i += 8) {
        value = (value ^ lower_eight(load(octets + i, length - i))) * 0x9E3779B97F4A7C15ULL;
        value ^= value >> 32;
    }
    return value;
}

static inline int is_equal(const uint8_t *word, const uint8_t *octets, int64_t length)
{
    for (int64_t i = 0; i < length; i += 8)
        if (load(word + i, length - i) != lower_eight(load(octets + i, length - i)))
            return 0;
    return 1;
}

/* Fills `slots` (more than there are words, all 0). */
GZ_API void gz_build_words(const gz_text *words, uint64_t *slots, uint64_t size)
{
    for (int64_t i = 0; i < words->n; i++) {
        const uint8_t *octets;
        int64_t length = gz_value(words, i, &octets);
        uint64_t key = hash(octets, length), at = key & (size - 1);
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = (key & UPPER) | (uint64_t)(i + 1);
    }
}

uint32_t gz_lists_of(const gz_words *table, const uint8_t *octets, int64_t length)
{
    if (length > table->longest)
        return 0;
    const uint8_t *word;
    uint64_t key = hash(octets, length), slot;
    for (uint64_t at = key & (table->size - 1); (slot = table->slots[at]); at = (at + 1) & (table->size - 1)) {
        if ((slot ^ key) & UPPER)
            continue;
        int64_t number = (int64_t)(slot & ~UPPER) - 1;
        if (gz_value(&table->words, number, &word) == length && is_equal(word, octets, length))
            return table->masks[number];
    }
    return 0;
}

/* Whether lower case may differ beyond ASCII: some octet leads a character outside U+3000 to U+9FFF. */
static int has_other_case(const uint8_t *octets, int64_t length)
{
    for (int64_t i = 0; i < length; i++)
        if (octets[i] >= 0xC0 && (octets[i] < 0xE3 || octets[i] > 0xE9))
            return 1;
    return 0;
}

/* For each value that is wanted the lists that hold it, 0 if none does, and `unsure` if its lower case is not known here.
 * Returns all lists that were found. */
GZ_API uint32_t gz_find_words(const gz_words *table, uint32_t unsure, const gz_text *text, const uint8_t *wanted,
                              uint32_t *found)
{
    uint32_t all = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        found[i] = 0;
        if (!length || length > 3 * table->longest) /* the shortest lower case of a character has a third of its octets */
            continue;
        found[i] = has_other_case(octets, length) ? unsure : gz_lists_of(table, octets, length);
        all |= found[i];
    }
    return all;
}
