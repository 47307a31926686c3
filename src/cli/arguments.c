/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

cli_shared_t cli_shared;

/* What the parser fills; numbers and words are checked afterwards, with one kind of message. */
static struct {
    gboolean help, quiet;
    char *seed, *threads;
    char *loops, *parallel, *undirected, *weight, *memory;
    char **positional;
} given;

/* Texts that may hold any name are taken as file names are: no conversion of their bytes. */
static const GOptionEntry reading_entries[] = {
    {"weight", 0, 0, G_OPTION_ARG_FILENAME, &given.weight,
     "edge attribute that holds the weights (default: weight, where present)", "NAME"},
    {"loops", 0, 0, G_OPTION_ARG_STRING, &given.loops, "self-loops (default: drop)", "drop|refuse"},
    {"parallel", 0, 0, G_OPTION_ARG_STRING, &given.parallel,
     "parallel edges: their weights are added (default: merge)", "merge|refuse"},
    {"undirected", 0, 0, G_OPTION_ARG_STRING, &given.undirected,
     "undirected graphs, and tables whose edges all go from earlier to later neurons: each edge "
     "becomes two (default: refuse)",
     "refuse|mutual"},
    {"memory", 0, 0, G_OPTION_ARG_STRING, &given.memory,
     "megabytes of circuits to hold in memory; further ones are kept in a file in $TMPDIR or "
     "/var/tmp "
     "(default: a quarter of the machine's)",
     "MB"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const GOptionEntry writing_entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &cli_shared.output,
     "folder for the circuits, one file each; made if it does not exist", "DIR"},
    {"format", 0, 0, G_OPTION_ARG_STRING, &cli_shared.format,
     "format of the files (default: graphml)", "graphml|gml|pajek|edgelist|ncol|lgl|leda|dot|csv"},
    {"force", 0, 0, G_OPTION_ARG_NONE, &cli_shared.force,
     "write into a folder that holds files already", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const GOptionEntry seed_entries[] = {
    {"seed", 0, 0, G_OPTION_ARG_STRING, &given.seed,
     "seed of all randomness (default: 1); the same seed gives the same result", "S"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const GOptionEntry thread_entries[] = {
    {"threads", 0, 0, G_OPTION_ARG_STRING, &given.threads,
     "threads (default: one a processor); the result does not depend on them", "N"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const GOptionEntry json_entries[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &cli_shared.json, "print JSON", NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const GOptionEntry common_entries[] = {
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &given.quiet,
     "no remarks and no progress: warnings and errors only", NULL},
    {"help", 'h', 0, G_OPTION_ARG_NONE, &given.help, "show this help", NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.positional, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

/* The options of a subcommand, in groups with a title. */
typedef struct {
    const char *title;
    const GOptionEntry *entries[6];
} section_t;

enum { SECTIONS = 3 };

static void list_sections(const cli_syntax_t *syntax, section_t sections[SECTIONS]) {
    static const GOptionEntry none[] = {{NULL, 0, 0, 0, NULL, NULL, NULL}};
    const unsigned groups = syntax->groups;
    const section_t all[SECTIONS] = {
        {"Options",
         {(groups & CLI_WRITES) != 0 ? writing_entries : none,
          syntax->options != NULL ? syntax->options : none,
          (groups & CLI_SEED) != 0 ? seed_entries : none,
          (groups & CLI_THREADS) != 0 ? thread_entries : none,
          (groups & CLI_JSON) != 0 ? json_entries : none, common_entries}},
        {"Reading circuits", {(groups & CLI_READS) != 0 ? reading_entries : none, none}},
        {NULL, {NULL}},
    };
    memcpy(sections, all, sizeof all);
}

static GOptionContext *new_context(const section_t sections[SECTIONS]) {
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    for (const section_t *s = sections; s->title != NULL; s++) {
        for (int i = 0; i < (int)G_N_ELEMENTS(s->entries) && s->entries[i] != NULL; i++) {
            g_option_context_add_main_entries(context, s->entries[i], NULL);
        }
    }
    return context;
}

static void print_help(const section_t sections[SECTIONS], const cli_syntax_t *syntax) {
    printf("Usage:\n  %s %s [OPTION...]\n\n", g_get_prgname(), syntax->positional);
    cli_help_paragraph(syntax->text);
    for (const section_t *s = sections; s->title != NULL; s++) {
        if (s->entries[0]->long_name == NULL && s != sections) {
            continue;
        }
        printf("\n%s:\n", s->title);
        for (int i = 0; i < (int)G_N_ELEMENTS(s->entries) && s->entries[i] != NULL; i++) {
            cli_help_options(s->entries[i]);
        }
    }
    if (syntax->more != NULL) {
        syntax->more();
    }
    printf("\nExample:\n  %s\n", syntax->example);
}

/* --- Numbers and words --------------------------------------------------- */

igraph_error_t cli_integer(const char *option, const char *text, igraph_integer_t min,
                           igraph_integer_t max, igraph_integer_t *value) {
    gint64 number;
    if (!g_ascii_string_to_signed(text, 10, min, max, &number, NULL)) {
        return cli_usage("%s: \"%s\" is not a whole number from %" IGRAPH_PRId " to %" IGRAPH_PRId
                         ".",
                         option, text, min, max);
    }
    *value = (igraph_integer_t)number;
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_real(const char *option, const char *text, igraph_real_t min, igraph_real_t max,
                        igraph_real_t *value) {
    char *end;
    const double number = g_ascii_strtod(text, &end);
    if (end == text || *end != '\0' || !(number >= min && number <= max)) {
        return cli_usage("%s: \"%s\" is not a number from %g to %g.", option, text, min, max);
    }
    *value = number;
    return IGRAPH_SUCCESS;
}

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

igraph_error_t cli_generation(latigraph_generate_options_t *options, igraph_integer_t count,
                              const char *count_text, const char *nodes_text, const char *like) {
    enum { MOST = 100000000 };
    latigraph_generate_options_init(options);
    options->count = count;
    options->seed = cli_shared.seed;
    options->threads = cli_threads();
    if (count_text != NULL) {
        IGRAPH_CHECK(cli_integer("--count", count_text, 1, MOST, &options->count));
    }
    if (nodes_text != NULL) {
        IGRAPH_CHECK(cli_integer("--nodes", nodes_text, 2, MOST, &options->nodes));
        if (like != NULL) {
            return cli_usage("--nodes and --like exclude each other: the circuit has its neurons.");
        }
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_property(const char *option, const char *text, igraph_integer_t *property) {
    *property = latigraph_property_find(text);
    if (*property < 0) {
        return cli_usage(
            "%s: there is no property \"%s\"; 'latigraph properties --list' names all.", option,
            text);
    }
    return IGRAPH_SUCCESS;
}

/* Levenshtein's distance between two short words. */
static int distance(const char *a, const char *b) {
    enum { LONGEST = 32 };
    int row[LONGEST + 1];
    const int m = (int)strlen(b);
    if (m > LONGEST) {
        return LONGEST;
    }
    for (int j = 0; j <= m; j++) {
        row[j] = j;
    }
    for (int i = 0; a[i] != '\0'; i++) {
        int corner = row[0];
        row[0] = i + 1;
        for (int j = 0; j < m; j++) {
            const int above = row[j + 1];
            row[j + 1] = MIN(MIN(row[j], above) + 1, corner + (a[i] != b[j]));
            corner = above;
        }
    }
    return row[m];
}

const char *cli_nearest(const char *text, const char *const *words) {
    const char *nearest = NULL;
    int least = 4; /* further away is no typing error */
    for (int i = 0; words[i] != NULL; i++) {
        const int d = g_str_has_prefix(words[i], text) ? 1 : distance(text, words[i]);
        if (d < least && d < (int)strlen(words[i])) {
            least = d;
            nearest = words[i];
        }
    }
    return nearest;
}

igraph_integer_t cli_threads(void) {
    return cli_shared.threads > 0 ? cli_shared.threads : (igraph_integer_t)g_get_num_processors();
}

/* --- The shared options -------------------------------------------------- */

static igraph_error_t check_numbers(void) {
    cli_shared.seed = 1;
    if (given.seed != NULL) {
        guint64 seed;
        if (!g_ascii_string_to_unsigned(given.seed, 10, 0, G_MAXINT64, &seed, NULL)) {
            return cli_usage("--seed: \"%s\" is not a whole number from 0 to %" G_GINT64_FORMAT ".",
                             given.seed, G_MAXINT64);
        }
        cli_shared.seed = (igraph_uint_t)seed;
        cli_shared.seed_given = true;
    }
    if (given.threads != NULL) {
        IGRAPH_CHECK(cli_integer("--threads", given.threads, 1, 1024, &cli_shared.threads));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_memory(void) {
    igraph_integer_t megabytes = 0;
    if (given.memory == NULL) {
        cli_shared.memory = (igraph_integer_t)sysconf(_SC_PHYS_PAGES) / 4 * sysconf(_SC_PAGESIZE);
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(cli_integer("--memory", given.memory, 0, 1000000000, &megabytes));
    cli_shared.memory = MAX(megabytes * 1000000, 1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_reading(void) {
    static const char *const loops[] = {"drop", "refuse", NULL};
    static const char *const parallel[] = {"merge", "refuse", NULL};
    static const char *const undirected[] = {"refuse", "mutual", NULL};
    latigraph_read_options_t *read = &cli_shared.read;
    int choice;
    latigraph_read_options_init(read);
    read->weight = given.weight;
    if (given.loops != NULL) {
        IGRAPH_CHECK(cli_choice("--loops", given.loops, loops, &choice));
        read->loops = choice == 0 ? LATIGRAPH_LOOPS_DROP : LATIGRAPH_LOOPS_REFUSE;
    }
    if (given.parallel != NULL) {
        IGRAPH_CHECK(cli_choice("--parallel", given.parallel, parallel, &choice));
        read->parallel = choice == 0 ? LATIGRAPH_PARALLEL_MERGE : LATIGRAPH_PARALLEL_REFUSE;
    }
    if (given.undirected != NULL) {
        IGRAPH_CHECK(cli_choice("--undirected", given.undirected, undirected, &choice));
        read->undirected = choice == 0 ? LATIGRAPH_UNDIRECTED_REFUSE : LATIGRAPH_UNDIRECTED_MUTUAL;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_positional(const cli_syntax_t *syntax) {
    const int count = given.positional != NULL ? (int)g_strv_length(given.positional) : 0;
    if (count < syntax->least) {
        return cli_usage("An argument is missing; the usage is: %s.", syntax->positional);
    }
    if (syntax->most >= 0 && count > syntax->most) {
        return cli_usage("The argument \"%s\" is one too many; the usage is: %s.",
                         given.positional[syntax->most], syntax->positional);
    }
    if ((syntax->groups & CLI_WRITES) != 0 && cli_is_empty(cli_shared.output)) {
        return cli_usage("-o DIR is missing: the folder to write to.");
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_parse(const cli_syntax_t *syntax, int argc, char **argv, char ***arguments) {
    static char *none[] = {NULL};
    GError *error = NULL;
    section_t sections[SECTIONS];
    list_sections(syntax, sections);
    GOptionContext *context = new_context(sections);
    *arguments = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        const igraph_error_t code = cli_usage_if(cli_glib_error(error));
        g_option_context_free(context);
        return code;
    }
    g_option_context_free(context);
    if (given.help) {
        print_help(sections, syntax);
        return IGRAPH_SUCCESS;
    }
    if (given.quiet) {
        cli_be_quiet();
    }
    IGRAPH_CHECK(check_positional(syntax));
    IGRAPH_CHECK(check_numbers());
    IGRAPH_CHECK(check_reading());
    IGRAPH_CHECK(check_memory());
    *arguments = given.positional != NULL ? given.positional : none;
    return IGRAPH_SUCCESS;
}
