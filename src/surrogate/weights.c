/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Weights on the edges of surrogates.
 *
 * The topology comes first, and weights are put on it afterwards: each with its sender, permuted
 * among all edges or among those of one class, or arranged such that strengths are those of the
 * circuit. The last is simulated annealing over exchanges of two weights. Its energy is the sum
 * over neurons of (s − s₀)² / s₀ for both strengths s, whose circuit has s₀; the inverse
 * temperature rises geometrically from 0.02 to 20 over 300 exchanges per edge. That is a search for
 * a good arrangement and not a uniform draw, so that the error of the strengths is reported. A
 * neuron of an undirected circuit has one strength, to which both ends of an edge add.
 */
#include "surrogate/surrogates.h"

#include "base/by_value.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { EXCHANGES_PER_EDGE = 300 };
static const double warm = 0.02, cold = 20;

static void exchange_edges(int *edge, int x, int y) {
    const int keep = edge[x];
    edge[x] = edge[y];
    edge[y] = keep;
}

/* Permutes the entries of a list of places (Fisher and Yates' method). */
static void permute(latigraph_draws_t *draws, int *edge, const int *place, int count) {
    for (int k = count - 1; k > 0; k--) {
        const int l = latigraph_draws_below(draws, k + 1);
        exchange_edges(edge, place != NULL ? place[k] : k, place != NULL ? place[l] : l);
    }
}

/* An edge, and the class of its pair. */
typedef struct {
    gint64 pair_class;
    int place;
} member_t;

static int by_class(const void *a, const void *b) {
    const member_t *x = a, *y = b;
    return x->pair_class != y->pair_class ? (x->pair_class > y->pair_class ? 1 : -1)
                                          : x->place - y->place;
}

/* Returns the class of an edge, by the circuit's numbers of its ends. */
static gint64 class_of(const latigraph_plan_t *plan, int i, int j) {
    return plan->undirected ? latigraph_mutual_class(plan, plan->place[i], plan->place[j])
                            : latigraph_pair_class(plan, plan->place[i], plan->place[j]);
}

/* Gives the edges at `members`, in the order of classes, the weights of the circuit's edges of the
 * same class. A step keeps the classes of its two edges, but the edge in a slot can get the other
 * one's. */
static igraph_error_t match_classes(const latigraph_plan_t *plan,
                                    const latigraph_circuit_t *circuit, const member_t *members,
                                    int *edge) {
    member_t *before;
    int count = 0;
    LATIGRAPH_ALLOCATE(before, circuit->m);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            if (!plan->undirected || i < circuit->out_to[e]) {
                before[count++] = (member_t){class_of(plan, i, circuit->out_to[e]), e};
            }
        }
    }
    qsort(before, (size_t)count, sizeof *before, by_class);
    for (int k = 0; k < count; k++) {
        edge[members[k].place] = before[k].place;
    }
    g_free(before);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t permute_classes(const latigraph_plan_t *plan,
                                      const latigraph_circuit_t *circuit, latigraph_draws_t *draws,
                                      const int *from, const int *to, int *edge) {
    const int edges = latigraph_plan_edges(plan);
    member_t *members;
    int *place;
    LATIGRAPH_ALLOCATE(members, edges);
    LATIGRAPH_ALLOCATE(place, edges);
    for (int k = 0; k < edges; k++) {
        members[k] = (member_t){class_of(plan, from[k], to[k]), k};
    }
    qsort(members, (size_t)edges, sizeof *members, by_class);
    if (latigraph_plan_has_classes(plan) || plan->undirected) {
        IGRAPH_CHECK(match_classes(plan, circuit, members, edge));
    }
    for (int k = 0; k < edges; k++) {
        place[k] = members[k].place;
    }
    for (int begin = 0, end = 0; begin < edges; begin = end) {
        while (end < edges && members[end].pair_class == members[begin].pair_class) {
            end++;
        }
        permute(draws, edge, place + begin, end - begin);
    }
    g_free(place);
    g_free(members);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Sums of the weights that neurons send and receive. */
typedef struct {
    double *out, *in;
} strengths_t;

static void add_strengths(const latigraph_circuit_t *circuit, strengths_t *strengths) {
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            strengths->out[i] += circuit->weight[e];
            strengths->in[circuit->out_to[e]] += circuit->weight[e];
        }
    }
}

