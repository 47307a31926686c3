/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MANIFOLD_H
#define LATIGRAPH_MANIFOLD_H

#include <latigraph/callback.h>
#include <latigraph/circuit.h>
#include <latigraph/export.h>

LATIGRAPH_BEGIN_C

/** Weights that describe a neuron. */
typedef enum {
    LATIGRAPH_PROFILE_AUTO, /**< both for matrices, the graph for circuits */
    LATIGRAPH_PROFILE_IN,   /**< input weights */
    LATIGRAPH_PROFILE_OUT,  /**< output weights */
    LATIGRAPH_PROFILE_BOTH, /**< input and output weights, each scaled to the same total */
    LATIGRAPH_PROFILE_GRAPH /**< none: the edges of the circuit itself say who is near */
} latigraph_profile_t;

/** Distance of two profiles. */
typedef enum {
    LATIGRAPH_METRIC_COSINE,   /**< Euclidean distance of profiles of length 1 */
    LATIGRAPH_METRIC_EUCLIDEAN /**< Euclidean distance of the profiles as they are */
} latigraph_metric_t;

/** Ways to give neurons coordinates. */
typedef enum {
    LATIGRAPH_LATENTS_AUTO,     /**< isomap, or laplacian for the profile "graph" */
    LATIGRAPH_LATENTS_ISOMAP,   /**< scaling of shortest-path distances */
    LATIGRAPH_LATENTS_LAPLACIAN /**< eigenvectors of the normalised adjacency matrix */
} latigraph_latents_method_t;

/** Options of \ref latigraph_latents_matrix() and \ref latigraph_latents_circuit(). */
typedef struct {
    latigraph_profile_t profile;
    latigraph_metric_t metric;
    latigraph_latents_method_t method;
    igraph_integer_t neighbours; /**< nearest neighbours of each neuron that become edges */
    igraph_integer_t dimensions; /**< coordinates, at most 16; 0: as many as the stress asks for */
    igraph_bool_t geodesic;      /**< return the distances of all pairs of neurons */
    igraph_bool_t loops;         /**< count long loops, which takes 20 random graphs */
    igraph_bool_t shuffled;      /**< repeat everything with shuffled weights */
    igraph_uint_t seed;
    igraph_integer_t threads;
    latigraph_remarks_t *remarks; /**< gets remarks on the weights; may be NULL */
} latigraph_latents_options_t;

LATIGRAPH_EXPORT void latigraph_latents_options_init(latigraph_latents_options_t *options);

/** Number of dimensions that the stress is given for. */
enum { LATIGRAPH_STRESS_DIMENSIONS = 8 };

/** The same figures for shuffled weights, which hold no latent variables. */
typedef struct {
    igraph_real_t dimension; /**< NaN without profiles */
    igraph_real_t trust;     /**< NaN without profiles */
    igraph_real_t rho;       /**< Spearman's ρ of its geodesic distances and the true weights' */
    igraph_vector_t stress;  /**< (8) stress; NaN for the method "laplacian" */
    igraph_vector_t eigenvalues; /**< (d) eigenvalues of the method "laplacian" */
} latigraph_latents_control_t;

/** Latent variables of N neurons in d coordinates. */
typedef struct {
    igraph_matrix_t coordinates; /**< (N, d); a row of NaN for a neuron that was left out */
    igraph_matrix_t geodesic;    /**< (N, N) if it was asked for, else (0, 0) */
    igraph_integer_t used;       /**< neurons with coordinates */
    igraph_integer_t links;      /**< edges that join parts of the graph of neighbours */
    igraph_real_t dimension;     /**< intrinsic dimension, from the ratio of the distances of the
                                      fourth and the first neighbour; NaN without profiles */
    igraph_real_t dimension_low, dimension_high; /**< its bootstrap interval, 95 % */
    igraph_real_t two_nn;    /**< the same from the second and the first neighbour (TwoNN) */
    igraph_real_t trust;     /**< share of neighbours that are neighbours by coordinates */
    igraph_vector_t stress;  /**< (8) 1 − r² of geodesic and embedded distances */
    igraph_integer_t needed; /**< least number of coordinates with a stress below 0.05; 0: none */
    igraph_vector_t eigenvalues; /**< (d) eigenvalues of the method "laplacian", the first left
                                      out */
    igraph_real_t loops;         /**< number of long loops; NaN if it is not clear */
    igraph_real_t loops_least, loops_most; /**< bounds of that number */
    igraph_vector_t loop_shares;  /**< (at most 8) range of scales at which each loop is open, over
                                       the median distance; the largest first */
    igraph_vector_t loop_lengths; /**< length of each in steps between neighbours */
    igraph_real_t loop_limit;     /**< share that one in ten random graphs without loops
 exceeds */
    igraph_graph_list_t neighbours; /**< one undirected graph: the neighbours, weighted by distance,
                                         with the coordinates as vertex attributes */
    latigraph_latents_control_t shuffled;
} latigraph_latents_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_latents_init(latigraph_latents_t *latents);
LATIGRAPH_EXPORT void latigraph_latents_destroy(latigraph_latents_t *latents);

/** Finds the latent variables of the rows of one matrix of weights, or of two. */
LATIGRAPH_EXPORT igraph_error_t latigraph_latents_matrix(const igraph_matrix_t *in,
                                                         const igraph_matrix_t *out,
                                                         const latigraph_latents_options_t *options,
                                                         latigraph_latents_t *latents);
/** Finds the latent variables of the neurons of a circuit. */
LATIGRAPH_EXPORT igraph_error_t
latigraph_latents_circuit(const latigraph_circuit_t *circuit,
                          const latigraph_latents_options_t *options, latigraph_latents_t *latents);
/** Predicts the node data of a circuit from coordinates of its neurons, and from degrees alone. */
LATIGRAPH_EXPORT igraph_error_t latigraph_latents_readout(
    const latigraph_circuit_t *circuit, const igraph_matrix_t *coordinates, igraph_uint_t seed,
    igraph_strvector_t *names, igraph_vector_t *r2, igraph_vector_t *r2_degrees);

LATIGRAPH_END_C

#endif
