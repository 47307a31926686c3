/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* In the order of the work. */
static const cli_command_t commands[] = {
    {"sample", "Cut circuits out of a connectome", cli_sample},
    {"fit", "Learn a model of circuits", cli_fit},
    {"models", "List the pretrained models", cli_models},
    {"info", "Describe a model", cli_info},
    {"card", "Write the card of a model", cli_card},
    {"encode", "Print the codes of circuits", cli_encode},
    {"decode", "Write the edge probabilities of a circuit", cli_decode},
    {"generate", "Generate circuits", cli_generate},
    {"properties", "Measure properties of circuits", cli_properties},
    {"reservoir", "Run circuits as reservoirs: what they can compute", cli_reservoir},
    {"directions", "Show the directions of the code along which properties grow", cli_directions},
    {"explain", "Explain properties by coordinates of the code, and what these do", cli_explain},
    {"steer", "Generate circuits with asked properties", cli_steer},
    {"traverse", "Walk along the direction of a property", cli_traverse},
    {"interpolate", "Walk from one circuit to another", cli_interpolate},
    {"evaluate", "Judge a model on circuits: bits and AUC", cli_evaluate},
    {"compare", "Compare two sets of circuits: real and generated", cli_compare},
    {"ops", "Describe the operations that programs can call", cli_ops},
    {"figure", "Draw the latent map and circuits along a direction", cli_figure},
};

static void print_help(void) {
    fputs("Usage:\n  latigraph COMMAND [ARGUMENT...]\n\n"
          "Learns a small latent space from circuits (directed graphs, with node types,\n"
          "positions and weights where there are any) and builds new circuits from it.\n\n"
          "Commands:\n",
          stdout);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        printf("  %-12s%s\n", commands[i].name, commands[i].summary);
    }
    fputs("\n'latigraph COMMAND --help' describes a command.\n\n"
          "Options:\n"
          "  -h, --help  show this help\n"
          "  --version   show the version\n\n"
          "CIRCUITS is a graph file in any format that igraph reads (.graphml, .gml, .net, ...;\n"
          "also gzipped), a folder with nodes.csv and edges.csv, or a folder of these.\n"
          "Results go to standard output, everything else to standard error.\n"
          "Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted (Ctrl-C).\n\n"
          "Example:\n"
          "  latigraph sample connectome.graphml -o circuits --shape neighbours --size 60:100\n"
          "  latigraph fit circuits -o model.safetensors\n"
          "  latigraph steer model.safetensors --to reciprocity=+1sd --count 10 -o steered\n",
          stdout);
}

static igraph_error_t unknown_command(const char *name) {
    const char *names[G_N_ELEMENTS(commands) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        names[i] = commands[i].name;
    }
    const char *nearest = cli_nearest(name, names);
    if (nearest != NULL) {
        return cli_usage("There is no command \"%s\"; did you mean \"%s\"?", name, nearest);
    }
    return cli_usage("There is no command \"%s\".", name);
}

int main(int argc, char **argv) {
    cli_choose_blas(argv);
    /* File names may hold any character; numbers keep their point. */
    setlocale(LC_CTYPE, "");
    cli_host_start();
    const gboolean first = cli_ranks_start();
    if (argc < 2) {
        return cli_host_end(cli_usage("A command is missing."), NULL);
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help();
        return cli_host_end(IGRAPH_SUCCESS, NULL);
    }
    if (strcmp(name, "--version") == 0) {
        printf("latigraph %s\n", latigraph_version());
        return cli_host_end(IGRAPH_SUCCESS, NULL);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(name, commands[i].name) == 0) {
            /* The usage line of the help begins with the program's name. */
            char *program = g_strdup_printf("latigraph %s", name);
            g_set_prgname(program);
            g_free(program);
            const igraph_error_t code = first || commands[i].run == cli_fit ||
                                                commands[i].run == cli_evaluate
                                            ? commands[i].run(argc - 1, argv + 1)
                                            : IGRAPH_SUCCESS; /* the first rank does it alone */
            return cli_host_end(code, name);
        }
    }
    return cli_host_end(unknown_command(name), NULL);
}
