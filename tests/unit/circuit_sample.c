/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits are cut out of a connectome. */
#include "base/compat.h"
#include "circuit_test.h"

static latigraph_circuit_list_t cut(const latigraph_circuit_t *connectome,
                                    const latigraph_sample_options_t *options) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_sample(&list, connectome, options));
    return list;
}

static int neuron_number(const latigraph_circuit_t *connectome, const char *name) {
    for (int i = 0; i < connectome->n; i++) {
        if (strcmp(connectome->neuron[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* Checks that edges, node data and identities of a part are those of the connectome. */
static void check_part(const latigraph_circuit_t *connectome, const latigraph_circuit_t *part) {
    int *number = g_new(int, part->n + 1), m = 0;
    CHECK(strcmp(part->connectome, connectome->connectome) == 0);
    for (int a = 0; a < part->n; a++) {
        number[a] = neuron_number(connectome, part->neuron[a]);
        CHECK(number[a] >= 0 && (a == 0 || number[a] > number[a - 1]));
        check_same_number(latigraph_circuit_column(part, "size")->value[a],
                          latigraph_circuit_column(connectome, "size")->value[number[a]]);
        check_same_number(part->position[3 * a + 1], connectome->position[3 * number[a] + 1]);
    }
    for (int a = 0; a < part->n; a++) {
        for (int b = 0; b < part->n; b++) {
            const int edge = latigraph_circuit_has_edge(connectome, number[a], number[b]);
            CHECK(edge == latigraph_circuit_has_edge(part, a, b));
            m += edge;
        }
    }
    CHECK(m == part->m);
    g_free(number);
}

static double distance(const latigraph_circuit_t *c, int i, int j, int axis) {
    double sum = 0;
    for (int d = 0; d < 3; d++) {
        const double step = c->position[3 * i + d] - c->position[3 * j + d];
        sum += d == axis ? 0 : step * step;
    }
    return sum;
}

/* Returns whether some neuron of the connectome has exactly these k nearest neurons. */
static int is_neighbourhood(const latigraph_circuit_t *connectome, const latigraph_circuit_t *part,
                            int axis) {
    int *inside = g_new0(int, connectome->n), found = 0;
    for (int a = 0; a < part->n; a++) {
        inside[neuron_number(connectome, part->neuron[a])] = 1;
    }
    for (int centre = 0; centre < connectome->n && !found; centre++) {
        double farthest = 0, nearest = INFINITY;
        for (int i = 0; i < connectome->n; i++) {
            const double here = distance(connectome, centre, i, axis);
            if (isnan(here)) {
                continue;
            }
            if (inside[i]) {
                farthest = fmax(farthest, here);
            } else {
                nearest = fmin(nearest, here);
            }
        }
        found = inside[centre] && farthest <= nearest;
    }
    g_free(inside);
    return found;
}

static void test_space(void) {
    latigraph_circuit_t *connectome = random_circuit("cortex", 300, 0.03, 1);
    latigraph_sample_options_t options;
    latigraph_sample_options_init(&options);
    options.size_min = 20;
    options.size_max = 40;
    options.count = 30;
    options.seed = 7;
    for (int i = 0; i < 300; i += 10) {
        connectome->position[3 * i] = connectome->position[3 * i + 1] =
            connectome->position[3 * i + 2] = NAN;
    }
    for (int axis = -1; axis < 3; axis++) {
        int least = 1000, most = 0;
        options.shape = axis < 0 ? LATIGRAPH_SHAPE_BALL : LATIGRAPH_SHAPE_COLUMN;
        options.axis = axis;
        latigraph_circuit_list_t list = cut(connectome, &options);
        REQUIRE(list.size == 30);
        for (int c = 0; c < 30; c++) {
            const latigraph_circuit_t *part = list.items[c];
            check_part(connectome, part);
            CHECK(is_neighbourhood(connectome, part, axis));
            CHECK(strcmp(part->shape, axis < 0 ? "ball" : "column") == 0 && part->axis == axis);
            least = MIN(least, part->n);
            most = MAX(most, part->n);
        }
        CHECK(least >= 20 && least < 26 && most <= 40 && most > 34);
        CHECK(strcmp(list.items[0]->name, "cortex-0001") == 0);
        CHECK(strcmp(list.items[29]->name, "cortex-0030") == 0);
        CHECK(strcmp(((latigraph_note_t *)VECTOR(list.items[0]->notes)[0])->name, "seed") == 0);
        latigraph_circuit_list_destroy(&list);
    }
    latigraph_circuit_destroy(connectome);
}

static int connected(const latigraph_circuit_t *c) {
    igraph_t graph;
    igraph_bool_t answer;
    CHECK_OK(latigraph_circuit_bare_graph(c, &graph));
    CHECK_OK(igraph_is_connected(&graph, &answer, IGRAPH_WEAK));
    igraph_destroy(&graph);
    return answer;
}

static void test_neighbours(void) {
    latigraph_circuit_t *connectome = random_circuit("graph", 300, 0.008, 2);
    latigraph_sample_options_t options;
    latigraph_sample_options_init(&options);
    options.shape = LATIGRAPH_SHAPE_NEIGHBOURS;
    options.size_min = 30;
    options.size_max = 60;
    options.count = 30;
    options.seed = 8;
    latigraph_circuit_list_t list = cut(connectome, &options);
    for (int c = 0; c < 30; c++) {
        check_part(connectome, list.items[c]);
        CHECK(connected(list.items[c]));
        CHECK(list.items[c]->n >= 30 && list.items[c]->n <= 60);
        CHECK(strcmp(list.items[c]->shape, "neighbours") == 0 && list.items[c]->axis == -1);
    }
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(connectome);
}

/* A walk that often returns still reaches the end of a long chain. It never starts in short
 * chains. */
static void test_chain(void) {
    latigraph_circuit_t *chain;
    latigraph_sample_options_t options;
    int from[250], to[250], m = 0;
    for (int i = 0; i < 299; i++) {
        if (i < 200 ? i != 199 : i % 5 != 4 && m < 250) {
            from[m] = i % 2 == 0 ? i : i + 1;
            to[m++] = i % 2 == 0 ? i + 1 : i;
        }
    }
    CHECK_OK(latigraph_circuit_create(&chain, "chain", 300, m, from, to, NULL));
    latigraph_sample_options_init(&options);
    options.shape = LATIGRAPH_SHAPE_NEIGHBOURS;
    options.size_min = options.size_max = 200;
    options.count = 3;
    options.restart = 0.5;
    latigraph_circuit_list_t list = cut(chain, &options);
    for (int c = 0; c < 3; c++) {
        REQUIRE(list.items[c]->n == 200 && list.items[c]->m == 199);
        CHECK(strcmp(list.items[c]->neuron[199], "199") == 0);
    }
    latigraph_circuit_list_destroy(&list);
    options.size_max = 201;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_sample(&list, chain, &options), IGRAPH_EINVAL,
                "Circuits of 200:201 neurons were asked for, but only 200 neurons of \"chain\" are "
                "in its largest connected part");
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(chain);
}

static void test_reproducible(void) {
    latigraph_circuit_t *connectome = random_circuit("again", 200, 0.05, 3);
    latigraph_sample_options_t options;
    latigraph_sample_options_init(&options);
    options.size_min = 10;
    options.size_max = 50;
    for (int shape = LATIGRAPH_SHAPE_BALL; shape <= LATIGRAPH_SHAPE_WHOLE; shape++) {
        options.shape = (latigraph_shape_t)shape;
        options.seed = 5;
        options.count = 12;
        latigraph_circuit_list_t one = cut(connectome, &options);
        options.count = 6;
        latigraph_circuit_list_t two = cut(connectome, &options);
        options.seed = 6;
        latigraph_circuit_list_t three = cut(connectome, &options);
        int differ = 0;
        for (int c = 0; c < two.size; c++) {
            check_same_circuit(one.items[c], two.items[c]);
            differ += two.items[c]->n != three.items[c]->n;
        }
        CHECK(shape == LATIGRAPH_SHAPE_WHOLE ? one.size == 1 && differ == 0 : differ > 2);
        latigraph_circuit_list_destroy(&one);
        latigraph_circuit_list_destroy(&two);
        latigraph_circuit_list_destroy(&three);
    }
    latigraph_circuit_destroy(connectome);
}

/* Two parts selected by complementary conditions share no neuron. */
static void test_split(void) {
    latigraph_circuit_t *connectome = random_circuit("split", 200, 0.05, 4);
    latigraph_sample_options_t options;
    latigraph_overlap_t overlap;
    latigraph_sample_options_init(&options);
    options.shape = LATIGRAPH_SHAPE_COLUMN;
    options.axis = 1;
    options.size_min = 20;
    options.size_max = 30;
    options.count = 20;
    options.select = "x_um<60";
    latigraph_circuit_list_t left = cut(connectome, &options);
    options.select = "x_um>=60";
    latigraph_circuit_list_t right = cut(connectome, &options);
    CHECK_OK(latigraph_circuit_list_overlap(&left, &right, &overlap));
    CHECK(overlap.shared == 0 && overlap.circuits_second == 0 && overlap.neurons_first > 60);
    CHECK_OK(latigraph_circuit_list_overlap(&left, &left, &overlap));
    CHECK(overlap.shared == overlap.neurons_first && overlap.circuits_second == 20);
    latigraph_circuit_list_destroy(&left);
    latigraph_circuit_list_destroy(&right);
    latigraph_circuit_destroy(connectome);
}

static void test_refusals(void) {
    latigraph_circuit_t *connectome = random_circuit("small", 45, 0.1, 5), *bare;
    latigraph_circuit_list_t list;
    latigraph_sample_options_t options;
    const int from[] = {0}, to[] = {1};
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_sample_options_init(&options);
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL,
                "Circuits of 100:200 neurons were asked for, but only 45 neurons of \"small\" "
                "exist");
    options.size_min = 10;
    options.size_max = 44;
    options.select = "hash<0.5";
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, "are selected");
    options.select = "size>>3";
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, ">3");
    options.select = NULL;
    connectome->position[0] = connectome->position[1] = connectome->position[2] = NAN;
    options.size_max = 45;
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL,
                "only 44 neurons of \"small\" have a known position");
    options.size_max = 9;
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, "10:9");
    options.size_max = 20;
    options.count = 0;
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, "0");
    options.count = 1;
    options.shape = LATIGRAPH_SHAPE_COLUMN;
    options.axis = 3;
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, "axis");
    options.shape = LATIGRAPH_SHAPE_NEIGHBOURS;
    options.restart = 1;
    CHECK_FAILS(latigraph_sample(&list, connectome, &options), IGRAPH_EINVAL, "restart");
    CHECK_OK(latigraph_circuit_create(&bare, "bare", 30, 1, from, to, NULL));
    options.shape = LATIGRAPH_SHAPE_BALL;
    CHECK_FAILS(latigraph_sample(&list, bare, &options), IGRAPH_EINVAL,
                "\"bare\" has no positions");
    CHECK(list.size == 0);
    latigraph_circuit_destroy(bare);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(connectome);
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, TRUE)

static void test_interruption(void) {
    latigraph_circuit_t *connectome = random_circuit("stop", 60, 0.1, 6);
    latigraph_circuit_list_t list;
    latigraph_sample_options_t options;
    latigraph_sample_options_init(&options);
    options.size_min = options.size_max = 10;
    CHECK_OK(latigraph_circuit_list_init(&list));
    igraph_set_interruption_handler(stop);
    CHECK(latigraph_sample(&list, connectome, &options) == IGRAPH_INTERRUPTED);
    igraph_set_interruption_handler(NULL);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0 && list.size == 0);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(connectome);
}

int main(void) {
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    test_space();
    test_neighbours();
    test_chain();
    test_reproducible();
    test_split();
    test_refusals();
    test_interruption();
    return 0;
}
