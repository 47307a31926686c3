/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_RANDOM_H
#define LATIGRAPH_BASE_RANDOM_H

#include <stdint.h>

/* Counter-based random streams (Philox4x32-10: Salmon, Moraes, Dror, Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011). A stream is a pure
 * function of (seed, purpose, index), so what a worker draws does not depend
 * on how many workers there are. */

typedef struct {
    uint32_t key[2];     /* the seed */
    uint32_t counter[4]; /* block, purpose, index low, index high */
    uint32_t block[4];   /* last output block */
    int used;            /* words of it already handed out */
    double spare;        /* second normal of a pair */
    int has_spare;
} latigraph_stream_t;

/* What a stream is for: streams of different purposes never share numbers. */
typedef enum {
    LATIGRAPH_STREAM_SAMPLE = 1, /* cutting circuits */
    LATIGRAPH_STREAM_PARAMETERS, /* initial parameters */
    LATIGRAPH_STREAM_BATCH,      /* order of circuits in a fit */
    LATIGRAPH_STREAM_NOISE,      /* posterior samples in a fit */
    LATIGRAPH_STREAM_VALIDATION, /* posterior samples on validation circuits */
    LATIGRAPH_STREAM_EVALUATE,
    LATIGRAPH_STREAM_CODE,  /* codes drawn for generation */
    LATIGRAPH_STREAM_NODES, /* node data and node codes drawn for generation */
    LATIGRAPH_STREAM_EDGES,
    LATIGRAPH_STREAM_WEIGHTS,
    LATIGRAPH_STREAM_PERMUTATION,
    LATIGRAPH_STREAM_TEST,
    LATIGRAPH_STREAM_FOLDS,
    LATIGRAPH_STREAM_LIKENESS,        /* halves and labels when sets are compared */
    LATIGRAPH_STREAM_RESAMPLE,        /* weights of circuits in a bootstrap */
    LATIGRAPH_STREAM_REDRAW,          /* edges drawn again, for means of statistics */
    LATIGRAPH_STREAM_PROBE,           /* changes that are tried to see what a property does */
    LATIGRAPH_STREAM_REWIRE,          /* edges swapped at given degrees */
    LATIGRAPH_STREAM_AXES,            /* starts of unsupervised axes */
    LATIGRAPH_STREAM_RESERVOIR,       /* input weights and biases of a circuit as a reservoir */
    LATIGRAPH_STREAM_SYNAPSES,        /* recurrent weights of a reservoir that are drawn */
    LATIGRAPH_STREAM_SIGNAL,          /* what a reservoir is driven by */
    LATIGRAPH_STREAM_SPARSE,          /* events of a part of a large circuit's senders */
    LATIGRAPH_STREAM_ANTI_RECIPROCITY /* which of two one-way edges of a large circuit is lost */
} latigraph_purpose_t;

void latigraph_stream_init(latigraph_stream_t *stream, uint64_t seed, latigraph_purpose_t purpose,
                           uint64_t index);
uint32_t latigraph_stream_next(latigraph_stream_t *stream);
/* The next `count` words, as latigraph_stream_next() gives them one by one. */
void latigraph_stream_fill(latigraph_stream_t *stream, int count, uint32_t *words);
/* Exponentials of mean 1, one of each word, in single precision. */
void latigraph_exponentials(int count, const uint32_t *words, float *values);
/* Uniform on [0, 1), 53 bits. */
double latigraph_stream_uniform(latigraph_stream_t *stream);
/* Uniform on 0 .. n − 1, without bias; n ≥ 1. */
uint32_t latigraph_stream_integer(latigraph_stream_t *stream, uint32_t n);
/* Standard normal (Box–Muller). */
double latigraph_stream_normal(latigraph_stream_t *stream);
/* Exponential with mean 1. */
double latigraph_stream_exponential(latigraph_stream_t *stream);
/* Gamma(shape, 1): Marsaglia and Tsang, ACM TOMS 26:363 (2000). */
double latigraph_stream_gamma(latigraph_stream_t *stream, double shape);
/* Poisson with the given mean. */
int64_t latigraph_stream_poisson(latigraph_stream_t *stream, double mean);
/* A random order of 0 .. n − 1 (Fisher–Yates). */
void latigraph_stream_permutation(latigraph_stream_t *stream, int *order, int n);

#endif
