/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Fits of all outputs of a functional connectome.
 *
 * Outputs are independent and are fitted by several threads. Penalties are chosen by predicting
 * stretches of recordings that a fit has not seen; stretches and not random rows, because
 * neighbouring rows are alike. One candidate is sparse: after a fit with equal penalties, weights
 * are penalised by 1 / (size + 5 % of the largest) and fitted again, twice. This approaches a
 * logarithmic penalty (Candès, Wakin, Boyd, J. Fourier Anal. Appl. 14:877, 2008), which shrinks
 * strong synapses less. It also removes more of the weak synapses that correlated inputs make up.
 * New rooms break correlations between inputs, so that this matters most there. */

#include "functional/fit.h"

#include "base/cblas.h"
#include "base/lapack.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

enum { PASSES = 2 };

static const double FLOOR = 0.05; /* share of the largest weight */

igraph_error_t latigraph_functional_progress(double percent) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_PROGRESS("Functional fit: ", percent, NULL);
    return IGRAPH_SUCCESS;
}

/* --- One fit ---------------------------------------------------------------------------------- */

/* Memory of a thread for one output. */
typedef struct {
    double *y, *use;        /* (trained) */
    double *weight, *plain; /* (n) weights, and those before large ones were penalised less */
    double *l1, *l2;        /* (n) */
    double *eta;            /* (rows) */
    double *others;         /* (trained) predictions of other folds */
    double plain_bias, bias;
} output_t;

static output_t output_of(const job_t *job, int worker) {
    double *memory = job->scratch + (gsize)worker * job->scratch_size;
    const gsize n = (gsize)job->n, t = (gsize)job->trained;
    return (output_t){.y = memory,
                      .use = memory + t,
                      .others = memory + 2 * t,
                      .weight = memory + 3 * t,
                      .plain = memory + 3 * t + n,
                      .l1 = memory + 3 * t + 2 * n,
                      .l2 = memory + 3 * t + 3 * n,
                      .eta = memory + 3 * t + 4 * n};
}

static double largest(const double *weight, int n) {
    return n > 0 ? fabs(weight[cblas_idamax(n, weight, 1)]) : 0;
}

/* Sets equal penalties; earlier synapses are attracted to their weights instead. */
static void set_penalties(const job_t *job, const output_t *output, int c, candidate_t candidate,
                          double times) {
    const double *centre = job->centre + (size_t)c * (size_t)job->n;
    for (int i = 0; i < job->n; i++) {
        output->l1[i] = centre[i] != 0 ? 0 : candidate.penalty / times;
        output->l2[i] = job->options->ridge + candidate.attraction / times;
    }
}

/* Penalises large weights less. */
static void set_sparse(const job_t *job, const output_t *output, candidate_t candidate,
                       double times, double most) {
    for (int i = 0; i < job->n; i++) {
        output->l1[i] = candidate.penalty / times / (fabs(output->weight[i]) / most + FLOOR);
    }
}

/* Fits output c to the rows that are used. The start is `plain` and `plain_bias`, which get the
 * solution with equal penalties; the result is in `weight` and `bias`. */
static void fit_output(const job_t *job, output_t *output, solver_t *solver, int c,
                       candidate_t candidate) {
    const double times = cblas_dasum(job->trained, output->use, 1);
    const problem_t problem = {.n = job->n,
                               .times = job->trained,
                               .x = job->x,
                               .y = output->y,
                               .use = output->use,
                               .sign = job->sign + (size_t)c * (size_t)job->n,
                               .l1 = output->l1,
                               .l2 = output->l2,
                               .centre = job->centre + (size_t)c * (size_t)job->n,
                               .softness = job->options->softness,
                               .squares = job->options->loss == LATIGRAPH_LOSS_SQUARES};
    set_penalties(job, output, c, candidate, times);
    solver_run(solver, &problem, &output->plain_bias, output->plain);
    memcpy(output->weight, output->plain, (size_t)job->n * sizeof(double));
    output->bias = output->plain_bias;
    for (int pass = 0; pass < PASSES && candidate.sparse; pass++) {
        const double most = largest(output->weight, job->n);
        if (most == 0) {
            return;
        }
        set_sparse(job, output, candidate, times, most);
        solver_run(solver, &problem, &output->bias, output->weight);
    }
}

