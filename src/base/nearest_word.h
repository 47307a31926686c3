/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_NEAREST_WORD_H
#define LATIGRAPH_BASE_NEAREST_WORD_H

/* The word of a NULL-terminated list that `text` is most likely a misspelling of (Levenshtein's
 * distance at most 3, or a prefix), or NULL if no word is near. */
const char *latigraph_nearest_word(const char *text, const char *const *words);

#endif
