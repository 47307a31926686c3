/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Random graphs with expected degrees: the solver against the formula, drawing against the
 * probabilities of all pairs by chi-square, rewiring towards triangles against a count by hand. */
#include "circuit/triads.h"
#include "surrogate/closing.h"
#include "surrogate/expected.h"

#include "circuits.h"
#include "sanitized.h"

#include <latigraph/measure.h>

/* Probabilities of a pair: i → j alone, j → i alone, mutual. */
static void pair_law(const latigraph_expected_t *e, int i, int j, double p[3]) {
    p[0] = e->x[i] * e->y[j];
    p[1] = e->x[j] * e->y[i];
    p[2] = e->z[i] * e->z[j];
    const double d = 1 + p[0] + p[1] + p[2];
    for (int k = 0; k < 3; k++) {
        p[k] /= d;
    }
}

/* Expected degrees that the law gives each neuron are those that were asked for. */
static void test_solver(void) {
    enum { N = 12 };
    double out[N], in[N], mutual[N];
    latigraph_expected_t e;
    for (int i = 0; i < N; i++) {
        out[i] = 1 + i % 4;
        in[i] = 1 + (i + 1) % 4;
        mutual[i] = i % 3;
    }
    CHECK_OK(latigraph_expected_init(&e, N, out, in, mutual));
    for (int i = 0; i < N; i++) {
        double sums[3] = {0, 0, 0};
        for (int j = 0; j < N; j++) {
            double p[3];
            if (j != i) {
                pair_law(&e, i, j, p);
                for (int k = 0; k < 3; k++) {
                    sums[k] += p[k];
                }
            }
        }
        CHECK_NEAR(sums[0], out[i], 1e-3);
        CHECK_NEAR(sums[1], in[i], 1e-3);
        CHECK_NEAR(sums[2], mutual[i], 1e-3);
    }
    latigraph_expected_destroy(&e);
    /* Independent edges: the edge i → j has the probability x_i y_j / (1 + x_i y_j). */
    CHECK_OK(latigraph_expected_init(&e, N, out, in, NULL));
    for (int i = 0; i < N; i++) {
        double sum = 0;
        for (int j = 0; j < N; j++) {
            double p[3];
            if (j != i) {
                pair_law(&e, i, j, p);
                const double edge = e.x[i] * e.y[j] / (1 + e.x[i] * e.y[j]);
                const double back = e.x[j] * e.y[i] / (1 + e.x[j] * e.y[i]);
                CHECK_NEAR(p[0] + p[2], edge, 1e-12);
                CHECK_NEAR(p[2], edge * back, 1e-12);
                sum += edge;
            }
        }
        CHECK_NEAR(sum, out[i], 1e-3);
    }
    latigraph_expected_destroy(&e);
}

