/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_BROYDEN_H
#define LATIGRAPH_LATENT_BROYDEN_H

#include <glib.h>

/* Broyden's good method (Broyden, Math. Comput. 19:577, 1965) for n equations. H approximates the
 * inverse of the Jacobian, so that a step H Δ is expected to gain Δ. */

/* Updates the inverse after a step that gained something: H += (s − H g)(sᵀ H) / (sᵀ H g), which
 * gives H g = s and leaves H v alone for every v with sᵀ H v = 0. The update is refused, and FALSE
 * is returned, unless sᵀ H g > sᵀ s / 10: where there is no step, hardly any response, or a
 * response against the step, the division would blow up or turn H around.
 *
 * step (n) s, gain (n) g; inverse H has rows of `stride` entries, n of them in use. n is at most
 * LATIGRAPH_BROYDEN_MAX. O(n²), no allocation. */
enum { LATIGRAPH_BROYDEN_MAX = 64 };
gboolean latigraph_broyden_update(int n, int stride, const double *step, const double *gain,
                                  double *inverse);

#endif
