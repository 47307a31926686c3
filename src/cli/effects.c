/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/explanation.h"

#include <math.h>
#include <stdio.h>

/* Properties listed for a coordinate, and how many standard errors they must be from 0. */
enum { LISTED = 5, ERRORS = 3 };

static const char *coordinate_name(const igraph_strvector_t *names, igraph_integer_t k) {
    return igraph_strvector_get((igraph_strvector_t *)names, k);
}

static igraph_bool_t is_wanted(const igraph_vector_int_t *properties, igraph_integer_t p) {
    return properties == NULL || igraph_vector_int_contains(properties, p);
}

/* --- The table ------------------------------------------------------------ */

static void add_strongest(cli_table_t *table, const latigraph_effects_t *effects,
                          const igraph_vector_int_t *properties, igraph_integer_t k) {
    const igraph_integer_t count = igraph_matrix_ncol(&effects->effect);
    igraph_real_t *left = g_new(igraph_real_t, count);
    GString *text = g_string_new(NULL);
    for (igraph_integer_t p = 0; p < count; p++) {
        const double effect = MATRIX(effects->effect, k, p);
        const igraph_bool_t sure = !(fabs(effect) < ERRORS * MATRIX(effects->error, k, p));
        left[p] = is_wanted(properties, p) && sure && effect != 0 ? effect : NAN;
    }
    for (int i = 0; i < LISTED; i++) {
        const igraph_integer_t p = cli_take_strongest(left, count);
        if (p < 0) {
            break;
        }
        g_string_append_printf(text, "%s%s %+.2f", i > 0 ? ", " : "",
                               latigraph_property_info(p)->name, MATRIX(effects->effect, k, p));
        if (isfinite(MATRIX(effects->error, k, p))) {
            g_string_append_printf(text, " ± %.2f", MATRIX(effects->error, k, p));
        }
    }
    cli_table_text(table, text->len > 0 ? text->str : "-");
    g_string_free(text, TRUE);
    g_free(left);
}

igraph_error_t cli_print_effects(const latigraph_effects_t *effects,
                                 const igraph_strvector_t *names,
                                 const igraph_vector_int_t *properties, igraph_integer_t count) {
    static const char *const header[] = {"coordinate", "code", "SD", "conditional SD",
                                         "what it does"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrl", header));
    for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
        cli_table_text(&table, coordinate_name(names, k));
        cli_table_fixed(&table,
                        fabs(VECTOR(effects->code)[k]) < 0.005 ? 0 : VECTOR(effects->code)[k],
                        2); /* not -0.00 */
        cli_table_fixed(&table, VECTOR(effects->sd)[k], 2);
        cli_table_fixed(&table, VECTOR(effects->conditional_sd)[k], 2);
        add_strongest(&table, effects, properties, k);
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    printf("\nSD of a property for each SD of the coordinate, the others held; %" IGRAPH_PRId
           " pairs of circuits of equal node data and random numbers, one SD to both sides. Listed "
           "are effects of more than %d standard errors. Conditional SD: SD of the coordinate "
           "given all "
           "others, as a share of its SD.\n",
           count, ERRORS);
    return IGRAPH_SUCCESS;
}

/* --- JSON ----------------------------------------------------------------- */

static void add_effects(JsonBuilder *json, const latigraph_effects_t *effects,
                        const igraph_vector_int_t *properties, igraph_integer_t k) {
    json_builder_set_member_name(json, "effects");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(&effects->effect); p++) {
        if (is_wanted(properties, p)) {
            json_builder_set_member_name(json, latigraph_property_info(p)->name);
            json_builder_begin_object(json);
            cli_json_number(json, "effect", MATRIX(effects->effect, k, p));
            cli_json_number(json, "error", MATRIX(effects->error, k, p));
            cli_json_number(json, "read", MATRIX(effects->read, k, p));
            json_builder_end_object(json);
        }
    }
    json_builder_end_object(json);
}

igraph_error_t cli_json_effects(const latigraph_effects_t *effects, const igraph_strvector_t *names,
                                const igraph_vector_int_t *properties, igraph_integer_t count) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_number(json, "pairs", (igraph_real_t)count);
    json_builder_set_member_name(json, "coordinates");
    json_builder_begin_array(json);
    for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
        json_builder_begin_object(json);
        cli_json_text(json, "coordinate", coordinate_name(names, k));
        cli_json_number(json, "code", VECTOR(effects->code)[k]);
        cli_json_number(json, "sd", VECTOR(effects->sd)[k]);
        cli_json_number(json, "conditional_sd", VECTOR(effects->conditional_sd)[k]);
        add_effects(json, effects, properties, k);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
