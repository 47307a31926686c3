/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Results of a call into files and on standard output.
 *
 * What can be refused is refused before the work: a folder that does not exist or holds files
 * already, an unknown format, an ending that is no image. Circuits of an ensemble are written one
 * by one as they are made, so memory holds one at a time; their names become names of files, made
 * safe for a path and distinct. Other files are written in one go under a temporary name
 * (base/output.c). Devices and pipes are the exception: renaming a file over /dev/null would
 * replace it.
 *
 * Standard output gets one form of the result (table, CSV or JSON), and nothing else is printed
 * there.
 */
#include "cli/cli.h"

#include "base/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Formats that circuits are written in, and how their files end ("" for a folder). */
static const char *const formats[] = {"graphml", "gml",    "pajek", "edgelist", "ncol", "lgl",
                                      "leda",    "dot",    "mtx",   "npy",      "npz",  "json",
                                      "gexf",    "sonata", "nest",  "brian2",   "csv",  NULL};
static const char *const endings[] = {".graphml", ".gml",    ".net", ".edgelist", ".ncol", ".lgl",
                                      ".leda",    ".dot",    ".mtx", ".npy",      ".npz",  ".json",
                                      ".gexf",    ".sonata", ".py",  ".py",       ""};

static const char *output_of(const cli_line_t *line) {
    return line->output != NULL ? line->output[g_strv_length(line->output) - 1] : NULL;
}

