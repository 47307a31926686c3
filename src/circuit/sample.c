/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Circuits cut out of a connectome, in a shape.
 *
 * A cutter holds what all circuits of a shape share: places in space for balls and columns
 * (nearest.c), or the undirected skeleton for walks (walk.c). Each circuit then draws its size and
 * its centre, chooses its neurons and is cut as the subgraph that they induce. Notes record the
 * shape, the seed and the condition, so that a file says how it was made.
 *
 * Circuit number k is drawn from the random stream of (seed, k) alone. A larger number of circuits
 * therefore extends a smaller one instead of replacing it.
 */
#include "circuit/circuit.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/seed.h"
#include "circuit/column.h"
#include "circuit/nearest.h"
#include "circuit/walk.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static const char *const shape_names[] = {"ball", "column", "neighbours", "whole"};

/* Data from which a shape chooses neurons. Only the fields that the shape needs are set. */
typedef struct {
    const latigraph_circuit_t *connectome;
    const latigraph_sample_options_t *options;
    latigraph_places_t places;
    latigraph_skeleton_t skeleton;
} cutter_t;

/**
 * \function latigraph_sample_options_init
 * \brief Sets the options of sampling to their defaults.
 *
 * By default, 500 balls of 100 to 200 neurons are cut. The axis is 1 (y), the restart probability
 * is 0.15, and no condition is set. The seed is drawn from igraph's default generator.
 *
 * \param options The options to set.
 *
 * Time complexity: O(1).
 *
 * Example: cut ten random-walk neighbourhoods of 50 neurons.
 * \verbatim
 *   latigraph_sample_options_t options;
 *   latigraph_sample_options_init(&options);
 *   options.shape = LATIGRAPH_SHAPE_NEIGHBOURS;
 *   options.size_min = options.size_max = 50;
 *   options.count = 10;
 *   latigraph_sample(&circuits, connectome, &options);
 * \endverbatim
 */
void latigraph_sample_options_init(latigraph_sample_options_t *options) {
    options->shape = LATIGRAPH_SHAPE_BALL;
    options->axis = 1;
    options->size_min = 100;
    options->size_max = 200;
    options->count = 500;
    options->restart = 0.15;
    options->select = NULL;
    options->seed = latigraph_draw_seed();
}

