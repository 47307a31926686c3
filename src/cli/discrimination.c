/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* The direction between two sets and what it does; on the FINALLY stack as one entry. */
typedef struct {
    const latigraph_callback_list_t *user;
    latigraph_discrimination_t figures;
    igraph_matrix_t change, error; /* of the whole way, in SDs within the sets: one row, or none */
} report_t;

static void report_destroy(report_t *report) {
    latigraph_discrimination_destroy(&report->figures);
    igraph_matrix_destroy(&report->change);
    igraph_matrix_destroy(&report->error);
}

static igraph_error_t report_init(report_t *report) {
    IGRAPH_CHECK(latigraph_discrimination_init(&report->figures));
    IGRAPH_FINALLY(latigraph_discrimination_destroy, &report->figures);
    IGRAPH_MATRIX_INIT_FINALLY(&report->change, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&report->error, 0, 0);
    IGRAPH_FINALLY_CLEAN(3);
    IGRAPH_FINALLY(report_destroy, report);
    return IGRAPH_SUCCESS;
}

static igraph_error_t try_step(const latigraph_model_t *model, const cli_trial_t *trial,
                               report_t *report) {
    const latigraph_step_options_t options = {.sd = &report->figures.sd,
                                              .like = trial->like,
                                              .user = report->user,
                                              .generate = trial->generate};
    igraph_matrix_t step;
    IGRAPH_MATRIX_INIT_FINALLY(&step, 1, igraph_vector_size(&report->figures.step));
    IGRAPH_CHECK(igraph_matrix_set_row(&step, &report->figures.step, 0));
    igraph_matrix_scale(&step, 0.5);
    IGRAPH_CHECK(latigraph_step_effects(model, &step, &options, &report->change, &report->error));
    igraph_matrix_scale(&report->change, 2);
    igraph_matrix_scale(&report->error, 2);
    igraph_matrix_destroy(&step);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void print_figures(const latigraph_discrimination_t *figures) {
    printf("%" IGRAPH_PRId " circuits against %" IGRAPH_PRId, figures->first, figures->second);
    if (isnan(figures->auc)) {
        puts("; AUC is not known: too few circuits without common neurons");
        return;
    }
    char *interval = cli_interval(figures->auc_low, figures->auc_high, 3);
    printf(": AUC %.3f (95 %%: %s), p %.2g, shuffled %.3f, on %" IGRAPH_PRId
           " circuits; means %.2f SD apart\n",
           figures->auc, interval, figures->p, figures->auc_shuffled, figures->scored,
           figures->distance);
    g_free(interval);
}

static igraph_error_t print_table(const report_t *report) {
    static const char *const header[] = {"property", "difference", "generated", "error", "along"};
    static const char *const plain[] = {"property", "difference", "along"};
    const gboolean measured = igraph_matrix_nrow(&report->change) > 0;
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, measured ? "lrrrr" : "lrr", measured ? header : plain));
    for (igraph_integer_t p = 0; p < igraph_vector_size(&report->figures.difference); p++) {
        if (isnan(VECTOR(report->figures.difference)[p])) {
            continue;
        }
        cli_table_text(&table, latigraph_property_name(report->user, p));
        cli_table_fixed(&table, VECTOR(report->figures.difference)[p], 2);
        if (measured) {
            cli_table_fixed(&table, MATRIX(report->change, 0, p), 2);
            cli_table_fixed(&table, MATRIX(report->error, 0, p), 2);
        }
        cli_table_fixed(&table, VECTOR(report->figures.along)[p], 2);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void add_properties(JsonBuilder *json, const report_t *report) {
    json_builder_set_member_name(json, "properties");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_vector_size(&report->figures.difference); p++) {
        if (isnan(VECTOR(report->figures.difference)[p])) {
            continue;
        }
        json_builder_set_member_name(json, latigraph_property_name(report->user, p));
        json_builder_begin_object(json);
        cli_json_number(json, "sd", VECTOR(report->figures.sd)[p]);
        cli_json_number(json, "difference", VECTOR(report->figures.difference)[p]);
        cli_json_number(json, "along", VECTOR(report->figures.along)[p]);
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

static igraph_error_t print_json(const report_t *report) {
    const latigraph_discrimination_t *figures = &report->figures;
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_number(json, "first", (igraph_real_t)figures->first);
    cli_json_number(json, "second", (igraph_real_t)figures->second);
    cli_json_number(json, "circuits", (igraph_real_t)figures->scored);
    cli_json_number(json, "auc", figures->auc);
    cli_json_number(json, "auc_low", figures->auc_low);
    cli_json_number(json, "auc_high", figures->auc_high);
    cli_json_number(json, "auc_shuffled", figures->auc_shuffled);
    cli_json_number(json, "p", figures->p);
    cli_json_number(json, "distance", figures->distance);
    cli_json_number(json, "intercept", figures->intercept);
    cli_json_vector(json, "weights", &report->figures.weight);
    cli_json_vector(json, "direction", &report->figures.step);
    add_properties(json, report);
    if (igraph_matrix_nrow(&report->change) > 0) {
        cli_json_step_effects(json, &report->change, &report->error, 0, report->user);
    }
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_report_discrimination(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *first,
                                         const latigraph_circuit_list_t *second,
                                         const latigraph_directions_options_t *options,
                                         const cli_trial_t *trial) {
    report_t report = {.user = options->user};
    IGRAPH_CHECK(report_init(&report));
    IGRAPH_CHECK(latigraph_discriminate(model, first, second, options, &report.figures));
    if (trial->generate.count > 0) {
        IGRAPH_CHECK(try_step(model, trial, &report));
    }
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(&report));
    } else {
        print_figures(&report.figures);
        putchar('\n');
        IGRAPH_CHECK(print_table(&report));
    }
    report_destroy(&report);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
