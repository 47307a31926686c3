/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Directed and weighted clustering, strengths, weighted efficiency and the bow tie are compared
 * with values by hand, with matrix formulas that are evaluated directly, and with igraph. */
#include "measure_test.h"

enum { SIZE = 40 };

static void set_weights(latigraph_circuit_t *circuit, const double *weight) {
    igraph_vector_t values;
    CHECK_OK(igraph_vector_init_array(&values, weight, circuit->m));
    CHECK_OK(latigraph_circuit_set_weights(circuit, &values));
    igraph_vector_destroy(&values);
}

/* --- By hand -----------------------------------------------------------------------------------
 */

static void without_weights(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    check_values("three-cycle without weights", circuit_of(3, 3, edges),
                 VALUES({"directed-clustering", .5}, {"weighted-directed-clustering", NAN},
                        {"onnela-clustering", NAN}, {"barrat-clustering", NAN},
                        {"weighted-efficiency", NAN}, {"mean-strength", NAN},
                        {"out-strength-cv", NAN}, {"in-strength-cv", NAN}, {"bow-tie-in", 0},
                        {"bow-tie-out", 0}));
    for (int n = 0; n <= 3; n++) {
        check_values("without edges", circuit_of(n, 0, NULL),
                     VALUES({"directed-clustering", NAN}, {"bow-tie-in", NAN}, {"bow-tie-out", NAN},
                            {"weighted-efficiency", NAN}));
    }
}

/* One triangle with weights 1, 2 and 4. Its cube roots over the largest are 4^(-1/3), 2^(-1/3) and
 * 1, with a product of 1/2. */
static void weighted_triangle(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    const double weight[] = {1, 2, 4};
    latigraph_circuit_t *circuit = circuit_of(3, 3, edges);
    set_weights(circuit, weight);
    const double mean = 7. / 3, squares = (1 + 4 + 16) / 3. - mean * mean;
    check_values("triangle", circuit,
                 VALUES({"directed-clustering", .5}, {"weighted-directed-clustering", .25},
                        {"onnela-clustering", .5}, {"barrat-clustering", 1},
                        {"mean-strength", mean}, {"out-strength-cv", sqrt(squares) / mean},
                        {"in-strength-cv", sqrt(squares) / mean},
                        {"weighted-efficiency", (1 + 1 / 1.5 + 2 + 1 / .75 + 4 + 1 / 1.25) / 6}));
}

/* A mutual pair is the core; 2 and 3 reach it, 4 is reached, 5 is neither. */
static void bow_tie(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {2, 0}, {3, 2}, {1, 4}, {2, 5}};
    check_values("bow tie", circuit_of(6, 6, edges),
                 VALUES({"giant-scc", 2. / 6}, {"bow-tie-in", 2. / 6}, {"bow-tie-out", 1. / 6}));
    const int chain[][2] = {{0, 1}, {1, 2}};
    check_values("chain", circuit_of(3, 2, chain),
                 VALUES({"bow-tie-in", NAN}, {"bow-tie-out", NAN}));
    /* Two mutual pairs in a row: each could be the core. That with the larger IN is. */
    const int pairs[][2] = {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 2}};
    check_values("two cores", circuit_of(4, 5, pairs),
                 VALUES({"bow-tie-in", .5}, {"bow-tie-out", 0}));
    const int turned[][2] = {{2, 3}, {3, 2}, {3, 0}, {0, 1}, {1, 0}};
    check_values("two cores in another order", circuit_of(4, 5, turned),
                 VALUES({"bow-tie-in", .5}, {"bow-tie-out", 0}));
}

/* --- By matrices -------------------------------------------------------------------------------
 */

typedef double matrix_t[SIZE][SIZE];

static void fill_matrix(const latigraph_circuit_t *c, matrix_t w) {
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < c->n; j++) {
            w[i][j] = 0;
        }
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            w[i][c->out_to[e]] = c->weight[e];
        }
    }
}

static double largest(int n, matrix_t w) {
    double most = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            most = fmax(most, w[i][j]);
        }
    }
    return most;
}

/* Fagiolo, eq. 8 and 10: ((X + Xᵀ)³)_ii / (2 (d (d − 1) − 2 b)), where X is A, or the cube roots of
 * W over its maximum. */
