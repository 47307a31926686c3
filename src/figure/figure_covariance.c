/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of the covariance of activity, in two parts.
 *
 * The first shows the correlations of all pairs of neurons, orange above 0 and blue below. Neurons
 * are in the order of the strongest pattern of activity, which puts neurons that vary together side
 * by side. Colours are full at the level that one pair in a hundred exceeds, because few pairs are
 * strongly correlated. The matrix is one image, since an SVG of a square per pair would be large.
 * The second shows the share of the variance in the first patterns, and the dimension.
 */
#include "figure/figure_draw.h"

#include "base/compat.h"
#include "function/rate_covariance.h"

#include <math.h>

static const double TOP = 40.0, SIDE = 220.0;

/* Content of the figure. */
typedef struct {
    const latigraph_covariance_t *activity;
    const igraph_vector_int_t *order; /* (n) neurons by the strongest pattern */
    double limit;                     /* correlation of full colour */
} content_t;

/* --- Preparation ------------------------------------------------------------------------------ */

/* Finds the size of correlation that one pair in a hundred exceeds. */
static igraph_error_t find_limit(const igraph_matrix_t *covariance, double *limit) {
    igraph_vector_t size;
    IGRAPH_VECTOR_INIT_FINALLY(&size, 0);
    IGRAPH_CHECK(latigraph_sort_correlations(covariance, &size));
    *limit = fmax(VECTOR(size)[(igraph_vector_size(&size) - 1) * 99 / 100], 1e-6);
    igraph_vector_destroy(&size);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void fill_pixels(cairo_t *cr, const content_t *content, cairo_surface_t *surface) {
    const igraph_matrix_t *covariance = &content->activity->covariance;
    const igraph_integer_t n = igraph_matrix_nrow(covariance);
    const int stride = cairo_image_surface_get_stride(surface);
    guchar *data = cairo_image_surface_get_data(surface);
    for (igraph_integer_t i = 0; i < n; i++) {
        guint32 *row = (guint32 *)(void *)(data + (gsize)i * (gsize)stride);
        for (igraph_integer_t j = 0; j < n; j++) {
            const double value = latigraph_correlation_of(covariance, VECTOR(*content->order)[i],
                                                          VECTOR(*content->order)[j]);
            row[j] = i == j ? figure_rgb(cr, FIGURE_PALE)
                            : figure_signed_rgb(cr, value / content->limit);
        }
    }
    cairo_surface_mark_dirty(surface);
}

static void draw_matrix(cairo_t *cr, const content_t *content) {
    const int n = (int)igraph_matrix_nrow(&content->activity->covariance);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, n, n);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        fill_pixels(cr, content, surface);
        cairo_save(cr);
        cairo_translate(cr, 44.0, TOP);
        cairo_scale(cr, SIDE / n, SIDE / n);
        cairo_set_source_surface(cr, surface, 0.0, 0.0);
        cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
        cairo_paint(cr);
        cairo_restore(cr);
    }
    cairo_surface_destroy(surface);
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, 44.0 + SIDE, TOP - 4.0, 7.0, FIGURE_RIGHT,
                "%s: above 0, %s: below; full colour at %.2g",
                figure_colour_word(cr, FIGURE_ORANGE), figure_colour_word(cr, FIGURE_BLUE),
                content->limit);
    figure_text(cr, 44.0 + SIDE / 2.0, TOP + SIDE + 12.0, 8.0, FIGURE_CENTRE,
                "neurons by the strongest pattern");
}

static void draw_spectrum(cairo_t *cr, const latigraph_covariance_t *activity) {
    const igraph_vector_t *value = &activity->eigenvalues;
    const igraph_integer_t n = igraph_vector_size(value);
    const double total = igraph_vector_sum(value);
    const figure_frame_t frame = {330.0, TOP, 240.0, SIDE, 0.0, (double)n, 0.0, 1.0};
    double sum = 0.0;
    figure_colour(cr, FIGURE_PALE, 1.0);
    cairo_set_line_width(cr, 0.8);
    figure_line(cr, figure_x(&frame, 0.0), figure_y(&frame, 0.0), figure_x(&frame, (double)n),
                figure_y(&frame, 1.0));
    figure_colour(cr, FIGURE_BLUE, 1.0);
    cairo_set_line_width(cr, 1.2);
    cairo_move_to(cr, figure_x(&frame, 0.0), figure_y(&frame, 0.0));
    for (igraph_integer_t k = 0; k < n; k++) {
        sum += VECTOR(*value)[k] / total;
        cairo_line_to(cr, figure_x(&frame, (double)k + 1.0), figure_y(&frame, sum));
    }
    cairo_stroke(cr);
    figure_colour(cr, FIGURE_ORANGE, 1.0);
    cairo_set_line_width(cr, 0.8);
    figure_line(cr, figure_x(&frame, activity->dimension), figure_y(&frame, 0.0),
                figure_x(&frame, activity->dimension), figure_y(&frame, 1.0));
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_text(cr, frame.left + frame.width, TOP - 4.0, 7.0, FIGURE_RIGHT,
                "%s: dimension; %s: noise alone", figure_colour_word(cr, FIGURE_ORANGE),
                figure_colour_word(cr, FIGURE_PALE));
    figure_axes(cr, &frame, "patterns", "share of the variance");
}

static void draw_all(cairo_t *cr, const void *data) {
    const content_t *content = data;
    char title[128];
    figure_colour(cr, FIGURE_INK, 1.0);
    figure_title(cr, 20.0, 20.0, "a", "Correlations from wiring");
    figure_print(title, sizeof title, "Patterns of activity: dimension %.1f",
                 content->activity->dimension);
    figure_title(cr, 305.0, 20.0, "b", title);
    draw_matrix(cr, content);
    draw_spectrum(cr, content->activity);
}

igraph_error_t figure_image_covariance(const latigraph_covariance_t *activity,
                                       const latigraph_figure_style_t *style,
                                       igraph_vector_char_t *image) {
    igraph_vector_int_t order;
    content_t content = {.activity = activity, .order = &order};
    IGRAPH_VECTOR_INT_INIT_FINALLY(&order, 0);
    IGRAPH_CHECK(latigraph_sort_indices(&activity->pattern, &order, IGRAPH_DESCENDING));
    IGRAPH_CHECK(find_limit(&activity->covariance, &content.limit));
    IGRAPH_CHECK(figure_image(draw_all, &content, 600, 290, style, image));
    igraph_vector_int_destroy(&order);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
