/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Positions in a file of their own: tables with and without ids and headers, and arrays of NumPy in
 * both orders, byte orders and several types. Each is joined with a matrix, an edge list or a
 * folder of tables, and files that do not fit are refused with the reason. */
#include "read_test.h"

/* A matrix of three neurons 0, 1, 2, one of two, and lists of edges. */
static const char *const GRAPHS[][2] = {
    {"three.txt", "0 1 0\n0 0 1\n1 0 0\n"},
    {"named.csv", "source,target\nAVA,AVB\nAVB,AVD\nAVD,AVA\n"},
    {"numbers.csv", "source,target\n1,2\n2,3\n3,1\n"},
    {"own.gml", "graph [ directed 1 node [ id 0 label \"p\" x 7 y 1 ] node [ id 1 label \"q\" x 8 "
                "y 2 ] edge [ source 0 target 1 ] ]"},
};

static const struct {
    const char *graph, *text, *unit;
    const char *line;    /* the circuit */
    const char *message; /* or why the file is refused */
} TABLES[] = {
    /* Rows without ids are in the order of the neurons. */
    {"three.txt", "x,y\n1,2\n3,4\n5,6\n", "", "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,6; !note",
     NULL},
    {"three.txt", "1 2 3\n4 5 6\n7 8 9\n", ":mm",
     "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2,3 4,5,6 7,8,9 mm; !note", NULL},
    {"three.txt", "1;2\n3;4\n5;6\n", ":um:2,3",
     "0,1,2; 0>1:1 1>2:1 2>0:1; at 2,6 6,12 10,18 um; !note", NULL},
    {"three.txt", "u,v\n1,2\n3,4\n5,7\n", "", "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,7; !note",
     NULL},
    /* Rows with ids belong to the neurons of these names. */
    {"named.csv", "id,x_um,y_um\nAVD,5,6\nAVA,1,2\nAVB,3,4\n", "",
     "AVA,AVB,AVD; AVA>AVB AVB>AVD AVD>AVA; at 1,2 3,4 5,6 um", NULL},
    {"named.csv", "AVD,5,6\nAVA,1,2\nAVB,3,4\n", "",
     "AVA,AVB,AVD; AVA>AVB AVB>AVD AVD>AVA; at 1,2 3,4 5,6", NULL},
    {"named.csv", "neuron,x,y\nAVD,5,6\nAVA,1,2\nPVC,0,0\n", "",
     "AVA,AVB,AVD; AVA>AVB AVB>AVD AVD>AVA; at 1,2 -,- 5,6; !positions", NULL},
    {"numbers.csv", "3,5,6,7\n1,1,2,3\n2,3,4,5\n", "", "1,2,3; 1>2 2>3 3>1; at 1,2,3 3,4,5 5,6,7",
     NULL},
    /* Words name no neuron of a matrix, whose rows are in order. */
    {"three.txt", "id,x,y\nA,1,2\nB,3,4\nC,5,6\n", "",
     "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,6; !note !positions", NULL},
    {"three.txt", "id,x,y\n1,1,2\n2,3,4\n3,5,6\n", "",
     "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,6; !note !positions", NULL},
    /* The file replaces what the graph has. */
    {"own.gml", "id,x,y\nq,30,40\np,10,20\n", "", "p,q; p>q; at 10,20 30,40", NULL},
    /* Refused. */
    {"three.txt", "x,y\n1,2\n3,4\n", "", NULL, "has 2 rows of positions, but"},
    {"three.txt", "1,2,3,4,5\n6,7,8,9,10\n11,12,13,14,15\n", "", NULL,
     "has 5 columns of numbers without a header"},
    {"three.txt", "id,x,y\n2,1,2\n1,3,4\n5,5,6\n", "", NULL, "Correct the ids"},
    {"named.csv", "id,x,y\nAVA,1,2\nAVA,3,4\n", "", NULL, "occurs in an earlier row"},
    {"named.csv", "id,x,y\nPVC,1,2\nPVD,3,4\n", "", NULL, "of which 0 have a row"},
    {"named.csv", "x,y\n1,2\n3,4\n5,6\n", "", NULL, "has no column of ids"},
    {"three.txt", "a,b,c,d\n1,2,3,4\n5,6,7,8\n9,1,2,3\n", "", NULL,
     "It has 4 such numeric columns"},
    {"three.txt", "kind,size\nA,1\nB,2\nC,3\n", "", NULL, "no columns of coordinates"},
    {"three.txt", "x,y\n1,2\n3\n5,6\n", "", NULL, "line 3"},
    {"three.txt", "x,y\n1,2\n3,4\n5,6\n", ":um:2,3,4,5", NULL, "positions"},
};

