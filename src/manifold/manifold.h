/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MANIFOLD_MANIFOLD_H
#define LATIGRAPH_MANIFOLD_MANIFOLD_H

#include "base/memory.h"
#include "base/random.h"

#include "circuit/circuit.h"

#include <latigraph/manifold.h>

/* Points whose neighbours are sought: n rows of `width` numbers. Point i is neuron id[i]. */
typedef struct {
    int n, width;
    double *row;    /* (n, width) */
    double *square; /* (n) squared length of each row */
    int *id;        /* (n) */
} latigraph_points_t;

/* Allocates zeroed rows; the caller destroys the struct. */
igraph_error_t latigraph_points_init(latigraph_points_t *points, int n, int width);
void latigraph_points_destroy(latigraph_points_t *points);
/* Computes the squared lengths after the rows were set. O(n width). */
void latigraph_points_measure(latigraph_points_t *points);

/* Makes the profiles of neurons (profiles.c): `in` (n, width) and `out` (n, width_out) are arrays
 * with one row per neuron, either may be NULL. Each is divided by its Frobenius norm. With the
 * metric cosine, rows get length 1. Rows of zeros are left out. */
igraph_error_t latigraph_points_from_weights(latigraph_points_t *points, int n, const double *in,
                                             int width, const double *out, int width_out,
                                             latigraph_metric_t metric);

/* --- Neighbours (neighbours.c) ---------------------------------------------------------------- */

/* The nearest neighbours of each point, the nearest first. */
typedef struct {
    int n, count;
    int *index;       /* (n, count) */
    double *distance; /* (n, count) */
} latigraph_near_t;

/* Finds the `count` < n nearest neighbours. O(n² (width + count)). */
igraph_error_t latigraph_near_init(latigraph_near_t *near, const latigraph_points_t *points,
                                   int count, int threads);
void latigraph_near_destroy(latigraph_near_t *near);

/* An undirected graph of points with lengths of its edges; it has no attributes. */
typedef struct {
    igraph_t graph;
    igraph_vector_t length;
    int links; /* edges that join parts */
} latigraph_web_t;

/* Joins each point with its k nearest ones unless they have no common neighbours, and parts by
 * their shortest link. */
igraph_error_t latigraph_web_init(latigraph_web_t *web, const latigraph_points_t *points,
                                  const latigraph_near_t *near, int k);
void latigraph_web_destroy(latigraph_web_t *web);

/* Finds the median length of edges, the upper one of an even number; 0 if there are no edges. */
igraph_error_t latigraph_median_length(const igraph_vector_t *length, double *median);

/* Share of the k nearest neighbours that are among the k nearest by other coordinates. */
igraph_error_t latigraph_trust(const latigraph_near_t *near, int k,
                               const latigraph_points_t *embedded, int threads, double *trust);

/* --- Distances (geodesics.c) ------------------------------------------------------------------ */

/* Computes the distances along edges from `count` points to all: distance (count, n). Takes the
 * part `from` .. `to` of the progress, in percent. O(count (n + m) log n). */
igraph_error_t latigraph_geodesics(const latigraph_web_t *web, const int *source, int count,
                                   double from, double to, double *distance);

/* Chooses `count` landmarks: the point `first`, then always the point farthest from those before
 * it. distance (count, n) gets their distances to all points. */
igraph_error_t latigraph_landmarks(const latigraph_web_t *web, int first, int count, int *landmark,
                                   double *distance);

/* --- Embedding (embed.c) ---------------------------------------------------------------------- */

/* Multiplies a symmetric matrix with a vector. */
typedef void latigraph_multiply_t(const double *from, double *to, int n, const void *data);

/* Computes the `count` < n largest eigenvalues of a symmetric matrix, the largest first, and their
 * eigenvectors: vector (count, n). */
igraph_error_t latigraph_largest_eigen(int n, int count, latigraph_multiply_t *multiply,
                                       const void *data, double *value, double *vector);

/* Scales distances of landmarks to all points: distance (count, n), landmark k is point
 * landmark[k]. coordinate (n, dims) gets zeros beyond the positive eigenvalues. All points may be
 * landmarks. O(count² iterations + count n dims). */
igraph_error_t latigraph_scale(int n, int count, const int *landmark, const double *distance,
                               int dims, double *coordinate);

/* Computes 1 − r² of the distances and those of the first d coordinates. coordinate is (n, dims);
 * stress gets an entry for each d up to LATIGRAPH_STRESS_DIMENSIONS, or up to dims if that is less.
 */
void latigraph_stress(int n, int count, const int *landmark, const double *distance, int dims,
                      const double *coordinate, double *stress);

/* --- Dimension (dimension.c) ------------------------------------------------------------------ */

typedef struct {
    double value, low, high, two_nn;
} latigraph_dimension_t;

