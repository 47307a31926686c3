/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_FIT_H
#define LATIGRAPH_FUNCTIONAL_FIT_H

#include "base/cancel.h"
#include "functional/data.h"
#include "functional/solve.h"

/* Penalties that a fit may have. */
typedef struct {
    double penalty;    /* absolute penalty times rows */
    gboolean sparse;   /* large weights are penalised less */
    double attraction; /* squared penalty on the change from an earlier fit, times rows */
} candidate_t;

enum { CANDIDATES_MAX = 8 };

/* A fit of all outputs. Inputs are those of the data at the same time, then one time before, and so
 * on. Inputs are z-scored and outputs divided by their scale, their mean (Poisson) or their SD, so
 * that penalties have no unit. Weights are in these units until the network is made. */
typedef struct {
    const latigraph_functional_data_t *data;
    const latigraph_functional_options_t *options;
    latigraph_functional_t *result;
    int n, m;            /* inputs with their past, outputs */
    int trained, rows;   /* rows of training recordings, and of all */
    double *x;           /* (n, trained) */
    double *unseen_x;    /* (n, rows − trained) */
    double *use;         /* (rows) 1 where all inputs are known */
    int *fold;           /* (trained) number of the stretch of a row in its recording */
    double *mean, *sd;   /* (n) of the inputs in training; SD 0: the input never varies */
    double *scale;       /* (m) of the outputs; 0: the output is silent */
    gint8 *sign;         /* (m, n) sign_t */
    double *centre;      /* (m, n) earlier weights; 0 without */
    double *centre_bias; /* (m) earlier biases; NaN without */
    double *weight;      /* (m, n) */
    double *bias;        /* (m) */
    double *identified;  /* (m, n) identifiability; NULL: too many inputs */
    double *predicted;   /* (rows, m) by fits that have not seen the row */
    candidate_t chosen;  /* the one that is used */
    double *loss;        /* (m) of left-out stretches, in the present try */
    gboolean trying;     /* left-out stretches are predicted */
    candidate_t candidate[CANDIDATES_MAX];
    int candidates;

    solver_t *solver; /* (threads) */
    double *scratch;  /* (threads, scratch_size) */
    gsize scratch_size;
    int threads;
    double *part;      /* (trained) rows of the curve that are used, or NULL: an ordinary fit */
    gboolean no_folds; /* only weights are wanted */
    latigraph_cancel_t cancel;
} job_t;

/* Fits all outputs (fit.c). */
igraph_error_t latigraph_functional_fit_all(job_t *job);
/* Fits with the chosen penalties to a part of the rows, and predicts all rows (fit.c). */
igraph_error_t latigraph_functional_fit_part(job_t *job, double *part);

/* Sets the signs that weights may have, and the earlier weights (signs.c). */
igraph_error_t latigraph_functional_set_signs(job_t *job);
igraph_error_t latigraph_functional_set_centre(job_t *job);
/* Gives each input the sign of the sum of its weights (signs.c). */
void latigraph_functional_settle_signs(job_t *job);

/* Trains the plain network and predicts all rows, (rows, m) (baseline.c). */
igraph_error_t latigraph_functional_baseline(job_t *job, double *predicted);

/* Fills the result with scores, the network and remarks (report.c). */
igraph_error_t latigraph_functional_report(job_t *job);
igraph_error_t latigraph_functional_remarks(const job_t *job);

/* Reports progress in percent; returns IGRAPH_INTERRUPTED if the user asked to interrupt. */
igraph_error_t latigraph_functional_progress(double percent);

#endif
