/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_CLI_H
#define LATIGRAPH_CLI_CLI_H

/* The latigraph command: a reader of the table of operations.
 *
 *     main.c ──▶ command.c ──▶ options.c   words of the command line into inputs of a call
 *                          ──▶ input.c     models, circuits and tables from files
 *                          ──▶ latigraph_call_run()
 *                          ──▶ output.c    circuits, models, figures and text into files
 *                help.c, complete.c        what the rows say of themselves
 *                host.c                    igraph's handlers, messages, Ctrl-C
 *
 * Nothing here knows a single operation, except special.c, which holds what a command line needs
 * beyond the table: where a fit keeps its checkpoint, and circuits that are written as they come.
 * Errors travel as igraph errors up to main(), which turns them into an exit status. */

#include <glib.h>
#include <latigraph/latigraph.h>

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* --- Host (host.c) ---------------------------------------------------------------------- */

void cli_host_start(void);
/* True after Ctrl-C or a request to end. */
igraph_bool_t cli_cancelled(void);
/* Gives the work ten seconds instead of one to end after a signal, because it saves its state. */
void cli_host_expect_save(void);
/* Prints what went wrong, if anything, closes stdout and gives the exit status. */
int cli_host_end(igraph_error_t code, const char *command);
/* No remarks and no progress from here on. */
void cli_be_quiet(void);
/* Takes the progress line off the terminal, before results are printed. */
void cli_close_line(void);
/* A remark on stderr: "latigraph: ...". */
void cli_note(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Raises an error that ends with exit status 2. */
igraph_error_t cli_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Raises a GError (and frees it) as a failure. */
igraph_error_t cli_glib_error(GError *error);
/* Makes an error of this call, if any, a usage error: for texts that the library parses. */
igraph_error_t cli_usage_if(igraph_error_t code);
/* Columns of the terminal that standard output is, of $COLUMNS, or 80. */
int cli_width(void);

/* --- The command line of an operation (options.c) --------------------------------------------- */

/* One row of the operation, as the command line sees it. */
typedef struct {
    const latigraph_argument_t *row;
    char *option;    /* long option without hyphens; NULL: the row is positional */
    gboolean negate; /* a boolean that is true by default: the option is --no-NAME */
    char **texts;    /* as given, NULL-terminated; NULL: not given */
    gboolean set;    /* a boolean that was given */
} cli_row_t;

/* Kinds of outputs that decide what -o means. */
typedef enum {
    CLI_WRITES_TEXT,   /* the printed result, to a file instead of standard output */
    CLI_WRITES_MODEL,  /* a model file */
    CLI_WRITES_GRAPHS, /* circuits, into a folder */
    CLI_WRITES_GRAPH,  /* one circuit, to a file */
    CLI_WRITES_FIGURE  /* an image, to a file of its format */
} cli_writes_t;

typedef struct cli_line_t {
    const latigraph_operation_t *operation;
    cli_row_t *rows; /* (count) inputs, in the table's order */
    int count;
    cli_writes_t writes;
    const latigraph_argument_t *written; /* the output that -o is for; NULL: text */
    gboolean needs_output;               /* the operation has nothing to print */
    /* Options that the command adds. */
    gboolean help, quiet, json, csv, force;
    char **output, **figures; /* several files of one figure */
    char *format;
    cli_row_t *style; /* (latigraph_figure_option_count()) options of figures; NULL without */
    struct cli_line_t *reading; /* options of the operation that reads circuits; NULL without */
    igraph_integer_t memory;    /* bytes of circuits to hold in memory */
    char *memory_text;
    char **positional;
} cli_line_t;

/* Puts the line on the FINALLY stack as one entry. */
igraph_error_t cli_line_init(cli_line_t *line, const latigraph_operation_t *operation);
void cli_line_destroy(cli_line_t *line);
igraph_error_t cli_line_parse(cli_line_t *line, int argc, char **argv);

/* Entries of the option parser with the texts of the help. Both arrays end with an entry without a
 * name and are freed with cli_entries_free(). */
GArray *cli_line_entries(cli_line_t *line);
GArray *cli_reading_entries(cli_line_t *line);
void cli_entries_free(GArray *entries);
gboolean cli_line_reads(const cli_line_t *line);
cli_row_t *cli_line_row(const cli_line_t *line, const char *name);
/* The word for the value of an option in texts: FILE, N, CIRCUITS. */
const char *cli_metavar(const latigraph_argument_t *row);
/* Number of a word in a NULL-terminated list; the usage error names the option. */
igraph_error_t cli_choice(const char *option, const char *text, const char *const *words,
                          int *choice);

/* --- Inputs and outputs (input.c, output.c) -------------------------------------------------- */

/* Inputs that were read from files, to be freed after the call. */
typedef struct {
    GPtrArray *readings; /* latigraph_call_t * that hold the circuits */
    GPtrArray *models;   /* latigraph_model_t * */
    GPtrArray *matrices; /* igraph_matrix_t * */
} cli_inputs_t;

igraph_error_t cli_inputs_init(cli_inputs_t *inputs);
void cli_inputs_destroy(cli_inputs_t *inputs);
/* Sets all inputs of the call that need no file; usage errors come from here. */
igraph_error_t cli_set_texts(const cli_line_t *line, latigraph_call_t *call);
/* Sets the options of the figure, which need a file to draw. */
igraph_error_t cli_set_style(const cli_line_t *line, latigraph_call_t *call);
/* Reads the files of all others and sets them. */
igraph_error_t cli_set_files(const cli_line_t *line, cli_inputs_t *inputs, latigraph_call_t *call);

/* Checks -o, --format and --figure before any work. */
igraph_error_t cli_output_check(const cli_line_t *line);
/* Circuits that are written one by one. */
typedef struct {
    const cli_line_t *line;
    GHashTable *taken; /* names of files so far */
    igraph_strvector_t files;
    igraph_integer_t first; /* circuits of other processes before these */
} cli_writer_t;
igraph_error_t cli_writer_init(cli_writer_t *writer, const cli_line_t *line);
void cli_writer_destroy(cli_writer_t *writer);
igraph_error_t cli_writer_add(cli_writer_t *writer, const latigraph_circuit_t *circuit);
/* Writes everything that the call gave and prints the result. */
igraph_error_t cli_output_all(const cli_line_t *line, latigraph_call_t *call, cli_writer_t *writer);
/* Writes a file in one go (or to standard output if the path is "-"). */
igraph_error_t cli_write_file(const char *path, const char *bytes, gsize size);

/* --- Commands (command.c, special.c, ops.c, complete.c, help.c) ------------------------------ */

igraph_error_t cli_run_operation(const latigraph_operation_t *operation, int argc, char **argv);
igraph_error_t cli_ops(int argc, char **argv);
igraph_error_t cli_complete(int argc, char **argv);

/* Before the inputs are checked: what a command line knows beyond the table. */
igraph_error_t cli_special_before(const cli_line_t *line, latigraph_call_t *call,
                                  cli_writer_t *writer);
/* After the model is written: removes the checkpoint of its fit. */
void cli_special_written(const cli_line_t *line);

void cli_help(void);
void cli_help_operation(cli_line_t *line);
/* "latigraph steer MODEL --to PROPERTY=VALUE". Free with g_free(). */
char *cli_synopsis(const cli_line_t *line);
/* The name of an operation's command: hyphens for underscores. Free with g_free(). */
char *cli_command_name(const latigraph_operation_t *operation);
/* Is the operation one that people start by hand, rather than a measure that `properties` takes? */
gboolean cli_is_command(const latigraph_operation_t *operation);

/* --- Processes (ranks.c) ---------------------------------------------------------------------- */

/* Joins the other processes of the job if mpirun started several and the work is split among them;
 * false if this one is not the first: it is quiet then, and its standard output goes nowhere. */
gboolean cli_ranks_start(gboolean split);
/* Is this the process that writes files? */
gboolean cli_is_first(void);
/* Sum over all processes, which all make the call. */
igraph_integer_t cli_ranks_sum(igraph_integer_t count);
/* Leaves the job, or ends it for all if this process failed. Returns the status. */
int cli_ranks_end(int status);

#endif
