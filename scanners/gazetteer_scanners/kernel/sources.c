/* Says which sources this library was built from, so that a stale build is never used with newer Python code. */
#include "kernel.h"

#ifndef GZ_SOURCES
#define GZ_SOURCES "unknown"
#endif

GZ_API const char *gz_sources(void)
{
    return GZ_SOURCES;
}

/* Bytes of non-null values in n slots; offsets have n + 1 entries, bit_offset is the first slot's place in the bitmap. */
GZ_API int64_t gz_count_bytes(const int32_t *offsets, const uint8_t *validity, int64_t bit_offset, int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++)
        if (gz_is_valid(validity, bit_offset + i))
            total += offsets[i + 1] - offsets[i];
    return total;
}
