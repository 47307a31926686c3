/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits are written to igraph's file formats and read from them. */
#include "circuit_test.h"

#include <gio/gio.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

static int warnings;

static void count_warning(const char *reason, const char *file, int line) {
    (void)reason;
    (void)file;
    (void)line;
    warnings++;
}

/* Makes a circuit with every kind of content. */
static latigraph_circuit_t *full(void) {
    latigraph_circuit_t *c = random_circuit("full", 40, 0.1, 11);
    g_free(c->connectome);
    c->connectome = g_strdup("Gehirn β");
    g_free(c->shape);
    c->shape = g_strdup("column");
    c->axis = 2;
    for (int d = 0; d < 3; d++) {
        c->position[3 * 5 + d] = NAN;
    }
    CHECK_OK(latigraph_circuit_name_neuron(c, 3, "Zelle\n\"drei\" <&> β, "));
    CHECK_OK(latigraph_circuit_name_neuron(c, 4, "864691135582951235"));
    CHECK_OK(latigraph_circuit_note_number(c, "seed", 42));
    CHECK_OK(latigraph_circuit_note_text(c, "code", "0.5,\"-1\"\n2"));
    CHECK_OK(latigraph_circuit_note_text(c, "digits", "0042"));
    return c;
}

static latigraph_circuit_t *there_and_back(const latigraph_circuit_t *c, const char *file,
                                           const char *format) {
    CHECK_OK(latigraph_circuit_write(c, test_path(file), format));
    latigraph_circuit_t *back = read_one_circuit(test_path(file), NULL);
    CHECK(strcmp(back->name, c->name) == 0);
    return back;
}

static void test_everything(void) {
    static const char *const formats[][2] = {
        {"full.graphml", "graphml"}, {"full.gml", "gml"}, {"full", "csv"}};
    latigraph_circuit_t *c = full();
    for (int f = 0; f < 3; f++) {
        latigraph_circuit_t *back = there_and_back(c, formats[f][0], formats[f][1]);
        check_same_circuit(c, back);
        latigraph_circuit_destroy(back);
    }
    latigraph_circuit_t *back =
        there_and_back(c, "full.gml", NULL); /* overwrites the existing file */
    latigraph_circuit_destroy(back);
    back = there_and_back(c, "full", "csv");
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    latigraph_circuit_destroy(c);
}

/* CSV stores all digits of a number, GraphML 15 of them. */
static void test_digits(void) {
    latigraph_circuit_t *c = random_circuit("digits", 10, 0.3, 12);
    for (int e = 0; e < c->m; e++) {
        c->weight[e] = 1.0 / (3 + e) * (e % 2 ? 1e-200 : 1e200);
    }
    latigraph_circuit_t *back = there_and_back(c, "digits", "csv");
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    back = there_and_back(c, "digits.graphml", "graphml");
    for (int e = 0; e < c->m; e++) {
        CHECK_NEAR(back->weight[e] / c->weight[e], 1, 1e-14);
    }
    latigraph_circuit_destroy(back);
    latigraph_circuit_destroy(c);
}

/* Formats that store less keep the part that they can represent. */
static void test_partly(void) {
    latigraph_circuit_t *c = random_circuit("partly", 30, 0.15, 13), *back;
    back = there_and_back(c, "partly.net", "pajek");
    check_same_edges(c, back);
    check_same_names(c, back);
    check_same_weights(c, back);
    for (int k = 0; k < c->n * 3; k++) {
        check_same_number(c->position[k], back->position[k]);
    }
    latigraph_circuit_destroy(back);
    back = there_and_back(c, "partly.edgelist", "edgelist");
    check_same_edges(c, back);
    CHECK(back->weight == NULL && strcmp(back->neuron[29], "29") == 0);
    latigraph_circuit_destroy(back);
    static const char *const named[][2] = {{"partly.ncol", "ncol"}, {"partly.lgl", "lgl"}};
    for (int f = 0; f < 2; f++) {
        back = there_and_back(c, named[f][0], named[f][1]);
        REQUIRE(back->n == c->n && back->m == c->m);
        for (int i = 0; i < back->n; i++) {
            const int one = atoi(back->neuron[i] + 5) - 1000;
            for (int e = back->out_start[i]; e < back->out_start[i + 1]; e++) {
                const int other = atoi(back->neuron[back->out_to[e]] + 5) - 1000;
                int place = c->out_start[one];
                while (c->out_to[place] != other) {
                    CHECK(++place < c->out_start[one + 1]);
                }
                CHECK(c->weight[place] == back->weight[e]);
            }
        }
        latigraph_circuit_destroy(back);
    }
    CHECK_OK(latigraph_circuit_write(c, test_path("partly.dot"), "dot"));
    CHECK_OK(latigraph_circuit_write(c, test_path("partly.leda"), "leda"));
    CHECK(g_file_test(test_path("partly.leda"), G_FILE_TEST_EXISTS));
    latigraph_circuit_destroy(c);
}

