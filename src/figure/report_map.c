/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The map of the report: codes on the two principal axes of the training codes.
 *
 * The axes are those of the model and not of the circuits, so that every report of a model has the
 * same map, and a few circuits of another tissue appear at their place among the training circuits.
 * The density behind them is the Gaussian that generation draws codes from. On principal axes its
 * image is the product of two normal densities. A model of several groups has a Gaussian per group;
 * the image is then the sum of theirs, weighted by their numbers of circuits:
 *
 *     Σ_g share_g N(x; Aᵀ (mean_g − mean), Aᵀ C_g A),   A the two axes (dz, 2)
 *
 * An arrow is the step of one SD along the direction of a property, projected to the same axes.
 */
#include "figure/report.h"

#include "base/memory.h"
#include "generate/code_density.h"
#include "latent/axes.h"

#include <latigraph/directions.h>

#include <math.h>
#include <string.h>

enum { CELLS = 48 };
/* SDs of the density that the map shows at least, and space around the circuits, as a share. */
static const double SHOWN_SD = 3, MARGIN = 0.05;

/* The two axes of a model. */
typedef struct {
    int width;
    double *value, *vector; /* (dz) eigenvalues, falling; (dz, dz) eigenvectors in rows */
    const double *centre;
    double *difference; /* (dz) memory for one call at a time */
    int count;          /* axes along which codes vary: 0 to 2 */
} axes_t;

static void axes_destroy(axes_t *axes) {
    g_free(axes->value);
    g_free(axes->vector);
    g_free(axes->difference);
}

static igraph_error_t axes_init(axes_t *axes, const latigraph_model_t *model) {
    const gsize width = (gsize)model->config.code;
    const double *covariance;
    memset(axes, 0, sizeof *axes);
    IGRAPH_CHECK(latigraph_code_moments(model, NULL, &axes->centre, &covariance));
    IGRAPH_FINALLY(axes_destroy, axes);
    axes->width = (int)width;
    axes->value = g_try_malloc0_n(width + 2, sizeof(double));
    axes->vector = g_try_malloc0_n((width + 1) * (width + 1) + 1, sizeof(double));
    axes->difference = g_try_malloc0_n(width + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(axes->value);
    LATIGRAPH_CHECK_MEMORY(axes->vector);
    LATIGRAPH_CHECK_MEMORY(axes->difference);
    IGRAPH_CHECK(latigraph_eigenvectors((int)width, covariance, axes->value, axes->vector));
    while (axes->count < MIN((int)width, 2) && axes->value[axes->count] > 0) {
        axes->count++;
    }
    return IGRAPH_SUCCESS;
}

/* Projects a difference of codes to axis a; 0 if there is no such axis. */
static double project(const axes_t *axes, int a, const double *difference) {
    double sum = 0;
    for (int k = 0; a < axes->count && k < axes->width; k++) {
        sum += axes->vector[a * axes->width + k] * difference[k];
    }
    return sum;
}

/* Projects row i of a matrix, less the mean code if `centred`. */
static double project_row(const axes_t *axes, int a, const igraph_matrix_t *rows,
                          igraph_integer_t i, gboolean centred) {
    for (int k = 0; k < axes->width; k++) {
        axes->difference[k] = MATRIX(*rows, i, k) - (centred ? axes->centre[k] : 0);
    }
    return project(axes, a, axes->difference);
}

igraph_error_t report_places(const report_t *report, igraph_matrix_t *map) {
    axes_t axes;
    IGRAPH_CHECK(axes_init(&axes, report->model));
    IGRAPH_CHECK(igraph_matrix_resize(map, igraph_matrix_nrow(&report->codes), 2));
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(map); i++) {
        for (int a = 0; a < 2; a++) {
            MATRIX(*map, i, a) = project_row(&axes, a, &report->codes, i, TRUE);
        }
    }
    axes_destroy(&axes);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The density ------------------------------------------------------------------------------ */

/* One Gaussian on the map. */
typedef struct {
    double share, x, y, xx, xy, yy;
} blob_t;

/* Computes aᵀ C b for axes a and b. */
static double spread(const axes_t *axes, const double *covariance, int a, int b) {
    double sum = 0;
    for (int k = 0; k < axes->width; k++) {
        sum += axes->vector[a * axes->width + k] *
               project(axes, b, covariance + (gsize)k * (gsize)axes->width);
    }
    return sum;
}

static void fill_blob(const axes_t *axes, const double *mean, const double *covariance,
                      double share, blob_t *blob) {
    for (int k = 0; k < axes->width; k++) {
        axes->difference[k] = mean[k] - axes->centre[k];
    }
    *blob = (blob_t){share,
                     project(axes, 0, axes->difference),
                     project(axes, 1, axes->difference),
                     spread(axes, covariance, 0, 0),
                     spread(axes, covariance, 0, 1),
                     spread(axes, covariance, 1, 1)};
}

/* Fills one Gaussian per group, or one for all training circuits. Returns their number. */
static int fill_blobs(const latigraph_model_t *model, const axes_t *axes, blob_t *blob) {
    const latigraph_group_table_t *groups = &model->groups;
    const gsize width = (gsize)axes->width;
    if (groups->count < 2) {
        fill_blob(axes, model->code_mean, model->code_covariance, 1, blob);
        return 1;
    }
    for (int g = 0; g < groups->count; g++) {
        fill_blob(axes, groups->mean + (gsize)g * width,
                  groups->covariance + (gsize)g * width * width, groups->circuits[g], &blob[g]);
    }
    return groups->count;
}

/* The density at a point; a group whose codes lie on a line adds nothing. */
static double density_at(const blob_t *blob, int count, double x, double y) {
    double sum = 0;
    for (int g = 0; g < count; g++) {
        const double area = blob[g].xx * blob[g].yy - blob[g].xy * blob[g].xy;
        const double dx = x - blob[g].x, dy = y - blob[g].y;
        if (area > 0) {
            const double square =
                (blob[g].yy * dx * dx - 2 * blob[g].xy * dx * dy + blob[g].xx * dy * dy) / area;
            sum += blob[g].share * exp(-0.5 * square) / sqrt(area);
        }
    }
    return sum;
}

/* Finds the range of axis a that shows the density and all circuits. */
static void find_range(const report_t *report, const axes_t *axes, const blob_t *blob, int count,
                       int a, double *low, double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    for (int g = 0; g < count; g++) {
        const double middle = a == 0 ? blob[g].x : blob[g].y;
        const double sd = sqrt(fmax(a == 0 ? blob[g].xx : blob[g].yy, 0));
        *low = fmin(*low, middle - SHOWN_SD * sd);
        *high = fmax(*high, middle + SHOWN_SD * sd);
    }
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&report->codes); i++) {
        const double at = project_row(axes, a, &report->codes, i, TRUE);
        const double space = MARGIN * (*high - *low);
        *low = at - space < *low ? at - space : *low;
        *high = at + space > *high ? at + space : *high;
    }
}

