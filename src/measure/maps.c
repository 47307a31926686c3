/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Separation of groups of circuits by maps: numbers of the neurons that all circuits have.
 *
 *     maps ──z-score──▶ principal components ──▶ linear discriminant ──▶ group of a left-out
 * circuit
 *
 * Everything is fitted to the circuits that train for a fold: means, components, their number (by
 * inner folds) and the discriminant. The components do not depend on the labels, so they are
 * computed once per fold and serve all permutations of the labels. Controls have the same folds:
 * size, density and mean strength alone; maps from which these are regressed out; shuffled labels.
 *
 * A mask says which neurons carry the difference. Within each fold, every neuron is tried alone, by
 * leaving out one training circuit at a time; neurons well above chance are the mask of the fold,
 * and the left-out circuits are classified by them alone. A mask found on all circuits would know
 * the circuits that test it.
 */
#include "measure/maps.h"

#include "base/compat.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "measure/covariates.h"
#include "regression/discriminant.h"

#include <math.h>

enum { CIRCUITS_MIN = 3, COMPONENT_CHOICES = 8 };

/* Numbers of components that inner folds choose from. */
static const int choices[COMPONENT_CHOICES] = {1, 2, 3, 5, 8, 12, 16, 20};

/* Scores of all circuits by fold, and by inner fold if the number of components is chosen. */
typedef struct {
    latigraph_scores_t *outer; /* (folds) */
    latigraph_scores_t *inner; /* (folds, LATIGRAPH_INNER_FOLDS), or NULL */
} space_t;

typedef struct {
    const latigraph_maps_options_t *options;
    int circuits, groups;
    int *label;    /* (circuits) */
    int *given;    /* (circuits) labels in use, perhaps permuted */
    int *row;      /* (circuits) scratch: circuits that train */
    int *guess;    /* (circuits) group that each circuit is put into */
    int *used;     /* (folds) components of each fold */
    double *score; /* (circuits) two groups: score of the second minus that of the first */
    latigraph_map_folds_t folds;
    latigraph_lda_t lda;
} study_t;

static void study_destroy(study_t *study) {
    g_free(study->label);
    g_free(study->given);
    g_free(study->row);
    g_free(study->guess);
    g_free(study->used);
    g_free(study->score);
    latigraph_map_folds_destroy(&study->folds);
    latigraph_lda_destroy(&study->lda);
}

/* --- Rows that train ------------------------------------------------------------------------- */

/* Lists the circuits that train for a fold, or for an inner fold of it (h ≥ 0). */
static int list_rows(const study_t *study, int f, int h, int *row) {
    const int *inner = study->folds.inner + (gsize)f * (gsize)study->circuits;
    int rows = 0;
    for (int c = 0; c < study->circuits; c++) {
        if (inner[c] >= 0 && inner[c] != h) {
            row[rows++] = c;
        }
    }
    return rows;
}

/* --- Components ----------------------------------------------------------------------------------
 */

static void space_free(const study_t *study, space_t *space) {
    const int folds = study->folds.count;
    for (int f = 0; space->outer != NULL && f < folds; f++) {
        g_free(space->outer[f].score);
    }
    for (int f = 0; space->inner != NULL && f < folds * LATIGRAPH_INNER_FOLDS; f++) {
        g_free(space->inner[f].score);
    }
    g_free(space->outer);
    g_free(space->inner);
}

/* Frees a space with its study, as one entry of the FINALLY stack. */
typedef struct {
    const study_t *study;
    space_t space;
} held_space_t;

static void held_space_destroy(held_space_t *held) {
    space_free(held->study, &held->space);
}