static void test_no_room(void) {
    latigraph_circuit_t *c = full();
    static const char *const formats[] = {"pajek", "ncol", "lgl", "leda"};
    for (int f = 0; f < 4; f++) {
        CHECK_FAILS(latigraph_circuit_write(c, test_path("no.room"), formats[f]), IGRAPH_EINVAL,
                    "write graphml, gml or csv");
        CHECK(!g_file_test(test_path("no.room"), G_FILE_TEST_EXISTS));
    }
    CHECK_OK(latigraph_circuit_name_neuron(c, 3, "drei"));
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("gaps.net"), "pajek"));
    CHECK(warnings == 1);
    latigraph_circuit_t *back = read_one_circuit(test_path("gaps.net"), NULL);
    CHECK(back->dims == 0);
    check_same_names(c, back);
    latigraph_circuit_destroy(back);
    CHECK_OK(latigraph_circuit_set_edges(c, 0, NULL, NULL, NULL));
    warnings = 0;
    CHECK_OK(latigraph_circuit_write(c, test_path("none.edgelist"), "edgelist"));
    CHECK_OK(latigraph_circuit_write(c, test_path("none.ncol"), "ncol"));
    CHECK(warnings >= 2);
    latigraph_circuit_destroy(c);
}

static void test_tiny(void) {
    static const char *const formats[][2] = {
        {"tiny.graphml", "graphml"}, {"tiny.gml", "gml"}, {"tiny", "csv"}};
    for (int n = 0; n < 3; n++) {
        for (int f = 0; f < 3; f++) {
            latigraph_circuit_t *c;
            CHECK_OK(latigraph_circuit_create(&c, "tiny", n, 0, NULL, NULL, NULL));
            latigraph_circuit_t *back = there_and_back(c, formats[f][0], formats[f][1]);
            check_same_circuit(c, back);
            CHECK(back->weight == NULL);
            latigraph_circuit_destroy(back);
            latigraph_circuit_destroy(c);
        }
    }
}

/* igraph refuses content that GraphML cannot represent. The message names the file, although the
 * path is freed with the FINALLY stack. */
static void test_forbidden(void) {
    const int from[] = {0}, to[] = {1};
    latigraph_circuit_t *circuit;
    CHECK_OK(latigraph_circuit_create(&circuit, "odd", 2, 1, from, to, NULL));
    CHECK_OK(latigraph_circuit_name_neuron(circuit, 0, "a\001b"));
    char *path = g_strdup(test_path("forbidden.graphml"));
    IGRAPH_FINALLY(g_free, path);
    CHECK_FAILS(latigraph_circuit_write(circuit, path, NULL), IGRAPH_EINVAL, "forbidden.graphml");
    latigraph_circuit_destroy(circuit);
}

/* A graph of igraph, with attributes or without, is written in every format by its name. */
static void test_graph_write(void) {
    igraph_t graph;
    igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 1, 1, 2, 1, 2, -1);
    CHECK_FAILS(latigraph_graph_write(&graph, test_path("g"), "csv"), IGRAPH_EINVAL, "parallel");
    CHECK_FAILS(latigraph_graph_write(&graph, test_path("g"), "png"), IGRAPH_EINVAL,
                "choose one of graphml, gml, pajek, edgelist, ncol, lgl, leda, dot, mtx, npy, npz, "
                "json, gexf, sonata, nest, brian2, csv");
    CHECK_FAILS(latigraph_graph_write(&graph, test_path("g.dl"), NULL), IGRAPH_EINVAL, "choose");
    CHECK_OK(latigraph_graph_write(&graph, test_path("g.graphml"), NULL));
    latigraph_circuit_t *c = read_one_circuit(test_path("g.graphml"), NULL);
    REQUIRE(c->n == 3 && c->m == 2);
    latigraph_circuit_destroy(c);
    igraph_destroy(&graph);
    igraph_attribute_table_t *table = igraph_set_attribute_table(NULL);
    igraph_small(&graph, 3, IGRAPH_DIRECTED, 0, 1, 1, 2, -1);
    igraph_set_attribute_table(table);
    CHECK_OK(latigraph_graph_write(&graph, test_path("bare.gml"), "gml"));
    c = read_one_circuit(test_path("bare.gml"), NULL);
    REQUIRE(c->m == 2);
    latigraph_circuit_destroy(c);
    igraph_set_attribute_table(NULL);
    igraph_destroy(&graph);
    igraph_set_attribute_table(table);
}

