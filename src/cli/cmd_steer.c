/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>

static struct {
    char *like, *group, *nodes, *count;
    char **to, **keep;
} given;

static const GOptionEntry entries[] = {
    {"to", 't', 0, G_OPTION_ARG_STRING_ARRAY, &given.to,
     "ask for a value of a property, or for a change in standard deviations of the training "
     "circuits: reciprocity=0.2, density=+1sd; may be repeated",
     "PROPERTY=VALUE"},
    {"keep", 'k', 0, G_OPTION_ARG_STRING_ARRAY, &given.keep,
     "leave a property as it is; may be repeated (default: every statistic that steering controls; "
     "none: no property is kept)",
     "PROPERTY"},
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "start from this circuit (default: from the training circuits)", "CIRCUIT"},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "start from the mean code of this group of training circuits; 'latigraph info' lists them",
     "NAME"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons of a circuit (default: as in the training circuits)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count, "circuits to generate (default: 10)", "K"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL --to PROPERTY=VALUE -o DIR",
    .text = "Generates circuits whose properties take asked values, measures them and says what "
            "was achieved, and how far the other properties moved. 'latigraph properties --list' "
            "names the properties.",
    .example = "latigraph steer model.safetensors --to reciprocity=+1sd --count 20 -o steered",
    .options = entries,
    .groups = CLI_WRITES | CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = 1,
};

/* --- Requests ------------------------------------------------------------ */

