/* Runs the tables of matching/automaton over whole values and over text that may hold matches inside. */
#include "checks.h"
#include "text.h"

enum { LANES = 4, STRIDE = 8 };

typedef struct {
    const uint8_t *classes;
    const uint32_t *steps;
    const uint32_t *starts;
    uint32_t width;
} gz_table;

/* The set of patterns that match a value as a whole, from any state on; stops early where nothing can match any more. */
static inline uint32_t finish(const gz_table *table, uint32_t state, const uint8_t *octets, int64_t from, int64_t length)
{
    for (int64_t i = from; state && i < length; i++)
        state = table->steps[state + table->classes[octets[i]]];
    return table->steps[state + table->width - 1];
}

/* For each value the number of its set of patterns, 0 for nulls, empty values and those that the gate keeps out; adds up
 * in counts how often each set came. Four values at a time: a step waits for memory, so four wait together.
 * gate: value i is looked at if gate[i] is not 0; NULL looks at all. */
GZ_API void gz_match_whole(const gz_table *table, const gz_text *text, const uint8_t *gate, uint16_t *sets, int64_t *counts)
{
    const uint32_t *steps = table->steps;
    const uint8_t *classes = table->classes;
    int64_t i = 0;
    while (i < text->n) {
        const uint8_t *octets[LANES];
        int64_t length[LANES], place[LANES], shortest = INT64_MAX;
        uint32_t state[LANES];
        int lanes = 0;
        for (; i < text->n && lanes < LANES; i++) {
            const uint8_t *value = NULL;
            int64_t size = gate && !gate[i] ? 0 : gz_value(text, i, &value);
            if (!size) {
                sets[i] = 0;
                counts[0]++;
                continue;
            }
            octets[lanes] = value;
            length[lanes] = size;
            place[lanes] = i;
            state[lanes++] = table->starts[0];
            shortest = size < shortest ? size : shortest;
        }
        int64_t at = 0;
        if (lanes == LANES) {
            while (at + STRIDE <= shortest && (state[0] | state[1] | state[2] | state[3]))
                for (int k = 0; k < STRIDE; k++, at++)
                    for (int lane = 0; lane < LANES; lane++)
                        state[lane] = steps[state[lane] + classes[octets[lane][at]]];
            if (state[0] | state[1] | state[2] | state[3])
                for (; at < shortest; at++)
                    for (int lane = 0; lane < LANES; lane++)
                        state[lane] = steps[state[lane] + classes[octets[lane][at]]];
        }
        for (int lane = 0; lane < lanes; lane++) {
            uint32_t set = finish(table, state[lane], octets[lane], at, length[lane]);
            sets[place[lane]] = (uint16_t)set;
            counts[set]++;
        }
    }
}

/* The boundaries of matching/automaton/unions.py, BOUNDARIES. */
enum { DIGIT = 1, ALPHANUMERIC = 2, DOTTED = 4, RUN = 8, NONE = 16, EVERY = 31 };
enum { MAX_RULES = 256, MAX_REFUSED = 900 };
enum { BY_PATTERN = -1, BY_PYTHON = -2, UNCHECKED = -3 };
enum { UNSEEN, PASSED, FAILED, MIXED };

