/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of the library's own operations, as a module like any other. One line adds an
 * operation; the lists of scores and of igraph's measures add theirs. Descriptions, options, pages
 * and interfaces all follow this order. */

#include "operation/igraph_measures.h"
#include "operation/operation.h"
#include "operation/reservoir.h"

#include <latigraph/model.h>
#include <latigraph/registry.h>
#include <latigraph/version.h>

#define SCORE_LISTED(id, name, ...) &latigraph_operation_##name,
#define LISTED(name, what, source) &latigraph_operation_igraph_##name,

/* One line an operation, in the order of the work. */
/* clang-format off */
static const latigraph_operation_t *const operations[] = {
    &latigraph_operation_read_graphs,
    &latigraph_operation_inspect_graphs,
    &latigraph_operation_write_graph,
    &latigraph_operation_select,
    &latigraph_operation_sample,
    &latigraph_operation_surrogates,
    &latigraph_operation_random,
    &latigraph_operation_surrogate_test,
    &latigraph_operation_overlap,
    &latigraph_operation_network,
    &latigraph_operation_align,
    &latigraph_operation_consensus,
    &latigraph_operation_variability,
    &latigraph_operation_activity_states,
    &latigraph_operation_latents,
    &latigraph_operation_blocks_weighted,
    &latigraph_operation_activity_factors,
    &latigraph_operation_properties,
    &latigraph_operation_list_properties,
    &latigraph_operation_node_properties,
    &latigraph_operation_list_node_properties,
    &latigraph_operation_lesion,
    &latigraph_operation_bvc_place_cells,
    &latigraph_operation_functional_fit,
    &latigraph_operation_functional_respond,
    &latigraph_operation_functional_decode,
    &latigraph_operation_fit,
    &latigraph_operation_models,
    &latigraph_operation_model_read,
    &latigraph_operation_model_write,
    &latigraph_operation_info,
    &latigraph_operation_card,
    &latigraph_operation_encode,
    &latigraph_operation_decode,
    &latigraph_operation_generate,
    &latigraph_operation_generate_edges,
    &latigraph_operation_directions,
    &latigraph_operation_discriminate,
    &latigraph_operation_discriminate_maps,
    &latigraph_operation_nearest,
    &latigraph_operation_axes,
    &latigraph_operation_explain,
    &latigraph_operation_coordinate_effects,
    &latigraph_operation_steer,
    &latigraph_operation_traverse,
    &latigraph_operation_interpolate,
    &latigraph_operation_evaluate,
    &latigraph_operation_compare,
    &latigraph_operation_figure,
    &latigraph_operation_report,
    &latigraph_operation_reservoir,
    &latigraph_operation_synchrony,
    &latigraph_operation_covariance,
    &latigraph_operation_activity_dimension,
    &latigraph_operation_write_weights,
    LATIGRAPH_SCORES(SCORE_LISTED)
    LATIGRAPH_IGRAPH_MEASURES(LISTED)
};
/* clang-format on */

static void destroy_model(void *model) {
    latigraph_model_destroy(model);
}

const latigraph_module_t latigraph_builtin_module = {
    .api_version = LATIGRAPH_API_VERSION,
    .igraph_major = IGRAPH_VERSION_MAJOR,
    .igraph_minor = IGRAPH_VERSION_MINOR,
    .igraph_integer_size = IGRAPH_INTEGER_SIZE,
    .name = "latigraph",
    .version = LATIGRAPH_VERSION,
    .summary = "Generative models of circuits: a small latent space, and graphs from it.",
    .operations = operations,
    .operation_count = G_N_ELEMENTS(operations),
    .model_destroy = destroy_model,
    .call = latigraph_operation_call,
};
