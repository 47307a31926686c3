/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Walk from the code of one circuit to that of another.
 *
 * The way is straight, or turns in whitened coordinates y = L⁻¹ (z − mean), in which the density of
 * the training codes is round (way.c). The density along both paths is reported. A walk between
 * codes that lie opposite each other across the mean is refused along the manifold, because no way
 * around it is better than another. Node data are those of the first circuit if both have the same
 * neurons. Otherwise they are drawn at every step, with numbers of neurons between those of the two
 * circuits. */

#include "latent/latent.h"
#include "latent/path.h"
#include "latent/way.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Two codes, whitened: y = L⁻¹ (z − mean). */
typedef struct {
    double *first, *second; /* (dz) */
    latigraph_arc_t arc;
} ends_t;

static void whiten_ends(const latigraph_walk_t *walk, const double *codes, ends_t *ends) {
    const int width = walk->model->config.code;
    for (int k = 0; k < width; k++) {
        ends->first[k] = codes[k] - walk->density.centre[k];
        ends->second[k] = codes[width + k] - walk->density.centre[k];
    }
    latigraph_code_density_whiten(&walk->density, ends->first);
    latigraph_code_density_whiten(&walk->density, ends->second);
    latigraph_arc_init(&ends->arc, width, ends->first, ends->second);
}

/* --- The steps ------------------------------------------------------------ */

/* Sets the codes of all steps on the chosen path, and the ln density along both paths. codes (2,
 * dz) are the ends; spare (2 dz). */
