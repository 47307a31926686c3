/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/sparse.h"

#include <string.h>

enum { UNKNOWN = 1, MIXED = -1 };

typedef struct {
    latigraph_tree_t *tree;
    const real_t *position; /* (n, dims) */
} builder_t;

static float coordinate(const builder_t *b, int place, int axis) {
    return b->position[(gsize)b->tree->order[place] * (gsize)b->tree->dims + (gsize)axis];
}

/* Rearranges places first .. last − 1 so that the one at `middle` is where it stands in order along
 * the axis, smaller ones before it (Hoare's selection). */
static void select_middle(builder_t *b, int first, int last, int middle, int axis) {
    int *order = b->tree->order;
    int low = first, high = last - 1;
    while (low < high) {
        const float pivot = coordinate(b, low + (high - low) / 2, axis);
        int i = low, j = high;
        while (i <= j) {
            while (coordinate(b, i, axis) < pivot) {
                i++;
            }
            while (coordinate(b, j, axis) > pivot) {
                j--;
            }
            if (i <= j) {
                const int held = order[i];
                order[i++] = order[j];
                order[j--] = held;
            }
        }
        if (middle <= j) {
            high = j;
        } else if (middle >= i) {
            low = i;
        } else {
            return;
        }
    }
}

/* The box of a node with known positions; returns its widest axis. */
static int find_box(const builder_t *b, latigraph_tree_node_t *node) {
    const int dims = b->tree->dims;
    int widest = 0;
    for (int d = 0; d < dims; d++) {
        node->low[d] = node->high[d] = coordinate(b, node->first, d);
    }
    for (int i = node->first + 1; i < node->first + node->count; i++) {
        for (int d = 0; d < dims; d++) {
            const float x = coordinate(b, i, d);
            node->low[d] = MIN(node->low[d], x);
            node->high[d] = MAX(node->high[d], x);
        }
    }
    for (int d = 1; d < dims; d++) {
        widest = node->high[d] - node->low[d] > node->high[widest] - node->low[widest] ? d : widest;
    }
    return widest;
}

/* Half of the leaves, all of them full but the last. */
static int first_part(int count) {
    const int leaves = (count + LATIGRAPH_LEAF - 1) / LATIGRAPH_LEAF;
    return (leaves + 1) / 2 * LATIGRAPH_LEAF;
}

static void build(builder_t *b, int first, int count, int kind) {
    latigraph_tree_t *tree = b->tree;
    const int self = tree->nodes++;
    latigraph_tree_node_t *node = &tree->node[self];
    *node = (latigraph_tree_node_t){.first = first, .count = count, .kind = kind, .leaf = -1};
    const int axis = kind == 0 ? find_box(b, node) : 0;
    if (count <= LATIGRAPH_LEAF) {
        node->leaf = tree->leaves++;
        return;
    }
    const int part = first_part(count);
    if (kind == 0) {
        select_middle(b, first, first + count, first + part, axis);
    }
    build(b, first, part, kind);
    node->right = tree->nodes;
    build(b, first + part, count - part, kind);
}

/* Neurons without a known position last; returns how many have one. */
static int settle_order(latigraph_tree_t *tree, const guchar *placed) {
    int known = 0, unknown = 0;
    for (int i = 0; i < tree->n; i++) {
        known += placed != NULL && placed[i] ? 1 : 0;
    }
    for (int i = 0, at = 0; i < tree->n; i++) {
        if (placed != NULL && placed[i]) {
            tree->order[at++] = i;
        } else {
            tree->order[known + unknown++] = i;
        }
    }
    return known;
}

static void build_all(builder_t *b, int known) {
    latigraph_tree_t *tree = b->tree;
    if (known == 0 || known == tree->n) {
        build(b, 0, tree->n, known == 0 ? UNKNOWN : 0);
        return;
    }
    tree->node[0] = (latigraph_tree_node_t){.count = tree->n, .kind = MIXED, .leaf = -1};
    tree->nodes = 1;
    build(b, 0, known, 0);
    tree->node[0].right = tree->nodes;
    build(b, known, tree->n - known, UNKNOWN);
}

latigraph_tree_t *latigraph_tree_create(int n, int dims, const real_t *position,
                                        const guchar *placed) {
    latigraph_tree_t *tree = g_new0(latigraph_tree_t, 1);
    builder_t builder = {tree, position};
    tree->n = n;
    tree->dims = position != NULL ? dims : 0;
    tree->order = g_try_new(int, (gsize)n + 1);
    tree->position = g_try_new0(float, 3 * (gsize)n + 3);
    /* At most two leaves are not full, and there are as many other nodes as leaves. */
    tree->node = g_try_new(latigraph_tree_node_t, 2 * ((gsize)n / LATIGRAPH_LEAF + 3));
    if (tree->order == NULL || tree->position == NULL || tree->node == NULL) {
        latigraph_tree_destroy(tree);
        return NULL;
    }
    tree->known = settle_order(tree, position != NULL ? placed : NULL);
    tree->gap = (LATIGRAPH_LEAF - tree->known % LATIGRAPH_LEAF) % LATIGRAPH_LEAF;
    build_all(&builder, tree->known);
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < tree->dims && placed[tree->order[i]]; d++) {
            tree->position[3 * (gsize)i + (gsize)d] = coordinate(&builder, i, d);
        }
    }
    return tree;
}

void latigraph_tree_destroy(latigraph_tree_t *tree) {
    if (tree != NULL) {
        g_free(tree->order);
        g_free(tree->position);
        g_free(tree->node);
        g_free(tree);
    }
}
