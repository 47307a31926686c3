/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* SONATA networks: what latigraph writes comes back, networks of others with several populations,
 * groups, types and configurations are read, and files that are damaged, contradict themselves or
 * state more rows than they hold are refused. */
#include "read_test.h"

#ifdef HAVE_HDF5
#include <hdf5.h>

/* --- Files of others ------------------------------------------------------------------- */

/* Begins a network in a folder of its own; returns the path of the folder. */
static const char *begin_folder(const char *name) {
    const char *folder = test_path(name);
    REQUIRE(g_mkdir_with_parents(folder, 0700) == 0);
    return folder;
}

static hid_t create(const char *folder, const char *name) {
    char *path = g_build_filename(folder, name, NULL);
    const hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    REQUIRE(file >= 0);
    g_free(path);
    return file;
}

static void put(const char *folder, const char *name, const char *text) {
    char *path = g_build_filename(folder, name, NULL);
    write_text(path, text);
    g_free(path);
}

/* Adds a dataset of one dimension with the groups above it. Data may be NULL: rows that were never
 * written. */
static void add(hid_t file, const char *path, hid_t type, hsize_t rows, const void *data) {
    const hsize_t piece = MIN(rows, 1024);
    const hid_t space = H5Screate_simple(1, &rows, NULL), links = H5Pcreate(H5P_LINK_CREATE),
                storage = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    if (data == NULL) {
        H5Pset_chunk(storage, 1, &piece);
    }
    const hid_t set = H5Dcreate2(file, path, type, space, links, storage, H5P_DEFAULT);
    REQUIRE(set >= 0);
    REQUIRE(data == NULL || H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0);
    H5Dclose(set);
    H5Pclose(storage);
    H5Pclose(links);
    H5Sclose(space);
}

static void add_numbers(hid_t file, const char *path, int rows, const gint64 *numbers) {
    add(file, path, H5T_NATIVE_INT64, (hsize_t)rows, numbers);
}

/* Texts of a fixed length, or of free length if that is 0. */
static void add_texts(hid_t file, const char *path, int rows, size_t length, const void *texts) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, length > 0 ? length : H5T_VARIABLE);
    add(file, path, type, (hsize_t)rows, texts);
    H5Tclose(type);
}

/* Names the population of the ends of edges. */
static void add_population(hid_t file, const char *path, const char *name, gboolean is_free) {
    const hid_t set = H5Dopen2(file, path, H5P_DEFAULT), type = H5Tcopy(H5T_C_S1),
                space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, is_free ? H5T_VARIABLE : strlen(name) + 1);
    const hid_t attribute =
        H5Acreate2(set, "node_population", type, space, H5P_DEFAULT, H5P_DEFAULT);
    REQUIRE(H5Awrite(attribute, type, is_free ? (const void *)&name : (const void *)name) >= 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(set);
}

static const gint64 COUNT[] = {0, 1, 2, 3}, TYPES[] = {7, 7, 9, 9}, ZERO[4] = {0};

/* Two populations, whose nodes have the same numbers, groups with different attributes, and types
 * in a table. */
static void write_populations(const char *folder) {
    static const double x[] = {1, 2}, y[] = {3, 4}, weight[] = {0.5, 1.5, 2};
    static const gint64 group[] = {0, 1}, index[] = {0, 0}, from[] = {0, 1, 0}, to[] = {1, 0, 1};
    static const char fixed[] = "fast", *const free_text[] = {"PN", "basket"};
    hid_t file = create(folder, "nodes.h5");
    add_numbers(file, "/nodes/v1/node_type_id", 2, TYPES + 1);
    add(file, "/nodes/v1/0/x", H5T_NATIVE_DOUBLE, 2, x);
    add(file, "/nodes/v1/0/y", H5T_NATIVE_DOUBLE, 2, y);
    add_texts(file, "/nodes/v1/0/class", 2, 0, free_text);
    add_numbers(file, "/nodes/lgn/node_type_id", 2, TYPES);
    add_numbers(file, "/nodes/lgn/node_group_id", 2, group);
    add_numbers(file, "/nodes/lgn/node_group_index", 2, index);
    add_texts(file, "/nodes/lgn/0/speed", 1, 4, fixed);
    add_numbers(file, "/nodes/lgn/1/layer", 1, COUNT + 3);
    H5Fclose(file);
    file = create(folder, "edges.h5");
    add_numbers(file, "/edges/all/source_node_id", 3, from);
    add_numbers(file, "/edges/all/target_node_id", 3, to);
    add_population(file, "/edges/all/source_node_id", "lgn", FALSE);
    add_population(file, "/edges/all/target_node_id", "v1", TRUE);
    add(file, "/edges/all/0/syn_weight", H5T_NATIVE_DOUBLE, 3, weight);
    H5Fclose(file);
    put(folder, "node_types.csv",
        "node_type_id pop_name model_type\n7 relay virtual\n9 cortex biophysical\n");
}

