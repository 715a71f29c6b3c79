/* What all sources of the kernel share. No Python API: pointers and sizes in, counts and arrays out, so that ctypes can
 * let go of the interpreter's lock. No function keeps state or reads beyond the sizes it is given, and only gz_determinise
 * allocates memory. */
#ifndef GAZETTEER_KERNEL_H
#define GAZETTEER_KERNEL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define GZ_API __declspec(dllexport)
#else
#define GZ_API __attribute__((visibility("default")))
#endif

/* True if slot i of an Arrow validity bitmap is set; no bitmap means that all are. */
static inline int gz_is_valid(const uint8_t *bitmap, int64_t i)
{
    return !bitmap || ((bitmap[i >> 3] >> (i & 7)) & 1);
}

/* Eight octets, the first one lowest. */
static inline uint64_t gz_load(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Four octets, the first one lowest. */
static inline uint32_t gz_load_four(const uint8_t *at)
{
    uint32_t word;
    memcpy(&word, at, 4);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

#endif
