/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Chains over matched graphs are uniform: all graphs of four or five neurons with the kept
 * quantities are enumerated, and the chain's visits to them compared by chi-square. Tilted chains
 * visit them in proportion to exp(θ s) instead. The quantities are computed here from the matrix of
 * edges, and not by the library. */
#include "surrogate/steps.h"

#include "chi_square.h"
#include "circuits.h"
#include "sanitized.h"

enum {
    MOST_NEURONS = 5,
    MOST_GRAPHS = 3000,
    MOST_KEPT = 400,
    VISITS_PER_GRAPH = 30,
    SPACING = 125, /* steps after which visits are nearly independent */
    ALONE = 600,   /* the same for excursions without other steps */
    LONG = 8000    /* the same where only rare excursions lead from some graphs to others */
};

/* A graph of up to five neurons: bit 5 i + j is the edge i → j. */
typedef unsigned graph_t;

static int has(graph_t graph, int i, int j) {
    return (int)(graph >> (5 * i + j) & 1);
}

/* The k-th graph of n neurons. */
static graph_t graph_of(int n, unsigned k) {
    graph_t graph = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j) {
                graph |= (k & 1) << (5 * i + j);
                k >>= 1;
            }
        }
    }
    return graph;
}

/* Neurons 0 and 1 are of one type, the others of another. Neuron i is at x = 0, 1, 3, 4, 9 µm. */
static const int type_of[MOST_NEURONS] = {0, 0, 1, 1, 1};
static const double place_of[MOST_NEURONS] = {0, 1, 3, 4, 9};

static latigraph_circuit_t *circuit_of(graph_t graph, int n) {
    int from[20], to[20], m = 0;
    latigraph_circuit_t *circuit;
    igraph_strvector_t types;
    igraph_matrix_t positions;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && has(graph, i, j)) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "tiny", n, m, from, to, NULL));
    CHECK_OK(igraph_strvector_init(&types, n));
    CHECK_OK(igraph_matrix_init(&positions, n, 2));
    for (int i = 0; i < n; i++) {
        CHECK_OK(igraph_strvector_set(&types, i, type_of[i] ? "E" : "I"));
        MATRIX(positions, i, 0) = place_of[i];
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "type", &types));
    CHECK_OK(latigraph_circuit_set_positions(circuit, &positions, "um"));
    igraph_matrix_destroy(&positions);
    igraph_strvector_destroy(&types);
    return circuit;
}

static graph_t graph_of_state(const latigraph_state_t *state) {
    int from[20], to[20], edge[20];
    graph_t graph = 0;
    latigraph_state_edges(state, from, to, edge);
    for (int k = 0; k < state->plan->m; k++) {
        REQUIRE(from[k] != to[k] && !has(graph, from[k], to[k]));
        graph |= 1u << (5 * from[k] + to[k]);
    }
    return graph;
}

static int connected(graph_t graph, int i, int j) {
    return has(graph, i, j) | has(graph, j, i);
}

/* Number of triangles, and of those of each neuron. */
static int triangles_of(graph_t graph, int n, int corners[MOST_NEURONS]) {
    int triangles = 0;
    memset(corners, 0, MOST_NEURONS * sizeof *corners);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++) {
                const int closed =
                    connected(graph, i, j) & connected(graph, j, k) & connected(graph, i, k);
                triangles += closed;
                corners[i] += closed;
                corners[j] += closed;
                corners[k] += closed;
            }
        }
    }
    return triangles;
}

/* Returns whether the numbers of triangles are within the bounds of the state. */
static int within_bounds(const latigraph_state_t *state, graph_t graph) {
    const latigraph_acceptance_t *acceptance = state->acceptance;
    int corners[MOST_NEURONS], counts[LATIGRAPH_CORNER_CLASSES] = {0};
    if (acceptance == NULL) {
        return 1;
    }
    const int total = triangles_of(graph, state->plan->n, corners);
    for (int i = 0; acceptance->bounds > 1 && i < state->plan->n; i++) {
        counts[acceptance->motifs.class_of[state->plan->place[i]]] += corners[i];
    }
    counts[0] = acceptance->bounds == 1 ? total : counts[0];
    for (int k = 0; k < acceptance->bounds; k++) {
        if (counts[k] < acceptance->fewest[k] || counts[k] > acceptance->most[k]) {
            return 0;
        }
    }
    return 1;
}

