/* Checks of masked, hashed and encoded forms; see checks.c. */
#include "checks.h"

int gz_masked_resident_length(const uint8_t *text, int64_t length)
{
    (void)text;
    return length == 18;
}

int gz_masked_old_resident_length(int64_t length)
{
    return length == 15;
}

int gz_masked_card_length(const uint8_t *text, int64_t length)
{
    int64_t n = 0;
    for (int64_t i = 0; i < length; i++)
        n += text[i] != ' ' && text[i] != '-';
    return n == 13 || n == 14 || n == 16 || n == 17 || n == 19 || (n != length && (n == 15 || n == 18));
}

int gz_has_letter_and_digit(const uint8_t *text, int64_t length)
{
    int letters = 0, digits = 0;
    for (int64_t i = 0; i < length; i++) {
        letters |= is_letter(text[i]);
        digits |= is_digit(text[i]);
    }
    return letters && digits;
}

int gz_is_encoded(const uint8_t *text, int64_t length)
{
    int uppers = 0, lowers = 0, digits = 0;
    int64_t slashes = 0, body = length;
    while (body && text[body - 1] == '=')
        body--;
    for (int64_t i = 0; i < body; i++) {
        uppers |= text[i] >= 'A' && text[i] <= 'Z';
        lowers |= text[i] >= 'a' && text[i] <= 'z';
        digits |= is_digit(text[i]);
        slashes += text[i] == '/';
    }
    int is_whole = length % 4 == 0 || (body == length && body % 4 != 1);
    return uppers && lowers && digits && is_whole && slashes <= body / 8;
}

int gz_is_partly_masked(const uint8_t *text, int64_t length)
{
    int64_t characters = 0, stars = 0;
    for (int64_t i = 0; i < length; i++) {
        characters += (text[i] & 0xC0) != 0x80;
        stars += text[i] == '*';
    }
    return characters <= 3 * stars && stars < characters && characters <= 60;
}
