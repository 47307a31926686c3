/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a table, whatever it is about.
 *
 * A table becomes up to three blocks below each other. Rows with labels are lines with a dot per
 * column, in panels side by side that share the labels; an interval is a line, and a floor a grey
 * bar. Columns that have nothing in common, such as the properties of many circuits, are strips,
 * each on its own scale with its least and greatest value. Large matrices are cells of colours.
 *
 * An axis covers the values and as much of the intervals again. Values far from the others are cut
 * off at its end like the rest of an interval, and an arrowhead marks that. Positive values that
 * differ by more than a factor of 50 have a logarithmic axis. Labels that are too long lose their
 * middle, because names often differ at their ends.
 */
#include "base/by_value.h"
#include "figure/figure_draw.h"
#include "figure/figure_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WIDTH = 740.0, MARGIN = 14.0, HEAD = 34.0, FOOT = 44.0;
static const double LABEL_SIZE = 7.5, NOTE_SIZE = 7.0, LABELS = 170.0;
/* Heights of a line, of a strip, and the size of a cell at most; of all cells together. */
static const double LINE = 13.0, STRIP = 16.0, CELL = 14.0, CELLS_WIDE = 480.0, CELLS_HIGH = 440.0;
/* Factor between values from which an axis is logarithmic. */
static const double WIDE_RANGE = 50.0;
enum { MOST_LABELS = 60, MOST_LINES = 24, MOST_DOTS = 300, BINS = 40 };

/* A block and where it is drawn. */
typedef struct {
    const figure_block_t *block;
    double top;
    int letter; /* letters used before */
    gboolean lettered;
    gboolean is_cut; /* something was beyond an axis */
} place_t;

/* --- Sizes ------------------------------------------------------------------------------------ */

static int rows_of(const figure_block_t *block) {
    if (block->kind == FIGURE_CELLS) {
        return (int)igraph_matrix_nrow(&block->cells);
    }
    return block->count > 0 ? (int)igraph_vector_size(&block->column[0].value) : 0;
}

static int count_finite(const igraph_vector_t *value) {
    int count = 0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(value); k++) {
        count += isfinite(VECTOR(*value)[k]) ? 1 : 0;
    }
    return count;
}

static double pitch_of(const figure_block_t *block) {
    const int rows = rows_of(block);
    return rows > 30 ? fmax(30.0 * LINE / rows, 7.0) : LINE;
}

static int halves_of(const figure_block_t *block) {
    return block->count > MOST_LINES ? 2 : 1;
}

static int lines_of(const figure_block_t *block) {
    return (int)((block->count + halves_of(block) - 1) / halves_of(block));
}

static void find_cell(const figure_block_t *block, double *width, double *height) {
    *width = fmin(CELL, CELLS_WIDE / (double)MAX(igraph_matrix_ncol(&block->cells), 1));
    *height = fmin(CELL, CELLS_HIGH / (double)MAX(igraph_matrix_nrow(&block->cells), 1));
    if (igraph_matrix_nrow(&block->cells) == igraph_matrix_ncol(&block->cells)) {
        *width = *height = fmin(*width, *height);
    }
}

static gboolean has_column_labels(const figure_block_t *block) {
    return igraph_matrix_ncol(&block->cells) <= MOST_LABELS &&
           igraph_strvector_size(&block->titles) > 0;
}

static double height_of(const figure_block_t *block) {
    double width, height;
    switch (block->kind) {
    case FIGURE_DOTS:
        return HEAD + rows_of(block) * pitch_of(block) + FOOT;
    case FIGURE_STRIPS:
        return HEAD + lines_of(block) * STRIP + 20.0;
    default:
        find_cell(block, &width, &height);
        return HEAD + rows_of(block) * height + (has_column_labels(block) ? 90.0 : 30.0);
    }
}

static int panels_of(const figure_block_t *block) {
    return block->kind == FIGURE_DOTS ? (int)block->count : 1;
}

/* --- Labels ----------------------------------------------------------------------------------- */

