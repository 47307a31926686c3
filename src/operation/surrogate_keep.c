/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The operations with surrogates share how tilted statistics are added to what is kept, and their
 * remarks. */
#include "operation/surrogate_rows.h"

#include "surrogate/tilt.h"

igraph_error_t latigraph_keep_tilted(const char *keep, const igraph_strvector_t *tilt,
                                     latigraph_text_t *text) {
    latigraph_text_append(text, keep);
    for (igraph_integer_t k = 0; tilt != NULL && k < igraph_strvector_size(tilt); k++) {
        latigraph_text_print(text, ",tilt=%s", igraph_strvector_get(tilt, k));
    }
    return latigraph_text_check(text);
}

igraph_error_t latigraph_remark_tilted(const latigraph_surrogate_report_t *report,
                                       const char *circuit, latigraph_remarks_t *remarks) {
    for (igraph_integer_t k = 0; k < report->tilts; k++) {
        const latigraph_tilted_t *tilted = &report->tilted[k];
        if (!latigraph_tilt_is_met(tilted)) {
            IGRAPH_CHECK(latigraph_remark_add(
                remarks, "tilt-not-met", circuit,
                "The mean of %s over surrogates is %.4g ± %.2g and not the %.4g of \"%s\". Few and "
                "many triangles may be two modes of the law; tilt "
                "damped-clustering or shared-partners instead, or raise steps_most.",
                latigraph_tilt_name(tilted->statistic), tilted->mean, tilted->error, tilted->target,
                circuit));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_remark_undirected(const latigraph_constraints_t *keep, const char *what,
                                           const latigraph_circuit_t *connectome,
                                           latigraph_remarks_t *remarks) {
    if (!latigraph_circuit_is_undirected(connectome) || !keep->reciprocity) {
        return IGRAPH_SUCCESS;
    }
    const char *name = latigraph_circuit_name(connectome);
    return latigraph_remark_add(
        remarks, "no-directions", name,
        "\"%s\" is undirected: dyads and reciprocity mean nothing for it, and keeping %s is the "
        "same as without them.",
        name, what);
}
