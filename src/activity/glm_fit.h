/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_GLM_FIT_H
#define LATIGRAPH_ACTIVITY_GLM_FIT_H

#include "activity/glm.h"
#include "base/cancel.h"

/* GLM_TARGETS: the most targets that are fitted together. */
enum { GLM_TARGETS = 16 };

/* Unknowns of some targets, or slopes by them: biases, then weights (n, targets). */
typedef struct {
    double *bias, *weight;
} latigraph_glm_part_t;

/* Scratch memory of a search. `at` holds the start, and the result afterwards. */
typedef struct {
    double *memory, *rate;
    latigraph_glm_part_t at, trial;        /* accepted and tried unknowns */
    latigraph_glm_part_t slope, new_slope; /* slopes there */
    latigraph_glm_part_t natural;          /* preconditioned slopes at the accepted unknowns */
    latigraph_glm_part_t new_natural, direction;
    double loss[GLM_TARGETS], new_loss[GLM_TARGETS], step[GLM_TARGETS];
    gboolean done[GLM_TARGETS]; /* targets that are at their optimum, or left out from the start */
} latigraph_glm_scratch_t;

/* Writes natural = M⁻¹ slope, where M is close to the second derivative of the loss. */
typedef void latigraph_glm_precondition_t(latigraph_glm_part_t slope, latigraph_glm_part_t natural,
                                          void *data);

typedef struct {
    const latigraph_glm_t *glm;
    latigraph_glm_precondition_t *precondition;
    void *data;       /* passed to precondition */
    int steps;        /* most evaluations of the loss after the first */
    double tolerance; /* a target is done at this squared length of its preconditioned slope */
    latigraph_cancel_t *cancel;
} latigraph_glm_search_t;

/* Allocates memory for n sources. Destroy the scratch after an error, too. */
igraph_error_t latigraph_glm_scratch_init(latigraph_glm_scratch_t *scratch, int n);
void latigraph_glm_scratch_destroy(latigraph_glm_scratch_t *scratch);

/* Minimises the losses of at most GLM_TARGETS targets side by side, from scratch->at. The loss of
 * no target rises. Targets that are marked as done keep their start. */
void latigraph_glm_minimise(const latigraph_glm_search_t *search, latigraph_glm_scratch_t *scratch);

#endif