static void test_populations(void) {
    const char *folder = begin_folder("two");
    write_populations(folder);
    check_line("two",
               "lgn:0,lgn:1,v1:0,v1:1; lgn:0>v1:1:2.5 lgn:1>v1:0:1.5; class=,,PN,basket; "
               "layer=-,3,-,-; pop_name=relay,relay,relay,cortex; speed=fast,,,; "
               "at -,- -,- 1,3 2,4 um",
               NULL);
}

/* A configuration names the files, by variables of its manifest. */
static void test_config(void) {
    const char *folder = begin_folder("config");
    write_populations(folder);
    put(folder, "circuit_config.json",
        "{\"manifest\": {\"$DIR\": \"absent\", \"$DIR_2\": \"$HERE\", \"$HERE\": \".\"}, "
        "\"networks\": {\"nodes\": [{\"nodes_file\": \"$DIR_2/nodes.h5\"}, {\"other\": 1}],"
        " \"edges\": [{\"edges_file\": \"./edges.h5\"}]}}");
    latigraph_circuit_t *c = read_one_circuit(test_path("config"), NULL);
    REQUIRE(c->n == 4 && c->m == 2);
    latigraph_circuit_destroy(c);
    put(folder, "circuit_config.json",
        "{\"networks\": {\"edges\": [{\"edges_file\": \"gone.h5\"}]}}");
    check_message("config", "gone.h5\", which does not exist", NULL);
    put(folder, "circuit_config.json", "{\"networks\": {\"edges\": 3}}");
    check_message("config", "there are no nodes and no edges", NULL);
    put(folder, "circuit_config.json", "{\"networks\": ");
    check_message("config", "config", NULL);
    put(folder, "circuit_config.json",
        "{\"manifest\": 1, \"networks\": {\"edges\": [{\"edges_file\": \"edges.h5\"}]}}");
    c = read_one_circuit(test_path("config"), NULL); /* edges alone */
    REQUIRE(c->n == 4 && c->m == 2);
    latigraph_circuit_destroy(c);
}

/* --- Refused ----------------------------------------------------------------------------- */

/* Writes nodes.h5 with three nodes, and edges.h5 with the datasets given. */
static hid_t begin_refused(const char *name) {
    const char *folder = begin_folder(name);
    hid_t file = create(folder, "nodes.h5");
    add_numbers(file, "/nodes/v1/node_type_id", 3, ZERO);
    H5Fclose(file);
    file = create(folder, "edges.h5");
    add_numbers(file, "/edges/e/source_node_id", 2, COUNT);
    return file;
}

