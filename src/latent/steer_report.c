/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Report of steering: what was reached, what else moved, how typical the circuits are.
 *
 * Requests: statistics are judged by their means over drawings, which are known to a fiftieth of an
 * SD, other properties by their means over circuits. Intervals are Student's.
 *
 * Side effects: changes of every property between steered and unsteered circuits, in SDs, with the
 * standard error over pairs. Pairs have the same random numbers. A property to hold is `held` if
 * its measured change is at most 0.15 SD or twice its error; the request alone is no evidence.
 *
 * Typicality: z scores of the requested values over training circuits, and over those with the held
 * statistics; and the Mahalanobis distance of the code with its χ² tail (typicality.c).
 *
 * Reasons: a missed statistic is requested once more with nothing held, without generating
 * circuits. If it is met then, the held statistics are the reason, and the report says which would
 * move. Otherwise the model has no such circuits. */

#include "latent/latent.h"
#include "latent/steer.h"

#include "base/memory.h"
#include "base/moments.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };
/* Largest change of a statistic, in SDs, that is a rounding error and not a move. */
static const double STILL = 1e-6;

/* --- Intervals --------------------------------------------------------------- */

/* Returns the 97.5 % quantile of Student's t: an expansion about the normal quantile (Abramowitz
 * and Stegun, 26.7.5), or an exact value where the expansion is off by more than a percent. */
