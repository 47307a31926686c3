/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_ROOM_H
#define LATIGRAPH_FUNCTIONAL_ROOM_H

#include "base/memory.h"

#include <latigraph/functional.h>

/* Straight wall from (x1, y1) to (x2, y2). A barrier stops rays, but is no part of the outline. */
typedef struct {
    double x1, y1, x2, y2;
    gboolean barrier;
} latigraph_wall_t;

/* Round wall. */
typedef struct {
    double x, y, radius;
} latigraph_round_t;

/* Room in the plane; lengths are in cm. */
typedef struct {
    char *name;
    latigraph_wall_t *wall;   /* (walls) */
    latigraph_round_t *round; /* (rounds) */
    int walls, rounds;
    double low[2], high[2]; /* corners of the box around the outline */
} latigraph_room_t;

struct latigraph_rooms_t {
    latigraph_room_t *room; /* (count) */
    int count;
};

enum { ROOM_WALLS_MAX = 10000 };

/* Adds a wall or a round wall to a room. */
igraph_error_t latigraph_room_add_wall(latigraph_room_t *room, latigraph_wall_t wall);
igraph_error_t latigraph_room_add_round(latigraph_room_t *room, latigraph_round_t round);
/* Checks that the outline is closed, and computes the box around it. */
igraph_error_t latigraph_room_close(latigraph_room_t *room);
void latigraph_room_clear(latigraph_room_t *room);

/* Returns whether a place is inside of the outline. O(walls). */
gboolean latigraph_room_contains(const latigraph_room_t *room, double x, double y);
/* Returns the distance from a place to the nearest wall in a direction in radians; INFINITY if
 * there is none. O(walls). */
double latigraph_room_distance(const latigraph_room_t *room, double x, double y, double direction);

/* Reads a room of a built-in name, or from a file (read_room.c). The room arrives zeroed. */
igraph_error_t latigraph_room_read(latigraph_room_t *room, const char *source);

#endif
