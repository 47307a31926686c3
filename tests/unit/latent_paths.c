/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Walks along directions and between circuits, in a small fitted model. */

#include "circuits.h"
#include "latent/path.h"

#include <latigraph/latent.h>

static latigraph_path_options_t options_of(int steps, int count, int threads) {
    const latigraph_path_options_t options = {
        .steps = steps,
        .from = -1,
        .to = 1,
        .generate = {.count = count, .threads = threads, .seed = 4}};
    return options;
}

static void check_same(const latigraph_circuit_list_t *a, const latigraph_circuit_list_t *b) {
    REQUIRE(a->size == b->size);
    for (int c = 0; c < (int)a->size; c++) {
        CHECK(strcmp(a->items[c]->name, b->items[c]->name) == 0);
        REQUIRE(a->items[c]->n == b->items[c]->n && a->items[c]->m == b->items[c]->m);
        CHECK(memcmp(a->items[c]->out_to, b->items[c]->out_to,
                     sizeof(int) * (size_t)a->items[c]->m) == 0);
    }
}

static double note(const latigraph_circuit_t *circuit, const char *name) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->notes); k++) {
        const latigraph_note_t *found = VECTOR(circuit->notes)[k];
        if (strcmp(found->name, name) == 0) {
            return found->number;
        }
    }
    return NAN;
}

/* Codes lie where the direction says, and figures are those of the circuits. */
static void check_walk(const latigraph_model_t *model, const latigraph_circuit_list_t *list,
                       const latigraph_path_t *path, const latigraph_path_options_t *options,
                       const char *property) {
    const igraph_integer_t p = latigraph_property_find(property);
    const int d = latigraph_direction_table_find(&model->directions, property);
    const int width = model->config.code, count = (int)options->generate.count;
    igraph_matrix_t values;
    REQUIRE(list->size == options->steps * count && path->steps == options->steps);
    for (int k = 0; k < width; k++) {
        const double step = (MATRIX(path->code, options->steps - 1, k) - MATRIX(path->code, 0, k)) /
                            (options->to - options->from);
        CHECK_NEAR(step, model->directions.step[d * width + k], 1e-9);
    }
    /* The regression reads one SD more for each SD. */
    CHECK_NEAR((MATRIX(path->asked, options->steps - 1, p) - MATRIX(path->asked, 0, p)) /
                   (options->to - options->from),
               model->directions.sd[d], 1e-6);
    igraph_matrix_init(&values, 0, 0);
    CHECK_OK(latigraph_properties(list, &values));
    for (int s = 0; s < (int)options->steps; s++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += MATRIX(values, s * count + i, p) / count;
            CHECK(note(list->items[s * count + i], "step") == s + 1);
            CHECK(note(list->items[s * count + i], "path_position") == VECTOR(path->position)[s]);
        }
        CHECK_NEAR(MATRIX(path->mean, s, p), sum, 1e-12);
    }
    igraph_matrix_destroy(&values);
}

/* The path describes the codes that encoding the circuits gives. */
static void check_encoding(const latigraph_model_t *model, const latigraph_circuit_list_t *list,
                           const latigraph_path_t *path, int count) {
    const int width = model->config.code;
    igraph_matrix_t mean;
    igraph_matrix_init(&mean, 0, 0);
    CHECK_OK(latigraph_encode(model, list, 1, &mean, NULL));
    for (int s = 0; s < (int)path->steps; s++) {
        for (int k = 0; k < width; k++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += MATRIX(mean, s * count + i, k) / count;
            }
            CHECK_NEAR(MATRIX(path->found, s, k), sum, 1e-5);
            if (latigraph_statistic_name(model, k) != NULL) {
                CHECK_NEAR(MATRIX(path->statistic, s, k), sum - MATRIX(path->code, s, k), 1e-5);
            }
        }
        CHECK(VECTOR(path->distance)[s] >= VECTOR(path->bias)[s] - 1e-12);
        CHECK(VECTOR(path->uncertainty)[s] > 0);
        CHECK(isfinite(VECTOR(path->log_density)[s]));
    }
    CHECK(strcmp(latigraph_statistic_name(model, 1), "reciprocity") == 0);
    CHECK(latigraph_statistic_name(model, width) == NULL);
    CHECK(latigraph_statistic_name(model, -1) == NULL);
    igraph_matrix_destroy(&mean);
}

