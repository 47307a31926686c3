/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of degrees: density, variation, and correlations over neurons and over edges.
 *
 * All take O(n + m). Variances and covariances are computed as n Σ ab − Σ a Σ b. Degrees are
 * integers, so these sums are exact, and equal degrees have exactly no variance; formulas that
 * subtract a mean would leave rounding. A correlation with something constant is NaN. The
 * assortativities are correlations over edges of one degree of the sender with one of the receiver.
 */
#include "measure/property.h"

#include <math.h>

typedef int degree_t(const latigraph_circuit_t *circuit, int i);

igraph_error_t latigraph_measure_density(const latigraph_subject_t *subject, igraph_real_t *value) {
    const double n = subject->circuit->n;
    *value = n < 2 ? IGRAPH_NAN : subject->circuit->m / (n * (n - 1));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_mean_degree(const latigraph_subject_t *subject,
                                             igraph_real_t *value) {
    const double n = subject->circuit->n;
    *value = n < 1 ? IGRAPH_NAN : subject->circuit->m / n;
    return IGRAPH_SUCCESS;
}

/* Returns n² Cov(a, b) = n Σ ab − Σ a Σ b. Sums of integers are exact in double precision up to
 * 2⁵³, so equal degrees have a variance of exactly zero. */
static double scaled_covariance(const latigraph_circuit_t *circuit, degree_t *a, degree_t *b) {
    double sum_a = 0, sum_b = 0, products = 0;
    for (int i = 0; i < circuit->n; i++) {
        const double x = a(circuit, i), y = b(circuit, i);
        sum_a += x;
        sum_b += y;
        products += x * y;
    }
    return circuit->n * products - sum_a * sum_b;
}

static double coefficient_of_variation(const latigraph_circuit_t *circuit, degree_t *degree) {
    return circuit->m == 0 ? IGRAPH_NAN
                           : sqrt(scaled_covariance(circuit, degree, degree)) / circuit->m;
}

igraph_error_t latigraph_measure_out_degree_cv(const latigraph_subject_t *subject,
                                               igraph_real_t *value) {
    *value = coefficient_of_variation(subject->circuit, latigraph_out_degree);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_in_degree_cv(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    *value = coefficient_of_variation(subject->circuit, latigraph_in_degree);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_degree_correlation(const latigraph_subject_t *subject,
                                                    igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const double out = scaled_covariance(c, latigraph_out_degree, latigraph_out_degree);
    const double in = scaled_covariance(c, latigraph_in_degree, latigraph_in_degree);
    const double both = scaled_covariance(c, latigraph_out_degree, latigraph_in_degree);
    *value = out > 0 && in > 0 ? both / (sqrt(out) * sqrt(in)) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Returns whether the senders of edges have different out-degrees and the receivers different
 * in-degrees. */
static igraph_bool_t ends_vary(const latigraph_circuit_t *circuit) {
    int out = 0, in = 0;
    igraph_bool_t out_varies = 0, in_varies = 0;
    for (int i = 0; i < circuit->n; i++) {
        const int sends = latigraph_out_degree(circuit, i);
        const int receives = latigraph_in_degree(circuit, i);
        out_varies |= out > 0 && sends > 0 && sends != out;
        in_varies |= in > 0 && receives > 0 && receives != in;
        out = sends > 0 ? sends : out;
        in = receives > 0 ? receives : in;
    }
    return out_varies && in_varies;
}

/* The formula, and its order of operations, is that of igraph_assortativity_degree(), which needs a
 * graph object. */
igraph_error_t latigraph_measure_assortativity(const latigraph_subject_t *subject,
                                               igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    double products = 0, out = 0, in = 0, out_squares = 0, in_squares = 0;
    *value = IGRAPH_NAN;
    /* Without variation, rounding would determine the result. */
    if (!ends_vary(c)) {
        return IGRAPH_SUCCESS;
    }
    for (int i = 0; i < c->n; i++) {
        const double sends = latigraph_out_degree(c, i);
        out += sends * sends;
        out_squares += sends * sends * sends;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const double receives = latigraph_in_degree(c, c->out_to[e]);
            products += sends * receives;
            in += receives;
            in_squares += receives * receives;
        }
    }
    const double above = products - out * in / c->m;
    const double below = sqrt(out_squares - out * out / c->m) * sqrt(in_squares - in * in / c->m);
    *value = above / below;
    return IGRAPH_SUCCESS;
}

/* Returns the Pearson correlation over edges of a degree of the sender and a degree of the
 * receiver. Sums of integers are exact, so a side without variation has a variance of exactly zero.
 */
static double edge_correlation(const latigraph_circuit_t *c, degree_t *of_sender,
                               degree_t *of_receiver) {
    double sum_x = 0, sum_y = 0, xx = 0, yy = 0, xy = 0;
    for (int i = 0; i < c->n; i++) {
        const double x = of_sender(c, i);
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            const double y = of_receiver(c, c->out_to[e]);
            sum_x += x;
            sum_y += y;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
    }
    const double m = c->m, spread_x = m * xx - sum_x * sum_x, spread_y = m * yy - sum_y * sum_y;
    return spread_x > 0 && spread_y > 0
               ? (m * xy - sum_x * sum_y) / (sqrt(spread_x) * sqrt(spread_y))
               : IGRAPH_NAN;
}

igraph_error_t latigraph_measure_assortativity_out_out(const latigraph_subject_t *subject,
                                                       igraph_real_t *value) {
    *value = edge_correlation(subject->circuit, latigraph_out_degree, latigraph_out_degree);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_assortativity_in_in(const latigraph_subject_t *subject,
                                                     igraph_real_t *value) {
    *value = edge_correlation(subject->circuit, latigraph_in_degree, latigraph_in_degree);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_measure_assortativity_in_out(const latigraph_subject_t *subject,
                                                      igraph_real_t *value) {
    *value = edge_correlation(subject->circuit, latigraph_in_degree, latigraph_out_degree);
    return IGRAPH_SUCCESS;
}
