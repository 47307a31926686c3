/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Times sparse generation, and igraph's own games at equal numbers of vertices and edges:
 *
 *     bench/sparse [--model NAME] [--threads T] [--seed S] [--degree D] [--without-igraph] N ...
 *
 * Circuits are slabs at the density of the training circuits. Every row of the table is one size.
 * The last lines give the exponents of time and memory over vertices and over edges. Set
 * LATIGRAPH_MODEL_PATH to find pretrained models. */

#include <latigraph/generate.h>
#include <latigraph/latigraph.h>

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static char *model_name;
static gint threads = 1, seed = 1, repeats = 3;
static gdouble degree = 0;
static gboolean bare;

static const GOptionEntry entries[] = {
    {"model", 0, 0, G_OPTION_ARG_STRING, &model_name, "a model's name or file", "NAME"},
    {"threads", 0, 0, G_OPTION_ARG_INT, &threads, "threads", "T"},
    {"seed", 0, 0, G_OPTION_ARG_INT, &seed, "seed", "S"},
    {"repeats", 0, 0, G_OPTION_ARG_INT, &repeats, "times that each is done; the least counts", "R"},
    {"degree", 0, 0, G_OPTION_ARG_DOUBLE, &degree, "mean degree (default: as it comes)", "D"},
    {"without-igraph", 0, 0, G_OPTION_ARG_NONE, &bare, "time latigraph alone", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static double now(void) {
    return (double)g_get_monotonic_time() * 1e-6;
}

/* Returns the processor time of all threads, which depends little on other programs. */
static double cpu(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

/* Seconds of wall-clock time and of processor time. */
typedef struct {
    double wall, cpu;
} cost_t;

static cost_t start(void) {
    return (cost_t){now(), cpu()};
}

/* Returns the smaller of an earlier cost and the cost since `start`. */
static cost_t least(cost_t before, cost_t start) {
    return (cost_t){fmin(before.wall, now() - start.wall), fmin(before.cpu, cpu() - start.cpu)};
}

static double peak_mib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void must(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS) {
        fprintf(stderr, "%s\n", igraph_strerror(code));
        exit(1);
    }
}

/* Measures igraph_sbm_game() with four blocks at n vertices and m edges, and igraph_create() of its
 * edges. */
static void time_igraph(igraph_integer_t n, double m, cost_t *game, cost_t *create) {
    enum { BLOCKS = 4 };
    igraph_matrix_t rates;
    igraph_vector_int_t sizes, edges;
    igraph_t graph;
    must(igraph_matrix_init(&rates, BLOCKS, BLOCKS));
    must(igraph_vector_int_init(&sizes, BLOCKS));
    must(igraph_vector_int_init(&edges, 0));
    for (int i = 0; i < BLOCKS; i++) {
        VECTOR(sizes)[i] = n / BLOCKS + (i < n % BLOCKS);
        for (int j = 0; j < BLOCKS; j++) {
            MATRIX(rates, i, j) = fmin(1, (i == j ? 2.5 : 0.5) * m / ((double)n * (double)n));
        }
    }
    *game = *create = (cost_t){INFINITY, INFINITY};
    for (int k = 0; k < repeats; k++) {
        cost_t begin = start();
        must(igraph_sbm_game(&graph, n, &rates, &sizes, IGRAPH_DIRECTED, IGRAPH_NO_LOOPS));
        *game = least(*game, begin);
        must(igraph_get_edgelist(&graph, &edges, false));
        igraph_destroy(&graph);
        begin = start();
        must(igraph_create(&graph, &edges, n, IGRAPH_DIRECTED));
        *create = least(*create, begin);
        igraph_destroy(&graph);
    }
    igraph_vector_int_destroy(&edges);
    igraph_vector_int_destroy(&sizes);
    igraph_matrix_destroy(&rates);
}

/* Measures the generation of a slab of n neurons; *m gets its number of edges. */
static cost_t time_latigraph(const latigraph_model_t *model, igraph_integer_t n, double *m) {
    cost_t cost = {INFINITY, INFINITY};
    for (int k = 0; k < repeats; k++) {
        latigraph_generate_options_t options;
        latigraph_circuit_list_t circuits;
        latigraph_generate_options_init(&options);
        options.nodes = n;
        options.threads = threads;
        options.seed = (igraph_uint_t)seed;
        options.uncalibrated = true;
        options.place = LATIGRAPH_PLACE_SLAB;
        options.mean_degree = degree;
        must(latigraph_circuit_list_init(&circuits));
        const cost_t begin = start();
        must(latigraph_generate(model, &circuits, NULL, NULL, &options));
        cost = least(cost, begin);
        *m = (double)latigraph_circuit_ecount(latigraph_circuit_list_get(&circuits, 0));
        latigraph_circuit_list_destroy(&circuits);
    }
    return cost;
}

/* Returns the slope of ln y over ln x by least squares. */
static double exponent(const GArray *x, const GArray *y) {
    double n = x->len, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (guint k = 0; k < x->len; k++) {
        const double a = log(g_array_index(x, double, k)), b = log(g_array_index(y, double, k));
        sx += a, sy += b, sxx += a * a, sxy += a * b;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

int main(int argc, char **argv) {
    GOptionContext *context = g_option_context_new("N ...");
    GError *error = NULL;
    latigraph_model_t *model;
    GArray *sizes = g_array_new(FALSE, FALSE, sizeof(double));
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(double));
    GArray *times = g_array_new(FALSE, FALSE, sizeof(double));
    GArray *memory = g_array_new(FALSE, FALSE, sizeof(double));
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    const char *name = model_name != NULL ? model_name : "mouse-v1-l23";
    must(latigraph_model_read(&model, name));
    printf("%s, %d threads\n\n", name, threads);
    printf("| n | edges | seconds | CPU, ns an edge | sbm_game, CPU ns | create, CPU ns | to "
           "sbm_game: "
           "seconds | CPU | peak MiB |\n");
    printf("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (int k = 1; k < argc; k++) {
        const igraph_integer_t n = (igraph_integer_t)g_ascii_strtoll(argv[k], NULL, 10);
        cost_t game = {NAN, NAN}, create = {NAN, NAN};
        double m;
        const cost_t cost = time_latigraph(model, n, &m);
        const double peak = peak_mib(), seconds = cost.cpu, size = (double)n;
        if (!bare) {
            time_igraph(n, m, &game, &create);
        }
        printf("| %" IGRAPH_PRId " | %.0f | %.3f | %.0f | %.0f | %.0f | %.2f | %.2f | %.0f |\n", n,
               m, cost.wall, cost.cpu / m * 1e9, game.cpu / m * 1e9, create.cpu / m * 1e9,
               cost.wall / game.wall, cost.cpu / game.cpu, peak);
        fflush(stdout);
        g_array_append_val(sizes, size);
        g_array_append_val(edges, m);
        g_array_append_val(times, seconds);
        g_array_append_val(memory, peak);
    }
    if (edges->len > 1) {
        printf("\nexponent over vertices: CPU time %.2f, peak memory %.2f\n",
               exponent(sizes, times), exponent(sizes, memory));
        printf("exponent over edges: CPU time %.2f, peak memory %.2f\n", exponent(edges, times),
               exponent(edges, memory));
    }
    g_array_unref(sizes);
    g_array_unref(edges);
    g_array_unref(times);
    g_array_unref(memory);
    latigraph_model_destroy(model);
    g_option_context_free(context);
    return 0;
}
