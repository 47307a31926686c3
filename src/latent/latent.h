/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_INTERNAL_H
#define LATIGRAPH_LATENT_INTERNAL_H

#include "circuit/folds.h"
#include "model/model.h"

#include <latigraph/latent.h>

/* Mean and SD of q(z | circuit) of every circuit, (count, dz) each; either may be NULL. */
igraph_error_t latigraph_encode_rows(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, int threads,
                                     double *mean, double *sd);

/* Rows (count, width) into a matrix, which is resized; nothing if that is NULL. */
igraph_error_t latigraph_rows_to_matrix(const double *rows, int count, int width,
                                        igraph_matrix_t *matrix);

/* Fits the density of the training codes (Gaussian: mean of the means; covariance of the means
 * plus mean posterior variance) and the law of node data given a code. */
igraph_error_t latigraph_fit_density(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *mean,
                                     const double *sd, igraph_uint_t seed);

/* Fits the law of node data given a code; mean and sd are those of latigraph_encode_rows(). Classes
 * are learnt from at most 20 000 neurons. O(neurons). */
igraph_error_t latigraph_fit_node_law(latigraph_model_t *model,
                                      const latigraph_circuit_list_t *circuits, const double *mean,
                                      const double *sd, igraph_uint_t seed);
/* Gaussian of codes: centre (width) the mean of the rows of mean (count, width), covariance (width,
 * width) of these rows plus the mean of sd² (count, width) on the diagonal. */
void latigraph_fit_gaussian(int count, int width, const double *mean, const double *sd,
                            double *centre, double *covariance);
/* The same for the circuits of each group; fills model->groups. */
igraph_error_t latigraph_fit_groups(latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits, const double *mean,
                                    const double *sd);

/* Fills code (dz) with the code at which generation and steering start: the code of `like`, or, if
 * `like` is NULL or a group is named, the mean of the training codes, of all or of the group. */
igraph_error_t latigraph_start_code(const latigraph_model_t *model, const latigraph_circuit_t *like,
                                    const char *group, double *code);

/* Directions of the properties (one row a circuit, one column a property of the table). The table
 * arrives empty. */
igraph_error_t latigraph_find_directions(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *circuits,
                                         const double *codes, const igraph_matrix_t *properties,
                                         igraph_uint_t seed, latigraph_direction_table_t *table);

/* The step C w / (wᵀ C w) · sd for a weight w (width) and the covariance C of the codes. */
void latigraph_find_step(int width, const double *covariance, const double *weight, double sd,
                         double *step);
/* Refuses models, circuits and options for which no directions can be found. */
igraph_error_t latigraph_check_study(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits,
                                     const latigraph_directions_options_t *options);

/* How circuits were divided by neuron. */
typedef struct {
    int neurons, validation_neurons; /* distinct, of all circuits and of the validation side */
    int dropped;                     /* circuits left with too few neurons to train on */
    int comparable; /* the first so many of the validation circuits are large enough to judge by */
} latigraph_split_t;

/* Cuts validation circuits off by neuron: a connected sixth of the neurons is taken out of every
 * circuit (of each connectome, if all have 6 or more circuits); `training` gets the rests,
 * `validation` the parts that were taken. Both arrive empty and stay empty if no useful split
 * exists. */
igraph_error_t latigraph_split(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                               latigraph_circuit_list_t *training,
                               latigraph_circuit_list_t *validation, latigraph_split_t *split);

#endif
