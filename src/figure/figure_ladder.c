/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a test by surrogates: a row per property, a place per rung.
 *
 * A dot is the mean over surrogates and a line two standard deviations either way; the horizontal
 * line across is the value of the connectome. A dot is filled where the connectome is no surprise,
 * and open where it is. The number under a dot is the share that the rung explains. Rungs whose
 * chain has not been seen to mix have grey dots. The names of the rungs are above the first row,
 * without what the rung before has already, and the verdict is at the right of each row.
 */
#include "figure/figure_draw.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static const double LEFT = 130, WIDTH = 420, TOP = 62, ROW = 58, PLOT = 34;

static void find_size(const figure_ladder_t *ladder, double *width, double *height) {
    *width = 740;
    *height = TOP + ROW * (double)igraph_strvector_size(ladder->properties) + 12;
}

static double rung_x(const figure_ladder_t *ladder, igraph_integer_t rung) {
    return LEFT + WIDTH * ((double)rung + 0.5) / (double)igraph_strvector_size(ladder->rungs);
}

/* Names of rungs are lists of words, of which those are shown that the rung does not share with the
 * one before. */
static void draw_rungs(cairo_t *cr, const figure_ladder_t *ladder) {
    const char *before = "";
    figure_colour(cr, FIGURE_INK, 1);
    for (igraph_integer_t r = 0; r < igraph_strvector_size(ladder->rungs); r++) {
        gboolean further;
        const char *rung = igraph_strvector_get(ladder->rungs, r);
        const char *words = latigraph_words_beyond(rung, before, &further);
        figure_text(cr, rung_x(ladder, r), TOP - 16, 7.5, FIGURE_CENTRE, "%s%s",
                    further ? "+ " : "", words);
        before = rung;
    }
}

/* Widens the range of a row by what it shows of one rung. */
static void widen(const figure_ladder_t *ladder, igraph_integer_t row, igraph_integer_t rung,
                  double *low, double *high) {
    const double mean = MATRIX(*ladder->mean, row, rung), sd = MATRIX(*ladder->sd, row, rung);
    figure_widen(mean - (isnan(sd) ? 0 : 2 * sd), low, high);
    figure_widen(mean + (isnan(sd) ? 0 : 2 * sd), low, high);
}

static void draw_rung(cairo_t *cr, const figure_ladder_t *ladder, const figure_frame_t *frame,
                      igraph_integer_t row, igraph_integer_t rung) {
    const double mean = MATRIX(*ladder->mean, row, rung), sd = MATRIX(*ladder->sd, row, rung);
    const double x = rung_x(ladder, rung), explained = MATRIX(*ladder->explained, row, rung);
    const gboolean mixed = ladder->mixed[rung];
    if (!isfinite(mean)) {
        return;
    }
    figure_colour(cr, mixed ? FIGURE_BLUE : FIGURE_PALE, 1);
    cairo_set_line_width(cr, 1.2);
    if (sd > 0) {
        figure_line(cr, x, figure_y(frame, mean - 2 * sd), x, figure_y(frame, mean + 2 * sd));
    }
    cairo_new_sub_path(cr);
    cairo_arc(cr, x, figure_y(frame, mean), 3, 0, 2 * G_PI);
    if (MATRIX(*ladder->q, row, rung) > ladder->rate &&
        MATRIX(*ladder->p, row, rung) > ladder->least * (1 + 1e-9)) {
        cairo_fill(cr);
    } else {
        cairo_path_t *circle = cairo_copy_path(cr);
        figure_colour(cr, FIGURE_PAPER, 1);
        cairo_fill(cr);
        cairo_append_path(cr, circle);
        cairo_path_destroy(circle);
        figure_colour(cr, mixed ? FIGURE_BLUE : FIGURE_PALE, 1);
        cairo_stroke(cr);
    }
    if (isfinite(explained) && rung > 0) {
        figure_colour(cr, FIGURE_INK, 0.7);
        figure_text(cr, x, frame->top + PLOT + 11, 6.5, FIGURE_CENTRE, "%.0f %%",
                    round(100 * explained) + 0.0);
    }
}

/* Copies a verdict with the last word alone of the rung that it names, such as "distance" for
 * "degrees,distance", and without what follows in brackets. */
