/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_SPACING_H
#define LATIGRAPH_GENERATE_SPACING_H

#include "model/node_law.h"

/* Keeps drawn neurons apart: the chances of places given the neurons that are placed already. */

/* A neuron that is placed. */
typedef struct {
    double place[3];
    int next; /* the next neuron of the bucket; −1 ends */
} latigraph_placed_t;

typedef struct {
    const latigraph_node_law_t *law;
    int dims, count;
    int bins;     /* bins of the law's table before the last factors of 1 */
    double reach; /* distance from which on neurons do not see each other */
    guint64 mask; /* number of buckets − 1 */
    int *head;    /* first neuron of each bucket; −1: none */
    latigraph_placed_t *placed;
} latigraph_spacing_t;

/* Prepares for up to n neurons. A law without a table of distances gives every place the chance 1.
 * Destroy it even after an error. O(n). */
igraph_error_t latigraph_spacing_init(latigraph_spacing_t *spacing, const latigraph_node_law_t *law,
                                      int dims, int n);
void latigraph_spacing_destroy(latigraph_spacing_t *spacing);
/* Whether the law keeps neurons apart. */
static inline gboolean latigraph_spacing_acts(const latigraph_node_law_t *law) {
    return law->spacing[0] > 0;
}
/* Returns the chance that a place (dims) is taken, the product over neurons nearby. O(1) on
 * average. */
double latigraph_spacing_chance(const latigraph_spacing_t *spacing, const double *place);
/* Adds a neuron. O(1). */
void latigraph_spacing_add(latigraph_spacing_t *spacing, const double *place);

/* Number of places that are tried for a neuron before the last one is taken. */
enum { LATIGRAPH_SPACING_TRIES = 50 };

#endif
