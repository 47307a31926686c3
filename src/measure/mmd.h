/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_MMD_H
#define LATIGRAPH_MEASURE_MMD_H

#include "measure/descriptors.h"

/* Largest number of circuits used of each set. From a larger set, as many are chosen at random. */
enum { LATIGRAPH_MMD_MOST = 1000 };

/* Similarities k(x, y) = exp(−|x − y|² / (2 σ²)) of circuits of two sets by their properties. Each
 * property is standardised by the real set, or by both sets if its SD there is 0. An undefined
 * property counts as the mean. σ is the median distance (Gretton et al., JMLR 13:723, 2012). */
typedef struct {
    int real, generated; /* number of circuits used of each set */
    int *circuit;        /* (real + generated) index of each circuit in its set, real ones first */
    double *value;       /* (size, size) with zeros on the diagonal, size = real + generated */
} latigraph_kernel_t;

igraph_error_t latigraph_kernel_init(latigraph_kernel_t *kernel,
                                     const latigraph_descriptors_t *real,
                                     const latigraph_descriptors_t *generated, igraph_bool_t paired,
                                     igraph_uint_t seed);
void latigraph_kernel_destroy(latigraph_kernel_t *kernel);

/* Returns the unbiased squared maximum mean discrepancy between rows weighted by x and rows
 * weighted by y, both (size). A row is never compared with itself. `work` holds 2 size numbers. The
 * result is NaN if a side has fewer than two rows. Allocates nothing and calls no igraph. O(size²).
 */
double latigraph_mmd(const latigraph_kernel_t *kernel, const double *x, const double *y,
                     double *work);

#endif