static void shorten(const char *verdict, char *text, gsize size) {
    const char *by = strstr(verdict, " by ");
    const char *bracket = strchr(verdict, '(');
    const gsize end = bracket != NULL ? (gsize)(bracket - verdict) : strlen(verdict);
    if (by == NULL || (gsize)(by - verdict) > end) {
        figure_print(text, size, "%.*s", (int)end, verdict);
        return;
    }
    const char *rung = by + 4, *stop = rung + strcspn(rung, " "), *word = rung;
    for (const char *c = rung; c < stop - 1; c++) {
        word = *c == ',' ? c + 1 : word;
    }
    figure_print(text, size, "%.*s by %.*s", (int)(by - verdict), verdict,
                 (int)(end - (gsize)(word - verdict)), word);
}

/* Writes a verdict, in two lines if it has a colon. */
static void draw_verdict(cairo_t *cr, double y, const char *verdict) {
    char text[128];
    shorten(verdict, text, sizeof text);
    const char *colon = strchr(text, ':');
    figure_colour(cr, FIGURE_INK, 1);
    if (colon == NULL) {
        figure_text(cr, LEFT + WIDTH + 12, y, 7, FIGURE_LEFT, "%s", text);
        return;
    }
    figure_text(cr, LEFT + WIDTH + 12, y - 4, 7, FIGURE_LEFT, "%.*s", (int)(colon - text), text);
    figure_text(cr, LEFT + WIDTH + 12, y + 6, 7, FIGURE_LEFT, "%s", colon + 2);
}

static void draw_row(cairo_t *cr, const figure_ladder_t *ladder, igraph_integer_t row) {
    const double observed = VECTOR(*ladder->observed)[row];
    const double top = TOP + ROW * (double)row;
    double low = INFINITY, high = -INFINITY;
    char number[32];
    figure_widen(observed, &low, &high);
    for (igraph_integer_t r = 0; r < igraph_strvector_size(ladder->rungs); r++) {
        widen(ladder, row, r, &low, &high);
    }
    const double margin = high > low ? 0.08 * (high - low) : 1;
    const figure_frame_t frame = {LEFT, top, WIDTH, PLOT, 0, 1, low - margin, high + margin};
    figure_colour(cr, FIGURE_INK, 1);
    figure_text(cr, LEFT - 14, top + PLOT / 2 - 2, 8, FIGURE_RIGHT, "%s",
                igraph_strvector_get(ladder->properties, row));
    figure_number(number, sizeof number, observed, 3);
    figure_text(cr, LEFT - 14, top + PLOT / 2 + 9, 7, FIGURE_RIGHT, "%s", number);
    if (isfinite(observed)) {
        figure_colour(cr, FIGURE_ORANGE, 1);
        cairo_set_line_width(cr, 1);
        figure_line(cr, LEFT, figure_y(&frame, observed), LEFT + WIDTH, figure_y(&frame, observed));
    }
    for (igraph_integer_t r = 0; r < igraph_strvector_size(ladder->rungs); r++) {
        draw_rung(cr, ladder, &frame, row, r);
    }
    draw_verdict(cr, top + PLOT / 2, igraph_strvector_get(ladder->verdicts, row));
}

static void draw_all(cairo_t *cr, const void *content) {
    const figure_ladder_t *ladder = content;
    figure_colour(cr, FIGURE_INK, 1);
    figure_title(cr, 20, 22, NULL, "Which kept quantities explain a property");
    figure_text(
        cr, 20, 34, 7, FIGURE_LEFT,
        "line: connectome; dot: surrogates, mean and two SD, filled where the connectome is "
        "no surprise, grey where the chain has not mixed");
    draw_rungs(cr, ladder);
    for (igraph_integer_t row = 0; row < igraph_strvector_size(ladder->properties); row++) {
        draw_row(cr, ladder, row);
    }
}

igraph_error_t figure_image_ladder(const figure_ladder_t *ladder,
                                   const latigraph_figure_style_t *style,
                                   igraph_vector_char_t *image) {
    double width, height;
    find_size(ladder, &width, &height);
    return figure_image(draw_all, ladder, width, height, style, image);
}