/* Predicts output c, in its own unit, at `count` rows whose inputs are x (n, count). `predicted` is
 * the first entry of column c. */
static void predict(const job_t *job, const output_t *output, int c, const double *x, int count,
                    double *predicted) {
    solver_linear_values(job->n, count, x, output->bias, output->weight, output->eta);
    for (int t = 0; t < count; t++) {
        predicted[(size_t)t * (size_t)job->m] =
            job->scale[c] * solver_output(output->eta[t], job->options->softness);
    }
}

/* --- Folds ------------------------------------------------------------------------------------ */

/* Returns the summed loss of a prediction at the rows of a fold. */
static double fold_loss(const job_t *job, const output_t *output, int c, int fold,
                        const double *predicted) {
    double sum = 0;
    for (int t = 0; t < job->trained; t++) {
        const double y = output->y[t];
        if (job->fold[t] == fold && job->use[t] != 0 && isfinite(y)) {
            const double f = predicted[(size_t)t * (size_t)job->m] / job->scale[c];
            sum += job->options->loss == LATIGRAPH_LOSS_SQUARES ? 0.5 * (y - f) * (y - f)
                                                                : f - y * log(fmax(f, 1e-9));
        }
    }
    return sum;
}

/* Chooses rows: those that are known, without a fold, or of a part. */
static void use_rows(const job_t *job, const output_t *output, int fold) {
    for (int t = 0; t < job->trained; t++) {
        const gboolean known = job->use[t] != 0 && isfinite(output->y[t]);
        output->use[t] = known && job->fold[t] != fold && (job->part == NULL || job->part[t] != 0);
    }
}

/* Predicts every fold from the others by the candidate that is tried. Returns the loss, which is
 * only a part of it if the loop is cancelled. */
static double try_folds(job_t *job, output_t *output, solver_t *solver, int c) {
    double *column = job->predicted + c, sum = 0;
    for (int fold = 0; fold < job->options->folds && !latigraph_cancelled(&job->cancel); fold++) {
        use_rows(job, output, fold);
        if (cblas_dasum(job->trained, output->use, 1) < 1) {
            continue;
        }
        fit_output(job, output, solver, c, job->chosen);
        for (int t = 0; t < job->trained; t++) { /* keep the predictions of other folds */
            output->others[t] = column[(size_t)t * (size_t)job->m];
        }
        predict(job, output, c, job->x, job->trained, column);
        for (int t = 0; t < job->trained; t++) {
            column[(size_t)t * (size_t)job->m] =
                job->fold[t] == fold ? column[(size_t)t * (size_t)job->m] : output->others[t];
        }
        sum += fold_loss(job, output, c, fold, column);
    }
    return sum;
}

/* --- All outputs ------------------------------------------------------------------------------ */

/* Starts from the earlier fit, or from a constant. */
static void start(const job_t *job, output_t *output, int c) {
    const size_t first = (size_t)c * (size_t)job->n;
    const double s = job->options->softness, mean = 1; /* scaled Poisson outputs have mean 1 */
    memcpy(output->plain, job->centre + first, (size_t)job->n * sizeof(double));
    output->plain_bias = isfinite(job->centre_bias[c]) ? job->centre_bias[c]
                         : mean / s > 30               ? mean
                                                       : s * log(expm1(mean / s));
    for (int t = 0; t < job->trained; t++) {
        output->y[t] = job->data->y[(size_t)t * (size_t)job->m + (size_t)c] / job->scale[c];
    }
}

/* Posterior SD over prior SD of every weight, from the second derivative at the solution. The prior
 * of which the penalty is the logarithm has SD 1 / penalty, in units where the loss is in nats. */
