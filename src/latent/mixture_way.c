/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Ways between groups of codes through places where circuits are likely.
 *
 * One Gaussian for all codes puts likely places between groups, where there may be no circuit. A
 * mixture has one Gaussian per group, and a way is a chain of knots that minimises
 *
 *     E(y) = Σ_k |y_(k + 1) − y_k|² − pull Σ_k ln p(y_k)
 *
 * The first sum keeps the chain short and its knots evenly spaced; the second pulls it to likely
 * places. If pull = 0 the minimum is the straight line. With one group N(0, I) the problem is
 * linear: y_k = [a sinh((n − k) θ) + b sinh(k θ)] / sinh(n θ), cosh θ = 1 + pull / 4, which the
 * test compares. The minimiser is L-BFGS with a memory of 10 and a backtracking line search
 * (Nocedal and Wright, Numerical Optimization, 2006). Its first metric is the second derivative of
 * the chain's length, a tridiagonal matrix. Without it, bends of the whole chain would take as many
 * iterations as there are knots.
 */
#include "latent/mixture_way.h"

#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { MEMORY = 10, ROUNDS = 500 };

/* --- Mixture ---------------------------------------------------------------------------------- */

void latigraph_code_mixture_destroy(latigraph_code_mixture_t *mixture) {
    g_free(mixture->mean);
    g_free(mixture->precision);
    g_free(mixture->constant);
}

