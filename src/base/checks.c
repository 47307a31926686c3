/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Checks of options that must lie in a range. Messages quote the value and the range. */

#include "base/checks.h"

igraph_error_t latigraph_check_real(const char *what, igraph_real_t value, igraph_real_t low,
                                    igraph_real_t high) {
    if (!(value >= low && value <= high)) {
        IGRAPH_ERRORF("The %s is %g, but must be from %g to %g.", IGRAPH_EINVAL, what, value, low,
                      high);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_check_integer(const char *what, igraph_integer_t value,
                                       igraph_integer_t low, igraph_integer_t high) {
    if (value < low || value > high) {
        IGRAPH_ERRORF("The %s is %" IGRAPH_PRId ", but must be from %" IGRAPH_PRId
                      " to %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, what, value, low, high);
    }
    return IGRAPH_SUCCESS;
}
