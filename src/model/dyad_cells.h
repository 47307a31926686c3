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

/* Receivers in cells: alike in place and in y, some 128 to 512 of them (∛n). Cell k holds the
 * neurons order[start[k] … start[k + 1] − 1]. */
typedef struct {
    int cells;
    int *start;     /* (cells + 1) */
    int *order;     /* (n) */
    real_t *share;  /* (n) sums of e^received up to and with order[…], from the cell's start */
    int *guide;     /* (n) the k-th of a cell of c: the first place with a share of k/c or more */
    real_t *centre; /* (cells, width) mean of y, weighted by e^received */
    real_t *x, *y, *z; /* (cells) mean position of those that have one */
    real_t *spread;    /* (cells) mean squared distance from it */
    real_t *known;     /* (cells) share of neurons with a position */
    real_t *mass;      /* (cells) Σ e^received */
} dyad_cells_t;

int dyad_cell_count(int n);
/* Room that the cells need, in numbers, for vectors of that width. */
long dyad_cells_work(int n, int width);
/* Fills the cells, which keep using `work`. O(n width log n). */
dyad_cells_t dyad_cells(const events_t *events, real_t *work);
/* The place in order, of a cell's, where the share of the cell's mass reaches part, 0 ≤ part < 1.
 */
int dyad_cell_find(const dyad_cells_t *cells, int cell, double part);

#endif
