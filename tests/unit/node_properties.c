/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Node properties of random circuits are compared with their definitions, evaluated directly on
 * matrices of the pairs, and of small circuits with values by hand. */
#include "base/compat.h"
#include "measure_test.h"

#include <latigraph/nodes.h>

enum { SIZE = 30, NEVER = 1000 };

static double edge[SIZE][SIZE];   /* 1 or 0 */
static double weight[SIZE][SIZE]; /* of edges, otherwise 0 */
static double apart[SIZE][SIZE];  /* distance along directed paths, NEVER without a path */
static double paths[SIZE][SIZE];  /* number of shortest paths */

static igraph_integer_t find(const char *name) {
    igraph_integer_t property;
    CHECK_OK(latigraph_node_property_find(name, &property));
    return property;
}

static double joined(int i, int j) {
    return edge[i][j] > 0 || edge[j][i] > 0;
}

static void fill_matrices(const latigraph_circuit_t *c) {
    REQUIRE(c->n <= SIZE);
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < c->n; j++) {
            edge[i][j] = weight[i][j] = 0;
        }
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            edge[i][c->out_to[e]] = 1;
            weight[i][c->out_to[e]] = c->weight != NULL ? c->weight[e] : 1;
        }
    }
}

/* Distances by Floyd and Warshall; a shortest path to j ends with an edge from one step nearer. */
static void fill_paths(int n) {
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            apart[i][j] = i == j ? 0 : edge[i][j] > 0 ? 1 : NEVER;
        }
    }
    for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                apart[i][j] = fmin(apart[i][j], apart[i][k] + apart[k][j]);
            }
        }
    }
    for (int i = 0; i < n; i++) {
        for (int d = 0; d < n; d++) {
            for (int j = 0; j < n; j++) {
                if (apart[i][j] != d) {
                    continue;
                }
                paths[i][j] = d == 0;
                for (int k = 0; k < n && d > 0; k++) {
                    paths[i][j] += apart[i][k] == d - 1 ? edge[k][j] * paths[i][k] : 0;
                }
            }
        }
    }
}

static void check(const igraph_matrix_t *values, const char *name, int i, double expected) {
    const double value = MATRIX(*values, i, find(name));
    if (isnan(expected) ? !isnan(value) : !(fabs(value - expected) <= 1e-9 * (1 + expected))) {
        FAIL("%s of neuron %d is %.12g, expected %.12g", name, i, value, expected);
    }
}

static void check_counts(int n, const igraph_matrix_t *values, int i, gboolean weighted) {
    double in = 0, out = 0, mutual = 0, in_weight = 0, out_weight = 0;
    double cycles = 0, source = 0, middle = 0, sink = 0, triangles = 0, around = 0;
    double strength = 0, barrat = 0;
    for (int j = 0; j < n; j++) {
        in += edge[j][i];
        out += edge[i][j];
        mutual += edge[i][j] * edge[j][i];
        in_weight += weight[j][i];
        out_weight += weight[i][j];
        around += joined(i, j);
        strength += weight[i][j] + weight[j][i];
        for (int k = 0; k < n; k++) {
            cycles += edge[i][j] * edge[j][k] * edge[k][i];
            source += edge[i][j] * edge[i][k] * edge[j][k];
            middle += edge[j][i] * edge[i][k] * edge[j][k];
            sink += edge[j][i] * edge[k][i] * edge[j][k];
            triangles += joined(i, j) * joined(i, k) * joined(j, k) / 2;
            barrat += joined(i, j) * joined(i, k) * joined(j, k) *
                      (weight[i][j] + weight[j][i] + weight[i][k] + weight[k][i]) / 2;
        }
    }
    check(values, "in-degree", i, in);
    check(values, "out-degree", i, out);
    check(values, "mutual-degree", i, mutual);
    check(values, "in-strength", i, weighted ? in_weight : NAN);
    check(values, "out-strength", i, weighted ? out_weight : NAN);
    check(values, "three-cycles", i, cycles);
    check(values, "feed-forward-source", i, source);
    check(values, "feed-forward-middle", i, middle);
    check(values, "feed-forward-sink", i, sink);
    check(values, "triangles", i, triangles);
    check(values, "clustering", i, around < 2 ? NAN : 2 * triangles / (around * (around - 1)));
    check(values, "weighted-clustering", i,
          around < 2 || !weighted ? NAN : barrat / (strength * (around - 1)));
}

