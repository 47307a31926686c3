/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Counts of motifs: a change of a pair changes them by the count after less the count before, and
 * they agree with the properties of circuits. */
#include "surrogate/motif_rows.h"
#include "surrogate/motif_swap.h"
#include "surrogate/pair_states.h"

#include "circuits.h"

#include <latigraph/measure.h>

enum { NEURONS = 70, /* more than a word */ ALL = LATIGRAPH_MOTIFS_ALL };

static int state_of(const latigraph_circuit_t *circuit, int i, int j) {
    return latigraph_circuit_has_edge(circuit, i, j) | latigraph_circuit_has_edge(circuit, j, i)
                                                           << 1;
}

static void fill(latigraph_motifs_t *motifs, const latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        for (int j = i + 1; j < circuit->n; j++) {
            latigraph_motifs_change(motifs, i, j, 0, state_of(circuit, i, j));
        }
    }
}

static void check_sums(const latigraph_motif_sums_t *a, const latigraph_motif_sums_t *b) {
    CHECK_EQUAL(a->edges, b->edges);
    CHECK_EQUAL(a->pairs, b->pairs);
    CHECK_EQUAL(a->mutual, b->mutual);
    CHECK_EQUAL(a->triples, b->triples);
    CHECK_EQUAL(a->triangles, b->triangles);
    CHECK_EQUAL(a->clustered, b->clustered);
    for (int k = 0; k < LATIGRAPH_CLOSED_TRIADS; k++) {
        CHECK_EQUAL(a->triads[k], b->triads[k]);
    }
    for (int k = 0; k < LATIGRAPH_CORNER_CLASSES; k++) {
        CHECK_EQUAL(a->corners[k], b->corners[k]);
    }
    CHECK_NEAR(a->clustering, b->clustering, 1e-9);
    CHECK_NEAR(a->damped, b->damped, 1e-9);
    CHECK_NEAR(a->partners, b->partners, 1e-9);
}

/* Every change from any state to any other gives the counts of the new graph, and can be taken
 * back. */
static void test_changes(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 2, 0);
    latigraph_motifs_t motifs;
    latigraph_motif_sums_t sums, before;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_motifs_init(&motifs, NEURONS, ALL));
    for (int i = 0; i < NEURONS; i++) {
        motifs.class_of[i] = i % LATIGRAPH_CORNER_CLASSES;
    }
    fill(&motifs, circuit);
    latigraph_motifs_count(&motifs, &sums);
    check_sums(&motifs.sums, &sums);
    CHECK(sums.triangles > 100);
    for (int k = 0; k < 500; k++) {
        const int i = (int)(latigraph_stream_next(&stream) % NEURONS);
        const int j = (int)(latigraph_stream_next(&stream) % NEURONS);
        const int after = (int)(latigraph_stream_next(&stream) >> 30);
        const guint64 *any = motifs.any, *out = motifs.out;
        if (i == j) {
            continue;
        }
        const gsize at = (gsize)i * motifs.words + (gsize)j / 64;
        const gsize turned = (gsize)j * motifs.words + (gsize)i / 64;
        const int now = (int)(out[at] >> j % 64 & 1) | (int)(out[turned] >> i % 64 & 1) << 1;
        CHECK_EQUAL((int)(any[at] >> j % 64 & 1), now != 0);
        before = motifs.sums;
        latigraph_motifs_change(&motifs, i, j, now, after);
        latigraph_motifs_count(&motifs, &sums);
        check_sums(&motifs.sums, &sums);
        if (k % 3 == 0) {
            latigraph_motifs_undo(&motifs, i, j, now, after);
            motifs.sums = before;
            latigraph_motifs_count(&motifs, &sums);
            check_sums(&motifs.sums, &sums);
            check_sums(&motifs.sums, &before);
        }
    }
    latigraph_motifs_destroy(&motifs);
    latigraph_circuit_destroy(circuit);
}

static int state_in(const latigraph_motifs_t *motifs, int i, int j) {
    return latigraph_motif_state(motifs, i, j);
}

/* The pairs have the shared partners and the states of the present graph. */
static void check_pairs(const latigraph_motifs_t *motifs) {
    int wrong = 0;
    for (int i = 0; i < motifs->n; i++) {
        for (int j = 0; j < motifs->n; j++) {
            const int shared = latigraph_motif_shared(motifs, i, j);
            wrong += i != j &&
                     *latigraph_motif_pair(motifs, i, j) != 4 * shared + state_in(motifs, i, j);
        }
    }
    CHECK_EQUAL(wrong, 0);
}

