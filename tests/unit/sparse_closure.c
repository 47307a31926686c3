/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The chain of the closure stage on rows of edges. It is compared with its law by enumeration of
 * small graphs, and its sums with counts of the graph that it has reached. */

#include "chi_square.h"
#include "circuits.h"
#include "surrogate/sparse_closure.h"

#include <stdlib.h>

/* --- The law of the chain -------------------------------------------------------------------- */

enum { N = 5, PAIRS = N * (N - 1) / 2, GRAPHS = 1 << 2 * PAIRS, DRAWS = 3000, SPACING = 60 };

typedef struct {
    double one_way[N * N], mutual[N * N], length[N * N];
} law_t;

static void odds_of(const void *data, gboolean mutual, const int from[2], const int to[2],
                    double odds[2], double length[2]) {
    const law_t *law = data;
    for (int k = 0; k < 2; k++) {
        odds[k] = (mutual ? law->mutual : law->one_way)[from[k] * N + to[k]];
        length[k] = law->length[from[k] * N + to[k]];
    }
}

static void draw_law(law_t *law, latigraph_stream_t *stream) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            law->one_way[i * N + j] = latigraph_stream_normal(stream);
            if (i < j) {
                law->mutual[i * N + j] = law->mutual[j * N + i] = latigraph_stream_normal(stream);
                law->length[i * N + j] = law->length[j * N + i] = latigraph_stream_uniform(stream);
            }
        }
    }
}

static unsigned edges_of(const latigraph_sparse_closure_t *chain, const int *start) {
    int to[N * N];
    unsigned graph = 0;
    latigraph_sparse_closure_edges(chain, start, to);
    for (int i = 0; i < N; i++) {
        for (int e = start[i]; e < start[i + 1]; e++) {
            const int low = MIN(i, to[e]), high = MAX(i, to[e]);
            const int pair = high * (high - 1) / 2 + low;
            graph |= (i < to[e] ? 1U : 2U) << 2 * pair;
        }
    }
    return graph;
}

static int state_in(unsigned graph, int low, int high) {
    return (int)(graph >> 2 * (high * (high - 1) / 2 + low) & 3);
}

/* ln of the law of a graph, with energies of its triangles, of the length of its edges and of the
 * sum of products of degrees over them. */
static double log_law(const law_t *law, unsigned graph, double stiffness) {
    double sum = 0, length = 0, products = 0;
    int triangles = 0, out[N] = {0}, in[N] = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < N; j++) {
            for (int i = 0; i < j; i++) {
                const int state = state_in(graph, i, j), forth = state & 1, back = state >> 1;
                if (pass == 0) {
                    out[i] += forth;
                    in[j] += forth;
                    out[j] += back;
                    in[i] += back;
                }
                products += pass * (forth * out[i] * in[j] + back * out[j] * in[i]);
            }
        }
    }
    for (int j = 0; j < N; j++) {
        for (int i = 0; i < j; i++) {
            const int state = state_in(graph, i, j);
            sum += state == 1   ? law->one_way[i * N + j]
                   : state == 2 ? law->one_way[j * N + i]
                   : state == 3 ? law->mutual[i * N + j]
                                : 0;
            length += law->length[i * N + j] * ((state & 1) + (state >> 1));
            for (int k = j + 1; k < N; k++) {
                triangles += state != 0 && state_in(graph, i, k) != 0 && state_in(graph, j, k) != 0;
            }
        }
    }
    return sum - stiffness / 2 *
                     (pow(triangles - 2.0, 2) + pow(length - 3, 2) + pow((products - 30) / 5, 2));
}

