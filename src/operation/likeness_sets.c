/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Facts about the two sets of a comparison that decide how to read its figures: their sizes, and
 * whether generated circuits are copies of real ones.
 *
 * Nearly every property depends on the numbers of neurons and edges. If these differ, so do the
 * figures, and a remark names both sizes. A copy of the real set, on the other hand, has perfect
 * figures, and remarks say so. Remarks begin where chance is an unlikely reason: sizes that differ
 * by a tenth, and three times as many near copies as among the real circuits themselves. */

#include "operation/likeness_rows.h"

#include "circuit/circuit.h"
#include "operation/names.h"

#include <math.h>

/* Ratios of means from which a remark is made. */
static const double NEURONS_DIFFER = 1.1, DENSITY_DIFFERS = 1.25;
/* Ratio of shares of near copies from which a remark is made. */
static const double NEAR_TOO_OFTEN = 3;

/* --- Sizes -------------------------------------------------------------------------------------
 */

/* Rows of the matrix, in the order of LIKENESS_SIZES; those of the generated set come one later. */
enum { NEURONS = 0, EDGES = 2, DENSITY = 4, SIZES = 6 };
enum { MEAN, LOW, HIGH, COLUMNS };

/* Returns a size of a circuit, or NaN for the density of fewer than two neurons. */
static double size_of(const latigraph_circuit_t *c, int row) {
    const double n = c->n, m = c->m;
    return row == NEURONS ? n : row == EDGES ? m : n > 1 ? m / (n * (n - 1)) : NAN;
}

/* Fills the rows of one set; `later` is 0 for the real and 1 for the generated one. */
static void fill_set(const latigraph_circuit_list_t *circuits, igraph_matrix_t *sizes, int later) {
    for (int row = 0; row < SIZES; row += 2) {
        double sum = 0, low = NAN, high = NAN;
        igraph_integer_t defined = 0;
        for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
            const double value = size_of(latigraph_circuit_list_get(circuits, i), row);
            sum += isnan(value) ? 0 : value;
            defined += !isnan(value);
            low = fmin(low, value); /* fmin() of a number and NaN is the number */
            high = fmax(high, value);
        }
        MATRIX(*sizes, row + later, MEAN) = defined > 0 ? sum / (double)defined : NAN;
        MATRIX(*sizes, row + later, LOW) = low;
        MATRIX(*sizes, row + later, HIGH) = high;
    }
}

static igraph_bool_t differ(double a, double b, double ratio) {
    return a > ratio * b || b > ratio * a;
}

