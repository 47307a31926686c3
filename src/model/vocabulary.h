/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_VOCABULARY_H
#define LATIGRAPH_MODEL_VOCABULARY_H

#include "model/model.h"

#include <json-glib/json-glib.h>

/* A column of node data that the model was fitted with. */
typedef struct {
    char *name;
    latigraph_column_kind_t kind;
    GPtrArray *levels; /* categorical: char * */
    double mean, sd;   /* numeric: over training neurons */
} latigraph_known_column_t;

/* How node data become the conditions a_i of a neuron: one-hot levels of every categorical column
 * (all zero where not known), then (value, known) of every numeric one, then the coordinates in
 * length scales and whether they are known. Coordinates are centred on the circuit, but for the
 * axis of columns, which is centred on the training data. */
struct latigraph_vocabulary_t {
    GPtrArray *columns; /* latigraph_known_column_t * */
    int dims;           /* 0: no positions */
    char *unit;
    double length_scale; /* median distance of two neurons of a training circuit */
    int axis;            /* −1: none */
    double depth;        /* mean coordinate along the axis */
};

/* Choice of columns: "auto" (categorical ones with 2 to 32 levels), "all" (numeric ones too),
 * "none" (positions neither), or names, comma-separated ("position" for the positions). */
igraph_error_t latigraph_vocabulary_create(latigraph_vocabulary_t **vocabulary,
                                           const latigraph_circuit_list_t *circuits,
                                           const char *choice);
void latigraph_vocabulary_destroy(latigraph_vocabulary_t *vocabulary);
/* The number of a level of a categorical column, or −1 if it is not known. */
int latigraph_known_level(const latigraph_known_column_t *known, const char *level);
/* Width a of the conditions. */
int latigraph_vocabulary_width(const latigraph_vocabulary_t *vocabulary);
/* The number of the column that each condition belongs to, block (a); positions come last. */
void latigraph_vocabulary_blocks(const latigraph_vocabulary_t *vocabulary, int *block);
/* Fills condition (n, a), and position (n, dims) and placed (n) when there are positions;
 * plane gets the two lateral coordinates' places among the conditions, or −1. */
void latigraph_vocabulary_encode(const latigraph_vocabulary_t *vocabulary,
                                 const latigraph_circuit_t *circuit, real_t *condition,
                                 real_t *position, guchar *placed, int plane[2]);

void latigraph_vocabulary_to_json(const latigraph_vocabulary_t *vocabulary, JsonBuilder *builder);
/* NULL if the JSON does not describe a vocabulary. */
latigraph_vocabulary_t *latigraph_vocabulary_from_json(JsonObject *object);

#endif
