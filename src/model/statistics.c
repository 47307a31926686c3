/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The statistics of a circuit (doc/model.md), counted.
 *
 * The encoder reads these statistics and steering controls them. Triangles are counted by the triad
 * census of circuit/triads.c. Expected values given rates are in expected.c, and estimates for
 * circuits with too many triangles in sampled_statistics.c. The loops here walk the sorted
 * adjacency rows once. Degrees, reciprocity, assortativity and lengths thus cost O(n + m) together.
 * Functions on arrays raise no errors, so that worker threads can measure circuits that are drawn
 * again and again.
 *
 * A statistic that is not defined, such as the reciprocity without edges, is 0, and CV² has a
 * floor. Networks and solvers therefore see finite numbers only.
 */
#include "model/statistics.h"

#include "base/memory.h"
#include "circuit/triads.h"

#include <string.h>

/* Number of neurons between two checks for cancellation, minus 1. Each takes O(degree). */
enum { CHECK_MASK = 15 };

static gboolean stops(latigraph_cancel_t *cancel, int i) {
    return (i & CHECK_MASK) == 0 && latigraph_cancelled(cancel);
}

/* Returns ½ ln(CV² + floor). */
static double log_cv(double variance, double mean) {
    return 0.5 * log((mean > 0 ? variance / (mean * mean) : 0) + LATIGRAPH_CV_FLOOR);
}

static double edge_assortativity(const latigraph_circuit_t *c) {
    double p = 0, q = 0, pp = 0, qq = 0, pq = 0;
    const double m = c->m;
    for (int i = 0; i < c->n; i++) {
        const double out = c->out_start[i + 1] - c->out_start[i];
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const double in = c->in_start[c->out_to[e] + 1] - c->in_start[c->out_to[e]];
            p += out;
            q += in;
            pp += out * out;
            qq += in * in;
            pq += out * in;
        }
    }
    const double spread = sqrt((pp * m - p * p) * (qq * m - q * q));
    return spread > 0 ? (pq * m - p * q) / spread : 0;
}

/* Computes the shares of neurons without input and without output. */
static void count_silent(const latigraph_circuit_t *c, double *no_input, double *no_output) {
    *no_input = *no_output = 0;
    for (int i = 0; i < c->n; i++) {
        *no_input += c->in_start[i + 1] == c->in_start[i] ? 1.0 / c->n : 0;
        *no_output += c->out_start[i + 1] == c->out_start[i] ? 1.0 / c->n : 0;
    }
}

int latigraph_statistic_count(igraph_bool_t positions, igraph_bool_t weights) {
    return LATIGRAPH_STATISTIC_EDGE_LENGTH + (positions ? 1 : 0) + (weights ? 1 : 0);
}

