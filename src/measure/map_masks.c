/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Masks: which neurons carry the difference between groups.
 *
 * Within each fold every neuron is tried alone, by leaving out one training circuit at a time.
 * Neurons well above chance are the mask of the fold, and the left-out circuits are classified by
 * them alone. A mask found on all circuits would know the circuits that test it.
 */
#include "measure/maps.h"

#include "base/compat.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Returns the accuracy of the columns of one neuron, each training circuit being left out once. z
 * (circuits, columns) is standardised; `left` (circuits) is scratch. */
static double try_neuron(latigraph_map_study_t *study, const double *z, int columns, int first,
                         int width, int rows, const int *row, int *left) {
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

/* Finds the mask of a fold by its `rows` circuits that train, and counts its neurons. */
static igraph_error_t find_mask(latigraph_map_study_t *study, const latigraph_table_t *table,
                                int properties, int rows, masking_t *masking, int *neurons,
                                latigraph_maps_result_t *result) {
    const double chance = 1.0 / study->groups;
    /* The one-sided 1 % point of the accuracy at chance. */
    const double enough = chance + 2.33 * sqrt(chance * (1 - chance) / rows);
    *neurons = 0;
    latigraph_standardise(table, rows, masking->train, masking->z);
    for (int v = 0; v < table->columns / properties; v++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const double accuracy = try_neuron(study, masking->z, table->columns, v * properties,
                                           properties, rows, masking->train, masking->left);
        const gboolean marked = accuracy > enough;
        VECTOR(result->neuron_accuracy)[v] += accuracy / study->folds.count;
        VECTOR(result->mask)[v] += (double)marked / study->folds.count;
        memset(masking->mask + (gsize)v * (gsize)properties, marked, (gsize)properties);
        *neurons += marked;
    }
    return IGRAPH_SUCCESS;
}

/* Marks the circuits of a fold as not classified. */
static void leave_fold(latigraph_map_study_t *study, int f) {
    for (int c = 0; c < study->circuits; c++) {
        if (study->folds.fold[c] == f) {
            study->guess[c] = -1;
        }
    }
}

/* Classifies the circuits of each fold by its mask alone. */
static igraph_error_t use_masks(latigraph_map_study_t *study, const latigraph_table_t *table,
                                int properties, masking_t *masking,
                                latigraph_maps_result_t *result) {
    int masks = 0;
    for (int f = 0; f < study->folds.count; f++) {
        const int rows = latigraph_map_folds_list(&study->folds, f, -1, masking->train);
        int neurons;
        IGRAPH_PROGRESS("Finding masks", 100.0 * f / study->folds.count, NULL);
        IGRAPH_CHECK(find_mask(study, table, properties, rows, masking, &neurons, result));
        if (neurons > 0) {
            latigraph_scores_t scores;
            IGRAPH_CHECK(latigraph_find_scores(table, rows, masking->train, masking->mask,
                                               MAX(study->used[f], 1), &scores, NULL));
            latigraph_map_classify_fold(study, &scores, f, scores.width);
            g_free(scores.score);
            masks++;
        } else {
            leave_fold(study, f);
        }
    }
    result->accuracy_mask = masks > 0 ? latigraph_map_accuracy(study) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_map_add_masks(latigraph_map_study_t *study, const latigraph_table_t *table,
                                       int properties, latigraph_maps_result_t *result) {
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
