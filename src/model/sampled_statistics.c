/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Statistics of circuits whose triangles are too many to count.
 *
 * Counting takes Σ degree² steps, which is minutes for some thousand neurons that are almost fully
 * connected. Connected triples are sampled instead: a centre i with probability proportional to
 * d_i (d_i − 1) / 2, then two of its neighbours (Schank and Wagner, J. Graph Algorithms Appl.
 * 9:265, 2005). The share of closed triples estimates the transitivity. Every triangle has three
 * triples, so that closed triples are a uniform sample of triangles, whose kinds give the other two
 * statistics. The standard errors are those of shares of independent draws.
 *
 * All other statistics take O(m log degree) steps and stay exact. */

#include "model/statistics.h"

#include "base/memory.h"
#include "base/random.h"

#include <string.h>

enum { CHECK_MASK = 4095 };

/* Numbers of sampled triples: closed ones, and those of triangles of one-way edges. */
typedef struct {
    double all, closed, cycles, forwards;
} sample_t;

/* Returns a centre, by its number of triples: `before` (n + 1) has their running sum. */
static int draw_centre(const double *before, int n, latigraph_stream_t *stream) {
    const double at = latigraph_stream_uniform(stream) * before[n];
    int low = 0, high = n;
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        if (before[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Adds the triangle of three neurons to the sample, if they are one. */
static void look_at(const latigraph_circuit_t *c, int i, int j, int k, sample_t *sample) {
    const int jk = latigraph_circuit_has_edge(c, j, k), kj = latigraph_circuit_has_edge(c, k, j);
    sample->all++;
    if (!jk && !kj) {
        return;
    }
    sample->closed++;
    const int ij = latigraph_circuit_has_edge(c, i, j), ji = latigraph_circuit_has_edge(c, j, i);
    const int ik = latigraph_circuit_has_edge(c, i, k), ki = latigraph_circuit_has_edge(c, k, i);
    if (jk + kj == 1 && ij + ji == 1 && ik + ki == 1) {
        const gboolean cyclic = (ij && jk && ki) || (ik && kj && ji);
        *(cyclic ? &sample->cycles : &sample->forwards) += 1;
    }
}

/* Draws triples from the neighbours of all neurons. Nothing is sampled if there is no triple. */
static igraph_error_t draw_triples(const latigraph_circuit_t *c, const int *start, const int *to,
                                   const double *before, int triples, sample_t *sample) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, (uint64_t)c->n, LATIGRAPH_STREAM_TRIPLES, (uint64_t)c->m);
    for (int t = 0; t < triples && before[c->n] > 0; t++) {
        if ((t & CHECK_MASK) == 0) {
            IGRAPH_PROGRESS("Sampling triangles", 100.0 * t / triples, NULL);
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        const int i = draw_centre(before, c->n, &stream), degree = start[i + 1] - start[i];
        const int a = (int)latigraph_stream_integer(&stream, (uint32_t)degree);
        const int b = (int)latigraph_stream_integer(&stream, (uint32_t)degree - 1);
        look_at(c, i, to[start[i] + a], to[start[i] + (b < a ? b : b + 1)], sample);
    }
    IGRAPH_PROGRESS("Sampling triangles", 100, NULL);
    return IGRAPH_SUCCESS;
}

static igraph_error_t sample_triples(const latigraph_circuit_t *c, int triples, sample_t *sample) {
    int *start, *to;
    double *before;
    LATIGRAPH_ALLOCATE(start, (gsize)c->n + 1);
    LATIGRAPH_ALLOCATE(to, 2 * (gsize)c->m + 1);
    LATIGRAPH_ALLOCATE(before, (gsize)c->n + 1);
    latigraph_circuit_neighbours(c, start, to);
    for (int i = 0; i < c->n; i++) {
        const double degree = start[i + 1] - start[i];
        before[i + 1] = before[i] + degree * (degree - 1) / 2;
    }
    IGRAPH_CHECK(draw_triples(c, start, to, before, triples, sample));
    g_free(before);
    g_free(to);
    g_free(start);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Gives the standard error of a share of `count` draws; NaN without draws. */
static double share_error(double share, double count) {
    return count > 0 ? sqrt(share * (1 - share) / count) : NAN;
}

static void estimate(const sample_t *s, double *out, double *error) {
    const double one_way = s->cycles + s->forwards;
    const double closed = s->all > 0 ? s->closed / s->all : 0;
    const double share = s->closed > 0 ? one_way / s->closed : 0;
    /* A cycle has three directed paths of two edges that an edge closes, another triangle one. */
    const double cyclic = one_way > 0 ? s->cycles / one_way : 0, paths = 1 + 2 * cyclic;
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = closed;
    error[LATIGRAPH_STATISTIC_TRANSITIVITY] = s->all > 0 ? share_error(closed, s->all) : 0;
    out[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] = share;
    error[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] = share_error(share, s->closed);
    out[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = 3 * cyclic / paths;
    error[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = 3 / (paths * paths) * share_error(cyclic, one_way);
}

igraph_bool_t latigraph_statistics_are_sampled(const latigraph_circuit_t *circuit) {
    double steps = 0;
    for (int i = 0; i < circuit->n; i++) {
        const double degree = (double)(circuit->out_start[i + 1] - circuit->out_start[i]) +
                              (circuit->in_start[i + 1] - circuit->in_start[i]);
        steps += degree * degree;
    }
    return steps > LATIGRAPH_COUNTED_STEPS;
}

igraph_error_t latigraph_circuit_sample_statistics(const latigraph_circuit_t *circuit,
                                                   double length_scale, igraph_bool_t weights,
                                                   int triples, double *out, double *error) {
    sample_t sample = {.all = 0};
    latigraph_cancel_t cancel;
    memset(error, 0, (LATIGRAPH_STATISTICS_MAX + 1) * sizeof *error);
    latigraph_cancel_init(&cancel);
    latigraph_simple_statistics(circuit, length_scale, &cancel, out);
    if (cancel.cancelled) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    IGRAPH_CHECK(sample_triples(circuit, triples, &sample));
    estimate(&sample, out, error);
    if (weights) {
        out[latigraph_statistic_count(length_scale > 0, FALSE)] =
            latigraph_mean_log_weight(circuit);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_circuit_estimate_statistics(const latigraph_circuit_t *circuit,
                                                     double length_scale, igraph_bool_t weights,
                                                     double *out, double *error) {
    if (latigraph_statistics_are_sampled(circuit)) {
        return latigraph_circuit_sample_statistics(circuit, length_scale, weights,
                                                   LATIGRAPH_SAMPLED_TRIPLES, out, error);
    }
    memset(error, 0, (LATIGRAPH_STATISTICS_MAX + 1) * sizeof *error);
    return latigraph_circuit_statistics(circuit, length_scale, weights, out);
}
