/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "latent/ensemble.h"

#include "base/memory.h"

enum { Q = LATIGRAPH_STATISTICS_MAX };

/* Expected reciprocity has a floor near the density, because the mutual term only adds edges. */
static const double RECIPROCITY_FLOOR = 1.3;

void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble) {
    g_free(ensemble->codes);
    g_free(ensemble->base);
    g_free(ensemble->found);
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
    ensemble->base = g_try_new0(latigraph_solution_t, count + 1);
    ensemble->found = g_try_new0(latigraph_solution_t, count + 1);
    ensemble->asked = g_try_new0(double, count *Q + 1);
    IGRAPH_FINALLY(latigraph_ensemble_destroy, ensemble);
    if (ensemble->codes == NULL || ensemble->base == NULL || ensemble->found == NULL ||
        ensemble->asked == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d circuits.", IGRAPH_ENOMEM, ensemble->count);
    }
    latigraph_ensemble_set_code(ensemble, code);
    IGRAPH_CHECK(latigraph_drafts_init(&ensemble->drafts, model, ensemble->codes, like, options));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- In worker threads ---------------------------------------------------- */

/* Asked statistics take the asked value, less the offset between expectation and measurement. The
 * kept ones stay what this very circuit is expected to have before: their mean over circuits stays
 * that of the reference, which leakage is measured against, and the circuits keep differing among
 * themselves. */
static void aim(int item, latigraph_goal_t *goal, void *data) {
    const latigraph_ensemble_t *ensemble = data;
    const double *base = ensemble->base[item].expected;
    const double *asked = ensemble->asked + (gsize)item * Q;
    for (int k = 0; k < goal->count; k++) {
        const double weight = ensemble->weight[k];
        if (weight > 0) {
            goal->target[k] = ensemble->is_asked[k] ? asked[k] - ensemble->offset[k] : base[k];
        }
        if (weight > 0 || !ensemble->follow) {
            goal->weight[k] = isfinite(goal->target[k]) ? weight : 0;
        }
    }
    if (ensemble->is_asked[LATIGRAPH_STATISTIC_RECIPROCITY]) {
        const double density = exp(goal->target[LATIGRAPH_STATISTIC_LOG_DENSITY]);
        double *reciprocity = &goal->target[LATIGRAPH_STATISTIC_RECIPROCITY];
        *reciprocity = MAX(*reciprocity, MIN(RECIPROCITY_FLOOR * density, 1));
    }
}

/* --- Circuits ------------------------------------------------------------- */

igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits) {
    IGRAPH_CHECK(latigraph_drafts_generate(&ensemble->drafts, ensemble->count, ensemble->codes,
                                           ensemble->threads, NULL, NULL, ensemble->base,
                                           circuits));
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits) {
    const igraph_integer_t before = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(latigraph_drafts_generate(&ensemble->drafts, count, ensemble->codes,
                                           ensemble->threads, aim, ensemble, ensemble->found,
                                           circuits));
    for (int i = 0; i < count; i++) {
        IGRAPH_CHECK(latigraph_circuit_note_numbers(circuits->items[before + i], "steering",
                                                    LATIGRAPH_STEERING, ensemble->found[i].theta));
    }
    return IGRAPH_SUCCESS;
}
