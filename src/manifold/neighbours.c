/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Nearest neighbours, and the graph that they make.
 *
 * Distances come from inner products, d² = |a|² + |b|² − 2 a b, of a tile of points with all others
 * by dgemm: this is fast and needs no n × n matrix. A list of the nearest ones so far is kept in
 * order by insertion; nearly all candidates are farther than its last entry. Of equally far points
 * those with lower numbers are kept, so that the result depends on the points alone. */

#include "manifold/manifold.h"

#include "base/cblas.h"
#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* TILE: points whose distances are computed at once; TILES: tiles between two chances to interrupt;
 * COMMON: common neighbours of an edge. */
enum { TILE = 32, TILES = 64, COMMON = 2 };
static const double FLOOR = 1e-9; /* least length of an edge over the median */

typedef struct {
    const latigraph_points_t *points;
    latigraph_near_t *near;
    double *product; /* (workers, TILE, n) */
    int begin;       /* first tile of the loop */
} search_t;

/* Inserts a candidate into the list of one point, which holds `count` entries. */
static void insert(int *index, double *distance, int count, int candidate, double d) {
    int k = count - 1;
    if (d >= distance[k]) {
        return;
    }
    for (; k > 0 && distance[k - 1] > d; k--) {
        distance[k] = distance[k - 1];
        index[k] = index[k - 1];
    }
    distance[k] = d;
    index[k] = candidate;
}

static void search_tile(int item, int worker, void *data) {
    const search_t *search = data;
    const latigraph_points_t *points = search->points;
    const int n = points->n, width = points->width, first = (search->begin + item) * TILE;
    const int rows = MIN(TILE, n - first), count = search->near->count;
    double *product = search->product + (size_t)worker * TILE * n;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, n, width, 1,
                points->row + (size_t)first * width, width, points->row, width, 0, product, n);
    for (int r = 0; r < rows; r++) {
        const int i = first + r;
        int *index = search->near->index + (size_t)i * count;
        double *distance = search->near->distance + (size_t)i * count;
        for (int k = 0; k < count; k++) {
            distance[k] = INFINITY;
        }
        for (int j = 0; j < n; j++) {
            const double d = points->square[i] + points->square[j] - 2 * product[(size_t)r * n + j];
            if (j != i) {
                insert(index, distance, count, j, MAX(d, 0));
            }
        }
        for (int k = 0; k < count; k++) {
            distance[k] = sqrt(distance[k]);
        }
    }
}

