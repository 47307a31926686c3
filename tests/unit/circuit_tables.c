/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Folders of tables: accepted variants, and errors that name file, line and value. */
#include "circuit_test.h"

#include <time.h>

static const char *const good_nodes = "id,name,type,size\n0,A,basket,1.5\n1,B,,\n2,C,basket,-2\n";
static const char *const good_edges = "source,target,weight\n0,1,2\n1,2,3\n";

static void write_tables(const char *nodes, const char *edges) {
    g_mkdir(test_path("t"), 0777);
    write_text(test_path("t/nodes.csv"), nodes);
    write_text(test_path("t/edges.csv"), edges);
}

static latigraph_circuit_t *read_tables(const char *nodes, const char *edges) {
    write_tables(nodes, edges);
    return read_one_circuit(test_path("t"), NULL);
}

static void test_plain(void) {
    latigraph_circuit_t *c = read_tables(good_nodes, good_edges);
    REQUIRE(c->n == 3 && c->m == 2 && c->weight[0] == 2 && c->weight[1] == 3);
    CHECK(strcmp(c->neuron[2], "C") == 0 && strcmp(c->name, "t") == 0);
    const latigraph_column_t *type = latigraph_circuit_column(c, "type");
    const latigraph_column_t *size = latigraph_circuit_column(c, "size");
    CHECK(type->level[0] == 0 && type->level[1] == -1 && type->level[2] == 0);
    CHECK(size->value[0] == 1.5 && isnan(size->value[1]) && size->value[2] == -2);
    latigraph_circuit_destroy(c);
}

/* The reader accepts a byte order mark, all line ends, blanks, quotes, line breaks and commas in
 * cells, empty lines, and a last line without an end. */
static void test_csv(void) {
    latigraph_circuit_t *c = read_tables("\xEF\xBB\xBFid , \"name\",type\r\n\r\n"
                                         " x1 ,\"a \"\"b\"\", c\", T 1 \r"
                                         "x2,\"two\nlines\" ,\"\"\n\n"
                                         "\"x 3\",Zelle β,\" T 1\"",
                                         "target,note,source\nx2,\"a,b\",x1\r\nx1,,\"x 3\"");
    REQUIRE(c->n == 3 && c->m == 2 && c->weight == NULL);
    /* Ids that are no mere numbers are the identity, and the names stay as labels. */
    const latigraph_column_t *label = latigraph_circuit_column(c, "label");
    REQUIRE(label != NULL && strcmp(c->neuron[0], "x1") == 0 && strcmp(c->neuron[2], "x 3") == 0);
    CHECK(strcmp(VECTOR(label->levels)[0], "a \"b\", c") == 0 &&
          strcmp(VECTOR(label->levels)[1], "two\nlines") == 0);
    const latigraph_column_t *type = latigraph_circuit_column(c, "type");
    CHECK(strcmp(VECTOR(type->levels)[0], "T 1") == 0 && type->level[1] == -1);
    CHECK(strcmp(VECTOR(type->levels)[1], " T 1") == 0);
    CHECK(latigraph_circuit_has_edge(c, 0, 1) && latigraph_circuit_has_edge(c, 2, 0));
    latigraph_circuit_destroy(c);
}

static void test_kinds(void) {
    latigraph_circuit_t *c = read_tables("id,number,text,quoted,mixed,truth,gap,nan,empty\n"
                                         "0,1,1,\"1\",1,True,,1,\n"
                                         "1,-2.5e-3,one,\"2\",\"2\",FALSE,7,nan,\n"
                                         "2,.5,0x10,\"3\",3,,,NaN,\n",
                                         "source,target\n");
    static const char *const numeric[] = {"number", "mixed", "gap", "nan"};
    static const char *const categorical[] = {"text", "quoted", "truth", "empty"};
    for (int k = 0; k < 4; k++) {
        const latigraph_column_t *a = latigraph_circuit_column(c, numeric[k]);
        const latigraph_column_t *b = latigraph_circuit_column(c, categorical[k]);
        CHECK(a->kind == LATIGRAPH_COLUMN_NUMERIC && b->kind == LATIGRAPH_COLUMN_CATEGORICAL);
    }
    CHECK(latigraph_circuit_column(c, "number")->value[1] == -2.5e-3);
    CHECK(isnan(latigraph_circuit_column(c, "nan")->value[2]));
    const latigraph_column_t *truth = latigraph_circuit_column(c, "truth");
    CHECK(strcmp(VECTOR(truth->levels)[0], "true") == 0 &&
          igraph_vector_ptr_size(&truth->levels) == 2);
    CHECK(igraph_vector_ptr_size(&latigraph_circuit_column(c, "empty")->levels) == 0);
    latigraph_circuit_destroy(c);
    /* Quotes have no meaning if all cells are quoted. */
    c = read_tables("\"id\",\"osi\"\n\"0\",\"1.5\"\n\"1\",\"\"\n", "source,target\n0,1\n");
    CHECK(latigraph_circuit_column(c, "osi")->kind == LATIGRAPH_COLUMN_NUMERIC);
    latigraph_circuit_destroy(c);
}

