/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Drawn neurons keep the distances of those of the training circuits. */

#include "circuits.h"
#include "generate/generate.h"
#include "generate/spacing.h"
#include "latent/position_law.h"

#include <latigraph/latigraph.h>

enum { N = 40, CIRCUITS = 60 };
static const double SIDE = 100, CORE = 12;

/* Pools of bins that do not ascend get their mean. */
static void test_ascending(void) {
    double value[6] = {0.2, 0.1, 0.4, 0.9, 0.6, 1}, weight[6] = {1, 3, 1, 1, 2, 1};
    static const double expected[6] = {0.125, 0.125, 0.4, 0.7, 0.7, 1};
    latigraph_make_ascending(weight, value, 6);
    for (int b = 0; b < 6; b++) {
        CHECK_NEAR(value[b], expected[b], 1e-8);
    }
}

/* The chance of a place is the product over all neurons, wherever the cubes lie. The table ends
 * with factors of 1 from bin `ones` on. */
static void test_chance(int dims, int ones) {
    enum { POINTS = 200 };
    latigraph_node_law_t law = {.spacing = {0.5}};
    double place[POINTS][3];
    latigraph_spacing_t spacing;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int b = 0; b < LATIGRAPH_SPACINGS; b++) {
        law.spacing[1 + b] = b < ones ? 0.8 + 0.01 * b : 1;
    }
    CHECK_OK(latigraph_spacing_init(&spacing, &law, dims, POINTS));
    for (int k = 0; k < POINTS; k++) {
        double chance = 1;
        for (int d = 0; d < dims; d++) {
            place[k][d] = ones * (2.5 * latigraph_stream_uniform(&stream) - 1.25);
        }
        for (int j = 0; j < k; j++) {
            double squares = 0;
            for (int d = 0; d < dims; d++) {
                squares += (place[k][d] - place[j][d]) * (place[k][d] - place[j][d]);
            }
            const double bin = sqrt(squares) / 0.5;
            chance *= bin < LATIGRAPH_SPACINGS ? law.spacing[1 + (int)bin] : 1;
        }
        CHECK_NEAR(latigraph_spacing_chance(&spacing, place[k]), chance, 1e-12);
        latigraph_spacing_add(&spacing, place[k]);
    }
    latigraph_spacing_destroy(&spacing);
}

/* Places N neurons in a cube, none closer than CORE to another. */
static latigraph_circuit_t *make_circuit(uint64_t number) {
    int from[N], to[N];
    igraph_matrix_t position;
    latigraph_circuit_t *c;
    latigraph_stream_t stream;
    char name[20];
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, number);
    CHECK_OK(igraph_matrix_init(&position, N, 3));
    for (int i = 0; i < N;) {
        double least = INFINITY;
        for (int d = 0; d < 3; d++) {
            MATRIX(position, i, d) = SIDE * latigraph_stream_uniform(&stream);
        }
        for (int j = 0; j < i; j++) {
            double squares = 0;
            for (int d = 0; d < 3; d++) {
                const double x = MATRIX(position, i, d) - MATRIX(position, j, d);
                squares += x * x;
            }
            least = fmin(least, sqrt(squares));
        }
        from[i] = i;
        to[i] = (i + 1 + (int)latigraph_stream_integer(&stream, N / 2)) % N;
        i += least >= CORE;
    }
    g_snprintf(name, sizeof name, "made-%d", (int)number);
    CHECK_OK(latigraph_circuit_create(&c, name, N, N, from, to, NULL));
    CHECK_OK(latigraph_circuit_set_positions(c, &position, "um"));
    igraph_matrix_destroy(&position);
    return c;
}

/* Share of neurons with a neighbour closer than the core, of drawn circuits. */
static double share_close(const latigraph_model_t *model, latigraph_place_t place) {
    int close = 0, all = 0;
    for (uint64_t k = 0; k < 40; k++) {
        latigraph_circuit_t *c;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, k);
        CHECK_OK(latigraph_draw_nodes(&c, model, model->code_mean, N, place, &stream, "drawn"));
        for (int i = 0; i < N; i++, all++) {
            gboolean found = FALSE;
            for (int j = 0; j < N; j++) {
                const double *x = c->position + 3 * i, *y = c->position + 3 * j;
                const double squares = (x[0] - y[0]) * (x[0] - y[0]) +
                                       (x[1] - y[1]) * (x[1] - y[1]) +
                                       (x[2] - y[2]) * (x[2] - y[2]);
                found = found || (i != j && squares < 0.8 * 0.8 * CORE * CORE);
            }
            close += found;
        }
        latigraph_circuit_destroy(c);
    }
    return (double)close / all;
}

static void test_learned(void) {
    latigraph_circuit_list_t list;
    latigraph_model_t *model, *read;
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (uint64_t k = 0; k < CIRCUITS; k++) {
        CHECK_OK(latigraph_circuit_list_push_back(&list, make_circuit(k)));
    }
    latigraph_fit_options_t *options = quick_options("2");
    CHECK_OK(latigraph_fit_options_set(options, "node-data", "position"));
    CHECK_OK(latigraph_fit(&model, &list, NULL, options));
    const double *table = model->node_law->spacing;
    CHECK(table[0] > 0 && table[1] < 0.05 && table[LATIGRAPH_SPACINGS] > 0.8);
    const double apart = share_close(model, LATIGRAPH_PLACE_FITTED);
    const double in_ball = share_close(model, LATIGRAPH_PLACE_BALL);
    /* The table is part of the model file. */
    CHECK_OK(latigraph_model_write(model, "spacing.safetensors"));
    CHECK_OK(latigraph_model_read(&read, "./spacing.safetensors"));
    for (int b = 0; b <= LATIGRAPH_SPACINGS; b++) {
        CHECK(read->node_law->spacing[b] == table[b]);
    }
    remove("spacing.safetensors");
    read->node_law->spacing[0] = 0; /* without it neurons are independent */
    CHECK(apart < 0.25 * share_close(read, LATIGRAPH_PLACE_FITTED));
    CHECK(in_ball < 0.25 * share_close(read, LATIGRAPH_PLACE_BALL));
    latigraph_model_destroy(read);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    test_ascending();
    for (int dims = 2; dims <= 3; dims++) {
        test_chance(dims, LATIGRAPH_SPACINGS);
        test_chance(dims, 5);
        test_chance(dims, 1);
    }
    test_learned();
    return 0;
}
