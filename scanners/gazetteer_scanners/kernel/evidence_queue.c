/* Eight hashes at once, in the lanes of wide registers where the machine has them; and what the hashes are taken into. */
#include "evidence_queue.h"

#if defined(__GNUC__) && (!defined(__BYTE_ORDER__) || __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#define HAS_LANES 1
#endif

#define LENGTH_BYTE (UINT64_C(0xFF) << 56)

void gz_start_sketches(struct gz_sketches *s, uint8_t *registers, uint32_t *bins, const struct gz_matched *matched, int64_t rules)
{
    s->registers = registers;
    s->bins = bins;
    s->matched = matched;
    s->rules = rules;
    s->count = 0;
    gz_take_held(s);
}

void gz_take_held(struct gz_sketches *s)
{
    uint8_t least = 58;
    for (int64_t i = 0; i < s->rules; i++) {
        const struct gz_matched *rule = s->matched + i;
        for (int k = 0; k < s->count; k++)
            if (rule->accepted[s->slots[k]])
                gz_register(rule->registers, 6, s->hashes[k]);
        for (int k = 0; k < 64; k++)
            least = rule->registers[k] < least ? rule->registers[k] : least;
    }
    s->zeros = s->rules ? ((UINT64_C(1) << least) - 1) << 6 : UINT64_MAX;
    s->count = 0;
}

/* SipHash-1-3 of one of the texts. */
static uint64_t hash_one(const struct gz_scan *scan, const gz_row *rows, int words, int place)
{
    struct gz_sip s = gz_sip_start(scan);
    uint64_t last = rows[words][place];
    for (int i = 0; i < words; i++)
        gz_absorb(&s, gz_lower(rows[i][place]));
    return gz_sip_end(&s, gz_lower(last & ~LENGTH_BYTE), (int64_t)(last >> 56));
}

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

static inline __attribute__((always_inline)) void absorb(lanes *v, lanes word)
{
    v[3] ^= word;
    round_of_lanes(v);
    v[0] ^= word;
}

static inline __attribute__((always_inline)) void hash_lanes(const struct gz_scan *scan, gz_row *rows, int words)
{
    struct gz_sip start = gz_sip_start(scan);
    lanes zero = {0}, v[4] = {zero + start.v0, zero + start.v1, zero + start.v2, zero + start.v3}, word, length;
    for (int i = 0; i < words; i++) {
        memcpy(&word, rows[i], sizeof word);
        small_letters(&word);
        absorb(v, word);
    }
    memcpy(&word, rows[words], sizeof word);
    length = word & LENGTH_BYTE;
    word ^= length;
    small_letters(&word);
    absorb(v, word | length);
    v[2] ^= UINT64_C(0xff);
    round_of_lanes(v);
    round_of_lanes(v);
    round_of_lanes(v);
    v[0] ^= v[1] ^ v[2] ^ v[3];
    memcpy(rows[0], &v[0], sizeof word);
}

static void hash_plain(const struct gz_scan *scan, gz_row *rows, int words)
{
    hash_lanes(scan, rows, words);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static void hash_avx2(const struct gz_scan *scan, gz_row *rows, int words)
{
    hash_lanes(scan, rows, words);
}

__attribute__((target("avx512f,avx512vl"))) static void hash_avx512(const struct gz_scan *scan, gz_row *rows, int words)
{
    hash_lanes(scan, rows, words);
}

static gz_hasher choose(void)
{
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
        return hash_avx512;
    return __builtin_cpu_supports("avx2") ? hash_avx2 : hash_plain;
}

#else

static gz_hasher choose(void)
{
    return hash_plain;
}

#endif

#else

static void hash_in_turn(const struct gz_scan *scan, gz_row *rows, int words)
{
    gz_row hashes;
    for (int k = 0; k < GZ_WAITING; k++)
        hashes[k] = hash_one(scan, rows, words, k);
    memcpy(rows[0], hashes, sizeof hashes);
}

static gz_hasher choose(void)
{
    return hash_in_turn;
}

#endif

void gz_start_queue(struct gz_queue *q, const struct gz_scan *scan, struct gz_sketches *sketches)
{
    q->scan = scan;
    q->sketches = sketches;
    q->hasher = choose();
    memset(q->counts, 0, sizeof q->counts);
}

void gz_take_waiting(struct gz_queue *q, int words)
{
    gz_row *rows = q->rows + words * (words + 1) / 2;
    int count = q->counts[words];
    q->counts[words] = 0;
    if (count == GZ_WAITING) {
        q->hasher(q->scan, rows, words);
        for (int k = 0; k < GZ_WAITING; k++)
            gz_sketch(q->sketches, q->slots[words][k], rows[0][k]);
        return;
    }
    for (int k = 0; k < count; k++)
        gz_sketch(q->sketches, q->slots[words][k], hash_one(q->scan, rows, words, k));
}

void gz_end_queue(struct gz_queue *q)
{
    for (int words = 0; words < GZ_QUEUE_WORDS; words++)
        gz_take_waiting(q, words);
    gz_take_held(q->sketches);
}
