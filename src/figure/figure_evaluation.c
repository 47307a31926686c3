/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of an evaluation, in three parts.
 *
 * The first plots the accuracy of predicted edges (AUC) against the bits of the codes, the
 * rate-distortion curve. The second compares the means of properties of generated and real
 * circuits: a dot is the relative error with its interval, and a grey bar is the floor, the error
 * that two halves of the real circuits have against each other. An error within the floor is no
 * error of the model. What is beyond the axis is cut there, with an arrowhead. The third plots
 * counts of the 16 kinds of triads against each other, as log(1 + count), because they span many
 * powers of ten.
 *
 * A property is shown only if both its error and its floor are finite.
 */
#include "figure/figure_draw.h"

#include <math.h>

static const double TOP = 40.0, HEIGHT = 190.0;

static void say_nothing(cairo_t *cr, double left, const char *text) {
    figure_colour(cr, FIGURE_PALE, 1.0);
    figure_text(cr, left, TOP + HEIGHT / 2.0, 8.0, FIGURE_LEFT, "%s", text);
}

/* --- Rate and distortion -------------------------------------------------- */

static void draw_curve(cairo_t *cr, double left, double width, const figure_evaluation_t *curve) {
    double low = 1.0, high = 0.5, most = 0.0;
    for (igraph_integer_t k = 0; k < curve->count; k++) {
        low = fmin(low, curve->point[k].auc);
        high = fmax(high, curve->point[k].auc);
        most = fmax(most, curve->point[k].bits_codes);
    }
    if (!(low < high && most > 0.0)) {
        say_nothing(cr, left, "no edges to rank");
        return;
    }
    const double margin = 0.06 * (high - low);
    const figure_frame_t frame = {left, TOP,         width,        HEIGHT,
                                  0.0,  1.05 * most, low - margin, high + margin};
    figure_axes(cr, &frame, "bits of codes per circuit", "edge AUC");
    figure_colour(cr, FIGURE_BLUE, 1.0);
    cairo_set_line_width(cr, 1.4);
    cairo_new_path(cr); /* Showing a text leaves a current point behind. */
    for (igraph_integer_t k = 0; k < curve->count; k++) {
        cairo_line_to(cr, figure_x(&frame, curve->point[k].bits_codes),
                      figure_y(&frame, curve->point[k].auc));
    }
    cairo_stroke(cr);
    for (igraph_integer_t k = 0; k < curve->count; k++) {
        figure_dot(cr, figure_x(&frame, curve->point[k].bits_codes),
                   figure_y(&frame, curve->point[k].auc), 2.2);
    }
}

/* --- Properties ----------------------------------------------------------- */

/* Returns whether a property is shown: both sets have it, and its mean is not near 0. */
static gboolean is_shown(const latigraph_property_likeness_t *p) {
    return isfinite(p->error.value) && isfinite(p->error.floor);
}

/* Draws one row: the floor as a grey bar, the interval as a line, the error as a dot. */
static void draw_property(cairo_t *cr, const figure_frame_t *frame, double y, const char *name,
                          const latigraph_estimate_t *e) {
    const double bound = frame->x1, floor = fmin(100.0 * e->floor, bound);
    figure_colour(cr, FIGURE_PALE, 0.7);
    cairo_rectangle(cr, figure_x(frame, -floor), y - 3.0,
                    figure_x(frame, floor) - figure_x(frame, -floor), 6.0);
    cairo_fill(cr);
    figure_colour(cr, FIGURE_BLUE, 1.0);
    figure_interval(cr, frame, y, 100.0 * e->value, 100.0 * e->low, 100.0 * e->high, 2.2);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame->left - 6.0, y + 2.3, 6.5, FIGURE_RIGHT, "%s", name);
}

static void draw_properties(cairo_t *cr, double left, double width,
                            const figure_evaluation_t *likeness) {
    const igraph_integer_t count = latigraph_property_compared_count();
    double bound = 10.0;
    int shown = 0, row = 0;
    for (igraph_integer_t p = 0; p < count; p++) {
        if (is_shown(&likeness->property[p])) {
            bound = fmax(bound, 120.0 * fabs(likeness->property[p].error.value));
            shown++;
        }
    }
    const figure_frame_t frame = {left, TOP, width, HEIGHT, -fmin(bound, 100), fmin(bound, 100),
                                  0.0,  1.0};
    figure_x_axis(cr, &frame, "error of the mean, % (grey: floor, lines: 95 %)");
    for (igraph_integer_t p = 0; p < count; p++) {
        if (is_shown(&likeness->property[p])) {
            const double y = TOP + HEIGHT * (row++ + 0.5) / shown;
            draw_property(cr, &frame, y, latigraph_property_info(p)->name,
                          &likeness->property[p].error);
        }
    }
}

/* --- Triads --------------------------------------------------------------- */

static void draw_triads(cairo_t *cr, double left, double width, const latigraph_likeness_t *all) {
    double most = 1.0;
    for (int k = 0; k < 16; k++) {
        most = fmax(most, log10(1.0 + fmax(all->real_triads[k], all->generated_triads[k])));
    }
    const figure_frame_t frame = {left, TOP, width, HEIGHT, 0.0, 1.05 * most, 0.0, 1.05 * most};
    figure_axes(cr, &frame, "log\u2081\u2080(1 + triads), real", "generated");
    figure_colour(cr, FIGURE_PALE, 1.0);
    figure_line(cr, figure_x(&frame, 0.0), figure_y(&frame, 0.0), figure_x(&frame, 1.05 * most),
                figure_y(&frame, 1.05 * most));
    figure_colour(cr, FIGURE_BLUE, 1.0);
    for (int k = 0; k < 16; k++) {
        figure_dot(cr, figure_x(&frame, log10(1.0 + all->real_triads[k])),
                   figure_y(&frame, log10(1.0 + all->generated_triads[k])), 2.2);
    }
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_evaluation_t *evaluation = content;
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_title(cr, 20.0, 22.0, "a", "Rate and distortion");
    figure_title(cr, 240.0, 22.0, "b", "Generated circuits against real ones");
    figure_title(cr, 530.0, 22.0, "c", "Triads");
    draw_curve(cr, 50.0, 150.0, evaluation);
    if (evaluation->all != NULL) {
        draw_properties(cr, 330.0, 150.0, evaluation);
        draw_triads(cr, 560.0, 150.0, evaluation->all);
    } else {
        say_nothing(cr, 330.0, "no circuits were generated");
    }
}

igraph_error_t figure_image_evaluation(const figure_evaluation_t *evaluation,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image) {
    return figure_image(draw_all, evaluation, 740, 280, style, image);
}
