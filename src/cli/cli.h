/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CLI_CLI_H
#define LATIGRAPH_CLI_CLI_H

/* What the subcommands share. A subcommand is one function that parses its
 * arguments with cli_parse() and then calls the public API; errors travel as
 * igraph errors up to main(), which turns them into an exit status. */

#include <glib.h>
#include <json-glib/json-glib.h>
#include <latigraph/latigraph.h>

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

typedef struct {
    const char *name;
    const char *summary; /* one line */
    igraph_error_t (*run)(int argc, char **argv);
    gboolean split; /* is its work split among processes? Others are done by the first alone */
} cli_command_t;

igraph_error_t cli_sample(int argc, char **argv);
igraph_error_t cli_fit(int argc, char **argv);
igraph_error_t cli_models(int argc, char **argv);
igraph_error_t cli_info(int argc, char **argv);
igraph_error_t cli_card(int argc, char **argv);
igraph_error_t cli_encode(int argc, char **argv);
igraph_error_t cli_decode(int argc, char **argv);
igraph_error_t cli_generate(int argc, char **argv);
igraph_error_t cli_properties(int argc, char **argv);
igraph_error_t cli_reservoir(int argc, char **argv);
igraph_error_t cli_directions(int argc, char **argv);
igraph_error_t cli_explain(int argc, char **argv);
igraph_error_t cli_steer(int argc, char **argv);
igraph_error_t cli_traverse(int argc, char **argv);
igraph_error_t cli_interpolate(int argc, char **argv);
igraph_error_t cli_evaluate(int argc, char **argv);
igraph_error_t cli_compare(int argc, char **argv);
igraph_error_t cli_ops(int argc, char **argv);
igraph_error_t cli_figure(int argc, char **argv);

/* --- Host: igraph's handlers, messages, Ctrl-C (host.c) ------------------ */

/* Sees to it that OpenBLAS uses what the processor can do; call it first (blas.c). May start the
 * program again. */
void cli_choose_blas(char **argv);

