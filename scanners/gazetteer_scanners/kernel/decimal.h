/* Decimal digits, eight at a time. */
#ifndef GAZETTEER_DECIMAL_H
#define GAZETTEER_DECIMAL_H

#include "kernel.h"

/* Eight decimal digits as eight characters, the first in the lowest byte: three divisions in parallel lanes. */
static inline uint64_t gz_eight_characters(uint32_t number)
{
    uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t hundreds = ((fours * 10486) >> 20) & UINT64_C(0x0000007f0000007f);
    uint64_t twos = ((fours - 100 * hundreds) << 16) + hundreds;
    uint64_t tens = ((twos * 103) >> 10) & UINT64_C(0x000f000f000f000f);
    return tens + ((twos - 10 * tens) << 8) + UINT64_C(0x3030303030303030);
}

/* Writes eight characters, the first in the lowest byte. */
static inline void gz_store(uint8_t *at, uint64_t characters)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    characters = __builtin_bswap64(characters);
#endif
    memcpy(at, &characters, 8);
}

#endif
