/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Any operation of any module as a command.
 *
 * A run has a fixed order, which puts what fails cheaply before what takes long:
 *
 *     texts of options → checks of outputs → files → the call → files and text of the result
 *
 * Texts are parsed and the places of results are checked before a file is read, so that a mistyped
 * option or a missing folder costs no time. No operation is named in this file: rows
 * say what is read and written.
 *
 * If mpirun started several processes, those that have no share of the work end at once without an
 * error, as cli_ranks_start() decides.
 */
#include "cli/cli.h"

#include <string.h>

char *cli_command_name(const latigraph_operation_t *operation) {
    return g_strdelimit(g_strdup(operation->name), "_", '-');
}

gboolean cli_is_command(const latigraph_operation_t *operation) {
    return !latigraph_operation_is_property(operation);
}

/* Operations that compute only what is wanted are asked for everything that is shown. */
static igraph_error_t want_all(const latigraph_operation_t *operation, latigraph_call_t *call) {
    for (igraph_integer_t i = 0; operation->run == NULL && i < operation->argument_count; i++) {
        if (operation->arguments[i].direction == LATIGRAPH_OUT) {
            IGRAPH_CHECK(latigraph_call_want(call, operation->arguments[i].name));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_line(cli_line_t *line) {
    latigraph_call_t *call;
    cli_inputs_t inputs;
    cli_writer_t writer;
    IGRAPH_CHECK(cli_inputs_init(&inputs));
    IGRAPH_CHECK(cli_writer_init(&writer, line));
    IGRAPH_CHECK(latigraph_call_create(&call, line->operation->name));
    IGRAPH_FINALLY(latigraph_call_destroy, call);
    IGRAPH_CHECK(cli_set_texts(line, call));
    IGRAPH_CHECK(cli_set_style(line, call));
    IGRAPH_CHECK(cli_output_check(line));
    IGRAPH_CHECK(want_all(line->operation, call));
    latigraph_call_limit_memory(call, line->memory);
    IGRAPH_CHECK(cli_special_before(line, call, &writer));
    IGRAPH_CHECK(cli_set_files(line, &inputs, call));
    /* An error frees the line, which is on the FINALLY stack. */
    const gboolean resumable = cli_line_row(line, "resume") != NULL;
    if (resumable) {
        cli_host_expect_save();
    }
    const igraph_error_t code = latigraph_call_run(call);
    if (code == IGRAPH_INTERRUPTED && resumable) {
        cli_note("the fit was stopped; --resume continues it");
    }
    IGRAPH_CHECK(code);
    IGRAPH_CHECK(cli_output_all(line, call, &writer));
    latigraph_call_destroy(call);
    cli_writer_destroy(&writer);
    cli_inputs_destroy(&inputs);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_run_operation(const latigraph_operation_t *operation, int argc, char **argv) {
    cli_line_t line;
    IGRAPH_CHECK(cli_line_init(&line, operation));
    IGRAPH_CHECK(cli_line_parse(&line, argc, argv));
    if (line.help) {
        cli_help_operation(&line);
    } else {
        /* The JSON of circuits that are written one by one is one document, made by one process. */
        const gboolean stream =
            line.written != NULL && (line.written->show & LATIGRAPH_SHOW_STREAM) != 0;
        const gboolean split =
            (operation->flags & LATIGRAPH_SPLIT_WORK) != 0 && !(stream && line.json);
        if (cli_ranks_start(split) || split) {
            IGRAPH_CHECK(run_line(&line));
        }
    }
    cli_line_destroy(&line);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
