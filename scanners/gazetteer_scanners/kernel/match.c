/* Runs the tables of matching/automaton over whole values. */
#include "table.h"
#include "text.h"

enum { LANES = 4, STRIDE = 8 };

/* The set of patterns that match a value as a whole, from any state on; stops early where nothing can match any more. */
static inline uint32_t finish(const gz_table *table, uint32_t state, const uint8_t *octets, int64_t from, int64_t length)
{
    for (int64_t i = from; state && i < length; i++)
        state = table->steps[state + table->classes[octets[i]]];
    return table->steps[state + table->width - 1];
}

/* For each value the number of its set of patterns, 0 for nulls, empty values and those that the gate keeps out; adds up
 * in counts how often each set came. Four values at a time: a step waits for memory, so four wait together.
 * gate: value i is looked at if gate[i] is not 0; NULL looks at all. */
GZ_API void gz_match_whole(const gz_table *table, const gz_text *text, const uint8_t *gate, uint16_t *sets, int64_t *counts)
{
    const uint32_t *steps = table->steps;
    const uint8_t *classes = table->classes;
    int64_t i = 0;
    while (i < text->n) {
        const uint8_t *octets[LANES];
        int64_t length[LANES], place[LANES], shortest = INT64_MAX;
        uint32_t state[LANES];
        int lanes = 0;
        for (; i < text->n && lanes < LANES; i++) {
            const uint8_t *value = NULL;
            int64_t size = gate && !gate[i] ? 0 : gz_value(text, i, &value);
            if (!size) {
                sets[i] = 0;
                counts[0]++;
                continue;
            }
            octets[lanes] = value;
            length[lanes] = size;
            place[lanes] = i;
            state[lanes++] = table->starts[0];
            shortest = size < shortest ? size : shortest;
        }
        int64_t at = 0;
        if (lanes == LANES) {
            while (at + STRIDE <= shortest && (state[0] | state[1] | state[2] | state[3]))
                for (int k = 0; k < STRIDE; k++, at++)
                    for (int lane = 0; lane < LANES; lane++)
                        state[lane] = steps[state[lane] + classes[octets[lane][at]]];
            if (state[0] | state[1] | state[2] | state[3])
                for (; at < shortest; at++)
                    for (int lane = 0; lane < LANES; lane++)
                        state[lane] = steps[state[lane] + classes[octets[lane][at]]];
        }
        for (int lane = 0; lane < lanes; lane++) {
            uint32_t set = finish(table, state[lane], octets[lane], at, length[lane]);
            sets[place[lane]] = (uint16_t)set;
            counts[set]++;
        }
    }
}
