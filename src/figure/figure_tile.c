/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Adjacency matrices as pictures: rows send, columns receive, one square per edge.
 *
 * Neurons are ordered by falling degree, so that hubs meet in one corner and a core shows as a
 * dense block. Ties are ordered by number, which makes the picture a function of the circuit.
 * Whether an edge has its reverse, or occurs in another matrix, is looked up in a hash table of
 * cells, in O(edges).
 *
 * Squares are drawn without antialiasing, which makes them sharp and the file of an SVG a third as
 * large. In a raster they are a whole number of dots wide; otherwise rounding would make some of
 * them look fainter than others.
 */
#include "figure/figure_draw.h"

#include "base/map.h"

#include <math.h>
#include <stdlib.h>

const figure_colour_t figure_edge_colours[FIGURE_KINDS] = {
    [FIGURE_ONE_WAY] = FIGURE_EDGE, [FIGURE_MUTUAL] = FIGURE_PAIR};

typedef struct {
    int neuron;
    igraph_integer_t degree;
} ranked_t;

static int by_degree(const void *a, const void *b) {
    const ranked_t *x = a, *y = b;
    return x->degree != y->degree ? (x->degree < y->degree) - (x->degree > y->degree)
                                  : (x->neuron > y->neuron) - (x->neuron < y->neuron);
}

/* Gets the edges as pairs of neurons, one after the other, and the number of neurons. */
static igraph_error_t edges_of(const latigraph_circuit_t *circuit, igraph_vector_int_t *edges,
                               igraph_integer_t *n) {
    igraph_t graph;
    IGRAPH_CHECK(latigraph_circuit_to_graph(circuit, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_get_edgelist(&graph, edges, /*bycol=*/false));
    *n = igraph_vcount(&graph);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_places(const latigraph_circuit_t *circuit, int **place) {
    igraph_vector_int_t edges;
    ranked_t *ranked;
    igraph_integer_t n;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(edges_of(circuit, &edges, &n));
    LATIGRAPH_ALLOCATE(ranked, n);
    for (int i = 0; i < (int)n; i++) {
        ranked[i].neuron = i;
    }
    for (igraph_integer_t e = 0; e < igraph_vector_int_size(&edges); e++) {
        ranked[VECTOR(edges)[e]].degree++;
    }
    qsort(ranked, (size_t)n, sizeof *ranked, by_degree);
    *place = g_try_new0(int, n + 1);
    LATIGRAPH_CHECK_MEMORY(*place);
    for (int i = 0; i < (int)n; i++) {
        (*place)[ranked[i].neuron] = i;
    }
    g_free(ranked);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Adds the cells of a matrix that hold an edge. */
static igraph_error_t add_cells(latigraph_map_t *there, const figure_tile_t *tile) {
    for (int e = 0; e < tile->m; e++) {
        latigraph_map_entry_t *entry;
        IGRAPH_CHECK(latigraph_map_add_integer(
            there, (gint64)tile->row[e] * tile->n + tile->column[e], &entry, NULL));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t mark_mutual(figure_tile_t *tile) {
    latigraph_map_t there = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &there);
    IGRAPH_CHECK(add_cells(&there, tile));
    for (int e = 0; e < tile->m; e++) {
        const gint64 reverse = (gint64)tile->column[e] * tile->n + tile->row[e];
        tile->kind[e] =
            latigraph_map_find_integer(&there, reverse) != NULL ? FIGURE_MUTUAL : FIGURE_ONE_WAY;
    }
    latigraph_map_destroy(&there);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_tile_compare(figure_tile_t *tile, const figure_tile_t *other) {
    latigraph_map_t there = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &there);
    IGRAPH_CHECK(add_cells(&there, other));
    for (int e = 0; e < tile->m; e++) {
        const gint64 cell = (gint64)tile->row[e] * tile->n + tile->column[e];
        tile->kind[e] = latigraph_map_find_integer(&there, cell) == NULL;
    }
    latigraph_map_destroy(&there);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_tile_fill(figure_tile_t *tile, const latigraph_circuit_t *circuit,
                                const int *place) {
    igraph_vector_int_t edges;
    igraph_integer_t n;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 0);
    IGRAPH_CHECK(edges_of(circuit, &edges, &n));
    tile->n = (int)n;
    tile->m = (int)(igraph_vector_int_size(&edges) / 2);
    tile->row = g_try_new(int, tile->m + 1);
    tile->column = g_try_new(int, tile->m + 1);
    tile->kind = g_try_new(guchar, tile->m + 1);
    LATIGRAPH_CHECK_MEMORY(tile->row);
    LATIGRAPH_CHECK_MEMORY(tile->column);
    LATIGRAPH_CHECK_MEMORY(tile->kind);
    for (int e = 0; e < tile->m; e++) {
        tile->row[e] = place[VECTOR(edges)[2 * e]];
        tile->column[e] = place[VECTOR(edges)[2 * e + 1]];
    }
    IGRAPH_CHECK(mark_mutual(tile));
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void figure_tile_clear(figure_tile_t *tile) {
    g_free(tile->row);
    g_free(tile->column);
    g_free(tile->kind);
}

/* Returns the width of a cell, rounded up to whole dots in a raster. */
static double cell_size(cairo_t *cr, double size) {
    cairo_surface_t *surface = cairo_get_target(cr);
    double x, y, drawn = 1, across = 0;
    cairo_surface_get_device_scale(surface, &x, &y);
    cairo_user_to_device_distance(cr, &drawn, &across);
    x *= drawn;
    return cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE ? ceil(size * x - 0.1) / x
                                                                       : size;
}

void figure_tile_draw(cairo_t *cr, double left, double top, double side, const figure_tile_t *tile,
                      const figure_colour_t colours[FIGURE_KINDS]) {
    const double cell = side / MAX(tile->n, 1), dot = cell_size(cr, fmax(cell, 0.7));
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (int kind = 0; kind < FIGURE_KINDS; kind++) {
        figure_colour(cr, colours[kind], 0.9);
        for (int e = 0; e < tile->m; e++) {
            if (tile->kind[e] == kind) {
                cairo_rectangle(cr, left + tile->column[e] * cell, top + tile->row[e] * cell, dot,
                                dot);
            }
        }
        cairo_fill(cr);
    }
    cairo_restore(cr);
    figure_colour(cr, FIGURE_GREY, 1.0);
    cairo_set_line_width(cr, 0.6);
    cairo_rectangle(cr, left, top, side, side);
    cairo_stroke(cr);
}
