/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure.h"

/* Where the command was built without cairo. */

igraph_error_t figure_check_path(const char *path) {
    IGRAPH_ERRORF("\"%s\" cannot be drawn: this latigraph was built without cairo.",
                  IGRAPH_UNIMPLEMENTED, path);
}

igraph_error_t figure_write(const figure_t *figure, const char *path) {
    (void)figure;
    return figure_check_path(path);
}
