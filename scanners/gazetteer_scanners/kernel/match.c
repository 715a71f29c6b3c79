/* Runs the tables of matching/automaton over whole values. */
#include "table.h"
#include "text.h"

enum { LANES = 8, STRIDE = 8 };

/* The set of patterns that match a value as a whole, from any state on; stops early where nothing can match any more. */
static inline uint32_t finish(const gz_table *table, uint32_t state, const uint8_t *octets, int64_t from, int64_t length)
{
    for (int64_t i = from; state && i < length; i++)
        state = gz_step(table, state, octets[i]);
    return gz_set_of(table, state);
}

/* Values on their way through a table: a step waits for memory, so several wait together. */
typedef struct {
    const uint8_t *octets[LANES];
    int64_t length[LANES], place[LANES], shortest;
    uint32_t state[LANES];
    int count;
} gz_lanes;

/* Takes the next values from i on that are neither empty nor kept out; the others get set 0. Returns where it stopped. */
static inline int64_t fill(gz_lanes *lanes, const gz_text *text, const uint8_t *gate, int64_t i, uint32_t start,
                           uint16_t *sets, int64_t *counts)
{
    lanes->count = 0;
    lanes->shortest = INT64_MAX;
    for (; i < text->n && lanes->count < LANES; i++) {
        const uint8_t *value = NULL;
        int64_t size = gate && !gate[i] ? 0 : gz_value(text, i, &value);
        int lane = lanes->count;
        if (!size) {
            sets[i] = 0;
            counts[0]++;
            continue;
        }
        lanes->octets[lane] = value;
        lanes->length[lane] = size;
        lanes->place[lane] = i;
        lanes->state[lane] = start;
        lanes->shortest = size < lanes->shortest ? size : lanes->shortest;
        lanes->count++;
    }
    return i;
}

static inline int is_alive(const uint32_t *state)
{
    uint32_t any = 0;
    for (int lane = 0; lane < LANES; lane++)
        any |= state[lane];
    return any != 0;
}

/* Full lanes step together as far as the shortest value goes; returns how far. Stops early where nothing can match. */
static inline int64_t advance(const gz_table *table, gz_lanes *lanes)
{
    const gz_table kept = *table;
    uint32_t state[LANES];
    int64_t at = 0;
    memcpy(state, lanes->state, sizeof state);
    for (; at + STRIDE <= lanes->shortest && is_alive(state);)
        for (int k = 0; k < STRIDE; k++, at++)
            for (int lane = 0; lane < LANES; lane++)
                state[lane] = gz_step(&kept, state[lane], lanes->octets[lane][at]);
    if (is_alive(state))
        for (; at < lanes->shortest; at++)
            for (int lane = 0; lane < LANES; lane++)
                state[lane] = gz_step(&kept, state[lane], lanes->octets[lane][at]);
    memcpy(lanes->state, state, sizeof state);
    return at;
}

/* For each value the number of its set of patterns, 0 for nulls, empty values and those that the gate keeps out; adds up
 * in counts how often each set came. Returns how many values there are.
 * gate: value i is looked at if gate[i] is not 0; NULL looks at all. */
GZ_API int64_t gz_match_whole(const gz_table *table, const gz_text *text, const uint8_t *gate, uint16_t *sets, int64_t *counts)
{
    gz_lanes lanes;
    for (int64_t i = 0; i < text->n;) {
        i = fill(&lanes, text, gate, i, table->starts[0], sets, counts);
        int64_t at = lanes.count == LANES ? advance(table, &lanes) : 0;
        for (int lane = 0; lane < lanes.count; lane++) {
            uint32_t set = finish(table, lanes.state[lane], lanes.octets[lane], at, lanes.length[lane]);
            sets[lanes.place[lane]] = (uint16_t)set;
            counts[set]++;
        }
    }
    return text->n;
}
