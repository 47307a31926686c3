/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Circuits of a library that are nearest to queries in codes.
 *
 * A code is a Gaussian posterior, so two codes can be compared in units of their uncertainty. If
 * both circuits have the same code, the difference of the means in dimension k has the variance s²
 * = σ₁² + σ₂². The distance is the root mean square of (μ₁ − μ₂) / s over the dimensions. Codes at
 * less than about 1 cannot be distinguished, and a query finds itself at distance 0.
 * The library is searched in full, O(queries circuits dimensions); encoding takes far longer. */

#include "latent/latent.h"

#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double distance;
    int circuit;
} neighbour_t;

/* Orders by distance, then by circuit. */
static int compare(const void *a, const void *b) {
    const neighbour_t *x = a, *y = b;
    return x->distance != y->distance ? (x->distance > y->distance) - (x->distance < y->distance)
                                      : x->circuit - y->circuit;
}

/* Codes of circuits: (circuits, width) each. */
typedef struct {
    double *mean, *sd;
} codes_t;

/* Allocates and encodes; the arrays are two entries of the FINALLY stack. */
static igraph_error_t encode(const latigraph_model_t *model,
                             const latigraph_circuit_list_t *circuits, igraph_integer_t threads,
                             codes_t *codes) {
    const gsize cells = (gsize)circuits->size * (gsize)model->config.code;
    IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    LATIGRAPH_ALLOCATE(codes->mean, cells);
    LATIGRAPH_ALLOCATE(codes->sd, cells);
    return latigraph_encode_rows(model, circuits, (int)threads, codes->mean, codes->sd);
}

static double distance_of(const codes_t *a, gsize i, const codes_t *b, gsize j, gsize width) {
    double sum = 0;
    for (gsize k = 0; k < width; k++) {
        const double gap = a->mean[i * width + k] - b->mean[j * width + k];
        const double sd = a->sd[i * width + k], other = b->sd[j * width + k];
        sum += gap * gap / (sd * sd + other * other);
    }
    return sqrt(sum / (double)width);
}

static igraph_error_t find_all(const codes_t *queries, const codes_t *library, int width,
                               igraph_matrix_t *nearest, igraph_matrix_t *distance, int size) {
    neighbour_t *found;
    LATIGRAPH_ALLOCATE(found, size);
    for (igraph_integer_t q = 0; q < igraph_matrix_nrow(nearest); q++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int c = 0; c < size; c++) {
            found[c] =
                (neighbour_t){distance_of(queries, (gsize)q, library, (gsize)c, (gsize)width), c};
        }
        qsort(found, (size_t)size, sizeof *found, compare);
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(nearest); k++) {
            MATRIX(*nearest, q, k) = found[k].circuit;
            MATRIX(*distance, q, k) = found[k].distance;
        }
    }
    g_free(found);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_nearest_codes
 * \brief The circuits of a library whose codes are nearest to those of queries.
 *
 * The distance is the root mean square, over the dimensions of the code, of the difference of the
 * posterior means in standard deviations of the two posteriors together. Codes at a distance below
 * about 1 cannot be distinguished.
 *
 * \param model The model.
 * \param queries The circuits to find neighbours of.
 * \param library The circuits to search.
 * \param count Number of neighbours of each query; the library's size if that is smaller.
 * \param threads Number of threads; results do not depend on it.
 * \param nearest An initialised matrix. It gets one row per query with the indices of its
 *    neighbours in the library, the nearest first.
 * \param distance An initialised matrix. It gets their distances.
 * \return Error code: \c IGRAPH_EINVAL for fewer than one neighbour or thread, or an empty library;
 *    \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode(), plus O(queries library (d + log library)) for
 * codes of d dimensions.
 *
 * \sa \ref latigraph_encode()
 *
 * Example: the circuit of the training set that is nearest to each generated one.
 * \verbatim
 *   igraph_matrix_t nearest, distance;
 *   igraph_matrix_init(&nearest, 0, 0);
 *   igraph_matrix_init(&distance, 0, 0);
 *   latigraph_nearest_codes(model, &generated, &training, 1, 1, &nearest, &distance);
 *   printf("%g at %g SD\n", MATRIX(nearest, 0, 0), MATRIX(distance, 0, 0));
 * \endverbatim
 */
igraph_error_t latigraph_nearest_codes(const latigraph_model_t *model,
                                       const latigraph_circuit_list_t *queries,
                                       const latigraph_circuit_list_t *library,
                                       igraph_integer_t count, igraph_integer_t threads,
                                       igraph_matrix_t *nearest, igraph_matrix_t *distance) {
    codes_t of_queries, of_library;
    IGRAPH_CHECK(latigraph_check_threads(threads));
    if (count < 1 || library->size < 1) {
        IGRAPH_ERRORF("A library of %" IGRAPH_PRId " circuits has no %" IGRAPH_PRId
                      " nearest ones; both numbers must be at least 1.",
                      IGRAPH_EINVAL, library->size, count);
    }
    count = MIN(count, library->size);
    IGRAPH_CHECK(encode(model, queries, threads, &of_queries));
    IGRAPH_CHECK(encode(model, library, threads, &of_library));
    IGRAPH_CHECK(igraph_matrix_resize(nearest, queries->size, count));
    IGRAPH_CHECK(igraph_matrix_resize(distance, queries->size, count));
    IGRAPH_CHECK(find_all(&of_queries, &of_library, model->config.code, nearest, distance,
                          (int)library->size));
    g_free(of_library.sd);
    g_free(of_library.mean);
    g_free(of_queries.sd);
    g_free(of_queries.mean);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
