/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_GENERATE_EXTRAPOLATE_H
#define LATIGRAPH_GENERATE_EXTRAPOLATE_H

#include "model/model.h"

/* What a model says of circuits larger than those it was fitted to (doc/scale.md, "Generating large
 * circuits"): the kernel's floor falls as its widest Gaussian does beyond the distances that were
 * fitted, neurons count as the centre of what is around them, and all rates have a common factor. */

typedef struct {
    double squared; /* of the largest distance that was fitted, in length scales; INFINITY: of
                       distances that are all within it */
    double log_factor; /* ln of what all rates are multiplied by */
} latigraph_reach_t;

#endif
