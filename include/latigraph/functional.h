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
 * A functional connectome is a network from input neurons to output neurons that is fitted to the
 * activity of both. It predicts the outputs for inputs that were never recorded. Places can be
 * decoded from recorded counts with predicted outputs as maps.
 *
 * The built-in circuit from boundary-vector cells to place cells is recorded in rooms. Its wiring
 * is known, so that claims about a fit can be checked.
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

/** Recordings of inputs and outputs. Free them with \ref latigraph_functional_data_destroy(). */
typedef struct latigraph_functional_data_t latigraph_functional_data_t;

LATIGRAPH_EXPORT igraph_error_t
latigraph_functional_data_create(latigraph_functional_data_t **data);
LATIGRAPH_EXPORT void latigraph_functional_data_destroy(latigraph_functional_data_t *data);
LATIGRAPH_EXPORT igraph_error_t latigraph_functional_data_add(latigraph_functional_data_t *data,
                                                              const latigraph_activity_t *inputs,
                                                              const latigraph_activity_t *outputs,
                                                              const igraph_vector_t *recording,
                                                              igraph_bool_t unseen);

/** Signs that the weights of a functional connectome may have. */
typedef enum {
    LATIGRAPH_SIGNS_POSITIVE, /**< all weights are positive or 0 */
    LATIGRAPH_SIGNS_FREE,     /**< any sign */
    LATIGRAPH_SIGNS_DALE      /**< all weights of an input have one sign */
} latigraph_functional_signs_t;

/** Losses that a functional connectome is fitted by. */
typedef enum {
    LATIGRAPH_LOSS_POISSON, /**< loss of spike counts or rates, which are not negative */
    LATIGRAPH_LOSS_SQUARES  /**< squared errors */
} latigraph_functional_loss_t;

/** Options of \ref latigraph_functional_fit(). */
typedef struct {
    latigraph_functional_signs_t signs;
    latigraph_functional_loss_t loss;
    igraph_integer_t lags;    /**< rows back in time that are inputs, too, from 0 */
    igraph_real_t penalty;    /**< absolute penalty times rows; NaN: 0.5 */
    igraph_real_t ridge;      /**< squared penalty, above 0 */
    igraph_real_t softness;   /**< width of the threshold as a share of an output's mean */
    igraph_bool_t sparse;     /**< penalise large weights less */
    igraph_integer_t folds;   /**< stretches of each recording that are left out; 0 or 2 to 100 */
    igraph_integer_t hidden;  /**< units of a plain network to compare with; 0: none */
    igraph_integer_t steps;   /**< steps of that network */
    igraph_bool_t curve;      /**< fit parts of the rows, too */
    const igraph_t *within;   /**< network whose edges alone may have weight; NULL: all */
    const igraph_t *update;   /**< earlier fit, which weights stay close to; NULL: none */
    igraph_real_t attraction; /**< squared penalty on changes of the earlier fit, times rows */
    igraph_uint_t seed;
    igraph_integer_t threads;
    latigraph_remarks_t *remarks; /**< gets remarks; may be NULL */
} latigraph_functional_options_t;

/** A functional connectome and how well it predicts. R² compares with the mean of each output in
 *  the same rows, the share of explained deviance too. */
typedef struct {
    igraph_graph_list_t network; /**< one graph: the functional connectome */
    igraph_strvector_t outputs;  /**< names of the outputs */
    igraph_vector_t r2;          /**< (outputs) on left-out stretches of training recordings */
    igraph_vector_t deviance;    /**< (outputs) share of the deviance that is explained there */
    igraph_vector_t unseen_r2;   /**< (outputs) on recordings that no fit has seen */

    igraph_vector_t synapses; /**< (outputs) number of weights that are not 0 */
    igraph_strvector_t recordings;
    igraph_vector_t rows;               /**< (recordings) */
    igraph_vector_t unseen;             /**< (recordings) 1: no fit has seen it */
    igraph_vector_t recording_r2;       /**< (recordings) over all outputs */
    igraph_vector_t recording_deviance; /**< (recordings) */
    igraph_vector_t baseline_r2;        /**< (recordings) of the plain network */
    igraph_vector_t still;      /**< (recordings) inputs that vary there, but not in training */
    igraph_real_t penalty;      /**< absolute penalty times rows */
    igraph_bool_t sparse;       /**< large weights were penalised less */
    igraph_real_t attraction;   /**< penalty on changes of an earlier fit; NaN without */
    igraph_vector_t curve_rows; /**< (points) rows that were used */
    igraph_vector_t curve_r2;   /**< (points) on the last fifth of the training recordings */
    igraph_vector_t curve_unseen_r2; /**< (points) on unseen recordings */
} latigraph_functional_t;

LATIGRAPH_EXPORT void latigraph_functional_options_init(latigraph_functional_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_functional_init(latigraph_functional_t *fit);
LATIGRAPH_EXPORT void latigraph_functional_destroy(latigraph_functional_t *fit);
LATIGRAPH_EXPORT igraph_error_t latigraph_functional_fit(
    const latigraph_functional_data_t *data, const latigraph_functional_options_t *options,
    latigraph_functional_t *fit);
LATIGRAPH_EXPORT igraph_error_t latigraph_functional_respond(const igraph_t *network,
                                                             const latigraph_activity_t *inputs,
                                                             igraph_matrix_t *outputs,
                                                             latigraph_remarks_t *remarks);

/** Options of \ref latigraph_functional_decode(). */
typedef struct {
    igraph_real_t exposure; /**< expected counts per unit of a map, such as seconds; above 0 */
    igraph_real_t floor;    /**< least value of a map that is believed, above 0 */
    igraph_real_t step;     /**< SD of a move between rows, in units of places; 0: any move */
    igraph_integer_t threads;
} latigraph_decode_options_t;

LATIGRAPH_EXPORT void latigraph_decode_options_init(latigraph_decode_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_functional_decode(
    const igraph_matrix_t *counts, const igraph_matrix_t *maps, const igraph_matrix_t *places,
    const latigraph_decode_options_t *options, igraph_matrix_t *decoded);

LATIGRAPH_END_C

#endif
