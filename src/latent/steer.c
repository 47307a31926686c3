/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/ensemble.h"
#include "latent/latent.h"

#include "base/memory.h"
#include "base/moments.h"

#include <string.h>

enum { Q = LATIGRAPH_STATISTICS_MAX };
/* Targets at once, passes of the calibration along directions. */
enum { TARGETS_MAX = 64, PASSES = 3 };

/* A request counts as met when it is this near, in SDs. */
static const double NEAR = 0.3, NEAR_ENOUGH = 0.05;
/* The farthest a code is moved along a direction, in steps of one SD. */
static const double FAR = 4;

/* One call of latigraph_steer(). */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_steer_options_t *options;
    int count;                     /* circuits asked for */
    double *code;                  /* (dz) before any move */
    double *moved;                 /* (dz) after it */
    latigraph_ensemble_t ensemble; /* count or more */
    igraph_matrix_t reference;     /* properties of the unsteered circuits */
    igraph_matrix_t measured;      /* properties of the last circuits generated */
    latigraph_circuit_list_t last; /* these */
    double start[TARGETS_MAX], asked[TARGETS_MAX], sd[TARGETS_MAX]; /* in the property's unit */
    int moves;                  /* targets met along directions */
    int target_of[TARGETS_MAX]; /* (moves) which */
    double missed[TARGETS_MAX]; /* (moves) asked less got, in SDs, at the best move */
} steer_t;

static void steer_destroy(steer_t *s) {
    g_free(s->code);
    g_free(s->moved);
    latigraph_ensemble_destroy(&s->ensemble);
    igraph_matrix_destroy(&s->reference);
    igraph_matrix_destroy(&s->measured);
    latigraph_circuit_list_destroy(&s->last);
}

static const latigraph_control_t *control_of(const steer_t *s, int target) {
    return latigraph_control_of(s->options->targets[target].property);
}

static const char *name_of(const steer_t *s, int target) {
    return latigraph_property_info(s->options->targets[target].property)->name;
}

/* --- Figures of ensembles ------------------------------------------------- */

/* Mean of the defined values among the first `count` rows; NaN if there are none. */
static double column_mean(const igraph_matrix_t *values, igraph_integer_t column, int count) {
    double mean, squares;
    latigraph_moments(&MATRIX(*values, 0, column), 1, count, &mean, &squares);
    return mean;
}

/* Their SD; NaN if there are fewer than two. */
static double column_sd(const igraph_matrix_t *values, igraph_integer_t column, int count) {
    double mean, squares;
    const int defined = latigraph_moments(&MATRIX(*values, 0, column), 1, count, &mean, &squares);
    return defined > 1 ? sqrt(squares / (defined - 1)) : NAN;
}

/* SD of a property over the training circuits, or, where the head does not learn it, over all
 * circuits of the fit; NaN where the model does not know it. */
static double training_sd(const latigraph_model_t *model, igraph_integer_t property) {
    const char *name = latigraph_property_info(property)->name;
    for (int p = 0; p < model->config.properties; p++) {
        if (strcmp(model->property_name[p], name) == 0) {
            return model->property_sd[p];
        }
    }
    const int d = latigraph_direction_table_find(&model->directions, name);
    return d < 0 ? NAN : model->directions.sd[d];
}

/* Generates anew and measures. */
static igraph_error_t generate_and_measure(steer_t *s, int count) {
    latigraph_circuit_list_destroy(&s->last);
    IGRAPH_CHECK(latigraph_circuit_list_init(&s->last));
    IGRAPH_CHECK(latigraph_ensemble_generate(&s->ensemble, count, &s->last));
    IGRAPH_CHECK(latigraph_properties(&s->last, &s->measured));
    return IGRAPH_SUCCESS;
}

/* --- The reference -------------------------------------------------------- */

/* Circuits that the reference needs, so that its means are known to about a tenth of an SD: fewer
 * where circuits are large and so alike. */
static int reference_count(const steer_t *s, const latigraph_circuit_t *like) {
    const double n = like != NULL                     ? like->n
                     : s->options->generate.nodes > 0 ? (double)s->options->generate.nodes
                                                      : s->model->size_mean;
    return MAX(s->count, (int)CLAMP(6400 / MAX(n, 1), 4, 32));
}

