/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Attributes scores of circuits to structural properties, by regression over circuits.
 *
 * Partial R² come from the inverse of the correlation matrix, and Shapley values from all subsets
 * of properties. Both need only the correlations of properties and scores, so circuits enter once.
 * Ridge regression on unseen neurons shows whether the attribution generalises. */

#include <latigraph/function.h>

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "circuit/folds.h"
#include "regression/partial.h"
#include "regression/ridge.h"
#include "regression/shapley.h"

#include <latigraph/measure.h>

#include <math.h>
#include <string.h>

/* Default properties: those that the literature relates to memory, forecasts and classification,
 * and those they can be confused with. */
static const char *const USUAL[] = {"density",       "reciprocity",   "transitivity",
                                    "out-degree-cv", "in-degree-cv",  "degree-correlation",
                                    "assortativity", "feed-forward",  "path-length",
                                    "modularity",    "giant-scc",     "spectral-radius",
                                    "non-normality", "effective-rank"};

static const double ROUNDING = 1e-9; /* ridge on variances of 1, for collinear properties */
enum { FOLDS = 8 };

/* --- Memory ------------------------------------------------------------------- */

#define MATRICES(s)                                                                                \
    { &(s)->correlation, &(s)->beyond, &(s)->partial, &(s)->shapley }
enum { PARTS = 4 };

/**
 * \function latigraph_structure_init
 * \brief Initialises an empty attribution of scores to structure.
 *
 * \param structure Free it with \ref latigraph_structure_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_structure()
 *
 * Example: the life of an attribution.
 * \verbatim
 *    latigraph_structure_t structure;
 *    latigraph_structure_init(&structure);
 *    latigraph_structure(&circuits, NULL, &mean, 1, &structure);
 *    latigraph_structure_destroy(&structure);
 * \endverbatim
 */
igraph_error_t latigraph_structure_init(latigraph_structure_t *structure) {
    igraph_matrix_t *matrices[] = MATRICES(structure);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&structure->property, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&structure->circuits, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&structure->r2, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&structure->unseen, 0);
    for (int k = 0; k < PARTS; k++) {
        IGRAPH_MATRIX_INIT_FINALLY(matrices[k], 0, 0);
    }
    IGRAPH_FINALLY_CLEAN(4 + PARTS);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_structure_destroy
 * \brief Frees an attribution that \ref latigraph_structure_init() initialised.
 *
 * \param structure The attribution.
 *
 * Time complexity: O(1).
 *
 * Example: an attribution that is not needed any more.
 * \verbatim
 *    latigraph_structure_t structure;
 *    latigraph_structure_init(&structure);
 *    latigraph_structure_destroy(&structure);
 * \endverbatim
 */
void latigraph_structure_destroy(latigraph_structure_t *structure) {
    igraph_matrix_t *matrices[] = MATRICES(structure);
    for (int k = 0; k < PARTS; k++) {
        igraph_matrix_destroy(matrices[k]);
    }
    igraph_vector_destroy(&structure->unseen);
    igraph_vector_destroy(&structure->r2);
    igraph_vector_int_destroy(&structure->circuits);
    igraph_vector_int_destroy(&structure->property);
}

/* --- One score ------------------------------------------------------------------ */

/* Properties as columns of plain arrays, and scratch for one score. */
typedef struct {
    int circuits, width; /* number of circuits, and of properties in use */
    int *column;         /* (width) index of each property among the requested ones */
    double *property;    /* (circuits, width) standardised over all circuits; NaN where undefined */
    double *covariate;   /* (circuits, 2) ln n and ln density */
    double *score;       /* (circuits) NaN for circuits that are left out */
    double *correlation; /* (width + 1, width + 1) of properties and score */
    double *inverse;     /* (width + 1, width + 1) */
    double *factor;      /* (width + 1, width + 1) Cholesky factor of the correlations */
    double *value;       /* (width) */
} table_t;

static double *pair(const table_t *table, double *matrix, int i, int j) {
    return matrix + (gsize)i * (gsize)(table->width + 1) + (gsize)j;
}

