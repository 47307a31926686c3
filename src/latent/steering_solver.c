/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Moves a property that the steering layer cannot reach by itself.
 *
 * The layer solves for statistics, of which it knows the gradients. Another property is a black box
 * that is measured on generated circuits. A few doses, one per request, are therefore calibrated: a
 * pass generates circuits, measures what is missed, and changes the doses by Broyden's quasi-Newton
 * step. A dose either moves statistics in the combination that has the least side effects, or moves
 * the code along the direction of the property. A pass that led away is taken back by half, because
 * responses may bend, and the nearest of all passes is the result. */

#include "latent/steer.h"

#include "base/memory.h"
#include "latent/broyden.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX, T = LATIGRAPH_TARGETS_MAX };
G_STATIC_ASSERT((int)LATIGRAPH_TARGETS_MAX <= (int)LATIGRAPH_BROYDEN_MAX);
/* Passes of the calibration on generated circuits. */
enum { PASSES = 4 };

/* Near enough to stop, in SDs. */
static const double NEAR_ENOUGH = 0.05;
/* The farthest that one pass goes, in SDs of what is moved. */
static const double FAR = 4;
/* The farthest that one statistic, or one free coordinate, is moved for another property. */
static const double FAR_ALONG = 3;
/* Cost of a change of a free, whitened coordinate of the code relative to one of a statistic, and
 * cost of a statistic that is released. */
static const double FREE_COORDINATE_COST = 1, RELEASED_COST = 0.1;

igraph_error_t latigraph_steer_draw_circuits(latigraph_steer_t *s) {
    latigraph_circuit_list_destroy(&s->last);
    IGRAPH_CHECK(latigraph_circuit_list_init(&s->last));
    return latigraph_ensemble_generate(&s->ensemble, s->ensemble.count, &s->last);
}

