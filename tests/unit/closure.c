/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* The closure stage. The chain is compared with its law by enumeration of small graphs, by
 * chi-square. Statistics are compared with those of the chain. Generated circuits keep their
 * degrees, do not depend on threads, and come nearer to the statistics in their codes. */

#include "chi_square.h"
#include "circuits.h"
#include "generate/closure.h"

#include <latigraph/latent.h>
#include <latigraph/steer.h>

/* --- The law of the chain ------------------------------------------------------------------- */

enum {
    N = 5,
    PAIRS = N * (N - 1) / 2,
    TRIPLES = PAIRS * (N - 2) / 3,
    GRAPHS = 1 << 2 * PAIRS,
    DRAWS = 3000,
    SPACING = 200
};

/* A graph as the states of its pairs, two bits each. */
static int state_in(unsigned graph, int i, int j) {
    const int low = MIN(i, j), high = MAX(i, j), pair = high * (high - 1) / 2 + low;
    const int state = (int)(graph >> 2 * pair & 3);
    return i < j ? state : latigraph_pair_turned(state);
}

/* Out-, in- and reciprocal degrees of all neurons in one number. */
static guint64 degrees_of(unsigned graph) {
    guint64 degrees = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            const guint64 state = i != j ? (guint64)state_in(graph, i, j) : 0;
            degrees += (state & 1) << 9 * i;
            degrees += (state >> 1) << (9 * i + 3);
            degrees += (guint64)(state == 3) << (9 * i + 6);
        }
    }
    return degrees;
}

/* Number of three-cycles. */
static int cycles_in(unsigned graph) {
    int count = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            for (int k = 0; k < N; k++) {
                count += i != j && j != k && k != i && state_in(graph, i, j) == 1 &&
                         state_in(graph, j, k) == 1 && state_in(graph, k, i) == 1;
            }
        }
    }
    return count / 3;
}

static unsigned graph_of(const latigraph_closure_chain_t *chain) {
    unsigned graph = 0;
    for (int j = 0, pair = 0; j < N; j++) {
        for (int i = 0; i < j; i++, pair++) {
            graph |= (unsigned)latigraph_pair_get(&chain->state.pairs, i, j) << 2 * pair;
        }
    }
    return graph;
}

/* ln of the law of a graph, with the energy of its three-cycles. */
static double log_law(const latigraph_closure_chain_t *chain, unsigned graph, double aim,
                      double stiffness) {
    double sum = 0;
    for (int j = 0; j < N; j++) {
        for (int i = 0; i < j; i++) {
            const int state = state_in(graph, i, j);
            sum += state == 1   ? (double)chain->law.one_way[i * N + j]
                   : state == 2 ? (double)chain->law.one_way[j * N + i]
                   : state == 3 ? (double)chain->law.mutual[i * N + j]
                                : 0;
        }
    }
    return sum - stiffness / 2 * pow(cycles_in(graph) - aim, 2);
}

/* Writes unequal rates into the law of the chain. */
static void fill_law(latigraph_closure_chain_t *chain, latigraph_stream_t *stream) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            chain->rates[i * N + j] = (float)latigraph_stream_normal(stream);
            if (i < j) {
                chain->rates[N * N + i * N + j] = chain->rates[N * N + j * N + i] =
                    (float)latigraph_stream_normal(stream);
            }
        }
    }
}

/* Starts the chain at a graph. */
static void start(latigraph_closure_chain_t *chain, unsigned graph, guint64 index) {
    int from[N * N], to[N * N], m = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            if (i != j && state_in(graph, i, j) & 1) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    REQUIRE(latigraph_closure_chain_start(chain, N, m, from, to, 5, index));
    CHECK(graph_of(chain) == graph);
}

/* Returns the p-value of the visits to the graphs that the chain reaches; NaN if it is alone.
 * Graphs of the same degrees that no step reaches are left out of the law. */
