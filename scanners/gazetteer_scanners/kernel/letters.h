/* ASCII digits and letters. */
#ifndef GAZETTEER_LETTERS_H
#define GAZETTEER_LETTERS_H

#include <stdint.h>

static inline int is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static inline int is_letter(uint8_t c)
{
    return (uint8_t)((c | 32) - 'a') < 26;
}

#endif
