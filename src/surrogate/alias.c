/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Alias tables (Walker, ACM TOMS 3:253, 1977).
 *
 * Values are cut into places of equal size, each with at most two values, so that a draw takes two
 * random words. A value below the mean shares its place with one above it.
 */
#include "surrogate/alias.h"

#include "base/memory.h"

void latigraph_alias_destroy(latigraph_alias_t *alias) {
    g_free(alias->keep);
    g_free(alias->other);
    *alias = (latigraph_alias_t){0}; /* both a failed start and the end of a drawing call this */
}

/* Fills the places: a value below the mean shares its place with one above it. `left` (n) holds
 * what is left of each value, in units of the mean, and `todo` (n) the places below the mean from
 * the front and those above from the back. */
static void fill_alias(latigraph_alias_t *alias, const double *value, double *left, int *todo) {
    int small = 0, large = alias->n;
    for (int i = 0; i < alias->n; i++) {
        left[i] = value[i] * alias->n / alias->total;
        alias->keep[i] = 1;
        alias->other[i] = i;
        if (left[i] < 1) {
            todo[small++] = i;
        } else {
            todo[--large] = i;
        }
    }
    while (small > 0 && large < alias->n) {
        const int i = todo[--small], j = todo[large];
        alias->keep[i] = (float)left[i];
        alias->other[i] = j;
        left[j] -= 1 - left[i];
        if (left[j] < 1) {
            large++;
            todo[small++] = j;
        }
    }
}

igraph_error_t latigraph_alias_init(latigraph_alias_t *alias, const double *value, int n) {
    double *left;
    int *todo;
    *alias = (latigraph_alias_t){
        .n = n, .keep = g_try_new0(float, (gsize)n + 1), .other = g_try_new0(int, (gsize)n + 1)};
    IGRAPH_FINALLY(latigraph_alias_destroy, alias);
    LATIGRAPH_CHECK_MEMORY(alias->keep);
    LATIGRAPH_CHECK_MEMORY(alias->other);
    LATIGRAPH_ALLOCATE(left, n);
    LATIGRAPH_ALLOCATE(todo, n);
    for (int i = 0; i < n; i++) {
        alias->total += value[i];
    }
    if (alias->total > 0) {
        fill_alias(alias, value, left, todo);
    }
    g_free(todo);
    g_free(left);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
