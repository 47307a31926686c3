/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Lesions of circuits whose weak point is known, and effects compared with circuits that are made
 * by hand without the part. */
#include "base/compat.h"
#include "measure_test.h"

#include <latigraph/lesion.h>

enum { LEAVES = 6, CLIQUE = 5 };

static latigraph_circuit_list_t list_of(latigraph_circuit_t *circuit) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    return list;
}

static latigraph_lesion_options_t options_for(const char *property) {
    latigraph_lesion_options_t options;
    latigraph_lesion_options_init(&options);
    options.seed = 3;
    options.property = latigraph_property_find(property);
    return options;
}

static igraph_integer_t find_part(const latigraph_lesion_t *lesion, const char *name) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&lesion->parts); k++) {
        if (strcmp(igraph_strvector_get(&lesion->parts, k), name) == 0) {
            return k;
        }
    }
    FAIL("There is no part \"%s\".", name);
    exit(1);
}

/* Share of ordered pairs of neurons with a path. */
static igraph_error_t reachable(const igraph_t *graph, igraph_real_t *value, void *data) {
    const double n = (double)igraph_vcount(graph);
    igraph_real_t length, without;
    (void)data;
    IGRAPH_CHECK(latigraph_average_path_length(graph, &length, &without, true));
    *value = n < 2 ? IGRAPH_NAN : 1 - without / (n * (n - 1));
    return IGRAPH_SUCCESS;
}

/* Whether there is a path from the first neuron to the last. */
static igraph_error_t arrives(const igraph_t *graph, igraph_real_t *value, void *data) {
    igraph_vector_int_t path;
    (void)data;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&path, 0);
    IGRAPH_CHECK(igraph_subcomponent(graph, &path, 0, IGRAPH_OUT));
    *value = igraph_vector_int_contains(&path, igraph_vcount(graph) - 1);
    igraph_vector_int_destroy(&path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t zero(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    (void)data;
    *value = 0;
    return IGRAPH_SUCCESS;
}

static const latigraph_callback_t functions[] = {
    {"reachable", reachable, NULL}, {"arrives", arrives, NULL}, {"zero", zero, NULL}};
static const latigraph_callback_list_t user = {functions, 3};

/* --- Weak points ------------------------------------------------------------------------- */

/* A hub that is joined to every leaf both ways. */
static latigraph_circuit_t *star(void) {
    int edges[2 * LEAVES][2];
    for (int k = 0; k < LEAVES; k++) {
        edges[2 * k][0] = edges[2 * k + 1][1] = 0;
        edges[2 * k][1] = edges[2 * k + 1][0] = k + 1;
    }
    return circuit_of(LEAVES + 1, 2 * LEAVES, edges);
}

/* All paths lead through the hub: without it there is none, and their length is not defined. */
static void hub_of_a_star(void) {
    latigraph_circuit_list_t list = list_of(star());
    latigraph_lesion_options_t options = options_for("path-length");
    latigraph_lesion_t lesion;
    CHECK_OK(latigraph_lesion_init(&lesion));
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.parts), LEAVES + 1);
    const igraph_integer_t hub = find_part(&lesion, "0"), leaf = find_part(&lesion, "1");
    /* 2 · 6 pairs at distance 1 and 6 · 5 at distance 2; then 10 and 20. */
    CHECK_NEAR(lesion.mean, 72. / 42, 1e-12);
    CHECK_NEAR(VECTOR(lesion.effect)[leaf], 50. / 30 - 72. / 42, 1e-12);
    CHECK_NEAR(VECTOR(lesion.relative)[hub], -1, 1e-12);
    CHECK(VECTOR(lesion.lost)[hub] == 1 && VECTOR(lesion.lost)[leaf] == 0);
    CHECK(VECTOR(lesion.rank)[hub] == 1);
    CHECK_NEAR(VECTOR(lesion.rank)[leaf], 4.5, 1e-12); /* the mean of 2 .. 7 */
    CHECK(VECTOR(lesion.degree)[hub] == 2 * LEAVES && VECTOR(lesion.degree)[leaf] == 2);
    CHECK(isnan(lesion.sd) && isnan(VECTOR(lesion.in_sd)[hub]) && isnan(VECTOR(lesion.error)[hub]));
    CHECK(lesion.reached && igraph_strvector_size(&lesion.set) == 1);
    CHECK(strcmp(igraph_strvector_get(&lesion.set, 0), "0") == 0);
    CHECK(VECTOR(lesion.cost)[0] == 1 && lesion.set_degree == 2 * LEAVES);
    /* One random neuron of seven is the hub; a matched one never is. */
    CHECK(lesion.random.sets == 99 && lesion.random.p > 0.04 && lesion.random.p < 0.3);
    CHECK(lesion.matched.sets == 99 && lesion.matched.p == 0.01 && lesion.matched.degree == 2);
    CHECK_NEAR(lesion.matched.cost, fabs(VECTOR(lesion.relative)[leaf]), 1e-12);

    /* A silenced hub leaves a circuit of the same size. */
    options.property = latigraph_property_find("density");
    options.silence = true;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_NEAR(VECTOR(lesion.effect)[hub], -12. / 42, 1e-12);
    CHECK_NEAR(VECTOR(lesion.effect)[leaf], -2. / 42, 1e-12);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* Two cliques, joined both ways inside, and one edge from the first to the second. */
