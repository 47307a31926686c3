/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Places in rooms, on a grid or at random, and what boundary-vector cells see there. Places are
 * drawn uniformly in the box around a room until one is inside. */

#include "functional/places.h"

#include "base/cancel.h"
#include "base/parallel.h"

/* TRIES: random places of a room that are tried before it counts as empty. CHUNK: places per item
 * of a parallel loop. */
enum { TRIES = 100000, CHUNK = 32 };

void latigraph_room_places_destroy(places_t *places) {
    g_free(places->item);
}

static igraph_error_t add_place(places_t *places, place_t place) {
    if (places->count == places->space) {
        const igraph_integer_t space = MAX(2 * places->space, 1024);
        place_t *item = g_try_realloc_n(places->item, (gsize)space, sizeof *item);
        LATIGRAPH_CHECK_MEMORY(item);
        places->item = item;
        places->space = space;
    }
    places->item[places->count++] = place;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_room_places_add_grid(places_t *places, const latigraph_room_t *room,
                                              double spacing) {
    const double width = room->high[0] - room->low[0], height = room->high[1] - room->low[1];
    const igraph_integer_t before = places->count;
    if (width / spacing * (height / spacing) > 1e7) {
        IGRAPH_ERRORF("A grid of %g cm has more than 10 million places in room \"%.60s\"; take a "
                      "wider one.",
                      IGRAPH_EINVAL, spacing, room->name);
    }
    for (double y = room->low[1] + spacing / 2; y < room->high[1]; y += spacing) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (double x = room->low[0] + spacing / 2; x < room->high[0]; x += spacing) {
            if (latigraph_room_contains(room, x, y)) {
                IGRAPH_CHECK(add_place(places, (place_t){x, y, room}));
            }
        }
    }
    if (places->count == before) {
        IGRAPH_ERRORF("A grid of %g cm has no place in room \"%.60s\"; take a narrower one.",
                      IGRAPH_EINVAL, spacing, room->name);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_room_places_add_random(places_t *places, const latigraph_room_t *room,
                                                latigraph_stream_t *stream) {
    for (int k = 0; k < TRIES; k++) {
        const double x =
            room->low[0] + (room->high[0] - room->low[0]) * latigraph_stream_uniform(stream);
        const double y =
            room->low[1] + (room->high[1] - room->low[1]) * latigraph_stream_uniform(stream);
        if (latigraph_room_contains(room, x, y)) {
            return add_place(places, (place_t){x, y, room});
        }
    }
    IGRAPH_ERRORF("Room \"%.60s\" has hardly any inside: none of %d random places is in it.",
                  IGRAPH_EINVAL, room->name, TRIES);
}

/* --- Rates ------------------------------------------------------------------------------------ */

typedef struct {
    const latigraph_bvc_t *bvc;
    const place_t *place; /* (count) */
    igraph_integer_t count;
    double *input; /* (count, BVCS) */
    latigraph_cancel_t cancel;
} input_work_t;

static void input_body(int item, int worker, void *data) {
    input_work_t *work = data;
    const igraph_integer_t first = (igraph_integer_t)item * CHUNK;
    (void)worker;
    for (igraph_integer_t k = first; k < MIN(first + CHUNK, work->count); k++) {
        const place_t *place = &work->place[k];
        if (latigraph_cancelled(&work->cancel)) {
            return;
        }
        latigraph_bvc_rates(work->bvc, place->room, place->x, place->y,
                            work->input + (size_t)k * BVCS);
    }
}

igraph_error_t latigraph_room_places_rates(const latigraph_bvc_t *bvc, const places_t *places,
                                           int threads, double **input) {
    input_work_t work = {.bvc = bvc, .place = places->item, .count = places->count};
    LATIGRAPH_ALLOCATE(*input, places->count * BVCS);
    work.input = *input;
    latigraph_cancel_init(&work.cancel);
    latigraph_parallel_for(threads, (int)((places->count + CHUNK - 1) / CHUNK), input_body, &work);
    if (latigraph_cancelled(&work.cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}