static igraph_error_t remark_on_sizes(const likeness_task_t *task, const igraph_matrix_t *sizes) {
#define SIZE(row, column) MATRIX(*sizes, row, column)
    if (differ(SIZE(NEURONS, MEAN), SIZE(NEURONS + 1, MEAN), NEURONS_DIFFER)) {
        return latigraph_remark_add(
            task->remarks, "sizes-differ", task->sizes_output,
            "The sets differ in size: real circuits have %.4g neurons and %.4g edges on average "
            "(%.4g to %.4g neurons), generated ones %.4g neurons and %.4g edges (%.4g to %.4g "
            "neurons). Most properties depend on the size, so part of every difference comes from "
            "it. The operation compare with size_free compares measures that do not.",
            SIZE(NEURONS, MEAN), SIZE(EDGES, MEAN), SIZE(NEURONS, LOW), SIZE(NEURONS, HIGH),
            SIZE(NEURONS + 1, MEAN), SIZE(EDGES + 1, MEAN), SIZE(NEURONS + 1, LOW),
            SIZE(NEURONS + 1, HIGH));
    }
    if (differ(SIZE(DENSITY, MEAN), SIZE(DENSITY + 1, MEAN), DENSITY_DIFFERS)) {
        return latigraph_remark_add(
            task->remarks, "densities-differ", task->sizes_output,
            "The sets differ in density: that of real circuits is %.4g on average (%.4g to %.4g), "
            "that of generated ones %.4g (%.4g to %.4g). Many properties follow the density. The "
            "operation compare with size_free compares measures that do not.",
            SIZE(DENSITY, MEAN), SIZE(DENSITY, LOW), SIZE(DENSITY, HIGH), SIZE(DENSITY + 1, MEAN),
            SIZE(DENSITY + 1, LOW), SIZE(DENSITY + 1, HIGH));
    }
#undef SIZE
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fill_sizes(const likeness_task_t *task, likeness_outputs_t *outputs) {
    IGRAPH_CHECK(igraph_matrix_resize(&outputs->sizes, SIZES, COLUMNS));
    fill_set(task->real, &outputs->sizes, 0);
    fill_set(task->generated, &outputs->sizes, 1);
    outputs->real_neurons = MATRIX(outputs->sizes, NEURONS, MEAN);
    outputs->generated_neurons = MATRIX(outputs->sizes, NEURONS + 1, MEAN);
    return task->options.size_free ? IGRAPH_SUCCESS : remark_on_sizes(task, &outputs->sizes);
}

/* --- Novelty -----------------------------------------------------------------------------------
 */

static igraph_error_t remark_on_copies(const likeness_task_t *task,
                                       const likeness_outputs_t *outputs) {
    const latigraph_novelty_t *novelty = &outputs->novelty;
    const igraph_integer_t count = igraph_strvector_size(&outputs->generated_names);
    if (novelty->first_copy < 0) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        task->remarks, "copies", task->novelty_output,
        "%.0f of %" IGRAPH_PRId " generated circuits are real circuits with permuted neurons; "
        "\"%s\" is a copy of \"%s\". The other figures do not show whether the generator has "
        "learned more than its examples.",
        novelty->copies * (double)count, count,
        igraph_strvector_get(&outputs->generated_names, novelty->first_copy),
        igraph_strvector_get(&outputs->nearest_names, novelty->first_copy));
}

static igraph_error_t remark_on_near(const likeness_task_t *task,
                                     const likeness_outputs_t *outputs) {
    const latigraph_novelty_t *novelty = &outputs->novelty;
    const igraph_integer_t count = igraph_strvector_size(&outputs->generated_names);
    const double near = novelty->near * (double)count;
    if (near < 2 || novelty->near <= NEAR_TOO_OFTEN * (1 - novelty->real_novelty)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        task->remarks, "near-copies", task->novelty_output,
        "%.0f of %" IGRAPH_PRId " generated circuits are nearer to a real circuit than any two "
        "real ones are to each other, which is likely only if the generator edits its examples.",
        near, count);
}

static igraph_error_t remark_on_repeats(const likeness_task_t *task,
                                        const likeness_outputs_t *outputs) {
    const igraph_integer_t count = igraph_strvector_size(&outputs->generated_names);
    if (outputs->novelty.uniqueness >= 1) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        task->remarks, "repeats", task->uniqueness_output,
        "Only %.0f of %" IGRAPH_PRId " generated circuits are distinct; the others are permuted "
        "copies of these. Intervals are too narrow, because they count each circuit.",
        outputs->novelty.uniqueness * (double)count, count);
}

/* Names the nearest real circuit of each generated one. */
static igraph_error_t name_nearest(const latigraph_circuit_list_t *real,
                                   const igraph_vector_int_t *nearest, igraph_strvector_t *names) {
    igraph_strvector_clear(names);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(nearest); k++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            names, latigraph_circuit_name(latigraph_circuit_list_get(real, VECTOR(*nearest)[k]))));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_fill_novelty(const likeness_task_t *task, likeness_outputs_t *outputs) {
    igraph_vector_int_t nearest;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&nearest, 0);
    IGRAPH_CHECK(latigraph_novelty(task->real, task->generated, task->options.threads,
                                   &outputs->novelty, &outputs->nearest_distance, &nearest));
    IGRAPH_CHECK(latigraph_name_circuits(task->generated, &outputs->generated_names));
    IGRAPH_CHECK(name_nearest(task->real, &nearest, &outputs->nearest_names));
    igraph_vector_int_destroy(&nearest);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_CHECK(remark_on_copies(task, outputs));
    IGRAPH_CHECK(remark_on_near(task, outputs));
    return remark_on_repeats(task, outputs);
}
