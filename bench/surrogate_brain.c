/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Makes up a brain, and times its surrogates or writes it into a file:
 *
 *     bench/surrogate_brain NEURONS EDGES KEEP
 *     bench/surrogate_brain NEURONS EDGES -o FILE
 *
 * The first prints how long a surrogate with this --keep takes, whether it has mixed, and how much
 * memory it takes at most beside the brain itself. "expected:" before KEEP chooses the method
 * `expected`. Degrees are log-normal, a third of the edges are returned, 40 types have preferences
 * for one another, and six edges in ten go to neurons that are near. Times are processor times. */

#include "made_up.h"
#include "surrogate/surrogates.h"
#include "surrogate/totals.h"

#include <glib.h>
#include <latigraph/surrogate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { TYPES = 40, SIDE = 16, CELLS = SIDE * SIDE * SIDE };

static double peak(void) { /* bytes */
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * (double)usage.ru_maxrss;
}

/* Neurons are in the order of cells of space, which are numbered along the three axes. */
typedef struct {
    int n, *type, start[CELLS + 1];
    double *out, *in; /* (n + 1) sums of weights */
    float *position;
    double liking[TYPES][TYPES];
} brain_t;

static void make_brain(brain_t *brain, int n, latigraph_stream_t *stream) {
    brain->n = n;
    brain->type = g_new0(int, n);
    brain->out = g_new0(double, n + 1);
    brain->in = g_new0(double, n + 1);
    brain->position = g_new0(float, 3 * n);
    for (int cell = 0; cell <= CELLS; cell++) {
        brain->start[cell] = (int)((gint64)n * cell / CELLS);
    }
    for (int cell = 0; cell < CELLS; cell++) {
        const int at[3] = {cell / SIDE / SIDE, cell / SIDE % SIDE, cell % SIDE};
        for (int i = brain->start[cell]; i < brain->start[cell + 1]; i++) {
            const double u = latigraph_stream_uniform(stream);
            brain->type[i] = (int)(TYPES * u * u); /* types of different sizes */
            brain->out[i + 1] = brain->out[i] + exp(latigraph_stream_normal(stream));
            brain->in[i + 1] = brain->in[i] + exp(latigraph_stream_normal(stream));
            for (int d = 0; d < 3; d++) {
                brain->position[3 * i + d] =
                    (float)(20 * (at[d] + latigraph_stream_uniform(stream)));
            }
        }
    }
    for (int s = 0; s < TYPES; s++) {
        for (int t = 0; t < TYPES; t++) {
            brain->liking[s][t] = fmin(1, 0.3 * exp(latigraph_stream_normal(stream)));
        }
    }
}

/* Draws a cell that is the same or a neighbour. */
static int near(int cell, latigraph_stream_t *stream) {
    int at[3] = {cell / SIDE / SIDE, cell / SIDE % SIDE, cell % SIDE};
    for (int d = 0; d < 3; d++) {
        const int step = (int)latigraph_stream_integer(stream, 3) - 1;
        at[d] = MIN(MAX(at[d] + step, 0), SIDE - 1);
    }
    return (at[0] * SIDE + at[1]) * SIDE + at[2];
}