static double width_of(cairo_t *cr, const char *text, double size) {
    cairo_text_extents_t extents;
    cairo_select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, size);
    cairo_text_extents(cr, text, &extents);
    return extents.x_advance;
}

/* Copies a text without its middle, if it is too long. */
static void fit_text(cairo_t *cr, const char *text, double size, double width, char *fitted,
                     gsize room) {
    char whole[1024];
    figure_print(whole, sizeof whole, "%s", text);
    const double wide = width_of(cr, whole, size);
    const glong length = g_utf8_strlen(whole, -1);
    figure_print(fitted, room, "%s", whole);
    if (wide > width && length > 4) {
        const glong kept = MAX((glong)((double)length * width / wide) - 2, 2);
        const glong head = (kept + 1) / 2;
        const char *end = g_utf8_offset_to_pointer(whole, head);
        figure_print(fitted, room, "%.*s\u2026%s", (int)(end - whole), whole,
                     g_utf8_offset_to_pointer(whole, length - (kept - head)));
    }
}

static void row_label(const figure_block_t *block, int row, char *text, gsize size) {
    if (row < igraph_strvector_size(&block->rows)) {
        figure_print(text, size, "%s", igraph_strvector_get(&block->rows, row));
    } else {
        g_snprintf(text, size, "%d", row + 1);
    }
}

/* The width of the labels of the rows, at most LABELS. */
static double labels_width(cairo_t *cr, const figure_block_t *block) {
    char text[512];
    double width = 0.0;
    for (int row = 0; row < rows_of(block); row++) {
        row_label(block, row, text, sizeof text);
        width = fmax(width, width_of(cr, text, LABEL_SIZE));
    }
    return fmin(width, LABELS) + 8.0;
}

static void draw_label(cairo_t *cr, const figure_block_t *block, int row, double right, double y,
                       double size) {
    char text[512], fitted[512];
    row_label(block, row, text, sizeof text);
    fit_text(cr, text, size, LABELS, fitted, sizeof fitted);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, right, y + 0.35 * size, size, FIGURE_RIGHT, "%s", fitted);
}

static void draw_title(cairo_t *cr, place_t *place, double x, double width, const char *text) {
    const char letter[] = {(char)('a' + place->letter), '\0'};
    char fitted[512];
    fit_text(cr, text, 9.0, width - (place->lettered ? 14.0 : 0.0), fitted, sizeof fitted);
    figure_title(cr, x, place->top + 20.0, place->lettered ? letter : NULL, fitted);
    place->letter++;
}

/* --- Dots ------------------------------------------------------------------------------------- */

/* Copies the finite values in ascending order; returns how many there are. */
static int sort_finite(const igraph_vector_t *value, double *sorted) {
    int count = 0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(value); k++) {
        if (isfinite(VECTOR(*value)[k])) {
            sorted[count++] = VECTOR(*value)[k];
        }
    }
    qsort(sorted, (size_t)count, sizeof *sorted, latigraph_by_value);
    return count;
}

/* Finds the ends of the values without those that are far from the others. Returns whether all
 * values are the same. */
static gboolean core_range(const figure_column_t *column, double *low, double *high) {
    double sorted[MOST_LABELS];
    const int count = sort_finite(&column->value, sorted);
    const double first = count > 0 ? sorted[count / 10] : 0.0;
    const double last = count > 0 ? sorted[count - 1 - count / 10] : 0.0;
    figure_range(sorted, count, low, high);
    if (count >= 10 && last > first) {
        *low = fmax(*low, first - 3.0 * (last - first));
        *high = fmin(*high, last + 3.0 * (last - first));
    }
    return count == 0 || sorted[0] == sorted[count - 1];
}

static double entry(const igraph_vector_t *vector, int row) {
    return row < igraph_vector_size(vector) ? VECTOR(*vector)[row] : NAN;
}

/* The lower end of a floor: quantities that are never negative have theirs from 0 on. */
static double floor_begin(const figure_column_t *column, double floor) {
    for (igraph_integer_t k = 0; k < igraph_vector_size(&column->value); k++) {
        if (VECTOR(column->value)[k] < 0.0) {
            return -floor;
        }
    }
    return fmin(0.0, floor);
}

