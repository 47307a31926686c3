/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Bootstrap weights of circuits that share neurons, and Student intervals from them (resample.h).
 *
 * A weight is a sum of standard normal numbers, one for each neuron of the circuit, mapped to an
 * exponential number. Circuits share the numbers of shared neurons, which gives the Gaussian copula
 * with the right correlations without any matrix of pairs. Neurons that only one circuit has add
 * one normal number together. */

#include "measure/resample.h"

#include "base/memory.h"
#include "base/random.h"
#include "circuit/membership.h"

#include <math.h>

void latigraph_resampler_destroy(latigraph_resampler_t *resampler) {
    g_free(resampler->start);
    g_free(resampler->neuron);
    g_free(resampler->alone);
    memset(resampler, 0, sizeof *resampler);
}

/* Numbers the neurons of two or more circuits; all others get −1. Returns their count. */
static int number_shared(const latigraph_membership_t *in, int *number) {
    int shared = 0;
    for (int v = 0; v < in->neurons; v++) {
        number[v] = in->start[v + 1] - in->start[v] > 1 ? shared++ : -1;
    }
    return shared;
}

static void list_shared(latigraph_resampler_t *r, const latigraph_membership_t *in,
                        const int *number) {
    int next = 0;
    for (int c = 0; c < r->circuits; c++) {
        r->start[c] = next;
        for (int i = 0; i < in->size[c]; i++) {
            const int v = number[in->identity[c][i]];
            if (v >= 0) {
                r->neuron[next++] = v;
            } else {
                r->alone[c]++;
            }
        }
    }
    r->start[r->circuits] = next;
}

static int size_of(const latigraph_resampler_t *r, int c) {
    return r->start[c + 1] - r->start[c] + r->alone[c];
}

/* Returns the number of ordered pairs of circuits, counted once for every common neuron. */
static double pairs_to_visit(const latigraph_membership_t *in) {
    double pairs = 0;
    for (int v = 0; v < in->neurons; v++) {
        const double circuits = in->start[v + 1] - in->start[v];
        pairs += circuits * circuits;
    }
    return pairs;
}

/* Adds row c of the correlations Ω to zeros. Circuits without neurons are independent of all
 * others. */
static void correlate(const latigraph_membership_t *in, int c, double *row) {
    for (int i = 0; i < in->size[c]; i++) {
        const int v = in->identity[c][i];
        for (int k = in->start[v]; k < in->start[v + 1]; k++) {
            row[in->of[k]] += 1 / sqrt((double)in->size[c] * in->size[in->of[k]]);
        }
    }
    row[c] = 1;
}

/* Computes the effective number of circuits and the share of variance that resamples show. A sum of
 * figures with correlations Ω has variance 1ᵀΩ1. Weights with the same correlations, projected by M
 * to a mean of 1, show tr(MΩMΩ) of it. If there are too many pairs, the share is approximated by
 * 2/3, the value for strongly overlapping circuits along a line. */
static void measure_dependence(latigraph_resampler_t *r, const latigraph_membership_t *in,
                               double *row) {
    const double n = r->circuits;
    const gboolean exact = pairs_to_visit(in) < 1e9 && n < 20000;
    double all = 0, squares = 0, row_squares = 0;
    for (int c = 0; c < r->circuits && exact; c++) {
        double sum = 0;
        memset(row, 0, sizeof *row * (gsize)r->circuits);
        correlate(in, c, row);
        for (int k = 0; k < r->circuits; k++) {
            sum += row[k];
            squares += row[k] * row[k];
        }
        all += sum;
        row_squares += sum * sum;
    }
    if (!exact) {
        for (int v = 0; v < in->neurons; v++) {
            double sum = 0;
            for (int k = in->start[v]; k < in->start[v + 1]; k++) {
                sum += 1 / sqrt(in->size[in->of[k]]);
            }
            all += sum * sum;
        }
        squares = 2 * all / 3;
    }
    r->effective = n / (all / n);
    r->kept = CLAMP((squares - 2 * row_squares / n + (all / n) * (all / n)) / all, 0, 1);
}

