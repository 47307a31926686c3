/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_TRAINER_H
#define LATIGRAPH_MODEL_TRAINER_H

#include "model/network.h"

/* One run of the optimiser over a set of examples: of the model, or of its
 * baseline. Everything it does is a function of its settings, the seed and
 * the step, so that it can stop and go on, on any number of threads. */

typedef struct {
    /* Settings. */
    const char *title;
    guint64 seed;
    int phase; /* 0: model, 1: baseline; keeps their random streams apart */
    int steps, batch, threads;
    int all_pairs; /* circuits of up to this many neurons count every pair … */
    int draws;     /* … and larger ones this many a neuron, drawn anew in every step */
    double rate, clip, head_noise, kl_weight, kl_start, kl_warmup;
    double mask;      /* probability that a column, or the positions, are hidden from a step */
    const int *block; /* (a) the column that each condition belongs to; positions last */
    latigraph_example_t **training, **validation;
    int training_count, validation_count;

    /* State. */
    latigraph_parameters_t *parameters;
    real_t *first, *second; /* moments of AdamW */
    real_t *best;           /* parameters with the fewest validation bits so far */
    double best_bits;       /* a validation circuit, codes at their weight; infinite at first */
    int best_step;
    int step; /* steps done */

    /* Scratch. */
    latigraph_scratch_t **scratch; /* (threads) */
    real_t *gradient;              /* (batch, parameters); summed into the first row */
    terms_t *terms;                /* (batch) */
    int *order, epoch;             /* the circuits of an epoch, shuffled */
    int *chosen;                   /* (batch) */
    long begin, end;               /* this rank's block of what is being worked on */
    double recent_bits;            /* running mean of training bits, for the user to see */
} trainer_t;

/* Allocates state and scratch for settings that are filled in. */
igraph_error_t trainer_prepare(trainer_t *trainer);
/* Frees state and scratch, and the parameters unless they were taken. */
void trainer_release(trainer_t *trainer);

/* One optimisation step. */
igraph_error_t trainer_step(trainer_t *trainer);
/* Looks at the validation circuits and keeps the best state. */
void trainer_validate(trainer_t *trainer);
/* Mean bits a circuit (kl_weight (code + nodes) + edges) of some examples at fixed noise. */
double trainer_bits(trainer_t *trainer, latigraph_example_t **examples, int count,
                    double kl_weight);
/* Is it time to look at the validation circuits? Now and then, but not before codes have their
 * full price: earlier states look good on small circuits and know little. */
gboolean trainer_looks(const trainer_t *trainer);

#endif
