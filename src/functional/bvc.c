/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Boundary-vector cells: neurons that fire where a wall is at a preferred distance and direction.
 *
 * A cell with distance d and direction φ sees the wall at distance r(θ) in direction θ as
 * exp(−(r − d)² / 2σ_d²), and averages over θ with weights exp(−(θ − φ)² / 2σ_φ²). The tuning to
 * distance is wider at large distances, σ_d = d / 12 + 8 cm, and σ_φ is π / 16 (Hartley, Burgess,
 * Lever, Cacucci, O'Keefe, Hippocampus 10:369, 2000; the sizes are those of the subicular cells of
 * Barry et al., Rev. Neurosci. 17:71, 2006). The weights do not depend on the place and are
 * computed once; the exponentials of distances are shared by all directions. */

#include "functional/bvc.h"

#include <math.h>

const double latigraph_bvc_distances[BVC_DISTANCES] = {3.6, 11.1, 19.1, 27.7, 37,
                                                       47,  57.7, 69.3, 81.7, 95};

static double ray_direction(int ray) {
    return 2 * G_PI * ray / RAYS;
}

void latigraph_bvc_init(latigraph_bvc_t *bvc) {
    const double width = G_PI / 16;
    for (int k = 0; k < BVC_DIRECTIONS; k++) {
        double sum = 0;
        for (int ray = 0; ray < RAYS; ray++) {
            const double apart =
                remainder(ray_direction(ray) - 2 * G_PI * k / BVC_DIRECTIONS, 2 * G_PI);
            bvc->share[k][ray] = exp(-apart * apart / (2 * width * width));
            sum += bvc->share[k][ray];
        }
        for (int ray = 0; ray < RAYS; ray++) {
            bvc->share[k][ray] /= sum;
        }
    }
}

void latigraph_bvc_rates(const latigraph_bvc_t *bvc, const latigraph_room_t *room, double x,
                         double y, double *rate) {
    double seen[BVC_DISTANCES][RAYS]; /* a wall at each preferred distance */
    for (int ray = 0; ray < RAYS; ray++) {
        const double distance = latigraph_room_distance(room, x, y, ray_direction(ray));
        for (int d = 0; d < BVC_DISTANCES; d++) {
            const double width = latigraph_bvc_distances[d] / 12 + 8;
            const double apart = (distance - latigraph_bvc_distances[d]) / width;
            seen[d][ray] = exp(-0.5 * apart * apart);
        }
    }
    for (int k = 0; k < BVCS; k++) {
        const double *share = bvc->share[k / BVC_DISTANCES], *wall = seen[k % BVC_DISTANCES];
        double sum = 0;
        for (int ray = 0; ray < RAYS; ray++) {
            sum += share[ray] * wall[ray];
        }
        rate[k] = sum;
    }
}
