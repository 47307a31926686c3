/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Sparse sampler: exact edges of a large circuit in time that grows with their number.
 *
 * All pairs of neurons would cost O(n²). Instead, rates are bounded for pairs of nodes of a k-d
 * tree (a dual tree). A Poisson number of candidates is drawn at the bound, and each is accepted
 * with probability rate/bound, so the accepted events have exactly the right rates (thinning). Five
 * files share the work:
 *
 *     sparse_tree.c    neurons in space: a k-d tree
 *     sparse_bounds.c  clusters of receivers and the bounds for them
 *     sparse_walk.c    the recursion over pairs of nodes, and the candidates
 *     sparse_rates.c   rates and kernels, in vectorised loops
 *     sparse_blocks.c  tasks of dyads, which become rows or a stream of edges
 *
 * This file prepares them. Steered circuits are not drawn in this way. The steering layer needs
 * sums over all pairs, and its field of shared partners has no bound short of all pairs
 * (doc/scale.md). */

#include "generate/sparse.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Approximate number of tasks. */
enum { PARTS = 1024 };
/* Approximate number of the smaller parts for counting edges. Neighbours in the tree have similar
 * degrees, so many small parts give a better estimate. */
enum { SMALL_PARTS = 16384 };
/* Measured costs. The time is almost constant around these values. */
static const latigraph_walk_costs_t COSTS = {.waste = 4, .pair_cost = 0.16};

/* --- Preparation ---------------------------------------------------------------------- */

/* Appends nodes of the tree that together hold every neuron once. Nodes have at most `most`
 * neurons or are leaves. */
static igraph_error_t find_parts(const latigraph_tree_t *tree, int t, int most,
                                 igraph_vector_int_t *part) {
    const latigraph_tree_node_t *node = &tree->node[t];
    if (node->leaf >= 0 || (node->kind >= 0 && node->count <= most)) {
        return igraph_vector_int_push_back(part, t);
    }
    IGRAPH_CHECK(find_parts(tree, t + 1, most, part));
    return find_parts(tree, node->right, most, part);
}

void latigraph_sparse_destroy(latigraph_sparse_t *sparse) {
    for (int p = 0; p < 2; p++) {
        latigraph_bounds_clear(&sparse->bounds[p]);
        g_clear_pointer(&sparse->table[p].value, g_free);
    }
    igraph_vector_int_destroy(&sparse->task);
    igraph_vector_int_destroy(&sparse->part);
}

igraph_error_t latigraph_sparse_init(latigraph_sparse_t *sparse,
                                     const latigraph_sparse_rates_t *rates, int threads) {
    const latigraph_tree_t *tree = rates->tree;
    memset(sparse, 0, sizeof *sparse);
    sparse->rates = *rates;
    sparse->costs = COSTS;
    IGRAPH_FINALLY(latigraph_sparse_destroy, sparse);
    IGRAPH_CHECK(igraph_vector_int_init(&sparse->task, 0));
    IGRAPH_CHECK(igraph_vector_int_init(&sparse->part, 0));
    const int most = CLAMP(tree->n / PARTS, LATIGRAPH_LEAF, LATIGRAPH_SENDERS);
    IGRAPH_CHECK(find_parts(tree, 0, most, &sparse->task));
    IGRAPH_CHECK(find_parts(tree, 0, MAX(tree->n / SMALL_PARTS, LATIGRAPH_LEAF), &sparse->part));
    for (int p = 0; p < 2; p++) {
        latigraph_process_init(&sparse->process[p], p, rates->rank, rates->node, rates->global,
                               tree, rates->kernel, rates->reach);
        if (rates->steered > 0) {
            latigraph_process_steer(&sparse->process[p], p, rates->rank, rates->steered);
        }
        if (!latigraph_kernel_table_init(&sparse->table[p], &sparse->process[p]) ||
            !latigraph_bounds_init(&sparse->bounds[p], &sparse->process[p], tree, threads)) {
            IGRAPH_ERRORF("Not enough memory for the bounds of %d neurons.", IGRAPH_ENOMEM,
                          tree->n);
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_sparse_rescale(latigraph_sparse_t *sparse, double log_factor,
                                        int threads) {
    if (!sparse->rates.kernel || sparse->bounds[0].bound == NULL) {
        /* Without a kernel, bounds are cut at the limit of rates, which a factor does not move. */
        latigraph_sparse_rates_t rates = sparse->rates;
        rates.reach.log_factor += log_factor;
        latigraph_sparse_destroy(sparse);
        memset(sparse, 0, sizeof *sparse);
        return latigraph_sparse_init(sparse, &rates, threads);
    }
    sparse->rates.reach.log_factor += log_factor;
    for (int p = 0; p < 2; p++) {
        sparse->bounds[p].factor *= exp(log_factor + 1e-6);
        sparse->process[p].offset += (real_t)log_factor;
        sparse->process[p].reach = sparse->rates.reach;
    }
    return IGRAPH_SUCCESS;
}
