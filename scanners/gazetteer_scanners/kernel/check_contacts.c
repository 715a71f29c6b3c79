/* Checks of e-mail addresses, IP addresses and telephone numbers; see checks.c. */
#include "checks.h"

/* png jpg jpeg gif webp svg bmp js css json html, in any case. */
static int is_file_suffix(const uint8_t *text, int64_t n)
{
    uint32_t word = 0;
    if (n > 4 || n < 2)
        return 0;
    for (int i = 0; i < n; i++)
        word = word << 8 | text[i] | (is_letter(text[i]) ? 32 : 0);
    switch (word) {
    case 0x706E67: case 0x6A7067: case 0x6A706567: case 0x676966: case 0x77656270: case 0x737667:
    case 0x626D70: case 0x6A73: case 0x637373: case 0x6A736F6E: case 0x68746D6C:
        return 1;
    default:
        return 0;
    }
}

int gz_is_email(const uint8_t *text, int64_t length)
{
    int64_t begin = 0, at = length - 1, dot = length - 1;
    while (begin < length && text[begin] == '.')
        begin++;
    while (dot >= begin && text[dot] != '.' && text[dot] != '@')
        dot--;
    for (at = dot; at >= begin && text[at] != '@';)
        at--;
    if (at < begin || at - begin < 1 || at - begin > 64 || length > 254 || text[at - 1] == '.')
        return 0;
    const uint8_t *first = memchr(text + begin, '.', (size_t)(at - begin));
    for (int64_t i = first ? first - text : at; i + 1 < at; i++)
        if (text[i] == '.' && text[i + 1] == '.')
            return 0;
    return !is_file_suffix(text + dot + 1, length - dot - 1);
}

int gz_is_v4(const uint8_t *text, int64_t length)
{
    (void)length; /* the pattern holds the parts to 0-255 without leading zeros; what is left is the first one */
    return !(text[0] == '0' && text[1] == '.');
}

/* 0x80 for each of eight octets that is `wanted`, an ASCII character. */
static inline uint64_t equal(uint64_t octets, uint8_t wanted)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t other = octets ^ wanted * ones;
    return ~(((other & 0x7F * ones) + 0x7F * ones) | other) & 0x80 * ones;
}

/* Eight octets of a text from `at` on, zeros behind its end. */
static inline uint64_t eight_at(const uint8_t *text, int64_t at, int64_t length)
{
    uint8_t rest[8] = {0};
    if (at + 8 <= length)
        return gz_load(text + at);
    if (length >= 8)
        return gz_load(text + length - 8) >> 8 * (8 - (length - at));
    if (length >= 4)
        return gz_load_four(text) | (uint64_t)gz_load_four(text + length - 4) << 8 * (length - 4);
    for (int64_t i = at; i < length; i++)
        rest[i - at] = text[i];
    return gz_load(rest);
}

/* An address without `::`, a dotted tail and a prefix length, whose groups the pattern has checked; -1 if it is none. */
static int is_plain_v6(const uint8_t *text, int64_t length)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    int colons = 0;
    uint64_t other = 0, any = 0, before = 0;
    for (int64_t at = 0; at < length; at += 8) {
        uint64_t octets = eight_at(text, at, length), colon = equal(octets, ':');
        other |= equal(octets, '.') | equal(octets, '/') | (colon & (colon << 8 | before));
        any |= ~(colon | equal(octets, '0') | equal(octets, 0)) & high;
        before = colon >> 56;
        colons += __builtin_popcountll(colon);
    }
    if (other)
        return -1;
    return colons == 7 && text[0] != ':' && text[length - 1] != ':' && any;
}

/* RFC 4291 section 2.2: eight groups of up to four hexadecimal digits, or fewer around one `::`; a dotted tail, which the
 * pattern has checked, stands for two groups. All zeros is no address. */
int gz_is_v6(const uint8_t *text, int64_t length)
{
    int groups = 0, gaps = 0, size = 0, is_dotted = 0;
    uint8_t any = 0;
    int64_t i = 0;
    int plain = is_plain_v6(text, length);
    if (plain >= 0)
        return plain;
    if (length < 2 || (text[0] == ':' && text[1] != ':'))
        return 0;
    for (; i < length && text[i] != '/'; i++) {
        uint8_t c = text[i];
        if (c == ':') {
            if (i && text[i - 1] == ':')
                gaps += 1 + (i > 1 && text[i - 2] == ':');
            groups += size > 0;
            size = 0;
            continue;
        }
        is_dotted |= c == '.';
        any |= (c ^ '0') & (uint8_t)-(c != '.');
        if (++size > 4 && !is_dotted && text[i - 1] != '.') {
            int64_t k = i;
            while (k < length && is_digit(text[k]))
                k++;
            if (k == length || text[k] != '.')
                return 0;
            is_dotted = 1;
        }
    }
    if (i && text[i - 1] == ':' && (i < 2 || text[i - 2] != ':'))
        return 0;
    groups += size > 0;
    groups += is_dotted;
    return any && (gaps ? gaps == 1 && groups <= 7 : groups == 8);
}

