/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Effects of steps of the code on generated circuits.
 *
 * Circuits are generated one step below and one step above a start code, and the effect of the step
 * is half the mean difference of each property, in SDs. All circuits have the same node data and
 * random numbers, whatever their code, so that most of the noise cancels in the differences of
 * pairs. Their spread over pairs gives the standard error. Differences to both sides cancel
 * curvature too, which a difference from the start alone would count as an effect.
 * O(2 · steps · circuits) generated and measured circuits. */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/moments.h"
#include "latent/path.h"
#include "measure/property.h"

#include <math.h>

/* Pending circuits on which steps are tried. K circuits, P properties. */
typedef struct {
    const latigraph_callback_list_t *user;
    latigraph_pending_t pending;
    int count, threads;
    double *start;             /* (dz) code at the start */
    double *codes;             /* (K, dz) codes on one side */
    igraph_matrix_t low, high; /* (K, P) properties on both sides */
} bench_t;

static void bench_destroy(bench_t *bench) {
    latigraph_pending_destroy(&bench->pending);
    igraph_matrix_destroy(&bench->low);
    igraph_matrix_destroy(&bench->high);
    g_free(bench->start);
    g_free(bench->codes);
}

/* Puts all circuits at start + side · step. A step of NULL means the start. */
static void place(const bench_t *bench, int width, const double *step, double side) {
    for (int i = 0; i < bench->count; i++) {
        for (int k = 0; k < width; k++) {
            bench->codes[(gsize)i * (gsize)width + (gsize)k] =
                bench->start[k] + (step != NULL ? side * step[k] : 0);
        }
    }
}

