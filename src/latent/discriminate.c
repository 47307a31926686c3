/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Direction of the code space that separates two sets of circuits.
 *
 * Fisher's linear discriminant with a ridge is fitted to standardised codes. Its AUC is
 * cross-validated with folds that are split by neuron, because circuits of one animal overlap:
 *
 *     circuits that share no neuron with fold f ──▶ discriminant ──▶ scores of the circuits of f
 *     scores of all folds, pooled ──▶ AUC, distance of the means, interval, permutations
 *
 * The scatter about the common mean gives the same direction as the scatter within the sets
 * (regression/discriminant.h). It does not depend on the labels, so it is factorised once per fold,
 * and each of the 999 permutations of the labels costs one solution per fold. A discriminant of all
 * circuits gives the direction that is returned. Properties are compared between the sets, and
 * correlated with the score within them, which shows what differs along the direction where the
 * sets play no role. */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/seed.h"
#include "circuit/homologous.h"
#include "latent/bootstrap.h"
#include "latent/controls.h"
#include "measure/covariates.h"
#include "measure/property.h"
#include "regression/discriminant.h"

#include <math.h>

enum { FOLDS = 5, PERMUTATIONS = 999, RESAMPLES = 1000 };
/* Smallest number of circuits of each set for a direction. */
enum { CIRCUITS_MIN = 4 };

/* N circuits of both sets, those of the first set first; dz dimensions of the code. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_circuit_list_t both; /* borrows the circuits */
    int first;
    latigraph_folds_t folds;
    latigraph_bootstrap_t bootstrap;
    latigraph_discriminant_t *fold; /* (folds) has 0 rows if the fold is not scored */
    int *train;                     /* (folds, N) circuits that train for each fold */
    double *codes;                  /* (N, dz) */
    guchar *second;                 /* (N) 1 if the circuit is of the second set */
    guchar *label;                  /* (N) labels of the circuits that train for a fold */
    latigraph_ranked_t *ranked;     /* (N) out-of-fold scores */
    int scored;                     /* number of out-of-fold scores */
    double *score;                  /* (N) scores of the discriminant of all circuits */
    int *order;                     /* (N) scratch */
} sets_t;

static void sets_destroy(sets_t *sets) {
    for (int f = 0; sets->fold != NULL && f < sets->folds.count; f++) {
        latigraph_discriminant_destroy(&sets->fold[f]);
    }
    g_free(sets->fold);
    latigraph_folds_destroy(&sets->folds);
    latigraph_bootstrap_destroy(&sets->bootstrap);
    g_free(sets->both.items);
    g_free(sets->train);
    g_free(sets->codes);
    g_free(sets->second);
    g_free(sets->label);
    g_free(sets->ranked);
    g_free(sets->score);
    g_free(sets->order);
}

static igraph_error_t allocate(sets_t *sets, const latigraph_circuit_list_t *first,
                               const latigraph_circuit_list_t *second) {
    const gsize ones = (gsize)first->size, twos = (gsize)second->size, count = ones + twos;
    sets->both.items = g_try_new0(latigraph_circuit_t *, count + 1);
    sets->codes = g_try_new0(double, count *(gsize)sets->model->config.code + 1);
    sets->second = g_try_new0(guchar, count + 1);
    sets->label = g_try_new0(guchar, count + 1);
    sets->ranked = g_try_new0(latigraph_ranked_t, count + 1);
    sets->score = g_try_new0(double, count + 1);
    sets->order = g_try_new0(int, count + 1);
    if (sets->both.items == NULL || sets->codes == NULL || sets->second == NULL ||
        sets->label == NULL || sets->ranked == NULL || sets->score == NULL || sets->order == NULL) {
        IGRAPH_ERRORF("Not enough memory for %" IGRAPH_PRId " circuits.", IGRAPH_ENOMEM,
                      first->size + second->size);
    }
    memcpy(sets->both.items, first->items, ones * sizeof *first->items);
    memcpy(sets->both.items + ones, second->items, twos * sizeof *second->items);
    sets->both.size = sets->both.capacity = first->size + second->size;
    sets->first = (int)ones;
    memset(sets->second + ones, 1, twos);
    return IGRAPH_SUCCESS;
}