/* Frequencies of the states of all pairs agree with the law, in a dense graph with a hub. */
static void test_draws(void) {
#ifdef TEST_SANITIZED
    enum { N = 5, DRAWS = 2000 };
#else
    enum { N = 5, DRAWS = 40000 };
#endif
    static const double out[N] = {1.5, 0.8, 0.5, 0.4, 0.8}, in[N] = {1, 1, 0.5, 0.7, 0.8},
                        mutual[N] = {1.2, 0.6, 0.4, 0.4, 0.4};
    static int counts[N][N][4];
    latigraph_expected_t e;
    igraph_vector_int_t from, to;
    double statistic = 0;
    CHECK_OK(latigraph_expected_init(&e, N, out, in, mutual));
    CHECK_OK(igraph_vector_int_init(&from, 0));
    CHECK_OK(igraph_vector_int_init(&to, 0));
    for (int k = 0; k < DRAWS; k++) {
        latigraph_draws_t draws;
        int has[N][N] = {{0}};
        latigraph_draws_init(&draws, 3, LATIGRAPH_STREAM_TEST, (guint64)k);
        igraph_vector_int_clear(&from);
        igraph_vector_int_clear(&to);
        CHECK_OK(latigraph_expected_draw(&e, &draws, &from, &to));
        for (igraph_integer_t m = 0; m < igraph_vector_int_size(&from); m++) {
            has[VECTOR(from)[m]][VECTOR(to)[m]]++;
        }
        for (int i = 0; i < N; i++) {
            CHECK_EQUAL(has[i][i], 0);
            for (int j = i + 1; j < N; j++) {
                REQUIRE(has[i][j] <= 1 && has[j][i] <= 1);
                counts[i][j][has[i][j] + 2 * has[j][i]]++;
            }
        }
    }
    for (int i = 0; i < N; i++) {
        for (int j = i + 1; j < N; j++) {
            double p[3];
            pair_law(&e, i, j, p);
            const double law[4] = {1 - p[0] - p[1] - p[2], p[0], p[1], p[2]};
            for (int k = 0; k < 4; k++) {
                statistic += pow(counts[i][j][k] - DRAWS * law[k], 2) / (DRAWS * law[k]);
            }
        }
    }
    /* 10 pairs with 3 degrees of freedom each: mean 30, SD 7.7. */
    printf("chi-square of the states of pairs: %.1f with 30 degrees of freedom\n", statistic);
    CHECK(statistic < 70 && statistic > 8);
    igraph_vector_int_destroy(&to);
    igraph_vector_int_destroy(&from);
    latigraph_expected_destroy(&e);
}

static int triangles_by_hand(const latigraph_circuit_t *c, double *triples) {
    int triangles = 0;
    *triples = 0;
    for (int i = 0; i < c->n; i++) {
        int degree = 0;
        for (int j = 0; j < c->n; j++) {
            const int ij = i != j && (latigraph_circuit_has_edge(c, i, j) ||
                                      latigraph_circuit_has_edge(c, j, i));
            degree += ij;
            for (int k = 0; j < i && ij && k < j; k++) {
                triangles +=
                    (latigraph_circuit_has_edge(c, j, k) || latigraph_circuit_has_edge(c, k, j)) &&
                    (latigraph_circuit_has_edge(c, i, k) || latigraph_circuit_has_edge(c, k, i));
            }
        }
        *triples += degree * (degree - 1) / 2;
    }
    return triangles;
}

/* Rewiring to more and to fewer triangles; the degrees of each neuron stay. */
static void test_closing(void) {
    latigraph_circuit_t *before = random_circuit(40, 2, 0), *after;
    latigraph_draws_t draws;
    int *from = malloc(sizeof(int) * (size_t)before->m),
        *to = malloc(sizeof(int) * (size_t)before->m);
    double triples_by_hand;
    latigraph_triads_t triads;
    gint64 found;
    for (int more = 0; more < 2; more++) {
        for (int i = 0; i < before->n; i++) {
            for (int e = before->out_start[i]; e < before->out_start[i + 1]; e++) {
                from[e] = i;
                to[e] = before->out_to[e];
            }
        }
        CHECK_OK(latigraph_find_triads(before, &triads, NULL));
        CHECK_EQUAL(triads.triangles, triangles_by_hand(before, &triples_by_hand));
        CHECK_NEAR(triads.triples, triples_by_hand, 0);
        const double target = triads.triangles * (more ? 1.5 : 0.7);
        latigraph_draws_init(&draws, 8, LATIGRAPH_STREAM_TEST, 0);
        CHECK_OK(latigraph_close_triangles(before->n, before->m, from, to,
                                           3 * target / triads.triples, 1000, &draws, &found));
        CHECK(fabs((double)found - target) <= 4);
        CHECK_OK(latigraph_circuit_create(&after, "after", before->n, before->m, from, to, NULL));
        CHECK_EQUAL(found, triangles_by_hand(after, &triples_by_hand));
        CHECK_NEAR(triads.triples, triples_by_hand, 0);
        for (int i = 0; i < before->n; i++) {
            int mutual[2] = {0, 0};
            CHECK_EQUAL(before->out_start[i + 1], after->out_start[i + 1]);
            CHECK_EQUAL(before->in_start[i + 1], after->in_start[i + 1]);
            for (int j = 0; j < before->n; j++) {
                mutual[0] += latigraph_circuit_has_edge(before, i, j) &&
                             latigraph_circuit_has_edge(before, j, i);
                mutual[1] += latigraph_circuit_has_edge(after, i, j) &&
                             latigraph_circuit_has_edge(after, j, i);
            }
            CHECK_EQUAL(mutual[0], mutual[1]);
        }
        latigraph_circuit_destroy(after);
    }
    free(to);
    free(from);
    latigraph_circuit_destroy(before);
}

