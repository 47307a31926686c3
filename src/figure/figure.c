/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The contents of the figure of a model: a map of codes, and circuits along a direction.
 *
 * The map shows the codes of the circuits on their two principal axes, which keep as much of the
 * variance as two axes can. The direction of a property becomes an arrow on it: the step of one SD
 * in the code, projected to the same axes. A nonlinear map (t-SNE, UMAP) would separate the dots
 * better, but a direction has no straight image in it.
 *
 * The strip starts from the most typical circuit, whose code is nearest to the mean. It asks for
 * five values of the property, from −2 to +2 SD around the mean, and generates 12 circuits on the
 * neurons of that circuit for each. All are measured and plotted against what was asked; the one
 * nearest to the mean is drawn. Neurons keep their places along the strip, so that only edges
 * change to the eye.
 *
 * This file computes numbers only, and figure_draw.c draws them.
 */
#include "figure/figure.h"

#include "base/memory.h"
#include "base/moments.h"

#include <latigraph/directions.h>
#include <latigraph/latent.h>

#include <math.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    const igraph_matrix_t *values; /* properties of the circuits */
    igraph_integer_t property, direction;
    igraph_uint_t seed;
    igraph_integer_t threads;
} subject_t;

void figure_widen(double value, double *low, double *high) {
    if (isfinite(value)) {
        *low = fmin(*low, value);
        *high = fmax(*high, value);
    }
}

void figure_range(const double *values, int count, double *low, double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < count; i++) {
        figure_widen(values[i], low, high);
    }
    if (!(*low <= *high)) {
        *low = 0.0;
        *high = 1.0;
    }
    if (*low == *high) {
        const double half = fmax(0.5 * fabs(*low), 1e-3);
        *low -= half;
        *high += half;
    }
}

/* --- The latent map ------------------------------------------------------ */

