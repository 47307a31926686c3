/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Typicality of codes under the Gaussian of the training codes.
 *
 * Two covariances are used. The density of drawn codes has C, the covariance of the posterior means
 * plus the mean posterior variance; distances and tails are taken under it. Relations between
 * coordinates follow from Σ, the covariance of the means alone (C less the mean posterior
 * variance), because the uncertainty of a code would weaken every relation. With A a set of
 * coordinates:
 *
 *     follow        change of all coordinates if those in A change by d:  Σ_·A Σ_AA⁻¹ d
 *     conditional   mean of z_k given z_A:  μ_k + Σ_kA Σ_AA⁻¹ (z_A − μ_A),
 *                   its variance:           Σ_kk − Σ_kA Σ_AA⁻¹ Σ_Ak
 *
 * Σ_AA gets a small ridge, because two statistics may be nearly the same. A has at most 12
 * coordinates, so both run in arrays on the stack and can be called in every step of a search. */

#include "latent/typicality.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "generate/generate.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };

/* Ridge that is added to a covariance of statistics before it is inverted, as a share of the
 * variance. */
static const double RIDGE = 1e-3;

void latigraph_typicality_destroy(latigraph_typicality_t *typicality) {
    latigraph_code_density_destroy(&typicality->density);
    g_free(typicality->spread);
    g_free(typicality->scratch);
    memset(typicality, 0, sizeof *typicality);
}

igraph_error_t latigraph_typicality_init(latigraph_typicality_t *typicality,
                                         const latigraph_model_t *model, const char *group) {
    const int width = model->config.code;
    const gsize size = (gsize)width * (gsize)width;
    memset(typicality, 0, sizeof *typicality);
    typicality->width = width;
    typicality->coded = latigraph_coded_statistics(&model->config);
    IGRAPH_CHECK(latigraph_code_density_init(&typicality->density, model, group));
    IGRAPH_FINALLY(latigraph_typicality_destroy, typicality);
    typicality->spread = g_try_malloc_n(size + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(typicality->spread);
    typicality->scratch = g_try_malloc_n((gsize)width + 1, sizeof(double));
    LATIGRAPH_CHECK_MEMORY(typicality->scratch);
    memcpy(typicality->spread, typicality->density.covariance, size * sizeof(double));
    for (int k = 0; k < width && model->code_noise != NULL; k++) {
        double *variance = &typicality->spread[k * width + k];
        *variance = MAX(*variance - model->code_noise[k], RIDGE * *variance);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static double squared_distance(const latigraph_typicality_t *typicality, const double *a,
                               const double *b) {
    const int width = typicality->width;
    double *d = typicality->scratch;
    for (int k = 0; k < width; k++) {
        d[k] = a[k] - b[k];
    }
    return latigraph_code_density_length2(&typicality->density, d);
}

double latigraph_typicality_between(const latigraph_typicality_t *typicality, const double *a,
                                    const double *b) {
    return sqrt(squared_distance(typicality, a, b) / typicality->width);
}

double latigraph_typicality_distance(const latigraph_typicality_t *typicality, const double *code,
                                     double *log_density) {
    const int width = typicality->width;
    const double squares = squared_distance(typicality, code, typicality->density.centre);
    double log_root = 0;
    for (int k = 0; k < width; k++) {
        log_root += log(typicality->density.factor[k * width + k]);
    }
    /* The terms are added in this order, which results of earlier versions depend on. */
    *log_density = -squares / 2 - log_root - width * log(2 * G_PI) / 2;
    return squares;
}

double latigraph_chi_square_tail(int freedom, double x) {
    const double half = x / 2;
    const gboolean odd = freedom % 2 == 1;
    double sum = 0, term = odd ? sqrt(half / G_PI) * 2 : 1;
    for (int k = 0; k < freedom / 2; k++) {
        sum += term;
        term *= half / (odd ? k + 1.5 : k + 1);
    }
    return MIN(exp(-half) * sum + (odd ? erfc(sqrt(half)) : 0), 1);
}

/* Factorises Σ_AA for the coordinates `which`. a (count, count) gets the factor. */
static gboolean factorise_part(const latigraph_typicality_t *typicality, int count,
                               const int *which, double *a) {
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            const double c = typicality->spread[which[i] * typicality->width + which[j]];
            a[i * count + j] = i == j ? c * (1 + RIDGE) + 1e-12 : c;
        }
    }
    return latigraph_cholesky(count, a) == 0;
}

gboolean latigraph_typicality_follow(const latigraph_typicality_t *typicality, int count,
                                     const int *which, const double *change, double *all) {
    const int width = typicality->width;
    double a[Q * Q], x[Q];
    for (int i = 0; i < count; i++) {
        x[i] = change[i];
    }
    const gboolean regular = factorise_part(typicality, count, which, a);
    memset(all, 0, (gsize)width * sizeof *all);
    if (regular && count > 0) {
        latigraph_cholesky_solve(count, a, x, 1);
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < count; i++) {
                all[k] += typicality->spread[k * width + which[i]] * x[i];
            }
        }
    }
    for (int i = 0; i < count; i++) {
        all[which[i]] = change[i];
    }
    return regular;
}

void latigraph_typicality_conditional(const latigraph_typicality_t *typicality, int k, int count,
                                      const int *which, const double *value, double *mean,
                                      double *sd) {
    const int width = typicality->width;
    double variance = typicality->spread[k * width + k];
    double a[Q * Q], x[Q];
    *mean = typicality->density.centre[k];
    for (int i = 0; i < count; i++) {
        x[i] = typicality->spread[k * width + which[i]];
    }
    if (count > 0 && factorise_part(typicality, count, which, a)) {
        latigraph_cholesky_solve(count, a, x, 1); /* weights of the regression */
        for (int i = 0; i < count; i++) {
            *mean += x[i] * (value[i] - typicality->density.centre[which[i]]);
            variance -= x[i] * typicality->spread[k * width + which[i]];
        }
    }
    *sd = sqrt(MAX(variance, 0));
}
