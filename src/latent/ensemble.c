/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/ensemble.h"

#include "base/memory.h"

enum { Q = LATIGRAPH_STATISTICS_MAX };

/* SDs below this are taken for it: a statistic that does not vary is not held to the last digit. */
static const double SD_MIN = 1e-3;
/* Expected reciprocity has a floor near the density, because the mutual term only adds edges. */
static const double RECIPROCITY_FLOOR = 1.3;

void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble) {
    for (int t = 0; ensemble->layer != NULL && t < ensemble->threads; t++) {
        latigraph_layer_destroy(ensemble->layer[t]);
    }
    g_free(ensemble->layer);
    g_free(ensemble->codes);
    g_free(ensemble->base);
    g_free(ensemble->expected);
    g_free(ensemble->theta);
    g_free(ensemble->asked);
    latigraph_drafts_destroy(&ensemble->drafts);
    memset(ensemble, 0, sizeof *ensemble);
}

void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code) {
    const gsize width = (gsize)ensemble->model->config.code;
    for (gsize i = 0; i < (gsize)ensemble->count; i++) {
        memcpy(ensemble->codes + i * width, code, width * sizeof *code);
    }
}

int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item) {
    return ensemble->drafts.example[ensemble->drafts.shared ? 0 : item]->n;
}

static igraph_error_t allocate_layers(latigraph_ensemble_t *ensemble) {
    gboolean complete = TRUE;
    ensemble->layer = g_new0(latigraph_layer_t *, ensemble->threads);
    for (int t = 0; t < ensemble->threads; t++) {
        ensemble->layer[t] =
            latigraph_layer_create(ensemble->drafts.n_max, ensemble->model->config.rank);
        complete = complete && ensemble->layer[t] != NULL;
    }
    if (!complete) {
        IGRAPH_ERRORF("Not enough memory to steer circuits of %d neurons.", IGRAPH_ENOMEM,
                      ensemble->drafts.n_max);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options) {
    const gsize count = (gsize)MAX(options->count, 0);
    memset(ensemble, 0, sizeof *ensemble);
    ensemble->model = model;
    ensemble->count = (int)count;
    ensemble->threads = (int)MIN(options->threads, options->count);
    ensemble->codes = g_try_new0(double, count *(gsize)model->config.code + 1);
    ensemble->base = g_try_new0(double, count *Q + 1);
    ensemble->expected = g_try_new0(double, count *Q + 1);
    ensemble->asked = g_try_new0(double, count *Q + 1);
    ensemble->theta = g_try_new0(double, count *LATIGRAPH_STEERING + 1);
    IGRAPH_FINALLY(latigraph_ensemble_destroy, ensemble);
    if (ensemble->codes == NULL || ensemble->base == NULL || ensemble->expected == NULL ||
        ensemble->asked == NULL || ensemble->theta == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d circuits.", IGRAPH_ENOMEM, ensemble->count);
    }
    latigraph_ensemble_set_code(ensemble, code);
    for (int k = 0; k < Q; k++) {
        const double sd = k < model->config.statistics ? model->statistic_sd[k] : SD_MIN;
        ensemble->sd[k] = sd > SD_MIN ? sd : SD_MIN;
    }
    IGRAPH_CHECK(latigraph_drafts_init(&ensemble->drafts, model, ensemble->codes, like, options));
    IGRAPH_CHECK(allocate_layers(ensemble));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- In worker threads ---------------------------------------------------- */

static void note_expected(int item, int worker, const latigraph_example_t *example,
                          latigraph_rates_t *rates, void *data) {
    static const double NEUTRAL[LATIGRAPH_STEERING] = {0};
    latigraph_ensemble_t *ensemble = data;
    latigraph_layer_t *layer = ensemble->layer[worker];
    double *base = ensemble->base + (gsize)item * Q;
    for (int k = 0; k < Q; k++) {
        base[k] = NAN; /* edge length without positions */
    }
    latigraph_layer_begin(layer, example, rates);
    latigraph_layer_statistics(layer, NEUTRAL, base);
}

/* Asked statistics take the asked value, less the offset between expectation and measurement. The
 * kept ones stay what this very circuit is expected to have without steering: their mean over
 * circuits stays that of the reference, which leakage is measured against, and the circuits keep
 * differing among themselves. */
static latigraph_goal_t goal_of(const latigraph_ensemble_t *ensemble, int item, int count) {
    latigraph_goal_t goal = {.count = count};
    const double *base = ensemble->base + (gsize)item * Q;
    const double *asked = ensemble->asked + (gsize)item * Q;
    for (int k = 0; k < count; k++) {
        const gboolean is_asked = ensemble->weight[k] > 1;
        goal.sd[k] = ensemble->sd[k];
        goal.target[k] = is_asked ? asked[k] - ensemble->offset[k] : base[k];
        goal.weight[k] = isfinite(goal.target[k]) ? ensemble->weight[k] : 0;
    }
    if (ensemble->weight[LATIGRAPH_STATISTIC_RECIPROCITY] > 1) {
        const double density = exp(goal.target[LATIGRAPH_STATISTIC_LOG_DENSITY]);
        double *reciprocity = &goal.target[LATIGRAPH_STATISTIC_RECIPROCITY];
        *reciprocity = MAX(*reciprocity, MIN(RECIPROCITY_FLOOR * density, 1));
    }
    return goal;
}

static void steer_rates(int item, int worker, const latigraph_example_t *example,
                        latigraph_rates_t *rates, void *data) {
    latigraph_ensemble_t *ensemble = data;
    latigraph_layer_t *layer = ensemble->layer[worker];
    double *theta = ensemble->theta + (gsize)item * LATIGRAPH_STEERING;
    latigraph_layer_begin(layer, example, rates);
    const latigraph_goal_t goal = goal_of(ensemble, item, latigraph_layer_statistic_count(layer));
    latigraph_layer_solve(layer, &goal, theta, ensemble->expected + (gsize)item * Q);
    latigraph_layer_rates(layer, theta, rates);
}

/* --- Circuits ------------------------------------------------------------- */

igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits) {
    IGRAPH_CHECK(latigraph_drafts_generate(&ensemble->drafts, ensemble->count, ensemble->codes,
                                           ensemble->threads, note_expected, ensemble, circuits));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits) {
    const igraph_integer_t before = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(
        latigraph_drafts_generate(&ensemble->drafts, count, ensemble->codes, ensemble->threads,
                                  ensemble->steered ? steer_rates : NULL, ensemble, circuits));
    for (int i = 0; ensemble->steered && i < count; i++) {
        IGRAPH_CHECK(latigraph_circuit_note_numbers(
            circuits->items[before + i], "steering", LATIGRAPH_STEERING,
            ensemble->theta + (gsize)i * LATIGRAPH_STEERING));
    }
    return IGRAPH_SUCCESS;
}
