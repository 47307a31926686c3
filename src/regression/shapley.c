/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Exact Shapley values of Gaussian games, with every set of coordinates visited once.
 *
 * Symbols: d coordinates, T readings, G games (1 or 2), V = G T values of a set.
 *
 * Sets are the leaves of a binary tree of depth d: level k takes coordinate k into the set or
 * leaves it out. A state holds what is needed of the set so far: covariances of the undecided
 * coordinates, and their covariances with the readings, both given the coordinates in the set.
 * Taking a coordinate in is one sweep, a regression of the undecided ones on it; leaving it out
 * only moves pointers. Half of the nodes are on the last level, where a state has one coordinate,
 * so a set costs O(T + 3) on average and not O(d³) as by a factorisation of its own.
 *
 * With c(s) = (s − 1)! (d − s − 1)! / (d − 1)!, c(d) = 1 / d, and b(s) = s! (d − s − 1)! / d!, b(d)
 * = 0, Shapley's value (1953) of coordinate k is
 *
 *     Σ_{S ∋ k} c(|S|) v(S) − Σ_S b(|S|) v(S).
 *
 * The usual form weighs differences v(S) − v(S less k). Taking k from the sets without it, of
 * weight b, adds b(s) to the weight b(s − 1) of those with it. A subtree therefore only returns two
 * sums.
 *
 * The first 6 coordinates are decided by the number of a job, and the jobs run in parallel. Their
 * sums are added in the order of the jobs, so that the result does not depend on the threads.
 */
#include "regression/shapley.h"

#include "base/fast.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <string.h>

/* Number of first coordinates that are decided by the number of the job. */
enum { PREFIX = 6 };

/* Residuals of the undecided coordinates, given the decided ones that are in the set. */
typedef struct {
    const double *covariance; /* upper triangle of (r, r), rows `stride` apart */
    const double *with;       /* (r, T) covariance with the readings */
    const double *offset;     /* (r) minus its prediction from the set */
    const double *value;      /* (V) value of the set */
    int stride, size;         /* coordinates in the set */
} state_t;

/* Memory for a state of one level, and for the sums of the subtree below it. */
typedef struct {
    double *covariance, *with, *offset, *value;
    double *inside; /* (V) Σ c(|S|) v(S) */
    double *all;    /* (V) Σ b(|S|) v(S) */
} level_t;

typedef struct {
    int width, readings, games, prefix;
    double inside_weight[LATIGRAPH_SHAPLEY_MAX + 1]; /* c(s) */
    double all_weight[LATIGRAPH_SHAPLEY_MAX + 1];    /* b(s) */
    const double *covariance;                        /* (d, d) */
    const double *with;                              /* (d, T) */
    const double *offset;                            /* (d) or NULL */
    const double *zero; /* (max(d, V)) value of the empty set; offset if there is none */
    int first;          /* job of the item 0 */
    double *memory;     /* (threads, scratch) */
    gsize scratch;      /* numbers per thread */
    double *found; /* (2^prefix, d + 2, V): Σ_{S ∋ k} c v of each coordinate, of none, and Σ b v */
} shapley_t;

/* --- The tree ------------------------------------------------------------- */

/* Takes the first undecided coordinate into the set and regresses the others on it. */
static void take(const shapley_t *c, int level, const state_t *from, const level_t *levels,
                 state_t *to) {
    const int left = c->width - level - 1, readings = c->readings;
    const double *row = from->covariance, *with = from->with;
    const double variance = row[0];
    for (int i = 0; i < left; i++) {
        const double share = row[i + 1] / variance;
        const double *old = from->covariance + (i + 1) * from->stride + 1;
        const double *old_with = with + (i + 1) * readings;
        for (int j = i; j < left; j++) {
            levels->covariance[i * left + j] = old[j] - share * row[j + 1];
        }
        for (int t = 0; t < readings; t++) {
            levels->with[i * readings + t] = old_with[t] - share * with[t];
        }
        levels->offset[i] = from->offset[i + 1] - share * from->offset[0];
    }
    for (int t = 0; t < readings; t++) {
        levels->value[t] = from->value[t] + with[t] * (with[t] / variance);
    }
    for (int t = 0; t < readings && c->games > 1; t++) {
        levels->value[readings + t] =
            from->value[readings + t] + with[t] * (from->offset[0] / variance);
    }
    *to = (state_t){.covariance = levels->covariance,
                    .with = levels->with,
                    .offset = levels->offset,
                    .value = levels->value,
                    .stride = left,
                    .size = from->size + 1};
}