static latigraph_circuit_t *cliques(void) {
    int edges[2 * CLIQUE * (CLIQUE - 1) + 1][2], m = 0;
    for (int i = 0; i < 2 * CLIQUE; i++) {
        for (int j = 0; j < 2 * CLIQUE; j++) {
            if (i != j && i / CLIQUE == j / CLIQUE) {
                edges[m][0] = i;
                edges[m++][1] = j;
            }
        }
    }
    edges[m][0] = 1;
    edges[m++][1] = CLIQUE + 2;
    return circuit_of(2 * CLIQUE, m, edges);
}

/* Pairs of the two cliques are reachable by the bridge alone, which igraph finds, too. */
static void bridge_of_cliques(void) {
    latigraph_circuit_list_t list = list_of(cliques());
    latigraph_lesion_options_t options = options_for("density");
    latigraph_lesion_t lesion;
    igraph_t graph;
    igraph_vector_int_t bridges;
    igraph_integer_t from, to;
    char name[32];
    CHECK_OK(latigraph_circuit_to_graph(latigraph_circuit_list_get(&list, 0), &graph));
    CHECK_OK(igraph_to_undirected(&graph, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL));
    CHECK_OK(igraph_vector_int_init(&bridges, 0));
    CHECK_OK(igraph_bridges(&graph, &bridges));
    REQUIRE(igraph_vector_int_size(&bridges) == 1);
    CHECK_OK(igraph_edge(&graph, VECTOR(bridges)[0], &from, &to));
    snprintf(name, sizeof name, "%d → %d", (int)(from < to ? from : to),
             (int)(from < to ? to : from));

    options.parts = LATIGRAPH_PARTS_EDGES;
    options.user = &user;
    options.property = latigraph_property_count(); /* reachable */
    options.share = 0.3;
    CHECK_OK(latigraph_lesion_init(&lesion));
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    const igraph_integer_t bridge = find_part(&lesion, name);
    CHECK_EQUAL(igraph_strvector_size(&lesion.parts), 2 * CLIQUE * (CLIQUE - 1) + 1);
    CHECK_NEAR(lesion.mean, 65. / 90, 1e-12);
    CHECK_NEAR(VECTOR(lesion.effect)[bridge], -25. / 90, 1e-12);
    CHECK(VECTOR(lesion.rank)[bridge] == 1);
    CHECK(lesion.reached && igraph_strvector_size(&lesion.set) == 1);
    CHECK(strcmp(igraph_strvector_get(&lesion.set, 0), name) == 0);
    CHECK_NEAR(VECTOR(lesion.cost)[0], 25. / 65, 1e-12);
    for (igraph_integer_t k = 0; k < igraph_vector_size(&lesion.effect); k++) {
        CHECK(k == bridge || fabs(VECTOR(lesion.effect)[k]) < 1e-12);
    }
    CHECK(lesion.random.p < 0.1 && lesion.matched.p == 0.01);
    CHECK_NEAR(VECTOR(lesion.degree)[bridge], CLIQUE * CLIQUE, 1e-12);

    igraph_vector_int_destroy(&bridges);
    igraph_destroy(&graph);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* Two parallel paths: neither middle costs anything alone, both together cost everything. */
static void parallel_paths(void) {
    const int edges[][2] = {{0, 1}, {0, 2}, {1, 4}, {2, 4}, {3, 1}};
    latigraph_circuit_list_t list = list_of(circuit_of(5, 5, edges));
    latigraph_lesion_options_t options = options_for("density");
    latigraph_lesion_t lesion;
    options.user = &user;
    options.property = latigraph_property_count() + 1; /* arrives */
    options.parts = LATIGRAPH_PARTS_EDGES;
    options.random = 0;
    CHECK_OK(latigraph_lesion_init(&lesion));
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK(igraph_vector_max(&lesion.effect) == 0 && igraph_vector_min(&lesion.effect) == 0);
    CHECK_EQUAL(igraph_strvector_size(&lesion.set), 2);
    CHECK(VECTOR(lesion.cost)[0] == 0 && VECTOR(lesion.cost)[1] == 1 && lesion.reached);
    CHECK(lesion.random.sets == 0 && isnan(lesion.random.p) && isnan(lesion.matched.cost));

    options.set_max = 1;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK(!lesion.reached && igraph_strvector_size(&lesion.set) == 1);
    options.set_max = 0;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK(!lesion.reached && igraph_strvector_size(&lesion.set) == 0);
    options.property = latigraph_property_count() + 2; /* zero */
    options.set_max = 10;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK(igraph_strvector_size(&lesion.set) == 0 && isnan(VECTOR(lesion.relative)[0]));
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* Of two neurons, each is the only match of the other. */
static void two_neurons(void) {
    const int edges[][2] = {{0, 1}};
    latigraph_circuit_list_t list = list_of(circuit_of(2, 1, edges));
    latigraph_lesion_options_t options = options_for("density");
    latigraph_lesion_t lesion;
    CHECK_OK(latigraph_lesion_init(&lesion));
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.set), 1);
    CHECK(lesion.matched.sets == 99 && lesion.matched.p == 1);
    CHECK(lesion.matched.cost == 1 && lesion.matched.most == 1 && lesion.matched.sd == 0);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* --- Types ------------------------------------------------------------------------------------ */

static void set_types(latigraph_circuit_t *circuit, const char *column, const char *letters) {
    igraph_strvector_t values;
    CHECK_OK(igraph_strvector_init(&values, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        const char text[] = {letters[i] == '-' ? '\0' : letters[i], '\0'};
        CHECK_OK(igraph_strvector_set(&values, i, text));
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, column, &values));
    igraph_strvector_destroy(&values);
}

static void types(void) {
    latigraph_circuit_t *circuit = star();
    latigraph_lesion_options_t options = options_for("global-efficiency");
    latigraph_lesion_t lesion;
    set_types(circuit, "type", "HAAABB-");
    latigraph_circuit_list_t list = list_of(circuit);
    CHECK_OK(latigraph_lesion_init(&lesion));
    options.parts = LATIGRAPH_PARTS_TYPES;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.parts), 3);
    CHECK(igraph_strvector_size(&lesion.groups) == 0);
    CHECK_NEAR(VECTOR(lesion.relative)[find_part(&lesion, "H")], -1, 1e-12);
    /* Star of 3 leaves: 6 pairs at distance 1, 6 at 2, of 12. */
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "A")], 9. / 12 - 27. / 42, 1e-12);
    CHECK(VECTOR(lesion.degree)[find_part(&lesion, "B")] == 2);

    /* Other types in a second circuit do not make a part without neurons. */
    circuit = star();
    set_types(circuit, "type", "BBBBBBB");
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.parts), 3);
    CHECK_NEAR(VECTOR(lesion.relative)[find_part(&lesion, "H")], -1, 1e-12);
    latigraph_circuit_list_destroy(&list);
    circuit = star();
    set_types(circuit, "type", "HAAABB-");
    list = list_of(circuit);

    options.parts = LATIGRAPH_PARTS_VERTICES;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.groups), 3);
    CHECK(VECTOR(lesion.group_parts)[0] == 1 && VECTOR(lesion.group_parts)[1] == 3);
    CHECK_NEAR(VECTOR(lesion.group_effect)[0], -27. / 42, 1e-12);
    CHECK_NEAR(VECTOR(lesion.group_effect)[1], VECTOR(lesion.effect)[1], 1e-12);
    CHECK(isnan(VECTOR(lesion.group_error)[0]) && fabs(VECTOR(lesion.group_error)[1]) < 1e-12);

    options.parts = LATIGRAPH_PARTS_EDGES;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_EQUAL(igraph_strvector_size(&lesion.groups), 4); /* H → A, A → H, H → B, B → H */
    CHECK(igraph_vector_sum(&lesion.group_parts) == 10);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* --- Effects by hand ------------------------------------------------------------------------- */

