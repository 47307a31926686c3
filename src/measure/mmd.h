/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_MMD_H
#define LATIGRAPH_MEASURE_MMD_H

#include "measure/descriptors.h"

/* Circuits of each set that are used at most; of more, so many at random. */
enum { LATIGRAPH_MMD_MOST = 1000 };

/* Similarities k(x, y) = exp(−|x − y|² / (2 σ²)) of circuits of two sets by their properties, each
 * in SDs of the real set (of both where that is 0), from its mean; where a property is not
 * defined it is at the mean. σ is the median distance (Gretton et al., JMLR 13:723, 2012). */
typedef struct {
    int real, generated; /* circuits used of each */
    int *circuit;        /* (real + generated) index in its set, the real ones first */
    double *value;       /* (size, size) with zeros on the diagonal, size = real + generated */
} latigraph_kernel_t;

igraph_error_t latigraph_kernel_init(latigraph_kernel_t *kernel,
                                     const latigraph_descriptors_t *real,
                                     const latigraph_descriptors_t *generated, igraph_bool_t paired,
                                     igraph_uint_t seed);
void latigraph_kernel_destroy(latigraph_kernel_t *kernel);

/* The unbiased squared maximum mean discrepancy between the rows weighted by x and those weighted
 * by y, both (size); a row is never compared with itself. work has room for 2 size numbers. NaN
 * if a side has fewer than two rows. No allocation, no igraph. O(size²). */
double latigraph_mmd(const latigraph_kernel_t *kernel, const double *x, const double *y,
                     double *work);

#endif