void cli_host_start(void);
/* True after Ctrl-C or a request to end. */
igraph_bool_t cli_cancelled(void);
/* Prints what went wrong, if anything, closes stdout and gives the exit status. */
int cli_host_end(igraph_error_t code, const char *command);
/* No remarks and no progress from here on. */
void cli_be_quiet(void);
/* A remark on stderr: "latigraph: ...". */
void cli_note(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Raises an error that ends with exit status 2. */
igraph_error_t cli_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Raises a GError (and frees it) as a failure. */
igraph_error_t cli_glib_error(GError *error);
/* Makes an error of this call, if any, a usage error: for texts that the library parses. */
igraph_error_t cli_usage_if(igraph_error_t code);

/* --- Arguments (arguments.c) --------------------------------------------- */

/* Groups of options that several subcommands have. */
typedef enum {
    CLI_READS = 1 << 0,   /* circuits are read */
    CLI_WRITES = 1 << 1,  /* circuits are written into a folder: -o, --format, --force */
    CLI_SEED = 1 << 2,    /* --seed */
    CLI_THREADS = 1 << 3, /* --threads */
    CLI_JSON = 1 << 4     /* --json */
} cli_groups_t;

typedef struct {
    const char *positional; /* "CONNECTOME -o DIR" */
    const char *text;       /* what it does */
    const char *example;    /* a command line */
    const GOptionEntry *options;
    unsigned groups;
    int least, most;    /* positional arguments; most < 0: any number */
    void (*more)(void); /* prints a further part of the help; or NULL */
} cli_syntax_t;

/* The shared options as given. */
typedef struct {
    igraph_uint_t seed;
    igraph_bool_t seed_given;
    igraph_integer_t threads; /* 0 if --threads was not given: cli_threads() */
    gboolean json;
    char *output; /* -o of CLI_WRITES */
    char *format;
    gboolean force;
    latigraph_read_options_t read;
    igraph_integer_t memory; /* bytes of circuits to hold in memory */
} cli_shared_t;
extern cli_shared_t cli_shared;

/* Parses the arguments after the name of the command. *arguments gets the positional ones (to be
 * kept, not freed), or NULL when help was asked for and printed: then there is nothing to do. */
igraph_error_t cli_parse(const cli_syntax_t *syntax, int argc, char **argv, char ***arguments);
igraph_integer_t cli_threads(void);

/* Numbers as text; `option` names them in the error. */
igraph_error_t cli_integer(const char *option, const char *text, igraph_integer_t min,
                           igraph_integer_t max, igraph_integer_t *value);
igraph_error_t cli_real(const char *option, const char *text, igraph_real_t min, igraph_real_t max,
                        igraph_real_t *value);
/* The place of `text` in a NULL-terminated list of words. */
igraph_error_t cli_choice(const char *option, const char *text, const char *const *words,
                          int *choice);
/* How circuits are generated: the shared options and, unless they are NULL, --count and --nodes,
 * which does not go with --like. `count` is the default. */
igraph_error_t cli_generation(latigraph_generate_options_t *options, igraph_integer_t count,
                              const char *count_text, const char *nodes_text, const char *like);
/* A property by name. */
igraph_error_t cli_property(const char *option, const char *text, igraph_integer_t *property);
/* The word of the list that is nearest to `text`, or NULL if none is near. */
const char *cli_nearest(const char *text, const char *const *words);

/* --- Properties of any kind (user_properties.c) ----------------------------- */

/* Opens the modules on the search path, at the first call. */
igraph_error_t cli_load_modules(void);
/* An empty list of properties beside the table; on the FINALLY stack as one entry. Free it with
 * latigraph_callback_list_destroy(). */
igraph_error_t cli_user_init(latigraph_callback_list_t *user);
/* The index of a property by its name: of the table, or an operation of the library or of a module
 * with one graph in and one number out, which is then added to `user`. Anything else is a usage
 * error. latigraph_property_name(user, index) gives the name back. */
igraph_error_t cli_user_property(const char *option, const char *text,
                                 latigraph_callback_list_t *user, igraph_integer_t *property);

/* --- Help (help.c) -------------------------------------------------------- */

void cli_help_paragraph(const char *text);
/* "  label       text", wrapped. */
void cli_help_item(const char *label, const char *text);
void cli_help_options(const GOptionEntry *entries);

/* --- Circuits in (reading.c) --------------------------------------------- */

/* Initialises a list, puts it on the FINALLY stack and reads every path into it (none if `paths` is
 * NULL); decisions are reported on stderr. */
igraph_error_t cli_read_new_list(latigraph_circuit_list_t *list, char **paths);
/* As cli_read_new_list(); the path must hold exactly one circuit. */
igraph_error_t cli_read_one(latigraph_circuit_list_t *list, char *path);
/* As cli_read_one(), but the path may be NULL: then the list is empty and so is *circuit. */
igraph_error_t cli_read_like(latigraph_circuit_list_t *list, char *path,
                             const latigraph_circuit_t **circuit);
/* Reads a model and puts it on the FINALLY stack. */
igraph_error_t cli_read_model(latigraph_model_t **model, const char *path);

/* --- Circuits and files out (output.c) ----------------------------------- */

/* Checks -o and --format, before any work; refuses a folder that holds files already. */
igraph_error_t cli_output_prepare(void);
/* Makes the folder and writes every circuit into it; appends the paths to `files`. */
/* Writes one circuit, number 1 making the folder; taken: names of files so far, which the caller
 * frees. */
igraph_error_t cli_output_circuit(const latigraph_circuit_t *circuit, igraph_integer_t number,
                                  GHashTable *taken, GPtrArray *files);
igraph_error_t cli_output_circuits(const latigraph_circuit_list_t *list, GPtrArray *files);
/* Writes a file in one go (or stdout if the path is "-"). */
igraph_error_t cli_write_file(const char *path, const GString *text);

/* --- Tables and JSON (print.c) ------------------------------------------- */

/* A table of texts; columns are padded when it is printed. */
typedef struct {
    int columns;
    GPtrArray *cells; /* char *, row after row; the first row is the header */
    guint64 left;     /* bit c: column c holds words, not numbers */
} cli_table_t;

/* `left`: one letter a column, 'l' for words and 'r' for numbers. The table is put on the FINALLY
 * stack. */
igraph_error_t cli_table_init(cli_table_t *table, const char *alignment, const char *const *header);
void cli_table_destroy(cli_table_t *table);
void cli_table_text(cli_table_t *table, const char *text);
/* A number with so many significant digits; "-" for NaN. */
void cli_table_number(cli_table_t *table, igraph_real_t value, int digits);
/* A number with so many decimals. */
void cli_table_fixed(cli_table_t *table, igraph_real_t value, int decimals);
void cli_table_print(const cli_table_t *table);

/* One field of a CSV line, quoted where needed. */
void cli_csv_text(GString *line, const char *text);
void cli_csv_number(GString *line, igraph_real_t value);

void cli_json_number(JsonBuilder *builder, const char *name, igraph_real_t value);
void cli_json_text(JsonBuilder *builder, const char *name, const char *text);
/* An array of the row of a matrix. */
void cli_json_row(JsonBuilder *builder, const char *name, const igraph_matrix_t *matrix,
                  igraph_integer_t row);
void cli_json_vector(JsonBuilder *builder, const char *name, const igraph_vector_t *vector);
void cli_json_print(JsonBuilder *builder);
/* A builder on the FINALLY stack. */
igraph_error_t cli_json_new(JsonBuilder **builder);

/* Mean and SD of a column over the rows where it is defined; NaN where there are too few. */
void cli_moments(const igraph_matrix_t *values, igraph_integer_t column, igraph_real_t *mean,
                 igraph_real_t *sd);

/* --- Directions (directions.c) -------------------------------------------- */

typedef struct {
    const latigraph_callback_list_t *user; /* properties beside the table; NULL: none */
    latigraph_direction_t *item;
    igraph_integer_t count;
    igraph_matrix_t weights, steps; /* one row a direction */
    igraph_matrix_t cosines;        /* of the angles between them; no rows: not known */
    igraph_matrix_t change, error;  /* what steps do; no rows: not known */
} cli_directions_t;

/* Empty; on the FINALLY stack as one entry. `user` may be NULL. */
igraph_error_t cli_directions_init(cli_directions_t *directions,
                                   const latigraph_callback_list_t *user);
void cli_directions_destroy(cli_directions_t *directions);
/* Those stored in the model. */
igraph_error_t cli_directions_of_model(cli_directions_t *directions,
                                       const latigraph_model_t *model);
/* Left out, or given as ''? */
static inline gboolean cli_is_empty(const char *path) {
    return path == NULL || path[0] == '\0';
}

/* A remark where no R2 is known. */
void cli_tell_unscored(const cli_directions_t *directions);
/* How well codes tell properties. */
igraph_error_t cli_print_directions(const cli_directions_t *directions);
/* Which negative controls to show. */
typedef enum { CLI_SHUFFLED = 1 << 0, CLI_REWIRED = 1 << 1 } cli_controls_t;
/* The same with what is known of circuits: intervals, size and density, controls; and then what
 * steps do, if that was measured, and angles. */
igraph_error_t cli_print_study(const cli_directions_t *directions, unsigned controls);
/* Adds an array of objects. */
void cli_json_directions(JsonBuilder *json, const cli_directions_t *directions);

/* "density +0.93, mean-degree +0.90": the `most` properties that a row of changes moves most,
 * without one (−1: none). Free with g_free(). */
char *cli_movers(const igraph_matrix_t *change, igraph_integer_t row, igraph_integer_t without,
                 const latigraph_callback_list_t *user, int most);
/* Adds the member "effects": change and standard error of every property that is known. */
void cli_json_step_effects(JsonBuilder *json, const igraph_matrix_t *change,
                           const igraph_matrix_t *error, igraph_integer_t row,
                           const latigraph_callback_list_t *user);
/* "0.81..0.93", or "-". Free with g_free(). */
char *cli_interval(igraph_real_t low, igraph_real_t high, int decimals);

/* --- Two sets of circuits, and axes (discrimination.c, axes.c) --------------- */

/* Where steps are tried, and on how many circuits: count 0: not at all. */
typedef struct {
    const latigraph_circuit_t *like;
    latigraph_generate_options_t generate;
} cli_trial_t;

/* Finds the direction between two sets, tries its step, prints. */
igraph_error_t cli_report_discrimination(const latigraph_model_t *model,
                                         const latigraph_circuit_list_t *first,
                                         const latigraph_circuit_list_t *second,
                                         const latigraph_directions_options_t *options,
                                         const cli_trial_t *trial);
/* Finds axes, tries their steps, prints. */
igraph_error_t cli_report_axes(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits,
                               const latigraph_axes_options_t *options, const cli_trial_t *trial);

/* --- Generated circuits against real ones (likeness.c) --------------------- */

typedef struct {
    latigraph_likeness_t all;
    latigraph_property_likeness_t *property; /* (properties of the table) */
} cli_likeness_t;

/* Compares two sets; on the FINALLY stack as one entry. */
igraph_error_t cli_likeness_init(cli_likeness_t *likeness, const latigraph_circuit_list_t *real,
                                 const latigraph_circuit_list_t *generated, igraph_bool_t paired);
/* Generates `each` circuits like each real one, or as many unconditional ones, and compares; on the
 * FINALLY stack as one entry. */
igraph_error_t cli_likeness_generate(cli_likeness_t *likeness, const latigraph_model_t *model,
                                     const latigraph_circuit_list_t *real, igraph_integer_t each,
                                     igraph_bool_t unconditional);
void cli_likeness_destroy(cli_likeness_t *likeness);
/* Adds an object. */
void cli_json_likeness(JsonBuilder *json, const cli_likeness_t *likeness);
igraph_error_t cli_print_likeness(const cli_likeness_t *likeness);

/* --- Intervals of an evaluation (intervals.c) -------------------------------- */

enum { CLI_INTERVALS = 7 };
typedef struct {
    igraph_matrix_t value; /* (CLI_INTERVALS, 3): value, low, high */
    igraph_real_t effective;
} cli_intervals_t;

/* From latigraph_evaluate()'s rows; its matrix is on the FINALLY stack as one entry. */
igraph_error_t cli_intervals_init(cli_intervals_t *intervals, const latigraph_circuit_list_t *list,
                                  const igraph_matrix_t *rows);
/* Adds the member "intervals". */
void cli_json_intervals(JsonBuilder *json, const cli_intervals_t *intervals);
igraph_error_t cli_print_intervals(const cli_intervals_t *intervals);

/* --- What codes carry (content.c) ------------------------------------------ */

typedef struct {
    latigraph_content_t all;
    latigraph_reading_t *reading; /* (properties of the table) */
} cli_content_t;

/* On the FINALLY stack as one entry. */
igraph_error_t cli_content_init(cli_content_t *content, const latigraph_model_t *model,
                                const latigraph_circuit_list_t *list);
void cli_content_destroy(cli_content_t *content);
/* Adds the member "content". */
void cli_json_content(JsonBuilder *json, const cli_content_t *content);
igraph_error_t cli_print_content(const cli_content_t *content);

/* --- The rate–distortion curve (curve.c) ----------------------------------- */

typedef struct {
    latigraph_curve_point_t *point; /* (count) */
    igraph_integer_t count;
    igraph_real_t budget; /* bits of codes that the AUC is asked at */
} cli_curve_t;

/* Draws the curve; on the FINALLY stack as one entry. */
igraph_error_t cli_curve_init(cli_curve_t *curve, const latigraph_model_t *model,
                              const latigraph_circuit_list_t *list,
                              const latigraph_evaluate_options_t *options, igraph_real_t budget);
void cli_curve_destroy(cli_curve_t *curve);
/* Adds the member "curve". */
void cli_json_curve(JsonBuilder *json, const cli_curve_t *curve);
igraph_error_t cli_print_curve(const cli_curve_t *curve);

/* --- What a model is (describe.c, card.c) ------------------------------------ */

/* The description of a model, parsed; on the FINALLY stack. */
igraph_error_t cli_describe(JsonNode **description, const latigraph_model_t *model);
/* The node at a path of members, e.g. "provenance", "bits"; NULL if it is not there. */
JsonNode *cli_json_at(JsonNode *node, const char *const *path);
/* The number there, NaN if there is none; the text there, NULL if there is none. */
igraph_real_t cli_json_number_at(JsonNode *node, const char *const *path);
const char *cli_json_text_at(JsonNode *node, const char *const *path);
#define CLI_AT(...) ((const char *const[]){__VA_ARGS__, NULL})
/* Appends the card in Markdown: name, description of the model, and, unless it is NULL, what
 * "latigraph evaluate --json" printed. `size`: bytes of the file. */
void cli_append_card(GString *text, const char *name, JsonNode *description, JsonNode *evaluation,
                     goffset size);

/* --- Circuits by group (groups.c) ------------------------------------------ */

/* Means over the circuits of each group, where there are two or more groups of circuits; `columns`
 * names the `count` columns of the rows, one a circuit, as latigraph_evaluate() fills them. */
igraph_error_t cli_print_groups(const latigraph_circuit_list_t *list, const igraph_matrix_t *rows,
                                const char *const *columns, int count);
/* Adds the member "groups", if there are any. */
void cli_json_groups(JsonBuilder *json, const latigraph_circuit_list_t *list,
                     const igraph_matrix_t *rows, const char *const *columns, int count);

/* --- Codes as CSV (codes.c) ---------------------------------------------- */

/* Reads codes as "latigraph encode" prints them; one row a code of `size` numbers. */
igraph_error_t cli_read_codes(const char *path, igraph_integer_t size, igraph_matrix_t *codes);
/* The code that a circuit was generated from, as its graph attribute tells; resized. */
igraph_error_t cli_code_of(const latigraph_circuit_t *circuit, igraph_vector_t *code);

/* --- ranks.c -------------------------------------------------------------- */

/* Joins the other processes of the job if mpirun started several and the work is split among them;
 * false if this one is not the first: it is quiet then, and its standard output goes nowhere. */
gboolean cli_ranks_start(gboolean split);
/* This process' share of `count` items: *begin … *end − 1. All processes make the call, and none
 * goes on before all have. */
void cli_ranks_block(long count, long *begin, long *end);
/* Is this the process that writes files? */
gboolean cli_is_first(void);
/* Leaves the job, or ends it for all if this process failed. Returns the status. */
int cli_ranks_end(int status);

#endif
