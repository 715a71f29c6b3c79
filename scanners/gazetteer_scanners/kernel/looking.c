/* One look over a text column before anything else is done with it: whether it is valid, whether normalisation would change
 * it, and which values may be containers. */
#include "text.h"

enum { IS_UTF8 = 1, IS_NORMAL = 2, COUNT = 4 };

static inline int is_blank(uint8_t octet)
{
    return octet <= ' ';
}

/* Whether a container may begin here: `openings` has a 1 for each octet that one may begin with; an `a` has to stand before a
 * colon. */
static inline int may_begin(const uint8_t *openings, const uint8_t *octets, int64_t length)
{
    return openings[octets[0]] && (octets[0] != 'a' || (length > 1 && octets[1] == ':'));
}

/* Gives IS_UTF8 if every value is valid, with what stands behind nulls; IS_NORMAL if all values are as normalisation leaves
 * them: ASCII and Han alone (octets behind nulls too), no longer than `most`, no blank or control at either end; and COUNT
 * times how many values may be containers (scanning/layouts/containers.py), whose places stand in `places` in order. */
GZ_API int64_t gz_look_over(const gz_text *text, const uint8_t *openings, int64_t most, int64_t *places)
{
    int64_t start = gz_offset(text, 0), size = gz_offset(text, text->n) - start, count = 0;
    const uint8_t *data = text->data;
    int is_ascii, is_normal, is_utf8 = gz_tell_utf8(text, &is_ascii);
    is_normal = size <= 0 || is_ascii || gz_are_plain(data + start, size);
    for (int64_t i = 0; i < text->n; i++) {
        int64_t begin = gz_offset(text, i), length = gz_offset(text, i + 1) - begin;
        int is_plain, may_open;
        if (length <= 0)
            continue;
        is_plain = !(is_blank(data[begin]) | is_blank(data[begin + length - 1])) & (length <= most);
        may_open = may_begin(openings, data + begin, length);
        if ((is_plain && !may_open) || !gz_is_valid(text->validity, text->bit_offset + i))
            continue;
        is_normal &= is_plain;
        places[count] = i;
        count += may_open;
    }
    return (is_utf8 ? IS_UTF8 : 0) | (is_normal ? IS_NORMAL : 0) | COUNT * count;
}
