/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FACTORS_TENSOR_H
#define LATIGRAPH_FACTORS_TENSOR_H

#include "activity/activity.h"

#include "base/store.h"

/* Tensor of co-activity: pairs of neurons × times × animals. A pair is known in an animal if both
 * neurons vary there; entries of unknown pairs are 0. One slice per animal, pair after pair, so
 * that all sums over the tensor go slice by slice. Slices beyond a limit lie in a mapped file. */
typedef struct {
    int neurons, pairs, times, animals;
    int *first, *second; /* (pairs) neurons of a pair, first < second */
    float **slice;       /* (animals) arrays (pairs, times) */
    guint8 *known;       /* (animals, pairs) whether the pair is known */
    double *squares;     /* (animals, pairs) sums of squares over the times */
    guint8 *live;        /* (animals, neurons) whether the neuron varies in the animal */
    latigraph_store_t *store;
    latigraph_slab_t *slab; /* (animals) empty if slices are in memory */
} latigraph_tensor_t;

/* How activity becomes co-activity. */
typedef struct {
    double smooth;    /* SD of the Gaussian that smooths the activity, in times */
    int window, step; /* times of a mean, and times between means */
    double gap;       /* greatest share of missing values that are interpolated */
    int threads;
    latigraph_remarks_t *remarks;
} latigraph_affinity_t;

/* Number of times of a tensor from recordings of `times` times. */
static inline int latigraph_tensor_times(const latigraph_affinity_t *affinity, int times) {
    return times < affinity->window ? 0 : (times - affinity->window) / affinity->step + 1;
}

/* Allocates a tensor of zeros in which no pair is known. It is on the FINALLY stack as one entry.
 * O(pairs animals), and space for the slices. */
igraph_error_t latigraph_tensor_init(latigraph_tensor_t *tensor, int neurons, int times,
                                     int animals);
void latigraph_tensor_destroy(latigraph_tensor_t *tensor);

/* Returns whether any animal knows a pair. O(animals). */
gboolean latigraph_tensor_knows(const latigraph_tensor_t *tensor, int pair);

/* Fills the slice of an animal. `column` (neurons) is the column of each neuron, −1 if the animal
 * does not have it. Infinite values raise IGRAPH_EINVAL. O(times neurons²). */
igraph_error_t latigraph_tensor_add(latigraph_tensor_t *tensor, int animal,
                                    const latigraph_activity_t *activity, const int *column,
                                    const latigraph_affinity_t *affinity);

/* Writes how fast a trace of n values changes, in robust SDs and within ±5, to `speed`. `trace` is
 * changed; `work` holds n numbers. Returns FALSE if it does not change. O(n smooth). */
gboolean latigraph_speed(double *trace, int n, double smooth, double *work, float *speed);

/* Writes the co-activity of two neurons, from how fast they change at `times` times. */
void latigraph_affinity(const float *x, const float *y, int times,
                        const latigraph_affinity_t *affinity, double *work, float *result);

#endif
