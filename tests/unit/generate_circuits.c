/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits generated from a small fitted model: node data, codes, determinism and refusals. */

#include "circuits.h"
#include "generate/generate.h"

#include <glib/gstdio.h>

#include <latigraph/latent.h>

/* Creates random circuits shaped as columns. */
static void columns(latigraph_circuit_list_t *circuits, int weights) {
    random_circuits(circuits, 30, 0, weights);
    for (int c = 0; c < 30; c++) {
        circuits->items[c]->shape = g_strdup("column");
    }
}

static latigraph_model_t *small_model(int weights) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("12");
    latigraph_model_t *model;
    columns(&circuits, weights);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return model;
}

static latigraph_generate_options_t asked(igraph_integer_t count, igraph_integer_t nodes,
                                          igraph_integer_t threads, igraph_uint_t seed) {
    return (latigraph_generate_options_t){
        .nodes = nodes, .count = count, .threads = threads, .seed = seed};
}

static void generate(const latigraph_model_t *model, latigraph_circuit_list_t *list,
                     const latigraph_circuit_t *like, latigraph_generate_options_t options) {
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_generate(model, list, NULL, like, &options));
    REQUIRE(latigraph_circuit_list_size(list) == options.count);
}

static int same_circuit(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    return a->n == b->n && a->m == b->m &&
           memcmp(a->out_start, b->out_start, sizeof(int) * (size_t)(a->n + 1)) == 0 &&
           memcmp(a->out_to, b->out_to, sizeof(int) * (size_t)a->m) == 0 &&
           (a->weight == NULL) == (b->weight == NULL) &&
           (a->weight == NULL ||
            memcmp(a->weight, b->weight, sizeof(double) * (size_t)a->m) == 0) &&
           memcmp(a->position, b->position, sizeof(double) * (size_t)(a->n * a->dims)) == 0;
}

/* Circuit i depends on the seed and i, not on the number of threads or circuits. */
static void check_determinism(const latigraph_model_t *model) {
    latigraph_circuit_list_t one, three, few, other;
    generate(model, &one, NULL, asked(9, 0, 1, 5));
    generate(model, &three, NULL, asked(9, 0, 3, 5));
    generate(model, &few, NULL, asked(2, 0, 2, 5));
    generate(model, &other, NULL, asked(9, 0, 1, 6));
    int changed = 0, differ = 0;
    for (int c = 0; c < 9; c++) {
        CHECK(same_circuit(one.items[c], three.items[c]));
        CHECK(c >= 2 || same_circuit(one.items[c], few.items[c]));
        changed += !same_circuit(one.items[c], other.items[c]);
        differ += c > 0 && !same_circuit(one.items[c], one.items[0]);
    }
    CHECK(changed == 9 && differ == 8);
    latigraph_circuit_list_destroy(&one);
    latigraph_circuit_list_destroy(&three);
    latigraph_circuit_list_destroy(&few);
    latigraph_circuit_list_destroy(&other);
}

static const latigraph_note_t *note_of(const latigraph_circuit_t *circuit, const char *name) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->notes); k++) {
        const latigraph_note_t *note = VECTOR(circuit->notes)[k];
        if (strcmp(note->name, name) == 0) {
            return note;
        }
    }
    return NULL;
}

/* Checks names, notes and identities. With `like`, the node data are those of that circuit. */
static void check_description(const latigraph_model_t *model) {
    latigraph_circuit_list_t list;
    latigraph_overlap_t overlap;
    generate(model, &list, NULL, asked(3, 0, 2, 8));
    CHECK(strcmp(list.items[2]->name, "generated-0003") == 0);
    CHECK(note_of(list.items[2], "seed")->number == 8);
    char **code = g_strsplit(note_of(list.items[2], "code")->text, " ", -1);
    CHECK((int)g_strv_length(code) == model->config.code);
    g_strfreev(code);
    for (int c = 0; c < 3; c++) {
        CHECK((list.items[c]->weight != NULL) == (model->config.weights != LATIGRAPH_WEIGHTS_NONE));
        REQUIRE(latigraph_circuit_column(list.items[c], "type") != NULL);
        CHECK(strcmp(list.items[c]->unit, "um") == 0);
    }
    latigraph_circuit_list_t first = {.items = list.items, .size = 1, .capacity = 1};
    latigraph_circuit_list_t rest = {.items = list.items + 1, .size = 2, .capacity = 2};
    CHECK_OK(latigraph_circuit_list_overlap(&first, &rest, &overlap));
    CHECK(overlap.shared == 0);
    latigraph_circuit_list_destroy(&list);

    latigraph_circuit_t *like = random_circuit(25, 99, 0);
    generate(model, &list, like, asked(2, 0, 1, 8));
    for (int c = 0; c < 2; c++) {
        REQUIRE(list.items[c]->n == 25 && strcmp(list.items[c]->connectome, like->connectome) == 0);
        CHECK(strcmp(list.items[c]->neuron[7], like->neuron[7]) == 0);
        CHECK(memcmp(list.items[c]->position, like->position, sizeof(double) * 75) == 0);
    }
    CHECK(!same_circuit(list.items[0], list.items[1]));
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(like);
}

