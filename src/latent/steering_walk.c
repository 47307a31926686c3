/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Walk towards requests that steering does not reach at once.
 *
 * The steering layer solves for the requested statistics in one search, which ends well for what
 * circuits of the model can have. Far outside, the search may end anywhere, even farther from the
 * request than the unsteered circuits. The walk therefore goes from these in steps:
 *
 *     unsteered ──0.5──1──1.5──2──3──4──5──6──7.5── … SD ──▶ request
 *
 * Every step begins where the last one ended, and finds an offset of its own. The walk ends at the
 * first step that is as far as the request, or after three steps that are no nearer. If the request
 * lies before the step after the best one, the best state also approaches the request itself. The
 * state nearest to the request is kept: among the unsteered circuits, those of the direct search,
 * and all steps. So steering is never farther from the request than no steering.
 *
 * Steps depend on the direction of the request alone, not on its distance. So a farther request
 * meets all the steps of a nearer one, and does not lead less far. That is why the last step
 * reaches beyond the request. Halving the interval behind the best step instead needs fewer
 * drawings, but ends at states that a farther request does not meet. Only tries of the request
 * itself differ between requests. A search that misses its request ends a few percent nearer or
 * farther by chance, and this is how much less far a farther request may lead.
 *
 * Each step costs two drawings of all circuits. Steps grow by a quarter of the way, so that a walk
 * over 1,000 SD takes about 32 steps, which bounds its time. */

#include "latent/steer.h"

#include "base/memory.h"

#include <math.h>

enum { Q = LATIGRAPH_STATISTICS_MAX };
/* Number of states between the best step and the request that are tried before the request. */
enum { BETWEEN = 2 };
/* Number of steps in a row that are no nearer than the best one, after which the walk ends. */
enum { LOST = 3 };

/* Length of the steps in SDs of the statistic that is farthest from its request; later steps are a
 * quarter of the way behind them. */
static const double STEP[] = {0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1};

/* A state of the ensemble before the drawing whose distance from the request is `miss`. */
typedef struct {
    double way;  /* distance from the unsteered circuits that was asked for, in SDs */
    double miss; /* distance from the request, in SDs */
    latigraph_ensemble_mark_t mark;
} state_t;

/* --- The way ---------------------------------------------------------------------- */

/* Change of a request's statistic from the unsteered circuits to the request, mean over circuits,
 * in SDs; 0 for other properties and where the statistic is not defined. */
static double change_of(const latigraph_steer_t *s, const latigraph_request_t *request) {
    const int k = request->control->statistic;
    double sum = 0;
    for (int i = 0; i < s->ensemble.count && k >= 0; i++) {
        const double change = latigraph_steer_statistic(s, request, i, request->asked) -
                              latigraph_ensemble_base(&s->ensemble, i, k);
        sum += isfinite(change) ? change : 0;
    }
    return k < 0 ? 0 : sum / s->ensemble.count / latigraph_target_statistic_sd(s->model, k);
}

double latigraph_steer_length(const latigraph_steer_t *s) {
    double longest = 0;
    for (int t = 0; t < s->targets; t++) {
        longest = MAX(longest, fabs(change_of(s, &s->request[t])));
    }
    return longest;
}

void latigraph_steer_ask(latigraph_steer_t *s, double way) {
    latigraph_ensemble_t *ensemble = &s->ensemble;
    const double length = latigraph_steer_length(s);
    for (int t = 0; t < s->targets; t++) {
        const latigraph_request_t *request = &s->request[t];
        const int k = request->control->statistic;
        if (k < 0) {
            continue;
        }
        const double change =
            isfinite(way) && length > 0
                ? way * change_of(s, request) / length * latigraph_target_statistic_sd(s->model, k)
                : 0;
        for (int i = 0; i < ensemble->count; i++) {
            const double from = latigraph_ensemble_base(ensemble, i, k);
            ensemble->asked[(gsize)i * Q + (gsize)k] =
                isfinite(way) && isfinite(from)
                    ? from + change
                    : latigraph_steer_statistic(s, request, i, request->asked);
        }
    }
}

double latigraph_steer_miss(const latigraph_steer_t *s) {
    double worst = 0;
    for (int t = 0; t < s->targets; t++) {
        const latigraph_request_t *request = &s->request[t];
        if (request->control->statistic >= 0) {
            const double drawn = latigraph_steer_drawn(s, request, s->ensemble.sampled);
            const double miss = fabs(request->asked - drawn) / request->sd;
            worst = isnan(miss) ? INFINITY : MAX(worst, miss);
        }
    }
    return worst;
}

/* Returns the distance of the unsteered circuits from the request, in SDs. */
static double miss_of_start(const latigraph_steer_t *s) {
    double worst = 0;
    for (int t = 0; t < s->targets; t++) {
        const latigraph_request_t *request = &s->request[t];
        worst = MAX(worst, fabs(request->asked - request->start) / request->sd);
    }
    return worst;
}

/* --- Steps ------------------------------------------------------------------------ */

/* Goes this far from the unsteered circuits, beginning at the present state with an offset of its
 * own, and fills the state and its miss. */
