/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_SURROGATE_ROWS_H
#define LATIGRAPH_OPERATION_SURROGATE_ROWS_H

/* Options that all operations with surrogates have; `options_` is a latigraph_surrogate_options_t
 * of the request. */

#include "base/text.h"
#include "operation/rows.h"

#include <latigraph/model.h>
#include <latigraph/surrogate.h>

#define KEEP_WORDS                                                                                 \
    "edges: their number; dyads: the numbers of mutual and one-way pairs; degrees: each neuron's " \
    "out-degree and in-degree; degrees,reciprocity: its one-way and mutual degrees; types: the "   \
    "number of edges from each type to each type; types=neuron: each neuron's numbers of edges "   \
    "to and from each type; distance: the histogram of the lengths of edges; triangles: their "    \
    "number, within the tolerance; triangles=class: the number of their corners in each of six "   \
    "classes of neurons by degree. The last five are kept together with degrees. Undirected "      \
    "graphs have neither dyads nor reciprocity."

#define OPTION_TILT(field_)                                                                        \
    OPTION("tilt", STRING_LIST, field_, NULL,                                                      \
           "Statistics whose mean over surrogates is that of the connectome, by exponential "      \
           "tilting: reciprocity, transitivity, local-clustering, feed-forward, cyclic, "          \
           "triangles, damped-clustering, shared-partners, triad-030T and the other classes of "   \
           "closed triads. They need degrees.",                                                    \
           .metavar = "STATISTIC")

/* Writes what is kept with the tilted statistics (may be NULL) after it. */
igraph_error_t latigraph_keep_tilted(const char *keep, const igraph_strvector_t *tilt,
                                     latigraph_text_t *text);
/* Remarks on tilted statistics whose mean is not that of the connectome. */
igraph_error_t latigraph_remark_tilted(const latigraph_surrogate_report_t *report,
                                       const char *circuit, latigraph_remarks_t *remarks);

/* Remarks if what is kept is about directions, which the connectome does not have. */
igraph_error_t latigraph_remark_undirected(const latigraph_constraints_t *keep, const char *what,
                                           const latigraph_circuit_t *connectome,
                                           latigraph_remarks_t *remarks);

/* surrogate_code.c: adds the rungs of circuits that a model generates from the code of the
 * connectome, on its neurons: "code", and "code+" if they are steered. Of the options, the count,
 * the threads, the seed and the exceedances are used. */
igraph_error_t latigraph_ladder_add_code(latigraph_ladder_t *ladder, const latigraph_model_t *model,
                                         const latigraph_circuit_t *connectome,
                                         const igraph_vector_int_t *which,
                                         const latigraph_callback_list_t *user,
                                         const latigraph_surrogate_options_t *options,
                                         igraph_bool_t steered, latigraph_remarks_t *remarks);

#define OPTIONS_OF_SURROGATES(options_)                                                            \
    OPTION("type", STRING, options_.keep.type, NULL,                                               \
           "Categorical column with the types. If it is left out, it is the column \"type\" or "   \
           "the first categorical one.",                                                           \
           .metavar = "COLUMN"),                                                                   \
        OPTION("bins", INTEGER, options_.keep.bins, "10",                                          \
               "Number of bins of distance, with equal numbers of edges.", .min = 1, .max = 100),  \
        OPTION("tolerance", REAL, options_.keep.tolerance, "0.002",                                \
               "Share by which numbers of triangles may differ.", .min = 0, .max = 1),             \
        OPTION("method", STRING, options_.method, METHOD_DEFAULT,                                  \
               "parallel: runs from a state that a run from the connectome reaches; serial: "      \
               "states of one path with the connectome at a random place. Both give valid "        \
               "p-values even if the chain has not mixed. independent: runs from the connectome "  \
               "itself, which needs enough steps. expected: independent draws that keep degrees, " \
               "reciprocity, types and distance in expectation, for large connectomes; without "   \
               "weights.",                                                                         \
               .choices = "parallel|serial|independent|expected"),                                 \
        OPTION("steps", REAL, options_.steps, "0",                                                 \
               "Steps between surrogates, per edge; 0 takes ten times the autocorrelation time "   \
               "of the number of triangles in a trial run.",                                       \
               .min = 0, .max = 1e9),                                                              \
        OPTION("steps_most", REAL, options_.steps_most, "10000",                                   \
               "Most steps per edge of the trial run. In large graphs it takes at most 1e8 "       \
               "steps, or 60 per edge.",                                                           \
               .min = 1, .max = 1e9),                                                              \
        OPTION_SEED(options_.seed), OPTION_THREADS(options_.threads)

#endif
