/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "manifold_test.h"

/* The parts of a search for latent variables against brute force and known answers. */

static void make_points(latigraph_points_t *points, int n, int width, int number) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, (uint64_t)number);
    CHECK_OK(latigraph_points_init(points, n, width));
    for (int k = 0; k < n * width; k++) {
        points->row[k] = latigraph_stream_uniform(&stream);
    }
    latigraph_points_measure(points);
}

static double distance(const latigraph_points_t *points, int i, int j) {
    double square = 0;
    for (int k = 0; k < points->width; k++) {
        square += pow(points->row[i * points->width + k] - points->row[j * points->width + k], 2);
    }
    return sqrt(square);
}

/* Neighbours are those of brute force. */
static void test_neighbours(void) {
    latigraph_points_t points;
    latigraph_near_t near;
    make_points(&points, 101, 5, 0);
    CHECK_OK(latigraph_near_init(&near, &points, 7, 3));
    for (int i = 0; i < 101; i++) {
        for (int k = 0; k < 7; k++) {
            const int j = near.index[i * 7 + k];
            int nearer = 0;
            for (int other = 0; other < 101; other++) {
                nearer += other != i && distance(&points, i, other) < distance(&points, i, j);
            }
            CHECK_EQUAL(nearer, k);
            CHECK_NEAR(near.distance[i * 7 + k], distance(&points, i, j), 1e-7);
        }
    }
    latigraph_near_destroy(&near);
    latigraph_points_destroy(&points);
}

/* Three distant clusters are joined by two links, the shortest ones. */
static void test_links(void) {
    enum { N = 30 };
    latigraph_points_t points;
    latigraph_near_t near;
    latigraph_web_t web;
    igraph_bool_t connected;
    make_points(&points, N, 1, 1);
    for (int i = 0; i < N; i++) {
        points.row[i] = 0.02 * points.row[i] + 0.1 * (i / 3) + 10 * (i % 3) * (i % 3);
    }
    latigraph_points_measure(&points);
    double first = INFINITY, second = INFINITY, longest = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const double d = distance(&points, i, j);
            first = i % 3 == 0 && j % 3 == 1 ? fmin(first, d) : first;
            second = i % 3 == 1 && j % 3 == 2 ? fmin(second, d) : second;
        }
    }
    CHECK_OK(latigraph_near_init(&near, &points, 4, 1));
    CHECK_OK(latigraph_web_init(&web, &points, &near, 4));
    CHECK_EQUAL(web.links, 2);
    CHECK_OK(igraph_is_connected(&web.graph, &connected, IGRAPH_WEAK));
    CHECK(connected);
    const igraph_integer_t m = igraph_vector_size(&web.length);
    CHECK_NEAR(VECTOR(web.length)[m - 1] + VECTOR(web.length)[m - 2], first + second, 1e-6);
    for (igraph_integer_t e = 0; e < m - 2; e++) {
        longest = fmax(longest, VECTOR(web.length)[e]);
    }
    CHECK(longest < 1.0);
    latigraph_web_destroy(&web);
    latigraph_near_destroy(&near);
    latigraph_points_destroy(&points);
}

/* Scaling of Euclidean distances gives them back: LAPACK, ARPACK, and landmarks. */
static void test_scale(int n, int count) {
    latigraph_points_t points;
    double *all = calloc((size_t)n * (size_t)count, sizeof(double));
    double *coordinate = calloc((size_t)n * 5, sizeof(double)), stress[5];
    int *landmark = calloc((size_t)count, sizeof(int));
    make_points(&points, n, 3, 2);
    for (int k = 0; k < count; k++) {
        landmark[k] = count == n ? k : (7 * k) % n;
        for (int i = 0; i < n; i++) {
            all[(size_t)k * n + i] = distance(&points, landmark[k], i);
        }
    }
    CHECK_OK(latigraph_scale(n, count, landmark, all, 5, coordinate));
    for (int i = 0; i < n; i += 17) {
        for (int j = 0; j < i; j++) {
            double square = 0;
            for (int d = 0; d < 3; d++) {
                square += pow(coordinate[i * 5 + d] - coordinate[j * 5 + d], 2);
            }
            CHECK_NEAR(sqrt(square), distance(&points, i, j), 1e-6);
        }
    }
    latigraph_stress(n, count, landmark, all, 5, coordinate, stress);
    CHECK_NEAR(stress[2], 0, 1e-9);
    CHECK(stress[0] > stress[1] && stress[1] > 0.05);
    latigraph_points_destroy(&points);
    free(landmark);
    free(coordinate);
    free(all);
}

/* Uniform points have the dimension of their cube, and the interval holds it. */
static void test_dimension(void) {
    for (int width = 1; width <= 4; width++) {
        latigraph_points_t points;
        latigraph_near_t near;
        latigraph_dimension_t dimension;
        make_points(&points, 1000, width, 10 + width);
        CHECK_OK(latigraph_near_init(&near, &points, 4, 1));
        CHECK_OK(latigraph_dimension(&near, 1, &dimension));
        CHECK_NEAR(dimension.value, width, 0.07 * width);
        CHECK_NEAR(dimension.two_nn, width, 0.12 * width);
        CHECK(dimension.low < dimension.value && dimension.value < dimension.high);
        CHECK_NEAR(dimension.high - dimension.low, 3.92 * width * 0.022, 0.04 * width);
        latigraph_near_destroy(&near);
        latigraph_points_destroy(&points);
    }
}

