/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_RANDOM_H
#define LATIGRAPH_BASE_RANDOM_H

#include <stdint.h>

/* Counter-based random streams (Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011). A stream is a pure function of (seed, purpose, index).
 * The numbers that a worker draws therefore do not depend on the number of workers, and an
 * interrupted fit can resume exactly. A generator with a state, such as the Mersenne Twister,
 * would give neither. */

typedef struct {
    uint32_t key[2];     /* seed */
    uint32_t counter[4]; /* block, purpose, index low, index high */
    uint32_t block[4];   /* last output block */
    int used;            /* words of the block that were handed out */
    double spare;        /* second normal number of a pair */
    int has_spare;
} latigraph_stream_t;

/* Purposes of streams. Streams of different purposes never share numbers. */
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
    LATIGRAPH_STREAM_LIKENESS,         /* halves and labels in a comparison of two sets */
    LATIGRAPH_STREAM_RESAMPLE,         /* weights of circuits in a bootstrap sample */
    LATIGRAPH_STREAM_REDRAW,           /* edges drawn again to estimate means of statistics */
    LATIGRAPH_STREAM_PROBE,            /* trial changes that measure the slope of a property */
    LATIGRAPH_STREAM_RANDOM_GRAPHS,    /* graphs with expected degrees */
    LATIGRAPH_STREAM_AXES,             /* starting points of unsupervised axes */
    LATIGRAPH_STREAM_RESERVOIR,        /* input weights and biases of a reservoir */
    LATIGRAPH_STREAM_SYNAPSES,         /* random recurrent weights of a reservoir */
    LATIGRAPH_STREAM_SIGNAL,           /* input signal of a reservoir */
    LATIGRAPH_STREAM_SPARSE,           /* events of one block of senders of a large circuit */
    LATIGRAPH_STREAM_ANTI_RECIPROCITY, /* choice of the edge of a dyad that anti-reciprocity removes
                                        */
    LATIGRAPH_STREAM_TRIPLES,          /* triples of neurons that estimate shares of triangles */
    LATIGRAPH_STREAM_LESION,           /* random sets of parts that are taken out */
    LATIGRAPH_STREAM_MAPS,             /* folds and permutations of circuits with maps */
    LATIGRAPH_STREAM_SHIFTS,           /* circular shifts of activity */
    LATIGRAPH_STREAM_PLACE_CELLS,      /* synapses of place cells */
    LATIGRAPH_STREAM_PLACES,           /* places in rooms */
    LATIGRAPH_STREAM_COUNTS,           /* spike counts at places */
    LATIGRAPH_STREAM_CHANGES,          /* changes of synapses of place cells */
    LATIGRAPH_STREAM_BASELINE,         /* start and batches of the baseline of functional fits */
    LATIGRAPH_STREAM_MASKS,            /* masks of layers and shuffled similarities */
    LATIGRAPH_STREAM_STATES,           /* starts of switching networks */
    LATIGRAPH_STREAM_SURROGATE,        /* steps of chains over matched graphs */
    LATIGRAPH_STREAM_AGES,             /* orders of the ages of animals */
    LATIGRAPH_STREAM_OSCILLATORS,      /* frequencies and first phases of oscillators */
    LATIGRAPH_STREAM_MANIFOLD,         /* shuffled weights, random balls, starts of eigenvectors */
    LATIGRAPH_STREAM_BLOCKS,           /* order of moves and starts of block models */
    LATIGRAPH_STREAM_FACTORS,          /* starts and folds of factors of activity */
    LATIGRAPH_STREAM_WEIGHT_PAIRS,     /* noise that both weights of a mutual pair share */
    LATIGRAPH_STREAM_SPACING,          /* circuits drawn to learn the distances of neurons */
    LATIGRAPH_STREAM_CLOSURE,          /* swaps that close triangles of generated circuits */
    LATIGRAPH_STREAM_SOURCES,          /* neurons from which paths of large circuits are measured */
    LATIGRAPH_STREAM_EDITS,            /* states of the dyads of large circuits that are edited */
    LATIGRAPH_STREAM_PAIRS, /* drawn pairs that estimate bits and AUC of large circuits */
    LATIGRAPH_STREAM_GAINS  /* gains that neurons of large circuits get beside the decoder's */
} latigraph_purpose_t;

/* Starts the stream of (seed, purpose, index). */
void latigraph_stream_init(latigraph_stream_t *stream, uint64_t seed, latigraph_purpose_t purpose,
                           uint64_t index);
/* Returns the next 32 random bits. */
uint32_t latigraph_stream_next(latigraph_stream_t *stream);
/* Writes the next `count` words, the same ones that latigraph_stream_next() would return one by
 * one. */
void latigraph_stream_fill(latigraph_stream_t *stream, int count, uint32_t *words);
/* Turns each word into an exponential random number of mean 1, in single precision. */
void latigraph_exponentials(int count, const uint32_t *words, float *values);
/* Turns two words in the order of the stream into the number of latigraph_stream_uniform(). */
static inline double latigraph_uniform_of(const uint32_t words[2]) {
    return (double)((uint64_t)(words[0] >> 5) << 26 | words[1] >> 6) * 0x1p-53;
}
/* Uniform on [0, 1), with 53 random bits. */
double latigraph_stream_uniform(latigraph_stream_t *stream);
/* Uniform on 0 .. n − 1 without bias; n ≥ 1. */
uint32_t latigraph_stream_integer(latigraph_stream_t *stream, uint32_t n);
/* Standard normal (Box and Muller's method). */
double latigraph_stream_normal(latigraph_stream_t *stream);
/* Exponential of mean 1. */
double latigraph_stream_exponential(latigraph_stream_t *stream);
/* Gamma(shape, 1): Marsaglia and Tsang, ACM TOMS 26:363 (2000). */
double latigraph_stream_gamma(latigraph_stream_t *stream, double shape);
/* Poisson of the given mean. */
int64_t latigraph_stream_poisson(latigraph_stream_t *stream, double mean);
/* Writes a uniformly random permutation of 0 .. n − 1 (Fisher and Yates' method). */
void latigraph_stream_permutation(latigraph_stream_t *stream, int *order, int n);

#endif
