/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The Gaussian density of the training codes: its moments, its Cholesky factor, and its
 * coordinates.
 *
 * With the covariance C = L Lᵀ, whitened coordinates y = L⁻¹ (z − mean) have the density N(0, I).
 * One factorisation, O(dz³), then serves draws (mean + L y), squared Mahalanobis lengths |y|² and
 * the log density, O(dz²) each by a triangular solve or product. The inverse of C is never formed.
 * A group of circuits has a density of its own. A covariance that is not positive definite is an
 * error, because it means that the file is damaged or the codes do not vary.
 */
#include "generate/code_density.h"

#include "base/lapack.h"

#include <math.h>

igraph_error_t latigraph_code_moments(const latigraph_model_t *model, const char *group,
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

void latigraph_code_density_destroy(latigraph_code_density_t *density) {
    g_free(density->factor);
    memset(density, 0, sizeof *density);
}

igraph_error_t latigraph_code_density_init(latigraph_code_density_t *density,
                                           const latigraph_model_t *model, const char *group) {
    const int width = model->config.code;
    const gsize size = (gsize)width * (gsize)width;
    *density = (latigraph_code_density_t){.width = width};
    IGRAPH_CHECK(latigraph_code_moments(model, group, &density->centre, &density->covariance));
    density->factor = g_try_new(double, size + 1);
    if (density->factor == NULL) {
        IGRAPH_ERRORF("Not enough memory for the density of codes of %d dimensions.", IGRAPH_ENOMEM,
                      width);
    }
    memcpy(density->factor, density->covariance, sizeof(double) * size);
    const int minor = latigraph_cholesky(width, density->factor);
    if (minor != 0) {
        latigraph_code_density_destroy(density);
        IGRAPH_ERRORF("The covariance of the model's codes is not positive definite: its leading "
                      "minor of order %d is not positive.",
                      IGRAPH_EINVAL, minor);
    }
    for (int k = 0; k < width; k++) { /* the factorisation does not write above the diagonal */
        memset(density->factor + k * width + k + 1, 0, sizeof(double) * (gsize)(width - k - 1));
    }
    return IGRAPH_SUCCESS;
}

void latigraph_code_density_whiten(const latigraph_code_density_t *density, double *d) {
    cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, density->width,
                density->factor, density->width, d, 1);
}

void latigraph_code_density_colour(const latigraph_code_density_t *density, double *y) {
    cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, density->width,
                density->factor, density->width, y, 1);
    for (int k = 0; k < density->width; k++) {
        y[k] += density->centre[k];
    }
}

double latigraph_code_density_length2(const latigraph_code_density_t *density, double *d) {
    latigraph_code_density_whiten(density, d);
    return cblas_ddot(density->width, d, 1, d, 1);
}

double latigraph_code_density_log(const latigraph_code_density_t *density, const double *z,
                                  double *spare) {
    const int width = density->width;
    double volume = 0.5 * width * log(2 * G_PI);
    for (int k = 0; k < width; k++) {
        spare[k] = z[k] - density->centre[k];
        volume += log(density->factor[k * width + k]);
    }
    return -0.5 * latigraph_code_density_length2(density, spare) - volume;
}
