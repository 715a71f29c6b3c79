/* Shapes of texts that are not ASCII and Han alone; as `evidence/shapes.py` defines them. */
#include "shapes.h"

static uint32_t flags_of(const uint16_t *kinds, const uint8_t *at, int64_t size)
{
    uint32_t a = 0, b = 0, c = 0, d = 0;
    int64_t i = 0;
    for (; i + 4 <= size; i += 4) {
        a |= kinds[at[i]];
        b |= kinds[at[i + 1]];
        c |= kinds[at[i + 2]];
        d |= kinds[at[i + 3]];
    }
    for (; i < size; i++)
        a |= kinds[at[i]];
    return a | b | c | d;
}

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

/* The kinds of characters behind the lead bytes in a word of the text that do not tell them, all marked by 0x80; capitals
 * beyond ASCII may stand behind some. */
static uint32_t look_behind(uint64_t marks, const uint8_t *at, int64_t left)
{
    uint32_t flags = 0;
    for (; marks; marks &= marks - 1) {
        int place = __builtin_ctzll(marks) >> 3;
        const uint8_t *lead = at + place;
        if (*lead == 0xE1 || *lead == 0xE3 || *lead == 0xF0)
            flags |= tell_script(lead, left - place);
        else if (*lead == 0xE2 && (left - place < 3 || lead[1] > 0x83))
            flags |= GZ_CASE; /* beyond the punctuation: Roman numerals, letters in circles, Glagolitic */
    }
    return flags;
}

/* Completes flags and characters of a text that is not ASCII alone; tells whether it may hold capitals beyond ASCII. */
static int tell_scripts(struct gz_shape *t, const uint8_t *end)
{
    const uint64_t high = UINT64_C(0x8080808080808080), leads = UINT64_C(0xE0E0E0E0E0E0E0E0);
    uint32_t flags = t->flags;
    int64_t inner = 0;
    for (int64_t i = 0; i < t->size; i += 8) {
        uint64_t word = i + 8 <= t->size ? gz_load(t->at + i) : gz_tail(t->at + i, t->size - i, end);
        uint64_t other = (word & UINT64_C(0xECECECECECECECEC)) ^ leads; /* zero at E0 to E3 and F0 to F3 */
        uint64_t marks = ~(((other & ~high) + ~high) | other) & high;
        inner += __builtin_popcountll(word & ~(word << 1) & high); /* 0x80 to 0xBF go on with a character */
        if (marks)
            flags |= look_behind(marks, t->at + i, t->size - i);
    }
    t->characters = t->size - inner;
    t->flags = flags & 0xFF;
    return (flags & GZ_CASE) != 0;
}

void gz_look_closely(const uint16_t *kinds, struct gz_shape *t, const uint8_t *end)
{
    t->flags = flags_of(kinds, t->at, t->size);
    t->characters = t->size;
    t->has_case = t->flags & GZ_NOT_ASCII ? tell_scripts(t, end) : 0;
}
