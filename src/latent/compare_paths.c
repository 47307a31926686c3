/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Real groups of circuits beside ways through stations.
 *
 *     mean code of a real group ──▶ nearest point of each way ──▶ circuits ──▶ properties
 *                        └──▶ circuits generated at it ──▶ properties   (what the model misses)
 *
 * A way is good if circuits generated on it have the properties of the groups that lie between its
 * stations. Each generated circuit has the node data of a real one, and is compared with these same
 * circuits, so that differences are due to the code and not to sizes, types or positions. All ways
 * have the same random numbers. The circuits generated at the mean code of the group itself show
 * the part of the error that no way can avoid.
 */
#include "latent/latent.h"
#include "latent/path.h"
#include "latent/way.h"

#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "base/text.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

/* Ways, and the mean code of the group. */
enum { SHAPES = 4, COLUMNS = SHAPES + 1 };

static const latigraph_path_shape_t SHAPE[SHAPES] = {LATIGRAPH_PATH_STRAIGHT,
                                                     LATIGRAPH_PATH_MANIFOLD, LATIGRAPH_PATH_SPLINE,
                                                     LATIGRAPH_PATH_MIXTURE};

/* --- The result ------------------------------------------------------------------------------- */

/**
 * \function latigraph_path_comparison_init
 * \brief Initialises an empty comparison of ways with real groups.
 *
 * \param comparison The struct; free it with \ref latigraph_path_comparison_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_compare_paths()
 *
 * Example: the life of a comparison.
 * \verbatim
 *   latigraph_path_comparison_t comparison;
 *   latigraph_path_comparison_init(&comparison);
 *   latigraph_path_comparison_destroy(&comparison);
 * \endverbatim
 */
igraph_error_t latigraph_path_comparison_init(latigraph_path_comparison_t *comparison) {
    comparison->no_worse = comparison->mixture_no_worse = IGRAPH_NAN;
    IGRAPH_STRVECTOR_INIT_FINALLY(&comparison->groups, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&comparison->position, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&comparison->distance, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&comparison->error, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&comparison->property_error, 0, 0);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_path_comparison_destroy
 * \brief Frees a comparison of ways with real groups.
 *
 * \param comparison The comparison.
 *
 * Time complexity: O(1).
 *
 * Example: a comparison that is not needed any more.
 * \verbatim
 *   latigraph_path_comparison_t comparison;
 *   latigraph_path_comparison_init(&comparison);
 *   latigraph_path_comparison_destroy(&comparison);
 * \endverbatim
 */
void latigraph_path_comparison_destroy(latigraph_path_comparison_t *comparison) {
    igraph_strvector_destroy(&comparison->groups);
    igraph_matrix_destroy(&comparison->position);
    igraph_matrix_destroy(&comparison->distance);
    igraph_matrix_destroy(&comparison->error);
    igraph_matrix_destroy(&comparison->property_error);
}

/* --- Properties of one group ------------------------------------------------------------------ */

/* One comparison in progress. dz dimensions of the code, P properties. */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_path_options_t *options;
    latigraph_code_density_t density;
    int stations;
    double *point; /* (stations, dz) whitened */
    latigraph_way_t way[SHAPES];
    int made;         /* number of ways that are initialised */
    double *code, *y; /* (dz) */
    double *sd;       /* (P) SD over the training circuits; NaN if not known */
    int *known;       /* (P, COLUMNS) groups with a figure */
} study_t;

static void study_destroy(study_t *study) {
    for (int w = 0; w < study->made; w++) {
        latigraph_way_destroy(&study->way[w]);
    }
    latigraph_code_density_destroy(&study->density);
    g_free(study->point);
    g_free(study->code);
    g_free(study->y);
    g_free(study->sd);
    g_free(study->known);
}

