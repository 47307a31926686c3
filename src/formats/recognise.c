/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Says what a file is by its first bytes and lines. Names are unreliable: GraphML comes as .xml and
 * .graphmlz, tables as .txt, .csv, .tsv and .dat. The extension decides only between formats that
 * look alike: lists of edges, of neighbours, LGL and SIF. Formats of other programs that are not
 * read are known by their magic bytes, so that the error can name the program that converts them.
 */

#include "formats/recognise.h"

#include "formats/file.h"
#include "formats/format.h"

#include <string.h>

/* --- Contents --------------------------------------------------------------------- */

/* Returns whether the text begins with a word, after blanks and lines of comments. */
static gboolean begins_with(const char *text, gsize size, const char *word) {
    const char *end = text + size;
    while (text < end) {
        if (g_ascii_isspace(*text)) {
            text++;
        } else if (*text == '#' || (text[0] == '/' && text[1] == '/')) {
            text = memchr(text, '\n', (gsize)(end - text));
            if (text == NULL) {
                return FALSE;
            }
        } else {
            break;
        }
    }
    return (gsize)(end - text) >= strlen(word) &&
           g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

/* Returns whether a word occurs in the first bytes. */
static gboolean holds(const char *text, gsize size, const char *word) {
    char head[4096];
    g_snprintf(head, sizeof head, "%.*s", (int)MIN(size, sizeof head - 1), text);
    return strstr(head, word) != NULL;
}

static gboolean is_graphml(const char *text, gsize size) {
    return begins_with(text, size, "<") && holds(text, size, "<graphml");
}

static gboolean is_gexf(const char *text, gsize size) {
    return begins_with(text, size, "<") && holds(text, size, "<gexf");
}

/* Returns whether "graph [" comes before any brace, after pairs like "Creator "yFiles"". */
static gboolean is_gml(const char *text, gsize size) {
    char head[4096];
    g_snprintf(head, sizeof head, "%.*s", (int)MIN(size, sizeof head - 1), text);
    head[strcspn(head, "{<")] = '\0';
    for (const char *graph = strstr(head, "graph"); graph != NULL;
         graph = strstr(graph + 1, "graph")) {
        const gboolean word = graph == head || strchr(" \t\r\n", graph[-1]) != NULL;
        if (word && graph[5 + strspn(graph + 5, " \t\r\n")] == '[') {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_pajek(const char *text, gsize size) {
    return begins_with(text, size, "*vertices") || begins_with(text, size, "*network") ||
           (begins_with(text, size, "%") && !begins_with(text, size, "%%MatrixMarket") &&
            holds(text, size, "*Vertices"));
}

static gboolean is_json(const char *text, gsize size) {
    return begins_with(text, size, "{\"") || begins_with(text, size, "{ ") ||
           begins_with(text, size, "{\n") || begins_with(text, size, "{\r") ||
           begins_with(text, size, "{}");
}

/* Returns whether a text is HDF5, or the configuration of a SONATA network. */
static gboolean is_sonata(const char *text, gsize size) {
    return (size > 8 && memcmp(text, "\x89HDF\r\n", 6) == 0) ||
           (is_json(text, size) && holds(text, size, "\"networks\"") &&
            holds(text, size, "\"edges_file\""));
}

static gboolean is_dot(const char *text, gsize size) {
    return (begins_with(text, size, "digraph") || begins_with(text, size, "graph") ||
            begins_with(text, size, "strict") || begins_with(text, size, "/*")) &&
           holds(text, size, "{");
}

static gboolean is_matrix_market(const char *text, gsize size) {
    return size > 14 && memcmp(text, "%%MatrixMarket", 14) == 0;
}

static gboolean is_dl(const char *text, gsize size) {
    return begins_with(text, size, "dl ") || begins_with(text, size, "dl\n");
}

static gboolean is_npy(const char *text, gsize size) {
    return size > 6 && memcmp(text, "\x93NUMPY", 6) == 0;
}

static gboolean is_npz(const char *text, gsize size) {
    return size > 40 && memcmp(text, "PK\3\4", 4) == 0 && strstr(text + 30, ".npy") != NULL &&
           strstr(text + 30, ".npy") < text + 200;
}

static gboolean is_mat(const char *text, gsize size) {
    return size > 6 && memcmp(text, "MATLAB", 6) == 0;
}

/* --- Formats of igraph ---------------------------------------------------------------- */

/* Reads a format by igraph's reader. */
static igraph_error_t read_by_igraph(const latigraph_file_reading_t *reading, const char *name,
                                     char *text, gsize size) {
    const latigraph_format_t *format = latigraph_format_named(name);
    latigraph_circuit_t *circuit;
    igraph_t graph;
    if (format->attributes && !igraph_has_attribute_table()) {
        IGRAPH_ERRORF("Reading %s needs igraph's attribute handler: call "
                      "igraph_set_attribute_table(&igraph_cattribute_table) first.",
                      IGRAPH_EINVAL, format->name);
    }
    IGRAPH_CHECK(latigraph_format_parse(format, reading->path, text, size, &graph));
    IGRAPH_FINALLY(igraph_destroy, &graph);
    IGRAPH_CHECK(latigraph_circuit_from_graph(&circuit, &graph, reading->name, reading->options,
                                              reading->report));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(reading->list, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    igraph_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_lgl(const latigraph_file_reading_t *reading, char *text, gsize size) {
    return read_by_igraph(reading, "lgl", text, size);
}

static igraph_error_t read_dl(const latigraph_file_reading_t *reading, char *text, gsize size) {
    return read_by_igraph(reading, "dl", text, size);
}

static igraph_error_t read_graphdb(const latigraph_file_reading_t *reading, char *text,
                                   gsize size) {
    return read_by_igraph(reading, "graphdb", text, size);
}

/* --- The table -------------------------------------------------------------------------- */

#define EXTENSIONS(...)                                                                            \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

static const latigraph_readable_t formats[] = {
    {"npy", EXTENSIONS("npy"), is_npy, latigraph_read_npy, TRUE, "a NumPy array"},
    {"npz", EXTENSIONS("npz"), is_npz, latigraph_read_npz, TRUE, "an archive of NumPy arrays"},
    {"mat", EXTENSIONS("mat"), is_mat, latigraph_read_mat, TRUE, "a file of MATLAB"},
    {"sonata", EXTENSIONS("sonata"), is_sonata, latigraph_read_sonata, TRUE, "SONATA"},
    {"graphml", EXTENSIONS("graphml", "graphmlz", "xml"), is_graphml, latigraph_read_graphml, FALSE,
     "GraphML"},
    {"gexf", EXTENSIONS("gexf"), is_gexf, latigraph_read_gexf, FALSE, "GEXF"},
    {"json", EXTENSIONS("json", "cyjs"), is_json, latigraph_read_json, FALSE, "node-link JSON"},
    {"mtx", EXTENSIONS("mtx", "mm"), is_matrix_market, latigraph_read_matrix_market, FALSE,
     "Matrix Market"},
    {"pajek", EXTENSIONS("net", "pajek", "paj"), is_pajek, latigraph_read_pajek, FALSE, "Pajek"},
    {"gml", EXTENSIONS("gml"), is_gml, latigraph_read_gml, FALSE, "GML"},
    {"dot", EXTENSIONS("dot", "gv"), is_dot, latigraph_read_dot, FALSE, "DOT"},
    {"dl", EXTENSIONS("dl"), is_dl, read_dl, FALSE, "DL"},
    {"lgl", EXTENSIONS("lgl"), NULL, read_lgl, FALSE, "LGL"},
    {"graphdb", EXTENSIONS("graphdb"), NULL, read_graphdb, TRUE, "GraphDB"},
    {"sif", EXTENSIONS("sif"), NULL, latigraph_read_sif, FALSE, "SIF"},
    {"adjacency", EXTENSIONS("adjlist", "madj", "adj"), NULL, latigraph_read_adjacency, FALSE,
     "lists of neighbours"},
    {"edgelist", EXTENSIONS("edgelist", "edges", "el", "txt", "dat"), NULL, latigraph_read_table,
     FALSE, "a list of edges"},
    {"ncol", EXTENSIONS("ncol"), NULL, latigraph_read_table, FALSE, "NCOL"},
    {"csv", EXTENSIONS("csv", "tsv", "tab"), NULL, latigraph_read_table, FALSE, "a table"},
    {"matrix", EXTENSIONS("matrix"), NULL, latigraph_read_matrix, FALSE, "an adjacency matrix"},
};

const latigraph_readable_t *latigraph_readable_of(const char *path) {
    char extension[EXTENSION_SIZE];
    latigraph_file_extension(path, extension);
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (g_strv_contains(formats[f].extensions, extension)) {
            return &formats[f];
        }
    }
    return NULL;
}

void latigraph_readable_names(char *text, gsize size) {
    text[0] = '\0';
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++) {
        g_strlcat(text, f > 0 ? ", " : "", size);
        g_strlcat(text, formats[f].name, size);
    }
}

/* --- Formats of other programs -------------------------------------------------------------- */

/* Files that are not read, and how to convert them. */
static const struct {
    const char *magic;
    gsize length;
    const char *what, *remedy;
} foreign[] = {
    {"PAR1", 4, "a Parquet table", "pandas.read_parquet(FILE).to_csv(\"edges.csv\", index=False)"},
    {"ARROW1", 6, "a Feather table",
     "pandas.read_feather(FILE).to_csv(\"edges.csv\", index=False)"},
    {"FEA1", 4, "a Feather table", "pandas.read_feather(FILE).to_csv(\"edges.csv\", index=False)"},
    {"\x89HDF\r\n", 6, "an HDF5 file",
     "h5py reads its arrays: numpy.save(\"w.npy\", h5py.File(FILE)[\"W\"][:]); MATLAB saves a .mat "
     "that is read with save('w.mat', 'W', '-v7')"},
    {"\xe2\x9b\xbe gt", 6, "a file of graph-tool",
     "graph_tool.load_graph(FILE).save(\"graph.graphml\")"},
    {"\x80\x04", 2, "a pickle of Python",
     "pickles run code when they are read; in Python, write "
     "the graph with networkx.write_graphml()"},
    {"\x80\x05", 2, "a pickle of Python",
     "pickles run code when they are read; in Python, write "
     "the graph with networkx.write_graphml()"},
    {"RDX", 3, "a workspace of R", "in R: igraph::write_graph(g, \"graph.graphml\", \"graphml\")"},
    {"X\n\0\0\0", 5, "an object of R (.rds)",
     "in R: igraph::write_graph(readRDS(FILE), \"graph.graphml\", \"graphml\")"},
    {"SQLite format 3", 15, "an SQLite database",
     "sqlite3 -header -csv FILE 'select * from edges' > edges.csv"},
    {"PK\3\4", 4, "a zip archive or a spreadsheet", "unzip it, or save the sheet as CSV"},
    {"LEDA.GRAPH", 10, "a graph of LEDA", "save it as GML"},
    {"%PDF", 4, "a PDF document", "ask for the data behind it"},
};

igraph_error_t latigraph_refuse_foreign(const char *path, const char *text, gsize size) {
    for (gsize k = 0; k < G_N_ELEMENTS(foreign); k++) {
        if (size >= foreign[k].length && memcmp(text, foreign[k].magic, foreign[k].length) == 0) {
            IGRAPH_ERRORF("%s is %s, which is not read. To convert it: %s.", IGRAPH_EINVAL, path,
                          foreign[k].what, foreign[k].remedy);
        }
    }
    if (begins_with(text, size, "<")) {
        IGRAPH_ERRORF(
            "%s is XML or HTML, but neither GraphML nor GEXF. If it was downloaded, check "
            "that it is the file and not a page about it.",
            IGRAPH_EINVAL, path);
    }
    return IGRAPH_SUCCESS;
}

/* Finds a format by name; the names of files in a row are formats as well. */
static igraph_error_t named(const char *path, const char *name,
                            const latigraph_readable_t **format) {
    char names[300];
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (strcmp(formats[f].name, name) == 0) {
            *format = &formats[f];
            return IGRAPH_SUCCESS;
        }
    }
    latigraph_readable_names(names, sizeof names);
    IGRAPH_ERRORF("\"%s\" cannot be read in format \"%s\"; choose one of %s.", IGRAPH_EINVAL, path,
                  name, names);
}

igraph_error_t latigraph_recognise(const char *path, const char *name, const char *text, gsize size,
                                   const latigraph_readable_t **format) {
    if (name != NULL) {
        return named(path, name, format);
    }
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (formats[f].recognise != NULL && formats[f].recognise(text, size)) {
            *format = &formats[f];
            return IGRAPH_SUCCESS;
        }
    }
    const latigraph_readable_t *extension = latigraph_readable_of(path);
    IGRAPH_CHECK(latigraph_refuse_foreign(path, text, size));
    if (extension == NULL) {
        return named(path, "csv", format);
    }
    *format = extension;
    return IGRAPH_SUCCESS;
}
