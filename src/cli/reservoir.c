/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/reservoir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void destroy_parts(cli_reservoir_t *found) {
    igraph_vector_int_destroy(&found->scores);
    igraph_vector_destroy(&found->points);
    igraph_matrix_destroy(&found->mean);
    igraph_matrix_destroy(&found->error);
    igraph_matrix_destroy(&found->rewired);
    igraph_matrix_destroy(&found->line);
}

void cli_reservoir_destroy(cli_reservoir_t *found) {
    destroy_parts(found);
}

igraph_error_t cli_reservoir_init(cli_reservoir_t *found) {
    IGRAPH_VECTOR_INT_INIT_FINALLY(&found->scores, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&found->points, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found->mean, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found->error, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found->rewired, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&found->line, 0, 0);
    IGRAPH_FINALLY_CLEAN(6);
    IGRAPH_FINALLY(cli_reservoir_destroy, found);
    return IGRAPH_SUCCESS;
}

static const latigraph_score_info_t *info_of(const cli_reservoir_t *found, igraph_integer_t k) {
    return latigraph_score_info(VECTOR(found->scores)[k]);
}

static igraph_integer_t columns_of(const cli_reservoir_t *found) {
    return igraph_vector_int_size(&found->scores);
}

/* --- Table ------------------------------------------------------------------- */

/* Mean over the circuits of a point where it is known, NaN if nowhere; and their SD. */
static void moments(const igraph_matrix_t *rows, igraph_integer_t first, igraph_integer_t count,
                    igraph_integer_t column, igraph_real_t *mean, igraph_real_t *sd) {
    igraph_real_t sum = 0, squares = 0, known = 0;
    for (igraph_integer_t i = first; i < first + count; i++) {
        const igraph_real_t value = MATRIX(*rows, i, column);
        if (isfinite(value)) {
            sum += value;
            known++;
        }
    }
    *mean = known > 0 ? sum / known : IGRAPH_NAN;
    for (igraph_integer_t i = first; i < first + count; i++) {
        const igraph_real_t off = MATRIX(*rows, i, column) - *mean;
        squares += isfinite(off) ? off * off : 0;
    }
    *sd = known > 1 ? sqrt(squares / (known - 1)) : IGRAPH_NAN;
}

/* The 97.5 % quantile of Student's distribution, by the expansion of Cornish and Fisher (Abramowitz
 * and Stegun 26.7.5); exact for one and two degrees of freedom, where that is poor. */
static igraph_real_t student(igraph_integer_t freedom) {
    const igraph_real_t z = 1.959963984540054, v = (igraph_real_t)freedom;
    const igraph_real_t z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
    if (freedom <= 2) {
        return freedom == 1 ? 12.706204736432095 : 4.302652729911275;
    }
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v) +
           (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * v * v * v * v);
}

static void add_row(cli_table_t *table, const cli_reservoir_t *found, igraph_integer_t circuits,
                    igraph_integer_t point, igraph_integer_t k) {
    const igraph_integer_t first = point * circuits;
    igraph_real_t mean, sd, error, none;
    moments(&found->mean, first, circuits, k, &mean, &sd);
    moments(&found->error, first, circuits, k, &error, &none);
    const igraph_real_t half = found->seeds > 1 ? student(found->seeds - 1) * error : IGRAPH_NAN;
    char *interval = cli_interval(mean - half, mean + half, fabs(mean) < 10 ? 3 : 2);
    cli_table_text(table, info_of(found, k)->name);
    if (igraph_vector_size(&found->points) > 1) {
        cli_table_number(table, VECTOR(found->points)[point], 4);
    }
    cli_table_number(table, mean, 4);
    cli_table_text(table, interval);
    if (circuits > 1) {
        cli_table_number(table, sd, 3);
    }
    if (igraph_matrix_nrow(&found->line) > 0) {
        moments(&found->rewired, first, circuits, k, &mean, &none);
        cli_table_number(table, mean, 4);
        moments(&found->line, 0, circuits, k, &mean, &none);
        cli_table_number(table, mean, 4);
    }
    cli_table_text(table, info_of(found, k)->less ? "less" : "more");
    g_free(interval);
}