static void check_paths(int n, const igraph_matrix_t *values, int i) {
    double between = 0, out = 0, in = 0, out_count = 0, in_count = 0;
    for (int j = 0; j < n; j++) {
        if (j != i && apart[i][j] < NEVER) {
            out += apart[i][j];
            out_count++;
        }
        if (j != i && apart[j][i] < NEVER) {
            in += apart[j][i];
            in_count++;
        }
        for (int k = 0; k < n; k++) {
            if (j != i && k != i && j != k && apart[j][k] < NEVER &&
                apart[j][i] + apart[i][k] == apart[j][k]) {
                between += paths[j][i] * paths[i][k] / paths[j][k];
            }
        }
    }
    check(values, "betweenness", i, between);
    check(values, "closeness-out", i, out_count > 0 ? out_count / out : NAN);
    check(values, "closeness-in", i, in_count > 0 ? in_count / in : NAN);
}

/* Power iteration; a walk that cannot go on jumps anywhere. */
static void check_pagerank(int n, const igraph_matrix_t *values) {
    double rank[SIZE], next[SIZE];
    for (int i = 0; i < n; i++) {
        rank[i] = 1. / n;
    }
    for (int step = 0; step < 400; step++) {
        for (int j = 0; j < n; j++) {
            next[j] = 0.15 / n;
        }
        for (int i = 0; i < n; i++) {
            double out = 0;
            for (int j = 0; j < n; j++) {
                out += edge[i][j];
            }
            for (int j = 0; j < n; j++) {
                next[j] += 0.85 * rank[i] * (out > 0 ? edge[i][j] / out : 1. / n);
            }
        }
        memcpy(rank, next, sizeof rank);
    }
    for (int i = 0; i < n; i++) {
        check(values, "pagerank", i, rank[i]);
    }
}

/* Peels off neurons with fewer than k neighbours, for every k. */
static void check_coreness(int n, const igraph_matrix_t *values) {
    int core[SIZE] = {0};
    for (int k = 1; k < n; k++) {
        int left[SIZE], changed = 1;
        for (int i = 0; i < n; i++) {
            left[i] = 1;
        }
        while (changed) {
            changed = 0;
            for (int i = 0; i < n; i++) {
                double degree = 0;
                for (int j = 0; j < n; j++) {
                    degree += left[j] * joined(i, j);
                }
                if (left[i] && degree < k) {
                    left[i] = 0;
                    changed = 1;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            core[i] = left[i] ? k : core[i];
        }
    }
    for (int i = 0; i < n; i++) {
        check(values, "coreness", i, core[i]);
    }
}

static void add_weights(latigraph_circuit_t *circuit, latigraph_stream_t *stream) {
    igraph_vector_t weights;
    CHECK_OK(igraph_vector_init(&weights, circuit->m));
    for (int e = 0; e < circuit->m; e++) {
        VECTOR(weights)[e] = latigraph_stream_exponential(stream) + 0.1;
    }
    CHECK_OK(latigraph_circuit_set_weights(circuit, &weights));
    igraph_vector_destroy(&weights);
}

/* Sparse circuits have neurons without edges and pairs without a path. */
static void against_definitions(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    for (int repeat = 0; repeat < 40; repeat++) {
        const int n = 1 + (int)latigraph_stream_integer(&stream, SIZE);
        const double p = latigraph_stream_uniform(&stream) * (repeat % 2 == 0 ? 0.1 : 0.6);
        latigraph_circuit_t *circuit = random_circuit(&stream, n, p);
        const gboolean weighted = repeat % 3 > 0 && circuit->m > 0;
        igraph_matrix_t values;
        CHECK_OK(igraph_matrix_init(&values, 0, 0));
        if (weighted) {
            add_weights(circuit, &stream);
        }
        CHECK_OK(latigraph_node_properties(circuit, NULL, NULL, &values));
        REQUIRE(igraph_matrix_nrow(&values) == n);
        REQUIRE(igraph_matrix_ncol(&values) == latigraph_node_property_count());
        fill_matrices(circuit);
        fill_paths(n);
        for (int i = 0; i < n; i++) {
            check_counts(n, &values, i, weighted);
            check_paths(n, &values, i);
            check(&values, "degree-bin-1", i, NAN);
        }
        check_pagerank(n, &values);
        check_coreness(n, &values);
        igraph_matrix_destroy(&values);
        latigraph_circuit_destroy(circuit);
    }
}

/* --- Bins of distance ---------------------------------------------------------------------- */

static void place(latigraph_circuit_t *circuit, const double *x, const char *unit) {
    igraph_matrix_t positions;
    CHECK_OK(igraph_matrix_init(&positions, circuit->n, 2));
    for (int i = 0; i < circuit->n; i++) {
        MATRIX(positions, i, 0) = x[i];
        MATRIX(positions, i, 1) = isnan(x[i]) ? NAN : 0;
    }
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, unit));
    igraph_matrix_destroy(&positions);
}

