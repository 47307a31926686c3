/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* A k-d tree of neurons with full leaves of 16.
 *
 * A node is split at the median of its widest axis, rounded to whole leaves, so at most two leaves
 * are not full. Neurons without a position form a subtree of their own behind all others, because κ
 * = 1 for them:
 *
 *     node 0 ── known positions ── … leaves …
 *            └─ unknown positions ── … leaves … */

#include "generate/sparse.h"

#include <string.h>

enum { UNKNOWN = 1, MIXED = -1 };

/* A neuron with its position. Both are moved together while the tree is built, which keeps
 * comparisons local in memory. */
typedef struct {
    float at[3];
    int neuron;
} point_t;

typedef struct {
    latigraph_tree_t *tree;
    point_t *point; /* (n) in the order of the tree */
} builder_t;

/* Rearranges points first .. last − 1 such that smaller ones along the axis come before `middle`
 * (Hoare's selection). */
static void select_middle(point_t *point, int first, int last, int middle, int axis) {
    int low = first, high = last - 1;
    while (low < high) {
        const float pivot = point[low + (high - low) / 2].at[axis];
        int i = low, j = high;
        while (i <= j) {
            while (point[i].at[axis] < pivot) {
                i++;
            }
            while (point[j].at[axis] > pivot) {
                j--;
            }
            if (i <= j) {
                const point_t held = point[i];
                point[i++] = point[j];
                point[j--] = held;
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

/* Computes the bounding box of a node with known positions and returns its widest axis. */
static int find_box(const builder_t *b, latigraph_tree_node_t *node) {
    const point_t *point = b->point + node->first;
    int widest = 0;
    for (int d = 0; d < 3; d++) {
        node->low[d] = node->high[d] = point[0].at[d];
    }
    for (int i = 1; i < node->count; i++) {
        for (int d = 0; d < 3; d++) {
            node->low[d] = MIN(node->low[d], point[i].at[d]);
            node->high[d] = MAX(node->high[d], point[i].at[d]);
        }
    }
    for (int d = 1; d < b->tree->dims; d++) {
        widest = node->high[d] - node->low[d] > node->high[widest] - node->low[widest] ? d : widest;
    }
    return widest;
}

/* Returns the size of the first child: half of the leaves, all full. */
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
        select_middle(b->point, first, first + count, first + part, axis);
    }
    build(b, first, part, kind);
    node->right = tree->nodes;
    build(b, first + part, count - part, kind);
}

/* Orders neurons with a known position first; the others lie at 0. Returns the number of known
 * positions. `position` is (n, dims). */
static int order_neurons(builder_t *b, const real_t *position, const guchar *placed) {
    const latigraph_tree_t *tree = b->tree;
    int known = 0, unknown = 0;
    for (int i = 0; i < tree->n; i++) {
        known += placed != NULL && placed[i] ? 1 : 0;
    }
    for (int i = 0, at = 0; i < tree->n; i++) {
        const gboolean here = placed != NULL && placed[i];
        point_t *point = &b->point[here ? at++ : known + unknown++];
        *point = (point_t){.neuron = i};
        for (int d = 0; d < tree->dims && here; d++) {
            point->at[d] = (float)position[(gsize)i * (gsize)tree->dims + (gsize)d];
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
    latigraph_tree_t *tree = g_try_new0(latigraph_tree_t, 1);
    if (tree == NULL) {
        return NULL;
    }
    builder_t builder = {tree, g_try_new(point_t, (gsize)n + 1)};
    tree->n = n;
    tree->dims = position != NULL ? dims : 0;
    tree->order = g_try_new(int, (gsize)n + 1);
    tree->position = g_try_new(float, 3 * (gsize)n + 3);
    /* At most two leaves are not full, and there are as many inner nodes as leaves. */
    tree->node = g_try_new(latigraph_tree_node_t, 2 * ((gsize)n / LATIGRAPH_LEAF + 3));
    if (builder.point == NULL || tree->order == NULL || tree->position == NULL ||
        tree->node == NULL) {
        g_free(builder.point);
        latigraph_tree_destroy(tree);
        return NULL;
    }
    tree->known = order_neurons(&builder, position, position != NULL ? placed : NULL);
    tree->gap = (LATIGRAPH_LEAF - tree->known % LATIGRAPH_LEAF) % LATIGRAPH_LEAF;
    build_all(&builder, tree->known);
    for (int i = 0; i < n; i++) {
        tree->order[i] = builder.point[i].neuron;
        memcpy(tree->position + 3 * (gsize)i, builder.point[i].at, 3 * sizeof(float));
    }
    g_free(builder.point);
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
