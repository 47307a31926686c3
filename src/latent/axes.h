/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_AXES_H
#define LATIGRAPH_LATENT_AXES_H

#include "latent/latent.h"

/* Eigenvalues (width), greatest first, and eigenvectors (width, width), one a row, of a symmetric
 * matrix (width, width). The sign of a vector is that of its entry of greatest size. */
igraph_error_t latigraph_eigenvectors(int width, const double *symmetric, double *value,
                                      double *vector);

/* Fisher information (dz, dz) of the edges about the place of the code, in coordinates y = L⁻¹ (z −
 * mean) in which the density of the training codes is round, at `start` (dz): the mean over `draws`
 * circuits, with node data drawn at the start or those of `like`, and node codes drawn from their
 * prior, of 4 Σ_dyads Σ_states ∂√P ∂√Pᵀ. Derivatives are central differences of a quarter of an SD,
 * of the rates as decoded: the steering layer has several solutions, and jumps between them.
 * O(draws · dz · (n² r + dz n²)), and O(dz n²) memory. */
igraph_error_t latigraph_jacobian_information(const latigraph_model_t *model, const double *start,
                                              const double *factor, const latigraph_circuit_t *like,
                                              int draws,
                                              const latigraph_generate_options_t *options,
                                              double *information);

/* Semi-NMF (Ding, Li, Jordan, IEEE Trans. Pattern Anal. Mach. Intell. 32:45, 2010): x (rows, width)
 * ≈ amount part, part (count, width) of any sign, amount (rows, count) ≥ 0. The best of several
 * starts, each from a few rounds of k-means. */
typedef struct {
    double *part, *amount;
    double residual; /* Σ (x − amount part)² */
} latigraph_parts_t;
/* part and amount are the caller's. */
igraph_error_t latigraph_find_parts(int rows, int width, const double *x, int count,
                                    igraph_uint_t seed, latigraph_parts_t *parts);
/* One multiplicative update of the amounts after the parts were set to their best; returns the
 * residual, with which the amounts came. work: room for latigraph_parts_memory() numbers. */
double latigraph_parts_update(int rows, int width, const double *x, int count, double *part,
                              double *amount, double *work);
gsize latigraph_parts_memory(int rows, int width, int count);

#endif
