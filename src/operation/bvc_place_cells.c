/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation bvc_place_cells: recordings of place cells whose wiring is known. Functional
 * connectomes are tested and explained with them. Results are matrices with the windows of all
 * rooms, and files of one room each if a folder is named, which the other operations read. */

#include "operation/rows.h"

#include "base/memory.h"

#include <latigraph/functional.h>

typedef struct {
    const igraph_strvector_t *rooms, *unseen;
    const char *folder;
    latigraph_place_cells_options_t options;
} request_t;

typedef struct {
    latigraph_place_cells_t cells;
    igraph_strvector_t files;
    igraph_vector_t windows;
} result_t;

#define PART LATIGRAPH_SHOW_PART
#define HEAD LATIGRAPH_SHOW_HEADLINE

static const char *const training_rooms[] = {"square100", "square150", "rectangle200x100",
                                             "circle120"};
static const char *const new_rooms[] = {"barrier", "corner", "trapezoid"};

static const latigraph_argument_t arguments[] = {
    OPTION("rooms", STRING_LIST, rooms, NULL,
           "Training rooms, which set the thresholds of the cells: files with walls, or the names "
           "square100, square150, rectangle200x100, circle120, barrier, corner, trapezoid. If they "
           "are left out, the first four.",
           .show = LATIGRAPH_SHOW_POSITIONAL, .metavar = "ROOM"),
    OPTION("unseen", STRING_LIST, unseen, NULL,
           "New rooms, in which the same cells are recorded. If they and the training rooms are "
           "left out, barrier, corner and trapezoid.",
           .metavar = "ROOM"),
    OPTION("cells", INTEGER, options.cells, "50", "Number of place cells.", .min = 1,
           .max = 100000),
    OPTION("minutes", REAL, options.minutes, "6.25", "Length of the recording of each room.",
           .min = 1e-3, .max = 1e6, .unit = "minutes"),
    OPTION("window", REAL, options.window, "1", "Time in which spikes are counted.", .min = 1e-3,
           .max = 1e4, .unit = "s"),
    OPTION("grid", REAL, options.grid, "0",
           "Spacing of a grid of places that are recorded instead of random places; 0: random "
           "places.",
           .min = 0, .max = 1e6, .unit = "cm"),
    OPTION("noise", REAL, options.noise, "0",
           "Plasticity: every synapse is multiplied by 1 plus this SD times a normal number.",
           .min = 0, .max = 100),
    OPTION("remapped", INTEGER, options.remapped, "0",
           "Plasticity: number of place cells that get new synapses.", .min = 0, .max = 100000),
    OPTION("trial", INTEGER, options.trial, "1",
           "Number of the recording: other trials of a seed have the same cells at other places, "
           "with other counts.",
           .min = 0, .max = 8000000),
    OPTION("folder", STRING, folder, NULL,
           "Folder that gets circuit.graphml, and folders trained and unseen with inputs, rates, "
           "counts and positions, one file of NumPy per room.",
           .option = "to", .metavar = "FOLDER"),
    OPTION_SEED(options.seed),
    OPTION_THREADS(options.threads),

    OUTPUT("inputs", MATRIX, cells.inputs,
           "Rates of the boundary-vector cells, from 0 to 1: one row per window, room after room.",
           .show = PART, .columns = "input_names"),
    OUTPUT("rates", MATRIX, cells.rates, "Rates of the place cells without noise.", .show = PART,
           .unit = "Hz", .columns = "cell_names"),
    OUTPUT("counts", MATRIX, cells.counts, "Spikes of the place cells: Poisson numbers.",
           .show = PART, .columns = "cell_names"),
    OUTPUT("positions", MATRIX, cells.positions, "Places of the animal.", .show = PART,
           .unit = "cm", .columns = "x|y"),
    OUTPUT("room", VECTOR, cells.room, "Number of the room of each window, from 1.", .show = PART),
    OUTPUT("names", STRING_LIST, cells.names, "Names of the rooms.", .show = PART, .title = "room"),
    OUTPUT("windows", VECTOR, windows, "Number of windows of each room.", .rows = "names",
           .show = HEAD),
    OUTPUT("new_room", VECTOR, cells.unseen, "1 for new rooms, 0 for training rooms.",
           .rows = "names", .show = PART | HEAD, .title = "new"),
    OUTPUT("input_names", STRING_LIST, cells.input_names,
           "Names of the boundary-vector cells, with preferred direction in degrees and distance "
           "in cm.",
           .show = PART),
    OUTPUT("cell_names", STRING_LIST, cells.cell_names, "Names of the place cells.", .show = PART),
    OUTPUT("circuit", GRAPH_LIST, cells.circuit,
           "The true network, a two-mode graph: functional_respond gives its rates in Hz.",
           .show = PART | LATIGRAPH_SHOW_PLAIN),
    OUTPUT("files", STRING_LIST, files, "The files that were written.", .show = HEAD),
};

