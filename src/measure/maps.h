/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_MAPS_H
#define LATIGRAPH_MEASURE_MAPS_H

#include "regression/lda.h"

#include <latigraph/maps.h>
#include <latigraph/nodes.h>

enum { LATIGRAPH_COMPONENTS_MAX = 20, LATIGRAPH_INNER_FOLDS = 5 };

/* Columns of numbers of circuits: value (circuits, columns), NaN where not known. */
typedef struct {
    int circuits, columns;
    const double *value;
    int covariates; /* 0: none are regressed out */
    const double *covariate;
} latigraph_table_t;

/* Principal components of a table, by the rows that train. */
typedef struct {
    int width;
    double *score; /* (circuits, width) of all circuits */
} latigraph_scores_t;

/* Folds of circuits, and folds within the circuits that train for each. */
typedef struct {
    int circuits, count;
    int *fold;  /* (circuits) */
    int *inner; /* (count, circuits) inner fold; −1 for the circuits of the fold itself */
} latigraph_map_folds_t;

/* maps.c: lists the node properties that are the maps by default. */
igraph_error_t latigraph_maps_default(igraph_vector_int_t *which);

/* maps_result.c: empties a result that is initialised. */
void latigraph_maps_result_clear(latigraph_maps_result_t *result);

/* Node properties of the neurons that all circuits have: value (circuits, neurons · properties),
 * the properties of a neuron side by side. */
typedef struct {
    int circuits, neurons, properties;
    igraph_strvector_t names; /* (neurons) */
    double share;             /* neurons over the mean number of neurons of a circuit */
    double *value;
} latigraph_map_values_t;

/* map_values.c: measures the maps. Returns IGRAPH_EINVAL if circuits have fewer than two neurons in
 * common. */
igraph_error_t latigraph_map_values_init(latigraph_map_values_t *maps,
                                         const latigraph_circuit_list_t *circuits,
                                         const igraph_vector_int_t *which);
void latigraph_map_values_destroy(latigraph_map_values_t *maps);

/* map_folds.c: makes `count` folds (0: one per circuit) in which groups have nearly equal shares.
 */
igraph_error_t latigraph_map_folds_init(latigraph_map_folds_t *folds, int circuits,
                                        const int *label, int groups, int count,
                                        igraph_uint_t seed);
void latigraph_map_folds_destroy(latigraph_map_folds_t *folds);
/* Lists the circuits that train for fold f, or, if h ≥ 0, for its inner fold h. Returns their
 * number. */
int latigraph_map_folds_list(const latigraph_map_folds_t *folds, int f, int h, int *row);

/* map_scores.c: standardises the columns by the rows that train, regresses covariates out and
 * computes up to `most` principal components. With a mask (columns), only the marked columns are
 * used. `axes` (NULL, or columns · most) gets the weights of the columns in each component, row
 * after row of components. The caller frees scores->score. */
igraph_error_t latigraph_find_scores(const latigraph_table_t *table, int rows, const int *row,
                                     const guchar *mask, int most, latigraph_scores_t *scores,
                                     double *axes);
/* Standardises the columns by the rows that train; a value that is not known becomes 0, the mean of
 * its column. z (circuits, columns). */
void latigraph_standardise(const latigraph_table_t *table, int rows, const int *row, double *z);

/* A separation in progress. */
typedef struct {
    const latigraph_maps_options_t *options;
    int circuits, groups;
    int *label; /* (circuits) */
    int *given; /* (circuits) labels in use, perhaps permuted */
    int *row;   /* (circuits) scratch: circuits that train */
    int *guess; /* (circuits) group that each circuit is put into, −1 if it is not classified */
    int *used;  /* (folds) components of each fold */
    const guchar *scored; /* (circuits) 0 if the accuracy leaves the circuit out; NULL: none */
    double *score;        /* (circuits) two groups: score of the second minus that of the first */
    latigraph_map_folds_t folds;
    latigraph_lda_t lda;
} latigraph_map_study_t;

/* maps.c: allocates a study of `study->circuits` circuits without folds, and numbers the labels in
 * the order of their first appearance. The caller destroys it, also after an error. Returns
 * IGRAPH_EINVAL for fewer than 2 groups, or a group of fewer than 3 circuits. */
igraph_error_t latigraph_map_study_init(latigraph_map_study_t *study,
                                        const latigraph_circuit_list_t *circuits,
                                        const igraph_strvector_t *labels,
                                        latigraph_maps_result_t *result);
void latigraph_map_study_destroy(latigraph_map_study_t *study);
/* Separates the groups by a table, with all controls. The study has its folds. `most` components
 * are used, or up to `most`, chosen by the inner folds. The columns belong to neurons, `properties`
 * of each, which are tried alone; 0: they do not, and there are neither masks nor weights. */
igraph_error_t latigraph_map_separate(latigraph_map_study_t *study,
                                      const latigraph_circuit_list_t *circuits,
                                      const latigraph_table_t *table, int most, gboolean choose,
                                      int properties, latigraph_maps_result_t *result);

/* Scores of all circuits by fold, and by inner fold if the number of components is chosen. */
typedef struct {
    int folds;
    latigraph_scores_t *outer; /* (folds) */
    latigraph_scores_t *inner; /* (folds, LATIGRAPH_INNER_FOLDS), or NULL */
} latigraph_map_space_t;

/* map_classify.c: computes up to `most` components per fold, and those of inner folds if their
 * number is to be chosen. Pushes the space to the FINALLY stack. */
igraph_error_t latigraph_map_space_init(latigraph_map_space_t *space, latigraph_map_study_t *study,
                                        const latigraph_table_t *table, int most, gboolean choose);
void latigraph_map_space_destroy(latigraph_map_space_t *space);
/* Classifies the circuits of a fold by the first `width` components of the scores. */
void latigraph_map_classify_fold(latigraph_map_study_t *study, const latigraph_scores_t *scores,
                                 int f, int width);
/* Returns the share of scored circuits that are put into the right group, mean over groups.
 * Circuits that are not classified count as wrong. */
double latigraph_map_accuracy(const latigraph_map_study_t *study);
/* Classifies the circuits of all folds, and sets study->used. */
igraph_error_t latigraph_map_classify(latigraph_map_study_t *study,
                                      const latigraph_map_space_t *space, double *accuracy);

/* map_masks.c: finds the mask of each fold, and the accuracy of the neurons in it alone. Uses
 * study->used, and replaces study->guess and study->score. */
igraph_error_t latigraph_map_add_masks(latigraph_map_study_t *study, const latigraph_table_t *table,
                                       int properties, latigraph_maps_result_t *result);

#endif