static void make_circuit(int n, int m, latigraph_circuit_t **circuit) {
    static brain_t brain;
    made_up_t edges;
    latigraph_stream_t stream;
    igraph_strvector_t types;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    make_brain(&brain, n, &stream);
    made_up_init(&edges, n, m);
    while (edges.count < m - 1) {
        const int i = draw(brain.out, 0, n, &stream);
        int j, cell = (int)((gint64)i * CELLS / n);
        if (latigraph_stream_uniform(&stream) < 0.6) {
            cell = near(cell, &stream);
            j = draw(brain.in, brain.start[cell], brain.start[cell + 1], &stream);
        } else {
            j = draw(brain.in, 0, n, &stream);
        }
        if (latigraph_stream_uniform(&stream) <= brain.liking[brain.type[i]][brain.type[j]]) {
            made_up_add(&edges, i, j, &stream);
        }
    }
    made_up_end(&edges, "brain", n, circuit);
    check(igraph_strvector_init(&types, n));
    for (int i = 0; i < n; i++) {
        char name[16];
        g_snprintf(name, sizeof name, "t%d", brain.type[i]);
        check(igraph_strvector_set(&types, i, name));
    }
    check(latigraph_circuit_set_categorical(*circuit, "type", &types));
    igraph_strvector_destroy(&types);
    igraph_matrix_t position;
    check(igraph_matrix_init(&position, n, 3));
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < 3; d++) {
            MATRIX(position, i, d) = brain.position[3 * i + d];
        }
    }
    check(latigraph_circuit_set_positions(*circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    g_free(brain.type);
    g_free(brain.out);
    g_free(brain.in);
    g_free(brain.position);
}

/* Times the solution and one graph of the method `expected`. */
static void time_expected(const latigraph_circuit_t *circuit, const char *what) {
    latigraph_constraints_t keep;
    latigraph_totals_t totals;
    igraph_vector_int_t from, to;
    latigraph_constraints_init(&keep);
    check(latigraph_constraints_parse(&keep, what));
    const double begin = cpu();
    check(latigraph_totals_init(&totals, circuit, &keep, 1));
    const double solved = cpu();
    check(igraph_vector_int_init(&from, 0));
    check(igraph_vector_int_init(&to, 0));
    check(latigraph_totals_draw(&totals, 1, (guint64)1 << 35, &from, &to));
    const double drawn = cpu(), edges = (double)igraph_vector_int_size(&from);
    printf("%s: solved in %.2f s, drawn in %.2f s, %.0f ns per edge, edges %+.3f %%", what,
           solved - begin, drawn - solved, 1e9 * (drawn - begin) / circuit->m,
           100 * (edges / circuit->m - 1));
    latigraph_totals_destroy(&totals);
    igraph_vector_int_destroy(&from);
    igraph_vector_int_destroy(&to);
}

static igraph_error_t drop(latigraph_circuit_t *surrogate, void *data) {
    (void)data;
    latigraph_circuit_destroy(surrogate);
    return IGRAPH_SUCCESS;
}

/* Times one surrogate whose number of steps is chosen by a trial run. */
static void time_chain(const latigraph_circuit_t *circuit, const char *what) {
    latigraph_surrogate_options_t options;
    latigraph_surrogate_report_t report;
    latigraph_surrogate_options_init(&options);
    check(latigraph_constraints_parse(&options.keep, what));
    options.count = 1;
    options.seed = 1;
    const double begin = cpu();
    check(latigraph_surrogates_each(circuit, &options, drop, NULL, &report));
    printf("%s: %.1f s, %s, autocorrelation time %.2f, %.1f steps per edge, %.3f in place", what,
           cpu() - begin, report.has_mixed ? "mixed" : "not mixed", report.time, report.steps,
           report.in_place);
}

int main(int argc, char **argv) {
    latigraph_circuit_t *circuit;
    igraph_set_attribute_table(&igraph_cattribute_table);
    if (argc < 4) {
        fputs("usage: surrogate_brain NEURONS EDGES KEEP | -o FILE\n", stderr);
        return 1;
    }
    make_circuit(atoi(argv[1]), atoi(argv[2]), &circuit);
    if (strcmp(argv[3], "-o") == 0 && argc == 5) {
        check(latigraph_circuit_write(circuit, argv[4], NULL));
        latigraph_circuit_destroy(circuit);
        return 0;
    }
    const double before = peak();
    if (g_str_has_prefix(argv[3], "expected:")) {
        time_expected(circuit, argv[3] + strlen("expected:"));
    } else {
        time_chain(circuit, argv[3]);
    }
    printf("; memory at most %.1f bytes per edge in all, %.1f when the brain was made\n",
           peak() / circuit->m, before / circuit->m);
    latigraph_circuit_destroy(circuit);
    return 0;
}
