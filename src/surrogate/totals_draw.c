/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Graphs with expected degrees and numbers of edges by class, drawn in time proportional to edges.
 *
 * Neurons are in boxes: those of one type in a part of space. A candidate is a pair that comes from
 * a Poisson law whose intensity is q_ij, or r_ij for mutual pairs. It is drawn in three steps: two
 * boxes A, B in proportion to X_A Y_B M_AB, where X and Y are sums over a box and M is the greatest
 * factor f of a class that the two boxes allow; a neuron of each, in proportion to x and y; and it
 * is kept with probability f / M. decide.c makes edges of candidates.
 */
#include "surrogate/totals.h"

#include "base/memory.h"
#include "surrogate/alias.h"
#include "surrogate/decide.h"

#include <math.h>

/* Alias tables of boxes and of the neurons in each. */
typedef struct {
    const latigraph_totals_t *totals;
    latigraph_alias_t boxes[LATIGRAPH_TOTALS_KINDS];
    double *most[LATIGRAPH_TOTALS_KINDS]; /* (boxes, boxes) M */
    latigraph_alias_t *neurons[3];        /* (boxes) */
    latigraph_draws_t draws;
    latigraph_stream_t counts;
} sampler_t;

static void sampler_destroy(sampler_t *sampler) {
    for (int k = 0; k < 3; k++) {
        for (int b = 0; sampler->neurons[k] != NULL && b < sampler->totals->boxes; b++) {
            latigraph_alias_destroy(&sampler->neurons[k][b]);
        }
        g_free(sampler->neurons[k]);
    }
    for (int kind = 0; kind < LATIGRAPH_TOTALS_KINDS; kind++) {
        latigraph_alias_destroy(&sampler->boxes[kind]);
        g_free(sampler->most[kind]);
    }
}

/* Squares of the least and the greatest distance between two boxes, with room for rounding. */
static void distances_of(const float *a, const float *b, double *least, double *greatest) {
    *least = *greatest = 0;
    for (int d = 0; d < 3; d++) {
        const double gap = fmax(0, fmax(a[d] - b[3 + d], b[d] - a[3 + d]));
        const double reach = fmax(fabs(a[3 + d] - b[d]), fabs(b[3 + d] - a[d]));
        *least += gap * gap * (1 - 1e-5);
        *greatest += reach * reach * (1 + 1e-5);
    }
}

/* Returns whether all coordinates of the neurons of a box are known; either all are, or none. */
static gboolean is_placed(const float *side) {
    return !isnan(side[0] + side[1] + side[2]);
}

static int bin_of(const latigraph_plan_t *plan, double square) {
    int bin = 0;
    while (bin < plan->bins - 1 && square > plan->bound[bin]) {
        bin++;
    }
    return bin;
}

/* Returns the greatest factor of the classes of pairs from box a to box b. */
static double greatest_factor(const latigraph_totals_t *totals, int kind, int a, int b) {
    const latigraph_plan_t *plan = &totals->plan;
    const gint64 types = plan->types;
    gint64 s = plan->type[totals->box_start[a]], t = plan->type[totals->box_start[b]];
    if (kind == LATIGRAPH_TOTALS_MUTUAL && s > t) {
        const gint64 swapped = s;
        s = t;
        t = swapped;
    }
    if (plan->position == NULL) {
        return totals->factor[kind][s * types + t];
    }
    const double *factor = totals->factor[kind] + (s * types + t) * (plan->bins + 1);
    const float *sides[2] = {totals->side + 6 * (gsize)a, totals->side + 6 * (gsize)b};
    if (!is_placed(sides[0]) || !is_placed(sides[1])) {
        return factor[plan->bins];
    }
    double least, greatest, most = 0;
    distances_of(sides[0], sides[1], &least, &greatest);
    for (int bin = bin_of(plan, least); bin <= bin_of(plan, greatest); bin++) {
        most = fmax(most, factor[bin]);
    }
    return most;
}

/* Makes the tables of the neurons of each box for one unknown. */
static igraph_error_t init_neurons(sampler_t *sampler, int k) {
    const latigraph_totals_t *totals = sampler->totals;
    sampler->neurons[k] = g_try_new0(latigraph_alias_t, (gsize)totals->boxes + 1);
    LATIGRAPH_CHECK_MEMORY(sampler->neurons[k]);
    for (int b = 0; b < totals->boxes; b++) {
        const int begin = totals->box_start[b], size = totals->box_start[b + 1] - begin;
        IGRAPH_CHECK(
            latigraph_alias_init(&sampler->neurons[k][b], totals->unknown[k] + begin, size));
    }
    return IGRAPH_SUCCESS;
}