static void test_without_handler(void) {
    latigraph_circuit_t *c = random_circuit("bare", 12, 0.3, 14);
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_write(c, test_path("with.graphml"), "graphml"));
    igraph_attribute_table_t *table = igraph_set_attribute_table(NULL);
    CHECK_FAILS(latigraph_circuit_write(c, test_path("bare.graphml"), "graphml"), IGRAPH_EINVAL,
                "attribute handler");
    CHECK_OK(latigraph_circuit_write(c, test_path("bare.edgelist"), "edgelist"));
    CHECK_OK(latigraph_circuit_write(c, test_path("bare"), "csv"));
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("bare.edgelist"), NULL, NULL));
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("bare"), NULL, NULL));
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("with.graphml"), NULL, NULL));
    REQUIRE(list.size == 3);
    check_same_edges(c, list.items[0]);
    check_same_circuit(c, list.items[1]);
    check_same_circuit(c, list.items[2]);
    igraph_set_attribute_table(table);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(c);
}

/* --- Files written by other programs ------------------------------------------ */

static void pack(const char *from, const char *to) {
    char *data;
    gsize size;
    GError *error = NULL;
    GFile *file = g_file_new_for_path(to);
    GOutputStream *raw =
        G_OUTPUT_STREAM(g_file_replace(file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
    REQUIRE(raw != NULL && g_file_get_contents(from, &data, &size, NULL));
    /* Some tools write two packed parts, one after the other. */
    for (int part = 0; part < 2; part++) {
        GConverter *zip = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
        GOutputStream *stream = g_converter_output_stream_new(raw, zip);
        g_filter_output_stream_set_close_base_stream(G_FILTER_OUTPUT_STREAM(stream), FALSE);
        CHECK(g_output_stream_write_all(stream, part == 0 ? data : data + size / 2,
                                        part == 0 ? size / 2 : size - size / 2, NULL, NULL, NULL));
        CHECK(g_output_stream_close(stream, NULL, NULL));
        g_object_unref(stream);
        g_object_unref(zip);
    }
    CHECK(g_output_stream_close(raw, NULL, NULL));
    g_object_unref(raw);
    g_object_unref(file);
    g_free(data);
}

static void test_packed(void) {
    latigraph_circuit_t *c = full(), *back;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_write(c, test_path("full.graphml"), "graphml"));
    pack(test_path("full.graphml"), test_path("packed.graphml.gz"));
    back = read_one_circuit(test_path("packed.graphml.gz"), NULL);
    CHECK(strcmp(back->name, "packed") == 0);
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    CHECK_OK(latigraph_circuit_write(c, test_path("packed"), "csv"));
    pack(test_path("packed/nodes.csv"), test_path("packed/nodes.csv.gz"));
    pack(test_path("packed/edges.csv"), test_path("packed/edges.csv.gz"));
    g_remove(test_path("packed/nodes.csv"));
    g_remove(test_path("packed/edges.csv"));
    back = read_one_circuit(test_path("packed"), NULL);
    check_same_circuit(c, back);
    latigraph_circuit_destroy(back);
    write_text(test_path("broken.gml.gz"), "\x1f\x8b not packed");
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("broken.gml.gz"), NULL, NULL),
                IGRAPH_EFILE, "broken.gml.gz\" cannot be unpacked");
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(c);
}

