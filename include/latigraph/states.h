/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_STATES_H
#define LATIGRAPH_STATES_H

#include <latigraph/activity.h>

LATIGRAPH_BEGIN_C

enum { LATIGRAPH_STATES_MAX = 16 };

/** Options of \ref latigraph_activity_states(). */
typedef struct {
    igraph_integer_t states;     /**< number of states; 0: found by held-out likelihood */
    igraph_integer_t most;       /**< most states that are tried */
    igraph_integer_t kernel;     /**< times before the present that have an effect */
    igraph_real_t decay;         /**< time constant of the kernel, in times */
    igraph_real_t spread;        /**< SD of the weights of states around the shared ones; NaN:
                                      estimated */
    igraph_real_t stay;          /**< probability to stay in a state, at the start of a fit */
    igraph_real_t held_out;      /**< share of the times that is held out */
    igraph_integer_t starts;     /**< starts of a fit, of which the best is used */
    igraph_integer_t iterations; /**< most iterations of a fit */
    igraph_bool_t onehot;        /**< whether pairs are inhibitory, not connected or excitatory */
    const igraph_t *prior;       /**< connectome: pairs without an edge are probably not connected;
                                      NULL: none. Only with \c onehot */
    igraph_real_t absent;        /**< probability that a pair without an edge is not connected */
    const igraph_t *like;        /**< graph whose vertices the columns belong to, or NULL */
    igraph_real_t density;       /**< share of the pairs that become edges; NaN: all, or with
                                      \c onehot those that are probably connected */
    igraph_uint_t seed;
    igraph_integer_t threads;
    latigraph_remarks_t *remarks; /**< receives caveats; may be NULL */
} latigraph_states_options_t;

/** Networks of S states of N neurons, and when they held. T times of all trials together. */
typedef struct {
    igraph_graph_list_t networks; /**< (S + 1) networks of the states, then the shared one */
    igraph_strvector_t names;     /**< (S + 1) "state1", "state2", ..., "shared" */
    igraph_matrix_t posterior;    /**< (T, S) probability of each state at each time */
    igraph_matrix_t transition;   /**< (S, S) probability to go from row to column */
    igraph_vector_t occupancy;    /**< (S) share of the times in each state, in falling order */
    igraph_vector_t radius;       /**< (S) growth of activity per step in each state, at its mean
                                       rates: above 1 it explodes */
    igraph_real_t bits;           /**< bits per spike of held-out times, against constant rates */
    igraph_real_t bits_one;       /**< the same for a single network */
    igraph_vector_t curve;        /**< (most) the same for 1, 2, ... states; NaN: not tried */
    igraph_vector_t trace;        /**< objective after each iteration of the last fit */
    igraph_matrix_t connected;    /**< (N, N) with \c onehot, probability that row projects to
                                       column; otherwise empty */
} latigraph_states_t;

LATIGRAPH_EXPORT void latigraph_states_options_init(latigraph_states_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_states_init(latigraph_states_t *states);
LATIGRAPH_EXPORT void latigraph_states_destroy(latigraph_states_t *states);

LATIGRAPH_EXPORT igraph_error_t
latigraph_activity_states(latigraph_states_t *states, const latigraph_activity_t *const *trials,
                          igraph_integer_t count, const latigraph_states_options_t *options);

LATIGRAPH_END_C

#endif
