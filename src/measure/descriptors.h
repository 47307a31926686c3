/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_DESCRIPTORS_H
#define LATIGRAPH_MEASURE_DESCRIPTORS_H

#include "circuit/triads.h"

/* Number of quantiles of the out-degrees, and of the in-degrees. */
enum { LATIGRAPH_QUANTILES = 7 };

/* Descriptors by which sets of circuits are compared. */
typedef struct {
    int count;            /* number of circuits */
    int properties;       /* number of compared properties: the first of the table, and fine
                             descriptors on request */
    double *property;     /* (properties, count); NaN where undefined */
    int *order;           /* (properties, count) circuits by ascending value, NaN last */
    int *defined;         /* (properties) circuits for which the property is defined */
    double *triad;        /* (count, LATIGRAPH_TRIADS) triples of each class */
    double *expected;     /* (count, LATIGRAPH_TRIADS) triples expected of the dyads; NULL unless
                             size-free */
    double *quantile;     /* (count, 2 LATIGRAPH_QUANTILES) of out-degrees, then of in-degrees */
    int degrees;          /* largest degree, plus one */
    double *histogram[2]; /* out, in: (count, degrees) neurons of each degree */
    double *neurons;      /* (count) */
} latigraph_descriptors_t;

/* Describes circuits. With `size_free`, the properties are the measures of size_free.h, and degrees
 * are not described. With `fine`, which excludes it, the descriptors of fine.h follow the
 * properties. */
igraph_error_t latigraph_descriptors_init(latigraph_descriptors_t *set,
                                          const latigraph_circuit_list_t *circuits,
                                          igraph_bool_t size_free, igraph_bool_t fine,
                                          igraph_integer_t threads);
/* Replaces the numbers of triads of two size-free sets by their ratios to the expected ones.
 * Classes that are rare in both sets become NaN. */
void latigraph_descriptors_relate_triads(latigraph_descriptors_t *real,
                                         latigraph_descriptors_t *generated);
void latigraph_descriptors_destroy(latigraph_descriptors_t *set);

#endif