/* Sum of the tilted statistics of a graph, by their definitions. */
static double statistics_of(igraph_uint_t tilt, graph_t graph, int n) {
    int corners[MOST_NEURONS], edges = 0, mutual = 0, triples = 0, clustered = 0, cycles = 0;
    const int triangles = triangles_of(graph, n, corners);
    double clustering = 0, sum = 0;
    for (int i = 0; i < n; i++) {
        int degree = 0;
        for (int j = 0; j < n; j++) {
            if (i == j) {
                continue;
            }
            degree += connected(graph, i, j);
            edges += has(graph, i, j);
            mutual += has(graph, i, j) & has(graph, j, i);
            for (int k = 0; k < n; k++) { /* i → j → k → i without edges back, three times */
                cycles += k != i && k != j && has(graph, i, j) && has(graph, j, k) &&
                          has(graph, k, i) && !has(graph, j, i) && !has(graph, k, j) &&
                          !has(graph, i, k);
            }
        }
        triples += degree * (degree - 1) / 2;
        clustered += degree > 1;
        clustering += degree > 1 ? 2.0 * corners[i] / (degree * (degree - 1)) : 0;
    }
    sum += tilt >> LATIGRAPH_TILT_RECIPROCITY & 1 && edges > 0 ? (double)mutual / edges : 0;
    sum += tilt >> LATIGRAPH_TILT_TRANSITIVITY & 1 && triples > 0 ? 3.0 * triangles / triples : 0;
    sum +=
        tilt >> LATIGRAPH_TILT_LOCAL_CLUSTERING & 1 && clustered > 0 ? clustering / clustered : 0;
    sum += tilt >> LATIGRAPH_TILT_CYCLIC & 1 && triples > 2 * triangles
               ? cycles / 3.0 / (triples - 2 * triangles)
               : 0;
    return sum;
}

/* Bin of the distance between two neurons, by the bounds of the plan. */
static int bin_of(const latigraph_plan_t *plan, int i, int j) {
    const double square = (place_of[i] - place_of[j]) * (place_of[i] - place_of[j]);
    int bin = 0;
    while (bin < plan->bins - 1 && square > plan->bound[bin]) {
        bin++;
    }
    return bin;
}

/* Adds one edge to the quantities that are kept, each at a place of its own. */
static void count_edge(const latigraph_plan_t *plan, int i, int j, int mutual, int *kept) {
    const latigraph_constraints_t *keep = &plan->keep;
    const int kind = keep->reciprocity ? mutual : 0;
    const int types = 2 * type_of[i] + type_of[j];
    kept[kind]++;
    if (keep->degrees) {
        kept[2 + 5 * kind + i]++;
        kept[12 + 5 * kind + j]++;
    }
    if (keep->types == LATIGRAPH_TYPES_TOTALS) {
        kept[22 + 4 * kind + types]++;
    } else if (keep->types == LATIGRAPH_TYPES_NEURONS) {
        kept[30 + 20 * kind + 4 * i + types]++;
        kept[70 + 20 * kind + 4 * j + types]++;
    }
    if (keep->distance) {
        const int group = keep->types != LATIGRAPH_TYPES_FREE ? types : 0;
        kept[110 + 40 * kind + 10 * group + bin_of(plan, i, j)]++;
    }
}

static void count_kept(const latigraph_plan_t *plan, graph_t graph, int *kept) {
    memset(kept, 0, MOST_KEPT * sizeof *kept);
    for (int i = 0; i < plan->n; i++) {
        for (int j = 0; j < plan->n; j++) {
            if (i != j && has(graph, i, j)) {
                count_edge(plan, i, j, has(graph, j, i), kept);
            }
        }
    }
}

/* All degrees of a graph in one number, three bits each. */
static unsigned degrees_of(graph_t graph) {
    unsigned degrees = 0;
    for (int i = 0; i < MOST_NEURONS; i++) {
        degrees |= (unsigned)__builtin_popcount(graph >> 5 * i & 31) << 3 * i;
        degrees |= (unsigned)__builtin_popcount(graph >> i & 0x108421) << (15 + 3 * i);
    }
    return degrees;
}

typedef struct {
    int count;
    graph_t graph[MOST_GRAPHS];
    double weight[MOST_GRAPHS]; /* exp(θ s); 1 if nothing is tilted */
    int visits[MOST_GRAPHS];
} ensemble_t;

/* All graphs of n neurons, sorted by their degrees once. */
typedef struct {
    graph_t graph;
    unsigned degrees;
} candidate_t;

static int by_degrees(const void *a, const void *b) {
    const candidate_t *x = a, *y = b;
    return x->degrees != y->degrees ? (x->degrees > y->degrees ? 1 : -1)
                                    : (x->graph > y->graph) - (x->graph < y->graph);
}

