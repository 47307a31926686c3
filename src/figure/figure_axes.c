/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The pieces that all figures share: axes and a colour bar.
 *
 * cairo has no axes, and a plotting library would be a large dependency for a few lines and
 * numbers. A frame maps data to the page by two linear functions. Ticks are 1, 2 or 5 times a
 * power of ten apart, about four per axis, and all numbers of an axis have the same number of
 * decimals.
 */
#include "figure/figure_draw.h"

#include <math.h>
#include <string.h>

static const double TICK_SIZE = 7.0, LABEL_SIZE = 8.0;

/* --- Axes ---------------------------------------------------------------- */

double figure_x(const figure_frame_t *frame, double x) {
    return frame->left + (x - frame->x0) / (frame->x1 - frame->x0) * frame->width;
}

double figure_y(const figure_frame_t *frame, double y) {
    return frame->top + (frame->y1 - y) / (frame->y1 - frame->y0) * frame->height;
}

/* Returns the step between ticks, 1, 2 or 5 times a power of ten, so that there are about `wanted`
 * of them. */
static double tick_step(double low, double high, int wanted) {
    const double raw = (high - low) / wanted;
    const double power = pow(10.0, floor(log10(raw)));
    const double ratio = raw / power;
    return power * (ratio < 1.5 ? 1.0 : ratio < 3.5 ? 2.0 : ratio < 7.5 ? 5.0 : 10.0);
}

/* Numbers from this size on, and those that need more decimals, are written with a power of ten. */
static const double LARGE = 1e5;
enum { MOST_DECIMALS = 4 };

/* Writes the number of a tick of an axis from low to high, all in the same way. */
static void tick_text(char *text, gsize size, double value, double step, double low, double high) {
    const int decimals = (int)fmax(0.0, -floor(log10(step) + 1e-9));
    char plain[64];
    value = fabs(value) < 1e-9 * step ? 0.0 : value;
    if (decimals > MOST_DECIMALS || fmax(fabs(low), fabs(high)) >= LARGE) {
        figure_power(text, size, value, 3);
        return;
    }
    const gboolean negative = value < -0.5 * step;
    g_snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    g_snprintf(text, size, "%s%s", negative ? "\u2212" : "", plain);
}

void figure_line(cairo_t *cr, double x0, double y0, double x1, double y1) {
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
    cairo_stroke(cr);
}

void figure_dot(cairo_t *cr, double x, double y, double radius) {
    cairo_new_path(cr); /* Showing a text leaves a current point behind. */
    cairo_arc(cr, x, y, radius, 0.0, 2.0 * G_PI);
    cairo_fill(cr);
}

void figure_tried(cairo_t *cr, double x, double y, gboolean taken) {
    figure_dot(cr, x, y, 2.5);
    if (taken) {
        cairo_arc(cr, x, y, 5.0, 0.0, 2.0 * G_PI);
        cairo_stroke(cr);
    }
}

static void x_ticks(cairo_t *cr, const figure_frame_t *frame) {
    const double step = tick_step(frame->x0, frame->x1, 4);
    const double bottom = frame->top + frame->height;
    char text[64];
    for (double v = ceil(frame->x0 / step) * step; v <= frame->x1 + 1e-9 * step; v += step) {
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_line(cr, figure_x(frame, v), bottom, figure_x(frame, v), bottom + 3.0);
        tick_text(text, sizeof text, v, step, frame->x0, frame->x1);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, figure_x(frame, v), bottom + 11.0, TICK_SIZE, FIGURE_CENTRE, "%s", text);
    }
}

static void y_ticks(cairo_t *cr, const figure_frame_t *frame) {
    const double step = tick_step(frame->y0, frame->y1, 4);
    char text[64];
    for (double v = ceil(frame->y0 / step) * step; v <= frame->y1 + 1e-9 * step; v += step) {
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_line(cr, frame->left - 3.0, figure_y(frame, v), frame->left, figure_y(frame, v));
        tick_text(text, sizeof text, v, step, frame->y0, frame->y1);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, frame->left - 5.0, figure_y(frame, v) + 2.5, TICK_SIZE, FIGURE_RIGHT, "%s",
                    text);
    }
}

static void upright(cairo_t *cr, double x, double y, const char *text) {
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_rotate(cr, -G_PI / 2.0);
    figure_text(cr, 0.0, 0.0, LABEL_SIZE, FIGURE_CENTRE, "%s", text);
    cairo_restore(cr);
}

