/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Semi-NMF of codes: x ≈ A P with amounts A ≥ 0 (rows, count) and parts P (count, width) of any
 * sign (Ding, Li, Jordan, IEEE Trans. Pattern Anal. Mach. Intell. 32:45, 2010).
 *
 * Two updates alternate, and neither raises the residual |x − A P|²:
 *
 *     P = (AᵀA)⁻¹ Aᵀ x                                                  least squares
 *     A ← A · √( ((x Pᵀ)⁺ + A (P Pᵀ)⁻) / ((x Pᵀ)⁻ + A (P Pᵀ)⁺) )        entry by entry
 *
 * with M⁺ and M⁻ the positive and the negative part of a matrix, M = M⁺ − M⁻. The second update
 * keeps amounts positive without a constraint, but an amount of 0 stays 0. Each start is therefore
 * a k-means clustering, whose memberships are amounts of 1, plus 0.2 on all amounts. Centres are
 * drawn as in k-means++ (Arthur and Vassilvitskii, SODA 2007). Updates find local optima, so the
 * best of 8 starts is kept. O(8 · 1000 · rows · width · count). */

#include "latent/axes.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"

#include <math.h>

enum { STARTS = 8, CLUSTER_ROUNDS = 10, UPDATES = 1000 };
/* Updates end when the residual falls by less than this share. Further updates gain little, and
 * large parts that cancel each other would emerge. */
static const double TOLERANCE = 1e-3;
/* Added to every amount at the start, as Ding et al. do, because amounts of 0 never change. */
static const double FLOOR = 0.2;

gsize latigraph_parts_memory(int rows, int width, int count) {
    return (gsize)rows * (gsize)count + 2 * (gsize)count * (gsize)count +
           (gsize)width * (gsize)count + 1;
}

/* --- Updates ------------------------------------------------------------------ */

/* Sets the parts to (AᵀA)⁻¹ Aᵀ x for the amounts A. gram (count, count) is scratch. */
static void solve_parts(int rows, int width, const double *x, int count, double *part,
                        const double *amount, double *gram) {
    double trace = 0;
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, count, count, rows, 1, amount, count,
                amount, count, 0, gram, count);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, count, width, rows, 1, amount, count, x,
                width, 0, part, width);
    for (int k = 0; k < count; k++) {
        trace += gram[k * count + k];
    }
    for (int k = 0; k < count; k++) {
        /* Without this, amounts that are all 0 or equal to those of another part make the matrix
         * singular. */
        gram[k * count + k] += 1e-12 * trace + 1e-300;
    }
    if (latigraph_cholesky(count, gram) == 0) {
        latigraph_cholesky_solve(count, gram, part, width);
    }
}

/* Returns Σ (x − amount part)². row (width) is scratch. */
static double find_residual(int rows, int width, const double *x, int count, const double *part,
                            const double *amount, double *row) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
        memcpy(row, x + (gsize)i * (gsize)width, sizeof(double) * (gsize)width);
        cblas_dgemv(CblasRowMajor, CblasTrans, count, width, -1, part, width,
                    amount + (gsize)i * (gsize)count, 1, 1, row, 1);
        sum += cblas_ddot(width, row, 1, row, 1);
    }
    return sum;
}

double latigraph_parts_update(int rows, int width, const double *x, int count, double *part,
                              double *amount, double *work) {
    double *with = work; /* (rows, count): x partᵀ */
    double *gram = with + (gsize)rows * (gsize)count;
    double *row = gram + 2 * (gsize)count * (gsize)count;
    solve_parts(rows, width, x, count, part, amount, gram);
    const double residual = find_residual(rows, width, x, count, part, amount, row);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, count, width, 1, x, width, part,
                width, 0, with, count);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, count, width, 1, part, width, part,
                width, 0, gram, count);
    for (int i = 0; i < rows; i++) {
        const double *from = with + (gsize)i * (gsize)count;
        double *to = amount + (gsize)i * (gsize)count;
        for (int k = 0; k < count; k++) {
            double more = fmax(from[k], 0), less = fmax(-from[k], 0);
            for (int l = 0; l < count; l++) {
                const double g = gram[k * count + l];
                more += to[l] * fmax(-g, 0);
                less += to[l] * fmax(g, 0);
            }
            /* All entries are updated from the old values of the row, so new ones go to `row`. */
            row[k] = less > 0 ? to[k] * sqrt(more / less) : to[k];
        }
        memcpy(to, row, sizeof(double) * (gsize)count);
    }
    return residual;
}

/* --- Starts ------------------------------------------------------------------- */

static double squared_gap(const double *a, const double *b, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
}

/* Draws rows as centres. The probability of a row is proportional to its squared distance from the
 * nearest earlier centre. near (rows) is scratch. */
