/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Graphs from R: a matrix of vertices counted from 1, and lists of attributes. R counts vertices in
 * doubles, so ids beyond 2⁵³ have to be texts there. */

#include "binding.h"

/* --- Edges -------------------------------------------------------------------------- */

/* Vertices from 1, sources in the first column and targets in the second. */
static igraph_error_t read_edges(igraph_vector_int_t *ends, SEXP matrix) {
    const R_xlen_t count = Rf_xlength(matrix) / 2;
    const double *sources = REAL(matrix), *targets = sources + count;
    IGRAPH_CHECK(igraph_vector_int_resize(ends, 2 * (igraph_integer_t)count));
    for (R_xlen_t e = 0; e < count; e++) {
        VECTOR(*ends)[2 * e] = (igraph_integer_t)sources[e] - 1;
        VECTOR(*ends)[2 * e + 1] = (igraph_integer_t)targets[e] - 1;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t create(igraph_t *graph, double n, bool directed, SEXP edges) {
    igraph_vector_int_t ends;
    IGRAPH_CHECK(igraph_vector_int_init(&ends, 0));
    igraph_error_t code = read_edges(&ends, edges);
    if (code == IGRAPH_SUCCESS) {
        code = igraph_create(graph, &ends, (igraph_integer_t)n, directed);
    }
    igraph_vector_int_destroy(&ends);
    return code;
}

/* --- Attributes --------------------------------------------------------------------- */

static const char *const kinds[] = {"Graph", "Vertex", "Edge"};

/* All values of one attribute; a graph has one. */
typedef struct {
    igraph_t *graph;
    igraph_attribute_elemtype_t of;
    const char *name;
    SEXP values;
    igraph_integer_t count;
} attribute_t;

/* Numbers, or truth values as 0 and 1. */
static igraph_error_t set_numbers(const attribute_t *a) {
    const bool booleans = TYPEOF(a->values) == LGLSXP;
    igraph_vector_t numbers;
    IGRAPH_CHECK(igraph_vector_init(&numbers, a->count));
    for (igraph_integer_t i = 0; i < a->count; i++) {
        const double value = booleans ? LOGICAL(a->values)[i] : REAL(a->values)[i];
        VECTOR(numbers)[i] = ISNAN(value) ? IGRAPH_NAN : value;
    }
    const igraph_error_t code = booleans ? bridge_set_booleans(a->graph, a->of, a->name, &numbers)
                                         : bridge_set_numbers(a->graph, a->of, a->name, &numbers);
    igraph_vector_destroy(&numbers);
    return code;
}

igraph_error_t texts_in(igraph_strvector_t *texts, SEXP from) {
    igraph_error_t code = IGRAPH_SUCCESS;
    for (R_xlen_t i = 0; i < Rf_xlength(from) && code == IGRAPH_SUCCESS; i++) {
        code = igraph_strvector_set(texts, (igraph_integer_t)i, R_CHAR(STRING_ELT(from, i)));
    }
    return code;
}

static igraph_error_t set_texts(const attribute_t *a) {
    igraph_strvector_t texts;
    IGRAPH_CHECK(igraph_strvector_init(&texts, a->count));
    igraph_error_t code = texts_in(&texts, a->values);
    code = code == IGRAPH_SUCCESS ? bridge_set_texts(a->graph, a->of, a->name, &texts) : code;
    igraph_strvector_destroy(&texts);
    return code;
}

static igraph_error_t set_attribute(const attribute_t *a) {
    const igraph_integer_t wanted = a->of == IGRAPH_ATTRIBUTE_GRAPH    ? 1
                                    : a->of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_vcount(a->graph)
                                                                       : igraph_ecount(a->graph);
    if (a->count != wanted) {
        IGRAPH_ERRORF("%s attribute \"%s\" has %" IGRAPH_PRId " values for %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, kinds[a->of], a->name, a->count, wanted);
    }
    switch (TYPEOF(a->values)) {
    case REALSXP:
    case LGLSXP:
        return set_numbers(a);
    case STRSXP:
        return set_texts(a);
    default:
        IGRAPH_ERRORF("%s attribute \"%s\" is of type %s.", IGRAPH_EINVAL, kinds[a->of], a->name,
                      Rf_type2char(TYPEOF(a->values)));
    }
}

static igraph_error_t set_attributes(igraph_t *graph, igraph_attribute_elemtype_t of, SEXP list) {
    SEXP names = Rf_getAttrib(list, R_NamesSymbol);
    for (R_xlen_t i = 0; i < Rf_xlength(list); i++) {
        SEXP values = VECTOR_ELT(list, i);
        const attribute_t attribute = {graph, of, R_CHAR(STRING_ELT(names, i)), values,
                                       (igraph_integer_t)Rf_xlength(values)};
        const igraph_error_t code = set_attribute(&attribute);
        if (code != IGRAPH_SUCCESS) {
            return code;
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t graph_in(igraph_t *graph, SEXP raw) {
    igraph_error_t code = create(graph, REAL(VECTOR_ELT(raw, 0))[0],
                                 LOGICAL(VECTOR_ELT(raw, 1))[0] != 0, VECTOR_ELT(raw, 2));
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    for (int of = 0; of < 3 && code == IGRAPH_SUCCESS; of++) {
        code = set_attributes(graph, (igraph_attribute_elemtype_t)of, VECTOR_ELT(raw, 3 + of));
    }
    if (code != IGRAPH_SUCCESS) {
        igraph_destroy(graph);
    }
    return code;
}
