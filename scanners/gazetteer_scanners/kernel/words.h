/* Word tables: an open hash table of all words of several lists, with a bit for each list that a word is in. */
#ifndef GAZETTEER_WORDS_H
#define GAZETTEER_WORDS_H

#include "text.h"

typedef struct {
    gz_text words;
    const uint32_t *masks;
    const uint64_t *slots; /* the upper half of a word's hash, then its number + 1; 0 for none */
    uint64_t size;         /* of slots, a power of two */
    int64_t longest;       /* octets of the longest word */
} gz_words;

/* The lists that hold these octets, ASCII letters taken in lower case; 0 if none does. */
uint32_t gz_lists_of(const gz_words *table, const uint8_t *octets, int64_t length);

#endif
