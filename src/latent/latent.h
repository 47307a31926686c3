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

/* Computes mean and SD of q(z | circuit) of every circuit, (count, dz) each. Either may be NULL. */
igraph_error_t latigraph_encode_rows(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, int threads,
                                     double *mean, double *sd);

/* Copies rows (count, width) to a matrix, which is resized. Does nothing if the matrix is NULL. */
igraph_error_t latigraph_rows_to_matrix(const double *rows, int count, int width,
                                        igraph_matrix_t *matrix);

/* Fits the density of the training codes (Gaussian: mean of the means; covariance of the means
 * plus mean posterior variance) and the law of node data given a code. */
igraph_error_t latigraph_fit_density(latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits, const double *mean,
                                     const double *sd, igraph_uint_t seed);

/* Fits the law of node data given a code. mean and sd are those of latigraph_encode_rows(). Classes
 * are learnt from at most 20,000 neurons. O(neurons). */
igraph_error_t latigraph_fit_node_law(latigraph_model_t *model,
                                      const latigraph_circuit_list_t *circuits, const double *mean,
                                      const double *sd, igraph_uint_t seed);
/* Fits a Gaussian of codes. centre (width) gets the mean of the rows of mean (count, width).
 * covariance (width, width) gets the covariance of these rows, with the mean of sd² (count, width)
 * added to its diagonal. */
void latigraph_fit_gaussian(int count, int width, const double *mean, const double *sd,
                            double *centre, double *covariance);
/* Fits such a Gaussian to the circuits of each group. Fills model->groups. */
igraph_error_t latigraph_fit_groups(latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits, const double *mean,
                                    const double *sd);

/* Fills code (dz) with the code at which generation and steering start: the code of `like`, or, if
 * `like` is NULL or a group is named, the mean of the training codes, of all or of the group. */
igraph_error_t latigraph_start_code(const latigraph_model_t *model, const latigraph_circuit_t *like,
                                    const char *group, double *code);

/* Finds the directions of the properties, a matrix with one row per circuit and one column per
 * property. Seed and split of the folds are those of the options. The table of directions must be
 * empty. */
igraph_error_t latigraph_find_directions(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *circuits,
                                         const double *codes, const igraph_matrix_t *properties,
                                         const latigraph_fit_options_t *options,
                                         latigraph_direction_table_t *table);

/* Computes the step C w / (wᵀ C w) · sd for a weight w (width) and the covariance C of the codes.
 * It is the likeliest change of a code, under the codes' density, that changes wᵀ z by sd. */
void latigraph_find_step(int width, const double *covariance, const double *weight, double sd,
                         double *step);
/* Refuses models, circuits and options for which no directions can be found. */
igraph_error_t latigraph_check_study(const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *circuits,
                                     const latigraph_directions_options_t *options);

/* Result of dividing circuits by neuron. */
typedef struct {
    int neurons, validation_neurons; /* distinct neurons of all circuits, and of the validation
                                        side */
    int dropped;                     /* number of circuits with too few neurons left to train on */
    int comparable; /* number of validation circuits, the first ones, that are large enough to
                       choose the best state of a fit */
} latigraph_split_t;

/* Cuts validation circuits off by neuron. A connected sixth of all neurons is taken out of every
 * circuit, connectome by connectome if all have 6 or more circuits. By identity, it is a sixth of
 * all identities, and neurons of all connectomes are cut together. By animal, whole connectomes are
 * taken. `training` gets the rests of the circuits, and `validation` the parts that were taken out.
 * Both lists must be empty. They stay empty if no useful split exists. */
igraph_error_t latigraph_split(const latigraph_circuit_list_t *circuits, latigraph_split_by_t by,
                               igraph_uint_t seed, latigraph_circuit_list_t *training,
                               latigraph_circuit_list_t *validation, latigraph_split_t *split);
/* Appends the part of a circuit with the neurons `keep` (count), in the mapped file if the circuit
 * is in one. */
igraph_error_t latigraph_push_part(latigraph_circuit_list_t *list,
                                   const latigraph_circuit_t *circuit, const int *keep, int count);
/* split_animals.c: takes the circuits of whole connectomes for validation. */
igraph_error_t latigraph_split_animals(const latigraph_circuit_list_t *circuits, igraph_uint_t seed,
                                       latigraph_circuit_list_t *training,
                                       latigraph_circuit_list_t *validation,
                                       latigraph_split_t *split);

#endif
