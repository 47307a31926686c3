/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* Axes and what they do; on the FINALLY stack as one entry. */
typedef struct {
    const latigraph_circuit_list_t *circuits;
    latigraph_axes_kind_t kind;
    latigraph_axes_t axes;
    igraph_matrix_t cosines, change, error;
} report_t;

static void report_destroy(report_t *report) {
    latigraph_axes_destroy(&report->axes);
    igraph_matrix_destroy(&report->cosines);
    igraph_matrix_destroy(&report->change);
    igraph_matrix_destroy(&report->error);
}

static igraph_error_t report_init(report_t *report) {
    IGRAPH_MATRIX_INIT_FINALLY(&report->cosines, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&report->change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&report->error, 0, 0);
    IGRAPH_CHECK(latigraph_axes_init(&report->axes));
    IGRAPH_FINALLY_CLEAN(3);
    IGRAPH_FINALLY(report_destroy, report);
    return IGRAPH_SUCCESS;
}

static const char *kind_name(latigraph_axes_kind_t kind) {
    return kind == LATIGRAPH_AXES_PCA        ? "pca"
           : kind == LATIGRAPH_AXES_JACOBIAN ? "jacobian"
                                             : "parts";
}

static igraph_error_t print_table(const report_t *report) {
    static const char *const plain[] = {"axis", "variance", "moves most"};
    static const char *const informed[] = {"axis", "bits a SD", "share", "variance", "moves most"};
    const gboolean jacobian = report->kind == LATIGRAPH_AXES_JACOBIAN;
    const gboolean measured = igraph_matrix_nrow(&report->change) > 0;
    cli_table_t table;
    IGRAPH_CHECK(
        cli_table_init(&table, jacobian ? (measured ? "rrrrl" : "rrrr") : (measured ? "rrl" : "rr"),
                       jacobian ? informed : plain));
    for (igraph_integer_t a = 0; a < igraph_matrix_nrow(&report->axes.steps); a++) {
        cli_table_number(&table, (igraph_real_t)a + 1, 9);
        if (jacobian) {
            cli_table_fixed(&table, 0.5 * VECTOR(report->axes.information)[a] / M_LN2, 2);
            cli_table_fixed(&table, VECTOR(report->axes.share)[a], 3);
        }
        cli_table_fixed(&table, VECTOR(report->axes.variance)[a], 3);
        if (measured) {
            char *movers = cli_movers(&report->change, a, -1, NULL, 5);
            cli_table_text(&table, movers);
            g_free(movers);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void add_axes(JsonBuilder *json, const report_t *report) {
    json_builder_set_member_name(json, "axes");
    json_builder_begin_array(json);
    for (igraph_integer_t a = 0; a < igraph_matrix_nrow(&report->axes.steps); a++) {
        json_builder_begin_object(json);
        cli_json_row(json, "direction", &report->axes.steps, a);
        cli_json_number(json, "variance", VECTOR(report->axes.variance)[a]);
        if (report->kind == LATIGRAPH_AXES_JACOBIAN) {
            cli_json_number(json, "information", VECTOR(report->axes.information)[a]);
            cli_json_number(json, "share", VECTOR(report->axes.share)[a]);
        }
        cli_json_row(json, "cosines", &report->cosines, a);
        if (igraph_matrix_nrow(&report->change) > 0) {
            cli_json_step_effects(json, &report->change, &report->error, a, NULL);
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void add_amounts(JsonBuilder *json, const report_t *report) {
    json_builder_set_member_name(json, "circuits");
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(&report->axes.amounts); i++) {
        json_builder_begin_object(json);
        cli_json_text(json, "name",
                      latigraph_circuit_name(latigraph_circuit_list_get(report->circuits, i)));
        cli_json_row(json, "amounts", &report->axes.amounts, i);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static igraph_error_t print_json(const report_t *report) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_text(json, "kind", kind_name(report->kind));
    cli_json_number(json, "explained", report->axes.explained);
    add_axes(json, report);
    add_amounts(json, report);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_report_axes(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits,
                               const latigraph_axes_options_t *options, const cli_trial_t *trial) {
    report_t report = {.circuits = circuits, .kind = options->kind};
    IGRAPH_CHECK(report_init(&report));
    IGRAPH_CHECK(latigraph_find_axes(model, circuits, options, &report.axes));
    IGRAPH_CHECK(latigraph_direction_cosines(model, &report.axes.steps, &report.cosines));
    if (trial->generate.count > 0) {
        const latigraph_step_options_t step_options = {.like = trial->like,
                                                       .generate = trial->generate};
        IGRAPH_CHECK(latigraph_step_effects(model, &report.axes.steps, &step_options,
                                            &report.change, &report.error));
    }
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(&report));
    } else {
        IGRAPH_CHECK(print_table(&report));
        if (!isnan(report.axes.explained)) {
            printf("\n%.1f %% of the variance of codes explained\n", 100 * report.axes.explained);
        }
    }
    report_destroy(&report);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