static double measured(latigraph_circuit_t *circuit, const char *property) {
    double value[MOST];
    measure(circuit, value);
    return value[latigraph_property_find(property)];
}

/* Neurons of two random circuits, by name, against circuits without them. */
static void effects_by_hand(void) {
    enum { N = 14 };
    const char *const properties[] = {"reciprocity", "global-efficiency", "weight-mean"};
    latigraph_stream_t stream;
    latigraph_circuit_list_t list;
    latigraph_lesion_t lesion;
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_lesion_init(&lesion));
    for (int c = 0; c < 2; c++) {
        latigraph_circuit_t *circuit = random_circuit(&stream, N + c, 0.4);
        igraph_vector_t weights;
        CHECK_OK(igraph_vector_init_range(&weights, 1, circuit->m + 1));
        CHECK_OK(latigraph_circuit_set_weights(circuit, &weights));
        igraph_vector_destroy(&weights);
        CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    }
    for (gsize p = 0; p < G_N_ELEMENTS(properties); p++) {
        latigraph_lesion_options_t options = options_for(properties[p]);
        options.set_max = 2;
        options.share = 100;
        options.random = 5;
        CHECK_OK(latigraph_lesion(&list, &options, &lesion));
        CHECK_EQUAL(igraph_strvector_size(&lesion.parts), N + 1);
        CHECK_EQUAL(igraph_strvector_size(&lesion.set), 2);
        double scores[2];
        for (int c = 0; c < 2; c++) {
            scores[c] = VECTOR(lesion.score)[c];
        }
        CHECK_NEAR(lesion.sd, fabs(scores[0] - scores[1]) / sqrt(2), 1e-12);
        for (int gone = 0; gone <= N; gone++) {
            double change[2];
            int touched = 0;
            for (int c = 0; c < 2; c++) {
                const latigraph_circuit_t *circuit = latigraph_circuit_list_get(&list, c);
                latigraph_circuit_t *left;
                int keep[N + 1], kept = 0;
                for (int i = 0; i < circuit->n; i++) {
                    keep[kept] = i;
                    kept += i != gone;
                }
                if (kept < circuit->n) {
                    CHECK_OK(latigraph_circuit_induced(&left, circuit, keep, kept, "left"));
                    change[touched++] = measured(left, properties[p]) - scores[c];
                }
            }
            const double mean = touched == 2 ? (change[0] + change[1]) / 2 : change[0];
            CHECK_NEAR(VECTOR(lesion.effect)[gone], mean, 1e-12);
            CHECK_NEAR(VECTOR(lesion.in_sd)[gone], mean / lesion.sd, 1e-9);
            CHECK(VECTOR(lesion.circuits)[gone] == touched);
            CHECK(touched == 2
                      ? fabs(VECTOR(lesion.error)[gone] - fabs(change[0] - change[1]) / 2) < 1e-12
                      : isnan(VECTOR(lesion.error)[gone]));
        }
        CHECK(VECTOR(lesion.cost)[1] >= VECTOR(lesion.cost)[0] - 1e-12);
    }
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* An edge of weight w less: the mean of the other weights. */
static void edges_by_hand(void) {
    const int edges[][2] = {{0, 1}, {1, 2}, {2, 0}};
    const double weight[] = {1, 2, 6};
    latigraph_circuit_t *circuit = circuit_of(3, 3, edges);
    latigraph_lesion_options_t options = options_for("weight-mean");
    latigraph_lesion_t lesion;
    igraph_vector_t weights;
    CHECK_OK(igraph_vector_init_array(&weights, weight, 3));
    CHECK_OK(latigraph_circuit_set_weights(circuit, &weights));
    igraph_vector_destroy(&weights);
    latigraph_circuit_list_t list = list_of(circuit);
    CHECK_OK(latigraph_lesion_init(&lesion));
    options.parts = LATIGRAPH_PARTS_EDGES;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "0 → 1")], 4 - 3, 1e-12);
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "1 → 2")], 3.5 - 3, 1e-12);
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "2 → 0")], 1.5 - 3, 1e-12);
    CHECK(VECTOR(lesion.rank)[find_part(&lesion, "2 → 0")] == 1);
    CHECK(VECTOR(lesion.rank)[find_part(&lesion, "1 → 2")] == 3);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* --- Slopes ---------------------------------------------------------------------------------- */

