/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Steering: the course of one call of latigraph_steer().
 *
 *     code ──▶ reference        unsteered circuits: start values, and what is to be held
 *          ──▶ requests         values in the property's unit (resolve.c)
 *          ──▶ statistics       the steering layer meets them at once (ensemble.c)
 *              other properties least change that moves them (steering_solver.c)
 *          ──▶ circuits         if a statistic is missed, again from the nearest state
 *                               (steering_walk.c)
 *          ──▶ report           what was reached, what else moved (steer_report.c)
 *
 * Unsteered and steered circuits have the same code, node data and random numbers, so differences
 * between them are due to the request. At least 8 circuits are generated, or 24 if other properties
 * are calibrated on their means; only the requested number is returned.
 *
 * An edit (generate/edit.c) keeps most edges of its circuit. The difference between drawn and
 * expected statistics then depends on the edit itself, so up to five edits follow each other, and
 * the best one is repeated from a copy of the state before it. doc/steering.md has the equations.
 */

#include "latent/latent.h"
#include "latent/steer.h"

#include "base/memory.h"
#include "generate/large.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };
/* Smallest numbers of circuits that are compared with and without steering, and on which properties
 * that are not statistics are calibrated; and those of large circuits, which take long and whose
 * properties hardly vary. Numbers of rounds of edits, and of further drawings where local
 * clustering is requested of the closure stage. */
enum {
    PAIRS_MIN = 8,
    CALIBRATION_MIN = 24,
    PAIRS_LARGE = 2,
    CALIBRATION_LARGE = 4,
    EDIT_ROUNDS = 5,
    CLOSED_ROUNDS = 2
};

static void steer_destroy(latigraph_steer_t *s) {
    g_free(s->code);
    g_free(s->moved);
    g_free(s->wanted);
    g_free(s->reported);
    latigraph_typicality_destroy(&s->typicality);
    latigraph_edit_destroy(&s->edit);
    latigraph_ensemble_destroy(&s->ensemble);
    igraph_matrix_destroy(&s->reference);
    igraph_matrix_destroy(&s->measured);
    latigraph_circuit_list_destroy(&s->before);
    latigraph_circuit_list_destroy(&s->last);
}

const latigraph_control_t *latigraph_steer_control(const latigraph_steer_t *s,
                                                   igraph_integer_t property) {
    return latigraph_control_with(property, s->closes);
}

/* Returns whether circuits will be steered on drawings. */
static gboolean is_large(const latigraph_steer_t *s) {
    const igraph_integer_t asked = s->options->generate.nodes;
    const double n = s->like != NULL ? s->like->n : asked > 0 ? (double)asked : s->model->size_mean;
    return n < LATIGRAPH_NODES_MAX && latigraph_steers_on_drawings((int)n);
}

/* Returns the number of circuits to generate with and without steering. */
static int pairs_of(const latigraph_steer_t *s) {
    gboolean solved = s->options->through == LATIGRAPH_THROUGH_CODE;
    for (int t = 0; t < s->targets; t++) {
        solved =
            solved || latigraph_steer_control(s, s->options->targets[t].property)->statistic < 0;
    }
    for (igraph_integer_t k = 0; k < s->options->keep_count; k++) {
        solved = solved || latigraph_steer_control(s, s->options->keep[k])->statistic < 0;
    }
    const int least = is_large(s) ? (solved ? CALIBRATION_LARGE : PAIRS_LARGE)
                                  : (solved ? CALIBRATION_MIN : PAIRS_MIN);
    return MAX(s->count, least);
}

/* Returns whether a property is requested or named to be kept. */
static gboolean is_named(const latigraph_steer_t *s, igraph_integer_t property) {
    const latigraph_steer_options_t *options = s->options;
    gboolean named = FALSE;
    for (igraph_integer_t t = 0; t < options->target_count; t++) {
        named = named || options->targets[t].property == property;
    }
    for (igraph_integer_t k = 0; k < options->keep_count; k++) {
        named = named || options->keep[k] == property;
    }
    return named;
}

/* Leaves properties out of the report that take hours for such circuits, unless they are named. */
static void leave_out_slow(latigraph_steer_t *s) {
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        if (s->reported[p] && !is_named(s, p) &&
            latigraph_property_slow_circuit(&s->before, p) != NULL) {
            s->reported[p] = false;
        }
    }
}

