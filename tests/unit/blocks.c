/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "blocks/blocks.h"

#include <glib.h>

/* Blocks of weighted graphs: incremental description lengths against a full count, tiny graphs
 * against all partitions, and planted blocks. */

static latigraph_blocks_options_t options;

typedef enum { ASSORTATIVE, DISASSORTATIVE, MIXED, NOISE } plan_t;

/* Mean weight of pairs of two of four blocks. */
static double plan_mean(plan_t plan, int r, int s) {
    switch (plan) {
    case ASSORTATIVE:
        return r == s ? 3 : 1;
    case DISASSORTATIVE:
        return r == s ? 1 : 3;
    case MIXED: /* the first two blocks are dense inside, the others between each other */
        return (r == s && r < 2) || (r + s == 5) ? 3 : 1;
    default:
        return 1;
    }
}

/* Makes a graph of all pairs with exponential weights; vertex i is in block i mod 4. With `share`
 * below 1 that share of the pairs are edges. */
static void make_graph(igraph_t *graph, igraph_vector_t *weights, int n, plan_t plan, double share,
                       igraph_bool_t directed, int number) {
    igraph_vector_int_t ends;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, (uint64_t)number);
    igraph_vector_int_init(&ends, 0);
    igraph_vector_init(weights, 0);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if ((directed ? i != j : i < j) && latigraph_stream_uniform(&stream) < share) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, j);
                igraph_vector_push_back(weights, plan_mean(plan, i % 4, j % 4) *
                                                     latigraph_stream_exponential(&stream));
            }
        }
    }
    CHECK_OK(igraph_create(graph, &ends, n, directed));
    igraph_vector_int_destroy(&ends);
}

static double agreement(const igraph_vector_int_t *membership) {
    igraph_vector_int_t truth;
    igraph_real_t nmi;
    igraph_vector_int_init(&truth, igraph_vector_int_size(membership));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(membership); i++) {
        VECTOR(truth)[i] = i % 4;
    }
    CHECK_OK(igraph_compare_communities(membership, &truth, &nmi, IGRAPH_COMMCMP_NMI));
    igraph_vector_int_destroy(&truth);
    return nmi;
}

/* Moves and mergers change the description length by what a full count says, and keep all sums. */
static void test_increments(igraph_bool_t directed, double share, igraph_bool_t weighted) {
    enum { N = 24 };
    igraph_t graph;
    igraph_vector_t weights;
    latigraph_block_graph_t rows;
    latigraph_partition_t partition, counted;
    latigraph_stream_t stream;
    int membership[N];
    make_graph(&graph, &weights, N, MIXED, share, directed, 50 + directed);
    CHECK_OK(latigraph_block_graph_init(&rows, &graph, weighted ? &weights : NULL, NULL));
    CHECK_EQUAL(rows.symmetric, !directed || (share == 1 && !weighted));
    CHECK_OK(latigraph_partition_init(&partition, &rows, N));
    CHECK_OK(latigraph_partition_init(&counted, &rows, N));
    for (int i = 0; i < N; i++) {
        membership[i] = i % 5;
    }
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 77);
    latigraph_partition_set(&partition, membership);
    for (int step = 0; step < 300; step++) {
        if (step % 10 == 9 && partition.count > 2) {
            const int r = (int)latigraph_stream_integer(&stream, (uint32_t)partition.count - 1);
            latigraph_partition_merge(&partition, r, r + 1);
        } else {
            const int v = (int)latigraph_stream_integer(&stream, N);
            const int blocks = MIN(partition.count + 1, N);
            const int target = (int)latigraph_stream_integer(&stream, (uint32_t)blocks);
            latigraph_partition_look(&partition, v);
            const double gain = latigraph_partition_gain(&partition, v, target);
            if (target != partition.block[v]) {
                latigraph_partition_move(&partition, v, target, gain);
            }
        }
        CHECK_NEAR(partition.length, latigraph_partition_length(&partition), 1e-6);
        latigraph_partition_set(&counted, partition.block);
        CHECK_EQUAL(counted.count, partition.count);
        CHECK_NEAR(partition.length, counted.length, 1e-6);
    }
    latigraph_partition_destroy(&counted);
    latigraph_partition_destroy(&partition);
    latigraph_block_graph_destroy(&rows);
    igraph_vector_destroy(&weights);
    igraph_destroy(&graph);
}

