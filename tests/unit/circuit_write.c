/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* What the writers of formats refuse, and what they do when the disk is full or the user
 * interrupts. The contents of the files are checked by the programs that read them, in
 * tests/integration/write_formats.py. */
#include "circuit_test.h"
#include "base/output.h"
#include "formats/file.h"

#include <signal.h>
#include <sys/resource.h>

/* Formats of the library's own writers, and the name of a file in each. */
static const char *const FORMATS[][2] = {
    {"mtx", "out.mtx"},       {"npy", "out.npy"},  {"npz", "out.npz"}, {"json", "out.json"},
    {"gexf", "out.gexf"},     {"nest", "nest.py"}, {"brian2", "b.py"}, {"edgelist", "out.txt"},
    {"graphml", "o.graphml"}, {"csv", "tables"},
#ifdef HAVE_HDF5
    {"sonata", "out.sonata"},
#endif
};

static int warnings;
static char last_warning[400];

static void note_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    warnings++;
    g_strlcpy(last_warning, reason, sizeof last_warning);
}

/* Every format of the table can be asked for by name or extension; a script needs its name. */
static void test_names(void) {
    latigraph_circuit_t *c = random_circuit("names", 12, 0.3, 1);
    for (size_t f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        const char *const path = test_path(FORMATS[f][1]);
        if (g_str_has_suffix(path, ".py")) {
            CHECK_FAILS(latigraph_circuit_write(c, path, NULL), IGRAPH_EINVAL, "nest or brian2");
            CHECK_OK(latigraph_circuit_write(c, path, FORMATS[f][0]));
        } else {
            const gboolean tables = strcmp(FORMATS[f][0], "csv") == 0;
            CHECK_OK(latigraph_circuit_write(c, path, tables ? "csv" : NULL));
        }
        CHECK(g_file_test(path, G_FILE_TEST_EXISTS));
    }
    latigraph_circuit_destroy(c);
}

/* Files with ".gz" are packed, by the library's own writers and by those of igraph. */
static void test_packed(void) {
    latigraph_circuit_t *c = random_circuit("packed", 150, 0.3, 8), *back;
    gchar *packed, *plain;
    gsize size;
    CHECK_OK(latigraph_circuit_write(c, test_path("packed.graphml.gz"), NULL));
    back = read_one_circuit(test_path("packed.graphml.gz"), NULL);
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    CHECK_OK(latigraph_circuit_write(c, test_path("packed.mtx.gz"), NULL));
    CHECK_OK(latigraph_circuit_write(c, test_path("packed.mtx"), NULL));
    REQUIRE(g_file_get_contents(test_path("packed.mtx.gz"), &packed, &size, NULL));
    CHECK_OK(latigraph_file_unpack("packed.mtx.gz", packed, &plain, &size));
    g_free(packed);
    REQUIRE(g_file_get_contents(test_path("packed.mtx"), &packed, NULL, NULL));
    CHECK(strcmp(packed, plain) == 0);
    g_free(packed);
    g_free(plain);
    latigraph_circuit_destroy(c);
}

/* Formats with attributes of edges keep the signs, and matrices have negative entries. */
static void test_signs(void) {
    static const char *const names[] = {"s.graphml", "s.gml", "s.json", "s.gexf",
                                        "s.mtx",     "s.npy", "s.npz"};
    latigraph_circuit_t *c = random_circuit("signs", 12, 0.4, 9), *back;
    latigraph_read_options_t options;
    set_signs(c);
    latigraph_read_options_init(&options);
    for (size_t f = 0; f < G_N_ELEMENTS(names); f++) {
        options.negative = f > 3 ? LATIGRAPH_NEGATIVE_SIGN : LATIGRAPH_NEGATIVE_REFUSE;
        CHECK_OK(latigraph_circuit_write(c, test_path(names[f]), NULL));
        back = read_one_circuit(test_path(names[f]), &options);
        check_same_weights(c, back);
        check_same_signs(c, back);
        latigraph_circuit_destroy(back);
    }
    CHECK_OK(latigraph_circuit_write(c, test_path("signs"), "csv"));
    back = read_one_circuit(test_path("signs"), NULL);
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("s.ncol"), NULL));
    CHECK(warnings == 1 && strstr(last_warning, "cannot represent the signs") != NULL);
    latigraph_circuit_destroy(c);
}

