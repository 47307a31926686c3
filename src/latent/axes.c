/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Axes of the code space that are found without a property.
 *
 *     PCA        eigenvectors of the covariance of the codes: circuits differ most along them
 *     Jacobian   eigenvectors of Lᵀ F L, with F the Fisher information of the edges about the code
 *                and L Lᵀ the covariance of the training codes: the decoder moves circuits most
 *                along them (jacobian.c)
 *     parts      code − mean ≈ Σ_k amount_k part_k with amounts ≥ 0, semi-NMF (parts.c)
 *
 * The Jacobian is taken in whitened coordinates because coordinates of the code have different SDs:
 * an eigenvalue is the information of one SD of the codes. Parts have no order of their own, so
 * they are sorted by the share of the variance of the codes that a regression on their amounts
 * explains. All axes are returned as steps of one SD, so that effects of different kinds of axes
 * are comparable. */

#include "latent/axes.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "latent/latent.h"
#include "latent/path.h"

#include <math.h>
#include <stdlib.h>

/* Default number of circuits that the information is averaged over, and of drawn codes in which
 * parts are found. */
enum { JACOBIAN_DRAWS = 8, PARTS_DRAWS = 1000 };
/* Largest numbers of draws and of parts that a caller may ask for. */
enum { DRAWS_MAX = 100000, PARTS_MAX = 64 };

/* State of a search for axes. N codes, dz dimensions. */
typedef struct {
    const latigraph_model_t *model;
    const latigraph_axes_options_t *options;
    int circuits;                     /* number of circuits, which may be 0 */
    int rows;                         /* N, number of codes of circuits or of drawn codes */
    double *codes;                    /* (N, dz) */
    latigraph_code_density_t density; /* density of all training codes or of the group */
    double *value, *vector;           /* (dz), (dz, dz) */
    double *step;                     /* (dz) */
} search_t;

static void search_destroy(search_t *search) {
    g_free(search->codes);
    latigraph_code_density_destroy(&search->density);
    g_free(search->value);
    g_free(search->vector);
    g_free(search->step);
}

/* --- Eigenvectors ------------------------------------------------------------- */

/* Takes the eigenvector of the a-th greatest eigenvalue, which igraph returns in ascending order.
 * Its entry of greatest size becomes positive. */
static void take_vector(int width, const igraph_matrix_t *vectors, int a, double *vector) {
    int greatest = 0;
    for (int k = 0; k < width; k++) {
        vector[k] = MATRIX(*vectors, k, width - 1 - a);
        greatest = fabs(vector[k]) > fabs(vector[greatest]) ? k : greatest;
    }
    cblas_dscal(width, vector[greatest] < 0 ? -1 : 1, vector, 1);
}

igraph_error_t latigraph_eigenvectors(int width, const double *symmetric, double *value,
                                      double *vector) {
    igraph_vector_t values;
    igraph_matrix_t matrix, vectors;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&vectors, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&matrix, width, width);
    for (int k = 0; k < width; k++) {
        for (int l = 0; l < width; l++) {
            MATRIX(matrix, k, l) = symmetric[k * width + l];
        }
    }
    latigraph_blas_begin();
    const igraph_error_t code = igraph_lapack_dsyevr(&matrix, IGRAPH_LAPACK_DSYEV_ALL, 0, 0, 0, 0,
                                                     0, 1e-14, &values, &vectors, NULL);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    for (int a = 0; a < width; a++) {
        value[a] = VECTOR(values)[width - 1 - a];
        take_vector(width, &vectors, a, vector + a * width);
    }
    igraph_matrix_destroy(&matrix);
    igraph_matrix_destroy(&vectors);
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Axes ------------------------------------------------------------------- */

static double trace_of(int width, const double *matrix) {
    double trace = 0;
    for (int k = 0; k < width; k++) {
        trace += matrix[k * width + k];
    }
    return trace;
}

static void put_step(latigraph_axes_t *axes, igraph_integer_t a, int width, const double *step,
                     double scale) {
    for (int k = 0; k < width; k++) {
        MATRIX(axes->steps, a, k) = step[k] * scale;
    }
}

/* Computes the mean (dz) and the covariance (dz, dz) of the codes. */
static void find_covariance(const search_t *search, double *centre, double *covariance) {
    const int width = search->model->config.code;
    for (int k = 0; k < width; k++) {
        double squares;
        latigraph_moments(search->codes + k, (size_t)width, search->rows, &centre[k], &squares);
    }
    for (int k = 0; k < width; k++) {
        for (int l = 0; l <= k; l++) {
            double sum = 0;
            for (int i = 0; i < search->rows; i++) {
                const double *code = search->codes + (gsize)i * (gsize)width;
                sum += (code[k] - centre[k]) * (code[l] - centre[l]);
            }
            covariance[k * width + l] = covariance[l * width + k] = sum / (search->rows - 1);
        }
    }
}