static void test_foreign(void) {
    latigraph_circuit_t *c;
    latigraph_read_options_t options;
    latigraph_read_options_init(&options);
    write_text(test_path("a.dl"), "DL n=3\nformat = edgelist1\nlabels:\nAnna, Bert, Cora\n"
                                  "data:\n1 2 1.5\n3 1 2\n");
    c = read_one_circuit(test_path("a.dl"), NULL);
    REQUIRE(c->n == 3 && c->m == 2 && strcmp(c->neuron[2], "Cora") == 0 && c->weight[1] == 2);
    latigraph_circuit_destroy(c);
    write_bytes(test_path("a.graphdb"), "\2\0\1\0\1\0\0\0", 8);
    c = read_one_circuit(test_path("a.graphdb"), NULL);
    REQUIRE(c->n == 2 && c->m == 1 && latigraph_circuit_has_edge(c, 0, 1));
    latigraph_circuit_destroy(c);
    write_text(test_path("a.txt"), "0 1\n1 2\n2 0\n");
    c = read_one_circuit(test_path("a.txt"), NULL);
    REQUIRE(c->n == 3 && c->m == 3 && strcmp(c->connectome, "a") == 0);
    latigraph_circuit_destroy(c);
    /* Labels that repeat are node data. Values of edges are weights only if an option says so. */
    write_text(test_path("a.gml"),
               "graph [ directed 1 node [ id 7 label \"PN\" ] node [ id 9 label \"PN\" ] "
               "edge [ source 7 target 9 value 2 ] edge [ source 7 target 9 value 3 ] ]");
    options.weight = "value";
    c = read_one_circuit(test_path("a.gml"), &options);
    REQUIRE(c->n == 2 && c->m == 1 && c->weight[0] == 5 && strcmp(c->neuron[1], "9") == 0);
    REQUIRE(latigraph_circuit_column(c, "label")->level[1] == 0 &&
            igraph_vector_ptr_size(&c->columns) == 1);
    latigraph_circuit_destroy(c);
}

/* --- Refusals ------------------------------------------------------------------ */

static void check_refused(const char *file, const char *text, const char *message) {
    latigraph_circuit_list_t list;
    latigraph_read_report_t report = {0};
    CHECK_OK(latigraph_circuit_list_init(&list));
    write_text(test_path(file), text);
    test_last_error[0] = '\0';
    CHECK(latigraph_circuit_list_read(&list, test_path(file), NULL, &report) != IGRAPH_SUCCESS);
    if (strstr(test_last_error, file) == NULL || strstr(test_last_error, message) == NULL) {
        FAIL("%s: \"%s\" does not name the file and \"%s\"", file, test_last_error, message);
    }
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0 && list.size == 0 && report.circuits == 0);
}

static void test_malformed(void) {
    check_refused("m.graphml", "<graphml><graph edgedefault='directed'><node id='a'></graph>", "");
    check_refused("m.graphml", "no XML", "");
    check_refused("m.gml", "graph [ node [ id 1 ] edge [ source 1 target 5 ] ]", "");
    check_refused("m.gml", "graph [ node [ id 1 ]", "");
    check_refused("m.net", "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 3\n", "");
    check_refused("m.net", "*Vertices 2\n1 \"a\n", "");
    check_refused("m.edgelist", "0\n", "");
    check_refused("m.ncol", "a b notanumber\n", "");
    check_refused("m.lgl", "a b c d\n", "");
    check_refused("m.dl", "DL n=2\nformat = edgelist1\ndata:\n1 5\n", "");
    check_refused("m.graphdb", "\3", "");
    check_refused("m.graphml", "", "empty");
    /* Small files may announce huge graphs. */
    check_refused("huge.net", "*vertices   5000000000\n", "5000000000");
    check_refused("huge.dl", "DL n = 5000000000\nformat = edgelist1\ndata:\n1 2\n", "5000000000");
    check_refused("u.gml",
                  "graph [ directed 0 node [ id 1 ] node [ id 2 ] "
                  "edge [ source 1 target 2 ] ]",
                  "undirected");
    check_refused("w.gml",
                  "graph [ directed 1 node [ id 1 ] node [ id 2 ] "
                  "edge [ source 1 target 2 weight -2 ] ]",
                  "\"-2\" is not a weight");
    check_refused("i.gml", "graph [ directed 1 node [ id 1 osi inf ] node [ id 2 osi 1.0 ] ]", "");
    check_refused("x.png", "not a graph", "is not recognised");
}

/* --- Folders -------------------------------------------------------------------- */