/* Generates and measures the unsteered circuits. */
static igraph_error_t make_reference(latigraph_steer_t *s) {
    latigraph_generate_options_t generate = s->options->generate;
    s->closes = s->model->config.closure > 0 && !s->options->edit && !generate.uncalibrated &&
                !generate.independent_dyads;
    generate.count = pairs_of(s);
    IGRAPH_CHECK(latigraph_ensemble_init(&s->ensemble, s->model, s->code, s->like, &generate));
    if (s->options->edit) {
        IGRAPH_CHECK(latigraph_edit_init(&s->edit, s->model, s->like, s->code,
                                         !generate.uncalibrated, generate.seed,
                                         (int)generate.threads));
        s->ensemble.pending.edit = &s->edit;
    }
    IGRAPH_CHECK(latigraph_ensemble_reference(&s->ensemble, &s->before));
    s->closes =
        latigraph_ensemble_closes(&s->ensemble); /* circuits beyond the fit are not closed */
    leave_out_slow(s);
    IGRAPH_CHECK(latigraph_properties_wanted(&s->before, s->options->user, s->reported,
                                             s->options->generate.threads, &s->reference));
    return IGRAPH_SUCCESS;
}

/* Repeats edits until their offsets settle. The edges that an edit changes differ from those that a
 * new drawing would have, so offsets are large and differ between edits. On return the ensemble is
 * in the state before the best round, so that the next drawing repeats that round. */
static igraph_error_t settle_edit(latigraph_steer_t *s) {
    latigraph_ensemble_mark_t here, best;
    double least = INFINITY;
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&here, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &here);
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&best, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &best);
    for (int round = 0; round < EDIT_ROUNDS; round++) {
        latigraph_ensemble_mark(&s->ensemble, &here);
        IGRAPH_CHECK(latigraph_ensemble_settle(&s->ensemble));
        const double miss = latigraph_steer_miss(s);
        if (miss < least) {
            const latigraph_ensemble_mark_t before = best;
            best = here;
            here = before;
            least = miss;
        }
    }
    latigraph_ensemble_return(&s->ensemble, &best);
    latigraph_ensemble_mark_destroy(&best);
    latigraph_ensemble_mark_destroy(&here);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_steer_statistics(latigraph_steer_t *s) {
    latigraph_ensemble_move_codes(&s->ensemble, &s->typicality);
    if (s->options->edit) {
        return settle_edit(s);
    }
    /* The closure stage misses the local clustering by what depends on the request. How it changes
     * other statistics is known from before steering. */
    const gboolean followed = s->closes && !s->ensemble.walking &&
                              !latigraph_ensemble_is_large(&s->ensemble) &&
                              s->ensemble.is_asked[LATIGRAPH_STEERED_LOCAL_CLUSTERING];
    IGRAPH_CHECK(latigraph_ensemble_settle(&s->ensemble));
    for (int round = 0; round < CLOSED_ROUNDS && followed; round++) {
        IGRAPH_CHECK(latigraph_ensemble_draw(&s->ensemble));
    }
    return IGRAPH_SUCCESS;
}

/* Generates the circuits, again from a nearer state if a request for a statistic is missed. All
 * properties of very dense circuits take seconds, so only the last circuits are measured. */
static igraph_error_t generate_nearest(latigraph_steer_t *s) {
    latigraph_ensemble_mark_t direct;
    IGRAPH_CHECK(latigraph_ensemble_mark_init(&direct, &s->ensemble));
    IGRAPH_FINALLY(latigraph_ensemble_mark_destroy, &direct);
    IGRAPH_CHECK(latigraph_steer_draw_circuits(s));
    if (latigraph_steer_miss(s) > LATIGRAPH_STEER_NEAR) {
        IGRAPH_CHECK(latigraph_steer_walk(s, &direct));
        IGRAPH_CHECK(latigraph_steer_draw_circuits(s));
        latigraph_steer_ask(s, INFINITY);
    }
    latigraph_ensemble_mark_destroy(&direct);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_steer_measure(s, TRUE);
}

/* Generates the circuits after passes over properties that are not all statistics. */
static igraph_error_t generate_solved(latigraph_steer_t *s) {
    IGRAPH_CHECK(latigraph_steer_generate(s, TRUE));
    if (s->options->through != LATIGRAPH_THROUGH_CODE &&
        latigraph_steer_miss(s) > LATIGRAPH_STEER_NEAR) {
        IGRAPH_CHECK(latigraph_steer_shorten(s));
        IGRAPH_CHECK(latigraph_steer_generate(s, TRUE));
        latigraph_steer_ask(s, INFINITY);
    }
    return IGRAPH_SUCCESS;
}