static void check_traverse(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_circuit_list_t list, again;
    latigraph_path_t path, other;
    const igraph_integer_t density = latigraph_property_find("density");
    latigraph_path_options_t options = options_of(5, 12, 2);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_init(&again));
    CHECK_OK(latigraph_path_init(&path));
    CHECK_OK(latigraph_path_init(&other));
    CHECK_OK(latigraph_traverse(model, &list, density, like, &options, &path));
    check_walk(model, &list, &path, &options, "density");
    check_encoding(model, &list, &path, 12);
    CHECK(strcmp(list.items[12]->name, "step-02-0001") == 0);
    CHECK(VECTOR(path.position)[2] == 0 && MATRIX(path.change, 2, density) == 0);
    /* The density stands in the code, and circuits are held to it. */
    CHECK_NEAR(VECTOR(path.slope)[density], 1, 0.4);
    CHECK(VECTOR(path.linearity)[density] > 0.9);
    CHECK(VECTOR(path.reached)[4] > VECTOR(path.reached)[0] + 1);
    /* All steps share node data. */
    REQUIRE(list.items[0]->n == list.items[48]->n);
    CHECK(strcmp(list.items[0]->neuron[3], list.items[48]->neuron[3]) == 0);
    CHECK(like == NULL || strcmp(list.items[0]->neuron[3], like->neuron[3]) == 0);
    CHECK(path.nodes == (like != NULL ? LATIGRAPH_PATH_NODES_FIRST : LATIGRAPH_PATH_NODES_DRAWN));

    options.generate.threads = 1;
    CHECK_OK(latigraph_traverse(model, &again, density, like, &options, &other));
    check_same(&list, &again);
    CHECK(igraph_matrix_all_e(&path.found, &other.found));

    /* Without a step at the start, changes are still counted from there. */
    options.steps = 2;
    latigraph_circuit_list_destroy(&again);
    CHECK_OK(latigraph_traverse(model, &again, density, like, &options, &other));
    REQUIRE(again.size == 24);
    CHECK_NEAR(MATRIX(other.change, 0, density), MATRIX(path.change, 0, density), 1e-12);
    CHECK_NEAR(MATRIX(other.change, 1, density), MATRIX(path.change, 4, density), 1e-12);
    latigraph_path_destroy(&other);
    latigraph_path_destroy(&path);
    latigraph_circuit_list_destroy(&again);
    latigraph_circuit_list_destroy(&list);
}

