/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a functional fit.
 *
 * The first part has one row per recording, with a dot for the fit and a ring for the plain network
 * beside it; a line separates recordings that no fit has seen. R² below −1 is drawn at −1. The
 * second part, if a curve was asked for, plots R² against the rows that were used, on a logarithmic
 * scale, for unseen recordings (dots) and for left-out stretches of training ones (rings).
 */
#include "figure/figure_draw.h"

#include <math.h>

static const double TOP = 40.0, ROW = 18.0, WIDTH = 260.0, CURVE = 190.0;

static void find_size(const figure_functional_t *fit, double *width, double *height) {
    const double rows = fmax((double)igraph_strvector_size(fit->recordings), 6.0);
    *width = igraph_vector_size(fit->curve_rows) > 0 ? 740.0 : 460.0;
    *height = TOP + ROW * rows + 60.0;
}

/* Draws a mark at a value of R²: a filled dot, or a ring. */
static void mark(cairo_t *cr, double x, double y, figure_colour_t colour, gboolean filled) {
    figure_colour(cr, colour, 1.0);
    cairo_new_sub_path(cr);
    cairo_arc(cr, x, y, 3.2, 0.0, 2.0 * G_PI);
    if (filled) {
        cairo_fill(cr);
    } else {
        cairo_set_line_width(cr, 1.2);
        cairo_stroke(cr);
    }
}

static void mark_r2(cairo_t *cr, const figure_frame_t *frame, double y, double r2,
                    figure_colour_t colour, gboolean filled) {
    if (isfinite(r2)) {
        if (r2 < frame->x0) {
            figure_colour(cr, colour, 1.0);
            figure_cut(cr, frame->left, y, FALSE);
        } else {
            mark(cr, figure_x(frame, r2), y, colour, filled);
        }
    }
}

/* Returns the lower end of the axis of R². */
static double lowest(const figure_functional_t *fit) {
    double low = 0.0, high = 1.0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(fit->r2); k++) {
        figure_widen(VECTOR(*fit->r2)[k], &low, &high);
        figure_widen(VECTOR(*fit->baseline)[k], &low, &high);
    }
    return fmax(floor(5.0 * low) / 5.0, -1.0);
}

static void draw_recordings(cairo_t *cr, const figure_functional_t *fit) {
    const igraph_integer_t count = igraph_strvector_size(fit->recordings);
    const double height = ROW * (double)count;
    const figure_frame_t frame = {150.0, TOP, WIDTH, height, lowest(fit), 1.0, 0.0, 1.0};
    figure_x_axis(cr, &frame, "R²");
    for (igraph_integer_t k = 0; k < count; k++) {
        const double y = TOP + ROW * ((double)k + 0.5);
        const gboolean unseen = VECTOR(*fit->unseen)[k] != 0;
        if (k > 0 && unseen && VECTOR(*fit->unseen)[k - 1] == 0) {
            figure_colour(cr, FIGURE_PALE, 1.0);
            cairo_set_line_width(cr, 0.8);
            figure_line(cr, 20.0, y - ROW / 2.0, 150.0 + WIDTH, y - ROW / 2.0);
        }
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, 142.0, y + 2.5, 7.5, FIGURE_RIGHT, "%.22s%s",
                    igraph_strvector_get(fit->recordings, k), unseen ? " (unseen)" : "");
        mark_r2(cr, &frame, y, VECTOR(*fit->baseline)[k], FIGURE_ORANGE, FALSE);
        mark_r2(cr, &frame, y, VECTOR(*fit->r2)[k], FIGURE_BLUE, TRUE);
    }
}

/* Draws one line of the curve. */
static void draw_line(cairo_t *cr, const figure_frame_t *frame, const igraph_vector_t *rows,
                      const igraph_vector_t *r2, figure_colour_t colour, gboolean filled) {
    figure_colour(cr, colour, 1.0);
    cairo_set_line_width(cr, 1.2);
    cairo_new_path(cr); /* Showing a text leaves a current point behind. */
    for (igraph_integer_t k = 0; k < igraph_vector_size(rows); k++) {
        if (isfinite(VECTOR(*r2)[k])) {
            cairo_line_to(cr, figure_x(frame, log2(VECTOR(*rows)[k])),
                          figure_y(frame, fmax(VECTOR(*r2)[k], frame->y0)));
        }
    }
    cairo_stroke(cr);
    for (igraph_integer_t k = 0; k < igraph_vector_size(rows); k++) {
        if (isfinite(VECTOR(*r2)[k])) {
            mark(cr, figure_x(frame, log2(VECTOR(*rows)[k])),
                 figure_y(frame, fmax(VECTOR(*r2)[k], frame->y0)), colour, filled);
        }
    }
}

static void draw_curve(cairo_t *cr, const figure_functional_t *fit, double height) {
    const igraph_integer_t count = igraph_vector_size(fit->curve_rows);
    double low = 1.0, high = 1.0;
    for (igraph_integer_t k = 0; k < count; k++) {
        figure_widen(VECTOR(*fit->curve_r2)[k], &low, &high);
        figure_widen(VECTOR(*fit->curve_unseen)[k], &low, &high);
    }
    const double first = log2(fmax(VECTOR(*fit->curve_rows)[0], 1.0));
    const double last = log2(fmax(VECTOR(*fit->curve_rows)[count - 1], 2.0));
    const figure_frame_t frame = {500.0,
                                  TOP,
                                  CURVE,
                                  height,
                                  first - 0.2,
                                  fmax(last, first + 0.1) + 0.2,
                                  fmax(low - 0.05, -1.0),
                                  1.02};
    figure_axes(cr, &frame, "log\u2082 rows used", "R²");
    draw_line(cr, &frame, fit->curve_rows, fit->curve_r2, FIGURE_PALE, FALSE);
    draw_line(cr, &frame, fit->curve_rows, fit->curve_unseen, FIGURE_BLUE, TRUE);
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_functional_t *fit = content;
    double width, height;
    find_size(fit, &width, &height);
    figure_colour(cr, FIGURE_INK, 1.0);
    const gboolean has_curve = igraph_vector_size(fit->curve_rows) > 0;
    figure_title(cr, 20.0, 22.0, has_curve ? "a" : NULL, "Fit (dots) and plain network (rings)");
    draw_recordings(cr, fit);
    if (has_curve) {
        figure_title(cr, 470.0, 22.0, "b", "Unseen recordings (dots), training (rings)");
        draw_curve(cr, fit, height - TOP - 60.0);
    }
}

igraph_error_t figure_image_functional(const figure_functional_t *fit,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image) {
    double width, height;
    find_size(fit, &width, &height);
    return figure_image(draw_all, fit, width, height, style, image);
}
