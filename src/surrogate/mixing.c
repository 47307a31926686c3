/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * How long a chain takes to forget the circuit.
 *
 * A trial run starts from the circuit and measures two things at every half step per edge, or at
 * every step per edge of a large graph: the share of the circuit's edges that are still in place,
 * and the number of triangles, which changes slowly. Where triangles are kept or statistics tilted,
 * their number says little, and the sum of the squared numbers of triangles of neurons, which grows
 * if triangles gather at hubs, is measured as well; the slower of the two counts. The run has burnt
 * in when the share has not fallen by more than two standard errors, or a thousandth of the edges
 * in large graphs, over the last doubling of its length, and three steps per edge have changed
 * something. Every second measurement is dropped when there are too many. The run ends when the
 * series after that is 40 times as long as its integrated autocorrelation time, which is as long as
 * the estimate needs to be trusted.
 */
#include "surrogate/mixing.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

enum {
    BLOCKS_PER_EDGE = 2, /* measurements per step per edge */
    TIMES = 40,          /* length of a trusted series over its time */
    LEAST = 64,          /* least number of measurements after burn-in */
    LARGE = 1000000,     /* with more edges, counting triangles takes as long as stepping: */
    LEAST_LARGE = 20,    /* one measurement per step per edge, and fewer of them */
    QUARTER = 4,         /* measurements of a quarter of the run, at least, to see burn-in, */
    QUARTER_LARGE = 2,   /* and in large graphs, whose shares in place hardly scatter */
    MOST = 2048          /* number of measurements at which every second one is dropped */
};

double latigraph_autocorrelation_time(const double *series, int count) {
    double mean = 0, variance = 0, time = 0.5;
    for (int t = 0; t < count; t++) {
        mean += series[t] / count;
    }
    for (int t = 0; t < count; t++) {
        variance += (series[t] - mean) * (series[t] - mean);
    }
    if (variance <= 0) {
        return NAN;
    }
    double previous = 1;
    for (int lag = 1; lag < count; lag++) {
        double covariance = 0;
        for (int t = lag; t < count; t++) {
            covariance += (series[t] - mean) * (series[t - lag] - mean);
        }
        const double correlation = covariance / variance;
        if (lag % 2 == 1 && previous + correlation <= 0) {
            break;
        }
        time += correlation;
        previous = correlation;
    }
    return MAX(time, 0.5);
}

/* Lists the neighbours of higher rank of every neuron, all by rank. Where reciprocity is not kept,
 * a pair with two edges is listed twice. Neurons of high rank are found in most triangles, and are
 * close to one another in this order. */
static void fill_rows(const latigraph_state_t *state, int *start, int *neighbour) {
    const latigraph_plan_t *plan = state->plan;
    memset(start, 0, (gsize)(plan->n + 1) * sizeof *start);
    for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < LATIGRAPH_SLOT_LISTS; k++) {
            for (int s = 0; s < plan->slots[k].size; s++) {
                const latigraph_slot_edge_t edge = state->lists[k].edge[s];
                const int i = plan->rank[edge.from], j = plan->rank[edge.to];
                if (k == LATIGRAPH_MUTUAL && i > j) { /* counted by its other direction */
                    continue;
                }
                if (pass == 0) {
                    start[MIN(i, j)]++;
                } else {
                    neighbour[--start[MIN(i, j)]] = MAX(i, j);
                }
            }
        }
        for (int i = 0; pass == 0 && i < plan->n; i++) {
            start[i + 1] += start[i];
        }
    }
}

/* A set of neurons, as bits; `rank` is in the word rank / 32. */
static int has_bit(const unsigned *bits, int rank) {
    return (int)(bits[rank / 32] >> (rank & 31) & 1);
}

static void set_bits(unsigned *bits, const int *list, int count) {
    for (int k = 0; k < count; k++) {
        bits[list[k] / 32] |= 1u << (list[k] & 31);
    }
}

static void clear_bits(unsigned *bits, const int *list, int count) {
    for (int k = 0; k < count; k++) {
        bits[list[k] / 32] = 0;
    }
}

/* Drops neighbours that are listed twice. */
static void drop_repeats(int n, int *start, int *neighbour, unsigned *bits) {
    int size = 0;
    for (int i = 0; i < n; i++) {
        const int begin = start[i], end = start[i + 1];
        start[i] = size;
        for (int k = begin; k < end; k++) {
            const int j = neighbour[k];
            if (!has_bit(bits, j)) {
                set_bits(bits, &j, 1);
                neighbour[size++] = j;
            }
        }
        clear_bits(bits, neighbour + start[i], size - start[i]);
    }
    start[n] = size;
}

