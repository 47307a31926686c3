/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_ROWS_H
#define LATIGRAPH_OPERATION_ROWS_H

/* Rows of the table of an operation whose file defines the structs request_t and result_t. Further
 * fields follow as designated initialisers:
 *
 *     INPUT("model", MODEL, model, "The model.", .show = LATIGRAPH_SHOW_POSITIONAL),
 *     OPTION("count", INTEGER, options.generate.count, "10", "Number of circuits to generate.",
 *            .min = 1, .max = LATIGRAPH_MOST_CIRCUITS, .letter = 'n'),
 *     OUTPUT("code", VECTOR, steering.code, "Code of the circuits.", .rows = "coordinates"),
 *     OUTPUT_EACH("asked", VECTOR, REAL, achieved, latigraph_achieved_t, asked, "Requested value.",
 *                 .rows = "targets"),
 */

#include "operation/operation.h"

#include <latigraph/call.h>

#define PLACE_IN(struct_, field_)                                                                  \
    .place = offsetof(struct_, field_), .size = sizeof(((struct_ *)NULL)->field_)

/* A required input. */
#define INPUT(name_, type_, field_, doc_, ...)                                                     \
    {                                                                                              \
        .name = name_, .type = LATIGRAPH_TYPE_##type_, .doc = doc_, PLACE_IN(request_t, field_),   \
        __VA_ARGS__                                                                                \
    }
/* An optional input with a default; NULL: none. */
#define OPTION(name_, type_, field_, default_, doc_, ...)                                          \
    {                                                                                              \
        .name = name_, .type = LATIGRAPH_TYPE_##type_, .optional = true, .default_text = default_, \
        .doc = doc_, PLACE_IN(request_t, field_), __VA_ARGS__                                      \
    }
#define OUTPUT(name_, type_, field_, doc_, ...)                                                    \
    {                                                                                              \
        .name = name_, .type = LATIGRAPH_TYPE_##type_, .direction = LATIGRAPH_OUT, .doc = doc_,    \
        PLACE_IN(result_t, field_), __VA_ARGS__                                                    \
    }
/* An output with one entry per item of an array: `items_` is a latigraph_items_t of the result. */
#define OUTPUT_EACH(name_, type_, element_, items_, item_, field_, doc_, ...)                      \
    {                                                                                              \
        .name = name_, .type = LATIGRAPH_TYPE_##type_, .direction = LATIGRAPH_OUT, .doc = doc_,    \
        .element = LATIGRAPH_TYPE_##element_, .place = offsetof(result_t, items_),                 \
        .size = sizeof(((item_ *)NULL)->field_), .stride = sizeof(item_),                          \
        .within = offsetof(item_, field_), __VA_ARGS__                                             \
    }

/* The fields of an operation that say which rows, function and structs it has. */
#define OPERATION_STRUCTS(rows_, run_)                                                             \
    .arguments = rows_, .argument_count = G_N_ELEMENTS(rows_), .run = run_,                        \
    .request_size = sizeof(request_t), .result_size = sizeof(result_t)

enum {
    LATIGRAPH_MOST_CIRCUITS = 100000000,
    LATIGRAPH_MOST_NEURONS = 100000000,
    LATIGRAPH_MOST_THREADS = 1024
};

/* Inputs that several operations have; the argument is the field of request_t. */
#define INPUT_MODEL(field_)                                                                        \
    INPUT("model", MODEL, field_, "The model: a file, or the name of a pretrained model.",         \
          .show = LATIGRAPH_SHOW_POSITIONAL)
#define INPUT_CIRCUITS(name_, field_, doc_)                                                        \
    INPUT(name_, GRAPH_LIST, field_, doc_, .show = LATIGRAPH_SHOW_POSITIONAL)
/* Graphs that may be undirected. */
#define INPUT_ANY_CIRCUITS(name_, field_, doc_)                                                    \
    INPUT(name_, GRAPH_LIST, field_, doc_,                                                         \
          .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_UNDIRECTED)
#define OPTION_SEED(field_)                                                                        \
    OPTION("seed", INTEGER, field_, NULL,                                                          \
           "Seed of the random numbers; equal seeds give equal results. If it is left out, it is " \
           "drawn from igraph's default generator.",                                               \
           .min = 0, .max = (igraph_real_t)IGRAPH_INTEGER_MAX)
#define OPTION_THREADS(field_)                                                                     \
    OPTION("threads", INTEGER, field_, "1",                                                        \
           "Number of threads; the result does not depend on it.", .min = 1,                       \
           .max = LATIGRAPH_MOST_THREADS)
