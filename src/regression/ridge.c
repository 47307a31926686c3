/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Ridge regression and its permutation test (Hoerl and Kennard, Technometrics 12:55, 1970).
 *
 * The weights of standardised codes Z (rows, width) are linear in the property y:
 *
 *     β = M y,  M = (ZᵀZ + 3 I)⁻¹ Zᵀ  (width, rows)
 *
 * M does not depend on y. One Cholesky factorisation per fold therefore serves the property and all
 * of its permutations: a block of 64 of them is the matrix Y (rows, 64), and two matrix products,
 * β = M Y and Ŷ = Z_test β, predict a fold for all of them. The first column of the first block is
 * the property as it is. Columns of Z have mean 0, so the rows of M sum to 0 and y needs no
 * centring; the prediction is the training mean plus Ŷ.
 *
 * The test compares R² with that of permuted properties, p = (1 + #{permuted R² ≥ R²}) / (1 +
 * permutations). Permutation k comes from its own random stream, so p depends on the seed alone.
 */
#include "regression/ridge.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"

#include <math.h>

/* Penalty on the squared weights of standardised codes. */
static const double PENALTY = 3;

/* Number of permutations per block; the first column of the first block is the data. */
enum { BLOCK = 64 };

/* The regression as a linear map from the property to the weights of standardised codes. */
typedef struct {
    int rows, width;
    double *mean, *sd; /* (width) of the codes */
    double *map;       /* (width, rows): (ZᵀZ + 3 I)⁻¹ Zᵀ */
} smoother_t;

static void smoother_destroy(smoother_t *smoother) {
    g_free(smoother->mean);
    g_free(smoother->sd);
    g_free(smoother->map);
}

static void standardise(smoother_t *s, const double *codes, const int *row) {
    for (int k = 0; k < s->width; k++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < s->rows; i++) {
            sum += codes[(gsize)row[i] * (gsize)s->width + (gsize)k];
        }
        s->mean[k] = sum / s->rows;
        for (int i = 0; i < s->rows; i++) {
            const double d = codes[(gsize)row[i] * (gsize)s->width + (gsize)k] - s->mean[k];
            s->map[(gsize)k * (gsize)s->rows + (gsize)i] = d;
            squares += d * d;
        }
        s->sd[k] = sqrt(squares / s->rows);
        if (!(s->sd[k] > 1e-12)) {
            s->sd[k] = 1; /* a dimension that does not vary gets weight 0 */
        }
        for (int i = 0; i < s->rows; i++) {
            s->map[(gsize)k * (gsize)s->rows + (gsize)i] /= s->sd[k];
        }
    }
}

/* Fits the smoother to the given rows of codes. The caller has it on the FINALLY stack. */
static igraph_error_t smoother_fill(smoother_t *s, const double *codes, const int *row) {
    double *gram;
    LATIGRAPH_ALLOCATE(gram, s->width * s->width);
    s->mean = g_try_new0(double, s->width + 1);
    s->sd = g_try_new0(double, s->width + 1);
    s->map = g_try_new0(double, (gsize)s->width *(gsize)s->rows + 1);
    if (s->mean == NULL || s->sd == NULL || s->map == NULL) {
        IGRAPH_ERRORF("Not enough memory for a regression on %d circuits.", IGRAPH_ENOMEM, s->rows);
    }
    latigraph_blas_begin(); /* sums in one order, however many threads the program has */
    standardise(s, codes, row);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, s->width, s->width, s->rows, 1, s->map,
                s->rows, s->map, s->rows, 0, gram, s->width);
    for (int k = 0; k < s->width; k++) {
        gram[k * s->width + k] += PENALTY;
    }
    const int minor = latigraph_cholesky(s->width, gram);
    if (minor == 0) {
        latigraph_cholesky_solve(s->width, gram, s->map, s->rows);
    }
    latigraph_blas_end();
    if (minor != 0) {
        IGRAPH_ERROR("Codes are too large or not finite: their regression has no solution.",
                     IGRAPH_EINVAL);
    }
    g_free(gram);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Lists the circuits that have the property; returns their number. */
static int finite_rows(int count, const double *property, int *row) {
    int rows = 0;
    for (int i = 0; i < count; i++) {
        if (isfinite(property[i])) {
            row[rows++] = i;
        }
    }
    return rows;
}

