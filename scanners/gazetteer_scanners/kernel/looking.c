/* One look over a text column before anything else is done with it: whether it is valid, whether normalisation would change
 * it, and which values may be containers. */
#include "text.h"

enum { IS_UTF8 = 1, IS_NORMAL = 2, COUNT = 4 };
enum { OPENS = 1, GOES_ON = 2 }; /* marks of first octets: a container may begin with it, no character can */

/* Gives IS_UTF8 if every value is valid, with what stands behind nulls; IS_NORMAL if all values are as normalisation leaves
 * them: ASCII and Han alone (octets behind nulls too), no longer than `most`, no blank or control at either end; and COUNT
 * times how many values may be containers (scanning/layouts/containers.py), whose places stand in `places` in order.
 * `marks`: for each octet OPENS, GOES_ON or 0; an `a` opens before a colon alone. */
GZ_API int64_t gz_look_over(const gz_text *text, const uint8_t *marks, int64_t most, int64_t *places)
{
    int64_t end = gz_offset(text, 0), size = gz_offset(text, text->n) - end, count = 0;
    const uint8_t *data = text->data;
    int told = size > 0 ? gz_tell_octets(data + end, size) : GZ_VALID | GZ_PLAIN;
    int is_utf8 = told & GZ_VALID, is_normal = told & GZ_PLAIN;
    for (int64_t i = 0; i < text->n; i++) {
        int64_t begin = end, length;
        uint8_t first;
        end = gz_offset(text, i + 1);
        length = end - begin;
        if (length <= 0)
            continue;
        first = data[begin];
        if (!marks[first] && first > ' ' && data[end - 1] > ' ' && length <= most)
            continue;
        if (marks[first] & GOES_ON)
            is_utf8 = 0;
        if (!gz_is_valid(text->validity, text->bit_offset + i))
            continue;
        if (first <= ' ' || data[end - 1] <= ' ' || length > most)
            is_normal = 0;
        if (marks[first] & OPENS && (first != 'a' || (length > 1 && data[begin + 1] == ':')))
            places[count++] = i;
    }
    return (is_utf8 ? IS_UTF8 : 0) | (is_normal ? IS_NORMAL : 0) | COUNT * count;
}
