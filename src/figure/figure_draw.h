/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FIGURE_FIGURE_DRAW_H
#define LATIGRAPH_FIGURE_FIGURE_DRAW_H

/* The functions that draw a figure. Lengths are points (1/72 inch). */

#include "base/text.h"
#include "figure/figure.h"
#include "figure/palette.h"

#include <cairo.h>

/* Draws the content of one figure, whose type the function knows, on a page of paper. */
typedef void figure_drawer_t(cairo_t *cr, const void *content);

/* Draws an image in memory (figure_file.c) in a style, as figure.h describes it. Width and height
 * are those of the drawing, which the style may scale. */
igraph_error_t figure_image(figure_drawer_t *draw, const void *content, double width, double height,
                            const latigraph_figure_style_t *style, igraph_vector_char_t *image);

/* --- Colours (figure_colour.c) -------------------------------------------- */

/* From now on, colours are those of the style, which must outlive the context. */
cairo_status_t figure_set_style(cairo_t *cr, const latigraph_figure_style_t *style);
void figure_colour(cairo_t *cr, figure_colour_t colour, double alpha);
/* The word for a colour in a caption, such as "orange". */
const char *figure_colour_word(cairo_t *cr, figure_colour_t colour);
/* The colour of a value, t in 0 .. 1, in the sequential palette. */
void figure_level(cairo_t *cr, double t, double alpha);
/* Colours as 0xRRGGBB, for images: of a meaning, of a level, and of a number from -1 to 1, which is
 * blue below 0 and orange above it. */
guint32 figure_rgb(cairo_t *cr, figure_colour_t colour);
guint32 figure_level_rgb(cairo_t *cr, double t);
guint32 figure_signed_rgb(cairo_t *cr, double share);

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
extern const figure_colour_t figure_edge_colours[FIGURE_KINDS];

/* The row of every neuron (n), those with many edges first; free it with g_free(). */
igraph_error_t figure_places(const latigraph_circuit_t *circuit, int **place);
/* The tile arrives zeroed; clear it after an error too. */
igraph_error_t figure_tile_fill(figure_tile_t *tile, const latigraph_circuit_t *circuit,
                                const int *place);
void figure_tile_clear(figure_tile_t *tile);
/* Marks the edges of a tile that another one lacks with kind 1, all others with 0. */
igraph_error_t figure_tile_compare(figure_tile_t *tile, const figure_tile_t *other);
void figure_tile_draw(cairo_t *cr, double left, double top, double side, const figure_tile_t *tile,
                      const figure_colour_t colours[FIGURE_KINDS]);

/* --- Networks (figure_network_draw.c) -------------------------------------- */

/* Draws a network into a square. `many` is 1 for up to 400 edges; lines are thinner and fainter the
 * larger it is, which should be the same for networks that are compared. */
void figure_network_draw(cairo_t *cr, double left, double top, double side,
                         const figure_network_t *network, double many);
/* The keys to both kinds of edges, on a line that ends at `right`. */
void figure_network_edge_keys(cairo_t *cr, double right, double y);
/* The keys to the types of neurons, four on a line, and the height of all lines. Without types
 * there is nothing. */
void figure_network_keys(cairo_t *cr, double left, double y, double width,
                         const figure_network_t *network);
double figure_network_keys_height(const figure_network_t *network);

/* --- Texts (figure_text.c) ------------------------------------------------ */

typedef enum { FIGURE_LEFT, FIGURE_CENTRE, FIGURE_RIGHT } figure_align_t;

/* From now on, texts go to `elements` as elements of SVG, and nothing of them is drawn. */
cairo_status_t figure_collect_texts(cairo_t *cr, latigraph_text_t *elements);
/* Texts are at most 1023 bytes long. */
void figure_text(cairo_t *cr, double x, double y, double size, figure_align_t align,
                 const char *format, ...) G_GNUC_PRINTF(6, 7);
void figure_bold(cairo_t *cr, double x, double y, double size, const char *text);
/* Prints like snprintf(). The text is UTF-8: one that is cut ends with a whole character, and other
 * bytes are escaped. */
void figure_print(char *text, gsize size, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A number for people to read: a true minus sign, few digits, and a power of ten if it is small or
 * large. */
void figure_number(char *text, gsize size, double value, int digits);
/* The same with a power of ten in any case. */
void figure_power(char *text, gsize size, double value, int digits);

/* --- Pieces (figure_axes.c) ---------------------------------------------- */

typedef struct {
    double left, top, width, height; /* place of the plot on the page */
    double x0, x1, y0, y1;           /* data at its edges */
} figure_frame_t;

/* Draws a straight line in the colour and width that are set. */
void figure_line(cairo_t *cr, double x0, double y0, double x1, double y1);
/* Fills a disk in the colour that is set. */
void figure_dot(cairo_t *cr, double x, double y, double radius);
/* Marks a number that was tried by a dot, and by a ring around it if it was taken. */
void figure_tried(cairo_t *cr, double x, double y, gboolean taken);
double figure_x(const figure_frame_t *frame, double x);
double figure_y(const figure_frame_t *frame, double y);
/* The lower axis alone. */
void figure_x_axis(cairo_t *cr, const figure_frame_t *frame, const char *label);
/* The left axis alone. */
void figure_y_axis(cairo_t *cr, const figure_frame_t *frame, const char *label);
/* Spines, ticks with numbers and labels. */
void figure_axes(cairo_t *cr, const figure_frame_t *frame, const char *x_label,
                 const char *y_label);
/* A mark of an axis that ends where something goes on: a small arrowhead that points to the left or
 * to the right. */
void figure_cut(cairo_t *cr, double x, double y, gboolean to_right);
/* Draws an interval along the x axis, and its value as a dot. What is beyond the axis is cut there
 * and marked. An end that is not finite has no line. */
void figure_interval(cairo_t *cr, const figure_frame_t *frame, double y, double value, double low,
                     double high, double radius);
/* The letter and the title of a panel; a figure of one panel has no letter (NULL). */
void figure_title(cairo_t *cr, double x, double y, const char *letter, const char *text);
/* A colour bar for values from low to high. */
void figure_colour_bar(cairo_t *cr, double left, double top, double height, double low, double high,
                       const char *label);

#endif
