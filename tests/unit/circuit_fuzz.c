/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Damaged files are read or refused with a message; the program never crashes. An argument gives
 * the number of damaged copies of each file. */
#include "circuit_test.h"

static void damage(latigraph_stream_t *stream, char *data, gsize *size) {
    const int flips = (int)latigraph_stream_integer(stream, 5);
    if (latigraph_stream_uniform(stream) < 0.5) {
        *size = latigraph_stream_integer(stream, (uint32_t)*size + 1);
    }
    for (int k = 0; k<flips && * size> 0; k++) {
        const gsize at = latigraph_stream_integer(stream, (uint32_t)*size);
        if (latigraph_stream_uniform(stream) < 0.5) {
            data[at] = (char)(data[at] ^ 1 << latigraph_stream_integer(stream, 8));
        } else { /* a character with a meaning in some format */
            data[at] = "\"<>[]#,.-0\n\r \t*&;="[latigraph_stream_integer(stream, 18)];
        }
    }
}

static void read_damaged(const char *path, const char *file) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    test_last_error[0] = '\0';
    const igraph_error_t code = latigraph_circuit_list_read(&list, path, NULL, NULL);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    CHECK(code == IGRAPH_SUCCESS ? list.size == 1 : list.size == 0);
    if (code != IGRAPH_SUCCESS && strstr(test_last_error, path) == NULL) {
        FAIL("%s: the error \"%s\" does not name the file", file, test_last_error);
    }
    latigraph_circuit_list_destroy(&list);
}

/* Damages `file`, which is `path` itself or a table of that folder. */
static void fuzz(const char *path, const char *file, int copies, uint64_t index) {
    latigraph_stream_t stream;
    char *data;
    gsize size;
    REQUIRE(g_file_get_contents(file, &data, &size, NULL));
    latigraph_stream_init(&stream, 20, LATIGRAPH_STREAM_TEST, index);
    for (int k = 0; k < copies; k++) {
        char *damaged = g_memdup2(data, size);
        gsize length = size;
        damage(&stream, damaged, &length);
        write_bytes(file, damaged, (gssize)length);
        read_damaged(path, file);
        g_free(damaged);
    }
    write_bytes(file, data, (gssize)size);
    g_free(data);
}

int main(int argc, char **argv) {
    const int copies = argc > 1 ? atoi(argv[1]) : 150;
    static const char *const files[] = {"f.graphml", "f.gml", "f.net",
                                        "f.ncol",    "f.lgl", "f.edgelist"};
    static const char *const tables[] = {"f/nodes.csv", "f/edges.csv", "f/graph.csv"};
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    latigraph_circuit_t *c = random_circuit("f", 8, 0.3, 21);
    for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
        CHECK_OK(latigraph_circuit_write(c, test_path(files[k]), NULL));
        fuzz(test_path(files[k]), test_path(files[k]), copies, k);
    }
    CHECK_OK(latigraph_circuit_write(c, test_path("f"), "csv"));
    for (size_t k = 0; k < G_N_ELEMENTS(tables); k++) {
        fuzz(test_path("f"), test_path(tables[k]), copies, 100 + k);
    }
    write_text(test_path("f.dl"), "DL n=3\nformat = edgelist1\nlabels:\nAnna, Bert, Cora\n"
                                  "data:\n1 2 1.5\n3 1 2\n");
    fuzz(test_path("f.dl"), test_path("f.dl"), copies, 200);
    latigraph_circuit_destroy(c);
    test_end();
    return 0;
}
