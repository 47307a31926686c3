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

/* Appends circuits from the code and with the node data of each of the list: one of each, then
 * another one of each, and so on. */
static igraph_error_t generate_like(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *list, igraph_integer_t each,
                                    latigraph_circuit_list_t *generated) {
    const igraph_integer_t count = latigraph_circuit_list_size(list);
    igraph_matrix_t codes, code;
    IGRAPH_MATRIX_INIT_FINALLY(&codes, 0, 0);
    IGRAPH_CHECK(latigraph_encode(model, list, cli_threads(), &codes, NULL));
    IGRAPH_MATRIX_INIT_FINALLY(&code, 1, igraph_matrix_ncol(&codes));
    for (igraph_integer_t i = 0; i < each * count; i++) {
        const latigraph_generate_options_t options = {
            .nodes = 0, .count = 1, .threads = 1, .seed = seed_of(i)};
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&codes); k++) {
            MATRIX(code, 0, k) = MATRIX(codes, i % count, k);
        }
        IGRAPH_CHECK(latigraph_generate(model, generated, &code,
                                        latigraph_circuit_list_get(list, i % count), &options));
    }
    igraph_matrix_destroy(&code);
    igraph_matrix_destroy(&codes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_unconditional(const latigraph_model_t *model, igraph_integer_t count,
                                             latigraph_circuit_list_t *generated) {
    const latigraph_generate_options_t options = {
        .nodes = 0, .count = count, .threads = cli_threads(), .seed = cli_shared.seed};
    return latigraph_generate(model, generated, NULL, NULL, &options);
}

igraph_error_t cli_likeness_init(cli_likeness_t *likeness, const latigraph_circuit_list_t *real,
                                 const latigraph_circuit_list_t *generated, igraph_bool_t paired) {
    likeness->property = g_new0(latigraph_property_likeness_t, latigraph_property_compared_count());
    IGRAPH_FINALLY(cli_likeness_destroy, likeness);
    return latigraph_likeness(real, generated, paired, cli_shared.seed, cli_threads(),
                              &likeness->all, likeness->property);
}

igraph_error_t cli_likeness_generate(cli_likeness_t *likeness, const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *real, igraph_integer_t each,
                                     igraph_bool_t unconditional) {
    latigraph_circuit_list_t generated;
    IGRAPH_CHECK(latigraph_circuit_list_init(&generated));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &generated);
    if (unconditional) {
        IGRAPH_CHECK(
            generate_unconditional(model, each * latigraph_circuit_list_size(real), &generated));
    } else {
        IGRAPH_CHECK(generate_like(model, real, each, &generated));
    }
    IGRAPH_CHECK(cli_likeness_init(likeness, real, &generated, !unconditional));
    IGRAPH_FINALLY_CLEAN(2);
    latigraph_circuit_list_destroy(&generated);
    IGRAPH_FINALLY(cli_likeness_destroy, likeness);
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
    cli_json_number(json, "matched", e->matched);
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
    add_estimate(json, "error", &p->error);
    add_estimate(json, "spread", &p->spread);
    add_estimate(json, "shift", &p->shift);
    add_estimate(json, "ks", &p->ks);
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

/* Where generative models of circuits are known to fall short: the spread over circuits of degree
 * variation, and the means of what hangs on more than pairs. */
static const struct {
    const char *property;
    igraph_bool_t spread;
} WEAK_SPOTS[] = {{"out-degree-cv", 1}, {"in-degree-cv", 1}, {"assortativity", 0},
                  {"transitivity", 0},  {"modularity", 0},   {"feed-forward-excess", 0}};

static const latigraph_estimate_t *weak_spot(const cli_likeness_t *likeness, guint k) {
    const latigraph_property_likeness_t *p =
        &likeness->property[latigraph_property_find(WEAK_SPOTS[k].property)];
    return WEAK_SPOTS[k].spread ? &p->spread : &p->error;
}

static void add_weak_spots(JsonBuilder *json, const cli_likeness_t *likeness) {
    json_builder_set_member_name(json, "weak_spots");
    json_builder_begin_array(json);
    for (guint k = 0; k < G_N_ELEMENTS(WEAK_SPOTS); k++) {
        json_builder_begin_object(json);
        cli_json_text(json, "property", WEAK_SPOTS[k].property);
        cli_json_text(json, "of", WEAK_SPOTS[k].spread ? "sd" : "mean");
        add_estimate(json, "error", weak_spot(likeness, k));
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

/* How many times what real circuits get against each other, at equal sizes. */
static igraph_real_t times_floor(const latigraph_estimate_t *e) {
    return e->matched / e->floor;
}

void cli_json_likeness(JsonBuilder *json, const cli_likeness_t *likeness) {
    const latigraph_likeness_t *all = &likeness->all;
    json_builder_begin_object(json);
    cli_json_number(json, "real", (igraph_real_t)all->real);
    cli_json_number(json, "generated", (igraph_real_t)all->generated);
    cli_json_number(json, "effective", all->effective);
    begin_estimate(json, "relative_error", &all->relative_error);
    cli_json_number(json, "times_floor", times_floor(&all->relative_error));
    json_builder_end_object(json);
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
    add_estimate(json, "discrepancy_unseen", &all->discrepancy_unseen);
    add_weak_spots(json, likeness);
    json_builder_set_member_name(json, "properties");
    json_builder_begin_array(json);
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
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
    for (igraph_integer_t p = 0; p < latigraph_property_compared_count(); p++) {
        const latigraph_property_likeness_t *row = &likeness->property[p];
        if (row->real_count + row->generated_count > 0) {
            cli_table_text(&table, latigraph_property_info(p)->name);
            cli_table_number(&table, row->real_mean, 4);
            cli_table_number(&table, row->generated_mean, 4);
            add_percent(&table, row->error.value);
            add_percent(&table, row->error.floor);
            cli_table_fixed(&table, row->ks.value, 3);
            cli_table_fixed(&table, row->ks.floor, 3);
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
    cli_table_fixed(table, scale * e->matched, decimals);
    cli_table_fixed(table, scale * e->floor, decimals);
    g_free(interval);
}

static igraph_error_t print_summary(const latigraph_likeness_t *all) {
    static const char *const header[] = {"", "value", "95 % interval", "halves", "floor"};
    cli_table_t table;
    char *mmd = g_strdup_printf("MMD squared (p = %.3g)", all->mmd_p);
    const igraph_error_t code = cli_table_init(&table, "lrrrr", header);
    if (code == IGRAPH_SUCCESS) {
        add_line(&table, "median relative error, %", &all->relative_error, 100, 1);
        add_line(&table, "mean difference, SD", &all->shift, 1, 2);
        add_line(&table, "mean KS of the properties", &all->ks, 1, 3);
        add_line(&table, "KS of the out-degrees", &all->out_degree_ks, 1, 3);
        add_line(&table, "KS of the in-degrees", &all->in_degree_ks, 1, 3);
        add_line(&table, "triads, correlation", &all->triad_correlation, 1, 4);
        add_line(&table, "triads, difference of ln counts", &all->triad_difference, 1, 3);
        add_line(&table, mmd, &all->mmd, 1, 4);
        add_line(&table, "discrepancy (0 alike, 1 perfectly separable)", &all->discrepancy, 1, 3);
        add_line(&table, "  discrepancy in unseen tissue", &all->discrepancy_unseen, 1, 3);
        cli_table_print(&table);
        cli_table_destroy(&table);
        IGRAPH_FINALLY_CLEAN(1);
    }
    g_free(mmd);
    return code;
}

static igraph_error_t print_weak_spots(const cli_likeness_t *likeness) {
    static const char *const header[] = {"weak spots, %", "error", "95 % interval", "halves",
                                         "floor"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrr", header));
    for (guint k = 0; k < G_N_ELEMENTS(WEAK_SPOTS); k++) {
        char *label = g_strdup_printf("%s, %s", WEAK_SPOTS[k].property,
                                      WEAK_SPOTS[k].spread ? "SD over circuits" : "mean");
        add_line(&table, label, weak_spot(likeness, k), 100, 1);
        g_free(label);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_print_likeness(const cli_likeness_t *likeness) {
    const latigraph_likeness_t *all = &likeness->all;
    const latigraph_estimate_t *error = &all->relative_error;
    printf("floor: real halves against each other; halves: a real half against as many generated "
           "circuits; intervals as of %.1f circuits without common neurons\n",
           all->effective);
    IGRAPH_CHECK(print_properties(likeness));
    puts("");
    IGRAPH_CHECK(print_summary(all));
    puts("");
    IGRAPH_CHECK(print_weak_spots(likeness));
    printf("\nMedian relative error %.1f %%; halves %.1f %% against a floor of %.1f %%: %.2f times "
           "the floor\n",
           100 * error->value, 100 * error->matched, 100 * error->floor, times_floor(error));
    return IGRAPH_SUCCESS;
}
