/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Rooms in the plane: what is inside, and how far the walls are.
 *
 * A room is an outline of straight walls and circles, and barriers that stand in it. A place is
 * inside if a ray from it crosses the outline an odd number of times, so that a circle within a
 * square is a pillar. Barriers stop rays, but a single stretch of wall has no inside, so that they
 * do not bound the inside. The outline is closed if an even number of walls meet at every end of
 * one. */

#include "functional/room.h"

#include <math.h>
#include <string.h>

/* --- Walls ------------------------------------------------------------------------------------ */

/* Makes space for one item more in an array whose size doubles at powers of two. */
static igraph_error_t grow(void *items, int count, gsize size) {
    void *grown;
    if (count >= ROOM_WALLS_MAX) {
        IGRAPH_ERRORF("A room has at most %d walls.", IGRAPH_EINVAL, ROOM_WALLS_MAX);
    }
    if ((count & (count - 1)) != 0) {
        return IGRAPH_SUCCESS;
    }
    grown = g_try_realloc_n(*(void **)items, (gsize)MAX(2 * count, 1), size);
    LATIGRAPH_CHECK_MEMORY(grown);
    *(void **)items = grown;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_room_add_wall(latigraph_room_t *room, latigraph_wall_t wall) {
    IGRAPH_CHECK(grow(&room->wall, room->walls, sizeof wall));
    room->wall[room->walls++] = wall;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_room_add_round(latigraph_room_t *room, latigraph_round_t round) {
    IGRAPH_CHECK(grow(&room->round, room->rounds, sizeof round));
    room->round[room->rounds++] = round;
    return IGRAPH_SUCCESS;
}

void latigraph_room_clear(latigraph_room_t *room) {
    g_free(room->name);
    g_free(room->wall);
    g_free(room->round);
    *room = (latigraph_room_t){0};
}

/* --- The outline ------------------------------------------------------------------------------ */

/* Counts the ends of walls of the outline at a place. */
static int ends_at(const latigraph_room_t *room, double x, double y) {
    const double tolerance = 1e-6;
    int count = 0;
    for (int k = 0; k < room->walls; k++) {
        const latigraph_wall_t *wall = &room->wall[k];
        if (!wall->barrier) {
            count += fabs(wall->x1 - x) <= tolerance && fabs(wall->y1 - y) <= tolerance;
            count += fabs(wall->x2 - x) <= tolerance && fabs(wall->y2 - y) <= tolerance;
        }
    }
    return count;
}

static igraph_error_t check_end(const latigraph_room_t *room, double x, double y) {
    if (ends_at(room, x, y) % 2 != 0) {
        IGRAPH_ERRORF(
            "Room \"%.60s\" is open at (%g, %g): the wall that ends there is joined to no "
            "other. Close the outline, or call the wall a barrier.",
            IGRAPH_EINVAL, room->name, x, y);
    }
    return IGRAPH_SUCCESS;
}

static void widen(latigraph_room_t *room, double x, double y) {
    room->low[0] = fmin(room->low[0], x);
    room->low[1] = fmin(room->low[1], y);
    room->high[0] = fmax(room->high[0], x);
    room->high[1] = fmax(room->high[1], y);
}

igraph_error_t latigraph_room_close(latigraph_room_t *room) {
    room->low[0] = room->low[1] = INFINITY;
    room->high[0] = room->high[1] = -INFINITY;
    for (int k = 0; k < room->walls; k++) {
        const latigraph_wall_t *wall = &room->wall[k];
        if (!wall->barrier) {
            IGRAPH_CHECK(check_end(room, wall->x1, wall->y1));
            IGRAPH_CHECK(check_end(room, wall->x2, wall->y2));
            widen(room, wall->x1, wall->y1);
            widen(room, wall->x2, wall->y2);
        }
    }
    for (int k = 0; k < room->rounds; k++) {
        const latigraph_round_t *round = &room->round[k];
        widen(room, round->x - round->radius, round->y - round->radius);
        widen(room, round->x + round->radius, round->y + round->radius);
    }
    if (!(room->low[0] < room->high[0] && room->low[1] < room->high[1])) {
        IGRAPH_ERRORF("Room \"%.60s\" has no outline: give walls that close, or a circle.",
                      IGRAPH_EINVAL, room->name);
    }
    return IGRAPH_SUCCESS;
}

gboolean latigraph_room_contains(const latigraph_room_t *room, double x, double y) {
    gboolean inside = FALSE;
    for (int k = 0; k < room->walls; k++) {
        const latigraph_wall_t *wall = &room->wall[k];
        if (!wall->barrier && (wall->y1 > y) != (wall->y2 > y)) {
            const double share = (y - wall->y1) / (wall->y2 - wall->y1);
            inside ^= x < wall->x1 + share * (wall->x2 - wall->x1);
        }
    }
    for (int k = 0; k < room->rounds; k++) {
        const latigraph_round_t *round = &room->round[k];
        inside ^= hypot(x - round->x, y - round->y) < round->radius;
    }
    return inside;
}

/* --- Rays ------------------------------------------------------------------------------------- */

/* Solves place + t direction = end of the wall + u (other end − end) for t. A ray along a wall
 * meets the walls at its ends. */
static double to_wall(const latigraph_wall_t *wall, double x, double y, double dx, double dy) {
    const double wx = wall->x2 - wall->x1, wy = wall->y2 - wall->y1;
    const double ax = wall->x1 - x, ay = wall->y1 - y;
    const double determinant = dx * wy - dy * wx;
    if (fabs(determinant) < 1e-12 * hypot(wx, wy)) {
        return INFINITY;
    }
    const double t = (ax * wy - ay * wx) / determinant;
    const double u = (ax * dy - ay * dx) / determinant;
    return t >= 0 && u >= -1e-9 && u <= 1 + 1e-9 ? t : INFINITY;
}

/* Returns the nearest solution t ≥ 0 of |place + t direction − centre| = radius. */
static double to_round(const latigraph_round_t *round, double x, double y, double dx, double dy) {
    const double ax = round->x - x, ay = round->y - y;
    const double along = ax * dx + ay * dy;
    const double rest = along * along - (ax * ax + ay * ay) + round->radius * round->radius;
    if (rest < 0) {
        return INFINITY;
    }
    const double first = along - sqrt(rest), second = along + sqrt(rest);
    return first >= 0 ? first : second >= 0 ? second : INFINITY;
}

double latigraph_room_distance(const latigraph_room_t *room, double x, double y, double direction) {
    const double dx = cos(direction), dy = sin(direction);
    double nearest = INFINITY;
    for (int k = 0; k < room->walls; k++) {
        nearest = fmin(nearest, to_wall(&room->wall[k], x, y, dx, dy));
    }
    for (int k = 0; k < room->rounds; k++) {
        nearest = fmin(nearest, to_round(&room->round[k], x, y, dx, dy));
    }
    return nearest;
}

/* --- Lists of rooms --------------------------------------------------------------------------- */

/**
 * \function latigraph_rooms_create
 * \brief Creates an empty list of rooms.
 *
 * \param rooms Gets the list; free it with \ref latigraph_rooms_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: a list with a square room of 100 cm.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "square100");
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_error_t latigraph_rooms_create(latigraph_rooms_t **rooms) {
    latigraph_rooms_t *made = g_try_new0(latigraph_rooms_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    *rooms = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_rooms_destroy
 * \brief Frees a list of rooms.
 *
 * \param rooms The list; \c NULL does nothing.
 *
 * Time complexity: O(rooms).
 *
 * Example: a list that is created and freed.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
void latigraph_rooms_destroy(latigraph_rooms_t *rooms) {
    for (int k = 0; rooms != NULL && k < rooms->count; k++) {
        latigraph_room_clear(&rooms->room[k]);
    }
    if (rooms != NULL) {
        g_free(rooms->room);
        g_free(rooms);
    }
}

static igraph_error_t check_new(const latigraph_rooms_t *rooms, const char *name) {
    for (int k = 0; k < rooms->count; k++) {
        if (strcmp(rooms->room[k].name, name) == 0) {
            IGRAPH_ERRORF("Two rooms have the name \"%.60s\"; rename one of the files.",
                          IGRAPH_EINVAL, name);
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_rooms_add
 * \brief Adds a room of a built-in name, or of a file with walls.
 *
 * Built-in rooms are square100 and square150 (side in cm), rectangle200x100, circle120 (diameter),
 * barrier (square100 with a wall of 60 cm in the middle), corner (two arms of a square of 150 cm,
 * 75 cm wide) and trapezoid.
 *
 * A file has one wall per line, in cm: "wall X1 Y1 X2 Y2" is a part of the outline, "barrier X1 Y1
 * X2 Y2" a free wall, and "circle X Y RADIUS" a round wall. Text after "#" is a
 * comment. The room is named after its file.
 *
 * \param rooms The list.
 * \param room The name of a built-in room, or the path of a file.
 * \return Error code: \c IGRAPH_EFILE if the file cannot be read, \c IGRAPH_PARSEERROR if a line
 *         is no wall, \c IGRAPH_EINVAL if the outline is open or two rooms have one name,
 *         \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(walls²).
 *
 * Example: a room with a round wall.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "circle120");
 *   printf("%g cm to the wall\n", latigraph_rooms_distance(rooms, 0, 0, 0, 0));
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_error_t latigraph_rooms_add(latigraph_rooms_t *rooms, const char *room) {
    latigraph_room_t made = {0};
    IGRAPH_FINALLY(latigraph_room_clear, &made);
    IGRAPH_CHECK(latigraph_room_read(&made, room));
    IGRAPH_CHECK(check_new(rooms, made.name));
    IGRAPH_CHECK(grow(&rooms->room, rooms->count, sizeof made));
    rooms->room[rooms->count++] = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_rooms_count
 * \brief The number of rooms of a list.
 *
 * \param rooms The list.
 * \return The number of rooms.
 *
 * Time complexity: O(1).
 *
 * Example: a new list is empty.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   printf("%ld rooms\n", (long)latigraph_rooms_count(rooms));
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_integer_t latigraph_rooms_count(const latigraph_rooms_t *rooms) {
    return rooms->count;
}

/**
 * \function latigraph_rooms_name
 * \brief The name of a room.
 *
 * \param rooms The list.
 * \param room The number of the room, from 0.
 * \return The name, which belongs to the list.
 *
 * Time complexity: O(1).
 *
 * Example: the name of a built-in room.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "corner");
 *   puts(latigraph_rooms_name(rooms, 0));
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
const char *latigraph_rooms_name(const latigraph_rooms_t *rooms, igraph_integer_t room) {
    return rooms->room[room].name;
}

/**
 * \function latigraph_rooms_contain
 * \brief Whether a place is inside of a room.
 *
 * \param rooms The list.
 * \param room The number of the room, from 0.
 * \param x Place in cm.
 * \param y Place in cm.
 * \return Whether the outline of the room encloses the place.
 *
 * Time complexity: O(walls).
 *
 * Example: the corner that a room lacks.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "corner");
 *   puts(latigraph_rooms_contain(rooms, 0, 140, 140) ? "inside" : "outside");
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_bool_t latigraph_rooms_contain(const latigraph_rooms_t *rooms, igraph_integer_t room,
                                      igraph_real_t x, igraph_real_t y) {
    return latigraph_room_contains(&rooms->room[room], x, y) != 0;
}

/**
 * \function latigraph_rooms_distance
 * \brief The distance from a place to the nearest wall in a direction.
 *
 * \param rooms The list.
 * \param room The number of the room, from 0.
 * \param x Place in cm.
 * \param y Place in cm.
 * \param direction Direction in radians; 0 is along x, π/2 along y.
 * \return The distance in cm; infinite if no wall is in this direction.
 *
 * Time complexity: O(walls).
 *
 * Example: the middle of a square room is 50 cm from its walls.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "square100");
 *   printf("%g cm\n", latigraph_rooms_distance(rooms, 0, 50, 50, 0));
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_real_t latigraph_rooms_distance(const latigraph_rooms_t *rooms, igraph_integer_t room,
                                       igraph_real_t x, igraph_real_t y, igraph_real_t direction) {
    return latigraph_room_distance(&rooms->room[room], x, y, direction);
}
