/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* What the codes of the evaluated circuits carry. */

igraph_error_t cli_content_init(cli_content_t *content, const latigraph_model_t *model,
                                const latigraph_circuit_list_t *list) {
    content->reading = g_new0(latigraph_reading_t, latigraph_property_count());
    IGRAPH_FINALLY(cli_content_destroy, content);
    return latigraph_content(model, list, cli_threads(), &content->all, content->reading);
}

void cli_content_destroy(cli_content_t *content) {
    g_clear_pointer(&content->reading, g_free);
}

void cli_json_content(JsonBuilder *json, const cli_content_t *content) {
    json_builder_set_member_name(json, "content");
    json_builder_begin_object(json);
    cli_json_number(json, "bits", content->all.bits);
    cli_json_number(json, "dimensions", (igraph_real_t)content->all.dimensions);
    cli_json_number(json, "active", (igraph_real_t)content->all.active);
    json_builder_set_member_name(json, "properties");
    json_builder_begin_array(json);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        json_builder_begin_object(json);
        cli_json_text(json, "property", latigraph_property_info(p)->name);
        cli_json_number(json, "r2", content->reading[p].r2);
        json_builder_set_member_name(json, "fed");
        json_builder_add_boolean_value(json, content->reading[p].fed);
        json_builder_set_member_name(json, "asked");
        json_builder_add_boolean_value(json, content->reading[p].asked);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

igraph_error_t cli_print_content(const cli_content_t *content) {
    static const char *const header[] = {"property", "R2 from the code", ""};
    cli_table_t table;
    printf("\nThe code holds %.1f bits in %" IGRAPH_PRId " of %" IGRAPH_PRId " dimensions\n",
           content->all.bits, content->all.active, content->all.dimensions);
    IGRAPH_CHECK(cli_table_init(&table, "lrl", header));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const latigraph_reading_t *reading = &content->reading[p];
        if (!isnan(reading->r2)) {
            cli_table_text(&table, latigraph_property_info(p)->name);
            cli_table_fixed(&table, reading->r2, 3);
            cli_table_text(&table, reading->fed && reading->asked ? "fed to the encoder, asked"
                                   : reading->fed                 ? "fed to the encoder"
                                   : reading->asked               ? "asked of the code"
                                                                  : "neither fed nor asked");
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
