/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Directions of the code space along which properties grow.
 *
 * A property y is regressed on the codes, y ≈ c + wᵀ z. The direction is not w itself but the step
 *
 *     C w / (wᵀ C w) · SD(y),   C the covariance of the training codes,
 *
 * the likeliest change of a code, under the Gaussian of the codes, for which the regression adds
 * one SD. Coordinates that covary with the property move along, so the step stays among codes of
 * real circuits; w would leave them.
 *
 * Two callers share the file. A fit stores ridge directions of all properties, with a
 * cross-validated R² and a permutation test (regression/ridge.c). A study, latigraph_directions(),
 * also tries partial least squares, which can be better when few latent factors drive a property,
 * and adds controls: R² from size and density alone, partial R² of the codes beyond these, R² on
 * the codes of rewired circuits, and bootstrap intervals (bootstrap.c). All folds are split by
 * neuron (circuit/folds.h), because overlapping circuits would make every regression look too good.
 */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "base/seed.h"
#include "base/text.h"
#include "circuit/homologous.h"
#include "latent/bootstrap.h"
#include "measure/property.h"
#include "regression/partial.h"
#include "regression/pls.h"
#include "regression/ridge.h"

/* Smallest number of circuits with a property that gets a direction. */
enum { CIRCUITS_MIN = 8 };
enum { FOLDS = 5, PERMUTATIONS = 999, RESAMPLES = 1000 };

void latigraph_find_step(int width, const double *covariance, const double *weight, double sd,
                         double *step) {
    double spread = 0;
    for (int k = 0; k < width; k++) {
        step[k] = cblas_ddot(width, covariance + k * width, 1, weight, 1);
        spread += step[k] * weight[k];
    }
    for (int k = 0; k < width; k++) {
        step[k] = spread > 0 ? step[k] / spread * sd : 0;
    }
}

/* Computes mean and SD of a property. Returns FALSE if it is constant or has too few circuits. */
static gboolean describe_property(const double *value, int circuits, double *mean, double *sd) {
    double squares;
    const int finite = latigraph_moments(value, 1, circuits, mean, &squares);
    *sd = sqrt(squares / MAX(finite - 1, 1));
    return finite >= CIRCUITS_MIN && *sd > 1e-9 * fabs(*mean);
}

static void take_column(const igraph_matrix_t *properties, int p, double *value) {
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(properties); i++) {
        value[i] = MATRIX(*properties, i, p);
    }
}

/* --- Directions that a fit stores -------------------------------------------- */