static double p_of_visits(latigraph_closure_chain_t *chain, unsigned graph, double aim,
                          double stiffness, guint64 index) {
    static int visits[GRAPHS];
    static double weight[GRAPHS];
    const guint64 degrees = degrees_of(graph);
    memset(visits, 0, sizeof visits);
    start(chain, graph, index);
    chain->acceptance.aim[LATIGRAPH_TILT_TRIAD_030C] = aim / TRIPLES;
    chain->acceptance.stiffness[LATIGRAPH_TILT_TRIAD_030C] = stiffness * TRIPLES * TRIPLES;
    for (int k = 0; k < DRAWS; k++) {
        latigraph_state_run(&chain->state, SPACING);
        visits[graph_of(chain)]++;
    }
    for (unsigned g = 0; g < GRAPHS; g++) {
        CHECK(visits[g] == 0 || degrees_of(g) == degrees);
        weight[g] = visits[g] > 0 ? exp(log_law(chain, g, aim, stiffness)) : 0;
    }
    return chi_square_visits(GRAPHS, visits, weight);
}

/* Of several graphs with unequal rates, p-values are not too small, with and without an energy. */
static void test_law(double stiffness) {
    latigraph_closure_chain_t chain;
    latigraph_stream_t stream;
    double least = 1;
    int tested = 0, below_5 = 0;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 0);
    CHECK_OK(latigraph_closure_chain_init(&chain, 2 * N)); /* larger than its graphs */
    for (int k = 0; k < 9; k++) {
        const unsigned graph = latigraph_stream_next(&stream) & (GRAPHS - 1);
        fill_law(&chain, &stream);
        const double p = p_of_visits(&chain, graph, 1, stiffness, (guint64)k);
        if (!isnan(p)) {
            tested++;
            below_5 += p < 0.05;
            least = fmin(least, p);
        }
    }
    printf("stiffness %g: %d chains, %d with p < 0.05, least p %.2g\n", stiffness, tested, below_5,
           least);
    CHECK(tested >= 5);
    CHECK(below_5 <= 2);
    CHECK(least > 1e-4);
    latigraph_closure_chain_destroy(&chain);
}

/* The law of all pairs, which is computed in single precision, is that of the rates. */
static void test_pair_law(void) {
    enum { NEURONS = 37 };
    real_t log_rate[NEURONS * NEURONS], log_mutual[NEURONS * NEURONS];
    float one_way[NEURONS * NEURONS], mutual[NEURONS * NEURONS];
    const double lost = 0.4;
    latigraph_rates_t rates = {
        .n = NEURONS, .log_rate = log_rate, .log_mutual = log_mutual, .anti_reciprocity = lost};
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < NEURONS; i++) { /* from the least to the greatest rate */
        for (int j = 0; j < NEURONS; j++) {
            log_rate[i * NEURONS + j] = (real_t)(21.4 * latigraph_stream_uniform(&stream) - 18);
        }
        for (int j = 0; j <= i; j++) {
            log_mutual[i * NEURONS + j] = log_mutual[j * NEURONS + i] =
                (real_t)(21.4 * latigraph_stream_uniform(&stream) - 18);
        }
    }
    latigraph_find_pair_law(&rates, one_way, mutual);
    for (int i = 0; i < NEURONS; i++) {
        for (int j = 0; j < NEURONS; j++) {
            const int at = i * NEURONS + j;
            const double f = expm1(exp((double)log_rate[at]));
            const double b = expm1(exp((double)log_rate[j * NEURONS + i]));
            const double m = expm1(exp((double)log_mutual[at]));
            const double both = log(m * (1 + f) * (1 + b) + (1 - lost) * f * b);
            CHECK_NEAR((double)one_way[at], log(f + lost / 2 * f * b), 2e-5);
            CHECK_NEAR((double)mutual[at], both, 2e-5);
        }
    }
}

/* --- Statistics ------------------------------------------------------------------------------ */

