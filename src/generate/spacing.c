/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Spacing of drawn neurons.
 *
 * Somata have a size, so that no two of them are at one place, but a law that draws one neuron at a
 * time does not know it. Neurons are therefore placed one after another, and a place is taken with
 * the probability Π g(d) over the neurons that are there already, else drawn again. g is a table of
 * the model, learned as the ratio of pair counts of real and drawn circuits (latent/spacing.c). It
 * is 1 beyond its reach. Sequential thinning of this kind gives a process with pairwise
 * interaction, whose ratio of pair counts is close to g where places are not crowded (Strauss,
 * Biometrika 62:467, 1975).
 *
 * Neurons nearby are found in cubes with sides of the reach, the distance beyond which the table
 * holds ones. Cubes are hashed to buckets. Cubes that differ by one along the last axis have
 * adjacent buckets, so that the 27 cubes around a place lie in nine lines of the cache. Most of the
 * time is spent waiting for memory, so an entry is half a line and holds no more than the place:
 * its cube is computed again for the few that are within reach.
 */
#include "generate/spacing.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Returns the number of bins of the table before the last factors of 1. */
static int bins_before_ones(const double *table) {
    int bins = LATIGRAPH_SPACINGS;
    while (bins > 1 && table[bins] >= 1 && table[bins] <= 1) {
        bins--;
    }
    return bins;
}

igraph_error_t latigraph_spacing_init(latigraph_spacing_t *spacing, const latigraph_node_law_t *law,
                                      int dims, int n) {
    guint64 buckets = 64;
    *spacing = (latigraph_spacing_t){.law = law, .dims = dims};
    if (!latigraph_spacing_acts(law)) {
        return IGRAPH_SUCCESS;
    }
    while (buckets < 4 * (guint64)n) {
        buckets *= 2;
    }
    spacing->bins = bins_before_ones(law->spacing);
    spacing->reach = law->spacing[0] * spacing->bins;
    spacing->mask = buckets - 1;
    spacing->head = g_try_new(int, buckets);
    spacing->placed = g_try_new(latigraph_placed_t, (gsize)n + 1);
    if (spacing->head == NULL || spacing->placed == NULL) {
        latigraph_spacing_destroy(spacing);
        IGRAPH_ERRORF("Not enough memory for the places of %d neurons.", IGRAPH_ENOMEM, n);
    }
    for (guint64 k = 0; k < buckets; k++) {
        spacing->head[k] = -1;
    }
    return IGRAPH_SUCCESS;
}

void latigraph_spacing_destroy(latigraph_spacing_t *spacing) {
    g_clear_pointer(&spacing->head, g_free);
    g_clear_pointer(&spacing->placed, g_free);
}

/* Finds the numbers of the cube of a place. Axes that are not there have the number 0. */
static void find_cube(const latigraph_spacing_t *spacing, const double *place, int *cube) {
    cube[0] = cube[1] = cube[2] = 0;
    for (int d = 0; d < spacing->dims; d++) {
        const double number = CLAMP(place[d] / spacing->reach, -1e9, 1e9);
        cube[d] = (int)number;
        cube[d] -= (double)cube[d] > number; /* floor() */
    }
}

/* Returns the hash of a row of cubes along the last axis, to which a cube adds its number. */
static guint64 hash_of_row(const int *cube) {
    const guint64 hash = (guint64)(gint64)cube[0] * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) ^
                         (guint64)(gint64)cube[1] * G_GUINT64_CONSTANT(0xc2b2ae3d27d4eb4f);
    return hash ^ hash >> 29;
}

static int *head_of(const latigraph_spacing_t *spacing, guint64 row, int last) {
    return &spacing->head[(row + (guint64)(gint64)last) & spacing->mask];
}

/* Whether a placed neuron is in a cube. Two cubes may share a bucket. */
static gboolean is_in_cube(const latigraph_spacing_t *spacing, const latigraph_placed_t *placed,
                           const int *cube) {
    int own[3];
    find_cube(spacing, placed->place, own);
    return own[0] == cube[0] && own[1] == cube[1] && own[2] == cube[2];
}

/* Returns the product of the chances beside the neurons of one cube, whose bucket begins with
 * neuron k. Neurons of other cubes of the bucket are left to their own turn. */
static double cube_chance(const latigraph_spacing_t *spacing, const double *place, const int *cube,
                          int k) {
    const double *table = spacing->law->spacing;
    double chance = 1;
    for (; k >= 0 && chance > 0; k = spacing->placed[k].next) {
        const latigraph_placed_t *other = &spacing->placed[k];
        double squares = 0;
        for (int d = 0; d < spacing->dims; d++) {
            const double apart = other->place[d] - place[d];
            squares += apart * apart;
        }
        const double bin = sqrt(squares) / table[0];
        if (bin < spacing->bins && is_in_cube(spacing, other, cube)) {
            chance *= table[1 + (int)bin];
        }
    }
    return chance;
}

double latigraph_spacing_chance(const latigraph_spacing_t *spacing, const double *place) {
    enum { ROWS = 9, CUBES = 3 * ROWS };
    double chance = 1;
    int middle[3], cube[CUBES][3], first[CUBES];
    guint64 row[ROWS];
    if (!latigraph_spacing_acts(spacing->law)) {
        return 1;
    }
    /* With two axes, the cubes of a row differ along the second one. */
    const int last = spacing->dims - 1, rows = spacing->dims == 3 ? ROWS : 3, cubes = 3 * rows;
    find_cube(spacing, place, middle);
    for (int k = 0; k < cubes; k++) {
        const int r = k / 3;
        memcpy(cube[k], middle, sizeof cube[k]);
        cube[k][0] += r % 3 - 1;
        cube[k][1] += spacing->dims == 3 ? r / 3 - 1 : 0;
        cube[k][last] = middle[last] + k % 3 - 1;
        if (k % 3 == 0) {
            const int start[3] = {cube[k][0], spacing->dims == 3 ? cube[k][1] : 0, 0};
            row[r] = hash_of_row(start);
            __builtin_prefetch(head_of(spacing, row[r], middle[last]));
        }
    }
    /* All buckets are read before any neuron, so that the memory fetches the neurons together. */
    for (int k = 0; k < cubes; k++) {
        first[k] = *head_of(spacing, row[k / 3], cube[k][last]);
        if (first[k] >= 0) {
            __builtin_prefetch(&spacing->placed[first[k]]);
        }
    }
    for (int k = 0; k < cubes && chance > 0; k++) {
        chance *= cube_chance(spacing, place, cube[k], first[k]);
    }
    return chance;
}

void latigraph_spacing_add(latigraph_spacing_t *spacing, const double *place) {
    if (!latigraph_spacing_acts(spacing->law)) {
        return;
    }
    latigraph_placed_t *added = &spacing->placed[spacing->count];
    int cube[3];
    find_cube(spacing, place, cube);
    memcpy(added->place, place, (gsize)spacing->dims * sizeof *place);
    const int row[3] = {cube[0], spacing->dims == 3 ? cube[1] : 0, 0};
    int *head = head_of(spacing, hash_of_row(row), cube[spacing->dims - 1]);
    added->next = *head;
    *head = spacing->count++;
}