/* The description length of two pairs by hand: vertices 0 and 1 joined with weight 2, vertices 2
 * and 3 not joined, one block and two. */
static void test_by_hand(void) {
    igraph_t graph;
    igraph_vector_t weights;
    latigraph_block_graph_t rows;
    latigraph_partition_t partition;
    const int one[] = {0, 0, 0, 0}, two[] = {0, 0, 1, 1};
    CHECK_OK(igraph_small(&graph, 4, IGRAPH_UNDIRECTED, 0, 1, 1, 2, -1));
    igraph_vector_init(&weights, 2);
    VECTOR(weights)[0] = 1;
    VECTOR(weights)[1] = 3; /* the mean is 2 */
    CHECK_OK(latigraph_block_graph_init(&rows, &graph, &weights, NULL));
    CHECK_OK(latigraph_partition_init(&partition, &rows, 4));
    latigraph_partition_set(&partition, one);
    /* 6 pairs, 2 edges: ln C(6, 2) + ln 7; weights: 3 ln(1 + 4/2) − ln 2!; partition: ln 4. */
    CHECK_NEAR(partition.length, log(15) + log(7) + 3 * log(3) - log(2) + log(4), 1e-12);
    latigraph_partition_set(&partition, two);
    /* Block 0: 1 pair, 1 edge of 1. Block 1: 1 pair, no edge. Between: 4 pairs, 1 edge of 3. */
    CHECK_NEAR(partition.length,
               2 * log(2) + log(4) + log(5) + 2 * log(1.5) + 2 * log(2.5) +
                   /* ln 4! − 2 ln 2! + ln C(3, 1) + ln 4 */ log(24) - 2 * log(2) + log(3) + log(4),
               1e-12);
    latigraph_partition_destroy(&partition);
    latigraph_block_graph_destroy(&rows);
    igraph_vector_destroy(&weights);
    igraph_destroy(&graph);
}

/* The next partition in the order of restricted growth strings; false at the end. */
static igraph_bool_t next_partition(int *membership, int n) {
    for (int i = n - 1; i > 0; i--) {
        int most = 0;
        for (int j = 0; j < i; j++) {
            most = MAX(most, membership[j]);
        }
        if (membership[i] <= most) {
            membership[i]++;
            memset(membership + i + 1, 0, (size_t)(n - 1 - i) * sizeof *membership);
            return true;
        }
    }
    return false;
}

/* The search finds the shortest description of all partitions of eight vertices. */
static void test_all_partitions(igraph_bool_t directed, int number) {
    enum { N = 8 };
    igraph_t graph;
    igraph_vector_t weights;
    latigraph_block_graph_t rows;
    latigraph_partition_t partition;
    latigraph_blocks_t blocks;
    int membership[N] = {0}, partitions = 0;
    double least = INFINITY;
    make_graph(&graph, &weights, N, NOISE, 0.6, directed, 60 + number);
    for (igraph_integer_t e = 0; e < igraph_ecount(&graph); e++) { /* two clear groups */
        VECTOR(weights)
        [e] *= IGRAPH_FROM(&graph, e) % 2 == IGRAPH_TO(&graph, e) % 2 && number % 2 == 0 ? 30 : 1;
    }
    CHECK_OK(latigraph_block_graph_init(&rows, &graph, &weights, NULL));
    CHECK_OK(latigraph_partition_init(&partition, &rows, N));
    do {
        latigraph_partition_set(&partition, membership);
        least = fmin(least, partition.length);
        partitions++;
    } while (next_partition(membership, N));
    CHECK_EQUAL(partitions, 4140); /* Bell's number */
    CHECK_OK(latigraph_blocks_init(&blocks));
    CHECK_OK(latigraph_blocks_weighted(&graph, &weights, &options, &blocks));
    CHECK_NEAR(blocks.bits, least / log(2), 1e-6);
    latigraph_blocks_destroy(&blocks);
    latigraph_partition_destroy(&partition);
    latigraph_block_graph_destroy(&rows);
    igraph_vector_destroy(&weights);
    igraph_destroy(&graph);
}

/* 80 vertices in four blocks, all pairs, means 3 : 1, as the floors of bench say; three drawings.
 */
