/* Eight hashes at once, in the lanes of wide registers where the machine has them. */
#include "evidence_queue.h"

#if defined(__GNUC__) && (!defined(__BYTE_ORDER__) || __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#define HAS_LANES 1
#endif

#if defined(HAS_LANES)

typedef uint64_t lanes __attribute__((vector_size(8 * GZ_WAITING)));

static inline __attribute__((always_inline)) void small_letters(lanes *word)
{
    lanes low = *word & UINT64_C(0x7f7f7f7f7f7f7f7f);
    lanes from_a = low + UINT64_C(0x3f3f3f3f3f3f3f3f), over_z = low + UINT64_C(0x2525252525252525);
    *word |= ((from_a ^ over_z) & ~*word & UINT64_C(0x8080808080808080)) >> 2;
}

static inline __attribute__((always_inline)) void round_of_lanes(lanes *v)
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = GZ_ROTATE(v[1], 13) ^ v[0];
    v[3] = GZ_ROTATE(v[3], 16) ^ v[2];
    v[0] = GZ_ROTATE(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = GZ_ROTATE(v[1], 17) ^ v[2];
    v[3] = GZ_ROTATE(v[3], 21) ^ v[0];
    v[2] = GZ_ROTATE(v[2], 32);
}

/* SipHash-1-3 of eight messages of `count` words, the last with the length in it; gives the hashes in `words[0]`. */
static inline __attribute__((always_inline)) void hash_lanes(const struct gz_scan *scan, uint64_t (*words)[GZ_WAITING], int count)
{
    struct gz_sip start = gz_sip_start(scan);
    lanes zero = {0}, v[4] = {zero + start.v0, zero + start.v1, zero + start.v2, zero + start.v3}, word;
    for (int i = 0; i < count; i++) {
        memcpy(&word, words[i], sizeof word);
        if (i < count - 1)
            small_letters(&word);
        v[3] ^= word;
        round_of_lanes(v);
        v[0] ^= word;
    }
    v[2] ^= UINT64_C(0xff);
    round_of_lanes(v);
    round_of_lanes(v);
    round_of_lanes(v);
    v[0] ^= v[1] ^ v[2] ^ v[3];
    memcpy(words[0], &v[0], sizeof word);
}

typedef void (*hasher)(const struct gz_scan *, uint64_t (*)[GZ_WAITING], int);

static void hash_plain(const struct gz_scan *scan, uint64_t (*words)[GZ_WAITING], int count)
{
    hash_lanes(scan, words, count);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static void hash_avx2(const struct gz_scan *scan, uint64_t (*words)[GZ_WAITING], int count)
{
    hash_lanes(scan, words, count);
}

__attribute__((target("avx512f,avx512vl"))) static void hash_avx512(const struct gz_scan *scan, uint64_t (*words)[GZ_WAITING],
                                                                    int count)
{
    hash_lanes(scan, words, count);
}

static hasher choose(void)
{
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
        return hash_avx512;
    return __builtin_cpu_supports("avx2") ? hash_avx2 : hash_plain;
}

#else

static hasher choose(void)
{
    return hash_plain;
}

#endif

/* Hashes eight texts of so many words. */
static void take_eight(struct gz_queue *q, int words)
{
    uint64_t rows[GZ_QUEUE_WORDS + 1][GZ_WAITING], tail;
    for (int k = 0; k < GZ_WAITING; k++) {
        const uint8_t *at = q->texts[words][k].at;
        int64_t size = q->texts[words][k].size;
        for (int i = 0; i < words; i++)
            rows[i][k] = gz_load(at + 8 * i);
        tail = words ? gz_load(at + size - 8) >> 8 >> (56 - 8 * (size & 7)) : gz_tail(at, size, q->end);
        rows[words][k] = gz_lower(tail) | (uint64_t)size << 56;
    }
    choose()(q->scan, rows, words + 1);
    for (int k = 0; k < GZ_WAITING; k++)
        gz_sketch(q->sketches, q->texts[words][k].slot, rows[0][k]);
}

#endif

void gz_take_waiting(struct gz_queue *q, int words)
{
    int count = q->counts[words];
    q->counts[words] = 0;
#if defined(HAS_LANES)
    if (count == GZ_WAITING) {
        take_eight(q, words);
        return;
    }
#endif
    for (int i = 0; i < count; i++) {
        uint64_t hash = gz_hash(q->scan, q->texts[words][i].at, q->texts[words][i].size, q->end, 1);
        gz_sketch(q->sketches, q->texts[words][i].slot, hash);
    }
}
