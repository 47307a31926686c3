/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/model.h"

#include <string.h>

/* Triangles of the undirected skeleton times three, and its connected triples. */
static void triangles(const latigraph_circuit_t *c, int *start, int *to, double *closed,
                      double *triples) {
    latigraph_circuit_neighbours(c, start, to);
    *closed = *triples = 0;
    for (int i = 0; i < c->n; i++) {
        const double degree = start[i + 1] - start[i];
        *triples += degree * (degree - 1) / 2;
        for (int e = start[i]; e < start[i + 1]; e++) {
            const int j = to[e];
            if (j <= i) {
                continue;
            }
            /* Third nodes beyond j, so that each triangle is met once; it closes three triples. */
            int a = e + 1, b = start[j];
            while (a < start[i + 1] && b < start[j + 1]) {
                const int x = to[a], y = to[b];
                *closed += x == y ? 3 : 0;
                a += x <= y;
                b += y <= x;
            }
        }
    }
}

/* ½ ln(CV² + floor). */
static double log_cv(double variance, double mean) {
    return 0.5 * log((mean > 0 ? variance / (mean * mean) : 0) + LATIGRAPH_CV_FLOOR);
}

int latigraph_statistic_count(igraph_bool_t positions, igraph_bool_t weights) {
    return LATIGRAPH_STATISTIC_EDGE_LENGTH + (positions ? 1 : 0) + (weights ? 1 : 0);
}

igraph_error_t latigraph_circuit_statistics(const latigraph_circuit_t *c, double length_scale,
                                            igraph_bool_t weights, double *out) {
    const double n = c->n, m = c->m;
    int *start = g_try_new(int, c->n + 1), *to = g_try_new(int, 2 * (gsize)c->m + 1);
    double mutual = 0, out2 = 0, in2 = 0, both = 0, closed, triples;
    if (start == NULL || to == NULL) {
        g_free(start);
        g_free(to);
        IGRAPH_ERROR("Not enough memory for the statistics of a circuit.", IGRAPH_ENOMEM);
    }
    for (int i = 0; i < c->n; i++) {
        const double k_out = c->out_start[i + 1] - c->out_start[i];
        const double k_in = c->in_start[i + 1] - c->in_start[i];
        out2 += k_out * k_out;
        in2 += k_in * k_in;
        both += k_out * k_in;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            mutual += latigraph_circuit_has_edge(c, c->out_to[e], i);
        }
    }
    triangles(c, start, to, &closed, &triples);
    g_free(start);
    g_free(to);

    const double mean = n > 0 ? m / n : 0;
    const double var_out = n > 0 ? out2 / n - mean * mean : 0;
    const double var_in = n > 0 ? in2 / n - mean * mean : 0;
    const double spread = sqrt(MAX(var_out, 0) * MAX(var_in, 0));
    /* An empty circuit counts as half an edge. */
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = n > 1 ? log(MAX(m, 0.5) / (n * (n - 1))) : 0;
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = m > 0 ? mutual / m : 0;
    out[LATIGRAPH_STATISTIC_OUT_CV] = log_cv(MAX(var_out, 0), mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = log_cv(MAX(var_in, 0), mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] =
        spread > 1e-12 ? (both / n - mean * mean) / spread : 0;
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = triples > 0 ? closed / triples : 0;
    int next = LATIGRAPH_STATISTIC_EDGE_LENGTH;
    if (length_scale > 0) {
        out[next++] = latigraph_circuit_edge_length(c) / length_scale;
    }
    if (weights) {
        double sum = 0;
        for (int e = 0; e < c->m && c->weight != NULL; e++) {
            sum += log(c->weight[e]);
        }
        out[next] = c->m > 0 && c->weight != NULL ? sum / m : NAN;
    }
    return IGRAPH_SUCCESS;
}

/* --- Expected statistics ------------------------------------------------ */

void latigraph_expected_statistics(int n, const real_t *log_rate, const real_t *log_mutual,
                                   const real_t *distance, real_t *work, real_t *out) {
    const long nn = (long)n * n;
    real_t *edge = work, *skeleton = work + nn, *product = work + 2 * nn;
    double edges = 0, mutual = 0, length = 0, located = 0, shared_noise = 0;
    double out1 = 0, out2 = 0, in2 = 0, cross = 0, noise = 0, open = 0, closed = 0;

    for (int i = 0; i < n; i++) {
        edge[(long)i * n + i] = skeleton[(long)i * n + i] = 0;
        for (int j = 0; j < i; j++) {
            const long ij = (long)i * n + j, ji = (long)j * n + i;
            const double none_m = exp(-exp(log_mutual[ij]));
            const double none_r = exp(-exp(log_rate[ij])), none_s = exp(-exp(log_rate[ji]));
            const double a = 1 - none_r * none_m, b = 1 - none_s * none_m;
            const double ab = 1 - none_m + none_m * (1 - none_r) * (1 - none_s);
            edge[ij] = (real_t)a;
            edge[ji] = (real_t)b;
            skeleton[ij] = skeleton[ji] = (real_t)(a + b - ab);
            edges += a + b;
            mutual += 2 * ab;
            noise += a * (1 - a) + b * (1 - b);
            shared_noise += 2 * (ab - a * b);
            if (distance != NULL && distance[ij] >= 0) {
                length += (a + b) * distance[ij];
                located += a + b;
            }
        }
    }
    for (int i = 0; i < n; i++) {
        double k_out = 0, k_in = 0, k = 0, k2 = 0;
        for (int j = 0; j < n; j++) {
            const double s = skeleton[(long)i * n + j];
            k_out += edge[(long)i * n + j];
            k_in += edge[(long)j * n + i];
            k += s;
            k2 += s * s;
        }
        out1 += k_out;
        out2 += k_out * k_out;
        in2 += k_in * k_in;
        cross += k_out * k_in;
        open += (k * k - k2) / 2;
    }
    real_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, skeleton, n, skeleton, n, 0,
              product, n);
    for (long k = 0; k < nn; k++) {
        closed += (double)product[k] * skeleton[k];
    }
    const double mean = out1 / n;
    /* Degrees vary between nodes and, given the rates, by chance. */
    const double var_out = out2 / n - mean * mean + noise / n;
    const double var_in = in2 / n - mean * mean + noise / n;
    const double covariance = cross / n - mean * mean + shared_noise / n;
    out[LATIGRAPH_STATISTIC_LOG_DENSITY] = (real_t)log(edges / ((double)n * (n - 1)));
    out[LATIGRAPH_STATISTIC_RECIPROCITY] = (real_t)(mutual / edges);
    out[LATIGRAPH_STATISTIC_OUT_CV] = (real_t)log_cv(var_out, mean);
    out[LATIGRAPH_STATISTIC_IN_CV] = (real_t)log_cv(var_in, mean);
    out[LATIGRAPH_STATISTIC_IN_OUT_CORRELATION] = (real_t)(covariance / sqrt(var_out * var_in));
    /* closed = 6 E[triangles] to this order; three triples a triangle. */
    out[LATIGRAPH_STATISTIC_TRANSITIVITY] = (real_t)(open > 0 ? closed / 2 / open : 0);
    if (distance != NULL) {
        out[LATIGRAPH_STATISTIC_EDGE_LENGTH] = (real_t)(located > 0 ? length / located : 0);
    }
}
