/* Arrow text as the kernel is handed it: offsets of 32 or 64 bits, octets, validity. */
#ifndef GAZETTEER_TEXT_H
#define GAZETTEER_TEXT_H

#include "kernel.h"

typedef struct {
    const void *offsets;
    const uint8_t *data;
    const uint8_t *validity;
    int64_t bit_offset;
    int64_t n;
    int32_t offset_bits;
} gz_text;

static inline int64_t gz_offset(const gz_text *text, int64_t i)
{
    return text->offset_bits == 64 ? ((const int64_t *)text->offsets)[i] : ((const int32_t *)text->offsets)[i];
}

/* Length of value i and its octets; a null is empty, whatever stands behind it. */
static inline int64_t gz_value(const gz_text *text, int64_t i, const uint8_t **octets)
{
    int64_t start = gz_offset(text, i), length = gz_offset(text, i + 1) - start;
    if (length <= 0 || !gz_is_valid(text->validity, text->bit_offset + i)) {
        *octets = NULL;
        return 0;
    }
    *octets = text->data + start;
    return length;
}

/* What octets are: gz_tell_octets gives the bits. */
enum { GZ_VALID = 1, GZ_ASCII = 2, GZ_PLAIN = 4 };

/* Whether octets are valid UTF-8 and, if they are, ASCII alone, or ASCII and the Han characters that normalisation leaves as
 * they are (U+4E00 to U+9FFF). */
int gz_tell_octets(const uint8_t *octets, int64_t size);

static inline int gz_is_behind(uint8_t octet)
{
    return (octet & 0xC0) == 0x80;
}

#endif
