/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/explanation.h"

static gboolean coordinates, uncalibrated;
static struct {
    char **property;
    char *like, *group, *nodes, *count;
} given;

static const GOptionEntry entries[] = {
    {"property", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &given.property,
     "explain this property, coordinate by coordinate; may be repeated, and be an operation with "
     "one graph in and one number out, which is learnt on CIRCUITS (default: one line for each "
     "that the model has a direction of)",
     "PROPERTY"},
    {"coordinates", 0, 0, G_OPTION_ARG_NONE, &coordinates,
     "instead, generate circuits with each coordinate moved by one standard deviation to both "
     "sides, and tell what that does to them",
     NULL},
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "with --coordinates: hold the others at the code of this circuit, with its node data "
     "(default: at the mean code of the training circuits, and node data drawn once)",
     "CIRCUIT"},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "with --coordinates: at the mean code of this group of training circuits; 'latigraph info' "
     "lists them",
     "NAME"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "with --coordinates: neurons of a circuit (default: as in the training circuits)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count,
     "with --coordinates: circuits to generate on each side (default: 10)", "K"},
    {"uncalibrated", 0, 0, G_OPTION_ARG_NONE, &uncalibrated,
     "with --coordinates: take the decoder's rates as they are, instead of holding circuits to the "
     "statistics that their codes tell",
     NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL [CIRCUITS...]",
    .text =
        "Tells which coordinates and principal axes of the code the model reads each property "
        "from: exact Shapley shares of the variance over the training codes, and, of CIRCUITS, "
        "why their mean code reads as it does. With --coordinates: what each coordinate does to "
        "generated circuits.",
    .example = "latigraph explain model.safetensors --property transitivity held-out",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = -1,
};

/* What must not stand beside what. */
static igraph_error_t check_options(char **circuits) {
    const struct {
        const char *name;
        gboolean given;
    } moving[] = {{"--like", given.like != NULL},
                  {"--group", given.group != NULL},
                  {"--nodes", given.nodes != NULL},
                  {"--count", given.count != NULL},
                  {"--uncalibrated", uncalibrated}};
    for (size_t i = 0; i < G_N_ELEMENTS(moving) && !coordinates; i++) {
        if (moving[i].given) {
            return cli_usage("%s goes with --coordinates.", moving[i].name);
        }
    }
    if (coordinates && circuits[0] != NULL) {
        return cli_usage("--coordinates starts at one code: give a circuit by --like, not \"%s\".",
                         circuits[0]);
    }
    return IGRAPH_SUCCESS;
}

/* The properties that are asked for, on the FINALLY stack. */
static igraph_error_t parse_properties(igraph_vector_int_t *properties,
                                       latigraph_callback_list_t *user) {
    IGRAPH_CHECK(igraph_vector_int_init(properties, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, properties);
    for (int i = 0; given.property != NULL && given.property[i] != NULL; i++) {
        igraph_integer_t property;
        IGRAPH_CHECK(cli_user_property("--property", given.property[i], user, &property));
        if (property >= latigraph_property_count() && coordinates) {
            return cli_usage("--coordinates measures the properties of the table: \"%s\" is none.",
                             given.property[i]);
        }
        IGRAPH_CHECK(igraph_vector_int_push_back(properties, property));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t explain(const latigraph_model_t *model, char **paths,
                              const igraph_strvector_t *names,
                              const latigraph_callback_list_t *user,
                              const igraph_vector_int_t *properties) {
    latigraph_explanation_t explanation;
    const cli_explanation_t shown = {&explanation, names, user};
    latigraph_circuit_list_t list;
    IGRAPH_CHECK(cli_read_new_list(&list, paths[0] != NULL ? paths : NULL));
    IGRAPH_CHECK(latigraph_explanation_init(&explanation));
    IGRAPH_FINALLY(latigraph_explanation_destroy, &explanation);
    IGRAPH_CHECK(
        latigraph_explain_with(model, &list, user, properties, cli_threads(), &explanation));
    IGRAPH_CHECK(cli_shared.json ? cli_json_explanation(&shown)
                                 : cli_print_explanation(&shown, properties != NULL));
    latigraph_explanation_destroy(&explanation);
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t move_coordinates(const latigraph_model_t *model,
                                       const latigraph_generate_options_t *options,
                                       const igraph_strvector_t *names,
                                       const igraph_vector_int_t *properties) {
    latigraph_effects_t effects;
    latigraph_circuit_list_t list;
    const latigraph_circuit_t *like;
    IGRAPH_CHECK(cli_read_like(&list, given.like, &like));
    IGRAPH_CHECK(latigraph_effects_init(&effects));
    IGRAPH_FINALLY(latigraph_effects_destroy, &effects);
    IGRAPH_CHECK(latigraph_coordinate_effects(model, like, options, &effects));
    IGRAPH_CHECK((cli_shared.json ? cli_json_effects : cli_print_effects)(
        &effects, names, properties, options->count));
    latigraph_effects_destroy(&effects);
    latigraph_circuit_list_destroy(&list);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(char **arguments) {
    latigraph_generate_options_t options;
    latigraph_callback_list_t user;
    igraph_vector_int_t properties;
    igraph_strvector_t names;
    latigraph_model_t *model;
    IGRAPH_CHECK(check_options(arguments + 1));
    IGRAPH_CHECK(cli_generation(&options, 10, given.count, given.nodes, given.like));
    options.group = given.group;
    options.uncalibrated = uncalibrated;
    IGRAPH_CHECK(cli_user_init(&user));
    IGRAPH_CHECK(parse_properties(&properties, &user));
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    IGRAPH_CHECK(latigraph_coordinate_names(model, &names));
    const igraph_vector_int_t *asked = igraph_vector_int_size(&properties) > 0 ? &properties : NULL;
    IGRAPH_CHECK(coordinates ? move_coordinates(model, &options, &names, asked)
                             : explain(model, arguments + 1, &names, &user, asked));
    igraph_strvector_destroy(&names);
    latigraph_model_destroy(model);
    igraph_vector_int_destroy(&properties);
    latigraph_callback_list_destroy(&user);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_explain(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    return arguments != NULL ? run(arguments) : IGRAPH_SUCCESS;
}
