/* The checks of recognizers/ that are worth a compiled form; their numbers are those of matching/checks.py. */
#ifndef GAZETTEER_CHECKS_H
#define GAZETTEER_CHECKS_H

#include "kernel.h"

enum { MOST_BARE = 64 };

/* The octets without the separators of recognizers/checksums.py, ASCII letters in upper case; -1 if over MOST_BARE. */
int gz_strip(const uint8_t *text, int64_t length, uint8_t *bare);

/* Whether octets that match a rule's pattern pass its check. */
int gz_passes(int32_t check, const uint8_t *text, int64_t length);

/* The date that a valid value embeds, in days since 1970-01-01; 0 if there is none or it could be read two ways. */
int gz_read_date(int32_t reader, const uint8_t *text, int64_t length, int32_t *days);

#endif