/* A random circuit with weights and positions; half of the edges have one back. */
static latigraph_circuit_t *dense(int n) {
    latigraph_stream_t stream;
    latigraph_circuit_t *circuit;
    igraph_vector_t weights;
    igraph_matrix_t position;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, (uint64_t)n);
    int *from = g_new(int, n *n), *to = g_new(int, n *n), m = 0;
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            const double u = latigraph_stream_uniform(&stream) * (1 + 2. * i / n);
            if (u < 0.25) {
                from[m] = i, to[m++] = j;
            }
            if (u < 0.12 || (u > 0.25 && u < 0.33)) {
                from[m] = j, to[m++] = i;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "dense", n, m, from, to, NULL));
    g_free(from);
    g_free(to);
    CHECK_OK(igraph_vector_init_range(&weights, 1, m + 1));
    CHECK_OK(latigraph_circuit_set_weights(circuit, &weights));
    igraph_vector_destroy(&weights);
    CHECK_OK(igraph_matrix_init(&position, n, 2));
    for (int i = 0; i < n; i++) {
        MATRIX(position, i, 0) = latigraph_stream_uniform(&stream);
        MATRIX(position, i, 1) = latigraph_stream_uniform(&stream);
    }
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    return circuit;
}

/* Slopes and exact effects of all edges, and of all neurons, agree for every property that has
 * slopes. The parts' shares in the sums are exact, so that what differs is the curvature. */