/* Returns a property of circuit c, or its score, which is the last column. */
static double entry(const table_t *table, int c, int k) {
    return k < table->width ? table->property[(gsize)c * (gsize)table->width + (gsize)k]
                            : table->score[c];
}

/* Leaves out circuits with undefined values. Returns the number of circuits that remain. */
static int choose_circuits(table_t *table) {
    int left = 0;
    for (int c = 0; c < table->circuits; c++) {
        gboolean whole = isfinite(table->score[c]) && isfinite(table->covariate[2 * c]);
        for (int k = 0; k < table->width; k++) {
            whole = whole && isfinite(entry(table, c, k));
        }
        table->score[c] = whole ? table->score[c] : NAN;
        left += whole;
    }
    return left;
}

/* Returns the correlation over the remaining circuits. */
static double correlation(const table_t *table, int i, int j) {
    double mean_i = 0, mean_j = 0, ii = 0, ij = 0, jj = 0;
    int left = 0;
    for (int c = 0; c < table->circuits; c++) {
        if (isfinite(table->score[c])) {
            mean_i += entry(table, c, i);
            mean_j += entry(table, c, j);
            left++;
        }
    }
    for (int c = 0; c < table->circuits; c++) {
        if (isfinite(table->score[c])) {
            const double a = entry(table, c, i) - mean_i / left;
            const double b = entry(table, c, j) - mean_j / left;
            ii += a * a;
            ij += a * b;
            jj += b * b;
        }
    }
    return ii > 0 && jj > 0 ? ij / sqrt(ii * jj) : 0;
}

/* Inverts the correlation matrix, which yields the partial correlations (Whittaker, Graphical
 * models, 1990). Returns false if it is singular. */
static gboolean invert(table_t *table) {
    const int size = table->width + 1;
    const gsize cells = (gsize)size * (gsize)size;
    double *factor = table->factor;
    for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
            *pair(table, table->correlation, i, j) = i == j ? 1 : correlation(table, i, j);
            *pair(table, table->inverse, i, j) = i == j;
        }
    }
    memcpy(factor, table->correlation, cells * sizeof *factor);
    for (int i = 0; i < size; i++) {
        *pair(table, factor, i, i) += ROUNDING;
    }
    const gboolean good = latigraph_cholesky(size, factor) == 0;
    if (good) {
        latigraph_cholesky_solve(size, factor, table->inverse, size);
    }
    return good;
}

/* Computes the residuals (circuits) of least squares of a column on ln n and ln density. */
static void regress_size_density(const table_t *table, int k, double *left) {
    double gram[9] = {0}, with[3] = {0};
    for (int c = 0; c < table->circuits; c++) {
        const double x[3] = {1, table->covariate[2 * c], table->covariate[2 * c + 1]};
        for (int i = 0; isfinite(table->score[c]) && i < 3; i++) {
            with[i] += x[i] * entry(table, c, k);
            for (int j = 0; j < 3; j++) {
                gram[3 * i + j] += x[i] * x[j];
            }
        }
    }
    for (int i = 0; i < 3; i++) {
        gram[4 * i] += ROUNDING;
    }
    if (latigraph_cholesky(3, gram) == 0) {
        latigraph_cholesky_solve(3, gram, with, 1);
    }
    for (int c = 0; c < table->circuits; c++) {
        left[c] = entry(table, c, k) - with[0] - with[1] * table->covariate[2 * c] -
                  with[2] * table->covariate[2 * c + 1];
    }
}

/* Returns the squared correlation of the residuals, or NaN if size and density determine the
 * property. */
static double beyond(const table_t *table, int k, const double *score_left, double *left) {
    double aa = 0, ab = 0, bb = 0, all = 0;
    regress_size_density(table, k, left);
    for (int c = 0; c < table->circuits; c++) {
        if (isfinite(table->score[c])) {
            aa += left[c] * left[c];
            ab += left[c] * score_left[c];
            bb += score_left[c] * score_left[c];
            all += entry(table, c, k) * entry(table, c, k);
        }
    }
    return aa > 0.01 * all && bb > 0 ? ab * ab / (aa * bb) : NAN;
}

