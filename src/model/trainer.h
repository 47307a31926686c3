/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_TRAINER_H
#define LATIGRAPH_MODEL_TRAINER_H

#include "base/cancel.h"
#include "model/network.h"

/* One run of the optimiser over a set of examples, for the model or for its baseline. Everything
 * is a function of the settings, the seed and the step. A run can therefore be interrupted and
 * resumed, on any number of threads, with the same result. */

typedef struct {
    /* Settings. */
    const char *title;
    guint64 seed;
    int phase; /* 0 for the model, 1 for the baseline; separates their random streams */
    int steps, batch, threads;
    int all_pairs; /* circuits of up to this many neurons visit every pair */
    int draws;     /* pairs per neuron that larger circuits draw, anew in every step */
    double rate, clip, head_noise, kl_weight, kl_start, kl_warmup;
    double mask;      /* probability that a column, or the positions, are hidden in a step */
    const int *block; /* (a) the column that each condition belongs to; positions last */
    latigraph_example_t **training, **validation;
    int training_count, validation_count;

    /* State. */
    latigraph_parameters_t *parameters;
    real_t *first, *second; /* moments of AdamW */
    real_t *best;           /* parameters with the fewest validation bits so far */
    double best_bits; /* bits per validation circuit, codes at their weight; infinite at first */
    int best_step;
    int step; /* number of completed steps */

    /* Scratch. */
    latigraph_scratch_t **scratch; /* (threads) */
    real_t *gradient;              /* (batch, parameters); the sum is in the first row */
    terms_t *terms;                /* (batch) */
    double *bits;                  /* (examples) bits of the circuits of one evaluation */
    int *order, epoch;             /* the circuits of an epoch, shuffled */
    int *chosen;                   /* (batch) */
    ptrdiff_t begin, end;          /* this rank's block of the current items */
    latigraph_cancel_t cancel;     /* asked between circuits */
    int evaluated;                 /* circuits that the current evaluation has finished */
    gint64 reported;               /* when an evaluation last reported, monotonic microseconds */
    double recent_bits;            /* running mean of the training bits, for the progress report */
} trainer_t;

/* Allocates state and scratch; the settings must be filled in. */
igraph_error_t trainer_prepare(trainer_t *trainer);
/* Frees state and scratch, and the parameters unless the caller has taken them. */
void trainer_release(trainer_t *trainer);

/* Runs one optimisation step. If the user asks to interrupt in the middle of it, the step leaves
 * the state as it was and `done` is false: the state can be saved without waiting for the step. */
igraph_error_t trainer_step(trainer_t *trainer, igraph_bool_t *done);
/* Evaluates the validation circuits and keeps the parameters if they are the best so far. If the
 * user asks to interrupt meanwhile, `done` is false and nothing changes. Evaluating a state twice
 * changes nothing either. */
void trainer_validate(trainer_t *trainer, igraph_bool_t *done);
/* Gets the mean bits per circuit (kl_weight (code + nodes) + edges) of some examples at fixed
 * noise, and whether all were evaluated before the user asked to interrupt. */
double trainer_bits(trainer_t *trainer, latigraph_example_t **examples, int count, double kl_weight,
                    igraph_bool_t *done);
/* Does the same for the bits of the weights given edges and codes. */
double trainer_weight_bits(trainer_t *trainer, latigraph_example_t **examples, int count,
                           igraph_bool_t *done);
/* Returns whether the validation circuits should be evaluated now. This happens at regular
 * intervals once the KL terms have their full weight. Earlier states have few bits on small
 * circuits, but their codes carry little. */
gboolean trainer_looks(const trainer_t *trainer);

#endif
