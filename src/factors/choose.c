/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Starts of one number of factors, how alike they end, and what they predict.
 *
 * The error has local minima, so fits begin at several random factors. If there are too many
 * factors, splits of them are arbitrary, and starts end at different ones: the mean match of the
 * starts falls (Williams et al., Neuron 98:1099, 2018). Structure of chance can be stable, too,
 * because all starts see the same values. Therefore some neurons of each animal are held out. Their
 * pairs are known from other animals, and the animal's loads from its other neurons, but not their
 * noise. So factors that describe noise predict nothing there. */

#include "factors/choose.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"

#include <math.h>
#include <string.h>

/* Falls of the error per sweep at which fits end: all starts, and the best one. */
static const double ROUGH = 1e-6, FINE = 1e-7;

enum { FOLDS = 5 };

void latigraph_trial_destroy(latigraph_trial_t *trial) {
    for (int k = 0; k < trial->starts && trial->start != NULL; k++) {
        latigraph_cp_destroy(&trial->start[k]);
    }
    g_free(trial->start);
}

static latigraph_cp_limits_t limits_of(const latigraph_factors_options_t *options,
                                       double tolerance) {
    return (latigraph_cp_limits_t){.iterations = (int)options->iterations,
                                   .tolerance = tolerance,
                                   .threads = (int)options->threads};
}

static void put_best_first(latigraph_trial_t *trial) {
    int best = 0;
    for (int k = 1; k < trial->starts; k++) {
        best = trial->start[k].error < trial->start[best].error ? k : best;
    }
    const latigraph_cp_t first = trial->start[0];
    trial->start[0] = trial->start[best];
    trial->start[best] = first;
}

igraph_error_t latigraph_trial_init(latigraph_trial_t *trial, const latigraph_tensor_t *tensor,
                                    int rank, const latigraph_factors_options_t *options) {
    latigraph_cp_limits_t limits = limits_of(options, ROUGH);
    *trial = (latigraph_trial_t){.starts = (int)options->starts};
    IGRAPH_FINALLY(latigraph_trial_destroy, trial);
    trial->start = g_try_new0(latigraph_cp_t, options->starts);
    LATIGRAPH_CHECK_MEMORY(trial->start);
    for (int k = 0; k < trial->starts; k++) {
        IGRAPH_CHECK(latigraph_cp_init(&trial->start[k], tensor, rank, tensor->known, options->seed,
                                       (guint64)rank << 32 | (guint64)k));
        IGRAPH_FINALLY_CLEAN(1); /* the trial owns it */
    }
    IGRAPH_CHECK(latigraph_cp_run(trial->start, trial->starts, tensor, &limits));
    put_best_first(trial);
    limits.tolerance = FINE;
    return latigraph_cp_run(trial->start, 1, tensor, &limits);
}

igraph_error_t latigraph_trial_match(const latigraph_trial_t *trial,
                                     const latigraph_tensor_t *tensor, double *match) {
    double sum = 0;
    int pairs = 0;
    for (int k = 0; k < trial->starts; k++) {
        for (int m = 0; m < k; m++, pairs++) {
            double own;
            LATIGRAPH_ALLOW_INTERRUPTION();
            IGRAPH_CHECK(latigraph_cp_match(&trial->start[k], &trial->start[m], tensor, &own));
            sum += own;
        }
    }
    *match = pairs > 0 ? sum / pairs : NAN;
    return IGRAPH_SUCCESS;
}

/* --- Held-out neurons ------------------------------------------------------------------------- */

/* Assigns the live neurons of each animal to folds at random: fold (animals, neurons). */
static void draw_folds(const latigraph_tensor_t *tensor, guint64 seed, int *order, guint8 *fold) {
    for (int w = 0; w < tensor->animals; w++) {
        latigraph_stream_t stream;
        int live = 0;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_FACTORS,
                              (guint64)1 << 63 | (guint64)w);
        latigraph_stream_permutation(&stream, order, tensor->neurons);
        for (int k = 0; k < tensor->neurons; k++) {
            const size_t cell = (size_t)w * tensor->neurons + order[k];
            fold[cell] = (guint8)(live % FOLDS);
            live += tensor->live[cell];
        }
    }
}

/* Marks the pairs that are known and not held out in a fold. */
static void mark_known(const latigraph_tensor_t *tensor, const guint8 *fold, int out,
                       guint8 *known) {
    for (int w = 0; w < tensor->animals; w++) {
        const guint8 *own = fold + (size_t)w * tensor->neurons;
        for (int p = 0; p < tensor->pairs; p++) {
            const size_t cell = (size_t)w * tensor->pairs + p;
            known[cell] = tensor->known[cell] && own[tensor->first[p]] != out &&
                          own[tensor->second[p]] != out;
        }
    }
}

/* Starts the fit of a fold from the times and animals of another fit. Rows of pairs begin at 0, so
 * that pairs which no animal knows stay there. */