/* Marks the properties that the report gives: all of them, or the compared ones, those that are
 * requested or kept, those that steering controls, and the user's. The others take most of the
 * time. */
static void choose_report(latigraph_steer_t *s) {
    const latigraph_steer_options_t *options = s->options;
    const igraph_integer_t user = options->user != NULL ? options->user->count : 0;
    for (igraph_integer_t p = 0; p < latigraph_property_count() + user; p++) {
        s->reported[p] = options->report == LATIGRAPH_REPORT_ALL ||
                         p < latigraph_property_compared_count() ||
                         p >= latigraph_property_count() ||
                         latigraph_control_with(p, TRUE)->statistic >= 0 || is_named(s, p);
    }
}

/* The caller has `s` on the FINALLY stack. */
static igraph_error_t run(latigraph_steer_t *s) {
    const igraph_integer_t user = s->options->user != NULL ? s->options->user->count : 0;
    s->code = g_try_new0(double, s->model->config.code + 1);
    LATIGRAPH_CHECK_MEMORY(s->code);
    s->moved = g_try_new0(double, Q);
    LATIGRAPH_CHECK_MEMORY(s->moved);
    s->wanted = g_try_new0(igraph_bool_t, latigraph_property_count() + user + 1);
    LATIGRAPH_CHECK_MEMORY(s->wanted);
    s->reported = g_try_new0(igraph_bool_t, latigraph_property_count() + user + 1);
    LATIGRAPH_CHECK_MEMORY(s->reported);
    choose_report(s);
    IGRAPH_CHECK(igraph_matrix_init(&s->reference, 0, 0));
    IGRAPH_CHECK(igraph_matrix_init(&s->measured, 0, 0));
    IGRAPH_CHECK(latigraph_typicality_init(&s->typicality, s->model, s->options->generate.group));
    IGRAPH_CHECK(latigraph_start_code(s->model, s->like, s->options->generate.group, s->code));
    IGRAPH_CHECK(make_reference(s));
    IGRAPH_CHECK(latigraph_steer_resolve(s));
    const gboolean through_code = s->options->through == LATIGRAPH_THROUGH_CODE;
    IGRAPH_CHECK(through_code    ? latigraph_steer_through_code(s)
                 : s->solved > 0 ? latigraph_steer_least_side_effects(s)
                                 : latigraph_steer_statistics(s));
    return through_code || s->solved > 0 ? generate_solved(s) : generate_nearest(s);
}

/* Moves the first circuits, as many as were requested, to the caller's list. */
static igraph_error_t hand_out(latigraph_steer_t *s, latigraph_circuit_list_t *circuits) {
    while (latigraph_circuit_list_size(&s->last) > s->count) {
        latigraph_circuit_destroy(s->last.items[--s->last.size]);
    }
    return latigraph_circuit_list_move(circuits, &s->last);
}

/* --- Public face ---------------------------------------------------------- */

/**
 * \function latigraph_steer_options_init
 * \brief Default options of steering.
 *
 * \param options Gets no targets, nothing to hold besides the default set (every statistic that
 *    steering controls), the way through the statistics, and the options of
 *    \ref latigraph_generate_options_init().
 *
 * Time complexity: O(1).
 *
 * Example: options for twenty circuits with a tenth fewer edges.
 * \verbatim
 *   latigraph_target_t target;
 *   latigraph_steer_options_t options;
 *   latigraph_target_parse("density=-10%", NULL, &target);
 *   latigraph_steer_options_init(&options);
 *   options.targets = &target;
 *   options.target_count = 1;
 *   options.generate.count = 20;
 * \endverbatim
 */
void latigraph_steer_options_init(latigraph_steer_options_t *options) {
    memset(options, 0, sizeof *options);
    latigraph_generate_options_init(&options->generate);
}

static igraph_vector_t *vector_of(latigraph_steering_t *steering, int i) {
    igraph_vector_t *const vectors[] = {&steering->code,         &steering->measured,
                                        &steering->side_effects, &steering->side_effects_error,
                                        &steering->moved,        &steering->released_moves};
    return i < (int)G_N_ELEMENTS(vectors) ? vectors[i] : NULL;
}

