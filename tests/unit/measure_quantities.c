/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The quantities of a circuit, which are computed without igraph, are igraph's. Properties read
 * none that their row of the table does not name, and have the same values at any number of
 * threads. */
#include "measure/property.h"
#include "measure_test.h"

#include <math.h>
#include <string.h>

enum { CIRCUITS = 10 };

/* Sizes and densities: without cycles or edges, in several parts, larger than the searches that go
 * together, and with blocked and unblocked eigenvalues. */
static const struct {
    int n;
    double p;
} KIND[CIRCUITS] = {{2, 0.5},   {3, 0.6},  {12, 0.02}, {17, 0.3},   {40, 0.06},
                    {90, 0.03}, {70, 0.5}, {130, 0},   {230, 0.03}, {9, 1}};

static void check_components(const latigraph_quantities_t *q, const igraph_t *graph) {
    igraph_vector_int_t of, size;
    CHECK_OK(igraph_vector_int_init(&of, 0));
    CHECK_OK(igraph_vector_int_init(&size, 0));
    CHECK_OK(igraph_connected_components(graph, &of, &size, NULL, IGRAPH_STRONG));
    CHECK_EQUAL(q->components.count, igraph_vector_int_size(&size));
    CHECK_EQUAL(q->components.largest, igraph_vector_int_max(&size));
    for (igraph_integer_t i = 0; i < igraph_vcount(graph); i++) {
        CHECK_EQUAL(q->components.size[q->components.of[i]], VECTOR(size)[VECTOR(of)[i]]);
        for (igraph_integer_t j = 0; j < i; j++) {
            CHECK((q->components.of[i] == q->components.of[j]) == (VECTOR(of)[i] == VECTOR(of)[j]));
        }
    }
    igraph_vector_int_destroy(&size);
    igraph_vector_int_destroy(&of);
}

static void check_betweenness(const latigraph_quantities_t *q, const igraph_t *graph) {
    igraph_vector_t scores;
    CHECK_OK(igraph_vector_init(&scores, 0));
    CHECK_OK(latigraph_betweenness(graph, &scores));
    for (igraph_integer_t i = 0; i < igraph_vcount(graph); i++) {
        CHECK_NEAR(q->betweenness[i], VECTOR(scores)[i], 1e-9 * (1 + VECTOR(scores)[i]));
    }
    igraph_vector_destroy(&scores);
}

/* The skeleton, its coreness and the ends of its Laplacian. */
static void check_skeleton(const latigraph_quantities_t *q, igraph_t *graph) {
    igraph_vector_int_t core;
    igraph_vector_t values;
    igraph_matrix_t matrix;
    igraph_bool_t connected;
    const igraph_integer_t n = igraph_vcount(graph);
    CHECK_OK(igraph_to_undirected(graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    CHECK_EQUAL(q->partners.start[n], 2 * igraph_ecount(graph));
    CHECK_OK(igraph_vector_int_init(&core, 0));
    CHECK_OK(igraph_coreness(graph, &core, IGRAPH_ALL));
    CHECK_EQUAL(q->coreness, igraph_vector_int_max(&core));
    igraph_vector_int_destroy(&core);
    CHECK_OK(igraph_matrix_init(&matrix, n, n));
    CHECK_OK(igraph_vector_init(&values, 0));
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t i = IGRAPH_FROM(graph, e), j = IGRAPH_TO(graph, e);
        MATRIX(matrix, i, j) = MATRIX(matrix, j, i) = -1;
        MATRIX(matrix, i, i)++;
        MATRIX(matrix, j, j)++;
    }
    CHECK_OK(igraph_lapack_dsyevr(&matrix, IGRAPH_LAPACK_DSYEV_ALL, 0, 0, 0, 0, 0, 1e-12, &values,
                                  NULL, NULL));
    igraph_vector_sort(&values);
    CHECK_OK(igraph_is_connected(graph, &connected, IGRAPH_WEAK));
    CHECK_NEAR(q->laplacian.second, connected ? VECTOR(values)[1] : 0, 1e-10 * (double)n);
    CHECK_NEAR(q->laplacian.largest, igraph_vector_tail(&values), 1e-10 * (double)n);
    CHECK((q->laplacian.second == 0) == !connected);
    igraph_vector_destroy(&values);
    igraph_matrix_destroy(&matrix);
}

/* The eigenvalues of the whole matrix are those of its components. */
static void check_eigenvalues(const latigraph_quantities_t *q, const latigraph_circuit_t *c) {
    igraph_matrix_t matrix;
    igraph_vector_t re, im;
    double largest = 0, squares = 0;
    int info = 1;
    CHECK_OK(igraph_matrix_init(&matrix, c->n, c->n));
    CHECK_OK(igraph_vector_init(&re, 0));
    CHECK_OK(igraph_vector_init(&im, 0));
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            MATRIX(matrix, i, c->out_to[e]) = 1;
        }
    }
    CHECK_OK(igraph_lapack_dgeev(&matrix, &re, &im, NULL, NULL, &info));
    for (int i = 0; i < c->n; i++) {
        const double size = hypot(VECTOR(re)[i], VECTOR(im)[i]);
        largest = fmax(largest, size);
        squares += size * size;
    }
    /* Multiple eigenvalues of matrices that are nearly triangular are known less well. */
    const double near = q->components.largest * 2 > c->n ? 1e-9 : 1e-3;
    CHECK_NEAR(q->eigenvalues.largest, largest, near * (1 + largest));
    CHECK_NEAR(q->eigenvalues.squares, squares, near * (1 + squares));
    CHECK_NEAR(q->radius, q->eigenvalues.largest, 1e-9 * (1 + largest));
    igraph_vector_destroy(&im);
    igraph_vector_destroy(&re);
    igraph_matrix_destroy(&matrix);
}

