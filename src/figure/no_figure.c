/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure.h"

/* Where the command was built without cairo. */

const igraph_bool_t figure_can_draw = false;

igraph_error_t figure_write_evaluation(const cli_curve_t *curve, const cli_likeness_t *likeness,
                                       const char *path) {
    (void)curve;
    (void)likeness;
    IGRAPH_ERRORF("\"%s\" cannot be drawn.", IGRAPH_UNIMPLEMENTED, path);
}

igraph_error_t figure_write_walk(const cli_walk_t *walk, const char *path) {
    (void)walk;
    IGRAPH_ERRORF("\"%s\" cannot be drawn.", IGRAPH_UNIMPLEMENTED, path);
}

igraph_error_t figure_write_steering(const cli_steered_t *steered, const char *path) {
    (void)steered;
    IGRAPH_ERRORF("\"%s\" cannot be drawn.", IGRAPH_UNIMPLEMENTED, path);
}

igraph_error_t figure_write(const figure_t *figure, const char *path) {
    (void)figure;
    IGRAPH_ERRORF("\"%s\" cannot be drawn.", IGRAPH_UNIMPLEMENTED, path);
}