static igraph_error_t parse_targets(latigraph_target_t *targets) {
    for (int i = 0; given.to[i] != NULL; i++) {
        IGRAPH_CHECK(cli_usage_if(latigraph_target_parse(given.to[i], &targets[i])));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_keep(igraph_integer_t *keep, igraph_integer_t *count) {
    *count = given.keep == NULL ? -1 : 0;
    for (int i = 0; given.keep != NULL && given.keep[i] != NULL; i++) {
        if (g_str_equal(given.keep[i], "none")) {
            continue;
        }
        IGRAPH_CHECK(cli_property("--keep", given.keep[i], &keep[(*count)++]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_options(latigraph_steer_options_t *options, latigraph_target_t *targets,
                                    igraph_integer_t *keep) {
    latigraph_steer_options_init(options);
    IGRAPH_CHECK(parse_targets(targets));
    IGRAPH_CHECK(parse_keep(keep, &options->keep_count));
    options->targets = targets;
    options->target_count = (igraph_integer_t)g_strv_length(given.to);
    options->keep = keep;
    IGRAPH_CHECK(cli_generation(&options->generate, 10, given.count, given.nodes, given.like));
    options->generate.group = given.group;
    return IGRAPH_SUCCESS;
}

/* --- Results ------------------------------------------------------------- */

static void add_achieved(JsonBuilder *json, const latigraph_achieved_t *a,
                         const igraph_vector_t *leakage, const igraph_vector_t *code) {
    json_builder_begin_object(json);
    cli_json_text(json, "property", latigraph_property_info(a->property)->name);
    cli_json_number(json, "asked", a->asked);
    json_builder_set_member_name(json, "achieved");
    json_builder_begin_object(json);
    cli_json_number(json, "mean", a->mean);
    cli_json_number(json, "sd", a->sd);
    json_builder_end_object(json);
    cli_json_number(json, "start", a->start);
    cli_json_number(json, "expected", a->expected);
    cli_json_text(json, "method", a->exact ? "steering layer" : "direction");
    json_builder_set_member_name(json, "reached");
    json_builder_add_boolean_value(json, a->reached);
    cli_json_vector(json, "code", code);
    json_builder_set_member_name(json, "leakage");
    json_builder_begin_object(json);
    for (igraph_integer_t p = 0; p < igraph_vector_size(leakage); p++) {
        if (p != a->property) {
            cli_json_number(json, latigraph_property_info(p)->name, VECTOR(*leakage)[p]);
        }
    }
    json_builder_end_object(json);
    json_builder_end_object(json);
}

static igraph_error_t print_json(const latigraph_achieved_t *achieved, igraph_integer_t count,
                                 const igraph_vector_t *leakage, const igraph_vector_t *code) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < count; i++) {
        add_achieved(json, &achieved[i], leakage, code);
    }
    json_builder_end_array(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_table(const latigraph_achieved_t *achieved, igraph_integer_t count) {
    static const char *const header[] = {"property", "asked", "achieved", "sd",
                                         "expected", "start", "note"};
    cli_table_t table;
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrl", header));
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_achieved_t *a = &achieved[i];
        cli_table_text(&table, latigraph_property_info(a->property)->name);
        cli_table_number(&table, a->asked, 4);
        cli_table_number(&table, a->mean, 4);
        cli_table_number(&table, a->sd, 2);
        cli_table_number(&table, a->expected, 4);
        cli_table_number(&table, a->start, 4);
        cli_table_text(&table, !a->reached ? "out of reach: the nearest is given"
                               : a->exact  ? ""
                                           : "moved along a direction of the code");
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* "Others moved by (SD): transitivity +0.31, ...": those by which circuits are compared; JSON has
 * all.
 */
static void print_leakage(const latigraph_achieved_t *achieved, igraph_integer_t count,
                          const igraph_vector_t *leakage) {
    GString *text = g_string_new("Other properties moved by (in SD of the training circuits):");
    gboolean any = FALSE;
    for (igraph_integer_t p = 0; p < igraph_vector_size(leakage); p++) {
        gboolean left_out = !latigraph_property_info(p)->compared;
        for (igraph_integer_t i = 0; i < count; i++) {
            left_out = left_out || achieved[i].property == p;
        }
        if (!left_out && isfinite(VECTOR(*leakage)[p])) {
            g_string_append_printf(text, "%s %s %+.2f", any ? "," : "",
                                   latigraph_property_info(p)->name, VECTOR(*leakage)[p]);
            any = TRUE;
        }
    }
    if (any) {
        puts(text->str);
    }
    g_string_free(text, TRUE);
}

static igraph_error_t report(const latigraph_achieved_t *achieved, igraph_integer_t count,
                             const igraph_vector_t *leakage, const igraph_vector_t *code,
                             guint files) {
    for (igraph_integer_t i = 0; i < count; i++) {
        const latigraph_achieved_t *a = &achieved[i];
        if (!a->reached) {
            cli_note("%s = %.4g is out of reach: the nearest, %.4g, is given",
                     latigraph_property_info(a->property)->name, a->asked, a->mean);
        }
    }
    if (cli_shared.json) {
        return print_json(achieved, count, leakage, code);
    }
    IGRAPH_CHECK(print_table(achieved, count));
    print_leakage(achieved, count, leakage);
    printf("%u circuit%s in %s\n", files, files == 1 ? "" : "s", cli_shared.output);
    return IGRAPH_SUCCESS;
}

/* --- The work ------------------------------------------------------------ */

static igraph_error_t steer_all(const latigraph_model_t *model,
                                const latigraph_steer_options_t *options,
                                latigraph_circuit_list_t *circuits, latigraph_achieved_t *achieved,
                                igraph_vector_t *leakage, igraph_vector_t *code) {
    latigraph_circuit_list_t like;
    const latigraph_circuit_t *start;
    IGRAPH_CHECK(cli_read_like(&like, given.like, &start));
    IGRAPH_CHECK(latigraph_steer(model, circuits, start, options, achieved, leakage, code));
    latigraph_circuit_list_destroy(&like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t steer(const char *path, const latigraph_steer_options_t *options) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    igraph_vector_t leakage, code;
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, files);
    latigraph_achieved_t *achieved = g_new0(latigraph_achieved_t, options->target_count);
    IGRAPH_FINALLY(g_free, achieved);
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&model, path));
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_VECTOR_INIT_FINALLY(&leakage, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&code, 0);
    IGRAPH_CHECK(steer_all(model, options, &circuits, achieved, &leakage, &code));
    IGRAPH_CHECK(cli_output_circuits(&circuits, files));
    IGRAPH_CHECK(report(achieved, options->target_count, &leakage, &code, files->len));
    igraph_vector_destroy(&code);
    igraph_vector_destroy(&leakage);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    g_free(achieved);
    g_ptr_array_unref(files);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_steer(int argc, char **argv) {
    char **arguments;
    latigraph_steer_options_t options;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (given.to == NULL) {
        return cli_usage("--to PROPERTY=VALUE is missing: what to steer to.");
    }
    latigraph_target_t *targets = g_new0(latigraph_target_t, g_strv_length(given.to));
    IGRAPH_FINALLY(g_free, targets);
    igraph_integer_t *keep =
        g_new0(igraph_integer_t, given.keep != NULL ? g_strv_length(given.keep) + 1 : 1);
    IGRAPH_FINALLY(g_free, keep);
    IGRAPH_CHECK(parse_options(&options, targets, keep));
    IGRAPH_CHECK(steer(arguments[0], &options));
    g_free(keep);
    g_free(targets);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
