/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The law of node data in a model: its memory, the shares of its classes, and its tensors.
 *
 * The law (node_law.h) is a mixture over classes of neurons. latent fits it, generate draws from
 * it, and this file has what both need. The share of class k at a code z is the softmax of w_k · z
 * + b_k; logits are bounded, because a code may be any finite vector.
 *
 * One table lists the tensors with their shapes and the lower bounds of their numbers, and reading
 * and writing both walk it. Reading also checks what draws rely on: quantiles that do not decrease,
 * probabilities that sum to 1, and covariances that are symmetric and positive definite, by their
 * Cholesky factors. Drawing from a model then needs no checks of its own.
 */
#include "model/node_law.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/lapack.h"
#include "base/memory.h"

#include <math.h>

static gboolean allocate(latigraph_node_law_t *law) {
    const gsize k = (gsize)law->classes, d = (gsize)law->width, code = (gsize)law->code;
    const gsize levels = (gsize)latigraph_node_law_levels(law), tables = (gsize)law->numeric + 1;
    law->size = g_try_new0(double, code + 2);
    law->extent = g_try_new0(double, code + 3);
    law->table = g_try_new0(double, tables *LATIGRAPH_QUANTILES);
    law->whole = g_try_new0(gint64, tables);
    law->gate = g_try_new0(double, k *(code + 1));
    law->probability = g_try_new0(double, k *levels + 1);
    law->mean = g_try_new0(double, k *d + 1);
    law->covariance = g_try_new0(double, k *d *d + 1);
    return law->size != NULL && law->extent != NULL && law->table != NULL && law->whole != NULL &&
           law->gate != NULL && law->probability != NULL && law->mean != NULL &&
           law->covariance != NULL;
}

latigraph_node_law_t *latigraph_node_law_create(const latigraph_vocabulary_t *vocabulary, int code,
                                                int classes, int axis) {
    latigraph_node_law_t *law = g_try_new0(latigraph_node_law_t, 1);
    if (law == NULL) {
        return NULL;
    }
    const int columns = (int)igraph_vector_ptr_size(&vocabulary->columns), dims = vocabulary->dims;
    law->code = code;
    law->classes = classes;
    law->axis = axis;
    law->lateral = dims - (axis >= 0);
    law->categories = columns + (dims > 0);
    law->level_start = g_try_new0(int, law->categories + 1);
    for (int c = 0; law->level_start != NULL && c < law->categories; c++) {
        const latigraph_known_column_t *known = c < columns ? VECTOR(vocabulary->columns)[c] : NULL;
        const gboolean categorical = known != NULL && known->kind == LATIGRAPH_COLUMN_CATEGORICAL;
        law->numeric += known != NULL && !categorical;
        law->level_start[c + 1] =
            law->level_start[c] +
            (categorical ? (int)igraph_vector_ptr_size(&known->levels) + 1 : 2);
    }
    law->width = law->numeric + dims;
    law->concentration = 1;
    if (law->level_start == NULL || !allocate(law)) {
        latigraph_node_law_destroy(law);
        return NULL;
    }
    return law;
}

void latigraph_node_law_destroy(latigraph_node_law_t *law) {
    if (law == NULL) {
        return;
    }
    g_free(law->level_start);
    g_free(law->shape);
    g_free(law->size);
    g_free(law->extent);
    g_free(law->table);
    g_free(law->whole);
    g_free(law->gate);
    g_free(law->probability);
    g_free(law->mean);
    g_free(law->covariance);
    g_free(law);
}

int latigraph_node_law_levels(const latigraph_node_law_t *law) {
    return law->level_start[law->categories];
}

void latigraph_node_law_shares(const latigraph_node_law_t *law, const double *code, double *share) {
    double most = -INFINITY, total = 0;
    for (int k = 0; k < law->classes; k++) {
        const double *weight = law->gate + (gsize)k * (gsize)(law->code + 1);
        double logit = weight[law->code];
        for (int d = 0; d < law->code; d++) {
            logit += weight[d] * code[d];
        }
        share[k] = isnan(logit) ? 0
                                : CLAMP(logit, -1e6,
                                        1e6); /* bounded, because a code may be any finite vector */
        most = MAX(most, share[k]);
    }
    for (int k = 0; k < law->classes; k++) {
        share[k] = exp(share[k] - most);
        total += share[k];
    }
    for (int k = 0; k < law->classes; k++) {
        share[k] /= total;
    }
}

/* --- Files ---------------------------------------------------------------- */

void latigraph_node_law_to_json(const latigraph_node_law_t *law, latigraph_json_t *builder) {
    latigraph_json_name(builder, "node_law");
    if (law == NULL) {
        latigraph_json_add_null(builder);
        return;
    }
    latigraph_json_begin_object(builder);
    latigraph_json_integer(builder, "classes", law->classes);
    latigraph_json_integer(builder, "axis", law->axis);
    if (law->shape != NULL) {
        latigraph_json_text(builder, "shape", law->shape);
    }
    latigraph_json_end_object(builder);
}

