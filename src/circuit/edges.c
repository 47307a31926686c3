/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Turns a list of edges into the simple directed edges of a circuit.
 *
 * Every edge becomes one arc, and an undirected one two. Self-loops and the weights that the
 * options name are left out or refused. Two stable counting sorts, by target and then by source,
 * put the arcs into rows in O(n + m). Because they are stable, repeated arcs keep the order of the
 * list, so the sum of their weights does not depend on the sorting. Repeated arcs are then merged.
 * Where the list has no weights, the number of repetitions is the weight: a table of synapses has
 * one row for each.
 *
 * Signs are those of the list, or those of negative weights if the options ask for them. Until arcs
 * are merged, a sign is that of the arc's weight, so that the sum of repeated arcs decides on their
 * sign. Then weights become positive, and arcs whose sum is 0 are left out.
 *
 * A circuit that is to stay undirected has the two arcs of each edge as well, and is marked. */

#include "circuit/edges.h"

#include "base/memory.h"
#include "base/remarks.h"

#include <limits.h>
#include <math.h>
#include <string.h>

typedef struct {
    const latigraph_circuit_t *circuit;
    const latigraph_raw_edges_t *list;
    const latigraph_read_options_t *options;
    int m;               /* arcs so far */
    int *from;           /* (2 m of the list) */
    int *to;             /* (2 m of the list) */
    double *weight;      /* (2 m of the list) */
    gboolean with_signs; /* weights of arcs may be negative */
    int loops, zeros, negatives, missing, undirected;
    int opposed, cancelled; /* repeated arcs of unlike signs, and arcs whose sum is 0 */
} arcs_t;

static gboolean is_undirected(const arcs_t *arcs, int e) {
    const latigraph_raw_edges_t *list = arcs->list;
    return arcs->options->undirected != LATIGRAPH_UNDIRECTED_DIRECTED &&
           (list->undirected != NULL ? list->undirected[e] : !list->directed);
}

/* --- Weights ------------------------------------------------------------------ */

const char *latigraph_weight_fault(double weight, const latigraph_read_options_t *options) {
    if (isnan(weight) && options->missing == LATIGRAPH_MISSING_REFUSE) {
        return "it is not known; missing=one reads it as 1, missing=drop leaves the edge out";
    }
    if (isinf(weight)) {
        return "it is not finite; correct it";
    }
    if (weight == 0 && options->zero == LATIGRAPH_ZERO_REFUSE) {
        return "it is 0; zero=drop leaves the edge out";
    }
    if (weight < 0 && options->negative == LATIGRAPH_NEGATIVE_REFUSE) {
        return "it is negative; negative=sign keeps its sign as an attribute of the edge, "
               "negative=absolute reads it without its sign, negative=drop leaves the edge out";
    }
    return NULL;
}