/* A limit on the size of files simulates a full disk. The old file stays, and no temporary file. */
static void test_full_disk(void) {
    latigraph_circuit_t *c = random_circuit("big", 90, 0.5, 2);
    struct rlimit before, small;
    g_mkdir(test_path("disk"), 0777);
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    small = before;
    small.rlim_cur = 3000;
    signal(SIGXFSZ, SIG_IGN);
    for (size_t f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        char *path = g_strdup(test_path("disk/out"));
        const gboolean folder =
            strcmp(FORMATS[f][0], "sonata") == 0 || strcmp(FORMATS[f][0], "csv") == 0;
        if (!folder) {
            write_text(path, "old");
        }
        CHECK(setrlimit(RLIMIT_FSIZE, &small) == 0);
        CHECK_FAILS(latigraph_circuit_write(c, path, FORMATS[f][0]), IGRAPH_EFILE,
                    folder ? "disk/out/" : "disk/out");
        CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
        CHECK(count_entries(test_path("disk")) == !folder);
        if (!folder) {
            char *text;
            REQUIRE(g_file_get_contents(path, &text, NULL, NULL));
            CHECK(strcmp(text, "old") == 0);
            g_free(text);
            g_unlink(path);
        }
        g_free(path);
    }
    latigraph_circuit_destroy(c);
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, TRUE)

static void check_interrupted(const latigraph_circuit_t *c, const char *format) {
    igraph_set_interruption_handler(stop);
    const igraph_error_t code = latigraph_circuit_write(c, test_path("stop/out"), format);
    igraph_set_interruption_handler(NULL);
    if (code != IGRAPH_INTERRUPTED) {
        FAIL("%s: %s", format, igraph_strerror(code));
    }
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0 && count_entries(test_path("stop")) == 0);
}

static void test_interruption(void) {
    latigraph_circuit_t *c = random_circuit("stop", 600, 0.5, 3);
    g_mkdir(test_path("stop"), 0777);
    for (size_t f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        check_interrupted(c, FORMATS[f][0]);
    }
#ifdef HAVE_FOPENCOOKIE
    static const char *const by_igraph[] = {"gml", "pajek", "ncol", "lgl", "leda", "dot"};
    for (size_t f = 0; f < G_N_ELEMENTS(by_igraph); f++) {
        check_interrupted(c, by_igraph[f]);
    }
#endif
    latigraph_circuit_destroy(c);
}

/* The lock of a reader, which ends while a writer waits for it: at the sixth time that the writer
 * asks whether the user interrupts. */
static int looks, reader_lock;

static igraph_bool_t end_reading_at_last(void) {
    if (++looks == 6) {
        latigraph_folder_unlock(&reader_lock);
    }
    return false;
}
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(end_reading, end_reading_at_last())

/* Writing a folder of tables keeps all other files in it, and waits for readers. */
static void test_other_files(void) {
    latigraph_circuit_t *c = random_circuit("first", 12, 0.3, 4);
    latigraph_circuit_t *d = random_circuit("second", 14, 0.3, 5);
    CHECK_OK(latigraph_circuit_write(c, test_path("tables"), "csv"));
    g_mkdir(test_path("tables/figures"), 0777);
    write_text(test_path("tables/figures/one.svg"), "<svg/>");
    write_text(test_path("tables/.hidden"), "mine");
    write_text(test_path("tables/notes.txt"), "right hemisphere");
    const int entries = count_entries(test_path("tables"));
    CHECK_OK(latigraph_circuit_write(d, test_path("tables"), "csv"));
    latigraph_circuit_t *back = read_one_circuit(test_path("tables"), NULL);
    check_same_circuit(d, back);
    CHECK(count_entries(test_path("tables")) == entries);
    CHECK(g_file_test(test_path("tables/figures/one.svg"), G_FILE_TEST_EXISTS));
    char *text;
    REQUIRE(g_file_get_contents(test_path("tables/notes.txt"), &text, NULL, NULL));
    CHECK(strcmp(text, "right hemisphere") == 0);
    g_free(text);

    REQUIRE(latigraph_folder_lock(test_path("tables"), /*alone=*/false, &reader_lock) ==
            IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1); /* the writer's handler ends it */
    igraph_set_interruption_handler(end_reading);
    CHECK_OK(latigraph_circuit_write(c, test_path("tables"), "csv"));
    igraph_set_interruption_handler(NULL);
    CHECK(looks >= 6 && reader_lock < 0);
    CHECK(count_entries(test_path("tables")) == entries);
    latigraph_circuit_destroy(back);
    latigraph_circuit_destroy(d);
    latigraph_circuit_destroy(c);
}

