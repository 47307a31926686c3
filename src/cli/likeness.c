/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

/* --- Generation ---------------------------------------------------------- */

/* Seeds of the circuits, far apart for seeds that follow each other (multiples of 2⁶⁴ / φ). */
static igraph_uint_t seed_of(igraph_integer_t i) {
    return (igraph_uint_t)(cli_shared.seed * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + (guint64)i);
}

/* Appends one circuit from the code and with the node data of each of the list. */
static igraph_error_t generate_like(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *list,
                                    latigraph_circuit_list_t *generated) {
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    igraph_matrix_t codes, code;
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(latigraph_encode(model, list, cli_threads(), &codes, NULL));
    IGRAPH_MATRIX_INIT_FINALLY(&code, 1, igraph_matrix_ncol(&codes));
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_generate_options_t options = {
            .nodes = 0, .count = 1, .threads = 1, .seed = seed_of(i)};
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&codes); k++) {
            MATRIX(code, 0, k) = MATRIX(codes, i, k);
        }
        IGRAPH_CHECK(latigraph_generate(model, generated, &code,
                                        latigraph_circuit_list_get(list, i), &options));
    }
    igraph_matrix_destroy(&code);
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_from_nothing(const latigraph_model_t *model,
                                            const latigraph_circuit_list_t *list,
                                            latigraph_circuit_list_t *generated) {
    const latigraph_generate_options_t options = {.nodes = 0,
                                                  .count = latigraph_circuit_list_size(list),
                                                  .threads = cli_threads(),
                                                  .seed = cli_shared.seed};
    return latigraph_generate(model, generated, NULL, NULL, &options);
}

igraph_error_t cli_likeness_init(cli_likeness_t *likeness, const latigraph_model_t *model,
                                 const latigraph_circuit_list_t *list, igraph_bool_t from_nothing) {
    latigraph_circuit_list_t generated;
    likeness->from_nothing = from_nothing;
    likeness->property = g_new0(latigraph_property_likeness_t, latigraph_property_count());
    IGRAPH_FINALLY(cli_likeness_destroy, likeness);
    IGRAPH_CHECK(latigraph_circuit_list_init(&generated));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &generated);
    if (from_nothing) {
        IGRAPH_CHECK(generate_from_nothing(model, list, &generated));
    } else {
        IGRAPH_CHECK(generate_like(model, list, &generated));
    }
    IGRAPH_CHECK(latigraph_likeness(list, &generated, !from_nothing, cli_shared.seed, cli_threads(),
                                    &likeness->all, likeness->property));
    latigraph_circuit_list_destroy(&generated);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void cli_likeness_destroy(cli_likeness_t *likeness) {
    g_free(likeness->property);
}

/* --- JSON ---------------------------------------------------------------- */

static void begin_estimate(JsonBuilder *json, const char *name, const latigraph_estimate_t *e) {
    json_builder_set_member_name(json, name);
    json_builder_begin_object(json);
    cli_json_number(json, "value", e->value);
    cli_json_number(json, "low", e->low);
    cli_json_number(json, "high", e->high);
    cli_json_number(json, "floor", e->floor);
}

static void add_estimate(JsonBuilder *json, const char *name, const latigraph_estimate_t *e) {
    begin_estimate(json, name, e);
    json_builder_end_object(json);
}

static void add_property(JsonBuilder *json, const char *name,
                         const latigraph_property_likeness_t *p) {
    json_builder_begin_object(json);
    cli_json_text(json, "property", name);
    cli_json_number(json, "real_count", (igraph_real_t)p->real_count);
    cli_json_number(json, "generated_count", (igraph_real_t)p->generated_count);
    cli_json_number(json, "real_mean", p->real_mean);
    cli_json_number(json, "real_sd", p->real_sd);
    cli_json_number(json, "generated_mean", p->generated_mean);
    cli_json_number(json, "generated_sd", p->generated_sd);
    cli_json_number(json, "relative_error", p->relative_error);
    cli_json_number(json, "relative_error_floor", p->relative_error_floor);
    cli_json_number(json, "shift", p->shift);
    cli_json_number(json, "shift_floor", p->shift_floor);
    cli_json_number(json, "ks", p->ks);
    cli_json_number(json, "ks_floor", p->ks_floor);
    json_builder_end_object(json);
}

static void add_triads(JsonBuilder *json, const char *name, const igraph_real_t *mean) {
    static const char *const class[] = {"003",  "012",  "102",  "021D", "021U", "021C",
                                        "111D", "111U", "030T", "030C", "201",  "120D",
                                        "120U", "120C", "210",  "300"};
    json_builder_set_member_name(json, name);
    json_builder_begin_object(json);
    for (guint k = 0; k < G_N_ELEMENTS(class); k++) {
        cli_json_number(json, class[k], mean[k]);
    }
    json_builder_end_object(json);
}

