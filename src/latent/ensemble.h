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

/* Circuits at one code and with fixed node data and random numbers, which can be generated with
 * what their code says or steered, again and again: what differs is what was asked for. Statistics
 * are raw; their values here are means over drawings of a circuit, not statistics of the expected
 * edges: the two differ by an offset, which is measured. */
typedef struct {
    const latigraph_model_t *model;
    latigraph_pending_t pending;
    int count; /* pending circuits: at least as many as were asked for */
    int threads;
    int draws;                   /* of every circuit, to measure offsets */
    double *start;               /* (count, dz) codes before steering */
    double *codes;               /* (count, dz) with it */
    latigraph_solution_t *base;  /* (count) before steering */
    latigraph_solution_t *found; /* (count) with it */
    double *sampled;             /* (count, Q) means over drawings, of the last that were made */
    double *asked;               /* (count, Q) values asked for */
    double *shift;               /* (count, Q) changes asked of those that are kept otherwise */
    double base_offset[LATIGRAPH_STATISTICS_MAX]; /* drawn less expected, mean, before steering */
    double offset[LATIGRAPH_STATISTICS_MAX];      /* with it */
    double weight[LATIGRAPH_STATISTICS_MAX];      /* of asked and kept statistics; 0: free */
    gboolean is_asked[LATIGRAPH_STATISTICS_MAX];  /* else kept, but for its shift */
    gboolean follow; /* do free statistics follow the code, which moves? Else they are let go. */
} latigraph_ensemble_t;

/* Where searches begin, which is where the last ones ended, and the offsets that they allow for:
 * what it takes to make the same circuits again. */
typedef struct {
    latigraph_solution_t *found; /* (count) */
    double offset[LATIGRAPH_STATISTICS_MAX];
} latigraph_ensemble_mark_t;

/* `options->count` is the number of pending circuits; code (dz). Goes on the FINALLY stack by the
 * caller's hand. */
igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options);
void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble);
/* Puts all circuits at a code (dz). */
void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code);
int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item);
/* Is statistic k known for some circuit? After latigraph_ensemble_reference(). */
gboolean latigraph_ensemble_has(const latigraph_ensemble_t *ensemble, int k);
/* What statistic k of a circuit is before steering; NaN where not defined. */
double latigraph_ensemble_base(const latigraph_ensemble_t *ensemble, int item, int k);

/* Appends all circuits (none if NULL) as their code has them; fills base and base_offset. */
igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits);
/* Moves the codes to where circuits with what is asked and kept are: their statistics are
 * coordinates of the code, and the rest follows as it does over training circuits. */
void latigraph_ensemble_move_codes(latigraph_ensemble_t *ensemble,
                                   const latigraph_typicality_t *typicality);
/* Steers, draws and measures the offset there; makes no circuits. */
igraph_error_t latigraph_ensemble_settle(latigraph_ensemble_t *ensemble);
/* Appends the first `count` circuits, steered; they get a note of θ. Fills found and sampled, and,
 * if these are all, the offset for the next time. */
igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits);

/* Marks where the ensemble is; goes on the FINALLY stack by the caller's hand. */
igraph_error_t latigraph_ensemble_mark_init(latigraph_ensemble_mark_t *mark,
                                            const latigraph_ensemble_t *ensemble);
void latigraph_ensemble_mark_destroy(latigraph_ensemble_mark_t *mark);
/* Marks it anew. */
void latigraph_ensemble_mark(const latigraph_ensemble_t *ensemble, latigraph_ensemble_mark_t *mark);
/* Back there. */
void latigraph_ensemble_return(latigraph_ensemble_t *ensemble,
                               const latigraph_ensemble_mark_t *mark);

#endif