/* A journal of names that no writer uses is ignored. */
static void test_odd_journals(void) {
    latigraph_circuit_t *c = random_circuit("odd", 12, 0.3, 6);
    static const char *const journals[] = {"", "\n\n", "../nodes.csv\n.hidden\n", "edges.csv"};
    CHECK_OK(latigraph_circuit_write(c, test_path("journal"), "csv"));
    for (size_t k = 0; k < G_N_ELEMENTS(journals); k++) {
        write_text(test_path("journal/.latigraph-replacing"), journals[k]);
        latigraph_circuit_t *back = read_one_circuit(test_path("journal"), NULL);
        check_same_circuit(c, back);
        latigraph_circuit_destroy(back);
    }
    CHECK_OK(latigraph_circuit_write(c, test_path("journal"), "csv"));
    CHECK(!g_file_test(test_path("journal/.latigraph-replacing"), G_FILE_TEST_EXISTS));
    latigraph_circuit_destroy(c);
}

/* Makes a graph with attributes of all kinds. */
static void attributed_graph(igraph_t *graph, const char *name, const char *text, double number) {
    igraph_small(graph, 3, IGRAPH_DIRECTED, 0, 1, 1, 0, 2, 2, 0, 1, -1);
    igraph_cattribute_GAS_set(graph, "name", text);
    igraph_cattribute_GAN_set(graph, name, number);
    igraph_cattribute_GAB_set(graph, "whole", true);
    for (igraph_integer_t i = 0; i < 3; i++) {
        igraph_cattribute_VAS_set(graph, "name", i, i == 1 ? text : "");
        igraph_cattribute_VAN_set(graph, "depth", i, i == 1 ? NAN : number * (double)i);
        igraph_cattribute_VAB_set(graph, "left", i, i == 1);
    }
    for (igraph_integer_t e = 0; e < 4; e++) {
        igraph_cattribute_EAS_set(graph, "kind", e, e == 1 ? text : "chemical");
        igraph_cattribute_EAN_set(graph, "weight", e, e == 2 ? INFINITY : number - (double)e);
        igraph_cattribute_EAB_set(graph, "sure", e, e == 1);
    }
}

/* Where igraph's writer of GraphML loses nothing, ours writes the same bytes, except for the
 * comment that names the program. */
static void test_graphml_bytes(void) {
    igraph_t graph;
    char *ours, *theirs;
    attributed_graph(&graph, "mean size", "K\xc3\xa4the 7", 0.5);
    FILE *file = fopen(test_path("theirs.graphml"), "w");
    CHECK_OK(igraph_write_graph_graphml(&graph, file, /*prefixattr=*/true));
    fclose(file);
    CHECK_OK(latigraph_graph_write(&graph, test_path("ours.graphml"), NULL));
    REQUIRE(g_file_get_contents(test_path("ours.graphml"), &ours, NULL, NULL));
    REQUIRE(g_file_get_contents(test_path("theirs.graphml"), &theirs, NULL, NULL));
    char **parts = g_strsplit(ours, "by latigraph", 2);
    char *expected = g_strjoinv("by igraph", parts);
    CHECK(strcmp(expected, theirs) == 0);
    g_strfreev(parts);
    g_free(expected);
    g_free(theirs);
    g_free(ours);
    igraph_destroy(&graph);
}

/* igraph reads every text and every bit of a number back from GraphML. */
static void test_graphml_values(void) {
    static const char *const text = "a&b<c>\"d\" 'e'\tf\ng\rh \xe2\x82\xac";
    const double number = 0.1 + 0.2;
    igraph_t graph, back;
    attributed_graph(&graph, "n < m", text, number);
    CHECK_OK(latigraph_graph_write(&graph, test_path("values.graphml"), NULL));
    FILE *file = fopen(test_path("values.graphml"), "r");
    const igraph_error_t code = igraph_read_graph_graphml(&back, file, 0);
    fclose(file);
    CHECK(code == IGRAPH_SUCCESS || code == IGRAPH_UNIMPLEMENTED);
    if (code == IGRAPH_SUCCESS) {
        CHECK(igraph_vcount(&back) == 3 && igraph_ecount(&back) == 4);
        CHECK(strcmp(igraph_cattribute_GAS(&back, "name"), text) == 0);
        CHECK(igraph_cattribute_GAN(&back, "n < m") == number);
        CHECK(igraph_cattribute_GAB(&back, "whole"));
        CHECK(strcmp(igraph_cattribute_VAS(&back, "name", 1), text) == 0);
        CHECK(strcmp(igraph_cattribute_VAS(&back, "name", 2), "") == 0);
        CHECK(isnan(igraph_cattribute_VAN(&back, "depth", 1)));
        CHECK(igraph_cattribute_VAN(&back, "depth", 2) == number * 2);
        CHECK(igraph_cattribute_VAB(&back, "left", 1) && !igraph_cattribute_VAB(&back, "left", 2));
        CHECK(strcmp(igraph_cattribute_EAS(&back, "kind", 1), text) == 0);
        CHECK(igraph_cattribute_EAN(&back, "weight", 1) == number - 1);
        CHECK(igraph_cattribute_EAN(&back, "weight", 2) == INFINITY);
        CHECK(igraph_cattribute_EAB(&back, "sure", 1) && !igraph_cattribute_EAB(&back, "sure", 0));
        igraph_destroy(&back);
    }
    igraph_destroy(&graph);
}