/* The axis covers the values, and intervals and floors as far as half of that range beyond them,
 * or wholly if all values are the same. */
static void linear_range(const figure_column_t *column, double *low, double *high) {
    const gboolean same = core_range(column, low, high);
    const double beyond = same ? INFINITY : 0.5 * (*high - *low);
    const double least = *low - beyond, most = *high + beyond;
    for (int row = 0; row < (int)igraph_vector_size(&column->value); row++) {
        const double ends[] = {entry(&column->low, row), entry(&column->high, row),
                               floor_begin(column, entry(&column->floor, row)),
                               entry(&column->floor, row)};
        for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
            figure_widen(isfinite(ends[k]) ? CLAMP(ends[k], least, most) : NAN, low, high);
        }
    }
    if (*low > 0.0 && *low < 0.4 * *high) {
        *low = 0.0;
    }
    if (*high < 0.0 && *high > 0.4 * *low) {
        *high = 0.0;
    }
    const double margin = 0.05 * (*high - *low);
    *low -= *low == 0.0 ? 0.0 : margin;
    *high += *high == 0.0 ? 0.0 : margin;
}

static gboolean is_logarithmic(const figure_column_t *column) {
    double low = INFINITY, high = 0.0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(&column->value); k++) {
        const double value = VECTOR(column->value)[k];
        if (isfinite(value)) {
            low = fmin(low, value);
            high = fmax(high, value);
        }
    }
    for (igraph_integer_t k = 0; k < igraph_vector_size(&column->low); k++) {
        low = VECTOR(column->low)[k] <= 0.0 ? 0.0 : low;
    }
    return low > 0.0 && high > WIDE_RANGE * low && igraph_vector_size(&column->floor) == 0;
}

static void draw_log_axis(cairo_t *cr, const figure_frame_t *frame) {
    const double bottom = frame->top + frame->height;
    const int step = MAX((int)ceil((frame->x1 - frame->x0) / 4.0), 1);
    cairo_set_line_width(cr, 0.7);
    figure_colour(cr, FIGURE_SPINE, 1.0);
    figure_line(cr, frame->left, bottom, frame->left + frame->width, bottom);
    for (int power = (int)ceil(frame->x0); power <= frame->x1; power += step) {
        char text[64];
        const double x = figure_x(frame, power);
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_line(cr, x, bottom, x, bottom + 3.0);
        figure_number(text, sizeof text, pow(10.0, power), 1);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, x, bottom + 11.0, NOTE_SIZE, FIGURE_CENTRE, "%s", text);
    }
}

static void frame_of(const figure_column_t *column, gboolean logarithmic, figure_frame_t *frame) {
    double low, high;
    if (logarithmic) {
        double range[2] = {INFINITY, -INFINITY};
        for (igraph_integer_t k = 0; k < igraph_vector_size(&column->value); k++) {
            figure_widen(log10(VECTOR(column->value)[k]), &range[0], &range[1]);
            figure_widen(log10(entry(&column->low, (int)k)), &range[0], &range[1]);
            figure_widen(log10(entry(&column->high, (int)k)), &range[0], &range[1]);
        }
        low = range[0] - 0.1;
        high = range[1] + 0.1;
    } else {
        linear_range(column, &low, &high);
    }
    frame->x0 = low;
    frame->x1 = high;
    frame->y0 = 0.0;
    frame->y1 = 1.0;
}