igraph_error_t latigraph_near_init(latigraph_near_t *near, const latigraph_points_t *points,
                                   int count, int threads) {
    const int n = points->n, tiles = (n + TILE - 1) / TILE, workers = MAX(1, MIN(threads, tiles));
    search_t search = {.points = points, .near = near};
    *near = (latigraph_near_t){.n = n, .count = count};
    IGRAPH_FINALLY(latigraph_near_destroy, near);
    near->index = g_try_malloc0_n((gsize)n * (gsize)count + 1, sizeof(int));
    near->distance = g_try_malloc0_n((gsize)n * (gsize)count + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(near->index);
    LATIGRAPH_CHECK_MEMORY(near->distance);
    LATIGRAPH_ALLOCATE(search.product, (gsize)workers * TILE * (gsize)n);
    for (; search.begin < tiles; search.begin += TILES) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_parallel_for(workers, MIN(TILES, tiles - search.begin), search_tile, &search);
    }
    g_free(search.product);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_near_destroy(latigraph_near_t *near) {
    g_free(near->index);
    g_free(near->distance);
    *near = (latigraph_near_t){.n = 0};
}

/* --- The graph of neighbours ------------------------------------------------------------------ */

typedef struct {
    int from, to;
    double length;
} edge_t;

static int by_ends(const void *a, const void *b) {
    const edge_t *x = a, *y = b;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                              : (x->to > y->to) - (x->to < y->to);
}

/* Writes the edges of the union of all lists, each once, and returns their number. */
static size_t list_edges(const latigraph_near_t *near, int k, edge_t *edge) {
    size_t count = 0, kept = 0;
    for (int i = 0; i < near->n; i++) {
        for (int m = 0; m < k; m++) {
            const int j = near->index[(size_t)i * near->count + m];
            edge[count++] =
                (edge_t){MIN(i, j), MAX(i, j), near->distance[(size_t)i * near->count + m]};
        }
    }
    qsort(edge, count, sizeof *edge, by_ends);
    for (size_t e = 0; e < count; e++) {
        if (kept == 0 || by_ends(&edge[kept - 1], &edge[e]) != 0) {
            edge[kept++] = edge[e];
        }
    }
    return kept;
}

/* Adjacency of the points: the neighbours of i are to[start[i]] .. to[start[i + 1] − 1]. */
static void fill_rows(int n, const edge_t *edge, size_t count, int *start, int *to) {
    for (size_t e = 0; e < count; e++) {
        start[edge[e].from + 2]++;
        start[edge[e].to + 2]++;
    }
    for (int i = 2; i < n + 2; i++) {
        start[i] += start[i - 1];
    }
    for (size_t e = 0; e < count; e++) { /* start[i + 1] moves on to the end of row i */
        to[start[edge[e].from + 1]++] = edge[e].to;
        to[start[edge[e].to + 1]++] = edge[e].from;
    }
}

/* Drops edges whose ends have fewer than COMMON common neighbours, and returns how many stay. Noise
 * makes such shortcuts through the space between parts of the manifold, and one of them spoils the
 * distances of many pairs. */
static igraph_error_t drop_shortcuts(int n, edge_t *edge, size_t *count) {
    int *start, *to, *mark;
    size_t kept = 0;
    LATIGRAPH_ALLOCATE(start, n + 2);
    LATIGRAPH_ALLOCATE(to, 2 * *count);
    LATIGRAPH_ALLOCATE(mark, n);
    fill_rows(n, edge, *count, start, to);
    for (size_t e = 0; e < *count; e++) {
        const int from = edge[e].from, other = edge[e].to;
        int common = 0;
        if (e == 0 || edge[e - 1].from != from) { /* edges are sorted by their first ends */
            for (int k = start[from]; k < start[from + 1]; k++) {
                mark[to[k]] = from + 1;
            }
        }
        for (int k = start[other]; k < start[other + 1]; k++) {
            common += mark[to[k]] == from + 1;
        }
        if (common >= COMMON) {
            edge[kept++] = edge[e];
        }
    }
    *count = kept;
    g_free(mark);
    g_free(to);
    g_free(start);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_edge(igraph_vector_int_t *ends, igraph_vector_t *length, int from, int to,
                               double d) {
    IGRAPH_CHECK(igraph_vector_int_push_back(ends, from));
    IGRAPH_CHECK(igraph_vector_int_push_back(ends, to));
    return igraph_vector_push_back(length, d);
}

/* Finds the shortest link of the part `own` with another point. */
static edge_t shortest_link(const latigraph_points_t *points, const igraph_vector_int_t *part,
                            igraph_integer_t own, double *product) {
    const int n = points->n, width = points->width;
    edge_t best = {0, 0, INFINITY};
    for (int i = 0; i < n; i++) {
        if (VECTOR(*part)[i] != own) {
            continue;
        }
        cblas_dgemv(CblasRowMajor, CblasNoTrans, n, width, 1, points->row, width,
                    points->row + (size_t)i * width, 1, 0, product, 1);
        for (int j = 0; j < n; j++) {
            const double d = MAX(points->square[i] + points->square[j] - 2 * product[j], 0);
            if (VECTOR(*part)[j] != own && d < best.length) {
                best = (edge_t){i, j, d};
            }
        }
    }
    best.length = sqrt(best.length);
    return best;
}

/* The smallest part, the first of equal ones; −1 if there is one part alone. */
static igraph_integer_t smallest_part(const igraph_vector_int_t *size) {
    igraph_integer_t best = -1, parts = 0;
    for (igraph_integer_t p = 0; p < igraph_vector_int_size(size); p++) {
        parts += VECTOR(*size)[p] > 0;
        if (VECTOR(*size)[p] > 0 && (best < 0 || VECTOR(*size)[p] < VECTOR(*size)[best])) {
            best = p;
        }
    }
    return parts > 1 ? best : -1;
}

static void merge_parts(igraph_vector_int_t *part, igraph_vector_int_t *size, igraph_integer_t from,
                        igraph_integer_t to) {
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(part); i++) {
        VECTOR(*part)[i] = VECTOR(*part)[i] == from ? to : VECTOR(*part)[i];
    }
    VECTOR(*size)[to] += VECTOR(*size)[from];
    VECTOR(*size)[from] = 0;
}

/* Joins parts, the smallest first, and lists the links. */
static igraph_error_t join_parts(const igraph_t *graph, const latigraph_points_t *points,
                                 igraph_vector_int_t *ends, igraph_vector_t *length) {
    igraph_vector_int_t part, size;
    double *product;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&part, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&size, 0);
    LATIGRAPH_ALLOCATE(product, points->n);
    IGRAPH_CHECK(igraph_connected_components(graph, &part, &size, NULL, IGRAPH_WEAK));
    for (igraph_integer_t own; (own = smallest_part(&size)) >= 0;) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const edge_t link = shortest_link(points, &part, own, product);
        IGRAPH_CHECK(add_edge(ends, length, link.from, link.to, link.length));
        merge_parts(&part, &size, own, VECTOR(part)[link.to]);
    }
    g_free(product);
    igraph_vector_int_destroy(&size);
    igraph_vector_int_destroy(&part);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_median_length(const igraph_vector_t *length, double *median) {
    const igraph_integer_t count = igraph_vector_size(length);
    igraph_vector_t sorted;
    IGRAPH_CHECK(igraph_vector_init_copy(&sorted, length));
    igraph_vector_sort(&sorted);
    *median = count > 0 ? VECTOR(sorted)[count / 2] : 0;
    igraph_vector_destroy(&sorted);
    return IGRAPH_SUCCESS;
}