static double student(int freedom) {
    static const double exact[] = {12.7062, 4.3027, 3.1824, 2.7764};
    const double z = 1.959964, v = freedom, z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
    if (freedom <= (int)G_N_ELEMENTS(exact)) {
        return exact[freedom - 1];
    }
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

static void report_measured(const latigraph_steer_t *s, latigraph_achieved_t *got) {
    double squares;
    const int defined = latigraph_moments(&MATRIX(s->measured, 0, got->property), 1, s->count,
                                          &got->mean, &squares);
    got->sd = defined > 1 ? sqrt(squares / (defined - 1)) : NAN;
    const double half = defined > 1 ? student(defined - 1) * got->sd / sqrt(defined) : NAN;
    got->low = got->mean - half;
    got->high = got->mean + half;
}

/* --- Requests ---------------------------------------------------------------- */

/* Returns the standardised value of statistic k that circuits should have, mean over circuits: that
 * in `asked` (count, Q), or the value before steering plus its shift if `asked` is NULL. */
static double held(const latigraph_steer_t *s, int k, const double *asked) {
    double sum = 0;
    int defined = 0;
    for (int i = 0; i < s->ensemble.count; i++) {
        const gsize at = (gsize)i * Q + (gsize)k;
        const double f = asked != NULL
                             ? asked[at]
                             : latigraph_ensemble_base(&s->ensemble, i, k) + s->ensemble.shift[at];
        if (isfinite(f)) {
            sum += (f - latigraph_target_statistic_mean(s->model, k)) /
                   latigraph_target_statistic_sd(s->model, k);
            defined++;
        }
    }
    return defined > 0 ? sum / defined : NAN;
}

/* Computes z scores of the requested value over training circuits, and over those with the held
 * statistics. */
static void report_typicality(const latigraph_steer_t *s, const latigraph_request_t *request,
                              latigraph_achieved_t *got) {
    const int statistic = request->control->statistic;
    int which[Q], count = 0;
    double value[Q], mean, sd, all_mean, all_sd;
    got->z_score = (got->asked - request->mean) / request->sd;
    got->conditional_z_score = got->conditional_sd = NAN;
    const int own = statistic < 0 ? -1 : latigraph_ensemble_coordinate(&s->ensemble, statistic);
    if (own < 0) {
        return;
    }
    const double asked = held(s, statistic, s->ensemble.asked);
    for (int k = 0; k < Q; k++) {
        const int coordinate = latigraph_ensemble_coordinate(&s->ensemble, k);
        const double f =
            coordinate < 0 ? NAN : held(s, k, s->ensemble.is_asked[k] ? s->ensemble.asked : NULL);
        if (k != statistic && s->ensemble.weight[k] > 0 && isfinite(f)) {
            which[count] = coordinate;
            value[count++] = f;
        }
    }
    latigraph_typicality_conditional(&s->typicality, own, 0, NULL, NULL, &all_mean, &all_sd);
    latigraph_typicality_conditional(&s->typicality, own, count, which, value, &mean, &sd);
    got->z_score = (asked - all_mean) / all_sd;
    got->conditional_z_score = (asked - mean) / sd;
    got->conditional_sd = sd / all_sd;
}

static void report_request(const latigraph_steer_t *s, const latigraph_request_t *request,
                           latigraph_achieved_t *got) {
    const gboolean statistic = request->control->statistic >= 0;
    got->property = request->property;
    got->method = s->options->through == LATIGRAPH_THROUGH_CODE ? LATIGRAPH_METHOD_CODE
                  : statistic                                   ? LATIGRAPH_METHOD_LAYER
                              : LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS;
    got->asked = request->asked;
    got->start = request->start;
    report_measured(s, got);
    got->expected = statistic ? latigraph_steer_drawn(s, request, s->ensemble.sampled) : NAN;
    got->residual = -request->missed;
    got->released = NAN;
    report_typicality(s, request, got);
    const double near = statistic ? LATIGRAPH_STEER_NEAR : LATIGRAPH_STEER_NEAR_MEASURED;
    got->reached = fabs(got->residual) <= near;
    got->limit = got->reached ? LATIGRAPH_LIMIT_NONE
                 : got->method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS && s->cut_short
                     ? LATIGRAPH_LIMIT_FAR
                     : LATIGRAPH_LIMIT_MODEL;
}

/* --- Everything else --------------------------------------------------------- */

/* Computes the changes of every property between circuits with the same random numbers. */
static igraph_error_t report_side_effects(const latigraph_steer_t *s,
                                          latigraph_steering_t *steering) {
    const igraph_integer_t count = igraph_matrix_ncol(&s->measured);
    double *change;
    LATIGRAPH_ALLOCATE(change, s->ensemble.count);
    IGRAPH_CHECK(igraph_vector_resize(&steering->side_effects, count));
    IGRAPH_CHECK(igraph_vector_resize(&steering->side_effects_error, count));
    IGRAPH_CHECK(igraph_vector_resize(&steering->measured, count));
    for (igraph_integer_t p = 0; p < count; p++) {
        double mean, squares, sd = latigraph_steer_sd(s, p);
        for (int i = 0; i < s->ensemble.count; i++) {
            change[i] = MATRIX(s->measured, i, p) - MATRIX(s->reference, i, p);
        }
        const int defined = latigraph_moments(change, 1, s->ensemble.count, &mean, &squares);
        VECTOR(steering->side_effects)[p] = mean / sd;
        VECTOR(steering->measured)[p] = latigraph_column_mean(&s->measured, p, s->count);
        VECTOR(steering->side_effects_error)
        [p] = defined > 1 ? sqrt(squares / (defined - 1) / defined) / sd : NAN;
    }
    g_free(change);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_has_stayed(double change, double error) {
    return fabs(change) <= MAX(LATIGRAPH_STEER_NEAR, isfinite(error) ? 2 * error : 0);
}

/* Hands the unsteered circuits and both tables of properties over, and says which properties are
 * held. */
static igraph_error_t report_circuits(latigraph_steer_t *s, latigraph_steering_t *steering) {
    const igraph_integer_t count = igraph_matrix_ncol(&s->measured);
    IGRAPH_CHECK(latigraph_circuit_list_move(&steering->before, &s->before));
    IGRAPH_CHECK(igraph_matrix_update(&steering->before_values, &s->reference));
    IGRAPH_CHECK(igraph_matrix_update(&steering->values, &s->measured));
    IGRAPH_CHECK(igraph_vector_bool_resize(&steering->to_hold, count));
    IGRAPH_CHECK(igraph_vector_bool_resize(&steering->held, count));
    for (igraph_integer_t p = 0; p < count; p++) {
        const int k = latigraph_steer_control(s, p)->statistic;
        const igraph_bool_t to_hold = k >= 0 && s->ensemble.weight[k] > 0 &&
                                      !s->ensemble.is_asked[k] && fabs(s->moved[k]) < STILL &&
                                      latigraph_ensemble_has(&s->ensemble, k);
        VECTOR(steering->to_hold)[p] = to_hold;
        VECTOR(steering->held)
        [p] = to_hold && latigraph_has_stayed(VECTOR(steering->side_effects)[p],
                                              VECTOR(steering->side_effects_error)[p]);
    }
    return IGRAPH_SUCCESS;
}

/* Computes the changes that were asked of the statistics, and the mean size of those that were not
 * requested. */
static igraph_error_t report_moved(const latigraph_steer_t *s, latigraph_steering_t *steering) {
    const int coded = MIN(s->typicality.coded, Q);
    double sum = 0;
    int others = 0;
    IGRAPH_CHECK(igraph_vector_resize(&steering->moved, coded));
    for (int k = 0; k < coded; k++) {
        double *moved = &VECTOR(steering->moved)[k];
        *moved = s->ensemble.is_asked[k] ? held(s, k, s->ensemble.asked) - held(s, k, NULL)
                                         : s->moved[k];
        if (!s->ensemble.is_asked[k] && latigraph_ensemble_has(&s->ensemble, k)) {
            sum += fabs(*moved);
            others++;
        }
    }
    steering->least_side_effects = others > 0 ? sum / others : 0;
    return IGRAPH_SUCCESS;
}

/* Computes the mean code, its distance from the typical code, and its density. */
static igraph_error_t report_code(const latigraph_steer_t *s, latigraph_steering_t *steering) {
    const int width = s->typicality.width;
    IGRAPH_CHECK(igraph_vector_resize(&steering->code, width));
    igraph_vector_null(&steering->code);
    for (int i = 0; i < s->ensemble.count; i++) {
        cblas_daxpy(width, 1.0 / s->ensemble.count, s->ensemble.codes + i * width, 1,
                    VECTOR(steering->code), 1);
    }
    const double there = latigraph_typicality_distance(&s->typicality, VECTOR(steering->code),
                                                       &steering->log_density);
    const double here =
        latigraph_typicality_distance(&s->typicality, s->code, &steering->log_density_start);
    steering->distance = sqrt(there / width);
    steering->distance_start = sqrt(here / width);
    steering->tail = latigraph_chi_square_tail(width, there);
    return IGRAPH_SUCCESS;
}

/* Computes the distance of the mean code of the circuits, encoded again, from the requested code.
 */
static igraph_error_t report_encoded(const latigraph_steer_t *s, latigraph_steering_t *steering) {
    const int width = s->typicality.width, count = (int)latigraph_circuit_list_size(&s->last);
    const int threads = (int)MIN(s->options->generate.threads, count);
    double *codes, *mean;
    LATIGRAPH_ALLOCATE(codes, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(mean, width);
    IGRAPH_CHECK(latigraph_encode_rows(s->model, &s->last, threads, codes, NULL));
    for (int i = 0; i < count; i++) {
        cblas_daxpy(width, 1.0 / count, codes + (gsize)i * (gsize)width, 1, mean, 1);
    }
    steering->encoded = latigraph_typicality_between(&s->typicality, mean, VECTOR(steering->code));
    g_free(mean);
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Computes the mean numbers of edges that edits kept, added and removed. */
static void report_edit(const latigraph_steer_t *s, latigraph_steering_t *steering) {
    const latigraph_circuit_t *before = s->like;
    double kept = 0, edges = 0;
    steering->kept_edges = steering->added_edges = steering->removed_edges = NAN;
    for (int i = 0; i < s->count && s->options->edit; i++) {
        const latigraph_circuit_t *after = latigraph_circuit_list_get(&s->last, i);
        edges += after->m;
        for (int from = 0; from < after->n; from++) {
            for (int e = after->out_start[from]; e < after->out_start[from + 1]; e++) {
                kept += latigraph_circuit_has_edge(before, from, after->out_to[e]);
            }
        }
    }
    if (s->options->edit) {
        steering->kept_edges = kept / s->count;
        steering->added_edges = (edges - kept) / s->count;
        steering->removed_edges = before->m - kept / s->count;
    }
}

/* --- Outside of the data --------------------------------------------------- */

/* Distances beyond which a request lies outside of the training data: SDs among circuits with the
 * statistics that are held, and the share of codes that are farther out. */
static const double USUAL_SD = 4, USUAL_SHARE = 1e-3;

void latigraph_append_outside(const char *name, const latigraph_achieved_t *achieved,
                              latigraph_text_t *text) {
    const double far =
        isfinite(achieved->conditional_z_score) ? achieved->conditional_z_score : achieved->z_score;
    if (fabs(far) > USUAL_SD) {
        latigraph_text_print(
            text,
            "%s = %.4g is %.1f SD away from training circuits that have the statistics that are "
            "held. The model has seen no such circuits and extrapolates.",
            name, achieved->asked, fabs(far));
    }
}

void latigraph_append_unusual(double tail, latigraph_text_t *text) {
    if (tail < USUAL_SHARE) {
        latigraph_text_print(
            text,
            "Only a share of %.1g of the codes of the training circuits is farther out than the "
            "code of these circuits. The model has seen no such circuits and extrapolates.",
            tail);
    }
}

/* --- Reasons for a miss ---------------------------------------------------- */

/* Returns whether the passes move only properties that are held. */
static gboolean only_kept(const latigraph_steer_t *s) {
    for (int j = 0; j < s->solved; j++) {
        if (!s->request[s->target_of[j]].kept) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Draws the circuits nearest to the requests with what is to be held as the weights say. */
static igraph_error_t draw_released(latigraph_steer_t *s) {
    latigraph_ensemble_mark_t direct;
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&direct, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &direct);
    IGRAPH_CHECK(latigraph_steer_statistics(s));
    latigraph_ensemble_mark(&s->ensemble, &direct);
    IGRAPH_CHECK(latigraph_ensemble_draw(&s->ensemble));
    if (latigraph_steer_miss(s) > LATIGRAPH_STEER_NEAR) {
        IGRAPH_CHECK(latigraph_steer_walk(s, &direct));
        IGRAPH_CHECK(latigraph_ensemble_draw(&s->ensemble));
        latigraph_steer_ask(s, INFINITY);
    }
    latigraph_ensemble_mark_destroy(&direct);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Tries missed requests for statistics again with nothing held. The result shows whether the held
 * properties prevent the request, and which statistics would move. No circuits are generated. */
static igraph_error_t released(latigraph_steer_t *s, latigraph_achieved_t *achieved,
                               latigraph_steering_t *steering) {
    const int coded = MIN(s->typicality.coded, Q);
    const double kept = latigraph_steer_miss(s);
    memset(s->ensemble.shift, 0, sizeof(double) * Q * (gsize)s->ensemble.count);
    for (int k = 0; k < Q; k++) {
        s->ensemble.weight[k] = s->ensemble.is_asked[k] ? s->ensemble.weight[k] : 0;
    }
    IGRAPH_CHECK(draw_released(s));
    /* Circuits that hold more are also among those that hold nothing. */
    const gboolean nearer = latigraph_steer_miss(s) < kept;
    for (int t = 0; t < s->targets; t++) {
        if (achieved[t].limit == LATIGRAPH_LIMIT_MODEL) {
            achieved[t].released =
                nearer ? latigraph_steer_drawn(s, &s->request[t], s->ensemble.sampled)
                       : achieved[t].expected;
            if (fabs(achieved[t].released - achieved[t].asked) <=
                LATIGRAPH_STEER_NEAR * s->request[t].sd) {
                achieved[t].limit = LATIGRAPH_LIMIT_KEPT;
            }
        }
    }
    IGRAPH_CHECK(igraph_vector_resize(&steering->released_moves, coded));
    for (int k = 0; k < coded; k++) {
        VECTOR(steering->released_moves)[k] = held(s, k, s->ensemble.sampled) - held(s, k, NULL);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_steer_report(latigraph_steer_t *s, latigraph_achieved_t *achieved,
                                      latigraph_steering_t *steering) {
    gboolean missed = FALSE;
    for (int t = 0; t < s->targets; t++) {
        report_request(s, &s->request[t], &achieved[t]);
        missed = missed || (achieved[t].limit == LATIGRAPH_LIMIT_MODEL &&
                            achieved[t].method == LATIGRAPH_METHOD_LAYER);
    }
    IGRAPH_CHECK(report_side_effects(s, steering));
    IGRAPH_CHECK(report_circuits(s, steering));
    IGRAPH_CHECK(report_moved(s, steering));
    IGRAPH_CHECK(report_code(s, steering));
    IGRAPH_CHECK(report_encoded(s, steering));
    report_edit(s, steering);
    igraph_vector_clear(&steering->released_moves);
    if (missed && only_kept(s)) {
        IGRAPH_CHECK(released(s, achieved, steering));
    }
    return IGRAPH_SUCCESS;
}
