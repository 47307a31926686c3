/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CIRCUIT_NUMBER_H
#define LATIGRAPH_CIRCUIT_NUMBER_H

#include <glib.h>
#include <math.h>
#include <string.h>

/* Parses a decimal number that fills the whole text, independently of the locale. "nan" and "inf"
 * in their spellings are accepted; hexadecimal numbers are not. Whole numbers of at most 15 digits,
 * which are exact in a double, are read without strtod(), which takes several times longer. */
static inline gboolean latigraph_parse_number(const char *text, double *number) {
    char *end;
    int digits = 0;
    gint64 whole = 0;
    for (; g_ascii_isdigit(text[digits]) && digits < 16; digits++) {
        whole = 10 * whole + (text[digits] - '0');
    }
    if (digits > 0 && digits < 16 && text[digits] == '\0') {
        *number = (double)whole;
        return TRUE;
    }
    if (text[0] == '\0' || g_ascii_isspace(text[0]) || strpbrk(text, "xX(") != NULL) {
        return FALSE;
    }
    *number = g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

/* Returns whether a text says that a value is not known: "", NA, N/A, NaN, None, null or "-". */
static inline gboolean latigraph_is_unknown(const char *text) {
    static const char *const words[] = {"NA",   "N/A",  "n/a",  "NaN",  "nan",  "NAN",
                                        "None", "null", "NULL", "#N/A", "<NA>", "-"};
    if (text[0] == '\0') {
        return TRUE;
    }
    if (g_ascii_isdigit(text[0]) || strlen(text) > 4) { /* most cells are numbers */
        return FALSE;
    }
    for (gsize w = 0; w < G_N_ELEMENTS(words); w++) {
        if (strcmp(text, words[w]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

#endif
