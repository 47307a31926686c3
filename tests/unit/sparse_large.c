/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "base/compat.h"
#include "generate/large.h"
#include "model/vocabulary.h"

/* Large circuits through the library: both samplers draw from one distribution, and slabs, density
 * and mean degree are as documented. */

enum { LARGE = 1500, DRAWS = 6 };

static latigraph_model_t *model;

static latigraph_generate_options_t options_for(igraph_integer_t nodes) {
    latigraph_generate_options_t options;
    latigraph_generate_options_init(&options);
    options.nodes = nodes;
    options.seed = 3;
    return options;
}

/* Sums of statistics over draws. */
typedef struct {
    double value[8], square[8];
    int count;
} tally_t;

static void add_to(tally_t *tally, const latigraph_circuit_t *c) {
    double mutual = 0, out = 0, in = 0, both = 0;
    for (int i = 0; i < c->n; i++) {
        const double k = c->out_start[i + 1] - c->out_start[i];
        const double l = c->in_start[i + 1] - c->in_start[i];
        out += k * k;
        in += l * l;
        both += k * l;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            mutual += latigraph_circuit_has_edge(c, c->out_to[e], i);
        }
    }
    const double value[8] = {c->m,      mutual,      out / c->n,
                             in / c->n, both / c->n, latigraph_circuit_edge_length(c)};
    for (int k = 0; k < 8; k++) {
        tally->value[k] += value[k];
        tally->square[k] += value[k] * value[k];
    }
    tally->count++;
}

static double mean_of(const tally_t *t, int k) {
    return t->value[k] / t->count;
}

static double se_of(const tally_t *t, int k) {
    const double mean = mean_of(t, k);
    return sqrt(fmax(t->square[k] / t->count - mean * mean, 0) / (t->count - 1));
}

/* Both samplers repeatedly draw the edges of one pending circuit, with the same node data and node
 * codes. */
static void check_same_law(void) {
    const latigraph_generate_options_t options = options_for(LARGE);
    const int width = model->config.code;
    latigraph_pending_t pending;
    latigraph_rates_t rates;
    tally_t dense = {.count = 0}, sparse = {.count = 0};
    const latigraph_pending_request_t none = {0};
    real_t *z = g_new(real_t, width), *u;
    float *positions = g_new(float, 3 * LARGE);
    CHECK_OK(latigraph_pending_init(&pending, model, model->code_mean, NULL, &options));
    CHECK(latigraph_is_sparse(&pending, 0, FALSE));
    u = g_new(real_t, 3 * LARGE * model->config.node_code);
    latigraph_scratch_t *scratch = latigraph_scratch_create(&model->config, LARGE);
    for (int k = 0; k < width; k++) {
        z[k] = (real_t)model->code_mean[k];
    }
    latigraph_pending_node_codes(&pending, 0, scratch, z, u);
    latigraph_model_decode(model, pending.example[0], scratch, z, u, &rates);
    latigraph_extrapolate_rates(model, pending.example[0],
                                latigraph_reach_of(model, LARGE, options.density), positions,
                                &rates);
    for (int draw = 0; draw < DRAWS; draw++) {
        const latigraph_circuit_t *nodes = latigraph_circuit_list_get(&pending.nodes, 0);
        latigraph_edge_list_t edges = {0};
        latigraph_stream_t stream;
        latigraph_circuit_t *circuit;
        latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_EDGES, (uint64_t)draw);
        latigraph_sample_edges(&rates, NULL, &stream, &edges);
        CHECK_OK(latigraph_circuit_without_edges(&circuit, nodes, "dense"));
        CHECK_OK(latigraph_circuit_set_edges(circuit, edges.size, edges.from, edges.to, NULL));
        add_to(&dense, circuit);
        latigraph_circuit_destroy(circuit);
        latigraph_edge_list_clear(&edges);
        CHECK_OK(latigraph_circuit_without_edges(&circuit, nodes, "sparse"));
        pending.seed = 100 + (igraph_uint_t)draw;
        CHECK_OK(latigraph_pending_draw_sparse(&pending, 0, model->code_mean, 1, &none, circuit));
        add_to(&sparse, circuit);
        latigraph_circuit_destroy(circuit);
    }
    CHECK(mean_of(&dense, 0) > 2 * LARGE && mean_of(&dense, 1) > 50);
    for (int k = 0; k < 6; k++) {
        const double se = hypot(se_of(&dense, k), se_of(&sparse, k));
        /* Few draws estimate their own spread badly: Student's t with 5 degrees of freedom. */
        CHECK_NEAR(mean_of(&dense, k), mean_of(&sparse, k), 7 * se);
    }
    latigraph_scratch_destroy(scratch);
    latigraph_pending_destroy(&pending);
    g_free(positions);
    g_free(u);
    g_free(z);
}

