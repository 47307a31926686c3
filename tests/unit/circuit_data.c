/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Real connectomes, if they are present. With an argument, the program prints how long each step
 * takes. */
#include "circuit_test.h"

static int talk;

/* Returns the path of a data set, or NULL if it does not exist. Free it with g_free(). */
static char *data_path(const char *set) {
    const char *given = g_getenv("LATIGRAPH_DATA"), *top = g_getenv("top_srcdir");
    char *path = given != NULL
                     ? g_build_filename(given, set, NULL)
                     : g_build_filename(top != NULL ? top : ".", "..", "shared", "data", set, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_clear_pointer(&path, g_free);
    }
    return path;
}

static latigraph_circuit_t *connectome(const char *set, int n, int m, int dims) {
    char *path = data_path(set);
    if (path == NULL) {
        return NULL;
    }
    const gint64 start = g_get_monotonic_time();
    latigraph_circuit_t *c = read_one_circuit(path, NULL);
    if (talk) {
        printf("%s: read in %.3f s\n", set, (double)(g_get_monotonic_time() - start) * 1e-6);
    }
    REQUIRE(c->n == n && c->m == m && c->dims == dims && c->weight != NULL);
    CHECK(strcmp(c->connectome, set) == 0);
    /* The same graph as GraphML has the same edges, names and positions. */
    char *file = g_build_filename(path, "graph.graphml", NULL);
    if (g_file_test(file, G_FILE_TEST_EXISTS)) {
        latigraph_circuit_t *other = read_one_circuit(file, NULL);
        check_same_edges(c, other);
        check_same_names(c, other);
        check_same_weights(c, other);
        check_same_positions(c, other);
        CHECK(strcmp(other->connectome, set) == 0);
        latigraph_circuit_destroy(other);
    }
    g_free(file);
    g_free(path);
    return c;
}

static void cut(const latigraph_circuit_t *c, latigraph_sample_options_t *options) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    const gint64 start = g_get_monotonic_time();
    CHECK_OK(latigraph_sample(&list, c, options));
    const double seconds = (double)(g_get_monotonic_time() - start) * 1e-6;
    double n = 0, m = 0;
    REQUIRE(list.size == options->count);
    for (int k = 0; k < list.size; k++) {
        CHECK(list.items[k]->n >= options->size_min && list.items[k]->n <= options->size_max);
        n += list.items[k]->n;
        m += list.items[k]->m;
    }
    if (talk) {
        printf("%s: %d circuits in %.3f s, on average %.0f neurons and %.0f edges\n", c->name,
               (int)list.size, seconds, n / (double)list.size, m / (double)list.size);
    }
    latigraph_circuit_list_destroy(&list);
}

/* The connectome among igraph's own examples has labels, parallel edges, and weights called
 * "value". */
static void test_igraph_example(void) {
    static const char *const path =
        "/usr/share/doc/libigraph-dev/examples/simple/celegansneural.gml";
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return;
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_read_options_init(&options);
    options.weight = "value";
    CHECK_OK(latigraph_circuit_list_read(&list, path, &options, &report));
    CHECK(report.parallel_merged == 14 && report.loops_dropped == 0);
    REQUIRE(list.items[0]->n == 297 && list.items[0]->m == 2345);
    REQUIRE(list.items[0]->weight != NULL && strcmp(list.items[0]->neuron[1], "51") == 0);
    options.parallel = LATIGRAPH_PARALLEL_REFUSE;
    CHECK_FAILS(latigraph_circuit_list_read(&list, path, &options, &report), IGRAPH_EINVAL,
                "parallel edges (14 of them");
    latigraph_circuit_list_destroy(&list);
}

int main(int argc, char **argv) {
    (void)argv;
    talk = argc > 1;
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    test_igraph_example();
    latigraph_sample_options_t options;
    latigraph_sample_options_init(&options);
    options.seed = 1;
    options.count = 800;
    latigraph_circuit_t *mouse = connectome("mouse_v1_minnie65_l23_exc", 2182, 24937, 3);
    latigraph_circuit_t *larva = connectome("drosophila_larva_left_hemisphere", 1471, 36875, 0);
    if (mouse == NULL || larva == NULL) {
        return 77;
    }
    options.shape = LATIGRAPH_SHAPE_COLUMN;
    options.axis = 1;
    cut(mouse, &options);
    options.select = "x_um<750, suspect_merge=False";
    cut(mouse, &options);
    options.shape = LATIGRAPH_SHAPE_NEIGHBOURS;
    options.select = "hash<0.65";
    cut(larva, &options);
    options.select = "hash>=0.65";
    cut(larva, &options);
    latigraph_circuit_destroy(mouse);
    latigraph_circuit_destroy(larva);
    static const struct {
        const char *set;
        int n, m, dims;
    } sets[] = {{"mouse_v1_minnie65_l4_exc", 997, 4170, 3},
                {"mouse_ppc_l23", 3321, 4165, 3},
                {"drosophila_larva_mb_left", 209, 7425, 0},
                {"celegans_cook2019_hermaphrodite", 473, 4841, 3},
                {"celegans_varshney2011_hermaphrodite", 279, 2194, 3},
                {"mouse_v1_minnie65_l4_inputs_ei", 8900, 41109, 3}};
    for (size_t k = 0; k < G_N_ELEMENTS(sets); k++) {
        latigraph_circuit_destroy(connectome(sets[k].set, sets[k].n, sets[k].m, sets[k].dims));
    }
    return 0;
}