/* Estimates the intrinsic dimension from the first four neighbours. */
igraph_error_t latigraph_dimension(const latigraph_near_t *near, igraph_uint_t seed,
                                   latigraph_dimension_t *dimension);

/* --- Loops (loops.c) -------------------------------------------------------------------------- */

enum { LATIGRAPH_LOOPS = 8 };

/* Loops that stay open over a range of scales. */
typedef struct {
    int count;
    double share[LATIGRAPH_LOOPS];  /* (death − birth) over the unit of loops.c, descending */
    double length[LATIGRAPH_LOOPS]; /* three times the death, over the median length of edges */
} latigraph_open_loops_t;

igraph_error_t latigraph_find_loops(const latigraph_web_t *web, latigraph_open_loops_t *loops);

/* Finds the share of a loop that one in ten random graphs of n points in a ball of `dims`
 * dimensions exceeds. */
igraph_error_t latigraph_loop_limit(int n, int dims, int k, igraph_uint_t seed, int threads,
                                    double *limit);

/* --- Spectral form (spectral.c) --------------------------------------------------------------- */

/* A symmetric matrix of similarities by rows. */
typedef struct {
    int n;
    igraph_vector_int_t start; /* (n + 1) */
    igraph_vector_int_t to;
    igraph_vector_t similarity;
    double *root; /* (n) 1 / √(degree + mean degree) */
} latigraph_similar_t;

/* Similarities exp(−d² / 2 s²) of the edges, s the median length. */
igraph_error_t latigraph_similar_from_web(latigraph_similar_t *similar, const latigraph_web_t *web);
/* Similarities ln(1 + weight) of a circuit, both directions added; id[v] is the row of neuron v,
 * −1 for those that are left out. */
igraph_error_t latigraph_similar_from_circuit(latigraph_similar_t *similar, int n, const int *row,
                                              const latigraph_circuit_t *circuit);
void latigraph_similar_destroy(latigraph_similar_t *similar);
/* Eigenvectors 2 .. dims + 1 of the regularised normalised matrix: coordinate (n, dims), each of
 * mean square 1, and their eigenvalues (dims). */
igraph_error_t latigraph_spectral(const latigraph_similar_t *similar, int dims, double *coordinate,
                                  double *eigenvalue);

/* Reports progress in percent; returns IGRAPH_INTERRUPTED if the user asked to interrupt. */
igraph_error_t latigraph_latents_progress(double percent);

/* The parts of a study that are done for true and for shuffled weights alike (study.c). */
typedef struct {
    const latigraph_latents_options_t *options;
    latigraph_points_t points; /* width 0: there are no profiles */
    latigraph_web_t web;
    igraph_bool_t web_live;             /* `web` is initialised */
    const latigraph_circuit_t *circuit; /* NULL: a matrix */
    latigraph_latents_method_t method;
    igraph_bool_t profiles;
    int dims;
    int count;          /* landmarks */
    int *landmark;      /* (count) */
    double *distance;   /* (count, n) along edges; NULL for the method "laplacian" alone */
    double *coordinate; /* (n, dims) */
    double *eigenvalue; /* (dims), 0 unless the method is "laplacian" */
    double stress[LATIGRAPH_STRESS_DIMENSIONS];
    double trust;
    int needed;
    latigraph_dimension_t dimension;
    double progress, share; /* percent done before, percent that this study takes */
} latigraph_study_t;

/* Finds neighbours, distances, dimension and coordinates of points that were set, or of the graph
 * of a circuit. The caller destroys the study, also after an error. */
igraph_error_t latigraph_study(latigraph_study_t *study);
void latigraph_study_destroy(latigraph_study_t *study);

/* --- Control (control.c) ---------------------------------------------------------------------- */

/* Permutes the weights (n, width) of each neuron; NULL is left alone. `kind` is 0 for input
 * weights, 1 for output weights. */
void latigraph_shuffle_weights(double *weight, int n, int width, igraph_uint_t seed, int kind);
/* Spearman's ρ of the distances of two studies, over the neurons that both have. */
igraph_error_t latigraph_compare_studies(const latigraph_study_t *first,
                                         const latigraph_study_t *second, igraph_real_t *rho);

/* --- Result (latents_result.c) ---------------------------------------------------------------- */

/* Forgets an earlier result. */
igraph_error_t latigraph_latents_clear(latigraph_latents_t *latents);
/* Fills everything but loops and control from a study of n neurons. */
igraph_error_t latigraph_latents_take(const latigraph_study_t *study, int n,
                                      latigraph_latents_t *latents);
/* Fills the figures of the control. */
igraph_error_t latigraph_latents_take_control(const latigraph_study_t *control,
                                              latigraph_latents_t *latents);

#endif
