/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Edits: the coupling of two distributions of a dyad has these distributions as its margins, and is
 * maximal. */

#include "circuits.h"
#include "generate/edit.h"

/* --- One dyad ----------------------------------------------------------------- */

static void random_law(latigraph_stream_t *stream, double *p) {
    double sum = 0;
    for (int s = 0; s < 4; s++) {
        const double u = latigraph_stream_uniform(stream);
        p[s] = u < 0.15 ? 0 : u * u * u; /* some states never occur, some rarely */
        sum += p[s];
    }
    p[0] += sum > 0 ? 0 : 1;
    for (int s = 0; s < 4; s++) {
        p[s] /= sum > 0 ? sum : 1;
    }
}

/* Over all uniform numbers, the state after the edit has distribution P′. It equals the state
 * before with probability Σ min(P, P′), the maximum of all couplings. */
static void check_law(const double *before, const double *after) {
    enum { GRID = 4000 };
    double law[4] = {0}, kept = 0, most = 0;
    for (int s = 0; s < 4; s++) {
        most += fmin(before[s], after[s]);
        for (int k = 0; k < GRID; k++) {
            const int to = latigraph_couple_states(before, after, s, (k + 0.5) / GRID);
            REQUIRE(to >= 0 && to < 4);
            law[to] += before[s] / GRID;
            kept += to == s ? before[s] / GRID : 0;
        }
    }
    for (int s = 0; s < 4; s++) {
        CHECK_NEAR(law[s], after[s], 4.0 / GRID);
    }
    CHECK_NEAR(kept, most, 4.0 / GRID);
}

static void check_coupling(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    for (int trial = 0; trial < 100; trial++) {
        double before[4], after[4];
        random_law(&stream, before);
        random_law(&stream, after);
        check_law(before, after);
        check_law(before, before);
        for (int s = 0; s < 4; s++) { /* equal distributions keep every state, likely or not */
            CHECK(latigraph_couple_states(before, before, s, latigraph_stream_uniform(&stream)) ==
                  s);
        }
    }
    /* The edit leads from one certain state to another. */
    const double none[4] = {1, 0, 0, 0}, both[4] = {0, 0, 0, 1};
    CHECK(latigraph_couple_states(none, both, 0, 0) == 3);
    CHECK(latigraph_couple_states(none, both, 0, 1 - 1e-16) == 3);
}

/* --- Circuits ------------------------------------------------------------------ */

enum { N = 3, NN = N * N, GRAPHS = 64, DRAWS = 40000 };

typedef struct {
    real_t log_rate[NN], log_mutual[NN];
    latigraph_rates_t rates;
} law_t;

static void random_rates(law_t *law, uint64_t index, double shift, double anti_reciprocity) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 6, LATIGRAPH_STREAM_TEST, index);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            law->log_rate[i * N + j] = (real_t)(latigraph_stream_normal(&stream) + shift);
            if (j > i) {
                law->log_mutual[i * N + j] = law->log_mutual[j * N + i] =
                    (real_t)(latigraph_stream_normal(&stream) + shift - 0.5);
            }
        }
    }
    law->rates = (latigraph_rates_t){.n = N,
                                     .log_rate = law->log_rate,
                                     .log_mutual = law->log_mutual,
                                     .anti_reciprocity = anti_reciprocity};
}

static void probabilities(const law_t *law, int i, int j, double *p) {
    latigraph_dyad_probabilities(exp(law->log_rate[i * N + j]), exp(law->log_rate[j * N + i]),
                                 exp(law->log_mutual[i * N + j]), law->rates.anti_reciprocity, p);
}

static const int DYAD[3][2] = {{0, 1}, {0, 2}, {1, 2}};

/* Encodes a graph with two bits per dyad. */
static int graph_of(const guchar *edge) {
    int graph = 0;
    for (int d = 0; d < 3; d++) {
        const int i = DYAD[d][0], j = DYAD[d][1];
        graph |= (edge[i * N + j] + 2 * edge[j * N + i]) << (2 * d);
    }
    return graph;
}

