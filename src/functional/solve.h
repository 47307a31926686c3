/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_SOLVE_H
#define LATIGRAPH_FUNCTIONAL_SOLVE_H

#include "base/memory.h"

#include <math.h>

/* Signs that a weight may have. */
typedef enum { SIGN_NEGATIVE = -1, SIGN_FREE = 0, SIGN_POSITIVE = 1, SIGN_NONE = 2 } sign_t;

/* Fit of one output: f(t) = s ln(1 + exp(η / s)) with η = bias + Σ_i weight_i x_i(t) minimises
 *
 *     Σ_t use_t loss(f, y) / Σ_t use_t + Σ_i l1_i |weight_i| + Σ_i l2_i (weight_i − centre_i)²
 *
 * where the loss is f − y ln f (Poisson) or (f − y)² / 2. Weights have the signs that they may
 * have; the bias is free. */
typedef struct {
    int n, times;
    const double *x;      /* (n, times) inputs; rows of a SD near 1 are best */
    const double *y;      /* (times) output */
    const double *use;    /* (times) 1 for times that count, 0 for others, whose y may be NaN */
    const gint8 *sign;    /* (n) sign_t of each weight */
    const double *l1;     /* (n) */
    const double *l2;     /* (n) above 0 */
    const double *centre; /* (n) */
    double softness;      /* s, above 0 */
    gboolean squares;     /* the loss is that of squares */
} problem_t;

/* Memory of one thread. */
typedef struct {
    int n, times;
    double *memory;
    double *eta, *trial;          /* (times) linear values, accepted and tried */
    double *slope, *bend;         /* (times) first and second derivatives of the loss by η */
    double *gradient;             /* (n) of the smooth part by the weights */
    double *step, *step_gradient; /* (n + 1) change of the quadratic model; bias last */
    double *hessian;              /* (n + 1, n + 1) of the free variables */
    double *column;               /* (n + 1, times) weighted inputs of the free variables */
    int *free;                    /* (n) inputs whose weights are free to move */
} solver_t;

enum { SOLVER_STEPS = 100 };

/* The solver is freed by solver_destroy(), also after a failed initialisation. */
igraph_error_t solver_init(solver_t *solver, int n, int times);
void solver_destroy(solver_t *solver);

/* Returns the output s ln(1 + exp(η / s)) at the linear value η. */
static inline double solver_output(double eta, double softness) {
    const double u = eta / softness;
    return isnan(u) ? NAN : softness * (fmax(u, 0) + log1p(exp(-fabs(u))));
}

/* Computes η (times) = bias + Σ_i weight_i x_i(t), over the weights that are not 0. x (n, times),
 * weight (n). */
void solver_linear_values(int n, int times, const double *x, double bias, const double *weight,
                          double *eta);

/* Returns the objective, and the derivative of its smooth part by bias and weights (n). O(n
 * times). */
double solver_objective(solver_t *solver, const problem_t *problem, double bias,
                        const double *weight, double *bias_slope, double *slope);

/* Minimises the objective from the given bias and weights, which are changed. Returns the number of
 * steps; they end when no weight can improve by a slope above 1e-6, or after SOLVER_STEPS. One step
 * is O(n times + free² times). */
int solver_run(solver_t *solver, const problem_t *problem, double *bias, double *weight);

/* Returns how far a solution is from the conditions of an optimum (Karush, Kuhn, Tucker): the
 * largest slope of the objective along a feasible direction. */
double solver_violation(const problem_t *problem, const double *weight, double bias_slope,
                        const double *slope);

/* Computes the second derivative of the loss alone by the weights and the bias, (n + 1, n + 1), the
 * bias last, times the number of times that count. */
void solver_information(solver_t *solver, const problem_t *problem, double bias,
                        const double *weight, double *information);

#endif
