/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Linear-threshold Poisson regression with signed weights and an absolute penalty.
 *
 * Proximal Newton: the loss is replaced by its quadratic expansion at the present weights, and the
 * expansion with penalty and signs is minimised by coordinate descent, whose step for one weight
 * has a closed form. The step is shortened until the objective falls. The Poisson loss is convex,
 * because a softplus is convex and its logarithm concave, so that the steps end at the one optimum.
 * Only weights that are not 0 take part in a step, and the ENTER others whose change improves the
 * objective most. Few synapses are not 0, so that a step costs as much as the wiring that is found.
 * First-order methods converge slowly on inputs as correlated as neighbouring boundary-vector
 * cells. For squares the second derivative is that of Gauss and Newton. */

#include "functional/solve.h"

#include "base/cblas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ENTER = 24, SWEEPS = 200, HALVINGS = 30 };

static const double TOLERANCE = 1e-6;

igraph_error_t solver_init(solver_t *solver, int n, int times) {
    const gsize all = (gsize)n + 1, t = (gsize)times;
    *solver = (solver_t){.n = n, .times = times};
    solver->memory = g_try_new0(double, 4 * t + 3 * all + all * all + all * t);
    LATIGRAPH_CHECK_MEMORY(solver->memory);
    solver->free = g_try_new0(int, all);
    LATIGRAPH_CHECK_MEMORY(solver->free);
    solver->eta = solver->memory;
    solver->trial = solver->eta + t;
    solver->slope = solver->trial + t;
    solver->bend = solver->slope + t;
    solver->gradient = solver->bend + t;
    solver->step = solver->gradient + all;
    solver->step_gradient = solver->step + all;
    solver->hessian = solver->step_gradient + all;
    solver->column = solver->hessian + all * all;
    return IGRAPH_SUCCESS;
}

void solver_destroy(solver_t *solver) {
    g_free(solver->memory);
    g_free(solver->free);
}

/* --- Loss ------------------------------------------------------------------------------------- */

/* Returns the loss of one time at the linear value eta, with its first and second derivative. */
static inline double loss_at(const problem_t *problem, double eta, double y, double *slope,
                             double *bend) {
    const double s = problem->softness, u = eta / s;
    const double small = exp(-fabs(u));
    const double rate = s * (fmax(u, 0) + log1p(small));
    const double first = u > 0 ? 1 / (1 + small) : small / (1 + small);
    const double second = small / ((1 + small) * (1 + small)) / s;
    if (problem->squares) {
        *slope = first * (rate - y);
        *bend = first * first;
        return 0.5 * (rate - y) * (rate - y);
    }
    /* Far below the threshold the rate is s exp(u), whose logarithm is linear. */
    const double log_rate = u < -30 ? u + log(s) : log(rate);
    const double ratio = u < -30 ? 1 / s : first / rate;
    const double concave = u < -30 ? 0 : second / rate - ratio * ratio;
    *slope = first - y * ratio;
    *bend = second - y * concave;
    return rate - y * log_rate;
}

static double used_times(const problem_t *problem) {
    return cblas_dasum(problem->times, problem->use, 1);
}

/* Sums the loss over the times that count; `slope` and `bend` (times) get derivatives unless they
 * are NULL. */
static double sum_loss(const problem_t *problem, const double *eta, double *slope, double *bend) {
    double sum = 0;
    for (int t = 0; t < problem->times; t++) {
        double first = 0, second = 0;
        if (problem->use[t] != 0) {
            sum += loss_at(problem, eta[t], problem->y[t], &first, &second);
        }
        if (slope != NULL) {
            slope[t] = first;
            bend[t] = second;
        }
    }
    return sum / used_times(problem);
}

static double penalty(const problem_t *problem, const double *weight) {
    double sum = 0;
    for (int i = 0; i < problem->n; i++) {
        const double apart = weight[i] - problem->centre[i];
        sum += problem->l1[i] * fabs(weight[i]) + problem->l2[i] * apart * apart;
    }
    return sum;
}

void solver_linear_values(int n, int times, const double *x, double bias, const double *weight,
                          double *eta) {
    for (int t = 0; t < times; t++) {
        eta[t] = bias;
    }
    for (int i = 0; i < n; i++) {
        if (weight[i] != 0) {
            cblas_daxpy(times, weight[i], x + (size_t)i * (size_t)times, 1, eta, 1);
        }
    }
}

static void set_eta(solver_t *solver, const problem_t *problem, double bias, const double *weight) {
    solver_linear_values(problem->n, problem->times, problem->x, bias, weight, solver->eta);
}