/* Edges of lengths 1, 2, 3, 3 and 9, and one from a neuron at an unknown place. */
static void bins(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}, {5, 0}};
    const double x[] = {0, 1, 3, 6, 9, NAN};
    const double own[] = {1, 2, 3, 3, 9}; /* lengths, ascending */
    latigraph_circuit_t *circuit = circuit_of(6, 6, edges);
    latigraph_circuit_list_t list;
    igraph_matrix_t values;
    igraph_vector_t bounds;
    place(circuit, x, "um");
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_OK(igraph_vector_init(&bounds, 0));
    CHECK_OK(latigraph_distance_bounds(&list, &bounds));
    for (int k = 0; k < LATIGRAPH_DISTANCE_BOUNDS; k++) {
        CHECK_NEAR(VECTOR(bounds)[k], own[k + 1], 1e-12);
    }
    CHECK_OK(latigraph_node_properties(circuit, NULL, NULL, &values));
    const double expected[4][6] = {{1, 2, 1, 0, 0, NAN}, /* 1 and 2, the bound included */
                                   {0, 0, 1, 2, 1, NAN},
                                   {0, 0, 0, 0, 0, NAN},
                                   {1, 0, 0, 0, 1, NAN}};
    for (int bin = 0; bin < 4; bin++) {
        char name[] = "degree-bin-1";
        name[sizeof name - 2] = (char)('1' + bin);
        for (int i = 0; i < 6; i++) {
            check(&values, name, i, expected[bin][i]);
        }
    }
    VECTOR(bounds)[0] = 0.5;
    VECTOR(bounds)[1] = 1;
    VECTOR(bounds)[2] = 8;
    CHECK_OK(latigraph_node_properties(circuit, NULL, &bounds, &values));
    check(&values, "degree-bin-1", 0, 0);
    check(&values, "degree-bin-2", 0, 1);
    check(&values, "degree-bin-3", 3, 2);
    check(&values, "degree-bin-4", 0, 1);
    VECTOR(bounds)[2] = 0.7;
    CHECK_FAILS(latigraph_node_properties(circuit, NULL, &bounds, &values), IGRAPH_EINVAL,
                "ascending");
    CHECK_OK(igraph_vector_resize(&bounds, 2));
    CHECK_FAILS(latigraph_node_properties(circuit, NULL, &bounds, &values), IGRAPH_EINVAL,
                "3 bounds");
    circuit = circuit_of(6, 6, edges);
    place(circuit, x, "nm");
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_FAILS(latigraph_distance_bounds(&list, &bounds), IGRAPH_EINVAL, "\"nm\"");
    igraph_vector_destroy(&bounds);
    igraph_matrix_destroy(&values);
    latigraph_circuit_list_destroy(&list);
}