/* A tensor of the law in a file; rows = 0 means that the file lacks it. */
typedef struct {
    const char *name;
    gint64 rows, columns;
    double *values;
    double above; /* lower bound (exclusive) of all numbers */
} law_tensor_t;

enum { LAW_TENSORS = 10 };

static void list_tensors(const latigraph_node_law_t *law, law_tensor_t tensor[LAW_TENSORS]) {
    const gint64 k = law->classes, d = law->width, placed = law->lateral > 0, code = law->code;
    const gint64 q = LATIGRAPH_QUANTILES, data = law->categories > 0;
    latigraph_node_law_t *at = (latigraph_node_law_t *)law;
    const law_tensor_t list[LAW_TENSORS] = {
        {"node.size.quantile", q, 0, at->size_table, 0},
        {"node.size.weight", code + 2, 0, at->size, -INFINITY},
        {"node.centre", placed * (law->lateral + (law->axis >= 0)), 0, at->centre, -INFINITY},
        {"node.extent.weight", placed * (code + 3), 0, at->extent, -INFINITY},
        {"node.radius.quantile", placed * q, 0, at->radius_table, -1e-300},
        {"node.quantile", law->numeric + (law->axis >= 0), q, at->table, -INFINITY},
        {"node.gate", k, code + 1, at->gate, -INFINITY},
        {"node.level", data * k, latigraph_node_law_levels(law), at->probability, -1e-300},
        {"node.mean", d > 0 ? k : 0, d, at->mean, -INFINITY},
        {"node.covariance", d > 0 ? k : 0, d * d, at->covariance, -INFINITY},
    };
    memcpy(tensor, list, sizeof list);
}

