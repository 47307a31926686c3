/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_EXPECTED_H
#define LATIGRAPH_SURROGATE_EXPECTED_H

#include "surrogate/pair_states.h"
#include "surrogate/state.h"

/* Random graphs with expected degrees: of all laws of independent pairs with these expectations,
 * the one of greatest entropy. The pair (i, j) is i → j alone with probability x_i y_j / D, j → i
 * alone with x_j y_i / D, and mutual with z_i z_j / D, where D = 1 + x_i y_j + x_j y_i + z_i z_j
 * (Garlaschelli and Loffredo, Phys. Rev. E 73:015101, 2006). */
typedef struct {
    int n;
    double *x, *y, *z; /* (n) */
    int classes;       /* number of classes of similar degrees */
    int iterations;    /* number of iterations of the solver */
    double error;      /* greatest relative error of the expected degree of a class */
} latigraph_expected_t;

/* Solves for the expected one-way out-degree, one-way in-degree and mutual degree of each neuron.
 * If `mutual` is NULL, out and in are the whole degrees, and both edges of a pair are independent:
 * z_i = x_i y_i.
 * Neurons of similar degrees are solved together. Raises IGRAPH_EINVAL if no law has these degrees.
 * O(classes² · iterations + n). */
igraph_error_t latigraph_expected_init(latigraph_expected_t *expected, int n, const double *out,
                                       const double *in, const double *mutual);
void latigraph_expected_destroy(latigraph_expected_t *expected);

/* Draws a graph. The ends of its edges are appended. O(n + m). */
igraph_error_t latigraph_expected_draw(const latigraph_expected_t *expected,
                                       latigraph_draws_t *draws, igraph_vector_int_t *from,
                                       igraph_vector_int_t *to);

/* dyad_sums.c: sums over classes j of count_j y_j / D, count_j x_j / D and count_j z_j / D, where
 * D = 1 + x_i y_j + x_j y_i + z_i z_j. */
void latigraph_dyad_sums(int classes, const double *count, const double *x, const double *y,
                         const double *z, int i, double sums[3]);
/* The first two of these sums for independent edges, where D is 1 + x_i y_j in the first and
 * 1 + x_j y_i in the second. */
void latigraph_edge_sums(int classes, const double *count, const double *x, const double *y, int i,
                         double sums[2]);

#endif
