/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static gboolean paired;

static const GOptionEntry entries[] = {
    {"paired", 0, 0, G_OPTION_ARG_NONE, &paired,
     "generated circuit i was made like real circuit i, in the order of reading; if there are "
     "several times as many, each round of them was",
     NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "REAL GENERATED",
    .text =
        "Compares generated circuits, by whatever generator, with real ones: relative error and "
        "Kolmogorov-Smirnov distance of every property, degrees, triads, maximum mean "
        "discrepancy, and a classifier that tells them apart (a lower bound on the Jensen-Shannon "
        "distance), each beside the floor that random halves of the real circuits get against "
        "each other, and what a real half gets against as many generated circuits. Intervals are "
        "from a bootstrap in which circuits count the less the more neurons they share.",
    .example = "latigraph compare held-out generated --json",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 2,
    .most = 2,
};

static igraph_error_t print(const cli_likeness_t *likeness) {
    if (cli_shared.json) {
        JsonBuilder *json;
        IGRAPH_CHECK(cli_json_new(&json));
        cli_json_likeness(json, likeness);
        cli_json_print(json);
        g_object_unref(json);
        IGRAPH_FINALLY_CLEAN(1);
        return IGRAPH_SUCCESS;
    }
    printf("%" IGRAPH_PRId " generated circuits against %" IGRAPH_PRId " real ones\n",
           likeness->all.generated, likeness->all.real);
    return cli_print_likeness(likeness);
}

igraph_error_t cli_compare(int argc, char **argv) {
    char **arguments;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    char *first[] = {arguments[0], NULL}, *second[] = {arguments[1], NULL};
    latigraph_circuit_list_t real, generated;
    cli_likeness_t likeness;
    IGRAPH_CHECK(cli_read_new_list(&real, first));
    IGRAPH_CHECK(cli_read_new_list(&generated, second));
    IGRAPH_CHECK(cli_usage_if(cli_likeness_init(&likeness, &real, &generated, paired)));
    IGRAPH_CHECK(print(&likeness));
    cli_likeness_destroy(&likeness);
    latigraph_circuit_list_destroy(&generated);
    latigraph_circuit_list_destroy(&real);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
