/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Networks as figures show them: places, colours of types, and which edges are drawn.
 *
 * All edges of more than 100 neurons would be a grey patch. Every neuron of degree d then keeps its
 * √d pairs whose neurons share most partners (Satuluri, Parthasarathy and Ruan, "Local graph
 * sparsification for scalable clustering", SIGMOD 2011): groups stay visible, no neuron loses all
 * of its edges, and a pair keeps or loses both directions. No random numbers are needed. Bundles of
 * edges were rejected, because one cannot tell in them who sends to whom. The report thins in the
 * same way (thin() in src/report/js/graph.js).
 *
 * Known positions are seen across their narrowest axis. Circuits without positions get a
 * force-directed layout of the edges that are drawn (Fruchterman and Reingold, Softw. Pract. Exper.
 * 21:1129, 1991), which starts from a circle instead of random places.
 */
#include "figure/figure_network.h"

#include "base/memory.h"
#include "base/text.h"
#include "figure/figure.h"
#include "measure/types.h"

#include <math.h>
#include <string.h>

/* --- Edges ------------------------------------------------------------------------------------ */

typedef struct {
    double alike; /* shared partners per partner of either neuron (Jaccard's index) */
    int place;    /* the partner in the list of all partners */
} rank_t;

static int by_alike(const void *first, const void *second) {
    const rank_t *a = first, *b = second;
    return a->alike != b->alike ? (a->alike < b->alike ? 1 : -1)
                                : (a->place > b->place) - (a->place < b->place);
}

/* Returns Jaccard's index of the partners of two neurons, which are in ascending order. */
static double similarity(const int *start, const int *partner, int i, int j) {
    int a = start[i], b = start[j], shared = 0;
    while (a < start[i + 1] && b < start[j + 1]) {
        const int first = partner[a], second = partner[b];
        shared += first == second;
        a += first <= second;
        b += second <= first;
    }
    return (double)shared /
           (double)MAX(1, start[i + 1] - start[i] + start[j + 1] - start[j] - shared);
}

/* Marks both edges of a pair, as far as there are any. */
static void keep_pair(const latigraph_circuit_t *circuit, int i, int j, guchar *kept) {
    const int there = latigraph_circuit_find_edge(circuit, i, j);
    const int back = latigraph_circuit_find_edge(circuit, j, i);
    if (there >= 0) {
        kept[there] = TRUE;
    }
    if (back >= 0) {
        kept[back] = TRUE;
    }
}

/* Marks the edges that are worth drawing. kept (m). O(Σ over edges of the partners of both ends).
 */
static igraph_error_t thin(const latigraph_circuit_t *circuit, guchar *kept) {
    int *start, *partner;
    rank_t *rank;
    LATIGRAPH_ALLOCATE(start, circuit->n + 1);
    LATIGRAPH_ALLOCATE(partner, 2 * (gsize)circuit->m);
    LATIGRAPH_ALLOCATE(rank, circuit->n);
    latigraph_circuit_neighbours(circuit, start, partner);
    for (int i = 0; i < circuit->n; i++) {
        const int degree = start[i + 1] - start[i];
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = 0; k < degree; k++) {
            rank[k].place = start[i] + k;
            rank[k].alike = similarity(start, partner, i, partner[start[i] + k]);
        }
        qsort(rank, (size_t)degree, sizeof *rank, by_alike);
        for (int k = 0; k < (int)ceil(sqrt(degree)); k++) {
            keep_pair(circuit, i, partner[rank[k].place], kept);
        }
    }
    g_free(rank);
    g_free(partner);
    g_free(start);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_edges(figure_network_t *network, const latigraph_circuit_t *circuit) {
    guchar *kept;
    LATIGRAPH_ALLOCATE(kept, circuit->m);
    if (circuit->n > FIGURE_THIN_ABOVE) {
        IGRAPH_CHECK(thin(circuit, kept));
    } else {
        memset(kept, TRUE, (size_t)circuit->m);
    }
    network->m = circuit->m;
    network->from = g_try_new(int, circuit->m + 1);
    network->to = g_try_new(int, circuit->m + 1);
    network->mutual = g_try_new(guchar, circuit->m + 1);
    LATIGRAPH_CHECK_MEMORY(network->from);
    LATIGRAPH_CHECK_MEMORY(network->to);
    LATIGRAPH_CHECK_MEMORY(network->mutual);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (kept[e]) {
                const int j = circuit->out_to[e], d = network->drawn++;
                network->from[d] = i;
                network->to[d] = j;
                network->mutual[d] = latigraph_circuit_has_edge(circuit, j, i);
            }
        }
    }
    g_free(kept);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Types ------------------------------------------------------------------------------------ */

/* Gives colours to the types that occur, in their order; to the most frequent ones if there are
 * more types than colours. number (levels) counts neurons and gets the colour of each type. */
