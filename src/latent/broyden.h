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

/* Updates the inverse after a step s that gained g: H += (s − H g)(sᵀ H) / (sᵀ H g). Then H g = s,
 * and H v is unchanged for every v with sᵀ H v = 0. Returns FALSE and changes nothing unless
 * sᵀ H g > sᵀ s / 10. Without a step, with a weak response, or with one against the step, the
 * division would make H huge or change its sign.
 *
 * s and g are step (n) and gain (n). H is `inverse`, with rows of `stride` entries of which n are
 * in use. n is at most LATIGRAPH_BROYDEN_MAX. Allocates nothing. O(n²). */
enum { LATIGRAPH_BROYDEN_MAX = 64 };
gboolean latigraph_broyden_update(int n, int stride, const double *step, const double *gain,
                                  double *inverse);

#endif
