/* Runs the tables of matching/automaton over text that may hold matches inside. */
#include "beginnings.h"
#include "rules.h"
#include "table.h"
#include "text.h"

/* The boundaries of matching/automaton/unions.py, BOUNDARIES. */
enum { DIGIT = 1, ALPHANUMERIC = 2, DOTTED = 4, RUN = 8, NONE = 16, EVERY = 31 };
enum { MAX_RULES = 256, MAX_REFUSED = 900 };
enum { UNSEEN, PASSED, FAILED, MIXED };

static inline int is_alnum(uint8_t c)
{
    return is_digit(c) || is_letter(c);
}

/* Boundaries that let a match begin at `at`. */
static inline int before(const uint8_t *text, int64_t at)
{
    if (!at)
        return EVERY;
    uint8_t c = text[at - 1];
    if (is_digit(c))
        return NONE;
    if (is_letter(c))
        return NONE | DIGIT;
    switch (c) {
    case '.':
        return EVERY & ~RUN & ~(at > 1 && is_alnum(text[at - 2]) ? DOTTED : 0);
    case '/':
        return EVERY & ~(at > 1 && is_letter(text[at - 2]) ? DOTTED : 0);
    case '_':
    case '%':
    case '+':
    case '-':
        return EVERY & ~RUN;
    case '<':
        return at == 1 ? EVERY & ~RUN : EVERY;
    default:
        return EVERY;
    }
}

/* Boundaries that let a match end before `at`. */
static inline int after(const uint8_t *text, int64_t at, int64_t length)
{
    if (at >= length)
        return EVERY;
    uint8_t c = text[at];
    if (is_digit(c))
        return NONE;
    if (is_letter(c))
        return NONE | DIGIT;
    return c == '.' && at + 1 < length && is_digit(text[at + 1]) ? EVERY & ~DOTTED : EVERY;
}

/* The rules of a table for matches inside text.
 * boundary: the rule's bit.
 * Starts of the table: for each bank (rules that need not be looked for) by boundaries, first without the rules that
 * need the mark, then with them.
 * beginnings: for each bank, of the rules that do not need the mark. */
typedef struct {
    gz_rules rules;
    const uint8_t *boundary;
    const gz_beginnings *beginnings;
    const uint8_t *leads; /* for each octet 1 if it may stand before the mark in a match that needs it */
    int32_t count;        /* of rules */
    int32_t words;
    int32_t mark;       /* the octet that some rules need */
    int32_t shortest;   /* octets of the shortest match that does not need it, as far as DEPTH */
    uint32_t accepting; /* rows from here on have a set */
} gz_inside;

typedef struct {
    uint64_t *hits;
    uint64_t *doubts;
    const gz_table *table;
    const gz_inside *inside;
    uint8_t outcome[MAX_RULES];
    uint16_t pending[MAX_RULES];
    int pendings;
    int refused;
} gz_finding;

static inline void set_bit(uint64_t *bits, int rule)
{
    bits[rule >> 6] |= 1ULL << (rule & 63);
}

static inline int has_bit(const uint64_t *bits, int rule)
{
    return (bits[rule >> 6] >> (rule & 63)) & 1;
}

/* A match of a set of rules from `start` to `end`. */
static void take(gz_finding *found, uint32_t set, const uint8_t *text, int64_t start, int64_t end, int64_t length)
{
    const gz_inside *inside = found->inside;
    int allowed = after(text, end, length);
    for (uint32_t k = inside->rules.set_starts[set]; k < inside->rules.set_starts[set + 1]; k++) {
        int rule = inside->rules.set_rules[k];
        int check = inside->rules.check[rule];
        if (!(inside->boundary[rule] & allowed) || has_bit(found->hits, rule))
            continue;
        if (check == BY_PYTHON || length > inside->rules.exact[rule] || found->refused > MAX_REFUSED)
            set_bit(found->doubts, rule);
        else if (check == BY_PATTERN)
            set_bit(found->hits, rule);
        else {
            int is_valid = (check == UNCHECKED || gz_passes(check, text + start, end - start)) &&
                           !gz_is_placeholder(&inside->rules, rule, text + start, end - start);
            int outcome = is_valid ? PASSED : FAILED;
            if (found->outcome[rule] == UNSEEN)
                found->pending[found->pendings++] = (uint16_t)rule;
            found->outcome[rule] |= (uint8_t)outcome;
        }
    }
}

/* What the matches from one start say: of several ends only Python knows which comes first, so they must agree. */
static void settle(gz_finding *found)
{
    while (found->pendings) {
        int rule = found->pending[--found->pendings];
        if (found->outcome[rule] == PASSED)
            set_bit(found->hits, rule);
        else if (found->outcome[rule] == MIXED)
            set_bit(found->doubts, rule);
        else
            found->refused++;
        found->outcome[rule] = UNSEEN;
    }
}

