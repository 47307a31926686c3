/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Codes for generation: the given ones, or draws from the density of the training codes.
 *
 * The density is a Gaussian fitted to the training codes, of all circuits or of one group
 * (doc/model.md, "Priors"). The prior N(0, I) of the objective is not used, because the training
 * codes fill only part of it. A draw is mean + C e, where C is the Cholesky factor of the
 * covariance and e ~ N(0, I). Code i has its own random stream, so it does not depend on the number
 * of codes. */

#include "generate/generate.h"

#include "base/lapack.h"
#include "base/memory.h"

igraph_error_t latigraph_code_density(const latigraph_model_t *model, const char *group,
                                      const double **mean, const double **covariance) {
    const gsize width = (gsize)model->config.code;
    if (group != NULL) {
        int number;
        IGRAPH_CHECK(latigraph_group_find(model, group, &number));
        *mean = model->groups.mean + (gsize)number * width;
        *covariance = model->groups.covariance + (gsize)number * width * width;
        return IGRAPH_SUCCESS;
    }
    *mean = model->code_mean;
    *covariance = model->code_covariance;
    if (*mean == NULL || *covariance == NULL) {
        IGRAPH_ERROR(
            "The model file has no density of training codes to draw from. Pass codes, or fit the "
            "model to two or more circuits.",
            IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t factorise(int width, const double *covariance, double *factor) {
    memcpy(factor, covariance, sizeof(double) * (gsize)width * (gsize)width);
    const int minor = latigraph_cholesky(width, factor);
    if (minor != 0) {
        IGRAPH_ERRORF("The covariance of the model's codes is not positive definite: its leading "
                      "minor of order %d is not positive.",
                      IGRAPH_EINVAL, minor);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw_codes(const latigraph_model_t *model, const char *group,
                                 igraph_uint_t seed, int count, double *codes) {
    const int width = model->config.code;
    const double *mean, *covariance;
    double *factor;
    IGRAPH_CHECK(latigraph_code_density(model, group, &mean, &covariance));
    LATIGRAPH_ALLOCATE(factor, width * width);
    IGRAPH_CHECK(factorise(width, covariance, factor));
    for (int i = 0; i < count; i++) {
        double *code = codes + (gsize)i * (gsize)width;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_CODE, (uint64_t)i);
        for (int k = 0; k < width; k++) {
            code[k] = latigraph_stream_normal(&stream);
        }
        cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, width, factor, width,
                    code, 1);
        for (int k = 0; k < width; k++) {
            code[k] += mean[k];
        }
    }
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                               const char *group, igraph_uint_t seed, int count, double *codes) {
    const int width = model->config.code;
    if (given == NULL) {
        return draw_codes(model, group, seed, count, codes);
    }
    if (group != NULL) {
        IGRAPH_ERRORF(
            "Both codes and a group (\"%.200s\") were passed. Pass codes, or a group whose "
            "density codes are drawn from.",
            IGRAPH_EINVAL, group);
    }
    const igraph_integer_t rows = igraph_matrix_nrow(given), columns = igraph_matrix_ncol(given);
    if (columns != width) {
        IGRAPH_ERRORF("The codes have %" IGRAPH_PRId " columns, but the model's code has %d "
                      "dimensions.",
                      IGRAPH_EINVAL, columns, width);
    }
    if (rows != 1 && rows != count) {
        IGRAPH_ERRORF("The number of codes is %" IGRAPH_PRId
                      ", but must be 1 or the number of circuits (%d).",
                      IGRAPH_EINVAL, rows, count);
    }
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            const double value = MATRIX(*given, rows == 1 ? 0 : i, k);
            if (!isfinite(value)) {
                IGRAPH_ERRORF("Dimension %d of code %d is %g, but codes must be finite.",
                              IGRAPH_EINVAL, k, rows == 1 ? 0 : i, value);
            }
            codes[(gsize)i * (gsize)width + (gsize)k] = value;
        }
    }
    return IGRAPH_SUCCESS;
}