static void check_assortativity(const latigraph_circuit_t *circuit, const igraph_t *graph) {
    latigraph_subject_t subject;
    igraph_real_t ours, theirs;
    CHECK_OK(latigraph_subject_init(&subject, circuit));
    CHECK_OK(latigraph_measure_assortativity(&subject, &ours));
    CHECK_OK(igraph_assortativity_degree(graph, &theirs, IGRAPH_DIRECTED));
    CHECK(isnan(ours) || fabs(ours - theirs) < 1e-12);
    CHECK(circuit->n < 20 || circuit->m == 0 || isfinite(ours));
    latigraph_subject_destroy(&subject);
}

static void check_circuit(const latigraph_circuit_t *circuit) {
    latigraph_quantities_t q = {.known = 0};
    igraph_t graph;
    CHECK(latigraph_quantities_find(&q, circuit, (1u << LATIGRAPH_QUANTITIES) - 1, NULL));
    CHECK_EQUAL(q.known, (1u << LATIGRAPH_QUANTITIES) - 1);
    CHECK_OK(latigraph_circuit_bare_graph(circuit, &graph));
    check_components(&q, &graph);
    check_betweenness(&q, &graph);
    check_eigenvalues(&q, circuit);
    check_assortativity(circuit, &graph);
    check_skeleton(&q, &graph);
    igraph_destroy(&graph);
    latigraph_quantities_destroy(&q);
    /* What a quantity depends on is found with it, and nothing else. */
    CHECK(latigraph_quantities_find(&q, circuit, LATIGRAPH_NEEDS(RADIUS), NULL));
    CHECK_EQUAL(q.known, LATIGRAPH_NEEDS(RADIUS) | LATIGRAPH_NEEDS(COMPONENTS));
    latigraph_quantities_destroy(&q);
}

/* A property whose quantities were computed ahead computes none, and reads all of them. */
static void check_needs(const latigraph_circuit_t *circuit) {
    for (int p = 0; p < LATIGRAPH_PROPERTIES; p++) {
        const latigraph_property_t *property = &latigraph_property_table[p];
        const latigraph_quantities_t *q;
        latigraph_subject_t subject;
        igraph_real_t value, alone;
        CHECK_OK(latigraph_subject_init(&subject, circuit));
        CHECK(latigraph_subject_prepare(&subject, property->needs, NULL));
        CHECK_OK(latigraph_subject_find(&subject, LATIGRAPH_QUANTITY_COMPONENTS, &q));
        const guint before = q->known;
        CHECK_OK(property->measure(&subject, &value));
        CHECK_EQUAL(q->known, before);
        latigraph_subject_destroy(&subject);
        CHECK_OK(latigraph_subject_init(&subject, circuit));
        CHECK_OK(property->measure(&subject, &alone));
        CHECK(value == alone || (isnan(value) && isnan(alone)));
        CHECK_OK(latigraph_subject_find(&subject, LATIGRAPH_QUANTITY_COMPONENTS, &q));
        CHECK_EQUAL(q->known, before);
        latigraph_subject_destroy(&subject);
    }
}

/* Values are the same bytes at any number of threads. */
static void check_threads(const latigraph_circuit_list_t *list) {
    igraph_matrix_t values[3];
    for (int k = 0; k < 3; k++) {
        CHECK_OK(igraph_matrix_init(&values[k], 0, 0));
        CHECK_OK(latigraph_properties_wanted(list, NULL, NULL, 1 + 2 * k, &values[k]));
        CHECK(memcmp(&MATRIX(values[k], 0, 0), &MATRIX(values[0], 0, 0),
                     sizeof(igraph_real_t) * CIRCUITS * LATIGRAPH_PROPERTIES) == 0);
    }
    CHECK_FAILS(latigraph_properties_wanted(list, NULL, NULL, 0, &values[0]), IGRAPH_EINVAL,
                "The number of threads is 0");
    for (int k = 0; k < 3; k++) {
        igraph_matrix_destroy(&values[k]);
    }
}

int main(void) {
    latigraph_circuit_list_t list;
    latigraph_stream_t stream;
    test_init();
    latigraph_stream_init(&stream, 7, LATIGRAPH_STREAM_NODES, 0);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int k = 0; k < CIRCUITS; k++) {
        CHECK_OK(
            latigraph_circuit_list_push_back(&list, random_circuit(&stream, KIND[k].n, KIND[k].p)));
        check_circuit(latigraph_circuit_list_get(&list, k));
    }
    check_needs(latigraph_circuit_list_get(&list, 4));
    check_threads(&list);
    latigraph_circuit_list_destroy(&list);
    return 0;
}
