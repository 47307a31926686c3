/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Change with the least side effects that moves properties that are not statistics.
 *
 * Changes are x = (statistics in SDs, free coordinates of the code whitened given the statistics).
 * The responses of the properties are slopes: property p changes by a_pᵀ x. They are measured on 64
 * pairs of circuits, which get random changes of all coordinates at once with opposite signs. Both
 * circuits of a pair have the same random numbers, so most of the noise, and curvature, cancels in
 * half their difference. A ridge regression of it on the changes that circuits really made gives
 * the slopes. One coordinate at a time would need as many circuits per coordinate.
 *
 * Of all x with a_pᵀ x = dose_p for all p, the one with the least cost Σ cost_k x_k² is
 *
 *     x_k = Σ_p λ_p a_pk / cost_k,   with (Σ_k a_pk a_qk / cost_k) λ = dose
 *
 * Coordinates without a cost are fixed, and their effect is subtracted from the doses first. Free
 * coordinates are whitened by the Cholesky factor of Σ_FF − Σ_FA Σ_AA⁻¹ Σ_AF, the covariance that
 * statistics leave, so that a unit of each is equally typical.
 * O(128 circuits + properties · (pairs · width² + width³)). */

#include "latent/least_side_effects.h"

#include "base/lapack.h"
#include "base/memory.h"
#include "measure/property.h"

#include <math.h>
#include <string.h>

enum { Q = LATIGRAPH_STEERED_MAX };
/* Number of pairs of circuits with opposite changes. */
enum { PAIRS = 64 };

/* SD of the random changes. */
static const double CHANGE = 0.5;
/* Ridge penalty on the slopes, in squared changes. */
static const double PENALTY = 0.5;

void latigraph_response_destroy(latigraph_response_t *response) {
    g_free(response->residual_factor);
    g_free(response->slope);
    memset(response, 0, sizeof *response);
}

/* --- Changes -------------------------------------------------------------- */

/* Factorises the covariance of the free coordinates given the statistics. A singular one gives a
 * factor of zeros, so that free coordinates stay where they are. */
