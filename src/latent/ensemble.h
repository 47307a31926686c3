/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_ENSEMBLE_H
#define LATIGRAPH_LATENT_ENSEMBLE_H

#include "generate/generate.h"
#include "latent/steering_layer.h"
#include "latent/target.h"

/* Circuits at one code and with fixed node data and random numbers, which can be generated with
 * the steering layer or without, again and again: what differs is what was asked for. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_drafts_t drafts;
    int count; /* drafts: at least as many as were asked for */
    int threads;
    double *codes;                       /* (count, dz) */
    latigraph_layer_t **layer;           /* (threads) */
    double *base;                        /* (count, Q) expected statistics without steering */
    double *expected;                    /* (count, Q) with it */
    double *theta;                       /* (count, LATIGRAPH_STEERING) */
    double *asked;                       /* (count, Q) statistics asked for, before the offset */
    double sd[LATIGRAPH_STATISTICS_MAX]; /* of the training circuits */
    double offset[LATIGRAPH_STATISTICS_MAX]; /* measured less expected, mean of the reference */
    double weight[LATIGRAPH_STATISTICS_MAX]; /* 2 asked, 1 kept, 0 free */
    gboolean steered;                        /* is any weight positive? */
} latigraph_ensemble_t;

/* `options->count` is the number of drafts; code (dz). */
igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options);
void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble);
void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code);
int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item);

/* Appends all circuits without steering, and notes their expected statistics in `base`. */
igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits);
/* Appends the first `count` circuits, steered if any weight is positive; they get a note of θ. */
igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits);

#endif