static void list_edges(const latigraph_circuit_t *c, int *from, int *to) {
    for (int i = 0, e = 0; i < c->n; i++) {
        for (; e < c->out_start[i + 1]; e++) {
            from[e] = i;
            to[e] = c->out_to[e];
        }
    }
}

/* The statistics of a code are those that the chain counts. */
static void test_statistics(void) {
    for (uint64_t k = 0; k < 6; k++) {
        latigraph_circuit_t *c = random_circuit(20 + (int)k, k, 0);
        int *from = malloc(sizeof(int) * (size_t)c->m), *to = malloc(sizeof(int) * (size_t)c->m);
        double value[LATIGRAPH_CLOSURE_STATISTICS];
        latigraph_closure_chain_t chain;
        list_edges(c, from, to);
        CHECK_OK(latigraph_closure_statistics(c, value));
        CHECK_OK(latigraph_closure_chain_init(&chain, c->n));
        REQUIRE(latigraph_closure_chain_start(&chain, c->n, c->m, from, to, 1, k));
        const double *counted = chain.acceptance.value;
        CHECK_NEAR(value[LATIGRAPH_CLOSURE_LOCAL], counted[LATIGRAPH_TILT_LOCAL_CLUSTERING], 1e-12);
        CHECK_NEAR(value[LATIGRAPH_CLOSURE_DAMPED], counted[LATIGRAPH_TILT_DAMPED_CLUSTERING],
                   1e-12);
        CHECK_NEAR(value[LATIGRAPH_CLOSURE_PARTNERS], counted[LATIGRAPH_TILT_SHARED_PARTNERS],
                   1e-12);
        for (int t = 0; t < 4; t++) {
            const double share = (double)chain.acceptance.motifs.sums.triads[2 + t] /
                                 fmax((double)chain.acceptance.motifs.sums.triangles, 1);
            CHECK_NEAR(value[LATIGRAPH_CLOSURE_TRIADS + t], share, 1e-12);
        }
        latigraph_closure_chain_destroy(&chain);
        latigraph_circuit_destroy(c);
        free(from);
        free(to);
    }
}

/* Sums over edges follow the steps, and an energy holds them. */
static void test_edge_sums(void) {
    latigraph_circuit_t *c = random_circuit(60, 3, 0);
    int *from = malloc(sizeof(int) * (size_t)c->m), *to = malloc(sizeof(int) * (size_t)c->m);
    latigraph_closure_chain_t chain;
    double wandered[2] = {0, 0};
    CHECK(c->dims > 0);
    list_edges(c, from, to);
    CHECK_OK(latigraph_closure_chain_init(&chain, c->n));
    for (int held = 0; held < 2; held++) {
        REQUIRE(latigraph_closure_chain_start(&chain, c->n, c->m, from, to, 1, 7));
        latigraph_closure_chain_sum_edges(&chain, c, c->m, from, to);
        latigraph_edge_sums_t *sums = &chain.edge_sums;
        CHECK_NEAR(sums->mean_length, latigraph_circuit_edge_length(c), 1e-9);
        CHECK_NEAR(sums->value[LATIGRAPH_EDGE_LENGTHS], 0, 1e-6);
        sums->stiffness[LATIGRAPH_EDGE_DEGREES] = held ? 1e-2 : 0;
        sums->stiffness[LATIGRAPH_EDGE_LENGTHS] = held ? 1 / sums->mean_length : 0;
        latigraph_state_run(&chain.state, 20000);
        latigraph_closure_chain_edges(&chain, from, to);
        latigraph_edge_sums_t anew;
        latigraph_edge_sums_start(&anew, c, sums->out, sums->in, c->m, from, to);
        CHECK_NEAR(anew.value[LATIGRAPH_EDGE_DEGREES], sums->value[LATIGRAPH_EDGE_DEGREES], 1e-6);
        int known = 0; /* edges whose length is known */
        for (int e = 0; e < c->m; e++) {
            known += !isnan(latigraph_circuit_distance(c, from[e], to[e]));
        }
        CHECK_NEAR((anew.mean_length - sums->mean_length) * known,
                   sums->value[LATIGRAPH_EDGE_LENGTHS], 1e-6);
        for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
            wandered[held] += fabs(sums->value[k] - sums->aim[k]);
        }
        list_edges(c, from, to);
    }
    printf("sums over edges wander by %.3g, held by %.3g\n", wandered[0], wandered[1]);
    CHECK(wandered[1] < wandered[0] / 2);
    latigraph_closure_chain_destroy(&chain);
    latigraph_circuit_destroy(c);
    free(from);
    free(to);
}

