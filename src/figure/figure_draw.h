/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_FIGURE_DRAW_H
#define LATIGRAPH_FIGURE_FIGURE_DRAW_H

/* The functions that draw a figure. Lengths are points (1/72 inch). */

#include "figure/figure.h"

#include <cairo.h>

extern const double figure_width, figure_height;

void figure_draw(cairo_t *cr, const figure_t *figure);
/* Draws an evaluation on 740 × 280 points (figure_evaluation.c). */
void figure_draw_evaluation(cairo_t *cr, const figure_evaluation_t *evaluation);
/* Draws a functional fit (figure_functional.c). */
void figure_functional_size(const figure_functional_t *fit, double *width, double *height);
void figure_draw_functional(cairo_t *cr, const figure_functional_t *fit);

/* Draws a test by surrogates (figure_ladder.c), as high as it has properties. */
void figure_ladder_size(const figure_ladder_t *ladder, double *width, double *height);
void figure_draw_ladder(cairo_t *cr, const figure_ladder_t *ladder);
/* Draws switching networks on 740 × 230 points (figure_states.c). */
void figure_draw_states(cairo_t *cr, const figure_states_t *states);

/* Draws latent variables on 740 × 280 points (figure_latents.c). */
void figure_draw_latents(cairo_t *cr, const latigraph_latents_t *latents);

/* --- Adjacency matrices (figure_tile.c) ----------------------------------- */

/* Kinds of edges of a matrix. */
enum { FIGURE_KINDS = 2 };
enum { FIGURE_ONE_WAY, FIGURE_MUTUAL };

typedef struct {
    int n, m;
    int *row, *column; /* (m) */
    guchar *kind; /* (m) which of FIGURE_KINDS; filled with FIGURE_MUTUAL where the reverse is an
                     edge too */
} figure_tile_t;

/* Colours of one-way edges and of reciprocal ones. */
extern const guint32 figure_edge_colours[FIGURE_KINDS];

/* The row of every neuron (n), those with many edges first; free it with g_free(). */
igraph_error_t figure_places(const latigraph_circuit_t *circuit, int **place);
/* The tile arrives zeroed; clear it after an error too. */
igraph_error_t figure_tile_fill(figure_tile_t *tile, const latigraph_circuit_t *circuit,
                                const int *place);
void figure_tile_clear(figure_tile_t *tile);
/* Marks the edges of a tile that another one lacks with kind 1, all others with 0. */
igraph_error_t figure_tile_compare(figure_tile_t *tile, const figure_tile_t *other);
void figure_tile_draw(cairo_t *cr, double left, double top, double side, const figure_tile_t *tile,
                      const guint32 colours[FIGURE_KINDS]);

/* --- A path (figure_path.c) ----------------------------------------------- */

enum { FIGURE_TILES = 9 };
typedef struct {
    const figure_walk_t *walk;
    int count; /* tiles */
    figure_tile_t tile[FIGURE_TILES];
} figure_strip_t;

void figure_strip_size(const figure_strip_t *strip, double *width, double *height);
void figure_draw_strip(cairo_t *cr, const figure_strip_t *strip);
igraph_error_t figure_image_strip(const figure_strip_t *strip, const char *format,
                                  igraph_vector_char_t *image);

/* --- A steering (figure_steer.c) ------------------------------------------- */

/* A steering and the pair of circuits that is shown of it. */
typedef struct {
    const figure_steering_t *steered;
    int pair;                 /* number of the pair */
    figure_tile_t tile[2];    /* before and after */
    struct figure_bar_t *bar; /* one per property that circuits are compared by */
} figure_steered_t;

void figure_steered_size(const figure_steered_t *picture, double *width, double *height);
void figure_draw_steered(cairo_t *cr, const figure_steered_t *picture);
igraph_error_t figure_image_steered(const figure_steered_t *picture, const char *format,
                                    igraph_vector_char_t *image);

/* --- Pieces (figure_axes.c) ---------------------------------------------- */

typedef struct {
    double left, top, width, height; /* place of the plot on the page */
    double x0, x1, y0, y1;           /* data at its edges */
} figure_frame_t;

typedef enum { FIGURE_LEFT, FIGURE_CENTRE, FIGURE_RIGHT } figure_align_t;

void figure_colour(cairo_t *cr, guint32 rgb, double alpha);
/* Viridis, t in 0 .. 1. */
void figure_viridis(double t, double rgb[3]);
/* Texts are at most 1023 bytes long. */
void figure_text(cairo_t *cr, double x, double y, double size, figure_align_t align,
                 const char *format, ...) G_GNUC_PRINTF(6, 7);
void figure_bold(cairo_t *cr, double x, double y, double size, const char *text);
/* Prints like snprintf(); a text that is cut ends with a whole character. */
void figure_print(char *text, gsize size, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A number for people to read: a true minus sign, few digits. */
void figure_number(char *text, gsize size, double value, int digits);
double figure_x(const figure_frame_t *frame, double x);
double figure_y(const figure_frame_t *frame, double y);
/* The lower axis alone. */
void figure_x_axis(cairo_t *cr, const figure_frame_t *frame, const char *label);
/* The left axis alone. */
void figure_y_axis(cairo_t *cr, const figure_frame_t *frame, const char *label);
/* Spines, ticks with numbers and labels. */
void figure_axes(cairo_t *cr, const figure_frame_t *frame, const char *x_label,
                 const char *y_label);
/* A colour bar for values from low to high. */
void figure_colour_bar(cairo_t *cr, double left, double top, double height, double low, double high,
                       const char *label);

#endif