void figure_x_axis(cairo_t *cr, const figure_frame_t *frame, const char *label) {
    const double bottom = frame->top + frame->height;
    cairo_set_line_width(cr, 0.7);
    figure_colour(cr, FIGURE_SPINE, 1.0);
    figure_line(cr, frame->left, bottom, frame->left + frame->width, bottom);
    x_ticks(cr, frame);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame->left + frame->width / 2.0, bottom + 23.0, LABEL_SIZE, FIGURE_CENTRE,
                "%s", label);
}

void figure_y_axis(cairo_t *cr, const figure_frame_t *frame, const char *label) {
    cairo_set_line_width(cr, 0.7);
    figure_colour(cr, FIGURE_SPINE, 1.0);
    figure_line(cr, frame->left, frame->top, frame->left, frame->top + frame->height);
    y_ticks(cr, frame);
    figure_colour(cr, FIGURE_INK, 1.0);
    upright(cr, frame->left - 30.0, frame->top + frame->height / 2.0, label);
}

void figure_axes(cairo_t *cr, const figure_frame_t *frame, const char *x_label,
                 const char *y_label) {
    figure_x_axis(cr, frame, x_label);
    figure_y_axis(cr, frame, y_label);
}

/* --- Titles and intervals ------------------------------------------------ */

void figure_title(cairo_t *cr, double x, double y, const char *letter, const char *text) {
    figure_colour(cr, FIGURE_INK, 1.0);
    if (letter != NULL) {
        figure_bold(cr, x, y, 11.0, letter);
    }
    figure_text(cr, x + (letter != NULL ? 14.0 : 0.0), y, 9.0, FIGURE_LEFT, "%s", text);
}

void figure_cut(cairo_t *cr, double x, double y, gboolean to_right) {
    const double ahead = to_right ? 5.0 : -5.0;
    cairo_new_path(cr);
    cairo_move_to(cr, x + ahead, y);
    cairo_line_to(cr, x, y - 2.5);
    cairo_line_to(cr, x, y + 2.5);
    cairo_close_path(cr);
    cairo_fill(cr);
}

void figure_interval(cairo_t *cr, const figure_frame_t *frame, double y, double value, double low,
                     double high, double radius) {
    const double least = fmin(isfinite(low) ? low : value, value);
    const double most = fmax(isfinite(high) ? high : value, value);
    if (!isfinite(value)) {
        return;
    }
    cairo_set_line_width(cr, 0.8);
    if (isfinite(low) && isfinite(high)) {
        figure_line(cr, figure_x(frame, CLAMP(low, frame->x0, frame->x1)), y,
                    figure_x(frame, CLAMP(high, frame->x0, frame->x1)), y);
    }
    if (least < frame->x0) {
        figure_cut(cr, frame->left, y, FALSE);
    }
    if (most > frame->x1) {
        figure_cut(cr, frame->left + frame->width, y, TRUE);
    }
    if (value >= frame->x0 && value <= frame->x1) {
        figure_dot(cr, figure_x(frame, value), y, radius);
    }
}

/* --- Colour bar ---------------------------------------------------------- */

void figure_colour_bar(cairo_t *cr, double left, double top, double height, double low, double high,
                       const char *label) {
    enum { STRIPES = 128 };
    const double width = 8.0, step = tick_step(low, high, 4);
    char text[64];
    double longest = 0.0;
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (int i = 0; i < STRIPES; i++) {
        figure_level(cr, (i + 0.5) / STRIPES, 1.0);
        /* Stripes overlap, so that no gap shows between them. */
        cairo_rectangle(cr, left, top + height * (STRIPES - 1 - i) / STRIPES, width,
                        fmin(height / STRIPES + 0.5, height * (i + 1) / STRIPES));
        cairo_fill(cr);
    }
    cairo_restore(cr);
    cairo_set_line_width(cr, 0.7);
    for (double v = ceil(low / step) * step; v <= high + 1e-9 * step; v += step) {
        const double y = top + height * (high - v) / (high - low);
        cairo_text_extents_t extents;
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_line(cr, left + width, y, left + width + 3.0, y);
        tick_text(text, sizeof text, v, step, low, high);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, left + width + 5.0, y + 2.5, TICK_SIZE, FIGURE_LEFT, "%s", text);
        cairo_text_extents(cr, text, &extents);
        longest = fmax(longest, extents.x_advance);
    }
    figure_colour(cr, FIGURE_INK, 1.0);
    upright(cr, left + width + longest + 15.0, top + height / 2.0, label);
}