/* Computes the amounts of the circuits along principal axes: vectorᵀ (z − centre) / SD. */
static void project_circuits(const search_t *search, const double *centre, latigraph_axes_t *axes) {
    const int width = search->model->config.code;
    for (int i = 0; i < search->circuits; i++) {
        const double *code = search->codes + (gsize)i * (gsize)width;
        for (igraph_integer_t a = 0; a < search->options->count; a++) {
            double sum = 0;
            for (int k = 0; k < width; k++) {
                sum += search->vector[a * width + k] * (code[k] - centre[k]);
            }
            MATRIX(axes->amounts, i, a) = search->value[a] > 0 ? sum / sqrt(search->value[a]) : NAN;
        }
    }
}

static igraph_error_t find_pca(search_t *search, latigraph_axes_t *axes) {
    const int width = search->model->config.code;
    double *covariance, *centre;
    LATIGRAPH_ALLOCATE(covariance, width * width);
    LATIGRAPH_ALLOCATE(centre, width);
    memcpy(covariance, search->density.covariance, sizeof(double) * (gsize)width * (gsize)width);
    memcpy(centre, search->density.centre, sizeof(double) * (gsize)width);
    if (search->circuits > 0) {
        find_covariance(search, centre, covariance);
    }
    IGRAPH_CHECK(latigraph_eigenvectors(width, covariance, search->value, search->vector));
    const double trace = trace_of(width, covariance);
    axes->explained = 0;
    for (igraph_integer_t a = 0; a < search->options->count; a++) {
        const double value = fmax(search->value[a], 0);
        VECTOR(axes->variance)[a] = value / trace;
        axes->explained += value / trace;
        put_step(axes, a, width, search->vector + a * width, sqrt(value));
    }
    project_circuits(search, centre, axes);
    g_free(centre);
    g_free(covariance);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Stores the axes L v for eigenvectors v of the information in whitened coordinates
 * y = L⁻¹ (z − mean), and the amounts vᵀ y of the circuits. */
static void put_jacobian(search_t *search, latigraph_axes_t *axes, double total) {
    const int width = search->model->config.code;
    const double trace = trace_of(width, search->density.covariance);
    for (igraph_integer_t a = 0; a < search->options->count; a++) {
        memcpy(search->step, search->vector + a * width, sizeof(double) * (gsize)width);
        cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, width,
                    search->density.factor, width, search->step, 1);
        put_step(axes, a, width, search->step, 1);
        VECTOR(axes->variance)[a] = cblas_ddot(width, search->step, 1, search->step, 1) / trace;
        VECTOR(axes->information)[a] = search->value[a];
        VECTOR(axes->share)[a] = total > 0 ? search->value[a] / total : NAN;
    }
    for (int i = 0; i < search->circuits; i++) {
        for (int k = 0; k < width; k++) {
            search->step[k] =
                search->codes[(gsize)i * (gsize)width + (gsize)k] - search->density.centre[k];
        }
        latigraph_code_density_whiten(&search->density, search->step);
        for (igraph_integer_t a = 0; a < search->options->count; a++) {
            MATRIX(axes->amounts, i, a) =
                cblas_ddot(width, search->vector + a * width, 1, search->step, 1);
        }
    }
}