static double fagiolo(int n, matrix_t w, int weighted) {
    const double most = largest(n, w);
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < n; i++) {
        double degree = 0, both = 0, triangles = 0;
        for (int j = 0; j < n; j++) {
            degree += (w[i][j] > 0) + (w[j][i] > 0);
            both += w[i][j] > 0 && w[j][i] > 0;
            for (int k = 0; k < n; k++) {
                const int from[] = {i, j, k}, to[] = {j, k, i};
                double product = 1;
                for (int e = 0; e < 3; e++) {
                    const double there = w[from[e]][to[e]], back = w[to[e]][from[e]];
                    product *= weighted ? cbrt(there / most) + cbrt(back / most)
                                        : (there > 0) + (back > 0);
                }
                triangles += product;
            }
        }
        const double allowed = 2 * (degree * (degree - 1) - 2 * both);
        sum += allowed > 0 ? triangles / allowed : 0;
        counted += allowed > 0;
    }
    return sum / counted;
}

/* Onnela et al., eq. 9, and Barrat et al., eq. 5, of the sums of both directions. */
static void undirected(int n, matrix_t w, double *onnela, double *barrat) {
    matrix_t s;
    int counted = 0;
    *onnela = *barrat = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            s[i][j] = w[i][j] + w[j][i];
        }
    }
    const double most = largest(n, s);
    for (int i = 0; i < n; i++) {
        double partners = 0, strength = 0, intensity = 0, closed = 0;
        for (int j = 0; j < n; j++) {
            partners += s[i][j] > 0;
            strength += s[i][j];
            for (int k = 0; k < n; k++) {
                intensity += cbrt(s[i][j] * s[j][k] * s[k][i]) / most;
                closed += s[i][j] > 0 && s[j][k] > 0 && s[k][i] > 0 ? (s[i][j] + s[i][k]) / 2 : 0;
            }
        }
        if (partners > 1) {
            *onnela += intensity / (partners * (partners - 1));
            *barrat += closed / (strength * (partners - 1));
            counted++;
        }
    }
    *onnela /= counted;
    *barrat /= counted;
}

/* All shortest paths by Floyd and Warshall. */
static double efficiency(int n, matrix_t w) {
    static matrix_t d;
    double sum = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            d[i][j] = w[i][j] > 0 ? 1 / w[i][j] : INFINITY;
        }
    }
    for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                d[i][j] = fmin(d[i][j], d[i][k] + d[k][j]);
            }
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            sum += i != j ? 1 / d[i][j] : 0;
        }
    }
    return sum / (n * (n - 1.));
}

static double strength_cv(int n, matrix_t w, int out) {
    double strength[SIZE] = {0}, mean = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            strength[i] += out ? w[i][j] : w[j][i];
        }
        mean += strength[i] / n;
    }
    for (int i = 0; i < n; i++) {
        squares += (strength[i] - mean) * (strength[i] - mean);
    }
    return sqrt(squares / n) / mean;
}

/* Paths between all neurons decide which of them belong to the core, reach it, or are reached. */
static void check_bow_tie(int n, matrix_t w, const double *value) {
    static matrix_t path;
    double in = 0, out = 0, core = 0, best = -1;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            path[i][j] = i == j || w[i][j] > 0;
        }
    }
    for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                path[i][j] = path[i][j] > 0 || (path[i][k] > 0 && path[k][j] > 0);
            }
        }
    }
    for (int i = 0; i < n; i++) {
        double before = 0, behind = 0, same = 0;
        for (int j = 0; j < n; j++) {
            same += path[i][j] > 0 && path[j][i] > 0;
            before += path[j][i] > 0 && !(path[i][j] > 0);
            behind += path[i][j] > 0 && !(path[j][i] > 0);
        }
        const double rank = (same * SIZE + before + behind) * SIZE + before;
        if (rank > best) {
            best = rank;
            core = same;
            in = before;
            out = behind;
        }
    }
    const double found_in = value[latigraph_property_find("bow-tie-in")];
    const double found_out = value[latigraph_property_find("bow-tie-out")];
    if (core < 2) {
        CHECK(isnan(found_in) && isnan(found_out));
    } else {
        CHECK_NEAR(found_in, in / n, 1e-12);
        CHECK_NEAR(found_out, out / n, 1e-12);
    }
}