void cli_json_likeness(JsonBuilder *json, const cli_likeness_t *likeness) {
    const latigraph_likeness_t *all = &likeness->all;
    json_builder_set_member_name(json, likeness->from_nothing ? "from_nothing" : "from_codes");
    json_builder_begin_object(json);
    cli_json_number(json, "real", (igraph_real_t)all->real);
    cli_json_number(json, "generated", (igraph_real_t)all->generated);
    add_estimate(json, "relative_error", &all->relative_error);
    add_estimate(json, "shift", &all->shift);
    add_estimate(json, "ks", &all->ks);
    add_estimate(json, "out_degree_ks", &all->out_degree_ks);
    add_estimate(json, "in_degree_ks", &all->in_degree_ks);
    add_estimate(json, "triad_correlation", &all->triad_correlation);
    add_estimate(json, "triad_difference", &all->triad_difference);
    begin_estimate(json, "mmd", &all->mmd);
    cli_json_number(json, "p", all->mmd_p);
    json_builder_end_object(json);
    add_estimate(json, "discrepancy", &all->discrepancy);
    json_builder_set_member_name(json, "properties");
    json_builder_begin_array(json);
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        add_property(json, latigraph_property_info(p)->name, &likeness->property[p]);
    }
    json_builder_end_array(json);
    add_triads(json, "real_triads", all->real_triads);
    add_triads(json, "generated_triads", all->generated_triads);
    json_builder_end_object(json);
}

/* --- Tables -------------------------------------------------------------- */

static void add_percent(cli_table_t *table, igraph_real_t share) {
    char *text = isnan(share) ? g_strdup("-") : g_strdup_printf("%.1f %%", 100 * share);
    cli_table_text(table, text);
    g_free(text);
}

static igraph_error_t print_properties(const cli_likeness_t *likeness) {
    static const char *const header[] = {"property", "real", "generated", "error",
                                         "floor",    "KS",   "floor"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrr", header));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        const latigraph_property_likeness_t *row = &likeness->property[p];
        if (row->real_count + row->generated_count > 0) {
            cli_table_text(&table, latigraph_property_info(p)->name);
            cli_table_number(&table, row->real_mean, 4);
            cli_table_number(&table, row->generated_mean, 4);
            add_percent(&table, row->relative_error);
            add_percent(&table, row->relative_error_floor);
            cli_table_fixed(&table, row->ks, 3);
            cli_table_fixed(&table, row->ks_floor, 3);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void add_line(cli_table_t *table, const char *label, const latigraph_estimate_t *e,
                     double scale, int decimals) {
    char *interval =
        isnan(e->low) || isnan(e->high)
            ? g_strdup("-")
            : g_strdup_printf("%.*f to %.*f", decimals, scale * e->low, decimals, scale * e->high);
    cli_table_text(table, label);
    cli_table_fixed(table, scale * e->value, decimals);
    cli_table_text(table, interval);
    cli_table_fixed(table, scale * e->floor, decimals);
    g_free(interval);
}

static igraph_error_t print_summary(const latigraph_likeness_t *all) {
    static const char *const header[] = {"", "value", "95 % interval", "floor"};
    cli_table_t table;
    char *mmd = g_strdup_printf("MMD squared (p = %.3g)", all->mmd_p);
    const igraph_error_t code = cli_table_init(&table, "lrrr", header);
    if (code == IGRAPH_SUCCESS) {
        add_line(&table, "median relative error, %", &all->relative_error, 100, 1);
        add_line(&table, "mean difference, SD", &all->shift, 1, 2);
        add_line(&table, "mean KS of the properties", &all->ks, 1, 3);
        add_line(&table, "KS of the out-degrees", &all->out_degree_ks, 1, 3);
        add_line(&table, "KS of the in-degrees", &all->in_degree_ks, 1, 3);
        add_line(&table, "triads, correlation", &all->triad_correlation, 1, 4);
        add_line(&table, "triads, difference of ln counts", &all->triad_difference, 1, 3);
        add_line(&table, mmd, &all->mmd, 1, 4);
        add_line(&table, "discrepancy (0 alike, 1 told apart)", &all->discrepancy, 1, 3);
        cli_table_print(&table);
        cli_table_destroy(&table);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(mmd);
    return code;
}

igraph_error_t cli_print_likeness(const cli_likeness_t *likeness) {
    printf("\nGenerated %s, %" IGRAPH_PRId " circuits (floor: real halves against each other)\n",
           likeness->from_nothing ? "from nothing" : "from the code and node data of each circuit",
           likeness->all.generated);
    IGRAPH_CHECK(print_properties(likeness));
    puts("");
    return print_summary(&likeness->all);
}
