/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* Intervals of what "latigraph evaluate" reports: means, and paired comparisons of the model with
 * the baselines on the same circuits. Columns are those of latigraph_evaluate()'s table. */

enum { TOTAL = 0, NODE_DATA = 5, ERDOS_RENYI = 6, DYAD = 7, AUC = 8, AUC_NODE_DATA = 9 };

static const struct {
    const char *key, *label;
    int column, reference;  /* reference < 0: none */
    igraph_bool_t relative; /* ratio of the means less 1; otherwise a difference */
} ROWS[CLI_INTERVALS] = {
    {"bits_total", "bits per circuit", TOTAL, -1, 0},
    {"against_erdos_renyi", "against random, %", TOTAL, ERDOS_RENYI, 1},
    {"against_dyad", "against dyads, %", TOTAL, DYAD, 1},
    {"against_node_data", "against node data alone, %", TOTAL, NODE_DATA, 1},
    {"auc", "edge AUC", AUC, -1, 0},
    {"auc_node_data", "edge AUC of node data alone", AUC_NODE_DATA, -1, 0},
    {"auc_gain", "difference of these", AUC, AUC_NODE_DATA, 0},
};

static igraph_real_t mean_of(const igraph_matrix_t *rows, igraph_integer_t column) {
    igraph_real_t mean, sd;
    cli_moments(rows, column, &mean, &sd);
    return mean;
}

/* One number a circuit, whose mean is the figure: differences as they are; a ratio of means by its
 * linear part, so that its interval is that of a mean (delta method). */
static void fill_row(const igraph_matrix_t *rows, int k, igraph_matrix_t *figures) {
    const int a = ROWS[k].column, b = ROWS[k].reference;
    const igraph_real_t reference = b >= 0 ? mean_of(rows, b) : IGRAPH_NAN;
    const igraph_real_t ratio = mean_of(rows, a) / reference;
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        const igraph_real_t x = MATRIX(*rows, i, a), y = b >= 0 ? MATRIX(*rows, i, b) : 0;
        if (!ROWS[k].relative) {
            MATRIX(*figures, i, k) = x - y;
        } else {
            MATRIX(*figures, i, k) =
                reference > 0 ? ratio - 1 + (x - ratio * y) / reference : IGRAPH_NAN;
        }
    }
}

igraph_error_t cli_intervals_init(cli_intervals_t *intervals, const latigraph_circuit_list_t *list,
                                  const igraph_matrix_t *rows) {
    igraph_matrix_t figures;
    IGRAPH_MATRIX_INIT_FINALLY(&figures, igraph_matrix_nrow(rows), CLI_INTERVALS);
    for (int k = 0; k < CLI_INTERVALS; k++) {
        fill_row(rows, k, &figures);
    }
    IGRAPH_CHECK(igraph_matrix_init(&intervals->value, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &intervals->value);
    IGRAPH_CHECK(latigraph_mean_intervals(list, &figures, cli_shared.seed, &intervals->value,
                                          &intervals->effective));
    IGRAPH_FINALLY_CLEAN(2);
    igraph_matrix_destroy(&figures);
    IGRAPH_FINALLY(igraph_matrix_destroy, &intervals->value);
    return IGRAPH_SUCCESS;
}

void cli_json_intervals(JsonBuilder *json, const cli_intervals_t *intervals) {
    json_builder_set_member_name(json, "intervals");
    json_builder_begin_object(json);
    cli_json_number(json, "effective", intervals->effective);
    for (int k = 0; k < CLI_INTERVALS; k++) {
        json_builder_set_member_name(json, ROWS[k].key);
        json_builder_begin_object(json);
        cli_json_number(json, "value", MATRIX(intervals->value, k, 0));
        cli_json_number(json, "low", MATRIX(intervals->value, k, 1));
        cli_json_number(json, "high", MATRIX(intervals->value, k, 2));
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

igraph_error_t cli_print_intervals(const cli_intervals_t *intervals) {
    static const char *const header[] = {"95 % intervals", "value", "from", "to"};
    cli_table_t table;
    puts("");
    if (!(intervals->effective >= 1.5)) {
        puts("No intervals: the circuits share too many neurons to tell how the figures vary.");
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_table_init(&table, "lrrr", header));
    for (int k = 0; k < CLI_INTERVALS; k++) {
        const int decimals = ROWS[k].relative || ROWS[k].column == TOTAL ? 1 : 3;
        cli_table_text(&table, ROWS[k].label);
        for (int c = 0; c < 3; c++) {
            cli_table_fixed(&table, (ROWS[k].relative ? 100 : 1) * MATRIX(intervals->value, k, c),
                            decimals);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    printf("As of %.1f circuits without common neurons.\n", intervals->effective);
    return IGRAPH_SUCCESS;
}
