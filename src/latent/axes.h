/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_AXES_H
#define LATIGRAPH_LATENT_AXES_H

#include "latent/latent.h"

/* Computes eigenvalues (width), greatest first, and eigenvectors (width, width), one per row, of a
 * symmetric matrix (width, width). The entry of greatest size of a vector is positive. */
igraph_error_t latigraph_eigenvectors(int width, const double *symmetric, double *value,
                                      double *vector);

/* Computes the Fisher information (dz, dz) of the edges about the code at `start` (dz), in whitened
 * coordinates y = L⁻¹ (z − mean) with L = `factor` (dz, dz). It is the mean over `draws` circuits
 * whose node codes are drawn from their prior, with the node data of `like` or data drawn at the
 * start. O(draws · dz · (n² r + dz n²)), and O(dz n²) memory. */
igraph_error_t latigraph_jacobian_information(const latigraph_model_t *model, const double *start,
                                              const double *factor, const latigraph_circuit_t *like,
                                              int draws,
                                              const latigraph_generate_options_t *options,
                                              double *information);

/* A semi-NMF, x (rows, width) ≈ amount part: part (count, width) of any sign, amount (rows, count)
 * ≥ 0. The caller allocates both. */
typedef struct {
    double *part, *amount;
    double residual; /* Σ (x − amount part)² */
} latigraph_parts_t;
/* Finds the best of several semi-NMFs from random starts. */
igraph_error_t latigraph_find_parts(int rows, int width, const double *x, int count,
                                    igraph_uint_t seed, latigraph_parts_t *parts);
/* Sets the parts to the best ones for the amounts, then makes one multiplicative update of the
 * amounts. Returns the residual before the update of the amounts. work has space for
 * latigraph_parts_memory() numbers. */
double latigraph_parts_update(int rows, int width, const double *x, int count, double *part,
                              double *amount, double *work);
gsize latigraph_parts_memory(int rows, int width, int count);

#endif
