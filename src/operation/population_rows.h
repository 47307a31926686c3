/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_POPULATION_ROWS_H
#define LATIGRAPH_OPERATION_POPULATION_ROWS_H

#include "operation/rows.h"

#include <latigraph/population.h>

/* Inputs of operations on the graphs of several animals. Graphs are taken as they are, because
 * circuits have neither parallel edges nor kinds of edges, and no undirected edges. */
#define INPUT_ANIMALS(field_)                                                                      \
    INPUT("graphs", GRAPH_LIST, field_,                                                            \
          "Graphs of several animals whose neurons correspond by name, one graph per animal.",     \
          .show = LATIGRAPH_SHOW_POSITIONAL | LATIGRAPH_SHOW_PLAIN)
#define OPTION_BY(field_)                                                                          \
    OPTION("by", STRING, field_, "name",                                                           \
           "Vertex attribute that says which neurons are the same in all graphs.",                 \
           .metavar = "COLUMN")
#define OPTION_KIND(field_)                                                                        \
    OPTION("kind", STRING, field_, NULL,                                                           \
           "Edge attribute that keeps edges between the same neurons apart, such as chemical and " \
           "electrical synapses. If it is left out, their weights add up.",                        \
           .metavar = "COLUMN")
#define OPTION_ORDER(field_)                                                                       \
    OPTION("order", STRING, field_, "appearance",                                                  \
           "Order of the neurons: that of their first appearance, graph by graph, or that of "     \
           "their names.",                                                                         \
           .choices = "appearance|sorted")

#endif
