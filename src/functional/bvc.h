/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_BVC_H
#define LATIGRAPH_FUNCTIONAL_BVC_H

#include "functional/room.h"

/* RAYS: directions in which distances to walls are measured. BVCS: boundary-vector cells, one per
 * preferred direction and distance; cell k has direction k / BVC_DISTANCES. */
enum { RAYS = 90, BVC_DIRECTIONS = 16, BVC_DISTANCES = 10, BVCS = BVC_DIRECTIONS * BVC_DISTANCES };

/* Preferred distances in cm. */
extern const double latigraph_bvc_distances[BVC_DISTANCES];

/* Weights of rays for preferred directions, which sum to 1 for each. */
typedef struct {
    double share[BVC_DIRECTIONS][RAYS];
} latigraph_bvc_t;

void latigraph_bvc_init(latigraph_bvc_t *bvc);
/* Writes the rates (BVCS) at a place of a room, from 0 to 1. O(RAYS (walls + BVCS)). */
void latigraph_bvc_rates(const latigraph_bvc_t *bvc, const latigraph_room_t *room, double x,
                         double y, double *rate);

#endif
