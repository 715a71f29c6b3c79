/* Checks of values that match a rule's pattern. Each says what the Python function of its name says (recognizers/), from
 * which the sources of the rules are to be taken; a test holds them equal. */
#include "checks.h"

static uint8_t upper(uint8_t c)
{
    return c >= 'a' && c <= 'z' ? (uint8_t)(c - 32) : c;
}

int gz_strip(const uint8_t *text, int64_t length, uint8_t *bare)
{
    int n = 0;
    for (int64_t i = 0; i < length; i++) {
        if (n == MOST_DIGITS)
            return is_separator(text[i]) ? n : -1;
        bare[n] = upper(text[i]);
        n += !is_separator(text[i]);
    }
    return n;
}

/* As gz_strip; where the text is digits alone, it is its own bare form. */
static inline int strip(const uint8_t *text, int64_t length, uint8_t *buffer, const uint8_t **bare)
{
    if (length <= MOST_DIGITS && all_digits(text, (int)length)) {
        *bare = text;
        return (int)length;
    }
    *bare = buffer;
    return gz_strip(text, length, buffer);
}

/* Luhn's sum of eight digits, of which the last one counts once; -1 if they are not all digits. */
static inline int luhn_eight(uint64_t octets)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), twice = UINT64_C(0x000F000F000F000F);
    if (not_digits(octets))
        return -1;
    uint64_t digits = octets & 0x0F * ones, doubled = digits & twice;
    uint64_t over = ((doubled + 0x7B * ones) >> 7) & UINT64_C(0x0001000100010001);
    return (int)(((digits + doubled - 9 * over) * ones) >> 56);
}

/* Whether not all of n octets are the same; n is over 1. */
static inline int are_various(const uint8_t *text, int n)
{
    return (n > 8 && gz_load(text) != gz_load(text + 1)) || memcmp(text, text + 1, (size_t)n - 1);
}

/* ISO/IEC 7812 Annex B, of digits that are not all the same; -1 if there is anything but digits. */
static int luhn(const uint8_t *digits, int n)
{
    uint64_t first = UINT64_C(0x3030303030303030);
    int sum = 0, part, left = n;
    if (n < 2)
        return 0;
    for (; left >= 8; left -= 8) {
        part = luhn_eight(gz_load(digits + left - 8));
        if (part < 0)
            return -1;
        sum += part;
    }
    if (n >= 8 && left)
        first = gz_load(digits) << 8 * (8 - left) | first >> 8 * left;
    else
        for (int i = 0; i < left; i++)
            first = first >> 8 | (uint64_t)digits[i] << 56;
    part = luhn_eight(first);
    return part < 0 ? -1 : (sum + part) % 10 == 0 && are_various(digits, n);
}

static int hex_luhn(const uint8_t *text, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        uint8_t c = text[n - 1 - i];
        int value = is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (value < 0)
            return 0;
        sum += i & 1 ? 2 * value / 16 + 2 * value % 16 : value;
    }
    return n > 1 && sum % 16 == 0;
}

static int passes_luhn(const uint8_t *text, int64_t length)
{
    uint8_t bare[MOST_DIGITS];
    int answer = length <= MOST_DIGITS ? luhn(text, (int)length) : -1;
    return answer < 0 ? luhn(bare, gz_strip(text, length, bare)) > 0 : answer;
}

static int is_imei(const uint8_t *text, int64_t length)
{
    static const uint8_t bodies[100] = {
        [0] = 1, [1] = 1, [10] = 1, [30] = 1, [33] = 1, [35] = 1, [44] = 1, [45] = 1, [49] = 1, [50] = 1, [51] = 1,
        [52] = 1, [53] = 1, [54] = 1, [86] = 1, [91] = 1, [98] = 1, [99] = 1,
    };
    uint8_t begin[2];
    int n = 0;
    for (int64_t i = 0; i < length && n < 2; i++)
        if (!is_separator(text[i]))
            begin[n++] = text[i];
    return n == 2 && is_digit(begin[0]) && is_digit(begin[1]) && bodies[number(begin, 2)] && passes_luhn(text, length);
}