/* All matches that begin at `at`, from this state on. */
static void walk(gz_finding *found, uint32_t state, const uint8_t *text, int64_t at, int64_t length)
{
    const gz_table table = *found->table;
    uint32_t accepting = found->inside->accepting;
    for (int64_t end = at; end < length;) {
        state = gz_step(&table, state, text[end++]);
        if (state >= accepting)
            take(found, gz_set_of(&table, state), text, at, end, length);
        if (!state)
            break;
    }
    settle(found);
}

/* Matches of rules that need the mark: they begin before it, and only what may stand there lies between. Places before
 * `done` have been looked at. */
static void search_before(gz_finding *found, const uint8_t *text, int64_t mark, int64_t length, int gate, const uint32_t *starts,
                          int64_t done)
{
    int64_t from = mark;
    int is_inner = !(gate & (DIGIT | NONE));
    while (from > done && found->inside->leads[text[from - 1]])
        from--;
    for (int64_t at = from; at <= mark; at++) {
        int boundaries = at && is_inner && is_alnum(text[at - 1]) ? 0 : before(text, at) & gate;
        if (boundaries && starts[boundaries] != starts[boundaries + EVERY + 1])
            walk(found, starts[boundaries + EVERY + 1], text, at, length);
    }
}

static void search(gz_finding *found, const uint8_t *text, int64_t length, const uint8_t *end, int gate, int bank)
{
    const gz_inside *inside = found->inside;
    const gz_beginnings *beginnings = inside->beginnings + bank;
    const uint32_t *starts = found->table->starts + 2 * bank * (EVERY + 1);
    uint32_t inner = gate & (DIGIT | NONE) ? 0 : ~0u, carry = 0; /* free ends: not behind a letter or digit */
    int has_marked = starts[gate] != starts[gate + EVERY + 1];
    int64_t done = 0;
    found->refused = 0;
    for (int64_t at = 0; at < length; at += BLOCK) {
        gz_block block = gz_block_at(beginnings, text, at, length, end, inside->mark);
        uint32_t places = block.begins & ~((block.alnum << 1 | carry) & inner);
        carry = block.alnum >> (BLOCK - 1);
        for (; places; places &= places - 1) {
            int64_t place = at + __builtin_ctz(places);
            if (place + inside->shortest > length)
                break;
            walk(found, starts[before(text, place) & gate], text, place, length);
        }
        for (; has_marked && block.marks; block.marks &= block.marks - 1) {
            int64_t mark = at + __builtin_ctz(block.marks);
            search_before(found, text, mark, length, gate, starts, done);
            done = mark + 1;
        }
    }
}

/* Where the answers for the next value go. */
static void set_slot(gz_finding *found, uint64_t *hits, uint64_t *doubts, int64_t slot)
{
    int words = found->inside->words;
    found->hits = hits + slot * words;
    found->doubts = doubts + slot * words;
    for (int word = 0; word < words; word++)
        found->hits[word] = found->doubts[word] = 0;
}

static int has_any(const gz_finding *found)
{
    for (int word = 0; word < found->inside->words; word++)
        if (found->hits[word] | found->doubts[word])
            return 1;
    return 0;
}

/* What a value is looked through for depends on its kind (its set in the table for whole values): gates[kind] are the
 * boundaries whose rules look at it, banks[kind] its bank of starts; values of fewer than `least` octets are not looked at.
 * Returns how many values have a valid match, or one of which only Python can say, -1 for too many rules; of each of them
 * its place, and a bit for each such rule in `words` words of hits and of doubts. */
GZ_API int64_t gz_match_inside(const gz_table *table, const gz_inside *inside, const gz_text *text, const uint16_t *kinds,
                               const uint8_t *gates, const uint16_t *banks, int64_t least, int64_t *places, uint64_t *hits,
                               uint64_t *doubts)
{
    if (inside->count > MAX_RULES)
        return -1;
    if (!text->n)
        return 0;
    gz_finding found = {.pendings = 0, .table = table, .inside = inside};
    const uint8_t *end = text->data + gz_offset(text, text->n);
    int64_t total = 0;
    set_slot(&found, hits, doubts, total);
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int allowed = gates[kinds[i]];
        int64_t length = allowed ? gz_value(text, i, &octets) : 0;
        if (!length || length < least)
            continue;
        search(&found, octets, length, end, allowed, banks[kinds[i]]);
        if (!has_any(&found))
            continue;
        places[total++] = i;
        if (total < text->n)
            set_slot(&found, hits, doubts, total);
    }
    return total;
}
