/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* Formats that circuits are written in, and how their files end ("" for a folder). */
static const char *const formats[] = {"graphml", "gml",  "pajek", "edgelist", "ncol",
                                      "lgl",     "leda", "dot",   "csv",      NULL};
static const char *const endings[] = {".graphml", ".gml",  ".net", ".edgelist", ".ncol",
                                      ".lgl",     ".leda", ".dot", ""};
static int format;

static igraph_error_t refuse_filled(const char *folder) {
    GError *error = NULL;
    GDir *dir = g_dir_open(folder, 0, &error);
    if (dir == NULL) {
        return cli_glib_error(error);
    }
    const char *entry = g_dir_read_name(dir);
    if (entry != NULL && !cli_shared.force) {
        igraph_errorf("\"%s\" holds files already (\"%s\"); choose another folder or give --force.",
                      IGRAPH_FILE_BASENAME, __LINE__, IGRAPH_EFILE, folder, entry);
        g_dir_close(dir);
        return IGRAPH_EFILE;
    }
    if (entry != NULL) {
        cli_note("%s: files that stand there stay, unless a circuit has the same name", folder);
    }
    g_dir_close(dir);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_output_prepare(void) {
    const char *folder = cli_shared.output;
    if (cli_shared.format != NULL) {
        IGRAPH_CHECK(cli_choice("--format", cli_shared.format, formats, &format));
    }
    return g_file_test(folder, G_FILE_TEST_EXISTS) ? refuse_filled(folder) : IGRAPH_SUCCESS;
}

/* A name that is safe as part of a path. */
static char *file_name(const char *name, igraph_integer_t number) {
    char *safe = g_strdup(name != NULL ? name : "");
    g_strdelimit(safe, "/\\:*?\"<>| \t\n", '-');
    if (safe[0] == '\0' || safe[0] == '.') {
        g_free(safe);
        safe = g_strdup_printf("circuit%04" IGRAPH_PRId, number);
    }
    return safe;
}

igraph_error_t cli_output_circuit(const latigraph_circuit_t *circuit, igraph_integer_t number,
                                  GHashTable *taken, GPtrArray *files) {
    if (g_hash_table_size(taken) == 0 && g_mkdir_with_parents(cli_shared.output, 0777) != 0) {
        IGRAPH_ERRORF("Cannot make the folder \"%s\": %s.", IGRAPH_EFILE, cli_shared.output,
                      g_strerror(errno));
    }
    char *stem = file_name(latigraph_circuit_name(circuit), number);
    if (g_hash_table_contains(taken, stem)) {
        char *other = g_strdup_printf("%s-%" IGRAPH_PRId, stem, number);
        g_free(stem);
        stem = other;
    }
    char *name = g_strconcat(stem, endings[format], NULL);
    char *path = g_build_filename(cli_shared.output, name, NULL);
    g_free(name);
    g_hash_table_add(taken, stem);
    g_ptr_array_add(files, path);
    return latigraph_circuit_write(circuit, path, formats[format]);
}

igraph_error_t cli_output_circuits(const latigraph_circuit_list_t *list, GPtrArray *files) {
    GHashTable *taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    IGRAPH_FINALLY(g_hash_table_unref, taken);
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(list); i++) {
        if (cli_cancelled()) {
            IGRAPH_ERROR("Interrupted.", IGRAPH_INTERRUPTED);
        }
        IGRAPH_CHECK(cli_output_circuit(latigraph_circuit_list_get(list, i), i + 1, taken, files));
    }
    g_hash_table_unref(taken);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A device or pipe is written to; it must not be replaced by a file. */
static igraph_error_t write_through(const char *path, const GString *text) {
    FILE *file = fopen(path, "wb");
    gboolean good = file != NULL && fwrite(text->str, 1, text->len, file) == text->len;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good) {
        IGRAPH_ERRORF("Cannot write \"%s\": %s.", IGRAPH_EFILE, path, g_strerror(errno));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_write_file(const char *path, const GString *text) {
    GError *error = NULL;
    if (strcmp(path, "-") == 0) {
        fwrite(text->str, 1, text->len, stdout);
        return IGRAPH_SUCCESS;
    }
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        return write_through(path, text);
    }
    if (!g_file_set_contents_full(path, text->str, (gssize)text->len,
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error)) {
        return cli_glib_error(error);
    }
    return IGRAPH_SUCCESS;
}
