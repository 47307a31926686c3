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
 * lies before the step after the best one, the best state also approaches the request itself. So
 * does the direct search. If none of these meets the request, two kinds of states are tried:
 *
 *     the interval behind the best step, halved twice      if the walk ended before the request
 *     direct searches from the unsteered circuits           for 4, 6, 9, 13.5 … SD
 *
 * The nearest state is kept, so steering is never farther from the request than no steering.
 *
 * A farther request must not lead less far. Far outside, a search ends at a local optimum, and a
 * little change of the request leads it to another one. So steps, halves and direct searches depend
 * on the direction of the request alone, not on its distance: a farther request meets all the
 * states of a nearer one. States of the request itself (its own direct search and its approach)
 * count where they meet it. Otherwise they count only if they lead no farther than some state that
 * every farther request meets.
 *
 * Each state costs two drawings of all circuits. Steps grow by a quarter of the way and direct
 * searches by a half, so that a walk over 1,000 SD takes about 50 states, which bounds its time. */

#include "latent/steer.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };
/* Number of states between the best step and the request that are tried before the request. */
enum { BETWEEN = 2 };
/* Number of steps in a row that are no nearer than the best one, after which the walk ends. */
enum { LOST = 3 };
/* Number of direct searches in a row that lead no farther, after which they end, and number of
 * times that the interval behind the best step is halved. */
enum { DIRECT_LOST = 2, HALVES = 2 };

/* Length of the steps in SDs of the statistic that is farthest from its request; later steps are a
 * quarter of the way behind them. */
static const double STEP[] = {0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1};
/* Distance of the first direct search in SDs, and the factor to the next one. */
static const double DIRECT = 4, DIRECT_GROWTH = 1.5;

/* A state of the ensemble before the drawing whose distance from the request is `miss`. */
typedef struct {
    double way;  /* distance from the unsteered circuits that was asked for, in SDs */
    double miss; /* distance from the request, in SDs */
    double led;  /* distance from the unsteered circuits towards the request, in SDs */
    latigraph_ensemble_mark_t mark;
} state_t;

typedef struct {
    latigraph_steer_t *steer;
    double length;   /* distance of the request from the unsteered circuits, in SDs */
    double beyond;   /* way of the step after the best one */
    double farthest; /* largest distance to which states led that a farther request meets, too */
    gboolean lost;   /* whether the walk ended before the request */
    state_t best;    /* nearest of these states */
    state_t own;     /* nearest state of the approach to the request itself */
    state_t here;    /* last state */
} walk_t;

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

/* Returns how far the circuits drawn last lead towards the request: the change of the statistic
 * whose request is farthest away, in SDs. */
static double led_of(const latigraph_steer_t *s) {
    double longest = 0, led = 0;
    for (int t = 0; t < s->targets; t++) {
        const latigraph_request_t *request = &s->request[t];
        const double way = request->asked - request->start;
        if (request->control->statistic >= 0 && fabs(way) / request->sd > longest) {
            const double drawn = latigraph_steer_drawn(s, request, s->ensemble.sampled);
            longest = fabs(way) / request->sd;
            led = copysign(1, way) * (drawn - request->start) / request->sd;
        }
    }
    return isnan(led) ? -INFINITY : led;
}

/* --- States ------------------------------------------------------------------------- */

/* Goes this far from the unsteered circuits, beginning at the present state with an offset of its
 * own, and fills `here`. */
static igraph_error_t visit(walk_t *walk, double way) {
    latigraph_steer_t *s = walk->steer;
    latigraph_steer_ask(s, way);
    IGRAPH_CHECK(latigraph_steer_statistics(s));
    latigraph_ensemble_mark(&s->ensemble, &walk->here.mark);
    IGRAPH_CHECK(latigraph_ensemble_draw(&s->ensemble));
    walk->here.way = way;
    walk->here.miss = latigraph_steer_miss(s);
    walk->here.led = led_of(s);
    return IGRAPH_SUCCESS;
}

/* Keeps the last state instead of another one if it is nearer. Returns whether it is. */
static gboolean keep_nearer(walk_t *walk, state_t *state) {
    const gboolean nearer = walk->here.miss < state->miss;
    if (nearer) {
        const state_t other = *state;
        *state = walk->here;
        walk->here = other;
    }
    return nearer;
}

/* Visits a state that a farther request meets, too. `*nearer` gets whether it is the best one. */
static igraph_error_t visit_common(walk_t *walk, double way, gboolean *nearer) {
    IGRAPH_CHECK(visit(walk, way));
    walk->farthest = MAX(walk->farthest, walk->here.led);
    *nearer = keep_nearer(walk, &walk->best);
    return IGRAPH_SUCCESS;
}

static void return_to(walk_t *walk, const state_t *state) {
    latigraph_ensemble_return(&walk->steer->ensemble, &state->mark);
}

/* --- States that do not depend on the distance of the request --------------------------- */

/* Returns the way after the next step. */
static double step_from(double way, int step) {
    return way + (step < (int)G_N_ELEMENTS(STEP) ? STEP[step] : way / 4);
}

/* Steps away from the unsteered circuits, at last as far as the request or beyond it. */
static igraph_error_t step_out(walk_t *walk) {
    double way = 0;
    int lost = 0;
    walk->beyond = step_from(0, 0);
    for (int step = 0; way < walk->length && lost < LOST; step++) {
        gboolean nearer;
        way = step_from(way, step);
        IGRAPH_CHECK(visit_common(walk, way, &nearer));
        walk->beyond = nearer ? step_from(way, step + 1) : walk->beyond;
        lost = nearer ? 0 : lost + 1;
    }
    walk->lost = lost >= LOST;
    return IGRAPH_SUCCESS;
}

