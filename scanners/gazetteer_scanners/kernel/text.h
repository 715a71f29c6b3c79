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

/* As gz_is_utf8; `*is_ascii` says whether all octets are ASCII, if they are valid. */
int gz_tell_utf8(const gz_text *text, int *is_ascii);
/* Whether octets of valid UTF-8 are ASCII and Han characters that normalisation leaves as they are. */
int gz_are_plain(const uint8_t *octets, int64_t size);

#endif
