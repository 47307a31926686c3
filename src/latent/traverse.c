/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Walk along the model's direction of a property.
 *
 * Step s lies at a position p_s in SDs of the property, evenly spaced from `from` to `to`, and has
 * the code start + p_s · step, where `step` adds one SD by the model's regression (directions.c).
 * walk.c does the rest. Nothing holds the other properties: the path shows what the direction does
 * by itself, whereas steering (steer.c) meets a request. */

#include "latent/path.h"

#include "latent/latent.h"

#include <math.h>

static igraph_error_t check_ends(const latigraph_path_options_t *options) {
    if (!isfinite(options->from) || !isfinite(options->to) || options->from == options->to) {
        IGRAPH_ERRORF("A direction is walked from one finite number of SDs to another, got %g and "
                      "%g.",
                      IGRAPH_EINVAL, options->from, options->to);
    }
    return IGRAPH_SUCCESS;
}

/* Sets the positions of the steps and their codes. */
static igraph_error_t place_steps(latigraph_walk_t *walk, int direction, latigraph_path_t *path) {
    const latigraph_path_options_t *options = walk->options;
    const int width = walk->model->config.code, last = (int)options->steps - 1;
    const double *step = walk->model->directions.step + direction * width;
    IGRAPH_CHECK(igraph_vector_resize(&path->position, options->steps));
    for (int s = 0; s <= last; s++) {
        /* Weighting both ends makes the middle exactly 0 if they are opposite numbers. */
        const double position = (options->from * (last - s) + options->to * s) / last;
        double *code = walk->codes + (gsize)s * (gsize)width;
        VECTOR(path->position)[s] = position;
        for (int k = 0; k < width; k++) {
            code[k] = walk->start[k] + position * step[k];
        }
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_traverse
 * \brief Walks the code along the model's direction of a property.
 *
 * The start is the code of \p like, or the mean of the training codes (or of those of the group
 * that the options name). The code at a position of p SDs is the start plus p times the direction's
 * step C w / (wᵀ C w) · SD (see \ref latigraph_directions()). At each step \c count circuits are
 * generated, with the same node data and random numbers at all steps. Only the code is moved, to
 * study the latent space. For circuits with a requested value use \ref latigraph_steer().
 *
 * </para><para>
 * All properties are measured. \c asked is the prediction of the model's regression from the code,
 * w·z + c. Changes are relative to the circuits at the start, which are generated in addition if no
 * step is there. \c slope is the slope of a straight line through the changes. The best slope is 1
 * for the property itself and 0 for all others (side effects). The circuits are encoded again, and
 * the path contains the distance of their codes from the code at which they were generated.
 *
 * \param model The model.
 * \param circuits Initialised list. The circuits are appended, step by step, with names such as
 *    \c step-01-0001 and notes \c step, \c path_position, code and seed.
 * \param property Index into the table of properties. The model must have a direction of it.
 * \param like A circuit whose code and node data are used. If NULL, node data are drawn once, given
 *    the code at the start.
 * \param options Steps, from, to, circuits per step, threads, seed.
 * \param path Initialised path, which is filled.
 * \return Error code: \c IGRAPH_EINVAL: no direction of the property (the message lists those of
 *    the model), fewer than two steps, ends that are equal or not finite, options as in
 *    \ref latigraph_generate(); \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_generate(), \ref latigraph_properties() and
 * \ref latigraph_encode() for steps · count circuits.
 *
 * \sa \ref latigraph_interpolate(), \ref latigraph_steer()
 *
 * Example: reciprocity from −2 to +2 SD around the mean code, ten circuits at each of five steps.
 * \verbatim
 *   latigraph_path_options_t options;
 *   latigraph_path_t path;
 *   latigraph_path_options_init(&options);
 *   latigraph_path_init(&path);
 *   igraph_integer_t property = latigraph_property_find("reciprocity");
 *   latigraph_traverse(model, &circuits, property, NULL, &options, &path);
 *   printf("%g SD for each SD\n", VECTOR(path.slope)[property]);
 * \endverbatim
 */
igraph_error_t latigraph_traverse(const latigraph_model_t *model,
                                  latigraph_circuit_list_t *circuits, igraph_integer_t property,
                                  const latigraph_circuit_t *like,
                                  const latigraph_path_options_t *options, latigraph_path_t *path) {
    latigraph_walk_t walk;
    int direction;
    IGRAPH_CHECK(check_ends(options));
    IGRAPH_CHECK(latigraph_path_direction(model, property, &direction));
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    IGRAPH_CHECK(latigraph_walk_init(&walk, model, options));
    walk.like = like;
    path->nodes = like != NULL ? LATIGRAPH_PATH_NODES_FIRST : LATIGRAPH_PATH_NODES_DRAWN;
    igraph_vector_clear(&path->straight);
    igraph_vector_clear(&path->manifold);
    IGRAPH_CHECK(latigraph_start_code(model, like, options->generate.group, walk.start));
    IGRAPH_CHECK(place_steps(&walk, direction, path));
    IGRAPH_CHECK(latigraph_walk_run(&walk, path, circuits));
    latigraph_walk_destroy(&walk);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
