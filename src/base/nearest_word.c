/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * "Did you mean ...?": the nearest of a list of words by Levenshtein's edit distance.
 *
 * The distance is computed with one row of the table of prefixes, in O(a b) for words of a and b
 * letters. A text that is the beginning of a word counts as one edit away, since people
 * abbreviate. A word is offered if it is at most 3 edits away, and fewer than it has letters;
 * otherwise "csv" would be offered for every short text.
 */
#include "base/nearest_word.h"

#include <glib.h>
#include <string.h>

/* A larger distance is not a typing error. */
enum { LONGEST = 48, FARTHEST = 3 };

/* Levenshtein's distance between two short words, row by row. */
static int distance(const char *a, const char *b) {
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

const char *latigraph_nearest_word(const char *text, const char *const *words) {
    const char *nearest = NULL;
    int least = FARTHEST + 1;
    for (int i = 0; words[i] != NULL; i++) {
        const int d =
            text[0] != '\0' && g_str_has_prefix(words[i], text) ? 1 : distance(text, words[i]);
        if (d < least && d < (int)strlen(words[i])) {
            least = d;
            nearest = words[i];
        }
    }
    return nearest;
}