/* Makes the table of pairs of boxes for one kind of pair. */
static igraph_error_t init_boxes(sampler_t *sampler, int kind) {
    const latigraph_totals_t *totals = sampler->totals;
    const int boxes = totals->boxes, mutual = kind == LATIGRAPH_TOTALS_MUTUAL;
    const latigraph_alias_t *first = sampler->neurons[mutual ? 2 : 0];
    const latigraph_alias_t *second = sampler->neurons[mutual ? 2 : 1];
    double *rate;
    LATIGRAPH_ALLOCATE(rate, boxes * boxes);
    sampler->most[kind] = g_try_new0(double, (gsize)boxes *(gsize)boxes + 1);
    LATIGRAPH_CHECK_MEMORY(sampler->most[kind]);
    for (int a = 0; a < boxes; a++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int b = 0; b < boxes; b++) {
            /* A box of one neuron has no pair within it. */
            const double most = a == b && first[a].n == 1 ? 0 : greatest_factor(totals, kind, a, b);
            sampler->most[kind][a * boxes + b] = most;
            rate[a * boxes + b] = first[a].total * second[b].total * most * (mutual ? 0.5 : 1);
        }
    }
    IGRAPH_CHECK(latigraph_alias_init(&sampler->boxes[kind], rate, boxes * boxes));
    g_free(rate);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets the odds of a candidate from both directions of its pair. */
static inline void set_odds(const latigraph_totals_t *totals, latigraph_candidate_t *candidate) {
    const latigraph_plan_t *plan = &totals->plan;
    const int i = candidate->i, j = candidate->j;
    const gint64 there = latigraph_pair_class(plan, i, j);
    const gint64 bins = plan->position != NULL ? plan->bins + 1 : 1;
    const gint64 turn = (gint64)(plan->type[j] - plan->type[i]) * (plan->types - 1) * bins;
    const double *const *u = (const double *const *)totals->unknown;
    candidate->pair_class =
        candidate->kind == LATIGRAPH_TOTALS_ONE_WAY ? there : MIN(there, there + turn);
    candidate->to = u[0][i] * u[1][j] * totals->factor[0][there];
    candidate->odds = candidate->to;
    candidate->back = 0;
    if (!totals->independent) {
        candidate->back = u[0][j] * u[1][i] * totals->factor[0][there + turn];
        candidate->odds +=
            candidate->back + u[2][i] * u[2][j] * totals->factor[1][MIN(there, there + turn)];
    }
}

/* Visits the candidates of one kind. */
static igraph_error_t visit_kind(sampler_t *sampler, int kind, double scale,
                                 latigraph_candidate_visitor_t *visit, void *data) {
    const latigraph_totals_t *totals = sampler->totals;
    const int boxes = totals->boxes, mutual = kind == LATIGRAPH_TOTALS_MUTUAL;
    const gint64 count =
        latigraph_stream_poisson(&sampler->counts, sampler->boxes[kind].total * scale);
    for (gint64 k = 0; k < count; k++) {
        if (k % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        const int place = latigraph_alias_draw(&sampler->boxes[kind], &sampler->draws);
        const int a = place / boxes, b = place % boxes;
        latigraph_candidate_t candidate = {.kind = kind};
        candidate.i = totals->box_start[a] +
                      latigraph_alias_draw(&sampler->neurons[mutual ? 2 : 0][a], &sampler->draws);
        candidate.j = totals->box_start[b] +
                      latigraph_alias_draw(&sampler->neurons[mutual ? 2 : 1][b], &sampler->draws);
        if (candidate.i == candidate.j) {
            continue;
        }
        set_odds(totals, &candidate);
        const double uniform = (double)latigraph_draws_next(&sampler->draws) * 0x1p-32;
        if (uniform * sampler->most[kind][place] < totals->factor[kind][candidate.pair_class]) {
            IGRAPH_CHECK(visit(&candidate, &sampler->draws, data));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_totals_candidates(const latigraph_totals_t *totals, double scale,
                                           guint64 seed, guint64 index,
                                           latigraph_candidate_visitor_t *visit, void *data) {
    sampler_t sampler = {.totals = totals};
    latigraph_draws_init(&sampler.draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
    latigraph_stream_init(&sampler.counts, seed, LATIGRAPH_STREAM_SURROGATE,
                          index + ((guint64)1 << 60));
    IGRAPH_FINALLY(sampler_destroy, &sampler);
    for (int k = 0; k < (totals->independent ? 2 : 3); k++) {
        IGRAPH_CHECK(init_neurons(&sampler, k));
    }
    for (int kind = 0; kind < (totals->independent ? 1 : 2); kind++) {
        IGRAPH_CHECK(init_boxes(&sampler, kind));
        if (sampler.boxes[kind].total > 0) {
            IGRAPH_CHECK(visit_kind(&sampler, kind, scale, visit, data));
        }
    }
    sampler_destroy(&sampler);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t decide(const latigraph_candidate_t *candidate, latigraph_draws_t *draws,
                             void *data) {
    return latigraph_drawing_decide(data, draws, candidate->i, candidate->j, candidate->odds,
                                    candidate->to, candidate->back);
}

igraph_error_t latigraph_totals_draw(const latigraph_totals_t *totals, guint64 seed, guint64 index,
                                     igraph_vector_int_t *from, igraph_vector_int_t *to) {
    latigraph_drawing_t drawing = {.independent = totals->independent,
                                   .original = totals->plan.original,
                                   .from = from,
                                   .to = to};
    const double spare = 0.05 * totals->candidates + 100;
    IGRAPH_CHECK(latigraph_drawing_init(&drawing, totals->plan.n, (gint64)(totals->edges + spare),
                                        (gint64)(totals->candidates - totals->edges + spare)));
    IGRAPH_FINALLY(latigraph_drawing_destroy, &drawing);
    IGRAPH_CHECK(latigraph_totals_candidates(totals, 1, seed, index, decide, &drawing));
    latigraph_drawing_destroy(&drawing);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
