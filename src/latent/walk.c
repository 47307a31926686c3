/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Walk along given codes: circuits are generated at every step, measured, and encoded again.
 *
 *     code z_s ──▶ K circuits ──▶ properties          mean, SD, change from the start
 *                      └──encode──▶ codes ẑ_s         distance, bias and uncertainty about z_s
 *
 * All steps have the same node data and random numbers (unless node data are drawn anew at each
 * step), so that changes along the path are due to the code and not to noise. Encoding again shows
 * whether circuits are where their code says. Distances are Mahalanobis distances under the density
 * of the training codes, per dimension: 1 is the typical distance of a training code from the mean.
 * The uncertainty is the part of the distance that the width of the posterior explains. A straight
 * line through the changes of each property gives its slope and linearity. If no step lies at the
 * start, the circuits there are generated in addition, as the reference of changes. Takes the time
 * of generating, measuring and encoding S · K circuits. */

#include "latent/path.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "base/text.h"
#include "latent/latent.h"

#include <math.h>
#include <string.h>

/* Largest numbers of steps, and of circuits of all steps together. */
enum { STEPS_MAX = 100000, CIRCUITS_MAX = 100000000 };

/* Computes the diagonal of the inverse covariance: the squared lengths of unit vectors. */
static void find_precision(latigraph_walk_t *walk) {
    const int width = walk->model->config.code;
    for (int k = 0; k < width; k++) {
        memset(walk->start, 0, sizeof(double) * (gsize)width);
        walk->start[k] = 1;
        walk->precision[k] = latigraph_code_density_length2(&walk->density, walk->start);
    }
    memset(walk->start, 0, sizeof(double) * (gsize)width);
}

/* --- A walk --------------------------------------------------------------- */

static igraph_error_t check_options(const latigraph_path_options_t *options) {
    if (options->steps < 2 || options->steps > STEPS_MAX) {
        IGRAPH_ERRORF("A path needs 2 to %d steps, got %" IGRAPH_PRId ".", IGRAPH_EINVAL, STEPS_MAX,
                      options->steps);
    }
    if (options->generate.count < 1 || options->generate.count > CIRCUITS_MAX / options->steps) {
        IGRAPH_ERRORF("The number of circuits to generate at each of %" IGRAPH_PRId
                      " steps must be between 1 and %" IGRAPH_PRId ", got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->steps,
                      (igraph_integer_t)(CIRCUITS_MAX / options->steps), options->generate.count);
    }
    IGRAPH_CHECK(latigraph_check_threads(options->generate.threads));
    return IGRAPH_SUCCESS;
}

void latigraph_walk_destroy(latigraph_walk_t *walk) {
    g_free(walk->codes);
    g_free(walk->start);
    latigraph_code_density_destroy(&walk->density);
    g_free(walk->precision);
    g_free(walk->size);
    latigraph_pending_destroy(&walk->pending);
}

igraph_error_t latigraph_walk_init(latigraph_walk_t *walk, const latigraph_model_t *model,
                                   const latigraph_path_options_t *options) {
    const gsize width = (gsize)model->config.code;
    IGRAPH_CHECK(check_options(options));
    *walk = (latigraph_walk_t){.model = model, .options = options};
    walk->codes = g_try_new0(double, (gsize)options->steps *width + 1);
    walk->start = g_try_new0(double, width + 1);
    walk->precision = g_try_new0(double, width + 1);
    IGRAPH_FINALLY(latigraph_walk_destroy, walk);
    if (walk->codes == NULL || walk->start == NULL || walk->precision == NULL) {
        IGRAPH_ERRORF("Not enough memory for a path of %" IGRAPH_PRId " steps.", IGRAPH_ENOMEM,
                      options->steps);
    }
    IGRAPH_CHECK(latigraph_code_density_init(&walk->density, model, NULL));
    find_precision(walk);
    return IGRAPH_SUCCESS;
}

/* --- Circuits of one step ------------------------------------------------- */

/* Fills rows (K, dz) with the code (dz) of a step. */
static void repeat_code(const latigraph_walk_t *walk, const double *code, double *rows) {
    const gsize width = (gsize)walk->model->config.code;
    for (gsize i = 0; i < (gsize)walk->options->generate.count; i++) {
        memcpy(rows + i * width, code, sizeof(double) * width);
    }
}

/* Draws node data and random numbers that all steps share. */
static igraph_error_t make_pending(latigraph_walk_t *walk, double *rows) {
    if (walk->size != NULL) {
        return IGRAPH_SUCCESS;
    }
    repeat_code(walk, walk->start, rows);
    return latigraph_pending_init(&walk->pending, walk->model, rows, walk->like,
                                  &walk->options->generate);
}