static igraph_error_t visit(latigraph_steer_t *s, double way, state_t *state) {
    latigraph_steer_ask(s, way);
    IGRAPH_CHECK(latigraph_steer_statistics(s));
    latigraph_ensemble_mark(&s->ensemble, &state->mark);
    IGRAPH_CHECK(latigraph_ensemble_draw(&s->ensemble));
    state->way = way;
    state->miss = latigraph_steer_miss(s);
    return IGRAPH_SUCCESS;
}

static void swap(state_t *a, state_t *b) {
    const state_t other = *a;
    *a = *b;
    *b = other;
}

/* Returns the way after the next step. */
static double step_from(double way, int step) {
    return way + (step < (int)G_N_ELEMENTS(STEP) ? STEP[step] : way / 4);
}

/* Steps away from the unsteered circuits, at last as far as the request or beyond it. `*beyond`
 * gets the way of the step after the best one. */
static igraph_error_t step_out(latigraph_steer_t *s, state_t *best, state_t *here, double *beyond) {
    const double length = latigraph_steer_length(s);
    double way = 0;
    *beyond = step_from(0, 0);
    for (int step = 0, lost = 0; way < length && lost < LOST; step++) {
        way = step_from(way, step);
        IGRAPH_CHECK(visit(s, way, here));
        if (here->miss < best->miss) {
            swap(here, best);
            *beyond = step_from(way, step + 1);
            lost = 0;
        } else {
            lost++;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Tries a state from the best one, and keeps it if it is nearer. */
static igraph_error_t visit_from(latigraph_steer_t *s, state_t *best, double way, state_t *here) {
    latigraph_ensemble_return(&s->ensemble, &best->mark);
    IGRAPH_CHECK(visit(s, way, here));
    if (here->miss < best->miss) {
        swap(here, best);
    }
    return IGRAPH_SUCCESS;
}

/* Approaches a request that is nearer than the step after the best one. */
static igraph_error_t approach(latigraph_steer_t *s, state_t *best, state_t *here, double beyond) {
    const double length = latigraph_steer_length(s);
    for (int k = 0; k < BETWEEN && length <= beyond; k++) {
        IGRAPH_CHECK(visit_from(s, best, (best->way + length) / 2, here));
    }
    return length <= beyond ? visit_from(s, best, INFINITY, here) : IGRAPH_SUCCESS;
}

static void state_destroy(state_t *state) {
    latigraph_ensemble_mark_destroy(&state->mark);
}

static igraph_error_t state_init(state_t *state, const latigraph_steer_t *s) {
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&state->mark, &s->ensemble));
    IGRAPH_FINALLY(state_destroy, state);
    return IGRAPH_SUCCESS;
}

/* Prepares the drawing that gives a state. */
static void return_to(latigraph_steer_t *s, const state_t *state) {
    latigraph_steer_ask(s, state->way);
    latigraph_ensemble_move_codes(&s->ensemble, &s->typicality);
    latigraph_ensemble_return(&s->ensemble, &state->mark);
}

static igraph_error_t walk(latigraph_steer_t *s, state_t *best, state_t *here) {
    double beyond;
    latigraph_ensemble_return_to_start(&s->ensemble);
    latigraph_ensemble_mark(&s->ensemble, &best->mark);
    best->way = 0;
    best->miss = miss_of_start(s);
    IGRAPH_CHECK(step_out(s, best, here, &beyond));
    return approach(s, best, here, beyond);
}

igraph_error_t latigraph_steer_walk(latigraph_steer_t *s, const latigraph_ensemble_mark_t *direct) {
    const double miss = latigraph_steer_miss(s);
    state_t best, here;
    IGRAPH_CHECK(state_init(&best, s));
    IGRAPH_CHECK(state_init(&here, s));
    IGRAPH_CHECK(walk(s, &best, &here));
    if (best.miss < miss) {
        return_to(s, &best);
    } else {
        return_to(s, &(state_t){INFINITY, miss, *direct});
    }
    state_destroy(&here);
    state_destroy(&best);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Together with other properties ------------------------------------------------- */

/* Returns the largest miss of the circuits generated last over all requests, in SDs. */
static double miss_of_circuits(const latigraph_steer_t *s) {
    double worst = 0;
    for (int t = 0; t < s->targets; t++) {
        worst = MAX(worst, fabs(s->request[t].missed));
    }
    return worst;
}

/* Goes a share of the way for the statistics, and all of it for other properties. */
static igraph_error_t solve_at(latigraph_steer_t *s, double share) {
    latigraph_ensemble_return_to_start(&s->ensemble);
    latigraph_steer_ask(s, share < 1 ? share * latigraph_steer_length(s) : INFINITY);
    return latigraph_steer_least_side_effects(s);
}

igraph_error_t latigraph_steer_shorten(latigraph_steer_t *s) {
    static const double SHARE[] = {0.5, 0.25, 0};
    double best = 1, least = miss_of_circuits(s);
    for (gsize k = 0; k < G_N_ELEMENTS(SHARE); k++) {
        IGRAPH_CHECK(solve_at(s, SHARE[k]));
        IGRAPH_CHECK(latigraph_steer_generate(s, FALSE));
        if (miss_of_circuits(s) < least) {
            least = miss_of_circuits(s);
            best = SHARE[k];
        }
    }
    return solve_at(s, best);
}