static latigraph_circuit_t *make(latigraph_circuit_list_t *list,
                                 const latigraph_generate_options_t *options) {
    CHECK_OK(latigraph_circuit_list_init(list));
    CHECK_OK(latigraph_generate(model, list, NULL, NULL, options));
    return list->items[0];
}

static void check_threads(void) {
    latigraph_generate_options_t options = options_for(LARGE);
    latigraph_circuit_list_t one, three;
    const latigraph_circuit_t *a = make(&one, &options);
    options.threads = 3;
    const latigraph_circuit_t *b = make(&three, &options);
    REQUIRE(a->m == b->m && a->m > LARGE);
    CHECK(memcmp(a->out_start, b->out_start, sizeof(int) * (LARGE + 1)) == 0);
    CHECK(memcmp(a->out_to, b->out_to, sizeof(int) * (gsize)a->m) == 0);
    CHECK(memcmp(a->in_from, b->in_from, sizeof(int) * (gsize)a->m) == 0);
    char *sampler = latigraph_circuit_note(a, "sampler");
    REQUIRE(sampler != NULL && strcmp(sampler, "sparse") == 0);
    igraph_free(sampler);
    CHECK(latigraph_circuit_note(a, "nothing") == NULL);
    latigraph_circuit_list_destroy(&one);
    latigraph_circuit_list_destroy(&three);
}

/* A slab is a square with as many neurons per unit of area as a training column. */
static void check_slab(void) {
    latigraph_generate_options_t options = options_for(LARGE);
    latigraph_circuit_list_t list;
    options.place = LATIGRAPH_PLACE_SLAB;
    const latigraph_circuit_t *c = make(&list, &options);
    double low[3] = {1e9, 1e9, 1e9}, high[3] = {-1e9, -1e9, -1e9};
    for (int i = 0; i < c->n; i++) {
        for (int d = 0; d < 3; d++) {
            low[d] = fmin(low[d], c->position[3 * i + d]);
            high[d] = fmax(high[d], c->position[3 * i + d]);
        }
    }
    const double wide = high[0] - low[0], deep = high[2] - low[2];
    CHECK_NEAR(wide / deep, 1, 0.02);
    /* Under the law of node data a column of n neurons has the area 2π extent². */
    char *code = latigraph_circuit_note(c, "code");
    double z[64], n = model->size_mean;
    char *at = code;
    for (int k = 0; k < model->config.code; k++) {
        z[k] = g_ascii_strtod(at, &at);
    }
    const double extent = latigraph_mean_extent(model->node_law, z, n);
    CHECK_NEAR(LARGE / (wide * deep), n / (2 * M_PI * extent * extent),
               0.3 * n / (2 * M_PI * extent * extent));
    CHECK(strcmp(c->shape, "slab") == 0);
    igraph_free(code);
    latigraph_circuit_list_destroy(&list);
    options.place = LATIGRAPH_PLACE_BALL;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL, "slab");
    latigraph_circuit_list_destroy(&list);
}