static igraph_error_t find_code(steer_t *s, const latigraph_circuit_t *like) {
    if (like == NULL || s->options->generate.group != NULL) {
        const double *mean, *covariance;
        IGRAPH_CHECK(
            latigraph_code_density(s->model, s->options->generate.group, &mean, &covariance));
        memcpy(s->code, mean, sizeof(double) * (gsize)s->model->config.code);
    } else {
        latigraph_circuit_t *item = (latigraph_circuit_t *)like;
        const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
        IGRAPH_CHECK(latigraph_encode_rows(s->model, &one, 1, s->code, NULL));
    }
    memcpy(s->moved, s->code, sizeof(double) * (gsize)s->model->config.code);
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_reference(steer_t *s, const latigraph_circuit_t *like) {
    latigraph_generate_options_t generate = s->options->generate;
    generate.count = reference_count(s, like);
    IGRAPH_CHECK(latigraph_ensemble_init(&s->ensemble, s->model, s->code, like, &generate));
    IGRAPH_CHECK(latigraph_ensemble_reference(&s->ensemble, &s->last));
    IGRAPH_CHECK(latigraph_properties(&s->last, &s->reference));
    return IGRAPH_SUCCESS;
}

/* --- What is asked, kept and free ----------------------------------------- */

/* Is the statistic known for some circuit of the reference? */
static gboolean is_defined(const steer_t *s, int statistic) {
    for (int i = 0; i < s->ensemble.count; i++) {
        if (isfinite(s->ensemble.base[i].expected[statistic])) {
            return TRUE;
        }
    }
    return FALSE;
}

static igraph_error_t check_move(const steer_t *s, int t) {
    const int d = latigraph_direction_table_find(&s->model->directions, name_of(s, t));
    if (d < 0) {
        IGRAPH_ERRORF("The model knows no direction of %s: it is not defined for the circuits of "
                      "the fit, or does not vary over them.",
                      IGRAPH_EINVAL, name_of(s, t));
    }
    if (isnan(s->start[t])) {
        IGRAPH_ERRORF("%s is not defined for circuits generated at this code.", IGRAPH_EINVAL,
                      name_of(s, t));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t resolve_target(steer_t *s, int t) {
    const latigraph_target_t *target = &s->options->targets[t];
    const int statistic = control_of(s, t)->statistic;
    s->start[t] = column_mean(&s->reference, target->property, s->ensemble.count);
    s->sd[t] = training_sd(s->model, target->property);
    if (target->in_sd && !isfinite(s->start[t]) && isfinite(s->sd[t])) {
        IGRAPH_ERRORF("Cannot change %s: it is not defined for the circuits that are generated.",
                      IGRAPH_EINVAL, name_of(s, t));
    }
    if (target->in_sd && !isfinite(s->sd[t])) {
        IGRAPH_ERRORF("Cannot change %s by SDs: the model knows no SD of it.", IGRAPH_EINVAL,
                      name_of(s, t));
    }
    s->asked[t] = target->in_sd ? s->start[t] + target->value * s->sd[t] : target->value;
    if (statistic < 0) {
        IGRAPH_CHECK(check_move(s, t));
        s->target_of[s->moves++] = t;
    } else if (!is_defined(s, statistic)) {
        IGRAPH_ERRORF("%s cannot be steered: circuits generated here have no %s.", IGRAPH_EINVAL,
                      name_of(s, t),
                      statistic == LATIGRAPH_STATISTIC_EDGE_LENGTH ? "positions" : "such figure");
    }
    return IGRAPH_SUCCESS;
}

/* Statistics asked for weigh twice as much as those to be kept; by default all others are kept, but
 * not when a property is moved along its direction, which goes through them. */
static void weigh_statistics(steer_t *s) {
    const latigraph_steer_options_t *options = s->options;
    latigraph_ensemble_t *ensemble = &s->ensemble;
    for (int k = 0; k < Q; k++) {
        ensemble->weight[k] =
            options->keep_count < 0 && s->moves == 0 ? latigraph_goal_weight(k) : 0;
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        ensemble->weight[latigraph_control_of(options->keep[k])->statistic] = 1;
    }
    for (int t = 0; t < (int)options->target_count; t++) {
        if (control_of(s, t)->statistic >= 0) {
            const int statistic = control_of(s, t)->statistic;
            ensemble->weight[statistic] = 2 * MAX(latigraph_goal_weight(statistic), 1);
            ensemble->is_asked[statistic] = TRUE;
        }
    }
    ensemble->follow = s->moves > 0;
}

/* Statistics asked of every circuit, and what a measurement gives more than is expected: the mean
 * over the reference, where both are known. */
static void ask_statistic(steer_t *s, int t) {
    const latigraph_control_t *control = control_of(s, t);
    const latigraph_property_info_t *info =
        latigraph_property_info(s->options->targets[t].property);
    const double scale = latigraph_model_length_scale(s->model);
    const gsize k = (gsize)control->statistic;
    double offset = 0, measured = 0, expected = 0;
    int defined = 0;
    for (int i = 0; i < s->ensemble.count; i++) {
        const int n = latigraph_ensemble_nodes(&s->ensemble, i);
        const double value = MATRIX(s->reference, i, s->options->targets[t].property);
        const double more = latigraph_statistic_of_property(control, value, n, scale) -
                            s->ensemble.base[i].expected[k];
        s->ensemble.asked[(gsize)i * Q + k] = latigraph_statistic_of_property(
            control, CLAMP(s->asked[t], info->low, info->high), n, scale);
        if (isfinite(value) && isfinite(more)) {
            offset += more;
            defined++;
        }
        if (isfinite(value)) {
            measured += value;
            expected +=
                latigraph_property_of_statistic(control, s->ensemble.base[i].expected[k], n, scale);
        }
    }
    s->ensemble.offset[k] = defined > 0 ? offset / defined : 0;
    if (k == LATIGRAPH_STATISTIC_LOG_DENSITY) {
        /* Circuits without edges count, too, which have no logarithm. */
        s->ensemble.offset[k] = measured > 0 && expected > 0 ? log(measured / expected) : 0;
    }
}

static igraph_error_t resolve_targets(steer_t *s) {
    for (int t = 0; t < (int)s->options->target_count; t++) {
        IGRAPH_CHECK(resolve_target(s, t));
        if (control_of(s, t)->statistic >= 0) {
            ask_statistic(s, t);
        }
    }
    weigh_statistics(s);
    return IGRAPH_SUCCESS;
}

/* --- Moves along directions ----------------------------------------------- */

static void move_code(steer_t *s, const double *move) {
    const int width = s->model->config.code;
    memcpy(s->moved, s->code, sizeof(double) * (gsize)width);
    for (int j = 0; j < s->moves; j++) {
        const int d =
            latigraph_direction_table_find(&s->model->directions, name_of(s, s->target_of[j]));
        cblas_daxpy(width, move[j], s->model->directions.step + d * width, 1, s->moved, 1);
    }
    latigraph_ensemble_set_code(&s->ensemble, s->moved);
}

/* What is still to be gained, in SDs; NaN counts as nothing gained. */
static double find_missed(const steer_t *s, double *missed) {
    double worst = 0;
    for (int j = 0; j < s->moves; j++) {
        const int t = s->target_of[j];
        const double mean =
            column_mean(&s->measured, s->options->targets[t].property, s->ensemble.count);
        missed[j] = (s->asked[t] - (isnan(mean) ? s->start[t] : mean)) / s->sd[t];
        worst = MAX(worst, fabs(missed[j]));
    }
    return worst;
}

/* Broyden's update of the inverse response (moves, moves): H += (Δa − H Δy)(Δaᵀ H) / (Δaᵀ H Δy). */
static void update_inverse(int moves, double *inverse, const double *step, const double *gain) {
    double left[TARGETS_MAX], right[TARGETS_MAX], slope = 0, length = 0;
    for (int a = 0; a < moves; a++) {
        left[a] = step[a];
        right[a] = 0;
        for (int b = 0; b < moves; b++) {
            left[a] -= inverse[a * TARGETS_MAX + b] * gain[b];
            right[a] += step[b] * inverse[b * TARGETS_MAX + a];
        }
        slope += right[a] * gain[a];
        length += step[a] * step[a];
    }
    if (slope < 0.1 * length) { /* hardly any response, or a contrary one: not to be followed */
        return;
    }
    for (int a = 0; a < moves; a++) {
        for (int b = 0; b < moves; b++) {
            inverse[a * TARGETS_MAX + b] += left[a] * right[b] / slope;
        }
    }
}

/* The next move, and its difference from the one before. */
static void propose(int moves, const double *inverse, const double *missed, double *move,
                    double *step) {
    for (int a = 0; a < moves; a++) {
        double to = move[a];
        for (int b = 0; b < moves; b++) {
            to += inverse[a * TARGETS_MAX + b] * missed[b];
        }
        to = CLAMP(to, -FAR, FAR);
        step[a] = to - move[a];
        move[a] = to;
    }
}

/* The regression says how far to go; three passes on generated circuits at the same random numbers
 * correct it. Leaves the code at the best move. */
static igraph_error_t calibrate(steer_t *s) {
    double inverse[TARGETS_MAX * TARGETS_MAX] = {0}, move[TARGETS_MAX] = {0}, step[TARGETS_MAX];
    double missed[TARGETS_MAX], before[TARGETS_MAX], gain[TARGETS_MAX], best[TARGETS_MAX] = {0};
    double best_miss = INFINITY;
    for (int j = 0; j < s->moves; j++) {
        const int t = s->target_of[j];
        const int d = latigraph_direction_table_find(&s->model->directions, name_of(s, t));
        inverse[j * TARGETS_MAX + j] = s->sd[t] / s->model->directions.sd[d];
        before[j] = s->missed[j] = (s->asked[t] - s->start[t]) / s->sd[t];
    }
    propose(s->moves, inverse, before, move, step);
    for (int pass = 0; pass < PASSES && best_miss > NEAR_ENOUGH; pass++) {
        move_code(s, move);
        IGRAPH_CHECK(generate_and_measure(s, s->ensemble.count));
        const double miss = find_missed(s, missed);
        if (miss < best_miss) {
            best_miss = miss;
            memcpy(best, move, sizeof move);
            memcpy(s->missed, missed, sizeof missed);
        }
        for (int j = 0; j < s->moves; j++) {
            gain[j] = before[j] - missed[j];
            before[j] = missed[j];
        }
        update_inverse(s->moves, inverse, step, gain);
        propose(s->moves, inverse, missed, move, step);
    }
    move_code(s, best);
    return IGRAPH_SUCCESS;
}

/* --- Results -------------------------------------------------------------- */

/* Expected value of the property, and how far the expected statistic is from the asked one, in
 * SDs: means over circuits. */
static void expectation(const steer_t *s, int t, double *expected, double *miss) {
    const latigraph_control_t *control = control_of(s, t);
    const double scale = latigraph_model_length_scale(s->model);
    const gsize k = (gsize)control->statistic;
    int defined = 0;
    *expected = *miss = 0;
    for (int i = 0; i < s->count; i++) {
        const int n = latigraph_ensemble_nodes(&s->ensemble, i);
        const double f = s->ensemble.found[i].expected[k] + s->ensemble.offset[k];
        if (isfinite(s->ensemble.base[i].expected[k])) {
            *expected += latigraph_property_of_statistic(control, f, n, scale);
            *miss +=
                fabs(f - s->ensemble.asked[(gsize)i * Q + k]) / latigraph_goal_sd(s->model, (int)k);
            defined++;
        }
    }
    *expected = defined > 0 ? *expected / defined : NAN;
    *miss = defined > 0 ? *miss / defined : NAN;
}

static void report(const steer_t *s, latigraph_achieved_t *achieved) {
    for (int t = 0; t < (int)s->options->target_count; t++) {
        const latigraph_property_info_t *info =
            latigraph_property_info(s->options->targets[t].property);
        latigraph_achieved_t *got = &achieved[t];
        double miss = NAN;
        got->property = s->options->targets[t].property;
        got->asked = s->asked[t];
        got->start = s->start[t];
        got->mean = column_mean(&s->measured, got->property, s->count);
        got->sd = column_sd(&s->measured, got->property, s->count);
        got->expected = NAN;
        got->exact = control_of(s, t)->statistic >= 0;
        if (got->exact) {
            expectation(s, t, &got->expected, &miss);
        }
        for (int j = 0; j < s->moves; j++) {
            miss = s->target_of[j] == t ? s->missed[j] : miss;
        }
        /* A change in SDs may lead out of what a circuit can have at all. */
        got->reached = fabs(miss) <= NEAR && got->asked >= info->low && got->asked <= info->high;
    }
}

static igraph_error_t report_leakage(const steer_t *s, igraph_vector_t *leakage) {
    IGRAPH_CHECK(igraph_vector_resize(leakage, latigraph_property_count()));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const double change =
            column_mean(&s->measured, p, s->count) - column_mean(&s->reference, p, s->count);
        VECTOR(*leakage)[p] = change / training_sd(s->model, p);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t report_code(const steer_t *s, igraph_vector_t *code) {
    IGRAPH_CHECK(igraph_vector_resize(code, s->model->config.code));
    for (int k = 0; k < s->model->config.code; k++) {
        VECTOR(*code)[k] = s->moved[k];
    }
    return IGRAPH_SUCCESS;
}

/* The caller has `s` on the FINALLY stack. */
static igraph_error_t run(steer_t *s, const latigraph_circuit_t *like) {
    IGRAPH_CHECK(igraph_matrix_init(&s->reference, 0, 0));
    IGRAPH_CHECK(igraph_matrix_init(&s->measured, 0, 0));
    s->code = g_new0(double, s->model->config.code + 1);
    s->moved = g_new0(double, s->model->config.code + 1);
    IGRAPH_CHECK(find_code(s, like));
    IGRAPH_CHECK(make_reference(s, like));
    IGRAPH_CHECK(resolve_targets(s));
    if (s->moves > 0) {
        IGRAPH_CHECK(calibrate(s));
    }
    IGRAPH_CHECK(generate_and_measure(s, s->count));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_steer_options_init
 * \brief Default options of steering.
 *
 * \param options Gets no targets, \c keep_count −1 (every statistic that steering controls is
 *    kept) and the options of \ref latigraph_generate_options_init().
 *
 * Time complexity: O(1).
 */
void latigraph_steer_options_init(latigraph_steer_options_t *options) {
    memset(options, 0, sizeof *options);
    options->keep_count = -1;
    latigraph_generate_options_init(&options->generate);
}

/**
 * \function latigraph_steer
 * \brief Generates circuits whose properties take asked values.
 *
 * Density (or mean-degree), reciprocity, out-degree-cv, in-degree-cv, degree-correlation,
 * transitivity, assortativity and edge-length are met by a steering layer: for every circuit,
 * fourteen global parameters of the decoder are solved so that its expected statistics take the
 * asked values while the kept ones stay what they are expected to be without steering
 * (doc/model.md). Other properties are reached by a step of the code along the property's
 * direction, corrected in three passes on generated circuits; kept statistics are then only those
 * that are named, because such a property moves through them.
 *
 * </para><para>
 * Beside the circuits, a reference of 4 to 32 (or as many as asked for) unsteered circuits with
 * the same code, node data and random numbers is generated. It gives \c start, the origin of
 * changes in SDs, the zero of \p leakage, and the mean difference between measured and expected
 * statistics, by which requests are corrected.
 *
 * </para><para>
 * A request is \c reached if the statistic asked for is expected within 0.3 SD of it (on average
 * over circuits), or, along a direction, if the mean of the best pass is. Otherwise the circuits
 * are the nearest that were found. Not everything can be had: reciprocity has a floor near the
 * density, and degrees force triangles.
 *
 * \param model The model.
 * \param circuits Initialised list; the circuits are appended, with notes of code, seed and, under
 *    "steering", the fourteen parameters.
 * \param like A circuit whose code and node data are taken, or NULL: the mean training code, and
 *    node data drawn from the model's law. If the options name a group of training circuits, the
 *    code is the mean of that group.
 * \param options Targets, kept properties, sizes, threads, seed.
 * \param achieved Room for one entry a target.
 * \param leakage Initialised vector or NULL: for every property of the table, the mean change
 *    against the reference in SDs of the training circuits; NaN where that SD is not known.
 * \param code Initialised vector or NULL: the code that was used.
 * \return Error code:
 *    \c IGRAPH_EINVAL: no target, values that no circuit can have, the same thing asked twice, or
 *    asked and kept; a property without direction; options as in \ref latigraph_generate();
 *    \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count n³) with a factor of about 50 for the solver's evaluations.
 *
 * \sa \ref latigraph_target_parse(), \ref latigraph_directions()
 *
 * Example: twenty circuits of a higher reciprocity, all else as it is.
 * \verbatim
 *   latigraph_target_t target;
 *   latigraph_achieved_t achieved;
 *   latigraph_steer_options_t options;
 *   latigraph_target_parse("reciprocity=+1sd", &target);
 *   latigraph_steer_options_init(&options);
 *   options.targets = &target;
 *   options.target_count = 1;
 *   options.generate.count = 20;
 *   latigraph_steer(model, &circuits, NULL, &options, &achieved, NULL, NULL);
 *   printf("asked %g, got %g\n", achieved.asked, achieved.mean);
 * \endverbatim
 */
igraph_error_t latigraph_steer(const latigraph_model_t *model, latigraph_circuit_list_t *circuits,
                               const latigraph_circuit_t *like,
                               const latigraph_steer_options_t *options,
                               latigraph_achieved_t *achieved, igraph_vector_t *leakage,
                               igraph_vector_t *code) {
    steer_t s = {.model = model, .options = options, .count = (int)options->generate.count};
    IGRAPH_CHECK(latigraph_check_targets(options));
    if (options->target_count > TARGETS_MAX) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " targets are too many at once.", IGRAPH_EINVAL,
                      options->target_count);
    }
    if (options->generate.count < 1 || options->generate.count > G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits to generate must be positive, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->generate.count);
    }
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    IGRAPH_FINALLY(steer_destroy, &s);
    IGRAPH_CHECK(run(&s, like));
    report(&s, achieved);
    if (leakage != NULL) {
        IGRAPH_CHECK(report_leakage(&s, leakage));
    }
    if (code != NULL) {
        IGRAPH_CHECK(report_code(&s, code));
    }
    IGRAPH_CHECK(latigraph_circuit_list_move(circuits, &s.last));
    steer_destroy(&s);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
