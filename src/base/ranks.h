/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_RANKS_H
#define LATIGRAPH_BASE_RANKS_H

#include "base/real.h"

#include <stddef.h>
#include <stdint.h>

/* Processes (ranks) of MPI that work on one job, perhaps on several machines. Every rank runs the
 * same program on the same data and makes the same decisions. The items of a loop are split among
 * the ranks in blocks, and the results are shared, so that all ranks hold the same data again.
 *
 * A build without MPI, or a process that did not start MPI, has one rank, and these functions do
 * nothing. All ranks must make the same calls, from the calling thread only. An error of MPI ends
 * the job. */

/* Number of ranks, and the index of this rank. */
int latigraph_ranks_count(void);
int latigraph_ranks_index(void);

/* Gets this rank's block of `count` items: *begin .. *end − 1. */
void latigraph_ranks_block(ptrdiff_t count, ptrdiff_t *begin, ptrdiff_t *end);

/* Shares `count` items of `size` bytes: each rank has filled its own block, and afterwards every
 * rank holds all blocks. */
void latigraph_ranks_share(void *items, size_t size, ptrdiff_t count);

/* Exchanges a matrix (rows, width) between ranks. Each rank has filled its block of the rows;
 * afterwards it holds its block of the columns, for all rows. Sums over rows can then be taken in
 * the order of the rows, which makes them independent of the number of ranks. */
void latigraph_ranks_turn(real_t *matrix, ptrdiff_t rows, ptrdiff_t width);

/* Returns whether any rank passed a true `yes`. */
int latigraph_ranks_any(int yes);

/* Returns the sum of the numbers of all ranks. */
int64_t latigraph_ranks_sum(int64_t number);

/* Brings bytes from rank `owner` to the first rank. `size` is that of the owner's bytes; the first
 * rank gets the size of what it receives. The owner passes them by `bytes`; *received is a copy on
 * the first rank, to be freed with g_free(), and NULL on the others and if the first rank is the
 * owner. Returns false if memory is short. */
int latigraph_ranks_bring(int owner, const char *bytes, size_t *size, char **received);

#endif