igraph_error_t latigraph_steer_measure(latigraph_steer_t *s, gboolean all) {
    IGRAPH_CHECK(latigraph_properties_wanted(&s->last, s->options->user,
                                             all ? s->reported : s->wanted,
                                             s->options->generate.threads, &s->measured));
    for (int t = 0; t < s->requests; t++) {
        latigraph_request_t *request = &s->request[t];
        const double mean =
            request->control->statistic >= 0
                ? latigraph_steer_drawn(s, request, s->ensemble.sampled)
                : latigraph_column_mean(&s->measured, request->property, s->ensemble.count);
        /* An undefined mean counts as no progress. */
        request->missed = (request->asked - (isnan(mean) ? request->start : mean)) / request->sd;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_steer_generate(latigraph_steer_t *s, gboolean all) {
    IGRAPH_CHECK(latigraph_steer_draw_circuits(s));
    return latigraph_steer_measure(s, all);
}

/* --- Passes ---------------------------------------------------------------- */

/* Doses of the moves, in SDs, and the last change of them; what was missed by the nearest circuits
 * so far and by the last ones. */
typedef struct {
    int solved;
    double dose[T], step[T], before[T], missed[T];
    double inverse[T * T]; /* inverse of the response: doses per SD gained */
} passes_t;

/* Updates the inverse response from the last step. */
static void update_inverse(passes_t *p) {
    double gain[T];
    for (int a = 0; a < p->solved; a++) {
        gain[a] = p->before[a] - p->missed[a];
    }
    latigraph_broyden_update(p->solved, T, p->step, gain, p->inverse);
}

/* The next doses, from the nearest ones: those of the last pass. */
static void propose(passes_t *p) {
    double next[T];
    for (int a = 0; a < p->solved; a++) {
        next[a] = p->dose[a];
        for (int b = 0; b < p->solved; b++) {
            next[a] += p->inverse[a * T + b] * p->missed[b];
        }
        next[a] = CLAMP(next[a], -FAR, FAR);
    }
    for (int a = 0; a < p->solved; a++) {
        p->step[a] = next[a] - p->dose[a];
        p->dose[a] = next[a];
    }
}

/* Half of the last change was too much already. */
static void retreat(passes_t *p) {
    for (int a = 0; a < p->solved; a++) {
        p->step[a] /= 2;
        p->dose[a] -= p->step[a];
    }
}

static double find_missed(const latigraph_steer_t *s, double *missed) {
    double worst = 0;
    for (int j = 0; j < s->solved; j++) {
        missed[j] = s->request[s->target_of[j]].missed;
        worst = MAX(worst, fabs(missed[j]));
    }
    return worst;
}

/* Puts the ensemble at these doses of the moves. */
typedef void apply_t(latigraph_steer_t *s, const double *dose, void *data);

/* Goes as far as is thought to be right, then corrects that by what generated circuits have, at the
 * same random numbers; ends before the best pass, so that its circuits come again. A pass that led
 * away is gone back on by half: responses may bend. */
static igraph_error_t calibrate(latigraph_steer_t *s, const double *first, apply_t *apply,
                                void *data) {
    passes_t p = {.solved = s->solved};
    latigraph_ensemble_mark_t here, nearest;
    double best[T] = {0}, best_miss = 0;
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&here, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &here);
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&nearest, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &nearest);
    for (int j = 0; j < s->solved; j++) {
        const latigraph_request_t *request = &s->request[s->target_of[j]];
        p.before[j] = p.missed[j] = (request->asked - request->start) / request->sd;
        p.inverse[j * T + j] = first[j];
        /* Targets also move the properties that are held. How far is known only from circuits. */
        best_miss = request->kept ? INFINITY : MAX(best_miss, fabs(p.missed[j]));
    }
    propose(&p);
    for (int pass = 0; pass < PASSES && best_miss > NEAR_ENOUGH; pass++) {
        apply(s, p.dose, data);
        if (pass == 0) {
            IGRAPH_CHECK(latigraph_ensemble_settle(&s->ensemble));
        }
        latigraph_ensemble_mark(&s->ensemble, &here);
        IGRAPH_CHECK(latigraph_steer_generate(s, FALSE));
        const double miss = find_missed(s, p.missed);
        if (miss < best_miss) {
            const latigraph_ensemble_mark_t before = nearest;
            nearest = here;
            here = before;
            best_miss = miss;
            memcpy(best, p.dose, sizeof best);
            update_inverse(&p);
            memcpy(p.before, p.missed, sizeof p.before);
            propose(&p);
        } else {
            retreat(&p);
        }
    }
    apply(s, best, data);
    latigraph_ensemble_return(&s->ensemble, &nearest);
    latigraph_ensemble_mark_destroy(&nearest);
    latigraph_ensemble_mark_destroy(&here);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- By the least change ----------------------------------------------------- */

typedef struct {
    latigraph_response_t response;
    double *side_effect_cost, *fixed, *x; /* (width) */
} least_t;

static void least_destroy(least_t *least) {
    latigraph_response_destroy(&least->response);
    g_free(least->side_effect_cost);
    g_free(least->fixed);
    g_free(least->x);
}

/* A code that is short holds only the first statistics: the layer alone sees to the others. */
static void set_price(least_t *least, int statistic, double side_effect_cost) {
    if (statistic < least->response.statistics) {
        least->side_effect_cost[statistic] = side_effect_cost;
    }
}

/* Statistics that are named to be kept or asked for are fixed. */
static void price_changes(const latigraph_steer_t *s, least_t *least) {
    const latigraph_steer_options_t *options = s->options;
    const latigraph_response_t *response = &least->response;
    for (int k = 0; k < response->width; k++) {
        least->side_effect_cost[k] = k >= response->statistics ? FREE_COORDINATE_COST
                                     : response->known[k]      ? 1
                                                               : 0;
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        const int statistic = latigraph_steer_control(s, options->keep[k])->statistic;
        if (statistic >= 0) {
            set_price(least, statistic, 0);
        }
    }
    for (igraph_integer_t k = 0; k < options->release_count; k++) {
        set_price(least, latigraph_steer_control(s, options->release[k])->statistic, RELEASED_COST);
    }
    for (int t = 0; t < s->targets; t++) {
        const int k = s->request[t].control->statistic;
        if (k >= 0 && k < response->statistics) {
            double change = 0;
            for (int i = 0; i < s->ensemble.count; i++) {
                change += s->ensemble.asked[(gsize)i * Q + (gsize)k] -
                          latigraph_ensemble_base(&s->ensemble, i, k);
            }
            set_price(least, k, 0);
            least->fixed[k] =
                change / s->ensemble.count / latigraph_target_statistic_sd(s->model, k);
        }
    }
}

static void apply_least(latigraph_steer_t *s, const double *dose, void *data) {
    least_t *least = data;
    const latigraph_response_t *response = &least->response;
    double longest = 0;
    s->cut_short = FALSE;
    if (!latigraph_least_side_effects(response, least->side_effect_cost, least->fixed, dose,
                                      least->x)) {
        memcpy(least->x, least->fixed, sizeof(double) * (gsize)response->width);
        s->cut_short = TRUE;
    }
    for (int k = 0; k < response->width; k++) {
        longest = MAX(longest, least->side_effect_cost[k] > 0 ? fabs(least->x[k]) : 0);
    }
    s->cut_short = s->cut_short || longest > FAR_ALONG;
    for (int j = 0; j < s->solved; j++) {
        s->cut_short = s->cut_short || fabs(dose[j]) >= FAR;
    }
    for (int k = 0; k < response->width && longest > FAR_ALONG; k++) {
        least->x[k] *= least->side_effect_cost[k] > 0 ? FAR_ALONG / longest : 1;
    }
    memcpy(s->moved, least->x, sizeof(double) * (gsize)response->statistics);
    latigraph_response_apply(response, &s->typicality, least->x, &s->ensemble);
}

igraph_error_t latigraph_steer_least_side_effects(latigraph_steer_t *s) {
    igraph_integer_t property[T];
    double sd[T], first[T];
    least_t least = {.side_effect_cost = NULL};
    for (int j = 0; j < s->solved; j++) {
        property[j] = s->request[s->target_of[j]].property;
        sd[j] = s->request[s->target_of[j]].sd;
        first[j] = 1;
    }
    IGRAPH_CHECK(latigraph_response_init(&least.response, &s->ensemble, &s->typicality, s->like,
                                         s->options, s->solved, property, sd));
    IGRAPH_FINALLY(least_destroy, &least);
    const gsize width = (gsize)least.response.width;
    least.side_effect_cost = g_try_new0(double, width + 1);
    LATIGRAPH_CHECK_MEMORY(least.side_effect_cost);
    least.fixed = g_try_new0(double, width + 1);
    LATIGRAPH_CHECK_MEMORY(least.fixed);
    least.x = g_try_new0(double, width + 1);
    LATIGRAPH_CHECK_MEMORY(least.x);
    price_changes(s, &least);
    IGRAPH_CHECK(calibrate(s, first, apply_least, &least));
    least_destroy(&least);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Along directions of the code --------------------------------------------- */

static int direction_of(const latigraph_steer_t *s, int move) {
    return latigraph_direction_table_find(
        &s->model->directions,
        latigraph_property_name(s->options->user, s->request[s->target_of[move]].property));
}

static void apply_code(latigraph_steer_t *s, const double *dose, void *data) {
    const int width = s->model->config.code;
    double *moved = data;
    memcpy(moved, s->code, sizeof(double) * (gsize)width);
    for (int j = 0; j < s->solved; j++) {
        cblas_daxpy(width, dose[j], s->model->directions.step + direction_of(s, j) * width, 1,
                    moved, 1);
    }
    latigraph_ensemble_set_code(&s->ensemble, moved);
}

igraph_error_t latigraph_steer_through_code(latigraph_steer_t *s) {
    double first[T], *moved;
    for (int j = 0; j < s->solved; j++) {
        const latigraph_request_t *request = &s->request[s->target_of[j]];
        const int d = direction_of(s, j);
        if (d < 0) {
            IGRAPH_ERRORF(
                "The model knows no direction of %s: it is not defined for the circuits of "
                "the fit, does not vary over them, or is the user's own.",
                IGRAPH_EINVAL, latigraph_property_name(s->options->user, request->property));
        }
        first[j] = request->sd / s->model->directions.sd[d];
    }
    LATIGRAPH_ALLOCATE(moved, s->model->config.code);
    IGRAPH_CHECK(calibrate(s, first, apply_code, moved));
    g_free(moved);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