static igraph_error_t check_options(const latigraph_circuit_t *connectome,
                                    const latigraph_sample_options_t *options) {
    if ((int)options->shape < LATIGRAPH_SHAPE_BALL || options->shape > LATIGRAPH_SHAPE_WHOLE) {
        IGRAPH_ERRORF("There is no shape number %d; use a constant LATIGRAPH_SHAPE_*.",
                      IGRAPH_EINVAL, (int)options->shape);
    }
    if (options->shape == LATIGRAPH_SHAPE_WHOLE) {
        return IGRAPH_SUCCESS;
    }
    if (options->size_min < 1 || options->size_max < options->size_min) {
        IGRAPH_ERRORF("Sizes of circuits must be a range from 1 up, but it is %" IGRAPH_PRId
                      ":%" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->size_min, options->size_max);
    }
    if (options->count < 1 || options->count > INT_MAX) {
        IGRAPH_ERRORF("The number of circuits to cut must be at least 1, but it is %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, options->count);
    }
    if (options->shape == LATIGRAPH_SHAPE_NEIGHBOURS) {
        if (!(options->restart >= 0 && options->restart < 1)) {
            IGRAPH_ERRORF("The probability of a restart must be in [0, 1), but it is %g.",
                          IGRAPH_EINVAL, options->restart);
        }
        return IGRAPH_SUCCESS;
    }
    if (connectome->dims == 0) {
        IGRAPH_ERRORF(
            "\"%s\" has no positions, so no %s can be cut out of it; use the shape \"neighbours\".",
            IGRAPH_EINVAL, connectome->name, shape_names[options->shape]);
    }
    if (options->shape == LATIGRAPH_SHAPE_COLUMN &&
        (options->axis < 0 || options->axis >= connectome->dims)) {
        IGRAPH_ERRORF("A column needs an axis from 0 to %d, but it is %d.", IGRAPH_EINVAL,
                      connectome->dims - 1, options->axis);
    }
    return IGRAPH_SUCCESS;
}

/* Raises an error if circuits are larger than the `available` neurons; `what` describes these. */
static igraph_error_t check_available(const cutter_t *cutter, int available, const char *what) {
    if (cutter->options->size_max > available) {
        IGRAPH_ERRORF(
            "Circuits of %" IGRAPH_PRId ":%" IGRAPH_PRId
            " neurons were asked for, but only %d neurons of \"%s\" %s; ask for smaller circuits.",
            IGRAPH_EINVAL, cutter->options->size_min, cutter->options->size_max, available,
            cutter->connectome->name, what);
    }
    return IGRAPH_SUCCESS;
}

static void cutter_destroy(cutter_t *cutter) {
    latigraph_places_destroy(&cutter->places);
    latigraph_skeleton_destroy(&cutter->skeleton);
}

/* Prepares the data of the shape. On success they are on the FINALLY stack as one entry. */
static igraph_error_t cutter_init(cutter_t *cutter, const latigraph_circuit_t *connectome,
                                  const latigraph_sample_options_t *options) {
    memset(cutter, 0, sizeof *cutter);
    cutter->connectome = connectome;
    cutter->options = options;
    IGRAPH_FINALLY(cutter_destroy, cutter);
    IGRAPH_CHECK(check_options(connectome, options));
    if (options->shape == LATIGRAPH_SHAPE_WHOLE) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        check_available(cutter, connectome->n, options->select != NULL ? "are selected" : "exist"));
    if (options->shape == LATIGRAPH_SHAPE_NEIGHBOURS) {
        IGRAPH_CHECK(latigraph_skeleton_init(&cutter->skeleton, connectome));
        return check_available(cutter, cutter->skeleton.largest,
                               "are in its largest connected part");
    }
    IGRAPH_CHECK(
        latigraph_places_init(&cutter->places, connectome,
                              options->shape == LATIGRAPH_SHAPE_COLUMN ? options->axis : -1));
    IGRAPH_CHECK(check_available(cutter, cutter->places.count, "have a known position"));
    if (cutter->places.count < connectome->n) {
        IGRAPH_WARNINGF(
            "%d of %d neurons of \"%s\" have no known position and will be in no circuit.",
            connectome->n - cutter->places.count, connectome->n, connectome->name);
    }
    return IGRAPH_SUCCESS;
}

/* Chooses the neurons of one circuit. keep (n) gets them in ascending order; returns their number.
 */
static int choose(cutter_t *cutter, latigraph_stream_t *stream, int *keep) {
    const latigraph_sample_options_t *options = cutter->options;
    if (options->shape == LATIGRAPH_SHAPE_WHOLE) {
        for (int i = 0; i < cutter->connectome->n; i++) {
            keep[i] = i;
        }
        return cutter->connectome->n;
    }
    const int k =
        (int)options->size_min + (int)latigraph_stream_integer(
                                     stream, (uint32_t)(options->size_max - options->size_min + 1));
    if (options->shape == LATIGRAPH_SHAPE_NEIGHBOURS) {
        latigraph_skeleton_walk(&cutter->skeleton, stream, options->restart, k, keep);
    } else {
        const int centre = (int)latigraph_stream_integer(stream, (uint32_t)cutter->places.count);
        latigraph_places_nearest(&cutter->places, centre, k, keep);
    }
    return k;
}

