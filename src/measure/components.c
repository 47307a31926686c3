/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Strongly connected components and the skeleton, as rows of integers.
 *
 * Components are found by Tarjan's search (SIAM J. Comput. 1:146, 1972), without recursion, in
 * O(n + m). igraph_connected_components() gives the same ones in another order, but needs a graph
 * object, and its stack of destructors is not made for threads.
 */
#include "measure/quantities.h"

/* A search. Neurons on the stack have no component yet. */
typedef struct {
    const latigraph_circuit_t *circuit;
    latigraph_components_t *components;
    int *order;  /* (n) number of a neuron in the order of the search, from 1 on; 0: not met */
    int *low;    /* (n) least number that is reached from it on the stack */
    int *next;   /* (n) its next edge */
    int *parent; /* (n) the neuron from which it was met, −1: none */
    int *stack;  /* (n) */
    int top, met;
} search_t;

static void meet(search_t *s, int i, int parent) {
    s->order[i] = s->low[i] = ++s->met;
    s->next[i] = s->circuit->out_start[i];
    s->parent[i] = parent;
    s->stack[s->top++] = i;
}

/* Makes a component of the neurons on the stack from i on. */
static void take_component(search_t *s, int i) {
    latigraph_components_t *components = s->components;
    int size = 0, j;
    do {
        j = s->stack[--s->top];
        components->of[j] = components->count;
        size++;
    } while (j != i);
    components->size[components->count++] = size;
    components->largest = MAX(components->largest, size);
}

/* Goes on from neuron i, and returns the neuron to go on from; −1 at the end. */
static int step(search_t *s, int i) {
    const int parent = s->parent[i];
    if (s->next[i] < s->circuit->out_start[i + 1]) {
        const int j = s->circuit->out_to[s->next[i]++];
        if (s->order[j] == 0) {
            meet(s, j, i);
            return j;
        }
        if (s->components->of[j] < 0) {
            s->low[i] = MIN(s->low[i], s->order[j]);
        }
        return i;
    }
    if (s->low[i] == s->order[i]) {
        take_component(s, i);
    }
    if (parent >= 0) {
        s->low[parent] = MIN(s->low[parent], s->low[i]);
    }
    return parent;
}

gboolean latigraph_find_components(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                                   latigraph_cancel_t *cancel) {
    const gsize n = (gsize)circuit->n;
    latigraph_components_t *components = &q->components;
    int *memory = g_try_new0(int, 5 * n + 1);
    search_t s = {.circuit = circuit, .components = components};
    components->of = g_try_new(int, n + 1);
    components->size = g_try_new(int, n + 1);
    if (memory == NULL || components->of == NULL || components->size == NULL) {
        g_free(memory);
        return FALSE;
    }
    int **const parts[] = {&s.order, &s.low, &s.next, &s.parent, &s.stack};
    for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
        *parts[k] = memory + k * n;
    }
    for (int i = 0; i < circuit->n; i++) {
        components->of[i] = -1;
    }
    for (int i = 0; i < circuit->n && !latigraph_cancelled(cancel); i++) {
        if (s.order[i] == 0) {
            meet(&s, i, -1);
            for (int at = i; at >= 0;) {
                at = step(&s, at);
            }
        }
    }
    g_free(memory);
    return TRUE;
}

gboolean latigraph_find_partners(const latigraph_circuit_t *c, latigraph_quantities_t *q,
                                 latigraph_cancel_t *cancel) {
    latigraph_partners_t *partners = &q->partners;
    (void)cancel;
    partners->start = g_try_new(int, (gsize)c->n + 1);
    partners->to = g_try_new(int, 2 * (gsize)c->m + 1);
    if (partners->start == NULL || partners->to == NULL) {
        return FALSE;
    }
    latigraph_circuit_neighbours(c, partners->start, partners->to);
    return TRUE;
}