static void identify(const job_t *job, output_t *output, solver_t *solver, int c) {
    const int n = job->n, all = n + 1;
    const problem_t problem = {.n = n,
                               .times = job->trained,
                               .x = job->x,
                               .y = output->y,
                               .use = output->use,
                               .l2 = output->l2,
                               .softness = job->options->softness,
                               .squares = job->options->loss == LATIGRAPH_LOSS_SQUARES};
    const double nats = job->options->loss == LATIGRAPH_LOSS_SQUARES ? 1 : job->scale[c];
    const double times = cblas_dasum(job->trained, output->use, 1);
    const double rate = fmax(nats * job->chosen.penalty, 1e-6);
    const double precision = rate * rate + 2 * nats * times * job->options->ridge;
    double *information = output->eta + job->rows; /* (all, all) */
    double *target = job->identified + (size_t)c * (size_t)n;
    solver_information(solver, &problem, output->bias, output->weight, information);
    for (int k = 0; k < all * all; k++) {
        information[k] *= nats;
    }
    for (int k = 0; k < all; k++) {
        information[k * all + k] += k < n ? precision : 1e-9;
    }
    const gboolean fine = latigraph_cholesky(all, information) == 0 &&
                          latigraph_cholesky_invert(all, information) == 0;
    for (int i = 0; i < n; i++) {
        const double share = fine ? sqrt(information[i * all + i] * precision) : NAN;
        target[i] = 1 - fmin(share, 1);
    }
}

static void fit_body(int c, int worker, void *data) {
    job_t *job = data;
    output_t output = output_of(job, worker);
    solver_t *solver = &job->solver[worker];
    const size_t first = (size_t)c * (size_t)job->n;
    if (latigraph_cancelled(&job->cancel) || job->scale[c] == 0) {
        return;
    }
    start(job, &output, c);
    if (job->trying) {
        job->loss[c] = try_folds(job, &output, solver, c);
        return;
    }
    use_rows(job, &output, -1);
    fit_output(job, &output, solver, c, job->chosen);
    if (job->part != NULL || job->options->folds == 0) {
        predict(job, &output, c, job->x, job->trained, job->predicted + c);
    }
    predict(job, &output, c, job->unseen_x, job->rows - job->trained,
            job->predicted + (size_t)job->trained * (size_t)job->m + c);
    if (job->part == NULL) {
        memcpy(job->weight + first, output.weight, (size_t)job->n * sizeof(double));
        job->bias[c] = output.bias;
        if (job->identified != NULL && !job->no_folds) {
            identify(job, &output, solver, c);
        }
    }
}

/* Runs the loop over outputs. An interruption frees the arrays of the job. */
static igraph_error_t run_outputs(job_t *job) {
    latigraph_cancel_init(&job->cancel);
    latigraph_parallel_for(job->threads, job->m, fit_body, job);
    if (latigraph_cancelled(&job->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}

/* Predicts left-out stretches of all outputs by a candidate, and adds up the loss. */
static igraph_error_t try_candidate(job_t *job, int k, double *loss) {
    job->chosen = job->candidate[k];
    memset(job->loss, 0, (gsize)job->m * sizeof *job->loss);
    job->trying = TRUE;
    const igraph_error_t code = run_outputs(job);
    job->trying = FALSE;
    if (code != IGRAPH_SUCCESS) { /* an interruption has freed the losses */
        return code;
    }
    *loss = 0;
    for (int c = 0; c < job->m; c++) {
        *loss += job->loss[c];
    }
    return IGRAPH_SUCCESS;
}

/* Chooses the candidate whose predictions of left-out stretches are best over all outputs, and
 * keeps its predictions. A choice per output follows the noise of each. */
static igraph_error_t choose(job_t *job) {
    double least = INFINITY;
    int best = 0;
    for (int k = 0; k < job->candidates; k++) {
        double loss;
        IGRAPH_CHECK(latigraph_functional_progress(80.0 * k / job->candidates));
        IGRAPH_CHECK(try_candidate(job, k, &loss));
        best = loss < least ? k : best;
        least = fmin(least, loss);
    }
    if (best < job->candidates - 1) {
        IGRAPH_CHECK(try_candidate(job, best, &least));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_fit_all(job_t *job) {
    job->chosen = job->candidate[0];
    if (job->options->signs == LATIGRAPH_SIGNS_DALE && job->options->within == NULL) {
        job->no_folds = TRUE;
        IGRAPH_CHECK(run_outputs(job));
        job->no_folds = FALSE;
        latigraph_functional_settle_signs(job);
    }
    if (job->options->folds > 0) {
        IGRAPH_CHECK(choose(job));
    }
    IGRAPH_CHECK(run_outputs(job));
    return latigraph_functional_progress(85);
}

igraph_error_t latigraph_functional_fit_part(job_t *job, double *part) {
    job->part = part;
    const igraph_error_t code = run_outputs(job);
    job->part = NULL;
    return code;
}