/* Turns slopes by η into slopes of the smooth part by bias and weights. */
static void gradient_of(const problem_t *problem, const double *eta_slope, const double *weight,
                        double *bias_slope, double *slope) {
    const double all = used_times(problem);
    *bias_slope = 0;
    for (int t = 0; t < problem->times; t++) {
        *bias_slope += eta_slope[t] / all;
    }
    cblas_dgemv(CblasRowMajor, CblasNoTrans, problem->n, problem->times, 1 / all, problem->x,
                problem->times, eta_slope, 1, 0, slope, 1);
    for (int i = 0; i < problem->n; i++) {
        slope[i] += 2 * problem->l2[i] * (weight[i] - problem->centre[i]);
    }
}

double solver_objective(solver_t *solver, const problem_t *problem, double bias,
                        const double *weight, double *bias_slope, double *slope) {
    set_eta(solver, problem, bias, weight);
    const double loss = sum_loss(problem, solver->eta, solver->slope, solver->bend);
    gradient_of(problem, solver->slope, weight, bias_slope, slope);
    return loss + penalty(problem, weight);
}

/* --- Conditions of an optimum ----------------------------------------------------------------- */

/* Returns the slope of the objective by which weight i can still improve: 0 at an optimum. */
static double violation_of(const problem_t *problem, int i, double weight, double slope) {
    const double l1 = problem->l1[i];
    const sign_t sign = problem->sign[i];
    if (sign == SIGN_NONE) {
        return 0;
    }
    if (weight != 0) {
        return fabs(slope + (weight > 0 ? l1 : -l1));
    }
    const double up = sign == SIGN_NEGATIVE ? 0 : fmax(-slope - l1, 0);
    const double down = sign == SIGN_POSITIVE ? 0 : fmax(slope - l1, 0);
    return fmax(up, down);
}

double solver_violation(const problem_t *problem, const double *weight, double bias_slope,
                        const double *slope) {
    double worst = fabs(bias_slope);
    for (int i = 0; i < problem->n; i++) {
        worst = fmax(worst, violation_of(problem, i, weight[i], slope[i]));
    }
    return worst;
}

/* --- One step --------------------------------------------------------------------------------- */

static int compare_falling(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Lists the weights of a step: all that are not 0, and the ENTER that want to leave 0 most. */
static int choose_free(solver_t *solver, const problem_t *problem, const double *weight) {
    double *want = solver->step_gradient; /* scratch memory here */
    int wanting = 0, count = 0;
    for (int i = 0; i < problem->n; i++) {
        const double by = violation_of(problem, i, weight[i], solver->gradient[i]);
        if (weight[i] == 0 && by > 0) {
            want[wanting++] = by;
        }
    }
    qsort(want, (size_t)wanting, sizeof *want, compare_falling);
    const double least = wanting > ENTER ? want[ENTER - 1] : 0;
    for (int i = 0; i < problem->n; i++) {
        const double by = violation_of(problem, i, weight[i], solver->gradient[i]);
        if (weight[i] != 0 || (by > 0 && by >= least)) {
            solver->free[count++] = i;
        }
    }
    return count;
}

/* Computes the second derivative by the free weights and the bias, (count + 1, count + 1); the
 * bias is last. */
static void make_hessian(solver_t *solver, const problem_t *problem, int count) {
    const int times = problem->times, all = count + 1;
    const double used = used_times(problem);
    for (int t = 0; t < times; t++) {
        solver->trial[t] = sqrt(solver->bend[t] / used);
    }
    for (int k = 0; k < all; k++) {
        double *to = solver->column + (size_t)k * (size_t)times;
        const double *x = k < count ? problem->x + (size_t)solver->free[k] * (size_t)times : NULL;
        for (int t = 0; t < times; t++) {
            to[t] = x != NULL ? solver->trial[t] * x[t] : solver->trial[t];
        }
    }
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasNoTrans, all, times, 1, solver->column, times, 0,
                solver->hessian, all);
    for (int a = 0; a < all; a++) {
        for (int b = 0; b < a; b++) {
            solver->hessian[(size_t)a * (size_t)all + (size_t)b] =
                solver->hessian[(size_t)b * (size_t)all + (size_t)a];
        }
        solver->hessian[(size_t)a * (size_t)all + (size_t)a] +=
            a < count ? 2 * problem->l2[solver->free[a]] : 1e-12;
    }
}

/* Returns the best value of a weight for a parabola with this slope and bend, given its penalty and
 * sign. */
static double best_weight(double weight, double slope, double bend, double l1, sign_t sign) {
    const double target = weight - slope / bend, shrink = l1 / bend;
    const double best = target > shrink ? target - shrink : target < -shrink ? target + shrink : 0;
    const gboolean allowed =
        (best > 0 && sign != SIGN_NEGATIVE) || (best < 0 && sign != SIGN_POSITIVE);
    return allowed ? best : 0;
}