static igraph_error_t choose_types(figure_network_t *network, const latigraph_column_t *column,
                                   int *number) {
    const int levels = (int)igraph_vector_ptr_size(&column->levels);
    for (int i = 0; i < network->n; i++) {
        if (column->level[i] >= 0 &&
            ((const char *)VECTOR(column->levels)[column->level[i]])[0] != '\0') {
            number[column->level[i]]++;
        }
    }
    for (int t = 0; t < FIGURE_TYPES; t++) { /* Types with a colour get the number -1. */
        int most = 0;
        for (int k = 1; k < levels; k++) {
            most = number[k] > number[most] ? k : most;
        }
        if (levels > 0 && number[most] > 0) {
            number[most] = -1;
        }
    }
    for (int k = 0; k < levels; k++) {
        const gboolean coloured = number[k] < 0;
        number[k] = coloured ? network->types : FIGURE_TYPES;
        if (coloured) {
            IGRAPH_CHECK(
                latigraph_copy_text(VECTOR(column->levels)[k], &network->name[network->types]));
            network->types++;
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_types(figure_network_t *network, const latigraph_circuit_t *circuit) {
    const latigraph_column_t *column = latigraph_type_column(circuit);
    int *number;
    if (column == NULL) {
        return IGRAPH_SUCCESS;
    }
    network->type = g_try_new(int, network->n + 1);
    LATIGRAPH_CHECK_MEMORY(network->type);
    LATIGRAPH_ALLOCATE(number, igraph_vector_ptr_size(&column->levels));
    IGRAPH_CHECK(choose_types(network, column, number));
    for (int i = 0; i < network->n; i++) {
        network->type[i] = column->level[i] < 0 ? FIGURE_TYPES : number[column->level[i]];
        network->others = network->others || network->type[i] == FIGURE_TYPES;
    }
    g_free(number);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Places ----------------------------------------------------------------------------------- */

/* Chooses the two axes with the widest ranges, in their order. Returns FALSE if there are not two,
 * or if a place is not known. */
static gboolean widest_two(const latigraph_circuit_t *circuit, int chosen[2]) {
    double range[3] = {0.0};
    if (circuit->dims < 2) {
        return FALSE;
    }
    for (int c = 0; c < circuit->dims; c++) {
        double low = INFINITY, high = -INFINITY;
        for (int i = 0; i < circuit->n; i++) {
            const double at = circuit->position[i * circuit->dims + c];
            if (!isfinite(at)) {
                return FALSE;
            }
            low = fmin(low, at);
            high = fmax(high, at);
        }
        range[c] = high - low;
    }
    int narrowest = circuit->dims == 2 ? 2 : 0;
    for (int c = 1; c < circuit->dims && circuit->dims == 3; c++) {
        narrowest = range[c] < range[narrowest] ? c : narrowest;
    }
    chosen[0] = narrowest == 0 ? 1 : 0;
    chosen[1] = narrowest == 2 ? 1 : 2;
    return TRUE;
}

/* Scales both axes alike into 0 .. 1, centred. */
static void into_unit_square(double *x, double *y, int n) {
    double x0, x1, y0, y1;
    figure_range(x, n, &x0, &x1);
    figure_range(y, n, &y0, &y1);
    const double side = fmax(x1 - x0, y1 - y0) * 1.04;
    for (int i = 0; i < n; i++) {
        x[i] = 0.5 + (x[i] - 0.5 * (x0 + x1)) / side;
        y[i] = 0.5 + (y[i] - 0.5 * (y0 + y1)) / side;
    }
}

/* Computes a layout of the edges that are drawn. */
static igraph_error_t lay_out(figure_network_t *network) {
    const igraph_real_t warmth = 0.1 * (igraph_real_t)network->n;
    igraph_vector_int_t edges;
    igraph_matrix_t places;
    igraph_t graph;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&edges, 2 * (igraph_integer_t)network->drawn);
    IGRAPH_MATRIX_INIT_FINALLY(&places, 0, 0);
    for (int e = 0; e < network->drawn; e++) {
        VECTOR(edges)[2 * e] = network->from[e];
        VECTOR(edges)[2 * e + 1] = network->to[e];
    }
    IGRAPH_CHECK(igraph_create(&graph, &edges, network->n, IGRAPH_DIRECTED));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(igraph_layout_circle(&graph, &places, igraph_vss_all()));
    IGRAPH_CHECK(igraph_layout_fruchterman_reingold(
        &graph, &places, true, 1000, warmth, IGRAPH_LAYOUT_NOGRID, NULL, NULL, NULL, NULL, NULL));
    for (int i = 0; i < network->n; i++) {
        network->x[i] = MATRIX(places, i, 0);
        network->y[i] = MATRIX(places, i, 1);
    }
    igraph_destroy(&graph);
    igraph_matrix_destroy(&places);
    igraph_vector_int_destroy(&edges);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_places(figure_network_t *network, const latigraph_circuit_t *circuit,
                                  const figure_network_t *placed) {
    const int dims = circuit->dims;
    int chosen[2];
    network->x = g_try_new(double, network->n + 1);
    network->y = g_try_new(double, network->n + 1);
    LATIGRAPH_CHECK_MEMORY(network->x);
    LATIGRAPH_CHECK_MEMORY(network->y);
    if (placed != NULL) {
        memcpy(network->x, placed->x, (size_t)network->n * sizeof *network->x);
        memcpy(network->y, placed->y, (size_t)network->n * sizeof *network->y);
        return IGRAPH_SUCCESS;
    }
    if (widest_two(circuit, chosen)) {
        for (int i = 0; i < network->n; i++) {
            network->x[i] = circuit->position[i * dims + chosen[0]];
            network->y[i] = circuit->position[i * dims + chosen[1]];
        }
    } else {
        IGRAPH_CHECK(lay_out(network));
    }
    into_unit_square(network->x, network->y, network->n);
    return IGRAPH_SUCCESS;
}

/* --- All of it -------------------------------------------------------------------------------- */

igraph_error_t figure_network_fill(figure_network_t *network, const latigraph_circuit_t *circuit,
                                   const figure_network_t *placed) {
    network->n = circuit->n;
    IGRAPH_CHECK(take_edges(network, circuit));
    IGRAPH_CHECK(take_types(network, circuit));
    return take_places(network, circuit, placed);
}

void figure_network_clear(figure_network_t *network) {
    g_free(network->x);
    g_free(network->y);
    g_free(network->from);
    g_free(network->to);
    g_free(network->mutual);
    g_free(network->type);
    for (int k = 0; k < network->types; k++) {
        g_free(network->name[k]);
    }
    *network = (figure_network_t){.n = 0};
}
