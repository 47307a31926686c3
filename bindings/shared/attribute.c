/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "bridge.h"

#include <string.h>

/* --- Setting ------------------------------------------------------------------------ */

igraph_error_t bridge_set_numbers(igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                                  const igraph_vector_t *numbers) {
    return of == IGRAPH_ATTRIBUTE_GRAPH
               ? igraph_cattribute_GAN_set(graph, name, VECTOR(*numbers)[0])
           : of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_cattribute_VAN_setv(graph, name, numbers)
                                           : igraph_cattribute_EAN_setv(graph, name, numbers);
}

igraph_error_t bridge_set_booleans(igraph_t *graph, igraph_attribute_elemtype_t of,
                                   const char *name, const igraph_vector_t *numbers) {
    const igraph_integer_t count = igraph_vector_size(numbers);
    igraph_vector_bool_t booleans;
    if (of == IGRAPH_ATTRIBUTE_GRAPH) {
        return igraph_cattribute_GAB_set(graph, name, VECTOR(*numbers)[0] != 0);
    }
    IGRAPH_CHECK(igraph_vector_bool_init(&booleans, count));
    for (igraph_integer_t i = 0; i < count; i++) {
        VECTOR(booleans)[i] = VECTOR(*numbers)[i] != 0;
    }
    const igraph_error_t code = of == IGRAPH_ATTRIBUTE_VERTEX
                                    ? igraph_cattribute_VAB_setv(graph, name, &booleans)
                                    : igraph_cattribute_EAB_setv(graph, name, &booleans);
    igraph_vector_bool_destroy(&booleans);
    return code;
}

igraph_error_t bridge_set_texts(igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                                const igraph_strvector_t *texts) {
    return of == IGRAPH_ATTRIBUTE_GRAPH
               ? igraph_cattribute_GAS_set(graph, name, igraph_strvector_get(texts, 0))
           : of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_cattribute_VAS_setv(graph, name, texts)
                                           : igraph_cattribute_EAS_setv(graph, name, texts);
}

/* --- Getting ------------------------------------------------------------------------ */

static igraph_error_t get_booleans(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                   const char *name, igraph_vector_t *numbers) {
    igraph_vector_bool_t booleans;
    IGRAPH_CHECK(igraph_vector_bool_init(&booleans, 0));
    igraph_error_t code =
        of == IGRAPH_ATTRIBUTE_VERTEX
            ? igraph_cattribute_VABV(graph, name, igraph_vss_all(), &booleans)
            : igraph_cattribute_EABV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &booleans);
    const igraph_integer_t count = igraph_vector_bool_size(&booleans);
    code = code == IGRAPH_SUCCESS ? igraph_vector_resize(numbers, count) : code;
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < count; i++) {
        VECTOR(*numbers)[i] = VECTOR(booleans)[i] ? 1 : 0;
    }
    igraph_vector_bool_destroy(&booleans);
    return code;
}

igraph_error_t bridge_get_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                  const char *name, bool booleans, igraph_vector_t *numbers) {
    if (booleans) {
        return get_booleans(graph, of, name, numbers);
    }
    return of == IGRAPH_ATTRIBUTE_VERTEX
               ? igraph_cattribute_VANV(graph, name, igraph_vss_all(), numbers)
               : igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), numbers);
}

igraph_error_t bridge_get_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const char *name, igraph_strvector_t *texts) {
    return of == IGRAPH_ATTRIBUTE_VERTEX
               ? igraph_cattribute_VASV(graph, name, igraph_vss_all(), texts)
               : igraph_cattribute_EASV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), texts);
}

/* --- Names and types ------------------------------------------------------------------ */

igraph_error_t bridge_inventory_init(bridge_inventory_t *inventory, const igraph_t *graph) {
    memset(inventory, 0, sizeof *inventory);
    for (int of = 0; of < 3; of++) {
        IGRAPH_CHECK(igraph_strvector_init(&inventory->names[of], 0));
        inventory->live = of + 1;
        IGRAPH_CHECK(igraph_vector_int_init(&inventory->types[of], 0));
    }
    if (graph->attr == NULL) { /* a graph that was made without attributes */
        return IGRAPH_SUCCESS;
    }
    return igraph_cattribute_list(graph, &inventory->names[0], &inventory->types[0],
                                  &inventory->names[1], &inventory->types[1], &inventory->names[2],
                                  &inventory->types[2]);
}

void bridge_inventory_destroy(bridge_inventory_t *inventory) {
    for (int of = 0; of < inventory->live; of++) {
        igraph_vector_int_destroy(&inventory->types[of]);
        igraph_strvector_destroy(&inventory->names[of]);
    }
    inventory->live = 0;
}
