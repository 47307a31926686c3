/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Parts that the writers of text formats share.
 *
 * A writer appends rows to a text in memory, whose allocations can fail without ending the process,
 * and hands the text to the file whenever it is long. A failed allocation, an error of the file and
 * a cancellation thus end a writer within some thousand rows, and the memory stays that of one
 * buffer whatever the circuit's size.
 *
 * All text is UTF-8, which XML, JSON, HDF5 and Python demand. Readers make it so; a program that
 * sets attributes of a graph by itself may break the rule. Such names of neurons and columns are
 * refused, because replacing the bad bytes could give two neurons one name. Names of circuits come
 * from files, whose names may be any bytes, and are repaired. */

#include "formats/write_formats.h"

#include "base/number_text.h"
#include "base/text_room.h"
#include "circuit/column.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { LONG = 1 << 16 };

/* --- The stream --------------------------------------------------------------- */

igraph_error_t latigraph_write_rest(latigraph_text_t *text, FILE *file) {
    IGRAPH_CHECK(latigraph_text_check(text));
    LATIGRAPH_ALLOW_INTERRUPTION();
    if (fwrite(latigraph_text(text), 1, text->length, file) != text->length || ferror(file)) {
        IGRAPH_ERRORF("Write failed: %s.", IGRAPH_EFILE, g_strerror(errno));
    }
    latigraph_text_cut(text, 0);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_some(latigraph_text_t *text, FILE *file) {
    return text->length >= LONG || text->failed ? latigraph_write_rest(text, file) : IGRAPH_SUCCESS;
}

void latigraph_write_append_utf8(latigraph_text_t *text, const char *addition) {
    const char *end;
    while (!g_utf8_validate(addition, -1, &end)) {
        latigraph_text_append_part(text, addition, (size_t)(end - addition));
        latigraph_text_append(text, "\xef\xbf\xbd");
        addition = end + 1;
    }
    latigraph_text_append(text, addition);
}

/* The numbers 00 to 99, so that a division gives two digits. */
static const char pairs_of_digits[] = "000102030405060708091011121314151617181920212223242526272829"
                                      "30313233343536373839404142434445464"
                                      "748495051525354555657585960616263646566676869707172737475767"
                                      "77879808182838485868788899091929394"
                                      "9596979899";

char *latigraph_write_digits(char *at, gint64 number) {
    char digits[LATIGRAPH_DIGITS], *first = digits + sizeof digits;
    guint64 rest = number < 0 ? -(guint64)number : (guint64)number;
    while (rest >= 100) {
        first -= 2;
        memcpy(first, pairs_of_digits + 2 * (rest % 100), 2);
        rest /= 100;
    }
    if (rest >= 10) {
        first -= 2;
        memcpy(first, pairs_of_digits + 2 * rest, 2);
    } else {
        *--first = (char)('0' + rest);
    }
    if (number < 0) {
        *--first = '-';
    }
    const size_t length = (size_t)(digits + sizeof digits - first);
    memcpy(at, first, length);
    return at + length;
}

void latigraph_write_append_integer(latigraph_text_t *text, gint64 number) {
    char *at = latigraph_text_reserve(text, LATIGRAPH_DIGITS);
    if (at != NULL) {
        latigraph_text_extend(text, latigraph_write_digits(at, number));
    }
}

char *latigraph_write_number(char *at, double number, const char *unknown) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    if (fabs(number) < 1e15 && number == (double)(gint64)number &&
        !(number == 0 && signbit(number))) {
        return latigraph_write_digits(at, (gint64)number);
    }
    return g_stpcpy(at, isnan(number) ? unknown : latigraph_number_text(number, buffer));
}

void latigraph_write_append_number(latigraph_text_t *text, double number, const char *unknown) {
    char *at = latigraph_text_reserve(text, G_ASCII_DTOSTR_BUF_SIZE);
    if (at != NULL) {
        latigraph_text_extend(text, latigraph_write_number(at, number, unknown));
    }
}

/* --- UTF-8 -------------------------------------------------------------------- */

/* Raises an error if a text is not UTF-8. The message shows it with its bad bytes escaped. */
static igraph_error_t check_utf8(const char *kind, const char *text) {
    latigraph_text_t shown = LATIGRAPH_TEXT_EMPTY;
    char message[200];
    if (g_utf8_validate(text, -1, NULL)) {
        return IGRAPH_SUCCESS;
    }
    latigraph_text_append_visible(&shown, text, false);
    g_strlcpy(message, latigraph_text(&shown), sizeof message);
    latigraph_text_destroy(&shown);
    IGRAPH_ERRORF("%s \"%s\" is not UTF-8, which all files are written in. Convert the text from "
                  "its encoding first.",
                  IGRAPH_EINVAL, kind, message);
}

