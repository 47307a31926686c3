/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Memory of the results of a ladder.
 */
#include <latigraph/surrogate.h>

/**
 * \function latigraph_ladder_init
 * \brief Initialises an empty ladder.
 *
 * \param ladder The ladder; free it with \ref latigraph_ladder_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: see \ref latigraph_ladder().
 */
igraph_error_t latigraph_ladder_init(latigraph_ladder_t *ladder) {
    IGRAPH_STRVECTOR_INIT_FINALLY(&ladder->properties, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&ladder->rungs, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&ladder->verdicts, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&ladder->observed, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&ladder->steps, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&ladder->time, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&ladder->in_place, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&ladder->off_target, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&ladder->explains, 0);
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&ladder->has_mixed, 0);
    IGRAPH_VECTOR_BOOL_INIT_FINALLY(&ladder->frozen, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->mean, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->sd, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->z, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->p, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->q, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->explained, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&ladder->defined, 0, 0);
    IGRAPH_FINALLY_CLEAN(18);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_ladder_destroy
 * \brief Frees a ladder.
 *
 * \param ladder The ladder.
 *
 * Time complexity: O(size of the ladder).
 */
void latigraph_ladder_destroy(latigraph_ladder_t *ladder) {
    igraph_matrix_destroy(&ladder->defined);
    igraph_matrix_destroy(&ladder->explained);
    igraph_matrix_destroy(&ladder->q);
    igraph_matrix_destroy(&ladder->p);
    igraph_matrix_destroy(&ladder->z);
    igraph_matrix_destroy(&ladder->sd);
    igraph_matrix_destroy(&ladder->mean);
    igraph_vector_bool_destroy(&ladder->frozen);
    igraph_vector_bool_destroy(&ladder->has_mixed);
    igraph_vector_int_destroy(&ladder->explains);
    igraph_vector_destroy(&ladder->off_target);
    igraph_vector_destroy(&ladder->in_place);
    igraph_vector_destroy(&ladder->time);
    igraph_vector_destroy(&ladder->steps);
    igraph_vector_destroy(&ladder->observed);
    igraph_strvector_destroy(&ladder->verdicts);
    igraph_strvector_destroy(&ladder->rungs);
    igraph_strvector_destroy(&ladder->properties);
}
