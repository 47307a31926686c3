/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Node properties that are counts of edges and of triangles.
 *
 * Degrees and strengths are sums over rows of the circuit, and igraph's functions would only copy
 * them. igraph counts triangles without regard to direction. The directed ones are counted here as
 * in simplices.c: one set of partners of a neuron is marked in an array of bytes, and the rows of
 * other neurons are compared with the marks. A common partner then costs one look. Each role in
 * feed-forward triangles is counted by a pass of its own over all of them, in O(Σ degree²).
 *
 * The bins of distance have the bounds of the caller. A length equal to a bound is in the lower
 * bin.
 */
#include "base/memory.h"
#include "measure/node_property.h"
#include "measure/property.h"

#include <math.h>

igraph_error_t latigraph_node_in_degree(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    for (int i = 0; i < nodes->subject.circuit->n; i++) {
        VECTOR(*value)[i] = latigraph_in_degree(nodes->subject.circuit, i);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_out_degree(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    for (int i = 0; i < nodes->subject.circuit->n; i++) {
        VECTOR(*value)[i] = latigraph_out_degree(nodes->subject.circuit, i);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t strengths(const latigraph_nodes_t *nodes, gboolean out,
                                igraph_vector_t *value) {
    const latigraph_circuit_t *c = nodes->subject.circuit;
    for (int i = 0; i < c->n && c->weight != NULL; i++) {
        VECTOR(*value)[i] = latigraph_strength(c, i, out);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_in_strength(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return strengths(nodes, FALSE, value);
}

igraph_error_t latigraph_node_out_strength(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return strengths(nodes, TRUE, value);
}

igraph_error_t latigraph_node_mutual_degree(const latigraph_nodes_t *nodes,
                                            igraph_vector_t *value) {
    const latigraph_circuit_t *c = nodes->subject.circuit;
    for (int i = 0; i < c->n; i++) {
        VECTOR(*value)[i] = 0;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            VECTOR(*value)[i] += latigraph_circuit_has_edge(c, c->out_to[e], i);
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Directed triangles -------------------------------------------------------- */

static void mark_sources(const latigraph_circuit_t *c, int i, char *mark, char with) {
    for (int k = c->in_start[i]; k < c->in_start[i + 1]; k++) {
        mark[c->in_from[k]] = with;
    }
}

static void mark_targets(const latigraph_circuit_t *c, int i, char *mark, char with) {
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        mark[c->out_to[e]] = with;
    }
}

/* Returns the number of cycles i → j → k → i with a marked sender k of i. */
static double count_cycles(const latigraph_circuit_t *c, int i, const char *mark) {
    double count = 0;
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        for (int f = c->out_start[j]; f < c->out_start[j + 1]; f++) {
            count += mark[c->out_to[f]];
        }
    }
    return count;
}

igraph_error_t latigraph_node_three_cycles(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    const latigraph_circuit_t *c = nodes->subject.circuit;
    char *mark;
    LATIGRAPH_ALLOCATE(mark, c->n);
    for (int i = 0; i < c->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        mark_sources(c, i, mark, 1);
        VECTOR(*value)[i] = count_cycles(c, i, mark);
        mark_sources(c, i, mark, 0);
    }
    g_free(mark);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Place of a neuron in a feed-forward triangle: source → middle, source → sink, middle → sink. */
typedef enum { SOURCE, MIDDLE, SINK } role_t;

/* Adds the triangles whose source is i, the targets of which are marked. */
static void count_from(const latigraph_circuit_t *c, int i, role_t role, const char *mark,
                       igraph_vector_t *value) {
    for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
        const int j = c->out_to[e];
        for (int f = c->out_start[j]; f < c->out_start[j + 1]; f++) {
            const int k = c->out_to[f];
            VECTOR(*value)[role == SOURCE ? i : role == MIDDLE ? j : k] += mark[k];
        }
    }
}

static igraph_error_t count_role(const latigraph_nodes_t *nodes, role_t role,
                                 igraph_vector_t *value) {
    const latigraph_circuit_t *c = nodes->subject.circuit;
    char *mark;
    LATIGRAPH_ALLOCATE(mark, c->n);
    igraph_vector_null(value);
    for (int i = 0; i < c->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        mark_targets(c, i, mark, 1);
        count_from(c, i, role, mark, value);
        mark_targets(c, i, mark, 0);
    }
    g_free(mark);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_feed_forward_source(const latigraph_nodes_t *nodes,
                                                  igraph_vector_t *value) {
    return count_role(nodes, SOURCE, value);
}

igraph_error_t latigraph_node_feed_forward_middle(const latigraph_nodes_t *nodes,
                                                  igraph_vector_t *value) {
    return count_role(nodes, MIDDLE, value);
}

igraph_error_t latigraph_node_feed_forward_sink(const latigraph_nodes_t *nodes,
                                                igraph_vector_t *value) {
    return count_role(nodes, SINK, value);
}

/* --- Degree over distance -------------------------------------------------------- */

/* Returns the bin of a length, or −1 if the length or the bounds are not known. */
static int bin_of(const latigraph_nodes_t *nodes, double length) {
    int bin = 0;
    if (isnan(length) || isnan(nodes->bound[0])) {
        return -1;
    }
    while (bin < LATIGRAPH_DISTANCE_BOUNDS && length > nodes->bound[bin]) {
        bin++;
    }
    return bin;
}

static igraph_error_t count_bin(const latigraph_nodes_t *nodes, int bin, igraph_vector_t *value) {
    const latigraph_circuit_t *c = nodes->subject.circuit;
    if (c->dims == 0 || isnan(nodes->bound[0])) {
        return IGRAPH_SUCCESS;
    }
    for (int i = 0; i < c->n; i++) {
        VECTOR(*value)[i] = isnan(c->position[(gsize)i * (gsize)c->dims]) ? IGRAPH_NAN : 0;
    }
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            if (bin_of(nodes, latigraph_circuit_distance(c, i, c->out_to[e])) == bin) {
                VECTOR(*value)[i]++;
                VECTOR(*value)[c->out_to[e]]++;
            }
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_degree_bin_1(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return count_bin(nodes, 0, value);
}

igraph_error_t latigraph_node_degree_bin_2(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return count_bin(nodes, 1, value);
}

igraph_error_t latigraph_node_degree_bin_3(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return count_bin(nodes, 2, value);
}

igraph_error_t latigraph_node_degree_bin_4(const latigraph_nodes_t *nodes, igraph_vector_t *value) {
    return count_bin(nodes, 3, value);
}
