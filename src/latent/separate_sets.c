/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Separation of several sets of circuits by their codes.
 *
 * The machinery is that of maps (measure/maps.h) with codes in place of node properties: z-scores,
 * principal components and a discriminant with equal priors, fitted to the circuits that train for
 * a fold. Codes are narrow, so all components stay and the components are a rotation. The folds
 * differ: maps leave out circuits, whereas circuits that share a neuron with a fold must not train
 * for it here. A fold counts if at least 8 circuits of every set train for it.
 */
#include "latent/score_sets.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "circuit/folds.h"
#include "latent/controls.h"
#include "measure/maps.h"
#include "model/model.h"

enum { PERMUTATIONS = 199 };

/* Returns whether enough circuits of every set train for fold f. */
static gboolean is_scored(const latigraph_scored_sets_t *sets, const latigraph_folds_t *folds,
                          int f) {
    const guchar *trains = folds->trains + (gsize)f * (gsize)folds->circuits;
    for (int s = 0; s < sets->sets; s++) {
        int count = 0;
        for (int c = sets->begins[s]; c < sets->begins[s + 1]; c++) {
            count += trains[c];
        }
        if (count < LATIGRAPH_TRAIN_MIN) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Copies folds that are split by neuron to those of a study, and marks the scored circuits. Returns
 * whether every set has a scored circuit. */
static igraph_error_t use_folds(const latigraph_scored_sets_t *sets, const latigraph_folds_t *folds,
                                latigraph_map_study_t *study, guchar *scored, gboolean *known) {
    const gsize count = (gsize)folds->circuits;
    study->folds = (latigraph_map_folds_t){.circuits = folds->circuits, .count = folds->count};
    study->folds.fold = g_try_new0(int, count + 1);
    study->folds.inner = g_try_new0(int, (gsize)folds->count *count + 1);
    LATIGRAPH_CHECK_MEMORY(study->folds.fold);
    LATIGRAPH_CHECK_MEMORY(study->folds.inner);
    memcpy(study->folds.fold, folds->fold, count * sizeof *folds->fold);
    for (int f = 0; f < folds->count; f++) {
        const gboolean good = is_scored(sets, folds, f);
        for (gsize c = 0; c < count; c++) {
            scored[c] = folds->fold[c] == f ? good != FALSE : scored[c];
            study->folds.inner[(gsize)f * count + c] = folds->trains[(gsize)f * count + c] ? 0 : -1;
        }
    }
    *known = TRUE;
    for (int s = 0; s < sets->sets; s++) {
        int many = 0;
        for (int c = sets->begins[s]; c < sets->begins[s + 1]; c++) {
            many += scored[c];
        }
        *known = *known && many > 0;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_folds(const latigraph_scored_sets_t *sets, latigraph_map_study_t *study,
                                 guchar *scored, gboolean *known) {
    latigraph_folds_t folds;
    IGRAPH_CHECK(latigraph_folds_init_sets(&folds, &sets->all, sets->options->split_by, sets->sets,
                                           sets->begins, LATIGRAPH_SET_FOLDS, sets->options->seed));
    IGRAPH_FINALLY(latigraph_folds_destroy, &folds);
    IGRAPH_CHECK(use_folds(sets, &folds, study, scored, known));
    latigraph_folds_destroy(&folds);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_labels(const latigraph_scored_sets_t *sets,
                                  const latigraph_set_scores_t *scores,
                                  igraph_strvector_t *labels) {
    for (int s = 0; s < sets->sets; s++) {
        for (int c = sets->begins[s]; c < sets->begins[s + 1]; c++) {
            IGRAPH_CHECK(
                igraph_strvector_push_back(labels, igraph_strvector_get(&scores->sets, s)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t record(const latigraph_maps_result_t *found, latigraph_set_scores_t *scores) {
    scores->accuracy = found->accuracy;
    scores->p = found->p;
    scores->accuracy_shuffled = found->accuracy_shuffled;
    scores->accuracy_size = found->accuracy_size;
    scores->accuracy_beyond = found->accuracy_beyond;
    return igraph_matrix_update(&scores->confusion, &found->confusion);
}

static igraph_error_t separate(const latigraph_scored_sets_t *sets, latigraph_map_study_t *study,
                               latigraph_maps_result_t *found) {
    const int width = sets->model->config.code;
    const latigraph_table_t table = {
        .circuits = study->circuits, .columns = width, .value = sets->codes};
    latigraph_blas_begin();
    const igraph_error_t code =
        latigraph_map_separate(study, &sets->all, &table, width, FALSE, 0, found);
    latigraph_blas_end();
    return code;
}

static igraph_error_t run_study(const latigraph_scored_sets_t *sets, latigraph_map_study_t *study,
                                latigraph_maps_result_t *found, latigraph_set_scores_t *scores) {
    igraph_strvector_t labels;
    guchar *scored;
    gboolean known;
    LATIGRAPH_ALLOCATE(scored, study->circuits);
    IGRAPH_STRVECTOR_INIT_FINALLY(&labels, 0);
    IGRAPH_CHECK(name_labels(sets, scores, &labels));
    IGRAPH_CHECK(latigraph_map_study_init(study, &sets->all, &labels, found));
    study->scored = scored;
    IGRAPH_CHECK(make_folds(sets, study, scored, &known));
    if (known) {
        IGRAPH_CHECK(separate(sets, study, found));
        IGRAPH_CHECK(record(found, scores));
    }
    igraph_strvector_destroy(&labels);
    g_free(scored);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_separate_sets(const latigraph_scored_sets_t *sets,
                                       latigraph_set_scores_t *scores) {
    const latigraph_maps_options_t options = {.permutations = PERMUTATIONS,
                                              .seed = sets->options->seed};
    latigraph_map_study_t study = {.options = &options, .circuits = (int)sets->all.size};
    latigraph_maps_result_t found;
    scores->chance = 1.0 / sets->sets;
    for (int s = 0; s < sets->sets; s++) {
        if (sets->begins[s + 1] - sets->begins[s] <= LATIGRAPH_TRAIN_MIN) {
            return IGRAPH_SUCCESS; /* no fold has enough circuits to train on */
        }
    }
    IGRAPH_CHECK(latigraph_maps_result_init(&found));
    IGRAPH_FINALLY(latigraph_maps_result_destroy, &found);
    IGRAPH_FINALLY(latigraph_map_study_destroy, &study);
    IGRAPH_CHECK(run_study(sets, &study, &found, scores));
    latigraph_map_study_destroy(&study);
    latigraph_maps_result_destroy(&found);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