/* Returns the p-value of the visits to the graphs that the chain reaches; NaN if it is alone. */
static double p_of_visits(const law_t *law, unsigned graph, double stiffness, gboolean near,
                          guint64 index) {
    static int visits[GRAPHS];
    static double weight[GRAPHS];
    latigraph_sparse_closure_t chain;
    int start[N + 1] = {0}, to[N * N], m = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const int state = i == j ? 0 : state_in(graph, MIN(i, j), MAX(i, j));
            if (state & (i < j ? 1 : 2)) {
                to[m++] = j;
            }
        }
        start[i + 1] = m;
    }
    memset(visits, 0, sizeof visits);
    CHECK_OK(latigraph_sparse_closure_init(&chain, N, start, to, odds_of, law, near, 5, index));
    CHECK(edges_of(&chain, start) == graph);
    chain.aim[LATIGRAPH_TILT_TRIANGLES] = 2;
    chain.stiffness[LATIGRAPH_TILT_TRIANGLES] = stiffness;
    chain.edge_sums.stiffness[LATIGRAPH_EDGE_LENGTHS] = stiffness;
    chain.edge_sums.aim[LATIGRAPH_EDGE_LENGTHS] = 3 - chain.edge_sums.mean_length * m;
    chain.edge_sums.stiffness[LATIGRAPH_EDGE_DEGREES] = stiffness / 25;
    chain.edge_sums.aim[LATIGRAPH_EDGE_DEGREES] = 30;
    for (int k = 0; k < DRAWS; k++) {
        latigraph_sparse_closure_run(&chain, SPACING);
        visits[edges_of(&chain, start)]++;
    }
    latigraph_sparse_closure_destroy(&chain);
    for (unsigned g = 0; g < GRAPHS; g++) {
        weight[g] = visits[g] > 0 ? exp(log_law(law, g, stiffness)) : 0;
    }
    return chi_square_visits(GRAPHS, visits, weight);
}

/* Of several graphs with unequal odds, p-values are not too small, with and without an energy. */
static void test_law(double stiffness, gboolean near) {
    latigraph_stream_t stream;
    double least = 1;
    int tested = 0, below_5 = 0;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < 16; k++) {
        const unsigned graph = latigraph_stream_next(&stream) & (GRAPHS - 1);
        law_t law;
        draw_law(&law, &stream);
        const double p = p_of_visits(&law, graph, stiffness, near, (guint64)k);
        if (!isnan(p)) {
            tested++;
            below_5 += p < 0.05;
            least = fmin(least, p);
        }
    }
    printf("stiffness %g: %d chains, %d with p < 0.05, least p %.2g\n", stiffness, tested, below_5,
           least);
    CHECK(tested >= 5);
    CHECK(below_5 <= 3);
    CHECK(least > 1e-4);
}

/* --- Sums ------------------------------------------------------------------------------------ */

/* Odds and lengths that differ between pairs in no special way. */
static void some_odds(const void *data, gboolean mutual, const int from[2], const int to[2],
                      double odds[2], double length[2]) {
    (void)data;
    for (int k = 0; k < 2; k++) {
        const int low = MIN(from[k], to[k]), high = MAX(from[k], to[k]);
        odds[k] = sin(7.0 * (mutual ? low : from[k]) + 3.0 * (mutual ? high : to[k]));
        length[k] = 1 + cos(5.0 * low * high);
    }
}

