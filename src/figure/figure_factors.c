/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of factors: one row per factor, for at most six, and the choice of their number.
 *
 * A row shows the weights of all pairs as a matrix, the course over time and the load of each
 * animal. The neurons are in the same order in all matrices, members of the first factor first, so
 * that overlaps of groups are seen. The curve at the right has the match of the starts and what is
 * explained at neurons that were left out, with a ring at the number that was taken.
 */
#include "figure/figure_draw.h"

#include "base/memory.h"

#include <math.h>

enum { ROWS = 6 };

static const double TOP = 44.0, ROW = 104.0, SIDE = 82.0;
static const double MATRIX_LEFT = 24.0, COURSE_LEFT = 150.0, COURSE_WIDTH = 250.0;
static const double LOAD_LEFT = 450.0, LOAD_WIDTH = 110.0, CURVE_LEFT = 620.0, CURVE_SIDE = 150.0;

static int rows_of(const latigraph_factors_t *factors) {
    return (int)MIN(igraph_vector_size(&factors->share), (igraph_integer_t)ROWS);
}

/* Factors, and the row of each vertex of their graphs in the matrices. */
typedef struct {
    const latigraph_factors_t *factors;
    igraph_integer_t *place; /* without an attribute handler, which has the weights, all are 0 */
} picture_t;

/* --- Matrices --------------------------------------------------------------------------------- */

/* Returns the first factor that a vertex is a member of, or the number of factors. */
static igraph_integer_t first_factor(const latigraph_factors_t *factors, igraph_integer_t vertex) {
    const igraph_graph_list_t *graphs = &factors->networks;
    igraph_integer_t k = 0;
    while (k < igraph_graph_list_size(graphs) &&
           !(igraph_cattribute_VAN(igraph_graph_list_get_ptr(graphs, k), "member", vertex) > 0)) {
        k++;
    }
    return k;
}

/* Numbers the neurons by their first factor. Vertices that are not in the recordings have no
 * membership; they come last and have no edge. O(factors vertices). */
static void set_places(picture_t *picture, igraph_integer_t vertices) {
    igraph_integer_t begin[LATIGRAPH_FACTORS_MAX + 3] = {0};
    const igraph_t *graph = igraph_graph_list_get_ptr(&picture->factors->networks, 0);
    for (igraph_integer_t v = 0; v < vertices; v++) {
        const igraph_bool_t recorded = !isnan(igraph_cattribute_VAN(graph, "member", v));
        picture->place[v] =
            recorded ? first_factor(picture->factors, v) : LATIGRAPH_FACTORS_MAX + 1;
        begin[picture->place[v] + 1]++;
    }
    for (gsize k = 1; k < G_N_ELEMENTS(begin); k++) {
        begin[k] += begin[k - 1];
    }
    for (igraph_integer_t v = 0; v < vertices; v++) {
        picture->place[v] = begin[picture->place[v]]++;
    }
}

static void draw_cell(cairo_t *cr, double top, double cell, double row, double column,
                      double level) {
    figure_level(cr, level, 1.0);
    cairo_rectangle(cr, MATRIX_LEFT + cell * column, top + cell * row, cell, cell);
    cairo_fill(cr);
}

/* Draws the weights of a factor between the neurons of the recordings. */
static void draw_matrix(cairo_t *cr, const picture_t *picture, int k, double top) {
    const igraph_t *graph = igraph_graph_list_get_ptr(&picture->factors->networks, k);
    const double cell = SIDE / (double)igraph_matrix_nrow(&picture->factors->members);
    double most = 0.0;
    draw_cell(cr, top, SIDE, 0.0, 0.0, 0.0);
    if (!igraph_has_attribute_table()) {
        return;
    }
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        most = fmax(most, igraph_cattribute_EAN(graph, "weight", e));
    }
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const double a = (double)picture->place[IGRAPH_FROM(graph, e)];
        const double b = (double)picture->place[IGRAPH_TO(graph, e)];
        const double level = igraph_cattribute_EAN(graph, "weight", e) / most;
        draw_cell(cr, top, cell, a, b, level);
        draw_cell(cr, top, cell, b, a, level);
    }
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT);
}

/* --- Courses and loads ------------------------------------------------------------------------ */

static void draw_course(cairo_t *cr, const latigraph_factors_t *factors, int k, double top) {
    const igraph_integer_t times = igraph_vector_size(&factors->centres);
    const double first = VECTOR(factors->centres)[0], last = VECTOR(factors->centres)[times - 1];
    const figure_frame_t frame = {COURSE_LEFT, top, COURSE_WIDTH, SIDE, first, last, 0.0, 1.0};
    figure_colour(cr, FIGURE_BLUE, 1.0);
    cairo_set_line_width(cr, 1.0);
    cairo_new_path(cr);
    for (igraph_integer_t t = 0; t < times; t++) {
        cairo_line_to(cr, figure_x(&frame, VECTOR(factors->centres)[t]),
                      figure_y(&frame, MATRIX(factors->times, k, t)));
    }
    cairo_stroke(cr);
    figure_y_axis(cr, &frame, "course");
    if (k + 1 == rows_of(factors)) {
        figure_x_axis(cr, &frame, "time");
    }
}

