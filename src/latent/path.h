/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_PATH_H
#define LATIGRAPH_LATENT_PATH_H

#include "generate/code_density.h"
#include "generate/generate.h"
#include "latent/mixture_way.h"

#include <latigraph/paths.h>

/* A walk along given codes. S steps, K circuits per step, dz dimensions of the code. */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_path_options_t *options;
    double *codes;                    /* (S, dz) */
    double *start;                    /* (dz) the code at position 0 */
    latigraph_code_density_t density; /* density of all training codes */
    double *precision;                /* (dz) diagonal of its inverse covariance */
    const latigraph_circuit_t *like;  /* circuit whose node data are used; NULL: they are drawn */
    int *size; /* (S) number of neurons to draw at each step, given its own code; NULL: node
                  data are drawn once, given the code at the start */
    latigraph_pending_t pending; /* node data and random numbers that all steps share */
} latigraph_walk_t;

/* Finds the row of a property in the model's directions. The error message lists all directions. */
igraph_error_t latigraph_path_direction(const latigraph_model_t *model, igraph_integer_t property,
                                        int *direction);

/* Checks the options, allocates memory, factorises the density and pushes the walk to the FINALLY
 * stack. */
igraph_error_t latigraph_walk_init(latigraph_walk_t *walk, const latigraph_model_t *model,
                                   const latigraph_path_options_t *options);
void latigraph_walk_destroy(latigraph_walk_t *walk);
/* Generates, measures and encodes circuits at every code and appends them. Fills all fields of the
 * path except `straight` and `manifold`. The caller has filled `path->position`. */
igraph_error_t latigraph_walk_run(latigraph_walk_t *walk, latigraph_path_t *path,
                                  latigraph_circuit_list_t *circuits);

/* stations.c: checks the codes of stations and whitens them. point (stations, dz). */
igraph_error_t latigraph_whiten_stations(const latigraph_code_density_t *density,
                                         const igraph_matrix_t *stations, double *point);

/* stations.c: makes the mixture of the groups of the stations, whitened points (count, dz), from
 * the options. It is on the FINALLY stack as one entry. */
igraph_error_t latigraph_station_mixture(const latigraph_code_density_t *density,
                                         const latigraph_path_options_t *options, int count,
                                         const double *point, latigraph_code_mixture_t *mixture);

#endif
