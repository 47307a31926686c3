/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Walk through given codes in order, such as the mean codes of young, larval and adult animals.
 *
 * The way is laid in whitened coordinates y = L⁻¹ (z − mean), in which the density of the training
 * codes is round, and its parameter is the cumulative chord length there (way.c, spline.c). Steps
 * are evenly spaced in it, and walk.c does the rest. A spline passes through every station; the
 * straight line and the arc have only the ends in common with it and are there to compare.
 */
#include "latent/latent.h"
#include "latent/path.h"
#include "latent/way.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* --- Mean codes of groups --------------------------------------------------------------------- */

static igraph_error_t use_model_groups(const latigraph_model_t *model,
                                       const igraph_strvector_t *names, igraph_matrix_t *stations,
                                       igraph_matrix_list_t *spread) {
    const int width = model->config.code;
    for (igraph_integer_t s = 0; s < igraph_strvector_size(names); s++) {
        const double *mean, *covariance;
        IGRAPH_CHECK(
            latigraph_code_moments(model, igraph_strvector_get(names, s), &mean, &covariance));
        for (int k = 0; k < width; k++) {
            MATRIX(*stations, s, k) = mean[k];
        }
        for (int e = 0; spread != NULL && e < width * width; e++) {
            MATRIX(*igraph_matrix_list_get_ptr(spread, s), e / width, e % width) = covariance[e];
        }
    }
    return IGRAPH_SUCCESS;
}

/* Computes the mean of the codes (circuits, width) with a label. */
static igraph_error_t average(const double *codes, const igraph_strvector_t *labels,
                              const char *name, igraph_integer_t row, igraph_matrix_t *stations) {
    const igraph_integer_t width = igraph_matrix_ncol(stations);
    igraph_integer_t count = 0;
    for (igraph_integer_t c = 0; c < igraph_strvector_size(labels); c++) {
        if (strcmp(igraph_strvector_get(labels, c), name) == 0) {
            count++;
            for (igraph_integer_t k = 0; k < width; k++) {
                MATRIX(*stations, row, k) += codes[c * width + k];
            }
        }
    }
    if (count == 0) {
        IGRAPH_ERRORF("No circuit is of the group \"%s\"; the first one is of \"%s\".",
                      IGRAPH_EINVAL, name,
                      igraph_strvector_size(labels) > 0 ? igraph_strvector_get(labels, 0) : "none");
    }
    for (igraph_integer_t k = 0; k < width; k++) {
        MATRIX(*stations, row, k) /= (double)count;
    }
    return IGRAPH_SUCCESS;
}

/* Computes the covariance of the codes (circuits, width) with a label about their mean. */
static void find_spread(const double *codes, const igraph_strvector_t *labels, const char *name,
                        const igraph_matrix_t *stations, igraph_integer_t row,
                        igraph_matrix_t *spread) {
    const igraph_integer_t width = igraph_matrix_ncol(stations);
    double count = 0;
    igraph_matrix_null(spread);
    for (igraph_integer_t c = 0; c < igraph_strvector_size(labels); c++) {
        const double *code = codes + c * width;
        if (strcmp(igraph_strvector_get(labels, c), name) != 0) {
            continue;
        }
        count++;
        for (igraph_integer_t i = 0; i < width; i++) {
            for (igraph_integer_t j = 0; j < width; j++) {
                MATRIX(*spread, i, j) +=
                    (code[i] - MATRIX(*stations, row, i)) * (code[j] - MATRIX(*stations, row, j));
            }
        }
    }
    igraph_matrix_scale(spread, count > 1 ? 1 / (count - 1) : 1);
}