static void draw_loads(cairo_t *cr, const latigraph_factors_t *factors, int k, double top) {
    const igraph_integer_t animals = igraph_matrix_ncol(&factors->loads);
    double most = 1.0;
    for (igraph_integer_t w = 0; w < animals; w++) {
        most = fmax(most, MATRIX(factors->loads, k, w));
    }
    const figure_frame_t frame = {LOAD_LEFT, top, LOAD_WIDTH, SIDE, 0.5, (double)animals + 0.5,
                                  0.0,       most};
    figure_colour(cr, FIGURE_ORANGE, 1.0);
    for (igraph_integer_t w = 0; w < animals; w++) {
        const double height = SIDE * MATRIX(factors->loads, k, w) / most;
        cairo_rectangle(cr, figure_x(&frame, (double)w + 0.65), top + SIDE - height,
                        0.7 * LOAD_WIDTH / (double)animals, height);
        cairo_fill(cr);
    }
    figure_y_axis(cr, &frame, "load");
    if (k + 1 == rows_of(factors)) {
        figure_x_axis(cr, &frame, "animal");
    }
}

/* --- Number of factors ------------------------------------------------------------------------ */

static void draw_curve(cairo_t *cr, const latigraph_factors_t *factors, const figure_frame_t *frame,
                       const igraph_vector_t *curve, figure_colour_t colour) {
    figure_colour(cr, colour, 1.0);
    for (igraph_integer_t k = 0; k < igraph_vector_size(curve); k++) {
        const double value = VECTOR(*curve)[k], rank = VECTOR(factors->tried)[k];
        if (isfinite(value)) {
            const double x = figure_x(frame, rank), y = figure_y(frame, fmax(value, 0.0));
            const gboolean taken = (igraph_integer_t)rank == igraph_vector_size(&factors->share);
            figure_tried(cr, x, y, taken);
        }
    }
}

static void draw_choice(cairo_t *cr, const latigraph_factors_t *factors) {
    const igraph_vector_t *tried = &factors->tried;
    const figure_frame_t frame = {.left = CURVE_LEFT,
                                  .top = TOP,
                                  .width = CURVE_SIDE,
                                  .height = CURVE_SIDE,
                                  .x0 = VECTOR(*tried)[0] - 0.5,
                                  .x1 = igraph_vector_tail(tried) + 0.5,
                                  .y0 = 0.0,
                                  .y1 = 1.0};
    figure_axes(cr, &frame, "factors", "share");
    draw_curve(cr, factors, &frame, &factors->similarity, FIGURE_BLUE);
    draw_curve(cr, factors, &frame, &factors->held_out, FIGURE_ORANGE);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, CURVE_LEFT, TOP + CURVE_SIDE + 38.0, 7.0, FIGURE_LEFT,
                "%s: match of the starts", figure_colour_word(cr, FIGURE_BLUE));
    figure_text(cr, CURVE_LEFT, TOP + CURVE_SIDE + 48.0, 7.0, FIGURE_LEFT,
                "%s: explained at neurons that were left out",
                figure_colour_word(cr, FIGURE_ORANGE));
}

static void draw_all(cairo_t *cr, const void *content) {
    const picture_t *picture = content;
    const latigraph_factors_t *factors = picture->factors;
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_title(cr, MATRIX_LEFT, 24.0, "a", "Pairs of each factor");
    figure_title(cr, COURSE_LEFT, 24.0, "b", "When");
    figure_title(cr, LOAD_LEFT, 24.0, "c", "In which animals");
    figure_title(cr, CURVE_LEFT, 24.0, "d", "How many factors");
    for (int k = 0; k < rows_of(factors); k++) {
        const double top = TOP + ROW * k;
        draw_matrix(cr, picture, k, top);
        figure_colour(cr, FIGURE_INK, 1.0);
        figure_text(cr, MATRIX_LEFT, top - 4.0, 7.0, FIGURE_LEFT, "factor %d: %.0f %%", k + 1,
                    100.0 * VECTOR(factors->share)[k]);
        draw_course(cr, factors, k, top);
        draw_loads(cr, factors, k, top);
    }
    draw_choice(cr, factors);
}

igraph_error_t figure_image_factors(const latigraph_factors_t *factors,
                                    const latigraph_figure_style_t *style,
                                    igraph_vector_char_t *image) {
    const double height = fmax(TOP + ROW * rows_of(factors) + 22.0, TOP + CURVE_SIDE + 60.0);
    const igraph_integer_t vertices =
        igraph_vcount(igraph_graph_list_get_ptr(&factors->networks, 0));
    picture_t picture = {.factors = factors};
    LATIGRAPH_ALLOCATE(picture.place, vertices);
    if (igraph_has_attribute_table()) {
        set_places(&picture, vertices);
    }
    IGRAPH_CHECK(figure_image(draw_all, &picture, 800, height, style, image));
    g_free(picture.place);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
