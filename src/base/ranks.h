/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_RANKS_H
#define LATIGRAPH_BASE_RANKS_H

#include "base/real.h"

#include <stddef.h>

/* Processes that work on one job, perhaps on several machines (MPI). Every rank runs the same
 * program on the same data and makes the same decisions; items of a loop are split among them in
 * blocks, and what came out is shared, so that afterwards all ranks hold the same again. Built
 * without MPI, and in a process that did not start MPI, there is one rank and these functions do
 * nothing. Calling thread only; all ranks must make the same calls. An error of MPI ends the job.
 */

/* How many there are, and which this one is. */
int latigraph_ranks_count(void);
int latigraph_ranks_index(void);

/* This rank's block of `count` items: *begin … *end − 1. */
void latigraph_ranks_block(long count, long *begin, long *end);

/* Every rank has filled its block of `count` items of `size` bytes; all get all. */
void latigraph_ranks_share(void *items, size_t size, long count);

/* Every rank has filled its block of the rows of (rows, width); afterwards each holds its block of
 * the columns, of all rows. So sums over rows can be taken in the order of the rows, whatever the
 * number of ranks. */
void latigraph_ranks_turn(real_t *matrix, long rows, long width);

/* Does any rank say yes? */
int latigraph_ranks_any(int yes);

#endif