/* The mean degree is reached, and --density degree keeps that of the largest training circuit. */
static void check_degree(void) {
    latigraph_generate_options_t options = options_for(LARGE);
    latigraph_circuit_list_t list;
    options.mean_degree = 4;
    const latigraph_circuit_t *c = make(&list, &options);
    CHECK_NEAR((double)c->m / LARGE, 4, 0.08);
    latigraph_circuit_list_destroy(&list);
    options.mean_degree = -1;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_FAILS(latigraph_generate(model, &list, NULL, NULL, &options), IGRAPH_EINVAL, "-1");
    latigraph_circuit_list_destroy(&list);
    options.mean_degree = 0;
    c = make(&list, &options);
    const double whole = c->m;
    latigraph_circuit_list_destroy(&list);
    options.density = LATIGRAPH_DENSITY_DEGREE;
    c = make(&list, &options);
    CHECK_NEAR(c->m / whole, (model->size_max - 1) / (LARGE - 1), 0.1);
    latigraph_circuit_list_destroy(&list);
}

/* Circuits passed one by one equal those of a list. */
static igraph_error_t take(latigraph_circuit_t *circuit, void *data) {
    int *next = data;
    latigraph_circuit_list_t list;
    latigraph_generate_options_t options = options_for(30);
    options.count = 3;
    options.uncalibrated = true;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_generate(model, &list, NULL, NULL, &options));
    const latigraph_circuit_t *same = latigraph_circuit_list_get(&list, (*next)++);
    REQUIRE(strcmp(same->name, circuit->name) == 0 && same->m == circuit->m);
    CHECK(memcmp(same->out_to, circuit->out_to, sizeof(int) * (gsize)same->m) == 0);
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(circuit);
    return *next < 3 ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

static void check_each(void) {
    latigraph_generate_options_t options = options_for(30);
    int seen = 0;
    options.count = 5;
    options.uncalibrated = true;
    CHECK(latigraph_generate_each(model, NULL, NULL, &options, take, &seen) == IGRAPH_INTERRUPTED);
    IGRAPH_FINALLY_FREE();
    CHECK(seen == 3);
}

static int sink_calls;

/* Cancels as soon as a sink has got edges. */
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, sink_calls > 0)

/* Edges that a sink got. */
typedef struct {
    igraph_vector_int_t edges;
    igraph_vector_t weights;
    int calls, most; /* most: calls after which the sink fails */
} taken_t;

static igraph_error_t take_edges(const latigraph_circuit_t *neurons,
                                 const igraph_vector_int_t *edges, const igraph_vector_t *weights,
                                 void *data) {
    taken_t *taken = data;
    CHECK(latigraph_circuit_vcount(neurons) == LARGE && latigraph_circuit_ecount(neurons) == 0);
    CHECK(weights == NULL || 2 * igraph_vector_size(weights) == igraph_vector_int_size(edges));
    IGRAPH_CHECK(igraph_vector_int_append(&taken->edges, edges));
    IGRAPH_CHECK(weights != NULL ? igraph_vector_append(&taken->weights, weights) : IGRAPH_SUCCESS);
    sink_calls++;
    return ++taken->calls < taken->most ? IGRAPH_SUCCESS : IGRAPH_STOP;
}

static igraph_error_t stream(const latigraph_generate_options_t *options, int most, taken_t *taken,
                             latigraph_edge_totals_t *totals) {
    *taken = (taken_t){.most = most};
    CHECK_OK(igraph_vector_int_init(&taken->edges, 0));
    CHECK_OK(igraph_vector_init(&taken->weights, 0));
    return latigraph_generate_edges(model, NULL, NULL, options, take_edges, taken, totals);
}

static void taken_destroy(taken_t *taken) {
    igraph_vector_int_destroy(&taken->edges);
    igraph_vector_destroy(&taken->weights);
}

/* The edges that come one after another are those of the circuit as a whole, with their weights, in
 * one order for any number of threads. */
