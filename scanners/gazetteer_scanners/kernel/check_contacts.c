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
    static const char two[] = "2027303132333436394041434445464748495152535455565758606162636465668182848690919293949598";
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
    if (code[0] == '1' || code[0] == '7' || has_pair(two, code) || has_triple(others, code))
        return 1;
    return has_pair(zones, code) && !has_triple(unassigned, code);
}

int gz_has_phone_digits(const uint8_t *text, int64_t length)
{
    int64_t groups[3], group = 0, stripped = 0;
    int count = 0;
    if (length <= MOST_DIGITS && all_digits(text, (int)length))
        return length >= 7 && length <= 13;
    for (int64_t i = 0; i <= length; i++) {
        int digit = i < length && is_digit(text[i]);
        stripped += i < length && !is_separator(text[i]);
        if (digit)
            group++;
        else if (group) {
            if (count < 3)
                groups[count] = group;
            count++;
            group = 0;
        }
    }
    if (stripped < 7 || stripped > 13)
        return 0;
    if (count != 3 || (groups[0] != 4 && groups[1] != 4 && groups[2] != 4))
        return 1;
    int short_groups = (groups[0] <= 2) + (groups[1] <= 2) + (groups[2] <= 2);
    return short_groups < 2;
}
