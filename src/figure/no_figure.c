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
#include "figure/figure_table.h"

static igraph_error_t refuse(void) {
    IGRAPH_ERROR("This latigraph was built without cairo, so it draws no figures.",
                 IGRAPH_UNIMPLEMENTED);
}

/* A function of figure.h that refuses. */
#define REFUSE(name, content_t)                                                                    \
    igraph_error_t name(const content_t *content, const latigraph_figure_style_t *style,           \
                        igraph_vector_char_t *image) {                                             \
        (void)content, (void)style, (void)image;                                                   \
        return refuse();                                                                           \
    }
REFUSE(figure_image_map, figure_t)
REFUSE(figure_image_table, figure_table_t)
REFUSE(figure_image_steering, figure_steering_t)
REFUSE(figure_image_walk, figure_walk_t)
REFUSE(figure_image_evaluation, figure_evaluation_t)
REFUSE(figure_image_ladder, figure_ladder_t)
REFUSE(figure_image_functional, figure_functional_t)
REFUSE(figure_image_states, figure_states_t)
REFUSE(figure_image_latents, latigraph_latents_t)
REFUSE(figure_image_covariance, latigraph_covariance_t)
REFUSE(figure_image_factors, latigraph_factors_t)
