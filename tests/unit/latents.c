/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "manifold_test.h"

/* Latent variables of weights whose manifold is known: closed-form auto-encoders, what spoils them,
 * graphs of planted places, options and refusals. */

static latigraph_latents_options_t options;

/* Options without loops and control, with distances. */
static void set_plain(void) {
    latigraph_latents_options_init(&options);
    options.geodesic = true;
    options.loops = options.shuffled = false;
    options.seed = 1;
}

static double rho_of(const igraph_matrix_t *weight, const sensors_t *sensors) {
    latigraph_latents_t latents;
    CHECK_OK(latigraph_latents_init(&latents));
    CHECK_OK(latigraph_latents_matrix(weight, NULL, &options, &latents));
    const double rho = spearman(&latents, sensors);
    latigraph_latents_destroy(&latents);
    return rho;
}

static void add_noise(igraph_matrix_t *weight, double factor, double spread) {
    latigraph_stream_t stream;
    const igraph_integer_t size = igraph_matrix_size(weight);
    double sum = 0, noise = 0;
    double *extra = calloc((size_t)size, sizeof(double));
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 99);
    for (igraph_integer_t k = 0; k < size; k++) {
        VECTOR(weight->data)[k] *= exp(spread * latigraph_stream_normal(&stream));
        extra[k] = latigraph_stream_normal(&stream);
        sum += VECTOR(weight->data)[k] * VECTOR(weight->data)[k];
        noise += extra[k] * extra[k];
    }
    for (igraph_integer_t k = 0; k < size; k++) {
        VECTOR(weight->data)[k] += factor * sqrt(sum / noise) * extra[k];
    }
    free(extra);
}

/* Distances, dimension, loops and control of each manifold. */
static void test_manifolds(void) {
    for (shape_t shape = RING; shape <= SPHERE; shape++) {
        sensors_t sensors;
        latigraph_latents_t latents;
        make_sensors(&sensors, shape, 200, 1e-3, (int)shape);
        set_plain();
        options.loops = options.shuffled = true;
        CHECK_OK(latigraph_latents_init(&latents));
        CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &latents));
        const double rho = spearman(&latents, &sensors);
        printf("%s: rho %.3f, dimension %.2f (%.2f to %.2f), TwoNN %.2f, trust %.2f, needed %d, "
               "loops %g (%.3f %.3f %.3f, limit %.3f), shuffled %.2f, rho %.3f\n",
               shape_names[shape], rho, latents.dimension, latents.dimension_low,
               latents.dimension_high, latents.two_nn, latents.trust, (int)latents.needed,
               latents.loops,
               igraph_vector_size(&latents.loop_shares) > 0 ? VECTOR(latents.loop_shares)[0] : 0,
               igraph_vector_size(&latents.loop_shares) > 1 ? VECTOR(latents.loop_shares)[1] : 0,
               igraph_vector_size(&latents.loop_shares) > 2 ? VECTOR(latents.loop_shares)[2] : 0,
               latents.loop_limit, latents.shuffled.dimension, latents.shuffled.rho);
        CHECK(rho >= 0.95);
        CHECK_NEAR(latents.dimension, shape_dimensions[shape], 0.25);
        CHECK(latents.dimension_low < latents.dimension &&
              latents.dimension < latents.dimension_high);
        CHECK_EQUAL(latents.loops, shape_loops[shape]);
        CHECK(latents.trust > 0.4);
        CHECK_NEAR(latents.shuffled.rho, 0, 0.15); /* one drawing; its SD is about 0.04 */
        CHECK(latents.shuffled.dimension > 2 * latents.dimension + 1);
        latigraph_latents_destroy(&latents);
        free_sensors(&sensors);
    }
}

/* Noisy weights and random input weights. */
static void test_spoiled(void) {
    sensors_t sensors;
    igraph_matrix_t weight;
    make_sensors(&sensors, SHEET, 200, 1e-3, 1);
    set_plain();
    igraph_matrix_init_copy(&weight, &sensors.weight);
    add_noise(&weight, 0, 0.2);
    const double noisy = rho_of(&weight, &sensors);
    printf("sheet, noise: rho %.3f\n", noisy);
    CHECK(noisy >= 0.9);
    igraph_matrix_destroy(&weight);
    igraph_matrix_init_copy(&weight, &sensors.weight);
    add_noise(&weight, 8, 0); /* random weights that hide the others */
    CHECK_NEAR(rho_of(&weight, &sensors), 0, 0.1);
    igraph_matrix_destroy(&weight);
    free_sensors(&sensors);
}

