/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_MIXING_H
#define LATIGRAPH_SURROGATE_MIXING_H

#include "surrogate/state.h"

/* Findings of a trial run. Times are in steps. */
typedef struct {
    double burn_in;  /* steps until the number of edges in place fell no more */
    double time;     /* integrated autocorrelation time of the number of triangles */
    double steps;    /* length of the run */
    gboolean mixed;  /* whether the run was long enough to estimate both */
    gboolean frozen; /* no step changed the graph */
} latigraph_mixing_t;

/* Runs a chain from the circuit, for at most `most` steps, and estimates how long it takes to
 * forget. The state is left changed. Raises IGRAPH_ENOMEM or IGRAPH_INTERRUPTED. */
igraph_error_t latigraph_mixing_measure(latigraph_state_t *state, guint64 seed, double most,
                                        latigraph_mixing_t *mixing);

/* Integrated autocorrelation time of a series, in its own steps: ½ + Σ ρ(t), summed while the sums
 * of two neighbouring correlations are positive (Geyer, Stat. Sci. 7:473, 1992). It is ½ if the
 * values are independent, and NaN if they are all equal. O(count · time). */
double latigraph_autocorrelation_time(const double *series, int count);

/* Counts the triangles of the state, directions left aside. `start` (n + 1) and `neighbour` (m) are
 * scratch memory, `mark` (n) as well. O(m √m) (Latapy, Theor. Comput. Sci. 407:458, 2008). */
gint64 latigraph_state_triangles(const latigraph_state_t *state, int *start, int *neighbour,
                                 int *mark);

#endif
