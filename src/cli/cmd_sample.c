/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>

static struct { char *shape, *axis, *size, *count, *select, *restart; } given;

static const GOptionEntry entries[] = {
    {"shape", 0, 0, G_OPTION_ARG_STRING, &given.shape,
     "ball: the nearest neurons in space; column: the nearest in the plane across an axis; "
     "neighbours: met by a random walk; whole: all of it (default: ball)",
     "ball|column|neighbours|whole"},
    {"axis", 0, 0, G_OPTION_ARG_STRING, &given.axis, "axis of the columns (default: y)", "x|y|z"},
    {"size", 0, 0, G_OPTION_ARG_STRING, &given.size,
     "neurons of a circuit, a number or a range (default: 100:200)", "N|MIN:MAX"},
    {"count", 'n', 0, G_OPTION_ARG_STRING, &given.count,
     "circuits to cut, of each connectome (default: 500)", "K"},
    {"restart", 0, 0, G_OPTION_ARG_STRING, &given.restart,
     "probability that the random walk jumps back to its start", "P"},
    {"select", 0, 0, G_OPTION_ARG_FILENAME, &given.select,
     "only neurons that meet a condition on node data, e.g. 'x_um<750' or 'side=left'", "EXPR"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "CONNECTOME... -o DIR",
    .text = "Cuts circuits out of a connectome and writes one file each. Neurons keep their "
            "identity, so that sets of circuits with neurons in common are found out. For sets "
            "without, cut each with a --select of its own. Of several connectomes, or a folder of "
            "them, each gives --count circuits, the same ones as if it were alone; circuits keep "
            "its name, by which a model of all tells its groups apart.",
    .example = "latigraph sample connectome.graphml -o train --shape column --size 100:200 "
               "--select 'x_um<700'",
    .options = entries,
    .groups = CLI_WRITES | CLI_READS | CLI_SEED | CLI_JSON,
    .least = 1,
    .most = -1,
};

/* Largest number of neurons or circuits that is asked for without a typing error. */
#define MOST 100000000

static igraph_error_t parse_size(const char *text, latigraph_sample_options_t *options) {
    char **ends = g_strsplit(text, ":", 2);
    IGRAPH_FINALLY(g_strfreev, ends);
    IGRAPH_CHECK(cli_integer("--size", ends[0], 1, MOST, &options->size_min));
    options->size_max = options->size_min;
    if (ends[0] != NULL && ends[1] != NULL) {
        IGRAPH_CHECK(cli_integer("--size", ends[1], 1, MOST, &options->size_max));
    }
    g_strfreev(ends);
    IGRAPH_FINALLY_CLEAN(1);
    if (options->size_max < options->size_min) {
        return cli_usage("--size: \"%s\" is an empty range.", text);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse_options(latigraph_sample_options_t *options) {
    static const char *const shapes[] = {"ball", "column", "neighbours", "whole", NULL};
    static const char *const axes[] = {"x", "y", "z", NULL};
    int choice;
    latigraph_sample_options_init(options);
    options->seed = cli_shared.seed;
    options->select = given.select;
    if (given.shape != NULL) {
        IGRAPH_CHECK(cli_choice("--shape", given.shape, shapes, &choice));
        options->shape = (latigraph_shape_t)choice;
    }
    if (given.axis != NULL) {
        IGRAPH_CHECK(cli_choice("--axis", given.axis, axes, &options->axis));
    }
    if (given.size != NULL) {
        IGRAPH_CHECK(parse_size(given.size, options));
    }
    if (given.count != NULL) {
        IGRAPH_CHECK(cli_integer("--count", given.count, 1, MOST, &options->count));
    }
    if (given.restart != NULL) {
        IGRAPH_CHECK(cli_real("--restart", given.restart, 0.0, 1.0, &options->restart));
    }
    if (options->shape == LATIGRAPH_SHAPE_WHOLE) {
        options->count = 1;
    }
    return IGRAPH_SUCCESS;
}

/* --- The summary --------------------------------------------------------- */

typedef struct {
    igraph_integer_t min, max;
    igraph_real_t mean;
} spread_t;

typedef igraph_integer_t count_of_t(const latigraph_circuit_t *circuit);

static spread_t spread(const latigraph_circuit_list_t *list, count_of_t *count_of) {
    const igraph_integer_t size = latigraph_circuit_list_size(list);
    spread_t s = {IGRAPH_INTEGER_MAX, 0, 0.0};
    for (igraph_integer_t i = 0; i < size; i++) {
        const igraph_integer_t count = count_of(latigraph_circuit_list_get(list, i));
        s.min = MIN(s.min, count);
        s.max = MAX(s.max, count);
        s.mean += (igraph_real_t)count / (igraph_real_t)size;
    }
    return s;
}

/* Neurons that circuits could be cut from. */
static igraph_error_t count_available(const latigraph_circuit_list_t *connectomes,
                                      igraph_integer_t *available) {
    *available = 0;
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(connectomes); c++) {
        const latigraph_circuit_t *connectome = latigraph_circuit_list_get(connectomes, c);
        latigraph_circuit_t *selected = NULL;
        if (given.select != NULL) {
            IGRAPH_CHECK(latigraph_circuit_select(&selected, connectome, given.select));
        }
        *available += latigraph_circuit_vcount(selected != NULL ? selected : connectome);
        latigraph_circuit_destroy(selected);
    }
    return IGRAPH_SUCCESS;
}

static void json_spread(JsonBuilder *json, const char *name, spread_t s) {
    json_builder_set_member_name(json, name);
    json_builder_begin_object(json);
    cli_json_number(json, "min", (igraph_real_t)s.min);
    cli_json_number(json, "mean", s.mean);
    cli_json_number(json, "max", (igraph_real_t)s.max);
    json_builder_end_object(json);
}

static igraph_error_t print_json(igraph_integer_t circuits, spread_t nodes, spread_t edges,
                                 igraph_integer_t used, igraph_integer_t available,
                                 const GPtrArray *files) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_number(json, "circuits", (igraph_real_t)circuits);
    json_spread(json, "nodes", nodes);
    json_spread(json, "edges", edges);
    cli_json_number(json, "neurons_used", (igraph_real_t)used);
    cli_json_number(json, "neurons_available", (igraph_real_t)available);
    json_builder_set_member_name(json, "files");
    json_builder_begin_array(json);
    for (guint i = 0; i < files->len; i++) {
        json_builder_add_string_value(json, files->pdata[i]);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t summarise(const latigraph_circuit_list_t *circuits,
                                const latigraph_circuit_list_t *connectomes,
                                const GPtrArray *files) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    const spread_t nodes = spread(circuits, latigraph_circuit_vcount);
    const spread_t edges = spread(circuits, latigraph_circuit_ecount);
    latigraph_overlap_t overlap;
    igraph_integer_t available;
    IGRAPH_CHECK(count_available(connectomes, &available));
    IGRAPH_CHECK(latigraph_circuit_list_overlap(circuits, connectomes, &overlap));
    if (cli_shared.json) {
        return print_json(count, nodes, edges, overlap.neurons_first, available, files);
    }
    printf("%" IGRAPH_PRId " circuit%s in %s: %" IGRAPH_PRId " to %" IGRAPH_PRId
           " neurons, %" IGRAPH_PRId " to %" IGRAPH_PRId " edges (mean %.0f); %" IGRAPH_PRId
           " of %" IGRAPH_PRId " neurons used\n",
           count, count == 1 ? "" : "s", cli_shared.output, nodes.min, nodes.max, edges.min,
           edges.max, edges.mean, overlap.neurons_first, available);
    return IGRAPH_SUCCESS;
}

/* Neurons are known by the name of their connectome and their own. */
static igraph_error_t check_names(const latigraph_circuit_list_t *connectomes) {
    GHashTable *met = g_hash_table_new(g_str_hash, g_str_equal);
    IGRAPH_FINALLY(g_hash_table_unref, met);
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(connectomes); c++) {
        const char *name = latigraph_circuit_name(latigraph_circuit_list_get(connectomes, c));
        if (!g_hash_table_add(met, (gpointer)name)) {
            IGRAPH_ERRORF(
                "Two of the connectomes are called \"%s\", so that their neurons would be "
                "taken for the same; rename one.",
                IGRAPH_EINVAL, name);
        }
    }
    g_hash_table_unref(met);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t cut_all(latigraph_circuit_list_t *circuits,
                              const latigraph_circuit_list_t *connectomes,
                              const latigraph_sample_options_t *options) {
    IGRAPH_CHECK(check_names(connectomes));
    for (igraph_integer_t c = 0; c < latigraph_circuit_list_size(connectomes); c++) {
        IGRAPH_CHECK(
            latigraph_sample(circuits, latigraph_circuit_list_get(connectomes, c), options));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t sample(char **paths, const latigraph_sample_options_t *options) {
    latigraph_circuit_list_t connectomes, circuits;
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    IGRAPH_FINALLY(g_ptr_array_unref, files);
    IGRAPH_CHECK(cli_output_prepare());
    IGRAPH_CHECK(cli_read_new_list(&connectomes, paths));
    IGRAPH_CHECK(latigraph_circuit_list_init(&circuits));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &circuits);
    latigraph_circuit_list_limit_memory(&circuits, cli_shared.memory);
    IGRAPH_CHECK(cut_all(&circuits, &connectomes, options));
    IGRAPH_CHECK(cli_output_circuits(&circuits, files));
    IGRAPH_CHECK(summarise(&circuits, &connectomes, files));
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&connectomes);
    g_ptr_array_unref(files);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_sample(int argc, char **argv) {
    char **arguments;
    latigraph_sample_options_t options;
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(parse_options(&options));
    return sample(arguments, &options);
}
