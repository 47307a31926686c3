/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_H
#define LATIGRAPH_ACTIVITY_H

#include <latigraph/callback.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_activity Activity
 *
 * An activity is a recording of N neurons at T evenly spaced times: a matrix with one row per time
 * and one column per neuron. NaN is a value that was not recorded. Networks are estimated from it
 * as igraph graphs, so that everything that works on graphs works on them.
 *
 * A \type latigraph_activity_t is opaque. Arrays of NumPy and
 * safetensors stay in their file, which is mapped into memory, so that a recording may be larger
 * than memory. Free it with \ref latigraph_activity_destroy().
 */
typedef struct latigraph_activity_t latigraph_activity_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_activity_read(latigraph_activity_t **activity,
                                                        const char *path, const char *entry,
                                                        latigraph_remarks_t *remarks);
LATIGRAPH_EXPORT igraph_error_t latigraph_activity_files(igraph_strvector_t *files,
                                                         const char *path);
LATIGRAPH_EXPORT igraph_error_t latigraph_activity_from_matrix(latigraph_activity_t **activity,
                                                               const igraph_matrix_t *matrix,
                                                               const igraph_strvector_t *names);
LATIGRAPH_EXPORT igraph_error_t latigraph_activity_set_names(latigraph_activity_t *activity,
                                                             const igraph_strvector_t *names);
LATIGRAPH_EXPORT void latigraph_activity_destroy(latigraph_activity_t *activity);

LATIGRAPH_EXPORT const char *latigraph_activity_name(const latigraph_activity_t *activity);
LATIGRAPH_EXPORT igraph_integer_t latigraph_activity_times(const latigraph_activity_t *activity);
LATIGRAPH_EXPORT igraph_integer_t latigraph_activity_neurons(const latigraph_activity_t *activity);
LATIGRAPH_EXPORT const igraph_strvector_t *
latigraph_activity_neuron_names(const latigraph_activity_t *activity);
LATIGRAPH_EXPORT igraph_error_t latigraph_activity_matrix(const latigraph_activity_t *activity,
                                                          igraph_matrix_t *matrix);

/** Estimators of a network. The first three are directed and use earlier times only. */
typedef enum {
    LATIGRAPH_NETWORK_AUTOREGRESSION,    /**< directed: ridge regression on the time before */
    LATIGRAPH_NETWORK_LAGGED,            /**< directed: strongest correlation at a delay */
    LATIGRAPH_NETWORK_GLM,               /**< directed: Poisson regression of spike counts */
    LATIGRAPH_NETWORK_CORRELATION,       /**< undirected: correlation at the same time */
    LATIGRAPH_NETWORK_PARTIAL,           /**< undirected: correlation given all other neurons */
    LATIGRAPH_NETWORK_VISIBILITY,        /**< horizontal visibility graph of each neuron's times */
    LATIGRAPH_NETWORK_NATURAL_VISIBILITY /**< natural visibility graph of each neuron's times */
} latigraph_network_kind_t;

/** Choices of the edges to keep. */
typedef enum {
    LATIGRAPH_KEEP_ALL,     /**< every pair */
    LATIGRAPH_KEEP_DENSITY, /**< the strongest pairs, up to a density */
    LATIGRAPH_KEEP_P        /**< pairs beyond chance at a false discovery rate */
} latigraph_keep_t;

/** Options of \ref latigraph_network_from_activity(). */
typedef struct {
    latigraph_network_kind_t kind;
    latigraph_keep_t keep;
    igraph_real_t density;   /**< share of the pairs to keep, above 0 and at most 1 */
    igraph_real_t p;         /**< false discovery rate, above 0 and below 1 */
    igraph_integer_t lags;   /**< greatest delay in times; used by kind lagged alone */
    igraph_real_t penalty;   /**< ridge penalty per time, for z-scored activity; NaN: chosen by
                                  predicting left-out blocks of time */
    igraph_integer_t window; /**< times per network; 0: all times give one network */
    igraph_integer_t step;   /**< times between the beginnings of windows; 0: the window */
    igraph_integer_t shifts; /**< circular shifts that give the chance level of p */
    const igraph_t *within;  /**< connectome whose edges alone may have weight; NULL: all pairs */
    const igraph_t *like;    /**< graph whose vertices the columns belong to; NULL: none */
    igraph_uint_t seed;
    igraph_integer_t threads;
    latigraph_remarks_t *remarks; /**< gets remarks on the activity; may be NULL */
} latigraph_network_options_t;

LATIGRAPH_EXPORT void latigraph_network_options_init(latigraph_network_options_t *options);
LATIGRAPH_EXPORT igraph_error_t
latigraph_network_from_activity(igraph_graph_list_t *networks, const latigraph_activity_t *activity,
                                const latigraph_network_options_t *options);

LATIGRAPH_END_C

#endif
