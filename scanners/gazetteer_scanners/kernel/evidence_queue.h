/* Texts that wait for their hash until there are eight with equally many words, which are then hashed side by side. */
#ifndef GAZETTEER_EVIDENCE_QUEUE_H
#define GAZETTEER_EVIDENCE_QUEUE_H

#include "evidence.h"

enum { GZ_WAITING = 8, GZ_QUEUE_WORDS = 33, GZ_QUEUE_ROWS = GZ_QUEUE_WORDS * (GZ_QUEUE_WORDS + 1) / 2 };

/* Eight words, one of each text that waits. */
typedef uint64_t gz_row[GZ_WAITING];

/* Hashes eight texts of so many whole words and one more, which ends with the length; the hashes stand in `rows[0]`. */
typedef void (*gz_hasher)(const struct gz_scan *scan, gz_row *rows, int words);

/* Texts of up to 256 bytes by whole words of eight bytes; they are copied. Those of w words have the w + 1 rows from
 * w * (w + 1) / 2 on. */
struct gz_queue {
    const struct gz_scan *scan;
    struct gz_sketches *sketches;
    gz_hasher hasher;
    uint8_t counts[GZ_QUEUE_WORDS];
    int64_t slots[GZ_QUEUE_WORDS][GZ_WAITING];
    _Alignas(64) gz_row rows[GZ_QUEUE_ROWS];
};

void gz_start_queue(struct gz_queue *queue, const struct gz_scan *scan, struct gz_sketches *sketches);
/* Hashes the texts of so many words that wait, ASCII capitals as small letters, into the sketches. */
void gz_take_waiting(struct gz_queue *queue, int words);
/* Hashes what still waits, and takes what is held into the rules' sketches. */
void gz_end_queue(struct gz_queue *queue);

/* A text of less than eight bytes, as a word. */
static inline void gz_wait_short(struct gz_queue *q, uint64_t word, int64_t size, int64_t slot)
{
    int place = q->counts[0]++;
    q->rows[0][place] = word | (uint64_t)size << 56;
    q->slots[0][place] = slot;
    if (place == GZ_WAITING - 1)
        gz_take_waiting(q, 0);
}

/* A text of 8 to 15 bytes, as two words. */
static inline void gz_wait_two(struct gz_queue *q, uint64_t first, uint64_t rest, int64_t size, int64_t slot)
{
    int place = q->counts[1]++;
    q->rows[1][place] = first;
    q->rows[2][place] = rest | (uint64_t)size << 56;
    q->slots[1][place] = slot;
    if (place == GZ_WAITING - 1)
        gz_take_waiting(q, 1);
}

/* A text of up to 256 bytes; `end` is where memory that may be read ends. */
static inline void gz_wait(struct gz_queue *q, const uint8_t *text, int64_t size, const uint8_t *end, int64_t slot)
{
    int words = (int)(size >> 3), place;
    gz_row *row = q->rows + words * (words + 1) / 2;
    if (!words) {
        gz_wait_short(q, gz_tail(text, size, end), size, slot);
        return;
    }
    place = q->counts[words]++;
    for (int i = 0; i < words; i++)
        row[i][place] = gz_load(text + 8 * i);
    row[words][place] = gz_load(text + size - 8) >> 8 >> (56 - 8 * (size & 7)) | (uint64_t)size << 56;
    q->slots[words][place] = slot;
    if (place == GZ_WAITING - 1)
        gz_take_waiting(q, words);
}

#endif
