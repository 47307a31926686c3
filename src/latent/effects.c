/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Effects of the coordinates of the code on generated circuits.
 *
 * One coordinate at a time is moved by one SD to both sides, the others are held, and circuits are
 * generated and measured (step_effects.c). This intervention shows what a coordinate causes; the
 * regressions of the model only predict, and their prediction of the same move is stored beside it.
 * Coordinates covary over training circuits, so a move of one alone leaves the typical codes. The
 * SD of a coordinate given all others, √(1 / (C⁻¹)_kk), says how far it moves alone in real
 * circuits. */

#include <latigraph/explain.h>

#include "base/lapack.h"
#include "base/memory.h"
#include "latent/latent.h"
#include "latent/path.h"

#include <math.h>
#include <string.h>

/* Largest number of circuits on one side. */
enum { CIRCUITS_MAX = 1000000 };

/* --- The struct ----------------------------------------------------------- */

/**
 * \function latigraph_effects_init
 * \brief Initialises a struct without effects.
 *
 * \param effects The struct. Free it with \ref latigraph_effects_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: the effect of the first coordinate of the code on the density.
 * \verbatim
 *   latigraph_generate_options_t options;
 *   latigraph_effects_t effects;
 *   latigraph_generate_options_init(&options);
 *   options.count = 20;
 *   latigraph_effects_init(&effects);
 *   latigraph_coordinate_effects(model, NULL, &options, &effects);
 *   printf("%g\n", MATRIX(effects.effect, 0, latigraph_property_find("density")));
 *   latigraph_effects_destroy(&effects);
 * \endverbatim
 */