static igraph_error_t begin_fold(latigraph_cp_t *cp, const latigraph_tensor_t *tensor,
                                 const latigraph_cp_t *from, const guint8 *known) {
    const gsize rank = (gsize)from->rank;
    IGRAPH_CHECK(latigraph_cp_init(cp, tensor, from->rank, known, 0, 0));
    memset(cp->a, 0, rank * (gsize)tensor->pairs * sizeof *cp->a);
    memcpy(cp->b, from->b, rank * (gsize)tensor->times * sizeof *cp->b);
    memcpy(cp->c, from->c, rank * (gsize)tensor->animals * sizeof *cp->c);
    memcpy(cp->gram_b, from->gram_b, rank * rank * sizeof *cp->gram_b);
    return IGRAPH_SUCCESS;
}

/* Residuals of one animal at the pairs that are held out. */
typedef struct {
    const latigraph_tensor_t *tensor;
    const latigraph_cp_t *cp;
    double *error, *norm; /* (animals) */
} scoring_t;

static double squared_residual(const latigraph_tensor_t *tensor, const latigraph_cp_t *cp,
                               int animal, int pair) {
    const float *x = tensor->slice[animal] + (size_t)pair * tensor->times;
    const float *a = cp->a + (size_t)pair * cp->rank;
    const double *c = cp->c + (size_t)animal * cp->rank;
    double sum = 0;
    for (int t = 0; t < tensor->times; t++) {
        double residual = x[t];
        for (int r = 0; r < cp->rank; r++) {
            residual -= a[r] * c[r] * cp->b[(size_t)t * cp->rank + r];
        }
        sum += residual * residual;
    }
    return sum;
}

static void score_animal(int animal, int worker, void *data) {
    const scoring_t *scoring = data;
    const latigraph_tensor_t *tensor = scoring->tensor;
    (void)worker;
    for (int p = 0; p < tensor->pairs; p++) {
        const size_t cell = (size_t)animal * tensor->pairs + p;
        if (tensor->known[cell] && !scoring->cp->known[cell]) {
            scoring->error[animal] += squared_residual(tensor, scoring->cp, animal, p);
            scoring->norm[animal] += tensor->squares[cell];
        }
    }
}

static igraph_error_t score(const latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int threads,
                            double *share) {
    scoring_t scoring = {.tensor = tensor, .cp = cp};
    double error = 0, norm = 0;
    LATIGRAPH_ALLOCATE(scoring.error, tensor->animals);
    LATIGRAPH_ALLOCATE(scoring.norm, tensor->animals);
    latigraph_parallel_for(threads, tensor->animals, score_animal, &scoring);
    for (int w = 0; w < tensor->animals; w++) {
        error += scoring.error[w];
        norm += scoring.norm[w];
    }
    *share = norm > 0 ? 1 - error / norm : NAN;
    g_free(scoring.norm);
    g_free(scoring.error);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fit_folds(latigraph_trial_t *folds, const latigraph_trial_t *trial,
                                const latigraph_tensor_t *tensor,
                                const latigraph_factors_options_t *options, guint8 *known,
                                const guint8 *fold) {
    const gsize cells = (gsize)tensor->animals * (gsize)tensor->pairs;
    const latigraph_cp_limits_t limits = limits_of(options, ROUGH);
    for (int k = 0; k < FOLDS; k++) {
        mark_known(tensor, fold, k, known + (gsize)k * cells);
        IGRAPH_CHECK(
            begin_fold(&folds->start[k], tensor, &trial->start[0], known + (gsize)k * cells));
        IGRAPH_FINALLY_CLEAN(1); /* the folds own it */
    }
    return latigraph_cp_run(folds->start, FOLDS, tensor, &limits);
}

/* Gets the mean share of the folds. Some hold no pair out if animals have fewer neurons than there
 * are folds, and these do not count. */
static igraph_error_t score_folds(const latigraph_trial_t *folds, const latigraph_tensor_t *tensor,
                                  int threads, double *share) {
    double own[FOLDS];
    int count = 0;
    for (int k = 0; k < FOLDS; k++) {
        IGRAPH_CHECK(score(&folds->start[k], tensor, threads, &own[k]));
        count += !isnan(own[k]);
    }
    *share = count > 0 ? 0 : NAN;
    for (int k = 0; k < FOLDS; k++) {
        *share += isnan(own[k]) ? 0 : own[k] / count;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_trial_held_out(const latigraph_trial_t *trial,
                                        const latigraph_tensor_t *tensor,
                                        const latigraph_factors_options_t *options, double *share) {
    latigraph_trial_t folds = {.starts = FOLDS};
    guint8 *fold, *known;
    int *order;
    *share = NAN;
    if (tensor->animals == 1) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(fold, (gsize)tensor->animals * (gsize)tensor->neurons);
    LATIGRAPH_ALLOCATE(order, tensor->neurons);
    LATIGRAPH_ALLOCATE(known, FOLDS * (gsize)tensor->animals * (gsize)tensor->pairs);
    folds.start = g_try_new0(latigraph_cp_t, FOLDS);
    LATIGRAPH_CHECK_MEMORY(folds.start);
    IGRAPH_FINALLY(latigraph_trial_destroy, &folds);
    draw_folds(tensor, options->seed, order, fold);
    IGRAPH_CHECK(fit_folds(&folds, trial, tensor, options, known, fold));
    IGRAPH_CHECK(score_folds(&folds, tensor, (int)options->threads, share));
    latigraph_trial_destroy(&folds);
    g_free(known);
    g_free(order);
    g_free(fold);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
