/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_PLACES_H
#define LATIGRAPH_FUNCTIONAL_PLACES_H

#include "functional/bvc.h"

#include "base/random.h"

/* Place in a room, in cm. */
typedef struct {
    double x, y;
    const latigraph_room_t *room;
} place_t;

/* List of places, which begins zeroed. */
typedef struct {
    place_t *item; /* (count) */
    igraph_integer_t count, space;
} places_t;

void latigraph_room_places_destroy(places_t *places);
/* Adds the places of a regular grid that are inside of a room. */
igraph_error_t latigraph_room_places_add_grid(places_t *places, const latigraph_room_t *room,
                                              double spacing);
/* Adds a place that is uniformly distributed inside of a room. */
igraph_error_t latigraph_room_places_add_random(places_t *places, const latigraph_room_t *room,
                                                latigraph_stream_t *stream);
/* Computes the rates of the boundary-vector cells at all places, (count, BVCS). They are on the
 * FINALLY stack as one entry. */
igraph_error_t latigraph_room_places_rates(const latigraph_bvc_t *bvc, const places_t *places,
                                           int threads, double **input);

#endif