/* Returns the mean squared distance from the centre over known positions, for coordinates of the
 * plane across axis 1. */
static double spread(const latigraph_circuit_t *circuit) {
    double sum[2] = {0}, squares = 0;
    int known = 0;
    for (int i = 0; i < circuit->n; i++) {
        const double x = circuit->position[3 * i], z = circuit->position[3 * i + 2];
        if (isfinite(x)) {
            sum[0] += x;
            sum[1] += z;
            squares += x * x + z * z;
            known++;
        }
    }
    return squares / known - (sum[0] * sum[0] + sum[1] * sum[1]) / known / known;
}

/* A size outside the training sizes has the same number of neurons per unit of area. */
static void check_sizes(const latigraph_model_t *model) {
    latigraph_circuit_list_t training;
    double before = 0;
    columns(&training, 1);
    for (int c = 0; c < 30; c++) {
        before += spread(training.items[c]) / 30;
    }
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_t list;
    generate(model, &list, NULL, asked(4, 12, 1, 4));
    for (int c = 0; c < 4; c++) {
        REQUIRE(list.items[c]->n == 12);
        CHECK_NEAR(spread(list.items[c]) / (before * 12 / 20), 1, 0.35);
        CHECK(strcmp(list.items[c]->neuron[11], "11") == 0);
    }
    latigraph_circuit_list_destroy(&list);

    generate(model, &list, NULL, asked(40, 0, 2, 4));
    for (int c = 0; c < 40; c++) {
        CHECK(list.items[c]->n >= 20 && list.items[c]->n <= 34 && list.items[c]->axis == 1);
    }
    latigraph_circuit_list_destroy(&list);

    generate(model, &list, NULL, asked(2, 400, 2, 4));
    for (int c = 0; c < 2; c++) {
        const latigraph_circuit_t *circuit = list.items[c];
        const latigraph_column_t *type = latigraph_circuit_column(circuit, "type");
        int distinct = 0;
        REQUIRE(circuit->n == 400 && strcmp(circuit->shape, "column") == 0);
        CHECK(igraph_vector_ptr_size(&type->levels) == 2);
        CHECK_NEAR(spread(circuit) / (before * 400 / 34), 1, 0.35);
        for (int i = 1; i < 400; i++) {
            CHECK(isnan(circuit->position[3 * i + 1]) ||
                  (circuit->position[3 * i + 1] >= 0 && circuit->position[3 * i + 1] <= 150));
            distinct += circuit->position[3 * i] != circuit->position[0];
        }
        CHECK(distinct > 350);
    }
    latigraph_circuit_list_destroy(&list);
}

