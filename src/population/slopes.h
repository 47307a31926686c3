/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_POPULATION_SLOPES_H
#define LATIGRAPH_POPULATION_SLOPES_H

#include <glib.h>
#include <igraph.h>
#include <stddef.h>

/* Orders in which the ages of n animals are handed out anew. */
typedef struct {
    int animals;    /* n */
    int orders;     /* number of orders */
    int stride;     /* orders, rounded up to whole tiles */
    gboolean exact; /* all distinct orders, the observed one among them; otherwise random ones */
    double *age;    /* (n, stride) age of animal i in each order, minus the mean age */
    double *own;    /* (n) its own age, minus the mean age */
    double *sorted; /* (n) the same in ascending order */
    double squares; /* sum of squares of `own` */
} latigraph_orders_t;

/* Lists the orders of n ≥ 2 finite ages: all distinct ones if there are at most 40,320 (8!), and
 * otherwise `random` random ones, from the stream (seed, ages, index). O(n · orders). */
igraph_error_t latigraph_orders_init(latigraph_orders_t *orders, const double *age, int n,
                                     int random, guint64 seed, guint64 index);
void latigraph_orders_destroy(latigraph_orders_t *orders);

/* The slope of a line through weights over ages, by least squares. */
typedef struct {
    double slope; /* per unit of age; NaN if all ages are equal */
    double p;     /* share of orders with a slope at least as steep, of either sign */
    double least; /* the smallest p that these weights could have in any order */
} latigraph_slope_t;

/* Tests the slope of n finite weights. `scratch` (n) is for the caller's thread alone. O(n ·
 * orders).
 */
latigraph_slope_t latigraph_slope_test(const latigraph_orders_t *orders, const double *weight,
                                       double *scratch);

#endif