static void draw_dot(cairo_t *cr, const figure_frame_t *frame, const figure_column_t *column,
                     int row, double y, gboolean logarithmic, place_t *place) {
    const double value = entry(&column->value, row), floor = entry(&column->floor, row);
    const double low = entry(&column->low, row), high = entry(&column->high, row);
    figure_colour(cr, FIGURE_PALE, 0.25);
    cairo_set_line_width(cr, 0.5);
    figure_line(cr, frame->left, y, frame->left + frame->width, y);
    if (!isfinite(value)) {
        figure_colour(cr, FIGURE_GREY, 1.0);
        figure_text(cr, frame->left + 4.0, y + 2.0, 6.0, FIGURE_LEFT, "not defined");
        return;
    }
    if (isfinite(floor)) {
        const double left =
            figure_x(frame, CLAMP(floor_begin(column, floor), frame->x0, frame->x1));
        figure_colour(cr, FIGURE_PALE, 0.7);
        cairo_rectangle(cr, left, y - 2.5,
                        figure_x(frame, CLAMP(floor, frame->x0, frame->x1)) - left, 5.0);
        cairo_fill(cr);
    }
    figure_colour(cr, FIGURE_BLUE, 1.0);
    if (logarithmic) {
        figure_interval(cr, frame, y, log10(value), log10(low), log10(high), 2.3);
    } else {
        figure_interval(cr, frame, y, value, low, high, 2.3);
    }
    place->is_cut = place->is_cut || (!logarithmic && (value < frame->x0 || value > frame->x1 ||
                                                       low < frame->x0 || high > frame->x1));
}

static void draw_panel(cairo_t *cr, place_t *place, igraph_integer_t k, double left, double width) {
    const figure_block_t *block = place->block;
    const figure_column_t *column = &block->column[k];
    const double pitch = pitch_of(block);
    const gboolean logarithmic = is_logarithmic(column);
    figure_frame_t frame = {
        .left = left, .top = place->top + HEAD, .width = width, .height = rows_of(block) * pitch};
    frame_of(column, logarithmic, &frame);
    draw_title(cr, place, left, width, igraph_strvector_get(&block->titles, k));
    if (frame.x0 < 0.0 && frame.x1 > 0.0 && !logarithmic) {
        figure_colour(cr, FIGURE_GREY, 0.7);
        cairo_set_line_width(cr, 0.6);
        figure_line(cr, figure_x(&frame, 0.0), frame.top, figure_x(&frame, 0.0),
                    frame.top + frame.height);
    }
    for (int row = 0; row < rows_of(block); row++) {
        draw_dot(cr, &frame, column, row, frame.top + (row + 0.5) * pitch, logarithmic, place);
    }
    if (logarithmic) {
        draw_log_axis(cr, &frame);
    } else {
        figure_x_axis(cr, &frame, "");
    }
}

/* Writes what lines, bars and arrowheads mean, and how many rows are missing. */
static void draw_notes(cairo_t *cr, const place_t *place, double y) {
    const figure_block_t *block = place->block;
    char text[256] = "", more[96];
    gboolean has_intervals = FALSE, has_errors = FALSE, has_floor = FALSE;
    for (igraph_integer_t k = 0; k < block->count; k++) {
        const figure_column_t *column = &block->column[k];
        const gboolean has_lines = count_finite(&column->low) > 0;
        has_intervals = has_intervals || (has_lines && !column->has_errors);
        has_errors = has_errors || (has_lines && column->has_errors);
        has_floor = has_floor || igraph_vector_size(&column->floor) > 0;
    }
    if (has_intervals || has_errors) {
        g_snprintf(text, sizeof text, "lines: %s%s%s; ", has_intervals ? "95 % intervals" : "",
                   has_intervals && has_errors ? " or " : "",
                   has_errors ? "one standard error either way" : "");
    }
    g_strlcat(text, has_floor ? "grey bars: floors; " : "", sizeof text);
    g_strlcat(text, place->is_cut ? "arrowheads: beyond the axis; " : "", sizeof text);
    if (block->left_out > 0) {
        g_snprintf(more, sizeof more, "%d of %d rows; ", rows_of(block),
                   rows_of(block) + (int)block->left_out);
        g_strlcat(text, more, sizeof text);
    }
    if (text[0] != '\0') {
        text[strlen(text) - 2] = '\0';
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_text(cr, WIDTH - MARGIN, y, NOTE_SIZE, FIGURE_RIGHT, "%s", text);
    }
}

