/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * One step of AdamW, the norm of a gradient, and the schedule of the learning rate.
 *
 * With gradient g and step t, the moments are running means, and weight decay acts on the
 * parameter θ itself rather than on g:
 *
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *     θ ← (1 − η λ) θ − η m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ),   v̂ = v / (1 − β₂ᵗ)
 *
 * The corrections for the first steps do not depend on the parameter and are computed once per
 * step in double precision. The loop over parameters is then one pass in single precision that the
 * compiler vectorises. Some versions of it take √v̂ from an estimate of 1 / √v̂, which is infinite
 * for a denormal v̂, and would make the parameter NaN. Such v̂ count as 0: their roots are nothing
 * next to ε. The norm is summed in double precision, because it adds up to millions of
 * squares and decides whether a gradient is clipped.
 */
#include "net/adamw.h"

#include "base/fast.h"

FAST void adamw_step(const adamw_t *adamw, ptrdiff_t count, ptrdiff_t step, real_t *parameters,
                     const real_t *gradient, real_t *first, real_t *second) {
    const real_t b1 = (real_t)adamw->beta1, b2 = (real_t)adamw->beta2;
    const real_t correct1 = (real_t)(1 / (1 - pow(adamw->beta1, (double)step)));
    const real_t correct2 = (real_t)(1 / (1 - pow(adamw->beta2, (double)step)));
    const real_t rate = (real_t)adamw->rate, epsilon = (real_t)adamw->epsilon;
    const real_t shrink = (real_t)(1 - adamw->rate * adamw->decay);
    /* √tiny is below half a unit in the last place of the usual ε, 10⁻⁸. */
    const real_t tiny = REAL_C(1e-33);
    for (ptrdiff_t i = 0; i < count; i++) {
        first[i] = b1 * first[i] + (1 - b1) * gradient[i];
        second[i] = b2 * second[i] + (1 - b2) * gradient[i] * gradient[i];
        const real_t square = second[i] * correct2;
        parameters[i] =
            shrink * parameters[i] -
            rate * first[i] * correct1 / (real_sqrt(square > tiny ? square : 0) + epsilon);
    }
}

double gradient_norm(ptrdiff_t count, const real_t *gradient) {
    double sum = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        sum += (double)gradient[i] * (double)gradient[i];
    }
    return sqrt(sum);
}

double cosine_schedule(ptrdiff_t step, ptrdiff_t steps, ptrdiff_t warmup) {
    if (step < warmup) {
        return (double)(step + 1) / (double)warmup;
    }
    return 0.5 * (1 + cos(M_PI * (double)(step - warmup) / (double)(steps - warmup)));
}