static igraph_error_t factorise_free(latigraph_response_t *response,
                                     const latigraph_typicality_t *typicality) {
    const int coded = response->statistics, free = response->width - coded;
    int which[Q];
    double change[Q] = {0}, *all;
    LATIGRAPH_ALLOCATE(all, typicality->width);
    for (int a = 0; a < free; a++) {
        for (int b = 0; b < free; b++) {
            response->residual_factor[a * free + b] =
                typicality->spread[(coded + a) * typicality->width + coded + b];
        }
    }
    for (int k = 0; k < coded; k++) {
        which[k] = k;
    }
    /* Σ_FA Σ_AA⁻¹ Σ_AF is subtracted column by column. */
    for (int b = 0; b < free; b++) {
        for (int k = 0; k < coded; k++) {
            change[k] = typicality->spread[k * typicality->width + coded + b];
        }
        latigraph_typicality_follow(typicality, coded, which, change, all);
        for (int a = 0; a < free; a++) {
            response->residual_factor[a * free + b] -= all[coded + a];
        }
    }
    for (int a = 0; a < free; a++) {
        response->residual_factor[a * free + a] += 1e-6;
    }
    if (latigraph_cholesky(free, response->residual_factor) != 0) {
        memset(response->residual_factor, 0, sizeof(double) * (gsize)(free * free));
    }
    g_free(all);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets the requested changes of the statistics of circuit `item` of the ensemble. */
static void shift_statistics(const latigraph_response_t *response, const double *x, int item,
                             latigraph_ensemble_t *ensemble) {
    for (int k = 0; k < response->statistics; k++) {
        ensemble->shift[(gsize)item * Q + (gsize)k] =
            response->known[k] && !ensemble->is_asked[k]
                ? x[k] * latigraph_target_statistic_sd(ensemble->model, k)
                : 0;
    }
}

/* Adds the changes of the free coordinates to the code of circuit `item`, which
 * latigraph_ensemble_move_codes() has set. */
static void shift_code(const latigraph_response_t *response, const double *x, int item,
                       latigraph_ensemble_t *ensemble) {
    const int coded = response->statistics, free = response->width - coded;
    double *code = ensemble->codes + (gsize)item * (gsize)ensemble->model->config.code;
    for (int a = 0; a < free; a++) {
        for (int b = 0; b <= a; b++) {
            code[coded + a] += response->residual_factor[a * free + b] * x[coded + b];
        }
    }
}

void latigraph_response_apply(const latigraph_response_t *response,
                              const latigraph_typicality_t *typicality, const double *x,
                              latigraph_ensemble_t *ensemble) {
    for (int i = 0; i < ensemble->count; i++) {
        shift_statistics(response, x, i, ensemble);
    }
    latigraph_ensemble_move_codes(ensemble, typicality);
    for (int i = 0; i < ensemble->count; i++) {
        shift_code(response, x, i, ensemble);
    }
}

/* --- Probing -------------------------------------------------------------- */

/* Generates and measures one side of all pairs, with changes times sign. `measured` gets the
 * properties, `achieved` (PAIRS, Q) the expected statistics. */
static igraph_error_t probe_side(const latigraph_response_t *response,
                                 const latigraph_typicality_t *typicality, const double *changes,
                                 double sign, const igraph_bool_t *wanted,
                                 const latigraph_callback_list_t *user, latigraph_ensemble_t *probe,
                                 double *achieved, igraph_matrix_t *measured) {
    latigraph_circuit_list_t circuits;
    double *x;
    LATIGRAPH_ALLOCATE(x, PAIRS * response->width);
    for (int k = 0; k < PAIRS * response->width; k++) {
        x[k] = sign * changes[k];
    }
    for (int i = 0; i < PAIRS; i++) {
        shift_statistics(response, x + i * response->width, i, probe);
    }
    latigraph_ensemble_move_codes(probe, typicality);
    for (int i = 0; i < PAIRS; i++) {
        shift_code(response, x + i * response->width, i, probe);
    }
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(latigraph_ensemble_generate(probe, PAIRS, &circuits));
    IGRAPH_CHECK(latigraph_properties_wanted(&circuits, user, wanted, 1, measured));
    for (int i = 0; i < PAIRS; i++) {
        memcpy(achieved + (gsize)i * Q, probe->found[i].expected, sizeof probe->found[i].expected);
    }
    latigraph_circuit_list_destroy(&circuits);
    g_free(x);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Replaces the requested changes of statistics (PAIRS, width) by those that circuits really made.
 */
static void half_changes(const latigraph_response_t *response, const latigraph_model_t *model,
                         const double *above, const double *below, double *changes) {
    for (int i = 0; i < PAIRS; i++) {
        for (int k = 0; k < response->statistics; k++) {
            const gsize at = (gsize)i * Q + (gsize)k;
            const double d = (above[at] - below[at]) / 2 / latigraph_target_statistic_sd(model, k);
            changes[i * response->width + k] = response->known[k] && isfinite(d) ? d : 0;
        }
    }
}

/* Fits a ridge regression without intercept, because pairs are differences. y (PAIRS) is NaN where
 * it is not defined. */
static igraph_error_t regress(int width, const double *x, const double *y, double *slope) {
    double *gram;
    LATIGRAPH_ALLOCATE(gram, width * width);
    memset(slope, 0, sizeof(double) * (gsize)width);
    for (int i = 0; i < PAIRS; i++) {
        if (isfinite(y[i])) {
            const double *row = x + i * width;
            cblas_dger(CblasRowMajor, width, width, 1, row, 1, row, 1, gram, width);
            cblas_daxpy(width, y[i], row, 1, slope, 1);
        }
    }
    for (int k = 0; k < width; k++) {
        gram[k * width + k] += PENALTY;
    }
    if (latigraph_cholesky(width, gram) == 0) {
        latigraph_cholesky_solve(width, gram, slope, 1);
    }
    g_free(gram);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Draws changes of random sign and size, (PAIRS, width). */
static void draw_changes(const latigraph_response_t *response, igraph_uint_t seed,
                         double *changes) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, seed, LATIGRAPH_STREAM_PROBE, 0);
    for (int i = 0; i < PAIRS; i++) {
        for (int k = 0; k < response->width; k++) {
            const double change = CHANGE * latigraph_stream_normal(&stream);
            changes[i * response->width + k] =
                k >= response->statistics || response->known[k] ? change : 0;
        }
    }
}

/* Scratch for one probe. */
typedef struct {
    igraph_bool_t *wanted;
    double *changes, *above, *below;
    igraph_matrix_t up, down;
} probing_t;

static igraph_error_t measure_slopes(latigraph_response_t *response, const probing_t *p,
                                     const latigraph_model_t *model, int count,
                                     const igraph_integer_t *property, const double *sd) {
    half_changes(response, model, p->above, p->below, p->changes);
    for (int t = 0; t < count; t++) {
        double y[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            y[i] = (MATRIX(p->up, i, property[t]) - MATRIX(p->down, i, property[t])) / 2 / sd[t];
        }
        IGRAPH_CHECK(
            regress(response->width, p->changes, y, response->slope + t * response->width));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t probe(latigraph_response_t *response,
                            const latigraph_typicality_t *typicality,
                            latigraph_ensemble_t *ensemble,
                            const latigraph_steer_options_t *options, int count,
                            const igraph_integer_t *property, const double *sd) {
    const igraph_integer_t user = options->user != NULL ? options->user->count : 0;
    probing_t p;
    LATIGRAPH_ALLOCATE(p.wanted, latigraph_property_count() + user);
    LATIGRAPH_ALLOCATE(p.changes, PAIRS * response->width);
    LATIGRAPH_ALLOCATE(p.above, PAIRS * Q);
    LATIGRAPH_ALLOCATE(p.below, PAIRS * Q);
    IGRAPH_MATRIX_INIT_FINALLY(&p.up, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&p.down, 0, 0);
    for (int t = 0; t < count; t++) {
        p.wanted[property[t]] = 1;
    }
    draw_changes(response, options->generate.seed, p.changes);
    IGRAPH_CHECK(probe_side(response, typicality, p.changes, 1, p.wanted, options->user, ensemble,
                            p.above, &p.up));
    IGRAPH_CHECK(probe_side(response, typicality, p.changes, -1, p.wanted, options->user, ensemble,
                            p.below, &p.down));
    IGRAPH_CHECK(measure_slopes(response, &p, ensemble->model, count, property, sd));
    igraph_matrix_destroy(&p.down);
    igraph_matrix_destroy(&p.up);
    g_free(p.below);
    g_free(p.above);
    g_free(p.changes);
    g_free(p.wanted);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

/* Initialises circuits at the same code as those of `base`. They need no drawings, because changes
 * are between expected statistics. */
static igraph_error_t prepare(latigraph_ensemble_t *ensemble, const latigraph_ensemble_t *base,
                              const latigraph_circuit_t *like,
                              const latigraph_steer_options_t *options) {
    latigraph_generate_options_t generate = options->generate;
    generate.count = PAIRS;
    IGRAPH_CHECK(latigraph_ensemble_init(ensemble, base->model, base->start, like, &generate));
    IGRAPH_FINALLY(latigraph_ensemble_destroy, ensemble);
    ensemble->draws = 0;
    IGRAPH_CHECK(latigraph_ensemble_reference(ensemble, NULL));
    for (int k = 0; k < Q; k++) {
        ensemble->weight[k] = latigraph_target_statistic_weight(k);
    }
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_response_init(latigraph_response_t *response,
                                       const latigraph_ensemble_t *base,
                                       const latigraph_typicality_t *typicality,
                                       const latigraph_circuit_t *like,
                                       const latigraph_steer_options_t *options, int count,
                                       const igraph_integer_t *property, const double *sd) {
    latigraph_ensemble_t ensemble;
    memset(response, 0, sizeof *response);
    response->statistics = MIN(typicality->coded, Q);
    response->width = response->statistics + typicality->width - typicality->coded;
    response->properties = count;
    for (int k = 0; k < response->statistics; k++) {
        response->known[k] = latigraph_ensemble_has(base, k);
    }
    const gsize free = (gsize)(response->width - response->statistics);
    response->residual_factor = g_try_new0(double, free *free + 1);
    response->slope = g_try_new0(double, (gsize)count *(gsize)response->width + 1);
    IGRAPH_FINALLY(latigraph_response_destroy, response);
    if (response->residual_factor == NULL || response->slope == NULL) {
        IGRAPH_ERROR("Not enough memory for what properties respond to.", IGRAPH_ENOMEM);
    }
    IGRAPH_CHECK(factorise_free(response, typicality));
    IGRAPH_CHECK(prepare(&ensemble, base, like, options));
    IGRAPH_FINALLY(latigraph_ensemble_destroy, &ensemble);
    IGRAPH_CHECK(probe(response, typicality, &ensemble, options, count, property, sd));
    latigraph_ensemble_destroy(&ensemble);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The least change ----------------------------------------------------- */

gboolean latigraph_least_side_effects(const latigraph_response_t *response,
                                      const double *side_effect_cost, const double *fixed,
                                      const double *dose, double *x) {
    const int width = response->width, count = response->properties;
    double normal[LATIGRAPH_TARGETS_MAX * LATIGRAPH_TARGETS_MAX], side[LATIGRAPH_TARGETS_MAX];
    for (int p = 0; p < count; p++) {
        const double *a = response->slope + p * width;
        side[p] = dose[p];
        for (int k = 0; k < width; k++) {
            side[p] -= side_effect_cost[k] > 0 ? 0 : a[k] * fixed[k];
        }
        for (int q = 0; q < count; q++) {
            const double *b = response->slope + q * width;
            normal[p * count + q] = 0;
            for (int k = 0; k < width; k++) {
                normal[p * count + q] +=
                    side_effect_cost[k] > 0 ? a[k] * b[k] / side_effect_cost[k] : 0;
            }
        }
        normal[p * count + p] *= 1 + 1e-9;
    }
    if (latigraph_cholesky(count, normal) != 0) {
        return FALSE;
    }
    latigraph_cholesky_solve(count, normal, side, 1);
    for (int k = 0; k < width; k++) {
        x[k] = side_effect_cost[k] > 0 ? 0 : fixed[k];
        for (int p = 0; p < count && side_effect_cost[k] > 0; p++) {
            x[k] += response->slope[p * width + k] / side_effect_cost[k] * side[p];
        }
    }
    return TRUE;
}