static const uint8_t alnum[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
    ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
    ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
    ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1,
    ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1,
    ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
    ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

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
        return EVERY & ~RUN & ~(at > 1 && alnum[text[at - 2]] ? DOTTED : 0);
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
 * set_starts: for each set where its rules begin in set_rules, one more at the end.
 * boundary: the rule's bit. check: a check's number, BY_PATTERN if every match counts, UNCHECKED if every match but the
 * rule's placeholders, BY_PYTHON if only Python can tell.
 * exact: longest text for which the table says what the pattern says.
 * Starts of the table: for each bank (rules that need not be looked for) by boundaries, first without the rules that
 * need the mark, then with them. */
typedef struct {
    const uint32_t *set_starts;
    const uint16_t *set_rules;
    const uint8_t *boundary;
    const int32_t *check;
    const int64_t *exact;
    const uint8_t *can_start; /* for each octet 0 if no match begins with it, else 1; as the starts, by bank and mark */
    int32_t rules;
    int32_t words;
    int32_t mark; /* the octet that some rules need */
    const uint32_t *placeholder_starts; /* for each rule its first placeholder, one more at the end */
    const int32_t *placeholder_offsets;
    const uint8_t *placeholders; /* octets in upper case, without separators */
} gz_inside;

typedef struct {
    uint64_t *hits;
    uint64_t *doubts;
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

static int is_placeholder(const gz_inside *inside, int rule, const uint8_t *text, int64_t length)
{
    uint8_t bare[MOST_BARE];
    uint32_t first = inside->placeholder_starts[rule], last = inside->placeholder_starts[rule + 1];
    int n = first < last ? gz_strip(text, length, bare) : -1;
    for (uint32_t k = first; n >= 0 && k < last; k++) {
        int32_t start = inside->placeholder_offsets[k];
        if (inside->placeholder_offsets[k + 1] - start == n && !memcmp(inside->placeholders + start, bare, (size_t)n))
            return 1;
    }
    return 0;
}

/* A match of a set of rules from `start` to `end`. */
static void take(const gz_inside *inside, gz_finding *found, uint32_t set, const uint8_t *text, int64_t start, int64_t end,
                 int64_t length)
{
    int allowed = after(text, end, length);
    for (uint32_t k = inside->set_starts[set]; k < inside->set_starts[set + 1]; k++) {
        int rule = inside->set_rules[k];
        int check = inside->check[rule];
        if (!(inside->boundary[rule] & allowed) || has_bit(found->hits, rule))
            continue;
        if (check == BY_PYTHON || length > inside->exact[rule] || found->refused > MAX_REFUSED)
            set_bit(found->doubts, rule);
        else if (check == BY_PATTERN)
            set_bit(found->hits, rule);
        else {
            int is_valid = (check == UNCHECKED || gz_passes(check, text + start, end - start)) &&
                           !is_placeholder(inside, rule, text + start, end - start);
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

static void search(const gz_table *table, const gz_inside *inside, gz_finding *found, const uint8_t *text, int64_t length,
                   int gate, int bank)
{
    const uint32_t *steps = table->steps;
    const uint8_t *classes = table->classes;
    uint32_t last = table->width - 1;
    int first = 2 * bank + (memchr(text, inside->mark, (size_t)length) != NULL);
    const uint32_t *starts = table->starts + first * (EVERY + 1);
    const uint8_t *can_start = inside->can_start + first * 256;
    found->refused = 0;
    int is_free = !(gate & (DIGIT | NONE));
    for (int64_t at = 0; at < length; at++) {
        if (!can_start[text[at]] || (is_free && at && alnum[text[at - 1]]))
            continue;
        uint32_t state = steps[starts[before(text, at) & gate] + classes[text[at]]];
        if (!state)
            continue;
        for (int64_t end = at + 1;; end++) {
            uint32_t set = steps[state + last];
            if (set)
                take(inside, found, set, text, at, end, length);
            if (end >= length)
                break;
            state = steps[state + classes[text[end]]];
            if (!state)
                break;
        }
        settle(found);
    }
}

/* For each value the rules that have a valid match inside it, and those of which only Python can say (one bit each in
 * `words` words a value, set to 0 before the call). gate[i] are the boundaries whose rules look at value i;
 * banks[i] its bank of starts (NULL: 0 for all); values of fewer than `least` octets are not looked at. Returns how many values have a bit, -1 for too many rules. */
GZ_API int64_t gz_match_inside(const gz_table *table, const gz_inside *inside, const gz_text *text, const uint8_t *gate,
                               const uint16_t *banks, int64_t least, uint64_t *hits, uint64_t *doubts)
{
    if (inside->rules > MAX_RULES)
        return -1;
    gz_finding found = {.pendings = 0};
    int64_t total = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int allowed = gate[i];
        int64_t length = allowed ? gz_value(text, i, &octets) : 0;
        if (!length || length < least)
            continue;
        found.hits = hits + i * inside->words;
        found.doubts = doubts + i * inside->words;
        search(table, inside, &found, octets, length, allowed, banks ? banks[i] : 0);
        for (int word = 0; word < inside->words; word++)
            if (found.hits[word] | found.doubts[word]) {
                total++;
                break;
            }
    }
    return total;
}

/* For each value whether its set is wanted. */
GZ_API void gz_select(const uint16_t *sets, int64_t n, const uint8_t *wanted, uint8_t *selected)
{
    for (int64_t i = 0; i < n; i++)
        selected[i] = wanted[sets[i]];
}

/* Adds up how many of the wanted values begin with which two octets, the first one counting 256 times. */
GZ_API void gz_count_prefixes(const gz_text *text, const uint8_t *wanted, int64_t *counts)
{
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        if (wanted[i] && gz_value(text, i, &octets) > 1)
            counts[octets[0] << 8 | octets[1]]++;
    }
}

/* For each value that is wanted whether it passes the check; 0 for the others. Returns how many pass. */
GZ_API int64_t gz_check(int32_t check, const gz_text *text, const uint8_t *wanted, uint8_t *passes)
{
    int64_t total = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        passes[i] = length ? (uint8_t)gz_passes(check, octets, length) : 0;
        total += passes[i];
    }
    return total;
}

/* Dates (days since 1970-01-01) in the values where `wanted` is not 0, as read by `reader`; returns how many there are. */
GZ_API int64_t gz_read_dates(int32_t reader, const gz_text *text, const uint8_t *wanted, int32_t *days)
{
    int64_t total = 0;
    for (int64_t i = 0; i < text->n; i++) {
        const uint8_t *octets;
        int64_t length = wanted[i] ? gz_value(text, i, &octets) : 0;
        if (length && gz_read_date(reader, octets, length, &days[total]))
            total++;
    }
    return total;
}
