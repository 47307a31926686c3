/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_PAIR_SUMS_H
#define LATIGRAPH_MEASURE_PAIR_SUMS_H

#include "model/model.h"

/* Sums over all pairs of a decoded circuit that an evaluation needs: the likelihood of its edges,
 * and the AUC of their probabilities. Memory grows with neurons and edges. Blocks of pairs are
 * shared among threads, and results do not depend on their number. */

/* Circuits of more neurons are estimated from drawn pairs. */
enum { LATIGRAPH_EXACT_PAIRS = 30000 };

/* Memory for circuits of up to n neurons and m edges. */
typedef struct {
    int threads;
    real_t **room;    /* (threads): see latigraph_pair_room() */
    double **uniform; /* (threads): (2n) if pairs are drawn */
    double *part;     /* (2, parts) results of blocks, or of samples */
    real_t *edge;     /* (m) scores of the edges */
    int *index;       /* index of these */
} latigraph_pair_room_t;

/* Allocates the memory; `drawn` says whether pairs may be drawn. On error the caller still destroys
 * it. */
igraph_error_t latigraph_pair_room_init(latigraph_pair_room_t *room,
                                        const latigraph_config_t *config, int n, int m, int threads,
                                        igraph_bool_t drawn);
void latigraph_pair_room_destroy(latigraph_pair_room_t *room);
/* Returns the bytes that it takes. */
double latigraph_pair_room_bytes(const latigraph_config_t *config, int n, int m, int threads,
                                 igraph_bool_t drawn);

/* One circuit, as its scratch is decoded. */
typedef struct {
    const latigraph_example_t *example;
    latigraph_scratch_t *scratch;
    latigraph_pair_room_t *room;
    igraph_bool_t drawn; /* whether pairs are drawn; then the following stream is used */
    latigraph_stream_t *stream;
    latigraph_cancel_t *cancel; /* results mean nothing if it is set */
} latigraph_pair_job_t;

/* A number with its standard error, which is 0 if all pairs were visited, and NaN with the number.
 */
typedef struct {
    double value, error;
} latigraph_pair_estimate_t;

/* Computes −ln P(edges) in nats; NaN if a fit has diverged. */
latigraph_pair_estimate_t latigraph_pair_loss(const latigraph_pair_job_t *job);
/* Computes the AUC of the probabilities of the edges; NaN without an edge or without a non-edge. */
latigraph_pair_estimate_t latigraph_pair_auc(const latigraph_pair_job_t *job);

#endif
