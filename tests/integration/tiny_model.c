/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Writes small circuits, circuits/NAME.graphml, and a model that was fitted to them for a moment,
 * MODEL, into the folder that is given: what the tests of programs need. The circuits are cut out
 * of igraph's geometric random graph, whose edges get one direction or both. */

#include "unit/test.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <latigraph/latigraph.h>

static void make_connectome(igraph_t *connectome) {
    igraph_t near;
    igraph_vector_t x, y;
    igraph_vector_int_t edges;
    CHECK_OK(igraph_rng_seed(igraph_rng_default(), 11));
    CHECK_OK(igraph_vector_init(&x, 0));
    CHECK_OK(igraph_vector_init(&y, 0));
    CHECK_OK(igraph_vector_int_init(&edges, 0));
    CHECK_OK(igraph_grg_game(&near, 600, 0.105, /*torus=*/false, &x, &y));
    for (igraph_integer_t e = 0; e < igraph_ecount(&near); e++) {
        const igraph_integer_t from = IGRAPH_FROM(&near, e), to = IGRAPH_TO(&near, e);
        /* More edges go both ways in the east than in the west. */
        const igraph_bool_t both = igraph_rng_get_unif01(igraph_rng_default()) < VECTOR(x)[from];
        const igraph_bool_t forward = igraph_rng_get_integer(igraph_rng_default(), 0, 1) == 1;
        if (both || forward) {
            CHECK_OK(igraph_vector_int_push_back(&edges, from));
            CHECK_OK(igraph_vector_int_push_back(&edges, to));
        }
        if (both || !forward) {
            CHECK_OK(igraph_vector_int_push_back(&edges, to));
            CHECK_OK(igraph_vector_int_push_back(&edges, from));
        }
    }
    igraph_vector_scale(&x, 100);
    igraph_vector_scale(&y, 100);
    CHECK_OK(igraph_create(connectome, &edges, 600, IGRAPH_DIRECTED));
    CHECK_OK(igraph_cattribute_VAN_setv(connectome, "x_um", &x));
    CHECK_OK(igraph_cattribute_VAN_setv(connectome, "y_um", &y));
    CHECK_OK(igraph_cattribute_GAS_set(connectome, "name", "geometric"));
    igraph_vector_int_destroy(&edges);
    igraph_vector_destroy(&y);
    igraph_vector_destroy(&x);
    igraph_destroy(&near);
}

static void write_circuits(const igraph_graph_list_t *circuits, const char *folder) {
    for (igraph_integer_t i = 0; i < igraph_graph_list_size(circuits); i++) {
        gchar *name = g_strdup_printf("circuit-%02d.graphml", (int)i + 1);
        gchar *path = g_build_filename(folder, "circuits", name, NULL);
        CHECK_OK(latigraph_graph_write(igraph_graph_list_get_ptr(circuits, i), path, NULL));
        g_free(path);
        g_free(name);
    }
}

static void *fit(igraph_graph_list_t *circuits) {
    static const char *const pairs[] = {
        "steps=150", "baseline-steps=20", "hidden=16", "layers=1", "code=4", "rank=4", "closure=0"};
    igraph_strvector_t options;
    CHECK_OK(igraph_strvector_init(&options, 0));
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        CHECK_OK(igraph_strvector_push_back(&options, pairs[i]));
    }
    const char *names[] = {"circuits", "options", "seed", "model"};
    latigraph_value_t values[] = {
        {.graph_list = circuits}, {.string_list = &options}, {.integer = 1}, {.model = NULL}};
    CHECK_OK(latigraph_operation_call("fit", names, values, 4));
    igraph_strvector_destroy(&options);
    return values[3].model;
}

int main(int argc, char **argv) {
    igraph_t connectome;
    igraph_graph_list_t circuits;
    test_init();
    CHECK(argc == 2);
    gchar *folder = g_build_filename(argv[1], "circuits", NULL);
    gchar *path = g_build_filename(argv[1], "MODEL", NULL);
    CHECK(g_mkdir_with_parents(folder, 0777) == 0);
    make_connectome(&connectome);
    CHECK_OK(igraph_graph_list_init(&circuits, 0));
    igraph_graph_list_t connectomes;
    igraph_vector_t size;
    CHECK_OK(igraph_graph_list_init(&connectomes, 0));
    CHECK_OK(igraph_graph_list_push_back(&connectomes, &connectome));
    CHECK_OK(igraph_vector_init_int_end(&size, -1, 20, 30, -1));
    const char *names[] = {"connectomes", "size", "count", "seed", "circuits"};
    latigraph_value_t values[] = {{.graph_list = &connectomes},
                                  {.vector = &size},
                                  {.integer = 60},
                                  {.integer = 1},
                                  {.graph_list = &circuits}};
    CHECK_OK(latigraph_operation_call("sample", names, values, 5));
    write_circuits(&circuits, argv[1]);
    void *model = fit(&circuits);
    CHECK_OK(latigraph_model_write(model, path));
    latigraph_model_destroy(model);
    igraph_vector_destroy(&size);
    igraph_graph_list_destroy(&connectomes);
    igraph_graph_list_destroy(&circuits);
    g_free(path);
    g_free(folder);
    return 0;
}