static igraph_error_t init_result(void *result) {
    return latigraph_place_cells_init(&((result_t *)result)->cells);
}

static void destroy_result(void *result) {
    latigraph_place_cells_destroy(&((result_t *)result)->cells);
}

/* Makes the list of rooms from names, or from `count` default ones. It is on the FINALLY stack as
 * one entry. */
static igraph_error_t list_rooms(const igraph_strvector_t *names, const char *const *defaults,
                                 igraph_integer_t count, latigraph_rooms_t **rooms) {
    IGRAPH_CHECK(latigraph_rooms_create(rooms));
    IGRAPH_FINALLY(latigraph_rooms_destroy, *rooms);
    for (igraph_integer_t k = 0; k < (names != NULL ? igraph_strvector_size(names) : count); k++) {
        IGRAPH_CHECK(latigraph_rooms_add(*rooms, names != NULL ? igraph_strvector_get(names, k)
                                                               : defaults[k]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t count_windows(result_t *result) {
    IGRAPH_CHECK(
        igraph_vector_resize(&result->windows, igraph_strvector_size(&result->cells.names)));
    igraph_vector_null(&result->windows);
    for (igraph_integer_t k = 0; k < igraph_vector_size(&result->cells.room); k++) {
        VECTOR(result->windows)[(igraph_integer_t)VECTOR(result->cells.room)[k] - 1]++;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    latigraph_rooms_t *rooms, *unseen;
    (void)remarks;
    IGRAPH_CHECK(list_rooms(request->rooms, training_rooms, G_N_ELEMENTS(training_rooms), &rooms));
    IGRAPH_CHECK(list_rooms(request->unseen, new_rooms,
                            request->rooms == NULL ? G_N_ELEMENTS(new_rooms) : 0, &unseen));
    IGRAPH_CHECK(latigraph_bvc_place_cells(rooms, unseen, &request->options, &result->cells));
    IGRAPH_CHECK(count_windows(result));
    if (request->folder != NULL) {
        IGRAPH_CHECK(latigraph_place_cells_write(&result->cells, request->folder, &result->files));
    }
    latigraph_rooms_destroy(unseen);
    latigraph_rooms_destroy(rooms);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_bvc_place_cells = {
    .name = "bvc_place_cells",
    .summary = "Records place cells with known wiring in rooms.",
    .doc = "160 boundary-vector cells respond to walls at 16 directions and 10 distances. Each "
           "place cell sums 2 to 16 of them and fires above a threshold, with a peak of 15 Hz. "
           "Fits of functional connectomes are tested on such recordings. A file of a room has "
           "lines \"wall X1 Y1 X2 Y2\" (outline), \"barrier X1 Y1 X2 Y2\" (free wall) and \"circle "
           "X Y RADIUS\", in cm. Time complexity: O(windows (cells + 90 walls)).",
    .example = "latigraph bvc-place-cells --to recordings --seed 1",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
};
