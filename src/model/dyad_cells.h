/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_DYAD_CELLS_H
#define LATIGRAPH_MODEL_DYAD_CELLS_H

#include "model/dyads.h"
#include "model/kernel.h"

/* Events of one kind, sent by i and received by j. The logarithm of their rate is scale x_iᵀ y_j +
 * sent_i + received_j + constant + ln κ(d_ij). */
typedef struct {
    const dyads_t *d;
    const dyad_columns_t *columns;
    int width;              /* width of x_i and y_j */
    const real_t *x, *y;    /* vectors of the senders and the receivers */
    int stride_x, stride_y; /* distances in memory from one neuron to the next */
    real_t scale, constant;
    const real_t *sent, *received;  /* (n) */
    real_t w[PAIRS_KERNEL_NUMBERS]; /* numbers of the kernel */
} events_t;

/* Receivers grouped into cells of similar position and similar y, so that one proposal serves a
 * whole cell. Cell k holds the neurons order[start[k] .. start[k + 1] − 1]. There are about (100
 * n)^(1/3) cells, 128 to 512 for the circuits of interest. */
typedef struct {
    int cells;
    int *start;    /* (cells + 1) */
    int *order;    /* (n) */
    real_t *share; /* (n) cumulative sums of e^received within the cell, including order[..] */
    int *guide; /* (n) entry k of a cell with c neurons: the first place with a share of k/c or more
                 */
    real_t *centre;    /* (cells, width) mean of y, weighted by e^received */
    real_t *x, *y, *z; /* (cells) mean position of the neurons that have one */
    real_t *spread;    /* (cells) mean squared distance from the mean position */
    real_t *known;     /* (cells) share of neurons with a known position */
    real_t *mass;      /* (cells) Σ e^received */
} dyad_cells_t;

/* Number of cells for n neurons, a power of 2. */
int dyad_cell_count(int n);
/* Number of reals of work space that the cells need for vectors of this width. */
ptrdiff_t dyad_cells_work(int n, int width);
/* Computes the cells, which keep pointing into `work`. O(n width log n). */
dyad_cells_t dyad_cells(const events_t *events, real_t *work);
/* Returns the place in `order` where the cumulative share of the cell's mass reaches part, 0 ≤
 * part < 1. The guide makes this O(1) on average. */
int dyad_cell_find(const dyad_cells_t *cells, int cell, double part);

#endif