igraph_error_t latigraph_effects_init(latigraph_effects_t *effects) {
    igraph_vector_t *vectors[] = {&effects->code, &effects->sd, &effects->conditional_sd};
    igraph_matrix_t *matrices[] = {&effects->effect, &effects->error, &effects->read};
    for (size_t k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_CHECK(igraph_vector_init(vectors[k], 0));
        IGRAPH_FINALLY(igraph_vector_destroy, vectors[k]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_CHECK(igraph_matrix_init(matrices[k], 0, 0));
        IGRAPH_FINALLY(igraph_matrix_destroy, matrices[k]);
    }
    IGRAPH_FINALLY_CLEAN(G_N_ELEMENTS(vectors) + G_N_ELEMENTS(matrices));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_effects_destroy
 * \brief Frees effects.
 *
 * \param effects The effects.
 *
 * Time complexity: O(1).
 *
 * Example: effects are destroyed when they are no longer needed.
 * \verbatim
 *   latigraph_effects_t effects;
 *   latigraph_effects_init(&effects);
 *   latigraph_effects_destroy(&effects);
 * \endverbatim
 */
void latigraph_effects_destroy(latigraph_effects_t *effects) {
    igraph_vector_destroy(&effects->code);
    igraph_vector_destroy(&effects->sd);
    igraph_vector_destroy(&effects->conditional_sd);
    igraph_matrix_destroy(&effects->effect);
    igraph_matrix_destroy(&effects->error);
    igraph_matrix_destroy(&effects->read);
}

/* --- Moves ---------------------------------------------------------------- */

/* Measures the effects of one SD along each coordinate. */
static igraph_error_t move_coordinates(const latigraph_model_t *model,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options,
                                       latigraph_effects_t *effects) {
    const int width = model->config.code;
    const latigraph_step_options_t step_options = {.like = like, .generate = *options};
    igraph_matrix_t steps;
    IGRAPH_MATRIX_INIT_FINALLY(&steps, width, width);
    for (int k = 0; k < width; k++) {
        MATRIX(steps, k, k) = VECTOR(effects->sd)[k];
    }
    IGRAPH_CHECK(
        latigraph_step_effects(model, &steps, &step_options, &effects->effect, &effects->error));
    igraph_matrix_destroy(&steps);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Predicts the same effects from the model's regressions. */
static igraph_error_t read_coordinates(const latigraph_model_t *model,
                                       latigraph_effects_t *effects) {
    const latigraph_direction_table_t *table = &model->directions;
    const int width = model->config.code;
    IGRAPH_CHECK(igraph_matrix_resize(&effects->read, width, latigraph_property_count()));
    igraph_matrix_fill(&effects->read, NAN);
    for (int d = 0; d < table->count; d++) {
        const igraph_integer_t p = latigraph_property_find(table->property[d]);
        for (int k = 0; p >= 0 && k < width; k++) { /* a model file may know others */
            MATRIX(effects->read, k, p) =
                table->weight[d * width + k] * VECTOR(effects->sd)[k] / table->sd[d];
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- All of it ------------------------------------------------------------ */

/* Sets the start code, the SDs of the coordinates over the training codes, and the SD of each given
 * the others, 1/√(C⁻¹)_kk, as a share of its SD. */
static igraph_error_t describe(const latigraph_model_t *model, const double *base,
                               latigraph_effects_t *effects) {
    const int width = model->config.code;
    const double *mean, *covariance;
    double *factor, *inverse;
    IGRAPH_CHECK(latigraph_code_moments(model, NULL, &mean, &covariance));
    LATIGRAPH_ALLOCATE(factor, width * width);
    LATIGRAPH_ALLOCATE(inverse, width * width);
    memcpy(factor, covariance, sizeof(double) * (gsize)width * (gsize)width);
    if (latigraph_cholesky(width, factor) != 0) {
        IGRAPH_ERROR(
            "The covariance of the model's codes is not positive definite, so that the SD of "
            "a coordinate given the others is not defined. Fit the model to more circuits.",
            IGRAPH_EINVAL);
    }
    for (int k = 0; k < width; k++) {
        inverse[k * width + k] = 1;
    }
    latigraph_cholesky_solve(width, factor, inverse, width);
    IGRAPH_CHECK(igraph_vector_resize(&effects->code, width));
    IGRAPH_CHECK(igraph_vector_resize(&effects->sd, width));
    IGRAPH_CHECK(igraph_vector_resize(&effects->conditional_sd, width));
    for (int k = 0; k < width; k++) {
        VECTOR(effects->code)[k] = base[k];
        VECTOR(effects->sd)[k] = sqrt(covariance[k * width + k]);
        VECTOR(effects->conditional_sd)
        [k] = 1 / sqrt(inverse[k * width + k] * covariance[k * width + k]);
    }
    g_free(inverse);
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_coordinate_effects
 * \brief Measures the effect of each coordinate of the code on circuits.
 *
 * One coordinate after the other is moved by one SD of the training codes to both sides. All others
 * are held at the code of \p like, or at the mean of the training codes (or of those of the group
 * that the options name). On each side \c count circuits are generated, with the same node data and
 * random numbers on both sides and for all coordinates, and all properties are measured. The effect
 * is half the difference, in SDs of the property over the training circuits per SD of the
 * coordinate. Its standard error comes from the spread of these differences over pairs of circuits.
 *
 * </para><para>
 * This measures the effect of a coordinate, while \ref latigraph_explain() explains the prediction
 * from it. \c read holds the prediction for the same move. Coordinates covary over the training
 * codes, and one alone rarely varies by a whole SD: \c conditional_sd is its SD given all others,
 * as a share of its SD. Circuits are calibrated unless the options say otherwise. They then have
 * the statistics in their code, so a free coordinate changes only what the statistics leave open.
 *
 * \param model The model.
 * \param like A circuit whose code and node data are used. If NULL, node data are drawn once, given
 *    the code.
 * \param options Circuits on each side, neurons, threads, seed, group, calibration.
 * \param effects Initialised struct, which is filled.
 * \return Error code: \c IGRAPH_EINVAL: options as in \ref latigraph_generate(); \c IGRAPH_ENOMEM;
 *    \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_generate() and \ref latigraph_properties() for 2 · count
 * circuits per coordinate.
 *
 * \sa \ref latigraph_explain(), \ref latigraph_traverse()
 *
 * Example: the effect of one SD of the first coordinate on the density.
 * \verbatim
 *   latigraph_effects_t effects;
 *   latigraph_generate_options_t options;
 *   latigraph_generate_options_init(&options);
 *   options.count = 10;
 *   latigraph_effects_init(&effects);
 *   latigraph_coordinate_effects(model, NULL, &options, &effects);
 *   const igraph_integer_t density = latigraph_property_find("density");
 *   printf("%g ± %g SD\n", MATRIX(effects.effect, 0, density), MATRIX(effects.error, 0, density));
 * \endverbatim
 */
igraph_error_t latigraph_coordinate_effects(const latigraph_model_t *model,
                                            const latigraph_circuit_t *like,
                                            const latigraph_generate_options_t *options,
                                            latigraph_effects_t *effects) {
    double *base;
    if (options->count < 1 || options->count > CIRCUITS_MAX) {
        IGRAPH_ERRORF("The number of circuits to generate on each side of every coordinate must be "
                      "between 1 and %d, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, CIRCUITS_MAX, options->count);
    }
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    LATIGRAPH_ALLOCATE(base, model->config.code);
    IGRAPH_CHECK(latigraph_start_code(model, like, options->group, base));
    IGRAPH_CHECK(describe(model, base, effects));
    IGRAPH_CHECK(move_coordinates(model, like, options, effects));
    IGRAPH_CHECK(read_coordinates(model, effects));
    g_free(base);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
