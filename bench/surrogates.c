/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Times steps of the chains of surrogates, and igraph_rewire() on the same graph. A second table
 * has the seconds of a whole graph with these degrees: from the chain with ten steps per edge, from
 * igraph_degree_sequence_game(), and from networkx:
 *
 *     bench/surrogates [--networkx bench/surrogates_networkx.py] FILE ... [N:M ...]
 *
 * FILE is a connectome. N:M is a random graph of N neurons and about M edges whose degrees are
 * log-normal. Times are processor times per attempted step, the least of several runs. */

#include "made_up.h"

#include <glib.h>
#include <latigraph/surrogate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 3, MOST_SECONDS = 60 };

static void random_circuit(int n, int m, latigraph_circuit_t **circuit) {
    double *out = g_new0(double, n + 1), *in = g_new0(double, n + 1);
    made_up_t edges;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < n; i++) {
        out[i + 1] = out[i] + exp(latigraph_stream_normal(&stream));
        in[i + 1] = in[i] + exp(latigraph_stream_normal(&stream));
    }
    made_up_init(&edges, n, m);
    while (edges.count < m - 1) {
        const int i = draw(out, 0, n, &stream), j = draw(in, 0, n, &stream);
        made_up_add(&edges, i, j, &stream);
    }
    made_up_end(&edges, "random", n, circuit);
    g_free(out);
    g_free(in);
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

static void report(const latigraph_circuit_t *circuit, const char *script) {
    (void)script;
    const gint64 steps = MAX(2000000, circuit->m);
    const double degrees = time_chain(circuit, "degrees", steps);
    const double reciprocity = time_chain(circuit, "degrees,reciprocity", steps);
    const double rewire = time_igraph(circuit, MAX(steps / 10, 200000));
    printf("%-34s %8d %9d %8.1f %8.1f %8.1f %8.1f %8.1f\n", circuit->name, circuit->n, circuit->m,
           degrees, reciprocity, rewire, rewire / degrees, rewire / reciprocity);
}

/* --- Whole graphs -------------------------------------------------------------- */

/* Seconds that a surrogate with the degrees of a circuit takes, with ten steps per edge. */
static double time_surrogate(const latigraph_circuit_t *circuit) {
    latigraph_constraints_t keep;
    latigraph_surrogate_chain_t *chain;
    latigraph_circuit_t *surrogate;
    latigraph_constraints_init(&keep);
    keep.reciprocity = false;
    const double begin = cpu();
    check(latigraph_surrogate_chain_create(&chain, circuit, &keep, 1));
    check(latigraph_surrogate_chain_run(chain, 10 * (igraph_integer_t)circuit->m));
    check(latigraph_surrogate_chain_circuit(chain, &surrogate));
    latigraph_surrogate_chain_destroy(chain);
    latigraph_circuit_destroy(surrogate);
    return cpu() - begin;
}

/* Heuristics may search for a graph of skewed degrees without end. */
static double deadline = INFINITY;
static gboolean is_late(void) {
    return cpu() > deadline;
}
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(end_search, is_late())

/* Seconds that igraph takes; *lost gets the share of edges that are self-loops or repeats. NaN: the
 * method gives up, or is ended after a minute. */
static double time_game(const latigraph_circuit_t *circuit, igraph_degseq_t method, double *lost) {
    igraph_vector_int_t out, in;
    igraph_t graph;
    check(igraph_vector_int_init(&out, circuit->n));
    check(igraph_vector_int_init(&in, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        VECTOR(out)[i] = circuit->out_start[i + 1] - circuit->out_start[i];
        VECTOR(in)[i] = circuit->in_start[i + 1] - circuit->in_start[i];
    }
    const double begin = cpu();
    deadline = begin + MOST_SECONDS;
    igraph_set_interruption_handler(end_search);
    const igraph_error_t code = igraph_degree_sequence_game(&graph, &out, &in, method);
    igraph_set_interruption_handler(NULL);
    const double seconds = cpu() - begin;
    if (code == IGRAPH_SUCCESS) {
        check(igraph_simplify(&graph, true, true, NULL));
        *lost = 1 - (double)igraph_ecount(&graph) / circuit->m;
        igraph_destroy(&graph);
    }
    igraph_vector_int_destroy(&in);
    igraph_vector_int_destroy(&out);
    return code == IGRAPH_SUCCESS ? seconds : NAN;
}

/* Seconds of a configuration model of networkx, its lost edges, and nanoseconds per swap. */
static void run_networkx(const latigraph_circuit_t *circuit, const char *script, double *seconds,
                         double *lost, double *swap) {
    char path[] = "surrogates-edges-XXXXXX", command[600];
    const int descriptor = g_mkstemp(path);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    *seconds = *lost = *swap = NAN;
    if (file == NULL) {
        perror(path);
        return;
    }
    fprintf(file, "%d\n", circuit->n);
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            fprintf(file, "%d %d\n", i, circuit->out_to[e]);
        }
    }
    fclose(file);
    g_snprintf(command, sizeof command, "python3 '%s' %s", script, path);
    FILE *answer = popen(command, "r");
    if (answer != NULL) {
        if (fscanf(answer, "%lf %lf %lf", seconds, lost, swap) != 3) {
            *seconds = *lost = *swap = NAN;
        }
        pclose(answer);
    }
    remove(path);
}

static void report_graphs(const latigraph_circuit_t *circuit, const char *script) {
    double lost[3] = {0}, networkx = NAN, swap = NAN;
    const double chain = time_surrogate(circuit);
    const double configuration = time_game(circuit, IGRAPH_DEGSEQ_CONFIGURATION, &lost[0]);
    const double heuristic = time_game(circuit, IGRAPH_DEGSEQ_FAST_HEUR_SIMPLE, &lost[1]);
    if (script != NULL) {
        run_networkx(circuit, script, &networkx, &lost[2], &swap);
    }
    printf("%-34s %8.3f %8.3f %7.2f%% %8.3f %8.3f %7.2f%% %8.0f\n", circuit->name, chain,
           configuration, 100 * lost[0], heuristic, networkx, 100 * lost[2], swap);
}

static void each(int argc, char **argv, void report_one(const latigraph_circuit_t *, const char *),
                 const char *script) {
    for (int a = 1; a < argc; a++) {
        latigraph_circuit_list_t list;
        int n, m;
        if (strcmp(argv[a], "--networkx") == 0) {
            a++;
            continue;
        }
        if (sscanf(argv[a], "%d:%d", &n, &m) == 2) {
            latigraph_circuit_t *circuit;
            random_circuit(n, m, &circuit);
            report_one(circuit, script);
            latigraph_circuit_destroy(circuit);
            continue;
        }
        check(latigraph_circuit_list_init(&list));
        check(latigraph_circuit_list_read(&list, argv[a], NULL, NULL));
        report_one(latigraph_circuit_list_get(&list, 0), script);
        latigraph_circuit_list_destroy(&list);
    }
}

int main(int argc, char **argv) {
    const char *script = argc > 2 && strcmp(argv[1], "--networkx") == 0 ? argv[2] : NULL;
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_set_error_handler(igraph_error_handler_printignore);
    printf("%-34s %8s %9s %8s %8s %8s %8s %8s\n", "graph", "n", "m", "D, ns", "R, ns", "igraph",
           "/ D", "/ R");
    each(argc, argv, report, NULL);
    printf("\n%-34s %8s %8s %8s %8s %8s %8s %8s\n", "seconds of a graph", "chain", "igraph", "lost",
           "simple", "networkx", "lost", "swap, ns");
    each(argc, argv, report_graphs, script);
    return 0;
}