static void test_tables(void) {
    for (size_t k = 0; k < G_N_ELEMENTS(TABLES); k++) {
        char option[300];
        latigraph_read_options_t options = {0};
        write_text(test_path("p.csv"), TABLES[k].text);
        g_snprintf(option, sizeof option, "%s%s", test_path("p.csv"), TABLES[k].unit);
        options.positions = option;
        if (TABLES[k].line != NULL) {
            check_line(TABLES[k].graph, TABLES[k].line, &options);
        } else {
            check_message(TABLES[k].graph, TABLES[k].message, &options);
        }
    }
}

/* --- Arrays ------------------------------------------------------------------------ */

static void write_array(const char *header, const void *data, gsize size) {
    GString *text = g_string_new(NULL);
    g_string_append_len(text, "\x93NUMPY\x01\x00", 8);
    g_string_append_c(text, (char)strlen(header));
    g_string_append_c(text, 0);
    g_string_append(text, header);
    g_string_append_len(text, data, (gssize)size);
    write_bytes(test_path("p.npy"), text->str, (gssize)text->len);
    g_string_free(text, TRUE);
}

static void check_array(const char *header, const void *data, gsize size, const char *line) {
    const latigraph_read_options_t options = {.positions = test_path("p.npy")};
    write_array(header, data, size);
    check_line("three.txt", line, &options);
}

static void test_arrays(void) {
    static const double rows[] = {1, 2, 3, 4, 5, 6}, columns[] = {1, 3, 5, 2, 4, 6};
    static const guint8 bytes[] = {1, 2, 3, 4, 5, 255};
    static const gint8 big[] = {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, -1, -1};
    static const float single[] = {1, 2, 3, 4, 5, 6.5f, 7, 8, 9};
    const char *expected = "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,6; !note";
    check_array("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }\n", rows, sizeof rows,
                expected);
    check_array("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), }\n", columns,
                sizeof columns, expected);
    check_array("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2), }\n", bytes,
                sizeof bytes, "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,255; !note");
    check_array("{'descr': '>i2', 'fortran_order': False, 'shape': (3, 2), }\n", big, sizeof big,
                "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2 3,4 5,-1; !note");
    check_array("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }\n", single,
                sizeof single, "0,1,2; 0>1:1 1>2:1 2>0:1; at 1,2,3 4,5,6.5 7,8,9; !note");
}

static void test_refused_arrays(void) {
    static const double rows[12] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const struct {
        const char *header, *message;
        igraph_error_t code;
    } refused[] = {
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n", "has 2 rows",
         IGRAPH_EINVAL},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (2, 4), }\n", "transpose it",
         IGRAPH_EINVAL},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }\n", "a row per neuron",
         IGRAPH_EINVAL},
        {"{'descr': '<f8', 'fortran_order': False, 'shape': (3, 20), }\n", "ends before",
         IGRAPH_PARSEERROR},
        {"{'descr': '<c16', 'fortran_order': False, 'shape': (3, 2), }\n", "only arrays of numbers",
         IGRAPH_EINVAL},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(refused); k++) {
        const latigraph_read_options_t options = {.positions = test_path("p.npy")};
        latigraph_circuit_list_t list;
        write_array(refused[k].header, rows, sizeof rows);
        CHECK_OK(latigraph_circuit_list_init(&list));
        CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("three.txt"), &options, NULL),
                    refused[k].code, refused[k].message);
        latigraph_circuit_list_destroy(&list);
    }
}

int main(void) {
    test_init();
    for (size_t k = 0; k < G_N_ELEMENTS(GRAPHS); k++) {
        write_text(test_path(GRAPHS[k][0]), GRAPHS[k][1]);
    }
    test_tables();
    test_arrays();
    test_refused_arrays();
    test_end();
    return 0;
}
