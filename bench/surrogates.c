/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Times steps of the chains of surrogates, and igraph_rewire() on the same graph:
 *
 *     bench/surrogates FILE ... [N:M ...]
 *
 * FILE is a connectome. N:M is a random graph of N neurons and about M edges whose degrees are
 * log-normal. Times are processor times per attempted step, the least of several runs. */

#include "surrogate/state.h"

#include <glib.h>
#include <latigraph/surrogate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPEATS = 3 };

static double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

static void check(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS) {
        exit(1);
    }
}

/* Draws a neuron in proportion to its log-normal weight. */
static int draw(const double *sums, int n, latigraph_stream_t *stream) {
    const double at = latigraph_stream_uniform(stream) * sums[n - 1];
    int low = 0, high = n - 1;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (sums[middle] <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Every fifth edge is drawn together with its reverse. */
static void random_circuit(int n, int m, latigraph_circuit_t **circuit) {
    double *out = g_new0(double, n), *in = g_new0(double, n);
    int *from = g_new0(int, m), *to = g_new0(int, m), count = 0;
    latigraph_pair_states_t pairs;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < n; i++) {
        out[i] = exp(latigraph_stream_normal(&stream)) + (i > 0 ? out[i - 1] : 0);
        in[i] = exp(latigraph_stream_normal(&stream)) + (i > 0 ? in[i - 1] : 0);
    }
    check(latigraph_pair_states_init(&pairs, n, m, FALSE));
    while (count < m - 1) {
        const int i = draw(out, n, &stream), j = draw(in, n, &stream);
        if (i == j || latigraph_pair_get(&pairs, i, j) != LATIGRAPH_PAIR_NONE) {
            continue;
        }
        const int both = latigraph_stream_integer(&stream, 5) == 0;
        latigraph_pair_set(&pairs, i, j, both ? LATIGRAPH_PAIR_MUTUAL : LATIGRAPH_PAIR_TO);
        from[count] = i;
        to[count++] = j;
        if (both) {
            from[count] = j;
            to[count++] = i;
        }
    }
    check(latigraph_circuit_create(circuit, "random", n, count, from, to, NULL));
    latigraph_pair_states_destroy(&pairs);
    g_free(out);
    g_free(in);
    g_free(from);
    g_free(to);
}

/* Nanoseconds per step of one chain. */
static double time_chain(const latigraph_circuit_t *circuit, const char *what, gint64 steps) {
    latigraph_constraints_t keep;
    latigraph_plan_t plan;
    latigraph_state_t state;
    double least = INFINITY;
    latigraph_constraints_init(&keep);
    check(latigraph_constraints_parse(&keep, what));
    if (latigraph_plan_init(&plan, circuit, &keep) != IGRAPH_SUCCESS) {
        return NAN;
    }
    check(latigraph_state_init(&state, &plan, LATIGRAPH_PAIRS_BY_SIZE));
    latigraph_state_start(&state, 1, 1);
    latigraph_state_run(&state, steps);
    for (int k = 0; k < REPEATS; k++) {
        const double begin = cpu();
        latigraph_state_run(&state, steps);
        least = fmin(least, cpu() - begin);
    }
    latigraph_state_destroy(&state);
    latigraph_plan_destroy(&plan);
    return 1e9 * least / (double)steps;
}

/* Seconds that igraph_rewire() takes, the least of several runs. */
static double run_igraph(const latigraph_circuit_t *circuit, gint64 steps) {
    double least = INFINITY;
    for (int k = 0; k < REPEATS; k++) {
        igraph_t graph;
        check(latigraph_circuit_bare_graph(circuit, &graph));
        const double begin = cpu();
        check(igraph_rewire(&graph, steps, IGRAPH_REWIRING_SIMPLE));
        least = fmin(least, cpu() - begin);
        igraph_destroy(&graph);
    }
    return least;
}

/* Nanoseconds per step, without the time that igraph takes before and after its steps. */
static double time_igraph(const latigraph_circuit_t *circuit, gint64 steps) {
    return 1e9 * (run_igraph(circuit, 2 * steps) - run_igraph(circuit, steps)) / (double)steps;
}

static void report(const latigraph_circuit_t *circuit) {
    const gint64 steps = MAX(2000000, circuit->m);
    const double degrees = time_chain(circuit, "degrees", steps);
    const double reciprocity = time_chain(circuit, "degrees,reciprocity", steps);
    const double rewire = time_igraph(circuit, MAX(steps / 10, 200000));
    printf("%-34s %8d %9d %8.1f %8.1f %8.1f %8.1f %8.1f\n", circuit->name, circuit->n, circuit->m,
           degrees, reciprocity, rewire, rewire / degrees, rewire / reciprocity);
}

int main(int argc, char **argv) {
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_set_error_handler(igraph_error_handler_printignore);
    printf("%-34s %8s %9s %8s %8s %8s %8s %8s\n", "graph", "n", "m", "D, ns", "R, ns", "igraph",
           "/ D", "/ R");
    for (int a = 1; a < argc; a++) {
        int n, m;
        if (sscanf(argv[a], "%d:%d", &n, &m) == 2) {
            latigraph_circuit_t *circuit;
            random_circuit(n, m, &circuit);
            report(circuit);
            latigraph_circuit_destroy(circuit);
            continue;
        }
        latigraph_circuit_list_t list;
        check(latigraph_circuit_list_init(&list));
        check(latigraph_circuit_list_read(&list, argv[a], NULL, NULL));
        report(latigraph_circuit_list_get(&list, 0));
        latigraph_circuit_list_destroy(&list);
    }
    return 0;
}
