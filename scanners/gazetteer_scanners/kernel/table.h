/* A table of matching/automaton as the kernel is handed it. */
#ifndef GAZETTEER_TABLE_H
#define GAZETTEER_TABLE_H

#include <stdint.h>

/* steps: for each state `width` numbers: the next state for each class of octets, then the set of a text that ends there.
 * starts: the states to start in. */
typedef struct {
    const uint8_t *classes;
    const uint16_t *steps;
    const uint32_t *starts;
    uint32_t width;
} gz_table;

/* The state one octet behind this one. */
static inline uint32_t gz_step(const gz_table *table, uint32_t state, uint8_t octet)
{
    return table->steps[state * table->width + table->classes[octet]];
}

/* The set of patterns that match a text which ends in this state. */
static inline uint32_t gz_set_of(const gz_table *table, uint32_t state)
{
    return table->steps[(state + 1) * table->width - 1];
}

#endif