static void check_refusals(latigraph_model_t *model) {
    latigraph_circuit_list_t list;
    latigraph_generate_options_t options = asked(3, 0, 1, 1);
    igraph_matrix_t codes;
    CHECK_OK(latigraph_circuit_list_init(&list));
    igraph_matrix_init(&codes, 1, model->config.code + 1);
    CHECK_FAILS(latigraph_generate(model, &list, &codes, NULL, &options), IGRAPH_EINVAL,
                "The codes have 5 columns, but the model's code has 4 dimensions");
    igraph_matrix_resize(&codes, 2, model->config.code);
    CHECK_FAILS(latigraph_generate(model, &list, &codes, NULL, &options), IGRAPH_EINVAL,
                "The number of codes is 2,");
    igraph_matrix_resize(&codes, 3, model->config.code);
    igraph_matrix_null(&codes);
    MATRIX(codes, 2, 1) = NAN;
    CHECK_FAILS(latigraph_generate(model, &list, &codes, NULL, &options), IGRAPH_EINVAL,
                "Dimension 1 of code 2 is nan");
    MATRIX(codes, 2, 1) = 0.5;
    CHECK_OK(latigraph_generate(model, &list, &codes, NULL, &options));
    igraph_matrix_destroy(&codes);

    options = asked(0, 0, 1, 1);
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL,
                "The number of circuits is 0,");
    options = asked(1, 0, 0, 1);
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL,
                "The number of threads is 0,");
    options = asked(1, 1, 1, 1);
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL,
                "The number of neurons of a generated circuit is 1,");
    options = asked(1, 300000000, 1, 1);
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL,
                "a generated circuit is 300000000,");
    latigraph_circuit_t *like = random_circuit(25, 99, 0);
    options = asked(1, 30, 1, 1);
    CHECK_FAILS(latigraph_generate(model, &list, NULL, like, &options), IGRAPH_EINVAL,
                "The requested number of neurons is 30, but the circuit that supplies the node "
                "data has 25");
    latigraph_circuit_destroy(like);
    latigraph_circuit_list_destroy(&list);
}

/* Graphs are generated with and without an attribute handler. */
static void check_graphs(const latigraph_model_t *model) {
    igraph_vector_t code;
    igraph_t graph, bare;
    igraph_vector_init(&code, model->config.code);
    CHECK_OK(latigraph_generate_graph(model, &graph, &code, 30, 11));
    CHECK(igraph_vcount(&graph) == 30 && igraph_is_directed(&graph));
    CHECK(igraph_cattribute_has_attr(&graph, IGRAPH_ATTRIBUTE_VERTEX, "type"));
    CHECK(igraph_cattribute_has_attr(&graph, IGRAPH_ATTRIBUTE_GRAPH, "code"));
    igraph_attribute_table_t *table = igraph_set_attribute_table(NULL);
    CHECK_OK(latigraph_generate_graph(model, &bare, &code, 30, 11));
    CHECK(igraph_ecount(&bare) == igraph_ecount(&graph));
    igraph_destroy(&bare);
    CHECK_OK(latigraph_generate_graph(model, &bare, NULL, 0, 11));
    igraph_destroy(&bare);
    igraph_set_attribute_table(table);
    igraph_destroy(&graph);
    igraph_vector_push_back(&code, 1);
    CHECK_FAILS(latigraph_generate_graph(model, &graph, &code, 30, 11), IGRAPH_EINVAL,
                "The codes have 5 columns");
    igraph_vector_destroy(&code);
}

/* A model that is written and read again generates the same circuits. */
static void check_file(const latigraph_model_t *model) {
    char *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    char *path = g_build_filename(directory, "model.safetensors", NULL);
    latigraph_circuit_list_t before, after;
    latigraph_model_t *again;
    CHECK_OK(latigraph_model_write(model, path));
    CHECK_OK(latigraph_model_read(&again, path));
    generate(model, &before, NULL, asked(4, 0, 1, 2));
    generate(again, &after, NULL, asked(4, 0, 1, 2));
    for (int c = 0; c < 4; c++) {
        CHECK(same_circuit(before.items[c], after.items[c]));
    }
    latigraph_circuit_list_destroy(&before);
    latigraph_circuit_list_destroy(&after);
    latigraph_model_destroy(again);
    g_remove(path);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
}

/* The default seed comes from igraph's generator. */
static void check_defaults(void) {
    latigraph_generate_options_t a, b, c;
    igraph_rng_seed(igraph_rng_default(), 4);
    latigraph_generate_options_init(&a);
    latigraph_generate_options_init(&b);
    igraph_rng_seed(igraph_rng_default(), 4);
    latigraph_generate_options_init(&c);
    CHECK(a.seed == c.seed && a.seed != b.seed);
    REQUIRE(a.count == 1 && a.nodes == 0 && a.threads == 1);
}

int main(void) {
    test_init();
    latigraph_model_t *model = small_model(1);
    check_determinism(model);
    check_description(model);
    check_graphs(model);
    check_file(model);
    check_refusals(model);
    check_sizes(model);
    check_defaults();
    latigraph_model_destroy(model);
    return 0;
}