/* Subtracts the mean code from all codes; `centre` gets it. */
static igraph_error_t centre_codes(igraph_matrix_t *codes, igraph_vector_t *centre) {
    const igraph_integer_t rows = igraph_matrix_nrow(codes);
    IGRAPH_CHECK(igraph_matrix_colsum(codes, centre));
    igraph_vector_scale(centre, 1.0 / (igraph_real_t)rows);
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(codes); j++) {
            MATRIX(*codes, i, j) -= VECTOR(*centre)[j];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Computes the covariance of centred codes. */
static igraph_error_t covariance(const igraph_matrix_t *codes, igraph_matrix_t *result) {
    const igraph_integer_t rows = igraph_matrix_nrow(codes), size = igraph_matrix_ncol(codes);
    IGRAPH_CHECK(igraph_matrix_resize(result, size, size));
    igraph_matrix_null(result);
    for (igraph_integer_t i = 0; i < rows; i++) {
        for (igraph_integer_t j = 0; j < size; j++) {
            for (igraph_integer_t k = 0; k < size; k++) {
                MATRIX(*result, j, k) +=
                    MATRIX(*codes, i, j) * MATRIX(*codes, i, k) / (igraph_real_t)rows;
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* Makes the largest loading of an axis positive, because LAPACK may return either sign. */
static void fix_sign(igraph_matrix_t *vectors, igraph_integer_t column) {
    igraph_real_t largest = 0.0;
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(vectors); j++) {
        const igraph_real_t loading = MATRIX(*vectors, j, column);
        largest = fabs(loading) > fabs(largest) ? loading : largest;
    }
    for (igraph_integer_t j = 0; j < igraph_matrix_nrow(vectors) && largest < 0.0; j++) {
        MATRIX(*vectors, j, column) = -MATRIX(*vectors, j, column);
    }
}

/* Computes the first two principal axes of centred codes, as columns, and their shares of the
 * variance. The second axis is zero if codes have one dimension. */
static igraph_error_t principal_axes(const igraph_matrix_t *codes, igraph_matrix_t *axes,
                                     double share[2]) {
    const int size = (int)igraph_matrix_ncol(codes), kept = MIN(size, 2);
    igraph_matrix_t c, vectors;
    igraph_vector_t values;
    igraph_real_t trace = 0.0;
    IGRAPH_MATRIX_INIT_FINALLY(&c, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&vectors, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(covariance(codes, &c));
    for (int j = 0; j < size; j++) {
        trace += MATRIX(c, j, j);
    }
    if (trace > 0.0) { /* Eigenvalues become shares of the variance, which may be small. */
        igraph_matrix_scale(&c, 1.0 / trace);
    }
    /* All eigenvalues are computed: LAPACK fails for a part of them if the codes lie on a line. */
    IGRAPH_CHECK(igraph_lapack_dsyevr(&c, IGRAPH_LAPACK_DSYEV_ALL, 0.0, 0.0, 0, 0, 0, 1e-12,
                                      &values, &vectors, NULL));
    IGRAPH_CHECK(igraph_matrix_resize(axes, size, 2));
    igraph_matrix_null(axes);
    for (int a = 0; a < kept; a++) {
        fix_sign(&vectors, size - 1 - a);
        share[a] = fmax(0.0, VECTOR(values)[size - 1 - a]);
        for (int j = 0; j < size; j++) {
            MATRIX(*axes, j, a) = MATRIX(vectors, j, size - 1 - a);
        }
    }
    igraph_vector_destroy(&values);
    igraph_matrix_destroy(&vectors);
    igraph_matrix_destroy(&c);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static double project(const igraph_matrix_t *rows, igraph_integer_t row,
                      const igraph_matrix_t *axes, int axis) {
    double sum = 0.0;
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(rows); j++) {
        sum += MATRIX(*rows, row, j) * MATRIX(*axes, j, axis);
    }
    return sum;
}

/* Projects the direction that the model holds for the property onto the map. */
static igraph_error_t find_arrow(const subject_t *subject, const igraph_matrix_t *axes,
                                 figure_map_t *map) {
    igraph_matrix_t weights, steps;
    igraph_integer_t found = 0;
    latigraph_direction_t *item;
    LATIGRAPH_ALLOCATE(item, latigraph_property_count());
    IGRAPH_MATRIX_INIT_FINALLY(&weights, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&steps, 0, 0);
    IGRAPH_CHECK(latigraph_model_directions(subject->model, item, &found, &weights, &steps));
    for (igraph_integer_t i = 0; i < found; i++) {
        if (item[i].property == subject->direction) {
            map->has_arrow = TRUE;
            map->arrow[0] = project(&steps, i, axes, 0);
            map->arrow[1] = project(&steps, i, axes, 1);
        }
    }
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    g_free(item);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_map(const subject_t *subject, const igraph_matrix_t *codes,
                               figure_map_t *map) {
    const int count = (int)igraph_matrix_nrow(codes);
    igraph_matrix_t axes;
    IGRAPH_MATRIX_INIT_FINALLY(&axes, 0, 0);
    IGRAPH_CHECK(principal_axes(codes, &axes, map->share));
    map->count = count;
    map->x = g_try_new(double, count + 1);
    map->y = g_try_new(double, count + 1);
    map->value = g_try_new(double, count + 1);
    LATIGRAPH_CHECK_MEMORY(map->x);
    LATIGRAPH_CHECK_MEMORY(map->y);
    LATIGRAPH_CHECK_MEMORY(map->value);
    for (int i = 0; i < count; i++) {
        map->x[i] = project(codes, i, &axes, 0);
        map->y[i] = project(codes, i, &axes, 1);
        map->value[i] = MATRIX(*subject->values, i, subject->property);
    }
    IGRAPH_CHECK(find_arrow(subject, &axes, map));
    igraph_matrix_destroy(&axes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the circuit whose centred code is nearest to 0. */
static igraph_integer_t most_typical(const igraph_matrix_t *codes) {
    igraph_integer_t best = 0;
    double least = INFINITY;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(codes); i++) {
        double square = 0.0;
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(codes); j++) {
            square += MATRIX(*codes, i, j) * MATRIX(*codes, i, j);
        }
        if (square < least) {
            least = square;
            best = i;
        }
    }
    return best;
}

/* --- The strip ----------------------------------------------------------- */

/* Returns the circuit that represents the step: the one whose value is nearest to the mean. */
static int nearest_to(const figure_step_t *step, double mean) {
    int best = 0;
    for (int i = 1; i < step->count; i++) {
        if (fabs(step->value[i] - mean) < fabs(step->value[best] - mean)) {
            best = i;
        }
    }
    return best;
}

static igraph_error_t fill_step(const subject_t *subject, const latigraph_circuit_t *like,
                                const figure_network_t *placed, double asked, figure_step_t *step) {
    const latigraph_target_t target = {subject->direction, asked, LATIGRAPH_TARGET_VALUE};
    latigraph_steer_options_t options;
    latigraph_achieved_t achieved;
    latigraph_circuit_list_t made;
    igraph_matrix_t values;
    latigraph_steer_options_init(&options);
    options.targets = &target;
    options.target_count = 1;
    options.generate.count = FIGURE_REPEATS;
    options.generate.seed = subject->seed;
    options.generate.threads = subject->threads;
    IGRAPH_CHECK(latigraph_circuit_list_init(&made));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &made);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_steer(subject->model, &made, like, &options, &achieved, NULL));
    IGRAPH_CHECK(latigraph_properties(&made, &values));
    step->asked = achieved.asked;
    step->reached = achieved.reached;
    step->count = (int)igraph_matrix_nrow(&values);
    step->value = g_try_new(double, step->count + 1);
    LATIGRAPH_CHECK_MEMORY(step->value);
    for (int i = 0; i < step->count; i++) {
        step->value[i] = MATRIX(values, i, subject->direction);
    }
    const int shown = nearest_to(step, achieved.mean);
    step->shown = step->value[shown];
    IGRAPH_CHECK(
        figure_network_fill(&step->network, latigraph_circuit_list_get(&made, shown), placed));
    igraph_matrix_destroy(&values);
    latigraph_circuit_list_destroy(&made);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Fills the steps of the strip. They are SDs of the property over the circuits, around its mean,
 * and end at the least and the greatest value that the property can have. */
static igraph_error_t fill_strip(const subject_t *subject, igraph_integer_t typical,
                                 figure_t *figure) {
    const latigraph_circuit_t *like = latigraph_circuit_list_get(subject->circuits, typical);
    const latigraph_property_info_t *info = latigraph_property_info(subject->direction);
    double mean, squares;
    const int defined =
        latigraph_moments(&MATRIX(*subject->values, 0, subject->direction), 1,
                          (int)igraph_matrix_nrow(subject->values), &mean, &squares);
    const double sd = defined > 1 ? sqrt(squares / (defined - 1)) : NAN;
    if (!(sd > 0.0)) {
        IGRAPH_ERRORF("There is no direction to draw: %s is not defined for these circuits, or "
                      "the same for all.",
                      IGRAPH_EINVAL, figure->direction);
    }
    IGRAPH_CHECK(figure_network_fill(&figure->like, like, NULL));
    for (int s = 0; s < FIGURE_STEPS; s++) {
        figure_step_t *step = &figure->step[s];
        IGRAPH_PROGRESS("drawing: circuits along the direction", 100.0 * s / FIGURE_STEPS, NULL);
        const double asked =
            CLAMP(mean + (s - (FIGURE_STEPS - 1) / 2.0) * sd, info->low, info->high);
        step->in_sd = (asked - mean) / sd;
        IGRAPH_CHECK(fill_step(subject, like, &figure->like, asked, step));
    }
    return IGRAPH_SUCCESS;
}

/* --- All of it ----------------------------------------------------------- */

void figure_destroy(figure_t *figure) {
    g_free(figure->map.x);
    g_free(figure->map.y);
    g_free(figure->map.value);
    figure_network_clear(&figure->like);
    for (int s = 0; s < FIGURE_STEPS; s++) {
        figure_step_t *step = &figure->step[s];
        g_free(step->value);
        figure_network_clear(&step->network);
    }
}

igraph_error_t figure_fill(figure_t *figure, const latigraph_model_t *model,
                           const latigraph_circuit_list_t *circuits, igraph_integer_t property,
                           igraph_integer_t direction, igraph_uint_t seed,
                           igraph_integer_t threads) {
    igraph_matrix_t codes, values;
    const subject_t subject = {model, circuits, &values, property, direction, seed, threads};
    igraph_vector_t centre;
    figure->property = latigraph_property_info(property)->name;
    figure->unit = latigraph_property_info(property)->unit;
    figure->direction = latigraph_property_info(direction)->name;
    figure->direction_unit = latigraph_property_info(direction)->unit;
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&centre, 0);
    IGRAPH_CHECK(latigraph_properties(circuits, &values));
    IGRAPH_CHECK(latigraph_encode(model, circuits, threads, &codes, NULL));
    IGRAPH_CHECK(centre_codes(&codes, &centre));
    IGRAPH_CHECK(fill_map(&subject, &codes, &figure->map));
    IGRAPH_CHECK(fill_strip(&subject, most_typical(&codes), figure));
    igraph_vector_destroy(&centre);
    igraph_matrix_destroy(&codes);
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