static igraph_error_t place_steps(latigraph_walk_t *walk, const double *codes, const ends_t *ends,
                                  double *spare, latigraph_path_t *path) {
    const int width = walk->model->config.code, last = (int)walk->options->steps - 1;
    const gboolean manifold = walk->options->shape == LATIGRAPH_PATH_MANIFOLD;
    const gboolean opposite = latigraph_arc_is_opposite(&ends->arc);
    if (opposite && manifold) {
        IGRAPH_ERROR("The two codes lie opposite each other across the mean of the training codes, "
                     "so that no way around it is shorter than others; go straight.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(igraph_vector_resize(&path->position, last + 1));
    IGRAPH_CHECK(igraph_vector_resize(&path->straight, last + 1));
    IGRAPH_CHECK(igraph_vector_resize(&path->manifold, last + 1));
    for (int s = 0; s <= last; s++) {
        const double t = (double)s / last;
        double *chosen = walk->codes + (gsize)s * (gsize)width;
        VECTOR(path->position)[s] = t;
        for (int k = 0; k < width; k++) {
            spare[k] = (1 - t) * codes[k] + t * codes[width + k];
        }
        memcpy(chosen, spare, sizeof(double) * (gsize)width);
        VECTOR(path->straight)
        [s] = latigraph_code_density_log(&walk->density, chosen, spare + width);
        VECTOR(path->manifold)[s] = NAN;
        if (!opposite) {
            latigraph_arc_at(&ends->arc, t, spare);
            latigraph_code_density_colour(&walk->density, spare);
            VECTOR(path->manifold)
            [s] = latigraph_code_density_log(&walk->density, spare, spare + width);
        }
        if (manifold) {
            memcpy(chosen, spare, sizeof(double) * (gsize)width);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t choose_codes(latigraph_walk_t *walk, const double *codes,
                                   latigraph_path_t *path) {
    const gsize width = (gsize)walk->model->config.code;
    ends_t ends;
    double *spare;
    LATIGRAPH_ALLOCATE(ends.first, width);
    LATIGRAPH_ALLOCATE(ends.second, width);
    LATIGRAPH_ALLOCATE(spare, 2 * width);
    whiten_ends(walk, codes, &ends);
    IGRAPH_CHECK(place_steps(walk, codes, &ends, spare, path));
    memcpy(walk->start, codes, sizeof(double) * width);
    g_free(spare);
    g_free(ends.second);
    g_free(ends.first);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Node data ------------------------------------------------------------ */

/* Returns whether two circuits have the same neurons in the same order. */
static gboolean same_neurons(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    gboolean same = a->n == b->n && strcmp(a->connectome, b->connectome) == 0;
    for (int i = 0; same && i < a->n; i++) {
        same = strcmp(a->neuron[i], b->neuron[i]) == 0;
    }
    return same;
}

/* Sets the sizes of the circuits to draw: the requested one, or evenly from first to second. */
static igraph_error_t draw_sizes(latigraph_walk_t *walk, int first, int second) {
    const int last = (int)walk->options->steps - 1, given = (int)walk->options->generate.nodes;
    walk->size = g_try_new0(int, last + 1);
    if (walk->size == NULL) {
        IGRAPH_ERROR("Not enough memory for the codes of a path.", IGRAPH_ENOMEM);
    }
    for (int s = 0; s <= last; s++) {
        const double size = first + (double)(second - first) * s / last;
        walk->size[s] = given > 0 ? given : (int)lround(size);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t choose_nodes(latigraph_walk_t *walk, const latigraph_circuit_t *first,
                                   const latigraph_circuit_t *second, latigraph_path_t *path) {
    path->nodes = walk->options->node_data;
    if (path->nodes == LATIGRAPH_PATH_NODES_AUTO) {
        path->nodes = same_neurons(first, second) && walk->options->generate.nodes == 0
                          ? LATIGRAPH_PATH_NODES_FIRST
                          : LATIGRAPH_PATH_NODES_DRAWN;
    }
    walk->like = path->nodes == LATIGRAPH_PATH_NODES_FIRST    ? first
                 : path->nodes == LATIGRAPH_PATH_NODES_SECOND ? second
                                                              : NULL;
    return walk->like == NULL ? draw_sizes(walk, first->n, second->n) : IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_path_options_t *options) {
    if (options->shape == LATIGRAPH_PATH_MIXTURE) {
        IGRAPH_ERROR(
            "The way between two circuits cannot lead through a mixture of groups. Choose a "
            "straight line, or stations with latigraph_traverse_stations().",
            IGRAPH_EINVAL);
    }
    if (options->shape == LATIGRAPH_PATH_SPLINE) {
        IGRAPH_ERROR("A spline between two circuits is the straight line; ask for that, or for a "
                     "spline through stations with latigraph_traverse_stations().",
                     IGRAPH_EINVAL);
    }
    if (options->generate.group != NULL) {
        IGRAPH_ERRORF("The codes of two circuits are given, and also the group \"%.200s\" to start "
                      "from.",
                      IGRAPH_EINVAL, options->generate.group);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t encode_ends(const latigraph_walk_t *walk, const latigraph_circuit_t *first,
                                  const latigraph_circuit_t *second, double *codes) {
    latigraph_circuit_t *items[2] = {(latigraph_circuit_t *)first, (latigraph_circuit_t *)second};
    const latigraph_circuit_list_t both = {.items = items, .size = 2, .capacity = 2};
    return latigraph_encode_rows(walk->model, &both, 1, codes, NULL);
}

/**
 * \function latigraph_interpolate
 * \brief Walks from the code of one circuit to that of another.
 *
 * On the straight path the code at share t is (1 − t) a + t b. This line passes nearer to the mean
 * of the training codes than most of them lie: in many dimensions hardly any code is there. The
 * path along the manifold uses whitened codes, y = L⁻¹ (z − mean) with covariance L Lᵀ, in which
 * the density of the training codes is round. The direction of y turns evenly from a to b
 * (spherical interpolation: White, Sampling generative networks, arXiv 1609.04468, 2016), and its
 * length changes evenly, so that the density of every code is between those of the ends. A model
 * stores the density of its training codes but not the codes, so it knows no more of the manifold.
 * The path contains the ln density along both.
 *
 * </para><para>
 * Circuits have the node data of the first circuit if both have the same neurons. Otherwise node
 * data are drawn from the model's law at every step, given its code, and the number of neurons
 * changes evenly from that of the first circuit to that of the second. \c node_data in the options
 * requests those of one circuit, or drawn ones. Random numbers are the same at every step.
 *
 * </para><para>
 * The path is filled as by \ref latigraph_traverse(), with positions from 0 to 1. Changes are
 * relative to the first step.
 *
 * \param model The model.
 * \param circuits Initialised list. The circuits are appended, step by step.
 * \param first Circuit at the start.
 * \param second Circuit at the end.
 * \param options Steps, shape, node data, circuits per step, threads, seed.
 * \param path Initialised path, which is filled.
 * \return Error code: \c IGRAPH_EINVAL: fewer than two steps, codes that lie opposite each other
 *    across the mean (along the manifold), a group, options as in \ref latigraph_generate();
 *    \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_traverse().
 *
 * \sa \ref latigraph_traverse()
 *
 * Example: a walk from one circuit to another along the manifold of the training codes.
 * \verbatim
 *   latigraph_path_options_t options;
 *   latigraph_path_t path;
 *   latigraph_path_options_init(&options);
 *   options.shape = LATIGRAPH_PATH_MANIFOLD;
 *   latigraph_path_init(&path);
 *   latigraph_interpolate(model, &generated, circuit, like, &options, &path);
 *   printf("ln density half-way: %g\n", VECTOR(path.log_density)[path.steps / 2]);
 *   latigraph_path_destroy(&path);
 * \endverbatim
 */
igraph_error_t
latigraph_interpolate(const latigraph_model_t *model, latigraph_circuit_list_t *circuits,
                      const latigraph_circuit_t *first, const latigraph_circuit_t *second,
                      const latigraph_path_options_t *options, latigraph_path_t *path) {
    latigraph_walk_t walk;
    double *codes;
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(latigraph_model_check_like(model, first));
    IGRAPH_CHECK(latigraph_model_check_like(model, second));
    IGRAPH_CHECK(latigraph_walk_init(&walk, model, options));
    LATIGRAPH_ALLOCATE(codes, 2 * model->config.code);
    IGRAPH_CHECK(choose_nodes(&walk, first, second, path));
    IGRAPH_CHECK(encode_ends(&walk, first, second, codes));
    IGRAPH_CHECK(choose_codes(&walk, codes, path));
    IGRAPH_CHECK(latigraph_walk_run(&walk, path, circuits));
    g_free(codes);
    latigraph_walk_destroy(&walk);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