/* Records in the circuit how it was cut. */
static igraph_error_t note_sampling(latigraph_circuit_t *circuit,
                                    const latigraph_sample_options_t *options) {
    IGRAPH_CHECK(latigraph_replace_text(&circuit->shape, shape_names[options->shape]));
    circuit->axis = options->shape == LATIGRAPH_SHAPE_COLUMN ? options->axis : -1;
    if (options->shape != LATIGRAPH_SHAPE_WHOLE) {
        IGRAPH_CHECK(latigraph_circuit_note_seed(circuit, options->seed));
    }
    if (options->select != NULL) {
        IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "select", options->select));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t cut_one(cutter_t *cutter, int number, int *keep,
                              latigraph_circuit_list_t *circuits) {
    latigraph_stream_t stream;
    latigraph_circuit_t *circuit;
    latigraph_stream_init(&stream, cutter->options->seed, LATIGRAPH_STREAM_SAMPLE,
                          (uint64_t)number);
    const int k = choose(cutter, &stream, keep);
    char *name;
    IGRAPH_CHECK(latigraph_print_text(&name, "%s-%04d", cutter->connectome->name, number + 1));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(latigraph_circuit_induced(&circuit, cutter->connectome, keep, k, name));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(note_sampling(circuit, cutter->options));
    IGRAPH_CHECK(latigraph_circuit_list_push_back(circuits, circuit));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t cut_all(latigraph_circuit_list_t *circuits,
                              const latigraph_circuit_t *connectome,
                              const latigraph_sample_options_t *options) {
    cutter_t cutter;
    int *keep;
    IGRAPH_CHECK(cutter_init(&cutter, connectome, options));
    LATIGRAPH_ALLOCATE(keep, connectome->n);
    const int count = options->shape == LATIGRAPH_SHAPE_WHOLE ? 1 : (int)options->count;
    for (int c = 0; c < count; c++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(cut_one(&cutter, c, keep, circuits));
    }
    g_free(keep);
    cutter_destroy(&cutter);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_sample
 * \brief Cuts circuits out of a connectome.
 *
 * A ball consists of the k neurons that are nearest in space to a random neuron, including that
 * neuron. A column consists of those that are nearest in the plane across the axis. k is uniform
 * in the range of sizes.
 *
 * Neighbours are the first k neurons that a random walk visits; it follows edges whatever their
 * direction. With the restart probability, a step returns to the neuron where the walk started.
 * The walk starts in a weakly connected part of at least k neurons. If it visits no new neuron for
 * long, a new start is drawn among the neurons visited so far. The whole connectome is one circuit
 * of all neurons.
 *
 * Circuits are called \c name-0001 and so on, keep the node data and identity of their neurons,
 * and record how they were cut. The same options give the same circuits, and a larger count only
 * appends circuits.
 *
 * \param circuits An initialised list; circuits are appended. On error it is not changed.
 * \param connectome The circuit to cut from, unless the options select a part of it.
 * \param options Shape, sizes, number, condition and seed.
 * \return Error code: \c IGRAPH_EINVAL, an option is out of range, positions are missing, or the
 *    sizes exceed the available neurons; \c IGRAPH_INTERRUPTED, the user interrupted.
 *
 * Time complexity: O(count · (n + e)) for n neurons, and e edges of the chosen neurons.
 *
 * Example: cut columns along y from one side of a connectome.
 * \verbatim
 *   latigraph_sample_options_t options;
 *   latigraph_sample_options_init(&options);
 *   options.shape = LATIGRAPH_SHAPE_COLUMN;
 *   options.select = "x_um<700";
 *   options.seed = 1;
 *   latigraph_sample(&circuits, connectome, &options);
 * \endverbatim
 */
igraph_error_t latigraph_sample(latigraph_circuit_list_t *circuits,
                                const latigraph_circuit_t *connectome,
                                const latigraph_sample_options_t *options) {
    latigraph_circuit_list_t fresh;
    latigraph_circuit_t *selected = NULL;
    if (options->select != NULL) {
        IGRAPH_CHECK(latigraph_circuit_select(&selected, connectome, options->select));
    }
    IGRAPH_FINALLY(latigraph_circuit_destroy, selected);
    IGRAPH_CHECK(latigraph_circuit_list_init_for(&fresh, circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &fresh);
    IGRAPH_CHECK(cut_all(&fresh, selected != NULL ? selected : connectome, options));
    IGRAPH_CHECK(latigraph_circuit_list_move(circuits, &fresh));
    latigraph_circuit_list_destroy(&fresh);
    latigraph_circuit_destroy(selected);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