gboolean latigraph_are_signs(const double *number, int m) {
    for (int e = 0; e < m; e++) {
        if (fabs(number[e]) != 1) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean latigraph_weight_has_signs(const char *weight) {
    return g_strcmp0(weight, "none") != 0 && g_strcmp0(weight, "sign") != 0;
}

/* Returns a negative weight as the options read it, 0 to leave the edge out. */
static double settle_negative(const arcs_t *arcs, double weight) {
    switch (arcs->options->negative) {
    case LATIGRAPH_NEGATIVE_SIGN:
        return weight;
    case LATIGRAPH_NEGATIVE_ABSOLUTE:
        return -weight;
    default:
        return 0;
    }
}

/* Gets the weight of edge e with its sign, or 0 if the edge is to be left out. */
static igraph_error_t settle_weight(arcs_t *arcs, int e, double *weight) {
    const latigraph_read_options_t *options = arcs->options;
    const latigraph_raw_edges_t *list = arcs->list;
    *weight = list->weight != NULL ? list->weight[e] : 1;
    const char *fault = latigraph_weight_fault(*weight, options);
    if (fault != NULL) {
        IGRAPH_ERRORF(
            "The edge from neuron \"%s\" to \"%s\" of circuit \"%s\" has weight %g, which is "
            "refused: %s. To read no weights, pass weight=none.",
            IGRAPH_EINVAL, arcs->circuit->neuron[list->from[e]], arcs->circuit->neuron[list->to[e]],
            arcs->circuit->name, *weight, fault);
    }
    arcs->missing += isnan(*weight);
    arcs->zeros += *weight == 0;
    arcs->negatives += *weight < 0;
    if (isnan(*weight)) {
        *weight = options->missing == LATIGRAPH_MISSING_ONE ? 1 : 0;
    } else if (*weight < 0) {
        *weight = settle_negative(arcs, *weight);
        arcs->with_signs = arcs->with_signs || *weight < 0;
    }
    if (list->sign != NULL && list->sign[e] < 0) {
        *weight = -fabs(*weight);
    }
    return IGRAPH_SUCCESS;
}

/* --- Arcs --------------------------------------------------------------------- */

static void add_arc(arcs_t *arcs, int from, int to, double weight) {
    arcs->from[arcs->m] = from;
    arcs->to[arcs->m] = to;
    arcs->weight[arcs->m] = weight;
    arcs->m++;
}

static igraph_error_t collect_arcs(arcs_t *arcs) {
    const latigraph_raw_edges_t *list = arcs->list;
    int first_loop = -1;
    arcs->with_signs = list->sign != NULL;
    for (int e = 0; e < list->m; e++) {
        double weight;
        if (list->from[e] == list->to[e]) {
            first_loop = arcs->loops++ == 0 ? list->from[e] : first_loop;
            continue;
        }
        IGRAPH_CHECK(settle_weight(arcs, e, &weight));
        if (weight != 0) {
            add_arc(arcs, list->from[e], list->to[e], weight);
            if (is_undirected(arcs, e)) {
                add_arc(arcs, list->to[e], list->from[e], weight);
                arcs->undirected++;
            }
        }
    }
    if (arcs->loops > 0 && arcs->options->loops == LATIGRAPH_LOOPS_REFUSE) {
        IGRAPH_ERRORF(
            "Circuit \"%s\" has self-loops (%d of them, the first at neuron \"%s\"), which "
            "the options refuse; read it with loops=drop to leave them out.",
            IGRAPH_EINVAL, arcs->circuit->name, arcs->loops, arcs->circuit->neuron[first_loop]);
    }
    return IGRAPH_SUCCESS;
}

/* Sorts the numbers order[0 .. m − 1], or 0 .. m − 1, stably by key into `sorted`; start (n + 1) is
 * scratch. */
static void counting_sort(int n, int m, const int *key, const int *order, int *sorted, int *start) {
    memset(start, 0, ((gsize)n + 1) * sizeof *start);
    for (int e = 0; e < m; e++) {
        start[key[e] + 1]++;
    }
    for (int i = 0; i < n; i++) {
        start[i + 1] += start[i];
    }
    for (int k = 0; k < m; k++) {
        const int e = order != NULL ? order[k] : k;
        sorted[start[key[e]]++] = e;
    }
}

/* Lists the arcs by source and target in order (m). */
static igraph_error_t sort_arcs(const arcs_t *arcs, int *order) {
    int *by_target, *start;
    LATIGRAPH_ALLOCATE(by_target, arcs->m);
    LATIGRAPH_ALLOCATE(start, arcs->circuit->n + 1);
    counting_sort(arcs->circuit->n, arcs->m, arcs->to, NULL, by_target, start);
    counting_sort(arcs->circuit->n, arcs->m, arcs->from, by_target, order, start);
    g_free(start);
    g_free(by_target);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Merges repeated arcs into rows (start, to, weight) and returns the number of distinct ones. */
static int merge_arcs(arcs_t *arcs, const int *order, int *start, int *to, double *weight,
                      int *first_repeated) {
    int kept = 0, from = -1;
    for (int k = 0; k < arcs->m; k++) {
        const int e = order[k];
        if (from == arcs->from[e] && to[kept - 1] == arcs->to[e]) {
            arcs->opposed += weight[kept - 1] * arcs->weight[e] < 0;
            weight[kept - 1] += arcs->weight[e];
            *first_repeated = *first_repeated < 0 ? e : *first_repeated;
            continue;
        }
        while (from < arcs->from[e]) {
            start[++from] = kept;
        }
        to[kept] = arcs->to[e];
        weight[kept++] = arcs->weight[e];
    }
    while (from < arcs->circuit->n) {
        start[++from] = kept;
    }
    return kept;
}

/* Splits the weights of m distinct arcs into signs and positive weights, leaves out arcs of weight
 * 0, and returns the number of the others. */
static int split_signs(arcs_t *arcs, int m, int *start, int *to, double *weight, gint8 *sign) {
    int kept = 0;
    for (int i = 0, e = 0; i < arcs->circuit->n; i++) {
        start[i] = kept;
        for (; e < start[i + 1]; e++) {
            if (weight[e] == 0) {
                continue;
            }
            to[kept] = to[e];
            sign[kept] = weight[e] < 0 ? -1 : 1;
            weight[kept++] = fabs(weight[e]);
        }
    }
    start[arcs->circuit->n] = kept;
    arcs->cancelled = m - kept;
    return kept;
}

/* --- The edges of the circuit ------------------------------------------------------ */

/* Undirected lists count each edge once. */
static int in_edges(const arcs_t *arcs, int count) {
    return arcs->m > 0 && arcs->m == 2 * arcs->undirected ? count / 2 : count;
}

/* Returns whether the weights are the numbers of repetitions. */
static gboolean is_counted(const arcs_t *arcs, int merged) {
    return merged > 0 && arcs->list->weight == NULL &&
           g_strcmp0(arcs->options->weight, "none") != 0;
}

static igraph_error_t check_cancelled(const arcs_t *arcs) {
    if (arcs->cancelled > 0 && arcs->options->zero == LATIGRAPH_ZERO_REFUSE) {
        IGRAPH_ERRORF(
            "The weights of %d edges of circuit \"%s\" add up to 0, because parallel edges "
            "have opposite signs; zero=drop leaves them out.",
            IGRAPH_EINVAL, arcs->cancelled, arcs->circuit->name);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_repeated(const arcs_t *arcs, int merged, int first) {
    if (merged > 0 && arcs->options->parallel == LATIGRAPH_PARALLEL_REFUSE) {
        IGRAPH_ERRORF("Circuit \"%s\" has parallel edges (%d of them, the first from neuron \"%s\" "
                      "to \"%s\"), which the options refuse; read it with parallel=merge to add "
                      "their weights.",
                      IGRAPH_EINVAL, arcs->circuit->name, in_edges(arcs, merged),
                      arcs->circuit->neuron[arcs->from[first]],
                      arcs->circuit->neuron[arcs->to[first]]);
    }
    return IGRAPH_SUCCESS;
}

/* "5 edges of weight 0 were left out." */
static igraph_error_t remark_weights(const arcs_t *arcs, int merged, latigraph_remarks_t *remarks) {
    const latigraph_read_options_t *options = arcs->options;
    const char *name = arcs->circuit->name;
    if (is_counted(arcs, merged)) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "rows-counted", name,
            "There are no weights, and %d edges repeat others: the weight of an edge is the number "
            "of times that it occurs.",
            in_edges(arcs, merged)));
    }
    if (arcs->zeros > 0) {
        IGRAPH_CHECK(latigraph_remark_add(remarks, "zero-weights", name,
                                          "%d edges of weight 0 are left out.", arcs->zeros));
    }
    if (arcs->negatives > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "negative-weights", name, "%d negative weights %s.", arcs->negatives,
            options->negative == LATIGRAPH_NEGATIVE_DROP ? "are left out with their edges"
            : options->negative == LATIGRAPH_NEGATIVE_SIGN
                ? "become positive, and their edges have the sign -1, which models do not use"
                : "are read without their sign"));
    }
    if (arcs->opposed > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "opposite-signs", name,
            "%d parallel edges have opposite signs: their sum decides the sign, and %d edges whose "
            "sum is 0 are left out.",
            arcs->opposed, arcs->cancelled));
    }
    if (arcs->missing > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "unknown-weights", name, "%d weights are not known; their edges %s.",
            arcs->missing,
            options->missing == LATIGRAPH_MISSING_DROP ? "are left out" : "get the weight 1"));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_arcs(latigraph_circuit_t *circuit, arcs_t *arcs, int *merged) {
    int *order, *start, *to, first = -1;
    double *weight;
    gint8 *sign;
    LATIGRAPH_ALLOCATE(order, arcs->m);
    IGRAPH_CHECK(sort_arcs(arcs, order));
    LATIGRAPH_ALLOCATE(start, circuit->n + 1);
    LATIGRAPH_ALLOCATE(to, arcs->m);
    LATIGRAPH_ALLOCATE(weight, arcs->m);
    int distinct = merge_arcs(arcs, order, start, to, weight, &first);
    *merged = arcs->m - distinct;
    IGRAPH_CHECK(check_repeated(arcs, *merged, first));
    LATIGRAPH_ALLOCATE(sign, arcs->with_signs ? distinct : 0);
    if (arcs->with_signs) {
        distinct = split_signs(arcs, distinct, start, to, weight, sign);
        IGRAPH_CHECK(check_cancelled(arcs));
    }
    const gboolean weighted =
        distinct > 0 && (arcs->list->weight != NULL || is_counted(arcs, *merged) ||
                         g_strcmp0(arcs->options->weight, "count") == 0);
    double *none = NULL;
    IGRAPH_CHECK(
        latigraph_circuit_take_edges(circuit, distinct, &start, &to, weighted ? &weight : &none));
    IGRAPH_FINALLY_CLEAN(4);
    circuit->sign = arcs->with_signs ? g_steal_pointer(&sign) : NULL;
    g_free(sign);
    g_free(weight);
    g_free(order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_circuit_is_symmetric(const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            const int back = latigraph_circuit_find_edge(circuit, circuit->out_to[e], i);
            if (back < 0 ||
                (circuit->weight != NULL && circuit->weight[e] != circuit->weight[back]) ||
                (circuit->sign != NULL && circuit->sign[e] != circuit->sign[back])) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

/* Returns whether the circuit is to stay undirected: no edge of the list is directed. */
static gboolean stays_undirected(const arcs_t *arcs) {
    const latigraph_undirected_t undirected = arcs->options->undirected;
    gboolean directed = arcs->list->undirected == NULL && arcs->list->directed;
    for (int e = 0; arcs->list->undirected != NULL && e < arcs->list->m; e++) {
        directed = directed || !arcs->list->undirected[e];
    }
    return !directed &&
           (undirected == LATIGRAPH_UNDIRECTED_KEEP || undirected == LATIGRAPH_UNDIRECTED_STATED);
}

igraph_error_t latigraph_circuit_settle_edges(latigraph_circuit_t *circuit,
                                              const latigraph_raw_edges_t *list,
                                              const latigraph_read_options_t *options,
                                              latigraph_read_report_t *report) {
    arcs_t arcs = {.circuit = circuit, .list = list, .options = options};
    int merged;
    if (!list->directed && list->undirected == NULL &&
        options->undirected == LATIGRAPH_UNDIRECTED_REFUSE) {
        IGRAPH_ERRORF(
            "Graph \"%s\" is undirected, but circuits are directed. Direct its edges, or "
            "ask for undirected graphs to be read as mutual (undirected=mutual), each edge "
            "as two directed ones, or as they are listed (undirected=directed). Surrogates and "
            "their tests take undirected graphs as they are.",
            IGRAPH_EINVAL, circuit->name);
    }
    if (list->m > INT_MAX / 2) {
        IGRAPH_ERRORF("Circuit \"%s\" has %d edges, but at most %d can be read.", IGRAPH_EOVERFLOW,
                      circuit->name, list->m, INT_MAX / 2);
    }
    LATIGRAPH_ALLOCATE(arcs.from, 2 * (gsize)list->m);
    LATIGRAPH_ALLOCATE(arcs.to, 2 * (gsize)list->m);
    LATIGRAPH_ALLOCATE(arcs.weight, 2 * (gsize)list->m);
    IGRAPH_CHECK(collect_arcs(&arcs));
    IGRAPH_CHECK(set_arcs(circuit, &arcs, &merged));
    circuit->undirected = stays_undirected(&arcs);
    if (report != NULL) {
        report->loops_dropped += arcs.loops;
        report->parallel_merged += in_edges(&arcs, merged);
        report->counted += is_counted(&arcs, merged) ? in_edges(&arcs, merged) : 0;
        report->made_mutual += circuit->undirected        ? 0
                               : list->undirected != NULL ? arcs.undirected
                               : arcs.undirected > 0 ? arcs.undirected - in_edges(&arcs, merged)
                                                     : 0;
        IGRAPH_CHECK(remark_weights(&arcs, merged, report->remarks));
    }
    g_free(arcs.weight);
    g_free(arcs.to);
    g_free(arcs.from);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