/**
 * \function latigraph_steering_init
 * \brief Initialises the report of steering beyond the requests.
 *
 * \param steering The struct; free it with \ref latigraph_steering_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: the distance of a steered code from the mean of the training codes.
 * \verbatim
 *   latigraph_target_t target;
 *   latigraph_achieved_t achieved;
 *   latigraph_steer_options_t options;
 *   latigraph_steering_t result;
 *   latigraph_target_parse("reciprocity=+1sd", NULL, &target);
 *   latigraph_steer_options_init(&options);
 *   options.targets = &target;
 *   options.target_count = 1;
 *   latigraph_steering_init(&result);
 *   latigraph_steer(model, &generated, NULL, &options, &achieved, &result);
 *   printf("%g\n", result.distance);
 *   latigraph_steering_destroy(&result);
 * \endverbatim
 */
igraph_error_t latigraph_steering_init(latigraph_steering_t *steering) {
    memset(steering, 0, sizeof *steering); /* destroying a vector of zeros is harmless */
    IGRAPH_FINALLY(latigraph_steering_destroy, steering);
    for (int i = 0; vector_of(steering, i) != NULL; i++) {
        IGRAPH_CHECK(igraph_vector_init(vector_of(steering, i), 0));
    }
    IGRAPH_CHECK(igraph_matrix_init(&steering->before_values, 0, 0));
    IGRAPH_CHECK(igraph_matrix_init(&steering->values, 0, 0));
    IGRAPH_CHECK(igraph_vector_bool_init(&steering->to_hold, 0));
    IGRAPH_CHECK(igraph_vector_bool_init(&steering->held, 0));
    IGRAPH_CHECK(latigraph_circuit_list_init(&steering->before));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_steering_destroy
 * \brief Frees the report of steering.
 *
 * \param steering The struct.
 *
 * Time complexity: O(1).
 *
 * Example: a report of steering is destroyed when it is no longer needed.
 * \verbatim
 *   latigraph_steering_t result;
 *   latigraph_steering_init(&result);
 *   latigraph_steering_destroy(&result);
 * \endverbatim
 */
void latigraph_steering_destroy(latigraph_steering_t *steering) {
    for (int i = 0; vector_of(steering, i) != NULL; i++) {
        igraph_vector_destroy(vector_of(steering, i));
    }
    igraph_matrix_destroy(&steering->before_values);
    igraph_matrix_destroy(&steering->values);
    igraph_vector_bool_destroy(&steering->to_hold);
    igraph_vector_bool_destroy(&steering->held);
    latigraph_circuit_list_destroy(&steering->before);
}

/**
 * \function latigraph_steer
 * \brief Generates circuits whose properties take requested values.
 *
 * Density (or mean-degree), reciprocity, out-degree-cv, in-degree-cv, degree-correlation,
 * transitivity, assortativity and edge-length are met by a steering layer. For every circuit, a few
 * global parameters of the decoder are solved, so that its statistics, as means over drawings of
 * its edges, take the requested values, while held statistics stay what they are without steering
 * (doc/model.md). If the model has a closure stage, local-clustering is such a statistic, too,
 * which the stage meets. Edits have no closure stage. The code moves too: its first coordinates are
 * these statistics, and the others change as they covary with them over the training circuits.
 *
 * </para><para>
 * Other properties, and those of the user, are moved through the statistics and the rest of the
 * code. Their responses are measured on pairs of generated circuits with small opposite changes.
 * The least change (see \c moved and \c least_side_effects) is then scaled in at most four passes
 * on generated circuits. Statistics that are named to be kept are held exactly. With \c
 * LATIGRAPH_THROUGH_CODE every property is moved along the model's direction of it instead, and all
 * statistics follow the code.
 *
 * </para><para>
 * A property that is named to be kept and is not a statistic is one more request: to stay where it
 * is. The least change that compensates the effect of the targets on it is found in the same way.
 * It moves statistics that were not named, and brings the mean of the property back within 0.05 SD
 * if four passes are enough. The property is not held exactly, so it is never \c held. Its \c
 * side_effects and \c side_effects_error are measured on the generated circuits and show how well
 * it was kept. It is not kept if statistics would have to move by more than 3 SD.
 *
 * </para><para>
 * With \c edit the circuits are \p like with as few changed edges as possible. Node codes are those
 * of its posterior. Every dyad keeps its state with probability min(1, P′/P), where P and P′ are
 * the probabilities of that state before and after, a maximal coupling of the two models.
 *
 * </para><para>
 * At least eight unsteered circuits, or two large ones, with the same code, node data and random
 * numbers are generated too. Their means are \c start, and changes and \c side_effects are relative
 * to them.
 *
 * </para><para>
 * A request is \c reached if the mean of a statistic over drawings is within 0.15 SD of the
 * requested value, or the mean of another property over circuits within 0.3 SD. Otherwise the
 * circuits are the nearest that were found, never farther from the requests than the unsteered
 * ones, and \c limit says why. Either the held statistics prevent the request, or the model has no
 * such circuits. In the first case \c released_moves of the steering lists which statistics would
 * move, and \c released of the request is the value that is reached without holding them.
 *
 * \param model The model.
 * \param circuits Initialised list. The circuits are appended, with notes of code, seed and,
 *    under "steering", the parameters of the layer.
 * \param like A circuit whose code and node data are used. If NULL, the code is the mean of the
 *    training codes, and node data are drawn from the model's law. If the options name a group
 *    of training circuits, the code is the mean of that group, and typicality is relative to the
 *    group.
 * \param options Targets, kept properties, sizes, threads, seed.
 * \param achieved Array of one entry per target, which is filled.
 * \param steering Initialised struct or NULL. It gets side effects and the typicality of the
 *    circuits.
 * \return Error code: \c IGRAPH_EINVAL: no target, a value that no circuit can have, a change
 *    that leads to one, a property that is requested twice or both requested and kept, a
 *    requested or kept property that is not defined here or does not vary, options as in \ref
 *    latigraph_generate(), or an error of a property of the user; \c IGRAPH_ENOMEM; \c
 *    IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count n³) with a factor of about 20 for the solver's evaluations, plus the
 * measurement of all properties of 2 count circuits and, for properties that are not statistics, of
 * these properties in 128 + 4 count circuits. Circuits of 1000 neurons or more take O(count m √m)
 * per drawing in place of O(count n³), with some tens of drawings, and are compared with two
 * unsteered ones.
 *
 * \sa \ref latigraph_target_parse(), \ref latigraph_directions()
 *
 * Example: twenty circuits of a higher reciprocity, with all other statistics held.
 * \verbatim
 *   latigraph_target_t target;
 *   latigraph_achieved_t achieved;
 *   latigraph_steer_options_t options;
 *   latigraph_target_parse("reciprocity=+1sd", NULL, &target);
 *   latigraph_steer_options_init(&options);
 *   options.targets = &target;
 *   options.target_count = 1;
 *   options.generate.count = 20;
 *   latigraph_steer(model, &circuits, NULL, &options, &achieved, NULL);
 *   printf("asked %g, got %g\n", achieved.asked, achieved.mean);
 * \endverbatim
 */
igraph_error_t latigraph_steer(const latigraph_model_t *model, latigraph_circuit_list_t *circuits,
                               const latigraph_circuit_t *like,
                               const latigraph_steer_options_t *options,
                               latigraph_achieved_t *achieved, latigraph_steering_t *steering) {
    latigraph_steer_t s = {.model = model,
                           .options = options,
                           .like = like,
                           .count = (int)options->generate.count,
                           .targets = (int)options->target_count};
    latigraph_steering_t own;
    IGRAPH_CHECK(latigraph_check_targets(options));
    if (options->generate.count < 1 || options->generate.count > G_MAXINT / 2) {
        IGRAPH_ERRORF("The number of circuits to generate must be positive, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->generate.count);
    }
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    if (options->edit && (like == NULL || options->generate.group != NULL)) {
        IGRAPH_ERROR("Editing needs a circuit to edit, and its own code.", IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(latigraph_steering_init(&own));
    IGRAPH_FINALLY(latigraph_steering_destroy, &own);
    IGRAPH_FINALLY(steer_destroy, &s);
    IGRAPH_CHECK(run(&s));
    IGRAPH_CHECK(latigraph_steer_report(&s, achieved, steering != NULL ? steering : &own));
    IGRAPH_CHECK(hand_out(&s, circuits));
    steer_destroy(&s);
    latigraph_steering_destroy(&own);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
