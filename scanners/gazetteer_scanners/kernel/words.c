/* Looks whole values up in word tables: an open hash table of all words of all dictionaries, one probe sequence a value. */
#include "text.h"

/* FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo), with ASCII letters in lower case. */
static uint64_t hash(const uint8_t *octets, int64_t length)
{
    uint64_t value = 0xcbf29ce484222325ULL;
    for (int64_t i = 0; i < length; i++) {
        uint8_t c = octets[i];
        c |= (uint8_t)(c - 'A') < 26 ? 32 : 0;
        value = (value ^ c) * 0x100000001b3ULL;
    }
    return value ^ (value >> 32);
}

static int is_equal(const uint8_t *word, const uint8_t *octets, int64_t length)
{
    for (int64_t i = 0; i < length; i++) {
        uint8_t c = octets[i];
        if (word[i] != (c | ((uint8_t)(c - 'A') < 26 ? 32 : 0)))
            return 0;
    }
    return 1;
}

/* Fills `slots` (a power of two, more than there are words, all 0) with the number of a word + 1. */
GZ_API void gz_build_words(const gz_text *words, uint32_t *slots, uint64_t size)
{
    for (int64_t i = 0; i < words->n; i++) {
        const uint8_t *octets;
        int64_t length = gz_value(words, i, &octets);
        uint64_t at = hash(octets, length) & (size - 1);
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = (uint32_t)i + 1;
    }
}

/* Whether lower case may differ beyond ASCII: the octet leads a character outside U+3000 to U+9FFF. */
static int has_other_case(const uint8_t *octets, int64_t length)
{
    for (int64_t i = 0; i < length; i++)
        if (octets[i] >= 0xC0 && (octets[i] < 0xE3 || octets[i] > 0xE9))
            return 1;
    return 0;
}

/* For each value that is wanted the mask of the word it is, 0 if it is none, and `unsure` if its lower case is not known
 * here. Values of more than `most` octets are no word, in whatever case. */
GZ_API void gz_find_words(const gz_text *words, const uint32_t *masks, const uint32_t *slots, uint64_t size, int64_t most,
                          uint32_t unsure, const gz_text *text, const uint8_t *wanted, uint32_t *found)
{
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets, *word;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        found[i] = 0;
        if (!length || length > 3 * most) /* the shortest lower case of a character has a third of its octets */
            continue;
        if (has_other_case(octets, length)) {
            found[i] = unsure;
            continue;
        }
        if (length > most)
            continue;
        for (uint64_t at = hash(octets, length) & (size - 1); slots[at]; at = (at + 1) & (size - 1)) {
            int64_t number = slots[at] - 1;
            if (gz_value(words, number, &word) == length && is_equal(word, octets, length)) {
                found[i] = masks[number];
                break;
            }
        }
    }
}
