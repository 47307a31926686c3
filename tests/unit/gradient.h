/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_GRADIENT_H
#define LATIGRAPH_TEST_GRADIENT_H

#include "base/random.h"
#include "base/real.h"
#include "test.h"

/* A scalar function of everything that its data point to. */
typedef double scalar_t(void *data);

/* Fills an array with standard normal numbers. */
static inline void fill_normal(latigraph_stream_t *stream, ptrdiff_t count, real_t *x) {
    for (ptrdiff_t i = 0; i < count; i++) {
        x[i] = (real_t)latigraph_stream_normal(stream);
    }
}

/* Compares `gradient` with the central differences of f by each of x[0 .. count − 1]. */
static inline void check_gradient(const char *what, scalar_t *f, void *data, real_t *x,
                                  const real_t *gradient, ptrdiff_t count) {
    const double step = 1e-5;
    for (ptrdiff_t i = 0; i < count; i++) {
        const real_t at = x[i];
        x[i] = at + step;
        const double above = f(data);
        x[i] = at - step;
        const double below = f(data);
        x[i] = at;
        const double slope = (above - below) / (2 * step);
        const double error = fabs(slope - gradient[i]);
        if (!(error <= 1e-6 * (1 + fabs(slope)))) {
            FAIL("%s: gradient %td of %td is %.10g, finite differences give %.10g", what, i, count,
                 (double)gradient[i], slope);
        }
    }
}

#endif
