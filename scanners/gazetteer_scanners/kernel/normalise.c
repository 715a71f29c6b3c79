/* Normalised text, for what columns hold most: ASCII, Han, full-width forms, dashes and invisible characters. Says what
 * matching/text.py says (NFKC, no invisible characters, `-` for every dash, trimmed), and leaves the rest to it. */
#include "text.h"

enum { LEFT = -1 };

static inline int is_blank(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether three octets are a Han character that stays as it is: U+4E00 to U+9FFF. */
static inline int is_plain_han(const uint8_t *in)
{
    return (uint8_t)(in[0] - 0xE4) <= 5 && (in[0] != 0xE4 || in[1] >= 0xB8);
}

/* One character of three octets: how many octets come out, LEFT if it is not known here. */
static int wide(const uint8_t *in, uint8_t *out)
{
    uint32_t c = (uint32_t)(in[0] & 15) << 12 | (uint32_t)(in[1] & 63) << 6 | (in[2] & 63);
    if ((c >= 0x4E00 && c <= 0x9FFF) || c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011) || c == 0x2018 ||
        c == 0x2019 || c == 0x201C || c == 0x201D) {
        memcpy(out, in, 3);
        return 3;
    }
    if (c >= 0xFF01 && c <= 0xFF5E)
        out[0] = (uint8_t)(c - 0xFF01 + '!');
    else if (c == 0x3000)
        out[0] = ' ';
    else if (c >= 0x2010 && c <= 0x2015)
        out[0] = '-';
    else if (c == 0xFEFF || (c >= 0x200B && c <= 0x200F))
        return 0;
    else
        return LEFT;
    return 1;
}

/* One value; returns the length of what came out, LEFT if some character is not known here. `out` has room for all. */
static int64_t normalise(const uint8_t *in, int64_t length, uint8_t *out)
{
    int64_t n = 0, i = 0, start = 0;
    while (i < length) {
        uint8_t c = in[i];
        if (c < 0x80) {
            out[n++] = c;
            i++;
        } else if (i + 2 < length && is_plain_han(in + i)) {
            memcpy(out + n, in + i, 3);
            n += 3;
            i += 3;
        } else if (c >= 0xE2 && c <= 0xEF && i + 2 < length) {
            int written = wide(in + i, out + n);
            if (written == LEFT)
                return LEFT;
            n += written;
            i += 3;
        } else if (i + 1 < length && (c == 0xC3 || (c == 0xC2 && in[i + 1] == 0xB7))) { /* U+00C0 to U+00FF, middle dot */
            out[n++] = c;
            out[n++] = in[i + 1];
            i += 2;
        } else
            return LEFT;
    }
    while (n > 0 && is_blank(out[n - 1]))
        n--;
    while (start < n && is_blank(out[start]))
        start++;
    if (n > start && (out[start] < ' ' || out[n - 1] < ' ')) /* other controls: some count as blank */
        return LEFT;
    if (start)
        memmove(out, out + start, (size_t)(n - start));
    return n - start;
}

/* All values, one behind the other in `data` (as large as all of them together), with n + 1 offsets; nulls are empty.
 * Values that are longer than `most` or not known here are empty and have a 1 in `left`; returns how many these are. */
GZ_API int64_t gz_normalise(const gz_text *text, int64_t most, int32_t *offsets, uint8_t *data, uint8_t *left)
{
    int64_t total = 0, end = 0;
    offsets[0] = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = gz_value(text, i, &octets);
        int64_t written = length > most ? LEFT : length ? normalise(octets, length, data + end) : 0;
        left[i] = written == LEFT;
        total += left[i];
        end += written == LEFT ? 0 : written;
        offsets[i + 1] = (int32_t)end;
    }
    return total;
}
