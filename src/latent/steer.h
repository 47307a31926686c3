/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_STEER_H
#define LATIGRAPH_LATENT_STEER_H

#include "generate/edit.h"
#include "latent/ensemble.h"
#include "latent/least_side_effects.h"

/* Largest distance, in SDs of the training circuits, at which a request counts as met: of the mean
 * of a statistic over drawings, and of the mean of another property over circuits. */
#define LATIGRAPH_STEER_NEAR 0.15
#define LATIGRAPH_STEER_NEAR_MEASURED 0.3

/* One request of a call. */
typedef struct {
    igraph_integer_t property;
    const latigraph_control_t *control; /* its statistic is −1 if the property is not one */
    double start, asked;                /* start and requested value in the property's unit */
    double mean,
        sd;        /* moments over training circuits (user's properties: over unconditional ones) */
    double missed; /* requested minus measured value of the last circuits, in SDs */
    gboolean kept; /* whether the property is held, not requested, and not a statistic */
} latigraph_request_t;

/* One call of latigraph_steer(). */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_steer_options_t *options;
    const latigraph_circuit_t *like;
    int count;                         /* number of requested circuits */
    gboolean closes;                   /* whether circuits have a closure stage */
    double *code;                      /* (dz) code before any move */
    latigraph_typicality_t typicality; /* density of the training codes */
    latigraph_edit_t edit;             /* original circuit, if circuits are edits of one */
    latigraph_ensemble_t ensemble;     /* `count` or more circuits */
    latigraph_circuit_list_t before;   /* unsteered circuits */
    igraph_matrix_t reference;         /* properties of the unsteered circuits in the report */
    igraph_matrix_t measured;          /* properties of the circuits generated last */
    latigraph_circuit_list_t last;     /* circuits generated last */
    int targets;                       /* number of targets */
    int requests; /* number of targets and of kept properties that are not statistics */
    latigraph_request_t request[LATIGRAPH_TARGETS_MAX];
    int solved;                           /* number of requests that are met by passes */
    int target_of[LATIGRAPH_TARGETS_MAX]; /* (solved) their indices among the requests */
    igraph_bool_t *wanted;                /* (properties) of the requests */
    igraph_bool_t *reported;              /* (properties) of the report */
    double *moved;      /* (Q) changes of statistics, in SDs, of a least-side-effects move */
    gboolean cut_short; /* whether a move was cut short */
} latigraph_steer_t;

/* Returns the mean of the defined values among the first `count` rows, NaN if there are none. */
double latigraph_column_mean(const igraph_matrix_t *values, igraph_integer_t column, int count);

/* Returns how a property of these circuits is steered. */
const latigraph_control_t *latigraph_steer_control(const latigraph_steer_t *s,
                                                   igraph_integer_t property);

/* resolve.c: sets start, SD and value of every request, and what is held. Needs the reference. */
igraph_error_t latigraph_steer_resolve(latigraph_steer_t *s);
/* Gets mean and SD of a property over the training circuits, or, where the head does not learn it,
 * over all circuits of the fit. They are NaN, and the result is FALSE, if the model knows neither.
 */
gboolean latigraph_known_scale(const latigraph_model_t *model, const char *name, double *mean,
                               double *sd);
/* Returns the SD of a property over training circuits. For a requested property that the model does
 * not know it is that over unconditional circuits, for others NaN. */
double latigraph_steer_sd(const latigraph_steer_t *s, igraph_integer_t property);
/* Returns the requested statistic k of circuit `item` for the request's value. */
double latigraph_steer_statistic(const latigraph_steer_t *s, const latigraph_request_t *request,
                                 int item, double value);
/* Returns the mean over circuits of the request's property, given statistics over drawings
 * (count, Q). */
double latigraph_steer_drawn(const latigraph_steer_t *s, const latigraph_request_t *request,
                             const double *sampled);

/* steer.c: sets codes and offsets for requests of statistics, which the layer meets at once. */
igraph_error_t latigraph_steer_statistics(latigraph_steer_t *s);

/* steering_walk.c: what is done where a request for statistics is missed. */
/* Distance of the requested statistics from the unsteered circuits: the largest mean change, in
 * SDs. */
double latigraph_steer_length(const latigraph_steer_t *s);
/* Asks for the statistics so far from the unsteered circuits in the direction of the requests, in
 * SDs; INFINITY: for the requests themselves. */
void latigraph_steer_ask(latigraph_steer_t *s, double way);
/* Returns the largest miss of a request for a statistic over the circuits drawn last, in SDs. */
double latigraph_steer_miss(const latigraph_steer_t *s);
/* Leaves the ensemble before the drawing that is nearest to the requests, which are all for
 * statistics. `direct` is the state before the last drawing, which asked for the requests
 * themselves. What is asked for afterwards is what that drawing needs. */
igraph_error_t latigraph_steer_walk(latigraph_steer_t *s, const latigraph_ensemble_mark_t *direct);
/* Does the same, with fewer steps, where other properties are moved, too. */
igraph_error_t latigraph_steer_shorten(latigraph_steer_t *s);

/* steering_solver.c: brings s->last to the requests that are no statistics, by least change, or,
 * through the code, to all of them; some passes on generated circuits. */
igraph_error_t latigraph_steer_least_side_effects(latigraph_steer_t *s);
igraph_error_t latigraph_steer_through_code(latigraph_steer_t *s);
/* Generates all circuits anew. */
igraph_error_t latigraph_steer_draw_circuits(latigraph_steer_t *s);
/* Measures the targets of the circuits generated last, or all properties of the report. */
igraph_error_t latigraph_steer_measure(latigraph_steer_t *s, gboolean all);
/* Does both. */
igraph_error_t latigraph_steer_generate(latigraph_steer_t *s, gboolean all);

/* steer_report.c */
/* Returns whether a property that was to be held has stayed where it was, given the change of its
 * mean and the standard error of that in SDs; false where the change is not known. */
gboolean latigraph_has_stayed(double change, double error);
/* Appends that a request lies outside of the data that the model was fitted to, and that a share
 * `tail` of the training codes is farther out than the code of the circuits. Both append nothing
 * for what is usual. */
void latigraph_append_outside(const char *name, const latigraph_achieved_t *achieved,
                              latigraph_text_t *text);
void latigraph_append_unusual(double tail, latigraph_text_t *text);
igraph_error_t latigraph_steer_report(latigraph_steer_t *s, latigraph_achieved_t *achieved,
                                      latigraph_steering_t *steering);

#endif