static void test_positions(void) {
    latigraph_circuit_t *c =
        read_tables("id,x,y,z_um,x_um,y_um\n0,1,2,3,4,5\n1,1,2,,4,5\n", "source,target\n");
    REQUIRE(c->dims == 3 && strcmp(c->unit, "um") == 0 && igraph_vector_ptr_size(&c->columns) == 2);
    CHECK(c->position[0] == 4 && c->position[1] == 5 && c->position[2] == 3);
    CHECK(isnan(c->position[3]) && isnan(c->position[5]));
    latigraph_circuit_destroy(c);
    c = read_tables("id,y,x\n0,1,2\n1,3,4\n", "source,target\n");
    CHECK(c->dims == 2 && strcmp(c->unit, "") == 0 && c->position[2] == 4 && c->position[3] == 3);
    latigraph_circuit_destroy(c);
    c = read_tables("id,x_nm,z_nm,y_um\n0,1,2,3\n", "source,target\n");
    REQUIRE(c->dims == 0 && igraph_vector_ptr_size(&c->columns) == 3);
    latigraph_circuit_destroy(c);
}

/* Names are texts with all their digits; ids that only count neurons, and missing names, are
 * replaced. Ids of their own are the identity. */
static void test_names(void) {
    latigraph_circuit_t *c = read_tables(
        "name,id\n864691135582951235,0\n864691135582951236,1\n,2\n", "source,target\n1,0\n");
    CHECK(strcmp(c->neuron[0], "864691135582951235") == 0 && strcmp(c->neuron[2], "2") == 0);
    CHECK(latigraph_circuit_has_edge(c, 1, 0));
    latigraph_circuit_destroy(c);
    c = read_tables("name,id\nAVAL,7\nAVAR,5\n", "source,target\n5,7\n");
    CHECK(strcmp(c->neuron[0], "7") == 0 && latigraph_circuit_column(c, "label") != NULL);
    latigraph_circuit_destroy(c);
    c = read_tables("name\nADAL\nADAR\n", "source,target\nADAR,ADAL\n");
    CHECK(latigraph_circuit_has_edge(c, 1, 0) && strcmp(c->neuron[0], "ADAL") == 0);
    latigraph_circuit_destroy(c);
    c = read_tables("id,neuron,name\n0,n0,a\n1,n1,a\n", "source,target\n");
    REQUIRE(strcmp(c->neuron[1], "n1") == 0 && igraph_vector_ptr_size(&c->columns) == 1);
    latigraph_circuit_destroy(c);
    write_text(test_path("t/graph.csv"), "attribute,value\nconnectome,larva\naxis,q\nseed,5\n"
                                         "seed text,\"5\"\n");
    c = read_one_circuit(test_path("t"), NULL);
    CHECK(strcmp(c->connectome, "larva") == 0 && c->axis == -1 &&
          igraph_vector_ptr_size(&c->notes) == 2);
    g_remove(test_path("t/graph.csv"));
    latigraph_circuit_destroy(c);
}

static void test_decisions(void) {
    latigraph_circuit_list_t list;
    latigraph_read_report_t report = {0};
    latigraph_read_options_t options;
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_read_options_init(&options);
    options.weight = "size";
    write_tables(good_nodes, "source,target,size\n0,1,1\n0,1,2\n1,1,3\n1,0,4\n");
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), &options, &report));
    CHECK(report.circuits == 1 && report.loops_dropped == 1 && report.parallel_merged == 1);
    REQUIRE(list.items[0]->m == 2 && list.items[0]->weight[0] == 3);
    options.loops = LATIGRAPH_LOOPS_REFUSE;
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), &options, &report),
                IGRAPH_EINVAL, "self-loops (1 of them, the first at neuron \"B\")");
    latigraph_circuit_list_destroy(&list);
}

/* One table of edges for several subjects gives one circuit per subject. */
static void test_subjects(void) {
    latigraph_circuit_list_t list;
    latigraph_read_report_t report = {0};
    CHECK_OK(latigraph_circuit_list_init(&list));
    write_tables(good_nodes, "subject,source,target\ns 2,0,1\ns1,0,1\ns 2,1,0\n");
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), NULL, &report));
    CHECK(report.circuits == 2 && report.separated == 2 && report.parallel_merged == 0);
    REQUIRE(list.size == 2 && list.items[0]->m == 2 && list.items[1]->m == 1);
    CHECK(strcmp(list.items[0]->name, "t-s 2") == 0);
    CHECK(strcmp(list.items[0]->connectome, "t-s 2") == 0);
    REQUIRE(strcmp(list.items[1]->neuron[1], "B") == 0 && list.items[1]->n == list.items[0]->n);
    write_tables(good_nodes, "graph,source,target\n1,0,1\n,0,1\n");
    CHECK_FAILS(
        latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_PARSEERROR,
        "line 3: the cell of column \"subject\", which names the circuit of the edge, is empty");
    write_tables(good_nodes, "graph,source,target\n");
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL));
    REQUIRE(list.size == 3);
    latigraph_circuit_list_destroy(&list);
}

