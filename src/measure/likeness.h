/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_LIKENESS_H
#define LATIGRAPH_MEASURE_LIKENESS_H

/* Indices of the random streams LATIGRAPH_STREAM_LIKENESS. The last three are offsets to which a
 * number is added. */
enum {
    LATIGRAPH_LIKENESS_REAL, /* order of the circuits of each set */
    LATIGRAPH_LIKENESS_GENERATED,
    LATIGRAPH_LIKENESS_HALVES = 1 << 20,
    LATIGRAPH_LIKENESS_GENERATED_HALVES = 2 << 20,
    LATIGRAPH_LIKENESS_LABELS = 3 << 20
};

#endif
