/* Texts as evidence measures them: characters beyond ASCII, small letters, and words that say yes or no. */
#include "evidence_text.h"

enum { GZ_LOWER = 0x20000 };

/* The kind of a character whose script its lead byte does not tell; there are `left` bytes. */
static uint32_t tell_script(const uint8_t *at, int64_t left)
{
    if (left < 3)
        return GZ_OTHER;
    if (at[0] == 0xE1)
        return at[1] >= 0xB8 && at[1] <= 0xBB ? GZ_LETTER : GZ_OTHER; /* Latin Extended Additional */
    if (at[0] == 0xE3 && at[1] == 0x80)
        return at[2] == 0x85 || at[2] == 0x87 ? GZ_HAN : GZ_SYMBOL; /* two letters among CJK symbols */
    if (at[0] == 0xE3)
        return at[1] >= 0x90 ? GZ_HAN : GZ_OTHER; /* extension A */
    return at[1] >= 0xA0 ? GZ_HAN : at[1] == 0x9F ? GZ_SYMBOL : GZ_OTHER; /* extension B and later; pictographs */
}

uint32_t gz_tell_kind(const uint16_t *kinds, const uint8_t *lead, int64_t left)
{
    if (*lead == 0xE1 || *lead == 0xE3 || *lead == 0xF0)
        return (kinds[*lead] | tell_script(lead, left)) & ~(uint32_t)GZ_NOT_ASCII;
    if (*lead == 0xE2 && (left < 3 || lead[1] > 0x83)) /* beyond the punctuation: Roman numerals, letters in circles, Glagolitic */
        return (kinds[*lead] | GZ_CASE) & ~(uint32_t)GZ_NOT_ASCII;
    return kinds[*lead] & ~(uint32_t)GZ_NOT_ASCII;
}

/* Bytes of the character here, 1 where it is no UTF-8; its code point stands in `code`. */
static int decode(const uint8_t *at, int64_t left, uint32_t *code)
{
    static const uint8_t masks[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    int size = *at < 0xC0 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4;
    if (size > left)
        size = 1;
    *code = *at & masks[size];
    for (int i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 1;
        *code = *code << 6 | (at[i] & 0x3F);
    }
    return size;
}

static int encode(uint32_t code, uint8_t *out)
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xC0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xE0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

int64_t gz_write_lower(const uint32_t *lower, const struct gz_piece *t, uint8_t *window, int64_t *all)
{
    int64_t filled = 0, moved = 0;
    for (int64_t i = 0; i < t->size;) {
        uint32_t code;
        int size = decode(t->at + i, t->size - i, &code);
        if (size == 1 && code >= 0x80)
            window[filled++] = t->at[i];
        else if (size == 1)
            window[filled++] = t->at[i] >= 'A' && t->at[i] <= 'Z' ? t->at[i] | 0x20 : t->at[i];
        else if (code < GZ_LOWER && lower[code] != code)
            filled += encode(lower[code], window + filled);
        else {
            memcpy(window + filled, t->at + i, (size_t)size);
            filled += size;
        }
        i += size;
        if (filled > GZ_WINDOW - 8) {
            memcpy(window + 128, window + filled - 128, 128);
            moved += filled - 256;
            filled = 256;
        }
    }
    *all = filled + moved;
    return filled;
}

int gz_truth(const struct gz_scan *scan, const uint8_t *text, int64_t size, const uint8_t *end)
{
    uint64_t first, second;
    if (size >= GZ_WORD_BYTES || scan->word_starts[size] == scan->word_starts[size + 1])
        return -1;
    first = gz_lower(size < 8 ? gz_tail(text, size, end) : gz_load(text));
    second = size < 8 ? 0 : gz_lower(gz_tail(text, size, end));
    for (int i = scan->word_starts[size]; i < scan->word_starts[size + 1]; i++)
        if (first == gz_load(scan->words[i]) && second == gz_load(scan->words[i] + 8))
            return scan->word_truths[i];
    return -1;
}