static igraph_error_t fill_beyond(const table_t *table, igraph_matrix_t *matrix,
                                  igraph_integer_t row) {
    double *score_left, *left;
    LATIGRAPH_ALLOCATE(score_left, table->circuits);
    LATIGRAPH_ALLOCATE(left, table->circuits);
    regress_size_density(table, table->width, score_left);
    for (int k = 0; k < table->width; k++) {
        MATRIX(*matrix, row, table->column[k]) = beyond(table, k, score_left, left);
    }
    g_free(left);
    g_free(score_left);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Fills correlations, R² and its shares. */
static igraph_error_t fill_shares(table_t *table, igraph_integer_t row, igraph_integer_t threads,
                                  latigraph_structure_t *structure) {
    const int width = table->width;
    double *covariance, *with;
    if (!invert(table)) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(covariance, width * width);
    LATIGRAPH_ALLOCATE(with, width);
    const double own = *pair(table, table->inverse, width, width);
    VECTOR(structure->r2)[row] = 1 - 1 / own;
    for (int k = 0; k < width; k++) {
        const double inverse = *pair(table, table->inverse, k, width);
        const igraph_integer_t column = table->column[k];
        with[k] = *pair(table, table->correlation, k, width);
        MATRIX(structure->correlation, row, column) = with[k];
        MATRIX(structure->partial, row, column) =
            inverse * inverse / (own * *pair(table, table->inverse, k, k));
        for (int j = 0; j < width; j++) {
            covariance[k * width + j] =
                *pair(table, table->correlation, k, j) + (j == k ? ROUNDING : 0);
        }
    }
    const latigraph_readings_t reading = {
        .width = width, .covariance = covariance, .readings = 1, .with = with};
    IGRAPH_CHECK(latigraph_shapley(&reading, (int)threads, table->value, NULL));
    for (int k = 0; k < width; k++) {
        MATRIX(structure->shapley, row, table->column[k]) = table->value[k];
    }
    g_free(with);
    g_free(covariance);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_unseen(const table_t *table, const latigraph_folds_t *folds,
                                  igraph_real_t *r2) {
    latigraph_prediction_t prediction;
    IGRAPH_CHECK(latigraph_prediction_init(&prediction, table->circuits));
    IGRAPH_FINALLY(latigraph_prediction_destroy, &prediction);
    IGRAPH_CHECK(latigraph_cross_validate(folds, table->width, table->property, table->score,
                                          latigraph_ridge_rows, NULL, &prediction));
    *r2 = latigraph_prediction_r2(&prediction, NULL);
    latigraph_prediction_destroy(&prediction);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare(table_t *table, const latigraph_folds_t *folds, igraph_integer_t row,
                              igraph_integer_t threads, latigraph_structure_t *structure) {
    const int left = choose_circuits(table);
    VECTOR(structure->circuits)[row] = left;
    if (left < table->width + 3) {
        return IGRAPH_SUCCESS;
    }
    latigraph_blas_begin();
    const igraph_error_t code = fill_shares(table, row, threads, structure);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    IGRAPH_CHECK(fill_beyond(table, &structure->beyond, row));
    return fill_unseen(table, folds, &VECTOR(structure->unseen)[row]);
}

/* --- All scores --------------------------------------------------------------- */

static void table_destroy(table_t *table) {
    g_free(table->column);
    g_free(table->property);
    g_free(table->covariate);
    g_free(table->score);
    g_free(table->correlation);
    g_free(table->inverse);
    g_free(table->factor);
    g_free(table->value);
}

static igraph_error_t table_init(table_t *table, igraph_integer_t circuits,
                                 igraph_integer_t width) {
    const gsize rows = (gsize)circuits, columns = (gsize)width + 1;
    *table = (table_t){.circuits = (int)circuits,
                       .column = g_try_new0(int, columns),
                       .property = g_try_new0(double, rows *columns + 1),
                       .covariate = g_try_new0(double, 2 * rows + 1),
                       .score = g_try_new0(double, rows + 1),
                       .correlation = g_try_new0(double, columns *columns),
                       .inverse = g_try_new0(double, columns *columns),
                       .factor = g_try_new0(double, columns *columns),
                       .value = g_try_new0(double, columns)};
    IGRAPH_FINALLY(table_destroy, table);
    if (table->column == NULL || table->property == NULL || table->covariate == NULL ||
        table->score == NULL || table->correlation == NULL || table->inverse == NULL ||
        table->factor == NULL || table->value == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

/* Computes the mean and SD of a column. Returns false if it is constant, or undefined for more than
 * a tenth of the circuits. */
static gboolean moments(const igraph_matrix_t *values, igraph_integer_t k, double *mean,
                        double *sd) {
    const igraph_integer_t rows = igraph_matrix_nrow(values);
    double sum = 0, squares = 0, known = 0;
    for (igraph_integer_t c = 0; c < rows; c++) {
        if (isfinite(MATRIX(*values, c, k))) {
            sum += MATRIX(*values, c, k);
            known++;
        }
    }
    *mean = sum / known;
    for (igraph_integer_t c = 0; c < rows; c++) {
        const double off = MATRIX(*values, c, k) - *mean;
        squares += isfinite(off) ? off * off : 0;
    }
    *sd = sqrt(squares / known);
    return known >= 0.9 * (double)rows && *sd > 1e-9 * fabs(*mean) && *sd > 0;
}

/* Standardises the properties that vary. */
static void fill_properties(table_t *table, const igraph_matrix_t *values) {
    const igraph_integer_t columns = igraph_matrix_ncol(values);
    int width = 0;
    for (igraph_integer_t k = 0; k < columns; k++) {
        double mean, sd;
        if (moments(values, k, &mean, &sd)) {
            table->column[width++] = (int)k;
        }
    }
    table->width = width;
    for (int k = 0; k < width; k++) {
        double mean, sd;
        moments(values, table->column[k], &mean, &sd);
        for (int c = 0; c < table->circuits; c++) {
            table->property[(gsize)c * (gsize)width + (gsize)k] =
                (MATRIX(*values, c, table->column[k]) - mean) / sd;
        }
    }
}

static igraph_error_t list_properties(const igraph_vector_int_t *asked,
                                      igraph_vector_int_t *property) {
    if (asked != NULL) {
        for (igraph_integer_t k = 0; k < igraph_vector_int_size(asked); k++) {
            const igraph_integer_t p = VECTOR(*asked)[k];
            if (p < 0 || p >= latigraph_property_count()) {
                IGRAPH_ERRORF("There is no property of index %" IGRAPH_PRId
                              " in the table. Find indices by name.",
                              IGRAPH_EINVAL, p);
            }
        }
        IGRAPH_CHECK(igraph_vector_int_update(property, asked));
    } else {
        IGRAPH_CHECK(igraph_vector_int_resize(property, G_N_ELEMENTS(USUAL)));
        for (size_t k = 0; k < G_N_ELEMENTS(USUAL); k++) {
            VECTOR(*property)[k] = latigraph_property_find(USUAL[k]);
        }
    }
    if (igraph_vector_int_size(property) < 1 ||
        igraph_vector_int_size(property) > LATIGRAPH_SHAPLEY_MAX) {
        IGRAPH_ERRORF("Scores are to be attributed to %" IGRAPH_PRId
                      " properties, but the number must be "
                      "from 1 to %d.",
                      IGRAPH_EINVAL, igraph_vector_int_size(property), LATIGRAPH_SHAPLEY_MAX);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t allocate_scratch(latigraph_structure_t *structure, igraph_integer_t scores) {
    igraph_matrix_t *matrices[] = MATRICES(structure);
    IGRAPH_CHECK(igraph_vector_int_resize(&structure->circuits, scores));
    IGRAPH_CHECK(igraph_vector_resize(&structure->r2, scores));
    IGRAPH_CHECK(igraph_vector_resize(&structure->unseen, scores));
    igraph_vector_fill(&structure->r2, IGRAPH_NAN);
    igraph_vector_fill(&structure->unseen, IGRAPH_NAN);
    for (int k = 0; k < PARTS; k++) {
        IGRAPH_CHECK(igraph_matrix_resize(matrices[k], scores,
                                          igraph_vector_int_size(&structure->property)));
        igraph_matrix_fill(matrices[k], IGRAPH_NAN);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_all(table_t *table, const latigraph_circuit_list_t *circuits,
                                  const igraph_matrix_t *scores, igraph_integer_t threads,
                                  latigraph_structure_t *structure) {
    latigraph_folds_t folds;
    IGRAPH_CHECK(latigraph_folds_init(&folds, circuits, LATIGRAPH_SPLIT_BY_NEURON, FOLDS, 1));
    IGRAPH_FINALLY(latigraph_folds_destroy, &folds);
    for (igraph_integer_t row = 0; row < igraph_matrix_ncol(scores); row++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int c = 0; c < table->circuits; c++) {
            table->score[c] = MATRIX(*scores, c, row);
        }
        IGRAPH_CHECK(compare(table, &folds, row, threads, structure));
    }
    latigraph_folds_destroy(&folds);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_structure
 * \brief Attributes scores of circuits to structural properties.
 *
 * Each score is regressed on the properties over the circuits. R² is divided among the properties
 * by Shapley values (Lindeman, Merenda, Gold, 1980; Lipovetsky and Conklin, Appl. Stoch. Models
 * Bus. Ind. 17:319, 2001). The Shapley value of a property is its gain in R² over the properties
 * before it, averaged over all orders. It is computed exactly, from all subsets.
 *
 * \param circuits The circuits.
 * \param properties Indices into the table of properties, at most 26; NULL: fourteen default ones.
 *    A property gets NaN if it is constant, or undefined for a tenth of the circuits.
 * \param scores One row per circuit and one column per score, as from \ref latigraph_reservoir();
 *    any quantities of circuits are possible. A circuit whose score is NaN is left out.
 * \param threads Number of threads.
 * \param structure An initialised attribution, whose contents are replaced. Values are NaN if there
 *    are fewer circuits than properties plus three. \c unseen is NaN if circuits share too many
 *    neurons.
 * \return Error code: \c IGRAPH_EINVAL if the number of rows differs from that of circuits, or a
 *    property does not exist; \c IGRAPH_ENOMEM; the errors of \ref latigraph_properties().
 *
 * Time complexity: that of the properties, and O(2^P S) for P properties and S scores.
 *
 * \sa \ref latigraph_explain() for attributions to coordinates of the code.
 *
 * Example: the property that accounts for most of a score.
 * \verbatim
 *    latigraph_structure_t structure;
 *    latigraph_structure_init(&structure);
 *    latigraph_structure(&circuits, NULL, &mean, 1, &structure);
 *    igraph_integer_t best = 0;
 *    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&structure.property); k++) {
 *        best = MATRIX(structure.shapley, 0, k) > MATRIX(structure.shapley, 0, best) ? k : best;
 *    }
 *    puts(latigraph_property_info(VECTOR(structure.property)[best])->name);
 *    latigraph_structure_destroy(&structure);
 * \endverbatim
 */
igraph_error_t latigraph_structure(const latigraph_circuit_list_t *circuits,
                                   const igraph_vector_int_t *properties,
                                   const igraph_matrix_t *scores, igraph_integer_t threads,
                                   latigraph_structure_t *structure) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    igraph_matrix_t values;
    table_t table;
    if (igraph_matrix_nrow(scores) != count) {
        IGRAPH_ERRORF("The matrix of scores has %" IGRAPH_PRId " rows, but there are %" IGRAPH_PRId
                      " circuits. It needs one row per circuit.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(scores), count);
    }
    IGRAPH_CHECK(list_properties(properties, &structure->property));
    IGRAPH_CHECK(allocate_scratch(structure, igraph_matrix_ncol(scores)));
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties_only(circuits, NULL, &structure->property, &values));
    IGRAPH_CHECK(table_init(&table, count, igraph_matrix_ncol(&values)));
    fill_properties(&table, &values);
    latigraph_size_density(circuits, table.covariate);
    if (table.width > 0) {
        IGRAPH_CHECK(compare_all(&table, circuits, scores, threads, structure));
    }
    table_destroy(&table);
    igraph_matrix_destroy(&values);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