igraph_error_t latigraph_node_law_save(const latigraph_node_law_t *law, safetensors_t *file) {
    law_tensor_t tensor[LAW_TENSORS];
    list_tensors(law, tensor);
    for (int t = 0; t < LAW_TENSORS; t++) {
        if (tensor[t].rows > 0) {
            IGRAPH_CHECK(safetensors_add(file, tensor[t].name, TENSOR_F64, tensor[t].rows,
                                         tensor[t].columns, tensor[t].values));
        }
    }
    IGRAPH_CHECK(
        safetensors_add(file, "node.concentration", TENSOR_F64, 1, 0, &law->concentration));
    if (law->numeric > 0) {
        IGRAPH_CHECK(safetensors_add(file, "node.whole", TENSOR_I64, law->numeric, 0, law->whole));
    }
    if (law->spacing[0] > 0) {
        IGRAPH_CHECK(safetensors_add(file, "node.spacing", TENSOR_F64, 1 + LATIGRAPH_SPACINGS, 0,
                                     law->spacing));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t load_tensor(const law_tensor_t *tensor, const safetensors_t *file) {
    const gint64 count = tensor->rows * MAX(tensor->columns, 1);
    if (tensor->rows == 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(safetensors_get(file, tensor->name, TENSOR_F64, tensor->rows, tensor->columns,
                                 tensor->values));
    for (gint64 i = 0; i < count; i++) {
        if (!(isfinite(tensor->values[i]) && tensor->values[i] > tensor->above)) {
            IGRAPH_ERRORF("Tensor '%s' holds %g, but its numbers must be finite and above %g.",
                          IGRAPH_PARSEERROR, tensor->name, tensor->values[i], tensor->above);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_table(const char *name, const double *table) {
    for (int k = 1; k < LATIGRAPH_QUANTILES; k++) {
        if (table[k] < table[k - 1]) {
            IGRAPH_ERRORF("Tensor '%s' holds quantiles that decrease from %g to %g.",
                          IGRAPH_PARSEERROR, name, table[k - 1], table[k]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_tables(const latigraph_node_law_t *law) {
    IGRAPH_CHECK(check_table("node.size.quantile", law->size_table));
    if (law->size_table[LATIGRAPH_QUANTILES - 1] > G_MAXINT / 2) {
        IGRAPH_ERRORF("Tensor 'node.size.quantile' holds circuits of %g neurons, more than %d.",
                      IGRAPH_PARSEERROR, law->size_table[LATIGRAPH_QUANTILES - 1], G_MAXINT / 2);
    }
    IGRAPH_CHECK(check_table("node.radius.quantile", law->radius_table));
    for (int t = 0; t < law->numeric + (law->axis >= 0); t++) {
        IGRAPH_CHECK(check_table("node.quantile", law->table + t * LATIGRAPH_QUANTILES));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_probabilities(const latigraph_node_law_t *law, int k) {
    const double *row = law->probability + (gsize)k * (gsize)latigraph_node_law_levels(law);
    for (int c = 0; c < law->categories; c++) {
        double total = 0;
        for (int l = law->level_start[c]; l < law->level_start[c + 1]; l++) {
            total += row[l];
        }
        if (!(fabs(total - 1) < 1e-6)) {
            IGRAPH_ERRORF("Tensor 'node.level' holds probabilities of class %d that sum to %g "
                          "for column %d, not to 1.",
                          IGRAPH_PARSEERROR, k, total, c);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_covariance(const latigraph_node_law_t *law, int k) {
    const int d = law->width;
    const double *from = law->covariance + (gsize)k * (gsize)d * (gsize)d;
    double *factor;
    gboolean good = TRUE;
    LATIGRAPH_ALLOCATE(factor, d * d);
    memcpy(factor, from, sizeof(double) * (gsize)d * (gsize)d);
    for (int i = 0; i < d; i++) {
        for (int j = 0; j < i; j++) {
            good = good && fabs(from[i * d + j] - from[j * d + i]) <=
                               1e-9 * (fabs(from[i * d + i]) + fabs(from[j * d + j]));
        }
    }
    if (!good || (d > 0 && latigraph_cholesky(d, factor) != 0)) {
        IGRAPH_ERRORF("Tensor 'node.covariance' holds a covariance (of class %d) that is not "
                      "symmetric and positive definite.",
                      IGRAPH_PARSEERROR, k);
    }
    g_free(factor);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads the table of distances, which files of earlier versions lack. */
static igraph_error_t load_spacing(latigraph_node_law_t *law, const safetensors_t *file) {
    double *table = law->spacing;
    if (law->lateral == 0 || safetensors_rows(file, "node.spacing") <= 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(
        safetensors_get(file, "node.spacing", TENSOR_F64, 1 + LATIGRAPH_SPACINGS, 0, table));
    gboolean good = isfinite(table[0]) && table[0] > 0;
    for (int b = 1; b <= LATIGRAPH_SPACINGS; b++) {
        good = good && table[b] >= (b > 1 ? table[b - 1] : 0) && table[b] <= 1;
    }
    if (!good) {
        IGRAPH_ERROR("Tensor 'node.spacing' must hold a width above 0 and ascending factors of 0 "
                     "to 1.",
                     IGRAPH_PARSEERROR);
    }
    return IGRAPH_SUCCESS;
}

/* Reads all numbers and checks them one by one and together. */
static igraph_error_t load_numbers(latigraph_node_law_t *law, const safetensors_t *file) {
    law_tensor_t tensor[LAW_TENSORS];
    list_tensors(law, tensor);
    for (int t = 0; t < LAW_TENSORS; t++) {
        IGRAPH_CHECK(load_tensor(&tensor[t], file));
    }
    const law_tensor_t concentration = {"node.concentration", 1, 0, &law->concentration, 0};
    IGRAPH_CHECK(load_tensor(&concentration, file));
    if (law->numeric > 0) {
        IGRAPH_CHECK(safetensors_get(file, "node.whole", TENSOR_I64, law->numeric, 0, law->whole));
    }
    const double sd[] = {law->size[law->code + 1], law->extent[law->code + 2]};
    if (sd[0] < 0 || sd[1] < 0) {
        IGRAPH_ERRORF("The model's law of node data holds a negative standard deviation (%g).",
                      IGRAPH_PARSEERROR, MIN(sd[0], sd[1]));
    }
    IGRAPH_CHECK(check_tables(law));
    for (int k = 0; k < law->classes; k++) {
        IGRAPH_CHECK(check_probabilities(law, k));
        IGRAPH_CHECK(check_covariance(law, k));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_node_law_load(latigraph_node_law_t **law,
                                       const latigraph_vocabulary_t *vocabulary, int code,
                                       JsonObject *object, const safetensors_t *file) {
    JsonNode *node = json_object_get_member(object, "node_law");
    if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node)) {
        IGRAPH_ERROR("The model's description holds no law of node data.", IGRAPH_PARSEERROR);
    }
    JsonObject *described = json_node_get_object(node);
    const gint64 classes = latigraph_json_integer_of(described, "classes", 0);
    const gint64 axis = latigraph_json_integer_of(described, "axis", -2);
    if (classes < 1 || classes > LATIGRAPH_CLASSES_MAX) {
        IGRAPH_ERRORF("The model's law of node data has %" G_GINT64_FORMAT
                      " classes of neurons; 1 to %d are possible.",
                      IGRAPH_PARSEERROR, classes, LATIGRAPH_CLASSES_MAX);
    }
    if (axis < -1 || axis >= MAX(vocabulary->dims, 0)) {
        IGRAPH_ERRORF("The model's law of node data has axis %" G_GINT64_FORMAT
                      ", but positions have %d dimensions.",
                      IGRAPH_PARSEERROR, axis, vocabulary->dims);
    }
    latigraph_node_law_t *made =
        latigraph_node_law_create(vocabulary, code, (int)classes, (int)axis);
    if (made == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    IGRAPH_FINALLY(latigraph_node_law_destroy, made);
    IGRAPH_CHECK(
        latigraph_copy_text(latigraph_json_text_of(described, "shape", NULL), &made->shape));
    IGRAPH_CHECK(load_numbers(made, file));
    IGRAPH_CHECK(load_spacing(made, file));
    IGRAPH_FINALLY_CLEAN(1);
    *law = made;
    return IGRAPH_SUCCESS;
}