/* Change of the energy of one neuron if its strength changes by `step`. */
static double energy_change(double strength, double target, double step) {
    return step * (2 * (strength - target) + step) / (target > 0 ? target : 1);
}

typedef struct {
    const double *weight; /* weights of the circuit's edges */
    const int *from, *to; /* ends of the edges */
    int *edge;
    strengths_t now, target; /* undirected circuits use `out` alone */
} annealing_t;

/* Tries an exchange of the weights of two undirected edges. A common neuron keeps its strength. */
static void try_undirected(annealing_t *a, latigraph_draws_t *draws, int x, int y, double cooling) {
    const double step = a->weight[a->edge[y]] - a->weight[a->edge[x]];
    const int ends[4] = {a->from[x], a->to[x], a->from[y], a->to[y]};
    double change = 0, sign[4];
    for (int k = 0; k < 4; k++) {
        const int *other = ends + (k < 2 ? 2 : 0);
        sign[k] = ends[k] == other[0] || ends[k] == other[1] ? 0 : k < 2 ? 1 : -1;
        change += energy_change(a->now.out[ends[k]], a->target.out[ends[k]], sign[k] * step);
    }
    if (step != 0 && latigraph_draws_accept(draws, -cooling * change)) {
        for (int k = 0; k < 4; k++) {
            a->now.out[ends[k]] += sign[k] * step;
        }
        exchange_edges(a->edge, x, y);
    }
}

static void try_exchange(annealing_t *a, latigraph_draws_t *draws, int x, int y, double cooling) {
    const double step = a->weight[a->edge[y]] - a->weight[a->edge[x]];
    const int i = a->from[x], j = a->to[x], k = a->from[y], l = a->to[y];
    double change = 0;
    if (step == 0) {
        return;
    }
    if (i != k) {
        change += energy_change(a->now.out[i], a->target.out[i], step) +
                  energy_change(a->now.out[k], a->target.out[k], -step);
    }
    if (j != l) {
        change += energy_change(a->now.in[j], a->target.in[j], step) +
                  energy_change(a->now.in[l], a->target.in[l], -step);
    }
    if (!latigraph_draws_accept(draws, -cooling * change)) {
        return;
    }
    a->now.out[i] += step;
    a->now.out[k] -= step;
    a->now.in[j] += step;
    a->now.in[l] -= step;
    exchange_edges(a->edge, x, y);
}

