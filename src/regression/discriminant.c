/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Fisher's discriminant with a ridge, made for many permutations of the labels.
 *
 * The direction is w ∝ (S + 3 I)⁻¹ (m₂ − m₁) for the scatter S of standardised codes within the two
 * sets. S depends on the labels; the scatter about the common mean, ZᵀZ = S + (n₁ n₂ / n) (m₂ − m₁)
 * (m₂ − m₁)ᵀ, does not. By the formula of Sherman and Morrison both give the same direction, and
 * only its length differs. One Cholesky factorisation of ZᵀZ + 3 I therefore serves every
 * permutation, each of which then costs two triangular solves. The length is set afterwards, so
 * that scores have SD 1 within the sets.
 *
 * The area under the ROC curve is the share of pairs, one circuit of each set, that the score
 * orders rightly. One pass over sorted scores counts them, and ties count half.
 */
#include "regression/discriminant.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Ridge added to the scatter of standardised codes. */
static const double PENALTY = 3;

void latigraph_discriminant_destroy(latigraph_discriminant_t *discriminant) {
    g_free(discriminant->block);
    memset(discriminant, 0, sizeof *discriminant);
}

/* Fills mean, sd and z. */
static void standardise(latigraph_discriminant_t *d, const int *row, const double *codes) {
    for (int k = 0; k < d->width; k++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < d->rows; i++) {
            sum += codes[(gsize)row[i] * (gsize)d->width + (gsize)k];
        }
        d->mean[k] = sum / MAX(d->rows, 1);
        for (int i = 0; i < d->rows; i++) {
            double *z = &d->z[(gsize)i * (gsize)d->width + (gsize)k];
            *z = codes[(gsize)row[i] * (gsize)d->width + (gsize)k] - d->mean[k];
            squares += *z * *z;
        }
        d->sd[k] = sqrt(squares / MAX(d->rows, 1));
        if (!(d->sd[k] > 1e-12)) {
            d->sd[k] = 1; /* a dimension that does not vary gets weight 0 */
        }
        for (int i = 0; i < d->rows; i++) {
            d->z[(gsize)i * (gsize)d->width + (gsize)k] /= d->sd[k];
        }
    }
}

igraph_error_t latigraph_discriminant_init(latigraph_discriminant_t *d, int rows, const int *row,
                                           int width, const double *codes) {
    const gsize k = (gsize)width;
    *d = (latigraph_discriminant_t){.rows = rows, .width = width};
    d->block = g_try_new0(double, 5 * k + 2 * k * k + (gsize)rows * k + 1);
    if (d->block == NULL) {
        IGRAPH_ERRORF("Not enough memory for the codes of %d circuits.", IGRAPH_ENOMEM, rows);
    }
    d->mean = d->block;
    d->sd = d->mean + k;
    d->gap = d->sd + k;
    d->turn = d->gap + k;
    d->weight = d->turn + k;
    d->gram = d->weight + k;
    d->factor = d->gram + k * k;
    d->z = d->factor + k * k;
    standardise(d, row, codes);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, width, width, rows, 1, d->z, width, d->z,
                width, 0, d->gram, width);
    memcpy(d->factor, d->gram, sizeof(double) * k * k);
    for (gsize i = 0; i < k; i++) {
        d->factor[i * k + i] += PENALTY;
    }
    if (latigraph_cholesky(width, d->factor) != 0) {
        latigraph_discriminant_destroy(d);
        IGRAPH_ERROR("Codes are too large or not finite, so that they have no discriminant.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_discriminant_fit(latigraph_discriminant_t *d, const guchar *second) {
    const int width = d->width;
    int twos = 0;
    memset(d->gap, 0, sizeof(double) * (gsize)width);
    memset(d->weight, 0, sizeof(double) * (gsize)width);
    d->intercept = 0;
    for (int i = 0; i < d->rows; i++) {
        if (second[i]) {
            twos++;
            cblas_daxpy(width, 1, d->z + (gsize)i * (gsize)width, 1, d->gap, 1);
        }
    }
    const int ones = d->rows - twos;
    if (ones < 2 || twos < 2) {
        return;
    }
    /* Codes are centred, so the sum over the first set is minus that over the second. */
    cblas_dscal(width, 1.0 / twos + 1.0 / ones, d->gap, 1);
    memcpy(d->turn, d->gap, sizeof(double) * (gsize)width);
    latigraph_cholesky_solve(width, d->factor, d->turn, 1);
    cblas_dsymv(CblasRowMajor, CblasUpper, width, 1, d->gram, width, d->turn, 1, 0, d->weight, 1);
    const double between = cblas_ddot(width, d->turn, 1, d->gap, 1);
    const double scatter = cblas_ddot(width, d->turn, 1, d->weight, 1) -
                           (double)ones * twos / d->rows * between * between;
    const double within = sqrt(fmax(scatter, 0) / (d->rows - 2));
    memset(d->weight, 0, sizeof(double) * (gsize)width);
    if (!(within > 1e-9 * fabs(between)) || !(between > 0)) {
        return;
    }
    /* (m₁ + m₂) / 2, from m₂ = gap · ones / rows and m₁ = −gap · twos / rows. */
    d->intercept = -0.5 * between * (ones - twos) / d->rows / within;
    for (int k = 0; k < width; k++) {
        d->weight[k] = d->turn[k] / within / d->sd[k];
        d->intercept -= d->weight[k] * d->mean[k];
    }
}

double latigraph_discriminant_score(const latigraph_discriminant_t *d, const double *code) {
    return d->intercept + cblas_ddot(d->width, d->weight, 1, code, 1);
}

/* --- Area under the ROC curve ------------------------------------------------- */

/* Orders by score, then by circuit. */
static int compare(const void *a, const void *b) {
    const latigraph_ranked_t *x = a, *y = b;
    return x->score != y->score ? (x->score > y->score) - (x->score < y->score)
                                : x->circuit - y->circuit;
}

void latigraph_rank(latigraph_ranked_t *ranked, int count) {
    qsort(ranked, (size_t)count, sizeof *ranked, compare);
}

double latigraph_ranked_auc(const latigraph_ranked_t *ranked, int count, const double *weight) {
    double below = 0, twos = 0, wins = 0;
    for (int i = 0, next; i < count; i = next) {
        double here[2] = {0, 0};
        for (next = i; next < count && ranked[next].score == ranked[i].score; next++) {
            here[ranked[next].second] += weight != NULL ? weight[ranked[next].circuit] : 1;
        }
        wins += here[1] * (below + 0.5 * here[0]);
        below += here[0];
        twos += here[1];
    }
    return below > 0 && twos > 0 ? wins / (below * twos) : NAN;
}
