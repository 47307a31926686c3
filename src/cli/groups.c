/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The table of test circuits by group: what the eye needs of the columns of the evaluation. */

/* Number of circuits and mean of every column over the circuits of one group, where defined. */
static igraph_integer_t mean_of_group(const latigraph_circuit_list_t *list,
                                      const igraph_matrix_t *rows, const char *group,
                                      igraph_real_t *mean) {
    igraph_integer_t circuits = 0;
    for (igraph_integer_t c = 0; c < igraph_matrix_ncol(rows); c++) {
        igraph_real_t sum = 0, count = 0;
        circuits = 0;
        for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
            if (strcmp(latigraph_circuit_group(latigraph_circuit_list_get(list, i)), group) != 0) {
                continue;
            }
            circuits++;
            if (!isnan(MATRIX(*rows, i, c))) {
                sum += MATRIX(*rows, i, c);
                count++;
            }
        }
        mean[c] = count > 0 ? sum / count : IGRAPH_NAN;
    }
    return circuits;
}

/* Names of the groups in the order of first appearance, borrowed; empty if there is only one, or
 * if hardly two circuits share one. */
static GPtrArray *group_names(const latigraph_circuit_list_t *list) {
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    GPtrArray *names = g_ptr_array_new();
    for (igraph_integer_t i = 0; i < count; i++) {
        const char *group = latigraph_circuit_group(latigraph_circuit_list_get(list, i));
        if (!g_ptr_array_find_with_equal_func(names, group, g_str_equal, NULL)) {
            g_ptr_array_add(names, (gpointer)group);
        }
    }
    if (names->len < 2 || 2 * (igraph_integer_t)names->len > count) {
        g_ptr_array_set_size(names, 0);
    }
    return names;
}

static igraph_real_t column(const igraph_real_t *mean, const char *const *columns, int count,
                            const char *wanted) {
    for (int c = 0; c < count; c++) {
        if (strcmp(columns[c], wanted) == 0) {
            return mean[c];
        }
    }
    return IGRAPH_NAN;
}

static igraph_error_t print_groups(const latigraph_circuit_list_t *list,
                                   const igraph_matrix_t *rows, const char *const *columns,
                                   int count, const GPtrArray *names) {
    static const char *const header[] = {"group",          "circuits", "bits per circuit",
                                         "against random", "edge AUC", "node data alone"};
    cli_table_t table;
    igraph_real_t *mean = g_new(igraph_real_t, count);
    IGRAPH_FINALLY(g_free, mean);
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrr", header));
    for (guint g = 0; g < names->len; g++) {
        const igraph_integer_t circuits = mean_of_group(list, rows, names->pdata[g], mean);
        const igraph_real_t bits = column(mean, columns, count, "total");
        const igraph_real_t random = column(mean, columns, count, "erdos_renyi");
        char *share =
            random > 0 ? g_strdup_printf("%+.1f %%", 100 * (bits / random - 1)) : g_strdup("");
        cli_table_text(&table, names->pdata[g]);
        cli_table_number(&table, (igraph_real_t)circuits, 9);
        cli_table_fixed(&table, bits, 1);
        cli_table_text(&table, share);
        cli_table_fixed(&table, column(mean, columns, count, "auc"), 3);
        cli_table_fixed(&table, column(mean, columns, count, "auc_node_data"), 3);
        g_free(share);
    }
    puts("");
    cli_table_print(&table);
    cli_table_destroy(&table);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_print_groups(const latigraph_circuit_list_t *list, const igraph_matrix_t *rows,
                                const char *const *columns, int count) {
    GPtrArray *names = group_names(list);
    IGRAPH_FINALLY(g_ptr_array_unref, names);
    if (names->len > 0) {
        IGRAPH_CHECK(print_groups(list, rows, columns, count, names));
    }
    g_ptr_array_unref(names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void cli_json_groups(JsonBuilder *json, const latigraph_circuit_list_t *list,
                     const igraph_matrix_t *rows, const char *const *columns, int count) {
    GPtrArray *names = group_names(list);
    igraph_real_t *mean = g_new(igraph_real_t, count);
    if (names->len > 0) {
        json_builder_set_member_name(json, "groups");
        json_builder_begin_array(json);
        for (guint g = 0; g < names->len; g++) {
            json_builder_begin_object(json);
            cli_json_text(json, "group", names->pdata[g]);
            cli_json_number(json, "circuits",
                            (igraph_real_t)mean_of_group(list, rows, names->pdata[g], mean));
            for (int c = 0; c < count; c++) {
                cli_json_number(json, columns[c], mean[c]);
            }
            json_builder_end_object(json);
        }
        json_builder_end_array(json);
    }
    g_free(mean);
    g_ptr_array_unref(names);
}
