/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The command line of an operation, made from its rows.
 *
 * Every input row becomes an option or a positional argument. Rows that are marked as positional
 * are; if an operation marks none, its required inputs are. A boolean that is true by default gets
 * --no-NAME. Options of the command itself (output, figure, format, JSON, CSV, reading) are added
 * to these.
 *
 * The first output of graphs, or an output of a model or an image, decides what -o means. All
 * other operations print text, and -o redirects it. GOption parses the words; this file adds
 * suggestions for misspelt options. Positional arguments are dealt out to rows from the left. A
 * list takes all that later required rows leave: `compare REAL... GENERATED` gives the last path
 * to GENERATED.
 *
 * The same entries serve the parser, the help and the completion, so that they cannot disagree.
 */
#include "cli/cli.h"

#include "base/nearest_word.h"

#include <string.h>
#include <unistd.h>

/* --- What the rows mean on a command line ---------------------------------------------------- */

static gboolean is_input(const latigraph_argument_t *row) {
    return row->direction == LATIGRAPH_IN && row->type != LATIGRAPH_TYPE_CALLBACK &&
           row->type != LATIGRAPH_TYPE_CALLBACK_LIST && (row->show & LATIGRAPH_SHOW_HIDDEN) == 0;
}

static gboolean marks_positions(const latigraph_operation_t *operation) {
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if ((operation->arguments[i].show & LATIGRAPH_SHOW_POSITIONAL) != 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_positional(const latigraph_argument_t *row, gboolean marked) {
    return marked ? (row->show & LATIGRAPH_SHOW_POSITIONAL) != 0 : !row->optional;
}

static char *option_of(const latigraph_argument_t *row) {
    return row->option != NULL ? g_strdup(row->option)
                               : g_strdelimit(g_strdup(row->name), "_", '-');
}

static void add_row(cli_line_t *line, const latigraph_argument_t *row, gboolean marked) {
    cli_row_t *added = &line->rows[line->count++];
    added->row = row;
    added->option = is_positional(row, marked) ? NULL : option_of(row);
    added->negate =
        row->type == LATIGRAPH_TYPE_BOOLEAN && g_strcmp0(row->default_text, "true") == 0;
}

/* The output that -o is for: a model or an image, else the first output of graphs. */
static void find_written(cli_line_t *line) {
    const latigraph_operation_t *operation = line->operation;
    gboolean prints = FALSE;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        const gboolean graph =
            row->type == LATIGRAPH_TYPE_GRAPH || row->type == LATIGRAPH_TYPE_GRAPH_LIST;
        const gboolean file =
            row->type == LATIGRAPH_TYPE_MODEL || row->type == LATIGRAPH_TYPE_BYTES;
        if (row->direction != LATIGRAPH_OUT) {
            continue;
        }
        prints = prints || (!graph && !file);
        if (file || (graph && line->written == NULL)) {
            line->written = row;
            line->writes = row->type == LATIGRAPH_TYPE_MODEL        ? CLI_WRITES_MODEL
                           : row->type == LATIGRAPH_TYPE_BYTES      ? CLI_WRITES_FIGURE
                           : row->type == LATIGRAPH_TYPE_GRAPH_LIST ? CLI_WRITES_GRAPHS
                                                                    : CLI_WRITES_GRAPH;
        }
        line->needs_output =
            line->needs_output || file || (graph && (row->show & LATIGRAPH_SHOW_HEADLINE) != 0);
    }
    line->needs_output = line->needs_output || (line->written != NULL && !prints);
}

static gboolean writes_graphs(const cli_line_t *line) {
    return line->writes == CLI_WRITES_GRAPHS || line->writes == CLI_WRITES_GRAPH;
}

/* Where --format is that of the files to write, the format of those to read is --input-format. */
static void rename_format(cli_row_t *row) {
    if (strcmp(row->row->name, "format") == 0) {
        g_free(row->option);
        row->option = g_strdup("input-format");
    }
}

/* Adds the options of the operation that reads circuits. An option that the operation has itself
 * goes first. */
static igraph_error_t add_reading(cli_line_t *line) {
    const latigraph_operation_t *operation = latigraph_operation_find("read_graphs");
    cli_line_t *reading = g_new0(cli_line_t, 1);
    line->reading = reading;
    reading->operation = operation;
    reading->rows = g_new0(cli_row_t, operation->argument_count + 1);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const latigraph_argument_t *row = &operation->arguments[i];
        if (!is_input(row) || !row->optional || cli_line_row(line, row->name) != NULL) {
            continue;
        }
        add_row(reading, row, FALSE);
        if (writes_graphs(line)) {
            rename_format(&reading->rows[reading->count - 1]);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Operations whose -o is a figure have the options of figures among their rows. */
static gboolean has_figure_option(const cli_line_t *line) {
    return latigraph_operation_has_figure(line->operation) && line->writes != CLI_WRITES_FIGURE;
}

static void add_style(cli_line_t *line) {
    line->style = g_new0(cli_row_t, latigraph_figure_option_count());
    for (igraph_integer_t i = 0; i < latigraph_figure_option_count(); i++) {
        line->style[i].row = latigraph_figure_option(i);
        line->style[i].option = option_of(line->style[i].row);
    }
}

igraph_error_t cli_line_init(cli_line_t *line, const latigraph_operation_t *operation) {
    const gboolean marked = marks_positions(operation);
    memset(line, 0, sizeof *line);
    line->operation = operation;
    line->rows = g_new0(cli_row_t, operation->argument_count + 1);
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        if (is_input(&operation->arguments[i])) {
            add_row(line, &operation->arguments[i], marked);
        }
    }
    find_written(line);
    if (has_figure_option(line)) {
        add_style(line);
    }
    for (int i = 0; i < line->count && writes_graphs(line); i++) {
        rename_format(&line->rows[i]);
    }
    IGRAPH_FINALLY(cli_line_destroy, line);
    return cli_line_reads(line) ? add_reading(line) : IGRAPH_SUCCESS;
}

void cli_line_destroy(cli_line_t *line) {
    for (int i = 0; i < line->count; i++) {
        g_free(line->rows[i].option);
        g_strfreev(line->rows[i].texts);
    }
    for (igraph_integer_t i = 0; line->style != NULL && i < latigraph_figure_option_count(); i++) {
        g_free(line->style[i].option);
        g_strfreev(line->style[i].texts);
    }
    g_free(line->style);
    g_free(line->rows);
    g_strfreev(line->output);
    g_strfreev(line->figures);
    g_strfreev(line->positional);
    g_free(line->format);
    g_free(line->memory_text);
    if (line->reading != NULL) {
        cli_line_destroy(line->reading);
        g_free(line->reading);
    }
}

cli_row_t *cli_line_row(const cli_line_t *line, const char *name) {
    for (int i = 0; i < line->count; i++) {
        if (strcmp(line->rows[i].row->name, name) == 0) {
            return &line->rows[i];
        }
    }
    return NULL;
}

gboolean cli_line_reads(const cli_line_t *line) {
    for (int i = 0; i < line->count; i++) {
        if (line->rows[i].row->type == LATIGRAPH_TYPE_GRAPH ||
            line->rows[i].row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- Entries of the parser -----------------------------------------------------------------------
 */

/* Entries own their names and texts. */
static void add_entry(GArray *entries, const char *name, char letter, GOptionArg kind, void *data,
                      char *text, const char *metavar) {
    const GOptionEntry entry = {g_strdup(name), letter, 0, kind, data, text, g_strdup(metavar)};
    g_array_append_val(entries, entry);
}

void cli_entries_free(GArray *entries) {
    for (guint i = 0; i < entries->len; i++) {
        const GOptionEntry *entry = &g_array_index(entries, GOptionEntry, i);
        g_free((char *)entry->long_name);
        g_free((char *)entry->description);
        g_free((char *)entry->arg_description);
    }
    g_array_unref(entries);
}

const char *cli_metavar(const latigraph_argument_t *row) {
    if (row->metavar != NULL) {
        return row->metavar;
    }
    switch (row->type) {
    case LATIGRAPH_TYPE_GRAPH:
        return "CIRCUIT";
    case LATIGRAPH_TYPE_GRAPH_LIST:
        return "CIRCUITS";
    case LATIGRAPH_TYPE_MODEL:
        return "MODEL";
    case LATIGRAPH_TYPE_INTEGER:
    case LATIGRAPH_TYPE_REAL:
        return "N";
    case LATIGRAPH_TYPE_VECTOR:
        return "N,N,...";
    case LATIGRAPH_TYPE_STRING:
        return row->choices != NULL                     ? row->choices
               : (row->show & LATIGRAPH_SHOW_FILE) != 0 ? "FILE"
                                                        : "TEXT";
    default:
        return (row->show & LATIGRAPH_SHOW_FILE) != 0 ? "FILE" : "TEXT";
    }
}

static gboolean is_repeated(const latigraph_argument_t *row) {
    return row->type == LATIGRAPH_TYPE_STRING_LIST || row->type == LATIGRAPH_TYPE_GRAPH_LIST;
}

/* Returns the documentation of a row and its default: "Number of threads. (default: one per
 * processor)". The defaults of the seed and the threads are those of the command (input.c). */
static char *text_of(const latigraph_argument_t *row) {
    const char *standard = row->default_text;
    if (strcmp(row->name, "seed") == 0) {
        standard = "1";
    } else if (strcmp(row->name, "threads") == 0) {
        standard = "one per processor";
    }
    GString *text = g_string_new(row->doc != NULL ? row->doc : "");
    if (is_repeated(row)) {
        g_string_append(text, " May be repeated.");
    }
    if (standard != NULL && row->type != LATIGRAPH_TYPE_BOOLEAN) {
        g_string_append_printf(text, " (default: %s)", standard);
    }
    return g_string_free(text, FALSE);
}

static void add_row_entry(GArray *entries, cli_row_t *row) {
    const latigraph_argument_t *argument = row->row;
    if (argument->type == LATIGRAPH_TYPE_BOOLEAN) {
        char *name = g_strconcat(row->negate ? "no-" : "", row->option, NULL);
        char *text = row->negate ? g_strdup_printf("Do not: %s", argument->doc) : text_of(argument);
        add_entry(entries, name, argument->letter, G_OPTION_ARG_NONE, &row->set, text, NULL);
        g_free(name);
    } else {
        /* Texts are read like file names, so that their bytes are not converted. */
        add_entry(entries, row->option, argument->letter, G_OPTION_ARG_FILENAME_ARRAY, &row->texts,
                  text_of(argument), cli_metavar(argument));
    }
}

static void add_output_entries(GArray *entries, cli_line_t *line) {
    static const char *const texts[] = {
        [CLI_WRITES_TEXT] = "Write the result to this file instead of standard output.",
        [CLI_WRITES_MODEL] = "Model file to write.",
        [CLI_WRITES_GRAPHS] = "Folder for the circuits, one file each. It is made if missing.",
        [CLI_WRITES_GRAPH] = "File to write the graph to, or folder for the format csv.",
        [CLI_WRITES_FIGURE] = "File to draw into: .svg, .pdf or .png. May be repeated."};
    static const char *const values[] = {[CLI_WRITES_TEXT] = "FILE",
                                         [CLI_WRITES_MODEL] = "MODEL",
                                         [CLI_WRITES_GRAPHS] = "DIR",
                                         [CLI_WRITES_GRAPH] = "FILE",
                                         [CLI_WRITES_FIGURE] = "FILE"};
    add_entry(entries, "output", 'o', G_OPTION_ARG_FILENAME_ARRAY, &line->output,
              g_strdup(texts[line->writes]), values[line->writes]);
    if (line->writes == CLI_WRITES_GRAPHS || line->writes == CLI_WRITES_GRAPH) {
        add_entry(entries, "format", 0, G_OPTION_ARG_STRING, &line->format,
                  g_strdup("Format of the files. (default: graphml)"),
                  "graphml|gml|pajek|edgelist|ncol|lgl|leda|dot|mtx|npy|npz|json|gexf|sonata|nest|"
                  "brian2|csv");
    }
    if (line->writes == CLI_WRITES_GRAPHS) {
        add_entry(entries, "force", 0, G_OPTION_ARG_NONE, &line->force,
                  g_strdup("Write into a folder that holds files already."), NULL);
    }
}

GArray *cli_line_entries(cli_line_t *line) {
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    add_output_entries(entries, line);
    for (int i = 0; i < line->count; i++) {
        if (line->rows[i].option != NULL) {
            add_row_entry(entries, &line->rows[i]);
        }
    }
    if (line->style != NULL) {
        add_entry(entries, "figure", 0, G_OPTION_ARG_FILENAME_ARRAY, &line->figures,
                  g_strdup("Draw the result into this file: .svg, .pdf or .png. May be repeated."),
                  "FILE");
        for (igraph_integer_t i = 0; i < latigraph_figure_option_count(); i++) {
            add_row_entry(entries, &line->style[i]);
        }
    }
    add_entry(entries, "json", 0, G_OPTION_ARG_NONE, &line->json,
              g_strdup("Print JSON, with every output in full precision."), NULL);
    add_entry(entries, "csv", 0, G_OPTION_ARG_NONE, &line->csv, g_strdup("Print CSV."), NULL);
    add_entry(entries, "quiet", 'q', G_OPTION_ARG_NONE, &line->quiet,
              g_strdup("Print no remarks and no progress, only warnings and errors."), NULL);
    add_entry(entries, "help", 'h', G_OPTION_ARG_NONE, &line->help, g_strdup("Show this help."),
              NULL);
    return entries;
}

GArray *cli_reading_entries(cli_line_t *line) {
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    if (!cli_line_reads(line)) {
        return entries;
    }
    for (int i = 0; i < line->reading->count; i++) {
        add_row_entry(entries, &line->reading->rows[i]);
    }
    add_entry(
        entries, "memory", 0, G_OPTION_ARG_STRING, &line->memory_text,
        g_strdup("Megabytes of circuits to hold in memory; further ones are kept in a file in "
                 "$TMPDIR or /var/tmp. (default: a quarter of the machine's memory)"),
        "MB");
    return entries;
}

/* --- Parsing
 * -------------------------------------------------------------------------------------- */

igraph_error_t cli_choice(const char *option, const char *text, const char *const *words,
                          int *choice) {
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(text, words[i]) == 0) {
            *choice = i;
            return IGRAPH_SUCCESS;
        }
    }
    char *all = g_strjoinv(", ", (char **)words);
    const igraph_error_t code = cli_usage("%s: \"%s\" is not one of %s.", option, text, all);
    g_free(all);
    return code;
}

static igraph_error_t check_reading(cli_line_t *line) {
    gint64 megabytes = 0;
    /* igraph_integer_t has 32 bits on some machines that have more memory than that. */
    gint64 bytes = (gint64)sysconf(_SC_PHYS_PAGES) / 4 * sysconf(_SC_PAGESIZE);
    if (line->memory_text != NULL) {
        if (!g_ascii_string_to_signed(line->memory_text, 10, 0, 1000000000, &megabytes, NULL)) {
            return cli_usage("--memory: \"%s\" is not a whole number of megabytes.",
                             line->memory_text);
        }
        bytes = MAX(megabytes * 1000000, 1);
    }
    line->memory = (igraph_integer_t)MIN(bytes, IGRAPH_INTEGER_MAX);
    return IGRAPH_SUCCESS;
}

/* Deals the positional arguments out to their rows. A row that is a list takes all that later
 * required rows leave. */
static igraph_error_t deal_positional(cli_line_t *line) {
    const guint count = line->positional != NULL ? g_strv_length(line->positional) : 0;
    guint at = 0;
    for (int i = 0; i < line->count; i++) {
        cli_row_t *row = &line->rows[i];
        guint later = 0; /* required positional rows after this one */
        if (row->option != NULL) {
            continue;
        }
        for (int k = i + 1; k < line->count; k++) {
            later += line->rows[k].option == NULL && !line->rows[k].row->optional ? 1 : 0;
        }
        const guint left = count > at + later ? count - at - later : 0;
        const guint taken = is_repeated(row->row) ? left : MIN(left, 1);
        if (taken == 0 && !row->row->optional) {
            char *usage = cli_synopsis(line);
            const igraph_error_t code =
                cli_usage("An argument is missing; the usage is: %s.", usage);
            g_free(usage);
            return code;
        }
        if (taken > 0) {
            row->texts = g_new0(char *, taken + 1);
            for (guint k = 0; k < taken; k++) {
                row->texts[k] = g_strdup(line->positional[at++]);
            }
        }
    }
    if (at < count) {
        char *usage = cli_synopsis(line);
        const igraph_error_t code = cli_usage(
            "The argument \"%s\" is one too many; the usage is: %s.", line->positional[at], usage);
        g_free(usage);
        return code;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_missing(const cli_line_t *line) {
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        if (row->option != NULL && !row->row->optional && row->texts == NULL) {
            return cli_usage("--%s %s is missing: %s", row->option, cli_metavar(row->row),
                             row->row->doc);
        }
    }
    if (line->needs_output && (line->output == NULL || line->output[0][0] == '\0')) {
        return cli_usage("-o %s is missing.", line->writes == CLI_WRITES_GRAPHS  ? "DIR"
                                              : line->writes == CLI_WRITES_MODEL ? "MODEL"
                                                                                 : "FILE");
    }
    return IGRAPH_SUCCESS;
}

/* Adds what the misspelt option may have meant. */
static igraph_error_t refuse_option(GError *error, const GArray *entries) {
    const char *unknown = strstr(error->message, "--");
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < entries->len; i++) {
        g_ptr_array_add(names, (gpointer)g_array_index(entries, GOptionEntry, i).long_name);
    }
    g_ptr_array_add(names, NULL);
    const char *nearest =
        unknown != NULL && g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
            ? latigraph_nearest_word(unknown + 2, (const char *const *)names->pdata)
            : NULL;
    const igraph_error_t code = nearest != NULL
                                    ? cli_usage("%s; did you mean --%s?", error->message, nearest)
                                    : cli_usage("%s.", error->message);
    g_ptr_array_unref(names);
    g_error_free(error);
    return code;
}

static igraph_error_t parse(cli_line_t *line, int argc, char **argv) {
    GArray *entries = cli_line_entries(line), *reading = cli_reading_entries(line);
    GOptionContext *context = g_option_context_new(NULL);
    GOptionEntry rest[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &line->positional, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    igraph_error_t code = IGRAPH_SUCCESS;
    GError *error = NULL;
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, (const GOptionEntry *)entries->data, NULL);
    g_option_context_add_main_entries(context, (const GOptionEntry *)reading->data, NULL);
    g_option_context_add_main_entries(context, rest, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        g_array_append_vals(entries, reading->data, reading->len);
        code = refuse_option(error, entries);
        g_array_set_size(entries, entries->len - reading->len);
    }
    g_option_context_free(context);
    cli_entries_free(reading);
    cli_entries_free(entries);
    return code;
}

igraph_error_t cli_line_parse(cli_line_t *line, int argc, char **argv) {
    IGRAPH_CHECK(parse(line, argc, argv));
    if (line->help) {
        return IGRAPH_SUCCESS;
    }
    if (line->quiet) {
        cli_be_quiet();
    }
    if (line->json && line->csv) {
        return cli_usage("--json and --csv exclude each other.");
    }
    IGRAPH_CHECK(deal_positional(line));
    IGRAPH_CHECK(check_missing(line));
    return check_reading(line);
}