/* Graphs that are not circuits go to one file if the path ends like a file of a known format. */
static gboolean is_one_file(const cli_line_t *line) {
    const char *output = output_of(line);
    if (output == NULL || line->written == NULL ||
        (line->written->show & LATIGRAPH_SHOW_PLAIN) == 0) {
        return FALSE;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(endings); k++) {
        char *packed = g_strconcat(endings[k], ".gz", NULL);
        const gboolean ends = endings[k][0] != '\0' && (g_str_has_suffix(output, endings[k]) ||
                                                        g_str_has_suffix(output, packed));
        g_free(packed);
        if (ends) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- Before the work ------------------------------------------------------------------------ */

static igraph_error_t refuse_filled(const cli_line_t *line, const char *folder) {
    GError *error = NULL;
    GDir *dir = g_dir_open(folder, 0, &error);
    if (dir == NULL) {
        return cli_glib_error(error);
    }
    const char *entry = g_dir_read_name(dir);
    igraph_error_t code = IGRAPH_SUCCESS;
    if (entry != NULL && !line->force) {
        igraph_errorf("\"%s\" holds files already (\"%s\"); choose another folder or give --force.",
                      IGRAPH_FILE_BASENAME, __LINE__, IGRAPH_EFILE, folder, entry);
        code = IGRAPH_EFILE;
    } else if (entry != NULL) {
        cli_note("%s: the files in it are kept, unless a circuit has the same name", folder);
    }
    g_dir_close(dir);
    return code;
}

/* Checks that a file can be written, so that an hour's work does not end at a missing folder. */
static igraph_error_t check_file(const char *path) {
    if (strcmp(path, "-") == 0) {
        return IGRAPH_SUCCESS;
    }
    char *folder = g_path_get_dirname(path);
    const gboolean writable = g_access(folder, W_OK) == 0;
    g_free(folder);
    if (!writable) {
        IGRAPH_ERRORF("Cannot write \"%s\": %s.", IGRAPH_EFILE, path, g_strerror(errno));
    }
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        IGRAPH_ERRORF("Cannot write \"%s\": it is a folder.", IGRAPH_EFILE, path);
    }
    return IGRAPH_SUCCESS;
}

/* A model replaces the file of its name, which must not happen to a device. */
static igraph_error_t check_model(const char *path) {
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        IGRAPH_ERRORF("Cannot write \"%s\": it exists and is not a file.", IGRAPH_EFILE, path);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_figures(const char *option, char **paths) {
    for (char **path = paths; path != NULL && *path != NULL; path++) {
        if (!g_str_has_suffix(*path, ".svg") && !g_str_has_suffix(*path, ".png") &&
            !g_str_has_suffix(*path, ".pdf")) {
            return cli_usage("%s: \"%s\" does not end in .svg, .pdf or .png.", option, *path);
        }
        IGRAPH_CHECK(check_file(*path));
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether an operation gives numbers with labels, which CSV needs for its lines. */
static gboolean has_table(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (row->direction == LATIGRAPH_OUT && row->rows != NULL &&
            (row->type == LATIGRAPH_TYPE_VECTOR || row->type == LATIGRAPH_TYPE_MATRIX ||
             row->type == LATIGRAPH_TYPE_STRING_LIST)) {
            return TRUE;
        }
    }
    return FALSE;
}

igraph_error_t cli_output_check(const cli_line_t *line) {
    const char *output = output_of(line);
    int format;
    if (line->csv && !has_table(line->operation)) {
        return cli_usage("--csv: \"%s\" gives no table with labels; use --json.",
                         line->operation->name);
    }
    if (line->format != NULL) {
        IGRAPH_CHECK(cli_choice("--format", line->format, formats, &format));
    }
    IGRAPH_CHECK(check_figures("--figure", line->figures));
    if (output == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (line->writes == CLI_WRITES_FIGURE) {
        return check_figures("-o", line->output);
    }
    if (is_one_file(line)) {
        return check_file(output);
    }
    if (line->writes == CLI_WRITES_GRAPHS) {
        return g_file_test(output, G_FILE_TEST_EXISTS) ? refuse_filled(line, output)
                                                       : IGRAPH_SUCCESS;
    }
    if (line->writes == CLI_WRITES_MODEL) {
        IGRAPH_CHECK(check_model(output));
    }
    return line->writes == CLI_WRITES_GRAPH ? IGRAPH_SUCCESS : check_file(output);
}

/* --- Circuits --------------------------------------------------------------------------------- */

igraph_error_t cli_writer_init(cli_writer_t *writer, const cli_line_t *line) {
    writer->line = line;
    writer->first = 0;
    IGRAPH_CHECK(igraph_strvector_init(&writer->files, 0));
    writer->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    IGRAPH_FINALLY(cli_writer_destroy, writer);
    return IGRAPH_SUCCESS;
}

void cli_writer_destroy(cli_writer_t *writer) {
    g_hash_table_unref(writer->taken);
    igraph_strvector_destroy(&writer->files);
}

/* A name that is safe as part of a path, and that no other circuit has. */
static char *file_name(const cli_writer_t *writer, const char *name) {
    const igraph_integer_t number = writer->first + igraph_strvector_size(&writer->files) + 1;
    char *safe = g_strdup(name != NULL ? name : "");
    g_strdelimit(safe, "/\\:*?\"<>| \t\n", '-');
    if (safe[0] == '\0' || safe[0] == '.') {
        g_free(safe);
        safe = g_strdup_printf("circuit%04" IGRAPH_PRId, number);
    }
    if (g_hash_table_contains(writer->taken, safe)) {
        char *other = g_strdup_printf("%s-%" IGRAPH_PRId, safe, number);
        g_free(safe);
        safe = other;
    }
    return safe;
}

/* Adds the file of the next circuit; `*path` belongs to the list of files. */
static igraph_error_t add_file(cli_writer_t *writer, const char *circuit, int *format,
                               const char **path) {
    const char *folder = output_of(writer->line);
    *format = 0;
    if (cli_cancelled()) {
        IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
    }
    if (writer->line->format != NULL) {
        IGRAPH_CHECK(cli_choice("--format", writer->line->format, formats, format));
    }
    if (g_hash_table_size(writer->taken) == 0) {
        IGRAPH_CHECK(latigraph_folder_create(folder, true, NULL));
    }
    char *stem = file_name(writer, circuit);
    char *name = g_strconcat(stem, endings[*format], NULL);
    char *file = g_build_filename(folder, name, NULL);
    g_free(name);
    g_hash_table_add(writer->taken, stem);
    IGRAPH_FINALLY(g_free, file);
    IGRAPH_CHECK(igraph_strvector_push_back(&writer->files, file));
    g_free(file);
    IGRAPH_FINALLY_CLEAN(1);
    *path = igraph_strvector_get(&writer->files, igraph_strvector_size(&writer->files) - 1);
    return IGRAPH_SUCCESS;
}

/* Least number of edges of a circuit whose file is announced as soon as it is complete. */
enum { ANNOUNCED = 1000000 };

igraph_error_t cli_writer_add(cli_writer_t *writer, const latigraph_circuit_t *circuit) {
    const char *path;
    int format;
    IGRAPH_CHECK(add_file(writer, latigraph_circuit_name(circuit), &format, &path));
    IGRAPH_CHECK(latigraph_circuit_write(circuit, path, formats[format]));
    if (latigraph_circuit_ecount(circuit) >= ANNOUNCED) {
        cli_note("%s is complete: %" IGRAPH_PRId " neurons, %" IGRAPH_PRId " edges", path,
                 latigraph_circuit_vcount(circuit), latigraph_circuit_ecount(circuit));
    }
    return IGRAPH_SUCCESS;
}

/* Writes graphs that are not circuits: one to a file, or each to a file of a folder. */
static igraph_error_t write_plain(const cli_line_t *line, latigraph_call_t *call,
                                  cli_writer_t *writer) {
    latigraph_value_t value;
    IGRAPH_CHECK(latigraph_call_get(call, line->written->name, &value));
    const igraph_integer_t count = igraph_graph_list_size(value.graph_list);
    if (is_one_file(line) && count != 1) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " graphs for the one file \"%s\"; give a folder.",
                      IGRAPH_EINVAL, count, output_of(line));
    }
    for (igraph_integer_t i = 0; i < count; i++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(value.graph_list, i);
        const char *path = output_of(line);
        int format;
        if (is_one_file(line)) {
            IGRAPH_CHECK(igraph_strvector_push_back(&writer->files, path));
            IGRAPH_CHECK(latigraph_graph_write(graph, path, line->format));
        } else {
            IGRAPH_CHECK(add_file(writer, igraph_cattribute_GAS(graph, "name"), &format, &path));
            IGRAPH_CHECK(latigraph_graph_write(graph, path, formats[format]));
        }
    }
    return latigraph_call_set_files(call, line->written->name, &writer->files);
}

static igraph_error_t write_circuits(const cli_line_t *line, latigraph_call_t *call,
                                     cli_writer_t *writer) {
    const latigraph_circuit_list_t *circuits;
    if ((line->written->show & LATIGRAPH_SHOW_PLAIN) != 0) {
        return write_plain(line, call, writer);
    }
    IGRAPH_CHECK(latigraph_call_circuits(call, line->written->name, &circuits));
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(circuits); i++) {
        IGRAPH_CHECK(cli_writer_add(writer, latigraph_circuit_list_get(circuits, i)));
    }
    return latigraph_call_set_files(call, line->written->name, &writer->files);
}

static igraph_error_t write_graph(const cli_line_t *line, latigraph_call_t *call) {
    const latigraph_circuit_list_t *circuits;
    latigraph_value_t value;
    if ((line->written->show & LATIGRAPH_SHOW_PLAIN) != 0) {
        IGRAPH_CHECK(latigraph_call_get(call, line->written->name, &value));
        return latigraph_graph_write(value.graph, output_of(line), line->format);
    }
    IGRAPH_CHECK(latigraph_call_circuits(call, line->written->name, &circuits));
    return latigraph_circuit_write(latigraph_circuit_list_get(circuits, 0), output_of(line),
                                   line->format);
}

/* --- Models, figures, text ---------------------------------------------------------------------
 */

static igraph_error_t write_model(const cli_line_t *line, latigraph_call_t *call) {
    void *model;
    if (!cli_is_first()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_call_take_model(call, line->written->name, &model));
    IGRAPH_FINALLY(latigraph_model_destroy, model);
    IGRAPH_CHECK(latigraph_model_write(model, output_of(line)));
    cli_special_written(line);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Writes to a device or pipe, which must not be replaced by a file. */
static igraph_error_t write_through(const char *path, const char *bytes, gsize size) {
    FILE *file = fopen(path, "wb");
    gboolean good = file != NULL && fwrite(bytes, 1, size, file) == size;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good) {
        IGRAPH_ERRORF("Cannot write \"%s\": %s.", IGRAPH_EFILE, path, g_strerror(errno));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_write_file(const char *path, const char *bytes, gsize size) {
    latigraph_output_t output;
    if (strcmp(path, "-") == 0) {
        cli_close_line();
        fwrite(bytes, 1, size, stdout);
        return IGRAPH_SUCCESS;
    }
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return write_through(path, bytes, size);
    }
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    /* latigraph_output_flush() reports errors of this call. */
    fwrite(bytes, 1, size, output.file);
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t draw(latigraph_call_t *call, char **paths) {
    igraph_vector_char_t image;
    IGRAPH_CHECK(igraph_vector_char_init(&image, 0));
    IGRAPH_FINALLY(igraph_vector_char_destroy, &image);
    for (char **path = paths; path != NULL && *path != NULL; path++) {
        IGRAPH_CHECK(latigraph_call_figure(call, strrchr(*path, '.') + 1, &image));
        IGRAPH_CHECK(cli_write_file(*path, VECTOR(image), (gsize)igraph_vector_char_size(&image)));
    }
    igraph_vector_char_destroy(&image);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_result(const cli_line_t *line, latigraph_call_t *call) {
    const gboolean csv =
        line->csv || (!line->json && (line->operation->flags & LATIGRAPH_PRINTS_CSV) != 0);
    const latigraph_form_t form = line->json ? LATIGRAPH_FORM_JSON
                                  : csv      ? LATIGRAPH_FORM_CSV
                                             : LATIGRAPH_FORM_TABLE;
    const char *path =
        line->writes == CLI_WRITES_TEXT && line->output != NULL ? output_of(line) : "-";
    char *text;
    IGRAPH_CHECK(latigraph_call_write(call, form, cli_width(), &text));
    IGRAPH_FINALLY(igraph_free, text);
    IGRAPH_CHECK(cli_write_file(path, text, strlen(text)));
    igraph_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static void note_remarks(const latigraph_call_t *call) {
    for (igraph_integer_t i = 0; i < latigraph_call_remark_count(call); i++) {
        const latigraph_remark_t remark = latigraph_call_remark(call, i);
        if (strcmp(remark.kind, "not-applicable") != 0) {
            cli_note("%s", remark.text);
        }
    }
}

igraph_error_t cli_output_all(const cli_line_t *line, latigraph_call_t *call,
                              cli_writer_t *writer) {
    note_remarks(call);
    if (line->writes == CLI_WRITES_MODEL) {
        IGRAPH_CHECK(write_model(line, call));
    } else if (line->writes == CLI_WRITES_GRAPHS && line->output != NULL) {
        IGRAPH_CHECK(write_circuits(line, call, writer));
    } else if (line->writes == CLI_WRITES_GRAPH && line->output != NULL) {
        IGRAPH_CHECK(write_graph(line, call));
    }
    IGRAPH_CHECK(draw(call, line->writes == CLI_WRITES_FIGURE ? line->output : NULL));
    IGRAPH_CHECK(draw(call, line->figures));
    IGRAPH_CHECK(print_result(line, call));
    if (line->writes == CLI_WRITES_GRAPHS && line->output != NULL && !line->json && !line->csv) {
        const igraph_integer_t count = cli_ranks_sum(igraph_strvector_size(&writer->files));
        const char *what = (line->written->show & LATIGRAPH_SHOW_PLAIN) != 0 ? "graph" : "circuit";
        printf("%" IGRAPH_PRId " %s%s in %s\n", count, what, count == 1 ? "" : "s",
               output_of(line));
    }
    return IGRAPH_SUCCESS;
}
