/* Makes positions deterministic, as matching/automaton/tables.py does in Python: the same states in the same order. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

enum { OVERFLOWED = -1, NO_MEMORY = -2 };

/* Positions as sets of bits, `words` numbers each.
 * follow: for each position those that may come next. members: for each class of octets the positions that take it.
 * patterns: for each position what matches if the text ends there, `pattern_words` numbers. firsts: for each start the
 * positions that may come first. */
typedef struct {
    const uint64_t *follow, *members, *patterns, *firsts;
    int64_t positions, words, classes, pattern_words, starts, max_states;
} gz_positions;

/* A word of a set that is not 0. */
typedef struct {
    uint64_t bits;
    int64_t place;
} gz_piece;

/* Sets of positions as their pieces, each once; what they lead to. The pieces of set i begin at begins[i]. */
typedef struct {
    gz_piece *pieces;
    int64_t *begins, *values, *slots;
    int64_t count, room, used, pieces_room, slots_size;
} gz_sets;

static int grow(void **memory, int64_t *room, int64_t wanted, size_t size)
{
    if (wanted <= *room)
        return 1;
    int64_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    void *moved = realloc(*memory, (size_t)larger * size);
    if (!moved)
        return 0;
    *memory = moved;
    *room = larger;
    return 1;
}

static uint64_t hash_of(const gz_piece *pieces, int64_t count)
{
    uint64_t hash = (uint64_t)count;
    for (int64_t i = 0; i < count; i++) {
        hash = (hash ^ pieces[i].bits) * 0x9E3779B97F4A7C15ULL;
        hash = (hash ^ (hash >> 29) ^ (uint64_t)pieces[i].place) * 0xBF58476D1CE4E5B9ULL;
    }
    return hash ^ (hash >> 32);
}

static int is_same(const gz_piece *one, const gz_piece *other, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (one[i].bits != other[i].bits || one[i].place != other[i].place)
            return 0;
    return 1;
}

static int rehash(gz_sets *sets)
{
    int64_t size = sets->slots_size ? sets->slots_size * 2 : 1024;
    int64_t *slots = calloc((size_t)size, sizeof *slots);
    if (!slots)
        return 0;
    for (int64_t i = 0; i < sets->count; i++) {
        uint64_t at = hash_of(sets->pieces + sets->begins[i], sets->begins[i + 1] - sets->begins[i]) & (uint64_t)(size - 1);
        while (slots[at])
            at = (at + 1) & (uint64_t)(size - 1);
        slots[at] = i + 1;
    }
    free(sets->slots);
    sets->slots = slots;
    sets->slots_size = size;
    return 1;
}

/* The number of a set, which is added (is_new) unless it is known; NO_MEMORY if there is none. */
static int64_t number_of(gz_sets *sets, const gz_piece *pieces, int64_t count, int *is_new)
{
    if (sets->count * 2 >= sets->slots_size && !rehash(sets))
        return NO_MEMORY;
    uint64_t mask = (uint64_t)(sets->slots_size - 1), at = hash_of(pieces, count) & mask;
    *is_new = 0;
    for (; sets->slots[at]; at = (at + 1) & mask) {
        int64_t i = sets->slots[at] - 1;
        if (sets->begins[i + 1] - sets->begins[i] == count && is_same(sets->pieces + sets->begins[i], pieces, count))
            return i;
    }
    int64_t room = sets->room;
    if (!grow((void **)&sets->begins, &room, sets->count + 2, sizeof *sets->begins))
        return NO_MEMORY;
    if (!grow((void **)&sets->values, &sets->room, sets->count + 2, sizeof *sets->values))
        return NO_MEMORY;
    if (!grow((void **)&sets->pieces, &sets->pieces_room, sets->used + count, sizeof *sets->pieces))
        return NO_MEMORY;
    if (count)
        memcpy(sets->pieces + sets->used, pieces, (size_t)count * sizeof *pieces);
    sets->begins[sets->count] = sets->used;
    sets->used += count;
    sets->begins[sets->count + 1] = sets->used;
    sets->slots[at] = sets->count + 1;
    *is_new = 1;
    return sets->count++;
}

static void release(gz_sets *sets)
{
    free(sets->pieces);
    free(sets->begins);
    free(sets->values);
    free(sets->slots);
}

/* What the work needs: a set in the making, dense and as pieces. A state is the set of what may come next, and behind
 * that, from place `words` on, what matches. */
typedef struct {
    const gz_positions *from;
    gz_sets states, passed;
    uint64_t *dense;
    gz_piece *pieces, *reach;
} gz_work;

