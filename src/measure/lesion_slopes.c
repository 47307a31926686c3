/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Effects of lesions to first order, for properties that are functions of a few sums.
 *
 * Density, reciprocity, transitivity and others are functions of a circuit's numbers of neurons,
 * edges, mutual edges, connected triples and triangles, and of sums of products of degrees. What
 * an edge or a neuron contributes to each sum is known exactly, from its degrees and common
 * neighbours. The effect of a part is the derivative of the property along the change of the sums
 * that the part's loss makes. All parts together cost one pass over the edges and one over the
 * triangles; exact effects need a measurement per part.
 *
 * For an edge this is the derivative of the property by the entry of the adjacency matrix, with
 * entries between 0 and 1 and sums that are linear in each. The derivative is taken by a complex
 * step (Squire and Trapp, SIAM Rev. 40:110, 1998): f(x + i h d) = f(x) + i h f'(x) d + O(h²), so
 * that the imaginary part has no cancellation and is exact to rounding.
 */
#include "measure/lesion_slopes.h"

#include "base/compat.h"
#include "base/text.h"
#include "measure/property.h"

#include <complex.h>
#include <math.h>

/* Sums over a circuit. Each mutual pair counts two mutual edges; a triangle closes three triples.
 */
enum {
    NEURONS,
    EDGES,
    MUTUAL,
    OUT_SQUARES, /* Σ out-degree² */
    IN_SQUARES,
    PRODUCTS, /* Σ out-degree · in-degree */
    CLOSED,   /* closed triples of the undirected graph */
    TRIPLES,  /* connected triples of the undirected graph */
    LENGTH,   /* lengths of edges with known positions */
    LOCATED,  /* number of these */
    WEIGHT,
    SUMS
};

static const double STEP = 1e-100;  /* h; its square is below all rounding */
static const double ENDLESS = 1e30; /* slopes from here on do not exist */

/* --- Properties as functions of the sums ----------------------------------------------------- */

typedef double complex property_t(const double complex *sum);

static double complex density(const double complex *sum) {
    return sum[EDGES] / (sum[NEURONS] * (sum[NEURONS] - 1));
}

static double complex mean_degree(const double complex *sum) {
    return sum[EDGES] / sum[NEURONS];
}

static double complex variation(const double complex *sum, int squares) {
    return csqrt(sum[NEURONS] * sum[squares] - sum[EDGES] * sum[EDGES]) / sum[EDGES];
}

static double complex out_variation(const double complex *sum) {
    return variation(sum, OUT_SQUARES);
}

static double complex in_variation(const double complex *sum) {
    return variation(sum, IN_SQUARES);
}

static double complex degree_correlation(const double complex *sum) {
    const double complex square = sum[EDGES] * sum[EDGES];
    return (sum[NEURONS] * sum[PRODUCTS] - square) /
           (csqrt(sum[NEURONS] * sum[OUT_SQUARES] - square) *
            csqrt(sum[NEURONS] * sum[IN_SQUARES] - square));
}

static double complex reciprocity(const double complex *sum) {
    return sum[MUTUAL] / sum[EDGES];
}

static double complex reciprocity_excess(const double complex *sum) {
    return (reciprocity(sum) - density(sum)) / (1 - density(sum));
}

static double complex transitivity(const double complex *sum) {
    return sum[CLOSED] / sum[TRIPLES];
}

static double complex edge_length(const double complex *sum) {
    return sum[LENGTH] / sum[LOCATED];
}

static double complex weight_mean(const double complex *sum) {
    return sum[WEIGHT] / sum[EDGES];
}

static double complex mean_strength(const double complex *sum) {
    return sum[WEIGHT] / sum[NEURONS];
}

static const struct {
    latigraph_measure_t *measure;
    property_t *property;
} known[] = {
    {latigraph_measure_density, density},
    {latigraph_measure_mean_degree, mean_degree},
    {latigraph_measure_out_degree_cv, out_variation},
    {latigraph_measure_in_degree_cv, in_variation},
    {latigraph_measure_degree_correlation, degree_correlation},
    {latigraph_measure_reciprocity, reciprocity},
    {latigraph_measure_reciprocity_excess, reciprocity_excess},
    {latigraph_measure_transitivity, transitivity},
    {latigraph_measure_edge_length, edge_length},
    {latigraph_measure_weight_mean, weight_mean},
    {latigraph_measure_mean_strength, mean_strength},
};

static property_t *find_property(igraph_integer_t property) {
    for (gsize k = 0; k < G_N_ELEMENTS(known); k++) {
        if (property >= 0 && property < LATIGRAPH_PROPERTIES &&
            latigraph_property_table[property].measure == known[k].measure) {
            return known[k].property;
        }
    }
    return NULL;
}

