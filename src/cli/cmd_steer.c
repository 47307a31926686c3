/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure.h"
#include "cli/steered.h"

#include <stdio.h>
#include <stdlib.h>

static struct {
    char *like, *group, *nodes, *count, *through;
    char **to, **keep, **release, **figure;
    gboolean edit;
} given;

static const GOptionEntry entries[] = {
    {"to", 't', 0, G_OPTION_ARG_STRING_ARRAY, &given.to,
     "ask for a value of a property (reciprocity=0.2), for a change in its unit "
     "(reciprocity+=0.05), "
     "in percent (density=+20%) or in standard deviations of the training circuits (density=+1sd); "
     "may be repeated",
     "PROPERTY=VALUE"},
    {"keep", 'k', 0, G_OPTION_ARG_STRING_ARRAY, &given.keep,
     "leave a property as it is: a statistic that steering controls is held, another property, or "
     "an operation, stays by the least change of the rest; may be repeated (default: every "
     "statistic that steering controls; 'none': let all go)",
     "PROPERTY"},
    {"release", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.release,
     "let a property go that is kept by default; may be repeated", "PROPERTY"},
    {"through", 0, 0, G_OPTION_ARG_STRING, &given.through,
     "what is moved: statistics (default), or code: the code along the model's direction of the "
     "property, for studies of the latent space itself",
     "WAY"},
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "start from this circuit (default: from the training circuits)", "CIRCUIT"},
    {"edit", 0, 0, G_OPTION_ARG_NONE, &given.edit,
     "keep the neurons of --like and as many of its edges as possible: edges kept, added and "
     "removed "
     "are told",
     NULL},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "start from the mean code of this group of training circuits; 'latigraph info' lists them",
     "NAME"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons of a circuit (default: as in the training circuits)", "N"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count, "circuits to generate (default: 10)", "K"},
    {"figure", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.figure,
     "draw what was asked for and got, what else moved, and a circuit before and after: .svg, .pdf "
     "or "
     ".png; may be repeated",
     "FILE"},
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

/* A target may name an operation that gives one number: it becomes one of the user's properties. */
static igraph_error_t parse_targets(latigraph_target_t *targets, latigraph_callback_list_t *user) {
    for (int i = 0; given.to[i] != NULL; i++) {
        const char *text = given.to[i];
        char *name = latigraph_target_name(text);
        if (name != NULL) {
            IGRAPH_FINALLY(free, name);
            IGRAPH_CHECK(cli_user_property("--to", name, user, &targets[i].property));
            free(name);
            IGRAPH_FINALLY_CLEAN(1);
        }
        IGRAPH_CHECK(cli_usage_if(latigraph_target_parse(text, user, &targets[i])));
    }
    return IGRAPH_SUCCESS;
}

/* Names of an option that may be repeated; "none" names nothing. */
static igraph_error_t parse_names(const char *option, char **names, latigraph_callback_list_t *user,
                                  igraph_integer_t *properties, igraph_integer_t *count) {
    *count = 0;
    for (int i = 0; names != NULL && names[i] != NULL; i++) {
        if (!g_str_equal(names[i], "none")) {
            IGRAPH_CHECK(cli_user_property(option, names[i], user, &properties[(*count)++]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_way(latigraph_through_t *through) {
    static const char *const ways[] = {"statistics", "code", NULL};
    int way = LATIGRAPH_THROUGH_STATISTICS;
    if (given.through != NULL) {
        IGRAPH_CHECK(cli_choice("--through", given.through, ways, &way));
    }
    *through = way;
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_options(latigraph_steer_options_t *options, latigraph_target_t *targets,
                                    igraph_integer_t *keep, igraph_integer_t *release,
                                    latigraph_callback_list_t *user) {
    latigraph_steer_options_init(options);
    IGRAPH_CHECK(parse_targets(targets, user));
    options->user = user;
    IGRAPH_CHECK(parse_names("--keep", given.keep, user, keep, &options->keep_count));
    IGRAPH_CHECK(parse_names("--release", given.release, user, release, &options->release_count));
    IGRAPH_CHECK(parse_way(&options->through));
    if (given.keep == NULL) {
        options->keep_count = -1;
    }
    if (given.edit && given.like == NULL) {
        return cli_usage("--edit needs --like CIRCUIT: the circuit to edit.");
    }
    for (int i = 0; given.figure != NULL && given.figure[i] != NULL; i++) {
        IGRAPH_CHECK(figure_check_path("--figure", given.figure[i]));
    }
    options->edit = given.edit;
    options->targets = targets;
    options->target_count = (igraph_integer_t)g_strv_length(given.to);
    options->keep = keep;
    options->release = release;
    IGRAPH_CHECK(cli_generation(&options->generate, 10, given.count, given.nodes, given.like));
    options->generate.group = given.group;
    return IGRAPH_SUCCESS;
}

/* --- The work ------------------------------------------------------------ */

static igraph_error_t steer_all(const latigraph_model_t *model,
                                const latigraph_steer_options_t *options,
                                latigraph_circuit_list_t *circuits, cli_steered_t *steered) {
    latigraph_circuit_list_t like;
    const latigraph_circuit_t *start;
    IGRAPH_CHECK(cli_read_like(&like, given.like, &start));
    IGRAPH_CHECK(
        latigraph_steer(model, circuits, start, options, steered->achieved, &steered->steering));
    latigraph_circuit_list_destroy(&like);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t steer(const char *path, const latigraph_steer_options_t *options) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    cli_steered_t steered = {.options = options, .circuits = &circuits};
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, files);
    steered.achieved = g_new0(latigraph_achieved_t, options->target_count);
    IGRAPH_FINALLY(g_free, steered.achieved);
    IGRAPH_CHECK(latigraph_steering_init(&steered.steering));
    IGRAPH_FINALLY(latigraph_steering_destroy, &steered.steering);
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_model(&model, path));
    steered.model = model;
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    IGRAPH_CHECK(steer_all(model, options, &circuits, &steered));
    cli_note_steered(&steered);
    IGRAPH_CHECK(cli_output_circuits(&circuits, files));
    for (int i = 0; given.figure != NULL && given.figure[i] != NULL; i++) {
        IGRAPH_CHECK(figure_write_steering(&steered, given.figure[i]));
    }
    IGRAPH_CHECK(cli_shared.json ? cli_json_steered(&steered) : cli_print_steered(&steered));
    if (!cli_shared.json) {
        printf("%u circuit%s in %s\n", files->len, files->len == 1 ? "" : "s", cli_shared.output);
    }
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    latigraph_steering_destroy(&steered.steering);
    g_free(steered.achieved);
    g_ptr_array_unref(files);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/* Room for as many names as an option was given. */
static igraph_integer_t *names_array(char **names) {
    return g_new0(igraph_integer_t, names != NULL ? g_strv_length(names) + 1 : 1);
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
    igraph_integer_t *keep = names_array(given.keep);
    IGRAPH_FINALLY(g_free, keep);
    igraph_integer_t *release = names_array(given.release);
    IGRAPH_FINALLY(g_free, release);
    latigraph_callback_list_t user;
    IGRAPH_CHECK(cli_user_init(&user));
    IGRAPH_CHECK(parse_options(&options, targets, keep, release, &user));
    IGRAPH_CHECK(steer(arguments[0], &options));
    latigraph_callback_list_destroy(&user);
    g_free(release);
    g_free(keep);
    g_free(targets);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
