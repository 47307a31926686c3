/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A cross-validated classifier of two classes: logistic regression with a ridge penalty.
 *
 * The loss is convex and is minimised by Newton's method, with step halving. The penalty is chosen
 * by nested cross-validation within the training folds. A certainty of ½ competes with all
 * penalties, so the classifier abstains if nothing can be learned. Classes have equal total weight.
 */

#include "measure/classifier.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>

/* Penalties λ of ½ λ |β|², strongest first. Features have SD 1. */
static const double PENALTY[] = {1000, 100, 10, 1};
enum { PENALTIES = G_N_ELEMENTS(PENALTY), NEWTON_STEPS = 50, HALVINGS = 30 };

igraph_error_t latigraph_classifier_init(latigraph_classifier_t *classifier, int rows,
                                         int features) {
    const gsize width = (gsize)features + 1, n = (gsize)rows;
    double *next = g_try_new0(double, 2 * n * width + 3 * n + width * width + 5 * width);
    if (next == NULL) {
        IGRAPH_ERRORF("Not enough memory to classify %d circuits.", IGRAPH_ENOMEM, rows);
    }
    classifier->width = features + 1;
    classifier->block = next;
    classifier->mean = next;
    classifier->sd = (next += width);
    classifier->beta = (next += width);
    classifier->step = (next += width);
    classifier->trial = (next += width);
    classifier->hessian = (next += width);
    classifier->x = (next += width * width);
    classifier->scaled = (next += n * width);
    classifier->sign = (next += n * width);
    classifier->weight = (next += n);
    classifier->margin = next + n;
    return IGRAPH_SUCCESS;
}

void latigraph_classifier_destroy(latigraph_classifier_t *classifier) {
    g_free(classifier->block);
}

static gboolean is_used(const latigraph_classification_t *task, int row) {
    return task->side[row] == 0 || task->side[row] == 1;
}

/* Returns whether a row is trained on: its fold is neither of the two that are left out. */
static gboolean is_trained(const latigraph_classification_t *task, int row, int left_out,
                           int left_out_too) {
    return is_used(task, row) && task->fold[row] != left_out && task->fold[row] != left_out_too;
}

static void standardise(const latigraph_classifier_t *c, const double *feature, double *x) {
    for (int k = 0; k < c->width - 1; k++) {
        x[k] = isnan(feature[k]) || !(c->sd[k] > 0) ? 0 : (feature[k] - c->mean[k]) / c->sd[k];
    }
    x[c->width - 1] = 1;
}

/* Computes the mean and SD of the features over the training rows. */
static void measure_features(latigraph_classifier_t *c, const latigraph_classification_t *task,
                             int left_out, int left_out_too) {
    for (int k = 0; k < c->width - 1; k++) {
        double total = 0, mean = 0, squares = 0;
        for (int i = 0; i < task->rows; i++) {
            const double value = task->feature[(gsize)i * (gsize)(c->width - 1) + (gsize)k];
            if (is_trained(task, i, left_out, left_out_too) && !isnan(value)) {
                const double step = value - mean;
                mean += step / ++total;
                squares += step * (value - mean);
            }
        }
        c->mean[k] = mean;
        /* The rounding error of a constant feature does not count as spread. */
        c->sd[k] = squares > 1e-20 * total * mean * mean ? sqrt(squares / total) : 0;
    }
}

/* Collects the training rows. Returns their number, or 0 if a class is missing. */
static int gather(latigraph_classifier_t *c, const latigraph_classification_t *task, int left_out,
                  int left_out_too) {
    int rows = 0, of_side[2] = {0, 0};
    measure_features(c, task, left_out, left_out_too);
    for (int i = 0; i < task->rows; i++) {
        if (is_trained(task, i, left_out, left_out_too)) {
            standardise(c, task->feature + (gsize)i * (gsize)(c->width - 1),
                        c->x + (gsize)rows * (gsize)c->width);
            of_side[task->side[i]]++;
            c->sign[rows++] = task->side[i] == 0 ? -1 : 1;
        }
    }
    for (int i = 0; i < rows; i++) {
        c->weight[i] = 0.5 * rows / of_side[c->sign[i] > 0];
    }
    return of_side[0] > 0 && of_side[1] > 0 ? rows : 0;
}

/* Returns −ln(1 + exp(−margin)) without overflow. */
static double log_logistic(double margin) {
    return margin < 0 ? margin - log1p(exp(margin)) : -log1p(exp(-margin));
}

/* Returns the penalised loss at `beta` and fills the margins. */
static double loss(latigraph_classifier_t *c, int rows, double penalty, const double *beta) {
    double sum = 0.5 * penalty * cblas_ddot(c->width - 1, beta, 1, beta, 1);
    cblas_dgemv(CblasRowMajor, CblasNoTrans, rows, c->width, 1, c->x, c->width, beta, 1, 0,
                c->margin, 1);
    for (int i = 0; i < rows; i++) {
        c->margin[i] *= c->sign[i];
        sum -= c->weight[i] * log_logistic(c->margin[i]);
    }
    return sum;
}

