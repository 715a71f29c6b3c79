/* Texts of names and values, and URLs that end in such: what scanning/layouts/pairs.py says of them by Arrow. */
#include "text.h"

/* What Python has yet to do: trim names and values, decode what is percent-encoded in them. */
enum { NEEDS_TRIM = 1, NEEDS_DECODING = 2 };

/* The pairs, one behind the other: names, values, and the place of the text of each. */
typedef struct {
    const uint8_t *data;
    int32_t *name_offsets;
    uint8_t *names;
    int32_t *value_offsets;
    uint8_t *values;
    int64_t *places;
    int64_t count;
    int32_t left;
} gz_pairs;

static inline int32_t find(const uint8_t *data, int32_t from, int32_t end, int sign)
{
    const uint8_t *at = from < end ? memchr(data + from, sign, (size_t)(end - from)) : NULL;
    return at ? (int32_t)(at - data) : end;
}

/* Writes a name or a value; returns where it ends. */
static inline int32_t write(gz_pairs *pairs, uint8_t *out, int32_t at, int32_t from, int32_t end)
{
    const uint8_t *data = pairs->data;
    if (from < end && (data[from] <= ' ' || data[from] >= 0x7F || data[end - 1] <= ' ' || data[end - 1] >= 0x7F))
        pairs->left |= NEEDS_TRIM;
    int is_encoded = 0;
    for (; from < end; from++) {
        is_encoded |= data[from] == '%' || data[from] == '+';
        out[at++] = data[from];
    }
    pairs->left |= is_encoded ? NEEDS_DECODING : 0;
    return at;
}

static inline int is_leading(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '?';
}

/* Takes the pairs of a text; returns whether there is nothing else in it. */
static int take(gz_pairs *pairs, int64_t place, int32_t from, int32_t end, int between, int assigns)
{
    int is_whole = 1;
    for (int32_t stop; from <= end; from = stop + 1) {
        stop = find(pairs->data, from, end, between);
        while (from < stop && is_leading(pairs->data[from]))
            from++;
        int32_t middle = find(pairs->data, from, stop, assigns);
        if (middle == stop) {
            is_whole &= from == stop;
            continue;
        }
        int64_t n = pairs->count++;
        pairs->places[n] = place;
        pairs->name_offsets[n + 1] = write(pairs, pairs->names, pairs->name_offsets[n], from, middle);
        pairs->value_offsets[n + 1] = write(pairs, pairs->values, pairs->value_offsets[n], middle + 1, stop);
    }
    return is_whole;
}

/* Reads the pairs of n texts that stand in `data` from starts[i] to ends[i]; one that starts below 0 is none, and not whole.
 * Pairs stand between the octets `between`, a name before the first `assigns`. Names and values have room for all texts,
 * their offsets and `places` for as many pairs as there are `assigns`; is_whole: for each text whether it is pairs alone.
 * Returns four times the number of pairs, and what is left to do. */
GZ_API int64_t gz_read_pairs(const uint8_t *data, int64_t n, const int32_t *starts, const int32_t *ends, int32_t between,
                             int32_t assigns, int32_t *name_offsets, uint8_t *names, int32_t *value_offsets, uint8_t *values,
                             int64_t *places, uint8_t *is_whole)
{
    gz_pairs pairs = {data, name_offsets, names, value_offsets, values, places, 0, 0};
    name_offsets[0] = value_offsets[0] = 0;
    for (int64_t i = 0; i < n; i++)
        is_whole[i] = starts[i] >= 0 && take(&pairs, i, starts[i], ends[i], between, assigns);
    return pairs.count * 4 + pairs.left;
}

/* Where texts are cut, n places of each: the first `#`, and before it the first `?`, or where that piece would end; where the
 * fragment begins and where the query does, -1 where they hold no pairs. */
GZ_API int64_t gz_cut_urls(const gz_text *text, int32_t *hashes, int32_t *marks, int32_t *fragments, int32_t *queries)
{
    for (int64_t i = 0; i < text->n; i++) {
        int32_t start = (int32_t)gz_offset(text, i), end = (int32_t)gz_offset(text, i + 1);
        int32_t hash = find(text->data, start, end, '#'), mark = find(text->data, start, hash, '?');
        hashes[i] = hash;
        marks[i] = mark;
        fragments[i] = find(text->data, hash, end, '=') < end && find(text->data, hash + 1, end, '#') == end ? hash + 1 : -1;
        queries[i] = find(text->data, mark, hash, '=') < hash ? mark + 1 : -1;
    }
    return text->n;
}

static int32_t copy(uint8_t *out, int32_t at, const uint8_t *data, int32_t from, int32_t end)
{
    if (end > from)
        memcpy(out + at, data + from, (size_t)(end - from));
    return at + end - from;
}

/* URLs without the queries and fragments that are taken; n + 1 offsets, and room for all octets. */
GZ_API int64_t gz_bare_urls(const gz_text *text, const int32_t *hashes, const int32_t *marks, const uint8_t *takes_fragment,
                            const uint8_t *takes_query, int32_t *offsets, uint8_t *data)
{
    int32_t at = offsets[0] = 0;
    for (int64_t i = 0; i < text->n; i++) {
        int32_t start = (int32_t)gz_offset(text, i), end = (int32_t)gz_offset(text, i + 1);
        at = copy(data, at, text->data, start, takes_query[i] ? marks[i] : hashes[i]);
        if (!takes_fragment[i])
            at = copy(data, at, text->data, hashes[i], end);
        offsets[i + 1] = at;
    }
    return at;
}
