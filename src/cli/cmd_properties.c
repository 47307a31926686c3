/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static gboolean list_wanted, csv;
static gchar **names;

static const GOptionEntry entries[] = {
    {"list", 0, 0, G_OPTION_ARG_NONE, &list_wanted,
     "print the properties themselves: name, unit, definition, why it matters, cost, source; then "
     "the operations, modules' among them, that --property takes, too",
     NULL},
    {"property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names,
     "measure this one alone; give it several times for several, in that order. A name of --list; "
     "all of the table if left out",
     "PROPERTY"},
    {"csv", 0, 0, G_OPTION_ARG_NONE, &csv, "print CSV", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "CIRCUITS...",
    .text =
        "Measures the properties of every circuit: one line a property, with a column for each of "
        "up to six circuits, and mean, standard deviation and extremes of several. --csv and "
        "--json give every circuit. A property that is not defined (edge length without "
        "positions) shows as -. Beside the table of properties, every operation that gives one "
        "number of a graph can be measured, those of modules in LATIGRAPH_MODULE_PATH among them.",
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

static gboolean serves(const latigraph_operation_t *operation) {
    return latigraph_operation_is_property(operation) &&
           latigraph_property_find(operation->name) < 0;
}

/* Scores of reservoirs are called with hyphens, as properties are. */
static const char *property_of(const latigraph_operation_t *operation) {
    const igraph_integer_t score = latigraph_score_find(operation->name);
    return score >= 0 ? latigraph_score_info(score)->name : operation->name;
}

static void list_operations_as_text(void) {
    puts("\nOperations that --property takes as well:\n");
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (serves(operation)) {
            printf("%s\n    %s\n", property_of(operation), operation->summary);
            if (operation->doc != NULL) {
                printf("    %s\n", operation->doc);
            }
            printf("    Module: %s.\n", latigraph_operation_module(operation)->name);
        }
    }
}

/* Objects like those of the table, with a module and without what operations do not tell. */
static void add_operations(JsonBuilder *json) {
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (serves(operation)) {
            json_builder_begin_object(json);
            cli_json_text(json, "property", property_of(operation));
            cli_json_text(json, "definition", operation->summary);
            cli_json_text(json, "source", operation->doc);
            cli_json_text(json, "module", latigraph_operation_module(operation)->name);
            json_builder_end_object(json);
        }
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
    add_operations(json);
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Values -------------------------------------------------------------- */

/* What is measured: one column each. */
typedef struct {
    latigraph_callback_list_t user;
    igraph_vector_int_t which; /* as latigraph_property_name() knows them */
} asked_t;

static igraph_error_t asked_init(asked_t *asked) {
    const igraph_integer_t count =
        names != NULL ? (igraph_integer_t)g_strv_length(names) : latigraph_property_count();
    IGRAPH_CHECK(cli_user_init(&asked->user));
    IGRAPH_VECTOR_INT_INIT_FINALLY(&asked->which, count);
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(asked->which)[k] = k;
        if (names != NULL) {
            IGRAPH_CHECK(
                cli_user_property("--property", names[k], &asked->user, &VECTOR(asked->which)[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

static void asked_destroy(asked_t *asked) {
    igraph_vector_int_destroy(&asked->which);
    latigraph_callback_list_destroy(&asked->user);
    IGRAPH_FINALLY_CLEAN(2);
}

static const char *asked_name(const asked_t *asked, igraph_integer_t column) {
    return latigraph_property_name(&asked->user, VECTOR(asked->which)[column]);
}

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
static igraph_error_t print_table(const asked_t *asked, const latigraph_circuit_list_t *list,
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
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
        cli_table_text(&table, asked_name(asked, p));
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

static void print_csv(const asked_t *asked, const latigraph_circuit_list_t *list,
                      const igraph_matrix_t *values) {
    GString *line = g_string_new("name");
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
        g_string_append_printf(line, ",%s", asked_name(asked, p));
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

static igraph_error_t print_json(const asked_t *asked, const latigraph_circuit_list_t *list,
                                 const igraph_matrix_t *values) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(values); i++) {
        json_builder_begin_object(json);
        cli_json_text(json, "name", latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        for (igraph_integer_t p = 0; p < igraph_matrix_ncol(values); p++) {
            cli_json_number(json, asked_name(asked, p), MATRIX(*values, i, p));
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
    asked_t asked;
    IGRAPH_CHECK(asked_init(&asked));
    IGRAPH_CHECK(cli_read_new_list(&list, paths));
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(latigraph_properties_only(&list, &asked.user, &asked.which, &values));
    if (cli_shared.json) {
        IGRAPH_CHECK(print_json(&asked, &list, &values));
    } else if (csv) {
        print_csv(&asked, &list, &values);
    } else {
        IGRAPH_CHECK(print_table(&asked, &list, &values));
    }
    igraph_matrix_destroy(&values);
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(2);
    asked_destroy(&asked);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_properties(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (list_wanted) {
        IGRAPH_CHECK(cli_load_modules());
        if (cli_shared.json) {
            return list_as_json();
        }
        list_as_text();
        list_operations_as_text();
        return IGRAPH_SUCCESS;
    }
    if (arguments[0] == NULL) {
        return cli_usage("An argument is missing; the usage is: %s.", syntax.positional);
    }
    return measure(arguments);
}