static void at_random(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 60; round++) {
        const int n = 8 + round % 30;
        latigraph_circuit_t *c = random_circuit(&stream, n, round % 3 == 0 ? 1.2 / n : .15);
        static matrix_t w;
        double weight[SIZE * SIZE], value[MOST], onnela, barrat;
        for (int e = 0; e < c->m; e++) {
            weight[e] = exp(latigraph_stream_normal(&stream));
        }
        set_weights(c, weight);
        fill_matrix(c, w);
        undirected(n, w, &onnela, &barrat);
        measure(c, value);
        const struct {
            const char *name;
            double expected;
        } known[] = {{"directed-clustering", fagiolo(n, w, 0)},
                     {"weighted-directed-clustering", fagiolo(n, w, 1)},
                     {"onnela-clustering", onnela},
                     {"barrat-clustering", barrat},
                     {"weighted-efficiency", efficiency(n, w)},
                     {"out-strength-cv", strength_cv(n, w, 1)},
                     {"in-strength-cv", strength_cv(n, w, 0)}};
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            const double found = value[latigraph_property_find(known[k].name)];
            if (!(fabs(found - known[k].expected) < 1e-9 ||
                  (isnan(found) && isnan(known[k].expected)))) {
                FAIL("%s is %.12g, expected %.12g", known[k].name, found, known[k].expected);
            }
        }
        check_bow_tie(n, w, value);
    }
}

/* Equal weights change nothing: weighted coefficients are those without weights. */
static void equal_weights(void) {
    latigraph_stream_t stream;
    double value[MOST], weight[SIZE * SIZE];
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, 1);
    latigraph_circuit_t *c = random_circuit(&stream, 30, .2);
    for (int e = 0; e < c->m; e++) {
        weight[e] = 3;
    }
    set_weights(c, weight);
    measure(c, value);
    CHECK_NEAR(value[latigraph_property_find("weighted-directed-clustering")],
               value[latigraph_property_find("directed-clustering")], 1e-12);
    CHECK_NEAR(value[latigraph_property_find("weighted-efficiency")],
               3 * value[latigraph_property_find("global-efficiency")], 1e-9);
    CHECK_NEAR(value[latigraph_property_find("mean-strength")],
               3 * value[latigraph_property_find("mean-degree")], 1e-12);
    CHECK_NEAR(value[latigraph_property_find("out-strength-cv")],
               value[latigraph_property_find("out-degree-cv")], 1e-12);
    CHECK_NEAR(value[latigraph_property_find("in-strength-cv")],
               value[latigraph_property_find("in-degree-cv")], 1e-12);
}

/* --- igraph --------------------------------------------------------------------------------- */

static void check_efficiency(latigraph_circuit_t *c, const double *weight) {
    igraph_t graph;
    igraph_vector_t length;
    igraph_real_t expected;
    double value[MOST];
    set_weights(c, weight);
    CHECK_OK(igraph_vector_init(&length, c->m));
    for (int e = 0; e < c->m; e++) {
        VECTOR(length)[e] = 1 / weight[e];
    }
    CHECK_OK(latigraph_circuit_bare_graph(c, &graph));
    CHECK_OK(latigraph_global_efficiency(&graph, &length, &expected));
    measure(c, value); /* which frees the circuit */
    CHECK_NEAR(value[latigraph_property_find("weighted-efficiency")], expected, 1e-12 * expected);
    igraph_vector_destroy(&length);
    igraph_destroy(&graph);
}

/* Circuits of several batches of sources, of which the last one is not full. */
static void weighted_paths(void) {
    latigraph_stream_t stream;
    double weight[100 * 100];
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, 2);
    for (int n = 15; n < 100; n += 17) {
        latigraph_circuit_t *c = random_circuit(&stream, n, 3.0 / n);
        for (int e = 0; e < c->m; e++) {
            weight[e] = exp(2 * latigraph_stream_normal(&stream));
        }
        check_efficiency(c, weight);
    }
}

/* A chain of edges of length 1 with an edge of length 3 i from the first neuron to neuron i. The
 * longer the way along the chain, the shorter it is, so that each neuron is reached again and
 * again, and Dijkstra's search takes over. */
static void long_chain(void) {
    enum { N = 300 };
    int from[2 * N], to[2 * N], m = 0;
    double weight[2 * N];
    latigraph_circuit_t *c;
    for (int i = 1; i < N; i++) {
        from[m] = 0;
        to[m++] = i;
        if (i > 1) {
            from[m] = i - 1;
            to[m++] = i;
        }
    }
    CHECK_OK(latigraph_circuit_create(&c, "chain", N, m, from, to, NULL));
    for (int i = 0; i < N; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            weight[e] = i > 0 ? 1 : 1 / (3.0 * c->out_to[e]);
        }
    }
    check_efficiency(c, weight);
}

int main(void) {
    test_init();
    without_weights();
    weighted_triangle();
    bow_tie();
    at_random();
    equal_weights();
    weighted_paths();
    long_chain();
    return 0;
}
