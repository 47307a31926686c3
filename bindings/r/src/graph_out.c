/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <string.h>

/* --- Texts -------------------------------------------------------------------------- */

/* Well-formed UTF-8, as far as R cares: sequences of the right lengths. */
static bool is_utf8(const char *text) {
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0';) {
        const int more = *c < 0x80                 ? 0
                         : *c >= 0xc2 && *c < 0xe0 ? 1
                         : *c >= 0xe0 && *c < 0xf0 ? 2
                         : *c >= 0xf0 && *c < 0xf5 ? 3
                                                   : -1;
        if (more < 0) {
            return false;
        }
        c++;
        for (int i = 0; i < more; i++, c++) {
            if ((*c & 0xc0) != 0x80) {
                return false;
            }
        }
    }
    return true;
}

SEXP text_out(const char *text) {
    return Rf_mkCharCE(text, is_utf8(text) ? CE_UTF8 : CE_BYTES);
}

static SEXP text_or_missing(const char *text) {
    return text[0] == '\0' ? NA_STRING : text_out(text);
}

/* --- Edges ---------------------------------------------------------------------------- */

/* As make_graph() takes them: source and target of one edge after the other, from 1. */
static SEXP ends_out(const igraph_t *graph) {
    const igraph_integer_t m = igraph_ecount(graph);
    SEXP ends = Rf_allocVector(REALSXP, (R_xlen_t)(2 * m));
    double *to = REAL(ends);
    for (igraph_integer_t e = 0; e < m; e++) {
        to[2 * e] = (double)IGRAPH_FROM(graph, e) + 1;
        to[2 * e + 1] = (double)IGRAPH_TO(graph, e) + 1;
    }
    return ends;
}

/* --- Attributes ------------------------------------------------------------------------- */

/* The attribute of all vertices or edges. Nothing is put on igraph's FINALLY stack: should R leave
 * by a jump, for want of memory, it would point into a frame that is gone. */
static igraph_error_t get_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                  const char *name, SEXP vector) {
    igraph_vector_t values;
    IGRAPH_CHECK(igraph_vector_init(&values, 0));
    const igraph_error_t code =
        of == IGRAPH_ATTRIBUTE_VERTEX
            ? igraph_cattribute_VANV(graph, name, igraph_vss_all(), &values)
            : igraph_cattribute_EANV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &values);
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_vector_size(&values); i++) {
        REAL(vector)[i] = ISNAN(VECTOR(values)[i]) ? NA_REAL : VECTOR(values)[i];
    }
    igraph_vector_destroy(&values);
    return code;
}

static igraph_error_t get_truths(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                 const char *name, SEXP vector) {
    igraph_vector_bool_t values;
    IGRAPH_CHECK(igraph_vector_bool_init(&values, 0));
    const igraph_error_t code =
        of == IGRAPH_ATTRIBUTE_VERTEX
            ? igraph_cattribute_VABV(graph, name, igraph_vss_all(), &values)
            : igraph_cattribute_EABV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &values);
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_vector_bool_size(&values);
         i++) {
        LOGICAL(vector)[i] = VECTOR(values)[i] ? TRUE : FALSE;
    }
    igraph_vector_bool_destroy(&values);
    return code;
}

static igraph_error_t get_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const char *name, SEXP vector) {
    igraph_strvector_t values;
    IGRAPH_CHECK(igraph_strvector_init(&values, 0));
    const igraph_error_t code =
        of == IGRAPH_ATTRIBUTE_VERTEX
            ? igraph_cattribute_VASV(graph, name, igraph_vss_all(), &values)
            : igraph_cattribute_EASV(graph, name, igraph_ess_all(IGRAPH_EDGEORDER_ID), &values);
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_strvector_size(&values);
         i++) {
        SET_STRING_ELT(vector, i, text_or_missing(igraph_strvector_get(&values, i)));
    }
    igraph_strvector_destroy(&values);
    return code;
}