static void check_interpolate(const latigraph_model_t *model, const latigraph_circuit_t *first,
                              const latigraph_circuit_t *second) {
    latigraph_circuit_t *items[2] = {(latigraph_circuit_t *)first, (latigraph_circuit_t *)second};
    const latigraph_circuit_list_t both = {.items = items, .size = 2, .capacity = 2};
    latigraph_circuit_list_t list;
    latigraph_path_t path;
    igraph_matrix_t ends;
    latigraph_path_options_t options = options_of(6, 3, 2);
    igraph_matrix_init(&ends, 0, 0);
    CHECK_OK(latigraph_encode(model, &both, 1, &ends, NULL));
    CHECK_OK(latigraph_path_init(&path));
    for (int shape = 0; shape < 2; shape++) {
        const igraph_vector_t *density = shape == 0 ? &path.straight : &path.manifold;
        options.shape = (latigraph_path_shape_t)shape;
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_OK(latigraph_interpolate(model, &list, first, second, &options, &path));
        check_encoding(model, &list, &path, 3);
        REQUIRE(list.size == 18 && path.nodes == LATIGRAPH_PATH_NODES_DRAWN);
        for (int k = 0; k < model->config.code; k++) {
            CHECK_NEAR(MATRIX(path.code, 0, k), MATRIX(ends, 0, k), 1e-6);
            CHECK_NEAR(MATRIX(path.code, 5, k), MATRIX(ends, 1, k), 1e-6);
        }
        for (int s = 0; s < 6; s++) {
            CHECK_NEAR(VECTOR(path.log_density)[s], VECTOR(*density)[s], 1e-9);
        }
        REQUIRE(list.items[0]->n == first->n && list.items[17]->n == second->n);
        latigraph_circuit_list_destroy(&list);
    }
    /* Along the manifold the density stays between the ends; straight it is nowhere less dense. */
    const double a = VECTOR(path.manifold)[0], b = VECTOR(path.manifold)[5];
    CHECK_NEAR(VECTOR(path.straight)[0], a, 1e-6);
    CHECK_NEAR(VECTOR(path.straight)[5], b, 1e-6);
    for (int s = 1; s < 5; s++) {
        CHECK(VECTOR(path.manifold)[s] >= fmin(a, b) && VECTOR(path.manifold)[s] <= fmax(a, b));
        CHECK(VECTOR(path.straight)[s] >= VECTOR(path.manifold)[s] - 1e-9);
    }
    /* The radius, √(c − 2 ln density), changes evenly. */
    const double mode = -0.5 * model->config.code * log(2 * G_PI);
    double middle[3], log_volume = 0;
    latigraph_walk_t walk;
    CHECK_OK((latigraph_walk_init(&walk, model, &options) || (IGRAPH_FINALLY_CLEAN(1), 0)));
    for (int k = 0; k < model->config.code; k++) {
        log_volume += log(walk.density.factor[k * model->config.code + k]);
    }
    latigraph_walk_destroy(&walk);
    for (int s = 1; s < 4; s++) {
        middle[s - 1] = sqrt(2 * (mode - log_volume - VECTOR(path.manifold)[s]));
    }
    CHECK_NEAR(middle[1], (middle[0] + middle[2]) / 2, 1e-6);
    latigraph_path_destroy(&path);
    igraph_matrix_destroy(&ends);
}

/* The same neurons with other edges: their node data; the same circuit twice: no way at all. */
static void check_node_data(const latigraph_model_t *model, const latigraph_circuit_t *first,
                            const latigraph_circuit_t *second) {
    latigraph_circuit_list_t list;
    latigraph_path_t path;
    latigraph_path_options_t options = options_of(3, 2, 1);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_path_init(&path));
    CHECK_OK(latigraph_interpolate(model, &list, first, first, &options, &path));
    CHECK(path.nodes == LATIGRAPH_PATH_NODES_FIRST);
    CHECK(strcmp(list.items[5]->neuron[2], first->neuron[2]) == 0);
    CHECK(isnan(VECTOR(path.reached)[1]));
    CHECK_NEAR(VECTOR(path.straight)[1], VECTOR(path.manifold)[1], 1e-6);
    check_same(&list, &list);
    options.node_data = LATIGRAPH_PATH_NODES_SECOND;
    latigraph_circuit_list_destroy(&list);
    CHECK_OK(latigraph_interpolate(model, &list, first, second, &options, &path));
    REQUIRE(list.items[0]->n == second->n);
    CHECK(strcmp(list.items[0]->neuron[2], second->neuron[2]) == 0);
    options.node_data = LATIGRAPH_PATH_NODES_DRAWN;
    options.generate.nodes = 25;
    latigraph_circuit_list_destroy(&list);
    CHECK_OK(latigraph_interpolate(model, &list, first, second, &options, &path));
    REQUIRE(list.items[0]->n == 25 && list.items[5]->n == 25);
    latigraph_path_destroy(&path);
    latigraph_circuit_list_destroy(&list);
}

