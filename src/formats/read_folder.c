/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "formats/folder.h"

#include "base/map.h"
#include "circuit/column.h"
#include "formats/csv.h"
#include "circuit/edges.h"
#include "circuit/identity.h"
#include "circuit/number.h"

#include <math.h>
#include <string.h>

/* Reads a folder of tables (folder.h) as one circuit, or as one circuit per subject. Every error
 * names the file, the line and the column. */

/* Directedness of the edges of a circuit. */
typedef enum { NOT_STATED, DIRECTED, UNDIRECTED } direction_t;

/* Data that all circuits of a folder share. */
typedef struct {
    const char *folder;
    latigraph_csv_t nodes, edges;
    int id;               /* column of `nodes` with the ids */
    latigraph_map_t rows; /* id → row of nodes */
    latigraph_circuit_list_t *list;
    const latigraph_read_options_t *options;
    latigraph_read_report_t *report;
} tables_t;

/* Gets the path of a table in the folder, packed or not, or NULL if there is none. Free it with
 * g_free(). */
static igraph_error_t table_path(const char *folder, const char *table, char **path) {
    const char *slash = g_str_has_suffix(folder, G_DIR_SEPARATOR_S) ? "" : G_DIR_SEPARATOR_S;
    IGRAPH_CHECK(latigraph_print_text(path, "%s%s%s.gz", folder, slash, table));
    char *ending = *path + strlen(*path) - strlen(".gz");
    *ending = '\0';
    if (!g_file_test(*path, G_FILE_TEST_EXISTS)) {
        *ending = '.';
    }
    if (!g_file_test(*path, G_FILE_TEST_EXISTS)) {
        g_clear_pointer(path, g_free);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_is_circuit(const char *folder, igraph_bool_t *is_circuit) {
    char *path;
    IGRAPH_CHECK(table_path(folder, "nodes.csv", &path));
    *is_circuit = path != NULL;
    g_free(path);
    return IGRAPH_SUCCESS;
}

/* Reads a table. On success it is on the FINALLY stack as one entry. */
static igraph_error_t open_table(latigraph_csv_t *csv, const char *folder, const char *table) {
    char *path;
    IGRAPH_CHECK(table_path(folder, table, &path));
    if (path == NULL) {
        IGRAPH_ERRORF("Folder \"%s\" has no %s and no %s.gz.", IGRAPH_EFILE, folder, table, table);
    }
    IGRAPH_FINALLY(g_free, path);
    IGRAPH_CHECK(latigraph_csv_read(csv, path));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(latigraph_csv_destroy, csv);
    return IGRAPH_SUCCESS;
}

/* Lists all columns, or only the numeric ones, for an error message. */
static void list_columns(const latigraph_csv_t *csv, gboolean numeric, char *text, gsize size) {
    text[0] = '\0';
    for (int c = 0; c < csv->columns; c++) {
        if (!numeric || latigraph_csv_is_numeric(csv, c)) {
            g_strlcat(text, text[0] != '\0' ? ", " : "", size);
            g_strlcat(text, csv->header[c], size);
        }
    }
    if (text[0] == '\0') {
        g_strlcpy(text, "none", size);
    }
}

static igraph_error_t need_column(const latigraph_csv_t *csv, const char *name, int *column) {
    *column = latigraph_csv_find(csv, name);
    if (*column < 0) {
        char columns[240];
        list_columns(csv, FALSE, columns, sizeof columns);
        IGRAPH_ERRORF("%s, line 1: column \"%s\" is missing (found: %s). Rename a column, and "
                      "check that commas separate the columns.",
                      IGRAPH_PARSEERROR, csv->path, name, columns);
    }
    return IGRAPH_SUCCESS;
}

/* --- Neurons ---------------------------------------------------------------- */

/* Maps every id to its row. The keys are borrowed from the table. */
static igraph_error_t index_ids(const latigraph_csv_t *nodes, int id, latigraph_map_t *rows) {
    for (int r = 0; r < nodes->rows; r++) {
        const char *text = latigraph_csv_cell(nodes, r, id);
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        if (text[0] == '\0') {
            IGRAPH_ERRORF(
                "%s, line %d: the cell of column \"%s\" is empty, but every neuron needs an id.",
                IGRAPH_PARSEERROR, nodes->path, nodes->line[r], nodes->header[id]);
        }
        IGRAPH_CHECK(latigraph_map_add_text(rows, text, &entry, &added));
        if (!added) {
            IGRAPH_ERRORF(
                "%s, line %d: %s \"%s\" repeats line %d; every neuron needs an id of its own.",
                IGRAPH_PARSEERROR, nodes->path, nodes->line[r], nodes->header[id], text,
                nodes->line[entry->value.number]);
        }
        entry->value.number = r;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_numbers(latigraph_circuit_t *circuit, const latigraph_csv_t *nodes,
                                   int column) {
    double *values;
    LATIGRAPH_ALLOCATE(values, nodes->rows);
    for (int r = 0; r < nodes->rows; r++) {
        values[r] = NAN;
        if (!latigraph_csv_is_missing(latigraph_csv_cell(nodes, r, column))) {
            latigraph_parse_number(latigraph_csv_cell(nodes, r, column), &values[r]);
        }
        if (isinf(values[r])) {
            IGRAPH_ERRORF(
                "%s, line %d, column \"%s\": \"%s\" is not finite; leave the cell empty if the "
                "number is not known.",
                IGRAPH_PARSEERROR, nodes->path, nodes->line[r], nodes->header[column],
                latigraph_csv_cell(nodes, r, column));
        }
    }
    IGRAPH_CHECK(latigraph_circuit_add_numeric(circuit, nodes->header[column], values));
    g_free(values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether all known cells are True or False in any case. Such a column is stored as "true"
 * and "false", like the boolean attributes of graph files. */
static gboolean is_boolean(const latigraph_csv_t *nodes, int column) {
    for (int r = 0; r < nodes->rows; r++) {
        const char *cell = latigraph_csv_cell(nodes, r, column);
        if (cell[0] != '\0' && g_ascii_strcasecmp(cell, "true") != 0 &&
            g_ascii_strcasecmp(cell, "false") != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Warns of a column of coordinates that one cell makes a column of texts, because the positions of
 * all neurons are then not known. */
static void warn_of_lost_position(const latigraph_csv_t *nodes, int column) {
    const char *name = nodes->header[column];
    int numbers = 0, other = -1;
    double value;
    if (strchr("xyz", name[0]) == NULL || (name[1] != '\0' && name[1] != '_')) {
        return;
    }
    for (int r = 0; r < nodes->rows; r++) {
        const char *cell = latigraph_csv_cell(nodes, r, column);
        const gboolean number = latigraph_parse_number(cell, &value);
        numbers += number;
        other = other < 0 && !number && !latigraph_csv_is_missing(cell) ? r : other;
    }
    if (numbers > 0 && other >= 0) {
        IGRAPH_WARNINGF("%s, line %d: \"%.60s\" is not a number, so that column \"%s\" is read as "
                        "text and gives no positions. Empty, NA and nan mean \"not known\".",
                        nodes->path, nodes->line[other], latigraph_csv_cell(nodes, other, column),
                        name);
    }
}

static igraph_error_t take_texts(latigraph_circuit_t *circuit, const latigraph_csv_t *nodes,
                                 int column) {
    const gboolean boolean = is_boolean(nodes, column);
    warn_of_lost_position(nodes, column);
    const char **texts;
    LATIGRAPH_ALLOCATE(texts, nodes->rows);
    for (int r = 0; r < nodes->rows; r++) {
        texts[r] = latigraph_csv_cell(nodes, r, column);
        if (boolean && texts[r][0] != '\0') {
            texts[r] = g_ascii_tolower(texts[r][0]) == 't' ? "true" : "false";
        }
    }
    IGRAPH_CHECK(latigraph_circuit_add_categorical(circuit, nodes->header[column], texts));
    g_free(texts);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns whether a column holds names. Names are texts even if they look like numbers, because
 * they may have more digits than a double. */
static gboolean is_name(const char *column) {
    return strcmp(column, "name") == 0 || strcmp(column, "neuron") == 0 ||
           strcmp(column, "label") == 0;
}

static igraph_error_t take_nodes(latigraph_circuit_t *circuit, const latigraph_csv_t *nodes,
                                 int id) {
    const char **ids;
    for (int c = 0; c < nodes->columns; c++) {
        if (strcmp(nodes->header[c], "id") == 0) {
            continue;
        }
        IGRAPH_CHECK(!is_name(nodes->header[c]) && latigraph_csv_is_numeric(nodes, c)
                         ? take_numbers(circuit, nodes, c)
                         : take_texts(circuit, nodes, c));
    }
    LATIGRAPH_ALLOCATE(ids, nodes->rows);
    for (int r = 0; r < nodes->rows; r++) {
        ids[r] = latigraph_csv_cell(nodes, r, id);
    }
    IGRAPH_CHECK(latigraph_circuit_find_names(circuit, ids));
    g_free(ids);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_circuit_find_positions(circuit);
}

/* --- Edges ------------------------------------------------------------------ */

/* Finds the column of the weights, or −1. */
static igraph_error_t find_weight(const latigraph_csv_t *edges, const char *wanted, int *column) {
    *column = latigraph_csv_find(edges, wanted != NULL ? wanted : "weight");
    if (*column < 0 && wanted != NULL) {
        char columns[240];
        list_columns(edges, TRUE, columns, sizeof columns);
        IGRAPH_ERRORF("%s, line 1: there is no column \"%s\" to take the weights from; the numeric "
                      "columns are: %s.",
                      IGRAPH_EINVAL, edges->path, wanted, columns);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_endpoint(const latigraph_csv_t *edges, int row, int column,
                                    const latigraph_map_t *rows, int *neuron) {
    const char *text = latigraph_csv_cell(edges, row, column);
    const latigraph_map_entry_t *found = latigraph_map_find_text(rows, text);
    if (found == NULL) {
        IGRAPH_ERRORF("%s, line %d: %s \"%s\" is not the id of any neuron in the table of nodes.",
                      IGRAPH_PARSEERROR, edges->path, edges->line[row], edges->header[column],
                      text);
    }
    *neuron = (int)found->value.number;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_weight(const latigraph_csv_t *edges, int row, int column,
                                  double *weight) {
    const char *text = latigraph_csv_cell(edges, row, column);
    if (!latigraph_parse_number(text, weight) || !(*weight > 0 && isfinite(*weight))) {
        IGRAPH_ERRORF("%s, line %d, column \"%s\": \"%s\" is not a weight; weights must be finite "
                      "positive numbers.",
                      IGRAPH_PARSEERROR, edges->path, edges->line[row], edges->header[column],
                      text);
    }
    return IGRAPH_SUCCESS;
}

/* A table that lists every undirected edge once has all its edges from an earlier to a later
 * neuron, or all the other way. A directed circuit with at least this many edges is practically
 * never like that. */
enum { ONE_WAY_LEAST = 20 };

static gboolean is_one_way(int m, const int *from, const int *to) {
    int up = 0, down = 0;
    for (int e = 0; e < m; e++) {
        up += from[e] < to[e];
        down += from[e] > to[e];
    }
    return up + down >= ONE_WAY_LEAST && (up == 0 || down == 0);
}

/* Decides whether the edges are directed. The attribute "directed" of graph.csv decides if it
 * exists. Without it, the order of the ends decides, and the user must confirm undirected edges by
 * an option. */
static igraph_error_t settle_direction(const latigraph_csv_t *edges, int m, const int *from,
                                       const int *to, const latigraph_read_options_t *options,
                                       direction_t *direction) {
    if (*direction != NOT_STATED) {
        return IGRAPH_SUCCESS;
    }
    *direction = is_one_way(m, from, to) ? UNDIRECTED : DIRECTED;
    if (*direction == UNDIRECTED && options->undirected == LATIGRAPH_UNDIRECTED_REFUSE) {
        IGRAPH_ERRORF(
            "%s: all %d edges run the same way in the order of the neurons, which suggests that "
            "undirected edges are listed once. If they are undirected, pass undirected=mutual "
            "to read each as two directed edges. If they are directed, add a graph.csv with "
            "the lines \"attribute,value\" and \"directed,true\".",
            IGRAPH_EINVAL, edges->path, m);
    }
    return IGRAPH_SUCCESS;
}

/* Adds the edges in the rows line[0 .. m − 1] of the table. */
static igraph_error_t take_edges(latigraph_circuit_t *circuit, const tables_t *tables, int m,
                                 const int *line, direction_t direction) {
    const latigraph_csv_t *edges = &tables->edges;
    int source, target, column, *from, *to;
    double *weight;
    IGRAPH_CHECK(need_column(edges, "source", &source));
    IGRAPH_CHECK(need_column(edges, "target", &target));
    IGRAPH_CHECK(find_weight(edges, tables->options->weight, &column));
    LATIGRAPH_ALLOCATE(from, m);
    LATIGRAPH_ALLOCATE(to, m);
    LATIGRAPH_ALLOCATE(weight, m);
    for (int e = 0; e < m; e++) {
        IGRAPH_CHECK(find_endpoint(edges, line[e], source, &tables->rows, &from[e]));
        IGRAPH_CHECK(find_endpoint(edges, line[e], target, &tables->rows, &to[e]));
        if (column >= 0) {
            IGRAPH_CHECK(read_weight(edges, line[e], column, &weight[e]));
        }
    }
    IGRAPH_CHECK(settle_direction(edges, m, from, to, tables->options, &direction));
    IGRAPH_CHECK(
        latigraph_circuit_settle_edges(circuit, m, from, to, column >= 0 && m > 0 ? weight : NULL,
                                       direction == DIRECTED, tables->options, tables->report));
    g_free(weight);
    g_free(to);
    g_free(from);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Graph attributes ----------------------------------------------------------- */

static igraph_error_t take_attribute(latigraph_circuit_t *circuit, const char *name,
                                     const char *text, gboolean quoted, direction_t *direction) {
    double number;
    if (strcmp(name, "directed") == 0 &&
        (g_ascii_strcasecmp(text, "true") == 0 || g_ascii_strcasecmp(text, "false") == 0)) {
        *direction = g_ascii_tolower(text[0]) == 't' ? DIRECTED : UNDIRECTED;
        return IGRAPH_SUCCESS;
    }
    if (!quoted && !latigraph_is_reserved_note(name) && latigraph_parse_number(text, &number)) {
        return latigraph_circuit_note_number(circuit, name, number);
    }
    return latigraph_circuit_take_attribute(circuit, name, text);
}

/* Each attribute of a graph is compared with the others, so that there is a limit. */
enum { ATTRIBUTES_MAX = 10000 };

static igraph_error_t take_graph_table(latigraph_circuit_t *circuit, const char *folder,
                                       direction_t *direction) {
    latigraph_csv_t graph;
    int attribute, value;
    IGRAPH_CHECK(open_table(&graph, folder, "graph.csv"));
    IGRAPH_CHECK(need_column(&graph, "attribute", &attribute));
    IGRAPH_CHECK(need_column(&graph, "value", &value));
    if (graph.rows > ATTRIBUTES_MAX) {
        IGRAPH_ERRORF("%s has %d attributes of the graph, more than %d.", IGRAPH_EINVAL, graph.path,
                      graph.rows, ATTRIBUTES_MAX);
    }
    for (int r = 0; r < graph.rows; r++) {
        const char *name = latigraph_csv_cell(&graph, r, attribute);
        if (name[0] == '\0') {
            IGRAPH_ERRORF("%s, line %d: the cell of column \"attribute\" is empty.",
                          IGRAPH_PARSEERROR, graph.path, graph.line[r]);
        }
        IGRAPH_CHECK(take_attribute(circuit, name, latigraph_csv_cell(&graph, r, value),
                                    graph.quoted[(gsize)r * (gsize)graph.columns + (gsize)value],
                                    direction));
    }
    latigraph_csv_destroy(&graph);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Reads a circuit of all neurons and of the edges in the rows line[0 .. m − 1]. */
static igraph_error_t read_circuit(const tables_t *tables, const char *name, int m,
                                   const int *line) {
    latigraph_circuit_t *circuit;
    direction_t direction = NOT_STATED;
    IGRAPH_CHECK(latigraph_circuit_create(&circuit, name, tables->nodes.rows, 0, NULL, NULL, NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(take_nodes(circuit, &tables->nodes, tables->id));
    char *graph;
    IGRAPH_CHECK(table_path(tables->folder, "graph.csv", &graph));
    g_free(graph);
    if (graph != NULL) {
        IGRAPH_CHECK(take_graph_table(circuit, tables->folder, &direction));
    }
    IGRAPH_CHECK(take_edges(circuit, tables, m, line, direction));
    tables->report->circuits++;
    IGRAPH_CHECK(latigraph_circuit_list_push_back(tables->list, circuit));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Several circuits in one table of edges ------------------------------------- */

/* Returns the column that identifies the circuit of an edge, or −1. */
static int find_subject(const latigraph_csv_t *edges) {
    const int subject = latigraph_csv_find(edges, "subject");
    return subject >= 0 ? subject : latigraph_csv_find(edges, "graph");
}

/* Numbers the subjects in the order of first appearance: `subjects` maps their names, which are
 * borrowed, to their counts of rows, and number (rows) is the subject of each row. */
static igraph_error_t find_subjects(const latigraph_csv_t *edges, int column,
                                    latigraph_map_t *subjects, int *number) {
    for (int r = 0; r < edges->rows; r++) {
        const char *name = latigraph_csv_cell(edges, r, column);
        latigraph_map_entry_t *entry;
        if (name[0] == '\0') {
            IGRAPH_ERRORF(
                "%s, line %d: the cell of column \"%s\", which names the circuit of the edge, is "
                "empty.",
                IGRAPH_PARSEERROR, edges->path, edges->line[r], edges->header[column]);
        }
        IGRAPH_CHECK(latigraph_map_add_text(subjects, name, &entry, NULL));
        entry->value.number++;
        number[r] = (int)(entry - subjects->entry);
    }
    return IGRAPH_SUCCESS;
}

/* Sorts the rows by subject into line (rows); the rows of subject s end before end[s]. */
static void sort_lines(const latigraph_map_t *subjects, int rows, const int *number, int *end,
                       int *line) {
    for (size_t s = 1; s < subjects->count; s++) {
        end[s] = end[s - 1] + (int)subjects->entry[s - 1].value.number;
    }
    for (int r = 0; r < rows; r++) {
        line[end[number[r]]++] = r;
    }
}

/* Reads one circuit per subject, called "folder-subject". The neurons have the same names in all
 * of them but belong to different connectomes, so they count as different neurons. */
static igraph_error_t read_subjects(const tables_t *tables, const char *name, int column) {
    const latigraph_csv_t *edges = &tables->edges;
    latigraph_map_t subjects = LATIGRAPH_MAP_EMPTY;
    int *number, *line, *end, s = 0;
    char *full;
    IGRAPH_FINALLY(latigraph_map_destroy, &subjects);
    LATIGRAPH_ALLOCATE(number, edges->rows);
    LATIGRAPH_ALLOCATE(line, edges->rows);
    IGRAPH_CHECK(find_subjects(edges, column, &subjects, number));
    LATIGRAPH_ALLOCATE(end, subjects.count + 1);
    sort_lines(&subjects, edges->rows, number, end, line);
    for (const latigraph_map_entry_t *subject = latigraph_map_next(&subjects, NULL);
         subject != NULL; subject = latigraph_map_next(&subjects, subject), s++) {
        const int m = (int)subject->value.number;
        IGRAPH_CHECK(latigraph_print_text(&full, "%s-%s", name, subject->text));
        IGRAPH_FINALLY(g_free, full);
        IGRAPH_CHECK(read_circuit(tables, full, m, line + end[s] - m));
        g_free(full);
        IGRAPH_FINALLY_CLEAN(1);
    }
    tables->report->separated += (igraph_integer_t)subjects.count;
    g_free(end);
    g_free(line);
    g_free(number);
    latigraph_map_destroy(&subjects);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_all(const tables_t *tables, const char *name) {
    const latigraph_csv_t *edges = &tables->edges;
    const int subject = find_subject(edges);
    int *line;
    if (subject >= 0 && edges->rows > 0) {
        return read_subjects(tables, name, subject);
    }
    LATIGRAPH_ALLOCATE(line, edges->rows);
    for (int r = 0; r < edges->rows; r++) {
        line[r] = r;
    }
    IGRAPH_CHECK(read_circuit(tables, name, edges->rows, line));
    g_free(line);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_read(latigraph_circuit_list_t *list, const char *folder,
                                     const char *name, const latigraph_read_options_t *options,
                                     latigraph_read_report_t *report) {
    tables_t tables = {.folder = folder, .list = list, .options = options, .report = report};
    IGRAPH_CHECK(open_table(&tables.nodes, folder, "nodes.csv"));
    tables.id = latigraph_csv_find(&tables.nodes, "id");
    if (tables.id < 0) {
        tables.id = latigraph_csv_find(&tables.nodes, "name");
    }
    if (tables.id < 0) {
        IGRAPH_CHECK(need_column(&tables.nodes, "id", &tables.id));
    }
    IGRAPH_FINALLY(latigraph_map_destroy, &tables.rows);
    IGRAPH_CHECK(index_ids(&tables.nodes, tables.id, &tables.rows));
    IGRAPH_CHECK(open_table(&tables.edges, folder, "edges.csv"));
    IGRAPH_CHECK(read_all(&tables, name));
    latigraph_csv_destroy(&tables.edges);
    latigraph_map_destroy(&tables.rows);
    latigraph_csv_destroy(&tables.nodes);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
