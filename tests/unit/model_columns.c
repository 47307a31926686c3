/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* A model of circuits with a numeric column: it is read back as it was written, draws the column
 * with the moments of the training circuits, and says which node data of a circuit are missing. */
#include "circuits.h"

#include "circuit/column.h"
#include "model/model.h"

#include <latigraph/latent.h>

#include <glib.h>
#include <glib/gstdio.h>

enum { CIRCUITS = 12 };
static const double MEAN = 30, SD = 4;

static char last_warning[400];

static void note_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    g_strlcpy(last_warning, reason, sizeof last_warning);
}

/* Gives each circuit a column whose values are Gaussian, and some not known. */
static void add_sizes(latigraph_circuit_list_t *circuits) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 1);
    for (igraph_integer_t c = 0; c < circuits->size; c++) {
        igraph_vector_t size;
        CHECK_OK(igraph_vector_init(&size, circuits->items[c]->n));
        for (int i = 0; i < circuits->items[c]->n; i++) {
            const double value = MEAN + SD * latigraph_stream_normal(&stream);
            VECTOR(size)[i] = i % 9 == 5 ? NAN : value;
        }
        CHECK_OK(latigraph_circuit_set_numeric(circuits->items[c], "size", &size));
        igraph_vector_destroy(&size);
    }
}

static void generate(const latigraph_model_t *model, latigraph_circuit_list_t *made) {
    latigraph_generate_options_t options;
    latigraph_generate_options_init(&options);
    options.count = 20;
    options.seed = 9;
    CHECK_OK(latigraph_circuit_list_init(made));
    CHECK_OK(latigraph_generate(model, made, NULL, NULL, &options));
}

/* Mean and SD of the drawn values, and whether both models draw the same. */
static void check_drawn(const latigraph_model_t *model, const latigraph_model_t *again) {
    latigraph_circuit_list_t a, b;
    double sum = 0, squares = 0;
    int count = 0;
    generate(model, &a);
    generate(again, &b);
    for (igraph_integer_t c = 0; c < a.size; c++) {
        const latigraph_column_t *size = latigraph_circuit_column(a.items[c], "size"),
                                 *same = latigraph_circuit_column(b.items[c], "size");
        REQUIRE(size != NULL && same != NULL && a.items[c]->n == b.items[c]->n);
        CHECK(size->kind == LATIGRAPH_COLUMN_NUMERIC);
        for (int i = 0; i < a.items[c]->n; i++) {
            CHECK(size->value[i] == same->value[i] ||
                  (isnan(size->value[i]) && isnan(same->value[i])));
            if (isfinite(size->value[i])) {
                sum += size->value[i];
                squares += size->value[i] * size->value[i];
                count++;
            }
        }
    }
    REQUIRE(count > 100);
    const double mean = sum / count;
    CHECK_NEAR(mean, MEAN, 2);
    CHECK_NEAR(sqrt(squares / count - mean * mean), SD, 2);
    latigraph_circuit_list_destroy(&a);
    latigraph_circuit_list_destroy(&b);
}

/* Encodes a circuit, and gets the warning. */
static void encode(const latigraph_model_t *model, const latigraph_circuit_t *circuit) {
    latigraph_circuit_t *item = (latigraph_circuit_t *)circuit;
    const latigraph_circuit_list_t one = {.items = &item, .size = 1, .capacity = 1};
    last_warning[0] = '\0';
    CHECK_OK(latigraph_model_check_node_data(model, &one));
}

static void check_missing(const latigraph_model_t *model, latigraph_circuit_t *known) {
    static const int from[] = {0, 1, 2}, to[] = {1, 2, 3};
    latigraph_circuit_t *bare;
    igraph_vector_t unknown;
    igraph_strvector_t other;
    igraph_matrix_t flat;
    encode(model, known);
    CHECK(last_warning[0] == '\0');
    CHECK_OK(latigraph_circuit_create(&bare, "bare", 4, 3, from, to, NULL));
    encode(model, bare);
    CHECK_CONTAINS(last_warning, "\"type\"");
    CHECK_CONTAINS(last_warning, "\"size\", positions in 3 dimensions");
    /* Columns without a value that the model knows are missing, too. */
    CHECK_OK(igraph_vector_init(&unknown, 4));
    igraph_vector_fill(&unknown, NAN);
    CHECK_OK(latigraph_circuit_set_numeric(bare, "size", &unknown));
    CHECK_OK(igraph_strvector_init(&other, 4));
    for (int i = 0; i < 4; i++) {
        CHECK_OK(igraph_strvector_set(&other, i, "never seen"));
    }
    CHECK_OK(latigraph_circuit_set_categorical(bare, "type", &other));
    CHECK_OK(igraph_matrix_init(&flat, 4, 2));
    CHECK_OK(latigraph_circuit_set_positions(bare, &flat, "um"));
    encode(model, bare);
    CHECK_CONTAINS(last_warning, "\"type\"");
    CHECK_CONTAINS(last_warning, "\"size\", positions in 3 dimensions");
    VECTOR(unknown)[2] = MEAN;
    CHECK_OK(latigraph_circuit_set_numeric(bare, "size", &unknown));
    encode(model, bare);
    CHECK(strstr(last_warning, "size") == NULL && strstr(last_warning, "positions") != NULL);
    igraph_matrix_destroy(&flat);
    igraph_strvector_destroy(&other);
    igraph_vector_destroy(&unknown);
    latigraph_circuit_destroy(bare);
}

static void check_units(const latigraph_model_t *model, latigraph_circuit_t *circuit) {
    latigraph_circuit_list_t one = {.items = &circuit, .size = 1, .capacity = 1};
    igraph_matrix_t positions;
    CHECK_OK(igraph_matrix_init(&positions, circuit->n, 3));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, "mm"));
    CHECK_FAILS(latigraph_model_check_node_data(model, &one), IGRAPH_EINVAL,
                "has positions in \"mm\", but the model was fitted with positions in \"um\"");
    igraph_matrix_destroy(&positions);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("10");
    latigraph_model_t *model, *again;
    char *folder = g_dir_make_tmp("latigraph-XXXXXX", NULL), *path;
    test_init();
    REQUIRE(folder != NULL);
    igraph_set_warning_handler(note_warning);
    CHECK_OK(latigraph_fit_options_set(options, "node-data", "position,type,size"));
    random_circuits(&circuits, CIRCUITS, 0, 0);
    add_sizes(&circuits);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    path = g_build_filename(folder, "model.safetensors", NULL);
    CHECK_OK(latigraph_model_write(model, path));
    CHECK_OK(latigraph_model_read(&again, path));
    check_drawn(model, again);
    check_missing(again, circuits.items[2]);
    check_units(again, circuits.items[2]);
    g_remove(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
    latigraph_model_destroy(again);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
