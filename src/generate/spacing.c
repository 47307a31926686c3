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
 * Neurons nearby are found in cubes with sides of the reach, whose numbers are hashed to buckets.
 */
#include "generate/spacing.h"

#include "base/memory.h"

#include <math.h>

igraph_error_t latigraph_spacing_init(latigraph_spacing_t *spacing, const latigraph_node_law_t *law,
                                      int dims, int n) {
    guint64 buckets = 64;
    *spacing = (latigraph_spacing_t){.law = law, .dims = dims};
    if (!latigraph_spacing_acts(law)) {
        return IGRAPH_SUCCESS;
    }
    while (buckets < (guint64)n) {
        buckets *= 2;
    }
    spacing->reach = law->spacing[0] * LATIGRAPH_SPACINGS;
    spacing->mask = buckets - 1;
    spacing->head = g_try_new(int, buckets);
    spacing->next = g_try_new(int, (gsize)n + 1);
    spacing->position = g_try_new(double, (gsize)n *(gsize)dims + 1);
    if (spacing->head == NULL || spacing->next == NULL || spacing->position == NULL) {
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
    g_clear_pointer(&spacing->next, g_free);
    g_clear_pointer(&spacing->position, g_free);
}

/* Returns the bucket of the cube of a place, moved by `step` cubes. */
static guint64 bucket_of(const latigraph_spacing_t *spacing, const double *place, const int *step) {
    guint64 hash = 0;
    for (int d = 0; d < spacing->dims; d++) {
        const double cube = floor(CLAMP(place[d] / spacing->reach, -1e15, 1e15)) + step[d];
        hash = (hash ^ (guint64)(gint64)cube) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return hash & spacing->mask;
}

/* Returns the product of the chances beside the neurons of one bucket whose cube is that at `step`.
 * Other cubes of the bucket are left to their own turn, because two steps may share a bucket. */
static double bucket_chance(const latigraph_spacing_t *spacing, const double *place,
                            const int *step) {
    const double *table = spacing->law->spacing;
    double chance = 1;
    for (int k = spacing->head[bucket_of(spacing, place, step)]; k >= 0; k = spacing->next[k]) {
        const double *other = spacing->position + (gsize)k * (gsize)spacing->dims;
        double squares = 0;
        gboolean here = TRUE;
        for (int d = 0; d < spacing->dims; d++) {
            const double apart = other[d] - place[d];
            squares += apart * apart;
            here = here &&
                   floor(other[d] / spacing->reach) - floor(place[d] / spacing->reach) == step[d];
        }
        const double bin = sqrt(squares) / table[0];
        chance *= here && bin < LATIGRAPH_SPACINGS ? table[1 + (int)bin] : 1;
    }
    return chance;
}

double latigraph_spacing_chance(const latigraph_spacing_t *spacing, const double *place) {
    double chance = 1;
    if (!latigraph_spacing_acts(spacing->law)) {
        return 1;
    }
    for (int cube = 0; cube < (spacing->dims == 3 ? 27 : 9) && chance > 0; cube++) {
        const int step[3] = {cube % 3 - 1, cube / 3 % 3 - 1, cube / 9 - 1};
        chance *= bucket_chance(spacing, place, step);
    }
    return chance;
}

void latigraph_spacing_add(latigraph_spacing_t *spacing, const double *place) {
    static const int here[3] = {0, 0, 0};
    if (!latigraph_spacing_acts(spacing->law)) {
        return;
    }
    const guint64 bucket = bucket_of(spacing, place, here);
    for (int d = 0; d < spacing->dims; d++) {
        spacing->position[(gsize)spacing->count * (gsize)spacing->dims + (gsize)d] = place[d];
    }
    spacing->next[spacing->count] = spacing->head[bucket];
    spacing->head[bucket] = spacing->count++;
}