/* A swap that is counted before it is made changes the sums as the changes of its four pairs do. */
static void test_swaps(void) {
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 4, 0);
    latigraph_motifs_t motifs;
    latigraph_motif_sums_t sums;
    latigraph_motif_swap_t swap;
    latigraph_stream_t stream;
    int swaps = 0, mutual = 0;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_motifs_init(&motifs, NEURONS, ALL));
    CHECK_OK(latigraph_motifs_pair(&motifs));
    for (int i = 0; i < NEURONS; i++) {
        motifs.class_of[i] = i % LATIGRAPH_CORNER_CLASSES;
    }
    fill(&motifs, circuit);
    while (swaps < 500 || mutual < 10) {
        int end[4];
        for (int k = 0; k < 4; k++) {
            end[k] = (int)(latigraph_stream_next(&stream) % NEURONS);
        }
        const int a = end[0], b = end[1], c = end[2], d = end[3];
        const gboolean same = a == b || a == c || a == d || b == c || b == d || c == d;
        const int state = same ? 0 : state_in(&motifs, a, b);
        if (state == 0 || state_in(&motifs, c, d) != state ||
            (state_in(&motifs, a, d) | state_in(&motifs, c, b)) != 0) {
            continue;
        }
        latigraph_motif_swap_count(&swap, &motifs, a, b, c, d, state);
        latigraph_motif_swap_make(&swap, &motifs);
        latigraph_motifs_count(&motifs, &sums);
        check_sums(&motifs.sums, &sums);
        check_pairs(&motifs);
        CHECK_EQUAL(state_in(&motifs, a, d), state);
        CHECK_EQUAL(state_in(&motifs, a, b), 0);
        mutual += state == LATIGRAPH_PAIR_MUTUAL;
        swaps++;
    }
    latigraph_motifs_destroy(&motifs);
    latigraph_circuit_destroy(circuit);
}

/* Statistics that are properties have their values. */
static void test_properties(void) {
    for (int seed = 0; seed < 5; seed++) {
        latigraph_circuit_t *circuit = random_circuit(NEURONS, (uint64_t)seed, 0);
        const latigraph_circuit_list_t one = {.items = &circuit, .size = 1, .capacity = 1};
        latigraph_motifs_t motifs;
        igraph_matrix_t values;
        CHECK_OK(igraph_matrix_init(&values, 0, 0));
        CHECK_OK(latigraph_properties(&one, &values));
        CHECK_OK(latigraph_motifs_init(&motifs, NEURONS, ALL));
        fill(&motifs, circuit);
        int compared = 0;
        for (int s = 0; s < LATIGRAPH_TILTS; s++) {
            const igraph_integer_t property =
                latigraph_property_find(latigraph_tilt_name((latigraph_tilt_t)s));
            if (property >= 0) {
                CHECK_NEAR(latigraph_motifs_value(&motifs, (latigraph_tilt_t)s),
                           MATRIX(values, 0, property), 1e-12);
                compared++;
            }
        }
        CHECK_EQUAL(compared, 12); /* all but triangles, damped clustering and shared partners */
        latigraph_motifs_destroy(&motifs);
        igraph_matrix_destroy(&values);
        latigraph_circuit_destroy(circuit);
    }
    CHECK(latigraph_tilt_name(LATIGRAPH_TILTS) == NULL);
}

/* A clique of four mutual neurons: every pair has two shared partners, and damping divides three
 * triangles of a neuron by 3 + 5. */
static void test_clique(void) {
    latigraph_motifs_t motifs;
    CHECK_OK(latigraph_motifs_init(&motifs, 4, ALL));
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < i; j++) {
            latigraph_motifs_change(&motifs, i, j, 0, LATIGRAPH_PAIR_MUTUAL);
        }
    }
    CHECK_EQUAL(latigraph_motifs_value(&motifs, LATIGRAPH_TILT_TRIANGLES), 4);
    CHECK_NEAR(latigraph_motifs_value(&motifs, LATIGRAPH_TILT_DAMPED_CLUSTERING), 3.0 / 8, 1e-12);
    CHECK_NEAR(latigraph_motifs_value(&motifs, LATIGRAPH_TILT_SHARED_PARTNERS),
               1 - pow(1 - exp(-1), 2), 1e-12);
    latigraph_motifs_destroy(&motifs);
}

int main(void) {
    test_init();
    test_changes();
    test_swaps();
    test_properties();
    test_clique();
    return 0;
}