static void slopes_agree(void) {
    const char *const properties[] = {"density",      "mean-degree",        "out-degree-cv",
                                      "in-degree-cv", "degree-correlation", "reciprocity",
                                      "transitivity", "reciprocity-excess", "edge-length",
                                      "weight-mean",  "mean-strength"};
    latigraph_circuit_list_t list = list_of(dense(60));
    latigraph_lesion_t fast, exact;
    CHECK_OK(latigraph_lesion_init(&fast));
    CHECK_OK(latigraph_lesion_init(&exact));
    for (gsize p = 0; p < G_N_ELEMENTS(properties); p++) {
        for (int kind = 0; kind < 3; kind++) { /* edges, neurons, silenced neurons */
            latigraph_lesion_options_t options = options_for(properties[p]);
            double most = 0, differ = 0;
            options.parts = kind == 0 ? LATIGRAPH_PARTS_EDGES : LATIGRAPH_PARTS_VERTICES;
            options.silence = kind == 2;
            options.set_max = options.random = 0;
            CHECK_OK(latigraph_lesion(&list, &options, &exact));
            options.method = LATIGRAPH_LESION_SLOPES;
            options.parts_max = 1;
            CHECK_OK(latigraph_lesion(&list, &options, &fast));
            for (igraph_integer_t k = 0; k < igraph_vector_size(&exact.effect); k++) {
                const double effect = VECTOR(exact.effect)[k];
                most = fmax(most, fabs(effect));
                differ = fmax(differ, fabs(VECTOR(fast.effect)[k] - effect));
                CHECK(isnan(VECTOR(fast.exact)[k]) || fabs(VECTOR(fast.exact)[k] - effect) < 1e-12);
            }
            if (!(differ <= (kind == 0 ? 0.03 : 0.45) * most)) {
                FAIL("%s, kind %d: slopes differ by %g of %g", properties[p], kind, differ, most);
            }
            if (most > 1e-12 && !(fast.agreement > (kind == 0 ? 0.999 : 0.98)) &&
                !(strstr("density mean-degree", properties[p]) != NULL && kind == 0)) {
                FAIL("%s, kind %d: agreement %g", properties[p], kind, fast.agreement);
            }
        }
    }
    latigraph_lesion_destroy(&exact);
    latigraph_lesion_destroy(&fast);
    latigraph_circuit_list_destroy(&list);
}

/* Slopes by hand. Two edges of four are mutual: r = 2 / 4. Without i → j that has one back, the
 * first-order change is −(2 − r) / 4, without another +r / 4. */
