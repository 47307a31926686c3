/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_DATA_H
#define LATIGRAPH_FUNCTIONAL_DATA_H

#include "base/memory.h"

#include <latigraph/functional.h>

/* Inputs and outputs of all recordings, one below the other; training recordings come first. */
struct latigraph_functional_data_t {
    int n, m;         /* inputs and outputs */
    int rows;         /* rows of all recordings */
    int trained;      /* rows of training recordings, which come first */
    double *x;        /* (rows, n) */
    double *y;        /* (rows, m) */
    int *from;        /* (recordings + 1) first row of each recording */
    gboolean *unseen; /* (recordings) */
    int recordings;
    igraph_strvector_t names;                     /* names of the recordings */
    igraph_strvector_t input_names, output_names; /* empty until the first recording */
};

/* Quality of predictions over rows and outputs. Rows where `use` is 0, and values that are NaN, are
 * left out. */
typedef struct {
    double r2;       /* 1 − Σ (y − f)² / Σ (y − mean)² */
    double deviance; /* 1 − D(y, f) / D(y, mean), D of Poisson numbers */
} latigraph_score_t;

/* Scores predictions f (rows, m) of the outputs first .. first + count − 1 at the rows from .. to −
 * 1. Every output is compared with its own mean over these rows. NaN if no output varies. */
latigraph_score_t latigraph_functional_score(const latigraph_functional_data_t *data,
                                             const double *f, int from, int to, int first,
                                             int count, const double *use);

#endif
