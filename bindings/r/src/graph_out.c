/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Graphs to R: a matrix of vertices counted from 1, and lists of attributes. Texts are marked as
 * UTF-8 where they are, because R would otherwise take them for the locale's. */

#include "binding.h"

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

SEXP texts_out(const igraph_strvector_t *texts) {
    const igraph_integer_t count = igraph_strvector_size(texts);
    SEXP vector = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)count));
    for (igraph_integer_t i = 0; i < count; i++) {
        SET_STRING_ELT(vector, i, text_out(igraph_strvector_get(texts, i)));
    }
    UNPROTECT(1);
    return vector;
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

/* The attribute of all vertices or edges. Nothing is put on igraph's FINALLY stack: if R left by a
 * jump because memory is short, it would point into a frame that is gone. */
static igraph_error_t get_numbers(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                  const char *name, SEXP vector) {
    const bool booleans = TYPEOF(vector) == LGLSXP;
    igraph_vector_t values;
    IGRAPH_CHECK(igraph_vector_init(&values, 0));
    const igraph_error_t code = bridge_get_numbers(graph, of, name, booleans, &values);
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_vector_size(&values); i++) {
        const double value = VECTOR(values)[i];
        if (booleans) {
            LOGICAL(vector)[i] = value != 0;
        } else {
            REAL(vector)[i] = ISNAN(value) ? NA_REAL : value;
        }
    }
    igraph_vector_destroy(&values);
    return code;
}

/* Texts on their way into a vector of R's. */
typedef struct {
    igraph_strvector_t values;
    SEXP vector;
} texts_t;

static SEXP copy_texts(void *data) {
    const texts_t *texts = data;
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&texts->values); i++) {
        SET_STRING_ELT(texts->vector, i, text_or_missing(igraph_strvector_get(&texts->values, i)));
    }
    return R_NilValue;
}

static void destroy_texts(void *data, Rboolean jump) {
    texts_t *texts = data;
    (void)jump;
    igraph_strvector_destroy(&texts->values);
}

/* Frees the texts of copy_texts(). If memory is short, R jumps out of that function and calls this
 * handler.
 */
static igraph_error_t get_texts(const igraph_t *graph, igraph_attribute_elemtype_t of,
                                const char *name, SEXP vector) {
    texts_t texts = {.vector = vector};
    IGRAPH_CHECK(igraph_strvector_init(&texts.values, 0));
    const igraph_error_t code = bridge_get_texts(graph, of, name, &texts.values);
    if (code != IGRAPH_SUCCESS) {
        igraph_strvector_destroy(&texts.values);
        return code;
    }
    R_UnwindProtect(copy_texts, &texts, destroy_texts, &texts, NULL);
    return IGRAPH_SUCCESS;
}

static SEXP vector_out(const igraph_t *graph, igraph_attribute_elemtype_t of, const char *name,
                       igraph_integer_t type) {
    const R_xlen_t count =
        (R_xlen_t)(of == IGRAPH_ATTRIBUTE_VERTEX ? igraph_vcount(graph) : igraph_ecount(graph));
    SEXP vector = PROTECT(Rf_allocVector(type == IGRAPH_ATTRIBUTE_NUMERIC   ? REALSXP
                                         : type == IGRAPH_ATTRIBUTE_BOOLEAN ? LGLSXP
                                                                            : STRSXP,
                                         count));
    const igraph_error_t code = type == IGRAPH_ATTRIBUTE_STRING
                                    ? get_texts(graph, of, name, vector)
                                    : get_numbers(graph, of, name, vector);
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

/* Attributes on their way into a list of R's. */
typedef struct {
    const igraph_t *graph;
    bridge_inventory_t inventory;
    SEXP raw;
} attributes_t;

static SEXP copy_attributes(void *data) {
    attributes_t *attributes = data;
    const igraph_error_t code = bridge_inventory_init(&attributes->inventory, attributes->graph);
    if (code != IGRAPH_SUCCESS) {
        Rf_error("A graph's attributes cannot be read: %s.", igraph_strerror(code));
    }
    for (int of = 0; of < 3; of++) {
        SET_VECTOR_ELT(attributes->raw, 3 + of,
                       attributes_out(attributes->graph, (igraph_attribute_elemtype_t)of,
                                      &attributes->inventory.names[of],
                                      &attributes->inventory.types[of]));
    }
    return R_NilValue;
}

static void destroy_attributes(void *data, Rboolean jump) {
    attributes_t *attributes = data;
    (void)jump;
    bridge_inventory_destroy(&attributes->inventory);
}

SEXP graph_out(const igraph_t *graph) {
    attributes_t attributes = {.graph = graph, .raw = PROTECT(Rf_allocVector(VECSXP, 6))};
    SET_VECTOR_ELT(attributes.raw, 0, Rf_ScalarReal((double)igraph_vcount(graph)));
    SET_VECTOR_ELT(attributes.raw, 1, Rf_ScalarLogical(igraph_is_directed(graph)));
    SET_VECTOR_ELT(attributes.raw, 2, ends_out(graph));
    R_UnwindProtect(copy_attributes, &attributes, destroy_attributes, &attributes, NULL);
    UNPROTECT(1);
    return attributes.raw;
}
