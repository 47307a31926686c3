/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_CHECKS_H
#define LATIGRAPH_BASE_CHECKS_H

#include <igraph.h>

/* Returns IGRAPH_EINVAL unless low <= value <= high; the message begins with "The `what` is". NaN
 * is refused. */
igraph_error_t latigraph_check_real(const char *what, igraph_real_t value, igraph_real_t low,
                                    igraph_real_t high);
igraph_error_t latigraph_check_integer(const char *what, igraph_integer_t value,
                                       igraph_integer_t low, igraph_integer_t high);

#endif
