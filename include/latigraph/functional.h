/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_H
#define LATIGRAPH_FUNCTIONAL_H

#include <latigraph/activity.h>
#include <latigraph/callback.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_functional Functional connectomes
 *
 * A functional connectome is a network from input neurons to output neurons that is fitted to what
 * both do. It says more than which inputs and outputs go together: it can be asked for the outputs
 * to inputs that were never recorded, and for the place that the outputs stand for.
 *
 * Rooms and the built-in circuit from boundary-vector cells to place cells make recordings whose
 * wiring is known, so that every claim about a fit can be checked.
 */

/** A list of rooms. Free it with \ref latigraph_rooms_destroy(). */
typedef struct latigraph_rooms_t latigraph_rooms_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_rooms_create(latigraph_rooms_t **rooms);
LATIGRAPH_EXPORT void latigraph_rooms_destroy(latigraph_rooms_t *rooms);
LATIGRAPH_EXPORT igraph_error_t latigraph_rooms_add(latigraph_rooms_t *rooms, const char *room);
LATIGRAPH_EXPORT igraph_integer_t latigraph_rooms_count(const latigraph_rooms_t *rooms);
LATIGRAPH_EXPORT const char *latigraph_rooms_name(const latigraph_rooms_t *rooms,
                                                  igraph_integer_t room);
LATIGRAPH_EXPORT igraph_bool_t latigraph_rooms_contain(const latigraph_rooms_t *rooms,
                                                       igraph_integer_t room, igraph_real_t x,
                                                       igraph_real_t y);
LATIGRAPH_EXPORT igraph_real_t latigraph_rooms_distance(const latigraph_rooms_t *rooms,
                                                        igraph_integer_t room, igraph_real_t x,
                                                        igraph_real_t y, igraph_real_t direction);

/** Options of \ref latigraph_bvc_place_cells(). */
typedef struct {
    igraph_integer_t cells;    /**< number of place cells, from 1 */
    igraph_real_t minutes;     /**< length of the recording of each room, above 0 */
    igraph_real_t window;      /**< seconds in which spikes are counted, above 0 */
    igraph_real_t grid;        /**< cm between places of a grid; 0: random places */
    igraph_real_t noise;       /**< SD of the factors that change synapses; 0: none */
    igraph_integer_t remapped; /**< place cells that get new synapses */
    igraph_integer_t trial;    /**< number of the recording: other places and counts */
    igraph_uint_t seed;
    igraph_integer_t threads;
} latigraph_place_cells_options_t;

/** Recordings of boundary-vector cells and place cells; rows are windows, room after room. */
typedef struct {
    igraph_matrix_t inputs;    /**< (windows, boundary-vector cells) rates, from 0 to 1 */
    igraph_matrix_t rates;     /**< (windows, place cells) rates without noise, in Hz */
    igraph_matrix_t counts;    /**< (windows, place cells) spikes in a window */
    igraph_matrix_t positions; /**< (windows, 2) place of the animal, in cm */
    igraph_vector_t room;      /**< (windows) number of the room, from 1 */
    igraph_strvector_t names;  /**< (rooms) */
    igraph_vector_t unseen;    /**< (rooms) 0: the thresholds of the cells were set there */
    igraph_strvector_t input_names, cell_names;
    igraph_graph_list_t circuit; /**< one graph: the true network */
} latigraph_place_cells_t;

LATIGRAPH_EXPORT void latigraph_place_cells_options_init(latigraph_place_cells_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_place_cells_init(latigraph_place_cells_t *cells);
LATIGRAPH_EXPORT void latigraph_place_cells_destroy(latigraph_place_cells_t *cells);
LATIGRAPH_EXPORT igraph_error_t latigraph_bvc_place_cells(
    const latigraph_rooms_t *rooms, const latigraph_rooms_t *unseen,
    const latigraph_place_cells_options_t *options, latigraph_place_cells_t *cells);
LATIGRAPH_EXPORT igraph_error_t latigraph_place_cells_write(const latigraph_place_cells_t *cells,
                                                            const char *folder,
                                                            igraph_strvector_t *files);

LATIGRAPH_END_C

#endif