/* Adds the triangles of i and j, of which the neighbours of i are marked, to their corners. */
static void add_corners(int i, int j, const int *row, int size, const unsigned *bits,
                        int *corners) {
    for (int k = 0; k < size; k++) {
        const int common = has_bit(bits, row[k]);
        corners[i] += common;
        corners[j] += common;
        corners[row[k]] += common;
    }
}

/* Counts triangles; `corners` (n), if not NULL, gets those of each neuron, by rank. */
static gint64 count_triangles(const latigraph_state_t *state, int *start, int *neighbour, int *mark,
                              int *corners) {
    const int n = state->plan->n;
    unsigned *bits = (unsigned *)mark;
    gint64 triangles = 0;
    memset(bits, 0, (gsize)n * sizeof *bits);
    fill_rows(state, start, neighbour);
    if (!state->plan->keep.reciprocity) {
        drop_repeats(n, start, neighbour, bits);
    }
    for (int i = 0; i < n; i++) {
        const int *row = neighbour + start[i], size = start[i + 1] - start[i];
        set_bits(bits, row, size);
        for (int k = 0; k < size; k++) {
            const int j = row[k];
            for (int l = start[j]; l < start[j + 1]; l++) {
                triangles += has_bit(bits, neighbour[l]);
            }
            if (corners != NULL) {
                add_corners(i, j, neighbour + start[j], start[j + 1] - start[j], bits, corners);
            }
        }
        clear_bits(bits, row, size);
    }
    return triangles;
}

gint64 latigraph_state_triangles(const latigraph_state_t *state, int *start, int *neighbour,
                                 int *mark) {
    return count_triangles(state, start, neighbour, mark, NULL);
}

/* Share of the edges of a large graph whose move is no sign of burn-in: edges that hardly any step
 * can move go on leaving their place for hundreds of steps per edge, and shares of millions of
 * edges scatter less than that. */
static const double NEGLIGIBLE = 0.001;

/* The trial run's series and scratch memory. */
typedef struct {
    latigraph_state_t *state;
    igraph_vector_t in_place, triangles, gathered;
    int *start, *neighbour, *mark, *corners; /* corners: NULL unless they are measured */
} trial_t;

static gint64 changes(const latigraph_state_t *state) {
    gint64 count = 0;
    for (int k = 0; k < LATIGRAPH_STEP_KINDS; k++) {
        count += state->changed[k];
    }
    return count;
}

static igraph_error_t measure_triangles(trial_t *trial) {
    const int n = trial->state->plan->n;
    double squares = 0;
    for (int i = 0; trial->corners != NULL && i < n; i++) {
        trial->corners[i] = 0;
    }
    const gint64 triangles =
        count_triangles(trial->state, trial->start, trial->neighbour, trial->mark, trial->corners);
    for (int i = 0; trial->corners != NULL && i < n; i++) {
        squares += (double)trial->corners[i] * trial->corners[i];
    }
    IGRAPH_CHECK(igraph_vector_push_back(&trial->gathered, squares));
    return igraph_vector_push_back(&trial->triangles, (igraph_real_t)triangles);
}

static igraph_error_t take_block(trial_t *trial, gint64 steps) {
    while (steps > 0) {
        const gint64 some = latigraph_state_some(trial->state, steps);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_state_run(trial->state, some);
        steps -= some;
    }
    IGRAPH_CHECK(igraph_vector_push_back(&trial->in_place, latigraph_state_in_place(trial->state)));
    return measure_triangles(trial);
}

/* Returns whether the share in place fell no more between the second and the last quarter. It
 * scatters at least as if edges were in place independently. */
static gboolean has_burnt_in(const igraph_vector_t *in_place, int m) {
    const igraph_integer_t size = igraph_vector_size(in_place), quarter = size / 4;
    double mean[2] = {0, 0}, square[2] = {0, 0};
    if (quarter < (m > LARGE ? QUARTER_LARGE : QUARTER)) {
        return FALSE;
    }
    for (int half = 0; half < 2; half++) {
        const igraph_integer_t begin = half == 0 ? quarter : size - quarter;
        for (igraph_integer_t k = 0; k < quarter; k++) {
            const double x = VECTOR(*in_place)[begin + k];
            mean[half] += x / (double)quarter;
            square[half] += x * x / (double)quarter;
        }
        square[half] = MAX(square[half] - mean[half] * mean[half], 0);
        if (m > LARGE) {
            square[half] = MAX(square[half], mean[half] * (1 - mean[half]) / m);
        }
    }
    const double tolerance = m > LARGE ? NEGLIGIBLE : 1e-9;
    return mean[0] - mean[1] <= MAX(2 * sqrt((square[0] + square[1]) / (double)quarter), tolerance);
}

