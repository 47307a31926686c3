/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_VOCABULARY_H
#define LATIGRAPH_MODEL_VOCABULARY_H

#include "base/json_writer.h"
#include "model/model.h"

#include <json-glib/json-glib.h>

/* A column of node data that the model was fitted with. */
typedef struct {
    char *name;
    latigraph_column_kind_t kind;
    igraph_vector_ptr_t levels; /* categorical: char * */
    double mean, sd;            /* numeric: mean and SD over training neurons */
    gint64 count;               /* numeric: number of training neurons, while the model is fitted */
} latigraph_known_column_t;

/* Encoding of node data as the conditions a_i of a neuron. They are one-hot levels of every
 * categorical column (all zero if not known), then (value, known) of every numeric column, then
 * the coordinates in length scales and whether they are known. Coordinates are centred on the
 * circuit, except along the axis of columns, where they are centred on the training data. */
struct latigraph_vocabulary_t {
    igraph_vector_ptr_t columns; /* latigraph_known_column_t * */
    int dims;                    /* 0 without positions */
    char *unit;
    double length_scale; /* median distance of two neurons of a training circuit */
    int axis;            /* axis of columns, 0 to 2; −1 if there is none */
    double depth;        /* mean coordinate of training neurons along the axis */
    /* Largest |coordinate| of a training neuron among the conditions, in length scales, by
     * dimension. Models of earlier versions have no limits but the same one for all. */
    igraph_bool_t limited;
    double limit[3];
};

/* Chooses columns: "auto" (categorical ones with 2 to 32 levels), "all" (numeric ones too), "none"
 * (no positions either), or comma-separated names, where "position" means the positions. */
igraph_error_t latigraph_vocabulary_create(latigraph_vocabulary_t **vocabulary,
                                           const latigraph_circuit_list_t *circuits,
                                           const char *choice);
void latigraph_vocabulary_destroy(latigraph_vocabulary_t *vocabulary);
/* Returns the number of a level of a categorical column, or −1 if it is not known. */
int latigraph_known_level(const latigraph_known_column_t *known, const char *level);
/* Returns the width a of the conditions. */
int latigraph_vocabulary_width(const latigraph_vocabulary_t *vocabulary);
/* Computes block (a), the number of the column that each condition belongs to; positions are last.
 */
void latigraph_vocabulary_blocks(const latigraph_vocabulary_t *vocabulary, int *block);
/* Fills condition (n, a), and position (n, dims) and placed (n) if there are positions. plane gets
 * the indices of the two lateral coordinates among the conditions, or −1. */
igraph_error_t latigraph_vocabulary_encode(const latigraph_vocabulary_t *vocabulary,
                                           const latigraph_circuit_t *circuit, real_t *condition,
                                           real_t *position, guchar *placed, int plane[2]);

void latigraph_vocabulary_to_json(const latigraph_vocabulary_t *vocabulary,
                                  latigraph_json_t *builder);
/* Reads a vocabulary, which becomes NULL if the JSON does not describe one. */
igraph_error_t latigraph_vocabulary_from_json(latigraph_vocabulary_t **vocabulary,
                                              JsonObject *object);

#endif
