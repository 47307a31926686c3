/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Broyden's good method for small systems of equations (Broyden, Math. Comput. 19:577, 1965).
 *
 * The approximate inverse Jacobian H is updated itself, by the Sherman–Morrison formula, so a step
 * costs O(n²) and no linear system is solved: H += (s − H g)(sᵀ H) / (sᵀ H g) for a step s that
 * gained g. The denominator is compared with sᵀ s, because equations that are measured on random
 * circuits may respond weakly or with the wrong sign, and one such response would ruin H. */

#include "latent/broyden.h"

/* Smallest response to a step, as a share of the expected one, that updates the inverse. */
static const double RESPONSE_MIN = 0.1;

gboolean latigraph_broyden_update(int n, int stride, const double *step, const double *gain,
                                  double *inverse) {
    double left[LATIGRAPH_BROYDEN_MAX], right[LATIGRAPH_BROYDEN_MAX], slope = 0, length = 0;
    for (int a = 0; a < n; a++) {
        length += step[a] * step[a];
        left[a] = step[a];
        right[a] = 0;
        for (int b = 0; b < n; b++) {
            left[a] -= inverse[a * stride + b] * gain[b];
            right[a] += step[b] * inverse[b * stride + a];
        }
        slope += right[a] * gain[a];
    }
    if (!(slope > RESPONSE_MIN * length)) {
        return FALSE;
    }
    for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
            inverse[a * stride + b] += left[a] * right[b] / slope;
        }
    }
    return TRUE;
}
