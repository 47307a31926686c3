/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The distribution of the weights of edges, given the edges.
 *
 * With η_ij = g + s_i + t_j + γ ln λ_ij, a count w has w − 1 ~ negative binomial of mean e^η and
 * size φ, and a continuous weight has ln w ~ N(η, σ²). The parameters law = [g, γ, ln φ or ln σ]
 * belong to the model, and a head of the decoder gives the effects s of senders and t of receivers.
 * With γ > 0, likelier edges are stronger. No gradient reaches codes and rates, because bits of the
 * edges would else be traded for bits of the weights.
 *
 * The negative binomial needs ln Γ(φ + k) − ln Γ(φ) and its derivative by φ, but C has no digamma
 * function. Both are summed over 64 terms, and the rest comes from lgamma() and Stirling's series.
 */
#include "model/network.h"

#include <string.h>

/* Returns the logarithm of the rising factorial φ (φ + 1) … (φ + k − 1), and its derivative by φ.
 */
static double log_rising(double phi, double k, double *derivative) {
    const int direct = 64; /* number of terms that are summed one by one */
    double sum = 0, slope = 0;
    for (int j = 0; j < k && j < direct; j++) {
        sum += log(phi + j);
        slope += 1 / (phi + j);
    }
    if (k > direct) {
        const double a = phi + direct, b = phi + k;
        int sign;
        sum += lgamma_r(b, &sign) - lgamma_r(a, &sign);
        slope += log(b / a) - 0.5 * (1 / b - 1 / a) - (1 / (b * b) - 1 / (a * a)) / 12;
    }
    *derivative = slope;
    return sum;
}

/* Returns ln P(w) and computes its derivatives by η and by law[2]. */
static double log_law(latigraph_weights_t kind, double w, double eta, double dispersion,
                      double *by_eta, double *by_dispersion) {
    if (kind == LATIGRAPH_WEIGHTS_CONTINUOUS) {
        const double sigma = exp(dispersion), r = (log(w) - eta) / sigma;
        *by_eta = r / sigma;
        *by_dispersion = r * r - 1;
        return -0.5 * r * r - dispersion - 0.5 * log(2 * M_PI) - log(w);
    }
    const double k = w - 1, mean = exp(eta), phi = exp(dispersion);
    double slope, ignored;
    const double value = log_rising(phi, k, &slope) - log_rising(1, k, &ignored) +
                         phi * (dispersion - log(phi + mean)) + k * (eta - log(phi + mean));
    *by_eta = phi * (k - mean) / (phi + mean);
    *by_dispersion = phi * (slope + dispersion - log(phi + mean) + 1 - (k + phi) / (phi + mean));
    return value;
}

static double clamp(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
}

double weights_edges(const latigraph_parameters_t *p, const latigraph_circuit_t *c, int i,
                     int begin, int end, const real_t *log_rate, const real_t *effect,
                     real_t *deffect, double dlaw[3]) {
    const real_t *law = p->value + p->layout.law_at;
    const double dispersion = clamp(law[2], -WEIGHTS_DISPERSION_BOUND, WEIGHTS_DISPERSION_BOUND);
    double loss = 0;
    for (int e = begin; e < end; e++) {
        const int j = c->out_to[e];
        const double s = log_rate[e - begin];
        const double eta = law[0] + law[1] * s + effect[2 * i] + effect[2 * j + 1];
        double by_eta, by_dispersion;
        loss -=
            log_law(p->config.weights, c->weight[e], clamp(eta, WEIGHTS_ETA_LOW, WEIGHTS_ETA_HIGH),
                    dispersion, &by_eta, &by_dispersion);
        if (eta <= WEIGHTS_ETA_LOW || eta >= WEIGHTS_ETA_HIGH) {
            by_eta = 0;
        }
        dlaw[0] -= by_eta;
        dlaw[1] -= by_eta * s;
        dlaw[2] -= fabs(law[2]) >= WEIGHTS_DISPERSION_BOUND ? 0 : by_dispersion;
        if (deffect != NULL) {
            deffect[2 * i] -= (real_t)by_eta;
            deffect[2 * j + 1] -= (real_t)by_eta;
        }
    }
    return loss;
}

double weights_loss(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    real_t scale, latigraph_scratch_t *s, real_t *grad) {
    const latigraph_layout_t *l = &p->layout;
    const latigraph_circuit_t *c = example->circuit;
    const int n = example->n;
    double loss = 0, dlaw[3] = {0, 0, 0};
    if (p->config.weights == LATIGRAPH_WEIGHTS_NONE || c->weight == NULL) {
        return 0;
    }
    const dyads_t d = dyads_of(example, s);
    memset(s->dweight, 0, (size_t)n * 2 * sizeof *s->dweight);
    for (int i = 0; i < n; i++) {
        const int begin = c->out_start[i], end = c->out_start[i + 1];
        dyads_log_rates(&d, i, end - begin, c->out_to + begin, s->dyad_work);
        loss += weights_edges(p, c, i, begin, end, s->dyad_work, s->weight, s->dweight, dlaw);
    }
    if (grad != NULL) {
        for (int k = 0; k < 3; k++) {
            grad[l->law_at + k] += scale * (real_t)dlaw[k];
        }
        for (long i = 0; i < 2L * n; i++) {
            s->dweight[i] *= scale;
        }
        mlp_backward(&l->weight, n, p->value + l->weight_at, s->decoder_x, s->weight_kept,
                     s->dweight, NULL, grad + l->weight_at, s->work);
    }
    return loss;
}
