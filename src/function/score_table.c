/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "function/tasks.h"

#include <string.h>

#define ROW(id, operation, title, unit_, text, paper, matters, lower)                              \
    {.name = title,                                                                                \
     .definition = text,                                                                           \
     .unit = unit_,                                                                                \
     .source = paper,                                                                              \
     .why = matters,                                                                               \
     .less = lower},

static const latigraph_score_info_t TABLE[SCORES] = {LATIGRAPH_SCORES(ROW)};

/**
 * \function latigraph_score_count
 * \brief The number of scores of circuits as reservoirs.
 *
 * \return The number of rows of the table of scores.
 *
 * Time complexity: O(1).
 */
igraph_integer_t latigraph_score_count(void) {
    return SCORES;
}

/**
 * \function latigraph_score_info
 * \brief Name, definition, unit, source and use of a score.
 *
 * \param i Index of the score, 0 .. \ref latigraph_score_count() − 1.
 * \return The description, which lives as long as the library, or \c NULL.
 *
 * Time complexity: O(1).
 */
const latigraph_score_info_t *latigraph_score_info(igraph_integer_t i) {
    return i >= 0 && i < SCORES ? &TABLE[i] : NULL;
}

/**
 * \function latigraph_score_find
 * \brief Finds a score by its name.
 *
 * \param name The name, e.g. "memory-capacity"; "memory_capacity", as its operation is called, is
 *    found, too.
 * \return The index of the score, or −1 if there is none of this name.
 *
 * Time complexity: O(number of scores).
 */
igraph_integer_t latigraph_score_find(const char *name) {
    char *canonical = g_strdelimit(g_strdup(name != NULL ? name : ""), "_", '-');
    igraph_integer_t found = -1;
    for (int i = 0; i < SCORES && found < 0; i++) {
        found = strcmp(TABLE[i].name, canonical) == 0 ? i : -1;
    }
    g_free(canonical);
    return found;
}