igraph_error_t latigraph_ridge_rows(const latigraph_sample_t *sample,
                                    const latigraph_folds_t *folds, int fold, double *weight,
                                    double *intercept, void *data) {
    smoother_t s = {.width = sample->width, .rows = sample->rows};
    const double *property = sample->property;
    const int *row = sample->row;
    double mean = 0;
    (void)folds;
    (void)fold;
    (void)data;
    IGRAPH_FINALLY(smoother_destroy, &s);
    IGRAPH_CHECK(smoother_fill(&s, sample->codes, row));
    for (int i = 0; i < s.rows; i++) {
        mean += property[row[i]] / s.rows;
    }
    *intercept = mean;
    for (int k = 0; k < s.width; k++) {
        double sum = 0;
        for (int i = 0; i < s.rows; i++) {
            sum += s.map[(gsize)k * (gsize)s.rows + (gsize)i] * (property[row[i]] - mean);
        }
        weight[k] = sum / s.sd[k];
        *intercept -= weight[k] * s.mean[k];
    }
    smoother_destroy(&s);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ridge(int count, int width, const double *codes, const double *property,
                               double *weight, double *intercept) {
    int *row;
    LATIGRAPH_ALLOCATE(row, count);
    const int rows = finite_rows(count, property, row);
    if (rows < 2) {
        IGRAPH_ERRORF("A direction needs at least 2 circuits that have the property, got %d.",
                      IGRAPH_EINVAL, rows);
    }
    const latigraph_sample_t sample = {rows, row, width, codes, property};
    IGRAPH_CHECK(latigraph_ridge_rows(&sample, NULL, -1, weight, intercept, NULL));
    g_free(row);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Cross-validation ----------------------------------------------------- */

/* One fold of the circuits that have the property. */
typedef struct {
    latigraph_fold_rows_t rows;
    smoother_t smoother;
    double *z; /* (rows.tests, width) standardised codes of the circuits to test */
} fold_t;

typedef struct {
    int rows, width, scored, fold_count;
    int *row;                                 /* (rows) circuits with the property */
    fold_t *fold;                             /* (fold_count) those that are scored */
    double *value;                            /* (circuits, BLOCK) the property, permuted */
    double *train_value, *predicted, *weight; /* (rows, BLOCK), (rows, BLOCK), (width, BLOCK) */
} scoring_t;

static void scoring_destroy(scoring_t *s) {
    for (int f = 0; s->fold != NULL && f < s->fold_count; f++) {
        smoother_destroy(&s->fold[f].smoother);
        g_free(s->fold[f].rows.test);
        g_free(s->fold[f].rows.train);
        g_free(s->fold[f].z);
    }
    g_free(s->fold);
    g_free(s->row);
    g_free(s->value);
    g_free(s->train_value);
    g_free(s->predicted);
    g_free(s->weight);
}

/* Fits the smoother of a fold and standardises the codes of the circuits to test by it. */
static igraph_error_t prepare_fold(scoring_t *s, const double *codes, fold_t *fold) {
    fold->smoother.rows = fold->rows.trains;
    IGRAPH_CHECK(smoother_fill(&fold->smoother, codes, fold->rows.train));
    fold->z = g_try_new0(double, (gsize)fold->rows.tests *(gsize)s->width + 1);
    if (fold->z == NULL) {
        IGRAPH_ERRORF("Not enough memory for the codes of %d circuits.", IGRAPH_ENOMEM,
                      fold->rows.tests);
    }
    for (int i = 0; i < fold->rows.tests; i++) {
        const double *code = codes + (gsize)fold->rows.test[i] * (gsize)s->width;
        for (int k = 0; k < s->width; k++) {
            fold->z[(gsize)i * (gsize)s->width + (gsize)k] =
                (code[k] - fold->smoother.mean[k]) / fold->smoother.sd[k];
        }
    }
    s->scored += fold->rows.tests;
    return IGRAPH_SUCCESS;
}

/* Allocates memory and prepares all folds. The caller has put `s` on the FINALLY stack. */
static igraph_error_t prepare(scoring_t *s, const double *codes, const double *property,
                              const latigraph_folds_t *folds) {
    s->row = g_try_new0(int, folds->circuits + 1);
    s->fold = g_try_new0(fold_t, folds->count + 1);
    s->value = g_try_new0(double, (gsize)BLOCK *(gsize)folds->circuits + 1);
    s->train_value = g_try_new0(double, (gsize)BLOCK *(gsize)folds->circuits + 1);
    s->predicted = g_try_new0(double, (gsize)BLOCK *(gsize)folds->circuits + 1);
    s->weight = g_try_new0(double, (gsize)BLOCK *(gsize)s->width + 1);
    if (s->row == NULL || s->fold == NULL || s->value == NULL || s->train_value == NULL ||
        s->predicted == NULL || s->weight == NULL) {
        IGRAPH_ERRORF("Not enough memory for permutations of %d circuits.", IGRAPH_ENOMEM,
                      folds->circuits);
    }
    s->rows = finite_rows(folds->circuits, property, s->row);
    for (int f = 0; f < folds->count; f++) {
        fold_t *fold = &s->fold[s->fold_count++];
        fold->rows.test = g_try_new0(int, folds->circuits + 1);
        fold->rows.train = g_try_new0(int, folds->circuits + 1);
        fold->smoother.width = s->width;
        if (fold->rows.test == NULL || fold->rows.train == NULL) {
            IGRAPH_ERRORF("Not enough memory for a fold of %d circuits.", IGRAPH_ENOMEM,
                          folds->circuits);
        }
        if (latigraph_fold_rows(folds, f, s->width, property, &fold->rows)) {
            IGRAPH_CHECK(prepare_fold(s, codes, fold));
        } else {
            fold->rows.tests = 0; /* the fold is not scored */
        }
    }
    return IGRAPH_SUCCESS;
}

/* Fills the columns of s->value with the property under permutations first .. first + BLOCK − 1;
 * number 0 is the property as it is. */
static void permute(scoring_t *s, const double *property, igraph_uint_t seed, int first,
                    int *order) {
    for (int b = 0; b < BLOCK; b++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_PERMUTATION, (uint64_t)(first + b));
        latigraph_stream_permutation(&stream, order, s->rows);
        for (int i = 0; i < s->rows; i++) {
            const int from = first + b == 0 ? i : order[i];
            s->value[(gsize)s->row[i] * BLOCK + (gsize)b] = property[s->row[from]];
        }
    }
}

/* Adds the squared errors of the predictions of one fold, and those of the training mean. */
static void score_fold(scoring_t *s, const fold_t *fold, double *error, double *total) {
    const int train = fold->smoother.rows;
    double mean[BLOCK] = {0};
    for (int i = 0; i < train; i++) {
        const double *value = s->value + (gsize)fold->rows.train[i] * BLOCK;
        memcpy(s->train_value + (gsize)i * BLOCK, value, sizeof(double) * BLOCK);
        for (int b = 0; b < BLOCK; b++) {
            mean[b] += value[b] / train;
        }
    }
    /* Rows of the map sum to 0, so the property need not be centred. */
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, s->width, BLOCK, train, 1,
                fold->smoother.map, train, s->train_value, BLOCK, 0, s->weight, BLOCK);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, fold->rows.tests, BLOCK, s->width, 1,
                fold->z, s->width, s->weight, BLOCK, 0, s->predicted, BLOCK);
    for (int i = 0; i < fold->rows.tests; i++) {
        for (int b = 0; b < BLOCK; b++) {
            const double rest = s->value[(gsize)fold->rows.test[i] * BLOCK + (gsize)b] - mean[b];
            const double miss = rest - s->predicted[(gsize)i * BLOCK + (gsize)b];
            error[b] += miss * miss;
            total[b] += rest * rest;
        }
    }
}

