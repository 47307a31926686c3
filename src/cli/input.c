/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Inputs of a call: texts of options as they are, and circuits, models and tables from files.
 *
 * Texts go to the call unparsed, because the library knows types, ranges and choices of every row
 * and words the errors. They are set first, and files are read afterwards, so that a wrong option
 * is refused before an hour of reading. Files of circuits may hold many circuits; what was merged,
 * dropped or doubled while reading is said in one remark per file. Everything read stays in
 * cli_inputs_t until the call has ended, since the call borrows its inputs.
 */
#include "cli/cli.h"

#include <math.h>
#include <string.h>

static void free_call(gpointer call) {
    latigraph_call_destroy(call);
}

static void free_model(gpointer model) {
    latigraph_model_destroy(model);
}

static void free_matrix(gpointer matrix) {
    igraph_matrix_destroy(matrix);
    g_free(matrix);
}

igraph_error_t cli_inputs_init(cli_inputs_t *inputs) {
    inputs->readings = g_ptr_array_new_with_free_func(free_call);
    inputs->models = g_ptr_array_new_with_free_func(free_model);
    inputs->matrices = g_ptr_array_new_with_free_func(free_matrix);
    IGRAPH_FINALLY(cli_inputs_destroy, inputs);
    return IGRAPH_SUCCESS;
}

void cli_inputs_destroy(cli_inputs_t *inputs) {
    g_ptr_array_unref(inputs->readings);
    g_ptr_array_unref(inputs->models);
    g_ptr_array_unref(inputs->matrices);
}

/* --- Texts ------------------------------------------------------------------------------- */

