/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A model as one object: its memory, its table of directions, and its digest.
 *
 * A model owns everything that its file holds. latigraph_model_destroy() also accepts a model that
 * is made in part, so that fitting and reading can fail at any allocation. The digest identifies a
 * model in the codes that it gives. It covers what codes depend on, parameters and scales of the
 * statistics, so that a new card does not separate a model from its codes.
 */
#include "model/model.h"

#include "base/text.h"
#include "model/node_law.h"
#include "model/parameters.h"
#include "model/vocabulary.h"

#include <string.h>

igraph_error_t latigraph_direction_table_init(latigraph_direction_table_t *table, int rows,
                                              int width) {
    const gsize numbers = (gsize)rows * (gsize)width + 1, n = (gsize)rows + 1;
    table->count = 0;
    table->property = g_try_new0(char *, n);
    table->weight = g_try_new0(double, numbers);
    table->step = g_try_new0(double, numbers);
    table->intercept = g_try_new0(double, n);
    table->mean = g_try_new0(double, n);
    table->sd = g_try_new0(double, n);
    table->r2 = g_try_new0(double, n);
    table->p = g_try_new0(double, n);
    table->scored = g_try_new0(int, n);
    if (table->property == NULL || table->weight == NULL || table->step == NULL ||
        table->intercept == NULL || table->mean == NULL || table->sd == NULL || table->r2 == NULL ||
        table->p == NULL || table->scored == NULL) {
        IGRAPH_ERROR("Not enough memory for the directions of a model.", IGRAPH_ENOMEM);
    }
    return IGRAPH_SUCCESS;
}

void latigraph_direction_table_clear(latigraph_direction_table_t *table) {
    g_strfreev(table->property);
    g_free(table->weight);
    g_free(table->step);
    g_free(table->intercept);
    g_free(table->mean);
    g_free(table->sd);
    g_free(table->r2);
    g_free(table->p);
    g_free(table->scored);
    memset(table, 0, sizeof *table);
}

int latigraph_direction_table_find(const latigraph_direction_table_t *table, const char *property) {
    for (int d = 0; d < table->count; d++) {
        if (strcmp(table->property[d], property) == 0) {
            return d;
        }
    }
    return -1;
}

/**
 * \function latigraph_model_destroy
 * \brief Frees a model.
 *
 * \param model The model, or \c NULL.
 *
 * Time complexity: O(size of the model).
 *
 * Example: read a pretrained model and free it.
 * \verbatim
 *   latigraph_model_t *pretrained;
 *   latigraph_model_read(&pretrained, "fly-larva");
 *   latigraph_model_destroy(pretrained);
 * \endverbatim
 */
void latigraph_model_destroy(latigraph_model_t *model) {
    if (model == NULL) {
        return;
    }
    latigraph_vocabulary_destroy(model->vocabulary);
    latigraph_parameters_destroy(model->parameters);
    latigraph_parameters_destroy(model->baseline);
    g_free(model->statistic_mean);
    g_free(model->statistic_sd);
    g_strfreev(model->property_name);
    g_free(model->property_mean);
    g_free(model->property_sd);
    g_free(model->code_mean);
    g_free(model->code_covariance);
    g_free(model->code_noise);
    latigraph_node_law_destroy(model->node_law);
    latigraph_direction_table_clear(&model->directions);
    latigraph_group_table_clear(&model->groups);
    latigraph_map_destroy(&model->neurons);
    latigraph_map_destroy(&model->names);
    latigraph_map_destroy(&model->identities);
    g_free(model->card);
    g_free(model->provenance);
    g_free(model);
}

/**
 * \function latigraph_model_code_size
 * \brief Returns the number of dimensions of a model's code.
 *
 * \param model The model.
 * \return The number of dimensions dz.
 *
 * Time complexity: O(1).
 *
 * Example: make a code of zeros.
 * \verbatim
 *   igraph_vector_t zeros;
 *   igraph_vector_init(&zeros, latigraph_model_code_size(model));
 *   igraph_vector_destroy(&zeros);
 * \endverbatim
 */
igraph_integer_t latigraph_model_code_size(const latigraph_model_t *model) {
    return model->config.code;
}

/* --- Digest ------------------------------------------------------------------ */

/* Adds numbers of `width` bytes to a hash by the method FNV-1a (Fowler, Noll and Vo; RFC 9923). It
 * distinguishes models and needs no memory; it does not protect from forgery. Bytes count in
 * little-endian order, so that a model has the same digest on every machine. */
static guint64 add_numbers(guint64 hash, const void *numbers, size_t count, size_t width) {
    const guint8 *byte = numbers;
    for (size_t k = 0; k < count * width; k++) {
        const size_t turned = k - k % width + (width - 1 - k % width);
        hash = (hash ^ byte[G_BYTE_ORDER == G_LITTLE_ENDIAN ? k : turned]) *
               G_GUINT64_CONSTANT(0x100000001b3);
    }
    return hash;
}

void latigraph_model_digest_text(const latigraph_model_t *model,
                                 char text[LATIGRAPH_DIGEST_LENGTH + 1]) {
    const size_t statistics = (size_t)model->config.statistics;
    const size_t parameters = (size_t)model->parameters->layout.count;
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);
    hash = add_numbers(hash, model->parameters->value, parameters, sizeof(real_t));
    hash = add_numbers(hash, model->statistic_mean, statistics, sizeof(double));
    hash = add_numbers(hash, model->statistic_sd, statistics, sizeof(double));
    if (model->config.kernel_width[0] > 0) { /* earlier models keep their digests */
        hash =
            add_numbers(hash, model->config.kernel_width, G_N_ELEMENTS(model->config.kernel_width),
                        sizeof *model->config.kernel_width);
    }
    g_snprintf(text, LATIGRAPH_DIGEST_LENGTH + 1, "%016" G_GINT64_MODIFIER "x", hash);
}

/**
 * \function latigraph_model_digest
 * \brief Gets the digest of a model, which its codes carry.
 *
 * Codes mean something to the model alone that made them. The digest distinguishes models: it is a
 * hash of the parameters and of the scale of the statistics, equal before and after the model is
 * written and read. A card or other texts do not change it.
 *
 * \param model The model.
 * \param digest Gets 16 hexadecimal digits; free them with igraph_free().
 * \return Error code: \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(parameters).
 *
 * Example: print the digest of a model.
 * \verbatim
 *   char *digest;
 *   latigraph_model_digest(model, &digest);
 *   puts(digest);
 *   igraph_free(digest);
 * \endverbatim
 */
igraph_error_t latigraph_model_digest(const latigraph_model_t *model, char **digest) {
    char text[LATIGRAPH_DIGEST_LENGTH + 1];
    latigraph_model_digest_text(model, text);
    return latigraph_copy_text(text, digest);
}

double latigraph_model_length_scale(const latigraph_model_t *model) {
    return model->vocabulary->dims > 0 ? model->vocabulary->length_scale : 0;
}