/* Undirected edges that are listed once are not taken for directed ones. */
static void test_one_way(void) {
    latigraph_circuit_list_t list;
    latigraph_read_report_t report = {0};
    latigraph_read_options_t options;
    GString *nodes = g_string_new("id\n"), *edges = g_string_new("source,target\n");
    for (int i = 0; i < 7; i++) {
        g_string_append_printf(nodes, "n%d\n", i);
        for (int j = i + 1; j < 7; j++) {
            g_string_append_printf(edges, "n%d,n%d\n", i, j);
        }
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    write_tables(nodes->str, edges->str);
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_EINVAL,
                "all 21 edges run the same way");
    latigraph_read_options_init(&options);
    options.undirected = LATIGRAPH_UNDIRECTED_MUTUAL;
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), &options, &report));
    REQUIRE(list.items[0]->m == 42 && report.made_mutual == 21);
    write_text(test_path("t/graph.csv"), "attribute,value\ndirected,True\n");
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), &options, NULL));
    REQUIRE(list.items[1]->m == 21 && igraph_vector_ptr_size(&list.items[1]->notes) == 0);
    g_string_append(edges, "n1,n0\n");
    write_tables(nodes->str, edges->str);
    write_text(test_path("t/graph.csv"), "attribute,value\ndirected,false\n");
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_EINVAL,
                "is undirected");
    g_remove(test_path("t/graph.csv"));
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("t"), &options, NULL));
    REQUIRE(list.items[2]->m == 22);
    g_string_free(nodes, TRUE);
    g_string_free(edges, TRUE);
    latigraph_circuit_list_destroy(&list);
}

static void check_refused(const char *nodes, const char *edges, const char *message) {
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    write_tables(nodes, edges);
    test_last_error[0] = '\0';
    CHECK(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL) != IGRAPH_SUCCESS);
    CHECK_CONTAINS(test_last_error, message);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0 && list.size == 0);
}

static void test_bad_nodes(void) {
    check_refused("", good_edges, "nodes.csv\" is empty");
    check_refused("\n\n", good_edges, "nodes.csv\" is empty");
    check_refused(
        "key,type\n0,a\n", good_edges,
        "nodes.csv, line 1: column \"id\" is missing (found: key, type). Name the column");
    check_refused("id,type,type\n", good_edges, "line 1: there are two columns called \"type\"");
    check_refused("id,,type\n", good_edges, "line 1: column 2 of the header has no name");
    check_refused(
        "id,type\n0,a\n1\n", good_edges,
        "nodes.csv, line 3: the row has 1 cells, but the header has 2; its first cell is \"1\"");
    check_refused("id,type\n0,a\n\n1,b,c\n", good_edges, "nodes.csv, line 4: the row has 3 cells");
    check_refused("id,type\n0,a\n1,b\n0,c\n", good_edges,
                  "nodes.csv, line 4: id \"0\" repeats line 2");
    check_refused("id,type\n0,a\n,b\n", good_edges, "line 3: the cell of column \"id\" is empty");
    check_refused("id,type\n0,\"a\nb\n", good_edges, "line 2: a quote is opened and never closed");
    check_refused("id,type\n0,\"a\"b\n", good_edges,
                  "line 2: text follows the closing quote of \"a");
    check_refused("id,osi\n0,1\n1,inf\n2,2\n", good_edges,
                  "nodes.csv, line 3, column \"osi\": \"inf\" is not finite");
    check_refused("id,osi\n0,1e999\n1,1\n2,2\n", good_edges, "\"1e999\" is not finite");
}

static void test_bad_edges(void) {
    check_refused(good_nodes, "", "edges.csv\" is empty");
    check_refused(good_nodes, "here,there\n0,1\n",
                  "edges.csv, line 1: no columns with the ends of the edges were found (columns: "
                  "here, there). Name them");
    check_refused(good_nodes, "source,target\n0,1\n0,9\n",
                  "edges.csv, line 3: target \"9\" is not the id");
    check_refused(good_nodes, "source,target\n0.5,1\n",
                  "edges.csv, line 2: source \"0.5\" is not the id");
    check_refused(good_nodes, "source,target\n1.2e+17,1\n", "has lost its last digits");
    check_refused(good_nodes, "source,target\n,1\n",
                  "edges.csv, line 2: the cell of column 1 (\"source\")");
    static const char *const weights[] = {"-1", "nan", "inf", "", "one", "1e999", "0x1", "1 2"};
    for (size_t k = 0; k < G_N_ELEMENTS(weights); k++) {
        char edges[100], message[100];
        snprintf(edges, sizeof edges, "source,target,weight\n0,1,%s\n", weights[k]);
        snprintf(message, sizeof message, "line 2, column \"weight\": \"%s\"", weights[k]);
        check_refused(good_nodes, edges, message);
    }
    check_refused(good_nodes, "source,target\n0,1,1\n", "edges.csv, line 2: the row has 3 cells");
}