static const candidate_t *candidates(int n) {
    static candidate_t *lists[MOST_NEURONS + 1];
    if (lists[n] == NULL) {
        lists[n] = malloc(sizeof(candidate_t) << n * (n - 1));
        REQUIRE(lists[n] != NULL);
        for (unsigned k = 0; k < 1u << n * (n - 1); k++) {
            lists[n][k].graph = graph_of(n, k);
            lists[n][k].degrees = degrees_of(lists[n][k].graph);
        }
        qsort(lists[n], (size_t)1 << n * (n - 1), sizeof **lists, by_degrees);
    }
    return lists[n];
}

/* Returns the place of the first candidate with degrees from these on. */
static unsigned first_with(const candidate_t *list, unsigned count, unsigned degrees) {
    unsigned low = 0, high = count;
    while (low < high) {
        const unsigned middle = low + (high - low) / 2;
        if (list[middle].degrees < degrees) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Lists all graphs that keep what `graph` has, with the multiplier theta of each statistic. */
static void enumerate(const latigraph_state_t *state, graph_t graph, double theta,
                      ensemble_t *all) {
    const latigraph_plan_t *plan = state->plan;
    const int n = plan->n;
    const candidate_t *list = candidates(n);
    const unsigned degrees = degrees_of(graph), graphs = 1u << n * (n - 1);
    const unsigned begin = plan->keep.degrees ? first_with(list, graphs, degrees) : 0;
    const unsigned end = plan->keep.degrees ? first_with(list, graphs, degrees + 1) : graphs;
    int kept[MOST_KEPT], other[MOST_KEPT];
    count_kept(plan, graph, kept);
    all->count = 0;
    for (unsigned k = begin; k < end && all->count < MOST_GRAPHS; k++) {
        const graph_t candidate = list[k].graph;
        if (__builtin_popcount(candidate) != plan->m) {
            continue;
        }
        count_kept(plan, candidate, other);
        if (memcmp(kept, other, sizeof kept) == 0 && within_bounds(state, candidate)) {
            all->weight[all->count] =
                exp(theta * statistics_of(plan->keep.tilt, candidate, plan->n));
            all->visits[all->count] = 0;
            all->graph[all->count++] = candidate;
        }
    }
}

static int find_graph(const ensemble_t *all, graph_t graph) {
    for (int k = 0; k < all->count; k++) {
        if (all->graph[k] == graph) {
            return k;
        }
    }
    FAIL("The chain has reached a graph that does not keep what it must.");
    exit(1);
}

/* Counts visits `spacing` steps apart, and returns the p-value of their law over the graphs that
 * were reached; NaN if only one was. `missed` gets the number of graphs that were not reached. */
static double visit(latigraph_state_t *state, ensemble_t *all, int spacing, int excursions,
                    int *missed) {
    const int draws = VISITS_PER_GRAPH * all->count;
    int reached = 0;
    double statistic = 0, weights = 0;
    memset(all->visits, 0, (size_t)all->count * sizeof *all->visits);
    for (int k = 0; k < draws; k++) {
        for (int step = 0; excursions && step < spacing; step++) {
            latigraph_step_excursion(state);
        }
        latigraph_state_run(state, excursions ? 0 : spacing);
        all->visits[find_graph(all, graph_of_state(state))]++;
    }
    for (int k = 0; k < all->count; k++) {
        reached += all->visits[k] > 0;
        weights += all->visits[k] > 0 ? all->weight[k] : 0;
    }
    for (int k = 0; k < all->count; k++) {
        const double expected = draws * all->weight[k] / weights;
        statistic += all->visits[k] > 0 ? pow(all->visits[k] - expected, 2) / expected : 0;
    }
    *missed = all->count - reached;
    return reached > 1 ? chi_square_p(statistic, reached - 1) : NAN;
}

/* Runs on until all graphs are reached, and returns the number of those that are not after long. */
static int reach(latigraph_state_t *state, ensemble_t *all) {
    int missed = 0;
    for (int k = 0; k < all->count; k++) {
        missed += all->visits[k] == 0;
    }
    for (int k = 0; missed > 0 && k < 10 * LONG; k++) {
        latigraph_state_run(state, 2 * SPACING);
        missed -= all->visits[find_graph(all, graph_of_state(state))]++ == 0;
    }
    return missed;
}

typedef struct {
    const char *keep;
    int connected; /* whether the chain reaches all graphs */
    double tolerance;
    double theta; /* multiplier of the tilted statistics */
} rung_t;

static const rung_t rungs[] = {{"edges", 1, 0, 0},
                               {"dyads", 1, 0, 0},
                               {"degrees", 1, 0, 0},
                               {"degrees,reciprocity", 0, 0, 0},
                               {"degrees,types", 0, 0, 0},
                               {"degrees,types=neuron", 0, 0, 0},
                               {"degrees,reciprocity,types", 0, 0, 0},
                               {"degrees,reciprocity,types=neuron", 0, 0, 0},
                               {"degrees,distance", 0, 0, 0},
                               {"degrees,reciprocity,types,distance", 0, 0, 0},
                               {"degrees,types=neuron,distance", 0, 0, 0},
                               {"degrees,triangles", 0, 0.5, 0},
                               {"degrees,reciprocity,triangles", 0, 0, 0},
                               {"degrees,triangles=class", 0, 0.5, 0},
                               {"degrees,reciprocity,triangles=class", 0, 0.4, 0},
                               {"degrees,tilt=transitivity,tilt=reciprocity", 0, 0, 3},
                               {"degrees,tilt=local-clustering,tilt=cyclic", 0, 0, -2},
                               {"degrees,reciprocity,tilt=local-clustering", 0, 0, 4}};

/* What is seen of one rung over several graphs. */
typedef struct {
    int tested, below_5, missing, again;
    double least;
} summary_t;

static void test_graph(const rung_t *rung, int n, graph_t graph, uint64_t index,
                       latigraph_pairs_t how, int excursions, summary_t *summary) {
    static ensemble_t all;
    latigraph_circuit_t *circuit = circuit_of(graph, n);
    latigraph_constraints_t keep;
    latigraph_plan_t plan;
    latigraph_state_t state;
    int missed;
    latigraph_constraints_init(&keep);
    CHECK_OK(latigraph_constraints_parse(&keep, rung->keep));
    keep.bins = 3;
    keep.tolerance = rung->tolerance;
    CHECK_OK(latigraph_plan_init(&plan, circuit, &keep));
    CHECK_OK(latigraph_state_init(&state, &plan, how));
    latigraph_state_start(&state, 5, index);
    for (int k = 0; state.acceptance != NULL && k < state.acceptance->tilts; k++) {
        state.acceptance->multiplier[k] = rung->theta;
    }
    enumerate(&state, graph, rung->theta, &all);
    if (all.count > 1 && all.count < 800) {
        double p = visit(&state, &all, excursions ? ALONE : SPACING, excursions, &missed);
        if (missed == 0 && p < 0.001) { /* only excursions may lead from some graphs to others */
            p = visit(&state, &all, LONG, excursions, &missed);
        } else if (missed > 0 && strcmp(rung->keep, "degrees,reciprocity") == 0) {
            missed = reach(&state, &all);
            p = NAN;
            summary->again++;
        }
        summary->missing += missed > 0;
        if (!isnan(p)) {
            summary->tested++;
            summary->below_5 += p < 0.05;
            summary->least = fmin(summary->least, p);
        }
        CHECK(missed == 0 || !rung->connected);
    }
    latigraph_state_destroy(&state);
    latigraph_plan_destroy(&plan);
    latigraph_circuit_destroy(circuit);
}

/* A share of 5 % of p-values below 0.05, within four standard errors; none is below 10⁻⁵. */
static void test_uniform(const rung_t *rung) {
    summary_t summary = {.least = 1};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 0);
#ifdef TEST_SANITIZED
    enum { GRAPHS = 6 }; /* memory is checked, and the statistics in the other builds */
#else
    enum { GRAPHS = 30 };
#endif
    for (int k = 0; k < GRAPHS; k++) {
        const int n = k % 6 == 0 || strstr(rung->keep, "degrees") == NULL ? 4 : 5;
        const unsigned bits = latigraph_stream_next(&stream) >> (32 - n * (n - 1));
        test_graph(rung, n, graph_of(n, bits), (uint64_t)k, (latigraph_pairs_t)(k % 3), 0,
                   &summary);
    }
    const double expected = 0.05 * summary.tested;
    printf("%s: %d sequences, %d with p < 0.05, least p %.2g, %d not connected, %d run longer\n",
           rung->keep, summary.tested, summary.below_5, summary.least, summary.missing,
           summary.again);
    CHECK(summary.tested >= GRAPHS / 8);
    CHECK(summary.below_5 <= expected + 4 * sqrt(expected) + 1);
    CHECK(summary.least > 1e-5);
    CHECK(summary.missing <= summary.tested / 3 + 1);
#ifndef TEST_SANITIZED
    /* Two of these are connected by excursions alone. */
    CHECK(strcmp(rung->keep, "degrees,reciprocity") != 0 ||
          (summary.missing == 0 && summary.again > 0));
#endif
}

/* Excursions alone are uniform, too. */
static void test_excursions(void) {
    static const rung_t alone[] = {{"degrees", 0, 0, 0},
                                   {"degrees,reciprocity", 0, 0, 0},
                                   {"degrees,types", 0, 0, 0},
                                   {"degrees,distance", 0, 0, 0},
                                   {"degrees,reciprocity,tilt=local-clustering", 0, 0, 4}};
    for (size_t r = 0; r < sizeof alone / sizeof *alone; r++) {
        summary_t summary = {.least = 1};
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 10, LATIGRAPH_STREAM_TEST, 0);
        for (int k = 0; k < 10; k++) {
            const unsigned bits = latigraph_stream_next(&stream) >> (32 - 12);
            test_graph(&alone[r], 4, graph_of(4, bits), (uint64_t)k,
                       k % 2 == 1 ? LATIGRAPH_PAIRS_IN_TABLE : LATIGRAPH_PAIRS_BY_SIZE, 1,
                       &summary);
        }
        printf("excursions, %s: %d sequences, %d with p < 0.05, least p %.2g, %d not connected\n",
               alone[r].keep, summary.tested, summary.below_5, summary.least, summary.missing);
        CHECK(summary.tested >= 1 && summary.below_5 <= 3 && summary.least > 1e-4);
    }
}

