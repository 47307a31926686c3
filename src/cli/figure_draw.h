/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_FIGURE_DRAW_H
#define LATIGRAPH_CLI_FIGURE_DRAW_H

/* The functions that draw a figure. Lengths are points (1/72 inch). */

#include "cli/figure.h"

#include <cairo.h>

extern const double figure_width, figure_height;

void figure_draw(cairo_t *cr, const figure_t *figure);
/* Of an evaluation: 740 × 280 points (figure_evaluation.c). */
void figure_draw_evaluation(cairo_t *cr, const cli_curve_t *curve, const cli_likeness_t *likeness);

/* --- A path (figure_path.c) ----------------------------------------------- */

/* The adjacency matrix of a circuit, neurons with many edges first. */
typedef struct {
    int n, m;
    int *row, *column; /* (m) */
    guchar *mutual;    /* (m) is the reverse an edge too? */
} figure_tile_t;

enum { FIGURE_TILES = 9 };
typedef struct {
    const cli_walk_t *walk;
    int count; /* tiles */
    figure_tile_t tile[FIGURE_TILES];
} figure_strip_t;

void figure_strip_size(const figure_strip_t *strip, double *width, double *height);
void figure_draw_strip(cairo_t *cr, const figure_strip_t *strip);
igraph_error_t figure_write_strip(const figure_strip_t *strip, const char *path);

/* --- Pieces (figure_axes.c) ---------------------------------------------- */

typedef struct {
    double left, top, width, height; /* of the plot, on the page */
    double x0, x1, y0, y1;           /* data at its edges */
} figure_frame_t;

typedef enum { FIGURE_LEFT, FIGURE_CENTRE, FIGURE_RIGHT } figure_align_t;

void figure_colour(cairo_t *cr, guint32 rgb, double alpha);
/* Viridis, t in 0 .. 1. */
void figure_viridis(double t, double rgb[3]);
void figure_text(cairo_t *cr, double x, double y, double size, figure_align_t align,
                 const char *format, ...) G_GNUC_PRINTF(6, 7);
void figure_bold(cairo_t *cr, double x, double y, double size, const char *text);
/* A number for people to read: a true minus sign, few digits. */
void figure_number(char *text, gsize size, double value, int digits);
double figure_x(const figure_frame_t *frame, double x);
double figure_y(const figure_frame_t *frame, double y);
/* The lower axis alone. */
void figure_x_axis(cairo_t *cr, const figure_frame_t *frame, const char *label);
/* Spines, ticks with numbers and labels. */
void figure_axes(cairo_t *cr, const figure_frame_t *frame, const char *x_label,
                 const char *y_label);
/* A colour bar for values from low to high. */
void figure_colour_bar(cairo_t *cr, double left, double top, double height, double low, double high,
                       const char *label);

#endif
