/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_PATHS_H
#define LATIGRAPH_CLI_PATHS_H

#include "cli/figure.h"

/* What traverse and interpolate share: a path, its circuits, and the report of both (paths.c). */
struct cli_walk_t {
    latigraph_model_t *model;
    igraph_integer_t property;    /* whose direction is walked; −1: between two circuits */
    latigraph_path_shape_t shape; /* of the latter */
    char *figure;                 /* file to draw into, or NULL */
    latigraph_path_t path;
    latigraph_circuit_list_t circuits;
};

/* The shared options; texts are NULL where not given. */
igraph_error_t cli_path_options(latigraph_path_options_t *options, const char *steps,
                                const char *count, const char *nodes, const char *like);
/* A usage error that lists the properties. */
igraph_error_t cli_unknown_property(const char *name);
/* Path and circuits, as one entry of the FINALLY stack. */
igraph_error_t cli_walk_init(cli_walk_t *walk);
void cli_walk_destroy(cli_walk_t *walk);
/* Writes the circuits, draws the figure, prints. */
igraph_error_t cli_walk_report(const cli_walk_t *walk);
/* Up to `most` properties that move most along the path, in SDs between its lowest and highest
 * step: first the one that is walked along. Returns how many. */
int cli_walk_movers(const cli_walk_t *walk, int most, igraph_integer_t *movers);

#endif
