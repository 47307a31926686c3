/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_TEST_H
#define LATIGRAPH_POPULATION_TEST_H

#include "test.h"

#include "base/compat.h"
#include "base/remarks.h"

#include <latigraph/population.h>

/* Appends a graph with one vertex per letter of `names`. `edges` is a list like "AB2 BC1": the
 * letters of the two ends and a weight. */
static inline void add_graph(igraph_graph_list_t *graphs, const char *name, const char *names,
                             const char *edges, igraph_bool_t directed) {
    igraph_t graph;
    igraph_vector_int_t ends;
    igraph_vector_t weight;
    CHECK_OK(igraph_vector_int_init(&ends, 0));
    CHECK_OK(igraph_vector_init(&weight, 0));
    for (const char *edge = edges; *edge != '\0'; edge += strcspn(edge, " ")) {
        edge += strspn(edge, " ");
        CHECK_OK(igraph_vector_int_push_back(&ends, strchr(names, edge[0]) - names));
        CHECK_OK(igraph_vector_int_push_back(&ends, strchr(names, edge[1]) - names));
        CHECK_OK(igraph_vector_push_back(&weight, strtod(edge + 2, NULL)));
    }
    CHECK_OK(igraph_create(&graph, &ends, (igraph_integer_t)strlen(names), directed));
    for (size_t v = 0; v < strlen(names); v++) {
        const char letter[] = {names[v], '\0'};
        CHECK_OK(igraph_cattribute_VAS_set(&graph, "name", (igraph_integer_t)v, letter));
    }
    if (igraph_vector_size(&weight) > 0) {
        CHECK_OK(igraph_cattribute_EAN_setv(&graph, "weight", &weight));
    }
    if (name != NULL) {
        CHECK_OK(igraph_cattribute_GAS_set(&graph, "name", name));
    }
    CHECK_OK(igraph_graph_list_push_back(graphs, &graph));
    igraph_vector_destroy(&weight);
    igraph_vector_int_destroy(&ends);
}

/* Three animals: D is born after the first, and the second lost C. */
static inline void make_three(igraph_graph_list_t *graphs) {
    CHECK_OK(igraph_graph_list_init(graphs, 0));
    add_graph(graphs, "young", "ABC", "AB2 BC1", true);
    add_graph(graphs, "middle", "BAD", "AB4 DA3", true);
    add_graph(graphs, "old", "ABCD", "AB6 BC3 CD5 AC1", true);
}

/* An attribute of the edge between two vertices, by their letters; the edge must be there. */
static inline double edge_value(const igraph_t *graph, const char *ends, const char *attribute) {
    igraph_integer_t from = -1, to = -1, edge;
    for (igraph_integer_t v = 0; v < igraph_vcount(graph); v++) {
        const char *name = igraph_cattribute_VAS(graph, "name", v);
        from = name[0] == ends[0] ? v : from;
        to = name[0] == ends[1] ? v : to;
    }
    REQUIRE(from >= 0 && to >= 0);
    CHECK_OK(igraph_get_eid(graph, &edge, from, to, true, false));
    REQUIRE(edge >= 0);
    return igraph_cattribute_EAN(graph, attribute, edge);
}

/* The text of the first remark of a kind, or NULL. */
static inline const char *remark_of(const latigraph_remarks_t *remarks, const char *kind) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&remarks->kinds); k++) {
        if (strcmp(igraph_strvector_get(&remarks->kinds, k), kind) == 0) {
            return igraph_strvector_get(&remarks->texts, k);
        }
    }
    return NULL;
}

#endif