/* Text that is not UTF-8 is refused in the names of neurons, and repaired in those of circuits. */
static void test_encoding(void) {
    latigraph_circuit_t *c = random_circuit("caf\xe9", 12, 0.3, 4);
    char *text;
    gsize size;
    for (size_t f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        CHECK_OK(latigraph_circuit_write(c, test_path(FORMATS[f][1]), FORMATS[f][0]));
        if (!g_file_test(test_path(FORMATS[f][1]), G_FILE_TEST_IS_DIR) &&
            strncmp(FORMATS[f][0], "np", 2) != 0) {
            REQUIRE(g_file_get_contents(test_path(FORMATS[f][1]), &text, &size, NULL));
            CHECK(g_utf8_validate(text, (gssize)size, NULL));
            g_free(text);
        }
    }
    CHECK_OK(latigraph_circuit_write(c, test_path("cafe.graphml"), NULL));
    latigraph_circuit_t *back = read_one_circuit(test_path("cafe.graphml"), NULL);
    CHECK(strcmp(back->connectome, "caf\xef\xbf\xbd") == 0);
    latigraph_circuit_destroy(back);
    /* A circuit with a column that is called like a coordinate takes another way. */
    igraph_matrix_t position;
    const double x[12] = {0};
    CHECK_OK(igraph_matrix_init(&position, 12, 2));
    CHECK_OK(latigraph_circuit_set_positions(c, &position, "um"));
    CHECK_OK(latigraph_circuit_add_numeric(c, "x_um", x));
    CHECK_OK(latigraph_circuit_write(c, test_path("twice.graphml"), NULL));
    REQUIRE(g_file_get_contents(test_path("twice.graphml"), &text, &size, NULL));
    CHECK(g_utf8_validate(text, (gssize)size, NULL));
    CHECK(strstr(text, "<data key=\"g_connectome\">caf\xef\xbf\xbd</data>") != NULL);
    g_free(text);
    igraph_matrix_destroy(&position);
    CHECK_OK(latigraph_circuit_name_neuron(c, 3, "Z\xfcrich"));
    for (size_t f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        if (strcmp(FORMATS[f][0], "csv") != 0) { /* tables keep all bytes */
            CHECK_FAILS(latigraph_circuit_write(c, test_path("none"), FORMATS[f][0]), IGRAPH_EINVAL,
                        "\"Z\\xfcrich\" is not UTF-8");
        }
    }
    CHECK_FAILS(latigraph_circuit_write(c, test_path("none.graphml"), NULL), IGRAPH_EINVAL,
                "not UTF-8");
    CHECK(!g_file_test(test_path("none"), G_FILE_TEST_EXISTS));
    latigraph_circuit_destroy(c);
}

/* GEXF is XML, which has no control characters. JSON and Python have them. */
static void test_control_characters(void) {
    latigraph_circuit_t *c = random_circuit("odd\001", 12, 0.3, 5);
    CHECK_OK(latigraph_circuit_write(c, test_path("odd.gexf"), NULL));
    CHECK_OK(latigraph_circuit_name_neuron(c, 3, "a\002b"));
    CHECK_FAILS(latigraph_circuit_write(c, test_path("odd2.gexf"), NULL), IGRAPH_EINVAL,
                "odd2.gexf");
    CHECK_OK(latigraph_circuit_write(c, test_path("odd.json"), NULL));
    CHECK_OK(latigraph_circuit_write(c, test_path("odd.py"), "brian2"));
    latigraph_circuit_destroy(c);
}

