/* A table of matching/automaton as the kernel is handed it. */
#ifndef GAZETTEER_TABLE_H
#define GAZETTEER_TABLE_H

#include <stdint.h>

typedef struct {
    const uint8_t *classes;
    const uint32_t *steps;
    const uint32_t *starts;
    uint32_t width;
} gz_table;

#endif
