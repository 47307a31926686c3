/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "generate/generate.h"

#include "base/lapack.h"
#include "base/memory.h"

igraph_error_t latigraph_code_factor(const latigraph_model_t *model, double *factor) {
    const int width = model->config.code;
    if (model->code_mean == NULL || model->code_covariance == NULL) {
        IGRAPH_ERROR("The model holds no density of training codes.", IGRAPH_EINVAL);
    }
    memcpy(factor, model->code_covariance, sizeof(double) * (gsize)width * (gsize)width);
    const int minor = latigraph_cholesky(width, factor);
    if (minor != 0) {
        IGRAPH_ERRORF("The covariance of the model's codes is not positive definite: its leading "
                      "minor of order %d is not positive.",
                      IGRAPH_EINVAL, minor);
    }
    return IGRAPH_SUCCESS;
}

double latigraph_code_distance(int width, const double *factor, const double *a, const double *b,
                               double *work) {
    for (int k = 0; k < width; k++) {
        work[k] = a[k] - b[k];
    }
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, width, factor, width, work,
                1);
    return cblas_ddot(width, work, 1, work, 1);
}

static igraph_error_t draw_codes(const latigraph_model_t *model, igraph_uint_t seed, int count,
                                 double *codes) {
    const int width = model->config.code;
    double *factor;
    LATIGRAPH_ALLOCATE(factor, width * width);
    IGRAPH_CHECK(latigraph_code_factor(model, factor));
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
            code[k] += model->code_mean[k];
        }
    }
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                               igraph_uint_t seed, int count, double *codes) {
    const int width = model->config.code;
    if (given == NULL) {
        return draw_codes(model, seed, count, codes);
    }
    const igraph_integer_t rows = igraph_matrix_nrow(given), columns = igraph_matrix_ncol(given);
    if (columns != width) {
        IGRAPH_ERRORF("The model's code has %d dimensions, but the codes given have %" IGRAPH_PRId
                      ".",
                      IGRAPH_EINVAL, width, columns);
    }
    if (rows != 1 && rows != count) {
        IGRAPH_ERRORF("Expected one code or as many as circuits (%d), got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, count, rows);
    }
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < width; k++) {
            const double value = MATRIX(*given, rows == 1 ? 0 : i, k);
            if (!isfinite(value)) {
                IGRAPH_ERRORF("Dimension %d of code %d is %g; codes must be finite.", IGRAPH_EINVAL,
                              k, rows == 1 ? 0 : i, value);
            }
            codes[(gsize)i * (gsize)width + (gsize)k] = value;
        }
    }
    return IGRAPH_SUCCESS;
}
