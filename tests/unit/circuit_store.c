/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits beyond the memory limit are in a file and equal those in memory. */
#include "circuit_test.h"

#include <latigraph/model.h>

enum { COUNT = 12 };

/* Makes circuits of one connectome; every other one has no weights, every third one has signs. */
static latigraph_circuit_t *make(int k) {
    char name[24];
    g_snprintf(name, sizeof name, "circuit-%d", k);
    latigraph_circuit_t *circuit = random_circuit(name, 20 + k, 0.15, (uint64_t)k);
    CHECK_OK(latigraph_replace_text(&circuit->connectome, "box"));
    if (k % 2 == 1) {
        g_clear_pointer(&circuit->weight, g_free);
    }
    if (k % 3 == 1) {
        set_signs(circuit);
    }
    return circuit;
}

static latigraph_circuit_list_t fill(igraph_integer_t limit) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_circuit_list_limit_memory(&list, limit);
    for (int k = 0; k < COUNT; k++) {
        CHECK_OK(latigraph_circuit_list_push_back(&list, make(k)));
    }
    return list;
}

static void check_same_list(const latigraph_circuit_list_t *a, const latigraph_circuit_list_t *b) {
    REQUIRE(latigraph_circuit_list_size(a) == latigraph_circuit_list_size(b));
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(a); k++) {
        check_same_circuit(latigraph_circuit_list_get(a, k), latigraph_circuit_list_get(b, k));
    }
}

/* The limit is respected up to one circuit, also for circuits moved from another list. The other
 * circuits are in one file, which outlives its list. */
static void test_limit(void) {
    latigraph_circuit_list_t plain = fill(0);
    igraph_integer_t bytes = 0;
    for (int k = 0; k < COUNT / 2; k++) {
        bytes += (igraph_integer_t)latigraph_circuit_bytes(plain.items[k]);
    }
    CHECK(latigraph_circuit_list_stored(&plain) == 0);
    latigraph_circuit_list_t half = fill(bytes), all = fill(1), more;
    CHECK(latigraph_circuit_list_stored(&half) == COUNT - COUNT / 2);
    CHECK(latigraph_circuit_list_stored(&all) == COUNT - 1);
    check_same_list(&plain, &half);
    check_same_list(&plain, &all);

    CHECK_OK(latigraph_circuit_list_init_for(&more, &half));
    CHECK_OK(latigraph_circuit_list_push_back(&more, make(COUNT)));
    CHECK_OK(latigraph_circuit_list_push_back(&more, make(COUNT + 1)));
    CHECK(latigraph_circuit_list_stored(&more) == 1 && more.store == half.store);
    CHECK_OK(latigraph_circuit_list_move(&half, &more));
    latigraph_circuit_list_destroy(&more);
    CHECK(latigraph_circuit_list_stored(&half) == COUNT - COUNT / 2 + 1);

    latigraph_circuit_t *last = all.items[--all.size];
    latigraph_circuit_list_destroy(&all);
    check_same_circuit(last, plain.items[COUNT - 1]);
    CHECK_OK(latigraph_circuit_note_text(last, "group", "still free to say"));
    latigraph_circuit_destroy(last);
    latigraph_circuit_list_destroy(&half);
    latigraph_circuit_list_destroy(&plain);
}

/* Segments follow each other, and an array may be larger than a segment. */
static void test_segments(void) {
    latigraph_store_t *store;
    latigraph_slab_t slab[40] = {{0}};
    char *array[40];
    CHECK_OK(latigraph_store_create(&store));
    for (int k = 0; k < 40; k++) {
        const gsize size = k == 20 ? (gsize)9 << 20 : (gsize)300000 + (gsize)k;
        array[k] = memset(g_malloc(size), k, size);
        CHECK_OK(latigraph_slab_reserve(&slab[k], store, size));
        latigraph_slab_move(&slab[k], &array[k], size);
        CHECK((guintptr)array[k] % 64 == 0);
    }
    const char *first, *second;
    CHECK_OK(latigraph_store_text(store, "excitatory", &first));
    CHECK_OK(latigraph_store_text(store, "excitatory", &second));
    CHECK(first == second && strcmp(first, "excitatory") == 0);
    latigraph_store_unref(store);
    for (int k = 0; k < 40; k++) {
        const gsize last = k == 20 ? ((gsize)9 << 20) - 1 : (gsize)299999 + (gsize)k;
        CHECK(array[k][0] == k && array[k][last] == k);
        latigraph_slab_free(&slab[k], array[k]);
        latigraph_slab_leave(&slab[k]);
    }
}

/* Arrays that are replaced in a stored circuit are in ordinary memory. Circuits without neurons or
 * edges can be stored too. */