static igraph_error_t generate_drawn(const latigraph_walk_t *walk, int step, const double *rows,
                                     latigraph_circuit_list_t *list) {
    latigraph_generate_options_t options = walk->options->generate;
    latigraph_pending_t pending;
    options.nodes = walk->size[step];
    IGRAPH_CHECK(latigraph_pending_init(&pending, walk->model, rows, NULL, &options));
    IGRAPH_FINALLY(latigraph_pending_destroy, &pending);
    IGRAPH_CHECK(latigraph_pending_generate(&pending, (int)options.count, rows,
                                            (int)options.threads, NULL, list));
    latigraph_pending_destroy(&pending);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_step(const latigraph_walk_t *walk, int step, const double *code,
                                    double *rows, latigraph_circuit_list_t *list) {
    const latigraph_generate_options_t *options = &walk->options->generate;
    repeat_code(walk, code, rows);
    if (walk->size != NULL) {
        return generate_drawn(walk, step, rows, list);
    }
    return latigraph_pending_generate(&walk->pending, (int)options->count, rows,
                                      (int)options->threads, NULL, list);
}

/* Names circuits "step-03-0001" and the like, and notes their position on the path. */
static igraph_error_t name_circuits(const latigraph_path_t *path, int step,
                                    latigraph_circuit_list_t *list) {
    int digits = 2;
    for (igraph_integer_t most = 100; most <= path->steps; most *= 10) {
        digits++;
    }
    for (igraph_integer_t i = 0; i < list->size; i++) {
        latigraph_circuit_t *circuit = list->items[i];
        char *name;
        IGRAPH_CHECK(latigraph_print_text(&name, "step-%0*d-%04d", digits, step + 1, (int)i + 1));
        g_free(circuit->name);
        circuit->name = name;
        IGRAPH_CHECK(latigraph_circuit_note_number(circuit, "step", step + 1));
        IGRAPH_CHECK(
            latigraph_circuit_note_number(circuit, "path_position", VECTOR(path->position)[step]));
    }
    return IGRAPH_SUCCESS;
}

/* --- Figures of one step -------------------------------------------------- */

/* Measures circuits. Row `row` of mean and sd (or NULL) gets the moments of all properties. */
static igraph_error_t measure(const latigraph_circuit_list_t *list, igraph_matrix_t *values,
                              int row, igraph_matrix_t *mean, igraph_matrix_t *sd) {
    IGRAPH_CHECK(latigraph_properties(list, values));
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
        double centre, squares;
        const int defined = latigraph_moments(&MATRIX(*values, 0, p), 1,
                                              (int)igraph_matrix_nrow(values), &centre, &squares);
        MATRIX(*mean, row, p) = centre;
        if (sd != NULL) {
            MATRIX(*sd, row, p) = defined > 1 ? sqrt(squares / (defined - 1)) : NAN;
        }
    }
    return IGRAPH_SUCCESS;
}

/* Compares the codes of the circuits, encoded again, with the code at which they were generated.
 * mean and sd (K, dz) are those of the posteriors; spare (dz). */
static void compare_codes(const latigraph_walk_t *walk, int step, const double *mean,
                          const double *sd, double *spare, latigraph_path_t *path) {
    const int width = walk->model->config.code, count = (int)walk->options->generate.count;
    const double *asked = walk->codes + (gsize)step * (gsize)width;
    double squares = 0, variance = 0;
    for (int k = 0; k < width; k++) {
        MATRIX(path->found, step, k) = 0;
    }
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            const gsize at = (gsize)i * (gsize)width + (gsize)k;
            spare[k] = mean[at] - asked[k];
            MATRIX(path->found, step, k) += mean[at] / count;
            variance += sd[at] * sd[at] * walk->precision[k] / count;
        }
        squares += latigraph_code_density_length2(&walk->density, spare) / count;
    }
    for (int k = 0; k < width; k++) {
        spare[k] = MATRIX(path->found, step, k) - asked[k];
        if (k < igraph_matrix_ncol(&path->statistic)) {
            MATRIX(path->statistic, step, k) = spare[k];
        }
    }
    VECTOR(path->distance)[step] = sqrt(squares / width);
    VECTOR(path->bias)[step] = sqrt(latigraph_code_density_length2(&walk->density, spare) / width);
    VECTOR(path->uncertainty)[step] = sqrt(variance / width);
    VECTOR(path->log_density)[step] = latigraph_code_density_log(&walk->density, asked, spare);
}