static void test_bad_folders(void) {
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    CHECK_OK(latigraph_circuit_list_init(&list));
    latigraph_read_options_init(&options);
    options.weight = "strength";
    write_tables(good_nodes, "source,target,size,type\n0,1,1,a\n");
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), &options, NULL), IGRAPH_EINVAL,
                "no column or edge attribute \"strength\" to take the weights from; the numeric "
                "ones are: \"size\".");
    write_bytes(test_path("t/nodes.csv"), "id,type\n0,a\0b\n", 15);
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_PARSEERROR,
                "line 2: byte 0x00");
    write_tables(good_nodes, good_edges);
    write_text(test_path("t/graph.csv"), "attribute,value\n,x\n");
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_PARSEERROR,
                "graph.csv, line 2");
    g_remove(test_path("t/graph.csv"));
    g_remove(test_path("t/edges.csv"));
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_EFILE,
                "has no edges.csv");
    latigraph_circuit_list_destroy(&list);
}

/* Writes a header with x_0 to x_(wide - 1) and the last y, and in `row` the start of a row. */
static void write_wide(int wide, GString *nodes, GString *row) {
    g_string_assign(nodes, "id");
    g_string_assign(row, "\nn0");
    for (int c = 0; c < wide; c++) {
        g_string_append_printf(nodes, ",x_%d", c);
        g_string_append(row, ",1");
    }
    g_string_append_printf(nodes, ",y_%d", wide - 1);
}

/* Reads a table of so many columns and returns the processor time in seconds. */
static double read_wide(int wide, GString *nodes, GString *row) {
    char unit[16];
    write_wide(wide, nodes, row);
    g_string_append_printf(nodes, "%s,2\n", row->str);
    const clock_t begun = clock();
    latigraph_circuit_t *c = read_tables(nodes->str, "source,target\n");
    const double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    g_snprintf(unit, sizeof unit, "%d", wide - 1);
    REQUIRE(igraph_vector_ptr_size(&c->columns) == wide - 1 && c->dims == 2);
    CHECK(strcmp(c->unit, unit) == 0 && c->position[0] == 1 && c->position[1] == 2);
    latigraph_circuit_destroy(c);
    return seconds;
}

/* The time to read a table is linear in its columns: names are not compared with each other. Eight
 * times as many columns take 64 times as long where they are. */
static void test_wide(void) {
    enum { WIDE = 80000 };
    GString *nodes = g_string_new(NULL), *row = g_string_new(NULL);
    const double narrow = read_wide(WIDE / 8, nodes, row), wide = read_wide(WIDE, nodes, row);
    if (!(wide < 32 * narrow + 1)) {
        FAIL("%d columns take %.2f s, %d take %.2f s", WIDE / 8, narrow, WIDE, wide);
    }
    *strstr(nodes->str, ",x_1,") = '\0'; /* a header that repeats its first column */
    g_string_assign(row, nodes->str);
    g_string_append(row, ",x_0\nn0,1,1\n");
    check_refused(row->str, "source,target\n", "two columns called \"x_0\"");
    g_string_free(nodes, TRUE);
    g_string_free(row, TRUE);
}

/* Graph attributes are compared with each other, so that their number is limited. */
static void test_many_attributes(void) {
    latigraph_circuit_list_t list;
    GString *table = g_string_new("attribute,value\n");
    for (int k = 0; k <= 10000; k++) {
        g_string_append_printf(table, "a%d,1\n", k);
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    write_tables(good_nodes, good_edges);
    write_text(test_path("t/graph.csv"), table->str);
    CHECK_FAILS(latigraph_circuit_list_read(&list, test_path("t"), NULL, NULL), IGRAPH_EINVAL,
                "has more than 10000 attributes of the graph");
    g_remove(test_path("t/graph.csv"));
    latigraph_circuit_list_destroy(&list);
    g_string_free(table, TRUE);
}

int main(void) {
    test_init();
    test_plain();
    test_csv();
    test_kinds();
    test_positions();
    test_names();
    test_decisions();
    test_subjects();
    test_one_way();
    test_bad_nodes();
    test_bad_edges();
    test_bad_folders();
    test_wide();
    test_many_attributes();
    test_end();
    return 0;
}