igraph_error_t latigraph_code_mixture_init(latigraph_code_mixture_t *mixture, int groups,
                                           int width) {
    const gsize count = (gsize)groups, size = (gsize)width;
    *mixture = (latigraph_code_mixture_t){.groups = groups, .width = width};
    IGRAPH_FINALLY(latigraph_code_mixture_destroy, mixture);
    mixture->mean = g_try_new0(double, count *size + 1);
    LATIGRAPH_CHECK_MEMORY(mixture->mean);
    mixture->precision = g_try_new0(double, count *size *size + 1);
    LATIGRAPH_CHECK_MEMORY(mixture->precision);
    mixture->constant = g_try_new0(double, count + 1);
    LATIGRAPH_CHECK_MEMORY(mixture->constant);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_code_mixture_set(latigraph_code_mixture_t *mixture, int g, double share,
                                          const double *mean, const double *covariance) {
    const size_t width = (size_t)mixture->width;
    double *precision = mixture->precision + (size_t)g * width * width, log_root = 0;
    memcpy(precision, covariance, width * width * sizeof *precision);
    memcpy(mixture->mean + (size_t)g * width, mean, width * sizeof *mean);
    if (latigraph_cholesky(mixture->width, precision) != 0) {
        IGRAPH_ERRORF("The covariance of the codes of group %d is singular. Use groups of more "
                      "circuits.",
                      IGRAPH_EINVAL, g + 1);
    }
    for (size_t k = 0; k < width; k++) {
        log_root += log(precision[k * width + k]);
    }
    latigraph_cholesky_invert(mixture->width, precision);
    for (size_t i = 0; i < width; i++) {
        for (size_t j = 0; j < i; j++) {
            precision[j * width + i] = precision[i * width + j];
        }
    }
    mixture->constant[g] = log(share) - log_root - 0.5 * (double)width * log(2 * G_PI);
    return IGRAPH_SUCCESS;
}

double latigraph_code_mixture_log(const latigraph_code_mixture_t *mixture, const double *y,
                                  double *slope, double *work) {
    const int width = mixture->width, groups = mixture->groups;
    double *apart = work, *pulled = work + width, *value = pulled + (size_t)groups * width;
    double most = -INFINITY, sum = 0;
    for (int g = 0; g < groups; g++) {
        double *own = pulled + (size_t)g * width;
        for (int k = 0; k < width; k++) {
            apart[k] = y[k] - mixture->mean[(size_t)g * width + k];
        }
        cblas_dgemv(CblasRowMajor, CblasNoTrans, width, width, 1,
                    mixture->precision + (size_t)g * width * width, width, apart, 1, 0, own, 1);
        value[g] = mixture->constant[g] - 0.5 * cblas_ddot(width, apart, 1, own, 1);
        most = fmax(most, value[g]);
    }
    for (int g = 0; g < groups; g++) {
        value[g] = exp(value[g] - most);
        sum += value[g];
    }
    for (int k = 0; slope != NULL && k < width; k++) {
        slope[k] = 0;
        for (int g = 0; g < groups; g++) {
            slope[k] -= value[g] / sum * pulled[(size_t)g * width + k];
        }
    }
    return most + log(sum);
}

double latigraph_code_mixture_energy(const latigraph_code_mixture_t *mixture, double pull,
                                     int knots, const double *y, double *slope, double *work) {
    const int width = mixture->width;
    double energy = 0;
    memset(slope, 0, (size_t)knots * width * sizeof *slope);
    for (int k = 1; k + 1 < knots; k++) {
        double *own = slope + (size_t)k * width;
        energy -= pull * latigraph_code_mixture_log(mixture, y + (size_t)k * width, own, work);
        cblas_dscal(width, -pull, own, 1);
    }
    for (int k = 0; k + 1 < knots; k++) {
        for (int d = 0; d < width; d++) {
            const size_t entry = (size_t)k * width + d;
            const double step = y[entry + width] - y[entry];
            energy += step * step;
            slope[entry] -= 2 * step;
            slope[entry + width] += 2 * step;
        }
    }
    memset(slope, 0, (size_t)width * sizeof *slope);
    memset(slope + (size_t)(knots - 1) * width, 0, (size_t)width * sizeof *slope);
    return energy;
}

/* --- Minimiser -------------------------------------------------------------------------------- */

/* Arrays (knots, width), in one block of memory. */
typedef struct {
    const latigraph_code_mixture_t *mixture;
    double pull;
    int knots, size;
    double *slope, *trial, *trial_slope, *direction;
    double *step[MEMORY], *change[MEMORY]; /* last moves, and the changes of the slope */
    double scale[MEMORY];                  /* 1 / (step · change) */
    double *work, *pivot;
    int moves; /* moves so far */
} search_t;

/* Replaces v by the inverse of the tridiagonal matrix with 4 + pull on the diagonal and −2 beside
 * it, for the knots between the ends (Thomas's algorithm). */
static void apply_metric(const search_t *search, double *v) {
    const int width = search->mixture->width, inner = search->knots - 2;
    double *pivot = search->pivot;
    pivot[0] = 4 + search->pull;
    for (int k = 1; k < inner; k++) {
        pivot[k] = 4 + search->pull - 4 / pivot[k - 1];
        cblas_daxpy(width, 2 / pivot[k - 1], v + (size_t)k * width, 1, v + (size_t)(k + 1) * width,
                    1);
    }
    for (int k = inner - 1; k >= 0; k--) {
        double *own = v + (size_t)(k + 1) * width;
        if (k + 1 < inner) {
            cblas_daxpy(width, 2, own + width, 1, own, 1);
        }
        cblas_dscal(width, 1 / pivot[k], own, 1);
    }
}

/* Sets the direction to minus the approximate inverse of the second derivative times the slope. */
static void set_direction(search_t *search) {
    const int kept = MIN(search->moves, MEMORY);
    double factor[MEMORY];
    memcpy(search->direction, search->slope, (size_t)search->size * sizeof(double));
    for (int k = 1; k <= kept; k++) {
        const int m = (search->moves - k) % MEMORY;
        factor[m] =
            search->scale[m] * cblas_ddot(search->size, search->step[m], 1, search->direction, 1);
        cblas_daxpy(search->size, -factor[m], search->change[m], 1, search->direction, 1);
    }
    apply_metric(search, search->direction);
    for (int k = kept; k >= 1; k--) {
        const int m = (search->moves - k) % MEMORY;
        const double back =
            search->scale[m] * cblas_ddot(search->size, search->change[m], 1, search->direction, 1);
        cblas_daxpy(search->size, factor[m] - back, search->step[m], 1, search->direction, 1);
    }
    cblas_dscal(search->size, -1, search->direction, 1);
}

/* Remembers a move, unless the energy curves down along it. */
static void remember(search_t *search, const double *y) {
    const int m = search->moves % MEMORY;
    for (int e = 0; e < search->size; e++) {
        search->step[m][e] = search->trial[e] - y[e];
        search->change[m][e] = search->trial_slope[e] - search->slope[e];
    }
    const double product = cblas_ddot(search->size, search->step[m], 1, search->change[m], 1);
    if (product > 1e-12) {
        search->scale[m] = 1 / product;
        search->moves++;
    }
}

/* Moves along the direction until the energy falls enough; returns FALSE if it does not. */
static gboolean descend(search_t *search, double *y, double *energy) {
    const double down = cblas_ddot(search->size, search->direction, 1, search->slope, 1);
    for (double length = 1; down < 0 && length > 1e-10; length /= 2) {
        memcpy(search->trial, y, (size_t)search->size * sizeof *y);
        cblas_daxpy(search->size, length, search->direction, 1, search->trial, 1);
        const double tried =
            latigraph_code_mixture_energy(search->mixture, search->pull, search->knots,
                                          search->trial, search->trial_slope, search->work);
        if (tried <= *energy + 1e-4 * length * down) {
            remember(search, y);
            memcpy(y, search->trial, (size_t)search->size * sizeof *y);
            memcpy(search->slope, search->trial_slope, (size_t)search->size * sizeof *y);
            *energy = tried;
            return TRUE;
        }
    }
    return FALSE;
}

igraph_error_t latigraph_code_mixture_minimise(const latigraph_code_mixture_t *mixture, double pull,
                                               int knots, double *y, double *energy, int *rounds) {
    search_t search = {
        .mixture = mixture, .pull = pull, .knots = knots, .size = knots * mixture->width};
    double *memory;
    int round = 0;
    LATIGRAPH_ALLOCATE(memory, (gsize)search.size * (4 + 2 * MEMORY));
    LATIGRAPH_ALLOCATE(search.work, latigraph_code_mixture_work(mixture));
    LATIGRAPH_ALLOCATE(search.pivot, knots);
    search.slope = memory;
    search.trial = memory + search.size;
    search.trial_slope = search.trial + search.size;
    search.direction = search.trial_slope + search.size;
    for (int m = 0; m < MEMORY; m++) {
        search.step[m] = search.direction + (gsize)(2 * m + 1) * (gsize)search.size;
        search.change[m] = search.step[m] + search.size;
    }
    *energy = latigraph_code_mixture_energy(mixture, pull, knots, y, search.slope, search.work);
    for (; round < ROUNDS && knots > 2; round++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        set_direction(&search);
        const double before = *energy;
        if (!descend(&search, y, energy) || before - *energy < 1e-12 * (1 + fabs(before))) {
            break;
        }
    }
    if (rounds != NULL) {
        *rounds = round;
    }
    g_free(search.pivot);
    g_free(search.work);
    g_free(memory);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
