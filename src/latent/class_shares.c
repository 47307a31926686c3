/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Shares of the classes of neurons as a function of the code.
 *
 * The mean shares at code z are a softmax, share_k ∝ exp(w_kᵀ z + c_k), the gate of the law of node
 * data. The counts of a circuit vary more about them than independent neurons would. They have a
 * Dirichlet–multinomial distribution of concentration a about the shares; as a → ∞ neurons are
 * independent. Two steps alternate, four times:
 *
 *     gate            multinomial ridge regression with the weight (a + 1) / (a + n) per neuron, by
 *                     which n neurons of one circuit carry the information of fewer independent
 *                     ones
 *     concentration   maximum of the likelihood of the counts, by golden section over ln a
 *
 * The regression uses the bound of Böhning (Ann. Inst. Stat. Math. 44:197, 1992). The Hessian of a
 * softmax is at most half the identity over classes, so one matrix, factorised once for all classes
 * and steps, never overshoots. Newton's method would need a matrix of K dz rows. */

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "latent/node_mixture.h"

#include <math.h>

/* Ridge penalty on the weights of standardised codes, number of rounds, and largest number of steps
 * of the regression per round. */
static const double RIDGE = 3;
enum { ROUNDS = 4, STEPS = 200 };

typedef struct {
    latigraph_node_law_t *law;
    const latigraph_node_rows_t *rows;
    const double *count; /* (circuits, K) neurons of each class */
    double *share;       /* (circuits, K) */
    double *factor;      /* (dz + 1, dz + 1) */
    double *gradient;    /* (dz + 1) */
} gate_t;

static void set_shares(gate_t *g) {
    for (int c = 0; c < g->rows->circuits; c++) {
        latigraph_node_law_shares(g->law, g->rows->code + (gsize)c * (gsize)(g->law->code + 1),
                                  g->share + (gsize)c * (gsize)g->law->classes);
    }
}

static double circuit_total(const gate_t *g, int c) {
    double total = 0;
    for (int k = 0; k < g->law->classes; k++) {
        total += g->count[(gsize)c * (gsize)g->law->classes + (gsize)k];
    }
    return total;
}

/* Returns the weight of one neuron of a circuit of `total` neurons: the inverse of the factor by
 * which the variance of the counts exceeds that of independent neurons. */
static double worth(double total, double concentration) {
    return total > 0 ? (concentration + 1) / (concentration + total) : 0;
}

/* Factorises ½ Σ_c n_c x_c x_cᵀ + ridge, where n_c is the number of neurons times their worth. */
static void factorise_gate(gate_t *g) {
    const int size = g->law->code + 1;
    memset(g->factor, 0, sizeof(double) * (gsize)(size * size));
    for (int c = 0; c < g->rows->circuits; c++) {
        const double *x = g->rows->code + (gsize)c * (gsize)size;
        const double total = circuit_total(g, c);
        const double half = 0.5 * total * worth(total, g->law->concentration);
        for (int a = 0; a < size; a++) {
            for (int b = 0; b <= a; b++) {
                g->factor[a * size + b] += half * x[a] * x[b];
            }
        }
    }
    for (int a = 0; a < size; a++) {
        g->factor[a * size + a] += a < g->law->code ? RIDGE : 1e-9;
    }
    latigraph_cholesky(size, g->factor);
}

/* Makes one step of the multinomial regression. Returns the largest change of a weight. */
static double step_gate(gate_t *g) {
    latigraph_node_law_t *law = g->law;
    const int size = law->code + 1, classes = law->classes;
    double most = 0;
    set_shares(g);
    for (int k = 0; k < classes; k++) {
        double *weight = law->gate + k * size;
        for (int a = 0; a < size; a++) {
            g->gradient[a] = a < law->code ? -RIDGE * weight[a] : 0;
        }
        for (int c = 0; c < g->rows->circuits; c++) {
            const double total = circuit_total(g, c);
            const gsize at = (gsize)c * (gsize)classes + (gsize)k;
            const double error =
                worth(total, law->concentration) * (g->count[at] - total * g->share[at]);
            for (int a = 0; a < size; a++) {
                g->gradient[a] += error * g->rows->code[(gsize)c * (gsize)size + (gsize)a];
            }
        }
        latigraph_cholesky_solve(size, g->factor, g->gradient, 1);
        for (int a = 0; a < size; a++) {
            weight[a] += g->gradient[a];
            most = MAX(most, fabs(g->gradient[a]));
        }
    }
    return most;
}

/* Returns the ln likelihood of the counts under Dirichlet–multinomial distributions about the
 * shares. */
static double counts_likelihood(const gate_t *g, double concentration) {
    double sum = 0;
    for (int c = 0; c < g->rows->circuits; c++) {
        double total = 0;
        for (int k = 0; k < g->law->classes; k++) {
            const gsize at = (gsize)c * (gsize)g->law->classes + (gsize)k;
            const double a = MAX(concentration * g->share[at], 1e-9);
            sum += lgamma(a + g->count[at]) - lgamma(a);
            total += g->count[at];
        }
        sum += lgamma(concentration) - lgamma(concentration + total);
    }
    return sum;
}

/* Sets the concentration under which the counts are likeliest. */
static void concentrate(gate_t *g) {
    const double golden = 0.5 * (sqrt(5) - 1);
    double low = log(0.1), high = log(1e4); /* at 1e4, neurons are nearly independent */
    set_shares(g);
    for (int step = 0; step < 40; step++) { /* golden section over the logarithm */
        const double a = high - golden * (high - low), b = low + golden * (high - low);
        if (counts_likelihood(g, exp(a)) > counts_likelihood(g, exp(b))) {
            high = b;
        } else {
            low = a;
        }
    }
    g->law->concentration = exp(0.5 * (low + high));
}

igraph_error_t latigraph_fit_gate(latigraph_node_law_t *law, const latigraph_node_rows_t *rows,
                                  const double *count) {
    gate_t gate = {.law = law, .rows = rows, .count = count};
    LATIGRAPH_ALLOCATE(gate.share, (gsize)rows->circuits * (gsize)law->classes);
    LATIGRAPH_ALLOCATE(gate.factor, (law->code + 1) * (law->code + 1));
    LATIGRAPH_ALLOCATE(gate.gradient, law->code + 1);
    memset(law->gate, 0, sizeof(double) * (gsize)(law->classes * (law->code + 1)));
    law->concentration = 1e4;
    latigraph_blas_begin();
    for (int round = 0; round < ROUNDS; round++) {
        factorise_gate(&gate);
        for (int step = 0; step < STEPS && step_gate(&gate) > 1e-6; step++) {
        }
        concentrate(&gate);
    }
    latigraph_blas_end();
    g_free(gate.gradient);
    g_free(gate.factor);
    g_free(gate.share);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
