/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Separation of groups of circuits by maps: numbers of the neurons that all circuits have.
 *
 *     maps ──z-score──▶ principal components ──▶ discriminant ──▶ group of a left-out circuit
 *
 * Everything is fitted to the circuits that train for a fold: means, components, their number (by
 * inner folds) and the discriminant. The components do not depend on the labels, so they are
 * computed once per fold and serve all permutations of the labels. Controls have the same folds:
 * size, density and mean strength alone; maps from which these are regressed out; shuffled labels.
 */
#include "measure/maps.h"

#include "base/compat.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/text.h"
#include "measure/covariates.h"
#include "regression/discriminant.h"

#include <math.h>

enum { CIRCUITS_MIN = 3 };

void latigraph_map_study_destroy(latigraph_map_study_t *study) {
    g_free(study->label);
    g_free(study->given);
    g_free(study->row);
    g_free(study->guess);
    g_free(study->used);
    g_free(study->score);
    latigraph_map_folds_destroy(&study->folds);
    latigraph_lda_destroy(&study->lda);
}

/* --- Labels at random ------------------------------------------------------------------------ */

static igraph_error_t permute(latigraph_map_study_t *study, const latigraph_map_space_t *space,
                              latigraph_maps_result_t *result) {
    const igraph_integer_t count = study->options->permutations;
    double sum = 0;
    int reached = 0, *order;
    LATIGRAPH_ALLOCATE(order, study->circuits);
    for (igraph_integer_t k = 0; k < count; k++) {
        latigraph_stream_t stream;
        double accuracy;
        IGRAPH_PROGRESS("Permuting labels", 100.0 * (double)k / (double)count, NULL);
        latigraph_stream_init(&stream, study->options->seed, LATIGRAPH_STREAM_MAPS,
                              ((uint64_t)1 << 32) + (uint64_t)k);
        latigraph_stream_permutation(&stream, order, study->circuits);
        for (int c = 0; c < study->circuits; c++) {
            study->given[c] = study->label[order[c]];
        }
        IGRAPH_CHECK(latigraph_map_classify(study, space, &accuracy));
        reached += accuracy >= result->accuracy - 1e-12;
        sum += accuracy;
    }
    memcpy(study->given, study->label, (gsize)study->circuits * sizeof *study->given);
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    if (count > 0) {
        result->p = (1.0 + reached) / (1.0 + (double)count);
        result->accuracy_shuffled = sum / (double)count;
    }
    return IGRAPH_SUCCESS;
}

/* --- Results --------------------------------------------------------------------------------- */

