/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Model files of earlier formats keep their meaning. format2.safetensors was written by the last
 * version without anti-reciprocity: a fit of 30 steps to random_circuits(16, 0, weights = 1).
 * format2.edges holds the edges, with weights, of the three circuits that it then generated. */

#include "circuits.h"
#include "model/network.h"

#include <glib/gstdio.h>
#include <latigraph/latigraph.h>

enum { CIRCUITS = 3, LIST_MAX = 400 };

typedef struct {
    int circuit, from, to, weight;
} edge_t;

static char *path_of(const char *name) {
    const char *top = g_getenv("top_srcdir");
    return g_build_filename(top != NULL ? top : "..", "tests", "unit", name, NULL);
}

static int read_edges(edge_t *edges) {
    char *path = path_of("format2.edges");
    FILE *file = fopen(path, "r");
    int count = 0;
    REQUIRE(file != NULL);
    while (fscanf(file, "%d %d %d %d", &edges[count].circuit, &edges[count].from, &edges[count].to,
                  &edges[count].weight) == 4) {
        CHECK(++count < LIST_MAX);
    }
    fclose(file);
    g_free(path);
    return count;
}

static int generate_edges(const latigraph_model_t *model, edge_t *edges) {
    latigraph_circuit_list_t circuits;
    latigraph_generate_options_t options;
    int count = 0;
    latigraph_generate_options_init(&options);
    options.count = CIRCUITS;
    options.seed = 5;
    options.uncalibrated = 1;
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    CHECK_OK(latigraph_generate(model, &circuits, NULL, NULL, &options));
    for (int k = 0; k < CIRCUITS; k++) {
        const latigraph_circuit_t *c = circuits.items[k];
        for (int i = 0; i < c->n; i++) {
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                CHECK(count < LIST_MAX);
                edges[count++] = (edge_t){k, i, c->out_to[e], (int)c->weight[e]};
            }
        }
    }
    latigraph_circuit_list_destroy(&circuits);
    return count;
}

/* Returns the number of edges of the first list that the second lacks. */
static int missing(const edge_t *first, int count, const edge_t *second, int others) {
    int lost = 0;
    for (int e = 0; e < count; e++) {
        int found = 0;
        for (int o = 0; o < others && !found; o++) {
            found = memcmp(&first[e], &second[o], sizeof(edge_t)) == 0;
        }
        lost += !found;
    }
    return lost;
}

/* The generated circuits are the same. Another processor may round sums differently, so one edge
 * may differ. */
static void check_edges(const latigraph_model_t *model) {
    edge_t before[LIST_MAX], now[LIST_MAX];
    const int count = read_edges(before), others = generate_edges(model, now);
    REQUIRE(count == 91 && missing(before, count, now, others) <= 1);
    CHECK(missing(now, others, before, count) <= 1);
}

/* The global network has one more output, which gives δ = 0. */
static void check_anti_reciprocity(const latigraph_model_t *model) {
    const latigraph_parameters_t *networks[] = {model->parameters, model->baseline};
    latigraph_circuit_t *circuit = random_circuit(20, 90, 1);
    latigraph_example_t *example;
    latigraph_rates_t rates;
    CHECK_OK(latigraph_example_create(&example, model, circuit, 1));
    latigraph_scratch_t *scratch = latigraph_scratch_create(&model->config, 20);
    const real_t z[4] = {3, -3, 3, -3}, u[40] = {0};
    latigraph_model_decode(model, example, scratch, z, u, &rates);
    CHECK(rates.anti_reciprocity == 0);
    latigraph_model_decode_node_data(model, example, scratch);
    CHECK(scratch->anti_reciprocity == 0);
    for (int k = 0; k < 2; k++) {
        const latigraph_layout_t *l = &networks[k]->layout;
        const int outputs = latigraph_global_outputs(&model->config), hidden = model->config.hidden;
        /* The weights, then the biases, of the second layer are last in the MLP. */
        const real_t *end = networks[k]->value + l->global_at + mlp_parameter_count(&l->global);
        const real_t *weight = end - outputs * (hidden + 1), *bias = end - outputs;
        for (int i = 0; i < hidden; i++) {
            CHECK(weight[(outputs - 1) * hidden + i] == 0);
            CHECK(weight[i] != 0);
        }
        CHECK(bias[outputs - 1] < -500 && bias[0] != 0);
    }
    latigraph_scratch_destroy(scratch);
    latigraph_example_destroy(example);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    char *path = path_of("format2.safetensors");
    char *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    char *again = g_build_filename(directory, "again.safetensors", NULL);
    latigraph_model_t *model, *read;
    test_init();
    CHECK_OK(latigraph_model_read(&model, path));
    check_anti_reciprocity(model);
    check_edges(model);
    /* The model written again has the current format and gives the same circuits. */
    CHECK_OK(latigraph_model_write(model, again));
    CHECK_OK(latigraph_model_read(&read, again));
    CHECK(memcmp(read->parameters->value, model->parameters->value,
                 sizeof(real_t) * (size_t)model->parameters->layout.count) == 0);
    check_anti_reciprocity(read);
    check_edges(read);
    latigraph_model_destroy(read);
    latigraph_model_destroy(model);
    g_unlink(again);
    g_rmdir(directory);
    g_free(again);
    g_free(directory);
    g_free(path);
    return 0;
}