/* Initialises the bench and pushes it to the FINALLY stack. */
static igraph_error_t bench_init(bench_t *bench, const latigraph_model_t *model,
                                 const latigraph_step_options_t *options) {
    const latigraph_generate_options_t *generate = &options->generate;
    const gsize width = (gsize)model->config.code;
    *bench = (bench_t){.user = options->user, .threads = (int)generate->threads};
    IGRAPH_CHECK(igraph_matrix_init(&bench->low, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &bench->low);
    IGRAPH_CHECK(igraph_matrix_init(&bench->high, 0, 0));
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(bench_destroy, bench);
    if (generate->count < 1 || generate->count > 1000000) {
        IGRAPH_ERRORF("The number of circuits on either side of a step must be between 1 and "
                      "1000000, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, generate->count);
    }
    bench->count = (int)generate->count;
    bench->start = g_try_new0(double, width + 1);
    bench->codes = g_try_new0(double, (gsize)bench->count *width + 1);
    if (bench->start == NULL || bench->codes == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d circuits.", IGRAPH_ENOMEM, bench->count);
    }
    IGRAPH_CHECK(latigraph_start_code(model, options->like, generate->group, bench->start));
    place(bench, (int)width, NULL, 0);
    IGRAPH_CHECK(
        latigraph_pending_init(&bench->pending, model, bench->codes, options->like, generate));
    return IGRAPH_SUCCESS;
}

/* Measures circuits on one side of a step. */
static igraph_error_t measure_side(bench_t *bench, const double *step, double side,
                                   igraph_matrix_t *values) {
    latigraph_circuit_list_t circuits;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    place(bench, bench->pending.model->config.code, step, side);
    IGRAPH_CHECK(latigraph_pending_generate(&bench->pending, bench->count, bench->codes,
                                            bench->threads, NULL, &circuits));
    IGRAPH_CHECK(latigraph_properties_wanted(&circuits, bench->user, NULL, bench->threads, values));
    latigraph_circuit_list_destroy(&circuits);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Computes half the mean difference of a property between the sides, over the circuits that have it
 * on both, and its standard error. work (K) is scratch. */
static void compare_sides(const bench_t *bench, igraph_integer_t p, double sd, double *work,
                          double *change, double *error) {
    double squares;
    for (int i = 0; i < bench->count; i++) {
        work[i] = 0.5 * (MATRIX(bench->high, i, p) - MATRIX(bench->low, i, p)) / sd;
    }
    const int both = latigraph_moments(work, 1, bench->count, change, &squares);
    *error = both > 1 ? sqrt(squares / (both - 1) / both) : NAN;
}

static igraph_error_t try_step(bench_t *bench, const double *step, const double *sd, double *work,
                               igraph_matrix_t *change, igraph_matrix_t *error,
                               igraph_integer_t row) {
    IGRAPH_CHECK(measure_side(bench, step, -1, &bench->low));
    IGRAPH_CHECK(measure_side(bench, step, 1, &bench->high));
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(change); p++) {
        double mean, uncertainty;
        compare_sides(bench, p, sd[p], work, &mean, &uncertainty);
        MATRIX(*change, row, p) = mean;
        if (error != NULL) {
            MATRIX(*error, row, p) = uncertainty;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Fills sd (P) with the given SDs of the properties, or with those of the model's directions. */
static void list_sds(const latigraph_model_t *model, const igraph_vector_t *given,
                     igraph_integer_t properties, double *sd) {
    for (igraph_integer_t p = 0; p < properties; p++) {
        const latigraph_property_info_t *info = latigraph_property_info(p);
        const int row =
            info != NULL ? latigraph_direction_table_find(&model->directions, info->name) : -1;
        const double own = given != NULL ? VECTOR(*given)[p] : NAN;
        sd[p] = own > 0 ? own : row >= 0 ? model->directions.sd[row] : NAN;
    }
}

static igraph_integer_t count_properties(const latigraph_step_options_t *options) {
    return latigraph_property_count() + (options->user != NULL ? options->user->count : 0);
}

static igraph_error_t check_arguments(const latigraph_model_t *model, const igraph_matrix_t *steps,
                                      const igraph_vector_t *sd, igraph_integer_t properties) {
    if (igraph_matrix_nrow(steps) > 0 && igraph_matrix_ncol(steps) != model->config.code) {
        IGRAPH_ERRORF("The model's code has %d dimensions, but the steps have %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, model->config.code, igraph_matrix_ncol(steps));
    }
    if (sd != NULL && igraph_vector_size(sd) != properties) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " properties, but %" IGRAPH_PRId
                      " standard deviations.",
                      IGRAPH_EINVAL, properties, igraph_vector_size(sd));
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_step_options_init
 * \brief Default options of measuring the effects of steps.
 *
 * \param options Gets no SDs, no circuit, no properties of the user, and the options of
 *    \ref latigraph_generate_options_init().
 *
 * Time complexity: O(1).
 *
 * Example: effects on circuits with the node data of a given one.
 * \verbatim
 *   latigraph_step_options_t options;
 *   latigraph_step_options_init(&options);
 *   options.like = circuit;
 *   options.generate.count = 50;
 *   latigraph_step_effects(model, &steps, &options, &change, &error);
 * \endverbatim
 */
void latigraph_step_options_init(latigraph_step_options_t *options) {
    *options = (latigraph_step_options_t){.sd = NULL};
    latigraph_generate_options_init(&options->generate);
}

/**
 * \function latigraph_step_effects
 * \brief Measures the effects of steps of the code on generated circuits.
 *
 * One step below and one step above the start, \c count circuits are generated, with the same node
 * data and random numbers on both sides, and every property is measured. The start is the code of
 * \c like, with its node data. Without \c like it is the mean of the training codes (or of those of
 * the group that the options name), with node data that are drawn once for all steps. Only the code
 * is moved.
 *
 * \param model The model.
 * \param steps Matrix with one row per step and one column per dimension of the code.
 * \param options \c generate has \c count circuits on each side, nodes, group, threads and seed.
 * \param change Initialised matrix. It gets one row per step and one column per property, those of
 *    the user last: half the mean difference of the two sides, in SDs. An entry is NaN if the
 *    property is not defined or has no SD.
 * \param error Initialised matrix or NULL. It gets the standard errors of these means, NaN for
 *    fewer than two circuits.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_generate() and \ref latigraph_properties() for 2 · count
 * circuits per step.
 *
 * \sa \ref latigraph_direction_effects(), \ref latigraph_traverse()
 *
 * Example: the effect of a step along the first axis on the reciprocity.
 * \verbatim
 *   latigraph_step_options_t options;
 *   latigraph_step_options_init(&options);
 *   options.generate.count = 20;
 *   latigraph_step_effects(model, &axes.steps, &options, &change, NULL);
 *   printf("%g SD\n", MATRIX(change, 0, latigraph_property_find("reciprocity")));
 * \endverbatim
 */
igraph_error_t latigraph_step_effects(const latigraph_model_t *model, const igraph_matrix_t *steps,
                                      const latigraph_step_options_t *options,
                                      igraph_matrix_t *change, igraph_matrix_t *error) {
    const igraph_integer_t count = igraph_matrix_nrow(steps);
    const igraph_integer_t properties = count_properties(options);
    const int width = model->config.code;
    double *scale, *step, *work;
    bench_t bench;
    IGRAPH_CHECK(check_arguments(model, steps, options->sd, properties));
    IGRAPH_CHECK(latigraph_check_user(options->user));
    IGRAPH_CHECK(latigraph_model_check_like(model, options->like));
    LATIGRAPH_ALLOCATE(scale, properties);
    LATIGRAPH_ALLOCATE(step, width);
    IGRAPH_CHECK(bench_init(&bench, model, options));
    LATIGRAPH_ALLOCATE(work, bench.count);
    list_sds(model, options->sd, properties, scale);
    IGRAPH_CHECK(igraph_matrix_resize(change, count, properties));
    if (error != NULL) {
        IGRAPH_CHECK(igraph_matrix_resize(error, count, properties));
    }
    for (igraph_integer_t s = 0; s < count; s++) {
        IGRAPH_PROGRESS("Trying steps", 100.0 * (double)s / (double)count, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < width; k++) {
            step[k] = MATRIX(*steps, s, k);
        }
        IGRAPH_CHECK(try_step(&bench, step, scale, work, change, error, s));
    }
    IGRAPH_PROGRESS("Trying steps", 100, NULL);
    g_free(work);
    bench_destroy(&bench);
    g_free(step);
    g_free(scale);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* --- Directions of properties ------------------------------------------------ */

static void summarise(latigraph_direction_t *direction, igraph_integer_t row,
                      const igraph_matrix_t *change, const igraph_matrix_t *error) {
    double sum = 0;
    int others = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        const double moved = fabs(MATRIX(*change, row, p));
        if (p != direction->property && isfinite(moved)) {
            sum += moved;
            others++;
        }
    }
    direction->slope = MATRIX(*change, row, direction->property);
    direction->slope_error = MATRIX(*error, row, direction->property);
    direction->side_effects = others > 0 ? sum / others : NAN;
}

/**
 * \function latigraph_direction_effects
 * \brief Measures the effects of the directions of properties on generated circuits.
 *
 * The function calls \ref latigraph_step_effects() for the steps of directions, which request one
 * SD of their property. It fills their \c slope (change of the property itself in SDs per requested
 * SD; 1 is perfect), its standard error, and \c side_effects, the mean absolute change of the other
 * compared properties in SDs. Noise adds to \c side_effects if there are few circuits.
 *
 * \param model The model.
 * \param directions \p count directions, as \ref latigraph_directions() or
 *    \ref latigraph_model_directions() found them. Changes of their properties are in the SDs of
 *    the directions. Changes of others are in SDs over the circuits that the model was fitted to.
 * \param count Number of directions.
 * \param steps Matrix of their steps, one row per direction.
 * \param options As in \ref latigraph_step_effects(); its \c sd is not used.
 * \param change Initialised matrix, as in \ref latigraph_step_effects().
 * \param error Initialised matrix. It gets the standard errors.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_step_effects().
 *
 * Example: the slope of the stored direction of the density, which should be 1.
 * \verbatim
 *   const igraph_integer_t density = latigraph_property_find("density");
 *   latigraph_step_options_t options;
 *   latigraph_step_options_init(&options);
 *   options.generate.count = 20;
 *   latigraph_model_directions(model, directions, &found, NULL, &steps);
 *   latigraph_directions_select(&density, 1, directions, &found, NULL, &steps);
 *   latigraph_direction_effects(model, directions, found, &steps, &options, &change, &error);
 *   printf("%g SD per SD\n", directions[0].slope);
 * \endverbatim
 */
igraph_error_t latigraph_direction_effects(const latigraph_model_t *model,
                                           latigraph_direction_t *directions,
                                           igraph_integer_t count, const igraph_matrix_t *steps,
                                           const latigraph_step_options_t *options,
                                           igraph_matrix_t *change, igraph_matrix_t *error) {
    latigraph_step_options_t own = *options;
    igraph_vector_t sd;
    if (igraph_matrix_nrow(steps) != count) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " directions, but %" IGRAPH_PRId " steps.",
                      IGRAPH_EINVAL, count, igraph_matrix_nrow(steps));
    }
    IGRAPH_VECTOR_INIT_FINALLY(&sd, count_properties(options));
    for (igraph_integer_t d = 0; d < count; d++) {
        if (directions[d].property < 0 || directions[d].property >= igraph_vector_size(&sd)) {
            IGRAPH_ERRORF("There is no property %" IGRAPH_PRId ".", IGRAPH_EINVAL,
                          directions[d].property);
        }
        VECTOR(sd)[directions[d].property] = directions[d].sd;
    }
    own.sd = &sd;
    IGRAPH_CHECK(latigraph_step_effects(model, steps, &own, change, error));
    for (igraph_integer_t d = 0; d < count; d++) {
        summarise(&directions[d], d, change, error);
    }
    igraph_vector_destroy(&sd);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
