/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "model/model.h"

#include "base/memory.h"
#include "model/parameters.h"
#include "model/vocabulary.h"

static void clear_directions(latigraph_direction_table_t *d) {
    g_strfreev(d->property);
    g_free(d->weight);
    g_free(d->step);
    g_free(d->intercept);
    g_free(d->mean);
    g_free(d->sd);
    g_free(d->r2);
    g_free(d->p);
    g_free(d->scored);
}

/**
 * \function latigraph_model_destroy
 * \brief Frees a model.
 *
 * \param model The model, or \c NULL.
 *
 * Time complexity: O(size of the model).
 */
void latigraph_model_destroy(latigraph_model_t *model) {
    if (model == NULL) {
        return;
    }
    latigraph_vocabulary_destroy(model->vocabulary);
    latigraph_parameters_destroy(model->parameters);
    latigraph_parameters_destroy(model->companion);
    g_free(model->statistic_mean);
    g_free(model->statistic_sd);
    g_strfreev(model->property_name);
    g_free(model->property_mean);
    g_free(model->property_sd);
    g_free(model->code_mean);
    g_free(model->code_covariance);
    for (int k = 0; k < model->template_count; k++) {
        latigraph_circuit_destroy(model->templates[k].nodes);
        g_free(model->templates[k].code);
    }
    g_free(model->templates);
    clear_directions(&model->directions);
    if (model->neurons != NULL) {
        g_hash_table_unref(model->neurons);
    }
    g_free(model->provenance);
    g_free(model);
}

/**
 * \function latigraph_model_code_size
 * \brief The number of dimensions of a model's code.
 *
 * \param model The model.
 * \return The number of dimensions.
 *
 * Time complexity: O(1).
 */
igraph_integer_t latigraph_model_code_size(const latigraph_model_t *model) {
    return model->config.code;
}

double latigraph_model_length_scale(const latigraph_model_t *model) {
    return model->vocabulary->dims > 0 ? model->vocabulary->length_scale : 0;
}

const char *latigraph_model_unit(const latigraph_model_t *model) {
    return model->vocabulary->unit;
}