/* Prepares the discriminant of a fold if enough circuits of both sets train for it. */
static igraph_error_t prepare_fold(sets_t *sets, int f) {
    int *train = sets->train + (gsize)f * (gsize)sets->both.size;
    const int trains = latigraph_list_training(&sets->folds, sets->second, f, train, sets->label);
    if (trains > 0) {
        IGRAPH_CHECK(latigraph_discriminant_init(&sets->fold[f], trains, train,
                                                 sets->model->config.code, sets->codes));
    }
    return IGRAPH_SUCCESS;
}

/* Initialises the sets and pushes them to the FINALLY stack. */
static igraph_error_t sets_init(sets_t *sets, const latigraph_model_t *model,
                                const latigraph_circuit_list_t *first,
                                const latigraph_circuit_list_t *second,
                                const latigraph_directions_options_t *options) {
    *sets = (sets_t){.model = model};
    IGRAPH_FINALLY(sets_destroy, sets);
    IGRAPH_CHECK(allocate(sets, first, second));
    IGRAPH_CHECK(latigraph_check_split_by(&sets->both, options->split_by));
    IGRAPH_CHECK(
        latigraph_encode_rows(model, &sets->both, (int)options->threads, sets->codes, NULL));
    const int begins[] = {0, sets->first, (int)sets->both.size};
    IGRAPH_CHECK(latigraph_folds_init_sets(&sets->folds, &sets->both, options->split_by, 2, begins,
                                           FOLDS, options->seed));
    IGRAPH_CHECK(latigraph_bootstrap_init(&sets->bootstrap, &sets->both, options->split_by,
                                          RESAMPLES, options->seed));
    sets->fold = g_try_new0(latigraph_discriminant_t, sets->folds.count + 1);
    sets->train = g_try_new0(int, (gsize)sets->folds.count *(gsize)sets->both.size + 1);
    if (sets->fold == NULL || sets->train == NULL) {
        IGRAPH_ERROR("Not enough memory to separate two sets of circuits.", IGRAPH_ENOMEM);
    }
    for (int f = 0; f < sets->folds.count; f++) {
        IGRAPH_CHECK(prepare_fold(sets, f));
    }
    return IGRAPH_SUCCESS;
}

/* --- Cross-validation --------------------------------------------------------- */

/* Scores every circuit by a discriminant that saw none of its neurons, with the given labels, and
 * sorts them. */
static void score_folds(sets_t *sets, const guchar *second) {
    const int count = (int)sets->both.size, width = sets->model->config.code;
    sets->scored = 0;
    for (int f = 0; f < sets->folds.count; f++) {
        latigraph_discriminant_t *d = &sets->fold[f];
        if (d->rows == 0) {
            continue;
        }
        for (int i = 0; i < d->rows; i++) {
            sets->label[i] = second[sets->train[(gsize)f * (gsize)count + (gsize)i]];
        }
        latigraph_discriminant_fit(d, sets->label);
        for (int c = 0; c < count; c++) {
            if (sets->folds.fold[c] == f) {
                sets->ranked[sets->scored++] = (latigraph_ranked_t){
                    latigraph_discriminant_score(d, sets->codes + (gsize)c * (gsize)width), c,
                    second[c]};
            }
        }
    }
    latigraph_rank(sets->ranked, sets->scored);
}

/* Returns the difference of the mean out-of-fold scores of the sets, in SDs within the sets. */
static double find_distance(const sets_t *sets) {
    double sum[2] = {0, 0}, squares = 0;
    int count[2] = {0, 0};
    for (int i = 0; i < sets->scored; i++) {
        sum[sets->ranked[i].second] += sets->ranked[i].score;
        count[sets->ranked[i].second]++;
    }
    if (count[0] < 2 || count[1] < 2) {
        return NAN;
    }
    for (int i = 0; i < sets->scored; i++) {
        const int s = sets->ranked[i].second;
        const double off = sets->ranked[i].score - sum[s] / count[s];
        squares += off * off;
    }
    return (sum[1] / count[1] - sum[0] / count[0]) / sqrt(squares / (count[0] + count[1] - 2));
}

static double resampled_auc(const double *weight, void *data) {
    const sets_t *sets = data;
    return latigraph_ranked_auc(sets->ranked, sets->scored, weight);
}

