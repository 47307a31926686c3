/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Recordings of place cells in rooms, whose wiring is known.
 *
 * Places of the animal are drawn for each room, boundary-vector cells respond to the walls there,
 * the circuit (place_circuit.c) turns their rates into rates of place cells, and spikes are Poisson
 * numbers. Every window has random numbers of its own, so that threads do not matter. */

#include "functional/place_circuit.h"
#include "functional/two_mode.h"

#include "base/checks.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/**
 * \function latigraph_place_cells_options_init
 * \brief Sets all options of \ref latigraph_bvc_place_cells() to their defaults.
 *
 * The defaults are 50 cells, 6.25 minutes per room (25 minutes in four rooms), windows of 1 s,
 * random places, unchanged synapses, trial 1, seed 1 and one thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: options of a short recording.
 * \verbatim
 *   latigraph_place_cells_options_t choice;
 *   latigraph_place_cells_options_init(&choice);
 *   choice.minutes = 2;
 * \endverbatim
 */
void latigraph_place_cells_options_init(latigraph_place_cells_options_t *options) {
    *options = (latigraph_place_cells_options_t){
        .cells = 50, .minutes = 6.25, .window = 1, .trial = 1, .seed = 1, .threads = 1};
}

/* --- Places ----------------------------------------------------------------------------------- */

/* Number of a random stream that belongs to an item of a trial. */
static uint64_t trial_index(const latigraph_place_cells_options_t *options, igraph_integer_t item) {
    return ((uint64_t)options->trial << 40) + (uint64_t)item;
}

static igraph_error_t add_room(places_t *places, const latigraph_room_t *room,
                               const latigraph_place_cells_options_t *options) {
    const double windows = 60 * options->minutes / options->window;
    if (options->grid > 0) {
        return latigraph_room_places_add_grid(places, room, options->grid);
    }
    for (igraph_integer_t k = 0; k < MAX((igraph_integer_t)(windows + 0.5), 1); k++) {
        latigraph_stream_t stream;
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_PLACES,
                              trial_index(options, places->count));
        IGRAPH_CHECK(latigraph_room_places_add_random(places, room, &stream));
    }
    return IGRAPH_SUCCESS;
}

/* --- Results ---------------------------------------------------------------------------------- */

/**
 * \function latigraph_place_cells_init
 * \brief Initialises recordings of place cells without any window.
 *
 * \param cells The recordings; free them with \ref latigraph_place_cells_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: recordings that are initialised and freed.
 * \verbatim
 *   latigraph_place_cells_t cells;
 *   latigraph_place_cells_init(&cells);
 *   latigraph_place_cells_destroy(&cells);
 * \endverbatim
 */