/* Scales of rows and of matrices do not matter to the cosine; zero rows are left out. */
static void test_profiles(void) {
    sensors_t sensors;
    latigraph_latents_t one, both;
    igraph_matrix_t scaled;
    make_sensors(&sensors, RING, 60, 1e-3, 5);
    set_plain();
    CHECK_OK(latigraph_latents_init(&one));
    CHECK_OK(latigraph_latents_init(&both));
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &one));
    igraph_matrix_init_copy(&scaled, &sensors.weight);
    igraph_matrix_scale(&scaled, 7);
    options.threads = 3;
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, &scaled, &options, &both));
    CHECK_NEAR(MATRIX(one.geodesic, 3, 40), MATRIX(both.geodesic, 3, 40), 1e-9);
    for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&scaled); k++) {
        MATRIX(scaled, 2, k) = 0;
    }
    CHECK_OK(latigraph_latents_matrix(&scaled, NULL, &options, &both));
    CHECK_EQUAL(both.used, 59);
    CHECK(isnan(MATRIX(both.coordinates, 2, 0)) && !isnan(MATRIX(both.coordinates, 3, 0)));
    CHECK(isnan(MATRIX(both.geodesic, 2, 3)));
    CHECK_EQUAL(igraph_vcount(igraph_graph_list_get_ptr(&both.neighbours, 0)), 60);
    MATRIX(scaled, 1, 2) = IGRAPH_NAN;
    CHECK_FAILS(latigraph_latents_matrix(&scaled, NULL, &options, &both), IGRAPH_EINVAL,
                "row 2, column 3");
    CHECK_FAILS(latigraph_latents_matrix(NULL, NULL, &options, &both), IGRAPH_EINVAL,
                "no input weights");
    options.neighbours = 90;
    CHECK_FAILS(latigraph_latents_matrix(&sensors.weight, NULL, &options, &both), IGRAPH_EINVAL,
                "need at least 91");
    CHECK_OK(igraph_matrix_remove_row(&scaled, 0));
    CHECK_FAILS(latigraph_latents_matrix(&sensors.weight, &scaled, &options, &both), IGRAPH_EINVAL,
                "each row is a neuron");
    igraph_matrix_destroy(&scaled);
    latigraph_latents_destroy(&both);
    latigraph_latents_destroy(&one);
    free_sensors(&sensors);
}

/* More coordinates than the stress is given for do not change the stress, nor the first of them. */
static void test_many_coordinates(void) {
    sensors_t sensors;
    latigraph_latents_t few, many;
    make_sensors(&sensors, SHEET, 60, 1e-3, 7);
    set_plain();
    CHECK_OK(latigraph_latents_init(&few));
    CHECK_OK(latigraph_latents_init(&many));
    options.dimensions = 2;
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &few));
    options.dimensions = 16;
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &many));
    CHECK_EQUAL(igraph_matrix_ncol(&many.coordinates), 16);
    CHECK_EQUAL(igraph_vector_size(&many.stress), LATIGRAPH_STRESS_DIMENSIONS);
    for (igraph_integer_t d = 0; d < LATIGRAPH_STRESS_DIMENSIONS; d++) {
        CHECK_NEAR(VECTOR(many.stress)[d], VECTOR(few.stress)[d], 1e-9);
    }
    CHECK_NEAR(MATRIX(many.coordinates, 5, 1), MATRIX(few.coordinates, 5, 1), 1e-9);
    latigraph_latents_destroy(&many);
    latigraph_latents_destroy(&few);
    free_sensors(&sensors);
}

