/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_FIGURE_H
#define LATIGRAPH_CLI_FIGURE_H

/* What a figure shows. */

#include "cli/cli.h"

enum { FIGURE_STEPS = 5, FIGURE_REPEATS = 12 };

/* The latent map: one dot a circuit. */
typedef struct {
    int count;
    double *x, *y;   /* along the first two principal axes of the codes */
    double *value;   /* the property; NaN where not defined */
    double share[2]; /* of the variance, along each axis */
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
    int n, m;
    double shown;
    double *x, *y; /* (n) places of the neurons, in 0 .. 1, y upwards */
    int *from, *to;
    guchar *mutual; /* (m) is the reverse an edge too? */
} figure_step_t;

typedef struct {
    const char *property, *unit;            /* that colours the map */
    const char *direction, *direction_unit; /* that the strip follows */
    figure_map_t map;
    figure_step_t step[FIGURE_STEPS];
} figure_t;

/* Computes what the figure shows; the figure arrives zeroed. */
igraph_error_t figure_fill(figure_t *figure, const latigraph_model_t *model,
                           const latigraph_circuit_list_t *circuits, igraph_integer_t property,
                           igraph_integer_t direction);
void figure_destroy(figure_t *figure);

/* False where the command was built without cairo. */
extern const igraph_bool_t figure_can_draw;
/* Does the name end so, in upper or lower case? */
gboolean figure_ends_in(const char *path, const char *ending);
/* Draws into a file that ends in .svg, .pdf or .png. */
igraph_error_t figure_write(const figure_t *figure, const char *path);

/* The figure of an evaluation, into such a file. */
igraph_error_t figure_write_evaluation(const cli_curve_t *curve, const cli_likeness_t *likeness,
                                       const char *path);
/* One circuit of each step of a path, and its properties (figure_path.c), into such a file. */
typedef struct cli_walk_t cli_walk_t;
igraph_error_t figure_write_walk(const cli_walk_t *walk, const char *path);
/* What steering led to: what was asked for, what else moved, and one circuit before and after
 * (figure_steer.c), into such a file. */
typedef struct cli_steered_t cli_steered_t;
igraph_error_t figure_write_steering(const cli_steered_t *steered, const char *path);
/* Does the path end in .svg, .pdf or .png, and can it be drawn? `option` names it. */
igraph_error_t figure_check_path(const char *option, const char *path);

/* The range of the values that are defined; never empty. */
void figure_range(const double *values, int count, double *low, double *high);

#endif
