/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
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

/* Properties that memory, forecasts and classification were said to depend on, and what they may be
 * mistaken for. */
static const char *const USUAL[] = {"density",       "reciprocity",   "transitivity",
                                    "out-degree-cv", "in-degree-cv",  "degree-correlation",
                                    "assortativity", "feed-forward",  "path-length",
                                    "modularity",    "giant-scc",     "spectral-radius",
                                    "non-normality", "effective-rank"};

static const double ROUNDING = 1e-9; /* added to variances of 1, for properties that say the same */
enum { FOLDS = 8 };

/* --- What is held ------------------------------------------------------------- */

#define MATRICES(s)                                                                                \
    { &(s)->correlation, &(s)->beyond, &(s)->partial, &(s)->shapley }
enum { PARTS = 4 };

/**
 * \function latigraph_structure_init
 * \brief An empty comparison of scores with structure, to be filled.
 *
 * \param structure To be freed with \ref latigraph_structure_destroy().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(1).
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
 * \brief Frees what \ref latigraph_structure_init() made.
 *
 * \param structure The comparison.
 *
 * Time complexity: O(1).
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

/* Properties as columns of plain arrays, and room for one score. */
typedef struct {
    int circuits, width; /* of the properties in use */
    int *column;         /* (width) of each, among those asked for */
    double *property;  /* (circuits, width), standardised over all circuits; NaN where undefined */
    double *covariate; /* (circuits, 2) ln n, ln density */
    double *score;     /* (circuits), NaN where a circuit is left out */
    double *correlation; /* (width + 1, width + 1) of properties and score */
    double *inverse;     /* (width + 1, width + 1) */
    double *value;       /* (width) */
} table_t;

static double *pair(const table_t *table, double *matrix, int i, int j) {
    return matrix + (gsize)i * (gsize)(table->width + 1) + (gsize)j;
}

/* Entry of circuit c: a property, or the score behind them. */
static double entry(const table_t *table, int c, int k) {
    return k < table->width ? table->property[(gsize)c * (gsize)table->width + (gsize)k]
                            : table->score[c];
}

/* Leaves out circuits where something is not defined; gives how many are left. */
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

/* Correlation over the circuits that are left. */
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

/* The inverse of all correlations holds the partial ones (Whittaker, Graphical models, 1990). FALSE
 * if there is none. */
static gboolean invert(table_t *table) {
    const int size = table->width + 1;
    const gsize cells = (gsize)size * (gsize)size;
    double *factor = g_new(double, cells);
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
    g_free(factor);
    return good;
}

/* What least squares on ln n and ln density leave of a column: (circuits) left. */
static void take_size_density(const table_t *table, int k, double *left) {
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

/* Squared correlation of what is left; NaN where size and density say the property itself. */
static double beyond(const table_t *table, int k, const double *score_left, double *left) {
    double aa = 0, ab = 0, bb = 0, all = 0;
    take_size_density(table, k, left);
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
    take_size_density(table, table->width, score_left);
    for (int k = 0; k < table->width; k++) {
        MATRIX(*matrix, row, table->column[k]) = beyond(table, k, score_left, left);
    }
    g_free(left);
    g_free(score_left);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Correlations, R² and its shares. */
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
    IGRAPH_CHECK(
        latigraph_shapley(width, covariance, 1, with, NULL, (int)threads, table->value, NULL));
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

/* --- All of them ------------------------------------------------------------------ */

static void table_destroy(table_t *table) {
    g_free(table->column);
    g_free(table->property);
    g_free(table->covariate);
    g_free(table->score);
    g_free(table->correlation);
    g_free(table->inverse);
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
                       .value = g_try_new0(double, columns)};
    IGRAPH_FINALLY(table_destroy, table);
    if (table->column == NULL || table->property == NULL || table->covariate == NULL ||
        table->score == NULL || table->correlation == NULL || table->inverse == NULL ||
        table->value == NULL) {
        IGRAPH_ERROR("Not enough memory.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

/* Mean and SD of a column; FALSE if it does not vary, or is defined in less than nine of ten
 * circuits. */
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

/* Properties that vary, standardised. */
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
                IGRAPH_ERRORF("There is no property %" IGRAPH_PRId " in the table.", IGRAPH_EINVAL,
                              p);
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
        IGRAPH_ERRORF("Scores can be compared with 1 to %d properties at once, got %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, LATIGRAPH_SHAPLEY_MAX, igraph_vector_int_size(property));
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
    IGRAPH_CHECK(latigraph_folds_init(&folds, circuits, FOLDS, 1));
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
 * \brief Which structural properties carry scores of circuits.
 *
 * Each score is regressed on the properties over the circuits. R² is divided among the properties
 * by Shapley's values (Lindeman, Merenda, Gold, 1980; Lipovetsky and Conklin, Appl. Stoch. Models
 * Bus. Ind. 17:319, 2001), exactly, over all sets of them: what a property adds to those before it,
 * averaged over all orders.
 *
 * \param circuits The circuits.
 * \param properties Indices into the table of properties, up to 26; NULL: fourteen usual ones. One
 *    that does not vary, or is not defined in a tenth of the circuits, gets NaN.
 * \param scores One row a circuit, one column a score, as \ref latigraph_reservoir() gives them;
 *    any figures of circuits will do. NaN: the circuit is left out.
 * \param threads Threads to use.
 * \param structure An initialised comparison, whose contents are replaced; NaN where there are
 * fewer circuits than properties and three more, \c unseen where circuits share too many neurons.
 * \return Error code: \c IGRAPH_EINVAL, as many rows as circuits are needed, or a property does not
 *    exist; \c IGRAPH_ENOMEM; as \ref latigraph_properties().
 *
 * Time complexity: that of the properties, and O(2^P S) for P of them and S scores.
 *
 * \sa \ref latigraph_explain() for the same of coordinates of the code.
 */
igraph_error_t latigraph_structure(const latigraph_circuit_list_t *circuits,
                                   const igraph_vector_int_t *properties,
                                   const igraph_matrix_t *scores, igraph_integer_t threads,
                                   latigraph_structure_t *structure) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    igraph_matrix_t values;
    table_t table;
    if (igraph_matrix_nrow(scores) != count) {
        IGRAPH_ERRORF("Scores of %" IGRAPH_PRId " circuits are needed, got %" IGRAPH_PRId " rows.",
                      IGRAPH_EINVAL, count, igraph_matrix_nrow(scores));
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
