/* Texts that wait for their hash until there are eight with equally many words, which are then hashed side by side. */
#ifndef GAZETTEER_EVIDENCE_QUEUE_H
#define GAZETTEER_EVIDENCE_QUEUE_H

#include "evidence.h"

enum { GZ_WAITING = 8, GZ_QUEUE_WORDS = 33 };

/* By whole words of eight bytes; texts of up to 256 bytes, which must stay where they are. */
struct gz_queue {
    const struct gz_scan *scan;
    const struct gz_sketches *sketches;
    const uint8_t *end; /* of memory that may be read */
    uint8_t counts[GZ_QUEUE_WORDS];
    struct {
        const uint8_t *at;
        int64_t size, slot;
    } texts[GZ_QUEUE_WORDS][GZ_WAITING];
};

/* Hashes the texts of so many words that wait, ASCII capitals as small letters, into the sketches. */
void gz_take_waiting(struct gz_queue *q, int words);

static inline void gz_start_queue(struct gz_queue *q, const struct gz_scan *scan, const struct gz_sketches *sketches,
                                  const uint8_t *end)
{
    q->scan = scan;
    q->sketches = sketches;
    q->end = end;
    memset(q->counts, 0, sizeof q->counts);
}

static inline void gz_wait(struct gz_queue *q, const uint8_t *text, int64_t size, int64_t slot)
{
    int words = (int)(size >> 3), place = q->counts[words]++;
    q->texts[words][place].at = text;
    q->texts[words][place].size = size;
    q->texts[words][place].slot = slot;
    if (place == GZ_WAITING - 1)
        gz_take_waiting(q, words);
}

/* Hashes what still waits. */
static inline void gz_end_queue(struct gz_queue *q)
{
    for (int words = 0; words < GZ_QUEUE_WORDS; words++)
        gz_take_waiting(q, words);
}

#endif