/* Totals of a larger graph are within four standard errors of what was asked for. */
static void test_random(void) {
    static const char *const laws[] = {"constant:8", "poisson:8", "lognormal:8:0.7", "power:8:2.8"};
    igraph_vector_t out, in;
    igraph_vector_int_t which;
    latigraph_random_options_t options;
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("reciprocity")));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("transitivity")));
    CHECK_OK(igraph_vector_init(&out, 0));
    CHECK_OK(igraph_vector_init(&in, 0));
    for (int l = 0; l < 4; l++) {
        latigraph_circuit_list_t list;
        igraph_matrix_t values;
        latigraph_random_options_init(&options);
        options.seed = 5;
        options.count = 10;
        options.reciprocity = 0.3;
        options.transitivity = l == 1 ? 0.2 : IGRAPH_NAN;
        CHECK_OK(latigraph_degree_law(laws[l], 400, 5, &out, &in));
        CHECK_NEAR(igraph_vector_sum(&out), igraph_vector_sum(&in), 1e-6);
        CHECK_NEAR(igraph_vector_sum(&out) / 400, 8, 2.5);
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_OK(latigraph_random(&list, &out, &in, &options));
        CHECK_OK(igraph_matrix_init(&values, 0, 0));
        CHECK_OK(latigraph_properties_only(&list, NULL, &which, &values));
        double edges = 0, reciprocity = 0, transitivity = 0;
        for (int k = 0; k < 10; k++) {
            edges += (double)latigraph_circuit_ecount(latigraph_circuit_list_get(&list, k)) / 10;
            reciprocity += MATRIX(values, k, 0) / 10;
            transitivity += MATRIX(values, k, 1) / 10;
        }
        const double asked = igraph_vector_sum(&out);
        CHECK_NEAR(edges, asked, 4 * sqrt(1.3 * asked / 10));
        CHECK_NEAR(reciprocity, 0.3, 0.02);
        CHECK(l != 1 || fabs(transitivity - 0.2) < 0.002);
        igraph_matrix_destroy(&values);
        latigraph_circuit_list_destroy(&list);
    }
    igraph_vector_destroy(&in);
    igraph_vector_destroy(&out);
    igraph_vector_int_destroy(&which);
}

/* Undirected graphs have the expected degrees on average over graphs, and the transitivity. */
static void test_undirected(void) {
    enum { N = 60, COUNT = 200 };
    igraph_vector_t degrees;
    latigraph_random_options_t options;
    latigraph_circuit_list_t list;
    double mean[N] = {0}, closed, triples;
    latigraph_random_options_init(&options);
    options.seed = 4;
    options.count = COUNT;
    options.undirected = true;
    options.transitivity = 0.25;
    CHECK_OK(igraph_vector_init(&degrees, N));
    for (int i = 0; i < N; i++) {
        VECTOR(degrees)[i] = i == 0 ? 25 : 3 + i % 6;
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_random(&list, &degrees, &degrees, &options));
    for (int k = 0; k < COUNT; k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(&list, k);
        REQUIRE(latigraph_circuit_is_undirected(c));
        for (int i = 0; i < N; i++) {
            mean[i] += (double)(c->out_start[i + 1] - c->out_start[i]) / COUNT;
            for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
                REQUIRE(latigraph_circuit_has_edge(c, c->out_to[e], i));
            }
        }
        if (k < 5) {
            closed = 3 * triangles_by_hand(c, &triples);
            CHECK_NEAR(closed / triples, 0.25, 0.01);
        }
    }
    for (int i = 0; i < N; i++) { /* the variance of a degree is below its mean */
        CHECK_NEAR(mean[i], VECTOR(degrees)[i], 5 * sqrt(VECTOR(degrees)[i] / COUNT));
    }
    options.reciprocity = 0.5;
    CHECK_FAILS(latigraph_random(&list, &degrees, &degrees, &options), IGRAPH_EINVAL,
                "no reciprocity");
    latigraph_circuit_list_destroy(&list);
    igraph_vector_destroy(&degrees);
}