static void choose_centres(int rows, int width, const double *x, int count,
                           latigraph_stream_t *stream, double *centre, double *near) {
    int chosen = (int)latigraph_stream_integer(stream, (uint32_t)rows);
    for (int k = 0; k < count; k++) {
        double total = 0;
        memcpy(centre + (gsize)k * (gsize)width, x + (gsize)chosen * (gsize)width,
               sizeof(double) * (gsize)width);
        for (int i = 0; i < rows; i++) {
            const double gap =
                squared_gap(x + (gsize)i * (gsize)width, centre + (gsize)k * (gsize)width, width);
            near[i] = k == 0 ? gap : fmin(near[i], gap);
            total += near[i];
        }
        double left = total * latigraph_stream_uniform(stream);
        for (chosen = 0; chosen < rows - 1 && left >= near[chosen]; chosen++) {
            left -= near[chosen];
        }
    }
}

/* Sets the amount of the nearest centre of every row to 1, and the others to 0. */
static void assign(int rows, int width, const double *x, int count, const double *centre,
                   double *amount) {
    memset(amount, 0, sizeof(double) * (gsize)rows * (gsize)count);
    for (int i = 0; i < rows; i++) {
        int best = 0;
        double least = INFINITY;
        for (int k = 0; k < count; k++) {
            const double gap =
                squared_gap(x + (gsize)i * (gsize)width, centre + (gsize)k * (gsize)width, width);
            if (gap < least) {
                least = gap;
                best = k;
            }
        }
        amount[(gsize)i * (gsize)count + (gsize)best] = 1;
    }
}

/* Moves each centre to the mean of its rows. A centre without rows stays where it is. */
static void move_centres(int rows, int width, const double *x, int count, const double *amount,
                         double *centre) {
    for (int k = 0; k < count; k++) {
        double members = 0;
        for (int i = 0; i < rows; i++) {
            members += amount[(gsize)i * (gsize)count + (gsize)k];
        }
        if (members > 0) {
            double *at = centre + (gsize)k * (gsize)width;
            memset(at, 0, sizeof(double) * (gsize)width);
            for (int i = 0; i < rows; i++) {
                cblas_daxpy(width, amount[(gsize)i * (gsize)count + (gsize)k] / members,
                            x + (gsize)i * (gsize)width, 1, at, 1);
            }
        }
    }
}

/* Sets parts and amounts to those of a k-means clustering. */
static void start(int rows, int width, const double *x, int count, latigraph_stream_t *stream,
                  double *part, double *amount, double *work) {
    choose_centres(rows, width, x, count, stream, part, work);
    for (int round = 0; round < CLUSTER_ROUNDS; round++) {
        assign(rows, width, x, count, part, amount);
        move_centres(rows, width, x, count, amount, part);
    }
    assign(rows, width, x, count, part, amount);
    for (gsize i = 0; i < (gsize)rows * (gsize)count; i++) {
        amount[i] += FLOOR;
    }
}

/* --- The best of several -------------------------------------------------------- */

static igraph_error_t try_start(int rows, int width, const double *x, int count, igraph_uint_t seed,
                                int index, latigraph_parts_t *parts, double *work) {
    latigraph_stream_t stream;
    double before = INFINITY;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_AXES, (uint64_t)index);
    start(rows, width, x, count, &stream, parts->part, parts->amount, work);
    for (int u = 0; u < UPDATES; u++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const double residual =
            latigraph_parts_update(rows, width, x, count, parts->part, parts->amount, work);
        if (u > 0 && before - residual <= TOLERANCE * before) {
            break;
        }
        before = residual;
    }
    double *gram = work + (gsize)rows * (gsize)count;
    double *row = gram + 2 * (gsize)count * (gsize)count;
    solve_parts(rows, width, x, count, parts->part, parts->amount, gram);
    parts->residual = find_residual(rows, width, x, count, parts->part, parts->amount, row);
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_starts(int rows, int width, const double *x, int count,
                                 igraph_uint_t seed, latigraph_parts_t *parts,
                                 latigraph_parts_t *trial, double *work) {
    parts->residual = INFINITY;
    for (int s = 0; s < STARTS; s++) {
        IGRAPH_PROGRESS("Finding parts", 100.0 * s / STARTS, NULL);
        IGRAPH_CHECK(try_start(rows, width, x, count, seed, s, trial, work));
        if (trial->residual < parts->residual) {
            parts->residual = trial->residual;
            memcpy(parts->part, trial->part, sizeof(double) * (gsize)count * (gsize)width);
            memcpy(parts->amount, trial->amount, sizeof(double) * (gsize)rows * (gsize)count);
        }
    }
    IGRAPH_PROGRESS("Finding parts", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_find_parts(int rows, int width, const double *x, int count,
                                    igraph_uint_t seed, latigraph_parts_t *parts) {
    latigraph_parts_t trial;
    double *work;
    LATIGRAPH_ALLOCATE(trial.part, (gsize)count * (gsize)width);
    LATIGRAPH_ALLOCATE(trial.amount, (gsize)rows * (gsize)count);
    LATIGRAPH_ALLOCATE(work, latigraph_parts_memory(rows, MAX(width, count), count));
    latigraph_blas_begin();
    const igraph_error_t code = try_starts(rows, width, x, count, seed, parts, &trial, work);
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    g_free(work);
    g_free(trial.amount);
    g_free(trial.part);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