igraph_error_t latigraph_write_check_utf8(const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(check_utf8("The name of neuron", circuit->neuron[i]));
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        IGRAPH_CHECK(check_utf8("The name of column", column->name));
        for (igraph_integer_t l = 0; column->kind == LATIGRAPH_COLUMN_CATEGORICAL &&
                                     l < igraph_vector_ptr_size(&column->levels);
             l++) {
            IGRAPH_CHECK(check_utf8("The node data", VECTOR(column->levels)[l]));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Checks the texts of one attribute of a graph. */
static igraph_error_t check_attribute(const igraph_t *graph, igraph_attribute_elemtype_t where,
                                      const char *name) {
    if (where == IGRAPH_ATTRIBUTE_GRAPH) {
        return check_utf8("The graph attribute", igraph_cattribute_GAS(graph, name));
    }
    const igraph_integer_t count =
        where == IGRAPH_ATTRIBUTE_VERTEX ? igraph_vcount(graph) : igraph_ecount(graph);
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_CHECK(where == IGRAPH_ATTRIBUTE_VERTEX
                         ? check_utf8("The vertex attribute", igraph_cattribute_VAS(graph, name, i))
                         : check_utf8("The edge attribute", igraph_cattribute_EAS(graph, name, i)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_check_graph_utf8(const igraph_t *graph) {
    static const igraph_attribute_elemtype_t where[] = {
        IGRAPH_ATTRIBUTE_GRAPH, IGRAPH_ATTRIBUTE_VERTEX, IGRAPH_ATTRIBUTE_EDGE};
    igraph_strvector_t names[3];
    igraph_vector_int_t types[3];
    for (int k = 0; k < 3; k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(&names[k], 0);
        IGRAPH_VECTOR_INT_INIT_FINALLY(&types[k], 0);
    }
    IGRAPH_CHECK(igraph_cattribute_list(graph, &names[0], &types[0], &names[1], &types[1],
                                        &names[2], &types[2]));
    for (int k = 0; k < 3; k++) {
        for (igraph_integer_t a = 0; a < igraph_strvector_size(&names[k]); a++) {
            IGRAPH_CHECK(check_utf8("The name of attribute", igraph_strvector_get(&names[k], a)));
            if (VECTOR(types[k])[a] == IGRAPH_ATTRIBUTE_STRING) {
                IGRAPH_CHECK(check_attribute(graph, where[k], igraph_strvector_get(&names[k], a)));
            }
        }
    }
    for (int k = 2; k >= 0; k--) {
        igraph_vector_int_destroy(&types[k]);
        igraph_strvector_destroy(&names[k]);
    }
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

/* --- Weights ------------------------------------------------------------------ */

igraph_bool_t latigraph_write_whole_weights(const latigraph_circuit_t *circuit) {
    for (int e = 0; circuit->weight != NULL && e < circuit->m; e++) {
        if (circuit->weight[e] != floor(circuit->weight[e]) || circuit->weight[e] > 0x1p53) {
            return false;
        }
    }
    return true;
}

/* --- Names of columns --------------------------------------------------------- */

/* Makes a name for a column from the `tried`-th try on: the first try is the column's own name. */
static igraph_error_t propose(const char *column, const char *forbidden, int tried, char **name) {
    char *copy;
    IGRAPH_CHECK(
        tried == 0 && column[0] != '\0'
            ? latigraph_copy_text(column, &copy)
            : latigraph_print_text(&copy, "column_%.*s%s", MAX(tried - 1, 0), "______", column));
    *name = g_strdelimit(copy, forbidden, '_');
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_column(const char *column, const char *forbidden, latigraph_map_t *taken,
                                  igraph_vector_ptr_t *names) {
    igraph_bool_t added = false;
    for (int tried = 0; !added && tried < 8; tried++) {
        latigraph_map_entry_t *entry;
        char *name;
        IGRAPH_CHECK(propose(column, forbidden, tried, &name));
        IGRAPH_FINALLY(g_free, name);
        IGRAPH_CHECK(latigraph_map_add_text(taken, name, &entry, &added));
        IGRAPH_FINALLY_CLEAN(1);
        if (added) {
            IGRAPH_CHECK(latigraph_pointers_add(names, name));
        } else {
            g_free(name);
        }
    }
    if (!added) {
        IGRAPH_ERRORF("The format has no free name for column \"%s\". Rename it first.",
                      IGRAPH_EINVAL, column);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t reserve(const latigraph_circuit_t *circuit, const char *const *reserved,
                              latigraph_map_t *taken) {
    latigraph_map_entry_t *entry;
    for (const char *const *r = reserved; *r != NULL; r++) {
        IGRAPH_CHECK(latigraph_map_add_text(taken, *r, &entry, NULL));
    }
    for (int d = 0; d < circuit->dims; d++) {
        char *axis;
        IGRAPH_CHECK(latigraph_circuit_position_name(circuit, d, &axis));
        IGRAPH_FINALLY(g_free, axis);
        IGRAPH_CHECK(latigraph_map_add_text(taken, axis, &entry, NULL));
        g_free(axis);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_column_names(const latigraph_circuit_t *circuit, const char *format,
                                            const char *const *reserved, const char *forbidden,
                                            igraph_vector_ptr_t *names) {
    latigraph_map_t taken = LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    IGRAPH_CHECK(latigraph_pointers_init(names, g_free));
    IGRAPH_FINALLY(latigraph_pointers_destroy, names);
    IGRAPH_FINALLY(latigraph_map_destroy, &taken);
    IGRAPH_CHECK(reserve(circuit, reserved, &taken));
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[c];
        IGRAPH_CHECK(name_column(column->name, forbidden, &taken, names));
        if (strcmp(VECTOR(*names)[c], column->name) != 0) {
            IGRAPH_WARNINGF(
                "Format \"%s\" cannot call a column \"%s\" (circuit \"%s\"): it is called "
                "\"%s\" in the file.",
                format, column->name, circuit->name, (char *)VECTOR(*names)[c]);
        }
    }
    latigraph_map_destroy(&taken);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
