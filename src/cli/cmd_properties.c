/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static gboolean list_wanted, csv;

static const GOptionEntry entries[] = {
    {"list", 0, 0, G_OPTION_ARG_NONE, &list_wanted,
     "print the properties themselves: name, unit, definition, why it matters, cost, source", NULL},
    {"csv", 0, 0, G_OPTION_ARG_NONE, &csv, "print CSV", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "CIRCUITS...",
    .text =
        "Measures the properties of every circuit: one line a property, with a column for each of "
        "up to six circuits, and mean, standard deviation and extremes of several. --csv and "
        "--json give every circuit. A property that is not defined (edge length without "
        "positions) shows as -.",
    .example = "latigraph properties circuits --json",
    .options = entries,
    .groups = CLI_READS | CLI_JSON,
    .least = 0,
    .most = -1,
};

/* --- The list of properties ---------------------------------------------- */

/* Names stand at the start of a line, all else is indented. */
static void list_as_text(void) {
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        const latigraph_property_info_t *info = latigraph_property_info(i);
        printf("%s\n    %s\n", info->name, info->definition);
        if (info->unit[0] != '\0') {
            printf("    Unit: %s.\n", info->unit);
        }
        printf("    Why: %s\n", info->why);
        if (info->needs_positions || info->needs_weights || info->needs_types) {
            printf("    Needs %s.\n", info->needs_positions ? "positions"
                                      : info->needs_weights ? "weights"
                                                            : "types");
        }
        printf("    Cost: %s.\n", info->cost);
        printf("    Source: %s.\n", info->source);
    }
}

static igraph_error_t list_as_json(void) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < latigraph_property_count(); i++) {
        const latigraph_property_info_t *info = latigraph_property_info(i);
        json_builder_begin_object(json);
        cli_json_text(json, "property", info->name);
        cli_json_text(json, "unit", info->unit);
        cli_json_text(json, "definition", info->definition);
        cli_json_text(json, "why", info->why);
        cli_json_text(json, "cost", info->cost);
        cli_json_text(json, "source", info->source);
        json_builder_set_member_name(json, "needs_positions");
        json_builder_add_boolean_value(json, info->needs_positions);
        json_builder_set_member_name(json, "needs_weights");
        json_builder_add_boolean_value(json, info->needs_weights);
        json_builder_set_member_name(json, "needs_types");
        json_builder_add_boolean_value(json, info->needs_types);
        json_builder_set_member_name(json, "compared");
        json_builder_add_boolean_value(json, info->compared);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Values -------------------------------------------------------------- */

/* Circuits that get a column of their own; of more, the table holds the spread alone. */
enum { COLUMNS = 6 };

/* Mean, standard deviation and extremes of a property over the circuits where it is defined. */
static void add_spread(cli_table_t *table, const igraph_matrix_t *values, igraph_integer_t p) {
    igraph_real_t mean, sd, low = IGRAPH_NAN, high = IGRAPH_NAN;
    cli_moments(values, p, &mean, &sd);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        low = fmin(low, MATRIX(*values, i, p)); /* of a number and NaN: the number */
        high = fmax(high, MATRIX(*values, i, p));
    }
    cli_table_number(table, mean, 4);
    cli_table_number(table, sd, 4);
    cli_table_number(table, low, 4);
    cli_table_number(table, high, 4);
}

/* One line a property. */
static igraph_error_t print_table(const latigraph_circuit_list_t *list,
                                  const igraph_matrix_t *values) {
    const igraph_integer_t circuits = igraph_matrix_nrow(values);
    const char *header[COLUMNS + 6] = {"property"};
    char alignment[COLUMNS + 6] = "l";
    int columns = 1;
    cli_table_t table;
    for (igraph_integer_t i = 0; i < circuits && circuits <= COLUMNS; i++) {
        header[columns++] = latigraph_circuit_name(latigraph_circuit_list_get(list, i));
    }
    for (int k = 0; k < 4 && circuits > 1; k++) {
        static const char *const spread[] = {"mean", "sd", "least", "greatest"};
        header[columns++] = spread[k];
    }
    memset(alignment + 1, 'r', (gsize)columns - 1);
    IGRAPH_CHECK(cli_table_init(&table, alignment, header));
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        cli_table_text(&table, latigraph_property_info(p)->name);
        for (igraph_integer_t i = 0; i < circuits && circuits <= COLUMNS; i++) {
            cli_table_number(&table, MATRIX(*values, i, p), 4);
        }
        if (circuits > 1) {
            add_spread(&table, values, p);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void print_csv(const latigraph_circuit_list_t *list, const igraph_matrix_t *values) {
    GString *line = g_string_new("name");
    for (igraph_integer_t p = 0; p < latigraph_property_count(); p++) {
        g_string_append_printf(line, ",%s", latigraph_property_info(p)->name);
    }
    puts(line->str);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        g_string_truncate(line, 0);
        cli_csv_text(line, latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
            g_string_append_c(line, ',');
            cli_csv_number(line, MATRIX(*values, i, p));
        }
        puts(line->str);
    }
    g_string_free(line, TRUE);
}

static igraph_error_t print_json(const latigraph_circuit_list_t *list,
                                 const igraph_matrix_t *values) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        json_builder_begin_object(json);
        cli_json_text(json, "name", latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
            cli_json_number(json, latigraph_property_info(p)->name, MATRIX(*values, i, p));
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(char **paths) {
    latigraph_circuit_list_t list;
    igraph_matrix_t values;
    IGRAPH_CHECK(cli_read_new_list(&list, paths));
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties(&list, &values));
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(&list, &values));
    } else if (csv) {
        print_csv(&list, &values);
    } else {
        IGRAPH_CHECK(print_table(&list, &values));
    }
    igraph_matrix_destroy(&values);
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_properties(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (list_wanted) {
        if (cli_shared.json) {
            return list_as_json();
        }
        list_as_text();
        return IGRAPH_SUCCESS;
    }
    if (arguments[0] == NULL) {
        return cli_usage("An argument is missing; the usage is: %s.", syntax.positional);
    }
    return measure(arguments);
}
