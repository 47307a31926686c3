/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Remarks on animals and on neurons that are the same in several of them.
 *
 * A model that is evaluated on a further worm meets cells whose class it has learnt. This is no
 * fault, but it decides what the figures are about, so operations say how many there are. Likewise,
 * the spread among animals cannot be found from one animal, and circuits whose connectome nobody
 * has stated count as one animal each. */

#include "operation/names.h"

#include "circuit/homologous.h"
#include "model/model.h"

#include <latigraph/call.h>

igraph_error_t latigraph_remark_overlap(const latigraph_overlap_t *overlap,
                                        latigraph_remarks_t *remarks) {
    /* The remark asks whether neurons of equal names are the same. Identities have answered that.
     */
    return overlap->identified > 0 ? IGRAPH_SUCCESS
                                   : latigraph_remark_coinciding(overlap->coinciding, remarks);
}

static igraph_error_t remark_known(igraph_integer_t identified, igraph_integer_t known,
                                   latigraph_remarks_t *remarks) {
    return latigraph_remark_add(
        remarks, known > 0 ? "known-identities" : "note", "known_identities",
        "%" IGRAPH_PRId " of %" IGRAPH_PRId " neurons have an identity that training circuits "
        "have, too: figures show how the model carries over to further animals, %s.",
        known, identified,
        known > 0 ? "and not to new cell classes (see split_by)" : "and to new cell classes");
}

igraph_error_t latigraph_remark_evaluated(const latigraph_model_t *model,
                                          const latigraph_evaluation_t *evaluation,
                                          latigraph_remarks_t *remarks) {
    if (evaluation->shared_neurons > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, "shared-neurons", "shared_neurons",
            "%" IGRAPH_PRId " neurons of these circuits also occur in training circuits: the "
            "results are not those of unseen neurons.",
            evaluation->shared_neurons));
    }
    if (evaluation->identified_neurons == 0) {
        return latigraph_remark_coinciding(evaluation->coinciding_neurons, remarks);
    }
    if (model->identities.count == 0) {
        return latigraph_remark_add(
            remarks, "note", "known_identities",
            "The model was fitted without identities of neurons, so that it is not known which of "
            "them training circuits have. Fit it with identity to know.");
    }
    return remark_known(evaluation->identified_neurons, evaluation->known_identities, remarks);
}

igraph_error_t latigraph_remark_split(const latigraph_circuit_list_t *circuits,
                                      latigraph_split_by_t by, const char *about,
                                      latigraph_remarks_t *remarks) {
    const igraph_integer_t unstated = latigraph_count_unstated(circuits);
    int animals;
    if (by != LATIGRAPH_SPLIT_BY_ANIMAL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_number_connectomes(circuits, NULL, &animals));
    if (animals == 1) {
        return latigraph_remark_add(remarks, "one-animal", about,
                                    "No interval: one animal. The circuits of one animal do not "
                                    "show how much animals differ.");
    }
    if (unstated > 0) {
        return latigraph_remark_add(
            remarks, "note", about,
            "%" IGRAPH_PRId " of %" IGRAPH_PRId " circuits do not state their connectome and count "
            "as an animal each (--connectome=NAME when reading, or a graph attribute "
            "\"connectome\").",
            unstated, latigraph_circuit_list_size(circuits));
    }
    return IGRAPH_SUCCESS;
}
