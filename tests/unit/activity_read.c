/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "activity_test.h"

#include "base/remarks.h"

#include <glib/gstdio.h>

/* Files of recordings: tables, arrays of NumPy, safetensors, folders; and broken ones. */

static char *folder;

static char *path_of(const char *name) {
    return g_build_filename(folder, name, NULL);
}

static char *write_file(const char *name, const char *bytes, gssize size) {
    char *path = path_of(name);
    REQUIRE(g_file_set_contents(path, bytes, size, NULL));
    return path;
}

/* Reads a file and checks its size and the item in the middle. */
static latigraph_activity_t *read_size(const char *path, const char *entry, int times,
                                       int neurons) {
    latigraph_activity_t *activity;
    CHECK_OK(latigraph_activity_read(&activity, path, entry, NULL));
    CHECK_EQUAL(latigraph_activity_times(activity), times);
    CHECK_EQUAL(latigraph_activity_neurons(activity), neurons);
    return activity;
}

static double value_at(const latigraph_activity_t *activity, int time, int neuron) {
    double value;
    latigraph_activity_block(activity, time, 1, neuron, 1, &value);
    return value;
}

static void test_tables(void) {
    static const char *const texts[] = {"time,AVA,AVB\n0,1,2.5\n1,nan,-3\n2,,1e3\n",
                                        "AVA\tAVB\n1\t2.5\nNA\t-3\n\t1e3\n",
                                        "\"AVA\";\"AVB\"\r\n1;2.5\r\nnull;-3\r\n-;1e3\r\n",
                                        "# a comment\nAVA AVB\n1 2.5\nnan -3\nNA 1000\n"};
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
        char *path = write_file("table.csv", texts[k], -1);
        latigraph_activity_t *activity = read_size(path, NULL, 3, 2);
        CHECK(strcmp(latigraph_activity_name(activity), "table") == 0);
        REQUIRE(igraph_strvector_size(latigraph_activity_neuron_names(activity)) == 2);
        CHECK(strcmp(igraph_strvector_get(latigraph_activity_neuron_names(activity), 1), "AVB") ==
              0);
        CHECK_NEAR(value_at(activity, 0, 1), 2.5, 0);
        CHECK(isnan(value_at(activity, 1, 0)) && isnan(value_at(activity, 2, 0)));
        CHECK_NEAR(value_at(activity, 2, 1), 1000, 0);
        latigraph_activity_destroy(activity);
        g_free(path);
    }
}

static void test_plain_table(void) {
    char *path = write_file("plain.tsv", "1\t2\t3\n4\t5\t6\n", -1);
    latigraph_activity_t *activity = read_size(path, NULL, 2, 3);
    igraph_matrix_t matrix;
    CHECK_EQUAL(igraph_strvector_size(latigraph_activity_neuron_names(activity)), 0);
    CHECK_OK(igraph_matrix_init(&matrix, 0, 0));
    CHECK_OK(latigraph_activity_matrix(activity, &matrix));
    CHECK_NEAR(MATRIX(matrix, 1, 0), 4, 0);
    CHECK_NEAR(MATRIX(matrix, 0, 2), 3, 0);
    igraph_matrix_destroy(&matrix);
    latigraph_activity_destroy(activity);
    g_free(path);
}

/* The column of times is left out, and a remark says so. */
static void test_remark(void) {
    latigraph_remarks_t remarks;
    latigraph_activity_t *activity;
    char *path = write_file("stamped.csv", "Time,a,b\n0,1,2\n1,3,4\n", -1);
    CHECK_OK(latigraph_remarks_init(&remarks));
    CHECK_OK(latigraph_activity_read(&activity, path, NULL, &remarks));
    REQUIRE(igraph_strvector_size(&remarks.texts) == 1);
    CHECK_CONTAINS(igraph_strvector_get(&remarks.texts, 0), "\"Time\"");
    latigraph_activity_destroy(activity);
    latigraph_remarks_destroy(&remarks);
    g_free(path);
}

/* An array (3, 2) of a type, whose bytes follow the header. */
static char *write_numpy(const char *type, gboolean fortran, const void *bytes, gsize size) {
    char *dict = g_strdup_printf("{'descr': '%s', 'fortran_order': %s, 'shape': (3, 2), }", type,
                                 fortran ? "True" : "False");
    GString *file = g_string_new_len("\x93NUMPY\x01\x00", 8);
    g_string_append_c(file, (char)118);
    g_string_append_c(file, 0);
    g_string_append_printf(file, "%-117s\n", dict);
    g_string_append_len(file, bytes, (gssize)size);
    char *path = write_file("array.npy", file->str, (gssize)file->len);
    g_string_free(file, TRUE);
    g_free(dict);
    return path;
}

static void check_array(const char *path, const char *entry) {
    latigraph_activity_t *activity = read_size(path, entry, 3, 2);
    for (int t = 0; t < 3; t++) {
        double block[2];
        latigraph_activity_block(activity, t, 1, 0, 2, block);
        CHECK_NEAR(block[0], 2 * t, 0);
        CHECK_NEAR(block[1], 2 * t + 1, 0);
    }
    latigraph_activity_destroy(activity);
}

