/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The pieces that all figures share: colours, axes and a colour bar.
 *
 * cairo has no axes, and a plotting library would be a large dependency for a few lines and
 * numbers. A frame maps data to the page by two linear functions. Ticks are 1, 2 or 5 times a
 * power of ten apart, about four per axis, and all numbers of an axis have the same number of
 * decimals. Colours of values are viridis, which is even to the
 * eye and in grey, and which colour-blind readers can follow.
 */
#include "figure/figure_draw.h"

#include <math.h>
#include <string.h>

/* Ink and its lighter shades. */

static const double TICK_SIZE = 7.0, LABEL_SIZE = 8.0;

void figure_colour(cairo_t *cr, guint32 rgb, double alpha) {
    cairo_set_source_rgba(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                          (rgb & 255) / 255.0, alpha);
}

/* Interpolates linearly between ten colours of viridis (van der Walt and Smith, matplotlib 2.0;
 * CC0). */
void figure_viridis(double t, double rgb[3]) {
    static const guint32 table[] = {0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e,
                                    0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725};
    const double place = CLAMP(t, 0.0, 1.0) * (G_N_ELEMENTS(table) - 1);
    const int low = MIN((int)place, (int)G_N_ELEMENTS(table) - 2);
    for (int c = 0; c < 3; c++) {
        const double a = table[low] >> (16 - 8 * c) & 255, b = table[low + 1] >> (16 - 8 * c) & 255;
        rgb[c] = (a + (place - low) * (b - a)) / 255.0;
    }
}

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

static void tick_text(char *text, gsize size, double value, double step) {
    const int decimals = (int)fmax(0.0, -floor(log10(step) + 1e-9));
    char plain[64];
    if (decimals > 5 || fabs(value) >= 1e6) {
        figure_number(text, size, value, 3);
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
        tick_text(text, sizeof text, v, step);
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
        tick_text(text, sizeof text, v, step);
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

/* --- Colour bar ---------------------------------------------------------- */

void figure_colour_bar(cairo_t *cr, double left, double top, double height, double low, double high,
                       const char *label) {
    enum { STRIPES = 128 };
    const double width = 8.0, step = tick_step(low, high, 4);
    char text[64];
    double rgb[3], longest = 0.0;
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (int i = 0; i < STRIPES; i++) {
        figure_viridis((i + 0.5) / STRIPES, rgb);
        cairo_set_source_rgb(cr, rgb[0], rgb[1], rgb[2]);
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
        tick_text(text, sizeof text, v, step);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, left + width + 5.0, y + 2.5, TICK_SIZE, FIGURE_LEFT, "%s", text);
        cairo_text_extents(cr, text, &extents);
        longest = fmax(longest, extents.x_advance);
    }
    figure_colour(cr, FIGURE_INK, 1.0);
    upright(cr, left + width + longest + 15.0, top + height / 2.0, label);
}
