/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_ALIAS_H
#define LATIGRAPH_SURROGATE_ALIAS_H

#include "surrogate/state.h"

/* An alias table draws places in proportion to values: place k is kept with probability keep[k],
 * and gives other[k] otherwise. */
typedef struct {
    int n;
    double total;
    float *keep;
    int *other;
} latigraph_alias_t;

/* Makes the table of n values. O(n). */
igraph_error_t latigraph_alias_init(latigraph_alias_t *alias, const double *value, int n);
void latigraph_alias_destroy(latigraph_alias_t *alias);

/* Draws a place; the total must be above 0. O(1). */
static inline int latigraph_alias_draw(const latigraph_alias_t *alias, latigraph_draws_t *draws) {
    const int place = latigraph_draws_below(draws, alias->n);
    return (float)latigraph_draws_next(draws) * 0x1p-32f < alias->keep[place] ? place
                                                                              : alias->other[place];
}

#endif