static void test_numpy(void) {
    const double wide[] = {0, 1, 2, 3, 4, 5}, turned[] = {0, 2, 4, 1, 3, 5};
    const float single[] = {0, 1, 2, 3, 4, 5};
    const gint16 whole[] = {0, 1, 2, 3, 4, 5};
    const struct {
        const char *type;
        gboolean fortran;
        const void *bytes;
        gsize size;
    } arrays[] = {{"<f8", FALSE, wide, sizeof wide},
                  {"<f8", TRUE, turned, sizeof turned},
                  {"<f4", FALSE, single, sizeof single},
                  {"<i2", FALSE, whole, sizeof whole}};
    for (size_t k = 0; k < G_N_ELEMENTS(arrays); k++) {
        char *path =
            write_numpy(arrays[k].type, arrays[k].fortran, arrays[k].bytes, arrays[k].size);
        check_array(path, NULL);
        g_free(path);
    }
}

static char *write_tensors(const char *header, const void *bytes, gsize size) {
    const guint64 length = GUINT64_TO_LE(strlen(header));
    GString *file = g_string_new_len((const char *)&length, sizeof length);
    g_string_append(file, header);
    g_string_append_len(file, bytes, (gssize)size);
    char *path = write_file("traces.safetensors", file->str, (gssize)file->len);
    g_string_free(file, TRUE);
    return path;
}

static void test_tensors(void) {
    const float traces[] = {0, 1, 2, 3, 4, 5, 9, 9};
    static const char one[] =
        "{\"__metadata__\":{\"a\":\"b\"},\"dff\":{\"dtype\":\"F32\",\"shape\":[3,2],"
        "\"data_offsets\":[0,24]},\"mean\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,"
        "32]}}";
    static const char two[] =
        "{\"dff\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]},"
        "\"pair\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[24,32]}}";
    latigraph_activity_t *activity;
    char *path = write_tensors(one, traces, sizeof traces);
    check_array(path, NULL);
    CHECK_FAILS(latigraph_activity_read(&activity, path, "mean", NULL), IGRAPH_EINVAL,
                "no matrix of times and neurons");
    CHECK_FAILS(latigraph_activity_read(&activity, path, "traces", NULL), IGRAPH_EINVAL,
                "no tensor \"traces\"");
    g_free(path);
    path = write_tensors(two, traces, sizeof traces);
    check_array(path, "dff");
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_EINVAL,
                "2 tensors with two dimensions (dff, pair)");
    g_free(path);
    path = write_tensors(one, traces, 20);
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_PARSEERROR,
                "does not fit");
    g_free(path);
}

static void test_faults(void) {
    latigraph_activity_t *activity;
    char *path = write_file("words.csv", "a,b\n1,2\n3,many\n", -1);
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_PARSEERROR,
                "line 3, cell 2: \"many\"");
    g_free(path);
    path = write_file("ragged.csv", "a,b\n1,2\n3\n", -1);
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_PARSEERROR, "line 3");
    g_free(path);
    path = write_file("empty.csv", "", 0);
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_PARSEERROR, "empty");
    g_free(path);
    path = path_of("missing.csv");
    CHECK_FAILS(latigraph_activity_read(&activity, path, NULL, NULL), IGRAPH_EFILE, "missing.csv");
    g_free(path);
}

/* The files of a folder come in the order of their names. */
static void test_folder(void) {
    char *animals = path_of("animals");
    igraph_strvector_t files;
    CHECK_OK(igraph_strvector_init(&files, 0));
    REQUIRE(g_mkdir(animals, 0700) == 0);
    CHECK_FAILS(latigraph_activity_files(&files, animals), IGRAPH_EINVAL, "holds no recording");
    g_free(write_file("animals/two.csv", "1,2\n", -1));
    g_free(write_file("animals/one.tsv", "1\t2\n", -1));
    g_free(write_file("animals/notes.md", "notes\n", -1));
    CHECK_OK(latigraph_activity_files(&files, animals));
    REQUIRE(igraph_strvector_size(&files) == 2);
    CHECK(g_str_has_suffix(igraph_strvector_get(&files, 0), "one.tsv"));
    CHECK(g_str_has_suffix(igraph_strvector_get(&files, 1), "two.csv"));
    CHECK_FAILS(latigraph_activity_files(&files, "no/such"), IGRAPH_EFILE, "does not exist");
    igraph_strvector_destroy(&files);
    g_free(animals);
}

int main(void) {
    test_init();
    folder = g_dir_make_tmp("activity-XXXXXX", NULL);
    REQUIRE(folder != NULL);
    test_tables();
    test_plain_table();
    test_remark();
    test_numpy();
    test_tensors();
    test_faults();
    test_folder();
    char *command = g_strdup_printf("rm -rf '%s'", folder);
    CHECK(system(command) == 0);
    g_free(command);
    g_free(folder);
    return 0;
}