static igraph_error_t write_cells(report_t *report, const blob_t *blob, int count,
                                  const double low[2], const double high[2]) {
    double *density, most = 0;
    guchar *cells;
    LATIGRAPH_ALLOCATE(density, CELLS * CELLS);
    LATIGRAPH_ALLOCATE(cells, CELLS * CELLS);
    for (int k = 0; k < CELLS * CELLS; k++) {
        const double column = (k % CELLS + 0.5) / CELLS;
        const double row = ((int)(k / CELLS) + 0.5) / CELLS;
        density[k] = density_at(blob, count, low[0] + column * (high[0] - low[0]),
                                low[1] + row * (high[1] - low[1]));
        most = fmax(most, density[k]);
    }
    for (int k = 0; k < CELLS * CELLS; k++) {
        cells[k] = most > 0 ? (guchar)lrint(255 * density[k] / most) : 0;
    }
    IGRAPH_CHECK(report_bytes(report, "values", cells, CELLS * CELLS));
    g_free(cells);
    g_free(density);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_density(report_t *report, const axes_t *axes) {
    static const char *const name[2][2] = {{"x0", "x1"}, {"y0", "y1"}};
    double low[2], high[2];
    blob_t *blob;
    if (axes->count < 2) {
        latigraph_json_text(&report->json, "density", NULL);
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(blob, MAX(report->model->groups.count, 1));
    const int count = fill_blobs(report->model, axes, blob);
    latigraph_json_begin(&report->json, "density");
    for (int a = 0; a < 2; a++) {
        find_range(report, axes, blob, count, a, &low[a], &high[a]);
        report_number(report, name[a][0], low[a]);
        report_number(report, name[a][1], high[a]);
    }
    latigraph_json_integer(&report->json, "columns", CELLS);
    latigraph_json_integer(&report->json, "rows", CELLS);
    IGRAPH_CHECK(write_cells(report, blob, count, low, high));
    latigraph_json_end_object(&report->json);
    g_free(blob);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Arrows ----------------------------------------------------------------------------------- */

static igraph_error_t write_arrows(report_t *report, const axes_t *axes) {
    latigraph_direction_t *direction;
    igraph_integer_t found;
    igraph_matrix_t weights, steps;
    LATIGRAPH_ALLOCATE(direction, latigraph_property_count());
    IGRAPH_MATRIX_INIT_FINALLY(&weights, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&steps, 0, 0);
    IGRAPH_CHECK(latigraph_model_directions(report->model, direction, &found, &weights, &steps));
    latigraph_json_name(&report->json, "arrows");
    latigraph_json_begin_array(&report->json);
    for (igraph_integer_t d = 0; d < found; d++) {
        const igraph_integer_t place = VECTOR(report->place)[direction[d].property];
        if (place >= 0) {
            latigraph_json_begin_object(&report->json);
            latigraph_json_integer(&report->json, "property", place);
            report_number(report, "x", project_row(axes, 0, &steps, d, FALSE));
            report_number(report, "y", project_row(axes, 1, &steps, d, FALSE));
            latigraph_json_end_object(&report->json);
        }
    }
    latigraph_json_end_array(&report->json);
    igraph_matrix_destroy(&steps);
    igraph_matrix_destroy(&weights);
    g_free(direction);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t report_write_map(report_t *report) {
    axes_t axes;
    double trace = 0;
    IGRAPH_CHECK(axes_init(&axes, report->model));
    for (int k = 0; k < axes.width; k++) {
        trace += fmax(axes.value[k], 0);
    }
    latigraph_json_begin(&report->json, "map");
    latigraph_json_name(&report->json, "share");
    latigraph_json_begin_array(&report->json);
    for (int a = 0; a < 2; a++) {
        report_add_number(report, a < axes.count ? axes.value[a] / trace : 0);
    }
    latigraph_json_end_array(&report->json);
    IGRAPH_CHECK(write_density(report, &axes));
    IGRAPH_CHECK(write_arrows(report, &axes));
    latigraph_json_end_object(&report->json);
    axes_destroy(&axes);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_text_check(&report->json.text);
}