/* Resizes the list to one matrix (width, width) per station. */
static igraph_error_t clear_spread(igraph_integer_t count, int width,
                                   igraph_matrix_list_t *spread) {
    igraph_matrix_list_clear(spread);
    IGRAPH_CHECK(igraph_matrix_list_resize(spread, count));
    for (igraph_integer_t s = 0; s < count; s++) {
        IGRAPH_CHECK(igraph_matrix_resize(igraph_matrix_list_get_ptr(spread, s), width, width));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_labels(const latigraph_circuit_list_t *circuits,
                                   const igraph_strvector_t *labels) {
    if (labels == NULL || igraph_strvector_size(labels) != circuits->size) {
        IGRAPH_ERRORF("Each circuit needs the name of its group, got %" IGRAPH_PRId
                      " names for %" IGRAPH_PRId " circuits.",
                      IGRAPH_EINVAL, labels != NULL ? igraph_strvector_size(labels) : 0,
                      circuits->size);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_station_codes
 * \brief Mean codes of groups by name, and the covariances of these codes.
 *
 * \param model The model.
 * \param circuits Circuits of the groups. If NULL, the groups are those of the training circuits,
 *    whose mean codes the model keeps.
 * \param labels The group of each circuit; not used without circuits.
 * \param names The names of the groups.
 * \param threads Number of threads.
 * \param stations Initialised matrix, which gets a row per name and a column per dimension of the
 *    code.
 * \param spread Initialised list, which gets the covariance of the codes of each group, for ways
 *    through their mixture; NULL: it is not computed. Covariances of groups of the model include
 *    the mean variance of the posteriors; those of circuits are of posterior means alone.
 * \return Error code: \c IGRAPH_EINVAL if a name is not that of a group, or the number of labels is
 *    not that of circuits; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode().
 *
 * \sa \ref latigraph_traverse_stations()
 *
 * Example: the mean code of a worm among the training circuits.
 * \verbatim
 *   igraph_matrix_t stations;
 *   igraph_matrix_init(&stations, 0, 0);
 *   latigraph_station_codes(model, NULL, NULL, &names, 1, &stations, NULL);
 *   igraph_matrix_destroy(&stations);
 * \endverbatim
 */
igraph_error_t latigraph_station_codes(const latigraph_model_t *model,
                                       const latigraph_circuit_list_t *circuits,
                                       const igraph_strvector_t *labels,
                                       const igraph_strvector_t *names, igraph_integer_t threads,
                                       igraph_matrix_t *stations, igraph_matrix_list_t *spread) {
    const igraph_integer_t count = igraph_strvector_size(names);
    double *codes;
    IGRAPH_CHECK(igraph_matrix_resize(stations, count, model->config.code));
    igraph_matrix_null(stations);
    if (spread != NULL) {
        IGRAPH_CHECK(clear_spread(count, model->config.code, spread));
    }
    if (circuits == NULL) {
        return use_model_groups(model, names, stations, spread);
    }
    IGRAPH_CHECK(check_labels(circuits, labels));
    IGRAPH_CHECK(latigraph_model_check_node_data(model, circuits));
    LATIGRAPH_ALLOCATE(codes, circuits->size * model->config.code);
    IGRAPH_CHECK(latigraph_encode_rows(model, circuits, (int)threads, codes, NULL));
    for (igraph_integer_t s = 0; s < count; s++) {
        const char *name = igraph_strvector_get(names, s);
        IGRAPH_CHECK(average(codes, labels, name, s, stations));
        if (spread != NULL) {
            find_spread(codes, labels, name, stations, s, igraph_matrix_list_get_ptr(spread, s));
        }
    }
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The walk --------------------------------------------------------------------------------- */

igraph_error_t latigraph_whiten_stations(const latigraph_code_density_t *density,
                                         const igraph_matrix_t *stations, double *point) {
    const int width = density->width, count = (int)igraph_matrix_nrow(stations);
    if (count < 2 || igraph_matrix_ncol(stations) != width) {
        IGRAPH_ERRORF("A way needs at least 2 stations with codes of %d dimensions, got %d of "
                      "%" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, width, count, igraph_matrix_ncol(stations));
    }
    for (int s = 0; s < count; s++) {
        double *row = point + (gsize)s * (gsize)width;
        for (int k = 0; k < width; k++) {
            row[k] = MATRIX(*stations, s, k) - density->centre[k];
        }
        latigraph_code_density_whiten(density, row);
        for (int k = 0; k < width; k++) {
            if (!isfinite(row[k])) {
                IGRAPH_ERRORF("The code of station %d is not finite.", IGRAPH_EINVAL, s + 1);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The mixture of the groups ---------------------------------------------------------------- */

/* Share of the density of all training codes that is mixed into the covariance of each group, so
 * that a group of few circuits has a density in all dimensions. */
static const double SHARED = 0.1;

/* Whitens the covariance of a group: L⁻¹ C L⁻ᵀ into white (width, width), mixed with I. */
static void whiten_spread(const latigraph_code_density_t *density, const igraph_matrix_t *spread,
                          double *white) {
    const int width = density->width;
    for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
            white[i * width + j] = MATRIX(*spread, i, j);
        }
    }
    latigraph_blas_begin();
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, width, width, 1,
                density->factor, width, white, width);
    cblas_dtrsm(CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, width, width, 1,
                density->factor, width, white, width);
    latigraph_blas_end();
    for (int e = 0; e < width * width; e++) {
        white[e] = (1 - SHARED) * white[e] + (e % (width + 1) == 0 ? SHARED : 0);
    }
}

igraph_error_t latigraph_station_mixture(const latigraph_code_density_t *density,
                                         const latigraph_path_options_t *options, int count,
                                         const double *point, latigraph_code_mixture_t *mixture) {
    const int width = density->width;
    double *white;
    if (options->spread == NULL || igraph_matrix_list_size(options->spread) != count) {
        IGRAPH_ERRORF("A way through a mixture needs the covariance of each of %d stations, got "
                      "%" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, count,
                      options->spread != NULL ? igraph_matrix_list_size(options->spread) : 0);
    }
    if (!(options->pull >= 0 && options->pull <= 1000)) {
        IGRAPH_ERRORF("The pull of a mixture is %g, but must be from 0 to 1000.", IGRAPH_EINVAL,
                      options->pull);
    }
    IGRAPH_CHECK(latigraph_code_mixture_init(mixture, count, width));
    LATIGRAPH_ALLOCATE(white, (gsize)width * (gsize)width);
    for (int s = 0; s < count; s++) {
        const igraph_matrix_t *spread = igraph_matrix_list_get_ptr(options->spread, s);
        if (igraph_matrix_nrow(spread) != width || igraph_matrix_ncol(spread) != width) {
            IGRAPH_ERRORF(
                "The covariance of station %d needs %d rows and columns, got %" IGRAPH_PRId
                " and %" IGRAPH_PRId ".",
                IGRAPH_EINVAL, s + 1, width, igraph_matrix_nrow(spread),
                igraph_matrix_ncol(spread));
        }
        whiten_spread(density, spread, white);
        IGRAPH_CHECK(latigraph_code_mixture_set(mixture, s, 1.0 / count,
                                                point + (gsize)s * (gsize)width, white));
    }
    g_free(white);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Steps of the walk ------------------------------------------------------------------------ */

/* Sets the positions and codes of the steps. */
static igraph_error_t place_steps(latigraph_walk_t *walk, const latigraph_way_t *way,
                                  latigraph_path_t *path) {
    const int last = (int)walk->options->steps - 1;
    if (way->shape == LATIGRAPH_PATH_MANIFOLD && latigraph_arc_is_opposite(&way->arc)) {
        IGRAPH_ERROR(
            "The first and the last station lie opposite each other across the mean of the "
            "training codes, so that no way around it is shorter than others; take the "
            "spline.",
            IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(igraph_vector_resize(&path->position, last + 1));
    for (int s = 0; s <= last; s++) {
        double *code = walk->codes + (gsize)s * (gsize)way->width;
        VECTOR(path->position)[s] = s == last ? way->length : way->length * s / last;
        latigraph_way_at(way, VECTOR(path->position)[s], code);
        latigraph_code_density_colour(&walk->density, code);
    }
    return IGRAPH_SUCCESS;
}

/* Computes where each station is on the way. y (width) is scratch. */
static igraph_error_t find_positions(const latigraph_way_t *way, int count, const double *point,
                                     double *y, igraph_vector_t *positions) {
    IGRAPH_CHECK(igraph_vector_resize(positions, count));
    for (int s = 0; s < count; s++) {
        double distance;
        VECTOR(*positions)
        [s] = way->shape == LATIGRAPH_PATH_SPLINE
                  ? way->spline.knot[s]
                  : latigraph_way_nearest(way, point + (gsize)s * (gsize)way->width, y, &distance);
    }
    return IGRAPH_SUCCESS;
}

/* Makes the way of the options through whitened points. */
static igraph_error_t make_way(const latigraph_walk_t *walk, int count, const double *point,
                               latigraph_way_t *way) {
    latigraph_code_mixture_t density;
    const latigraph_mixture_t mixture = {&density, walk->options->pull};
    if (walk->options->shape != LATIGRAPH_PATH_MIXTURE) {
        return latigraph_way_init(way, walk->options->shape, count, walk->density.width, point,
                                  NULL);
    }
    IGRAPH_CHECK(latigraph_station_mixture(&walk->density, walk->options, count, point, &density));
    IGRAPH_CHECK(latigraph_way_init(way, LATIGRAPH_PATH_MIXTURE, count, walk->density.width, point,
                                    &mixture));
    latigraph_code_mixture_destroy(&density);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t place(latigraph_walk_t *walk, const igraph_matrix_t *stations,
                            latigraph_path_t *path, igraph_vector_t *positions) {
    const int width = walk->model->config.code, count = (int)igraph_matrix_nrow(stations);
    latigraph_way_t way;
    double *point, *y;
    LATIGRAPH_ALLOCATE(point, (gsize)MAX(count, 1) * (gsize)width);
    LATIGRAPH_ALLOCATE(y, width);
    IGRAPH_CHECK(latigraph_whiten_stations(&walk->density, stations, point));
    IGRAPH_CHECK(make_way(walk, count, point, &way));
    IGRAPH_FINALLY(latigraph_way_destroy, &way);
    IGRAPH_CHECK(place_steps(walk, &way, path));
    memcpy(walk->start, walk->codes, sizeof *walk->start * (gsize)width);
    if (positions != NULL) {
        IGRAPH_CHECK(find_positions(&way, count, point, y, positions));
    }
    latigraph_way_destroy(&way);
    g_free(y);
    g_free(point);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_traverse_stations
 * \brief Walks through codes in the given order.
 *
 * The way is laid in whitened coordinates of the training codes. \c shape in the options is \c
 * LATIGRAPH_PATH_SPLINE for a natural cubic spline through all stations, or \c
 * LATIGRAPH_PATH_STRAIGHT or \c LATIGRAPH_PATH_MANIFOLD for a way that leads from the first to the
 * last and passes by the others. \c LATIGRAPH_PATH_MIXTURE also joins the ends; it minimises
 * Σ |y_(k + 1) − y_k|² − pull Σ ln p(y_k) of 32 points y_k in whitened coordinates, where p is a
 * mixture of one Gaussian per station, and needs their covariances in \c spread. Positions are in
 * SDs of the training codes: on a spline they are the cumulative lengths of the chords between
 * stations, through a mixture the length of the way, otherwise they go from 0 to the chord of the
 * ends. \c steps steps are evenly spaced.
 *
 * </para><para>
 * The path is filled as by \ref latigraph_traverse(). Changes are relative to the first step, and
 * all steps have the same node data and random numbers.
 *
 * \param model The model.
 * \param circuits Initialised list. The circuits are appended, step by step.
 * \param stations The codes, at least 2, one per row; see \ref latigraph_station_codes().
 * \param like A circuit whose node data are used. If NULL, node data are drawn once, given the code
 *    of the first station.
 * \param options Steps, shape, circuits per step, threads, seed.
 * \param path Initialised path, which is filled.
 * \param positions Initialised vector or NULL, gets the position of each station on the way; on a
 *    way that passes by, that of the nearest point.
 * \return Error code: \c IGRAPH_EINVAL: fewer than two stations or steps, successive stations that
 *    coincide (spline), not one covariance per station (mixture), ends that lie opposite each other
 *    across the mean (along the manifold), options as in \ref latigraph_generate();
 *    \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_traverse().
 *
 * \sa \ref latigraph_compare_paths(), \ref latigraph_traverse()
 *
 * Example: from the youngest worms through older ones to the adults.
 * \verbatim
 *   latigraph_path_options_t options;
 *   latigraph_path_t path;
 *   latigraph_path_options_init(&options);
 *   options.shape = LATIGRAPH_PATH_SPLINE;
 *   latigraph_path_init(&path);
 *   latigraph_traverse_stations(model, &generated, &codes, NULL, &options, &path, NULL);
 *   latigraph_path_destroy(&path);
 * \endverbatim
 */
igraph_error_t latigraph_traverse_stations(const latigraph_model_t *model,
                                           latigraph_circuit_list_t *circuits,
                                           const igraph_matrix_t *stations,
                                           const latigraph_circuit_t *like,
                                           const latigraph_path_options_t *options,
                                           latigraph_path_t *path, igraph_vector_t *positions) {
    latigraph_walk_t walk;
    IGRAPH_CHECK(latigraph_model_check_like(model, like));
    IGRAPH_CHECK(latigraph_walk_init(&walk, model, options));
    walk.like = like;
    path->nodes = like != NULL ? LATIGRAPH_PATH_NODES_FIRST : LATIGRAPH_PATH_NODES_DRAWN;
    igraph_vector_clear(&path->straight);
    igraph_vector_clear(&path->manifold);
    IGRAPH_CHECK(place(&walk, stations, path, positions));
    IGRAPH_CHECK(latigraph_walk_run(&walk, path, circuits));
    latigraph_walk_destroy(&walk);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
