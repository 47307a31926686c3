/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of the formats that are written, and igraph's readers of three old ones.
 *
 * igraph's functions differ in their arguments, so each gets a wrapper of the common signature. A
 * row says what a format cannot represent (unknown positions, neurons without edges, characters in
 * names), so that write.c can warn or refuse before anything is written. The formats that are read
 * are in recognise.c, except for those that only igraph reads: LGL, DL and GraphDB. */

#include "formats/format.h"

#include "base/memory.h"
#include "formats/file.h"
#include "formats/write_formats.h"

#include <errno.h>
#include <string.h>

/* --- Reading ---------------------------------------------------------------- */

static igraph_error_t read_lgl(igraph_t *graph, FILE *file) {
    return igraph_read_graph_lgl(graph, file, /*names=*/1, IGRAPH_ADD_WEIGHTS_IF_PRESENT,
                                 IGRAPH_DIRECTED);
}

static igraph_error_t read_dl(igraph_t *graph, FILE *file) {
    return igraph_read_graph_dl(graph, file, IGRAPH_DIRECTED);
}

static igraph_error_t read_graphdb(igraph_t *graph, FILE *file) {
    return igraph_read_graph_graphdb(graph, file, IGRAPH_DIRECTED);
}

/* --- Writing ---------------------------------------------------------------- */

static igraph_error_t write_gml(const igraph_t *graph, FILE *file) {
    return igraph_write_graph_gml(graph, file, IGRAPH_WRITE_GML_DEFAULT_SW, /*id=*/NULL,
                                  "latigraph");
}

/* Returns `name` if the graph has such an attribute, else NULL. */
static const char *if_there(const igraph_t *graph, igraph_attribute_elemtype_t where,
                            const char *name) {
    return igraph_has_attribute_table() && graph->attr != NULL &&
                   igraph_cattribute_has_attr(graph, where, name)
               ? name
               : NULL;
}

static igraph_error_t write_ncol(const igraph_t *graph, FILE *file) {
    return igraph_write_graph_ncol(graph, file, if_there(graph, IGRAPH_ATTRIBUTE_VERTEX, "name"),
                                   if_there(graph, IGRAPH_ATTRIBUTE_EDGE, "weight"));
}

static igraph_error_t write_lgl(const igraph_t *graph, FILE *file) {
    return igraph_write_graph_lgl(graph, file, if_there(graph, IGRAPH_ATTRIBUTE_VERTEX, "name"),
                                  if_there(graph, IGRAPH_ATTRIBUTE_EDGE, "weight"),
                                  /*isolates=*/1);
}

static igraph_error_t write_leda(const igraph_t *graph, FILE *file) {
    return igraph_write_graph_leda(graph, file, if_there(graph, IGRAPH_ATTRIBUTE_VERTEX, "name"),
                                   if_there(graph, IGRAPH_ATTRIBUTE_EDGE, "weight"));
}

/* --- Rejection of texts that announce far too large graphs --- */

/* Returns the largest number of vertices that a file may announce without a line for each. igraph
 * would allocate all of them before it notices that they are missing. */
static guint64 vertex_limit(gsize size) {
    return 100000 + 64 * (guint64)size;
}

static igraph_error_t refuse(const char *path, guint64 number) {
    IGRAPH_ERRORF("\"%s\" names vertex number %" G_GUINT64_FORMAT
                  ", which is far too large for a file of its size. Check that the file has the "
                  "format of its extension.",
                  IGRAPH_PARSEERROR, path, number);
}

/* Checks the number that begins at `text`, after blanks, if there is one. */
static igraph_error_t check_announced(const char *path, const char *text, gsize size) {
    text += strspn(text, " \t\r\n\"");
    if (g_ascii_isdigit(*text) && g_ascii_strtoull(text, NULL, 10) > vertex_limit(size)) {
        return refuse(path, g_ascii_strtoull(text, NULL, 10));
    }
    return IGRAPH_SUCCESS;
}