igraph_error_t cli_print_reservoir(const cli_reservoir_t *found,
                                   const latigraph_circuit_list_t *list) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(list);
    const char *header[10] = {"score"};
    char alignment[10] = "l";
    int columns = 1;
    cli_table_t table;
    if (igraph_vector_size(&found->points) > 1) {
        header[columns++] = found->gain ? "gain" : "radius";
    }
    header[columns++] = circuits > 1 ? "circuits" : "circuit";
    header[columns++] = "over seeds, 95 %";
    if (circuits > 1) {
        header[columns++] = "sd";
    }
    if (igraph_matrix_nrow(&found->line) > 0) {
        header[columns++] = "rewired";
        header[columns++] = "delay line";
    }
    header[columns++] = "better";
    memset(alignment + 1, 'r', (gsize)columns - 1);
    alignment[columns - 1] = 'l';
    IGRAPH_CHECK(cli_table_init(&table, alignment, header));
    for (igraph_integer_t k = 0; k < columns_of(found); k++) {
        for (igraph_integer_t point = 0; point < igraph_vector_size(&found->points); point++) {
            add_row(&table, found, circuits, point, k);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Every circuit -------------------------------------------------------------- */

static void csv_header(const cli_reservoir_t *found) {
    GString *line = g_string_new("name");
    g_string_append_printf(line, ",%s", found->gain ? "gain" : "radius");
    for (igraph_integer_t k = 0; k < columns_of(found); k++) {
        const char *name = info_of(found, k)->name;
        g_string_append_printf(line, ",%s,%s se", name, name);
        if (igraph_matrix_nrow(&found->line) > 0) {
            g_string_append_printf(line, ",%s rewired,%s delay line", name, name);
        }
    }
    puts(line->str);
    g_string_free(line, TRUE);
}

static void append_number(GString *line, igraph_real_t value) {
    g_string_append_c(line, ',');
    cli_csv_number(line, value);
}

void cli_csv_reservoir(const cli_reservoir_t *found, const latigraph_circuit_list_t *list) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(list);
    GString *line = g_string_new(NULL);
    csv_header(found);
    for (igraph_integer_t row = 0; row < igraph_matrix_nrow(&found->mean); row++) {
        const igraph_integer_t i = row % circuits;
        g_string_truncate(line, 0);
        cli_csv_text(line, latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        append_number(line, VECTOR(found->points)[row / circuits]);
        for (igraph_integer_t k = 0; k < columns_of(found); k++) {
            append_number(line, MATRIX(found->mean, row, k));
            append_number(line, MATRIX(found->error, row, k));
            if (igraph_matrix_nrow(&found->line) > 0) {
                append_number(line, MATRIX(found->rewired, row, k));
                append_number(line, MATRIX(found->line, i, k));
            }
        }
        puts(line->str);
    }
    g_string_free(line, TRUE);
}

static void add_scores(JsonBuilder *json, const cli_reservoir_t *found, igraph_integer_t row,
                       igraph_integer_t circuit) {
    json_builder_set_member_name(json, "scores");
    json_builder_begin_object(json);
    for (igraph_integer_t k = 0; k < columns_of(found); k++) {
        json_builder_set_member_name(json, info_of(found, k)->name);
        json_builder_begin_object(json);
        cli_json_number(json, "mean", MATRIX(found->mean, row, k));
        cli_json_number(json, "error", MATRIX(found->error, row, k));
        if (igraph_matrix_nrow(&found->line) > 0) {
            cli_json_number(json, "rewired", MATRIX(found->rewired, row, k));
            cli_json_number(json, "delay_line", MATRIX(found->line, circuit, k));
        }
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

igraph_error_t cli_json_reservoir(const cli_reservoir_t *found,
                                  const latigraph_circuit_list_t *list) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(list);
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t row = 0; row < igraph_matrix_nrow(&found->mean); row++) {
        const igraph_integer_t i = row % circuits;
        json_builder_begin_object(json);
        cli_json_text(json, "name", latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        cli_json_number(json, found->gain ? "gain" : "radius",
                        VECTOR(found->points)[row / circuits]);
        add_scores(json, found, row, i);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
