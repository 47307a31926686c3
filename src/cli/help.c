/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* Help texts: two columns, 80 wide. The man page and the completion are made from what is printed
 * here, so its form is part of the interface: options start at column 3. */

enum { WIDTH = 80, COLUMN = 26 };

/* Prints words wrapped, from a column on; the cursor stands at `at`. */
static void print_wrapped(const char *text, int column, int at) {
    char **words = g_strsplit(text, " ", -1);
    gboolean first = TRUE;
    for (int i = 0; words[i] != NULL; i++) {
        const int length = (int)g_utf8_strlen(words[i], -1);
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

void cli_help_paragraph(const char *text) {
    print_wrapped(text, 0, 0);
}

void cli_help_item(const char *label, const char *text) {
    const int length = 2 + (int)g_utf8_strlen(label, -1);
    printf("  %s", label);
    if (length + 2 > COLUMN) {
        putchar('\n');
        print_wrapped(text, COLUMN, 0);
    } else {
        print_wrapped(text, COLUMN, length);
    }
}

void cli_help_options(const GOptionEntry *entries) {
    for (const GOptionEntry *e = entries; e->long_name != NULL; e++) {
        if (e->description == NULL) {
            continue;
        }
        char letter[] = {'-', e->short_name, ',', ' ', '\0'};
        char *label = g_strconcat(e->short_name != 0 ? letter : "", "--", e->long_name,
                                  e->arg_description != NULL ? "=" : "",
                                  e->arg_description != NULL ? e->arg_description : "", NULL);
        cli_help_item(label, e->description);
        g_free(label);
    }
}