/* --- Generated circuits ---------------------------------------------------------------------- */

static latigraph_model_t *small_model(const char *closure) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("12");
    latigraph_model_t *model;
    random_circuits(&circuits, 20, 0, 1);
    CHECK_OK(latigraph_fit_options_set(options, "closure", closure));
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return model;
}

static void generate(const latigraph_model_t *model, int threads, int independent,
                     latigraph_circuit_list_t *list) {
    const latigraph_generate_options_t options = {
        .count = 9, .threads = threads, .seed = 5, .independent_dyads = independent};
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_generate(model, list, NULL, NULL, &options));
}

static int same_edges(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    return a->n == b->n && a->m == b->m &&
           memcmp(a->out_to, b->out_to, sizeof(int) * (size_t)a->m) == 0 &&
           memcmp(a->weight, b->weight, sizeof(double) * (size_t)a->m) == 0;
}

/* All three degrees of each neuron. */
static int same_degrees(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    int same = a->n == b->n && a->m == b->m &&
               memcmp(a->out_start, b->out_start, sizeof(int) * (size_t)(a->n + 1)) == 0 &&
               memcmp(a->in_start, b->in_start, sizeof(int) * (size_t)(a->n + 1)) == 0;
    for (int i = 0; same && i < a->n; i++) {
        same = latigraph_circuit_returned(a, i) == latigraph_circuit_returned(b, i);
    }
    return same;
}

/* Distance of a circuit's local clustering from the one in its code. */
static double missed(const latigraph_model_t *model, const latigraph_circuit_t *circuit) {
    double value[LATIGRAPH_CLOSURE_STATISTICS];
    char *text = latigraph_circuit_note(circuit, "code");
    gchar **code = g_strsplit(text, " ", -1);
    const int place = latigraph_network_code(&model->config) + LATIGRAPH_CLOSURE_LOCAL;
    REQUIRE((int)g_strv_length(code) == model->config.code);
    CHECK_OK(latigraph_closure_statistics(circuit, value));
    const double asked = model->closure.mean[LATIGRAPH_CLOSURE_LOCAL] +
                         model->closure.sd[LATIGRAPH_CLOSURE_LOCAL] * atof(code[place]);
    g_strfreev(code);
    igraph_free(text);
    return fabs(value[LATIGRAPH_CLOSURE_LOCAL] - CLAMP(asked, 0, 1));
}

static void test_generation(const latigraph_model_t *model) {
    latigraph_circuit_list_t one, three, dyads;
    double with = 0, without = 0, longer = 0;
    int moved = 0;
    generate(model, 1, 0, &one);
    generate(model, 3, 0, &three);
    generate(model, 1, 1, &dyads);
    for (int c = 0; c < 9; c++) {
        CHECK(same_edges(one.items[c], three.items[c]));
        CHECK(same_degrees(one.items[c], dyads.items[c]));
        CHECK(latigraph_circuit_find_note(one.items[c], "closure_swaps") != NULL);
        CHECK(latigraph_circuit_find_note(dyads.items[c], "closure_swaps") == NULL);
        moved += !same_edges(one.items[c], dyads.items[c]);
        with += missed(model, one.items[c]) / 9;
        without += missed(model, dyads.items[c]) / 9;
        longer += fabs(latigraph_circuit_edge_length(one.items[c]) /
                           latigraph_circuit_edge_length(dyads.items[c]) -
                       1) /
                  9;
    }
    printf("local clustering off by %.3f with the stage, %.3f without\n", with, without);
    CHECK(moved == 9);
    CHECK(with < without / 2);
    CHECK(longer < 0.02); /* edges stay as long as they were */
    latigraph_circuit_list_destroy(&one);
    latigraph_circuit_list_destroy(&three);
    latigraph_circuit_list_destroy(&dyads);
}

