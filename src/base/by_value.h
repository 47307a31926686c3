/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_BY_VALUE_H
#define LATIGRAPH_BASE_BY_VALUE_H

/* Compares two doubles, none of them NaN, for qsort(): the least first. */
static inline int latigraph_by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

#endif
