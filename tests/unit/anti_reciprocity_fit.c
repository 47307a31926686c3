/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* A model learns that circuits have far fewer mutual pairs than chance. Its unconditional circuits
 * reproduce this, with and without calibration. */

#include "circuits.h"

#include <latigraph/latigraph.h>

enum { TRAINING = 60, GENERATED = 40 };
static const double DENSITY = 0.15, LOST = 0.9;

/* Draws a random directed graph in which every mutual pair loses one edge with probability LOST. */
static latigraph_circuit_t *avoiding_circuit(uint64_t index) {
    int from[1600], to[1600], m = 0;
    char name[32];
    latigraph_circuit_t *circuit;
    latigraph_stream_t s;
    latigraph_stream_init(&s, 31, LATIGRAPH_STREAM_TEST, index);
    const int n = 24 + (int)latigraph_stream_integer(&s, 17);
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            gboolean forth = latigraph_stream_uniform(&s) < DENSITY;
            gboolean back = latigraph_stream_uniform(&s) < DENSITY;
            if (forth && back && latigraph_stream_uniform(&s) < LOST) {
                *(latigraph_stream_integer(&s, 2) == 0 ? &forth : &back) = FALSE;
            }
            if (forth) {
                from[m] = i, to[m++] = j;
            }
            if (back) {
                from[m] = j, to[m++] = i;
            }
        }
    }
    g_snprintf(name, sizeof name, "avoiding-%d", (int)index);
    CHECK_OK(latigraph_circuit_create(&circuit, name, n, m, from, to, NULL));
    return circuit;
}

static void avoiding_circuits(latigraph_circuit_list_t *list, int count) {
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int k = 0; k < count; k++) {
        CHECK_OK(latigraph_circuit_list_push_back(list, avoiding_circuit((uint64_t)k)));
    }
}

/* Computes density and reciprocity over all pairs of all circuits. */
static void pooled(const latigraph_circuit_list_t *list, double *density, double *reciprocity) {
    double edges = 0, mutual = 0, pairs = 0;
    for (int k = 0; k < list->size; k++) {
        const latigraph_circuit_t *c = list->items[k];
        for (int i = 0; i < c->n; i++) {
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                mutual += latigraph_circuit_has_edge(c, c->out_to[e], i);
            }
        }
        edges += c->m;
        pairs += (double)c->n * (c->n - 1);
    }
    *density = edges / pairs;
    *reciprocity = mutual / edges;
}

static void check_generated(const latigraph_model_t *model, double density, double reciprocity,
                            int uncalibrated) {
    latigraph_circuit_list_t made;
    latigraph_generate_options_t options;
    double new_density, new_reciprocity;
    latigraph_generate_options_init(&options);
    options.count = GENERATED;
    options.seed = 2;
    options.uncalibrated = uncalibrated;
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(latigraph_generate(model, &made, NULL, NULL, &options));
    pooled(&made, &new_density, &new_reciprocity);
    printf("%s: density %.3f of %.3f, reciprocity %.3f of %.3f\n",
           uncalibrated ? "uncalibrated" : "calibrated", new_density, density, new_reciprocity,
           reciprocity);
    CHECK_NEAR(new_density, density, 0.02);
    CHECK_NEAR(new_reciprocity, reciprocity, 0.02);
    CHECK(new_reciprocity < 0.4 * new_density);
    latigraph_circuit_list_destroy(&made);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("500");
    double density, reciprocity;
    test_init();
    CHECK_OK(latigraph_fit_options_set(options, "node-data", "none"));
    CHECK_OK(latigraph_fit_options_set(options, "hidden", "64"));
    avoiding_circuits(&circuits, TRAINING);
    pooled(&circuits, &density, &reciprocity);
    CHECK(reciprocity < 0.25 * density);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_generated(model, density, reciprocity, 1);
    check_generated(model, density, reciprocity, 0);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