static igraph_error_t read_file(const char *path, char **text) {
    GError *error = NULL;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, text, NULL, &error)) {
        return cli_glib_error(error);
    }
    IGRAPH_FINALLY(g_free, *text);
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_text(const cli_row_t *row, latigraph_call_t *call) {
    for (char **text = row->texts; *text != NULL; text++) {
        char *content;
        if ((row->row->show & LATIGRAPH_SHOW_FILE) == 0) {
            IGRAPH_CHECK(cli_usage_if(latigraph_call_set_text(call, row->row->name, *text)));
            continue;
        }
        IGRAPH_CHECK(read_file(*text, &content));
        IGRAPH_CHECK(latigraph_call_set_text(call, row->row->name, content));
        g_free(content);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static gboolean needs_file(const latigraph_argument_t *row) {
    return row->type == LATIGRAPH_TYPE_GRAPH || row->type == LATIGRAPH_TYPE_GRAPH_LIST ||
           row->type == LATIGRAPH_TYPE_MODEL || row->type == LATIGRAPH_TYPE_MATRIX;
}

/* Sets the two defaults that belong to the command: a fixed seed, so that results can be repeated,
 * and one thread per processor. */
static igraph_error_t set_own_default(const cli_row_t *row, latigraph_call_t *call) {
    char number[24];
    if (strcmp(row->row->name, "seed") == 0) {
        return latigraph_call_set_text(call, "seed", "1");
    }
    if (strcmp(row->row->name, "threads") == 0) {
        g_snprintf(number, sizeof number, "%u", g_get_num_processors());
        return latigraph_call_set_text(call, "threads", number);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_set_texts(const cli_line_t *line, latigraph_call_t *call) {
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        if (needs_file(row->row)) {
            continue;
        }
        if (row->set) {
            IGRAPH_CHECK(
                latigraph_call_set_text(call, row->row->name, row->negate ? "false" : "true"));
        } else if (row->texts != NULL) {
            IGRAPH_CHECK(set_text(row, call));
        } else {
            IGRAPH_CHECK(set_own_default(row, call));
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_set_style(const cli_line_t *line, latigraph_call_t *call) {
    for (igraph_integer_t i = 0; line->style != NULL && i < latigraph_figure_option_count(); i++) {
        const cli_row_t *row = &line->style[i];
        if (row->texts != NULL && line->figures == NULL) {
            return cli_usage("--%s: no figure is drawn; say which file by --figure FILE.",
                             row->option);
        }
        for (char **text = row->texts; text != NULL && *text != NULL; text++) {
            IGRAPH_CHECK(cli_usage_if(latigraph_call_set_figure(call, row->row->name, *text)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Circuits ------------------------------------------------------------------------------ */

/* Hands options of the operation that concern the reading of graphs to the reader. */
static igraph_error_t share_texts(const cli_line_t *line, latigraph_call_t *reading) {
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        for (char **text = row->texts;
             (row->row->show & LATIGRAPH_SHOW_READING) != 0 && text != NULL && *text != NULL;
             text++) {
            IGRAPH_CHECK(cli_usage_if(latigraph_call_set_text(reading, row->row->name, *text)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Reads circuits by the operation that every face reads them with. */
static igraph_error_t read_circuits(const cli_line_t *line, const cli_row_t *row,
                                    latigraph_call_t *call, latigraph_call_t *reading,
                                    const latigraph_circuit_list_t **list) {
    for (char **path = row->texts; *path != NULL; path++) {
        IGRAPH_CHECK(latigraph_call_set_text(reading, "paths", *path));
    }
    if ((row->row->show & LATIGRAPH_SHOW_UNDIRECTED) != 0) { /* unless an option says otherwise */
        IGRAPH_CHECK(latigraph_call_set_text(reading, "undirected", "stated"));
    }
    IGRAPH_CHECK(cli_set_texts(line->reading, reading));
    IGRAPH_CHECK(share_texts(line, reading));
    latigraph_call_limit_memory(reading, line->memory);
    IGRAPH_CHECK(latigraph_call_run(reading));
    IGRAPH_CHECK(latigraph_call_copy_remarks(call, reading));
    IGRAPH_CHECK(latigraph_call_circuits(reading, "circuits", list));
    if (cli_cancelled()) {
        IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
    }
    if (latigraph_circuit_list_stored(*list) > 0) {
        cli_note("%" IGRAPH_PRId " of %" IGRAPH_PRId
                 " circuits are kept in a file, beyond %" IGRAPH_PRId " MB in memory (--memory)",
                 latigraph_circuit_list_stored(*list), latigraph_circuit_list_size(*list),
                 line->memory / 1000000);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_circuits(const cli_line_t *line, const cli_row_t *row,
                                   cli_inputs_t *inputs, latigraph_call_t *call) {
    const latigraph_circuit_list_t *list;
    latigraph_call_t *reading;
    IGRAPH_CHECK(latigraph_call_create(&reading, "read_graphs"));
    g_ptr_array_add(inputs->readings, reading);
    IGRAPH_CHECK(read_circuits(line, row, call, reading, &list));
    if (row->row->type == LATIGRAPH_TYPE_GRAPH && latigraph_circuit_list_size(list) != 1) {
        IGRAPH_ERRORF("\"%s\" holds %" IGRAPH_PRId " circuits; give a file or folder with one.",
                      IGRAPH_EINVAL, row->texts[0], latigraph_circuit_list_size(list));
    }
    return latigraph_call_set_circuits(call, row->row->name, list);
}

/* --- Models and tables ------------------------------------------------------------------------ */

static igraph_error_t set_model(const cli_row_t *row, cli_inputs_t *inputs,
                                latigraph_call_t *call) {
    latigraph_model_t *model;
    IGRAPH_CHECK(latigraph_model_read(&model, row->texts[0]));
    g_ptr_array_add(inputs->models, model);
    return latigraph_call_set(call, row->row->name, (latigraph_value_t){.model = model});
}

/* Sets the digest that came with the codes of a file, unless the command line has another one. */
static igraph_error_t set_digest(const cli_line_t *line, const cli_row_t *codes, const char *digest,
                                 latigraph_call_t *call) {
    char *name = g_strconcat(codes->row->name, "_digest", NULL);
    const cli_row_t *row = cli_line_row(line, name);
    g_free(name);
    return row != NULL && row->texts == NULL && digest != NULL
               ? latigraph_call_set_text(call, row->row->name, digest)
               : IGRAPH_SUCCESS;
}

static igraph_error_t set_matrix(const cli_line_t *line, const cli_row_t *row, cli_inputs_t *inputs,
                                 latigraph_call_t *call) {
    char *digest;
    igraph_matrix_t *matrix = g_new0(igraph_matrix_t, 1);
    IGRAPH_FINALLY(g_free, matrix);
    IGRAPH_CHECK(igraph_matrix_init(matrix, 0, 0));
    IGRAPH_FINALLY_CLEAN(1);
    g_ptr_array_add(inputs->matrices, matrix);
    IGRAPH_CHECK(latigraph_codes_read(matrix, &digest, row->texts[0]));
    IGRAPH_FINALLY(igraph_free, digest);
    IGRAPH_CHECK(set_digest(line, row, digest, call));
    igraph_free(digest);
    IGRAPH_FINALLY_CLEAN(1);
    return latigraph_call_set(call, row->row->name, (latigraph_value_t){.matrix = matrix});
}

igraph_error_t cli_set_files(const cli_line_t *line, cli_inputs_t *inputs, latigraph_call_t *call) {
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        if (row->texts == NULL || !needs_file(row->row)) {
            continue;
        }
        if (row->row->type == LATIGRAPH_TYPE_MODEL) {
            IGRAPH_CHECK(set_model(row, inputs, call));
        } else if (row->row->type == LATIGRAPH_TYPE_MATRIX) {
            IGRAPH_CHECK(set_matrix(line, row, inputs, call));
        } else {
            IGRAPH_CHECK(set_circuits(line, row, inputs, call));
        }
    }
    return IGRAPH_SUCCESS;
}