igraph_error_t latigraph_lesion_check_slopes(igraph_integer_t property, const char *name) {
    latigraph_text_t names = LATIGRAPH_TEXT_EMPTY;
    if (find_property(property) != NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(latigraph_text_destroy, &names);
    for (int p = 0; p < LATIGRAPH_PROPERTIES; p++) {
        if (find_property(p) != NULL) {
            latigraph_text_print(&names, "%s%s", names.length > 0 ? ", " : "",
                                 latigraph_property_table[p].info.name);
        }
    }
    IGRAPH_CHECK(latigraph_text_check(&names));
    IGRAPH_ERRORF("The property \"%.60s\" has no slopes; these have: %s. Take parts out exactly "
                  "(method exact), or choose one of them.",
                  IGRAPH_EINVAL, name, latigraph_text(&names));
}

/* --- Shares of a part in the sums ------------------------------------------------------------- */

/* A circuit and its undirected graph. */
typedef struct {
    const latigraph_circuit_t *circuit;
    int *start;     /* (n + 1) row starts of `neighbour` */
    int *neighbour; /* (2m) neighbours in either direction, ascending in each row */
    int *shared;    /* (2m) number of common neighbours of each of these pairs */
} graph_t;

static void graph_destroy(graph_t *graph) {
    g_free(graph->start);
    g_free(graph->neighbour);
    g_free(graph->shared);
}

static int count_common(const graph_t *graph, int i, int j) {
    int a = graph->start[i], b = graph->start[j], common = 0;
    while (a < graph->start[i + 1] && b < graph->start[j + 1]) {
        const int x = graph->neighbour[a], y = graph->neighbour[b];
        common += x == y;
        a += x <= y;
        b += y <= x;
    }
    return common;
}

static igraph_error_t graph_init(graph_t *graph, const latigraph_circuit_t *c) {
    *graph = (graph_t){c, g_try_new0(int, (gsize)c->n + 1), g_try_new0(int, 2 * (gsize)c->m + 1),
                       g_try_new0(int, 2 * (gsize)c->m + 1)};
    if (graph->start == NULL || graph->neighbour == NULL || graph->shared == NULL) {
        graph_destroy(graph);
        IGRAPH_ERROR("Not enough memory for slopes.", IGRAPH_ENOMEM);
    }
    IGRAPH_FINALLY(graph_destroy, graph);
    latigraph_circuit_neighbours(c, graph->start, graph->neighbour);
    for (int i = 0; i < c->n; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            graph->shared[k] = count_common(graph, i, graph->neighbour[k]);
        }
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static double partners(const graph_t *graph, int i) {
    return graph->start[i + 1] - graph->start[i];
}

/* Returns the number of common neighbours of two neighbours. */
static int shared_of(const graph_t *graph, int i, int j) {
    int low = graph->start[i], high = graph->start[i + 1] - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (graph->neighbour[middle] < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return graph->shared[low];
}

/* Adds the weight and the length of an edge. */
static void add_physical(const latigraph_circuit_t *c, int i, int e, double *sum) {
    const double length = latigraph_circuit_distance(c, i, c->out_to[e]);
    sum[WEIGHT] += c->weight != NULL ? c->weight[e] : NAN;
    if (isfinite(length)) {
        sum[LENGTH] += length;
        sum[LOCATED] += 1;
    }
}

/* Sums over the whole circuit. */
static void sum_all(const graph_t *graph, double *sum) {
    const latigraph_circuit_t *c = graph->circuit;
    memset(sum, 0, SUMS * sizeof *sum);
    sum[NEURONS] = c->n;
    sum[EDGES] = c->m;
    for (int i = 0; i < c->n; i++) {
        const double out = latigraph_out_degree(c, i), in = latigraph_in_degree(c, i);
        const double reach = partners(graph, i);
        sum[OUT_SQUARES] += out * out;
        sum[IN_SQUARES] += in * in;
        sum[PRODUCTS] += out * in;
        sum[MUTUAL] += out + in - reach;
        sum[TRIPLES] += reach * (reach - 1) / 2;
        for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
            sum[CLOSED] += 0.5 * graph->shared[k];
        }
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            add_physical(c, i, e, sum);
        }
    }
}

/* Sets `sum` to what the sums lose without edge e from i. The undirected graph loses nothing if
 * there is an edge back. */
static void lose_edge(const graph_t *graph, int i, int e, double *sum) {
    const latigraph_circuit_t *c = graph->circuit;
    const int j = c->out_to[e];
    const gboolean back = latigraph_circuit_has_edge(c, j, i);
    memset(sum, 0, SUMS * sizeof *sum);
    sum[EDGES] = 1;
    sum[MUTUAL] = back ? 2 : 0;
    sum[OUT_SQUARES] = 2 * latigraph_out_degree(c, i) - 1;
    sum[IN_SQUARES] = 2 * latigraph_in_degree(c, j) - 1;
    sum[PRODUCTS] = latigraph_in_degree(c, i) + latigraph_out_degree(c, j);
    sum[CLOSED] = back ? 0 : 3 * shared_of(graph, i, j);
    sum[TRIPLES] = back ? 0 : partners(graph, i) + partners(graph, j) - 2;
    add_physical(c, i, e, sum);
}

/* Adds what neighbour j of neuron i loses: an edge to it, one from it, or both. */
static void lose_neighbour(const graph_t *graph, int i, int k, double *sum) {
    const latigraph_circuit_t *c = graph->circuit;
    const int j = graph->neighbour[k];
    const double out = latigraph_out_degree(c, j), in = latigraph_in_degree(c, j);
    const double from = latigraph_circuit_has_edge(c, j, i);
    const int edge = latigraph_circuit_find_edge(c, i, j);
    const double to = edge >= 0;
    sum[EDGES] += from + to;
    sum[MUTUAL] += 2 * from * to;
    sum[OUT_SQUARES] += from * (2 * out - 1);
    sum[IN_SQUARES] += to * (2 * in - 1);
    sum[PRODUCTS] += from * in + to * out - from * to;
    sum[CLOSED] += 1.5 * graph->shared[k]; /* each triangle at two neighbours */
    sum[TRIPLES] += partners(graph, j) - 1;
    if (edge >= 0) {
        add_physical(c, i, edge, sum);
    }
    if (from > 0) {
        add_physical(c, j, latigraph_circuit_find_edge(c, j, i), sum);
    }
}

/* Sets `sum` to what the sums lose without a neuron, or without its edges alone. */
static void lose_neuron(const graph_t *graph, int i, gboolean silence, double *sum) {
    const latigraph_circuit_t *c = graph->circuit;
    const double out = latigraph_out_degree(c, i), in = latigraph_in_degree(c, i);
    memset(sum, 0, SUMS * sizeof *sum);
    sum[NEURONS] = silence ? 0 : 1;
    sum[OUT_SQUARES] = out * out;
    sum[IN_SQUARES] = in * in;
    sum[PRODUCTS] = out * in;
    sum[TRIPLES] = partners(graph, i) * (partners(graph, i) - 1) / 2;
    for (int k = graph->start[i]; k < graph->start[i + 1]; k++) {
        lose_neighbour(graph, i, k, sum);
    }
}

/* --- Slopes ----------------------------------------------------------------------------------- */

static double slope_along(property_t *property, const double *sum, const double *lost) {
    double complex moved[SUMS];
    for (int k = 0; k < SUMS; k++) {
        moved[k] = sum[k] - STEP * lost[k] * I;
    }
    return cimag(property(moved)) / STEP;
}

/* A property at the end of its range may have no derivative, as the variation of equal degrees. A
 * square root there makes the complex step about 1 / √STEP. */
static igraph_error_t check_finite(const latigraph_circuit_t *c, int count,
                                   igraph_integer_t property, const double *change) {
    for (int k = 0; k < count; k++) {
        if (!(fabs(change[k]) < ENDLESS)) {
            IGRAPH_ERRORF("The property \"%s\" of circuit \"%s\" has no slope, because it is at "
                          "the end of its range there. Take parts out exactly (method exact).",
                          IGRAPH_EINVAL, latigraph_property_table[property].info.name, c->name);
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_lesion_slopes(const latigraph_circuit_t *c, gboolean edges,
                                       gboolean silence, igraph_integer_t property,
                                       double *change) {
    property_t *function = find_property(property);
    double sum[SUMS], lost[SUMS];
    graph_t graph;
    IGRAPH_CHECK(graph_init(&graph, c));
    sum_all(&graph, sum);
    for (int i = 0; i < c->n; i++) {
        if (!edges) {
            lose_neuron(&graph, i, silence, lost);
            change[i] = slope_along(function, sum, lost);
        }
        for (int e = c->out_start[i]; edges && e < c->out_start[i + 1]; e++) {
            lose_edge(&graph, i, e, lost);
            change[e] = slope_along(function, sum, lost);
        }
    }
    graph_destroy(&graph);
    return check_finite(c, edges ? c->m : c->n, property, change);
}
