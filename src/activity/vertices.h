/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_ACTIVITY_VERTICES_H
#define LATIGRAPH_ACTIVITY_VERTICES_H

#include "activity/activity.h"

/* Vertices of the columns of a recording. */
typedef struct {
    const latigraph_activity_t *activity;
    const igraph_t *like;       /* graph that the vertices belong to, or NULL */
    igraph_vector_int_t vertex; /* vertex of each column */
    igraph_vector_int_t column; /* column of each vertex, −1 if there is none */
} latigraph_vertices_t;

/* Matches columns and vertices: by the names of the neurons, if they have any, otherwise by their
 * numbers. Names that match no vertex raise IGRAPH_EINVAL. The vertices are on the FINALLY stack as
 * one entry. O(columns + vertices). */
igraph_error_t latigraph_vertices_init(latigraph_vertices_t *vertices,
                                       const latigraph_activity_t *activity, const igraph_t *like);
void latigraph_vertices_destroy(latigraph_vertices_t *vertices);

/* Edges of a network between columns, with their attributes; NULL: the edges have none. */
typedef struct {
    igraph_vector_int_t ends;                /* columns: source and target of each edge */
    igraph_vector_t weight, error, delay, p; /* empty if there are none; the weight is signed */
} latigraph_edge_list_t;

igraph_error_t latigraph_edge_list_init(latigraph_edge_list_t *list);
void latigraph_edge_list_destroy(latigraph_edge_list_t *list);

/* Makes the graph: the vertices with their data, and the edges with the attributes "weight" (its
 * absolute value), "sign" (1 or −1), "se", "delay" and "p". The graph is on the FINALLY stack as
 * one entry. Without an attribute handler it has edges alone. */
igraph_error_t latigraph_vertices_graph(const latigraph_vertices_t *vertices,
                                        const latigraph_edge_list_t *edges, igraph_bool_t directed,
                                        igraph_t *graph);

#endif
