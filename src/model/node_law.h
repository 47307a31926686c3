/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_NODE_LAW_H
#define LATIGRAPH_MODEL_NODE_LAW_H

#include "base/quantiles.h"
#include "model/safetensors.h"
#include "model/vocabulary.h"

/* The law of node data given the code z, from which circuits are generated unconditionally
 * (doc/model.md, section "Node data"). K classes of neurons; D normal numbers of a neuron: one for
 * every numeric column, the depth (where there is an axis), the lateral coordinates. A category is
 * a categorical column (its levels), a numeric one or the positions (level 0: known); the last
 * level of each means not known. Categories stand in the order of the vocabulary, positions last.
 */
typedef struct latigraph_node_law_t {
    int code;                                 /* dz */
    int classes, width, categories;           /* K, D */
    int numeric, lateral;                     /* numeric columns; coordinates that spread */
    int *level_start;                         /* (categories + 1) */
    char *shape;                              /* of the training circuits, NULL if they differ */
    int axis;                                 /* of the depth, −1: none */
    double size_table[LATIGRAPH_QUANTILES];   /* neurons of a circuit */
    double *size;                             /* (dz + 2): weights, intercept, SD, of its normal */
    double centre[3];                         /* mean centre of the training circuits */
    double *extent;                           /* (dz + 3): weights of z and ln n, intercept, SD */
    double radius_table[LATIGRAPH_QUANTILES]; /* distance from the centre, in extents */
    double *table;                            /* (numeric + 1, 65); the last is the depth */
    gint64 *whole;                            /* (numeric) 1: only whole numbers */
    double *gate;         /* (K, dz + 1): logits of the classes, intercept last */
    double concentration; /* of the circuits' shares about the gate's */
    double *probability;  /* (K, all levels) */
    double *mean;         /* (K, D) */
    double *covariance;   /* (K, D, D) */
} latigraph_node_law_t;

enum { LATIGRAPH_CLASSES_MAX = 32 };

/* A law of `classes` classes for the columns of a vocabulary, all zero; NULL when memory is short.
 * axis: of the depth, −1 for none. */
latigraph_node_law_t *latigraph_node_law_create(const latigraph_vocabulary_t *vocabulary, int code,
                                                int classes, int axis);
void latigraph_node_law_destroy(latigraph_node_law_t *law);
/* Σ levels of all categories. */
int latigraph_node_law_levels(const latigraph_node_law_t *law);
/* Mean shares of the classes (K) at a code: softmax of the gate. */
void latigraph_node_law_shares(const latigraph_node_law_t *law, const double *code, double *share);

/* Member "node_law" of the description, and tensors "node.…". */
void latigraph_node_law_to_json(const latigraph_node_law_t *law, JsonBuilder *builder);
igraph_error_t latigraph_node_law_save(const latigraph_node_law_t *law, safetensors_t *file);
/* Refuses what no law can be: other shapes, numbers that are not finite, tables that fall,
 * probabilities that do not sum to 1, covariances that are not positive definite. */
igraph_error_t latigraph_node_law_load(latigraph_node_law_t **law,
                                       const latigraph_vocabulary_t *vocabulary, int code,
                                       JsonObject *object, const safetensors_t *file);

#endif