int gz_has_country_code(const uint8_t *text, int64_t length)
{
    static const uint8_t two[100] = {
        [20] = 1, [27] = 1, [30] = 1, [31] = 1, [32] = 1, [33] = 1, [34] = 1, [36] = 1, [39] = 1, [40] = 1, [41] = 1, [43] = 1,
        [44] = 1, [45] = 1, [46] = 1, [47] = 1, [48] = 1, [49] = 1, [51] = 1, [52] = 1, [53] = 1, [54] = 1, [55] = 1, [56] = 1,
        [57] = 1, [58] = 1, [60] = 1, [61] = 1, [62] = 1, [63] = 1, [64] = 1, [65] = 1, [66] = 1, [81] = 1, [82] = 1, [84] = 1,
        [86] = 1, [90] = 1, [91] = 1, [92] = 1, [93] = 1, [94] = 1, [95] = 1, [98] = 1,
    };
    static const char others[] = "800808850852853855856870878880881882883886888960961962963964965966967968970971"
                                 "972973974975976977979992993994995996998";
    static const char zones[] = "21222324252629353738425059676869";
    static const char unassigned[] =
        "210214215217219259292293294295296384422424425426427428429671684693694695696697698699";
    uint8_t digits[MOST_DIGITS];
    int n = 0, begin = 0;
    int64_t at = 0;
    for (int64_t i = 0; i < length && text[i] != 'x' && text[i] != 'e' && text[i] != '#'; i++)
        if (is_digit(text[i])) {
            if (n == MOST_DIGITS)
                return 0;
            digits[n++] = text[i];
        }
    while (at < length && (text[at] == '(' || text[at] == ' '))
        at++;
    if (!(at < length && text[at] == '+') && n >= 2 && digits[0] == '0' && digits[1] == '0')
        begin = 2;
    const uint8_t *code = digits + begin;
    if (n - begin < 8 || n - begin > 15)
        return 0;
    if (code[0] == '1' || code[0] == '7' || two[number(code, 2)] || has_triple(others, code))
        return 1;
    return has_pair(zones, code) && !has_triple(unassigned, code);
}

/* A bit for each of up to 64 octets that is a digit. */
static uint64_t digit_bits(const uint8_t *text, int64_t length)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t bits = 0;
    for (int64_t at = 0; at < length; at += 8) {
        uint64_t digits = (not_digits(eight_at(text, at, length)) ^ high) >> 7;
        bits |= (digits * UINT64_C(0x0102040810204080) >> 56) << at;
    }
    return bits;
}

/* By three groups of digits of which one has four, and two have one or two, a date is meant. */
static int may_be_date(int count, int fours, int shorts)
{
    return count == 3 && fours > 0 && shorts >= 2;
}

static int has_phone_digits_slowly(const uint8_t *text, int64_t length)
{
    int64_t size = 0, left = 0;
    int count = 0, fours = 0, shorts = 0;
    for (int64_t i = 0; i <= length; i++) {
        left += i < length && !is_separator(text[i]);
        if (i < length && is_digit(text[i])) {
            size++;
            continue;
        }
        count += size > 0;
        fours += size == 4;
        shorts += size == 1 || size == 2;
        size = 0;
    }
    return left >= 7 && left <= 13 && !may_be_date(count, fours, shorts);
}

int gz_has_phone_digits(const uint8_t *text, int64_t length)
{
    int fours = 0, shorts = 0;
    if (length > MOST_DIGITS)
        return has_phone_digits_slowly(text, length);
    if (all_digits(text, (int)length))
        return length >= 7 && length <= 13;
    uint64_t digits = digit_bits(text, length);
    int64_t left = length;
    for (uint64_t rest = ~digits & (~UINT64_C(0) >> (64 - length)); rest; rest &= rest - 1)
        left -= is_separator(text[__builtin_ctzll(rest)]);
    if (left < 7 || left > 13)
        return 0;
    int count = __builtin_popcountll(digits & ~(digits << 1));
    for (; count == 3 && digits;) {
        digits >>= __builtin_ctzll(digits);
        int size = __builtin_ctzll(~digits);
        fours += size == 4;
        shorts += size <= 2;
        digits >>= size;
    }
    return !may_be_date(count, fours, shorts);
}