static void draw_dots(cairo_t *cr, place_t *place) {
    const figure_block_t *block = place->block;
    const double labels = labels_width(cr, block), pitch = pitch_of(block), gap = 26.0;
    const double size = fmin(LABEL_SIZE, 0.95 * pitch), left = MARGIN + labels;
    const double room = WIDTH - MARGIN - left - 6.0;
    const double width =
        fmin((room - gap * ((double)block->count - 1.0)) / (double)block->count, 400.0);
    for (int row = 0; row < rows_of(block); row++) {
        draw_label(cr, block, row, left - 6.0, place->top + HEAD + (row + 0.5) * pitch, size);
    }
    for (igraph_integer_t k = 0; k < block->count; k++) {
        draw_panel(cr, place, k, left + (double)k * (width + gap), width);
    }
    draw_notes(cr, place, place->top + HEAD + rows_of(block) * pitch + 26.0);
}

/* --- Strips ----------------------------------------------------------------------------------- */

/* Draws how many values fall on each part of the strip. */
static void draw_bins(cairo_t *cr, const figure_frame_t *frame, const igraph_vector_t *value) {
    int bin[BINS] = {0}, most = 1;
    for (igraph_integer_t k = 0; k < igraph_vector_size(value); k++) {
        if (isfinite(VECTOR(*value)[k])) {
            const double share = (VECTOR(*value)[k] - frame->x0) / (frame->x1 - frame->x0);
            int *place = &bin[CLAMP((int)(share * BINS), 0, BINS - 1)];
            most = MAX(most, ++*place);
        }
    }
    figure_colour(cr, FIGURE_BLUE, 0.8);
    for (int b = 0; b < BINS; b++) {
        const double height = frame->height * bin[b] / most;
        cairo_rectangle(cr, frame->left + frame->width * b / BINS,
                        frame->top + frame->height - height, frame->width / BINS, height);
        cairo_fill(cr);
    }
}

/* Draws a dot per value, spread upwards and downwards so that dots do not hide each other. */
static void draw_values(cairo_t *cr, const figure_frame_t *frame, const igraph_vector_t *value) {
    const igraph_integer_t count = igraph_vector_size(value);
    figure_colour(cr, FIGURE_BLUE, count > 20 ? 0.5 : 0.8);
    for (igraph_integer_t k = 0; k < count; k++) {
        const double spread = fmod(((double)k + 1.0) * 0.6180339887498949, 1.0) - 0.5;
        if (isfinite(VECTOR(*value)[k])) {
            figure_dot(cr, figure_x(frame, VECTOR(*value)[k]),
                       frame->top + frame->height * (0.5 + (count > 3 ? 0.6 * spread : 0.0)), 1.8);
        }
    }
}

static void draw_mean(cairo_t *cr, const figure_frame_t *frame, const igraph_vector_t *value) {
    double sum = 0.0;
    for (igraph_integer_t k = 0; k < igraph_vector_size(value); k++) {
        sum += isfinite(VECTOR(*value)[k]) ? VECTOR(*value)[k] : 0.0;
    }
    const double x = figure_x(frame, sum / count_finite(value));
    figure_colour(cr, FIGURE_ORANGE, 1.0);
    cairo_set_line_width(cr, 1.4);
    figure_line(cr, x, frame->top, x, frame->top + frame->height);
}

