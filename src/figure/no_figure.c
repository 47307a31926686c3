/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The module of figures in a library that is built without cairo.
 *
 * Every image is an error that names the reason. Operations that draw thus exist in every build,
 * with the same rows and the same documentation, and no other file asks how the library was built.
 */
#include "figure/figure.h"

static igraph_error_t refuse(void) {
    IGRAPH_ERROR("This latigraph was built without cairo, so it draws no figures.",
                 IGRAPH_UNIMPLEMENTED);
}

igraph_error_t figure_image_map(const figure_t *figure, const char *format,
                                igraph_vector_char_t *image) {
    (void)figure, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_steering(const figure_steering_t *steering, const char *format,
                                     igraph_vector_char_t *image) {
    (void)steering, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_walk(const figure_walk_t *walk, const char *format,
                                 igraph_vector_char_t *image) {
    (void)walk, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_evaluation(const figure_evaluation_t *evaluation, const char *format,
                                       igraph_vector_char_t *image) {
    (void)evaluation, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_ladder(const figure_ladder_t *ladder, const char *format,
                                   igraph_vector_char_t *image) {
    (void)ladder, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_functional(const figure_functional_t *fit, const char *format,
                                       igraph_vector_char_t *image) {
    (void)fit, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_states(const figure_states_t *states, const char *format,
                                   igraph_vector_char_t *image) {
    (void)states, (void)format, (void)image;
    return refuse();
}

igraph_error_t figure_image_latents(const latigraph_latents_t *latents, const char *format,
                                    igraph_vector_char_t *image) {
    (void)latents, (void)format, (void)image;
    return refuse();
}
