/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure.h"

static struct {
    char *property, *direction;
    char **output;
} given;

static const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &given.output,
     "file to draw into: .svg, .pdf or .png; may be repeated", "FILE"},
    {"property", 'p', 0, G_OPTION_ARG_STRING, &given.property,
     "property that colours the map (default: reciprocity)", "PROPERTY"},
    {"direction", 'd', 0, G_OPTION_ARG_STRING, &given.direction,
     "property along which circuits are generated (default: that of the map)", "PROPERTY"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL CIRCUITS... -o FILE",
    .text =
        "Draws the latent map of the circuits, coloured by a property; how well steering meets\n"
        "what is asked, from -2 to +2 SD around the mean of the circuits; and circuits along that "
        "way, each with the measured\n"
        "value beside the asked.",
    .example = "latigraph figure model.safetensors circuits -o figure.svg -o figure.png",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS,
    .least = 2,
    .most = -1,
};

gboolean figure_ends_in(const char *path, const char *ending) {
    char *lower = g_ascii_strdown(path, -1);
    const gboolean does = g_str_has_suffix(lower, ending);
    g_free(lower);
    return does;
}

igraph_error_t figure_check_path(const char *option, const char *path) {
    if (!figure_ends_in(path, ".svg") && !figure_ends_in(path, ".pdf") &&
        !figure_ends_in(path, ".png")) {
        return cli_usage("%s: \"%s\" ends neither in .svg nor .pdf nor .png.", option, path);
    }
    if (!figure_can_draw) {
        IGRAPH_ERROR("This latigraph was built without cairo, so it draws no figures.",
                     IGRAPH_UNIMPLEMENTED);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_output(void) {
    if (given.output == NULL) {
        return cli_usage("-o FILE is missing: the file to draw into.");
    }
    for (int i = 0; given.output[i] != NULL; i++) {
        IGRAPH_CHECK(figure_check_path("-o", given.output[i]));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw(char **arguments, igraph_integer_t property,
                           igraph_integer_t direction) {
    latigraph_circuit_list_t list;
    latigraph_model_t *model;
    figure_t figure = {0};
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_read_new_list(&list, arguments + 1));
    if (latigraph_circuit_list_size(&list) < 2) {
        IGRAPH_ERROR("A latent map needs at least two circuits.", IGRAPH_EINVAL);
    }
    IGRAPH_FINALLY(figure_destroy, &figure);
    IGRAPH_CHECK(figure_fill(&figure, model, &list, property, direction));
    for (int i = 0; given.output[i] != NULL; i++) {
        IGRAPH_CHECK(figure_write(&figure, given.output[i]));
    }
    figure_destroy(&figure);
    latigraph_circuit_list_destroy(&list);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_figure(int argc, char **argv) {
    char **arguments;
    igraph_integer_t property, direction;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(check_output());
    IGRAPH_CHECK(cli_property("--property", given.property != NULL ? given.property : "reciprocity",
                              &property));
    direction = property;
    if (given.direction != NULL) {
        IGRAPH_CHECK(cli_property("--direction", given.direction, &direction));
    }
    return draw(arguments, property, direction);
}
