/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * What a command line knows beyond the table of operations.
 *
 * Five things need more than rows. Circuits that an operation makes one by one go to files through
 * a sink, so that a large ensemble never fills the memory. A fit keeps its checkpoint beside the
 * model file, whose path the operation does not know; the command removes it after the model is
 * written. The options of a fit are checked before circuits are read. The figure of an evaluation
 * needs parts of it that are computed only on request. A report says how it was made.
 */
#include "cli/cli.h"

#include <glib/gstdio.h>
#include <string.h>

/* Gets the path where a fit keeps its state: as given, or else that of the model with an ending.
 * NULL means that the operation has no checkpoint. */
static char *checkpoint_of(const cli_line_t *line) {
    const cli_row_t *row = cli_line_row(line, "checkpoint");
    if (row == NULL || line->output == NULL) {
        return NULL;
    }
    return row->texts != NULL ? g_strdup(row->texts[0])
                              : g_strconcat(line->output[0], ".checkpoint", NULL);
}

/* Makes the operation leave its checkpoint. If the operation removed it, a kill or a full disk
 * before the model is written would lose the whole fit. */
static igraph_error_t set_checkpoint(const cli_line_t *line, latigraph_call_t *call) {
    char *path = checkpoint_of(line);
    if (path == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY(g_free, path);
    IGRAPH_CHECK(latigraph_call_set_text(call, "checkpoint", path));
    IGRAPH_CHECK(latigraph_call_set_text(call, "keep_checkpoint", "true"));
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void cli_special_written(const cli_line_t *line) {
    const cli_row_t *keep = cli_line_row(line, "keep_checkpoint");
    char *path = checkpoint_of(line);
    if (path != NULL && keep != NULL && !keep->set) {
        g_unlink(path);
    }
    g_free(path);
}

/* Options of a fit are checked before circuits are read, which can take long. */
static igraph_error_t check_fit_options(const cli_line_t *line) {
    const cli_row_t *row = cli_line_row(line, "options");
    latigraph_fit_options_t *options;
    if (row == NULL || row->texts == NULL || g_strcmp0(row->row->metavar, "KEY=VALUE") != 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_fit_options_create(&options));
    IGRAPH_FINALLY(latigraph_fit_options_destroy, options);
    for (char **text = row->texts; *text != NULL; text++) {
        char **pair = g_strsplit(*text, "=", 2);
        IGRAPH_FINALLY(g_strfreev, pair);
        if (g_strv_length(pair) == 2) {
            IGRAPH_CHECK(cli_usage_if(latigraph_fit_options_set(options, pair[0], pair[1])));
        }
        g_strfreev(pair);
        IGRAPH_FINALLY_CLEAN(1);
    }
    latigraph_fit_options_destroy(options);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The figure of an evaluation shows the curve and circuits that are generated, which are computed
 * if a figure is asked for. */
static igraph_error_t set_drawn(const cli_line_t *line, latigraph_call_t *call) {
    if (strcmp(line->operation->name, "evaluate") != 0 || line->figures == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_call_set_text(call, "curve", "true"));
    return latigraph_call_set_text(call, "generate", "true");
}

/* --- The command line, for operations that write it down ------------------------------------- */

static void append_word(GString *text, const char *word) {
    char *quoted =
        word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                          "-_=+./:,%@")] != '\0' ||
                word[0] == '\0'
            ? g_shell_quote(word)
            : g_strdup(word);
    g_string_append_printf(text, " %s", quoted);
    g_free(quoted);
}

/* Appends the positional words, or the options that were given. The number of threads changes no
 * result and is left out. */
static void append_rows(GString *text, const cli_line_t *line, gboolean positional) {
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        if ((row->option == NULL) != positional || strcmp(row->row->name, "threads") == 0) {
            continue;
        }
        if (row->set) {
            g_string_append_printf(text, " --%s%s", row->negate ? "no-" : "", row->option);
        }
        for (char **word = row->texts; word != NULL && *word != NULL; word++) {
            if (!positional) {
                g_string_append_printf(text, " --%s", row->option);
            }
            append_word(text, *word);
        }
    }
}

/* Returns "worm" for the path "models/worm.safetensors". */
static char *stem_of(const char *path) {
    char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, ".safetensors")) {
        name[strlen(name) - strlen(".safetensors")] = '\0';
    }
    return name;
}

/* Tells a report how it was made. Files to write are no part of that, so that the same report is
 * the same wherever it is written. */
static igraph_error_t set_command(const cli_line_t *line, latigraph_call_t *call) {
    const cli_row_t *model = cli_line_row(line, "model");
    if (strcmp(line->operation->name, "report") != 0 || model == NULL || model->texts == NULL) {
        return IGRAPH_SUCCESS;
    }
    GString *text = g_string_new("latigraph report");
    char *name = stem_of(model->texts[0]);
    append_rows(text, line, TRUE);
    append_rows(text, line, FALSE);
    if (line->reading != NULL) {
        append_rows(text, line->reading, FALSE);
    }
    igraph_error_t code = latigraph_call_set_text(call, "command", text->str);
    if (code == IGRAPH_SUCCESS) {
        code = latigraph_call_set_text(call, "name", name);
    }
    g_free(name);
    g_string_free(text, TRUE);
    return code;
}

/* --- Before the work ------------------------------------------------------------------------- */

/* A sink: writes a circuit as soon as it is made, so that a large ensemble never fills the memory.
 */
static igraph_error_t take_circuit(latigraph_circuit_t *circuit, void *data) {
    IGRAPH_FINALLY(latigraph_circuit_destroy, circuit);
    IGRAPH_CHECK(cli_writer_add(data, circuit));
    latigraph_circuit_destroy(circuit);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_special_before(const cli_line_t *line, latigraph_call_t *call,
                                  cli_writer_t *writer) {
    if (line->written != NULL && (line->written->show & LATIGRAPH_SHOW_STREAM) != 0) {
        IGRAPH_CHECK(latigraph_call_set_sink(call, line->written->name, take_circuit, writer));
    }
    IGRAPH_CHECK(set_drawn(line, call));
    IGRAPH_CHECK(set_command(line, call));
    IGRAPH_CHECK(check_fit_options(line));
    return line->writes == CLI_WRITES_MODEL ? set_checkpoint(line, call) : IGRAPH_SUCCESS;
}