/* Computes R², the share of permutations that reach it, and the mean R² of permutations. */
static void score_all(scoring_t *s, const double *property, int permutations, igraph_uint_t seed,
                      int *order, latigraph_score_t *score) {
    int reached = 0;
    double sum = 0;
    for (int first = 0; first <= permutations; first += BLOCK) {
        double error[BLOCK] = {0}, total[BLOCK] = {0};
        permute(s, property, seed, first, order);
        for (int f = 0; f < s->fold_count; f++) {
            if (s->fold[f].rows.tests > 0) {
                score_fold(s, &s->fold[f], error, total);
            }
        }
        for (int b = 0; b < BLOCK && first + b <= permutations; b++) {
            const double value = total[b] > 0 ? 1 - error[b] / total[b] : NAN;
            if (first + b == 0) {
                score->r2 = value;
            } else {
                reached += value >= score->r2;
                sum += value;
            }
        }
    }
    score->p = isnan(score->r2) ? NAN : (1.0 + reached) / (1.0 + permutations);
    score->shuffled = permutations > 0 ? sum / permutations : NAN;
}

igraph_error_t latigraph_ridge_score(int width, const double *codes, const double *property,
                                     const latigraph_folds_t *folds, int permutations,
                                     igraph_uint_t seed, latigraph_score_t *score) {
    scoring_t s = {.width = width};
    int *order;
    LATIGRAPH_ALLOCATE(order, folds->circuits);
    IGRAPH_FINALLY(scoring_destroy, &s);
    IGRAPH_CHECK(prepare(&s, codes, property, folds));
    *score = (latigraph_score_t){.r2 = NAN, .p = NAN, .shuffled = NAN, .scored = s.scored};
    if (s.scored > 0) {
        latigraph_blas_begin();
        score_all(&s, property, permutations, seed, order, score);
        latigraph_blas_end();
    }
    scoring_destroy(&s);
    g_free(order);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
