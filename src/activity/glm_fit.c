/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Preconditioned conjugate gradients for Poisson regressions, several targets side by side.
 *
 * Targets share the products of matrices of an evaluation, and each has its own step length. The
 * preconditioner is close to the second derivative, so that a step of 1 is close to Newton's. A
 * step is accepted if the loss falls enough, and halved otherwise; therefore a search that ends
 * early, as in each iteration of an EM algorithm, still has improved every target. */

#include "activity/glm_fit.h"

#include "base/cblas.h"
#include "base/memory.h"

#include <string.h>

igraph_error_t latigraph_glm_scratch_init(latigraph_glm_scratch_t *scratch, int n) {
    latigraph_glm_part_t *const parts[] = {
        &scratch->at,      &scratch->trial,       &scratch->slope,    &scratch->new_slope,
        &scratch->natural, &scratch->new_natural, &scratch->direction};
    const gsize part = (gsize)(n + 1) * GLM_TARGETS;
    scratch->memory = g_try_new0(double, part *G_N_ELEMENTS(parts));
    LATIGRAPH_CHECK_MEMORY(scratch->memory);
    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
        parts[k]->bias = scratch->memory + k * part;
        parts[k]->weight = parts[k]->bias + GLM_TARGETS;
    }
    scratch->rate = g_try_new0(double, GLM_ROWS *GLM_TARGETS);
    LATIGRAPH_CHECK_MEMORY(scratch->rate);
    return IGRAPH_SUCCESS;
}

void latigraph_glm_scratch_destroy(latigraph_glm_scratch_t *scratch) {
    g_free(scratch->memory);
    g_free(scratch->rate);
}

static double dot(latigraph_glm_part_t a, latigraph_glm_part_t b, int n, int targets, int k) {
    return a.bias[k] * b.bias[k] + cblas_ddot(n, a.weight + k, targets, b.weight + k, targets);
}

/* to_k = from_k + step direction_k */
static void move(latigraph_glm_part_t from, double step, latigraph_glm_part_t direction,
                 latigraph_glm_part_t to, int n, int targets, int k) {
    to.bias[k] = from.bias[k] + step * direction.bias[k];
    for (int i = 0; i < n; i++) {
        const size_t entry = (size_t)i * targets + k;
        to.weight[entry] = from.weight[entry] + step * direction.weight[entry];
    }
}

static void copy(latigraph_glm_part_t from, latigraph_glm_part_t to, int n, int targets, int k) {
    move(from, 0, from, to, n, targets, k);
}

/* Accepts the tried unknowns of a target and sets its next direction (Polak and Ribière). */
static void accept(latigraph_glm_scratch_t *scratch, int n, int targets, int k, double tolerance) {
    const double before = dot(scratch->slope, scratch->natural, n, targets, k);
    const double now = dot(scratch->new_slope, scratch->new_natural, n, targets, k);
    const double mixed = dot(scratch->slope, scratch->new_natural, n, targets, k);
    double keep = before > 0 ? MAX((now - mixed) / before, 0) : 0;
    copy(scratch->trial, scratch->at, n, targets, k);
    copy(scratch->new_slope, scratch->slope, n, targets, k);
    copy(scratch->new_natural, scratch->natural, n, targets, k);
    scratch->loss[k] = scratch->new_loss[k];
    if (keep * dot(scratch->direction, scratch->slope, n, targets, k) >= now) {
        keep = 0; /* the direction would not descend */
    }
    scratch->direction.bias[k] = keep * scratch->direction.bias[k] - scratch->natural.bias[k];
    for (int i = 0; i < n; i++) {
        const size_t entry = (size_t)i * targets + k;
        scratch->direction.weight[entry] =
            keep * scratch->direction.weight[entry] - scratch->natural.weight[entry];
    }
    scratch->step[k] = 1;
    scratch->done[k] = now < tolerance; /* half of it is the loss that is left to gain, in nats */
}

/* Accepts the step of a target if its loss fell enough; otherwise halves the step. */
static void judge(latigraph_glm_scratch_t *scratch, int n, int targets, int k, double tolerance) {
    const double slope = dot(scratch->slope, scratch->direction, n, targets, k);
    const double allowed = scratch->loss[k] + 1e-4 * scratch->step[k] * slope;
    if (scratch->new_loss[k] <= allowed) {
        accept(scratch, n, targets, k, tolerance);
    } else {
        scratch->step[k] /= 2;
        scratch->done[k] = scratch->step[k] < 1e-8;
    }
}

/* Evaluates the start and descends along its preconditioned slopes. */
static void start(const latigraph_glm_search_t *search, latigraph_glm_scratch_t *scratch) {
    const latigraph_glm_t *glm = search->glm;
    latigraph_glm_loss(glm, scratch->at.bias, scratch->at.weight, scratch->rate, scratch->loss,
                       scratch->slope.bias, scratch->slope.weight);
    search->precondition(scratch->slope, scratch->natural, search->data);
    for (int k = 0; k < glm->targets; k++) {
        scratch->step[k] = 1;
        scratch->direction.bias[k] = -scratch->natural.bias[k];
        for (int i = 0; i < glm->n; i++) {
            const size_t entry = (size_t)i * glm->targets + k;
            scratch->direction.weight[entry] = -scratch->natural.weight[entry];
        }
    }
}

void latigraph_glm_minimise(const latigraph_glm_search_t *search,
                            latigraph_glm_scratch_t *scratch) {
    const latigraph_glm_t *glm = search->glm;
    const int n = glm->n, targets = glm->targets;
    start(search, scratch);
    for (int s = 0; s < search->steps && !latigraph_cancelled(search->cancel); s++) {
        gboolean all = TRUE;
        for (int k = 0; k < targets; k++) {
            all = all && scratch->done[k];
            move(scratch->at, scratch->done[k] ? 0 : scratch->step[k], scratch->direction,
                 scratch->trial, n, targets, k);
        }
        if (all) {
            break;
        }
        latigraph_glm_loss(glm, scratch->trial.bias, scratch->trial.weight, scratch->rate,
                           scratch->new_loss, scratch->new_slope.bias, scratch->new_slope.weight);
        search->precondition(scratch->new_slope, scratch->new_natural, search->data);
        for (int k = 0; k < targets; k++) {
            if (!scratch->done[k]) {
                judge(scratch, n, targets, k, search->tolerance);
            }
        }
    }
}
