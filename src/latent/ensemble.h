/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_ENSEMBLE_H
#define LATIGRAPH_LATENT_ENSEMBLE_H

#include "generate/generate.h"
#include "generate/steering_layer.h"
#include "latent/target.h"

/* Circuits at one code and with fixed node data and random numbers, which can be generated with
 * what their code says or steered, again and again: what differs is what was asked for. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_drafts_t drafts;
    int count; /* drafts: at least as many as were asked for */
    int threads;
    double *codes;               /* (count, dz) */
    latigraph_solution_t *base;  /* (count) before steering */
    latigraph_solution_t *found; /* (count) with it */
    double *asked;               /* (count, Q) statistics asked for, before the offset */
    double offset[LATIGRAPH_STATISTICS_MAX];     /* measured less expected, mean of the reference */
    double weight[LATIGRAPH_STATISTICS_MAX];     /* of asked and kept statistics; 0: free */
    gboolean is_asked[LATIGRAPH_STATISTICS_MAX]; /* else kept as it is */
    gboolean follow; /* do free statistics follow the code, which moves? Else they are let go. */
} latigraph_ensemble_t;

/* `options->count` is the number of drafts; code (dz). */
igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options);
void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble);
void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code);
int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item);

/* Appends all circuits as their code has them, and notes their expected statistics in `base`. */
igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits);
/* Appends the first `count` circuits, steered; they get a note of θ. */
igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits);

#endif