static igraph_error_t encode_again(const latigraph_walk_t *walk, int step,
                                   const latigraph_circuit_list_t *list, latigraph_path_t *path) {
    const gsize width = (gsize)walk->model->config.code, count = (gsize)list->size;
    double *mean, *sd, *spare;
    LATIGRAPH_ALLOCATE(mean, count * width);
    LATIGRAPH_ALLOCATE(sd, count * width);
    LATIGRAPH_ALLOCATE(spare, width);
    IGRAPH_CHECK(
        latigraph_encode_rows(walk->model, list, (int)walk->options->generate.threads, mean, sd));
    compare_codes(walk, step, mean, sd, spare, path);
    g_free(spare);
    g_free(sd);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t do_step(const latigraph_walk_t *walk, int step, double *rows,
                              igraph_matrix_t *values, latigraph_path_t *path,
                              latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t list;
    const double *code = walk->codes + (gsize)step * (gsize)walk->model->config.code;
    IGRAPH_CHECK(latigraph_circuit_list_init(&list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &list);
    IGRAPH_CHECK(generate_step(walk, step, code, rows, &list));
    IGRAPH_CHECK(name_circuits(path, step, &list));
    IGRAPH_CHECK(measure(&list, values, step, &path->mean, &path->sd));
    IGRAPH_CHECK(encode_again(walk, step, &list, path));
    IGRAPH_CHECK(latigraph_circuit_list_move(circuits, &list));
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Figures of the path -------------------------------------------------- */

/* Returns the step that lies at the start, or −1. */
static int start_of(const latigraph_path_t *path) {
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        if (fabs(VECTOR(path->position)[s]) < 1e-9) {
            return (int)s;
        }
    }
    return -1;
}

/* Sets base (1, P) to the mean properties of the circuits at the start. */
static igraph_error_t measure_start(const latigraph_walk_t *walk, const latigraph_path_t *path,
                                    double *rows, igraph_matrix_t *values, igraph_matrix_t *base) {
    latigraph_circuit_list_t list;
    const int start = start_of(path);
    for (igraph_integer_t p = 0; start >= 0 && p < igraph_matrix_ncol(base); p++) {
        MATRIX(*base, 0, p) = MATRIX(path->mean, start, p);
    }
    if (start >= 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_circuit_list_init(&list));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &list);
    IGRAPH_CHECK(generate_step(walk, 0, walk->start, rows, &list));
    IGRAPH_CHECK(measure(&list, values, 0, base, NULL));
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Computes the predictions of a property from the codes, and its changes from the start, in SDs. */
static void fill_property(const latigraph_walk_t *walk, int d, igraph_integer_t p,
                          const igraph_matrix_t *base, latigraph_path_t *path) {
    const latigraph_direction_table_t *table = &walk->model->directions;
    const int width = walk->model->config.code;
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        MATRIX(path->asked, s, p) =
            table->intercept[d] +
            cblas_ddot(width, table->weight + d * width, 1, walk->codes + s * width, 1);
        MATRIX(path->change, s, p) =
            (MATRIX(path->mean, s, p) - MATRIX(*base, 0, p)) / table->sd[d];
    }
}

/* Fits a line through the changes of a property by least squares, with moments that are updated
 * step by step. The slope is NaN if fewer than two changes are defined, r2 if fewer than three are.
 */
static void fit_line(const latigraph_path_t *path, igraph_integer_t p, double *slope, double *r2) {
    double x_mean = 0, y_mean = 0, xx = 0, xy = 0, yy = 0;
    int count = 0;
    for (igraph_integer_t s = 0; s < path->steps; s++) {
        const double y = MATRIX(path->change, s, p);
        if (isfinite(y)) {
            const double dx = VECTOR(path->position)[s] - x_mean, dy = y - y_mean;
            count++;
            x_mean += dx / count;
            y_mean += dy / count;
            xx += dx * (VECTOR(path->position)[s] - x_mean);
            xy += dx * (y - y_mean);
            yy += dy * (y - y_mean);
        }
    }
    *slope = count > 1 && xx > 0 ? xy / xx : NAN;
    *r2 = count > 2 && xx > 0 && yy > 0 ? xy * xy / (xx * yy) : NAN;
}

/* Fills everything that relates steps to each other. */
static void summarise(const latigraph_walk_t *walk, const igraph_matrix_t *base,
                      latigraph_path_t *path) {
    const latigraph_direction_table_t *table = &walk->model->directions;
    igraph_matrix_fill(&path->asked, NAN);
    igraph_matrix_fill(&path->change, NAN);
    for (int d = 0; d < table->count; d++) {
        const igraph_integer_t p = latigraph_property_find(table->property[d]);
        if (p >= 0) { /* a model file may have directions of unknown properties */
            fill_property(walk, d, p, base, path);
        }
    }
    for (igraph_integer_t p = 0; p < igraph_vector_size(&path->slope); p++) {
        fit_line(path, p, &VECTOR(path->slope)[p], &VECTOR(path->linearity)[p]);
    }
}

/* Projects the codes of the circuits, encoded again, onto the way from the first code to the last:
 * positions in the same unit as those of the steps. Along a direction they are the predictions of
 * its regression, in SDs. spare (2 dz). */
static void find_reached(const latigraph_walk_t *walk, double *spare, latigraph_path_t *path) {
    const int width = walk->model->config.code, last = (int)path->steps - 1;
    const double way = VECTOR(path->position)[last] - VECTOR(path->position)[0];
    double *chord = spare, *off = spare + width;
    for (int k = 0; k < width; k++) {
        chord[k] = MATRIX(path->code, last, k) - MATRIX(path->code, 0, k);
    }
    const double length = latigraph_code_density_length2(&walk->density, chord);
    for (int s = 0; s <= last; s++) {
        for (int k = 0; k < width; k++) {
            off[k] = MATRIX(path->found, s, k) - MATRIX(path->code, s, k);
        }
        latigraph_code_density_whiten(&walk->density, off);
        VECTOR(path->reached)
        [s] = length > 0
                  ? VECTOR(path->position)[s] + way * cblas_ddot(width, chord, 1, off, 1) / length
                  : NAN;
    }
}

static igraph_error_t allocate_path(const latigraph_walk_t *walk, latigraph_path_t *path) {
    const igraph_integer_t steps = walk->options->steps, width = walk->model->config.code;
    const igraph_integer_t properties = latigraph_property_count();
    igraph_matrix_t *of_properties[] = {&path->asked, &path->mean, &path->sd, &path->change};
    igraph_vector_t *of_steps[] = {&path->distance, &path->bias, &path->uncertainty,
                                   &path->log_density, &path->reached};
    path->steps = steps;
    for (size_t k = 0; k < G_N_ELEMENTS(of_properties); k++) {
        IGRAPH_CHECK(igraph_matrix_resize(of_properties[k], steps, properties));
    }
    for (size_t k = 0; k < G_N_ELEMENTS(of_steps); k++) {
        IGRAPH_CHECK(igraph_vector_resize(of_steps[k], steps));
    }
    IGRAPH_CHECK(igraph_vector_resize(&path->slope, properties));
    IGRAPH_CHECK(igraph_vector_resize(&path->linearity, properties));
    IGRAPH_CHECK(igraph_matrix_resize(&path->found, steps, width));
    IGRAPH_CHECK(igraph_matrix_resize(&path->statistic, steps,
                                      latigraph_coded_statistics(&walk->model->config)));
    return latigraph_rows_to_matrix(walk->codes, (int)steps, (int)width, &path->code);
}

static igraph_error_t run(latigraph_walk_t *walk, double *rows, igraph_matrix_t *values,
                          latigraph_path_t *path, latigraph_circuit_list_t *circuits) {
    igraph_matrix_t base;
    double *spare;
    IGRAPH_CHECK(make_pending(walk, rows));
    for (int s = 0; s < (int)path->steps; s++) {
        IGRAPH_PROGRESS("Walking along the path", 100.0 * s / (double)path->steps, NULL);
        LATIGRAPH_ALLOW_INTERRUPTION();
        IGRAPH_CHECK(do_step(walk, s, rows, values, path, circuits));
    }
    IGRAPH_MATRIX_INIT_FINALLY(&base, 1, latigraph_property_count());
    IGRAPH_CHECK(measure_start(walk, path, rows, values, &base));
    summarise(walk, &base, path);
    LATIGRAPH_ALLOCATE(spare, 2 * walk->model->config.code);
    find_reached(walk, spare, path);
    g_free(spare);
    igraph_matrix_destroy(&base);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_PROGRESS("Walking along the path", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_walk_run(latigraph_walk_t *walk, latigraph_path_t *path,
                                  latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t made;
    igraph_matrix_t values;
    double *rows;
    IGRAPH_CHECK(allocate_path(walk, path));
    LATIGRAPH_ALLOCATE(rows, walk->options->generate.count * walk->model->config.code);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_circuit_list_init(&made));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &made);
    IGRAPH_CHECK(run(walk, rows, &values, path, &made));
    IGRAPH_CHECK(latigraph_circuit_list_move(circuits, &made));
    latigraph_circuit_list_destroy(&made);
    igraph_matrix_destroy(&values);
    g_free(rows);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
