/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The spectral radius of the adjacency matrix, by power iteration with rigorous bounds.
 *
 * The Perron root of a non-negative matrix is the largest of the roots of its irreducible blocks,
 * the strongly connected components. A + I is primitive in each block. For every positive vector x,
 * the Collatz–Wielandt quotients (Ax + x)_i / x_i enclose the root of A + I (Wielandt, Math. Z.
 * 52:642, 1950). Power iteration narrows the enclosure. A dense eigenvalue solver would cost O(n³)
 * and limit the size of circuits. */

#include "measure/property.h"

#include <math.h>

static const double TOLERANCE = 1e-11; /* relative width of the enclosure */
static const double EFFORT = 1e9;      /* number of edges visited before the middle is accepted:
                                          seconds */
static const double OFTEN = 1e6;       /* number of edges between two questions for cancellation */

typedef struct {
    const int *start;  /* (n + 1) row starts of `to` */
    const int *to;     /* edges within components only */
    const int *member; /* (size) neurons of the component */
    int size;
    double *x, *y; /* (n) */
} block_t;

/* Computes y = x + A x and returns Σ y / Σ x, which lies between the smallest and the largest
 * quotient. */
static double multiply(const block_t *block, double *least, double *greatest) {
    double sum_x = 0, sum_y = 0;
    *least = INFINITY;
    *greatest = 0;
    for (int k = 0; k < block->size; k++) {
        const int i = block->member[k];
        double y = block->x[i];
        for (int e = block->start[i]; e < block->start[i + 1]; e++) {
            y += block->x[block->to[e]];
        }
        const double quotient = y / block->x[i];
        *least = fmin(*least, quotient);
        *greatest = fmax(*greatest, quotient);
        sum_x += block->x[i];
        sum_y += y;
        block->y[i] = y;
    }
    return sum_y / sum_x;
}

static double block_root(const block_t *block, latigraph_cancel_t *cancel) {
    double visited = 0, asked = 0, least, greatest, edges = 0;
    for (int k = 0; k < block->size; k++) {
        block->x[block->member[k]] = 1;
        edges += block->start[block->member[k] + 1] - block->start[block->member[k]];
    }
    for (;;) {
        const double middle = multiply(block, &least, &greatest);
        visited += edges + block->size;
        asked += edges + block->size;
        if (greatest - least <= TOLERANCE * greatest || visited > EFFORT) {
            return middle - 1;
        }
        for (int k = 0; k < block->size; k++) {
            const int i = block->member[k];
            /* The floor keeps x positive, without which the quotients enclose nothing. */
            block->x[i] = fmax(block->y[i] / greatest, 1e-290);
        }
        if (asked > OFTEN) {
            asked = 0;
            if (latigraph_cancelled(cancel)) {
                return IGRAPH_NAN;
            }
        }
    }
}

/* Sorts neurons by component. Those of component c are member[first[c]] to member[first[c + 1] −
 * 1]. */
static void sort_by_component(const latigraph_components_t *components, int n, int *member,
                              int *first) {
    int end = 0;
    for (int c = 0; c < components->count; c++) {
        end += components->size[c];
        first[c] = end;
    }
    first[components->count] = n;
    for (int i = n - 1; i >= 0; i--) {
        member[--first[components->of[i]]] = i;
    }
}

static void keep_inner_edges(const latigraph_circuit_t *c, const int *component, int *start,
                             int *to) {
    int kept = 0;
    for (int i = 0; i < c->n; i++) {
        start[i] = kept;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            if (component[i] == component[c->out_to[e]]) {
                to[kept++] = c->out_to[e];
            }
        }
    }
    start[c->n] = kept;
}

gboolean latigraph_find_radius(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                               latigraph_cancel_t *cancel) {
    const gsize n = (gsize)circuit->n;
    int *start = g_try_new(int, 3 * n + 2 + (gsize)circuit->m); /* (n + 1), n, (n + 1), m */
    double *x = g_try_new(double, 2 * n + 1);
    if (start == NULL || x == NULL) {
        g_free(x);
        g_free(start);
        return FALSE;
    }
    int *member = start + n + 1, *first = member + n, *to = first + n + 1;
    keep_inner_edges(circuit, q->components.of, start, to);
    sort_by_component(&q->components, circuit->n, member, first);
    q->radius = n == 0 ? IGRAPH_NAN : 0;
    for (int c = 0; c < q->components.count; c++) {
        const block_t block = {.start = start,
                               .to = to,
                               .member = member + first[c],
                               .size = first[c + 1] - first[c],
                               .x = x,
                               .y = x + n};
        if (block.size > 1) {
            q->radius = fmax(q->radius, block_root(&block, cancel));
        }
    }
    g_free(x);
    g_free(start);
    return TRUE;
}

igraph_error_t latigraph_measure_spectral_radius(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_RADIUS, &q));
    *value = q->radius;
    return IGRAPH_SUCCESS;
}
