/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Writes model files.
 *
 * The header holds the description (describe.c), and every array of the model is a tensor.
 * Parameters are stored in single precision, in which they were computed, and everything else in
 * double precision. The baseline keeps its first name in files, "companion". Equal fits give equal
 * bytes: nothing depends on time, machine or threads, and neurons are sorted. Training neurons are
 * stored as digests of 64 bits, which show whether other circuits share neurons with the training
 * circuits and do not disclose their names.
 */
#include "model/file.h"

#include "base/memory.h"
#include "model/metadata.h"
#include "model/node_law.h"

#include <stdlib.h>
#include <string.h>

igraph_error_t latigraph_parameters_save(const latigraph_parameters_t *layout, const real_t *values,
                                         const char *prefix, safetensors_t *file) {
    for (int t = 0; t < layout->layout.tensors; t++) {
        const latigraph_tensor_t *tensor = &layout->layout.tensor[t];
        char name[96];
        g_snprintf(name, sizeof name, "%s%s", prefix, tensor->name);
        IGRAPH_CHECK(safetensors_add(file, name, TENSOR_F32, tensor->rows, tensor->columns,
                                     values + tensor->offset));
    }
    return IGRAPH_SUCCESS;
}

/* Adds the means and SDs of statistics and properties and the density of codes. */
static igraph_error_t save_scales(safetensors_t *file, const latigraph_model_t *model) {
    const latigraph_config_t *f = &model->config;
    const struct {
        const char *name;
        int rows, columns;
        const double *values;
    } tensors[] = {
        {"statistic.mean", f->statistics, 0, model->statistic_mean},
        {"statistic.sd", f->statistics, 0, model->statistic_sd},
        {"property.mean", f->properties, 0, model->property_mean},
        {"property.sd", f->properties, 0, model->property_sd},
        {"code.mean", f->code, 0, model->code_mean},
        {"code.covariance", f->code, f->code, model->code_covariance},
        {"code.noise", model->code_noise != NULL ? f->code : 0, 0, model->code_noise},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(tensors); k++) {
        if (tensors[k].rows > 0) {
            IGRAPH_CHECK(safetensors_add(file, tensors[k].name, TENSOR_F64, tensors[k].rows,
                                         tensors[k].columns, tensors[k].values));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t save_directions(safetensors_t *file, const latigraph_direction_table_t *d,
                                      int code) {
    const int figures = LATIGRAPH_DIRECTION_FIGURES;
    double *summary;
    if (d->count == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(summary, d->count * figures);
    for (int k = 0; k < d->count; k++) {
        const double row[LATIGRAPH_DIRECTION_FIGURES] = {d->intercept[k], d->mean[k], d->sd[k],
                                                         d->r2[k],        d->p[k],    d->scored[k]};
        memcpy(summary + k * figures, row, sizeof row);
    }
    IGRAPH_CHECK(safetensors_add(file, "direction.weight", TENSOR_F64, d->count, code, d->weight));
    IGRAPH_CHECK(safetensors_add(file, "direction.step", TENSOR_F64, d->count, code, d->step));
    IGRAPH_CHECK(
        safetensors_add(file, "direction.summary", TENSOR_F64, d->count, figures, summary));
    g_free(summary);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Neurons -------------------------------------------------------------- */

static int by_digest(const void *a, const void *b) {
    const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return (x > y) - (x < y);
}

/* Adds the digests of the training neurons in ascending order, so that the file does not depend on
 * the order of the circuits. */
static igraph_error_t save_neurons(safetensors_t *file, const char *name,
                                   const latigraph_map_t *neurons) {
    const latigraph_map_entry_t *entry = NULL;
    gint64 *digests;
    size_t count = 0;
    if (neurons->count == 0) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(digests, neurons->count);
    while ((entry = latigraph_map_next(neurons, entry)) != NULL) {
        digests[count++] = entry->integer;
    }
    qsort(digests, count, sizeof *digests, by_digest);
    IGRAPH_CHECK(safetensors_add(file, name, TENSOR_I64, (gint64)count, 0, digests));
    g_free(digests);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Public function ---------------------------------------------------------- */

/**
 * \function latigraph_model_write
 * \brief Writes a model to a safetensors file.
 *
 * The file is written under a temporary name and renamed, so that it is never incomplete. Its
 * header holds the description of \ref latigraph_model_describe() and a checksum. The same fit
 * gives the same bytes.
 *
 * \param model The model.
 * \param path The file to write.
 * \return Error code: \c IGRAPH_EFILE, the file cannot be written; \c IGRAPH_ENOMEM, not enough
 *    memory.
 *
 * Time complexity: O(size of the model).
 *
 * Example: write a model and read it again.
 * \verbatim
 *   latigraph_model_t *copy;
 *   latigraph_model_write(model, "cortex.safetensors");
 *   latigraph_model_read(&copy, "cortex.safetensors");
 *   latigraph_model_destroy(copy);
 * \endverbatim
 */
igraph_error_t latigraph_model_write(const latigraph_model_t *model, const char *path) {
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_create(&file));
    IGRAPH_FINALLY(safetensors_destroy, file);
    IGRAPH_CHECK(latigraph_model_json(model, &file->json));
    IGRAPH_CHECK(
        latigraph_parameters_save(model->parameters, model->parameters->value, "model.", file));
    IGRAPH_CHECK(
        latigraph_parameters_save(model->baseline, model->baseline->value, "companion.", file));
    IGRAPH_CHECK(save_scales(file, model));
    IGRAPH_CHECK(save_directions(file, &model->directions, model->config.code));
    if (model->node_law != NULL) {
        IGRAPH_CHECK(latigraph_node_law_save(model->node_law, file));
    }
    IGRAPH_CHECK(latigraph_groups_save(model, file));
    IGRAPH_CHECK(latigraph_closure_save(model, file));
    IGRAPH_CHECK(save_neurons(file, "neurons", &model->neurons));
    IGRAPH_CHECK(save_neurons(file, "neuron_names", &model->names));
    IGRAPH_CHECK(save_neurons(file, "neuron_identities", &model->identities));
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