static void slopes_by_hand(void) {
    const int edges[][2] = {{0, 1}, {1, 0}, {1, 2}, {2, 3}};
    latigraph_circuit_list_t list = list_of(circuit_of(4, 4, edges));
    latigraph_lesion_options_t options = options_for("reciprocity");
    latigraph_lesion_t lesion;
    CHECK_OK(latigraph_lesion_init(&lesion));
    options.parts = LATIGRAPH_PARTS_EDGES;
    options.method = LATIGRAPH_LESION_SLOPES;
    options.compared = 0;
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "0 → 1")], -1.5 / 4, 1e-15);
    CHECK_NEAR(VECTOR(lesion.effect)[find_part(&lesion, "2 → 3")], 0.5 / 4, 1e-15);
    CHECK(isnan(lesion.agreement) && isnan(VECTOR(lesion.lost)[0]));
    CHECK(VECTOR(lesion.rank)[find_part(&lesion, "1 → 0")] == 1.5);
    /* The set is exact: without one mutual edge no reciprocity is left. */
    CHECK(lesion.reached && igraph_strvector_size(&lesion.set) == 1);
    CHECK_NEAR(VECTOR(lesion.cost)[0], 1, 1e-15);

    options.parts = LATIGRAPH_PARTS_TYPES;
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "Types are few");
    options.parts = LATIGRAPH_PARTS_EDGES;
    options.property = latigraph_property_find("global-efficiency");
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL,
                "\"global-efficiency\" has no slopes; these have: density");
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);

    /* Equal degrees have a variation of 0, which has no derivative. */
    const int ring[][2] = {{0, 1}, {1, 2}, {2, 0}};
    list = list_of(circuit_of(3, 3, ring));
    CHECK_OK(latigraph_lesion_init(&lesion));
    options.property = latigraph_property_find("out-degree-cv");
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "end of its range");
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* --- Bad input and interruption -------------------------------------------------------------- */

static int looks_left;

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, --looks_left < 0)

static void bad_input(void) {
    const int edges[][2] = {{0, 1}};
    latigraph_circuit_list_t list = list_of(circuit_of(3, 1, edges)), none;
    latigraph_lesion_options_t options = options_for("path-length");
    latigraph_lesion_t lesion;
    CHECK_OK(latigraph_lesion_init(&lesion));
    CHECK_OK(latigraph_circuit_list_init(&none));
    CHECK_FAILS(latigraph_lesion(&none, &options, &lesion), IGRAPH_EINVAL, "got none");
    options.property = latigraph_property_find("edge-length");
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL,
                "\"edge-length\" is not defined for the whole circuit \"by hand\"");
    options.property = latigraph_property_count();
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "no property of index");
    options = options_for("density");
    options.parts = LATIGRAPH_PARTS_TYPES;
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "no types of neurons");
    options.type = "layer";
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "no column \"layer\"");
    options = options_for("density");
    options.parts_max = 2;
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "3 parts");
    options = options_for("density");
    options.share = 0;
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "above 0");
    options = options_for("density");
    options.set_max = -1;
    CHECK_FAILS(latigraph_lesion(&list, &options, &lesion), IGRAPH_EINVAL, "negative");

    latigraph_circuit_list_t unconnected = list_of(circuit_of(3, 0, NULL));
    options = options_for("density");
    options.parts = LATIGRAPH_PARTS_EDGES;
    CHECK_FAILS(latigraph_lesion(&unconnected, &options, &lesion), IGRAPH_EINVAL, "no edges");

    options = options_for("density");
    igraph_set_interruption_handler(stop);
    for (int looks = 0; looks < 8; looks++) {
        looks_left = looks;
        CHECK(latigraph_lesion(&list, &options, &lesion) == IGRAPH_INTERRUPTED);
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 0);
    }
    igraph_set_interruption_handler(NULL);
    CHECK_OK(latigraph_lesion(&list, &options, &lesion));
    latigraph_circuit_list_destroy(&unconnected);
    latigraph_circuit_list_destroy(&none);
    latigraph_lesion_destroy(&lesion);
    latigraph_circuit_list_destroy(&list);
}

/* Equal seeds draw equal sets, others do not. */
static void seeds(void) {
    latigraph_stream_t stream;
    double cost[3];
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    latigraph_circuit_list_t list = list_of(random_circuit(&stream, 25, 0.15));
    for (int k = 0; k < 3; k++) {
        latigraph_lesion_options_t options = options_for("global-efficiency");
        latigraph_lesion_t lesion;
        options.seed = 5 + (igraph_uint_t)(k == 2);
        options.random = 10;
        CHECK_OK(latigraph_lesion_init(&lesion));
        CHECK_OK(latigraph_lesion(&list, &options, &lesion));
        cost[k] = lesion.random.cost + lesion.matched.cost;
        latigraph_lesion_destroy(&lesion);
    }
    CHECK(cost[0] == cost[1] && cost[0] != cost[2]);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    hub_of_a_star();
    bridge_of_cliques();
    parallel_paths();
    two_neurons();
    types();
    effects_by_hand();
    edges_by_hand();
    slopes_agree();
    slopes_by_hand();
    bad_input();
    seeds();
    return 0;
}
