/* Up to 31 dictionaries as the kernel is handed them: bit i of a set of entries is the i-th one. */
#ifndef GAZETTEER_DICTIONARIES_H
#define GAZETTEER_DICTIONARIES_H

#include "judges.h"
#include "table.h"

enum { MOST_ENTRIES = 31 };

/* tables: of shapes, `count` of them. sets: how many each has. shapes: for each of these the entries whose shape it is.
 * always: entries whose shape no table tells. listed: entries that are a word list; of `words`, bit i is the i-th one.
 * inexact: entries of whose shape the tables are not always sure. exact: for each entry the longest value, in octets, of
 * which they are; -1 less that where they are sure of ASCII alone. judges: for each entry the number of its function.
 * is_quick: text that begins with ASCII and holds a digit has the shape of no entry but those of gz_is_address. */
typedef struct {
    const gz_table *const *tables;
    const uint32_t *const *shapes;
    const int32_t *sets;
    const gz_knowledge *known;
    const int64_t *exact;
    const int32_t *judges;
    gz_words words;
    int32_t count;
    uint32_t always;
    uint32_t listed;
    uint32_t inexact;
    int32_t is_quick;
} gz_dictionaries;

/* match.c */
int64_t gz_match_whole(const gz_table *table, const gz_text *text, const uint8_t *gate, uint16_t *sets, int64_t *counts);

#endif