static igraph_error_t fill(latigraph_resampler_t *r, const latigraph_membership_t *in) {
    int *number, entries = in->start[in->neurons];
    double *row;
    LATIGRAPH_ALLOCATE(number, in->neurons);
    r->circuits = in->circuits;
    r->neurons = number_shared(in, number);
    r->start = g_try_new0(int, (gsize)in->circuits + 1);
    r->neuron = g_try_new0(int, (gsize)entries + 1);
    r->alone = g_try_new0(int, (gsize)in->circuits + 1);
    if (r->start == NULL || r->neuron == NULL || r->alone == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    list_shared(r, in, number);
    LATIGRAPH_ALLOCATE(row, r->circuits);
    measure_dependence(r, in, row);
    g_free(row);
    g_free(number);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_resampler_init(latigraph_resampler_t *resampler,
                                        const latigraph_circuit_list_t *circuits,
                                        latigraph_split_by_t by) {
    latigraph_membership_t in;
    memset(resampler, 0, sizeof *resampler);
    IGRAPH_FINALLY(latigraph_resampler_destroy, resampler);
    IGRAPH_CHECK(latigraph_membership_init(&in, circuits, by));
    IGRAPH_FINALLY(latigraph_membership_destroy, &in);
    IGRAPH_CHECK(fill(resampler, &in));
    latigraph_membership_destroy(&in);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_resample(const latigraph_resampler_t *r, igraph_uint_t seed, uint64_t index,
                        double *work, double *weight) {
    latigraph_stream_t stream;
    double total = 0;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_RESAMPLE, index);
    for (int v = 0; v < r->neurons; v++) {
        work[v] = latigraph_stream_normal(&stream);
    }
    for (int c = 0; c < r->circuits; c++) {
        const int n = size_of(r, c);
        double sum = sqrt(n > 0 ? r->alone[c] : 1) * latigraph_stream_normal(&stream);
        for (int k = r->start[c]; k < r->start[c + 1]; k++) {
            sum += work[r->neuron[k]];
        }
        /* −ln of the upper tail of a standard normal number is exponential. */
        weight[c] = -log(fmax(0.5 * erfc(sum / sqrt(2.0 * MAX(n, 1))), 1e-300));
        total += weight[c];
    }
    for (int c = 0; c < r->circuits; c++) {
        weight[c] *= r->circuits / total;
    }
}

/* --- Intervals -------------------------------------------------------------- */

/* Returns ∫₀^angle cos^(freedom − 1) by Simpson's rule. It is Student's distribution in x =
 * √freedom tan. */
static double student_area(double freedom, double angle) {
    enum { STEPS = 2000 };
    double sum = 0;
    for (int k = 0; k <= STEPS; k++) {
        const double at = angle * k / STEPS;
        const double factor = k == 0 || k == STEPS ? 1 : k % 2 == 1 ? 4 : 2;
        sum += factor * pow(fmax(cos(at), 0), freedom - 1);
    }
    return sum * angle / (3 * STEPS);
}

/* Returns the number that |t| exceeds with probability 0.05. */
static double student_bound(double freedom) {
    if (freedom > 200) {
        return 1.959964 + 2.3723 / freedom; /* first term of Cornish and Fisher's expansion */
    }
    double low = 0, high = 0.5 * M_PI;
    const double all = student_area(freedom, 0.5 * M_PI);
    for (int k = 0; k < 50; k++) {
        const double middle = 0.5 * (low + high);
        if (student_area(freedom, middle) < 0.95 * all) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return sqrt(freedom) * tan(low);
}

double latigraph_interval_margin(double sd, double effective, double kept) {
    if (!(effective >= 1.5 && kept > 0)) {
        return NAN;
    }
    /* The integrand is unbounded below 1 degree of freedom; an interval wider than t₁ says
     * nothing. */
    return student_bound(fmax(effective - 1, 1)) * sd / sqrt(kept);
}