/* Computes p and the mean AUC from random permutations of the labels. label (N) is scratch. */
static void permute(sets_t *sets, igraph_uint_t seed, latigraph_discrimination_t *result,
                    guchar *label) {
    const int count = (int)sets->both.size;
    int reached = 0, known = 0;
    double sum = 0;
    for (int k = 1; k <= PERMUTATIONS; k++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_PERMUTATION, (uint64_t)k);
        latigraph_stream_permutation(&stream, sets->order, count);
        for (int c = 0; c < count; c++) {
            label[c] = sets->second[sets->order[c]];
        }
        score_folds(sets, label);
        const double auc = latigraph_ranked_auc(sets->ranked, sets->scored, NULL);
        reached += auc >= result->auc;
        known += !isnan(auc);
        sum += isnan(auc) ? 0 : auc;
    }
    result->p = (1.0 + reached) / (1.0 + PERMUTATIONS);
    result->auc_shuffled = known > 0 ? sum / known : NAN;
}

/* Scores the sets by size, density and mean strength alone, and by codes without these. Replaces
 * the ranked scores. */
static igraph_error_t add_controls(sets_t *sets, latigraph_discrimination_t *result) {
    const int width = sets->model->config.code;
    latigraph_control_t control = {.folds = &sets->folds, .second = sets->second};
    double *covariate;
    int count;
    LATIGRAPH_ALLOCATE(covariate, LATIGRAPH_COVARIATES * sets->both.size);
    latigraph_list_covariates(&sets->both, covariate, &count);
    control.width = count;
    control.values = covariate;
    IGRAPH_CHECK(latigraph_control_scores(&control, sets->ranked, &sets->scored));
    result->auc_size = latigraph_ranked_auc(sets->ranked, sets->scored, NULL);
    control =
        (latigraph_control_t){&sets->folds, sets->second, width, sets->codes, count, covariate};
    IGRAPH_CHECK(latigraph_control_scores(&control, sets->ranked, &sets->scored));
    result->auc_beyond = latigraph_ranked_auc(sets->ranked, sets->scored, NULL);
    latigraph_bootstrap_interval(&sets->bootstrap, resampled_auc, sets, result->auc_beyond, 1,
                                 &result->auc_beyond_low, &result->auc_beyond_high);
    result->auc_beyond_low = fmax(result->auc_beyond_low, 0);
    result->strength = count == LATIGRAPH_COVARIATES;
    g_free(covariate);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t validate(sets_t *sets, igraph_uint_t seed,
                               latigraph_discrimination_t *result) {
    guchar *label;
    LATIGRAPH_ALLOCATE(label, sets->both.size);
    latigraph_blas_begin();
    score_folds(sets, sets->second);
    result->scored = sets->scored;
    result->auc = latigraph_ranked_auc(sets->ranked, sets->scored, NULL);
    if (!isnan(result->auc)) {
        result->distance = find_distance(sets);
        latigraph_bootstrap_interval(&sets->bootstrap, resampled_auc, sets, result->auc, 1,
                                     &result->auc_low, &result->auc_high);
        result->auc_low = fmax(result->auc_low, 0);
        permute(sets, seed, result, label);
    }
    const igraph_error_t code = isnan(result->auc) ? IGRAPH_SUCCESS : add_controls(sets, result);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    g_free(label);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The direction ------------------------------------------------------------ */

/* Fits the discriminant of all circuits, and computes its step from one set to the other. */
static igraph_error_t fit_whole(sets_t *sets, latigraph_discrimination_t *result) {
    const int count = (int)sets->both.size, width = sets->model->config.code;
    latigraph_discriminant_t whole;
    double *steps, gap = 0;
    LATIGRAPH_ALLOCATE(steps, width);
    for (int c = 0; c < count; c++) {
        sets->order[c] = c;
    }
    latigraph_blas_begin();
    const igraph_error_t code =
        latigraph_discriminant_init(&whole, count, sets->order, width, sets->codes);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    IGRAPH_FINALLY(latigraph_discriminant_destroy, &whole);
    latigraph_discriminant_fit(&whole, sets->second);
    for (int c = 0; c < count; c++) {
        sets->score[c] =
            latigraph_discriminant_score(&whole, sets->codes + (gsize)c * (gsize)width);
        gap += sets->second[c] ? sets->score[c] / (count - sets->first)
                               : -sets->score[c] / sets->first;
    }
    result->intercept = whole.intercept;
    latigraph_find_step(width, sets->model->code_covariance, whole.weight, gap, steps);
    IGRAPH_CHECK(igraph_vector_resize(&result->weight, width));
    IGRAPH_CHECK(igraph_vector_resize(&result->step, width));
    for (int k = 0; k < width; k++) {
        VECTOR(result->weight)[k] = whole.weight[k];
        VECTOR(result->step)[k] = steps[k];
    }
    latigraph_discriminant_destroy(&whole);
    g_free(steps);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Computes the SD of a property within the sets, its difference between them in these SDs, and its
 * correlation with the score within the sets. */
static void compare_property(const sets_t *sets, const igraph_matrix_t *properties,
                             igraph_integer_t p, double *sd, double *difference, double *along) {
    double mean[2] = {0, 0}, centre[2] = {0, 0}, yy = 0, xx = 0, xy = 0;
    int known[2] = {0, 0};
    for (int c = 0; c < sets->both.size; c++) {
        const double y = MATRIX(*properties, c, p);
        if (isfinite(y)) {
            const int s = sets->second[c];
            known[s]++;
            mean[s] += (y - mean[s]) / known[s];
            centre[s] += (sets->score[c] - centre[s]) / known[s];
        }
    }
    for (int c = 0; c < sets->both.size; c++) {
        const int s = sets->second[c];
        const double y = MATRIX(*properties, c, p) - mean[s], x = sets->score[c] - centre[s];
        if (isfinite(y)) {
            yy += y * y;
            xx += x * x;
            xy += x * y;
        }
    }
    const gboolean known_all =
        known[0] > 1 && known[1] > 1 && yy > 1e-18 * (mean[0] * mean[0] + mean[1] * mean[1]);
    *sd = known_all ? sqrt(yy / (known[0] + known[1] - 2)) : NAN;
    *difference = (mean[1] - mean[0]) / *sd;
    *along = known_all && xx > 0 ? xy / sqrt(xx * yy) : NAN;
}

static igraph_error_t compare_properties(const sets_t *sets, const latigraph_callback_list_t *user,
                                         latigraph_discrimination_t *result) {
    igraph_matrix_t properties;
    IGRAPH_MATRIX_INIT_FINALLY(&properties, 0, 0);
    IGRAPH_CHECK(latigraph_properties_wanted(&sets->both, user, NULL, 1, &properties));
    const igraph_integer_t count = igraph_matrix_ncol(&properties);
    IGRAPH_CHECK(igraph_vector_resize(&result->sd, count));
    IGRAPH_CHECK(igraph_vector_resize(&result->difference, count));
    IGRAPH_CHECK(igraph_vector_resize(&result->along, count));
    for (igraph_integer_t p = 0; p < count; p++) {
        compare_property(sets, &properties, p, &VECTOR(result->sd)[p],
                         &VECTOR(result->difference)[p], &VECTOR(result->along)[p]);
    }
    igraph_matrix_destroy(&properties);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The result --------------------------------------------------------------- */

static igraph_vector_t *vector_of(latigraph_discrimination_t *discrimination, int i) {
    igraph_vector_t *const vectors[] = {&discrimination->weight, &discrimination->step,
                                        &discrimination->sd, &discrimination->difference,
                                        &discrimination->along};
    return i < (int)G_N_ELEMENTS(vectors) ? vectors[i] : NULL;
}

/**
 * \function latigraph_discrimination_init
 * \brief Initialises the result of comparing two sets of circuits.
 *
 * \param discrimination The struct; free it with \ref latigraph_discrimination_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: the result before and after use.
 * \verbatim
 *   latigraph_discrimination_t result;
 *   latigraph_discrimination_init(&result);
 *   latigraph_discriminate(model, &young, &old, NULL, &result);
 *   latigraph_discrimination_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_discrimination_init(latigraph_discrimination_t *discrimination) {
    memset(discrimination, 0,
           sizeof *discrimination); /* destroying a vector of zeros is harmless */
    IGRAPH_FINALLY(latigraph_discrimination_destroy, discrimination);
    for (int i = 0; vector_of(discrimination, i) != NULL; i++) {
        IGRAPH_CHECK(igraph_vector_init(vector_of(discrimination, i), 0));
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_discrimination_destroy
 * \brief Frees the memory of a comparison of two sets of circuits.
 *
 * \param discrimination The struct, initialised with \ref latigraph_discrimination_init().
 *
 * Time complexity: O(1).
 *
 * Example: every initialised struct is destroyed.
 * \verbatim
 *   latigraph_discrimination_t result;
 *   latigraph_discrimination_init(&result);
 *   latigraph_discrimination_destroy(&result);
 * \endverbatim
 */
void latigraph_discrimination_destroy(latigraph_discrimination_t *discrimination) {
    for (int i = 0; vector_of(discrimination, i) != NULL; i++) {
        igraph_vector_destroy(vector_of(discrimination, i));
    }
}

static void reset_figures(latigraph_discrimination_t *discrimination,
                          const latigraph_circuit_list_t *first,
                          const latigraph_circuit_list_t *second) {
    discrimination->first = first->size;
    discrimination->second = second->size;
    discrimination->scored = 0;
    discrimination->auc = discrimination->auc_low = discrimination->auc_high = NAN;
    discrimination->auc_shuffled = discrimination->p = discrimination->distance = NAN;
    discrimination->intercept = 0;
    discrimination->auc_size = discrimination->auc_beyond = NAN;
    discrimination->auc_beyond_low = discrimination->auc_beyond_high = NAN;
    discrimination->strength = false;
}

/**
 * \function latigraph_discriminate
 * \brief Finds the direction of the code space that separates two sets of circuits.
 *
 * The direction is Fisher's linear discriminant of codes (posterior means) with a ridge, w ∝ (S + 3
 * I)⁻¹ (m₂ − m₁), for the scatter S of standardised codes within the sets. A score is 0 half-way
 * between the means of the sets and positive on the side of the second. Scores have SD 1 within the
 * sets.
 *
 * </para><para>
 * The AUC is cross-validated. Up to five folds are grown by overlap, and circuits that share a
 * neuron with a fold do not train for it. A fold is scored if at least 8 circuits of each set train
 * for it. Scores of all folds are pooled. The interval is Student's, from 1000 resamples with
 * random weights of circuits, which are dependent if circuits share neurons. p comes from 999
 * permutations of the labels, with discriminants fitted again. Circuits that overlap are not
 * exchangeable, so p is too small if they overlap much.
 *
 * </para><para>
 * Two controls have the same folds: the AUC of size, density and mean strength alone (logarithms;
 * mean strength only if all circuits have weights), and that of codes from which these are
 * regressed out by the circuits that train. Sets that differ in density differ in nearly
 * everything, so an AUC of codes that is not above the first control shows nothing more.
 *
 * \param model The model.
 * \param first The first set, at least 4 circuits.
 * \param second The second set, at least 4 circuits.
 * \param options Properties of the user, threads and seed. The list of properties and the rewired
 *    control are not used. NULL means the defaults.
 * \param discrimination Struct that was initialised with \ref latigraph_discrimination_init(). Its
 *    contents are replaced. Its \c step is C w / (wᵀ C w) times the difference of the mean scores
 *    of the sets, for the covariance C of the codes. To measure the effect of the step on
 *    circuits, give half of it to \ref latigraph_step_effects(). Its \c along is the correlation of
 *    each property with the score within the sets.
 * \return Error code: \c IGRAPH_EINVAL for fewer than 4 circuits in a set, \c IGRAPH_ENOMEM, \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode() and \ref latigraph_properties(), plus
 * O(circuits² + 999 · circuits · dz).
 *
 * \sa \ref latigraph_directions()
 *
 * Example: do codes separate circuits of two animals?
 * \verbatim
 *   latigraph_discrimination_t result;
 *   latigraph_discrimination_init(&result);
 *   latigraph_discriminate(model, &young, &old, NULL, &result);
 *   printf("AUC %g\n", result.auc);
 *   latigraph_discrimination_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_discriminate(const latigraph_model_t *model,
                                      const latigraph_circuit_list_t *first,
                                      const latigraph_circuit_list_t *second,
                                      const latigraph_directions_options_t *options,
                                      latigraph_discrimination_t *discrimination) {
    latigraph_directions_options_t defaults;
    sets_t sets;
    if (options == NULL) {
        latigraph_directions_options_init(&defaults);
        options = &defaults;
    }
    if (first->size < CIRCUITS_MIN || second->size < CIRCUITS_MIN) {
        IGRAPH_ERRORF("Two sets of at least %d circuits can be separated, got %" IGRAPH_PRId
                      " and %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, CIRCUITS_MIN, first->size, second->size);
    }
    IGRAPH_CHECK(latigraph_check_study(model, first, options));
    IGRAPH_CHECK(latigraph_check_study(model, second, options));
    reset_figures(discrimination, first, second);
    IGRAPH_CHECK(sets_init(&sets, model, first, second, options));
    IGRAPH_CHECK(validate(&sets, options->seed, discrimination));
    IGRAPH_CHECK(fit_whole(&sets, discrimination));
    IGRAPH_CHECK(compare_properties(&sets, options->user, discrimination));
    sets_destroy(&sets);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
