/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_TEST_H
#define LATIGRAPH_ACTIVITY_TEST_H

#include "test.h"

#include "activity/columns.h"
#include "base/random.h"

#include <latigraph/activity.h>

/* Fills a matrix (times, neurons), which is initialised here, with independent normal numbers. */
static inline void make_noise(igraph_matrix_t *x, igraph_integer_t times, igraph_integer_t neurons,
                              int index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 7, LATIGRAPH_STREAM_TEST, (uint64_t)index);
    CHECK_OK(igraph_matrix_init(x, times, neurons));
    for (igraph_integer_t t = 0; t < times; t++) {
        for (igraph_integer_t j = 0; j < neurons; j++) {
            MATRIX(*x, t, j) = latigraph_stream_normal(&stream);
        }
    }
}

/* Turns noise into an autoregression: x(t) = Wᵀ x(t − 1) + noise, w[i n + j] = weight i → j. */
static inline void run_network(igraph_matrix_t *x, const double *w) {
    const igraph_integer_t n = igraph_matrix_ncol(x);
    for (igraph_integer_t t = 1; t < igraph_matrix_nrow(x); t++) {
        for (igraph_integer_t j = 0; j < n; j++) {
            for (igraph_integer_t i = 0; i < n; i++) {
                MATRIX(*x, t, j) += w[i * n + j] * MATRIX(*x, t - 1, i);
            }
        }
    }
}

/* Estimates the first network of a matrix with names NULL. */
static inline void network_of(igraph_t *graph, const igraph_matrix_t *x,
                              const latigraph_network_options_t *options) {
    latigraph_activity_t *activity;
    igraph_graph_list_t graphs;
    CHECK_OK(latigraph_activity_from_matrix(&activity, x, NULL));
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    CHECK_OK(latigraph_network_from_activity(&graphs, activity, options));
    REQUIRE(igraph_graph_list_size(&graphs) >= 1);
    CHECK_OK(igraph_copy(graph, igraph_graph_list_get_ptr(&graphs, 0)));
    igraph_graph_list_destroy(&graphs);
    latigraph_activity_destroy(activity);
}

/* Signed weight of an edge; NaN if there is none. */
static inline double signed_weight(const igraph_t *graph, igraph_integer_t from,
                                   igraph_integer_t to) {
    igraph_integer_t edge;
    CHECK_OK(igraph_get_eid(graph, &edge, from, to, IGRAPH_DIRECTED, false));
    return edge < 0 ? NAN
                    : igraph_cattribute_EAN(graph, "weight", edge) *
                          igraph_cattribute_EAN(graph, "sign", edge);
}

#endif