/* Moments of the laws, and the greatest degree. */
static void test_laws(void) {
    static const char *const laws[] = {"constant:8", "poisson:8", "lognormal:8:0.7", "power:8:3.5"};
    static const double sd[] = {0, 2.828, 5.6, 0}; /* that of the power law is not checked */
    igraph_vector_t out, in;
    CHECK_OK(igraph_vector_init(&out, 0));
    CHECK_OK(igraph_vector_init(&in, 0));
    for (int l = 0; l < 4; l++) {
        enum { N = 100000 };
        double mean = 0, square = 0;
        CHECK_OK(latigraph_degree_law(laws[l], N, 2, &out, &in));
        for (int i = 0; i < N; i++) {
            mean += VECTOR(out)[i] / N;
            square += VECTOR(out)[i] * VECTOR(out)[i] / N;
        }
        CHECK_NEAR(mean, 8, 0.15);
        CHECK(l == 3 || fabs(sqrt(square - mean * mean) - sd[l]) < 0.15);
    }
    for (igraph_uint_t seed = 0; seed < 50; seed++) { /* none exceeds a quarter of the others */
        CHECK_OK(latigraph_degree_law("lognormal:20:2", 101, seed, &out, &in));
        CHECK(igraph_vector_max(&out) <= 25);
    }
    igraph_vector_destroy(&in);
    igraph_vector_destroy(&out);
}

static void test_errors(void) {
    igraph_vector_t out, in;
    latigraph_random_options_t options;
    latigraph_circuit_list_t list;
    latigraph_random_options_init(&options);
    CHECK_OK(igraph_vector_init(&out, 3));
    CHECK_OK(igraph_vector_init(&in, 3));
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_degree_law("gauss:3", 100, 1, &out, &in), IGRAPH_EINVAL, "gauss:3");
    CHECK_FAILS(latigraph_degree_law("power:3:2", 100, 1, &out, &in), IGRAPH_EINVAL, "above 2");
    CHECK_FAILS(latigraph_degree_law("poisson:30", 50, 1, &out, &in), IGRAPH_EINVAL, "too few");
    CHECK_OK(igraph_vector_resize(&out, 3));
    CHECK_OK(igraph_vector_resize(&in, 3));
    igraph_vector_fill(&out, 1);
    igraph_vector_fill(&in, 0.5);
    CHECK_FAILS(latigraph_random(&list, &out, &in, &options), IGRAPH_EINVAL, "same sum");
    igraph_vector_fill(&in, 1);
    VECTOR(out)[0] = 3;
    VECTOR(in)[1] = 3;
    CHECK_FAILS(latigraph_random(&list, &out, &in, &options), IGRAPH_EINVAL, "partners");
    igraph_vector_null(&out);
    igraph_vector_null(&in);
    VECTOR(out)[0] = 1;
    VECTOR(in)[1] = 1;
    options.reciprocity = 0.5;
    CHECK_FAILS(latigraph_random(&list, &out, &in, &options), IGRAPH_EINVAL, "cannot be had");
    CHECK_EQUAL(latigraph_circuit_list_size(&list), 0);
    latigraph_circuit_list_destroy(&list);
    igraph_vector_destroy(&in);
    igraph_vector_destroy(&out);
}

int main(void) {
    test_init();
    test_solver();
    test_draws();
    test_closing();
    test_random();
    test_undirected();
    test_laws();
    test_errors();
    return 0;
}
