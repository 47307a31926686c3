/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Starts of a search for blocks.
 *
 * The eigenvectors of the normalised matrix D^-1/2 (W + Wᵀ) D^-1/2 with the largest absolute
 * eigenvalues show blocks of any kind: positive eigenvalues those within which edges are many,
 * negative ones those between which they are. Their square has the same vectors, the largest
 * first. The rows are clustered by k-means.
 *
 * Leiden's method (Traag, Waltman, van Eck, Sci. Rep. 9:5233, 2019) draws from igraph's default
 * generator; it gets one of its own here, so that the same seed gives the same communities. */

#include "blocks/blocks.h"

#include "manifold/manifold.h"

#include <math.h>
#include <string.h>

enum { RESTARTS = 4, ROUNDS = 50 };

typedef struct {
    const latigraph_block_graph_t *graph;
    double *root;   /* (n) 1 / √degree */
    double *middle; /* (n) */
} normalised_t;

static void multiply_once(const double *from, double *to, int n, const normalised_t *m) {
    const latigraph_block_graph_t *graph = m->graph;
    memset(to, 0, (size_t)n * sizeof *to);
    for (int i = 0; i < n; i++) {
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            const int j = graph->to[k];
            const double w = graph->weight[k] * m->root[i] * m->root[j];
            to[i] += w * from[j];
            if (!graph->symmetric) {
                to[j] += w * from[i];
            }
        }
    }
}

static void multiply(const double *from, double *to, int n, const void *data) {
    const normalised_t *m = data;
    multiply_once(from, m->middle, n, m);
    multiply_once(m->middle, to, n, m);
}

static double squared_distance(const double *a, const double *b, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
}

/* Chooses far points as centres: the first at random, each next in proportion to the squared
 * distance of the nearest centre (Arthur and Vassilvitskii, 2007). */
static void choose_centres(int n, int width, const double *row, int clusters, double *centre,
                           double *nearest, latigraph_stream_t *stream) {
    int next = (int)latigraph_stream_integer(stream, (uint32_t)n);
    for (int i = 0; i < n; i++) {
        nearest[i] = INFINITY;
    }
    for (int c = 0; c < clusters; c++) {
        double sum = 0;
        memcpy(centre + (size_t)c * width, row + (size_t)next * width,
               (size_t)width * sizeof *centre);
        for (int i = 0; i < n; i++) {
            const double d =
                squared_distance(row + (size_t)i * width, centre + (size_t)c * width, width);
            nearest[i] = MIN(nearest[i], d);
            sum += nearest[i];
        }
        double left = latigraph_stream_uniform(stream) * sum;
        for (next = 0; next < n - 1 && left >= nearest[next]; next++) {
            left -= nearest[next];
        }
    }
}

/* One run of k-means; returns the sum of squared distances. */
static double cluster(int n, int width, const double *row, int clusters, double *centre,
                      int *membership) {
    double all = INFINITY, before;
    int rounds = 0;
    do {
        before = all;
        all = 0;
        for (int i = 0; i < n; i++) {
            double least = INFINITY;
            for (int c = 0; c < clusters; c++) {
                const double d =
                    squared_distance(row + (size_t)i * width, centre + (size_t)c * width, width);
                if (d < least) {
                    least = d;
                    membership[i] = c;
                }
            }
            all += least;
        }
        for (int c = 0; c < clusters; c++) {
            int size = 0;
            double *own = centre + (size_t)c * width;
            for (int i = 0; i < n; i++) {
                size += membership[i] == c;
            }
            for (int k = 0; k < width && size > 0; k++) {
                own[k] = 0;
                for (int i = 0; i < n; i++) {
                    own[k] += membership[i] == c ? row[(size_t)i * width + k] / size : 0;
                }
            }
        }
    } while (all < before && ++rounds < ROUNDS);
    return all;
}

static igraph_error_t cluster_best(int n, int width, const double *row, int clusters,
                                   latigraph_stream_t *stream, int *membership) {
    double *centre, *nearest, least = INFINITY;
    int *trial;
    LATIGRAPH_ALLOCATE(centre, (gsize)clusters * (gsize)width);
    LATIGRAPH_ALLOCATE(nearest, n);
    LATIGRAPH_ALLOCATE(trial, n);
    for (int restart = 0; restart < RESTARTS; restart++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        choose_centres(n, width, row, clusters, centre, nearest, stream);
        const double all = cluster(n, width, row, clusters, centre, trial);
        if (all < least) {
            least = all;
            memcpy(membership, trial, (size_t)n * sizeof *trial);
        }
    }
    g_free(trial);
    g_free(nearest);
    g_free(centre);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* Sets 1 / √degree of each vertex, 0 for those without edges. */
static void set_roots(const latigraph_block_graph_t *graph, double *root) {
    for (int i = 0; i < graph->n; i++) {
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            root[i] += graph->weight[k];
            root[graph->to[k]] += graph->symmetric ? 0 : graph->weight[k];
        }
    }
    for (int i = 0; i < graph->n; i++) {
        root[i] = root[i] > 0 ? 1 / sqrt(root[i]) : 0;
    }
}