static void test_planted(void) {
    static const char *const names[] = {"assortative", "disassortative", "mixed", "noise"};
    static const double floors[] = {0.999, 0.98, 0.96, 0};
    for (plan_t plan = ASSORTATIVE; plan <= NOISE; plan++) {
        double ours = 0, leiden = 0, found = 0, communities = 0;
        for (int number = 0; number < 3; number++) {
            igraph_t graph;
            igraph_vector_t weights;
            latigraph_blocks_t blocks;
            make_graph(&graph, &weights, 80, plan, 1, false, number + 10 * (int)plan);
            CHECK_OK(latigraph_blocks_init(&blocks));
            CHECK_OK(latigraph_blocks_weighted(&graph, &weights, &options, &blocks));
            ours += agreement(&blocks.membership) / 3;
            leiden += agreement(&blocks.leiden) / 3;
            found += (double)blocks.blocks / 3;
            communities += (double)blocks.leiden_blocks / 3;
            CHECK(blocks.bits <= blocks.bits_one && blocks.bits <= blocks.leiden_bits);
            CHECK(plan != NOISE || blocks.blocks == 1);
            latigraph_blocks_destroy(&blocks);
            igraph_vector_destroy(&weights);
            igraph_destroy(&graph);
        }
        printf("%s: NMI %.3f, Leiden %.3f; %.1f blocks, %.1f communities\n", names[plan], ours,
               leiden, found, communities);
        CHECK(ours >= floors[plan]);
    }
}

/* Sparse, directed, unweighted and refused graphs. */
static void test_other_graphs(void) {
    igraph_t graph;
    igraph_vector_t weights;
    latigraph_blocks_t blocks, again;
    CHECK_OK(latigraph_blocks_init(&blocks));
    CHECK_OK(latigraph_blocks_init(&again));
    make_graph(&graph, &weights, 60, MIXED, 0.9, true, 90);
    CHECK_OK(latigraph_blocks_weighted(&graph, &weights, &options, &blocks));
    CHECK(!blocks.symmetric);
    CHECK(agreement(&blocks.membership) > 0.9);
    CHECK_OK(latigraph_blocks_weighted(&graph, &weights, &options, &again));
    CHECK(igraph_vector_int_all_e(&blocks.membership, &again.membership));
    CHECK(igraph_vector_int_all_e(&blocks.leiden, &again.leiden));
    /* Blocks of the edges alone see nothing here, because the density is the same everywhere. */
    CHECK_OK(latigraph_blocks_weighted(&graph, NULL, &options, &blocks));
    CHECK_EQUAL(blocks.blocks, 1);
    VECTOR(weights)[3] = -1;
    CHECK_FAILS(latigraph_blocks_weighted(&graph, &weights, &options, &blocks), IGRAPH_EINVAL,
                "Edge 3 has the weight -1");
    igraph_vector_destroy(&weights);
    igraph_destroy(&graph);
    /* The two sides of a complete bipartite graph are its blocks. */
    CHECK_OK(igraph_full_bipartite(&graph, NULL, 12, 10, IGRAPH_UNDIRECTED, IGRAPH_ALL));
    CHECK_OK(latigraph_blocks_weighted(&graph, NULL, &options, &blocks));
    CHECK_EQUAL(blocks.blocks, 2);
    CHECK_EQUAL(VECTOR(blocks.sizes)[0], 12);
    CHECK_NEAR(MATRIX(blocks.density, 0, 1), 1, 0);
    CHECK_NEAR(MATRIX(blocks.density, 0, 0), 0, 0);
    igraph_destroy(&graph);
    CHECK_OK(igraph_empty(&graph, 5, IGRAPH_UNDIRECTED));
    CHECK_OK(latigraph_blocks_weighted(&graph, NULL, &options, &blocks));
    CHECK_EQUAL(blocks.blocks, 1);
    igraph_destroy(&graph);
    CHECK_OK(igraph_empty(&graph, 1, IGRAPH_UNDIRECTED));
    CHECK_FAILS(latigraph_blocks_weighted(&graph, NULL, &options, &blocks), IGRAPH_EINVAL,
                "at least 2 vertices");
    igraph_destroy(&graph);
    latigraph_blocks_destroy(&again);
    latigraph_blocks_destroy(&blocks);
}

int main(void) {
    test_init();
    latigraph_blocks_options_init(&options);
    options.seed = 1;
    test_by_hand();
    for (int k = 0; k < 8; k++) {
        test_increments(k & 1, k & 2 ? 1 : 0.5, (k & 4) == 0);
    }
    for (int k = 0; k < 6; k++) {
        test_all_partitions(k > 2, k);
    }
    test_planted();
    test_other_graphs();
    return 0;
}