/* Estimates the autocorrelation time from the measurements after burn-in. */
static void judge(const trial_t *trial, igraph_integer_t begin, gint64 block,
                  latigraph_mixing_t *mixing) {
    const int count = (int)(igraph_vector_size(&trial->triangles) - begin);
    const double time[] = {latigraph_autocorrelation_time(VECTOR(trial->triangles) + begin, count),
                           latigraph_autocorrelation_time(VECTOR(trial->gathered) + begin, count)};
    /* A series whose values are all equal has no time. */
    mixing->time = fmax(fmax(isnan(time[0]) ? 0.5 : time[0], isnan(time[1]) ? 0.5 : time[1]), 0.5) *
                   (double)block;
    mixing->mixed = (double)count >= TIMES * mixing->time / (double)block;
}

/* Drops every second measurement. */
static void thin(igraph_vector_t *series) {
    for (igraph_integer_t k = 0; k < MOST / 2; k++) {
        VECTOR(*series)[k] = VECTOR(*series)[2 * k + 1];
    }
    igraph_vector_resize(series, MOST / 2); /* smaller, which cannot fail */
}

/* Runs until the chain has burnt in and its series is long enough, or the steps are spent. */
static igraph_error_t run_trial(trial_t *trial, double most, latigraph_mixing_t *mixing) {
    const int m = trial->state->plan->m;
    const int least = m > LARGE ? LEAST_LARGE : LEAST;
    gint64 block = MAX(m > LARGE ? m : m / BLOCKS_PER_EDGE, 1);
    igraph_integer_t begin = 0, next = least;
    while (!mixing->mixed && (double)(trial->state->steps + block) <= most) {
        IGRAPH_CHECK(take_block(trial, block));
        const igraph_integer_t size = igraph_vector_size(&trial->triangles);
        mixing->frozen = changes(trial->state) == 0;
        if (mixing->frozen && size >= least) {
            break;
        }
        if (begin == 0) {
            const gboolean moved = changes(trial->state) >= 3 * (gint64)m;
            begin = moved && has_burnt_in(&trial->in_place, m) ? size : 0;
            next = size + least;
            mixing->burn_in = begin > 0 ? (double)trial->state->steps : IGRAPH_NAN;
        } else if (size >= next) {
            judge(trial, begin, block, mixing);
            next = begin + 2 * (size - begin);
        }
        if (size == MOST) {
            thin(&trial->in_place);
            thin(&trial->triangles);
            thin(&trial->gathered);
            block *= 2;
            begin /= 2;
            next /= 2;
        }
    }
    mixing->steps = (double)trial->state->steps;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_mixing_measure(latigraph_state_t *state, guint64 seed, double most,
                                        latigraph_mixing_t *mixing) {
    const latigraph_plan_t *plan = state->plan;
    trial_t trial = {.state = state};
    *mixing = (latigraph_mixing_t){.time = NAN, .burn_in = NAN, .frozen = plan->m == 0};
    if (plan->m == 0) {
        return IGRAPH_SUCCESS;
    }
    latigraph_state_start(state, seed, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&trial.in_place, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&trial.triangles, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&trial.gathered, 0);
    if (state->acceptance != NULL) {
        LATIGRAPH_ALLOCATE(trial.corners, plan->n);
    }
    LATIGRAPH_ALLOCATE(trial.start, plan->n + 1);
    LATIGRAPH_ALLOCATE(trial.neighbour, plan->m);
    LATIGRAPH_ALLOCATE(trial.mark, plan->n);
    IGRAPH_CHECK(run_trial(&trial, most, mixing));
    g_free(trial.mark);
    g_free(trial.neighbour);
    g_free(trial.start);
    if (trial.corners != NULL) {
        g_free(trial.corners);
        IGRAPH_FINALLY_CLEAN(1);
    }
    igraph_vector_destroy(&trial.gathered);
    igraph_vector_destroy(&trial.triangles);
    igraph_vector_destroy(&trial.in_place);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}
