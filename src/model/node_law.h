/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_NODE_LAW_H
#define LATIGRAPH_MODEL_NODE_LAW_H

#include "base/json_writer.h"
#include "base/quantiles.h"
#include "model/safetensors.h"
#include "model/vocabulary.h"

/* Distribution of node data given the code z, from which unconditional circuits are generated
 * (doc/model.md, section "Node data"). Neurons belong to K classes. A neuron has D normal numbers:
 * one per numeric column, the depth (if there is an axis), and the lateral coordinates.
 *
 * A category is a categorical column (its levels), a numeric column or the positions (level 0:
 * known). The last level of each category means not known. Categories are in the order of the
 * vocabulary, positions last. */
/* Number of bins of the table of distances that keeps drawn neurons apart. */
enum { LATIGRAPH_SPACINGS = 16 };

typedef struct latigraph_node_law_t {
    int code;                       /* dz */
    int classes, width, categories; /* K, D */
    int numeric, lateral;           /* numeric columns; lateral coordinates */
    int *level_start;               /* (categories + 1) */
    char *shape;                    /* shape of the training circuits; NULL if they differ */
    int axis;                       /* axis of the depth; −1 if there is none */
    double size_table[LATIGRAPH_QUANTILES]; /* number of neurons of a circuit */
    double *size;     /* (dz + 2): weights, intercept and SD of the normal size */
    double centre[3]; /* mean centre of the training circuits */
    double *extent;   /* (dz + 3): weights of z and ln n, intercept, SD */
    double radius_table[LATIGRAPH_QUANTILES]; /* distance from the centre, in extents */
    double *table;                            /* (numeric + 1, 65); the last is the depth */
    gint64 *whole;                            /* (numeric) 1 if all values are whole numbers */
    double *gate;         /* (K, dz + 1): logits of the class shares, intercept last */
    double concentration; /* concentration of a circuit's shares about the mean shares */
    double *probability;  /* (K, all levels) */
    double *mean;         /* (K, D) */
    double *covariance;   /* (K, D, D) */
    /* Width of a bin of distances in the unit of positions (0: neurons are independent), then the
     * factor on the probability of a pair of neurons in each bin, 0 to 1 and ascending. */
    double spacing[1 + LATIGRAPH_SPACINGS];
} latigraph_node_law_t;

enum { LATIGRAPH_CLASSES_MAX = 32 };

/* Creates a law of `classes` classes for the columns of a vocabulary, all zero. `axis` is the axis
 * of the depth, −1 for none. Returns NULL if there is not enough memory. */
latigraph_node_law_t *latigraph_node_law_create(const latigraph_vocabulary_t *vocabulary, int code,
                                                int classes, int axis);
void latigraph_node_law_destroy(latigraph_node_law_t *law);
/* Number of levels of all categories. */
int latigraph_node_law_levels(const latigraph_node_law_t *law);
/* Computes the mean shares (K) of the classes at a code, a softmax. */
void latigraph_node_law_shares(const latigraph_node_law_t *law, const double *code, double *share);

/* Adds the member "node_law" of the description, and the tensors "node. ...". */
void latigraph_node_law_to_json(const latigraph_node_law_t *law, latigraph_json_t *builder);
igraph_error_t latigraph_node_law_save(const latigraph_node_law_t *law, safetensors_t *file);
/* Reads a law and checks it. Other shapes, numbers that are not finite, quantiles that decrease,
 * probabilities that do not sum to 1 and covariances that are not positive definite raise
 * IGRAPH_PARSEERROR. */
igraph_error_t latigraph_node_law_load(latigraph_node_law_t **law,
                                       const latigraph_vocabulary_t *vocabulary, int code,
                                       JsonObject *object, const safetensors_t *file);

#endif