/* A circuit above the sizes of the layer of all pairs is calibrated on drawings and closed in rows.
 * It keeps its degrees, does not depend on threads, and comes near the statistics of its code. */
static void test_large(latigraph_model_t *model) {
    const double most = model->size_max;
    latigraph_generate_options_t options = {.nodes = 1010, .count = 1, .threads = 1, .seed = 2};
    latigraph_circuit_list_t list;
    igraph_matrix_t codes;
    model->size_max = 1000; /* as if the fit had seen such circuits, of this density */
    CHECK_OK(igraph_matrix_init(&codes, 1, model->config.code));
    for (int k = 0; k < model->config.code; k++) {
        MATRIX(codes, 0, k) = model->code_mean[k];
    }
    model->statistic_mean[LATIGRAPH_STATISTIC_LOG_DENSITY] -= 2.5;
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int k = 0; k < 3; k++) {
        options.threads = k == 1 ? 3 : 1;
        options.independent_dyads = k == 2;
        CHECK_OK(latigraph_generate(model, &list, &codes, NULL, &options));
    }
    latigraph_circuit_t *const *c = list.items;
    const double asked = model->statistic_mean[LATIGRAPH_STATISTIC_LOG_DENSITY] +
                         model->statistic_sd[LATIGRAPH_STATISTIC_LOG_DENSITY] *
                             MATRIX(codes, 0, LATIGRAPH_STATISTIC_LOG_DENSITY);
    char *calibration = latigraph_circuit_note(c[0], "calibration");
    CHECK(same_edges(c[0], c[1]));
    CHECK(strcmp(calibration, "drawings") == 0);
    CHECK(latigraph_circuit_find_note(c[0], "closure_swaps") != NULL);
    CHECK(latigraph_circuit_find_note(c[2], "closure_swaps") == NULL);
    CHECK_NEAR(log(c[0]->m / (1010.0 * 1009)), asked, 0.1);
    const double with = missed(model, c[0]), without = missed(model, c[2]);
    printf("large: local clustering off by %.3f with the stage, %.3f without\n", with, without);
    CHECK(with < without / 2);
    igraph_free(calibration);
    igraph_matrix_destroy(&codes);
    latigraph_circuit_list_destroy(&list);
    model->statistic_mean[LATIGRAPH_STATISTIC_LOG_DENSITY] += 2.5;
    model->size_max = most;
}

/* Steers with the request and returns what was achieved. Appends circuits, before and after. */
static latigraph_achieved_t steer(const latigraph_model_t *model, const char *request, int threads,
                                  latigraph_circuit_list_t *list, latigraph_steering_t *steering) {
    latigraph_target_t target;
    latigraph_achieved_t achieved;
    latigraph_steer_options_t options;
    CHECK_OK(latigraph_target_parse(request, NULL, &target));
    latigraph_steer_options_init(&options);
    options.targets = &target;
    options.target_count = 1;
    options.generate.count = 16;
    options.generate.threads = threads;
    options.generate.seed = 4;
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_steering_init(steering));
    CHECK_OK(latigraph_steer(model, list, NULL, &options, &achieved, steering));
    return achieved;
}

/* Steering sets local clustering and holds it, in circuits that the stage has closed, at any number
 * of threads. */
