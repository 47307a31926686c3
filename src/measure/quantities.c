/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The quantities that properties need, in an order in which each comes behind what it depends on.
 *
 * A set of quantities is a set of bits. Those that a wanted one depends on are added from the last
 * to the first, so that one pass finds all, and are computed from the first to the last.
 */
#include "measure/quantities.h"

static gboolean find_triads(const latigraph_circuit_t *circuit, latigraph_quantities_t *q,
                            latigraph_cancel_t *cancel) {
    const gsize n = (gsize)circuit->n;
    int *scratch = g_try_new(int, latigraph_triads_scratch(circuit->n, circuit->m));
    q->neurons.triangles = g_try_new0(double, n + 1);
    q->neurons.partners = g_try_new0(int, n + 1);
    const gboolean enough =
        scratch != NULL && q->neurons.triangles != NULL && q->neurons.partners != NULL;
    if (enough) {
        latigraph_count_triads(circuit, scratch, cancel, &q->triads, &q->neurons);
    }
    g_free(scratch);
    return enough;
}

/* Function of each quantity, and the quantities that it depends on. */
static const struct {
    latigraph_find_t *find;
    guint needs;
} TABLE[LATIGRAPH_QUANTITIES] = {
    [LATIGRAPH_QUANTITY_TRIADS] = {find_triads, 0},
    [LATIGRAPH_QUANTITY_PATHS] = {latigraph_find_paths, 0},
    [LATIGRAPH_QUANTITY_WAYS] = {latigraph_find_ways, 0},
    [LATIGRAPH_QUANTITY_COMPONENTS] = {latigraph_find_components, 0},
    [LATIGRAPH_QUANTITY_PARTNERS] = {latigraph_find_partners, 0},
    [LATIGRAPH_QUANTITY_RADIUS] = {latigraph_find_radius, LATIGRAPH_NEEDS(COMPONENTS)},
    [LATIGRAPH_QUANTITY_EIGENVALUES] = {latigraph_find_eigenvalues, LATIGRAPH_NEEDS(COMPONENTS)},
    [LATIGRAPH_QUANTITY_LAPLACIAN] = {latigraph_find_laplacian, LATIGRAPH_NEEDS(PARTNERS)},
    [LATIGRAPH_QUANTITY_BETWEENNESS] = {latigraph_find_betweenness, 0},
    [LATIGRAPH_QUANTITY_CORENESS] = {latigraph_find_coreness, LATIGRAPH_NEEDS(PARTNERS)},
    [LATIGRAPH_QUANTITY_SIMPLICES] = {latigraph_find_simplices, 0},
    [LATIGRAPH_QUANTITY_CYCLES] = {latigraph_find_cycles, 0},
    [LATIGRAPH_QUANTITY_TARGETS] = {latigraph_find_shared_targets, 0},
    [LATIGRAPH_QUANTITY_BOW_TIE] = {latigraph_find_bow_tie, LATIGRAPH_NEEDS(COMPONENTS)},
    [LATIGRAPH_QUANTITY_CLUSTERING] = {latigraph_find_directed_clustering, 0},
    [LATIGRAPH_QUANTITY_WEIGHTED] = {latigraph_find_weighted_clustering, 0},
    [LATIGRAPH_QUANTITY_ONNELA] = {latigraph_find_onnela_clustering, 0},
    [LATIGRAPH_QUANTITY_LENGTHS] = {latigraph_find_lengths, 0},
};

void latigraph_quantities_destroy(latigraph_quantities_t *quantities) {
    g_free(quantities->neurons.triangles);
    g_free(quantities->neurons.partners);
    g_free(quantities->components.of);
    g_free(quantities->components.size);
    g_free(quantities->partners.start);
    g_free(quantities->partners.to);
    g_free(quantities->betweenness);
    *quantities = (latigraph_quantities_t){.known = 0};
}

gboolean latigraph_quantities_find(latigraph_quantities_t *quantities,
                                   const latigraph_circuit_t *circuit, guint wanted,
                                   latigraph_cancel_t *cancel) {
    for (int k = LATIGRAPH_QUANTITIES - 1; k >= 0; k--) {
        wanted |= wanted >> k & 1 ? TABLE[k].needs : 0;
    }
    for (int k = 0; k < LATIGRAPH_QUANTITIES; k++) {
        if ((wanted & ~quantities->known) >> k & 1) {
            if (latigraph_cancelled(cancel)) {
                return TRUE;
            }
            if (!TABLE[k].find(circuit, quantities, cancel)) {
                return FALSE;
            }
            quantities->known |= 1u << k;
        }
    }
    return TRUE;
}