/* Options of operations that ask who is who. The command hands the first one to its reader. */
#define OPTION_IDENTITY(field_)                                                                    \
    OPTION("identity", STRING, field_, NULL,                                                       \
           "Column or vertex attribute that says which neurons are the same in all connectomes, "  \
           "such as the cell class AVAL of two worms; \"id\" takes the names of the neurons. If "  \
           "it is left out, the graph attribute identity names it, and without that neurons are "  \
           "the same within one connectome only.",                                                 \
           .metavar = "COLUMN", .show = LATIGRAPH_SHOW_READING)
#define OPTION_SPLIT_BY(field_)                                                                    \
    OPTION("split_by", STRING, field_, "neuron",                                                   \
           "What makes circuits dependent, so that folds, cuts and intervals keep them together: " \
           "common neurons; the animal, that is, the connectome; or common identities of "         \
           "neurons, also in different animals.",                                                  \
           .choices = "neuron|animal|identity")
#define OPTION_NODES(field_)                                                                       \
    OPTION("nodes", INTEGER, field_, "0",                                                          \
           "Number of neurons of each circuit; 0 takes that of the circuit given in like, or "     \
           "draws it from the training circuits.",                                                 \
           .min = 0, .max = LATIGRAPH_MOST_NEURONS)
/* Options of large circuits. */
#define OPTION_PLACE(field_)                                                                       \
    OPTION("place", STRING, field_, "fitted",                                                      \
           "Where drawn neurons are: as in the training circuits (fitted), evenly in a square "    \
           "across the axis of depth (slab), or evenly in a ball, in the plane a disc (ball); "    \
           "always as densely as in the training circuits.",                                       \
           .choices = "fitted|slab|ball")
#define OPTION_DENSITY(field_)                                                                     \
    OPTION("density", STRING, field_, "auto",                                                      \
           "What stays the same in circuits larger than those of the fit: the rates of pairs at "  \
           "a distance (space), or of all edges of a neuron together (degree). auto takes space "  \
           "with positions and degree without.",                                                   \
           .choices = "auto|space|degree")
#define OPTION_MEAN_DEGREE(field_)                                                                 \
    OPTION("mean_degree", REAL, field_, "0",                                                       \
           "Edges per neuron, met by a factor on all rates, which are not calibrated then; 0 "     \
           "leaves them to the rates.",                                                            \
           .min = 0, .max = 1e9)
#define OPTION_COUNT(field_, default_, doc_)                                                       \
    OPTION("count", INTEGER, field_, default_, doc_, .min = 1, .max = LATIGRAPH_MOST_CIRCUITS,     \
           .letter = 'n')
#define OPTION_GROUP(field_)                                                                       \
    OPTION("group", STRING, field_, NULL,                                                          \
           "Name of the group of training circuits whose codes are used; the codes of all are "    \
           "used if it is left out. The operation info lists the groups.")
#define OPTION_LIKE(field_, doc_) OPTION("like", GRAPH, field_, NULL, doc_)
/* Options of operations that read recordings. */
#define OPTION_NEURON_NAMES(field_)                                                                \
    OPTION("neuron_names", STRING_LIST, field_, NULL,                                              \
           "Names of the neurons, one per column, instead of those in the files.",                 \
           .metavar = "NAME")
#define OPTION_ENTRY(field_)                                                                       \
    OPTION("entry", STRING, field_, NULL,                                                          \
           "Name of the tensor in safetensors files; the only one with two dimensions is taken "   \
           "if it is left out.",                                                                   \
           .metavar = "NAME")
/* Inputs of operations that try steps of the code on generated circuits. */
#define OPTION_EFFECTS(field_)                                                                     \
    OPTION("effects", INTEGER, field_, "8",                                                        \
           "Number of circuits to generate on either side of a step, to measure what the step "    \
           "does. 0 leaves this out, which takes most of the time.",                               \
           .min = 0, .max = 1000000)
#define OPTION_START(field_)                                                                       \
    OPTION_LIKE(field_, "Circuit whose code and node data are the start of steps. If it is left "  \
                        "out, steps start at the mean code, with node data drawn once.")
/* Properties to study, by name. */
#define OPTION_ONLY(field_, doc_)                                                                  \
    OPTION("only", STRING_LIST, field_, NULL, doc_, .option = "property", .letter = 'p',           \
           .metavar = "PROPERTY", .show = LATIGRAPH_SHOW_PROPERTY)
#define OPTION_FUNCTIONS(field_)                                                                   \
    OPTION("functions", CALLBACK_LIST, field_, NULL,                                               \
           "Properties of the caller's own, under names that are not in the table.")

#endif
