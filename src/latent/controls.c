/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Controls of the separation of two sets: size, density and mean strength.
 *
 * Sets that differ in density differ in nearly every property, so that an accuracy alone does not
 * say what else differs. Two controls answer this with the folds of the separation itself: a
 * discriminant of these three numbers alone, and one of codes from which they are regressed out
 * (Snoek, Miletić, Scholte, NeuroImage 184:741, 2019, who show that the regression must be made
 * within the folds). The regression also takes out what the codes have in common with the three
 * numbers; the second control is therefore a lower bound on what else there is.
 */
#include "latent/controls.h"

#include "base/memory.h"
#include "regression/regress_out.h"

/* Scratch of one fold. */
typedef struct {
    int *train;    /* (circuits) */
    guchar *label; /* (circuits) of the circuits that train */
    double *left;  /* (circuits, width) values without the covariates */
} scratch_t;

int latigraph_list_training(const latigraph_folds_t *folds, const guchar *second, int f, int *train,
                            guchar *label) {
    const guchar *trains = folds->trains + (gsize)f * (gsize)folds->circuits;
    int count = 0, twos = 0;
    for (int c = 0; c < folds->circuits; c++) {
        if (trains[c]) {
            label[count] = second[c];
            train[count++] = c;
            twos += second[c];
        }
    }
    return twos >= LATIGRAPH_TRAIN_MIN && count - twos >= LATIGRAPH_TRAIN_MIN ? count : 0;
}

static igraph_error_t score_fold(const latigraph_control_t *control, int f, scratch_t *scratch,
                                 latigraph_ranked_t *ranked, int *scored) {
    const int count = control->folds->circuits, width = control->width;
    const int trains =
        latigraph_list_training(control->folds, control->second, f, scratch->train, scratch->label);
    const double *values = control->values;
    latigraph_discriminant_t discriminant;
    if (trains == 0) {
        return IGRAPH_SUCCESS;
    }
    if (control->covariates > 0) {
        memcpy(scratch->left, values, (gsize)count * (gsize)width * sizeof *values);
        IGRAPH_CHECK(latigraph_regress_out(trains, scratch->train, count, control->covariates,
                                           control->covariate, width, scratch->left));
        values = scratch->left;
    }
    IGRAPH_CHECK(latigraph_discriminant_init(&discriminant, trains, scratch->train, width, values));
    latigraph_discriminant_fit(&discriminant, scratch->label);
    for (int c = 0; c < count; c++) {
        if (control->folds->fold[c] == f) {
            ranked[(*scored)++] = (latigraph_ranked_t){
                latigraph_discriminant_score(&discriminant, values + (gsize)c * (gsize)width), c,
                control->second[c]};
        }
    }
    latigraph_discriminant_destroy(&discriminant);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_control_scores(const latigraph_control_t *control,
                                        latigraph_ranked_t *ranked, int *scored) {
    const gsize count = (gsize)control->folds->circuits;
    scratch_t scratch;
    *scored = 0;
    LATIGRAPH_ALLOCATE(scratch.train, count);
    LATIGRAPH_ALLOCATE(scratch.label, count);
    LATIGRAPH_ALLOCATE(scratch.left, count * (gsize)control->width);
    for (int f = 0; f < control->folds->count; f++) {
        IGRAPH_CHECK(score_fold(control, f, &scratch, ranked, scored));
    }
    latigraph_rank(ranked, *scored);
    g_free(scratch.left);
    g_free(scratch.label);
    g_free(scratch.train);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
