/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties that measure how much a few neurons dominate the circuit: betweenness centralization,
 * coreness and the rich club.
 *
 * Betweenness takes O(n m), see betweenness.c, and coreness O(n + m). The rich club divides the
 * number of edges among hubs by the number that degrees alone would give. That number has a closed
 * form, so that no random circuits are drawn, and the result has no noise: O(n + m). A hub is a
 * neuron whose total degree exceeds the mean by more than one SD.
 */
#include "measure/property.h"

#include <math.h>
#include <string.h>

/* The sum of the differences to the largest betweenness, over that of a star in which all shortest
 * paths lead through the centre (Freeman, Sociometry 40:35, 1977). */
igraph_error_t latigraph_measure_betweenness_centralization(const latigraph_subject_t *subject,
                                                            igraph_real_t *value) {
    const double n = subject->circuit->n;
    const latigraph_quantities_t *q;
    double most = 0, sum = 0;
    *value = IGRAPH_NAN;
    if (n < 3) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_BETWEENNESS, &q));
    if (q->betweenness == NULL) {
        *value = q->centralization[0];
        return IGRAPH_SUCCESS;
    }
    for (int i = 0; i < subject->circuit->n; i++) {
        most = fmax(most, q->betweenness[i]);
        sum += q->betweenness[i];
    }
    *value = (n * most - sum) / ((n - 1) * (n - 1) * (n - 2));
    return IGRAPH_SUCCESS;
}

/* Neurons sorted by their present numbers of partners. Those with d partners begin at first[d]. */
typedef struct {
    int *degree, *sorted, *place, *first; /* (n), (n), (n), (n + 1) */
} peeling_t;

static void sort_by_degree(const latigraph_partners_t *partners, int n, peeling_t *p) {
    for (int i = 0; i < n; i++) {
        p->degree[i] = partners->start[i + 1] - partners->start[i];
        p->first[p->degree[i] + 1]++; /* a neuron has fewer than n partners */
    }
    for (int d = 0; d < n; d++) {
        p->first[d + 1] += p->first[d];
    }
    for (int i = 0; i < n; i++) {
        p->place[i] = p->first[p->degree[i]]++;
        p->sorted[p->place[i]] = i;
    }
    memmove(p->first + 1, p->first, (gsize)n * sizeof *p->first);
    p->first[0] = 0;
}

/* Takes a partner away from neuron i, which goes to the beginning of its group and leaves it. */
static void lower(peeling_t *p, int i) {
    const int to = p->first[p->degree[i]], other = p->sorted[to];
    p->sorted[p->place[i]] = other;
    p->place[other] = p->place[i];
    p->sorted[to] = i;
    p->place[i] = to;
    p->first[p->degree[i]--]++;
}

/* Neurons are taken away in the order of their numbers of partners that are left (Batagelj and
 * Zaveršnik, 2003). The largest number at that moment is the largest coreness. */
gboolean latigraph_find_coreness(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                                 latigraph_cancel_t *cancel) {
    const latigraph_partners_t *partners = &q->partners;
    const gsize n = (gsize)circuit->n;
    int *memory = g_try_new0(int, 4 * n + 2);
    peeling_t p = {memory, memory + n, memory + 2 * n, memory + 3 * n};
    (void)cancel;
    if (memory == NULL) {
        return FALSE;
    }
    sort_by_degree(partners, circuit->n, &p);
    q->coreness = 0;
    for (int k = 0; k < circuit->n; k++) {
        const int i = p.sorted[k];
        q->coreness = MAX(q->coreness, p.degree[i]);
        for (int e = partners->start[i]; e < partners->start[i + 1]; e++) {
            if (p.degree[partners->to[e]] > p.degree[i]) {
                lower(&p, partners->to[e]);
            }
        }
    }
    g_free(memory);
    return TRUE;
}

igraph_error_t latigraph_measure_max_coreness(const latigraph_subject_t *subject,
                                              igraph_real_t *value) {
    const latigraph_quantities_t *q;
    IGRAPH_CHECK(latigraph_subject_find(subject, LATIGRAPH_QUANTITY_CORENESS, &q));
    *value = subject->circuit->n > 0 ? q->coreness : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}

/* Returns the hub threshold for in-degree plus out-degree: mean plus one standard deviation. */
static double hub_degree(const latigraph_circuit_t *c) {
    const double n = c->n, mean = 2.0 * c->m / n;
    double squares = 0;
    for (int i = 0; i < c->n; i++) {
        const double d = latigraph_out_degree(c, i) + latigraph_in_degree(c, i);
        squares += d * d;
    }
    return mean + sqrt(fmax(0, squares / n - mean * mean)) + 1e-9 * mean;
}

static gboolean is_hub(const latigraph_circuit_t *c, int i, double above) {
    return latigraph_out_degree(c, i) + latigraph_in_degree(c, i) > above;
}

/* Ratio of the edges among hubs to their expected number. Edges are expected in proportion to the
 * sender's out-degree and the receiver's in-degree: Σ_{i ≠ j} out_i in_j / m. */
igraph_error_t latigraph_measure_rich_club(const latigraph_subject_t *subject,
                                           igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const double above = c->n > 0 ? hub_degree(c) : 0;
    double edges = 0, out = 0, in = 0, own = 0;
    for (int i = 0; i < c->n; i++) {
        if (!is_hub(c, i, above)) {
            continue;
        }
        out += latigraph_out_degree(c, i);
        in += latigraph_in_degree(c, i);
        own += (double)latigraph_out_degree(c, i) * latigraph_in_degree(c, i);
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            edges += is_hub(c, c->out_to[e], above);
        }
    }
    *value = out * in - own > 0 ? edges * c->m / (out * in - own) : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
