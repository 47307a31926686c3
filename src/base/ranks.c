/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The work of one job on several processes, by MPI.
 *
 * Every process (rank) computes a block of the items and then receives the other blocks, so that
 * all hold the same data and take the same decisions. No rank is special, and no order of messages
 * matters.
 *
 * Sums of gradients over circuits must not depend on the number of ranks, but MPI_Allreduce adds
 * in an order of its own. The matrix (circuits, parameters) is therefore transposed between ranks
 * instead: each gets all circuits of its share of the parameters, adds them in the order of the
 * circuits, and shares the sums. A reduction would need less traffic, by the number of circuits
 * per rank.
 *
 * A build without MPI has the same functions for one rank, so that callers need no conditions.
 */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/ranks.h"

/* Balanced blocks: sizes differ by at most one item. */
static void block_of(int rank, int ranks, ptrdiff_t count, ptrdiff_t *begin, ptrdiff_t *end) {
    *begin = count * rank / ranks;
    *end = count * (rank + 1) / ranks;
}

void latigraph_ranks_block(ptrdiff_t count, ptrdiff_t *begin, ptrdiff_t *end) {
    block_of(latigraph_ranks_index(), latigraph_ranks_count(), count, begin, end);
}

#ifdef HAVE_MPI
#include <glib.h>
#include <mpi.h>

static gboolean started(void) {
    int initialised = 0, finalised = 0;
    return MPI_Initialized(&initialised) == MPI_SUCCESS && initialised &&
           MPI_Finalized(&finalised) == MPI_SUCCESS && !finalised;
}

int latigraph_ranks_count(void) {
    int ranks = 1;
    if (started()) {
        MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    }
    return ranks;
}

int latigraph_ranks_index(void) {
    int rank = 0;
    if (started()) {
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    }
    return rank;
}

/* Returns sizes, then starts, of the blocks of all ranks, in items. Free it with g_free(). */
static int *blocks(ptrdiff_t count) {
    const int ranks = latigraph_ranks_count();
    int *sizes = g_new(int, 2 * ranks);
    for (int rank = 0; rank < ranks; rank++) {
        ptrdiff_t begin, end;
        block_of(rank, ranks, count, &begin, &end);
        sizes[rank] = (int)(end - begin);
        sizes[ranks + rank] = (int)begin;
    }
    return sizes;
}

void latigraph_ranks_share(void *items, size_t size, ptrdiff_t count) {
    const int ranks = latigraph_ranks_count();
    if (ranks > 1) {
        MPI_Datatype item;
        int *sizes = blocks(count);
        MPI_Type_contiguous((int)size, MPI_BYTE, &item);
        MPI_Type_commit(&item);
        MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, items, sizes, sizes + ranks, item,
                       MPI_COMM_WORLD);
        MPI_Type_free(&item);
        g_free(sizes);
    }
}

void latigraph_ranks_turn(real_t *matrix, ptrdiff_t rows, ptrdiff_t width) {
    const int ranks = latigraph_ranks_count(), rank = latigraph_ranks_index();
    const MPI_Datatype number = sizeof(real_t) == sizeof(float) ? MPI_FLOAT : MPI_DOUBLE;
    if (ranks > 1) {
        int *sizes = blocks(width);
        for (int owner = 0; owner < ranks; owner++) {
            ptrdiff_t begin, end;
            block_of(owner, ranks, rows, &begin, &end);
            for (ptrdiff_t row = begin; row < end; row++) {
                real_t *at = matrix + row * width;
                if (owner == rank) {
                    MPI_Scatterv(at, sizes, sizes + ranks, number, MPI_IN_PLACE, 0, number, owner,
                                 MPI_COMM_WORLD);
                } else {
                    MPI_Scatterv(NULL, NULL, NULL, number, at + sizes[ranks + rank], sizes[rank],
                                 number, owner, MPI_COMM_WORLD);
                }
            }
        }
        g_free(sizes);
    }
}

int latigraph_ranks_any(int yes) {
    if (latigraph_ranks_count() > 1) {
        MPI_Allreduce(MPI_IN_PLACE, &yes, 1, MPI_INT, MPI_LOR, MPI_COMM_WORLD);
    }
    return yes;
}

int64_t latigraph_ranks_sum(int64_t number) {
    if (latigraph_ranks_count() > 1) {
        MPI_Allreduce(MPI_IN_PLACE, &number, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    }
    return number;
}

/* Messages have at most this many bytes, because MPI counts in int. */
static const size_t MESSAGE = (size_t)1 << 30;

static void send_bytes(const char *bytes, size_t size) {
    uint64_t length = size;
    MPI_Send(&length, 1, MPI_UINT64_T, 0, 0, MPI_COMM_WORLD);
    for (size_t at = 0; at < size; at += MESSAGE) {
        MPI_Send(bytes + at, (int)MIN(MESSAGE, size - at), MPI_BYTE, 0, 0, MPI_COMM_WORLD);
    }
}

static gboolean receive_bytes(int owner, size_t *size, char **received) {
    uint64_t length;
    MPI_Recv(&length, 1, MPI_UINT64_T, owner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *size = (size_t)length;
    *received = g_try_malloc(*size + 1);
    if (*received == NULL) {
        return FALSE; /* the caller's error ends the job */
    }
    for (size_t at = 0; at < *size; at += MESSAGE) {
        MPI_Recv(*received + at, (int)MIN(MESSAGE, *size - at), MPI_BYTE, owner, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    return TRUE;
}

int latigraph_ranks_bring(int owner, const char *bytes, size_t *size, char **received) {
    const int rank = latigraph_ranks_index();
    *received = NULL;
    if (owner != 0 && rank == owner) {
        send_bytes(bytes, *size);
    }
    return owner == 0 || rank != 0 || receive_bytes(owner, size, received);
}

#else

int latigraph_ranks_count(void) {
    return 1;
}

int latigraph_ranks_index(void) {
    return 0;
}

void latigraph_ranks_share(void *items, size_t size, ptrdiff_t count) {
    (void)items;
    (void)size;
    (void)count;
}

void latigraph_ranks_turn(real_t *matrix, ptrdiff_t rows, ptrdiff_t width) {
    (void)matrix;
    (void)rows;
    (void)width;
}

int latigraph_ranks_any(int yes) {
    return yes;
}

int64_t latigraph_ranks_sum(int64_t number) {
    return number;
}

int latigraph_ranks_bring(int owner, const char *bytes, size_t *size, char **received) {
    (void)owner;
    (void)bytes;
    (void)size;
    *received = NULL;
    return 1;
}

#endif