static void draw_strip(cairo_t *cr, const figure_block_t *block, igraph_integer_t k,
                       figure_frame_t *frame, double labels) {
    const igraph_vector_t *value = &block->column[k].value;
    const double middle = frame->top + 0.5 * frame->height + 2.5;
    double low = INFINITY, high = -INFINITY;
    const int defined = count_finite(value);
    char fitted[512], text[64] = "";
    for (igraph_integer_t i = 0; i < igraph_vector_size(value); i++) {
        figure_widen(VECTOR(*value)[i], &low, &high);
    }
    if (defined > 0 && defined < igraph_vector_size(value)) {
        g_snprintf(text, sizeof text, " (%d of %d)", defined, (int)igraph_vector_size(value));
    }
    fit_text(cr, igraph_strvector_get(&block->titles, k), LABEL_SIZE,
             labels - width_of(cr, text, LABEL_SIZE), fitted, sizeof fitted);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame->left - 44.0, middle, LABEL_SIZE, FIGURE_RIGHT, "%s%s", fitted, text);
    if (defined == 0) {
        figure_colour(cr, FIGURE_GREY, 1.0);
        figure_text(cr, frame->left, middle, NOTE_SIZE, FIGURE_LEFT, "not defined");
        return;
    }
    figure_number(text, sizeof text, low, 3);
    figure_colour(cr, FIGURE_SPINE, 1.0);
    figure_text(cr, frame->left - 5.0, middle, 6.5, FIGURE_RIGHT, "%s", text);
    figure_number(text, sizeof text, high, 3);
    if (high > low) {
        figure_text(cr, frame->left + frame->width + 5.0, middle, 6.5, FIGURE_LEFT, "%s", text);
    }
    const double half = high > low ? 0.0 : fmax(fabs(high), 1e-300);
    frame->x0 = low - half;
    frame->x1 = high + half;
    figure_colour(cr, FIGURE_PALE, 0.6);
    cairo_set_line_width(cr, 0.6);
    figure_line(cr, frame->left, frame->top + frame->height, frame->left + frame->width,
                frame->top + frame->height);
    if (igraph_vector_size(value) > MOST_DOTS) {
        draw_bins(cr, frame, value);
    } else {
        draw_values(cr, frame, value);
    }
    if (defined > 1) {
        draw_mean(cr, frame, value);
    }
}

static void draw_strips(cairo_t *cr, place_t *place) {
    const figure_block_t *block = place->block;
    const int lines = lines_of(block), halves = halves_of(block);
    const double half = (WIDTH - 2.0 * MARGIN) / halves, labels = halves == 2 ? 120.0 : 180.0;
    draw_title(cr, place, MARGIN, WIDTH - 2.0 * MARGIN, block->title);
    for (igraph_integer_t k = 0; k < block->count; k++) {
        const int line = (int)k % lines;
        const double left = MARGIN + half * ((int)k / lines) + labels + 44.0;
        figure_frame_t frame = {.left = left,
                                .top = place->top + HEAD + line * STRIP + 2.0,
                                .width = half - labels - 44.0 - 44.0,
                                .height = STRIP - 5.0,
                                .y1 = 1.0};
        draw_strip(cr, block, k, &frame, labels);
    }
    figure_colour(cr, FIGURE_SPINE, 1.0);
    figure_text(cr, WIDTH - MARGIN, place->top + HEAD + lines * STRIP + 12.0, NOTE_SIZE,
                FIGURE_RIGHT,
                "each line on its own scale, from the least to the greatest; %s: mean",
                figure_colour_word(cr, FIGURE_ORANGE));
}

/* --- Cells ------------------------------------------------------------------------------------ */

static void cells_range(const igraph_matrix_t *cells, double *low, double *high) {
    figure_range(VECTOR(cells->data), (int)igraph_vector_size(&cells->data), low, high);
}

static void fill_cells(cairo_t *cr, const igraph_matrix_t *cells, cairo_surface_t *surface) {
    const int stride = cairo_image_surface_get_stride(surface);
    guchar *data = cairo_image_surface_get_data(surface);
    double low, high;
    cells_range(cells, &low, &high);
    const double most = fmax(fabs(low), fabs(high));
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(cells); i++) {
        guint32 *row = (guint32 *)(void *)(data + (gsize)i * (gsize)stride);
        for (igraph_integer_t j = 0; j < igraph_matrix_ncol(cells); j++) {
            const double value = MATRIX(*cells, i, j);
            row[j] = !isfinite(value) ? figure_rgb(cr, FIGURE_PALE)
                     : low < 0.0      ? figure_signed_rgb(cr, value / most)
                                      : figure_level_rgb(cr, (value - low) / (high - low));
        }
    }
    cairo_surface_mark_dirty(surface);
}

static void draw_image(cairo_t *cr, const igraph_matrix_t *cells, const figure_frame_t *frame) {
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)igraph_matrix_ncol(cells), (int)igraph_matrix_nrow(cells));
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        fill_cells(cr, cells, surface);
        cairo_save(cr);
        cairo_translate(cr, frame->left, frame->top);
        cairo_scale(cr, frame->width / (double)igraph_matrix_ncol(cells),
                    frame->height / (double)igraph_matrix_nrow(cells));
        cairo_set_source_surface(cr, surface, 0.0, 0.0);
        cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
        cairo_paint(cr);
        cairo_restore(cr);
    }
    cairo_surface_destroy(surface);
}