static void fill(guchar *edge, const latigraph_edge_list_t *edges) {
    memset(edge, 0, NN);
    for (int e = 0; e < edges->size; e++) {
        CHECK(edges->from[e] != edges->to[e] && edge[edges->from[e] * N + edges->to[e]] == 0);
        edge[edges->from[e] * N + edges->to[e]] = 1;
    }
}

/* Circuits drawn from P and edited to P′ are draws from P′: chi-square over the 64 circuits of
 * three neurons, with 63 degrees of freedom (113 is the 1e-4 point). The number of unchanged dyads
 * is maximal. */
static void check_edited(uint64_t index, double shift, double anti_reciprocity,
                         double after_anti_reciprocity) {
    law_t before, after;
    guchar edge[NN], now[NN];
    latigraph_edge_list_t edges = {0};
    double expected[GRAPHS], chi_square = 0, rare_seen = 0, rare = 0, most = 0;
    int seen[GRAPHS] = {0}, kept = 0;
    random_rates(&before, 2 * index, shift, anti_reciprocity);
    random_rates(&after, 2 * index + 1, shift, after_anti_reciprocity);
    const latigraph_edit_t edit = {.n = N,
                                   .edge = edge,
                                   .log_rate = before.log_rate,
                                   .log_mutual = before.log_mutual,
                                   .anti_reciprocity = anti_reciprocity};
    for (int draw = 0; draw < DRAWS; draw++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, index, LATIGRAPH_STREAM_EDGES, (uint64_t)draw);
        latigraph_sample_edges(&before.rates, NULL, &stream, &edges);
        fill(edge, &edges);
        latigraph_edit_edges(&edit, &after.rates, &stream, &edges);
        fill(now, &edges);
        const int graph = graph_of(now), changed = graph ^ graph_of(edge);
        seen[graph]++;
        for (int d = 0; d < 3; d++) {
            kept += (changed >> (2 * d) & 3) == 0;
        }
    }
    for (int d = 0; d < 3; d++) {
        double p[4], q[4];
        probabilities(&before, DYAD[d][0], DYAD[d][1], p);
        probabilities(&after, DYAD[d][0], DYAD[d][1], q);
        for (int s = 0; s < 4; s++) {
            most += fmin(p[s], q[s]);
        }
        for (int graph = 0; graph < GRAPHS; graph++) {
            expected[graph] = (d == 0 ? DRAWS : expected[graph]) * q[graph >> (2 * d) & 3];
        }
    }
    for (int graph = 0; graph < GRAPHS; graph++) {
        if (expected[graph] < 5) { /* pools circuits that are too rare for the approximation */
            rare += expected[graph];
            rare_seen += seen[graph];
        } else {
            chi_square += pow(seen[graph] - expected[graph], 2) / expected[graph];
        }
    }
    chi_square += rare < 1 ? 0 : pow(rare_seen - rare, 2) / rare;
    CHECK(chi_square < 113);
    CHECK(rare > 1 || rare_seen < 10);
    CHECK_NEAR((double)kept / DRAWS, most, 4.5 * sqrt(3 * 0.25 / DRAWS));
    CHECK(most < 2.7); /* the distributions differ */
    latigraph_edge_list_clear(&edges);
}

/* --- A circuit of edges and weights ------------------------------------------------- */

/* Creates the edit of a circuit, taken as a draw from these rates. */
static void edit_of(latigraph_edit_t *edit, const latigraph_circuit_t *circuit, real_t *log_rate,
                    real_t *log_mutual) {
    const int n = circuit->n;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 7, LATIGRAPH_STREAM_TEST, 0);
    *edit = (latigraph_edit_t){.circuit = circuit,
                               .n = n,
                               .edge = g_new0(guchar, n * n),
                               .log_rate = log_rate,
                               .log_mutual = log_mutual,
                               .anti_reciprocity = 0.2};
    for (int i = 0; i < n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            edit->edge[i * n + circuit->out_to[e]] = 1;
        }
        for (int j = 0; j < n; j++) {
            log_rate[i * n + j] = (real_t)(latigraph_stream_normal(&stream) - 2);
            log_mutual[i * n + j] =
                j < i ? log_mutual[j * n + i] : (real_t)(latigraph_stream_normal(&stream) - 3);
        }
    }
}

