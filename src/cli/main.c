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
    {"sample", "Cut circuits out of a connectome", cli_sample, FALSE},
    {"fit", "Learn a model of circuits", cli_fit, TRUE},
    {"models", "List the pretrained models", cli_models, FALSE},
    {"info", "Describe a model", cli_info, FALSE},
    {"card", "Write the card of a model", cli_card, FALSE},
    {"encode", "Print the codes of circuits", cli_encode, FALSE},
    {"decode", "Write the edge probabilities of a circuit", cli_decode, FALSE},
    {"generate", "Generate circuits", cli_generate, TRUE},
    {"properties", "Measure properties of circuits", cli_properties, FALSE},
    {"reservoir", "Run circuits as reservoirs: what they can compute", cli_reservoir, TRUE},
    {"directions", "Show the directions of the code along which properties grow", cli_directions,
     FALSE},
    {"explain", "Explain properties by coordinates of the code, and what these do", cli_explain,
     FALSE},
    {"steer", "Generate circuits with asked properties", cli_steer, FALSE},
    {"traverse", "Walk along the direction of a property", cli_traverse, FALSE},
    {"interpolate", "Walk from one circuit to another", cli_interpolate, FALSE},
    {"evaluate", "Judge a model on circuits: bits and AUC", cli_evaluate, TRUE},
    {"compare", "Compare two sets of circuits: real and generated", cli_compare, FALSE},
    {"ops", "Describe the operations that programs can call", cli_ops, FALSE},
    {"figure", "Draw the latent map and circuits along a direction", cli_figure, FALSE},
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

static const cli_command_t *find_command(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(name, commands[i].name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

/* One process among several does its share, or leaves the work to the first. */
static igraph_error_t run_command(const cli_command_t *command, int argc, char **argv) {
    const gboolean first = cli_ranks_start(command->split);
    /* The usage line of the help begins with the program's name. */
    char *program = g_strdup_printf("latigraph %s", command->name);
    g_set_prgname(program);
    g_free(program);
    return first || command->split ? command->run(argc, argv) : IGRAPH_SUCCESS;
}

int main(int argc, char **argv) {
    cli_choose_blas(argv);
    /* File names may hold any character; numbers keep their point. */
    setlocale(LC_CTYPE, "");
    cli_host_start();
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
    const cli_command_t *command = find_command(name);
    return command != NULL ? cli_host_end(run_command(command, argc - 1, argv + 1), name)
                           : cli_host_end(unknown_command(name), NULL);
}