static void draw_column_labels(cairo_t *cr, const figure_block_t *block,
                               const figure_frame_t *frame) {
    const double cell = frame->width / (double)igraph_matrix_ncol(&block->cells);
    char fitted[512];
    for (igraph_integer_t j = 0; j < igraph_strvector_size(&block->titles); j++) {
        const double size = fmin(LABEL_SIZE, 0.9 * cell);
        fit_text(cr, igraph_strvector_get(&block->titles, j), size, 76.0, fitted, sizeof fitted);
        cairo_save(cr);
        cairo_translate(cr, frame->left + ((double)j + 0.5) * cell + 0.35 * size,
                        frame->top + frame->height + 4.0);
        cairo_rotate(cr, -G_PI / 2.0);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, 0.0, 0.0, size, FIGURE_RIGHT, "%s", fitted);
        cairo_restore(cr);
    }
}

static void draw_cells(cairo_t *cr, place_t *place) {
    const figure_block_t *block = place->block;
    const gboolean labelled = rows_of(block) <= MOST_LABELS;
    const double labels = labelled ? labels_width(cr, block) : 10.0;
    double width, height, low, high;
    char text[64];
    find_cell(block, &width, &height);
    const figure_frame_t frame = {.left = MARGIN + labels,
                                  .top = place->top + HEAD,
                                  .width = width * (double)igraph_matrix_ncol(&block->cells),
                                  .height = height * rows_of(block)};
    draw_title(cr, place, MARGIN, WIDTH - 2.0 * MARGIN, block->title);
    draw_image(cr, &block->cells, &frame);
    for (int row = 0; labelled && row < rows_of(block); row++) {
        draw_label(cr, block, row, frame.left - 6.0, frame.top + (row + 0.5) * height,
                   fmin(LABEL_SIZE, 0.95 * height));
    }
    if (has_column_labels(block)) {
        draw_column_labels(cr, block, &frame);
    }
    cells_range(&block->cells, &low, &high);
    if (low < 0.0) {
        figure_number(text, sizeof text, fmax(fabs(low), fabs(high)), 2);
        figure_colour(cr, FIGURE_SPINE, 1.0);
        figure_text(cr, WIDTH - MARGIN, place->top + HEAD - 5.0, NOTE_SIZE, FIGURE_RIGHT,
                    "%s: above 0, %s: below; full colour at %s",
                    figure_colour_word(cr, FIGURE_ORANGE), figure_colour_word(cr, FIGURE_BLUE),
                    text);
    } else {
        figure_colour_bar(cr, frame.left + frame.width + 14.0, frame.top,
                          fmax(fmin(frame.height, 120.0), 40.0), low, high, "");
    }
}

/* --- All of it -------------------------------------------------------------------------------- */

static void draw_all(cairo_t *cr, const void *content) {
    const figure_table_t *table = content;
    int panels = 0;
    for (igraph_integer_t b = 0; b < table->count; b++) {
        panels += panels_of(&table->block[b]);
    }
    place_t place = {.lettered = panels > 1};
    for (igraph_integer_t b = 0; b < table->count; b++) {
        place.block = &table->block[b];
        place.is_cut = FALSE;
        if (place.block->kind == FIGURE_DOTS) {
            draw_dots(cr, &place);
        } else if (place.block->kind == FIGURE_STRIPS) {
            draw_strips(cr, &place);
        } else {
            draw_cells(cr, &place);
        }
        place.top += height_of(place.block);
    }
}

igraph_error_t figure_image_table(const figure_table_t *table,
                                  const latigraph_figure_style_t *style,
                                  igraph_vector_char_t *image) {
    double height = 0.0;
    for (igraph_integer_t b = 0; b < table->count; b++) {
        height += height_of(&table->block[b]);
    }
    return figure_image(draw_all, table, WIDTH, height, style, image);
}