/* Checks the numbers after "n =" in a DL file. */
static igraph_error_t check_dl(const char *path, const char *text, gsize size) {
    for (gsize at = 1; at < size; at++) {
        if (g_ascii_tolower(text[at]) == 'n' && !g_ascii_isalnum(text[at - 1])) {
            const char *behind = text + at + 1 + strspn(text + at + 1, " \t\r\n");
            if (*behind == '=') {
                IGRAPH_CHECK(check_announced(path, behind + 1, size));
            }
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- The table -------------------------------------------------------------- */

static const char *const graphml_extensions[] = {"graphml", NULL};
static const char *const gml_extensions[] = {"gml", NULL};
static const char *const pajek_extensions[] = {"net", "pajek", NULL};
static const char *const edgelist_extensions[] = {"edgelist", "edges", "txt", NULL};
static const char *const ncol_extensions[] = {"ncol", NULL};
static const char *const lgl_extensions[] = {"lgl", NULL};
static const char *const dl_extensions[] = {"dl", NULL};
static const char *const graphdb_extensions[] = {"graphdb", NULL};
static const char *const leda_extensions[] = {"leda", "lgr", NULL};
static const char *const dot_extensions[] = {"dot", "gv", NULL};
static const char *const mtx_extensions[] = {"mtx", NULL};
static const char *const npy_extensions[] = {"npy", NULL};
static const char *const npz_extensions[] = {"npz", NULL};
static const char *const json_extensions[] = {"json", NULL};
static const char *const gexf_extensions[] = {"gexf", NULL};
static const char *const sonata_extensions[] = {"sonata", NULL};
/* Both are .py files, so that only the name of the format says which. */
static const char *const script_extensions[] = {NULL};

static const latigraph_format_t formats[] = {
    {.name = "graphml",
     .extensions = graphml_extensions,
     .attributes = TRUE,
     .names = "name",
     .gaps = TRUE,
     .forbidden = "",
     .write = latigraph_write_graphml,
     .write_circuit = latigraph_write_circuit_graphml},
    {.name = "gml",
     .extensions = gml_extensions,
     .attributes = TRUE,
     .names = "name",
     .plain_positions = TRUE,
     .gaps = TRUE,
     .forbidden = "",
     .write = write_gml},
    {.name = "pajek",
     .extensions = pajek_extensions,
     .attributes = TRUE,
     .names = LATIGRAPH_PAJEK_NAMES,
     .plain_positions = TRUE,
     .forbidden = "\"\\\r\n",
     .write = igraph_write_graph_pajek},
    {.name = "edgelist",
     .extensions = edgelist_extensions,
     .names = "name",
     .gaps = TRUE,
     .isolates = LATIGRAPH_ISOLATES_INNER,
     .write = igraph_write_graph_edgelist,
     .write_circuit = latigraph_write_edgelist},
    {.name = "ncol",
     .extensions = ncol_extensions,
     .attributes = TRUE,
     .names = "name",
     .gaps = TRUE,
     .forbidden = " \t\r\n",
     .isolates = LATIGRAPH_ISOLATES_NONE,
     .write = write_ncol},
    {.name = "lgl",
     .extensions = lgl_extensions,
     .attributes = TRUE,
     .names = "name",
     .gaps = TRUE,
     .forbidden = " \t\r\n#",
     .read = read_lgl,
     .write = write_lgl},
    {.name = "dl",
     .extensions = dl_extensions,
     .attributes = TRUE,
     .read = read_dl,
     .check = check_dl},
    {.name = "graphdb", .extensions = graphdb_extensions, .read = read_graphdb},
    {.name = "leda",
     .extensions = leda_extensions,
     .attributes = TRUE,
     .names = "name",
     .gaps = TRUE,
     .forbidden = "\n",
     .write = write_leda},
    {.name = "dot",
     .extensions = dot_extensions,
     .attributes = TRUE,
     .names = "name",
     .gaps = TRUE,
     .forbidden = "",
     .write = igraph_write_graph_dot},
    {.name = "mtx", .extensions = mtx_extensions, .write_circuit = latigraph_write_mtx},
    {.name = "npy", .extensions = npy_extensions, .write_circuit = latigraph_write_npy},
    {.name = "npz", .extensions = npz_extensions, .write_circuit = latigraph_write_npz},
    {.name = "json", .extensions = json_extensions, .write_circuit = latigraph_write_json},
    {.name = "gexf", .extensions = gexf_extensions, .write_circuit = latigraph_write_gexf},
    {.name = "sonata", .extensions = sonata_extensions, .write_folder = latigraph_write_sonata},
    {.name = "nest", .extensions = script_extensions, .write_circuit = latigraph_write_nest},
    {.name = "brian2", .extensions = script_extensions, .write_circuit = latigraph_write_brian2},
};

const latigraph_format_t *latigraph_format_named(const char *name) {
    for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (strcmp(formats[f].name, name) == 0) {
            return &formats[f];
        }
    }
    return NULL;
}

const latigraph_format_t *latigraph_format_of(const char *path) {
    char extension[EXTENSION_SIZE];
    latigraph_file_extension(path, extension);
    for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (g_strv_contains(formats[f].extensions, extension)) {
            return &formats[f];
        }
    }
    return NULL;
}

/* Opens a text as a stream. Where the C library cannot do so, a temporary file holds the text. */
static FILE *open_text(char *text, gsize size) {
#ifdef HAVE_FMEMOPEN
    return fmemopen(text, size, "r");
#else
    FILE *file = tmpfile();
    if (file != NULL && (fwrite(text, 1, size, file) != size || fseek(file, 0, SEEK_SET) != 0)) {
        fclose(file);
        return NULL;
    }
    return file;
#endif
}

igraph_error_t latigraph_format_parse(const latigraph_format_t *format, const char *path,
                                      char *text, gsize size, igraph_t *graph) {
    igraph_safelocale_t locale;
    if (format->check != NULL) {
        IGRAPH_CHECK(format->check(path, text, size));
    }
    FILE *file = open_text(text, size);
    if (file == NULL) {
        const int reason = errno;
        IGRAPH_ERRORF("A text of %zu bytes cannot be opened: %s.", IGRAPH_EFILE, (size_t)size,
                      g_strerror(reason));
    }
    IGRAPH_FINALLY(fclose, file);
    IGRAPH_CHECK(igraph_enter_safelocale(&locale));
    IGRAPH_FINALLY(igraph_exit_safelocale, &locale);
    IGRAPH_CHECK(format->read(graph, file));
    igraph_exit_safelocale(&locale);
    fclose(file);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_format_is_writable(const latigraph_format_t *format) {
    return format->write != NULL || format->write_circuit != NULL || format->write_folder != NULL;
}

void latigraph_formats_writable(char *text, gsize size) {
    text[0] = '\0';
    for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
        if (latigraph_format_is_writable(&formats[f])) {
            g_strlcat(text, formats[f].name, size);
            g_strlcat(text, ", ", size);
        }
    }
    g_strlcat(text, "csv", size);
}
