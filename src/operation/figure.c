/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation figure: the latent map of circuits, for faces that want the bytes of an image.
 * Everything that is drawn is in src/figure. The result keeps the computed map, so that the same
 * run can be written in several formats. */

#include "figure/figure.h"
#include "operation/figure_style.h"

#include <latigraph/measure.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    const char *property, *direction;
    latigraph_figure_style_t style;
    igraph_uint_t seed;
    igraph_integer_t threads;
} request_t;

typedef struct {
    igraph_vector_char_t image;
    figure_t figure;
    gboolean filled;
} result_t;

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    INPUT_CIRCUITS("circuits", circuits, "Circuits to place on the map, two or more."),
    OPTION("property", STRING, property, "reciprocity", "Property that colours the map.",
           .letter = 'p', .metavar = "PROPERTY"),
    OPTION("direction", STRING, direction, NULL,
           "Property along which circuits are generated; that of the map if it is left out.",
           .letter = 'd', .metavar = "PROPERTY"),
    OPTION("format", STRING, style.format, "svg", "Format of the image: svg, png or pdf.",
           .show = LATIGRAPH_SHOW_HIDDEN),
    FIGURE_STYLE_ROWS(request_t, style., ""),
    OPTION_SEED(seed),
    OPTION_THREADS(threads),
    OUTPUT("image", BYTES, image, "The bytes of the image."),
};

static igraph_error_t find(const char *name, igraph_integer_t *property) {
    *property = latigraph_property_find(name);
    if (*property < 0) {
        IGRAPH_ERRORF("There is no property \"%s\" of the table; the operation list_properties "
                      "lists all.",
                      IGRAPH_EINVAL, name);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill(const request_t *request, result_t *result) {
    igraph_integer_t property, direction;
    if (latigraph_circuit_list_size(request->circuits) < 2) {
        IGRAPH_ERROR("A latent map needs at least two circuits.", IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(find(request->property, &property));
    IGRAPH_CHECK(
        find(request->direction != NULL ? request->direction : request->property, &direction));
    result->filled = TRUE;
    return figure_fill(&result->figure, request->model, request->circuits, property, direction,
                       request->seed, request->threads);
}

static void destroy_result(void *result) {
    figure_destroy(&((result_t *)result)->figure);
}

static igraph_error_t init_result(void *result) {
    (void)result; /* it arrives zeroed */
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    (void)remarks;
    IGRAPH_CHECK(fill(request, result));
    return figure_image_map(&result->figure, &request->style, &result->image);
}

/* The same map in another format. */
static igraph_error_t figure(const void *request_data, const void *result_data,
                             const latigraph_figure_style_t *style, igraph_vector_char_t *image) {
    const request_t *request = request_data;
    const result_t *result = result_data;
    latigraph_figure_style_t own = request->style; /* the options are inputs of this operation */
    own.format = style->format;
    if (!result->filled) {
        IGRAPH_ERROR("The map was not computed; run the operation.", IGRAPH_EINVAL);
    }
    return figure_image_map(&result->figure, &own, image);
}

const latigraph_operation_t latigraph_operation_figure = {
    .name = "figure",
    .summary = "Draws the latent map of circuits and circuits along a direction.",
    .doc =
        "The map places circuits by the first two principal axes of their codes, coloured by a "
        "property. Beside it: how well steering meets what is requested, from -2 to +2 SD around "
        "the mean of the circuits, and one circuit of each step.",
    .example = "latigraph figure model.safetensors circuits -o figure.svg -o figure.png",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
    .init_result = init_result,
    .destroy_result = destroy_result,
    .figure = figure,
};
