/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The distribution of the weights of edges, given the edges.
 *
 * With η_ij = g + s_i + t_j + γ ln λ_ij + h m_ij and ln σ_ij = a + b m_ij, where m_ij = 1 for
 * mutual edges and 0 for others, a weight has ln w ~ N(η, σ²), and a count is rounded
 * (weight_law.c). Both weights of a mutual pair have the correlation ρ. The parameters
 * law = [g, γ, a, h, b, logit ρ + 1.5] belong to the model, and a head of the decoder gives the
 * effects s of senders and t of receivers. With γ > 0, likelier edges are stronger. No gradient
 * reaches codes and rates, because bits of the edges would else be traded for bits of the weights.
 *
 * Models of earlier versions have law = [g, γ, ln φ or ln σ] and no m and ρ. Their counts have
 * w − 1 ~ negative binomial of mean e^η and size φ. The negative binomial needs ln Γ(φ + k) − ln
 * Γ(φ) and its derivative by φ, but C has no digamma function. Both are summed over 64 terms, and
 * the rest comes from lgamma() and Stirling's series.
 */
#include "model/network.h"
#include "model/weight_law.h"

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

/* The law of models that see no pairs. */
static double single_edges(const latigraph_parameters_t *p, const latigraph_circuit_t *c, int i,
                           int begin, int end, const real_t *log_rate, const real_t *effect,
                           real_t *deffect, double *dlaw) {
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

/* One edge in the law that sees pairs. */
typedef struct {
    int from, to;
    double weight, log_rate, eta;
    gboolean clamped; /* whether η is at a bound, so that no gradient passes */
} edge_t;

static edge_t edge_of(const latigraph_parameters_t *p, int i, int j, double weight, gboolean mutual,
                      double log_rate, const real_t *effect) {
    const real_t *law = p->value + p->layout.law_at;
    const double eta =
        law[0] + law[1] * log_rate + (mutual ? law[3] : 0) + effect[2 * i] + effect[2 * j + 1];
    return (edge_t){.from = i,
                    .to = j,
                    .weight = weight,
                    .log_rate = log_rate,
                    .eta = clamp(eta, WEIGHTS_ETA_LOW, WEIGHTS_ETA_HIGH),
                    .clamped = eta <= WEIGHTS_ETA_LOW || eta >= WEIGHTS_ETA_HIGH};
}

/* Adds the gradient by η of one edge. */
static void add_slope(const edge_t *edge, gboolean mutual, double by_eta, real_t *deffect,
                      double *dlaw) {
    if (edge->clamped) {
        return;
    }
    dlaw[0] -= by_eta;
    dlaw[1] -= by_eta * edge->log_rate;
    dlaw[3] -= mutual ? by_eta : 0;
    if (deffect != NULL) {
        deffect[2 * edge->from] -= (real_t)by_eta;
        deffect[2 * edge->to + 1] -= (real_t)by_eta;
    }
}

/* Returns the log SD of an edge, and whether it is at its bound. */
static double log_sd_of(const real_t *law, gboolean mutual, gboolean *clamped) {
    const double log_sd = law[2] + (mutual ? law[4] : 0);
    *clamped = fabs(log_sd) >= WEIGHT_LOG_SD_BOUND;
    return clamp(log_sd, -WEIGHT_LOG_SD_BOUND, WEIGHT_LOG_SD_BOUND);
}

static double correlation_of(const real_t *law) {
    const double at = MIN((double)law[WEIGHTS_PAIR], WEIGHTS_PAIR_HIGH) + WEIGHTS_PAIR_OFFSET;
    return law[WEIGHTS_PAIR] < WEIGHTS_PAIR_NONE ? 0 : 1 / (1 + exp(-at));
}

/* Returns −ln P of one edge, or of both edges of a pair if `count` is 2. */
static double pair_loss(const latigraph_parameters_t *p, const edge_t edge[2], int count,
                        gboolean mutual, real_t *deffect, double *dlaw) {
    const real_t *law = p->value + p->layout.law_at;
    const gboolean counts = latigraph_weights_are_counts(p->config.weights);
    gboolean clamped;
    const double log_sd = log_sd_of(law, mutual, &clamped);
    double value, by_eta[2], by_log_sd, by_logit = 0;
    if (count == 1) {
        value = weight_log_normal(counts, edge->weight, edge->eta, log_sd, by_eta, &by_log_sd);
    } else {
        value = weight_log_normal_pair(counts, (double[]){edge[0].weight, edge[1].weight},
                                       (double[]){edge[0].eta, edge[1].eta}, log_sd,
                                       correlation_of(law), by_eta, &by_log_sd, &by_logit);
    }
    for (int k = 0; k < count; k++) {
        add_slope(&edge[k], mutual, by_eta[k], deffect, dlaw);
    }
    dlaw[2] -= clamped ? 0 : by_log_sd;
    dlaw[4] -= clamped || !mutual ? 0 : by_log_sd;
    dlaw[WEIGHTS_PAIR] -= law[WEIGHTS_PAIR] >= WEIGHTS_PAIR_HIGH ? 0 : by_logit;
    return -value;
}

double weights_edges(const latigraph_parameters_t *p, const latigraph_circuit_t *c, int i,
                     int begin, int end, const real_t *log_rate, const real_t *log_back,
                     const real_t *effect, real_t *deffect, double dlaw[LATIGRAPH_WEIGHT_LAW_MAX]) {
    double loss = 0;
    if (!latigraph_weights_see_pairs(p->config.weights)) {
        return single_edges(p, c, i, begin, end, log_rate, effect, deffect, dlaw);
    }
    const gboolean joint = correlation_of(p->value + p->layout.law_at) > 0;
    for (int e = begin; e < end; e++) {
        const int j = c->out_to[e], back = latigraph_circuit_find_edge(c, j, i);
        const gboolean mutual = back >= 0;
        edge_t edge[2];
        if (mutual && joint && i > j) {
            continue; /* counted with the edge i → j of the lower number */
        }
        edge[0] = edge_of(p, i, j, c->weight[e], mutual, log_rate[e - begin], effect);
        if (mutual && joint) {
            edge[1] = edge_of(p, j, i, c->weight[back], TRUE, log_back[e - begin], effect);
        }
        loss += pair_loss(p, edge, mutual && joint ? 2 : 1, mutual, deffect, dlaw);
    }
    return loss;
}

/* Computes ln λ of the edges of neuron i, and of their reverses where the law needs them. */
static void edge_rates(const dyads_t *d, const latigraph_parameters_t *p,
                       const latigraph_circuit_t *c, int i, real_t *log_rate, real_t *log_back) {
    const int begin = c->out_start[i], end = c->out_start[i + 1];
    dyads_log_rates(d, i, end - begin, c->out_to + begin, log_rate);
    for (int e = begin; e < end && latigraph_weights_see_pairs(p->config.weights); e++) {
        if (c->out_to[e] > i && latigraph_circuit_has_edge(c, c->out_to[e], i)) {
            dyads_log_rates(d, c->out_to[e], 1, &i, &log_back[e - begin]);
        }
    }
}

double weights_loss(const latigraph_parameters_t *p, const latigraph_example_t *example,
                    real_t scale, latigraph_scratch_t *s, real_t *grad) {
    const latigraph_layout_t *l = &p->layout;
    const latigraph_circuit_t *c = example->circuit;
    const int n = example->n;
    double loss = 0, dlaw[LATIGRAPH_WEIGHT_LAW_MAX] = {0};
    if (p->config.weights == LATIGRAPH_WEIGHTS_NONE || c->weight == NULL) {
        return 0;
    }
    const dyads_t d = dyads_of(example, s);
    memset(s->dweight, 0, (size_t)n * 2 * sizeof *s->dweight);
    for (int i = 0; i < n; i++) {
        const int begin = c->out_start[i], end = c->out_start[i + 1];
        edge_rates(&d, p, c, i, s->work, s->work + n);
        loss +=
            weights_edges(p, c, i, begin, end, s->work, s->work + n, s->weight, s->dweight, dlaw);
    }
    if (grad != NULL) {
        for (int k = 0; k < latigraph_weight_law_size(p->config.weights); k++) {
            grad[l->law_at + k] += scale * (real_t)dlaw[k];
        }
        for (ptrdiff_t i = 0; i < (ptrdiff_t)2 * n; i++) {
            s->dweight[i] *= scale;
        }
        mlp_backward(&l->weight, n, p->value + l->weight_at, s->decoder_x, s->weight_kept,
                     s->dweight, NULL, grad + l->weight_at, s->work);
    }
    return loss;
}

latigraph_weight_law_t latigraph_model_weight_law(const latigraph_model_t *model) {
    const latigraph_parameters_t *p = model->parameters;
    const real_t *law = p->value + p->layout.law_at;
    if (p->config.weights == LATIGRAPH_WEIGHTS_NONE) {
        return (latigraph_weight_law_t){0};
    }
    if (!latigraph_weights_see_pairs(p->config.weights)) {
        const double dispersion =
            clamp(law[2], -WEIGHTS_DISPERSION_BOUND, WEIGHTS_DISPERSION_BOUND);
        return (latigraph_weight_law_t){law[0], law[1], exp(dispersion), 0, 0, 0};
    }
    gboolean ignored;
    return (latigraph_weight_law_t){.intercept = law[0],
                                    .slope = law[1],
                                    .dispersion = exp(log_sd_of(law, FALSE, &ignored)),
                                    .mutual = law[3],
                                    .mutual_dispersion = exp(log_sd_of(law, TRUE, &ignored)),
                                    .correlation = correlation_of(law)};
}
