/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Times the readers and writers of files of edges:
 *
 *     bench/files FILE FOLDER
 *
 * FILE is read, and its circuit is written into FOLDER in several formats and read again. Every
 * number is the least processor time of three runs, in seconds and in ns per edge. The lines are
 * "read FORMAT SECONDS NS" and "write FORMAT SECONDS NS"; the first one is FILE. */

#include <latigraph/latigraph.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 3 };

static double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

static void must(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS) {
        fprintf(stderr, "%s\n", igraph_strerror(code));
        exit(1);
    }
}

static void print(const char *what, const char *format, double seconds, double edges) {
    printf("%s %s %.4f %.1f\n", what, format, seconds, 1e9 * seconds / edges);
    fflush(stdout);
}

/* Reads a file RUNS times; `list` gets the circuits of the last time. */
static double time_reading(const char *path, latigraph_circuit_list_t *list) {
    double best = INFINITY;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    for (int k = 0; k < RUNS; k++) {
        if (k > 0) {
            latigraph_circuit_list_destroy(list);
        }
        must(latigraph_circuit_list_init(list));
        const double begin = cpu();
        must(latigraph_circuit_list_read(list, path, &options, NULL));
        best = fmin(best, cpu() - begin);
    }
    return best;
}

static double time_writing(const latigraph_circuit_t *circuit, const char *path,
                           const char *format) {
    double best = INFINITY;
    for (int k = 0; k < RUNS; k++) {
        const double begin = cpu();
        must(latigraph_circuit_write(circuit, path, format));
        best = fmin(best, cpu() - begin);
    }
    return best;
}

int main(int argc, char **argv) {
    static const char *const formats[] = {"edgelist", "csv", "graphml"};
    latigraph_circuit_list_t list;
    igraph_set_attribute_table(&igraph_cattribute_table);
    if (argc != 3) {
        fprintf(stderr, "Usage: %s FILE FOLDER\n", argv[0]);
        return 2;
    }
    const double seconds = time_reading(argv[1], &list);
    const latigraph_circuit_t *circuit = latigraph_circuit_list_get(&list, 0);
    const double edges = (double)latigraph_circuit_ecount(circuit);
    print("read", "file", seconds, edges);
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++) {
        char *name = g_strconcat("bench.", formats[f], NULL);
        char *path = g_build_filename(argv[2], name, NULL);
        latigraph_circuit_list_t again;
        print("write", formats[f], time_writing(circuit, path, formats[f]), edges);
        print("read", formats[f], time_reading(path, &again), edges);
        latigraph_circuit_list_destroy(&again);
        g_free(path);
        g_free(name);
    }
    latigraph_circuit_list_destroy(&list);
    return 0;
}