/* Area under the ROC curve of two groups, from the pooled scores. */
static igraph_error_t find_auc(const latigraph_map_study_t *study,
                               latigraph_maps_result_t *result) {
    latigraph_ranked_t *ranked;
    if (study->groups != 2) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(ranked, study->circuits);
    for (int c = 0; c < study->circuits; c++) {
        ranked[c] = (latigraph_ranked_t){study->score[c], c, (guchar)study->label[c]};
    }
    latigraph_rank(ranked, study->circuits);
    result->auc = latigraph_ranked_auc(ranked, study->circuits, NULL);
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t record_guesses(const latigraph_map_study_t *study,
                                     latigraph_maps_result_t *result) {
    double components = 0;
    IGRAPH_CHECK(igraph_matrix_resize(&result->confusion, study->groups, study->groups));
    IGRAPH_CHECK(igraph_vector_resize(&result->predicted, study->circuits));
    igraph_matrix_null(&result->confusion);
    for (int c = 0; c < study->circuits; c++) {
        VECTOR(result->predicted)[c] = study->guess[c];
        if (study->scored == NULL || study->scored[c]) {
            MATRIX(result->confusion, study->label[c], study->guess[c])++;
        }
    }
    for (int f = 0; f < study->folds.count; f++) {
        components += study->used[f];
    }
    result->components = components / study->folds.count;
    return find_auc(study, result);
}

/* Combines the weights of groups on one column into one number. */
static double combine(const latigraph_map_study_t *study, const double *weight, const double *axes,
                      int width, gsize columns, gsize k) {
    double sum = 0, squares = 0, first = 0, last = 0;
    for (int g = 0; g < study->groups; g++) {
        double w = 0;
        for (int i = 0; i < width; i++) {
            w += weight[g * width + i] * axes[(gsize)i * columns + k];
        }
        sum += w;
        squares += w * w;
        first = g == 0 ? w : first;
        last = w;
    }
    const double mean = sum / study->groups;
    return study->groups == 2 ? last - first : sqrt(fmax(squares / study->groups - mean * mean, 0));
}

/* Fits the discriminant of all circuits and takes its weights back to neurons and properties. */
static igraph_error_t find_weights(latigraph_map_study_t *study, const latigraph_table_t *table,
                                   int properties, latigraph_maps_result_t *result) {
    const int width = MAX(1, (int)lround(result->components));
    latigraph_scores_t scores;
    double *axes;
    LATIGRAPH_ALLOCATE(axes, (gsize)table->columns * (gsize)width);
    for (int c = 0; c < study->circuits; c++) {
        study->row[c] = c;
    }
    IGRAPH_CHECK(
        latigraph_find_scores(table, study->circuits, study->row, NULL, width, &scores, axes));
    IGRAPH_FINALLY(g_free, scores.score);
    latigraph_lda_fit(&study->lda, study->circuits, study->row, study->label, scores.width,
                      scores.score, scores.width);
    IGRAPH_CHECK(igraph_matrix_resize(&result->weights, table->columns / properties, properties));
    for (int k = 0; k < table->columns; k++) {
        MATRIX(result->weights, k / properties, k % properties) =
            combine(study, study->lda.weight, axes, scores.width, (gsize)table->columns, (gsize)k);
    }
    g_free(scores.score);
    g_free(axes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Controls -------------------------------------------------------------------------------- */

/* Covariates and the squares of their deviations from the mean: many maps grow with a power of the
 * density, so that straight lines would leave a rest. expanded (circuits, 2 count). */
static void add_squares(int circuits, int count, const double *covariate, double *expanded) {
    for (int k = 0; k < count; k++) {
        double mean = 0;
        for (int c = 0; c < circuits; c++) {
            mean += covariate[c * count + k] / circuits;
        }
        for (int c = 0; c < circuits; c++) {
            const double off = covariate[c * count + k] - mean;
            expanded[2 * c * count + k] = off;
            expanded[(2 * c + 1) * count + k] = off * off;
        }
    }
}

static igraph_error_t add_controls(latigraph_map_study_t *study,
                                   const latigraph_circuit_list_t *circuits,
                                   const latigraph_table_t *table, int most, gboolean choose,
                                   latigraph_maps_result_t *result) {
    latigraph_table_t sizes = {.circuits = study->circuits}, beyond = *table;
    latigraph_map_space_t space;
    double *covariate, *expanded;
    LATIGRAPH_ALLOCATE(covariate, LATIGRAPH_COVARIATES * study->circuits);
    LATIGRAPH_ALLOCATE(expanded, 2 * LATIGRAPH_COVARIATES * study->circuits);
    latigraph_list_covariates(circuits, covariate, &sizes.columns);
    add_squares(study->circuits, sizes.columns, covariate, expanded);
    sizes.value = covariate;
    beyond.covariate = expanded;
    beyond.covariates = 2 * sizes.columns;
    result->strength = sizes.columns == LATIGRAPH_COVARIATES;
    IGRAPH_CHECK(latigraph_map_space_init(&space, study, &sizes, sizes.columns, FALSE));
    IGRAPH_CHECK(latigraph_map_classify(study, &space, &result->accuracy_size));
    latigraph_map_space_destroy(&space);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(latigraph_map_space_init(&space, study, &beyond, most, choose));
    IGRAPH_CHECK(latigraph_map_classify(study, &space, &result->accuracy_beyond));
    latigraph_map_space_destroy(&space);
    g_free(expanded);
    g_free(covariate);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- The study ------------------------------------------------------------------------------- */

igraph_error_t latigraph_map_separate(latigraph_map_study_t *study,
                                      const latigraph_circuit_list_t *circuits,
                                      const latigraph_table_t *table, int most, gboolean choose,
                                      int properties, latigraph_maps_result_t *result) {
    latigraph_map_space_t space;
    result->chance = 1.0 / study->groups;
    IGRAPH_CHECK(latigraph_lda_init(&study->lda, study->groups,
                                    MAX(MAX(most, properties), LATIGRAPH_COVARIATES)));
    IGRAPH_CHECK(latigraph_map_space_init(&space, study, table, most, choose));
    IGRAPH_CHECK(latigraph_map_classify(study, &space, &result->accuracy));
    IGRAPH_CHECK(record_guesses(study, result));
    if (properties > 0) {
        IGRAPH_CHECK(latigraph_map_add_masks(study, table, properties, result));
    }
    IGRAPH_CHECK(permute(study, &space, result));
    latigraph_map_space_destroy(&space);
    IGRAPH_FINALLY_CLEAN(1);
    if (properties > 0) {
        IGRAPH_CHECK(find_weights(study, table, properties, result));
    }
    return add_controls(study, circuits, table, most, choose, result);
}

/* Numbers the labels in the order of their first appearance. */
static igraph_error_t number_labels(latigraph_map_study_t *study,
                                    const latigraph_circuit_list_t *circuits,
                                    const igraph_strvector_t *labels,
                                    latigraph_maps_result_t *result) {
    for (int c = 0; c < study->circuits; c++) {
        const char *label = igraph_strvector_get(labels, c);
        igraph_integer_t g;
        if (label == NULL || *label == '\0') {
            IGRAPH_ERRORF("Circuit \"%s\" has an empty label. Every circuit needs its group.",
                          IGRAPH_EINVAL,
                          latigraph_circuit_name(latigraph_circuit_list_get(circuits, c)));
        }
        IGRAPH_CHECK(latigraph_add_text_once(&result->groups, label, 0, &g));
        if (g == igraph_vector_size(&result->group_circuits)) {
            IGRAPH_CHECK(igraph_vector_push_back(&result->group_circuits, 0));
        }
        VECTOR(result->group_circuits)[g]++;
        study->label[c] = study->given[c] = (int)g;
    }
    study->groups = (int)igraph_strvector_size(&result->groups);
    if (study->groups < 2 || igraph_vector_min(&result->group_circuits) < CIRCUITS_MIN) {
        const igraph_integer_t least = igraph_vector_which_min(&result->group_circuits);
        IGRAPH_ERRORF("Maps separate at least 2 groups of at least %d circuits, got %d groups; the "
                      "smallest, \"%s\", has %g.",
                      IGRAPH_EINVAL, (int)CIRCUITS_MIN, study->groups,
                      igraph_strvector_get(&result->groups, least),
                      VECTOR(result->group_circuits)[least]);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_map_study_init(latigraph_map_study_t *study,
                                        const latigraph_circuit_list_t *circuits,
                                        const igraph_strvector_t *labels,
                                        latigraph_maps_result_t *result) {
    const gsize count = (gsize)study->circuits;
    int **const arrays[] = {&study->label, &study->given, &study->row, &study->guess, &study->used};
    for (gsize k = 0; k < G_N_ELEMENTS(arrays); k++) {
        *arrays[k] = g_try_new0(int, count + 1);
        LATIGRAPH_CHECK_MEMORY(*arrays[k]);
    }
    study->score = g_try_new0(double, count + 1);
    LATIGRAPH_CHECK_MEMORY(study->score);
    return number_labels(study, circuits, labels, result);
}

static igraph_error_t check(const latigraph_circuit_list_t *circuits,
                            const igraph_strvector_t *labels,
                            const latigraph_maps_options_t *options) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    if (igraph_strvector_size(labels) != count || count == 0) {
        IGRAPH_ERRORF("Maps need one label for each circuit, got %" IGRAPH_PRId
                      " labels for %" IGRAPH_PRId " circuits.",
                      IGRAPH_EINVAL, igraph_strvector_size(labels), count);
    }
    if (options->folds < 0 || options->folds == 1 || options->folds > count) {
        IGRAPH_ERRORF("The number of folds is %" IGRAPH_PRId ", but must be 0 (one per circuit) or "
                      "from 2 to the number of circuits.",
                      IGRAPH_EINVAL, options->folds);
    }
    if (options->components < 0 || options->components > 1000 || options->permutations < 0) {
        IGRAPH_ERROR("The number of components must be from 0 to 1000, and that of permutations "
                     "cannot be negative.",
                     IGRAPH_EINVAL);
    }
    if (options->which != NULL && igraph_vector_int_size(options->which) == 0) {
        IGRAPH_ERROR("Groups are separated by at least one node property, got none.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_maps_default(igraph_vector_int_t *which) {
    static const char *const names[] = {"in-degree", "out-degree", "three-cycles", "clustering"};
    IGRAPH_CHECK(igraph_vector_int_resize(which, G_N_ELEMENTS(names)));
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        IGRAPH_CHECK(latigraph_node_property_find(names[k], &VECTOR(*which)[k]));
    }
    return IGRAPH_SUCCESS;
}

/* Measures the maps and separates the groups by them. */
static igraph_error_t measure_and_run(latigraph_map_study_t *study,
                                      const latigraph_circuit_list_t *circuits,
                                      const igraph_vector_int_t *which,
                                      latigraph_maps_result_t *result) {
    latigraph_map_values_t maps;
    IGRAPH_CHECK(latigraph_map_values_init(&maps, circuits, which));
    IGRAPH_FINALLY(latigraph_map_values_destroy, &maps);
    IGRAPH_CHECK(igraph_strvector_append(&result->neurons, &maps.names));
    result->share = maps.share;
    const gboolean choose = study->options->components == 0;
    const int most = choose ? LATIGRAPH_COMPONENTS_MAX : (int)study->options->components;
    const latigraph_table_t table = {
        .circuits = maps.circuits, .columns = maps.neurons * maps.properties, .value = maps.value};
    latigraph_blas_begin();
    const igraph_error_t code =
        latigraph_map_separate(study, circuits, &table, most, choose, maps.properties, result);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    latigraph_map_values_destroy(&maps);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_discriminate_maps
 * \brief Separates groups of circuits by node properties of their common neurons.
 *
 * Neurons correspond by name over the circuits. The maps are z-scored, reduced to principal
 * components and given to a linear discriminant with a ridge, all of it fitted to the circuits that
 * train for a fold. Beside the accuracy are three controls: size, density and mean strength alone,
 * maps from which these are regressed out, and shuffled labels. Each fold has a mask of neurons
 * that separate the groups alone.
 *
 * \param circuits The circuits, one per animal. Two circuits of one animal in different folds would
 *    make the accuracy too good.
 * \param labels The group of each circuit: at least 2 groups of at least 3 circuits.
 * \param options The options; NULL means the defaults.
 * \param result Struct that was initialised with \ref latigraph_maps_result_init(). Its contents
 *    are replaced.
 * \return Error code: \c IGRAPH_EINVAL if there is not one label for each circuit, there are too
 *    few circuits or common neurons, no node property, or an option is out of range; \c
 *    IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED; the errors of \ref latigraph_node_properties().
 *
 * Time complexity: that of the node properties, plus O(folds (circuits² columns + circuits² neurons
 * properties²)), plus O(permutations folds circuits) small discriminants, for columns = neurons
 * properties.
 *
 * \sa \ref latigraph_node_properties(), \ref latigraph_discriminate()
 *
 * Example: do four strains differ in the degrees of their regions?
 * \verbatim
 *    latigraph_maps_result_t result;
 *    latigraph_maps_result_init(&result);
 *    latigraph_discriminate_maps(&circuits, &names, NULL, &result);
 *    printf("%g, at chance %g\n", result.accuracy, result.chance);
 *    latigraph_maps_result_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_discriminate_maps(const latigraph_circuit_list_t *circuits,
                                           const igraph_strvector_t *labels,
                                           const latigraph_maps_options_t *options,
                                           latigraph_maps_result_t *result) {
    latigraph_map_study_t study = {.options = options,
                                   .circuits = (int)latigraph_circuit_list_size(circuits)};
    latigraph_maps_options_t defaults;
    igraph_vector_int_t which;
    if (options == NULL) {
        latigraph_maps_options_init(&defaults);
        options = study.options = &defaults;
    }
    latigraph_maps_result_clear(result);
    IGRAPH_CHECK(check(circuits, labels, options));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_CHECK(latigraph_maps_default(&which));
    IGRAPH_FINALLY(latigraph_map_study_destroy, &study);
    IGRAPH_CHECK(latigraph_map_study_init(&study, circuits, labels, result));
    IGRAPH_CHECK(latigraph_map_folds_init(&study.folds, study.circuits, study.label, study.groups,
                                          (int)options->folds, options->seed));
    IGRAPH_CHECK(measure_and_run(&study, circuits, options->which != NULL ? options->which : &which,
                                 result));
    latigraph_map_study_destroy(&study);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