static void test_steering(const latigraph_model_t *model) {
    const igraph_integer_t local = latigraph_property_find("local-clustering");
    const double sd = model->closure.sd[LATIGRAPH_CLOSURE_LOCAL];
    latigraph_circuit_list_t one, three, held;
    latigraph_steering_t steering[3];
    const latigraph_achieved_t up = steer(model, "local-clustering=+1sd", 1, &one, &steering[0]);
    const latigraph_achieved_t again =
        steer(model, "local-clustering=+1sd", 3, &three, &steering[1]);
    CHECK(up.reached && up.method == LATIGRAPH_METHOD_LAYER);
    CHECK(up.conditional_sd > 0 && up.conditional_sd < 1);
    CHECK(up.asked - up.start > sd / 2 && fabs(up.mean - up.asked) < sd / 3);
    CHECK(again.mean == up.mean && again.expected == up.expected);
    for (int c = 0; c < 16; c++) {
        CHECK(same_edges(one.items[c], three.items[c]));
        CHECK(latigraph_circuit_find_note(one.items[c], "closure_tilted") != NULL);
        CHECK(latigraph_circuit_find_note(steering[0].before.items[c], "closure_exact") != NULL);
    }
    steer(model, "reciprocity=+1sd", 1, &held, &steering[2]);
    CHECK(VECTOR(steering[2].to_hold)[local] && VECTOR(steering[2].held)[local]);
    for (int k = 0; k < 3; k++) {
        latigraph_steering_destroy(&steering[k]);
    }
    latigraph_circuit_list_destroy(&one);
    latigraph_circuit_list_destroy(&three);
    latigraph_circuit_list_destroy(&held);
}

/* Local clustering can be let go only where it is held. */
static void test_released(const latigraph_model_t *with, const latigraph_model_t *without) {
    const igraph_integer_t local = latigraph_property_find("local-clustering");
    latigraph_target_t target;
    latigraph_achieved_t achieved;
    latigraph_steer_options_t options;
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_target_parse("transitivity=+0.5sd", NULL, &target));
    latigraph_steer_options_init(&options);
    options.targets = &target;
    options.target_count = 1;
    options.release = &local;
    options.release_count = 1;
    options.generate.count = 4;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_steer(with, &list, NULL, &options, &achieved, NULL));
    CHECK_FAILS(latigraph_steer(without, &list, NULL, &options, &achieved, NULL), IGRAPH_EINVAL,
                "local-clustering cannot be released");
    latigraph_circuit_list_destroy(&list);
}

/* The stage survives the model file, and is left out of a model that was fitted without. */
static void test_file(const latigraph_model_t *model) {
    latigraph_circuit_list_t before, after;
    latigraph_model_t *copy;
    CHECK_OK(latigraph_model_write(model, "closure.tmp.safetensors"));
    CHECK_OK(latigraph_model_read(&copy, "closure.tmp.safetensors"));
    generate(model, 1, 0, &before);
    generate(copy, 1, 0, &after);
    for (int c = 0; c < 9; c++) {
        CHECK(same_edges(before.items[c], after.items[c]));
    }
    latigraph_circuit_list_destroy(&before);
    latigraph_circuit_list_destroy(&after);
    latigraph_model_destroy(copy);
    remove("closure.tmp.safetensors");
}

static void test_without(const latigraph_model_t *with) {
    latigraph_model_t *model = small_model("0");
    latigraph_circuit_list_t circuits;
    CHECK(model->config.closure == 0 && model->config.code == 4);
    generate(model, 1, 0, &circuits);
    CHECK(latigraph_circuit_find_note(circuits.items[0], "closure_swaps") == NULL);
    latigraph_circuit_list_destroy(&circuits);
    test_released(with, model);
    latigraph_model_destroy(model);
}

int main(void) {
    test_init();
    latigraph_model_t *model = small_model("1");
    CHECK(model->config.code == 4 + LATIGRAPH_CLOSURE_STATISTICS);
    test_law(0);
    test_law(1);
    test_pair_law();
    test_statistics();
    test_edge_sums();
    test_generation(model);
    test_large(model);
    test_steering(model);
    test_file(model);
    test_without(model);
    latigraph_model_destroy(model);
    return 0;
}