static void test_contradictions(void) {
    static const gint64 twice[] = {4, 4, 5};
    hid_t file = begin_refused("lacks");
    H5Fclose(file);
    check_message("lacks", "has datasets of different lengths, or lacks one", NULL);
    file = begin_refused("lengths");
    add_numbers(file, "/edges/e/target_node_id", 3, COUNT);
    H5Fclose(file);
    check_message("lengths", "has datasets of different lengths, or lacks one", NULL);
    file = begin_refused("outside");
    add_numbers(file, "/edges/e/target_node_id", 2, COUNT + 2);
    H5Fclose(file);
    check_message("outside", "target_node_id 3 of edge 1", NULL);
    file = begin_refused("fractions");
    add(file, "/edges/e/target_node_id", H5T_NATIVE_DOUBLE, 2, ZERO);
    H5Fclose(file);
    check_message("fractions", "has datasets of different lengths, or lacks one", NULL);
    const char *folder = begin_folder("twice");
    file = create(folder, "edges.h5");
    add_numbers(file, "/nodes/v1/node_type_id", 3, ZERO);
    add_numbers(file, "/nodes/v1/node_id", 3, twice);
    H5Fclose(file);
    check_message("twice", "has a node_id twice", NULL);
    folder = begin_folder("words");
    file = create(folder, "edges.h5");
    add_texts(file, "/nodes/v1/node_type_id", 2, 2, "a\0b");
    H5Fclose(file);
    check_message("words", "lacks ids, or is too large", NULL);
    folder = begin_folder("empty");
    file = create(folder, "edges.h5");
    H5Fclose(file);
    check_message("empty", "there are no nodes and no edges", NULL);
}

/* A file of 2 KB states 268 million rows, which HDF5 does not store before they are written, and a
 * dataset that is linked often enough counts as often. */
static void test_sizes(void) {
    const char *folder = begin_folder("billion");
    hid_t file = create(folder, "edges.h5");
    add(file, "/nodes/v1/node_type_id", H5T_STD_U8LE, 1 << 28, NULL);
    H5Fclose(file);
    check_message("billion", "states 268435456 rows", NULL);
    folder = begin_folder("linked");
    file = create(folder, "edges.h5");
    add(file, "/nodes/v1/node_type_id", H5T_STD_U8LE, 3, ZERO);
    add(file, "/nodes/v1/0/a", H5T_STD_U8LE, 400000, NULL);
    for (int k = 0; k < 30; k++) {
        char path[40];
        g_snprintf(path, sizeof path, "/nodes/v1/0/b%d", k);
        H5Lcreate_hard(file, "/nodes/v1/0/a", file, path, H5P_DEFAULT, H5P_DEFAULT);
    }
    H5Fclose(file);
    check_message("linked", "states 400000 rows", NULL);
}

/* Half of a file, and one that is no network. */
static void test_damaged(void) {
    char *text, *path;
    gsize size;
    const char *folder = begin_folder("half");
    write_populations(folder);
    path = g_build_filename(folder, "edges.h5", NULL);
    REQUIRE(g_file_get_contents(path, &text, &size, NULL));
    write_bytes(path, text, (gssize)size / 2);
    check_message("half", "damaged or not complete", NULL);
    g_free(text);
    g_free(path);
    hid_t file = create(test_path("half"), "other.h5");
    add_numbers(file, "/data", 3, COUNT);
    H5Fclose(file);
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    path = g_build_filename(test_path("half"), "other.h5", NULL);
    CHECK_FAILS(latigraph_circuit_list_read(&list, path, NULL, NULL), IGRAPH_EINVAL, "other.h5");
    g_free(path);
    latigraph_circuit_list_destroy(&list);
}

/* --- What latigraph writes ----------------------------------------------------------------- */

static void test_round_trip(void) {
    latigraph_circuit_t *c = random_circuit("round", 20, 0.2, 5), *again;
    CHECK_OK(latigraph_circuit_write(c, test_path("round.sonata"), "sonata"));
    static const char *const files[] = {"", "/circuit_config.json", "/nodes.h5", "/edges.h5"};
    for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
        char *path = g_strconcat(test_path("round.sonata"), files[k], NULL);
        again = read_one_circuit(path, NULL);
        check_same_edges(c, again);
        check_same_names(c, again);
        check_same_weights(c, again);
        check_same_column(latigraph_circuit_column(c, "size"),
                          latigraph_circuit_column(again, "size"), c->n);
        REQUIRE(again->dims == 3);
        for (int i = 0; i < 3 * c->n; i++) {
            check_same_number(c->position[i], again->position[i]);
        }
        latigraph_circuit_destroy(again);
        g_free(path);
    }
    latigraph_circuit_destroy(c);
}

int main(void) {
    test_init();
    test_populations();
    test_config();
    test_contradictions();
    test_sizes();
    test_damaged();
    test_round_trip();
    test_end();
    return 0;
}
#else
int main(void) {
    return 77; /* this build has no HDF5 */
}
#endif