/* Appends the direction of a property to the table, unless it is constant. */
static igraph_error_t add_direction(latigraph_direction_table_t *table,
                                    const latigraph_model_t *model, const char *name,
                                    const double *codes, const double *value,
                                    const latigraph_folds_t *folds, igraph_uint_t seed) {
    const int width = model->config.code, d = table->count;
    double *weight = table->weight + d * width;
    latigraph_score_t score;
    if (!describe_property(value, folds->circuits, &table->mean[d], &table->sd[d])) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        latigraph_ridge(folds->circuits, width, codes, value, weight, &table->intercept[d]));
    IGRAPH_CHECK(latigraph_ridge_score(width, codes, value, folds, PERMUTATIONS, seed, &score));
    table->r2[d] = score.r2;
    table->p[d] = score.p;
    table->scored[d] = score.scored;
    latigraph_find_step(width, model->code_covariance, weight, table->sd[d],
                        table->step + d * width);
    IGRAPH_CHECK(latigraph_copy_text(name, &table->property[d]));
    table->count++;
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_table(latigraph_direction_table_t *table, const latigraph_model_t *model,
                                 const latigraph_folds_t *folds, const double *codes,
                                 const igraph_matrix_t *properties, igraph_uint_t seed) {
    const int count = (int)latigraph_property_count();
    double *value;
    LATIGRAPH_ALLOCATE(value, folds->circuits);
    IGRAPH_CHECK(latigraph_direction_table_init(table, count, model->config.code));
    for (int p = 0; p < count; p++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_PROGRESS("Finding directions", 100.0 * p / count, NULL);
        take_column(properties, p, value);
        IGRAPH_CHECK(add_direction(table, model, latigraph_property_info(p)->name, codes, value,
                                   folds, seed));
    }
    IGRAPH_PROGRESS("Finding directions", 100, NULL);
    g_free(value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_find_directions(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *circuits,
                                         const double *codes, const igraph_matrix_t *properties,
                                         const latigraph_fit_options_t *options,
                                         latigraph_direction_table_t *table) {
    latigraph_folds_t folds;
    if (model->code_covariance == NULL) {
        IGRAPH_ERROR(
            "The model holds no density of training codes, which directions are scaled by. "
            "Fit it again with latigraph_fit().",
            IGRAPH_EINVAL);
    }
    IGRAPH_FINALLY(latigraph_direction_table_clear, table);
    IGRAPH_CHECK(latigraph_folds_init(&folds, circuits, options->split_by, FOLDS, options->seed));
    IGRAPH_FINALLY(latigraph_folds_destroy, &folds);
    IGRAPH_CHECK(fill_table(table, model, &folds, codes, properties, options->seed));
    latigraph_folds_destroy(&folds);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- A study of circuits ------------------------------------------------------ */

/* Data of a study, and scratch for one property. N circuits, dz dimensions of the code. */
typedef struct {
    const latigraph_model_t *model;
    igraph_uint_t seed;
    latigraph_folds_t folds;
    latigraph_bootstrap_t bootstrap;
    latigraph_prediction_t ridge, pls, plain, partial;
    double *codes;               /* (N, dz) */
    double *rewired;             /* (N, dz) codes of rewired copies; NULL without this control */
    double *covariate;           /* (N, 2) ln n, ln density */
    double *value;               /* (N) values of the current property */
    double *weight, *pls_weight; /* (dz) weights of the current property */
    double *all_weights, *all_steps; /* (properties, dz) */
} study_t;

static void study_destroy(study_t *study) {
    latigraph_folds_destroy(&study->folds);
    latigraph_bootstrap_destroy(&study->bootstrap);
    latigraph_prediction_destroy(&study->ridge);
    latigraph_prediction_destroy(&study->pls);
    latigraph_prediction_destroy(&study->plain);
    latigraph_prediction_destroy(&study->partial);
    g_free(study->codes);
    g_free(study->rewired);
    g_free(study->covariate);
    g_free(study->value);
    g_free(study->weight);
    g_free(study->pls_weight);
    g_free(study->all_weights);
    g_free(study->all_steps);
}

static igraph_error_t study_allocate(study_t *study, int circuits, igraph_integer_t properties,
                                     gboolean rewired) {
    const gsize width = (gsize)study->model->config.code, count = (gsize)circuits;
    study->codes = g_try_new0(double, count *width + 1);
    study->rewired = rewired ? g_try_new0(double, count *width + 1) : NULL;
    study->covariate = g_try_new0(double, 2 * count + 1);
    study->value = g_try_new0(double, count + 1);
    study->weight = g_try_new0(double, width + 1);
    study->pls_weight = g_try_new0(double, width + 1);
    study->all_weights = g_try_new0(double, (gsize)properties *width + 1);
    study->all_steps = g_try_new0(double, (gsize)properties *width + 1);
    if (study->codes == NULL || (rewired && study->rewired == NULL) || study->covariate == NULL ||
        study->value == NULL || study->weight == NULL || study->pls_weight == NULL ||
        study->all_weights == NULL || study->all_steps == NULL) {
        IGRAPH_ERRORF("Not enough memory for the codes of %d circuits.", IGRAPH_ENOMEM, circuits);
    }
    IGRAPH_CHECK(latigraph_prediction_init(&study->ridge, circuits));
    IGRAPH_CHECK(latigraph_prediction_init(&study->pls, circuits));
    IGRAPH_CHECK(latigraph_prediction_init(&study->plain, circuits));
    IGRAPH_CHECK(latigraph_prediction_init(&study->partial, circuits));
    return IGRAPH_SUCCESS;
}

/* Encodes rewired copies of the circuits. */
static igraph_error_t encode_rewired(const study_t *study, const latigraph_circuit_list_t *circuits,
                                     int threads) {
    latigraph_circuit_list_t copies;
    IGRAPH_CHECK(latigraph_circuit_list_init(&copies));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &copies);
    IGRAPH_CHECK(latigraph_circuit_list_rewire(&copies, circuits, study->seed));
    IGRAPH_CHECK(latigraph_encode_rows(study->model, &copies, threads, study->rewired, NULL));
    latigraph_circuit_list_destroy(&copies);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Initialises the study and puts it on the FINALLY stack. */
static igraph_error_t study_init(study_t *study, const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *circuits,
                                 const latigraph_directions_options_t *options,
                                 igraph_integer_t properties) {
    *study = (study_t){.model = model, .seed = options->seed};
    IGRAPH_FINALLY(study_destroy, study);
    IGRAPH_CHECK(study_allocate(study, (int)latigraph_circuit_list_size(circuits), properties,
                                options->rewired));
    IGRAPH_CHECK(latigraph_encode_rows(model, circuits, (int)options->threads, study->codes, NULL));
    if (options->rewired) {
        IGRAPH_CHECK(encode_rewired(study, circuits, (int)options->threads));
    }
    latigraph_size_density(circuits, study->covariate);
    IGRAPH_CHECK(
        latigraph_folds_init(&study->folds, circuits, options->split_by, FOLDS, options->seed));
    IGRAPH_CHECK(latigraph_bootstrap_init(&study->bootstrap, circuits, options->split_by, RESAMPLES,
                                          options->seed));
    return IGRAPH_SUCCESS;
}

/* Scores ridge regression and PLS, and chooses the better one. */
static igraph_error_t compare_methods(study_t *study, latigraph_direction_t *d) {
    const int width = study->model->config.code;
    latigraph_score_t score;
    IGRAPH_CHECK(latigraph_ridge_score(width, study->codes, study->value, &study->folds,
                                       PERMUTATIONS, study->seed, &score));
    IGRAPH_CHECK(latigraph_cross_validate(&study->folds, width, study->codes, study->value,
                                          latigraph_ridge_rows, NULL, &study->ridge));
    IGRAPH_CHECK(latigraph_cross_validate(&study->folds, width, study->codes, study->value,
                                          latigraph_pls_rows, NULL, &study->pls));
    d->r2_ridge = score.r2;
    d->r2_pls = latigraph_prediction_r2(&study->pls, NULL);
    d->p = score.p;
    d->scored = score.scored;
    d->r2_shuffled = score.shuffled;
    d->method = d->r2_pls > d->r2_ridge ? LATIGRAPH_REGRESSION_PLS : LATIGRAPH_REGRESSION_RIDGE;
    d->r2 = d->method == LATIGRAPH_REGRESSION_PLS ? d->r2_pls : d->r2_ridge;
    const latigraph_prediction_t *chosen =
        d->method == LATIGRAPH_REGRESSION_PLS ? &study->pls : &study->ridge;
    d->r2_within = latigraph_prediction_r2_within(chosen);
    latigraph_prediction_interval(chosen, &study->bootstrap, &d->r2_low, &d->r2_high);
    return IGRAPH_SUCCESS;
}

/* Computes the R² of size and density alone, the partial R² of codes, and the R² of the codes of
 * rewired copies. */
static igraph_error_t compare_controls(study_t *study, latigraph_direction_t *d) {
    const int width = study->model->config.code;
    IGRAPH_CHECK(latigraph_partial_validate(&study->folds, width, study->codes, study->value,
                                            study->covariate, &study->plain, &study->partial));
    d->r2_size_density = latigraph_prediction_r2(&study->plain, NULL);
    d->r2_partial = latigraph_prediction_r2(&study->partial, NULL);
    latigraph_prediction_interval(&study->partial, &study->bootstrap, &d->r2_partial_low,
                                  &d->r2_partial_high);
    if (study->rewired != NULL) {
        IGRAPH_CHECK(latigraph_cross_validate(&study->folds, width, study->rewired, study->value,
                                              latigraph_ridge_rows, NULL, &study->plain));
        d->r2_rewired = latigraph_prediction_r2(&study->plain, NULL);
    }
    return IGRAPH_SUCCESS;
}

/* Fits the chosen regression to all circuits, and computes its step. */
static igraph_error_t fit_direction(study_t *study, latigraph_direction_t *d,
                                    igraph_integer_t row) {
    const int width = study->model->config.code, circuits = study->folds.circuits;
    latigraph_sample_t sample = {.width = width, .codes = study->codes, .property = study->value};
    int *known, components = 0;
    double intercept;
    LATIGRAPH_ALLOCATE(known, circuits);
    for (int c = 0; c < circuits; c++) {
        if (isfinite(study->value[c])) {
            known[sample.rows++] = c;
        }
    }
    sample.row = known;
    IGRAPH_CHECK(
        latigraph_ridge_rows(&sample, &study->folds, -1, study->weight, &d->intercept, NULL));
    IGRAPH_CHECK(
        latigraph_pls_rows(&sample, &study->folds, -1, study->pls_weight, &intercept, &components));
    d->components = components;
    if (d->method == LATIGRAPH_REGRESSION_PLS) {
        d->intercept = intercept;
        memcpy(study->weight, study->pls_weight, sizeof(double) * (gsize)width);
    }
    memcpy(study->all_weights + row * width, study->weight, sizeof(double) * (gsize)width);
    latigraph_find_step(width, study->model->code_covariance, study->weight, d->sd,
                        study->all_steps + row * width);
    g_free(known);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static latigraph_direction_t unknown_direction(igraph_integer_t property) {
    return (latigraph_direction_t){.property = property,
                                   .r2 = NAN,
                                   .r2_low = NAN,
                                   .r2_high = NAN,
                                   .p = NAN,
                                   .r2_ridge = NAN,
                                   .r2_pls = NAN,
                                   .r2_within = NAN,
                                   .r2_size_density = NAN,
                                   .r2_partial = NAN,
                                   .r2_partial_low = NAN,
                                   .r2_partial_high = NAN,
                                   .r2_shuffled = NAN,
                                   .r2_rewired = NAN,
                                   .slope = NAN,
                                   .slope_error = NAN,
                                   .side_effects = NAN};
}

static igraph_error_t study_properties(study_t *study, const igraph_matrix_t *properties,
                                       const igraph_bool_t *wanted,
                                       latigraph_direction_t *directions, igraph_integer_t *found) {
    const int count = (int)igraph_matrix_ncol(properties);
    *found = 0;
    for (int p = 0; p < count; p++) {
        latigraph_direction_t d = unknown_direction(p);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_PROGRESS("Finding directions", 100.0 * p / count, NULL);
        take_column(properties, p, study->value);
        if (!wanted[p] || !describe_property(study->value, study->folds.circuits, &d.mean, &d.sd)) {
            continue;
        }
        IGRAPH_CHECK(compare_methods(study, &d));
        IGRAPH_CHECK(compare_controls(study, &d));
        IGRAPH_CHECK(fit_direction(study, &d, *found));
        directions[(*found)++] = d;
    }
    IGRAPH_PROGRESS("Finding directions", 100, NULL);
    return IGRAPH_SUCCESS;
}

/* --- Public face ---------------------------------------------------------- */

/**
 * \function latigraph_directions_options_init
 * \brief Default options of directions.
 *
 * \param options Gets the properties of the table that a fit holds and none of the user's, no
 *    rewired control, one thread, and a seed drawn from igraph's default generator.
 *
 * Time complexity: O(1).
 *
 * Example: directions on four threads, with the rewired control.
 * \verbatim
 *   latigraph_directions_options_t options;
 *   latigraph_directions_options_init(&options);
 *   options.threads = 4;
 *   options.rewired = true;
 *   latigraph_directions(model, &circuits, &options, directions, &found, NULL, &steps);
 * \endverbatim
 */
void latigraph_directions_options_init(latigraph_directions_options_t *options) {
    *options = (latigraph_directions_options_t){.threads = 1, .seed = latigraph_draw_seed()};
}

/* Sets wanted (count) to the properties whose directions are requested. */
static igraph_error_t list_wanted(const latigraph_directions_options_t *options,
                                  igraph_integer_t count, igraph_bool_t *wanted) {
    for (igraph_integer_t p = 0; p < count; p++) {
        const gboolean usual = p < LATIGRAPH_PROPERTIES_FITTED || p >= latigraph_property_count();
        wanted[p] = usual && options->properties == NULL;
    }
    for (igraph_integer_t k = 0; options->properties != NULL && k < options->property_count; k++) {
        const igraph_integer_t p = options->properties[k];
        if (p < 0 || p >= count) {
            IGRAPH_ERRORF("There is no property %" IGRAPH_PRId
                          " to find a direction of; properties are numbered "
                          "from 0, and latigraph_property_find() gives the number of a name.",
                          IGRAPH_EINVAL, p);
        }
        wanted[p] = true;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_check_study(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits,
                                     const latigraph_directions_options_t *options) {
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    if (model->code_covariance == NULL) {
        IGRAPH_ERROR(
            "The model holds no density of training codes, which directions are scaled by. "
            "Fit it again with latigraph_fit().",
            IGRAPH_EINVAL);
    }
    return latigraph_model_check_node_data(model, circuits);
}

/**
 * \function latigraph_directions
 * \brief Directions of the code space along which properties grow.
 *
 * Every property that varies and is defined for at least 8 circuits is regressed on the codes
 * (posterior means) twice: by ridge regression (penalty 3 on standardised codes, none on the
 * intercept) and by partial least squares (SIMPLS, de Jong 1993), whose number of components is
 * chosen by cross-validation inside the training circuits. The regression with the greater R² gives
 * weight and step. Its R² is slightly too great, because it is the better of two.
 *
 * </para><para>
 * R² is cross-validated with folds that are split by neuron. Circuits of one connectome overlap, so
 * up to five folds are grown by overlap, and circuits that share a neuron with a fold do not train
 * for it. A fold is scored if at least max(2 dz, 20) circuits, and twice as many as it has itself,
 * train for it. If no fold is scored, all R² are NaN. A list with circuits of two sides that share
 * no neuron leaves most circuits to train.
 *
 * </para><para>
 * \c r2_size_density is the R² of ln n and ln density alone. \c r2_partial is the R² of the codes
 * beyond these two: they are regressed out of the property and of the codes, on the training
 * circuits of each fold, and ridge regression predicts the rest of one from the rest of the other.
 * Intervals are Student's, from 1000 resamples with random weights of circuits, which are dependent
 * if circuits share neurons (see \ref latigraph_mean_intervals()). Regressions are not fitted again
 * in resamples.
 *
 * </para><para>
 * p comes from 999 permutations of the property over circuits, and \c r2_shuffled is their mean R².
 * If it is clearly above 0, do not trust the other figures. Circuits that overlap are not
 * exchangeable. If the circuits of a fold overlap much, p is therefore too small: it distinguishes
 * noise from signal for these circuits and not for other brains. With \c rewired, properties of the
 * circuits are regressed on the codes of copies with the same degrees and otherwise random edges
 * (\ref latigraph_circuit_rewire()). The R² that remains is due to the degrees alone.
 *
 * </para><para>
 * The encoder is given some properties as statistics (density, reciprocity, degree variation,
 * transitivity, edge length), so that their R² is high. R² does not show control: \ref
 * latigraph_direction_effects() measures the effect of a step on generated circuits.
 *
 * \param model The model.
 * \param circuits The circuits.
 * \param options Properties, the rewired control, threads for encoding (results do not depend on
 *    them), seed of folds, permutations, resamples and rewiring, and what makes circuits dependent:
 *    common neurons, the animal, or common identities; NULL: the defaults.
 * \param directions Array of \ref latigraph_property_count() entries, and one more per property of
 *    the user.
 * \param found Gets the number of entries that were filled.
 * \param weights Initialised matrix or NULL. It gets the weights w of the regressions, with one row
 *    per direction and one column per dimension of the code.
 * \param steps Initialised matrix or NULL. It gets steps that add one SD of the property along the
 *    covariance C of the codes: C w / (wᵀ C w) · SD.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode() and \ref latigraph_properties(), plus
 * O(circuits² + 999 · circuits · dz · properties).
 *
 * \sa \ref latigraph_model_directions(), \ref latigraph_direction_cosines(), \ref
 * latigraph_discriminate(), \ref latigraph_find_axes()
 *
 * Example: how well the codes of circuits predict each property.
 * \verbatim
 *   igraph_integer_t found;
 *   latigraph_direction_t *directions =
 *       malloc(latigraph_property_count() * sizeof(latigraph_direction_t));
 *   latigraph_directions(model, &circuits, NULL, directions, &found, NULL, NULL);
 *   for (igraph_integer_t i = 0; i < found; i++) {
 *       printf("%s %g\n", latigraph_property_info(directions[i].property)->name,
 *              directions[i].r2);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_directions(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits,
                                    const latigraph_directions_options_t *options,
                                    latigraph_direction_t *directions, igraph_integer_t *found,
                                    igraph_matrix_t *weights, igraph_matrix_t *steps) {
    latigraph_directions_options_t defaults;
    igraph_matrix_t properties;
    igraph_bool_t *wanted;
    study_t study;
    if (options == NULL) {
        latigraph_directions_options_init(&defaults);
        options = &defaults;
    }
    const igraph_integer_t count =
        latigraph_property_count() + (options->user != NULL ? options->user->count : 0);
    IGRAPH_CHECK(latigraph_check_study(model, circuits, options));
    IGRAPH_CHECK(latigraph_check_split_by(circuits, options->split_by));
    LATIGRAPH_ALLOCATE(wanted, count);
    IGRAPH_CHECK(list_wanted(options, count, wanted));
    IGRAPH_MATRIX_INIT_FINALLY(&properties, 0, 0);
    IGRAPH_CHECK(study_init(&study, model, circuits, options, count));
    IGRAPH_CHECK(latigraph_properties_wanted(circuits, options->user, wanted, options->threads,
                                             &properties));
    IGRAPH_CHECK(study_properties(&study, &properties, wanted, directions, found));
    IGRAPH_CHECK(
        latigraph_rows_to_matrix(study.all_weights, (int)*found, model->config.code, weights));
    IGRAPH_CHECK(latigraph_rows_to_matrix(study.all_steps, (int)*found, model->config.code, steps));
    study_destroy(&study);
    igraph_matrix_destroy(&properties);
    g_free(wanted);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_directions
 * \brief The directions that a fit stored in the model.
 *
 * They are ridge regressions on the training and validation circuits of the fit. The head of the
 * model was trained on the training circuits; validation circuits have other neurons. Only R², p,
 * the number of scored circuits, mean, SD and intercept are known; the other figures are NaN.
 *
 * \param model The model.
 * \param directions Array of \ref latigraph_property_count() entries.
 * \param found Gets the number of entries that were filled.
 * \param weights Initialised matrix or NULL, as in \ref latigraph_directions().
 * \param steps Initialised matrix or NULL, as in \ref latigraph_directions().
 * \return Error code: \c IGRAPH_EINVAL if the model holds a direction of an unknown property.
 *
 * Time complexity: O(directions · dz).
 *
 * Example: R² of the directions that a model file holds.
 * \verbatim
 *   latigraph_model_directions(model, directions, &found, NULL, &steps);
 *   for (igraph_integer_t d = 0; d < found; d++) {
 *       printf("%s %.2f\n", latigraph_property_name(NULL, directions[d].property),
 *              directions[d].r2);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_model_directions(const latigraph_model_t *model,
                                          latigraph_direction_t *directions,
                                          igraph_integer_t *found, igraph_matrix_t *weights,
                                          igraph_matrix_t *steps) {
    const latigraph_direction_table_t *table = &model->directions;
    for (int d = 0; d < table->count; d++) {
        const igraph_integer_t property = latigraph_property_find(table->property[d]);
        if (property < 0) {
            IGRAPH_ERRORF("The model holds a direction of \"%s\", which is no known property.",
                          IGRAPH_EINVAL, table->property[d]);
        }
        directions[d] = unknown_direction(property);
        directions[d].r2 = directions[d].r2_ridge = table->r2[d];
        directions[d].p = table->p[d];
        directions[d].scored = table->scored[d];
        directions[d].mean = table->mean[d];
        directions[d].sd = table->sd[d];
        directions[d].intercept = table->intercept[d];
    }
    *found = table->count;
    IGRAPH_CHECK(
        latigraph_rows_to_matrix(table->weight, table->count, model->config.code, weights));
    IGRAPH_CHECK(latigraph_rows_to_matrix(table->step, table->count, model->config.code, steps));
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_held(const igraph_integer_t *properties,
                                 igraph_integer_t property_count,
                                 const latigraph_direction_t *directions, igraph_integer_t found) {
    for (igraph_integer_t k = 0; k < property_count; k++) {
        gboolean held = FALSE;
        for (igraph_integer_t d = 0; d < found; d++) {
            held = held || directions[d].property == properties[k];
        }
        if (!held) {
            const char *name = latigraph_property_name(NULL, properties[k]);
            IGRAPH_ERRORF("There is no direction of %s among the %" IGRAPH_PRId " found.",
                          IGRAPH_EINVAL, name != NULL ? name : "a property of the user's", found);
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_directions_select
 * \brief Keeps the directions of some properties.
 *
 * \param properties Indices of the properties.
 * \param property_count Number of indices.
 * \param directions Directions. The kept ones are moved to the front, in their order.
 * \param found Number of directions, which is updated.
 * \param weights Matrix with one row per direction, or NULL. The same rows are kept.
 * \param steps Matrix with one row per direction, or NULL. The same rows are kept.
 * \return Error code: \c IGRAPH_EINVAL if there is no direction of a property; \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(directions · (properties + dz)).
 *
 * \sa \ref latigraph_model_directions()
 *
 * Example: keep only the direction of the density.
 * \verbatim
 *   const igraph_integer_t density = latigraph_property_find("density");
 *   latigraph_model_directions(model, directions, &found, NULL, &steps);
 *   latigraph_directions_select(&density, 1, directions, &found, NULL, &steps);
 * \endverbatim
 */
igraph_error_t latigraph_directions_select(const igraph_integer_t *properties,
                                           igraph_integer_t property_count,
                                           latigraph_direction_t *directions,
                                           igraph_integer_t *found, igraph_matrix_t *weights,
                                           igraph_matrix_t *steps) {
    igraph_matrix_t *const matrices[] = {weights, steps};
    igraph_integer_t kept = 0;
    IGRAPH_CHECK(check_held(properties, property_count, directions, *found));
    for (igraph_integer_t d = 0; d < *found; d++) {
        gboolean wanted = FALSE;
        for (igraph_integer_t k = 0; k < property_count; k++) {
            wanted = wanted || directions[d].property == properties[k];
        }
        for (gsize m = 0; m < G_N_ELEMENTS(matrices) && wanted; m++) {
            for (igraph_integer_t k = 0; matrices[m] != NULL && k < igraph_matrix_ncol(matrices[m]);
                 k++) {
                MATRIX(*matrices[m], kept, k) = MATRIX(*matrices[m], d, k);
            }
        }
        if (wanted) {
            directions[kept++] = directions[d];
        }
    }
    *found = kept;
    for (gsize m = 0; m < G_N_ELEMENTS(matrices); m++) {
        if (matrices[m] != NULL) {
            while (igraph_matrix_nrow(matrices[m]) > kept) {
                IGRAPH_CHECK(
                    igraph_matrix_remove_row(matrices[m], igraph_matrix_nrow(matrices[m]) - 1));
            }
        }
    }
    return IGRAPH_SUCCESS;
}