static SEXP vector_out(const igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                       igraph_integer_t type) {
    const R_xlen_t count =
        (R_xlen_t)(of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_vcount(graph) : igraph_ecount(graph));
    SEXP vector = PROTECT(Rf_allocVector(type == IGRAPH_ATTRIBUTE_NUMERIC   ? REALSXP
                                         : type == IGRAPH_ATTRIBUTE_BOOLEAN ? LGLSXP
                                                                            : STRSXP,
                                         count));
    const igraph_error_t code =
        type == IGRAPH_ATTRIBUTE_NUMERIC   ? get_numbers(graph, of, name, vector)
        : type == IGRAPH_ATTRIBUTE_BOOLEAN ? get_truths(graph, of, name, vector)
                                           : get_texts(graph, of, name, vector);
    if (code != IGRAPH_SUCCESS) {
        Rf_error("Attribute \"%s\" cannot be read: %s.", name, igraph_strerror(code));
    }
    UNPROTECT(1);
    return vector;
}

static SEXP value_out(const igraph_t *graph, const char *name, igraph_integer_t type) {
    if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        const double number = igraph_cattribute_GAN(graph, name);
        return Rf_ScalarReal(ISNAN(number) ? NA_REAL : number);
    }
    if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
        return Rf_ScalarLogical(igraph_cattribute_GAB(graph, name));
    }
    return Rf_ScalarString(text_or_missing(igraph_cattribute_GAS(graph, name)));
}

/* Attributes of graph, vertices or edges by their names. */
static SEXP attributes_out(const igraph_t *graph, igraph_attribute_elemtype_t of,
                           const igraph_strvector_t *names, const igraph_vector_int_t *types) {
    const igraph_integer_t count = igraph_strvector_size(names);
    SEXP list = PROTECT(Rf_allocVector(VECSXP, (R_xlen_t)count));
    SEXP labels = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)count));
    for (igraph_integer_t a = 0; a < count; a++) {
        const char *name = igraph_strvector_get(names, a);
        SET_STRING_ELT(labels, a, text_out(name));
        SET_VECTOR_ELT(list, a,
                       of == IGRAPH_ATTRIBUTE_GRAPH
                           ? value_out(graph, name, VECTOR(*types)[a])
                           : vector_out(graph, of, name, VECTOR(*types)[a]));
    }
    Rf_setAttrib(list, R_NamesSymbol, labels);
    UNPROTECT(2);
    return list;
}

/* Names and kinds of a graph's attributes: of the graph, of vertices, of edges. Zeros until they
 * are read, so that they can be destroyed whatever happened. */
typedef struct {
    igraph_strvector_t names[3];
    igraph_vector_int_t types[3];
} inventory_t;

static igraph_error_t inventory_init(inventory_t *inventory, const igraph_t *graph) {
    memset(inventory, 0, sizeof *inventory);
    for (int of = 0; of < 3; of++) {
        IGRAPH_CHECK(igraph_strvector_init(&inventory->names[of], 0));
        IGRAPH_CHECK(igraph_vector_int_init(&inventory->types[of], 0));
    }
    if (graph->attr == NULL) { /* made without attributes */
        return IGRAPH_SUCCESS;
    }
    return igraph_cattribute_list(graph, &inventory->names[0], &inventory->types[0],
                                  &inventory->names[1], &inventory->types[1], &inventory->names[2],
                                  &inventory->types[2]);
}

static void inventory_destroy(inventory_t *inventory) {
    for (int of = 0; of < 3; of++) {
        igraph_vector_int_destroy(&inventory->types[of]);
        igraph_strvector_destroy(&inventory->names[of]);
    }
}

SEXP graph_out(const igraph_t *graph) {
    SEXP raw = PROTECT(Rf_allocVector(VECSXP, 6));
    SET_VECTOR_ELT(raw, 0, Rf_ScalarReal((double)igraph_vcount(graph)));
    SET_VECTOR_ELT(raw, 1, Rf_ScalarLogical(igraph_is_directed(graph)));
    SET_VECTOR_ELT(raw, 2, ends_out(graph));
    inventory_t inventory;
    const igraph_error_t code = inventory_init(&inventory, graph);
    for (int of = 0; of < 3 && code == IGRAPH_SUCCESS; of++) {
        SET_VECTOR_ELT(raw, 3 + of,
                       attributes_out(graph, (igraph_attribute_elemtype_t)of, &inventory.names[of],
                                      &inventory.types[of]));
    }
    inventory_destroy(&inventory);
    if (code != IGRAPH_SUCCESS) {
        Rf_error("A graph's attributes cannot be read: %s.", igraph_strerror(code));
    }
    UNPROTECT(1);
    return raw;
}
