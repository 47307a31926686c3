/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FACTORS_CP_H
#define LATIGRAPH_FACTORS_CP_H

#include "factors/tensor.h"

#include <latigraph/factors.h>

/* Non-negative factors of a tensor: x(p, t, w) ≈ Σ_r a(p, r) b(t, r) c(w, r) over the entries that
 * are known. P pairs, T times, W animals, R factors. */
typedef struct {
    int rank;
    const guint8 *known; /* (W, P) entries that are fitted: all of the tensor, or some held out */
    float *a, *b;        /* (P, R), (T, R): floats, as the tensor that they are multiplied with */
    double *c;           /* (W, R) holds the sizes of the factors */
    double shrink;  /* weight of animals that do not know a pair, as if they had none of a factor */
    double *gram_b; /* (R, R) bᵀ b */
    double *gram_a; /* (W, R, R) aᵀ a over the pairs that are known in each animal */
    double *z;      /* (W, T, R) slices multiplied by a */
    double norm;    /* sum of squares of the known entries */
    double error;   /* sum of squared residuals after the last sweep */
    int sweeps;
    gboolean done; /* the error fell by less than the tolerance, or sweeps ran out */
} latigraph_cp_t;

/* Pairs whose animals have a fiftieth of a factor are shrunk by half. Without it, predictions of
 * neurons that were left out grew without bound (bench/factors). */
#define LATIGRAPH_CP_SHRINK 0.02

/* When a fit ends, and what runs it. */
typedef struct {
    int iterations;   /* most sweeps */
    double tolerance; /* least fall of the error per sweep, as a share of the norm */
    int threads;
} latigraph_cp_limits_t;

/* Starts from random factors of stream (seed, index). `known` is borrowed. The fit is on the
 * FINALLY stack as one entry. O((P + T W) R). */
igraph_error_t latigraph_cp_init(latigraph_cp_t *cp, const latigraph_tensor_t *tensor, int rank,
                                 const guint8 *known, guint64 seed, guint64 index);
void latigraph_cp_destroy(latigraph_cp_t *cp);

/* Runs sweeps of all fits that are not done, together, until all are. `limits` may be those of
 * earlier calls with a smaller tolerance, after which fits go on. O(P T W R) per sweep and fit. */
igraph_error_t latigraph_cp_run(latigraph_cp_t *cp, int count, const latigraph_tensor_t *tensor,
                                const latigraph_cp_limits_t *limits);

/* Runs one sweep of all fits that are not done. */
igraph_error_t latigraph_cp_sweep(latigraph_cp_t *cp, int count, const latigraph_tensor_t *tensor,
                                  int threads);

/* Gets the mean over factors of the product of their cosines in all three modes, for the best
 * pairing of the factors of two fits of one rank. From 0 to 1. O(R² (P + T + W) + 2^R R). */
igraph_error_t latigraph_cp_match(const latigraph_cp_t *x, const latigraph_cp_t *y,
                                  const latigraph_tensor_t *tensor, double *match);

#endif
