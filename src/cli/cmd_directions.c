/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

/* Circuits on either side of a step, and axes. */
enum { EFFECTS = 8, AXES = 6 };

static struct {
    char **property, **against;
    char *axes, *count, *effects, *like, *group, *nodes;
    gboolean no_effects, shuffled, rewired;
} given;

static const GOptionEntry entries[] = {
    {"property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.property,
     "find the direction of this property alone; may be given several times (default: all of the "
     "table). A name that 'latigraph properties --list' shows, operations among them",
     "PROPERTY"},
    {"against", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.against,
     "find the direction that leads from CIRCUITS to these circuits; may be given several times",
     "CIRCUITS"},
    {"axes", 0, 0, G_OPTION_ARG_STRING, &given.axes,
     "find axes that no property was asked for: along which codes vary most (pca), along which the "
     "decoder moves circuits most (jacobian), or parts that codes are sums of (parts); of the "
     "codes "
     "of CIRCUITS, or of the density of the training codes",
     "pca|jacobian|parts"},
    {"count", 0, 0, G_OPTION_ARG_STRING, &given.count, "axes to find (default: 6)", "K"},
    {"effects", 0, 0, G_OPTION_ARG_STRING, &given.effects,
     "circuits to generate on either side of a step, to measure what it does (default: 8)", "N"},
    {"no-effects", 0, 0, G_OPTION_ARG_NONE, &given.no_effects,
     "do not measure what steps do, which takes most of the time", NULL},
    {"like", 0, 0, G_OPTION_ARG_FILENAME, &given.like,
     "try steps at the code of this circuit, with its node data (default: at the mean code of the "
     "training circuits, with node data drawn once)",
     "CIRCUIT"},
    {"group", 0, 0, G_OPTION_ARG_FILENAME, &given.group,
     "try steps at the mean code of this group of training circuits; with --axes, take its codes",
     "NAME"},
    {"nodes", 0, 0, G_OPTION_ARG_STRING, &given.nodes,
     "neurons of the circuits that steps are tried on (default: as in the training circuits)", "N"},
    {"shuffled", 0, 0, G_OPTION_ARG_NONE, &given.shuffled,
     "negative control: show R2 of codes that are dealt out anew among the circuits", NULL},
    {"rewired", 0, 0, G_OPTION_ARG_NONE, &given.rewired,
     "negative control: show R2 of the codes of copies with the same degrees and otherwise random "
     "edges: what codes know of degrees alone",
     NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL [CIRCUITS...]",
    .text =
        "Prints, for every property, how well a linear direction of the code tells it (R2, "
        "cross-validated with the folds split by neuron, by ridge regression or partial least "
        "squares, the better), its interval of 95 %, R2 of size and density alone, R2 of what is "
        "left when they are regressed out (partial), a permutation p, and the circuits it rests "
        "on. "
        "R2 says nothing of control, so a second table tells what a step of one standard deviation "
        "(sd) does to generated circuits: slope (achieved for asked, 1 is perfect), side effects "
        "(mean "
        "change of the other compared properties), what moves most besides, and the nearest other "
        "direction. With --against: what tells two sets of circuits apart. With --axes: axes "
        "without a property. Without CIRCUITS: the directions found when the model was fitted, of "
        "which R2 and p alone are known.",
    .example = "latigraph directions model.safetensors train held-out --rewired",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 1,
    .most = -1,
};

/* --- Options ----------------------------------------------------------------- */

static igraph_error_t check_combination(char **paths) {
    if (given.against != NULL && given.axes != NULL) {
        return cli_usage("--against and --axes exclude each other.");
    }
    if (given.against != NULL && paths[0] == NULL) {
        return cli_usage("--against needs CIRCUITS to compare with.");
    }
    if ((given.against != NULL || given.axes != NULL) &&
        (given.property != NULL || given.shuffled || given.rewired)) {
        return cli_usage("--property, --shuffled and --rewired do not go with --%s.",
                         given.axes != NULL ? "axes" : "against");
    }
    if (given.count != NULL && given.axes == NULL) {
        return cli_usage("--count goes with --axes.");
    }
    if (given.no_effects && given.effects != NULL) {
        return cli_usage("--effects and --no-effects exclude each other.");
    }
    if ((given.shuffled || given.rewired) && paths[0] == NULL) {
        return cli_usage("--shuffled and --rewired need CIRCUITS.");
    }
    return IGRAPH_SUCCESS;
}

/* How steps are tried. */
static igraph_error_t parse_trial(cli_trial_t *trial) {
    IGRAPH_CHECK(cli_generation(&trial->generate, EFFECTS, NULL, given.nodes, given.like));
    trial->generate.group = given.group;
    if (given.effects != NULL) {
        IGRAPH_CHECK(cli_integer("--effects", given.effects, 1, 1000000, &trial->generate.count));
    }
    if (given.no_effects) {
        trial->generate.count = 0;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_axes(const cli_trial_t *trial, latigraph_axes_options_t *options) {
    static const char *const kinds[] = {"pca", "jacobian", "parts", NULL};
    int kind;
    latigraph_axes_options_init(options);
    IGRAPH_CHECK(cli_choice("--axes", given.axes, kinds, &kind));
    options->kind = (latigraph_axes_kind_t)kind;
    options->count = AXES;
    if (given.count != NULL) {
        IGRAPH_CHECK(cli_integer("--count", given.count, 1, 100000, &options->count));
    }
    options->generate = trial->generate;
    return IGRAPH_SUCCESS;
}

/* The properties named; `properties` has room for all. */
static igraph_error_t parse_properties(latigraph_callback_list_t *user,
                                       igraph_integer_t *properties, igraph_integer_t *count) {
    *count = 0;
    for (char **name = given.property; name != NULL && *name != NULL; name++) {
        IGRAPH_CHECK(cli_user_property("--property", *name, user, &properties[(*count)++]));
    }
    return IGRAPH_SUCCESS;
}

/* --- Directions of properties -------------------------------------------------- */

static igraph_error_t find(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                           const latigraph_directions_options_t *options,
                           cli_directions_t *directions) {
    if (latigraph_circuit_list_size(circuits) > 0) {
        return latigraph_directions(model, circuits, options, directions->item, &directions->count,
                                    &directions->weights, &directions->steps);
    }
    IGRAPH_CHECK(cli_directions_of_model(directions, model));
    if (options->properties != NULL) {
        IGRAPH_CHECK(latigraph_directions_select(options->properties, options->property_count,
                                                 directions->item, &directions->count,
                                                 &directions->weights, &directions->steps));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_json(const cli_directions_t *directions) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    cli_json_directions(json, directions);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_text(const cli_directions_t *directions, gboolean studied,
                                 igraph_integer_t effects) {
    const unsigned controls =
        (given.shuffled ? CLI_SHUFFLED : 0) | (given.rewired ? CLI_REWIRED : 0);
    IGRAPH_CHECK(cli_print_study(directions, controls));
    if (!studied) {
        cli_note(
            "intervals, partial R2 and PLS are not known of the directions that a model holds: "
            "give circuits");
    }
    if (effects > 0) {
        cli_note("what steps do was measured on %" IGRAPH_PRId
                 " circuits either way; --effects N takes more",
                 effects);
    } else {
        cli_note("R2 says how well codes tell a property, not what a step does to circuits");
    }
    return IGRAPH_SUCCESS;
}

/* A remark on properties that were asked for and have no direction. */
static void tell_missing(const cli_directions_t *directions,
                         const latigraph_directions_options_t *options) {
    for (igraph_integer_t k = 0; options->properties != NULL && k < options->property_count; k++) {
        gboolean found = FALSE;
        for (igraph_integer_t d = 0; d < directions->count; d++) {
            found = found || directions->item[d].property == options->properties[k];
        }
        if (!found) {
            cli_note("%s has no direction: it is the same in all circuits, or hardly ever defined",
                     latigraph_property_name(options->user, options->properties[k]));
        }
    }
}

static igraph_error_t report_properties(const latigraph_model_t *model,
                                        const latigraph_circuit_list_t *circuits,
                                        const latigraph_directions_options_t *options,
                                        const cli_trial_t *trial) {
    cli_directions_t directions;
    IGRAPH_CHECK(cli_directions_init(&directions, options->user));
    IGRAPH_CHECK(find(model, circuits, options, &directions));
    cli_tell_unscored(&directions);
    tell_missing(&directions, options);
    IGRAPH_CHECK(latigraph_direction_cosines(model, &directions.steps, &directions.cosines));
    if (trial->generate.count > 0) {
        const latigraph_step_options_t step_options = {
            .like = trial->like, .user = options->user, .generate = trial->generate};
        IGRAPH_CHECK(latigraph_direction_effects(model, directions.item, directions.count,
                                                 &directions.steps, &step_options,
                                                 &directions.change, &directions.error));
    }
    IGRAPH_CHECK(cli_shared.json
                     ? print_json(&directions)
                     : print_text(&directions, latigraph_circuit_list_size(circuits) > 0,
                                  trial->generate.count));
    cli_directions_destroy(&directions);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- The command --------------------------------------------------------------- */

static igraph_error_t report_sets(const latigraph_model_t *model,
                                  const latigraph_circuit_list_t *first,
                                  const latigraph_directions_options_t *options,
                                  const cli_trial_t *trial) {
    latigraph_circuit_list_t second;
    IGRAPH_CHECK(cli_read_new_list(&second, given.against));
    IGRAPH_CHECK(cli_report_discrimination(model, first, &second, options, trial));
    latigraph_circuit_list_destroy(&second);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t report(char **arguments, const latigraph_directions_options_t *options,
                             latigraph_axes_options_t *axes, cli_trial_t *trial) {
    latigraph_model_t *model;
    latigraph_circuit_list_t circuits, like;
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_read_like(&like, given.like, &trial->like));
    IGRAPH_CHECK(cli_read_new_list(&circuits, arguments + 1));
    axes->like = trial->like;
    if (given.against != NULL) {
        IGRAPH_CHECK(report_sets(model, &circuits, options, trial));
    } else if (given.axes != NULL) {
        IGRAPH_CHECK(cli_report_axes(model, &circuits, axes, trial));
    } else {
        IGRAPH_CHECK(report_properties(model, &circuits, options, trial));
    }
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&like);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(char **arguments, igraph_integer_t *properties) {
    latigraph_callback_list_t user;
    latigraph_directions_options_t options = {
        .rewired = given.rewired, .threads = cli_threads(), .seed = cli_shared.seed};
    latigraph_axes_options_t axes = {.count = AXES};
    cli_trial_t trial = {.like = NULL};
    IGRAPH_CHECK(check_combination(arguments + 1));
    IGRAPH_CHECK(parse_trial(&trial));
    if (given.axes != NULL) {
        IGRAPH_CHECK(parse_axes(&trial, &axes));
    }
    IGRAPH_CHECK(cli_user_init(&user));
    IGRAPH_CHECK(parse_properties(&user, properties, &options.property_count));
    options.user = &user;
    options.properties = given.property != NULL ? properties : NULL;
    IGRAPH_CHECK(report(arguments, &options, &axes, &trial));
    latigraph_callback_list_destroy(&user);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_directions(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    igraph_integer_t *properties =
        g_new0(igraph_integer_t, given.property != NULL ? g_strv_length(given.property) + 1 : 1);
    const igraph_error_t code = run(arguments, properties);
    g_free(properties);
    return code;
}
