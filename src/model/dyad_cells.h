/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_DYAD_CELLS_H
#define LATIGRAPH_MODEL_DYAD_CELLS_H

#include "model/dyads.h"

/* Events of one kind, sent by i and received by j, with logarithm of the rate
 * scale x_iᵀ y_j + sent_i + received_j + constant + ln κ(d_ij). */
typedef struct {
    const dyads_t *d;
    const dyad_columns_t *columns;
    int width;              /* of x_i and y_j */
    const real_t *x, *y;    /* vectors of senders and receivers */
    int stride_x, stride_y; /* from one neuron to the next */
    real_t scale, constant;
    const real_t *sent, *received; /* (n) */
    real_t w[LATIGRAPH_KERNELS];   /* weights of the kernel */
} events_t;

/* Receivers in cells: alike in place and in y, about √n of them. Cell k holds the neurons
 * order[start_k … start_{k+1} − 1], start_k = ⌊n k / cells⌋. */
typedef struct {
    int cells;
    int *order;           /* (n) */
    real_t *share;        /* (n) sums of e^received up to and with order[…], from the cell's start */
    real_t *centre;       /* (cells, width) mean of y, weighted by e^received */
    real_t *x, *y, *z;    /* (cells) mean position of those that have one */
    real_t *spread;       /* (cells) mean squared distance from it */
    real_t *known;        /* (cells) share of neurons with a position */
    real_t *mass;         /* (cells) Σ e^received */
} dyad_cells_t;

int dyad_cell_count(int n);
static inline int dyad_cell_start(int n, int cells, int cell) {
    return (int)((long)n * cell / cells);
}
/* Room that the cells need, in numbers, for vectors of that width. */
long dyad_cells_work(int n, int width);
/* Fills the cells, which keep using `work`. O(n width log n). */
dyad_cells_t dyad_cells(const events_t *events, real_t *work);

#endif
