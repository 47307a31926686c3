/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_ENSEMBLE_H
#define LATIGRAPH_LATENT_ENSEMBLE_H

#include "generate/generate.h"
#include "generate/steering_layer.h"
#include "latent/typicality.h"
#include "latent/target.h"

/* Circuits of one code with fixed node data and random numbers, which can be generated repeatedly,
 * with the statistics of their code or steered. They differ only by what is requested. Statistics
 * are raw. Their values here are means over drawings of a circuit, not statistics of the expected
 * edges; the two differ by an offset, which is measured. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_pending_t pending;
    int count; /* number of pending circuits, at least that of requested ones */
    int threads;
    int draws;                   /* number of drawings per circuit, to measure offsets */
    double *start;               /* (count, dz) codes before steering */
    double *codes;               /* (count, dz) codes after steering */
    latigraph_solution_t *base;  /* (count) solutions before steering */
    latigraph_solution_t *found; /* (count) last solutions with steering */
    double *sampled;             /* (count, Q) means over the last drawings */
    double *change;              /* (count, Q) scratch: their changes by the closure stage */
    double *asked;               /* (count, Q) requested values */
    double *shift;               /* (count, Q) requested changes of statistics that are held */
    double *local_clustering;    /* (count) targets of the closure stage */
    double base_offset[LATIGRAPH_STEERED_MAX]; /* drawn minus expected, mean, before steering */
    double offset[LATIGRAPH_STEERED_MAX];      /* drawn minus expected, mean, after steering */
    double weight[LATIGRAPH_STEERED_MAX];      /* weights of requested and held statistics; 0:
                                                     released */
    gboolean is_asked[LATIGRAPH_STEERED_MAX];  /* whether the statistic is requested, not held */
    gboolean walking; /* many states are tried: drawings are not closed, and change by the closure
                         stage as the unsteered ones do */
    double base_change[LATIGRAPH_STEERED_MAX]; /* mean change by the stage before steering */
    double change_sum[LATIGRAPH_STEERED_MAX];  /* sums of the changes since the state moved far */
    int changes[LATIGRAPH_STEERED_MAX];        /* number of their terms */
    int rounds;                                /* number of closed drawings so far */
    gboolean follow; /* whether statistics of weight 0 follow the moving code; else they are free */
} latigraph_ensemble_t;

/* State from which an ensemble makes the same circuits again: the solutions of the last searches,
 * from which the next ones begin, and the offsets that they allow for. */
typedef struct {
    latigraph_solution_t *found; /* (count) */
    double offset[LATIGRAPH_STEERED_MAX];
} latigraph_ensemble_mark_t;

/* Initialises an ensemble of `options->count` circuits at a code (dz). The caller pushes it to the
 * FINALLY stack. */
igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options);
void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble);
/* Puts all circuits at a code (dz). */
void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code);
/* Returns the number of neurons of a circuit. */
int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item);
/* Returns whether statistic k is defined for some circuit. Call latigraph_ensemble_reference()
 * first. */
gboolean latigraph_ensemble_has(const latigraph_ensemble_t *ensemble, int k);
/* Returns whether circuits have a closure stage, so that local clustering is steered. Call
 * latigraph_ensemble_reference() first. */
gboolean latigraph_ensemble_closes(const latigraph_ensemble_t *ensemble);
/* Returns whether circuits are steered on drawings. */
gboolean latigraph_ensemble_is_large(const latigraph_ensemble_t *ensemble);
/* Returns the coordinate of statistic k in the code, −1 if there is none. */
int latigraph_ensemble_coordinate(const latigraph_ensemble_t *ensemble, int k);
/* Returns statistic k of a circuit before steering; NaN if it is not defined. */
double latigraph_ensemble_base(const latigraph_ensemble_t *ensemble, int item, int k);

/* Generates all circuits from their codes without a request. Appends them to `circuits` unless that
 * is NULL. Fills base and base_offset. */
igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits);
/* Moves the codes towards circuits with the requested and held statistics. These statistics are
 * coordinates of the code; the other coordinates follow as they covary over training circuits. */
void latigraph_ensemble_move_codes(latigraph_ensemble_t *ensemble,
                                   const latigraph_typicality_t *typicality);
/* Steers from the solution of the first circuit, draws, and measures the offset. Makes no circuits.
 */
igraph_error_t latigraph_ensemble_settle(latigraph_ensemble_t *ensemble);
/* Steers the first `count` circuits and appends them, each with a note of its θ. Fills found and
 * sampled. If these are all circuits, it also updates the offset for the next call. */
igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits);

/* Steers and draws like latigraph_ensemble_generate() of all circuits, but makes no circuits. Of
 * many circuits only the first ones are drawn; the others follow them. */
igraph_error_t latigraph_ensemble_draw(latigraph_ensemble_t *ensemble);

/* Copies the state of the ensemble that drawing and steering change. The caller owns the mark and
 * destroys it. */
igraph_error_t latigraph_ensemble_mark_init(latigraph_ensemble_mark_t *mark,
                                            const latigraph_ensemble_t *ensemble);
void latigraph_ensemble_mark_destroy(latigraph_ensemble_mark_t *mark);
/* Replaces the copy by the present state. */
void latigraph_ensemble_mark(const latigraph_ensemble_t *ensemble, latigraph_ensemble_mark_t *mark);
/* Sets the ensemble back to the copied state; the next drawing repeats the one after the mark. The
 * mark stays valid and can be used again. */
void latigraph_ensemble_return(latigraph_ensemble_t *ensemble,
                               const latigraph_ensemble_mark_t *mark);
/* Sets the searches and offsets back to those of the circuits before steering. */
void latigraph_ensemble_return_to_start(latigraph_ensemble_t *ensemble);

#endif