static igraph_error_t cool(annealing_t *a, latigraph_draws_t *draws, int m, gboolean undirected) {
    const gint64 exchanges = (gint64)EXCHANGES_PER_EDGE * m;
    const double factor = pow(cold / warm, 1.0 / EXCHANGES_PER_EDGE);
    double cooling = warm;
    for (gint64 k = 0; k < exchanges; k++) {
        if (k % m == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
            cooling *= factor;
        }
        const int y = latigraph_draws_below(draws, m), x = latigraph_draws_below(draws, m);
        if (undirected) {
            try_undirected(a, draws, x, y, cooling);
        } else {
            try_exchange(a, draws, x, y, cooling);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t anneal(const latigraph_circuit_t *circuit, latigraph_draws_t *draws,
                             const int *from, const int *to, int *edge) {
    const int edges = circuit->undirected ? circuit->m / 2 : circuit->m;
    annealing_t a = {.weight = circuit->weight, .from = from, .to = to, .edge = edge};
    LATIGRAPH_ALLOCATE(a.now.out, circuit->n);
    LATIGRAPH_ALLOCATE(a.now.in, circuit->n);
    LATIGRAPH_ALLOCATE(a.target.out, circuit->n);
    LATIGRAPH_ALLOCATE(a.target.in, circuit->n);
    add_strengths(circuit, &a.target);
    for (int k = 0; k < edges; k++) {
        a.now.out[from[k]] += circuit->weight[edge[k]];
        (circuit->undirected ? a.now.out : a.now.in)[to[k]] += circuit->weight[edge[k]];
    }
    if (edges > 1) {
        IGRAPH_CHECK(cool(&a, draws, edges, circuit->undirected));
    }
    g_free(a.target.in);
    g_free(a.target.out);
    g_free(a.now.in);
    g_free(a.now.out);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_weights_permute(const latigraph_plan_t *plan,
                                         const latigraph_circuit_t *circuit,
                                         latigraph_surrogate_weights_t weights, guint64 seed,
                                         guint64 index, const int *from, const int *to, int *edge) {
    latigraph_draws_t draws;
    latigraph_draws_init(&draws, seed, LATIGRAPH_STREAM_SURROGATE, index);
    if (weights == LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL) {
        permute(&draws, edge, NULL, latigraph_plan_edges(plan));
    } else if (weights == LATIGRAPH_SURROGATE_WEIGHTS_CLASS) {
        return permute_classes(plan, circuit, &draws, from, to, edge);
    } else if ((weights == LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS ||
                weights == LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT) &&
               circuit->weight != NULL) {
        return anneal(circuit, &draws, from, to, edge);
    }
    return IGRAPH_SUCCESS;
}

static double relative_error(const double *now, const double *target, int n) {
    double error = 0, total = 0;
    for (int i = 0; i < n; i++) {
        error += (now[i] - target[i]) * (now[i] - target[i]);
        total += target[i] * target[i];
    }
    return sqrt(error / total);
}

/* Greatest difference of the shares of weights up to a value. x and y (m) get sorted. */
static double distance(double *x, double *y, int m) {
    double most = 0;
    qsort(x, (size_t)m, sizeof *x, latigraph_by_value);
    qsort(y, (size_t)m, sizeof *y, latigraph_by_value);
    for (int i = 0, j = 0; i < m && j < m;) {
        const double value = MIN(x[i], y[j]);
        while (i < m && x[i] <= value) {
            i++;
        }
        while (j < m && y[j] <= value) {
            j++;
        }
        most = fmax(most, fabs((double)(i - j)) / m);
    }
    return most;
}

/* Adds the distance of the weights. */
static igraph_error_t compare_laws(const latigraph_circuit_t *circuit,
                                   const latigraph_circuit_t *surrogate,
                                   latigraph_surrogate_report_t *report) {
    double *x, *y;
    LATIGRAPH_ALLOCATE(x, circuit->m);
    LATIGRAPH_ALLOCATE(y, circuit->m);
    for (int e = 0; e < circuit->m; e++) {
        x[e] = circuit->weight[e];
        y[e] = surrogate->weight[e];
    }
    report->weight_distance += distance(x, y, circuit->m);
    g_free(y);
    g_free(x);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_weights_compare(const latigraph_circuit_t *circuit,
                                         const latigraph_circuit_t *surrogate,
                                         latigraph_surrogate_weights_t weights,
                                         latigraph_surrogate_report_t *report) {
    strengths_t now, target;
    if (surrogate->weight == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (weights == LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT) { /* others permute them */
        IGRAPH_CHECK(compare_laws(circuit, surrogate, report));
    }
    LATIGRAPH_ALLOCATE(now.out, circuit->n);
    LATIGRAPH_ALLOCATE(now.in, circuit->n);
    LATIGRAPH_ALLOCATE(target.out, circuit->n);
    LATIGRAPH_ALLOCATE(target.in, circuit->n);
    add_strengths(circuit, &target);
    add_strengths(surrogate, &now);
    report->out_strength_error += relative_error(now.out, target.out, circuit->n);
    report->in_strength_error += relative_error(now.in, target.in, circuit->n);
    g_free(target.in);
    g_free(target.out);
    g_free(now.in);
    g_free(now.out);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
