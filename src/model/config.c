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
 * therefore keep a damaged or hostile file from asking for unlimited memory.
 */
#include "model/file.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"

#include <stddef.h>

typedef struct {
    const char *name;
    size_t offset;
    int min, max;
} field_t;

#define FIELD(member) offsetof(latigraph_config_t, member)
static const field_t CONFIG[] = {
    {"conditions", FIELD(conditions), 0, 100000},
    {"features", FIELD(features), 0, 64},
    {"hidden", FIELD(hidden), 2, 1024},
    {"code", FIELD(code), 1, 256},
    {"node_code", FIELD(node_code), 1, 64},
    {"rank", FIELD(rank), 1, 256},
    {"layers", FIELD(layers), 1, LATIGRAPH_LAYERS_MAX},
    {"kernels", FIELD(kernels), 0, LATIGRAPH_KERNELS},
    {"statistics", FIELD(statistics), LATIGRAPH_STATISTIC_EDGE_LENGTH,
     LATIGRAPH_STATISTICS_MAX + 1},
    {"properties", FIELD(properties), 0, 1000},
    {"weights", FIELD(weights), 0, LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS},
};

void latigraph_config_to_json(const latigraph_config_t *config, latigraph_json_t *builder) {
    latigraph_json_begin_object(builder);
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        latigraph_json_integer(builder, CONFIG[k].name,
                               *(const int *)((const char *)config + CONFIG[k].offset));
    }
    latigraph_json_end_object(builder);
}

igraph_error_t latigraph_config_from_json(latigraph_config_t *config, JsonObject *object) {
    for (size_t k = 0; k < G_N_ELEMENTS(CONFIG); k++) {
        const gint64 value = json_object_get_int_member_with_default(object, CONFIG[k].name, -1);
        if (value < CONFIG[k].min || value > CONFIG[k].max) {
            IGRAPH_ERRORF("The model's '%s' is %" G_GINT64_FORMAT ", but it must be %d to %d.",
                          IGRAPH_PARSEERROR, CONFIG[k].name, value, CONFIG[k].min, CONFIG[k].max);
        }
        *(int *)((char *)config + CONFIG[k].offset) = (int)value;
    }
    return IGRAPH_SUCCESS;
}