/* Leaves the first undecided coordinate out of the set. */
static state_t leave(const shapley_t *c, const state_t *from) {
    state_t to = *from;
    to.covariance += from->stride + 1;
    to.with += c->readings;
    to.offset++;
    return to;
}

/* Sums over all sets below a state, into levels[0]; adds to found (d, V) of the coordinates that
 * are decided below. `levels` are the levels from this one on. */
static void walk(const shapley_t *c, int level, const state_t *state, level_t *levels,
                 double *found) {
    const int values = c->games * c->readings;
    double *restrict inside = levels[0].inside, *restrict all = levels[0].all;
    if (level == c->width) {
        const double a = c->inside_weight[state->size], b = c->all_weight[state->size];
        for (int v = 0; v < values; v++) {
            inside[v] = a * state->value[v];
            all[v] = b * state->value[v];
        }
        return;
    }
    const double *restrict below = levels[1].inside, *restrict all_below = levels[1].all;
    double *restrict own = found + (gsize)level * (gsize)values;
    state_t next;
    take(c, level, state, &levels[1], &next);
    walk(c, level + 1, &next, levels + 1, found);
    for (int v = 0; v < values; v++) {
        own[v] += below[v];
        inside[v] = below[v];
        all[v] = all_below[v];
    }
    next = leave(c, state);
    walk(c, level + 1, &next, levels + 1, found);
    for (int v = 0; v < values; v++) {
        inside[v] += below[v];
        all[v] += all_below[v];
    }
}

/* --- Jobs ----------------------------------------------------------------- */

/* Returns how many numbers levels 0 … d need together. */
static gsize scratch_size(const shapley_t *c) {
    gsize size = 0;
    for (int level = 0; level <= c->width; level++) {
        const gsize left = (gsize)(c->width - level);
        size += left * (left + (gsize)c->readings + 1) + 3 * (gsize)(c->games * c->readings);
    }
    return size;
}

/* Divides the memory of a thread among levels 0 … d. */
static void carve(const shapley_t *c, double *memory, level_t *levels) {
    const gsize values = (gsize)(c->games * c->readings);
    for (int level = 0; level <= c->width; level++) {
        const gsize left = (gsize)(c->width - level);
        levels[level].covariance = memory;
        levels[level].with = levels[level].covariance + left * left;
        levels[level].offset = levels[level].with + left * (gsize)c->readings;
        levels[level].value = levels[level].offset + left;
        levels[level].inside = levels[level].value + values;
        levels[level].all = levels[level].inside + values;
        memory = levels[level].all + values;
    }
}

/* Handles all sets that contain exactly those of the first coordinates whose bit is set in the
 * number of the job. */
static void do_job(int item, int worker, void *data) {
    const shapley_t *c = data;
    const int job = c->first + item;
    const gsize values = (gsize)(c->games * c->readings), width = (gsize)c->width;
    double *found = c->found + (gsize)job * (width + 2) * values;
    level_t levels[LATIGRAPH_SHAPLEY_MAX + 1];
    state_t state = {.covariance = c->covariance,
                     .with = c->with,
                     .offset = c->offset != NULL ? c->offset : c->zero,
                     .value = c->zero,
                     .stride = c->width};
    carve(c, c->memory + (gsize)worker * c->scratch, levels);
    for (int level = 0; level < c->prefix; level++) {
        state_t next;
        if ((job >> level & 1) != 0) {
            take(c, level, &state, &levels[level + 1], &next);
        } else {
            next = leave(c, &state);
        }
        state = next;
    }
    walk(c, c->prefix, &state, levels + c->prefix, found);
    memcpy(found + width * values, levels[c->prefix].inside, sizeof(double) * values);
    memcpy(found + (width + 1) * values, levels[c->prefix].all, sizeof(double) * values);
}