/* Computes Newton's step at beta, for known margins, into `step`. Returns twice the predicted gain.
 */
static double newton_step(latigraph_classifier_t *c, int rows, double penalty) {
    double *gradient = c->trial; /* unused until the step is tried */
    for (int i = 0; i < rows; i++) {
        const double wrong = 1 / (1 + exp(c->margin[i]));
        const double root = sqrt(c->weight[i] * wrong * (1 - wrong));
        for (int k = 0; k < c->width; k++) {
            const gsize at = (gsize)i * (gsize)c->width + (gsize)k;
            c->scaled[at] = root * c->x[at];
        }
        c->margin[i] = -c->weight[i] * c->sign[i] * wrong;
    }
    cblas_dgemv(CblasRowMajor, CblasTrans, rows, c->width, 1, c->x, c->width, c->margin, 1, 0,
                gradient, 1);
    cblas_daxpy(c->width - 1, penalty, c->beta, 1, gradient, 1);
    cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, c->width, rows, 1, c->scaled, c->width, 0,
                c->hessian, c->width);
    for (int k = 0; k < c->width; k++) {
        c->hessian[k * c->width + k] += k < c->width - 1 ? penalty : 1e-9;
        c->step[k] = gradient[k];
    }
    if (latigraph_cholesky(c->width, c->hessian) != 0) {
        return 0;
    }
    latigraph_cholesky_solve(c->width, c->hessian, c->step, 1);
    return cblas_ddot(c->width, gradient, 1, c->step, 1);
}

/* Minimises the loss, starting from the current beta. */
static void fit(latigraph_classifier_t *c, int rows, double penalty) {
    double before = loss(c, rows, penalty, c->beta);
    for (int s = 0; s < NEWTON_STEPS; s++) {
        double share = 1, after = INFINITY;
        if (!(newton_step(c, rows, penalty) > 1e-7)) {
            return;
        }
        for (int h = 0; h < HALVINGS && !(after <= before); h++, share /= 2) {
            cblas_dcopy(c->width, c->beta, 1, c->trial, 1);
            cblas_daxpy(c->width, -share, c->step, 1, c->trial, 1);
            after = loss(c, rows, penalty, c->trial);
        }
        if (!(after <= before)) {
            return;
        }
        cblas_dcopy(c->width, c->trial, 1, c->beta, 1);
        before = after;
    }
}

/* Returns log₂ of the probability of the correct class. `step` serves as scratch. */
static double judge(latigraph_classifier_t *c, const latigraph_classification_t *task, int row) {
    standardise(c, task->feature + (gsize)row * (gsize)(c->width - 1), c->step);
    const double value = cblas_ddot(c->width, c->step, 1, c->beta, 1);
    return log_logistic(task->side[row] == 0 ? -value : value) / G_LN2;
}

/* Adds the mean of log₂ P over the rows of one fold for every penalty; both classes count equally.
 */
static void try_penalties(latigraph_classifier_t *c, const latigraph_classification_t *task,
                          const int of_side[2], int outer, int inner, double *score) {
    const int rows = gather(c, task, outer, inner);
    memset(c->beta, 0, sizeof(double) * (gsize)c->width);
    for (int k = 0; k < PENALTIES; k++) {
        if (rows > 0) {
            fit(c, rows, PENALTY[k]);
        }
        for (int i = 0; i < task->rows; i++) {
            if (is_used(task, i) && task->fold[i] == inner) {
                /* Zero of the scale is the score of certainty ½. */
                score[k] += (rows > 0 ? 1 + judge(c, task, i) : 0) / of_side[task->side[i]];
            }
        }
    }
}

/* Returns the best penalty in the folds other than `outer`, or a negative number if certainty ½ is
 * best. */
static double choose_penalty(latigraph_classifier_t *c, const latigraph_classification_t *task,
                             const int of_side[2], int outer) {
    double score[PENALTIES] = {0}, best = 0, penalty = -1;
    for (int inner = 0; inner < task->folds; inner++) {
        if (inner != outer) {
            try_penalties(c, task, of_side, outer, inner, score);
        }
    }
    for (int k = 0; k < PENALTIES; k++) {
        if (score[k] > best) {
            best = score[k];
            penalty = PENALTY[k];
        }
    }
    return penalty;
}

void latigraph_cross_classify(latigraph_classifier_t *c, const latigraph_classification_t *task,
                              double *log_probability) {
    int of_side[2] = {0, 0};
    for (int i = 0; i < task->rows; i++) {
        if (is_used(task, i)) {
            of_side[task->side[i]]++;
        }
    }
    for (int outer = 0; outer < task->folds; outer++) {
        const double penalty = choose_penalty(c, task, of_side, outer);
        const int rows = penalty > 0 ? gather(c, task, outer, outer) : 0;
        memset(c->beta, 0, sizeof(double) * (gsize)c->width);
        if (rows > 0) {
            fit(c, rows, penalty);
        }
        for (int i = 0; i < task->rows; i++) {
            if (is_used(task, i) && task->fold[i] == outer) {
                log_probability[i] = rows > 0 ? judge(c, task, i) : -1;
            }
        }
    }
}
