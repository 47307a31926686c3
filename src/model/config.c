/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The configuration in a model's description: the sizes of its networks.
 *
 * One table holds name, place and range of every size, and reading and writing both walk it. The
 * arrays of a model are allocated from these sizes before its tensors are read. The ranges
 * therefore keep a damaged or hostile file from asking for unlimited memory. Besides them it holds
 * the widths of the distance kernel, which files of earlier versions lack.
 */
#include "model/file.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"

#include <math.h>
#include <stddef.h>

typedef struct {
    const char *name;
    size_t offset;
    int min, max;
    int missing; /* value where a file lacks it; below min: a file must have it */
} field_t;

#define FIELD(member) offsetof(latigraph_config_t, member)
static const field_t CONFIG[] = {
    {"conditions", FIELD(conditions), 0, 100000, -1},
    {"features", FIELD(features), 0, 64, -1},
    {"hidden", FIELD(hidden), 2, 1024, -1},
    {"code", FIELD(code), 1, 256 + LATIGRAPH_CLOSURE_STATISTICS, -1},
    {"closure", FIELD(closure), 0, LATIGRAPH_CLOSURE_STATISTICS, 0},
    {"node_code", FIELD(node_code), 1, 64, -1},
    {"rank", FIELD(rank), 1, 256, -1},
    {"layers", FIELD(layers), 1, LATIGRAPH_LAYERS_MAX, -1},
    {"kernels", FIELD(kernels), 0, LATIGRAPH_KERNELS, -1},
    {"statistics", FIELD(statistics), LATIGRAPH_STATISTIC_EDGE_LENGTH, LATIGRAPH_STATISTICS_MAX + 1,
     -1},
    {"properties", FIELD(properties), 0, 1000, -1},
    {"weights", FIELD(weights), 0, LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS, -1},
};

void latigraph_config_to_json(const latigraph_config_t *config, latigraph_json_t *builder) {
    latigraph_json_begin_object(builder);
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        latigraph_json_integer(builder, CONFIG[k].name,
                               *(const int *)((const char *)config + CONFIG[k].offset));
    }
    if (config->kernel_width[0] > 0) {
        const double *s = config->kernel_width;
        const double width[LATIGRAPH_KERNELS] = {s[0] / 4, s[0] / 2, s[1] / 2, s[0], s[1], s[2]};
        latigraph_json_name(builder, "kernel_widths");
        latigraph_json_begin_array(builder);
        for (int q = 0; q < LATIGRAPH_KERNELS; q++) {
            latigraph_json_add_number(builder, width[q]);
        }
        latigraph_json_end_array(builder);
    }
    latigraph_json_end_object(builder);
}

/* Reads the widths of the Gaussians in the unit of positions. Files of earlier versions lack them.
 * The first three follow from the others. */
static igraph_error_t read_widths(latigraph_config_t *config, JsonObject *object) {
    JsonNode *node = json_object_get_member(object, "kernel_widths");
    if (node == NULL) {
        return IGRAPH_SUCCESS;
    }
    JsonArray *array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    const guint first = LATIGRAPH_KERNELS - LATIGRAPH_KERNEL_DECAYS;
    for (guint q = first; q < LATIGRAPH_KERNELS; q++) {
        JsonNode *at = array != NULL && json_array_get_length(array) == LATIGRAPH_KERNELS
                           ? json_array_get_element(array, q)
                           : NULL;
        const double width = at != NULL && JSON_NODE_HOLDS_VALUE(at) ? json_node_get_double(at) : 0;
        if (!(width > 0 && isfinite(width))) {
            IGRAPH_ERRORF("The model's 'kernel_widths' must be %d finite numbers above 0.",
                          IGRAPH_PARSEERROR, LATIGRAPH_KERNELS);
        }
        config->kernel_width[q - first] = width;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_config_from_json(latigraph_config_t *config, JsonObject *object) {
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        const gint64 value = latigraph_json_integer_of(object, CONFIG[k].name, CONFIG[k].missing);
        if (value < CONFIG[k].min || value > CONFIG[k].max) {
            IGRAPH_ERRORF("The model's '%s' is %" G_GINT64_FORMAT ", but it must be %d to %d.",
                          IGRAPH_PARSEERROR, CONFIG[k].name, value, CONFIG[k].min, CONFIG[k].max);
        }
        *(int *)((char *)config + CONFIG[k].offset) = (int)value;
    }
    if (config->closure > 0 &&
        (config->closure != LATIGRAPH_CLOSURE_STATISTICS || config->code <= config->closure)) {
        IGRAPH_ERRORF("The model's code of %d coordinates has %d statistics of closure, but these "
                      "must be 0, or %d of more coordinates.",
                      IGRAPH_PARSEERROR, config->code, config->closure,
                      LATIGRAPH_CLOSURE_STATISTICS);
    }
    return read_widths(config, object);
}