/* The same result at any number of threads. */
static void test_threads(void) {
    sensors_t sensors;
    latigraph_latents_t first, second;
    make_sensors(&sensors, TORUS, 60, 1e-3, 6);
    set_plain();
    options.loops = options.shuffled = true;
    CHECK_OK(latigraph_latents_init(&first));
    CHECK_OK(latigraph_latents_init(&second));
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &first));
    options.threads = 4;
    CHECK_OK(latigraph_latents_matrix(&sensors.weight, NULL, &options, &second));
    CHECK(igraph_matrix_all_e(&first.coordinates, &second.coordinates));
    CHECK(igraph_matrix_all_e(&first.geodesic, &second.geodesic));
    CHECK(igraph_vector_all_e(&first.loop_shares, &second.loop_shares));
    CHECK(first.loop_limit == second.loop_limit && first.shuffled.rho == second.shuffled.rho);
    latigraph_latents_destroy(&second);
    latigraph_latents_destroy(&first);
    free_sensors(&sensors);
}

/* Neurons on a sheet that are connected if they are near: the spectral form finds their places, and
 * not those of a rewired copy. */
static void test_circuit(void) {
    enum { N = 400 };
    igraph_t graph;
    igraph_vector_int_t ends;
    latigraph_stream_t stream;
    latigraph_circuit_t *circuit;
    latigraph_latents_t latents;
    static double place[N][2];
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 1);
    igraph_vector_int_init(&ends, 0);
    for (int i = 0; i < N; i++) {
        place[i][0] = 2 * latigraph_stream_uniform(&stream);
        place[i][1] = latigraph_stream_uniform(&stream);
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const double d = hypot(place[i][0] - place[j][0], place[i][1] - place[j][1]);
            if (i != j && d < 0.25 && latigraph_stream_uniform(&stream) < 0.5) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, j);
            }
        }
    }
    CHECK_OK(igraph_create(&graph, &ends, N + 2, IGRAPH_DIRECTED)); /* two neurons have no edges */
    CHECK_OK(latigraph_circuit_from_graph(&circuit, &graph, NULL, NULL, NULL));
    CHECK_OK(latigraph_latents_init(&latents));
    set_plain();
    options.geodesic = false;
    options.shuffled = true;
    CHECK_OK(latigraph_latents_circuit(circuit, &options, &latents));
    double xy = 0, xx = 0, yy = 0;
    for (int i = 0; i < N; i++) { /* the slowest pattern on a 2 × 1 sheet is cos(π x / 2) */
        const double x = cos(M_PI * place[i][0] / 2), y = MATRIX(latents.coordinates, i, 0);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    printf("sheet of a circuit: r %.3f\n", fabs(xy) / sqrt(xx * yy));
    CHECK(fabs(xy) / sqrt(xx * yy) > 0.9);
    CHECK_EQUAL(latents.used, N);
    CHECK_EQUAL(igraph_matrix_ncol(&latents.coordinates), 8);
    CHECK(isnan(MATRIX(latents.coordinates, N, 0)) && isnan(latents.dimension));
    CHECK(VECTOR(latents.eigenvalues)[0] > VECTOR(latents.eigenvalues)[7]);
    CHECK(VECTOR(latents.eigenvalues)[0] > 1.5 * VECTOR(latents.shuffled.eigenvalues)[0]);
    options.method = LATIGRAPH_LATENTS_ISOMAP;
    CHECK_OK(latigraph_latents_circuit(circuit, &options, &latents));
    CHECK(VECTOR(latents.stress)[1] < 0.1);
    CHECK(VECTOR(latents.shuffled.stress)[1] > 0.5);
    options.profile = LATIGRAPH_PROFILE_BOTH;
    options.method = LATIGRAPH_LATENTS_AUTO;
    CHECK_OK(latigraph_latents_circuit(circuit, &options, &latents));
    CHECK(latents.dimension < latents.shuffled.dimension);
    options.profile = LATIGRAPH_PROFILE_IN;
    options.method = LATIGRAPH_LATENTS_LAPLACIAN;
    CHECK_OK(latigraph_latents_circuit(circuit, &options, &latents));
    CHECK_EQUAL(igraph_vector_size(&latents.eigenvalues), 8);
    latigraph_latents_destroy(&latents);
    latigraph_circuit_destroy(circuit);
    igraph_destroy(&graph);
    igraph_vector_int_destroy(&ends);
}

int main(void) {
    test_init();
    test_manifolds();
    test_spoiled();
    test_profiles();
    test_many_coordinates();
    test_threads();
    test_circuit();
    return 0;
}