/* After steps of both kinds the sums are those of the graph, and all degrees are as before. */
static void test_sums(void) {
    latigraph_circuit_t *c = random_circuit(120, 5, 0);
    latigraph_sparse_closure_t chain, again;
    int *to = g_memdup2(c->out_to, sizeof(int) * (gsize)c->m), *in = g_new0(int, c->n);
    CHECK_OK(
        latigraph_sparse_closure_init(&chain, c->n, c->out_start, to, some_odds, NULL, TRUE, 1, 0));
    const double before = chain.value[LATIGRAPH_TILT_TRIANGLES];
    for (int s = 0; s < LATIGRAPH_TILTS; s++) {
        chain.aim[s] = 1.5 * chain.value[s];
        chain.stiffness[s] = chain.value[s] > 0 ? 1e3 / pow(chain.value[s], 2) : 0;
    }
    const double length = chain.edge_sums.mean_length;
    chain.edge_sums.stiffness[LATIGRAPH_EDGE_LENGTHS] = 1e3 / pow(length * c->m, 2);
    latigraph_sparse_closure_seek(&chain, 20000);
    latigraph_sparse_closure_run(&chain, 20000);
    CHECK(chain.changed > 1000);
    CHECK(chain.value[LATIGRAPH_TILT_TRIANGLES] > 1.1 * before);
    latigraph_sparse_closure_edges(&chain, c->out_start, to);
    CHECK_OK(
        latigraph_sparse_closure_init(&again, c->n, c->out_start, to, some_odds, NULL, TRUE, 1, 0));
    CHECK(again.sums.triangles == chain.sums.triangles);
    CHECK(again.one_way == chain.one_way);
    CHECK(memcmp(again.sums.triads, chain.sums.triads, sizeof chain.sums.triads) == 0);
    for (int s = 0; s < LATIGRAPH_TILTS; s++) {
        CHECK_NEAR(again.value[s], chain.value[s], 1e-9 * (1 + again.value[s]));
    }
    const double *sums = chain.edge_sums.value;
    CHECK_NEAR(again.edge_sums.mean_length, length + sums[LATIGRAPH_EDGE_LENGTHS] / c->m,
               1e-4 * length);
    CHECK_NEAR(again.edge_sums.mean_length, length, 0.1 * length);
    CHECK_NEAR(again.edge_sums.value[LATIGRAPH_EDGE_DEGREES], sums[LATIGRAPH_EDGE_DEGREES],
               1e-9 * sums[LATIGRAPH_EDGE_DEGREES]);
    int moved = 0;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            in[to[e]]++;
            moved += !latigraph_circuit_has_edge(c, i, to[e]);
            CHECK(to[e] != i && (e == c->out_start[i] || to[e] > to[e - 1]));
        }
    }
    for (int i = 0; i < c->n; i++) {
        CHECK(in[i] == c->in_start[i + 1] - c->in_start[i]);
        CHECK(again.filled[i] == chain.filled[i]);
    }
    CHECK(moved > c->m / 10);
    latigraph_sparse_closure_destroy(&chain);
    latigraph_sparse_closure_destroy(&again);
    latigraph_circuit_destroy(c);
    g_free(to);
    g_free(in);
}

/* The statistics that it counts are those of codes. */
static void test_statistics(void) {
    latigraph_circuit_t *c = random_circuit(60, 8, 0);
    double value[LATIGRAPH_CLOSURE_STATISTICS];
    latigraph_sparse_closure_t chain;
    CHECK_OK(latigraph_closure_statistics(c, value));
    CHECK_OK(latigraph_sparse_closure_init(&chain, c->n, c->out_start, c->out_to, some_odds, NULL,
                                           FALSE, 1, 0));
    CHECK_NEAR(value[LATIGRAPH_CLOSURE_LOCAL], chain.value[LATIGRAPH_TILT_LOCAL_CLUSTERING], 1e-12);
    CHECK_NEAR(value[LATIGRAPH_CLOSURE_DAMPED], chain.value[LATIGRAPH_TILT_DAMPED_CLUSTERING],
               1e-12);
    CHECK_NEAR(value[LATIGRAPH_CLOSURE_PARTNERS], chain.value[LATIGRAPH_TILT_SHARED_PARTNERS],
               1e-12);
    for (int t = 0; t < 4; t++) {
        CHECK_NEAR(value[LATIGRAPH_CLOSURE_TRIADS + t],
                   (double)chain.sums.triads[2 + t] / fmax((double)chain.sums.triangles, 1), 1e-12);
    }
    latigraph_sparse_closure_destroy(&chain);
    latigraph_circuit_destroy(c);
}

int main(void) {
    test_law(0, FALSE);
    test_law(0.7, TRUE);
    test_sums();
    test_statistics();
    return 0;
}