/* The graph of igraph's issue 1456: two graphs have its degrees, and no swap leads from one to the
 * other. */
static void test_three_cycle(void) {
    static const int edges[6][2] = {{2, 3}, {2, 0}, {0, 3}, {0, 1}, {1, 3}, {1, 2}};
    const rung_t rung = {"degrees", 1, 0, 0};
    summary_t summary = {.least = 1};
    graph_t graph = 0;
    for (int k = 0; k < 6; k++) {
        graph |= 1u << (5 * edges[k][0] + edges[k][1]);
    }
    test_graph(&rung, 4, graph, 77, LATIGRAPH_PAIRS_BY_SIZE, 0, &summary);
    CHECK_EQUAL(summary.tested, 1);
    CHECK_EQUAL(summary.missing, 0);
    CHECK(summary.least > 1e-4);
}

#ifndef TEST_SANITIZED
/* The chain over degrees alone reaches every graph of four neurons, from every one. */
static void test_connected(void) {
    const rung_t rung = {"degrees", 1, 0, 0};
    static char seen[1 << 12];
    int sequences = 0, nontrivial = 0;
    for (unsigned k = 0; k < 1u << 12; k++) {
        static ensemble_t all;
        latigraph_circuit_t *circuit = circuit_of(graph_of(4, k), 4);
        latigraph_constraints_t keep;
        latigraph_plan_t plan;
        latigraph_state_t state;
        int missed = 0;
        if (!seen[k]) {
            latigraph_constraints_init(&keep);
            CHECK_OK(latigraph_constraints_parse(&keep, rung.keep));
            CHECK_OK(latigraph_plan_init(&plan, circuit, &keep));
            CHECK_OK(latigraph_state_init(&state, &plan, LATIGRAPH_PAIRS_BY_SIZE));
            latigraph_state_start(&state, 5, k);
            enumerate(&state, graph_of(4, k), 0, &all);
            for (unsigned l = k, at = 0; l < 1u << 12 && at < (unsigned)all.count; l++) {
                if (graph_of(4, l) == all.graph[at]) {
                    seen[l] = 1;
                    at++;
                }
            }
            sequences++;
            nontrivial += all.count > 1;
            if (all.count > 1) {
                visit(&state, &all, SPACING, 0, &missed);
            }
            CHECK_EQUAL(missed, 0);
            latigraph_state_destroy(&state);
            latigraph_plan_destroy(&plan);
        }
        latigraph_circuit_destroy(circuit);
    }
    printf("degrees, four neurons: %d sequences, %d with several graphs\n", sequences, nontrivial);
    CHECK_EQUAL(nontrivial, 794);
}

#endif

int main(void) {
    test_init();
    for (size_t k = 0; k < sizeof rungs / sizeof *rungs; k++) {
        test_uniform(&rungs[k]);
    }
    test_excursions();
    test_three_cycle();
#ifndef TEST_SANITIZED
    test_connected();
#endif
    return 0;
}
