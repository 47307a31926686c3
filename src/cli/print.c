/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- Tables -------------------------------------------------------------- */

igraph_error_t cli_table_init(cli_table_t *table, const char *alignment,
                              const char *const *header) {
    table->columns = (int)strlen(alignment);
    table->cells = g_ptr_array_new_with_free_func(g_free);
    table->left = 0;
    IGRAPH_FINALLY(cli_table_destroy, table);
    for (int c = 0; c < table->columns; c++) {
        table->left |= (guint64)(alignment[c] == 'l') << c;
        cli_table_text(table, header[c]);
    }
    return IGRAPH_SUCCESS;
}

void cli_table_destroy(cli_table_t *table) {
    g_ptr_array_unref(table->cells);
}

void cli_table_text(cli_table_t *table, const char *text) {
    g_ptr_array_add(table->cells, g_strdup(text));
}

void cli_table_number(cli_table_t *table, igraph_real_t value, int digits) {
    g_ptr_array_add(table->cells,
                    isnan(value) ? g_strdup("-") : g_strdup_printf("%.*g", digits, value));
}

void cli_table_fixed(cli_table_t *table, igraph_real_t value, int decimals) {
    g_ptr_array_add(table->cells,
                    isnan(value) ? g_strdup("-") : g_strdup_printf("%.*f", decimals, value));
}

static int width_of(const cli_table_t *table, int column) {
    glong width = 0;
    for (guint i = (guint)column; i < table->cells->len; i += (guint)table->columns) {
        width = MAX(width, g_utf8_strlen(table->cells->pdata[i], -1));
    }
    return (int)width;
}

void cli_table_print(const cli_table_t *table) {
    GString *line = g_string_new(NULL);
    int *width = g_new(int, table->columns);
    for (int c = 0; c < table->columns; c++) {
        width[c] = width_of(table, c);
    }
    for (guint i = 0; i < table->cells->len; i++) {
        const int c = (int)(i % (guint)table->columns);
        const char *cell = table->cells->pdata[i];
        const int pad = width[c] - (int)g_utf8_strlen(cell, -1);
        const gboolean left = (table->left >> c & 1) != 0;
        g_string_append_printf(line, "%s%*s%s", c > 0 ? "  " : "", left ? 0 : pad, "", cell);
        if (c + 1 < table->columns) {
            g_string_append_printf(line, "%*s", left ? pad : 0, "");
        } else {
            puts(g_strchomp(line->str));
            g_string_truncate(line, 0);
        }
    }
    g_free(width);
    g_string_free(line, TRUE);
}

/* --- CSV ----------------------------------------------------------------- */

void cli_csv_text(GString *line, const char *text) {
    if (strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(line, text);
        return;
    }
    g_string_append_c(line, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"') {
            g_string_append_c(line, '"');
        }
        g_string_append_c(line, *c);
    }
    g_string_append_c(line, '"');
}

void cli_csv_number(GString *line, igraph_real_t value) {
    if (!isnan(value)) {
        g_string_append_printf(line, "%.9g", value);
    }
}

/* --- JSON ---------------------------------------------------------------- */

static void add_number(JsonBuilder *builder, igraph_real_t value) {
    if (!isfinite(value)) {
        json_builder_add_null_value(builder);
    } else if (value == floor(value) && fabs(value) < 1e15) {
        json_builder_add_int_value(builder, (gint64)value);
    } else {
        json_builder_add_double_value(builder, value);
    }
}

void cli_json_number(JsonBuilder *builder, const char *name, igraph_real_t value) {
    json_builder_set_member_name(builder, name);
    add_number(builder, value);
}

void cli_json_text(JsonBuilder *builder, const char *name, const char *text) {
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, text);
}

void cli_json_row(JsonBuilder *builder, const char *name, const igraph_matrix_t *matrix,
                  igraph_integer_t row) {
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (igraph_integer_t j = 0; j < igraph_matrix_ncol(matrix); j++) {
        add_number(builder, MATRIX(*matrix, row, j));
    }
    json_builder_end_array(builder);
}

void cli_json_vector(JsonBuilder *builder, const char *name, const igraph_vector_t *vector) {
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (igraph_integer_t j = 0; j < igraph_vector_size(vector); j++) {
        add_number(builder, VECTOR(*vector)[j]);
    }
    json_builder_end_array(builder);
}

igraph_error_t cli_json_new(JsonBuilder **builder) {
    *builder = json_builder_new();
    IGRAPH_FINALLY(g_object_unref, *builder);
    return IGRAPH_SUCCESS;
}

void cli_json_print(JsonBuilder *builder) {
    JsonNode *root = json_builder_get_root(builder);
    char *text = json_to_string(root, TRUE);
    puts(text);
    g_free(text);
    json_node_unref(root);
}

/* --- Figures of a column ------------------------------------------------- */

void cli_moments(const igraph_matrix_t *values, igraph_integer_t column, igraph_real_t *mean,
                 igraph_real_t *sd) {
    igraph_real_t count = 0.0, sum = 0.0, squares = 0.0;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        const igraph_real_t value = MATRIX(*values, i, column);
        if (!isnan(value)) {
            count += 1.0;
            const igraph_real_t step = value - sum;
            sum += step / count;
            squares += step * (value - sum);
        }
    }
    *mean = count > 0.0 ? sum : IGRAPH_NAN;
    *sd = count > 1.0 ? sqrt(squares / (count - 1.0)) : IGRAPH_NAN;
}
