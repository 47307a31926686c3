/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The inner loop of coupled oscillators, compiled for speed (base/fast.h).
 *
 * sin(b − a) = sin b cos a − cos b sin a, so one sine and one cosine per neuron are sufficient, and
 * an edge costs two products. A sine per edge would cost ten times as much.
 */
#include "function/oscillators.h"

#include "base/fast.h"

#include <math.h>

FAST static void find_sines(int n, const double *restrict phase, double *restrict sine,
                            double *restrict cosine) {
#pragma omp simd
    for (int i = 0; i < n; i++) {
        sine[i] = sin(phase[i]);
    }
#pragma omp simd
    for (int i = 0; i < n; i++) {
        cosine[i] = cos(phase[i]);
    }
}

FAST void latigraph_oscillate(const latigraph_inputs_t *inputs, double coupling,
                              const double *frequency, const double *phase, double *sine,
                              double *cosine, double *restrict velocity) {
    find_sines(inputs->n, phase, sine, cosine);
    for (int i = 0; i < inputs->n; i++) {
        double sines = 0, cosines = 0;
#pragma omp simd reduction(+ : sines, cosines)
        for (int k = inputs->start[i]; k < inputs->start[i + 1]; k++) {
            sines += inputs->weight[k] * sine[inputs->from[k]];
            cosines += inputs->weight[k] * cosine[inputs->from[k]];
        }
        velocity[i] = frequency[i] + coupling * (sines * cosine[i] - cosines * sine[i]);
    }
}