static void test_folder_of_circuits(void) {
    latigraph_circuit_t *c = random_circuit("one", 10, 0.3, 15);
    latigraph_circuit_list_t list;
    latigraph_read_report_t report = {0};
    CHECK_OK(latigraph_circuit_list_init(&list));
    g_mkdir(test_path("set"), 0777);
    g_mkdir(test_path("set/b"), 0777);
    g_mkdir(test_path("set/b/deep"), 0777);
    g_mkdir(test_path("set/empty"), 0777);
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("set"), NULL, NULL), IGRAPH_EINVAL,
                "no circuit in folder");
    CHECK_OK(latigraph_circuit_write(c, test_path("set/c.graphml"), NULL));
    CHECK_OK(latigraph_circuit_write(c, test_path("set/a"), "csv"));
    CHECK_OK(latigraph_circuit_write(c, test_path("set/b/z"), "csv"));
    CHECK_OK(latigraph_circuit_write(c, test_path("set/b/graph.gml"), NULL));
    CHECK_OK(latigraph_circuit_write(c, test_path("set/b/deep/no.gml"), NULL));
    write_text(test_path("set/notes.txt"), "not an edge list");
    write_text(test_path("set/.hidden.gml"), "not a graph");
    write_text(test_path("set/table.csv"), "x,y\n1,2\n");
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("set/"), NULL, &report));
    REQUIRE(list.size == 4 && report.circuits == 4);
    static const char *const names[] = {"a", "b", "z", "c"};
    for (int k = 0; k < 4; k++) {
        CHECK(strcmp(list.items[k]->name, names[k]) == 0);
        CHECK(strcmp(list.items[k]->connectome, "one") == 0);
        check_same_edges(c, list.items[k]);
    }
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("nowhere"), NULL, NULL), IGRAPH_EFILE,
                "nowhere\" does not exist");
    write_text(test_path("set/d.gml"), "graph [");
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("set"), NULL, &report),
                IGRAPH_PARSEERROR, "set/d.gml");
    REQUIRE(list.size == 4 && report.circuits == 4);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(c);
}

/* A limit on the size of files simulates a full disk. No temporary file remains, and earlier files
 * are unchanged. */
static void test_full_disk(void) {
    latigraph_circuit_t *c = random_circuit("big", 60, 0.5, 16);
    const char *const folder = test_path("disk");
    struct rlimit before, small;
    g_mkdir(folder, 0777);
    write_text(test_path("disk/old.graphml"), "old");
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    small = before;
    small.rlim_cur = 2000;
    signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &small) == 0);
    CHECK_FAILS(latigraph_circuit_write(c, test_path("disk/old.graphml"), "graphml"), IGRAPH_EFILE,
                "old.graphml");
    CHECK_FAILS(latigraph_circuit_write(c, test_path("disk/new.gml"), "gml"), IGRAPH_EFILE,
                "new.gml");
    CHECK_FAILS(latigraph_circuit_write(c, test_path("disk/tables"), "csv"), IGRAPH_EFILE,
                "nodes.csv");
    CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(count_entries(test_path("disk")) == 1);
    char *text;
    REQUIRE(g_file_get_contents(test_path("disk/old.graphml"), &text, NULL, NULL));
    CHECK(strcmp(text, "old") == 0);
    g_free(text);
    CHECK_FAILS(latigraph_circuit_write(c, test_path("no/such/x.gml"), NULL), IGRAPH_EFILE,
                "no/such/x.gml");
    CHECK_FAILS(latigraph_circuit_write(c, test_path("no/such/x"), "csv"), IGRAPH_EFILE,
                "no/such/x");
    latigraph_circuit_destroy(c);
}

/* Numbers have a decimal point in any locale of the user. */
static void test_locale(void) {
    static const char *const commas[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "cs_CZ.UTF-8"};
    for (int k = 0; k < 4; k++) {
        if (setlocale(LC_ALL, commas[k]) != NULL) {
            test_everything();
            break;
        }
    }
    setlocale(LC_ALL, "C");
}

int main(void) {
    test_init();
    igraph_set_warning_handler(count_warning);
    test_everything();
    test_digits();
    test_partly();
    test_no_room();
    test_tiny();
    test_forbidden();
    test_graph_write();
    test_without_handler();
    test_packed();
    test_foreign();
    test_malformed();
    test_folder_of_circuits();
    test_full_disk();
    test_locale();
    test_end();
    return 0;
}