/* Halves the interval between the best step and the next one, which is no nearer. */
static igraph_error_t halve(walk_t *walk) {
    double high = walk->beyond;
    for (int k = 0; k < HALVES; k++) {
        const double way = (walk->best.way + high) / 2;
        gboolean nearer;
        return_to(walk, &walk->best);
        IGRAPH_CHECK(visit_common(walk, way, &nearer));
        high = nearer ? high : way;
    }
    return IGRAPH_SUCCESS;
}

/* Searches directly from the unsteered circuits for less than the request. Searches for more would
 * lead farther, but at the expense of what is to be held. */
static igraph_error_t search_directly(walk_t *walk) {
    double farthest = 0;
    int lost = 0;
    for (double way = DIRECT; way < walk->length && lost < DIRECT_LOST; way *= DIRECT_GROWTH) {
        latigraph_ensemble_return_to_start(&walk->steer->ensemble);
        IGRAPH_CHECK(visit(walk, way));
        lost = walk->here.led > farthest ? 0 : lost + 1;
        farthest = MAX(farthest, walk->here.led);
        walk->farthest = MAX(walk->farthest, walk->here.led);
        keep_nearer(walk, &walk->best);
    }
    return IGRAPH_SUCCESS;
}

/* --- States of the request itself -------------------------------------------------------- */

/* Tries a state from the nearest one of the approach, and keeps it if it is nearer. */
static igraph_error_t visit_own(walk_t *walk, double way) {
    return_to(walk, &walk->own);
    IGRAPH_CHECK(visit(walk, way));
    keep_nearer(walk, &walk->own);
    return IGRAPH_SUCCESS;
}

/* Approaches a request that is nearer than the step after the best one, from the best state. */
static igraph_error_t approach(walk_t *walk) {
    const gboolean near = walk->length <= walk->beyond;
    return_to(walk, &walk->best);
    latigraph_ensemble_mark(&walk->steer->ensemble, &walk->own.mark);
    walk->own.way = walk->best.way;
    walk->own.miss = walk->best.miss;
    walk->own.led = walk->best.led;
    for (int k = 0; k < BETWEEN && near; k++) {
        IGRAPH_CHECK(visit_own(walk, (walk->own.way + walk->length) / 2));
    }
    return near ? visit_own(walk, INFINITY) : IGRAPH_SUCCESS;
}

/* --- The walk ------------------------------------------------------------------------ */

static void walk_destroy(walk_t *walk) {
    latigraph_ensemble_mark_destroy(&walk->here.mark);
    latigraph_ensemble_mark_destroy(&walk->own.mark);
    latigraph_ensemble_mark_destroy(&walk->best.mark);
}

/* Starts at the unsteered circuits. Pushes the walk to the FINALLY stack. */
static igraph_error_t walk_init(walk_t *walk, latigraph_steer_t *s) {
    memset(walk, 0, sizeof *walk);
    walk->steer = s;
    walk->length = latigraph_steer_length(s);
    IGRAPH_FINALLY(walk_destroy, walk);
    latigraph_ensemble_return_to_start(&s->ensemble);
    walk->best.miss = miss_of_start(s);
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&walk->best.mark, &s->ensemble));
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&walk->own.mark, &s->ensemble));
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&walk->here.mark, &s->ensemble));
    return IGRAPH_SUCCESS;
}

/* Returns the nearer one of two states of the request itself and the best common one, provided that
 * its own states lead no farther than a state that every farther request meets. */
static const state_t *nearest(const walk_t *walk, const state_t *direct) {
    const state_t *const own[] = {&walk->own, direct};
    const state_t *state = &walk->best;
    for (gsize k = 0; k < G_N_ELEMENTS(own); k++) {
        const gboolean counts =
            own[k]->miss <= LATIGRAPH_STEER_NEAR || own[k]->led <= walk->farthest;
        state = counts && own[k]->miss < state->miss ? own[k] : state;
    }
    return state;
}

/* Walks, and tries further states if none so far meets the request. */
static igraph_error_t search(walk_t *walk) {
    IGRAPH_CHECK(step_out(walk));
    IGRAPH_CHECK(approach(walk));
    if (walk->own.miss > LATIGRAPH_STEER_NEAR) {
        IGRAPH_CHECK(walk->lost ? halve(walk) : IGRAPH_SUCCESS);
        IGRAPH_CHECK(search_directly(walk));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_steer_walk(latigraph_steer_t *s, const latigraph_ensemble_mark_t *direct) {
    const state_t first = {INFINITY, latigraph_steer_miss(s), led_of(s), *direct};
    walk_t walk;
    IGRAPH_CHECK(walk_init(&walk, s));
    s->ensemble.walking = TRUE;
    IGRAPH_CHECK(search(&walk));
    s->ensemble.walking = FALSE;
    const state_t *state = nearest(&walk, &first);
    latigraph_steer_ask(s, state->way);
    latigraph_ensemble_move_codes(&s->ensemble, &s->typicality);
    return_to(&walk, state);
    walk_destroy(&walk);
    IGRAPH_FINALLY_CLEAN(1);
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