static igraph_error_t find_jacobian(search_t *search, latigraph_axes_t *axes) {
    const int width = search->model->config.code;
    const igraph_integer_t draws =
        search->options->draws > 0 ? search->options->draws : JACOBIAN_DRAWS;
    double *information, *start;
    LATIGRAPH_ALLOCATE(information, width * width);
    LATIGRAPH_ALLOCATE(start, width);
    IGRAPH_CHECK(igraph_vector_resize(&axes->information, search->options->count));
    IGRAPH_CHECK(igraph_vector_resize(&axes->share, search->options->count));
    IGRAPH_CHECK(latigraph_model_check_like(search->model, search->options->like));
    IGRAPH_CHECK(latigraph_start_code(search->model, search->options->like,
                                      search->options->generate.group, start));
    IGRAPH_CHECK(latigraph_jacobian_information(search->model, start, search->density.factor,
                                                search->options->like, (int)draws,
                                                &search->options->generate, information));
    IGRAPH_CHECK(latigraph_eigenvectors(width, information, search->value, search->vector));
    put_jacobian(search, axes, trace_of(width, information));
    g_free(start);
    g_free(information);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Parts ------------------------------------------------------------------ */

/* A part by which parts are sorted. */
typedef struct {
    double share; /* share of the variance of the codes that its amounts explain */
    double sd;    /* SD of its amounts */
    int part;     /* its number */
} ranked_part_t;

static int by_share(const void *a, const void *b) {
    const ranked_part_t *x = a, *y = b;
    return x->share != y->share ? (x->share < y->share) - (x->share > y->share) : x->part - y->part;
}

/* Measures a part by the regressions of every coordinate of x (rows, dz) on its amounts, which are
 * a column of a matrix (rows, stride). */
static void rank_part(const search_t *search, const double *x, const double *amount, int stride,
                      ranked_part_t *ranked) {
    const int width = search->model->config.code;
    double mean, squares, with = 0, all = 0;
    latigraph_moments(amount, (size_t)stride, search->rows, &mean, &squares);
    for (int k = 0; k < width; k++) {
        double centre, spread, product = 0;
        latigraph_moments(x + k, (size_t)width, search->rows, &centre, &spread);
        for (int i = 0; i < search->rows; i++) {
            product +=
                (amount[(gsize)i * (gsize)stride] - mean) * x[(gsize)i * (gsize)width + (gsize)k];
        }
        with += squares > 0 ? product * product / squares : 0;
        all += spread;
    }
    ranked->share = all > 0 ? with / all : NAN;
    ranked->sd = sqrt(squares / MAX(search->rows - 1, 1));
}

static igraph_error_t put_parts(const search_t *search, const double *x,
                                const latigraph_parts_t *parts, double total,
                                latigraph_axes_t *axes) {
    const int width = search->model->config.code, count = (int)search->options->count;
    ranked_part_t *ranked;
    LATIGRAPH_ALLOCATE(ranked, count);
    for (int a = 0; a < count; a++) {
        ranked[a].part = a;
        rank_part(search, x, parts->amount + a, count, &ranked[a]);
    }
    qsort(ranked, (size_t)count, sizeof *ranked, by_share);
    for (int a = 0; a < count; a++) {
        const int from = ranked[a].part;
        const double sd = ranked[a].sd;
        VECTOR(axes->variance)[a] = ranked[a].share;
        put_step(axes, a, width, parts->part + from * width, sd);
        for (int i = 0; i < search->circuits; i++) {
            MATRIX(axes->amounts, i, a) =
                sd > 0 ? parts->amount[(gsize)i * (gsize)count + (gsize)from] / sd : NAN;
        }
    }
    axes->explained = 1 - parts->residual / total;
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_parts(search_t *search, latigraph_axes_t *axes) {
    const int width = search->model->config.code, count = (int)search->options->count;
    const gsize size = (gsize)search->rows * (gsize)width;
    latigraph_parts_t parts;
    double *x;
    LATIGRAPH_ALLOCATE(x, size);
    LATIGRAPH_ALLOCATE(parts.part, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(parts.amount, (gsize)search->rows * (gsize)count);
    for (gsize i = 0; i < size; i++) {
        x[i] = search->codes[i] - search->density.centre[i % (gsize)width];
    }
    double total = 0;
    for (gsize i = 0; i < size; i++) {
        total += x[i] * x[i];
    }
    IGRAPH_CHECK(latigraph_find_parts(search->rows, width, x, count, search->options->generate.seed,
                                      &parts));
    IGRAPH_CHECK(put_parts(search, x, &parts, total, axes));
    g_free(parts.amount);
    g_free(parts.part);
    g_free(x);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Public face -------------------------------------------------------------- */

/**
 * \function latigraph_axes_options_init
 * \brief Default options of unsupervised axes.
 *
 * \param options Gets 6 axes of \c LATIGRAPH_AXES_PCA, the usual number of draws (8 circuits, 1000
 *    codes), no circuit to be like, and the options of \ref latigraph_generate_options_init().
 *
 * Time complexity: O(1).
 *
 * Example: options for the three first principal axes.
 * \verbatim
 *   latigraph_axes_options_t options;
 *   latigraph_axes_options_init(&options);
 *   options.kind = LATIGRAPH_AXES_PCA;
 *   options.count = 3;
 *   latigraph_find_axes(model, &circuits, &options, &axes);
 * \endverbatim
 */
void latigraph_axes_options_init(latigraph_axes_options_t *options) {
    *options = (latigraph_axes_options_t){.kind = LATIGRAPH_AXES_PCA, .count = 6};
    latigraph_generate_options_init(&options->generate);
}

/**
 * \function latigraph_axes_init
 * \brief Initialises a struct without axes.
 *
 * \param axes The struct. Free it with \ref latigraph_axes_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * Example: the two principal axes of some circuits.
 * \verbatim
 *   latigraph_axes_options_t options;
 *   latigraph_axes_t found_axes;
 *   latigraph_axes_options_init(&options);
 *   options.kind = LATIGRAPH_AXES_PCA;
 *   options.count = 2;
 *   latigraph_axes_init(&found_axes);
 *   latigraph_find_axes(model, &circuits, &options, &found_axes);
 *   printf("%g of the variance\n", found_axes.explained);
 *   latigraph_axes_destroy(&found_axes);
 * \endverbatim
 */
igraph_error_t latigraph_axes_init(latigraph_axes_t *axes) {
    axes->explained = NAN;
    IGRAPH_MATRIX_INIT_FINALLY(&axes->steps, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&axes->amounts, 0, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&axes->variance, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&axes->information, 0);
    IGRAPH_CHECK(igraph_vector_init(&axes->share, 0));
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_axes_destroy
 * \brief Frees axes.
 *
 * \param axes The axes.
 *
 * Time complexity: O(1).
 *
 * Example: axes are destroyed when they are no longer needed.
 * \verbatim
 *   latigraph_axes_t found_axes;
 *   latigraph_axes_init(&found_axes);
 *   latigraph_axes_destroy(&found_axes);
 * \endverbatim
 */
void latigraph_axes_destroy(latigraph_axes_t *axes) {
    igraph_matrix_destroy(&axes->steps);
    igraph_matrix_destroy(&axes->amounts);
    igraph_vector_destroy(&axes->variance);
    igraph_vector_destroy(&axes->information);
    igraph_vector_destroy(&axes->share);
}

static igraph_error_t check_options(const latigraph_model_t *model, igraph_integer_t circuits,
                                    const latigraph_axes_options_t *options) {
    const igraph_integer_t most =
        options->kind == LATIGRAPH_AXES_PARTS ? PARTS_MAX : model->config.code;
    if (options->count < 1 || options->count > most) {
        IGRAPH_ERRORF("The number of axes must be between 1 and %" IGRAPH_PRId ", got %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, most, options->count);
    }
    if (options->draws < 0 || options->draws > DRAWS_MAX) {
        IGRAPH_ERRORF("The number of draws must be between 0 and %d, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, DRAWS_MAX, options->draws);
    }
    IGRAPH_CHECK(latigraph_check_threads(options->generate.threads));
    const igraph_integer_t least = options->kind == LATIGRAPH_AXES_PARTS ? options->count + 1 : 3;
    const igraph_integer_t drawn =
        options->kind == LATIGRAPH_AXES_PARTS && options->draws > 0 ? options->draws : G_MAXINT;
    if (options->kind != LATIGRAPH_AXES_JACOBIAN && (circuits > 0 ? circuits : drawn) < least) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " axes need the codes of at least %" IGRAPH_PRId
                      " circuits, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->count, least, circuits > 0 ? circuits : drawn);
    }
    return IGRAPH_SUCCESS;
}

/* Encodes the circuits, or draws codes to find parts in if there are no circuits. */
static igraph_error_t find_codes(search_t *search, const latigraph_circuit_list_t *circuits) {
    const latigraph_axes_options_t *options = search->options;
    const gsize width = (gsize)search->model->config.code;
    const igraph_integer_t drawn = options->draws > 0 ? options->draws : PARTS_DRAWS;
    const gboolean draw = search->circuits == 0 && options->kind == LATIGRAPH_AXES_PARTS;
    search->rows = draw ? (int)drawn : search->circuits;
    search->codes = g_try_new0(double, (gsize)search->rows *width + 1);
    search->value = g_try_new0(double, width + 1);
    search->vector = g_try_new0(double, width *width + 1);
    search->step = g_try_new0(double, width + 1);
    if (search->codes == NULL || search->value == NULL || search->vector == NULL ||
        search->step == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d codes.", IGRAPH_ENOMEM, search->rows);
    }
    IGRAPH_CHECK(
        latigraph_code_density_init(&search->density, search->model, options->generate.group));
    if (draw) {
        return latigraph_codes(search->model, NULL, options->generate.group, 0,
                               options->generate.seed, search->rows, search->codes);
    }
    if (search->circuits == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_model_check_node_data(search->model, circuits));
    return latigraph_encode_rows(search->model, circuits, (int)options->generate.threads,
                                 search->codes, NULL);
}

/**
 * \function latigraph_find_axes
 * \brief Finds axes of the code space without a property.
 *
 * \c LATIGRAPH_AXES_PCA finds eigenvectors of the covariance of the codes of the circuits, or of
 * the training codes if there are no circuits. Circuits differ most along these axes. Codes are
 * taken as they are: their first coordinates, the statistics, are in SDs of the training circuits.
 *
 * </para><para>
 * \c LATIGRAPH_AXES_JACOBIAN finds axes along which the decoder moves circuits most. They are L v
 * for eigenvectors v of Lᵀ F L, with F the Fisher information of the edges about the code and C = L
 * Lᵀ the covariance of the training codes. F is taken at the mean code, or at the code of \c like.
 * It is averaged over \c draws circuits with drawn node codes and, without \c like, drawn node
 * data. One SD along axis k changes the distribution of circuits by about ½ information_k nats
 * (Kullback–Leibler). Derivatives of the square roots of the probabilities of dyads are central
 * differences over a quarter of an SD of the codes. They are taken of the rates as decoded, without
 * the steering layer that holds generated circuits to the statistics in their code: the layer has
 * several solutions and jumps between them, so its derivatives mean nothing. Measure the effects of
 * these axes on generated circuits with \ref latigraph_step_effects().
 *
 * </para><para>
 * \c LATIGRAPH_AXES_PARTS is semi-NMF (Ding, Li, Jordan, IEEE TPAMI 32:45, 2010) of the codes of
 * the circuits, less the mean of the training codes: code ≈ Σ_k amount_k part_k. Amounts are never
 * negative, so a part is a way to depart from the typical circuit, of which a circuit has more,
 * less or nothing. The best of 8 seeded starts is used. Parts are not unique, because all parts
 * that span a cone around the codes fit equally well, and they are more correlated than principal
 * axes. Without circuits, codes are drawn from the density. The density is Gaussian, so its parts
 * are little more than the two ends of principal axes.
 *
 * \param model The model.
 * \param circuits Circuits, or NULL or empty.
 * \param options Kind and number of axes, number of draws, and how circuits are drawn.
 * \param axes Initialised axes. Steps are one SD of the codes along PCA axes, of the density of the
 *    training codes along Jacobian axes, and of the amounts of parts. The variance of a part is the
 *    share of the variance of the codes that a regression on its amounts alone explains. Amounts of
 *    different parts are correlated, so shares need not add up to \c explained.
 * \return Error code: \c IGRAPH_EINVAL, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode(), plus O(circuits · dz² + dz³) for PCA; O(draws ·
 * dz · n² (r + dz)) for the Jacobian (2 dz decodings per draw, 0.1 s at 150 neurons); O(8 ·
 * 1000 · circuits · dz · count) for parts.
 *
 * \sa \ref latigraph_step_effects(), which measures the effects of axes on circuits
 *
 * Example: the axis that moves circuits most.
 * \verbatim
 *   latigraph_axes_options_t options;
 *   latigraph_axes_t axes;
 *   latigraph_axes_options_init(&options);
 *   options.kind = LATIGRAPH_AXES_JACOBIAN;
 *   latigraph_axes_init(&axes);
 *   latigraph_find_axes(model, NULL, &options, &axes);
 *   printf("%g nats\n", VECTOR(axes.information)[0] / 2);
 * \endverbatim
 */
igraph_error_t latigraph_find_axes(const latigraph_model_t *model,
                                   const latigraph_circuit_list_t *circuits,
                                   const latigraph_axes_options_t *options,
                                   latigraph_axes_t *axes) {
    search_t search = {.model = model, .options = options};
    search.circuits = circuits != NULL ? (int)latigraph_circuit_list_size(circuits) : 0;
    IGRAPH_CHECK(check_options(model, search.circuits, options));
    IGRAPH_FINALLY(search_destroy, &search);
    IGRAPH_CHECK(find_codes(&search, circuits));
    IGRAPH_CHECK(igraph_matrix_resize(&axes->steps, options->count, model->config.code));
    IGRAPH_CHECK(igraph_matrix_resize(&axes->amounts, search.circuits, options->count));
    IGRAPH_CHECK(igraph_vector_resize(&axes->variance, options->count));
    igraph_vector_clear(&axes->information);
    igraph_vector_clear(&axes->share);
    axes->explained = NAN;
    switch (options->kind) {
    case LATIGRAPH_AXES_PCA:
        IGRAPH_CHECK(find_pca(&search, axes));
        break;
    case LATIGRAPH_AXES_JACOBIAN:
        IGRAPH_CHECK(find_jacobian(&search, axes));
        break;
    default:
        IGRAPH_CHECK(find_parts(&search, axes));
    }
    search_destroy(&search);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