igraph_error_t latigraph_spectral_clusters(const latigraph_block_graph_t *graph, int clusters,
                                           igraph_uint_t seed, int *membership) {
    const int n = graph->n;
    normalised_t normalised = {.graph = graph};
    latigraph_stream_t stream;
    double *value, *vector, *row;
    LATIGRAPH_ALLOCATE(normalised.root, n);
    LATIGRAPH_ALLOCATE(normalised.middle, n);
    LATIGRAPH_ALLOCATE(value, clusters);
    LATIGRAPH_ALLOCATE(vector, (gsize)clusters * (gsize)n);
    LATIGRAPH_ALLOCATE(row, (gsize)clusters * (gsize)n);
    set_roots(graph, normalised.root);
    IGRAPH_CHECK(latigraph_largest_eigen(n, clusters, multiply, &normalised, value, vector));
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < clusters; k++) {
            row[(size_t)i * clusters + k] = vector[(size_t)k * n + i];
        }
    }
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_BLOCKS, 1000 + (uint64_t)clusters);
    IGRAPH_CHECK(cluster_best(n, clusters, row, clusters, &stream, membership));
    g_free(row);
    g_free(vector);
    g_free(value);
    g_free(normalised.middle);
    g_free(normalised.root);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/* --- Communities ------------------------------------------------------------------------------ */

/* igraph's default generator is a pointer in some versions and a copy in others, so that both are
 * kept to give it back. */
typedef struct {
    igraph_rng_t own, content, *before;
} generator_t;

static void generator_end(generator_t *generator) {
    if (igraph_rng_default() == generator->before) {
        *generator->before = generator->content;
    } else {
        igraph_rng_set_default(generator->before);
    }
    igraph_rng_destroy(&generator->own);
}

static igraph_error_t generator_begin(generator_t *generator, igraph_uint_t seed) {
    IGRAPH_CHECK(igraph_rng_init(&generator->own, &igraph_rngtype_mt19937));
    IGRAPH_FINALLY(igraph_rng_destroy, &generator->own);
    IGRAPH_CHECK(igraph_rng_seed(&generator->own, seed));
    IGRAPH_FINALLY_CLEAN(1);
    generator->before = igraph_rng_default();
    generator->content = *generator->before;
    igraph_rng_set_default(&generator->own);
    return IGRAPH_SUCCESS;
}

/* Copies the pairs as an undirected graph with weights and the strengths of its vertices. */
static igraph_error_t undirected(const latigraph_block_graph_t *graph, igraph_t *made,
                                 igraph_vector_t *weights, igraph_vector_t *strength) {
    igraph_vector_int_t ends;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    for (int i = 0; i < graph->n; i++) {
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            if (!graph->symmetric || graph->to[k] > i) {
                IGRAPH_CHECK(igraph_vector_int_push_back(&ends, i));
                IGRAPH_CHECK(igraph_vector_int_push_back(&ends, graph->to[k]));
                IGRAPH_CHECK(igraph_vector_push_back(weights, graph->weight[k]));
                VECTOR(*strength)[i] += graph->weight[k];
                VECTOR(*strength)[graph->to[k]] += graph->weight[k];
            }
        }
    }
    IGRAPH_CHECK(igraph_create(made, &ends, graph->n, IGRAPH_UNDIRECTED));
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_leiden(const latigraph_block_graph_t *graph, igraph_uint_t seed,
                                igraph_vector_int_t *membership, igraph_integer_t *count) {
    igraph_t made;
    igraph_vector_t weights, strength;
    generator_t generator;
    IGRAPH_VECTOR_INIT_FINALLY(&weights, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&strength, graph->n);
    IGRAPH_CHECK(undirected(graph, &made, &weights, &strength));
    IGRAPH_FINALLY(igraph_destroy, &made);
    const double all = igraph_vector_sum(&strength);
    IGRAPH_CHECK(generator_begin(&generator, seed));
    IGRAPH_FINALLY(generator_end, &generator);
    IGRAPH_CHECK(latigraph_community_leiden(&made, &weights, &strength, all > 0 ? 1 / all : 0,
                                            membership, count));
    generator_end(&generator);
    igraph_destroy(&made);
    igraph_vector_destroy(&strength);
    igraph_vector_destroy(&weights);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
