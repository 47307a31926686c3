/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_RESPOND_H
#define LATIGRAPH_FUNCTION_RESPOND_H

#include <stddef.h>

/* The inner loops of a reservoir, compiled for speed. Rows of x and y belong to neurons. */

/* Computes x = (1 − leak_rate) x + leak_rate tanh(y). */
void latigraph_leaky_step(ptrdiff_t count, double leak_rate, const double *y, double *x);

/* Computes y += W x (n, columns) with separate weights for each column: weight (m, columns) of the
 * edges from → to. */
void latigraph_recur(int m, int columns, const int *from, const int *to, const double *weight,
                     const double *x, double *y);

/* Computes y += W x with the same weights in all columns: weight[0], weight[stride], …. */
void latigraph_recur_as(int m, int columns, const int *from, const int *to, const double *weight,
                        int stride, const double *x, double *y);

#endif