/* Moves variable k of the quadratic model, and updates its slopes. Returns the decrease. */
static double move_one(solver_t *solver, const problem_t *problem, const double *weight, int k,
                       int count) {
    const int all = count + 1;
    const double *row = solver->hessian + (size_t)k * (size_t)all;
    const double slope = solver->step_gradient[k];
    double change = -slope / row[k];
    if (k < count) {
        const int i = solver->free[k];
        const double now = weight[i] + solver->step[k];
        change = best_weight(now, slope, row[k], problem->l1[i], problem->sign[i]) - now;
    }
    if (change == 0) {
        return 0;
    }
    solver->step[k] += change;
    cblas_daxpy(all, change, row, 1, solver->step_gradient, 1);
    return row[k] * change * change;
}

/* Minimises the quadratic model: the step of the free weights and of the bias. */
static void minimise_model(solver_t *solver, const problem_t *problem, const double *weight,
                           double bias_slope, int count) {
    memset(solver->step, 0, (size_t)(count + 1) * sizeof *solver->step);
    for (int k = 0; k < count; k++) {
        solver->step_gradient[k] = solver->gradient[solver->free[k]];
    }
    solver->step_gradient[count] = bias_slope;
    double most = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double gain = 0;
        for (int k = count; k >= 0; k--) {
            gain = fmax(gain, move_one(solver, problem, weight, k, count));
        }
        most = fmax(most, gain);
        if (gain <= 1e-12 * most || gain < 1e-18) {
            return;
        }
    }
}

/* Writes the weights after a share of the step. */
static void take_step(const solver_t *solver, double share, int count, const double *from,
                      double *to) {
    for (int k = 0; k < count; k++) {
        const int i = solver->free[k];
        to[i] = from[k] + share * solver->step[k];
    }
}

/* Shortens the step until the objective falls enough, and takes it. Returns FALSE if none does. */
static gboolean search(solver_t *solver, const problem_t *problem, double *bias, double *weight,
                       double bias_slope, int count, double *objective) {
    double *from = solver->step_gradient; /* scratch memory from here on */
    double fall = bias_slope * solver->step[count];
    for (int k = 0; k < count; k++) {
        const int i = solver->free[k];
        from[k] = weight[i];
        fall += solver->gradient[i] * solver->step[k] +
                problem->l1[i] * (fabs(from[k] + solver->step[k]) - fabs(from[k]));
    }
    const double before = *bias;
    double share = 1;
    for (int k = 0; k < HALVINGS && fall < 0; k++) {
        take_step(solver, share, count, from, weight);
        *bias = before + share * solver->step[count];
        set_eta(solver, problem, *bias, weight);
        const double value = sum_loss(problem, solver->eta, NULL, NULL) + penalty(problem, weight);
        if (value <= *objective + 1e-4 * share * fall) {
            *objective = value;
            return TRUE;
        }
        share /= 2;
    }
    take_step(solver, 0, count, from, weight);
    *bias = before;
    return FALSE;
}

int solver_run(solver_t *solver, const problem_t *problem, double *bias, double *weight) {
    double bias_slope;
    double objective =
        solver_objective(solver, problem, *bias, weight, &bias_slope, solver->gradient);
    for (int step = 0; step < SOLVER_STEPS; step++) {
        if (solver_violation(problem, weight, bias_slope, solver->gradient) < TOLERANCE) {
            return step;
        }
        const int count = choose_free(solver, problem, weight);
        make_hessian(solver, problem, count);
        minimise_model(solver, problem, weight, bias_slope, count);
        if (!search(solver, problem, bias, weight, bias_slope, count, &objective)) {
            return step; /* rounding errors are all that is left */
        }
        objective = solver_objective(solver, problem, *bias, weight, &bias_slope, solver->gradient);
    }
    return SOLVER_STEPS;
}

/* --- Information ------------------------------------------------------------------------------ */

void solver_information(solver_t *solver, const problem_t *problem, double bias,
                        const double *weight, double *information) {
    const int n = problem->n, all = n + 1;
    set_eta(solver, problem, bias, weight);
    sum_loss(problem, solver->eta, solver->slope, solver->bend);
    for (int i = 0; i < n; i++) {
        solver->free[i] = i;
    }
    make_hessian(solver, problem, n);
    const double used = used_times(problem);
    for (int k = 0; k < all * all; k++) {
        information[k] = used * solver->hessian[k];
    }
    for (int i = 0; i < n; i++) {
        information[i * all + i] -= used * 2 * problem->l2[i];
    }
    information[n * all + n] -= used * 1e-12;
}
