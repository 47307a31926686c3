/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A weighted graph as rows of neighbours, for the sums of blocks. Loops are left out and parallel
 * edges added. A directed graph whose edges all have a reverse of the same weight is symmetric: its
 * pairs are described once, as otherwise every edge would count twice. */

#include "blocks/blocks.h"

#include "base/remarks.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    int from, to;
    double weight;
} entry_t;

static int by_ends(const void *a, const void *b) {
    const entry_t *x = a, *y = b;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                              : (x->to > y->to) - (x->to < y->to);
}

static igraph_error_t check_weights(const igraph_t *graph, const igraph_vector_t *weights) {
    if (igraph_vcount(graph) < 2) {
        IGRAPH_ERRORF("Blocks need at least 2 vertices, got %" IGRAPH_PRId ".", IGRAPH_EINVAL,
                      igraph_vcount(graph));
    }
    if (igraph_vcount(graph) > G_MAXINT / 4 || igraph_ecount(graph) > G_MAXINT / 4) {
        IGRAPH_ERROR("The graph has too many vertices or edges.", IGRAPH_EINVAL);
    }
    if (weights != NULL && igraph_vector_size(weights) != igraph_ecount(graph)) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " weights for %" IGRAPH_PRId " edges.",
                      IGRAPH_EINVAL, igraph_vector_size(weights), igraph_ecount(graph));
    }
    for (igraph_integer_t e = 0; weights != NULL && e < igraph_vector_size(weights); e++) {
        const double w = VECTOR(*weights)[e];
        if (!(w >= 0) || isinf(w)) {
            IGRAPH_ERRORF("Edge %" IGRAPH_PRId
                          " has the weight %g; blocks need finite weights that "
                          "are not negative. Take their absolute values.",
                          IGRAPH_EINVAL, e, w);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Lists the edges, both directions of an undirected one, and adds parallel ones. */
static size_t list_entries(const igraph_t *graph, const igraph_vector_t *weights, entry_t *entry) {
    size_t count = 0, kept = 0;
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const int from = (int)IGRAPH_FROM(graph, e), to = (int)IGRAPH_TO(graph, e);
        const double weight = weights != NULL ? VECTOR(*weights)[e] : 1;
        if (from != to) {
            entry[count++] = (entry_t){from, to, weight};
            if (!igraph_is_directed(graph)) {
                entry[count++] = (entry_t){to, from, weight};
            }
        }
    }
    qsort(entry, count, sizeof *entry, by_ends);
    for (size_t k = 0; k < count; k++) {
        if (kept > 0 && by_ends(&entry[kept - 1], &entry[k]) == 0) {
            entry[kept - 1].weight += entry[k].weight;
        } else {
            entry[kept++] = entry[k];
        }
    }
    return kept;
}

/* Writes sorted entries as rows. */
static igraph_error_t make_rows(int n, const entry_t *entry, size_t count, int **start, int **to,
                                double **weight) {
    *start = g_try_new0(int, n + 2);
    *to = g_try_new0(int, count + 1);
    *weight = g_try_new0(double, count + 1);
    LATIGRAPH_CHECK_MEMORY(*start);
    LATIGRAPH_CHECK_MEMORY(*to);
    LATIGRAPH_CHECK_MEMORY(*weight);
    for (size_t k = 0; k < count; k++) {
        (*start)[entry[k].from + 1]++;
        (*to)[k] = entry[k].to;
        (*weight)[k] = entry[k].weight;
    }
    for (int i = 0; i < n; i++) {
        (*start)[i + 1] += (*start)[i];
    }
    return IGRAPH_SUCCESS;
}

/* Makes the rows of targets. A directed graph also gets the rows of sources, and is found to be
 * symmetric or not. The two sums of parallel undirected edges may differ in the last bit, so that
 * an undirected graph is symmetric without a comparison. */
static igraph_error_t make_both(latigraph_block_graph_t *made, entry_t *entry, size_t count,
                                igraph_bool_t directed) {
    IGRAPH_CHECK(make_rows(made->n, entry, count, &made->start, &made->to, &made->weight));
    made->symmetric = true;
    if (!directed) {
        return IGRAPH_SUCCESS;
    }
    for (size_t k = 0; k < count; k++) {
        entry[k] = (entry_t){entry[k].to, entry[k].from, entry[k].weight};
    }
    qsort(entry, count, sizeof *entry, by_ends);
    IGRAPH_CHECK(
        make_rows(made->n, entry, count, &made->in_start, &made->in_from, &made->in_weight));
    for (size_t k = 0; k < count; k++) {
        made->symmetric = made->symmetric && made->to[k] == made->in_from[k] &&
                          made->weight[k] == made->in_weight[k];
    }
    for (int i = 0; i <= made->n; i++) {
        made->symmetric = made->symmetric && made->start[i] == made->in_start[i];
    }
    return IGRAPH_SUCCESS;
}

static void summarise(latigraph_block_graph_t *made, size_t count) {
    const double pairs = (double)made->n * (made->n - 1);
    double sum = 0;
    made->weighted = false;
    for (size_t k = 0; k < count; k++) {
        sum += made->weight[k];
        made->weighted = made->weighted || made->weight[k] != made->weight[0];
    }
    made->mean = count > 0 && sum > 0 ? sum / (double)count : 1;
    made->complete = (double)count == pairs;
    made->edges = (gint64)(made->symmetric ? count / 2 : count);
}

igraph_error_t latigraph_block_graph_init(latigraph_block_graph_t *made, const igraph_t *graph,
                                          const igraph_vector_t *weights,
                                          latigraph_remarks_t *remarks) {
    entry_t *entry;
    IGRAPH_CHECK(check_weights(graph, weights));
    *made = (latigraph_block_graph_t){.n = (int)igraph_vcount(graph)};
    IGRAPH_FINALLY(latigraph_block_graph_destroy, made);
    LATIGRAPH_ALLOCATE(entry, 2 * igraph_ecount(graph));
    const size_t count = list_entries(graph, weights, entry);
    IGRAPH_CHECK(make_both(made, entry, count, igraph_is_directed(graph)));
    summarise(made, count);
    if (remarks != NULL && !made->weighted) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "unweighted", "membership",
            made->complete ? "All pairs are edges of one weight: the graph cannot have blocks."
                           : "All weights are equal, so that blocks rest on the edges alone."));
    }
    g_free(entry);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_block_graph_destroy(latigraph_block_graph_t *graph) {
    g_free(graph->start);
    g_free(graph->to);
    g_free(graph->weight);
    g_free(graph->in_start);
    g_free(graph->in_from);
    g_free(graph->in_weight);
}