static int kept_of(const latigraph_circuit_t *circuit, const latigraph_edge_list_t *edges) {
    int kept = 0;
    for (int e = 0; e < edges->size; e++) {
        kept += latigraph_circuit_has_edge(circuit, edges->from[e], edges->to[e]);
    }
    return kept;
}

/* Under its own rates a circuit stays unchanged. If only one-way events change, higher rates remove
 * no edge and lower rates add none. Remaining edges keep their weights. */
static void check_circuit(void) {
    latigraph_circuit_t *circuit = random_circuit(30, 4, 1);
    const int nn = circuit->n * circuit->n;
    real_t *log_rate = g_new0(real_t, nn), *log_mutual = g_new0(real_t, nn);
    real_t *changed = g_new0(real_t, nn);
    latigraph_edge_list_t edges = {0};
    latigraph_stream_t stream;
    latigraph_edit_t edit;
    edit_of(&edit, circuit, log_rate, log_mutual);
    latigraph_rates_t rates = {
        .n = circuit->n, .log_rate = log_rate, .log_mutual = log_mutual, .anti_reciprocity = 0.2};
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_EDGES, 0);
    latigraph_edit_edges(&edit, &rates, &stream, &edges);
    REQUIRE(edges.size == circuit->m && kept_of(circuit, &edges) == circuit->m);

    for (int k = 0; k < nn; k++) { /* two independent edges per dyad */
        log_mutual[k] = -18;
        changed[k] = log_rate[k] + (real_t)0.5;
    }
    edit.anti_reciprocity = rates.anti_reciprocity = 0;
    rates.log_rate = changed;
    latigraph_edit_edges(&edit, &rates, &stream, &edges);
    const int gained = edges.size - circuit->m;
    CHECK(gained > 5 && kept_of(circuit, &edges) > circuit->m - gained);
    for (int k = 0; k < nn; k++) {
        changed[k] = -18;
    }
    latigraph_edit_edges(&edit, &rates, &stream, &edges);
    CHECK(edges.size <= 2 && kept_of(circuit, &edges) == edges.size);

    for (int k = 0; k < nn; k++) {
        changed[k] = log_rate[k] + (real_t)0.5;
    }
    latigraph_edit_edges(&edit, &rates, &stream, &edges);
    edges.weight = g_new(double, edges.size);
    for (int e = 0; e < edges.size; e++) {
        edges.weight[e] = -1;
    }
    latigraph_edit_weights(&edit, &edges);
    double weights = 0, total = 0;
    for (int e = 0; e < edges.size; e++) {
        const gboolean old = latigraph_circuit_has_edge(circuit, edges.from[e], edges.to[e]);
        CHECK((edges.weight[e] == -1) == !old);
        weights += old ? edges.weight[e] : 0;
        for (int f = circuit->out_start[edges.from[e]]; f < circuit->out_start[edges.from[e] + 1];
             f++) {
            total += circuit->out_to[f] == edges.to[e] ? circuit->weight[f] : 0;
            CHECK(circuit->out_to[f] != edges.to[e] || circuit->weight[f] == edges.weight[e]);
        }
    }
    CHECK(weights == total && total > 0);
    latigraph_edge_list_clear(&edges);
    g_free(edit.edge);
    g_free(changed);
    g_free(log_mutual);
    g_free(log_rate);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    test_init();
    check_coupling();
    check_edited(1, -0.5, 0, 0);
    check_edited(2, -1, 0.3, 0.9);
    check_edited(3, 0.5, 0.8, 0);
    check_circuit();
    return 0;
}