static void test_changes(void) {
    latigraph_circuit_list_t all = fill(1);
    latigraph_circuit_t *kept = all.items[COUNT - 1], *plain = make(COUNT - 1), *empty;
    const int n = plain->n;
    igraph_vector_t ones, numbers;
    igraph_matrix_t positions;
    CHECK_OK(igraph_vector_init(&ones, plain->m));
    igraph_vector_fill(&ones, 1);
    CHECK_OK(igraph_vector_init_range(&numbers, 0, n));
    CHECK_OK(igraph_matrix_init(&positions, n, 2));
    for (latigraph_circuit_t *c = kept; c != NULL; c = c == kept ? plain : NULL) {
        CHECK_OK(latigraph_circuit_set_weights(c, &ones));
        CHECK_OK(latigraph_circuit_set_numeric(c, "size", &numbers));
        CHECK_OK(latigraph_circuit_set_numeric(c, "new", &numbers));
        CHECK_OK(latigraph_circuit_set_positions(c, &positions, "mm"));
        CHECK_OK(latigraph_circuit_name_neuron(c, 3, "another"));
    }
    check_same_circuit(kept, plain);
    for (latigraph_circuit_t *c = kept; c != NULL; c = c == kept ? plain : NULL) {
        CHECK_OK(latigraph_circuit_set_edges(c, 1, (int[]){0}, (int[]){1}, NULL));
    }
    check_same_circuit(kept, plain);
    for (int size = 0; size < 2; size++) {
        CHECK_OK(latigraph_circuit_create(&empty, "empty", size, 0, NULL, NULL, NULL));
        CHECK_OK(latigraph_circuit_spill(empty, all.store));
        latigraph_circuit_destroy(empty);
    }
    igraph_matrix_destroy(&positions);
    igraph_vector_destroy(&numbers);
    igraph_vector_destroy(&ones);
    latigraph_circuit_destroy(plain);
    latigraph_circuit_list_destroy(&all);
}

/* A fit to stored circuits gives the same model as a fit to the same circuits in memory, also if
 * it cuts off validation circuits. */
static void test_fit(void) {
    latigraph_circuit_t *connectome = random_circuit("box", 200, 0.06, 1);
    latigraph_sample_options_t balls;
    latigraph_fit_options_t *options;
    char *text[2];
    gsize size[2];
    latigraph_sample_options_init(&balls);
    balls.size_min = 15;
    balls.size_max = 25;
    balls.count = 30;
    CHECK_OK(latigraph_fit_options_create(&options));
    CHECK_OK(latigraph_fit_options_set(options, "steps", "4"));
    CHECK_OK(latigraph_fit_options_set(options, "baseline-steps", "2"));
    CHECK_OK(latigraph_fit_options_set(options, "hidden", "8"));
    CHECK_OK(latigraph_fit_options_set(options, "threads", "2"));
    for (int k = 0; k < 2; k++) {
        latigraph_circuit_list_t list;
        latigraph_model_t *model;
        CHECK_OK(latigraph_circuit_list_init(&list));
        latigraph_circuit_list_limit_memory(&list, k);
        CHECK_OK(latigraph_sample(&list, connectome, &balls));
        CHECK(latigraph_circuit_list_stored(&list) == (k == 0 ? 0 : 29));
        CHECK_OK(latigraph_fit(&model, &list, NULL, options));
        CHECK_OK(latigraph_model_write(model, test_path("model")));
        REQUIRE(g_file_get_contents(test_path("model"), &text[k], &size[k], NULL));
        latigraph_model_destroy(model);
        latigraph_circuit_list_destroy(&list);
    }
    REQUIRE(g_strstr_len(text[0] + 8, (gssize)size[0] - 8, "cut off by neuron") != NULL);
    CHECK(size[0] == size[1] && memcmp(text[0], text[1], size[0]) == 0);
    g_free(text[0]);
    g_free(text[1]);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_destroy(connectome);
}

/* A list keeps its circuits if the file cannot be created. */
static void test_no_place(void) {
    latigraph_circuit_list_t list;
    latigraph_circuit_t *second = make(1);
    char *before = g_strdup(g_getenv("TMPDIR"));
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_circuit_list_limit_memory(&list, 1);
    CHECK_OK(latigraph_circuit_list_push_back(&list, make(0)));
    g_setenv("TMPDIR", "no/such/folder", TRUE);
    CHECK_FAILS(latigraph_circuit_list_push_back(&list, second), IGRAPH_EFILE, "no/such/folder");
    REQUIRE(latigraph_circuit_list_size(&list) == 1);
    if (before != NULL) {
        g_setenv("TMPDIR", before, TRUE);
    } else {
        g_unsetenv("TMPDIR");
    }
    CHECK_OK(latigraph_circuit_list_push_back(&list, second));
    CHECK(latigraph_circuit_list_stored(&list) == 1);
    latigraph_circuit_list_destroy(&list);
    g_free(before);
}

int main(void) {
    test_init();
    test_limit();
    test_segments();
    test_changes();
    test_fit();
    test_no_place();
    test_end();
    return 0;
}