void latigraph_simple_statistics(const latigraph_circuit_t *c, double length_scale,
                                 latigraph_cancel_t *cancel, double *out) {
    const double n = c->n, m = c->m;
    double mutual = 0, out2 = 0, in2 = 0, both = 0;
    for (int i = 0; i < c->n && !stops(cancel, i); i++) {
        const double k_out = c->out_start[i + 1] - c->out_start[i];
        const double k_in = c->in_start[i + 1] - c->in_start[i];
        out2 += k_out * k_out;
        in2 += k_in * k_in;
        both += k_out * k_in;
        mutual += latigraph_circuit_returned(c, i);
    }
    const double mean = n > 0 ? m / n : 0;
    const double var_out = n > 0 ? out2 / n - mean * mean : 0;
    const double var_in = n > 0 ? in2 / n - mean * mean : 0;
    const double spread = sqrt(MAX(var_out, 0) * MAX(var_in, 0));
    /* An empty circuit counts as half an edge, so that its log density is finite. */
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = n > 1 ? log(MAX(m, 0.5) / (n * (n - 1))) : 0;
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = m > 0 ? mutual / m : 0;
    out[LATIGRAPH_STATISTIC_OUT_CV] = log_cv(MAX(var_out, 0), mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = log_cv(MAX(var_in, 0), mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        spread > 1e-12 ? (both / n - mean * mean) / spread : 0;
    out[LATIGRAPH_STATISTIC_ASSORTATIVITY] = edge_assortativity(c);
    count_silent(c, &out[LATIGRAPH_STATISTIC_NO_INPUT], &out[LATIGRAPH_STATISTIC_NO_OUTPUT]);
    if (length_scale > 0) {
        out[LATIGRAPH_STATISTIC_EDGE_LENGTH] = latigraph_circuit_edge_length(c) / length_scale;
    }
}

void latigraph_statistics_of(const latigraph_circuit_t *c, double length_scale, int *scratch,
                             latigraph_cancel_t *cancel, double *out) {
    latigraph_triads_t triads;
    latigraph_simple_statistics(c, length_scale, cancel, out);
    latigraph_count_triads(c, scratch, cancel, &triads, NULL);
    const double cycles = triads.count[LATIGRAPH_TRIAD_030C];
    const double forwards = triads.count[LATIGRAPH_TRIAD_030T], one_way = 3 * cycles + forwards;
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] =
        triads.triples > 0 ? 3 * triads.triangles / triads.triples : 0;
    /* A three-cycle has three directed paths of two edges that an edge closes, a loop has one. */
    out[LATIGRAPH_STATISTIC_CYCLIC_SHARE] = one_way > 0 ? 3 * cycles / one_way : 0;
    out[LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] =
        triads.triangles > 0 ? (cycles + forwards) / triads.triangles : 0;
}

double latigraph_mean_log_weight(const latigraph_circuit_t *c) {
    double sum = 0;
    for (int e = 0; e < c->m && c->weight != NULL; e++) {
        sum += log(c->weight[e]);
    }
    return c->m > 0 && c->weight != NULL ? sum / c->m : NAN;
}

igraph_error_t latigraph_circuit_statistics(const latigraph_circuit_t *c, double length_scale,
                                            igraph_bool_t weights, double *out) {
    latigraph_cancel_t cancel;
    int *scratch;
    LATIGRAPH_ALLOCATE(scratch, latigraph_triads_scratch(c->n, c->m));
    latigraph_cancel_init(&cancel);
    latigraph_statistics_of(c, length_scale, scratch, &cancel, out);
    g_free(scratch);
    IGRAPH_FINALLY_CLEAN(1);
    if (cancel.cancelled) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    if (weights) {
        out[latigraph_statistic_count(length_scale > 0, FALSE)] = latigraph_mean_log_weight(c);
    }
    return IGRAPH_SUCCESS;
}

const char *latigraph_coded_statistic_name(const latigraph_model_t *model, igraph_integer_t k) {
    static const char *const names[LATIGRAPH_STATISTICS_MAX] = {
        [LATIGRAPH_STATISTIC_LOG_DENSITY] = "log-density",
        [LATIGRAPH_STATISTIC_RECIPROCITY] = "reciprocity",
        [LATIGRAPH_STATISTIC_OUT_CV] = "log-out-degree-cv",
        [LATIGRAPH_STATISTIC_IN_CV] = "log-in-degree-cv",
        [LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] = "degree-correlation",
        [LATIGRAPH_STATISTIC_TRANSITIVITY] = "transitivity",
        [LATIGRAPH_STATISTIC_CYCLIC_SHARE] = "cyclic-share",
        [LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES] = "one-way-triangles",
        [LATIGRAPH_STATISTIC_ASSORTATIVITY] = "assortativity",
        [LATIGRAPH_STATISTIC_NO_INPUT] = "no-input",
        [LATIGRAPH_STATISTIC_NO_OUTPUT] = "no-output",
        [LATIGRAPH_STATISTIC_EDGE_LENGTH] = "edge-length",
    };
    if (k < 0 || k >= latigraph_coded_statistics(&model->config)) {
        return NULL;
    }
    /* The weight follows the last statistic, which is the edge length if there are positions. */
    const gboolean placed = model->config.kernels > 0;
    return k < LATIGRAPH_STATISTIC_EDGE_LENGTH + (placed ? 1 : 0) ? names[k] : "log-weight";
}