/* Returns the share of the loop of a ring of m equal steps, by its landmarks: the loop is born
 * with the widest step between them, and dies at `death` steps. */
static double share_of_ring(const latigraph_web_t *web, int m, int first, double death) {
    enum { MOST = 70 };
    const int count = CLAMP(m / 5, 12, MOST);
    double *distance = g_new(double, count *m), gap = 0, birth = 0;
    int landmark[MOST];
    CHECK_OK(latigraph_landmarks(web, first, count, landmark, distance));
    for (int i = 0; i < m; i++) {
        double nearest = INFINITY;
        for (int k = 0; k < count; k++) {
            nearest = fmin(nearest, distance[k * m + i]);
        }
        gap += nearest / m;
    }
    for (int k = 0; k < count; k++) {
        int step = m;
        for (int l = 0; l < count; l++) {
            step = l == k ? step : MIN(step, (landmark[l] - landmark[k] + m) % m);
        }
        birth = fmax(birth, step);
    }
    g_free(distance);
    return 2 * (death - birth) / gap;
}

/* A ring of m equal steps of length 2: all pairs nearer than a third are filled at once, so that
 * the loop dies at the least distance of landmarks that is ⌈m / 3⌉ steps or more. */
static void test_ring(int m) {
    latigraph_web_t web;
    latigraph_open_loops_t loops;
    CHECK_OK(igraph_ring(&web.graph, m, IGRAPH_UNDIRECTED, false, true));
    CHECK_OK(igraph_vector_init(&web.length, m));
    igraph_vector_fill(&web.length, 2);
    CHECK_OK(latigraph_find_loops(&web, &loops));
    CHECK_EQUAL(loops.count, 1);
    CHECK_NEAR(loops.length[0], 3 * ((m + 2) / 3), m < 350 ? 1e-9 : 4); /* not all are landmarks */
    if (m < 350) { /* the median of the distances 1, 1, 2, 2, ... of each is m / 4, rounded */
        CHECK_NEAR(loops.share[0], ((m + 2) / 3 - 1) / (double)(m / 4 + 1), 0.3);
    } else {
        CHECK_NEAR(loops.share[0], share_of_ring(&web, m, 0, (m + 2) / 3), 1);
    }
    latigraph_web_destroy(&web);
}

/* Two rings with one common point have two loops; a tree has none. */
static void test_two_rings(void) {
    latigraph_web_t web;
    latigraph_open_loops_t loops;
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    for (int ring = 0; ring < 2; ring++) {
        for (int i = 0; i < 6; i++) {
            igraph_vector_int_push_back(&ends, i == 0 ? 0 : 5 * ring + i);
            igraph_vector_int_push_back(&ends, i == 5 ? 0 : 5 * ring + i + 1);
        }
    }
    CHECK_OK(igraph_create(&web.graph, &ends, 11, IGRAPH_UNDIRECTED));
    CHECK_OK(igraph_vector_init(&web.length, igraph_ecount(&web.graph)));
    igraph_vector_fill(&web.length, 1);
    CHECK_OK(latigraph_find_loops(&web, &loops));
    CHECK_EQUAL(loops.count, 2);
    CHECK_NEAR(loops.length[1], 6, 1e-9);
    latigraph_web_destroy(&web);
    CHECK_OK(igraph_kary_tree(&web.graph, 30, 3, IGRAPH_TREE_UNDIRECTED));
    CHECK_OK(igraph_vector_init(&web.length, 29));
    igraph_vector_fill(&web.length, 1);
    CHECK_OK(latigraph_find_loops(&web, &loops));
    CHECK_EQUAL(loops.count, 0);
    latigraph_web_destroy(&web);
    igraph_vector_int_destroy(&ends);
}

/* Shuffling keeps the weights of each neuron. */
static void test_shuffle(void) {
    double weight[4][50];
    for (int k = 0; k < 200; k++) {
        weight[k / 50][k % 50] = k;
    }
    latigraph_shuffle_weights(&weight[0][0], 4, 50, 1, 0);
    int moved = 0;
    for (int i = 0; i < 4; i++) {
        double sum = 0, squares = 0;
        for (int k = 0; k < 50; k++) {
            sum += weight[i][k] - 50 * i;
            squares += pow(weight[i][k] - 50 * i, 2);
            moved += weight[i][k] != 50 * i + k;
        }
        CHECK_NEAR(sum, 1225, 0);
        CHECK_NEAR(squares, 40425, 0);
    }
    CHECK(moved > 180);
}

int main(void) {
    test_init();
    test_neighbours();
    test_links();
    test_scale(120, 120);
    test_scale(600, 600);
    test_scale(300, 40);
    test_dimension();
    test_ring(12);
    test_ring(9);
    test_ring(420);
    test_two_rings();
    test_shuffle();
    return 0;
}
