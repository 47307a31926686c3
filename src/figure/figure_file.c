/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Images in memory: one drawing as SVG, PDF or PNG.
 *
 * A drawing function draws on any cairo surface in points, so the same one serves all formats.
 * cairo writes to a stream, and the stream appends to a text whose allocation can fail; callers
 * decide where the bytes go. PNG has 300 dots per inch, but is at most 2250 dots wide, which a
 * screen still shows: figures for print are SVG or PDF.
 */
#include "figure/figure_draw.h"

#include "base/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

/* Dots per point, and the greatest width in dots. */
static const double PNG_SCALE = 300.0 / 72.0, PNG_WIDTH = 2250.0;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
    latigraph_text_t *text = closure;
    latigraph_text_append_part(text, (const char *)data, length);
    return text->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* A drawing: one of the pointers is set. */
typedef struct {
    double width, height;
    const figure_t *figure;
    const figure_strip_t *strip;
    const figure_steered_t *steered;
    const figure_evaluation_t *evaluation;
    const figure_ladder_t *ladder;
    const figure_functional_t *functional;
    const figure_states_t *states;
    const latigraph_latents_t *latents;
} picture_t;

static cairo_surface_t *new_surface(const picture_t *p, const char *format,
                                    latigraph_text_t *text) {
    if (strcmp(format, "svg") == 0) {
        return cairo_svg_surface_create_for_stream(append, text, p->width, p->height);
    }
    if (strcmp(format, "pdf") == 0) {
        return cairo_pdf_surface_create_for_stream(append, text, p->width, p->height);
    }
    const double scale = fmin(PNG_SCALE, PNG_WIDTH / p->width);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(p->width * scale), (int)(p->height * scale));
    cairo_surface_set_device_scale(surface, scale, scale);
    return surface;
}

static cairo_status_t render(const picture_t *picture, const char *format, latigraph_text_t *text) {
    cairo_surface_t *surface = new_surface(picture, format, text);
    cairo_t *cr = cairo_create(surface);
    if (picture->figure != NULL) {
        figure_draw(cr, picture->figure);
    } else if (picture->strip != NULL) {
        figure_draw_strip(cr, picture->strip);
    } else if (picture->ladder != NULL) {
        figure_draw_ladder(cr, picture->ladder);
    } else if (picture->steered != NULL) {
        figure_draw_steered(cr, picture->steered);
    } else if (picture->functional != NULL) {
        figure_draw_functional(cr, picture->functional);
    } else if (picture->states != NULL) {
        figure_draw_states(cr, picture->states);
    } else if (picture->latents != NULL) {
        figure_draw_latents(cr, picture->latents);
    } else {
        figure_draw_evaluation(cr, picture->evaluation);
    }
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && strcmp(format, "png") == 0) {
        status = cairo_surface_write_to_png_stream(surface, append, text);
    }
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(surface);
    }
    cairo_surface_destroy(surface);
    return status;
}

static igraph_error_t make_image(const picture_t *picture, const char *format,
                                 igraph_vector_char_t *image) {
    if (strcmp(format, "svg") != 0 && strcmp(format, "png") != 0 && strcmp(format, "pdf") != 0) {
        IGRAPH_ERRORF("Figures are drawn as svg, png or pdf, not as \"%s\".", IGRAPH_EINVAL,
                      format);
    }
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    const cairo_status_t status = render(picture, format, &text);
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    cairo_debug_reset_static_data(); /* frees the fonts that cairo caches */
    IGRAPH_CHECK(latigraph_text_check(&text));
    if (status != CAIRO_STATUS_SUCCESS) {
        IGRAPH_ERRORF("The figure cannot be drawn: %s.",
                      status == CAIRO_STATUS_NO_MEMORY ? IGRAPH_ENOMEM : IGRAPH_FAILURE,
                      cairo_status_to_string(status));
    }
    IGRAPH_CHECK(igraph_vector_char_resize(image, (igraph_integer_t)text.length));
    memcpy(VECTOR(*image), latigraph_text(&text), text.length);
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_image_map(const figure_t *figure, const char *format,
                                igraph_vector_char_t *image) {
    const picture_t picture = {.width = figure_width, .height = figure_height, .figure = figure};
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_evaluation(const figure_evaluation_t *evaluation, const char *format,
                                       igraph_vector_char_t *image) {
    const picture_t picture = {.width = 740.0, .height = 280.0, .evaluation = evaluation};
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_functional(const figure_functional_t *fit, const char *format,
                                       igraph_vector_char_t *image) {
    picture_t picture = {.functional = fit};
    figure_functional_size(fit, &picture.width, &picture.height);
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_latents(const latigraph_latents_t *latents, const char *format,
                                    igraph_vector_char_t *image) {
    const picture_t picture = {.width = 740.0, .height = 280.0, .latents = latents};
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_states(const figure_states_t *states, const char *format,
                                   igraph_vector_char_t *image) {
    const picture_t picture = {.width = 740.0, .height = 230.0, .states = states};
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_strip(const figure_strip_t *strip, const char *format,
                                  igraph_vector_char_t *image) {
    picture_t picture = {.strip = strip};
    figure_strip_size(strip, &picture.width, &picture.height);
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_steered(const figure_steered_t *steered, const char *format,
                                    igraph_vector_char_t *image) {
    picture_t picture = {.steered = steered};
    figure_steered_size(steered, &picture.width, &picture.height);
    return make_image(&picture, format, image);
}

igraph_error_t figure_image_ladder(const figure_ladder_t *ladder, const char *format,
                                   igraph_vector_char_t *image) {
    picture_t picture = {.ladder = ladder};
    figure_ladder_size(ladder, &picture.width, &picture.height);
    return make_image(&picture, format, image);
}
