/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The properties that move most along a path, which the figure of the path and its table show.
 *
 * A property moves by the range of its change over the steps, in SDs, so that properties of
 * different units compare. The property that is walked along comes first in any case. The file
 * does not need cairo, because tables show the same properties.
 */
#include "figure/figure.h"

#include <math.h>

/* Returns the change from the lowest to the highest step, in SDs; −1 if no step has a value. */
static double extent(const latigraph_path_t *path, igraph_integer_t p) {
    double low = INFINITY, high = -INFINITY;
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double change = MATRIX(path->change, s, p);
        if (isfinite(change)) {
            low = fmin(low, change);
            high = fmax(high, change);
        }
    }
    return low <= high ? high - low : -1;
}

int figure_walk_movers(const figure_walk_t *walk, int most, igraph_integer_t *movers) {
    int count = 0;
    if (walk->property >= 0) {
        movers[count++] = walk->property;
    }
    while (count < most) {
        igraph_integer_t best = -1;
        for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
            gboolean taken = extent(walk->path, p) < 0;
            for (int k = 0; k < count; k++) {
                taken = taken || movers[k] == p;
            }
            if (!taken && (best < 0 || extent(walk->path, p) > extent(walk->path, best))) {
                best = p;
            }
        }
        if (best < 0) {
            break;
        }
        movers[count++] = best;
    }
    return count;
}
