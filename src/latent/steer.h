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

/* A request counts as met when it is this near, in SDs of the training circuits: a statistic by its
 * mean over many drawings, another property by its mean over the circuits. */
#define LATIGRAPH_STEER_NEAR 0.15
#define LATIGRAPH_STEER_NEAR_MEASURED 0.3

/* One request of a call. */
typedef struct {
    igraph_integer_t property;
    const latigraph_control_t *control; /* its statistic is −1 if it is none */
    double start, asked;                /* values in the property's unit */
    double mean,
        sd;        /* moments over training circuits (user's properties: over unconditional ones) */
    double missed; /* asked minus measured, in SDs, of the last circuits that were measured */
    gboolean kept; /* whether the property is held, not requested, and not a statistic */
} latigraph_request_t;

/* One call of latigraph_steer(). */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_steer_options_t *options;
    const latigraph_circuit_t *like;
    int count;                         /* circuits asked for */
    double *code;                      /* (dz) code before any move */
    latigraph_typicality_t typicality; /* density of the training codes */
    latigraph_edit_t edit;             /* original circuit, if circuits are edits of one */
    latigraph_ensemble_t ensemble;     /* `count` or more circuits */
    latigraph_circuit_list_t before;   /* unsteered */
    igraph_matrix_t reference;         /* all properties of these */
    igraph_matrix_t measured;          /* properties of the last circuits generated */
    latigraph_circuit_list_t last;     /* these */
    int targets;
    int requests; /* the targets, then properties to be kept that are no statistics */
    latigraph_request_t request[LATIGRAPH_TARGETS_MAX];
    int solved;                           /* requests that are met by passes */
    int target_of[LATIGRAPH_TARGETS_MAX]; /* (solved) which */
    igraph_bool_t *wanted;                /* (properties) of the requests */
    double *moved;      /* (Q) changes of statistics, in SDs, of a least-side-effects move */
    gboolean cut_short; /* was a move cut short? */
} latigraph_steer_t;

/* Mean of the defined values among the first `count` rows; NaN if there are none. */
double latigraph_column_mean(const igraph_matrix_t *values, igraph_integer_t column, int count);

/* resolve.c: start, SD and value of every request, and what is kept. The reference is there. */
igraph_error_t latigraph_steer_resolve(latigraph_steer_t *s);
/* SD of a property over training circuits; of a request's that the model does not know, over
 * unconditional circuits; else NaN. */
double latigraph_steer_sd(const latigraph_steer_t *s, igraph_integer_t property);
/* Returns the requested statistic k of circuit `item` for the request's value. */
double latigraph_steer_statistic(const latigraph_steer_t *s, const latigraph_request_t *request,
                                 int item, double value);
/* Mean over circuits of the request's property, given statistics over drawings (count, Q). */
double latigraph_steer_drawn(const latigraph_steer_t *s, const latigraph_request_t *request,
                             const double *sampled);

/* steer.c: codes and offsets for requests that are statistics, which the layer meets at once. */
igraph_error_t latigraph_steer_statistics(latigraph_steer_t *s);

/* steering_walk.c: what is done where a request for statistics is missed. */
/* Distance of the requested statistics from the unsteered circuits: the largest mean change, in
 * SDs. */
double latigraph_steer_length(const latigraph_steer_t *s);
/* Asks for the statistics so far from the unsteered circuits in the direction of the requests, at
 * most for the requests themselves. */
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
/* Generates all circuits anew; measures the targets alone, or all properties. */
igraph_error_t latigraph_steer_generate(latigraph_steer_t *s, gboolean all);

/* steer_report.c */
/* Returns whether a property that was to be held has stayed where it was, given the change of its
 * mean and the standard error of that in SDs; false where the change is not known. */
gboolean latigraph_has_stayed(double change, double error);
igraph_error_t latigraph_steer_report(latigraph_steer_t *s, latigraph_achieved_t *achieved,
                                      latigraph_steering_t *steering);

#endif
