/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Checks and remarks that the operations generate and generate_edges share. */

#include "operation/generating.h"

#include "generate/sparse.h"

#include <latigraph/call.h>
#include <latigraph/latent.h>

igraph_error_t latigraph_check_generating(const igraph_matrix_t *codes,
                                          const latigraph_circuit_t *like,
                                          const latigraph_generate_options_t *options) {
    if (codes != NULL && options->group != NULL) {
        IGRAPH_ERROR("Give one of codes and group: both say which codes circuits have.",
                     IGRAPH_EINVAL);
    }
    if (like != NULL && options->nodes > 0) {
        IGRAPH_ERROR("Give one of nodes and like: the circuit in like has its own neurons.",
                     IGRAPH_EINVAL);
    }
    if (like != NULL && options->place != LATIGRAPH_PLACE_FITTED) {
        IGRAPH_ERROR("Give one of place and like: the neurons of the circuit in like stay where "
                     "they are.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_find_codes(const latigraph_model_t *model, const igraph_matrix_t *given,
                                    const latigraph_circuit_t *like, const char *group,
                                    igraph_matrix_t *codes, igraph_bool_t *wanted) {
    *wanted = true;
    if (given != NULL) {
        return igraph_matrix_update(codes, given);
    }
    if (like != NULL && group == NULL) {
        latigraph_circuit_t *item = (latigraph_circuit_t *)like;
        const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
        return latigraph_encode(model, &one, 1, codes, NULL);
    }
    *wanted = false;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_remark_degree(const char *name, double n, double m, double asked,
                                       latigraph_remarks_t *remarks) {
    if (asked > 0 && !latigraph_sparse_meets(m, asked * n)) {
        return latigraph_remark_add(
            remarks, "mean-degree-missed", name,
            "A mean degree of %g was requested; \"%s\" has %.4g. A circuit of "
            "%.0f neurons has at most %.0f.",
            asked, name, m / n, n, n - 1);
    }
    if (m <= 0) {
        return latigraph_remark_add(remarks, "no-edges", name, "\"%s\" has no edges.", name);
    }
    return IGRAPH_SUCCESS;
}
