/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LIKELIHOOD_H
#define LIKELIHOOD_H

#include "circuit/circuit.h"
#include "model/model.h"

#include <math.h>

/* Returns ln P of the edges of a circuit, pair by pair from the logarithms of all rates, as it is
 * written in doc/model.md. The library has sums over tiles instead. */
static inline double log_likelihood_of_rates(const latigraph_circuit_t *c,
                                             const latigraph_rates_t *rates) {
    const ptrdiff_t n = rates->n;
    double sum = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        for (ptrdiff_t j = i + 1; j < n; j++) {
            const int forth = latigraph_circuit_has_edge(c, (int)i, (int)j);
            const int back = latigraph_circuit_has_edge(c, (int)j, (int)i);
            const double r = exp((double)rates->log_rate[i * n + j]);
            const double s = exp((double)rates->log_rate[j * n + i]);
            const double m = exp((double)rates->log_mutual[i * n + j]);
            const double half = rates->anti_reciprocity / 2, lost = expm1(-r) * expm1(-s);
            if (forth && back) {
                sum += log(-expm1(-m) + exp(-m) * (1 - 2 * half) * lost);
            } else if (forth || back) {
                const double sent = forth ? r : s, other = forth ? s : r;
                sum += log(exp(-m) * -expm1(-sent) * (exp(-other) - half * expm1(-other)));
            } else {
                sum -= r + s + m;
            }
        }
    }
    return sum;
}

/* Returns P(i → j) for the rates, as it is written in doc/model.md; 0 on the diagonal. */
static inline double probability_of_rates(const latigraph_rates_t *rates, int i, int j) {
    const ptrdiff_t n = rates->n;
    const double r = exp((double)rates->log_rate[i * n + j]);
    const double s = exp((double)rates->log_rate[j * n + i]);
    const double m = exp((double)rates->log_mutual[i * n + j]);
    return i == j ? 0
                  : -expm1(-r - m) - rates->anti_reciprocity / 2 * exp(-m) * expm1(-r) * expm1(-s);
}

#endif
