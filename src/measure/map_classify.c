/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Classification of the circuits that are left out of each fold.
 *
 * A space holds the principal components of one table for every fold, and for its inner folds if
 * the number of components is chosen. Components do not depend on labels, so one space serves all
 * permutations of them. The number of components of a fold is the smallest one that classifies most
 * circuits of its inner folds rightly.
 */
#include "measure/maps.h"

#include "base/compat.h"
#include "base/memory.h"

#include <math.h>

enum { COMPONENT_CHOICES = 8 };

/* Numbers of components that inner folds choose from. */
static const int choices[COMPONENT_CHOICES] = {1, 2, 3, 5, 8, 12, 16, 20};

/* --- Components ------------------------------------------------------------------------------ */

void latigraph_map_space_destroy(latigraph_map_space_t *space) {
    for (int f = 0; space->outer != NULL && f < space->folds; f++) {
        g_free(space->outer[f].score);
    }
    for (int f = 0; space->inner != NULL && f < space->folds * LATIGRAPH_INNER_FOLDS; f++) {
        g_free(space->inner[f].score);
    }
    g_free(space->outer);
    g_free(space->inner);
}

igraph_error_t latigraph_map_space_init(latigraph_map_space_t *space, latigraph_map_study_t *study,
                                        const latigraph_table_t *table, int most, gboolean choose) {
    const int folds = study->folds.count;
    *space = (latigraph_map_space_t){.folds = folds};
    IGRAPH_FINALLY(latigraph_map_space_destroy, space);
    space->outer = g_try_new0(latigraph_scores_t, folds + 1);
    LATIGRAPH_CHECK_MEMORY(space->outer);
    if (choose) {
        space->inner = g_try_new0(latigraph_scores_t, folds * LATIGRAPH_INNER_FOLDS + 1);
        LATIGRAPH_CHECK_MEMORY(space->inner);
    }
    for (int f = 0; f < folds; f++) {
        IGRAPH_PROGRESS("Finding components", 100.0 * f / folds, NULL);
        for (int h = choose ? 0 : LATIGRAPH_INNER_FOLDS; h <= LATIGRAPH_INNER_FOLDS; h++) {
            const gboolean outer = h == LATIGRAPH_INNER_FOLDS;
            const int rows = latigraph_map_folds_list(&study->folds, f, outer ? -1 : h, study->row);
            LATIGRAPH_ALLOW_INTERRUPTION();
            IGRAPH_CHECK(latigraph_find_scores(
                table, rows, study->row, NULL, most,
                outer ? &space->outer[f] : &space->inner[f * LATIGRAPH_INNER_FOLDS + h], NULL));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Classification -------------------------------------------------------------------------- */

static const double *point_of(const latigraph_scores_t *scores, int c) {
    return scores->score + (gsize)c * (gsize)scores->width;
}

/* Counts the circuits of the inner folds that are classified rightly by `width` components. */
static int count_right(latigraph_map_study_t *study, const latigraph_map_space_t *space, int f,
                       int width) {
    const int *inner = study->folds.inner + (gsize)f * (gsize)study->circuits;
    int right = 0;
    for (int h = 0; h < LATIGRAPH_INNER_FOLDS; h++) {
        const latigraph_scores_t *scores = &space->inner[f * LATIGRAPH_INNER_FOLDS + h];
        const int rows = latigraph_map_folds_list(&study->folds, f, h, study->row);
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
static int choose_width(latigraph_map_study_t *study, const latigraph_map_space_t *space, int f) {
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

void latigraph_map_classify_fold(latigraph_map_study_t *study, const latigraph_scores_t *scores,
                                 int f, int width) {
    const int rows = latigraph_map_folds_list(&study->folds, f, -1, study->row);
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

double latigraph_map_accuracy(const latigraph_map_study_t *study) {
    double sum = 0;
    int present = 0;
    for (int g = 0; g < study->groups; g++) {
        int count = 0, right = 0;
        for (int c = 0; c < study->circuits; c++) {
            const gboolean member =
                study->given[c] == g && (study->scored == NULL || study->scored[c]);
            count += member;
            right += member && study->guess[c] == g;
        }
        sum += count > 0 ? (double)right / count : 0;
        present += count > 0;
    }
    return sum / present;
}

igraph_error_t latigraph_map_classify(latigraph_map_study_t *study,
                                      const latigraph_map_space_t *space, double *accuracy) {
    for (int f = 0; f < study->folds.count; f++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        study->used[f] = choose_width(study, space, f);
        latigraph_map_classify_fold(study, &space->outer[f], f, study->used[f]);
    }
    *accuracy = latigraph_map_accuracy(study);
    return IGRAPH_SUCCESS;
}
