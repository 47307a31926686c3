/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Help texts from the rows of the operations, in two columns of a page 80 wide.
 *
 * No text of an option is written here; a row's own documentation is shown, with its default. The
 * manual page is made from what this file prints (man.sh), so its form is an interface: titles end
 * with a colon, labels start at column 3 and texts at column 27, on a line of their own if the
 * label is too long. Width is counted in characters, not bytes, because "µ" is one character of
 * two bytes.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 80, COLUMN = 26 };

/* Prints words wrapped, from a column on; the line is filled up to column `at`. */
static void print_wrapped(const char *text, int column, int at) {
    char **words = g_strsplit_set(text, " \n", -1);
    gboolean first = TRUE;
    for (int i = 0; words[i] != NULL; i++) {
        const int length = (int)g_utf8_strlen(words[i], -1);
        if (length == 0) {
            continue;
        }
        if (at > column && at + 1 + length > WIDTH) {
            putchar('\n');
            at = 0;
            first = TRUE;
        }
        if (at < column) {
            printf("%*s", column - at, "");
            at = column;
        } else if (!first) {
            putchar(' ');
            at++;
        }
        fputs(words[i], stdout);
        at += length;
        first = FALSE;
    }
    putchar('\n');
    g_strfreev(words);
}

/* "  label       text", wrapped. */
static void print_item(const char *label, const char *text) {
    const int length = 2 + (int)g_utf8_strlen(label, -1);
    printf("  %s", label);
    if (length + 2 > COLUMN) {
        putchar('\n');
        print_wrapped(text, COLUMN, 0);
    } else {
        print_wrapped(text, COLUMN, length);
    }
}

static void print_options(const char *title, GArray *entries) {
    if (entries->len > 0) {
        printf("\n%s:\n", title);
    }
    for (guint i = 0; i < entries->len; i++) {
        const GOptionEntry *e = &g_array_index(entries, GOptionEntry, i);
        char letter[] = {'-', e->short_name, ',', ' ', '\0'};
        char *label = g_strconcat(e->short_name != 0 ? letter : "", "--", e->long_name,
                                  e->arg_description != NULL ? "=" : "",
                                  e->arg_description != NULL ? e->arg_description : "", NULL);
        print_item(label, e->description);
        g_free(label);
    }
    cli_entries_free(entries);
}

/* --- One command ------------------------------------------------------------------------------ */

static void append_positional(GString *text, const cli_row_t *row) {
    char *word = g_ascii_strup(row->row->name, -1);
    const gboolean many =
        row->row->type == LATIGRAPH_TYPE_GRAPH_LIST || row->row->type == LATIGRAPH_TYPE_STRING_LIST;
    g_string_append_printf(text, row->row->optional ? " [%s%s]" : " %s%s", word, many ? "..." : "");
    g_free(word);
}

char *cli_synopsis(const cli_line_t *line) {
    GString *text = g_string_new("latigraph ");
    char *name = cli_command_name(line->operation);
    g_string_append(text, name);
    g_free(name);
    for (int i = 0; i < line->count; i++) {
        if (line->rows[i].option == NULL) {
            append_positional(text, &line->rows[i]);
        }
    }
    for (int i = 0; i < line->count; i++) {
        const cli_row_t *row = &line->rows[i];
        if (row->option != NULL && !row->row->optional) {
            g_string_append_printf(text, " --%s %s", row->option, cli_metavar(row->row));
        }
    }
    if (line->needs_output) {
        g_string_append(text, line->writes == CLI_WRITES_GRAPHS  ? " -o DIR"
                              : line->writes == CLI_WRITES_MODEL ? " -o MODEL"
                                                                 : " -o FILE");
    }
    return g_string_free(text, FALSE);
}

static gboolean sets_fit_options(const cli_line_t *line) {
    const cli_row_t *row = cli_line_row(line, "options");
    return row != NULL && g_strcmp0(row->row->metavar, "KEY=VALUE") == 0;
}

static void print_fit_options(void) {
    puts("\nOptions of the fit (--set KEY=VALUE):");
    for (igraph_integer_t i = 0; i < latigraph_fit_options_count(); i++) {
        const latigraph_fit_option_info_t *info = latigraph_fit_options_info(i);
        static const char *const own[] = {"checkpoint", "resume",  "seed",
                                          "split-by",   "threads", NULL};
        if (!g_strv_contains(own, info->name)) {
            char *key = g_strdup_printf("%s=%s", info->name, info->default_value);
            char *text = g_strdup_printf("%s (%s)", info->doc, info->range);
            print_item(key, text);
            g_free(text);
            g_free(key);
        }
    }
}

void cli_help_operation(cli_line_t *line) {
    const latigraph_operation_t *operation = line->operation;
    char *synopsis = cli_synopsis(line);
    printf("Usage:\n  %s [OPTION...]\n\n", synopsis);
    print_wrapped(operation->summary != NULL ? operation->summary : "", 0, 0);
    if (operation->doc != NULL) {
        putchar('\n');
        print_wrapped(operation->doc, 0, 0);
    }
    gboolean titled = FALSE;
    for (int i = 0; i < line->count; i++) {
        if (line->rows[i].option == NULL) {
            char *word = g_ascii_strup(line->rows[i].row->name, -1);
            printf("%s", titled ? "" : "\nArguments:\n");
            print_item(word, line->rows[i].row->doc);
            g_free(word);
            titled = TRUE;
        }
    }
    print_options("Options", cli_line_entries(line));
    print_options("Reading circuits", cli_reading_entries(line));
    if (sets_fit_options(line)) {
        print_fit_options();
    }
    printf("\nExample:\n  %s\n", operation->example != NULL ? operation->example : synopsis);
    g_free(synopsis);
}

/* --- All commands -------------------------------------------------------------------------------
 */

void cli_help(void) {
    fputs("Usage:\n  latigraph COMMAND [ARGUMENT...]\n\n"
          "Learns a small latent space from circuits (directed graphs, with node types,\n"
          "positions and weights where there are any) and builds new circuits from it.\n\n"
          "Commands:\n",
          stdout);
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const latigraph_operation_t *operation = latigraph_operation_get(i);
        if (cli_is_command(operation)) {
            char *name = cli_command_name(operation);
            print_item(name, operation->summary != NULL ? operation->summary : "");
            g_free(name);
        }
    }
    print_item("ops", "Describes operations as programs call them.");
    fputs(
        "\nEvery other operation that 'latigraph ops' lists is a command, too.\n"
        "'latigraph COMMAND --help' describes a command.\n\n"
        "Options:\n"
        "  -h, --help              Show this help.\n"
        "  --version               Show the version.\n\n"
        "CIRCUITS are graph files in any format that igraph reads (.graphml, .gml, .net, ...;\n"
        "also gzipped), folders with nodes.csv and edges.csv, or folders of these.\n"
        "Results go to standard output, everything else to standard error.\n"
        "Exit status: 0 done; 1 failed: a file cannot be read or written, memory is short, or\n"
        "the work fails; 2 wrong usage: an option or value is refused, or inputs do not fit\n"
        "each other, the model or the operation; 130 interrupted (Ctrl-C), 143 ended (SIGTERM).\n\n"
        "Example:\n"
        "  latigraph sample connectome.graphml -o circuits --shape neighbours --size 60:100\n"
        "  latigraph fit circuits -o model.safetensors\n"
        "  latigraph steer model.safetensors --to reciprocity=+1sd --count 10 -o steered\n",
        stdout);
}