static void check_stream(igraph_real_t mean_degree) {
    latigraph_generate_options_t options = options_for(LARGE);
    latigraph_circuit_list_t list;
    latigraph_edge_totals_t totals;
    taken_t one, more;
    int mutual = 0;
    options.mean_degree = mean_degree;
    options.first = 2;
    options.uncalibrated = true;
    const latigraph_circuit_t *c = make(&list, &options);
    CHECK_OK(stream(&options, G_MAXINT, &one, &totals));
    REQUIRE(igraph_vector_int_size(&one.edges) == 2 * (igraph_integer_t)c->m && one.calls > 10);
    CHECK((c->weight != NULL) == (igraph_vector_size(&one.weights) > 0));
    for (int e = 0; e < c->m; e++) {
        const int from = (int)VECTOR(one.edges)[2 * e], to = (int)VECTOR(one.edges)[2 * e + 1];
        const int at = latigraph_find_edge(c->out_start, c->out_to, from, to);
        CHECK(at >= 0);
        CHECK(c->weight == NULL || c->weight[at] == VECTOR(one.weights)[e]);
        mutual += latigraph_circuit_has_edge(c, to, from);
    }
    CHECK(totals.neurons == LARGE && totals.edges == c->m && 2 * totals.mutual_pairs == mutual);
    for (options.threads = 2; options.threads <= 3; options.threads++) {
        CHECK_OK(stream(&options, G_MAXINT, &more, NULL));
        CHECK(igraph_vector_int_all_e(&one.edges, &more.edges));
        CHECK(igraph_vector_all_e(&one.weights, &more.weights));
        taken_destroy(&more);
    }
    CHECK(stream(&options, 3, &more, NULL) == IGRAPH_STOP && more.calls == 3);
    IGRAPH_FINALLY_FREE();
    taken_destroy(&more);
    sink_calls = 0;
    options.threads = 1; /* more of them have fewer rounds, between which the handler is asked */
    igraph_set_interruption_handler(stop);
    CHECK(stream(&options, G_MAXINT, &more, NULL) == IGRAPH_INTERRUPTED);
    igraph_set_interruption_handler(NULL);
    CHECK(more.calls > 0 && more.calls < one.calls);
    taken_destroy(&more);
    taken_destroy(&one);
    latigraph_circuit_list_destroy(&list);
}

static void check_stream_refusals(void) {
    latigraph_generate_options_t options = options_for((igraph_integer_t)model->size_max);
    taken_t taken;
    CHECK_FAILS(stream(&options, 1, &taken, NULL), IGRAPH_EINVAL, "uncalibrated");
    taken_destroy(&taken);
    options.count = 2;
    CHECK_FAILS(stream(&options, 1, &taken, NULL), IGRAPH_EINVAL, "2 circuits");
    taken_destroy(&taken);
}

/* Codes of a circuit a hundred times as large as those of the fit deviate a tenth as far. */
static void check_shrinkage(void) {
    const int width = model->config.code;
    const igraph_integer_t large = 100 * (igraph_integer_t)model->size_max;
    double *near = g_new(double, 3 * width), *far = g_new(double, 3 * width);
    CHECK(latigraph_code_shrinkage(model, 0) == 1);
    CHECK(latigraph_code_shrinkage(model, (igraph_integer_t)model->size_max) == 1);
    CHECK_NEAR(latigraph_code_shrinkage(model, large), 0.1, 1e-12);
    CHECK_OK(latigraph_codes(model, NULL, NULL, 0, 8, 3, far));
    CHECK_OK(latigraph_codes(model, NULL, NULL, large, 8, 3, near));
    for (int i = 0; i < 3 * width; i++) {
        const double mean = model->code_mean[i % width];
        CHECK_NEAR(near[i] - mean, (far[i] - mean) / 10, 1e-9);
    }
    g_free(near);
    g_free(far);
}

static void read_model(const char *name) {
    const char *top = g_getenv("top_srcdir");
    char *path = g_build_filename(top != NULL ? top : "..", "models", name, NULL);
    CHECK_OK(latigraph_model_read(&model, path));
    g_free(path);
}

int main(void) {
    test_init();
    read_model("mouse-v1-l23.safetensors");
    check_same_law();
    check_threads();
    check_slab();
    check_shrinkage();
    check_degree();
    check_each();
    check_stream(0);
    check_stream_refusals();
    latigraph_model_destroy(model);
    read_model("fly-larva.safetensors"); /* no positions, but weights */
    check_stream(12);
    latigraph_model_destroy(model);
    return 0;
}