static void check_refusals(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_circuit_list_t list = {0};
    latigraph_path_t path;
    latigraph_path_options_t options = options_of(1, 2, 1);
    const igraph_integer_t density = latigraph_property_find("density");
    const igraph_integer_t weight = latigraph_property_find("weight-mean");
    CHECK_OK(latigraph_path_init(&path));
    CHECK_FAILS(latigraph_traverse(model, &list, density, NULL, &options, &path), IGRAPH_EINVAL,
                "steps, got 1");
    CHECK_FAILS(latigraph_interpolate(model, &list, like, like, &options, &path), IGRAPH_EINVAL,
                "steps, got 1");
    options.steps = 3;
    CHECK_FAILS(latigraph_traverse(model, &list, weight, NULL, &options, &path), IGRAPH_EINVAL,
                "no direction of weight-mean; it knows those of density");
    CHECK_FAILS(latigraph_traverse(model, &list, -1, NULL, &options, &path), IGRAPH_EINVAL,
                "no property -1");
    options.to = options.from;
    CHECK_FAILS(latigraph_traverse(model, &list, density, NULL, &options, &path), IGRAPH_EINVAL,
                "got -1 and -1");
    options.to = NAN;
    CHECK_FAILS(latigraph_traverse(model, &list, density, NULL, &options, &path), IGRAPH_EINVAL,
                "finite");
    options.to = 1;
    options.generate.count = 0;
    CHECK_FAILS(latigraph_traverse(model, &list, density, NULL, &options, &path), IGRAPH_EINVAL,
                "got 0");
    options.generate.count = 2;
    options.generate.threads = 0;
    CHECK_FAILS(latigraph_traverse(model, &list, density, NULL, &options, &path), IGRAPH_EINVAL,
                "threads");
    options.generate.threads = 1;
    options.generate.nodes = 7;
    CHECK_FAILS(latigraph_traverse(model, &list, density, like, &options, &path), IGRAPH_EINVAL,
                "7");
    options.generate.nodes = 0;
    options.generate.group = "nowhere";
    CHECK_FAILS(latigraph_interpolate(model, &list, like, like, &options, &path), IGRAPH_EINVAL,
                "nowhere");
    CHECK(list.size == 0);
    latigraph_path_destroy(&path);
}

/* --- Interruption --------------------------------------------------------- */

static int calls_left;

static igraph_error_t stop_later(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    if (strstr(message, "greedy") != NULL) {
        return IGRAPH_SUCCESS; /* igraph_community_fastgreedy() of 0.10 leaks when stopped */
    }
    return calls_left-- > 0 ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

static void check_interruption(const latigraph_model_t *model, const latigraph_circuit_t *first,
                               const latigraph_circuit_t *second) {
    const latigraph_path_options_t options = options_of(2, 3, 2);
    int stops = 0;
    igraph_set_progress_handler(stop_later);
    for (int walk = 0; walk < 2; walk++) {
        for (int k = 0, stopped = 1; stopped; k = k * 5 / 4 + 1) {
            latigraph_circuit_list_t list = {0};
            latigraph_path_t path;
            CHECK_OK(latigraph_path_init(&path));
            calls_left = k;
            const igraph_error_t code =
                walk == 0 ? latigraph_traverse(model, &list, 0, NULL, &options, &path)
                          : latigraph_interpolate(model, &list, first, second, &options, &path);
            stopped = code == IGRAPH_INTERRUPTED;
            stops += stopped;
            CHECK(stopped ? list.size == 0 : code == IGRAPH_SUCCESS);
            CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
            latigraph_path_destroy(&path);
            latigraph_circuit_list_destroy(&list);
        }
    }
    CHECK(stops > 4);
    igraph_set_progress_handler(NULL);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_traverse(model, NULL);
    check_traverse(model, circuits.items[7]);
    check_interpolate(model, circuits.items[3], circuits.items[12]);
    check_node_data(model, circuits.items[3], circuits.items[12]);
    check_refusals(model, circuits.items[3]);
    check_interruption(model, circuits.items[3], circuits.items[12]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