static int is_meid(const uint8_t *text, int64_t length)
{
    uint8_t bare[MOST_DIGITS];
    return length == 14 || hex_luhn(bare, gz_strip(text, length, bare));
}

static int mod_11_2(const uint8_t *value)
{
    static const uint8_t weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (value[i] - '0') * weights[i];
    return "10X98765432"[sum % 11] == value[17];
}

static int is_digit_or_x(uint8_t c)
{
    return is_digit(c) || c == 'X';
}

/* The date is that which gz_resident_birth reads. */
static int is_resident_id(const uint8_t *text, int64_t length, int32_t *days)
{
    uint8_t buffer[MOST_DIGITS];
    const uint8_t *bare = text;
    if (!(length == 18 && all_digits(text, 17) && is_digit_or_x(text[17]))) {
        bare = buffer;
        if (gz_strip(text, length, buffer) != 18 || !all_digits(bare, 17))
            return 0;
    }
    return mod_11_2(bare) && gz_date_of_eight(gz_load(bare + 6), days);
}

static const char provinces[] = "1112131415212223313233343536374142434445465051525354616263646571818283";

static int is_old_resident_id(const uint8_t *text, int64_t length)
{
    int32_t days;
    return length <= MOST_DIGITS && all_digits(text, (int)length) && has_pair(provinces, text) &&
           gz_resident_birth(text, length, &days);
}

static int passes_uscc(const uint8_t *text, int64_t length)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static const uint8_t weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    uint8_t bare[MOST_DIGITS];
    int sum = 0;
    if (gz_strip(text, length, bare) != 18)
        return 0;
    for (int i = 0; i < 18; i++) {
        const char *at = bare[i] ? strchr(alphabet, bare[i]) : NULL;
        if (!at)
            return 0;
        if (i < 17)
            sum += (int)(at - alphabet) * weights[i];
    }
    return alphabet[(31 - sum % 31) % 31] == bare[17];
}

/* GS 15-2006: a province, or 10, and ISO 7064 MOD 11,10. */
static int is_registration_no(const uint8_t *text, int64_t length)
{
    int product = 10;
    if (length != 15 || !all_digits(text, 15) || !(has_pair(provinces, text) || has_pair("10", text)))
        return 0;
    for (int i = 0; i < 14; i++) {
        int sum = (product + text[i] - '0') % 10;
        product = (sum ? sum : 10) * 2 % 11;
    }
    return (product + text[14] - '0') % 10 == 1;
}

/* GB 11714-1997, of the last nine characters. */
static int is_organisation_code(const uint8_t *text, int64_t length)
{
    static const uint8_t weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    uint8_t buffer[MOST_DIGITS];
    const uint8_t *bare;
    int n = strip(text, length, buffer, &bare), sum = 0;
    const uint8_t *code = bare + n - 9;
    if (n < 9 || !are_various(code, 9))
        return 0;
    for (int i = 0; i < 9; i++) {
        if (!is_digit(code[i]) && !is_letter(code[i]))
            return 0;
        if (i < 8)
            sum += (is_digit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10) * weights[i];
    }
    return "0X987654321"[sum % 11] == code[8];
}

static int is_certificate(const uint8_t *text, int64_t length)
{
    int32_t days;
    return length >= 18 && is_resident_id(text, 18, &days);
}

static int between(int value, int low, int high)
{
    return low <= value && value <= high;
}

/* ISO/IEC 7812: the brands' ranges and lengths, as payment/card.py lists them. */
static int has_brand(const uint8_t *d, int n)
{
    int four = number(d, 4), three = four / 10, two = four / 100;
    if (d[0] == '4')
        return n == 13 || n == 16 || n == 19;
    if (between(two, 51, 55) || between(four, 2221, 2720))
        return n == 16;
    if (two == 34 || two == 37)
        return n == 15;
    if (two == 62 || between(four, 2200, 2204) || four == 6011 || between(three, 644, 649) || two == 65 || between(four, 3528, 3589))
        return n >= 16 && n <= 19;
    if (between(three, 300, 305) || two == 36 || between(two, 38, 39))
        return n == 14 || n == 16;
    return four == 9558 && n == 19;
}

