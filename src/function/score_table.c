/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The table of scores as a public array, and its lookup functions.
 *
 * The rows are in scores.h, from which identifiers and operations are made, too, so that a score is
 * defined in one place. A score is found by its name and by the name of its operation, which has
 * underscores in place of hyphens.
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
 *
 * \sa \ref latigraph_score_info()
 *
 * Example: the names of all scores.
 * \verbatim
 *    for (igraph_integer_t i = 0; i < latigraph_score_count(); i++) {
 *        puts(latigraph_score_info(i)->name);
 *    }
 * \endverbatim
 */
igraph_integer_t latigraph_score_count(void) {
    return SCORES;
}

/**
 * \function latigraph_score_info
 * \brief Name, definition, unit, source and use of a score.
 *
 * \param i Index of the score, 0 .. \ref latigraph_score_count() − 1.
 * \return The description, which the library owns and never frees, or \c NULL if there is no such
 *    score.
 *
 * Time complexity: O(1).
 *
 * \sa \ref latigraph_score_find()
 *
 * Example: the definition of one score.
 * \verbatim
 *    puts(latigraph_score_info(latigraph_score_find("memory-capacity"))->definition);
 * \endverbatim
 */
const latigraph_score_info_t *latigraph_score_info(igraph_integer_t i) {
    return i >= 0 && i < SCORES ? &TABLE[i] : NULL;
}

/* Compares a name with that of a score, whose hyphens may be written as underscores. */
static gboolean is_called(const char *score, const char *name) {
    while (*score != '\0' && (*name == *score || (*name == '_' && *score == '-'))) {
        score++;
        name++;
    }
    return *score == '\0' && *name == '\0';
}

/**
 * \function latigraph_score_find
 * \brief Finds a score by its name.
 *
 * \param name The name, e.g. "memory-capacity", or the name of its operation, "memory_capacity".
 * \return The index of the score, or −1 if there is none of this name.
 *
 * Time complexity: O(number of scores).
 *
 * \sa \ref latigraph_score_info()
 *
 * Example: a vector of two scores.
 * \verbatim
 *    igraph_vector_int_t scores;
 *    igraph_vector_int_init(&scores, 2);
 *    VECTOR(scores)[0] = latigraph_score_find("memory-capacity");
 *    VECTOR(scores)[1] = latigraph_score_find("narma10");
 * \endverbatim
 */
igraph_integer_t latigraph_score_find(const char *name) {
    for (int i = 0; i < SCORES && name != NULL; i++) {
        if (is_called(TABLE[i].name, name)) {
            return i;
        }
    }
    return -1;
}