/* Initialises the space and pushes it to the FINALLY stack. */
static igraph_error_t space_init(held_space_t *held, const study_t *study,
                                 const latigraph_table_t *table, int most, gboolean choose) {
    space_t *space = &held->space;
    *held = (held_space_t){.study = study};
    IGRAPH_FINALLY(held_space_destroy, held);
    space->outer = g_try_new0(latigraph_scores_t, study->folds.count + 1);
    LATIGRAPH_CHECK_MEMORY(space->outer);
    if (choose) {
        space->inner =
            g_try_new0(latigraph_scores_t, study->folds.count * LATIGRAPH_INNER_FOLDS + 1);
        LATIGRAPH_CHECK_MEMORY(space->inner);
    }
    for (int f = 0; f < study->folds.count; f++) {
        IGRAPH_PROGRESS("Finding components", 100.0 * f / study->folds.count, NULL);
        for (int h = choose ? 0 : LATIGRAPH_INNER_FOLDS; h <= LATIGRAPH_INNER_FOLDS; h++) {
            latigraph_scores_t *scores = h == LATIGRAPH_INNER_FOLDS
                                             ? &space->outer[f]
                                             : &space->inner[f * LATIGRAPH_INNER_FOLDS + h];
            const int rows = list_rows(study, f, h == LATIGRAPH_INNER_FOLDS ? -1 : h, study->row);
            LATIGRAPH_ALLOW_INTERRUPTION();
            IGRAPH_CHECK(latigraph_find_scores(table, rows, study->row, NULL, most, scores, NULL));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Classification
 * ------------------------------------------------------------------------------- */

static const double *point_of(const latigraph_scores_t *scores, int c) {
    return scores->score + (gsize)c * (gsize)scores->width;
}

/* Counts the circuits of the inner folds that are classified rightly by `width` components. */
static int count_right(study_t *study, const space_t *space, int f, int width) {
    const int *inner = study->folds.inner + (gsize)f * (gsize)study->circuits;
    int right = 0;
    for (int h = 0; h < LATIGRAPH_INNER_FOLDS; h++) {
        const latigraph_scores_t *scores = &space->inner[f * LATIGRAPH_INNER_FOLDS + h];
        const int rows = list_rows(study, f, h, study->row);
        latigraph_lda_fit(&study->lda, rows, study->row, study->given, MIN(width, scores->width),
                          scores->score, scores->width);
        for (int c = 0; c < study->circuits; c++) {
            if (inner[c] == h) {
                right +=
                    latigraph_lda_classify(&study->lda, point_of(scores, c)) == study->given[c];
            }
        }
    }
    return right;
}

/* Returns the number of components of a fold: that of the options, or the smallest one that does
 * best in the inner folds. */
static int choose_width(study_t *study, const space_t *space, int f) {
    const int most = space->outer[f].width;
    int best = most, reached = -1;
    if (space->inner == NULL) {
        return most;
    }
    for (int k = 0; k < COMPONENT_CHOICES && choices[k] <= MAX(most, 1); k++) {
        const int right = count_right(study, space, f, choices[k]);
        if (right > reached) {
            reached = right;
            best = choices[k];
        }
    }
    return MIN(best, most);
}

/* Classifies the circuits of a fold by `width` components of the scores. */
static void classify_fold(study_t *study, const latigraph_scores_t *scores, int f, int width) {
    const int rows = list_rows(study, f, -1, study->row);
    latigraph_lda_fit(&study->lda, rows, study->row, study->given, width, scores->score,
                      scores->width);
    for (int c = 0; c < study->circuits; c++) {
        if (study->folds.fold[c] == f) {
            study->guess[c] = latigraph_lda_classify(&study->lda, point_of(scores, c));
            study->score[c] = latigraph_lda_score(&study->lda, 1, point_of(scores, c)) -
                              latigraph_lda_score(&study->lda, 0, point_of(scores, c));
        }
    }
}

/* Returns the share of circuits that are put into the right group, mean over groups. Circuits that
 * are not classified (−1) count as wrong. */
static double accuracy_of(const study_t *study) {
    double sum = 0;
    int present = 0;
    for (int g = 0; g < study->groups; g++) {
        int count = 0, right = 0;
        for (int c = 0; c < study->circuits; c++) {
            count += study->given[c] == g;
            right += study->given[c] == g && study->guess[c] == g;
        }
        sum += count > 0 ? (double)right / count : 0;
        present += count > 0;
    }
    return sum / present;
}

static igraph_error_t classify(study_t *study, const space_t *space, double *accuracy) {
    for (int f = 0; f < study->folds.count; f++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        study->used[f] = choose_width(study, space, f);
        classify_fold(study, &space->outer[f], f, study->used[f]);
    }
    *accuracy = accuracy_of(study);
    return IGRAPH_SUCCESS;
}

/* --- Labels at random
 * ------------------------------------------------------------------------------ */

static igraph_error_t permute(study_t *study, const space_t *space,
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
        IGRAPH_CHECK(classify(study, space, &accuracy));
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

/* --- The mask
 * -------------------------------------------------------------------------------------- */

/* Returns the accuracy of the columns of one neuron, each training circuit being left out once. z
 * (circuits, columns) is standardised; `left` (circuits) is scratch. */
static double try_neuron(study_t *study, const double *z, int columns, int first, int width,
                         int rows, const int *row, int *left) {
    double right = 0;
    for (int i = 0; i < rows; i++) {
        int count = 0;
        for (int k = 0; k < rows; k++) {
            if (k != i) {
                left[count++] = row[k];
            }
        }
        latigraph_lda_fit(&study->lda, count, left, study->given, width, z + first, columns);
        right += latigraph_lda_classify(&study->lda, z + (gsize)row[i] * (gsize)columns + first) ==
                 study->given[row[i]];
    }
    return right / rows;
}

/* Scratch for the masks. */
typedef struct {
    double *z;         /* (circuits, columns) */
    guchar *mask;      /* (columns) */
    int *train, *left; /* (circuits) */
} masking_t;

/* Finds the mask of a fold. Returns the number of its neurons. */
static int find_mask(study_t *study, const latigraph_table_t *table, int f, int properties,
                     masking_t *masking, latigraph_maps_result_t *result) {
    const int rows = list_rows(study, f, -1, masking->train);
    const double chance = 1.0 / study->groups;
    /* The one-sided 1 % point of the accuracy at chance. */
    const double enough = chance + 2.33 * sqrt(chance * (1 - chance) / rows);
    int neurons = 0;
    latigraph_standardise(table, rows, masking->train, masking->z);
    for (int v = 0; v < table->columns / properties; v++) {
        const double accuracy = try_neuron(study, masking->z, table->columns, v * properties,
                                           properties, rows, masking->train, masking->left);
        const gboolean marked = accuracy > enough;
        VECTOR(result->neuron_accuracy)[v] += accuracy / study->folds.count;
        VECTOR(result->mask)[v] += (double)marked / study->folds.count;
        memset(masking->mask + (gsize)v * (gsize)properties, marked, (gsize)properties);
        neurons += marked;
    }
    return neurons;
}

/* Classifies the circuits of each fold by its mask alone. */
static igraph_error_t use_masks(study_t *study, const latigraph_table_t *table, int properties,
                                masking_t *masking, latigraph_maps_result_t *result) {
    int *guess, masks = 0;
    LATIGRAPH_ALLOCATE(guess, study->circuits);
    for (int f = 0; f < study->folds.count; f++) {
        latigraph_scores_t scores = {0};
        IGRAPH_PROGRESS("Finding masks", 100.0 * f / study->folds.count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        const int neurons = find_mask(study, table, f, properties, masking, result);
        if (neurons > 0) {
            const int rows = list_rows(study, f, -1, study->row);
            IGRAPH_CHECK(latigraph_find_scores(table, rows, study->row, masking->mask,
                                               LATIGRAPH_COMPONENTS_MAX, &scores, NULL));
            classify_fold(study, &scores, f, MIN(scores.width, MAX(study->used[f], 1)));
            g_free(scores.score);
            masks++;
        }
        for (int c = 0; c < study->circuits; c++) {
            if (study->folds.fold[c] == f) {
                guess[c] = neurons > 0 ? study->guess[c] : -1;
            }
        }
    }
    memcpy(study->guess, guess, (gsize)study->circuits * sizeof *guess);
    result->accuracy_mask = masks > 0 ? accuracy_of(study) : IGRAPH_NAN;
    g_free(guess);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_masks(study_t *study, const latigraph_table_t *table, int properties,
                                latigraph_maps_result_t *result) {
    masking_t masking;
    LATIGRAPH_ALLOCATE(masking.z, (gsize)table->circuits * (gsize)table->columns);
    LATIGRAPH_ALLOCATE(masking.mask, table->columns);
    LATIGRAPH_ALLOCATE(masking.train, table->circuits);
    LATIGRAPH_ALLOCATE(masking.left, table->circuits);
    IGRAPH_CHECK(igraph_vector_resize(&result->neuron_accuracy, table->columns / properties));
    IGRAPH_CHECK(igraph_vector_resize(&result->mask, table->columns / properties));
    igraph_vector_null(&result->neuron_accuracy);
    igraph_vector_null(&result->mask);
    IGRAPH_CHECK(use_masks(study, table, properties, &masking, result));
    g_free(masking.left);
    g_free(masking.train);
    g_free(masking.mask);
    g_free(masking.z);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- Results
 * ----------------------------------------------------------------------------------------- */

/* Area under the ROC curve of two groups, from the pooled scores. */
static igraph_error_t find_auc(const study_t *study, latigraph_maps_result_t *result) {
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

static igraph_error_t record_guesses(const study_t *study, latigraph_maps_result_t *result) {
    double components = 0;
    IGRAPH_CHECK(igraph_matrix_resize(&result->confusion, study->groups, study->groups));
    IGRAPH_CHECK(igraph_vector_resize(&result->predicted, study->circuits));
    igraph_matrix_null(&result->confusion);
    for (int c = 0; c < study->circuits; c++) {
        MATRIX(result->confusion, study->label[c], study->guess[c])++;
        VECTOR(result->predicted)[c] = study->guess[c];
    }
    for (int f = 0; f < study->folds.count; f++) {
        components += study->used[f];
    }
    result->components = components / study->folds.count;
    return find_auc(study, result);
}

/* Combines the weights of groups on one column into one number. */
static double combine(const study_t *study, const double *weight, const double *axes, int width,
                      gsize columns, gsize k) {
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
static igraph_error_t find_weights(study_t *study, const latigraph_table_t *table, int properties,
                                   latigraph_maps_result_t *result) {
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

/* --- Controls
 * ------------------------------------------------------------------------------------------ */

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

static igraph_error_t add_controls(study_t *study, const latigraph_circuit_list_t *circuits,
                                   const latigraph_table_t *table, int most, gboolean choose,
                                   latigraph_maps_result_t *result) {
    latigraph_table_t sizes = {.circuits = study->circuits}, beyond = *table;
    held_space_t held;
    double *covariate, *expanded;
    LATIGRAPH_ALLOCATE(covariate, LATIGRAPH_COVARIATES * study->circuits);
    LATIGRAPH_ALLOCATE(expanded, 2 * LATIGRAPH_COVARIATES * study->circuits);
    latigraph_list_covariates(circuits, covariate, &sizes.columns);
    add_squares(study->circuits, sizes.columns, covariate, expanded);
    sizes.value = covariate;
    beyond.covariate = expanded;
    beyond.covariates = 2 * sizes.columns;
    result->strength = sizes.columns == LATIGRAPH_COVARIATES;
    IGRAPH_CHECK(space_init(&held, study, &sizes, sizes.columns, FALSE));
    IGRAPH_CHECK(classify(study, &held.space, &result->accuracy_size));
    held_space_destroy(&held);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(space_init(&held, study, &beyond, most, choose));
    IGRAPH_CHECK(classify(study, &held.space, &result->accuracy_beyond));
    held_space_destroy(&held);
    g_free(expanded);
    g_free(covariate);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- The study
 * ------------------------------------------------------------------------------------------- */

static igraph_error_t run_study(study_t *study, const latigraph_circuit_list_t *circuits,
                                const latigraph_map_values_t *maps,
                                latigraph_maps_result_t *result) {
    const gboolean choose = study->options->components == 0;
    const int most = choose ? LATIGRAPH_COMPONENTS_MAX : (int)study->options->components;
    const latigraph_table_t table = {.circuits = maps->circuits,
                                     .columns = maps->neurons * maps->properties,
                                     .value = maps->value};
    held_space_t held;
    IGRAPH_CHECK(latigraph_lda_init(&study->lda, study->groups,
                                    MAX(MAX(most, maps->properties), LATIGRAPH_COVARIATES)));
    IGRAPH_CHECK(space_init(&held, study, &table, most, choose));
    IGRAPH_CHECK(classify(study, &held.space, &result->accuracy));
    IGRAPH_CHECK(record_guesses(study, result));
    IGRAPH_CHECK(add_masks(study, &table, maps->properties, result));
    IGRAPH_CHECK(permute(study, &held.space, result));
    held_space_destroy(&held);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(find_weights(study, &table, maps->properties, result));
    return add_controls(study, circuits, &table, most, choose, result);
}

/* Numbers the labels in the order of their first appearance. */
static igraph_error_t number_labels(study_t *study, const latigraph_circuit_list_t *circuits,
                                    const igraph_strvector_t *labels,
                                    latigraph_maps_result_t *result) {
    for (int c = 0; c < study->circuits; c++) {
        const char *label = igraph_strvector_get(labels, c);
        igraph_integer_t g = 0;
        if (label == NULL || *label == '\0') {
            IGRAPH_ERRORF("Circuit \"%s\" has an empty label. Every circuit needs its group.",
                          IGRAPH_EINVAL,
                          latigraph_circuit_name(latigraph_circuit_list_get(circuits, c)));
        }
        while (g < igraph_strvector_size(&result->groups) &&
               strcmp(igraph_strvector_get(&result->groups, g), label) != 0) {
            g++;
        }
        if (g == igraph_strvector_size(&result->groups)) {
            IGRAPH_CHECK(igraph_strvector_push_back(&result->groups, label));
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

static igraph_error_t study_init(study_t *study, const latigraph_circuit_list_t *circuits,
                                 const igraph_strvector_t *labels,
                                 latigraph_maps_result_t *result) {
    const gsize count = (gsize)study->circuits;
    int **const arrays[] = {&study->label, &study->given, &study->row, &study->guess};
    for (gsize k = 0; k < G_N_ELEMENTS(arrays); k++) {
        *arrays[k] = g_try_new0(int, count + 1);
        LATIGRAPH_CHECK_MEMORY(*arrays[k]);
    }
    study->score = g_try_new0(double, count + 1);
    LATIGRAPH_CHECK_MEMORY(study->score);
    IGRAPH_CHECK(number_labels(study, circuits, labels, result));
    IGRAPH_CHECK(latigraph_map_folds_init(&study->folds, study->circuits, study->label,
                                          study->groups, (int)study->options->folds,
                                          study->options->seed));
    study->used = g_try_new0(int, (gsize)study->folds.count + 1);
    LATIGRAPH_CHECK_MEMORY(study->used);
    return IGRAPH_SUCCESS;
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

static igraph_error_t default_maps(igraph_vector_int_t *which) {
    static const char *const names[] = {"in-degree", "out-degree", "three-cycles", "clustering"};
    IGRAPH_CHECK(igraph_vector_int_resize(which, G_N_ELEMENTS(names)));
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
        IGRAPH_CHECK(latigraph_node_property_find(names[k], &VECTOR(*which)[k]));
    }
    return IGRAPH_SUCCESS;
}

/* Measures the maps and separates the groups by them. */
static igraph_error_t measure_and_run(study_t *study, const latigraph_circuit_list_t *circuits,
                                      const igraph_vector_int_t *which,
                                      latigraph_maps_result_t *result) {
    latigraph_map_values_t maps;
    IGRAPH_CHECK(latigraph_map_values_init(&maps, circuits, which));
    IGRAPH_FINALLY(latigraph_map_values_destroy, &maps);
    IGRAPH_CHECK(igraph_strvector_append(&result->neurons, &maps.names));
    result->share = maps.share;
    result->chance = 1.0 / study->groups;
    latigraph_blas_begin();
    const igraph_error_t code = run_study(study, circuits, &maps, result);
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
    study_t study = {.options = options, .circuits = (int)latigraph_circuit_list_size(circuits)};
    latigraph_maps_options_t defaults;
    igraph_vector_int_t which;
    if (options == NULL) {
        latigraph_maps_options_init(&defaults);
        options = study.options = &defaults;
    }
    latigraph_maps_result_clear(result);
    IGRAPH_CHECK(check(circuits, labels, options));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_CHECK(default_maps(&which));
    IGRAPH_FINALLY(study_destroy, &study);
    IGRAPH_CHECK(study_init(&study, circuits, labels, result));
    IGRAPH_CHECK(measure_and_run(&study, circuits, options->which != NULL ? options->which : &which,
                                 result));
    study_destroy(&study);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