static int is_card(const uint8_t *text, int64_t length)
{
    uint8_t buffer[MOST_DIGITS];
    const uint8_t *bare;
    int n = strip(text, length, buffer, &bare);
    return n >= 13 && all_digits(bare, n) && has_brand(bare, n) && luhn(bare, n) > 0;
}

static int is_iban(const uint8_t *text, int64_t length)
{
    static const char registry[] =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18"
        "GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24"
        "PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";
    uint8_t bare[MOST_DIGITS];
    int n = gz_strip(text, length, bare), remainder = 0;
    const char *entry = registry;
    while (n > 4 && entry[0] && !(entry[0] == bare[0] && entry[1] == bare[1]))
        entry += 4;
    if (n <= 4 || !entry[0] || number((const uint8_t *)entry + 2, 2) != n)
        return 0;
    for (int i = 0; i < n; i++) {
        uint8_t c = bare[(i + 4) % n];
        if (is_digit(c))
            remainder = (remainder * 10 + c - '0') % 97;
        else if (is_letter(c))
            remainder = (remainder * 100 + c - 'A' + 10) % 97;
        else
            return 0;
    }
    return remainder == 1;
}

enum {
    LUHN, IMEI, MEID, RESIDENT_ID, OLD_RESIDENT_ID, USCC, REGISTRATION_NO, ORGANISATION_CODE, CERTIFICATE, CARD, IBAN, EMAIL,
    V4, V6, DATE, LOCAL_DATE, HOLDS_DATE,
    MASKED_RESIDENT_LENGTH, MASKED_CARD_LENGTH, LETTER_AND_DIGIT, ENCODED, PARTLY_MASKED, COUNTRY_CODE, PHONE_DIGITS, MASKED_OLD_RESIDENT_LENGTH
};

int gz_passes(int32_t check, const uint8_t *text, int64_t length)
{
    int32_t days;
    switch (check) {
    case LUHN: return passes_luhn(text, length);
    case IMEI: return is_imei(text, length);
    case MEID: return is_meid(text, length);
    case RESIDENT_ID: return is_resident_id(text, length, &days);
    case OLD_RESIDENT_ID: return is_old_resident_id(text, length);
    case USCC: return passes_uscc(text, length) && !is_resident_id(text, length, &days);
    case REGISTRATION_NO: return is_registration_no(text, length);
    case ORGANISATION_CODE: return is_organisation_code(text, length);
    case CERTIFICATE: return is_certificate(text, length);
    case CARD: return is_card(text, length);
    case IBAN: return is_iban(text, length);
    case EMAIL: return gz_is_email(text, length);
    case V4: return gz_is_v4(text, length);
    case V6: return gz_is_v6(text, length);
    case DATE: return gz_birth_date(text, length, &days);
    case LOCAL_DATE: return gz_local_dates(text, length, &days) > 0;
    case HOLDS_DATE: return gz_year_first(text, length, &days);
    case MASKED_RESIDENT_LENGTH: return gz_masked_resident_length(text, length);
    case MASKED_CARD_LENGTH: return gz_masked_card_length(text, length);
    case LETTER_AND_DIGIT: return gz_has_letter_and_digit(text, length);
    case ENCODED: return gz_is_encoded(text, length);
    case PARTLY_MASKED: return gz_is_partly_masked(text, length);
    case COUNTRY_CODE: return gz_has_country_code(text, length);
    case PHONE_DIGITS: return gz_has_phone_digits(text, length);
    case MASKED_OLD_RESIDENT_LENGTH: return gz_masked_old_resident_length(length);
    default: return 0;
    }
}

int gz_passes_dated(int32_t check, int32_t reader, const uint8_t *text, int64_t length, int32_t *days)
{
    if (check == DATE && reader == READ_BIRTH_DATE)
        return gz_birth_date(text, length, days) ? GZ_DATED : GZ_FAILED;
    if (check == RESIDENT_ID && reader == READ_RESIDENT)
        return is_resident_id(text, length, days) ? GZ_DATED : GZ_FAILED;
    if (check >= 0 && !gz_passes(check, text, length))
        return GZ_FAILED;
    return gz_read_date(reader, text, length, days) ? GZ_DATED : GZ_PASSED;
}