/* Raises lengths to a small part of the median, so that no two points are at one place. */
static igraph_error_t raise_lengths(igraph_vector_t *length) {
    double median;
    IGRAPH_CHECK(latigraph_median_length(length, &median));
    const double least = FLOOR * (median > 0 ? median : 1);
    for (igraph_integer_t e = 0; e < igraph_vector_size(length); e++) {
        VECTOR(*length)[e] = MAX(VECTOR(*length)[e], least);
    }
    return IGRAPH_SUCCESS;
}

/* Fills a web whose graph has no edges yet. */
static igraph_error_t fill(latigraph_web_t *web, const latigraph_points_t *points,
                           const latigraph_near_t *near, int k) {
    igraph_vector_int_t ends;
    edge_t *edge;
    LATIGRAPH_ALLOCATE(edge, (gsize)near->n * (gsize)k);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ends, 0);
    size_t count = list_edges(near, k, edge);
    IGRAPH_CHECK(drop_shortcuts(near->n, edge, &count));
    for (size_t e = 0; e < count; e++) {
        IGRAPH_CHECK(add_edge(&ends, &web->length, edge[e].from, edge[e].to, edge[e].length));
    }
    IGRAPH_CHECK(igraph_add_edges(&web->graph, &ends, NULL));
    igraph_vector_int_clear(&ends);
    IGRAPH_CHECK(join_parts(&web->graph, points, &ends, &web->length));
    web->links = (int)(igraph_vector_int_size(&ends) / 2);
    IGRAPH_CHECK(igraph_add_edges(&web->graph, &ends, NULL));
    IGRAPH_CHECK(raise_lengths(&web->length));
    igraph_vector_int_destroy(&ends);
    g_free(edge);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_web_init(latigraph_web_t *web, const latigraph_points_t *points,
                                  const latigraph_near_t *near, int k) {
    IGRAPH_CHECK(igraph_empty(&web->graph, points->n, IGRAPH_UNDIRECTED));
    IGRAPH_FINALLY(igraph_destroy, &web->graph);
    IGRAPH_VECTOR_INIT_FINALLY(&web->length, 0);
    IGRAPH_CHECK(fill(web, points, near, k));
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_web_destroy(latigraph_web_t *web) {
    igraph_vector_destroy(&web->length);
    igraph_destroy(&web->graph);
}

/* --- Trust ------------------------------------------------------------------------------------ */

igraph_error_t latigraph_trust(const latigraph_near_t *near, int k,
                               const latigraph_points_t *embedded, int threads, double *trust) {
    latigraph_near_t other;
    size_t kept = 0;
    IGRAPH_CHECK(latigraph_near_init(&other, embedded, k, threads));
    for (int i = 0; i < near->n; i++) {
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                kept += near->index[(size_t)i * near->count + a] == other.index[(size_t)i * k + b];
            }
        }
    }
    *trust = (double)kept / ((double)near->n * k);
    latigraph_near_destroy(&other);
    return IGRAPH_SUCCESS;
}