/* Returns value v of coordinate k, summed over the jobs in their order. */
static double collect(const shapley_t *c, int k, int v) {
    const int values = c->games * c->readings;
    double sum = 0;
    for (int job = 0; job < 1 << c->prefix; job++) {
        const double *found = c->found + (gsize)job * (gsize)((c->width + 2) * values) + v;
        if (k >= c->prefix) {
            sum += found[k * values];
        } else if ((job >> k & 1) != 0) {
            sum += found[c->width * values];
        }
        sum -= found[(c->width + 1) * values];
    }
    return sum;
}

static void fill_weights(shapley_t *c) {
    const int d = c->width;
    c->all_weight[0] = 1.0 / d;
    for (int s = 1; s < d; s++) { /* s! (d − s − 1)! / d! by a recurrence */
        c->all_weight[s] = c->all_weight[s - 1] * s / (d - s);
    }
    c->all_weight[d] = 0;
    c->inside_weight[0] = 0;
    for (int s = 1; s <= d; s++) {
        c->inside_weight[s] = c->all_weight[s] + c->all_weight[s - 1];
    }
}

static igraph_error_t run(shapley_t *c, int threads) {
    const int jobs = 1 << c->prefix;
    for (c->first = 0; c->first < jobs; c->first += threads) {
        IGRAPH_PROGRESS("Explaining properties", 100.0 * c->first / jobs, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(threads, MIN(threads, jobs - c->first), do_job, c);
    }
    IGRAPH_PROGRESS("Explaining properties", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_shapley(const latigraph_readings_t *linear, int threads, double *variance,
                                 double *shift) {
    const int width = linear->width, readings = linear->readings;
    shapley_t c = {.width = width,
                   .readings = readings,
                   .games = linear->offset != NULL ? 2 : 1,
                   .prefix = MIN(PREFIX, width),
                   .covariance = linear->covariance,
                   .offset = linear->offset};
    double *columns, *zero;
    if (width < 1 || width > LATIGRAPH_SHAPLEY_MAX) {
        IGRAPH_ERRORF("Exact Shapley values need 1 to %d coordinates, but the code has %d "
                      "coordinates.",
                      IGRAPH_EINVAL, LATIGRAPH_SHAPLEY_MAX, width);
    }
    const gsize values = (gsize)(c.games * readings);
    threads = CLAMP(threads, 1, 1 << c.prefix);
    c.scratch = scratch_size(&c);
    fill_weights(&c);
    LATIGRAPH_ALLOCATE(columns, width * readings);
    LATIGRAPH_ALLOCATE(zero, MAX((gsize)width, values));
    LATIGRAPH_ALLOCATE(c.memory, (gsize)threads * c.scratch);
    LATIGRAPH_ALLOCATE(c.found, ((gsize)width + 2) * values << c.prefix);
    for (int k = 0; k < width; k++) {
        for (int t = 0; t < readings; t++) {
            columns[k * readings + t] = linear->with[t * width + k];
        }
    }
    c.with = columns;
    c.zero = zero;
    IGRAPH_CHECK(run(&c, threads));
    for (int t = 0; t < readings; t++) {
        for (int k = 0; k < width; k++) {
            variance[t * width + k] = collect(&c, k, t);
            if (linear->offset != NULL) {
                shift[t * width + k] = collect(&c, k, readings + t);
            }
        }
    }
    g_free(c.found);
    g_free(c.memory);
    g_free(zero);
    g_free(columns);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