static int64_t gather(const uint64_t *dense, int64_t words, gz_piece *pieces)
{
    int64_t count = 0;
    for (int64_t i = 0; i < words; i++)
        if (dense[i])
            pieces[count++] = (gz_piece){dense[i], i};
    return count;
}

/* The state behind a set of positions that have just been passed. */
static int64_t state_behind(gz_work *work, const gz_piece *passed, int64_t count)
{
    const gz_positions *from = work->from;
    int is_new;
    int64_t known = number_of(&work->passed, passed, count, &is_new);
    if (known < 0 || !is_new)
        return known < 0 ? known : work->passed.values[known];
    int64_t all = from->words + from->pattern_words;
    memset(work->dense, 0, (size_t)all * sizeof *work->dense);
    for (int64_t i = 0; i < count; i++)
        for (uint64_t rest = passed[i].bits; rest; rest &= rest - 1) {
            int64_t position = passed[i].place * 64 + __builtin_ctzll(rest);
            const uint64_t *follow = from->follow + position * from->words;
            const uint64_t *patterns = from->patterns + position * from->pattern_words;
            for (int64_t k = 0; k < from->words; k++)
                work->dense[k] |= follow[k];
            for (int64_t k = 0; k < from->pattern_words; k++)
                work->dense[from->words + k] |= patterns[k];
        }
    int64_t state = number_of(&work->states, work->pieces, gather(work->dense, all, work->pieces), &is_new);
    return work->passed.values[known] = state;
}

/* For each class of octets the state behind this one. */
static int64_t follow_state(gz_work *work, int64_t state, uint32_t *row)
{
    const gz_positions *from = work->from;
    int64_t begin = work->states.begins[state], count = 0;
    for (; begin + count < work->states.begins[state + 1] && work->states.pieces[begin + count].place < from->words; count++)
        work->reach[count] = work->states.pieces[begin + count];
    for (int64_t c = 0; c < from->classes; c++) {
        const uint64_t *members = from->members + c * from->words;
        int64_t passed = 0, next = 0;
        for (int64_t i = 0; i < count; i++) {
            uint64_t bits = work->reach[i].bits & members[work->reach[i].place];
            work->pieces[passed] = (gz_piece){bits, work->reach[i].place};
            passed += bits != 0;
        }
        if (passed && (next = state_behind(work, work->pieces, passed)) < 0)
            return next;
        if (work->states.count > from->max_states)
            return OVERFLOWED;
        row[c] = (uint32_t)next;
    }
    return 0;
}

static int64_t determinise(gz_work *work, uint32_t *steps, uint32_t *starts)
{
    const gz_positions *from = work->from;
    int is_new;
    if (number_of(&work->states, NULL, 0, &is_new) < 0)
        return NO_MEMORY;
    for (int64_t i = 0; i < from->starts; i++) {
        int64_t count = gather(from->firsts + i * from->words, from->words, work->pieces);
        int64_t state = number_of(&work->states, work->pieces, count, &is_new);
        if (state < 0)
            return state;
        if (work->states.count > from->max_states)
            return OVERFLOWED;
        starts[i] = (uint32_t)state;
    }
    for (int64_t state = 0; state < work->states.count; state++) {
        int64_t problem = follow_state(work, state, steps + state * from->classes);
        if (problem < 0)
            return problem;
    }
    return work->states.count;
}

/* Fills steps (max_states rows of classes), the states to start in, and for each state what matches where the text ends
 * there. Returns the number of states, OVERFLOWED if there are more than max_states, or NO_MEMORY. */
GZ_API int64_t gz_determinise(const gz_positions *from, uint32_t *steps, uint32_t *starts, uint64_t *ends)
{
    int64_t all = from->words + from->pattern_words;
    gz_work work = {.from = from};
    work.dense = malloc((size_t)all * sizeof *work.dense);
    work.pieces = malloc((size_t)all * sizeof *work.pieces);
    work.reach = malloc((size_t)all * sizeof *work.reach);
    int64_t count = work.dense && work.pieces && work.reach ? determinise(&work, steps, starts) : NO_MEMORY;
    for (int64_t state = 0; state < count; state++)
        for (int64_t i = work.states.begins[state]; i < work.states.begins[state + 1]; i++)
            if (work.states.pieces[i].place >= from->words)
                ends[state * from->pattern_words + work.states.pieces[i].place - from->words] = work.states.pieces[i].bits;
    release(&work.states);
    release(&work.passed);
    free(work.dense);
    free(work.pieces);
    free(work.reach);
    return count;
}