igraph_error_t latigraph_place_cells_init(latigraph_place_cells_t *cells) {
    IGRAPH_MATRIX_INIT_FINALLY(&cells->inputs, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&cells->rates, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&cells->counts, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&cells->positions, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&cells->room, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&cells->names, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&cells->unseen, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&cells->input_names, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&cells->cell_names, 0);
    IGRAPH_CHECK(igraph_graph_list_init(&cells->circuit, 0));
    IGRAPH_FINALLY_CLEAN(9);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_place_cells_destroy
 * \brief Frees recordings of place cells.
 *
 * \param cells The recordings.
 *
 * Time complexity: linear in their size.
 *
 * Example: recordings that are initialised and freed.
 * \verbatim
 *   latigraph_place_cells_t cells;
 *   latigraph_place_cells_init(&cells);
 *   latigraph_place_cells_destroy(&cells);
 * \endverbatim
 */
void latigraph_place_cells_destroy(latigraph_place_cells_t *cells) {
    igraph_matrix_destroy(&cells->inputs);
    igraph_matrix_destroy(&cells->rates);
    igraph_matrix_destroy(&cells->counts);
    igraph_matrix_destroy(&cells->positions);
    igraph_vector_destroy(&cells->room);
    igraph_strvector_destroy(&cells->names);
    igraph_vector_destroy(&cells->unseen);
    igraph_strvector_destroy(&cells->input_names);
    igraph_strvector_destroy(&cells->cell_names);
    igraph_graph_list_destroy(&cells->circuit);
}

static igraph_error_t set_names(latigraph_place_cells_t *cells, const circuit_t *circuit) {
    char name[64];
    for (int k = 0; k < BVCS; k++) {
        g_snprintf(name, sizeof name, "bvc-%g-%g",
                   360.0 * (k / BVC_DISTANCES) / (double)BVC_DIRECTIONS,
                   latigraph_bvc_distances[k % BVC_DISTANCES]);
        IGRAPH_CHECK(igraph_strvector_push_back(&cells->input_names, name));
    }
    for (int c = 0; c < circuit->cells; c++) {
        g_snprintf(name, sizeof name, "place-%d", c + 1);
        IGRAPH_CHECK(igraph_strvector_push_back(&cells->cell_names, name));
    }
    return IGRAPH_SUCCESS;
}

/* Sets the preferred directions and distances of the boundary-vector cells. */
static igraph_error_t set_tuning(igraph_t *graph) {
    igraph_vector_t direction, distance;
    const igraph_integer_t n = igraph_vcount(graph);
    if (!igraph_has_attribute_table()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_VECTOR_INIT_FINALLY(&direction, n);
    IGRAPH_VECTOR_INIT_FINALLY(&distance, n);
    for (igraph_integer_t k = 0; k < n; k++) {
        VECTOR(direction)
        [k] = k < BVCS ? 360.0 * (double)(k / BVC_DISTANCES) / BVC_DIRECTIONS : NAN;
        VECTOR(distance)[k] = k < BVCS ? latigraph_bvc_distances[k % BVC_DISTANCES] : NAN;
    }
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, "direction_degrees", &direction));
    IGRAPH_CHECK(igraph_cattribute_VAN_setv(graph, "distance_cm", &distance));
    igraph_vector_destroy(&distance);
    igraph_vector_destroy(&direction);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Hands out the circuit as a network whose outputs are rates in Hz. */
static igraph_error_t push_circuit(latigraph_place_cells_t *cells, const circuit_t *circuit) {
    double *weight, *bias;
    igraph_t graph;
    LATIGRAPH_ALLOCATE(weight, (gsize)BVCS * (gsize)circuit->cells);
    LATIGRAPH_ALLOCATE(bias, circuit->cells);
    for (int c = 0; c < circuit->cells; c++) {
        bias[c] = -circuit->gain[c] * circuit->threshold[c];
        for (int b = 0; b < BVCS; b++) {
            const size_t entry = (size_t)b * (size_t)circuit->cells + (size_t)c;
            weight[entry] = circuit->gain[c] * circuit->weight[entry];
        }
    }
    const latigraph_two_mode_t network = {.inputs = BVCS,
                                          .outputs = circuit->cells,
                                          .weight = weight,
                                          .bias = bias,
                                          .input_names = &cells->input_names,
                                          .output_names = &cells->cell_names};
    IGRAPH_CHECK(latigraph_two_mode_graph(&network, "place-cells", &graph));
    IGRAPH_CHECK(set_tuning(&graph));
    IGRAPH_CHECK(igraph_graph_list_push_back(&cells->circuit, &graph));
    g_free(bias);
    g_free(weight);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Writes places, rates and counts of one window. */
static igraph_error_t fill_window(latigraph_place_cells_t *cells, const circuit_t *circuit,
                                  const latigraph_place_cells_options_t *options,
                                  igraph_integer_t row, const double *input, const double *drive) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, options->seed, LATIGRAPH_STREAM_COUNTS,
                          trial_index(options, row));
    for (int b = 0; b < BVCS; b++) {
        MATRIX(cells->inputs, row, b) = input[b];
    }
    for (int c = 0; c < circuit->cells; c++) {
        const double rate = circuit->gain[c] * fmax(drive[c] - circuit->threshold[c], 0);
        MATRIX(cells->rates, row, c) = rate;
        MATRIX(cells->counts, row, c) =
            rate > 0 ? (double)latigraph_stream_poisson(&stream, rate * options->window) : 0;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    return IGRAPH_SUCCESS;
}

static igraph_error_t record(latigraph_place_cells_t *cells, const circuit_t *circuit,
                             const latigraph_bvc_t *bvc, const places_t *places,
                             const latigraph_place_cells_options_t *options) {
    double *input, *drive;
    IGRAPH_CHECK(latigraph_room_places_rates(bvc, places, (int)options->threads, &input));
    LATIGRAPH_ALLOCATE(drive, places->count * circuit->cells);
    latigraph_place_circuit_drive(circuit, input, places->count, drive);
    IGRAPH_CHECK(igraph_matrix_resize(&cells->inputs, places->count, BVCS));
    IGRAPH_CHECK(igraph_matrix_resize(&cells->rates, places->count, circuit->cells));
    IGRAPH_CHECK(igraph_matrix_resize(&cells->counts, places->count, circuit->cells));
    IGRAPH_CHECK(igraph_matrix_resize(&cells->positions, places->count, 2));
    for (igraph_integer_t row = 0; row < places->count; row++) {
        MATRIX(cells->positions, row, 0) = places->item[row].x;
        MATRIX(cells->positions, row, 1) = places->item[row].y;
        IGRAPH_CHECK(fill_window(cells, circuit, options, row, input + (size_t)row * BVCS,
                                 drive + (size_t)row * (size_t)circuit->cells));
    }
    g_free(drive);
    g_free(input);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Adds the places of rooms, and notes which room each belongs to. */
static igraph_error_t add_rooms(latigraph_place_cells_t *cells, places_t *places,
                                const latigraph_rooms_t *rooms, gboolean unseen,
                                const latigraph_place_cells_options_t *options) {
    for (int r = 0; r < (rooms != NULL ? rooms->count : 0); r++) {
        IGRAPH_CHECK(add_room(places, &rooms->room[r], options));
        IGRAPH_CHECK(igraph_strvector_push_back(&cells->names, rooms->room[r].name));
        IGRAPH_CHECK(igraph_vector_push_back(&cells->unseen, unseen));
        const igraph_integer_t number = igraph_vector_size(&cells->unseen);
        while (igraph_vector_size(&cells->room) < places->count) {
            IGRAPH_CHECK(igraph_vector_push_back(&cells->room, (igraph_real_t)number));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The call --------------------------------------------------------------------------------- */

static igraph_error_t check_names(const latigraph_rooms_t *rooms, const latigraph_rooms_t *unseen) {
    for (int a = 0; a < (unseen != NULL ? unseen->count : 0); a++) {
        for (int b = 0; b < rooms->count; b++) {
            if (strcmp(unseen->room[a].name, rooms->room[b].name) == 0) {
                IGRAPH_ERRORF("Room \"%.60s\" is listed both as a training room and as a new one.",
                              IGRAPH_EINVAL, unseen->room[a].name);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const latigraph_rooms_t *rooms, const latigraph_rooms_t *unseen,
                            const latigraph_place_cells_options_t *options) {
    if (rooms->count == 0) {
        IGRAPH_ERROR("At least one training room is needed.", IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(check_names(rooms, unseen));
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    IGRAPH_CHECK(latigraph_check_real("number of place cells", (double)options->cells, 1, 100000));
    IGRAPH_CHECK(latigraph_check_real("number of minutes", options->minutes, 1e-3, 1e6));
    IGRAPH_CHECK(latigraph_check_real("window in seconds", options->window, 1e-3, 1e4));
    IGRAPH_CHECK(latigraph_check_real("spacing of the grid in cm", options->grid, 0, 1e6));
    IGRAPH_CHECK(latigraph_check_real("noise of synapses", options->noise, 0, 100));
    IGRAPH_CHECK(latigraph_check_real("number of remapped cells", (double)options->remapped, 0,
                                      (double)options->cells));
    IGRAPH_CHECK(latigraph_check_real("number of the trial", (double)options->trial, 0, 8e6));
    return latigraph_check_real("number of windows per room",
                                60 * options->minutes / options->window, 0, 1e7);
}

/* Draws the circuit and its recordings from places that are known. */
static igraph_error_t simulate(latigraph_place_cells_t *cells, const latigraph_rooms_t *rooms,
                               const places_t *places,
                               const latigraph_place_cells_options_t *options) {
    circuit_t circuit = {.cells = (int)options->cells};
    latigraph_bvc_t *bvc;
    LATIGRAPH_ALLOCATE(circuit.weight, (gsize)BVCS * (gsize)circuit.cells);
    LATIGRAPH_ALLOCATE(circuit.threshold, circuit.cells);
    LATIGRAPH_ALLOCATE(circuit.gain, circuit.cells);
    LATIGRAPH_ALLOCATE(bvc, 1);
    latigraph_bvc_init(bvc);
    IGRAPH_CHECK(latigraph_place_circuit_make(&circuit, bvc, rooms, options));
    IGRAPH_CHECK(set_names(cells, &circuit));
    IGRAPH_CHECK(push_circuit(cells, &circuit));
    IGRAPH_CHECK(record(cells, &circuit, bvc, places, options));
    g_free(bvc);
    g_free(circuit.gain);
    g_free(circuit.threshold);
    g_free(circuit.weight);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_bvc_place_cells
 * \brief Records place cells, whose wiring is known, in rooms.
 *
 * 160 boundary-vector cells respond to walls at 16 directions and 10 distances. Each place cell
 * sums 2 to 16 of them, and fires above a threshold that is set in the training rooms. The same
 * seed and training rooms give the same cells, whatever the other options are.
 *
 * \param rooms The training rooms.
 * \param unseen New rooms, in which the same cells are recorded; \c NULL: none.
 * \param options The options.
 * \param cells Initialised recordings without any window, which are filled.
 * \return Error code: \c IGRAPH_EINVAL if there is no training room, a room is listed twice or an
 *         option is out of range, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(windows (cells + 90 walls)), and the same for a grid of places of the training
 * rooms.
 *
 * Example: one minute in a square room.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_place_cells_options_t choice;
 *   latigraph_place_cells_t cells;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "square100");
 *   latigraph_place_cells_options_init(&choice);
 *   choice.minutes = 1;
 *   latigraph_place_cells_init(&cells);
 *   latigraph_bvc_place_cells(rooms, NULL, &choice, &cells);
 *   printf("%g spikes\n", MATRIX(cells.counts, 0, 0));
 *   latigraph_place_cells_destroy(&cells);
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_error_t latigraph_bvc_place_cells(const latigraph_rooms_t *rooms,
                                         const latigraph_rooms_t *unseen,
                                         const latigraph_place_cells_options_t *options,
                                         latigraph_place_cells_t *cells) {
    places_t places = {0};
    IGRAPH_CHECK(check(rooms, unseen, options));
    IGRAPH_FINALLY(latigraph_room_places_destroy, &places);
    IGRAPH_CHECK(add_rooms(cells, &places, rooms, FALSE, options));
    IGRAPH_CHECK(add_rooms(cells, &places, unseen, TRUE, options));
    IGRAPH_CHECK(simulate(cells, rooms, &places, options));
    latigraph_room_places_destroy(&places);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