/* --- Bad input and interruption ------------------------------------------------------------ */

static int looks_left = NEVER;

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, --looks_left < 0)

static void requests(void) {
    latigraph_stream_t stream;
    igraph_integer_t property;
    igraph_matrix_t values;
    igraph_vector_int_t which;
    CHECK_OK(igraph_matrix_init(&values, 0, 0));
    CHECK_FAILS(latigraph_node_property_find("betweeness", &property), IGRAPH_EINVAL,
                "did you mean \"betweenness\"?");
    CHECK_FAILS(latigraph_node_property_find("qqqqqqqqqqq", &property), IGRAPH_EINVAL,
                "list_node_properties");
    CHECK_FAILS(latigraph_node_property_find(NULL, &property), IGRAPH_EINVAL, "no node property");
    CHECK(latigraph_node_property_info(latigraph_node_property_count()) == NULL);
    CHECK(latigraph_node_property_info(-1) == NULL);

    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, 0);
    latigraph_circuit_t *circuit = random_circuit(&stream, 20, 0.2);
    CHECK_OK(igraph_vector_int_init(&which, 3));
    VECTOR(which)[0] = VECTOR(which)[2] = find("coreness");
    VECTOR(which)[1] = find("in-degree");
    CHECK_OK(latigraph_node_properties(circuit, &which, NULL, &values));
    CHECK_EQUAL(igraph_matrix_ncol(&values), 3);
    for (int i = 0; i < 20; i++) {
        CHECK(MATRIX(values, i, 1) == circuit->in_start[i + 1] - circuit->in_start[i]);
        CHECK(MATRIX(values, i, 0) == MATRIX(values, i, 2));
    }
    VECTOR(which)[1] = latigraph_node_property_count();
    CHECK_FAILS(latigraph_node_properties(circuit, &which, NULL, &values), IGRAPH_EINVAL,
                "no node property of index");
    igraph_vector_int_destroy(&which);

    igraph_set_interruption_handler(stop);
    for (int looks = 0; looks < 40; looks += 13) {
        looks_left = looks;
        CHECK(latigraph_node_properties(circuit, NULL, NULL, &values) == IGRAPH_INTERRUPTED);
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 0);
    }
    igraph_set_interruption_handler(NULL);
    latigraph_circuit_destroy(circuit);

    circuit = circuit_of(0, 0, NULL);
    CHECK_OK(latigraph_node_properties(circuit, NULL, NULL, &values));
    CHECK_EQUAL(igraph_matrix_nrow(&values), 0);
    latigraph_circuit_destroy(circuit);
    igraph_matrix_destroy(&values);
}

/* --- Documentation ------------------------------------------------------------------------- */

/* doc/node-properties.md quotes every row of the table. */
static void documentation(void) {
    const char *source = getenv("top_srcdir");
    char *path = g_build_filename(source != NULL ? source : ".", "doc", "node-properties.md", NULL);
    char *text;
    REQUIRE(g_file_get_contents(path, &text, NULL, NULL));
    for (igraph_integer_t p = 0; p < latigraph_node_property_count(); p++) {
        const latigraph_node_property_info_t *info = latigraph_node_property_info(p);
        char *entry =
            g_strdup_printf("\n### %s\n\n%s\n\n%s%s%sCost: %s. Source: %s.\n", info->name,
                            info->definition, info->unit[0] != '\0' ? "Unit: " : "", info->unit,
                            info->unit[0] != '\0' ? ". " : "", info->cost, info->source);
        if (strstr(text, entry) == NULL) {
            FAIL("doc/node-properties.md lacks the entry:\n%s", entry);
        }
        g_free(entry);
    }
    g_free(text);
    g_free(path);
}

int main(void) {
    test_init();
    against_definitions();
    bins();
    requests();
    documentation();
    return 0;
}
