/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/latent.h"

#include "base/memory.h"
#include "base/moments.h"
#include "circuit/folds.h"
#include "latent/ridge.h"

/* Circuits that must have a property for it to get a direction. */
enum { CIRCUITS_MIN = 8 };
enum { FOLDS = 5, PERMUTATIONS = 999 };

/* C w / (wᵀ C w) · SD: the likeliest change of the code, under the codes' density, for which the
 * regression adds one SD. */
static void find_step(int width, const double *covariance, const double *weight, double sd,
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

/* Adds the direction of one property unless it is constant or hardly ever defined. */
static igraph_error_t add_direction(latigraph_direction_table_t *table,
                                    const latigraph_model_t *model, const char *name,
                                    const double *codes, const double *value,
                                    const latigraph_folds_t *folds, igraph_uint_t seed) {
    const int width = model->config.code, d = table->count;
    double *weight = table->weight + d * width;
    double squares;
    const int finite =
        latigraph_moments(value, 1, folds->circuits, &table->mean[d], &squares);
    table->sd[d] = sqrt(squares / MAX(finite - 1, 1));
    if (finite < CIRCUITS_MIN || !(table->sd[d] > 1e-9 * fabs(table->mean[d]))) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        latigraph_ridge(folds->circuits, width, codes, value, weight, &table->intercept[d]));
    IGRAPH_CHECK(latigraph_ridge_score(width, codes, value, folds, PERMUTATIONS, seed,
                                       &table->r2[d], &table->p[d], &table->scored[d]));
    find_step(width, model->code_covariance, weight, table->sd[d], table->step + d * width);
    table->property[d] = g_strdup(name);
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
        for (int i = 0; i < folds->circuits; i++) {
            value[i] = MATRIX(*properties, i, p);
        }
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
                                         igraph_uint_t seed, latigraph_direction_table_t *table) {
    latigraph_folds_t folds;
    if (model->code_covariance == NULL) {
        IGRAPH_ERROR("The model holds no density of training codes.", IGRAPH_EINVAL);
    }
    IGRAPH_FINALLY(latigraph_direction_table_clear, table);
    IGRAPH_CHECK(latigraph_folds_init(&folds, circuits, FOLDS, seed));
    IGRAPH_FINALLY(latigraph_folds_destroy, &folds);
    IGRAPH_CHECK(fill_table(table, model, &folds, codes, properties, seed));
    latigraph_folds_destroy(&folds);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Public face ---------------------------------------------------------- */

static igraph_error_t export_table(const latigraph_direction_table_t *table, int width,
                                   latigraph_direction_t *directions, igraph_integer_t *found,
                                   igraph_matrix_t *weights, igraph_matrix_t *steps) {
    for (int d = 0; d < table->count; d++) {
        const igraph_integer_t property = latigraph_property_find(table->property[d]);
        if (property < 0) {
            IGRAPH_ERRORF("The model holds a direction of \"%s\", which is no known property.",
                          IGRAPH_EINVAL, table->property[d]);
        }
        directions[d] = (latigraph_direction_t){.property = property,
                                                .r2 = table->r2[d],
                                                .p = table->p[d],
                                                .scored = table->scored[d],
                                                .mean = table->mean[d],
                                                .sd = table->sd[d],
                                                .intercept = table->intercept[d]};
    }
    *found = table->count;
    IGRAPH_CHECK(latigraph_rows_to_matrix(table->weight, table->count, width, weights));
    IGRAPH_CHECK(latigraph_rows_to_matrix(table->step, table->count, width, steps));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_directions
 * \brief Directions of the code space along which properties grow.
 *
 * Every property that varies and is defined for at least 8 circuits is regressed on the codes
 * (posterior means) by ridge regression: penalty 3 on standardised codes, none on the intercept.
 *
 * </para><para>
 * R² is cross-validated with folds that are split by neuron: circuits of one connectome overlap,
 * so up to five folds are grown by overlap and circuits that share any neuron with a fold are left
 * out of its training part. A fold is scored if max(2 dz, 20) circuits, and twice as many as it has
 * itself, are left to train; where none is, R² and p are NaN. Circuits of two sides that share no
 * neuron, in one list, give the folds the most to train on.
 *
 * </para><para>
 * p is from 999 permutations of the property over circuits. Circuits that overlap are not
 * exchangeable, so where the circuits of a fold overlap much, p is too small: it tells noise from
 * signal for these circuits and not for other brains. R² also counts what the encoder is told
 * directly (density, reciprocity, degree variation, transitivity, edge length); what a step does
 * to generated circuits is measured by \ref latigraph_steer().
 *
 * \param model The model.
 * \param circuits The circuits.
 * \param threads Number of threads for encoding; results do not depend on it.
 * \param seed Seed of folds and permutations.
 * \param directions Room for \ref latigraph_property_count() entries.
 * \param found Gets how many were filled.
 * \param weights Initialised matrix or NULL: ridge weights, one row a direction, one column a
 *    dimension of the code.
 * \param steps The same for the steps that add one SD of the property along the codes' own
 *    covariance C: C w / (wᵀ C w) · SD.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode() and \ref latigraph_properties(), plus
 * O(circuits² + 999 · circuits · dz · properties).
 *
 * \sa \ref latigraph_model_directions()
 *
 * Example: how well each property can be read off the codes of circuits.
 * \verbatim
 *   igraph_integer_t found;
 *   latigraph_direction_t *directions =
 *       malloc(latigraph_property_count() * sizeof(latigraph_direction_t));
 *   latigraph_directions(model, &circuits, 1, 1, directions, &found, NULL, NULL);
 *   for (igraph_integer_t i = 0; i < found; i++) {
 *       printf("%s %g\n", latigraph_property_info(directions[i].property)->name,
 *              directions[i].r2);
 *   }
 * \endverbatim
 */
igraph_error_t latigraph_directions(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits,
                                    igraph_integer_t threads, igraph_uint_t seed,
                                    latigraph_direction_t *directions, igraph_integer_t *found,
                                    igraph_matrix_t *weights, igraph_matrix_t *steps) {
    const gsize count = (gsize)latigraph_circuit_list_size(circuits);
    latigraph_direction_table_t table = {0};
    igraph_matrix_t properties;
    double *codes;
    if (threads < 1 || threads > 4096) {
        IGRAPH_ERRORF("The number of threads must be between 1 and 4096, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, threads);
    }
    IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    LATIGRAPH_ALLOCATE(codes, count * (gsize)model->config.code);
    IGRAPH_CHECK(igraph_matrix_init(&properties, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &properties);
    IGRAPH_CHECK(latigraph_encode_rows(model, circuits, (int)threads, codes, NULL));
    IGRAPH_CHECK(latigraph_properties(circuits, &properties));
    IGRAPH_CHECK(latigraph_find_directions(model, circuits, codes, &properties, seed, &table));
    IGRAPH_FINALLY(latigraph_direction_table_clear, &table);
    IGRAPH_CHECK(export_table(&table, model->config.code, directions, found, weights, steps));
    latigraph_direction_table_clear(&table);
    igraph_matrix_destroy(&properties);
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_model_directions
 * \brief The directions that a fit stored in the model.
 *
 * They rest on the training and validation circuits of the fit; the head of the model was trained
 * on the training ones, the validation ones are of other neurons.
 *
 * \param model The model.
 * \param directions Room for \ref latigraph_property_count() entries.
 * \param found Gets how many were filled.
 * \param weights Initialised matrix or NULL, as in \ref latigraph_directions().
 * \param steps Initialised matrix or NULL.
 * \return Error code: \c IGRAPH_EINVAL if the model holds a direction of an unknown property.
 *
 * Time complexity: O(directions · dz).
 */
igraph_error_t latigraph_model_directions(const latigraph_model_t *model,
                                          latigraph_direction_t *directions,
                                          igraph_integer_t *found, igraph_matrix_t *weights,
                                          igraph_matrix_t *steps) {
    return export_table(&model->directions, model->config.code, directions, found, weights, steps);
}
