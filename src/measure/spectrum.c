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

#include "base/memory.h"
#include "measure/property.h"

#include <math.h>

static const double TOLERANCE = 1e-11; /* relative width of the enclosure */
static const double EFFORT = 1e9;      /* number of edges visited before the middle is accepted:
                                          seconds */

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

static igraph_error_t block_root(const block_t *block, double *root) {
    double visited = 0, least, greatest, edges = 0;
    for (int k = 0; k < block->size; k++) {
        block->x[block->member[k]] = 1;
        edges += block->start[block->member[k] + 1] - block->start[block->member[k]];
    }
    for (int sweep = 1;; sweep++) {
        const double middle = multiply(block, &least, &greatest);
        visited += edges + block->size;
        if (greatest - least <= TOLERANCE * greatest || visited > EFFORT) {
            *root = middle - 1;
            return IGRAPH_SUCCESS;
        }
        for (int k = 0; k < block->size; k++) {
            const int i = block->member[k];
            /* The floor keeps x positive, without which the quotients enclose nothing. */
            block->x[i] = fmax(block->y[i] / greatest, 1e-290);
        }
        if (sweep % 1024 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
    }
}

/* Sorts neurons by component. Those of component c are member[first[c]] to member[first[c + 1] −
 * 1]. */
static void sort_by_component(const latigraph_components_t *components, int *member, int *first) {
    const int n = (int)igraph_vector_int_size(&components->of);
    const int count = (int)igraph_vector_int_size(&components->size);
    int end = 0;
    for (int c = 0; c < count; c++) {
        end += (int)VECTOR(components->size)[c];
        first[c] = end;
    }
    first[count] = n;
    for (int i = n - 1; i >= 0; i--) {
        member[--first[VECTOR(components->of)[i]]] = i;
    }
}

static void keep_inner_edges(const latigraph_circuit_t *c, const latigraph_components_t *components,
                             int *start, int *to) {
    const igraph_integer_t *component = VECTOR(components->of);
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

igraph_error_t latigraph_measure_spectral_radius(const latigraph_subject_t *subject,
                                                 igraph_real_t *value) {
    const int n = subject->circuit->n;
    const latigraph_components_t *components;
    int *start, *to, *member, *first;
    double *x, *y;
    IGRAPH_CHECK(latigraph_subject_components(subject, &components));
    const int count = (int)igraph_vector_int_size(&components->size);
    LATIGRAPH_ALLOCATE(start, n + 1);
    LATIGRAPH_ALLOCATE(to, subject->circuit->m);
    LATIGRAPH_ALLOCATE(member, n);
    LATIGRAPH_ALLOCATE(first, count + 1);
    LATIGRAPH_ALLOCATE(x, n);
    LATIGRAPH_ALLOCATE(y, n);
    keep_inner_edges(subject->circuit, components, start, to);
    sort_by_component(components, member, first);
    *value = n == 0 ? IGRAPH_NAN : 0;
    for (int c = 0; c < count; c++) {
        const block_t block = {.start = start,
                               .to = to,
                               .member = member + first[c],
                               .size = first[c + 1] - first[c],
                               .x = x,
                               .y = y};
        double root;
        if (block.size > 1) {
            IGRAPH_CHECK(block_root(&block, &root));
            *value = fmax(*value, root);
        }
    }
    g_free(y);
    g_free(x);
    g_free(first);
    g_free(member);
    g_free(to);
    g_free(start);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}