/* Columns whose names a format uses for something else get another one, and a warning. */
static void test_columns(void) {
    latigraph_circuit_t *c = random_circuit("columns", 12, 0.3, 6);
    igraph_vector_t values;
    char *text;
    igraph_vector_init(&values, 12);
    igraph_vector_null(&values);
    CHECK_OK(latigraph_circuit_set_numeric(c, "label", &values));
    CHECK_OK(latigraph_circuit_set_numeric(c, "column_label", &values));
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("label.gexf"), NULL));
    CHECK(warnings == 2 && strstr(last_warning, "column_column_label") != NULL);
    REQUIRE(g_file_get_contents(test_path("label.gexf"), &text, NULL, NULL));
    CHECK(strstr(text, "title=\"column_label\"") != NULL);
    g_free(text);
#ifdef HAVE_HDF5
    CHECK_OK(latigraph_circuit_set_numeric(c, "a/b", &values));
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("id.sonata"), NULL));
    CHECK(warnings == 1 && strstr(last_warning, "\"a_b\"") != NULL);
#endif
    igraph_vector_destroy(&values);
    latigraph_circuit_destroy(c);
}

/* Names and matrices that would need far more room than the circuit are not written. */
static void test_limits(void) {
    enum { N = 70000 };
    latigraph_circuit_t *c;
    char *name = g_strnfill(20000, 'x');
    CHECK_OK(latigraph_circuit_create(&c, "large", N, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_write(c, test_path("large.npz"), NULL));
    CHECK_FAILS(latigraph_circuit_write(c, test_path("large.npy"), NULL), IGRAPH_EINVAL,
                "Write npz");
    CHECK_OK(latigraph_circuit_name_neuron(c, 1, name));
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("long.npz"), NULL));
    CHECK(warnings == 1 && strstr(last_warning, "no name is written") != NULL);
    g_free(name);
    latigraph_circuit_destroy(c);
}

/* A graph of igraph becomes a circuit first. */
static void test_graphs(void) {
    igraph_t graph;
    char *text;
    igraph_small(&graph, 3, IGRAPH_UNDIRECTED, 0, 1, 1, 2, -1);
    igraph_cattribute_EAN_set(&graph, "weight", 0, 2);
    igraph_cattribute_EAN_set(&graph, "weight", 1, 3);
    warnings = 0;
    CHECK_OK(latigraph_graph_write(&graph, test_path("g.mtx"), NULL));
    CHECK(warnings == 1 && strstr(last_warning, "undirected") != NULL);
    REQUIRE(g_file_get_contents(test_path("g.mtx"), &text, NULL, NULL));
    CHECK(g_str_has_suffix(text, "\n3 3 4\n1 2 2\n2 1 2\n2 3 3\n3 2 3\n"));
    g_free(text);
    igraph_destroy(&graph);
    igraph_small(&graph, 2, IGRAPH_DIRECTED, 0, 1, 1, 1, -1);
    CHECK_FAILS(latigraph_graph_write(&graph, test_path("g.json"), NULL), IGRAPH_EINVAL, "loop");
    igraph_destroy(&graph);
    igraph_small(&graph, 2, IGRAPH_DIRECTED, 0, 1, -1);
    igraph_cattribute_EAS_set(&graph, "kind", 0, "electrical");
    warnings = 0;
    CHECK_OK(latigraph_graph_write(&graph, test_path("g.json"), NULL));
    CHECK(warnings == 1 && strstr(last_warning, "\"kind\"") != NULL);
    igraph_cattribute_VAS_set(&graph, "name", 0, "Z\xfcrich");
    CHECK_FAILS(latigraph_graph_write(&graph, test_path("h.graphml"), NULL), IGRAPH_EINVAL,
                "\"Z\\xfcrich\" is not UTF-8");
    igraph_destroy(&graph);
}

#ifndef HAVE_HDF5
static void test_without_hdf5(void) {
    latigraph_circuit_t *c = random_circuit("none", 12, 0.3, 7);
    CHECK_FAILS(latigraph_circuit_write(c, test_path("none.sonata"), NULL), IGRAPH_UNIMPLEMENTED,
                "no HDF5");
    latigraph_circuit_destroy(c);
}
#endif

int main(void) {
    test_init();
    igraph_set_warning_handler(note_warning);
    test_names();
    test_packed();
    test_signs();
    test_full_disk();
    test_interruption();
    test_other_files();
    test_odd_journals();
    test_graphml_bytes();
    test_graphml_values();
    test_encoding();
    test_control_characters();
    test_columns();
    test_limits();
    test_graphs();
#ifndef HAVE_HDF5
    test_without_hdf5();
#endif
    test_end();
    return 0;
}
