/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* The rate–distortion curve of "latigraph evaluate". */

igraph_error_t cli_curve_init(cli_curve_t *curve, const latigraph_model_t *model,
                              const latigraph_circuit_list_t *list,
                              const latigraph_evaluate_options_t *options, igraph_real_t budget) {
    curve->count = latigraph_curve_size(NULL);
    curve->budget = budget;
    curve->point = g_new0(latigraph_curve_point_t, curve->count);
    IGRAPH_FINALLY(cli_curve_destroy, curve);
    return latigraph_curve(model, list, NULL, options, curve->point, NULL);
}

void cli_curve_destroy(cli_curve_t *curve) {
    g_clear_pointer(&curve->point, g_free);
}

static igraph_real_t auc_at_budget(const cli_curve_t *curve) {
    return latigraph_curve_auc(curve->point, curve->count, curve->budget);
}

void cli_json_curve(JsonBuilder *json, const cli_curve_t *curve) {
    json_builder_set_member_name(json, "curve");
    json_builder_begin_object(json);
    cli_json_number(json, "budget", curve->budget);
    cli_json_number(json, "auc_at_budget", auc_at_budget(curve));
    cli_json_number(json, "auc_prior", curve->point[0].auc);
    json_builder_set_member_name(json, "points");
    json_builder_begin_array(json);
    for (igraph_integer_t k = 0; k < curve->count; k++) {
        const latigraph_curve_point_t *point = &curve->point[k];
        json_builder_begin_object(json);
        cli_json_number(json, "kl_weight", isinf(point->kl_weight) ? NAN : point->kl_weight);
        cli_json_number(json, "bits_codes", point->bits_codes);
        cli_json_number(json, "bits_code", point->bits_code);
        cli_json_number(json, "bits_nodes", point->bits_nodes);
        cli_json_number(json, "bits_edges", point->bits_edges);
        cli_json_number(json, "bits_total", point->bits_total);
        cli_json_number(json, "auc", point->auc);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void add_point(cli_table_t *table, const latigraph_curve_point_t *point) {
    if (isinf(point->kl_weight)) {
        cli_table_text(table, "(prior)");
    } else {
        cli_table_number(table, point->kl_weight, 3);
    }
    cli_table_fixed(table, point->bits_codes, 1);
    cli_table_fixed(table, point->bits_nodes, 1);
    cli_table_fixed(table, point->bits_edges, 1);
    cli_table_fixed(table, point->bits_total, 1);
    cli_table_fixed(table, point->auc, 3);
}

igraph_error_t cli_print_curve(const cli_curve_t *curve) {
    static const char *const header[] = {"weight of KL",  "bits of codes", "of neurons",
                                         "bits of edges", "total",         "edge AUC"};
    const igraph_real_t auc = auc_at_budget(curve);
    cli_table_t table;
    puts("\nRate and distortion: bits of codes that edges are reconstructed from");
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrr", header));
    for (igraph_integer_t k = 0; k < curve->count; k++) {
        add_point(&table, &curve->point[k]);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    if (isnan(auc)) {
        printf("No point at %g bits of codes or fewer.\n", curve->budget);
    } else {
        printf("AUC at %g bits of codes: %.3f (no bits for neurons: %.3f)\n", curve->budget, auc,
               curve->point[0].auc);
    }
    return IGRAPH_SUCCESS;
}
