/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_FIGURE_H
#define LATIGRAPH_FIGURE_FIGURE_H

/* Contents of figures, and the functions that draw them. */

#include "figure/figure_network.h"

#include <latigraph/covariance.h>
#include <latigraph/factors.h>
#include <latigraph/figure.h>
#include <latigraph/generate.h>
#include <latigraph/manifold.h>
#include <latigraph/measure.h>
#include <latigraph/paths.h>
#include <latigraph/steer.h>

enum { FIGURE_STEPS = 5, FIGURE_REPEATS = 12 };

/* The latent map: one dot a circuit. */
typedef struct {
    int count;
    double *x, *y;   /* along the first two principal axes of the codes */
    double *value;   /* the property; NaN where not defined */
    double share[2]; /* share of the variance along each axis */
    gboolean has_arrow;
    double arrow[2]; /* how a step of one SD along the direction moves a dot */
} figure_map_t;

/* One step along the direction: circuits that were asked for one value. */
typedef struct {
    double in_sd, asked;
    gboolean reached;
    int count;
    double *value; /* (count) measured */
    /* The circuit that is shown: the one nearest to the mean. */
    double shown;
    figure_network_t network;
} figure_step_t;

typedef struct {
    const char *property, *unit;            /* property that colours the map */
    const char *direction, *direction_unit; /* property that the strip follows */
    figure_map_t map;
    figure_network_t like; /* the circuit whose neurons those of the steps are */
    figure_step_t step[FIGURE_STEPS];
} figure_t;

/* Computes what the figure shows; the figure arrives zeroed. `property` colours the map, the strip
 * follows `direction`. */
igraph_error_t figure_fill(figure_t *figure, const latigraph_model_t *model,
                           const latigraph_circuit_list_t *circuits, igraph_integer_t property,
                           igraph_integer_t direction, igraph_uint_t seed,
                           igraph_integer_t threads);
void figure_destroy(figure_t *figure);

/* --- What else is drawn: results of operations ------------------------------------------------ */

/* A steering: what was requested, what else moved, one circuit before and after. */
typedef struct {
    const latigraph_steer_options_t *options;
    const latigraph_achieved_t *achieved;
    const latigraph_steering_t *steering;
    const igraph_vector_t *held; /* (properties) 1: the steering layer holds the property */
    const latigraph_circuit_list_t *circuits;
} figure_steering_t;

/* A path: one circuit of each step, and the properties that move most. */
typedef struct {
    const latigraph_path_t *path;
    const latigraph_circuit_list_t *circuits; /* step by step, `count` of each */
    igraph_integer_t count;
    igraph_integer_t property; /* property that is walked along; -1: from one circuit to another */
    gboolean through;          /* whether the way leads through groups */
    latigraph_path_shape_t shape; /* shape of the way between two circuits, or through groups */
} figure_walk_t;

/* Up to `most` properties that move most along a path, in SDs between its lowest and highest step:
 * first the one that is walked along. Returns how many. */
int figure_walk_movers(const figure_walk_t *walk, int most, igraph_integer_t *movers);

/* An evaluation: the rate-distortion curve, and generated circuits against real ones. */
typedef struct {
    const latigraph_curve_point_t *point; /* (count) */
    igraph_integer_t count;
    igraph_real_t budget;            /* bits at which the AUC is given */
    const latigraph_likeness_t *all; /* NULL: no circuits were generated */
    const latigraph_property_likeness_t *property;
} figure_evaluation_t;

/* A test by surrogates: a row per property and a column per rung. */
typedef struct {
    const igraph_strvector_t *properties, *rungs, *verdicts;
    const igraph_vector_t *observed;
    const igraph_matrix_t *mean, *sd, *p, *q, *explained;
    const igraph_bool_t *mixed; /* (rungs) whether the chain mixed in all connectomes */
    igraph_real_t rate;         /* q above which the connectome is no surprise, */
    igraph_real_t least;        /* unless p is the least one possible */
} figure_ladder_t;

/* A functional fit: scores of recordings, and the curve of rows, which may be empty. */
typedef struct {
    const igraph_strvector_t *recordings;
    const igraph_vector_t *unseen, *r2, *baseline; /* (recordings) */
    const igraph_vector_t *curve_rows, *curve_r2, *curve_unseen;
} figure_functional_t;
/* Switching networks: when each state holds, and the choice of their number. */
typedef struct {
    const igraph_matrix_t *posterior; /* (times, states) */
    const igraph_vector_t *occupancy; /* (states) share of the times */
    const igraph_vector_t *curve;     /* bits per held-out spike of 1, 2, ... states; may be NaN */
} figure_states_t;

/* Each draws an image in memory, in a style. `image` is initialised and gets
 * the bytes of the file. IGRAPH_UNIMPLEMENTED where the library was built without cairo. */
igraph_error_t figure_image_map(const figure_t *figure, const latigraph_figure_style_t *style,
                                igraph_vector_char_t *image);
igraph_error_t figure_image_steering(const figure_steering_t *steering,
                                     const latigraph_figure_style_t *style,
                                     igraph_vector_char_t *image);
igraph_error_t figure_image_walk(const figure_walk_t *walk, const latigraph_figure_style_t *style,
                                 igraph_vector_char_t *image);
igraph_error_t figure_image_evaluation(const figure_evaluation_t *evaluation,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image);
igraph_error_t figure_image_functional(const figure_functional_t *fit,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image);
igraph_error_t figure_image_states(const figure_states_t *states,
                                   const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image);
igraph_error_t figure_image_factors(const latigraph_factors_t *factors,
                                    const latigraph_figure_style_t *style,
                                    igraph_vector_char_t *image);
igraph_error_t figure_image_latents(const latigraph_latents_t *latents,
                                    const latigraph_figure_style_t *style,
                                    igraph_vector_char_t *image);

igraph_error_t figure_image_covariance(const latigraph_covariance_t *activity,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image);
igraph_error_t figure_image_ladder(const figure_ladder_t *ladder,
                                   const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image);

/* Widens a range, which begins as INFINITY .. -INFINITY, by a value that is finite. */
void figure_widen(double value, double *low, double *high);
/* The range of the values that are defined; never empty. */
void figure_range(const double *values, int count, double *low, double *high);

#endif