/* Computes the means of all properties over circuits. mean (P). */
static igraph_error_t find_means(const latigraph_circuit_list_t *list, double *mean) {
    igraph_matrix_t values;
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties(list, &values));
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&values); p++) {
        double squares;
        latigraph_moments(&MATRIX(values, 0, p), 1, (int)list->size, &mean[p], &squares);
    }
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Generates one circuit at the study's code like each of the given ones. */
static igraph_error_t generate(const study_t *study, const latigraph_circuit_list_t *like,
                               latigraph_circuit_list_t *list) {
    latigraph_generate_options_t options = study->options->generate;
    options.count = like->size;
    options.nodes = 0;
    for (igraph_integer_t i = 0; i < like->size; i++) {
        latigraph_pending_t pending;
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(latigraph_pending_init_part(&pending, study->model, study->code,
                                                 like->items[i], &options, (int)i, 1));
        IGRAPH_FINALLY(latigraph_pending_destroy, &pending);
        IGRAPH_CHECK(
            latigraph_pending_generate(&pending, 1, study->code, (int)options.threads, NULL, list));
        latigraph_pending_destroy(&pending);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

/* Adds the errors of circuits generated at the study's code. real, made (P): means. */
static void add_errors(const study_t *study, const double *real, const double *made,
                       igraph_integer_t group, int column,
                       latigraph_path_comparison_t *comparison) {
    double sum = 0;
    int count = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const double off = fabs(made[p] - real[p]) / study->sd[p];
        if (isfinite(off)) {
            sum += off;
            count++;
            MATRIX(comparison->property_error, p, column) += off;
            study->known[p * COLUMNS + column]++;
        }
    }
    MATRIX(comparison->error, group, column) = count > 0 ? sum / count : NAN;
}

static igraph_error_t try_code(const study_t *study, const latigraph_circuit_list_t *like,
                               const double *real, igraph_integer_t group, int column,
                               latigraph_path_comparison_t *comparison) {
    latigraph_circuit_list_t list;
    double *made;
    LATIGRAPH_ALLOCATE(made, latigraph_property_count());
    IGRAPH_CHECK(latigraph_circuit_list_init(&list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &list);
    IGRAPH_CHECK(generate(study, like, &list));
    IGRAPH_CHECK(find_means(&list, made));
    add_errors(study, real, made, group, column, comparison);
    latigraph_circuit_list_destroy(&list);
    g_free(made);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Computes the mean code of circuits, also whitened. */
static igraph_error_t find_code(const study_t *study, const latigraph_circuit_list_t *group,
                                double *white) {
    const int width = study->model->config.code;
    double *codes;
    LATIGRAPH_ALLOCATE(codes, group->size * width);
    IGRAPH_CHECK(latigraph_encode_rows(study->model, group, (int)study->options->generate.threads,
                                       codes, NULL));
    for (int k = 0; k < width; k++) {
        study->code[k] = 0;
        for (igraph_integer_t c = 0; c < group->size; c++) {
            study->code[k] += codes[c * width + k] / (double)group->size;
        }
        white[k] = study->code[k] - study->density.centre[k];
    }
    latigraph_code_density_whiten(&study->density, white);
    g_free(codes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Goes to the point of a way that is nearest to the whitened code, and tries it. */
static igraph_error_t try_way(study_t *study, const double *white, int w,
                              const latigraph_circuit_list_t *like, const double *real,
                              igraph_integer_t group, latigraph_path_comparison_t *comparison) {
    const latigraph_way_t *way = &study->way[w];
    if (w >= study->made ||
        (way->shape == LATIGRAPH_PATH_MANIFOLD && latigraph_arc_is_opposite(&way->arc))) {
        MATRIX(comparison->position, group, w) = MATRIX(comparison->distance, group, w) = NAN;
        MATRIX(comparison->error, group, w) = NAN;
        return IGRAPH_SUCCESS;
    }
    double distance;
    MATRIX(comparison->position, group, w) = latigraph_way_nearest(way, white, study->y, &distance);
    MATRIX(comparison->distance, group, w) = distance / sqrt(way->width);
    memcpy(study->code, study->y, sizeof *study->code * (gsize)way->width);
    latigraph_code_density_colour(&study->density, study->code);
    return try_code(study, like, real, group, w, comparison);
}

/* Chooses at most `most` circuits, evenly spaced, which the list borrows. */
static void choose(const latigraph_circuit_list_t *group, igraph_integer_t most,
                   latigraph_circuit_list_t *like) {
    like->size = MIN(most, group->size);
    for (igraph_integer_t i = 0; i < like->size; i++) {
        like->items[i] = group->items[i * group->size / like->size];
    }
}

static igraph_error_t compare_group(study_t *study, const latigraph_circuit_list_t *group,
                                    igraph_integer_t r, latigraph_path_comparison_t *comparison) {
    latigraph_circuit_list_t like = {.capacity = group->size};
    double *white, *real;
    LATIGRAPH_ALLOCATE(like.items, group->size);
    LATIGRAPH_ALLOCATE(white, study->model->config.code);
    LATIGRAPH_ALLOCATE(real, latigraph_property_count());
    choose(group, study->options->generate.count, &like);
    IGRAPH_CHECK(find_means(&like, real));
    IGRAPH_CHECK(find_code(study, group, white));
    IGRAPH_CHECK(try_code(study, &like, real, r, SHAPES, comparison));
    for (int w = 0; w < SHAPES; w++) {
        IGRAPH_CHECK(try_way(study, white, w, &like, real, r, comparison));
    }
    g_free(real);
    g_free(white);
    g_free(like.items);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- All groups ------------------------------------------------------------------------------- */

/* Makes the ways; the last one needs the covariances of the stations. */
static igraph_error_t make_ways(study_t *study) {
    latigraph_code_mixture_t density;
    const latigraph_mixture_t mixture = {&density, study->options->pull};
    const int width = study->model->config.code;
    for (; study->made < SHAPES - 1; study->made++) {
        IGRAPH_CHECK(latigraph_way_init(&study->way[study->made], SHAPE[study->made],
                                        study->stations, width, study->point, NULL));
    }
    if (study->options->spread == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_station_mixture(&study->density, study->options, study->stations,
                                           study->point, &density));
    IGRAPH_CHECK(latigraph_way_init(&study->way[SHAPES - 1], LATIGRAPH_PATH_MIXTURE,
                                    study->stations, width, study->point, &mixture));
    study->made++;
    latigraph_code_mixture_destroy(&density);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t study_init(study_t *study, const latigraph_model_t *model,
                                 const igraph_matrix_t *stations,
                                 const latigraph_path_options_t *options) {
    const gsize width = (gsize)model->config.code, count = (gsize)igraph_matrix_nrow(stations);
    const gsize properties = (gsize)latigraph_property_count();
    *study = (study_t){.model = model, .options = options, .stations = (int)count};
    IGRAPH_FINALLY(study_destroy, study);
    study->point = g_try_new0(double, count *width + 1);
    study->code = g_try_new0(double, width + 1);
    study->y = g_try_new0(double, width + 1);
    study->sd = g_try_new0(double, properties + 1);
    study->known = g_try_new0(int, properties *COLUMNS + 1);
    LATIGRAPH_CHECK_MEMORY(study->point);
    LATIGRAPH_CHECK_MEMORY(study->code);
    LATIGRAPH_CHECK_MEMORY(study->y);
    LATIGRAPH_CHECK_MEMORY(study->sd);
    LATIGRAPH_CHECK_MEMORY(study->known);
    IGRAPH_CHECK(latigraph_code_density_init(&study->density, model, NULL));
    IGRAPH_CHECK(latigraph_whiten_stations(&study->density, stations, study->point));
    IGRAPH_CHECK(make_ways(study));
    for (gsize p = 0; p < properties; p++) {
        const int d = latigraph_direction_table_find(
            &model->directions, latigraph_property_info((igraph_integer_t)p)->name);
        study->sd[p] = d >= 0 ? model->directions.sd[d] : NAN;
    }
    return IGRAPH_SUCCESS;
}

/* Returns the share of the properties for which a way is no worse than the straight line. */
static double find_no_worse(const latigraph_path_comparison_t *comparison, int w) {
    int better = 0, count = 0;
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const double straight = MATRIX(comparison->property_error, p, 0);
        const double way = MATRIX(comparison->property_error, p, w);
        if (isfinite(straight) && isfinite(way)) {
            count++;
            better += way <= straight;
        }
    }
    return count > 0 ? (double)better / count : NAN;
}

/* Divides the sums of each property by the number of groups, and compares the ways. */
static void summarise(const study_t *study, latigraph_path_comparison_t *comparison) {
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        for (int c = 0; c < COLUMNS; c++) {
            const int known = study->known[p * COLUMNS + c];
            MATRIX(comparison->property_error, p, c) =
                known > 0 ? MATRIX(comparison->property_error, p, c) / known : NAN;
        }
    }
    comparison->no_worse = find_no_worse(comparison, SHAPES - 2);
    comparison->mixture_no_worse = find_no_worse(comparison, SHAPES - 1);
}

/* Lists the names of the groups in the order of their first appearance. */
static igraph_error_t name_groups(const igraph_strvector_t *labels, igraph_strvector_t *groups) {
    igraph_strvector_clear(groups);
    for (igraph_integer_t c = 0; c < igraph_strvector_size(labels); c++) {
        IGRAPH_CHECK(latigraph_add_text_once(groups, igraph_strvector_get(labels, c), 0, NULL));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_groups(study_t *study, const latigraph_circuit_list_t *real,
                                     const igraph_strvector_t *labels,
                                     latigraph_path_comparison_t *comparison) {
    const igraph_integer_t groups = igraph_strvector_size(&comparison->groups);
    latigraph_circuit_list_t group = {.capacity = real->size};
    LATIGRAPH_ALLOCATE(group.items, real->size);
    for (igraph_integer_t r = 0; r < groups; r++) {
        IGRAPH_PROGRESS("Comparing ways", 100.0 * (double)r / (double)groups, NULL);
        group.size = 0;
        for (igraph_integer_t c = 0; c < real->size; c++) {
            if (strcmp(igraph_strvector_get(labels, c),
                       igraph_strvector_get(&comparison->groups, r)) == 0) {
                group.items[group.size++] = real->items[c];
            }
        }
        IGRAPH_CHECK(compare_group(study, &group, r, comparison));
    }
    g_free(group.items);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const latigraph_model_t *model, const latigraph_circuit_list_t *real,
                            const igraph_strvector_t *labels,
                            const latigraph_path_options_t *options) {
    if (igraph_strvector_size(labels) != real->size || real->size == 0) {
        IGRAPH_ERRORF("Each real circuit needs the name of its group, got %" IGRAPH_PRId
                      " names for %" IGRAPH_PRId " circuits.",
                      IGRAPH_EINVAL, igraph_strvector_size(labels), real->size);
    }
    if (options->generate.count < 1) {
        IGRAPH_ERRORF("At least one circuit is generated for each real group, got %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, options->generate.count);
    }
    IGRAPH_CHECK(latigraph_check_threads(options->generate.threads));
    return latigraph_model_check_node_data(model, real);
}

/**
 * \function latigraph_compare_paths
 * \brief Compares circuits generated on ways through stations with real groups of circuits.
 *
 * The ways are the straight line and the arc from the first station to the last, the spline through
 * all stations, and with \c spread the way through the mixture of their groups (see
 * \ref latigraph_traverse_stations()). For each real group the point of each way that is nearest to
 * the group's mean code is found. Up to \c count circuits of the group, evenly chosen, lend their
 * node data to a circuit each, which is generated there. Errors are differences of the means of
 * these circuits and the real ones, in SDs of the training circuits.
 * The last column has circuits that are generated at the mean code itself: the part of the error
 * that is the model's.
 *
 * \param model The model, which knows the SDs of the properties that it has directions of. Other
 *    properties are left out.
 * \param stations The codes, at least 2, one per row.
 * \param real Circuits of real groups, such as animals of ages between the stations.
 * \param labels The group of each of them.
 * \param options Circuits per group (\c count), threads, seed, and for the mixture \c spread and \c
 *    pull; the rest is not used.
 * \param comparison Struct that was initialised with \ref latigraph_path_comparison_init(). Its
 *    contents are replaced. Columns of a way along the manifold are NaN if its ends lie opposite
 *    each other across the mean, and those of the mixture without \c spread.
 * \return Error code: \c IGRAPH_EINVAL: fewer than two stations, successive stations that coincide,
 *    no real circuits, or not one label for each; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode() for the real circuits, and of \ref
 * latigraph_generate() and \ref latigraph_properties() for 5 · count circuits of each group.
 *
 * \sa \ref latigraph_traverse_stations()
 *
 * Example: is the spline nearer to the worms of 8 hours than the straight line?
 * \verbatim
 *   latigraph_path_comparison_t comparison;
 *   latigraph_path_options_t options;
 *   latigraph_path_options_init(&options);
 *   latigraph_path_comparison_init(&comparison);
 *   latigraph_compare_paths(model, &codes, &others, &ages, &options, &comparison);
 *   printf("%g %g\n", MATRIX(comparison.error, 0, 0), MATRIX(comparison.error, 0, 2));
 *   latigraph_path_comparison_destroy(&comparison);
 * \endverbatim
 */
igraph_error_t latigraph_compare_paths(const latigraph_model_t *model,
                                       const igraph_matrix_t *stations,
                                       const latigraph_circuit_list_t *real,
                                       const igraph_strvector_t *labels,
                                       const latigraph_path_options_t *options,
                                       latigraph_path_comparison_t *comparison) {
    study_t study;
    IGRAPH_CHECK(check(model, real, labels, options));
    IGRAPH_CHECK(study_init(&study, model, stations, options));
    IGRAPH_CHECK(name_groups(labels, &comparison->groups));
    const igraph_integer_t groups = igraph_strvector_size(&comparison->groups);
    IGRAPH_CHECK(igraph_matrix_resize(&comparison->position, groups, SHAPES));
    IGRAPH_CHECK(igraph_matrix_resize(&comparison->distance, groups, SHAPES));
    IGRAPH_CHECK(igraph_matrix_resize(&comparison->error, groups, COLUMNS));
    IGRAPH_CHECK(
        igraph_matrix_resize(&comparison->property_error, latigraph_property_count(), COLUMNS));
    igraph_matrix_null(&comparison->property_error);
    IGRAPH_CHECK(compare_groups(&study, real, labels, comparison));
    summarise(&study, comparison);
    study_destroy(&study);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
