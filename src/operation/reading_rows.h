/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_READING_ROWS_H
#define LATIGRAPH_OPERATION_READING_ROWS_H

#include "operation/rows.h"

/* Options of every operation that reads files; the argument is a latigraph_read_options_t of
 * request_t. The command adds them to all of its operations on circuits. */
#define OPTIONS_READING(field_)                                                                    \
    OPTION("format", STRING, field_.format, NULL,                                                  \
           "Format of the files; their contents decide if it is left out. Names: graphml, gexf, "  \
           "gml, pajek, dot, json, sif, csv, edgelist, ncol, adjacency, matrix, mtx, npy, npz, "   \
           "mat, sonata, lgl, dl, graphdb.",                                                       \
           .metavar = "NAME"),                                                                     \
        OPTION("source", STRING, field_.source, NULL,                                              \
               "Column with the sources of the edges; usual names are found.",                     \
               .metavar = "COLUMN"),                                                               \
        OPTION("target", STRING, field_.target, NULL,                                              \
               "Column with the targets of the edges; usual names are found.",                     \
               .metavar = "COLUMN"),                                                               \
        OPTION("id", STRING, field_.id, NULL,                                                      \
               "Column or attribute with the ids of the neurons; usual names are found.",          \
               .metavar = "COLUMN"),                                                               \
        OPTION("weight", STRING, field_.weight, NULL,                                              \
               "Column or edge attribute with the weights; \"count\" counts rows of the same two " \
               "neurons, \"none\" reads no weights. Usual names are found.",                       \
               .metavar = "COLUMN"),                                                               \
        OPTION("positions", STRING, field_.positions, NULL,                                        \
               "Columns with the positions, or a file with a row per neuron (.npy, .csv), then "   \
               "perhaps unit and scale: \"x,y,z\", \"x,y:um\", \"pt_position:nm:4,4,40\", "        \
               "\"coords.npy:mm\"; \"none\" reads none. Usual names are found.",                   \
               .metavar = "COLUMNS"),                                                              \
        OPTION(                                                                                    \
            "connectome", STRING, field_.connectome, NULL,                                         \
            "Name of the connectome that the neurons belong to. Neurons of one connectome with "   \
            "the same name are the same neuron, in whatever file.",                                \
            .metavar = "NAME"),                                                                    \
        OPTION_IDENTITY(field_.identity),                                                          \
        OPTION("loops", STRING, field_.loops, "drop", "What to do with self-loops.",               \
               .choices = "drop|refuse"),                                                          \
        OPTION("parallel", STRING, field_.parallel, "merge",                                       \
               "What to do with parallel edges; the weights of merged ones add up, and without "   \
               "weights their number is the weight.",                                              \
               .choices = "merge|refuse"),                                                         \
        OPTION(                                                                                    \
            "undirected", STRING, field_.undirected, "refuse",                                     \
            "What to do with undirected graphs, and with lists whose edges all go from earlier "   \
            "to later neurons: refuse them, read each edge as two, or as one in the direction "    \
            "that is written. keep leaves graphs undirected, for operations that take them, and "  \
            "reads any list that does not say what its edges are as undirected; stated leaves "    \
            "graphs undirected that say so, which is the default of these operations.",            \
            .choices = "refuse|mutual|directed|keep|stated"),                                      \
        OPTION("zero", STRING, field_.zero, "drop", "What to do with edges of weight 0.",          \
               .choices = "drop|refuse"),                                                          \
        OPTION(                                                                                    \
            "negative", STRING, field_.negative, "refuse",                                         \
            "What to do with negative weights: refuse them, read them without their sign, "        \
            "leave the edges out, or keep the sign as the edge attribute \"sign\", which models "  \
            "do not use.",                                                                         \
            .choices = "refuse|absolute|drop|sign"),                                               \
        OPTION("missing", STRING, field_.missing, "refuse",                                        \
               "What to do with edges whose weight is not known: refuse them, give them the "      \
               "weight 1, or leave them out.",                                                     \
               .choices = "refuse|one|drop")

/* Remarks what the readers of a path changed: "14 parallel edges merged (weights added), 3
 * self-loops dropped" (read_graphs.c). */
igraph_error_t latigraph_remark_changes(const char *path, const latigraph_read_report_t *report,
                                        latigraph_remarks_t *remarks);

#endif
