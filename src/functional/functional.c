/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Functional connectomes: checks of options, units, and the way from recordings to a network.
 *
 *     recordings ──z-scores──▶ folds, penalties ──fit──▶ weights ──▶ scores, network, remarks
 *
 * The form is that of Liu, Mavor-Parker and Barry ("Functional connectome: approximating brain
 * networks with artificial neural networks", 2022): outputs are thresholded sums of inputs. */

#include "functional/fit.h"

#include "base/checks.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

enum { ROWS_MIN = 10, IDENTIFIED_MAX = 1000 };

/* Penalties that are tried if none is given. */
static const candidate_t usual[] = {{0.5, FALSE, 0}, {0.5, TRUE, 0}};
/* Attractions to an earlier fit that are tried if none is given. */
static const double attractions[] = {1, 10, 100, 1000};

/**
 * \function latigraph_functional_options_init
 * \brief Sets all options of \ref latigraph_functional_fit() to their defaults.
 *
 * The defaults are positive weights, the Poisson loss, no lags, chosen penalties, five folds, no
 * plain network, seed 1 and one thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: options of a fit with weights of any sign.
 * \verbatim
 *   latigraph_functional_options_t choice;
 *   latigraph_functional_options_init(&choice);
 *   choice.signs = LATIGRAPH_SIGNS_FREE;
 * \endverbatim
 */
void latigraph_functional_options_init(latigraph_functional_options_t *options) {
    *options = (latigraph_functional_options_t){.signs = LATIGRAPH_SIGNS_POSITIVE,
                                                .loss = LATIGRAPH_LOSS_POISSON,
                                                .penalty = IGRAPH_NAN,
                                                .ridge = 1e-4,
                                                .softness = 0.35,
                                                .sparse = true,
                                                .folds = 5,
                                                .steps = 3000,
                                                .attraction = IGRAPH_NAN,
                                                .seed = 1,
                                                .threads = 1};
}

/* --- Results ---------------------------------------------------------------------------------- */

enum { VECTORS = 13 };

/* Lists the vectors of a result, so that initialising and freeing treat the same ones. */
static void list_vectors(latigraph_functional_t *fit, igraph_vector_t *vectors[VECTORS]) {
    igraph_vector_t *const all[VECTORS] = {&fit->r2,
                                           &fit->deviance,
                                           &fit->unseen_r2,
                                           &fit->synapses,
                                           &fit->rows,
                                           &fit->unseen,
                                           &fit->recording_r2,
                                           &fit->recording_deviance,
                                           &fit->baseline_r2,
                                           &fit->still,
                                           &fit->curve_rows,
                                           &fit->curve_r2,
                                           &fit->curve_unseen_r2};
    memcpy(vectors, all, sizeof all);
}

/**
 * \function latigraph_functional_init
 * \brief Initialises the result of a functional fit.
 *
 * \param fit The result; free it with \ref latigraph_functional_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: a result that is initialised and freed.
 * \verbatim
 *   latigraph_functional_t fit;
 *   latigraph_functional_init(&fit);
 *   latigraph_functional_destroy(&fit);
 * \endverbatim
 */
igraph_error_t latigraph_functional_init(latigraph_functional_t *fit) {
    igraph_vector_t *vectors[VECTORS];
    list_vectors(fit, vectors);
    for (int k = 0; k < VECTORS; k++) {
        IGRAPH_VECTOR_INIT_FINALLY(vectors[k], 0);
    }
    fit->penalty = fit->attraction = IGRAPH_NAN;
    fit->sparse = false;
    IGRAPH_STRVECTOR_INIT_FINALLY(&fit->outputs, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&fit->recordings, 0);
    IGRAPH_CHECK(igraph_graph_list_init(&fit->network, 0));
    IGRAPH_FINALLY_CLEAN(VECTORS + 2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_functional_destroy
 * \brief Frees the result of a functional fit.
 *
 * \param fit The result.
 *
 * Time complexity: linear in its size.
 *
 * Example: a result that is initialised and freed.
 * \verbatim
 *   latigraph_functional_t fit;
 *   latigraph_functional_init(&fit);
 *   latigraph_functional_destroy(&fit);
 * \endverbatim
 */
void latigraph_functional_destroy(latigraph_functional_t *fit) {
    igraph_vector_t *vectors[VECTORS];
    list_vectors(fit, vectors);
    for (int k = 0; k < VECTORS; k++) {
        igraph_vector_destroy(vectors[k]);
    }
    igraph_strvector_destroy(&fit->outputs);
    igraph_strvector_destroy(&fit->recordings);
    igraph_graph_list_destroy(&fit->network);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_options(const latigraph_functional_data_t *data,
                                    const latigraph_functional_options_t *options) {
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    IGRAPH_CHECK(latigraph_check_real("number of lags", (double)options->lags, 0, 1000));
    IGRAPH_CHECK(latigraph_check_real("ridge penalty", options->ridge, 1e-9, 1e9));
    IGRAPH_CHECK(latigraph_check_real("softness of the threshold", options->softness, 1e-3, 1e3));
    IGRAPH_CHECK(latigraph_check_real("number of hidden units", (double)options->hidden, 0, 10000));
    IGRAPH_CHECK(latigraph_check_real("number of steps", (double)options->steps, 1, 1e8));
    if (!isnan(options->penalty)) {
        IGRAPH_CHECK(latigraph_check_real("penalty", options->penalty, 0, 1e9));
    }
    if (!isnan(options->attraction)) {
        IGRAPH_CHECK(latigraph_check_real("attraction", options->attraction, 0, 1e12));
    }
    if (options->folds != 0) {
        IGRAPH_CHECK(latigraph_check_real("number of folds", (double)options->folds, 2, 100));
    }
    if (data->trained < ROWS_MIN) {
        IGRAPH_ERRORF("The training recordings have %d rows, but a fit needs at least %d.",
                      IGRAPH_EINVAL, data->trained, ROWS_MIN);
    }
    if ((double)data->n * ((double)options->lags + 1) * (double)MAX(data->rows, data->m) > 4e9) {
        IGRAPH_ERRORF("%d inputs with %" IGRAPH_PRId " lags, %d outputs and %d rows are too much; "
                      "take fewer lags or inputs.",
                      IGRAPH_EINVAL, data->n, options->lags, data->m, data->rows);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_outputs(const job_t *job) {
    const latigraph_functional_data_t *data = job->data;
    for (int t = 0; t < job->rows && job->options->loss == LATIGRAPH_LOSS_POISSON; t++) {
        for (int c = 0; c < job->m; c++) {
            const double y = data->y[(size_t)t * (size_t)job->m + (size_t)c];
            if (y < 0) {
                IGRAPH_ERRORF(
                    "Output \"%.60s\" is %g at row %d of all, but the Poisson loss is for "
                    "counts and rates, which are not negative. Use loss squares.",
                    IGRAPH_EINVAL, igraph_strvector_get(&data->output_names, c), y, t + 1);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Units ------------------------------------------------------------------------------------ */

/* Gets input i (with its past) at a row; NaN before the beginning of the recording. */
static double input_at(const job_t *job, int i, int row, int first) {
    const int lag = i / job->data->n, source = row - lag;
    return source < first
               ? NAN
               : job->data->x[(size_t)source * (size_t)job->data->n + (size_t)(i % job->data->n)];
}

/* Finds the rows where all inputs are known, and the fold of each. */
static void find_rows(job_t *job) {
    const latigraph_functional_data_t *data = job->data;
    for (int r = 0; r < data->recordings; r++) {
        const int first = data->from[r], length = data->from[r + 1] - first;
        for (int t = 0; t < length; t++) {
            gboolean known = TRUE;
            for (int i = 0; i < job->n && known; i++) {
                known = isfinite(input_at(job, i, first + t, first));
            }
            job->use[first + t] = known;
            if (!data->unseen[r]) {
                job->fold[first + t] = (int)((gint64)t * job->options->folds / length);
            }
        }
    }
}

/* Copies input i of all rows, z-scored by the mean and SD of the training rows. */
static void fill_input(job_t *job, int i) {
    const latigraph_functional_data_t *data = job->data;
    double *trained = job->x + (size_t)i * (size_t)job->trained;
    double *unseen = job->unseen_x + (size_t)i * (size_t)(job->rows - job->trained);
    double sum = 0, squares = 0, count = 0, low = INFINITY, high = -INFINITY;
    for (int r = 0; r < data->recordings; r++) {
        for (int t = data->from[r]; t < data->from[r + 1]; t++) {
            const double value = job->use[t] != 0 ? input_at(job, i, t, data->from[r]) : 0;
            *(t < job->trained ? &trained[t] : &unseen[t - job->trained]) = value;
            if (t < job->trained && job->use[t] != 0) {
                sum += value;
                count++;
                low = fmin(low, value);
                high = fmax(high, value);
            }
        }
    }
    const double mean = count > 0 ? sum / count : 0;
    for (int t = 0; t < job->trained; t++) {
        squares += job->use[t] != 0 ? (trained[t] - mean) * (trained[t] - mean) : 0;
    }
    job->mean[i] = low == high ? low : mean;
    job->sd[i] = low < high ? sqrt(squares / count) : 0;
    const double factor = job->sd[i] > 0 ? 1 / job->sd[i] : 0;
    for (int t = 0; t < job->rows; t++) {
        double *value = t < job->trained ? &trained[t] : &unseen[t - job->trained];
        *value = job->use[t] != 0 ? (*value - job->mean[i]) * factor : 0;
    }
}

/* Sets the scale of output c: its mean for counts, its SD for other outputs; 0 if it never
 * varies. */
static void set_scale(job_t *job, int c) {
    double sum = 0, squares = 0, count = 0, low = INFINITY, high = -INFINITY;
    for (int t = 0; t < job->trained; t++) {
        const double y = job->data->y[(size_t)t * (size_t)job->m + (size_t)c];
        if (job->use[t] != 0 && isfinite(y)) {
            sum += y;
            squares += y * y;
            count++;
            low = fmin(low, y);
            high = fmax(high, y);
        }
    }
    const double mean = count > 0 ? sum / count : 0;
    const double sd = count > 0 ? sqrt(fmax(squares / count - mean * mean, 0)) : 0;
    job->scale[c] = !(low < high) ? 0 : job->options->loss == LATIGRAPH_LOSS_POISSON ? mean : sd;
}

/* Lists the penalties to try; without folds only one can be used. */
static void set_candidates(job_t *job) {
    const latigraph_functional_options_t *options = job->options;
    const gboolean chosen = isnan(options->penalty) && options->folds > 0;
    const double penalty = isnan(options->penalty) ? 0.5 : options->penalty;
    if (options->update != NULL) {
        const gboolean tried = isnan(options->attraction) && options->folds > 0;
        for (gsize k = 0; k < (tried ? G_N_ELEMENTS(attractions) : 1); k++) {
            job->candidate[job->candidates++] =
                (candidate_t){penalty, FALSE,
                              tried                        ? attractions[k]
                              : isnan(options->attraction) ? 10
                                                           : options->attraction};
        }
    } else if (chosen) {
        memcpy(job->candidate, usual, sizeof usual);
        job->candidates = options->sparse ? G_N_ELEMENTS(usual) : 1;
    } else {
        job->candidate[job->candidates++] =
            (candidate_t){penalty, options->sparse ? TRUE : FALSE, 0};
    }
}

/* --- The call --------------------------------------------------------------------------------- */

static void solvers_free(job_t *job) {
    for (int k = 0; job->solver != NULL && k < job->threads; k++) {
        solver_destroy(&job->solver[k]);
    }
    g_free(job->solver);
}

/* Allocates the arrays of a job; each is on the FINALLY stack. */
static igraph_error_t allocate(job_t *job) {
    const gsize n = (gsize)job->n, m = (gsize)job->m, rows = (gsize)job->rows;
    const gsize trained = (gsize)job->trained;
    const gboolean identified = n <= IDENTIFIED_MAX;
    LATIGRAPH_ALLOCATE(job->x, n * trained);
    LATIGRAPH_ALLOCATE(job->unseen_x, n * (rows - trained));
    LATIGRAPH_ALLOCATE(job->use, rows);
    LATIGRAPH_ALLOCATE(job->fold, trained);
    LATIGRAPH_ALLOCATE(job->mean, 2 * n);
    job->sd = job->mean + n;
    LATIGRAPH_ALLOCATE(job->scale, 4 * m);
    job->centre_bias = job->scale + m;
    job->bias = job->centre_bias + m;
    job->loss = job->bias + m;
    LATIGRAPH_ALLOCATE(job->sign, n * m);
    LATIGRAPH_ALLOCATE(job->centre, 2 * n * m);
    job->weight = job->centre + n * m;
    LATIGRAPH_ALLOCATE(job->predicted, rows * m);

    LATIGRAPH_ALLOCATE(job->identified, identified ? n * m : 0);
    job->scratch_size = 3 * trained + 4 * n + rows + (identified ? (n + 1) * (n + 1) : 0);
    LATIGRAPH_ALLOCATE(job->scratch, (gsize)job->threads * job->scratch_size);
    job->solver = g_try_new0(solver_t, (gsize)job->threads);
    LATIGRAPH_CHECK_MEMORY(job->solver);
    IGRAPH_FINALLY(solvers_free, job);
    for (int k = 0; k < job->threads; k++) {
        IGRAPH_CHECK(solver_init(&job->solver[k], job->n, job->trained));
    }
    return IGRAPH_SUCCESS;
}

enum { ALLOCATED = 11, SOLVERS = 1 };

static void release(job_t *job, double *identified) {
    solvers_free(job);
    g_free(job->scratch);
    g_free(identified);

    g_free(job->predicted);
    g_free(job->centre);
    g_free(job->sign);
    g_free(job->scale);
    g_free(job->mean);
    g_free(job->fold);
    g_free(job->use);
    g_free(job->unseen_x);
    g_free(job->x);
    IGRAPH_FINALLY_CLEAN(ALLOCATED + SOLVERS);
}

static igraph_error_t prepare(job_t *job) {
    find_rows(job);
    for (int i = 0; i < job->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        fill_input(job, i);
    }
    for (int c = 0; c < job->m; c++) {
        set_scale(job, c);
    }
    set_candidates(job);
    IGRAPH_CHECK(check_outputs(job));
    IGRAPH_CHECK(latigraph_functional_set_signs(job));
    return latigraph_functional_set_centre(job);
}

/**
 * \function latigraph_functional_fit
 * \brief Fits a functional connectome: a network from inputs to outputs.
 *
 * Output c is s ln(1 + exp(η / s)) with η = bias_c + Σ_i weight_ic input_i: a thresholded sum. The
 * fit minimises the Poisson loss with an absolute and a squared penalty, for weights of the signs
 * that they may have. Penalties are per SD of an input and for outputs divided by their mean, so
 * that they have no unit. With \c sparse, weights are penalised again by 1 / (size + 5 % of the
 * largest); with folds and no penalty given, this is done if it predicts left-out stretches better.
 *
 * The network has inputs, then outputs, as vertices; \ref latigraph_functional_respond() lists the
 * attributes. The edge attribute "identifiable" is 1 − posterior SD / prior SD of the weight: 1 is
 * known exactly, 0 not known at all.
 *
 * With \c update, weights stay close to those of an earlier fit unless the rows ask for a change.
 * The same data, options and seed give the same result with any number of threads.
 *
 * \param data The recordings. Those that are marked as unseen are predicted and never fitted.
 * \param options The options.
 * \param fit An initialised result without any output, which is filled.
 * \return Error code: \c IGRAPH_EINVAL if there are fewer than 10 training rows, an output is
 *         negative with the Poisson loss, a graph does not fit or an option is out of range,
 *         \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(rows inputs) per step and output, about ten steps per fit, and folds times
 * candidates fits. Identifiability takes O(inputs² (rows + inputs)) per output.
 *
 * Example: the synapses of place cells.
 * \verbatim
 *   latigraph_functional_data_t *data;
 *   latigraph_functional_options_t choice;
 *   latigraph_functional_t fit;
 *   latigraph_functional_data_create(&data);
 *   latigraph_functional_data_add(data, activity, activity, NULL, false);
 *   latigraph_functional_options_init(&choice);
 *   latigraph_functional_init(&fit);
 *   latigraph_functional_fit(data, &choice, &fit);
 *   printf("%g\n", VECTOR(fit.r2)[0]);
 *   latigraph_functional_destroy(&fit);
 *   latigraph_functional_data_destroy(data);
 * \endverbatim
 */
igraph_error_t latigraph_functional_fit(const latigraph_functional_data_t *data,
                                        const latigraph_functional_options_t *options,
                                        latigraph_functional_t *fit) {
    job_t job = {.data = data, .options = options, .result = fit};
    IGRAPH_CHECK(check_options(data, options));
    job.n = data->n * (int)(options->lags + 1);
    job.m = data->m;
    job.trained = data->trained;
    job.rows = data->rows;
    job.threads = CLAMP((int)options->threads, 1, job.m);
    IGRAPH_CHECK(allocate(&job));
    double *identified = job.identified;
    job.identified = job.n <= IDENTIFIED_MAX ? identified : NULL;
    IGRAPH_CHECK(prepare(&job));
    IGRAPH_CHECK(latigraph_functional_fit_all(&job));
    IGRAPH_CHECK(latigraph_functional_report(&job));
    IGRAPH_CHECK(latigraph_functional_remarks(&job));
    IGRAPH_CHECK(latigraph_functional_progress(100));
    release(&job, identified);
    return IGRAPH_SUCCESS;
}
