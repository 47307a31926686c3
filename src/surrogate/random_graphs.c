/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Random graphs with chosen degrees, reciprocity and transitivity, without a connectome.
 *
 * Degrees and reciprocity are met in expectation, by the law of greatest entropy (expected.h).
 * The mutual degree of a neuron is in proportion to the geometric mean of its degrees, as far as
 * these allow. An undirected edge is a mutual pair, and there are no other pairs then. Transitivity
 * is then met by rewiring that keeps the degrees which came out (closing.h). That part is a search
 * and no uniform draw.
 */
#include "surrogate/closing.h"
#include "surrogate/expected.h"

#include "base/memory.h"
#include "base/seed.h"

#include <math.h>
#include <string.h>

/* Numbers of the streams; graph k has two. */
enum { DRAW_LAW = 1, DRAW_GRAPHS = 16 };

/**
 * \function latigraph_random_options_init
 * \brief Sets the defaults of random graphs.
 *
 * One directed graph, independent edges, transitivity as it comes, 1000 steps per edge of the
 * rewiring, and a seed drawn from igraph's default generator.
 *
 * \param options Gets the defaults.
 *
 * Time complexity: O(1).
 *
 * Example: see \ref latigraph_random().
 */
void latigraph_random_options_init(latigraph_random_options_t *options) {
    *options = (latigraph_random_options_t){.reciprocity = IGRAPH_NAN,
                                            .transitivity = IGRAPH_NAN,
                                            .tries = 1000,
                                            .count = 1,
                                            .seed = latigraph_draw_seed()};
}

typedef enum { CONSTANT, POISSON, LOGNORMAL, POWER } law_t;

/* Reads ":NUMBER" and moves on behind it. The point is the decimal sign in every locale. */
static gboolean read_number(const char **text, double *number) {
    char *end;
    if (**text != ':') {
        return FALSE;
    }
    *number = g_ascii_strtod(*text + 1, &end);
    const gboolean read = end > *text + 1 && isfinite(*number);
    *text = end;
    return read;
}

/* Reads "lognormal:30:0.8". */
static igraph_error_t parse_law(const char *text, law_t *law, double *mean, double *spread) {
    static const char *const names[] = {"constant", "poisson", "lognormal", "power"};
    static const double least_spread[] = {0, 0, 0, 2};
    const size_t length = strcspn(text, ":");
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
        const char *rest = text + length;
        *spread = 1 + least_spread[k];
        if (strlen(names[k]) == length && strncmp(names[k], text, length) == 0 &&
            read_number(&rest, mean) && (k < LOGNORMAL || read_number(&rest, spread)) &&
            *rest == '\0' && *mean > 0 && *spread > least_spread[k]) {
            *law = (law_t)k;
            return IGRAPH_SUCCESS;
        }
    }
    IGRAPH_ERRORF(
        "\"%s\" is no law of degrees; give constant:MEAN, poisson:MEAN, "
        "lognormal:MEAN:CV with the coefficient of variation, or power:MEAN:EXPONENT with "
        "an exponent above 2.",
        IGRAPH_EINVAL, text);
}

static double draw_degree(latigraph_stream_t *stream, law_t law, double mean, double spread) {
    const double sigma = sqrt(log1p(spread * spread));
    switch (law) {
    case POISSON:
        return (double)latigraph_stream_poisson(stream, mean);
    case LOGNORMAL:
        return mean * exp(sigma * latigraph_stream_normal(stream) - sigma * sigma / 2);
    case POWER:
        return mean * (spread - 2) / (spread - 1) *
               pow(1 - latigraph_stream_uniform(stream), -1 / (spread - 1));
    default:
        return mean;
    }
}

/**
 * \function latigraph_degree_law
 * \brief Draws expected degrees from a law.
 *
 * \param law "constant:MEAN", "poisson:MEAN", "lognormal:MEAN:CV" with the coefficient of
 *    variation, or "power:MEAN:EXPONENT" with an exponent above 2.
 * \param nodes Number of neurons, at least 2.
 * \param seed Seed of the random numbers.
 * \param out Initialised vector, which gets the expected out-degrees. A degree above a quarter of
 *    the other neurons is cut to that.
 * \param in Gets expected in-degrees from the same law, independent of the others and scaled to the
 *    same sum.
 * \return Error code: \c IGRAPH_EINVAL, the text is no law, or there are too few neurons for the
 *    mean. \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(nodes).
 *
 * Example: see \ref latigraph_random().
 */
igraph_error_t latigraph_degree_law(const char *law, igraph_integer_t nodes, igraph_uint_t seed,
                                    igraph_vector_t *out, igraph_vector_t *in) {
    igraph_vector_t *const both[2] = {out, in};
    latigraph_stream_t stream;
    law_t kind = CONSTANT;
    double mean = 0, spread = 0, sum[2] = {0, 0};
    IGRAPH_CHECK(parse_law(law, &kind, &mean, &spread));
    const double most = (double)(nodes - 1) / 4;
    if (nodes < 2 || mean > most) {
        IGRAPH_ERRORF("%" IGRAPH_PRId " neurons are too few for a mean degree of %g; it is at most "
                      "a quarter of the other neurons.",
                      IGRAPH_EINVAL, nodes, mean);
    }
    latigraph_stream_init(&stream, (uint64_t)seed, LATIGRAPH_STREAM_RANDOM_GRAPHS, DRAW_LAW);
    for (int k = 0; k < 2; k++) {
        IGRAPH_CHECK(igraph_vector_resize(both[k], nodes));
        for (igraph_integer_t i = 0; i < nodes; i++) {
            const double degree = draw_degree(&stream, kind, mean, spread);
            VECTOR(*both[k])[i] = MIN(degree, most);
            sum[k] += VECTOR(*both[k])[i];
        }
    }
    if (sum[1] > 0) {
        igraph_vector_scale(in, sum[0] / sum[1]);
    }
    return IGRAPH_SUCCESS;
}

/* Splits degrees into one-way and mutual ones, such that the expected reciprocity is as asked. */
static igraph_error_t split_degrees(igraph_vector_t *out, igraph_vector_t *in,
                                    igraph_vector_t *mutual, double reciprocity) {
    const igraph_integer_t n = igraph_vector_size(out);
    const double target = reciprocity * igraph_vector_sum(out);
    double low = 0, high = 1, sum = 0;
    /* The factor of the geometric means, by doubling and halving: minima make it non-linear. */
    for (int k = 0; k < 200; k++) {
        const double factor = k < 60 && sum < target ? (high *= 2) : (low + high) / 2;
        sum = 0;
        for (igraph_integer_t i = 0; i < n; i++) {
            const double a = VECTOR(*out)[i], b = VECTOR(*in)[i];
            VECTOR(*mutual)[i] = MIN(factor * sqrt(a * b), MIN(a, b));
            sum += VECTOR(*mutual)[i];
        }
        if (k >= 60 || sum >= target) {
            *(sum < target ? &low : &high) = factor;
        }
    }
    if (sum < target * (1 - 1e-6)) {
        IGRAPH_ERRORF("A reciprocity of %g cannot be had with these degrees; the most is %g.",
                      IGRAPH_EINVAL, reciprocity, sum / igraph_vector_sum(out));
    }
    for (igraph_integer_t i = 0; i < n; i++) {
        VECTOR(*out)[i] = MAX(VECTOR(*out)[i] - VECTOR(*mutual)[i], 0);
        VECTOR(*in)[i] = MAX(VECTOR(*in)[i] - VECTOR(*mutual)[i], 0);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const igraph_vector_t *out, const igraph_vector_t *in,
                            const latigraph_random_options_t *options) {
    const double sums[2] = {igraph_vector_sum(out), igraph_vector_sum(in)};
    if (igraph_vector_size(out) != igraph_vector_size(in)) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " out-degrees and %" IGRAPH_PRId " in-degrees.",
                      IGRAPH_EINVAL, igraph_vector_size(out), igraph_vector_size(in));
    }
    if (igraph_vector_size(out) < 2 || igraph_vector_size(out) > INT_MAX / 4) {
        IGRAPH_ERRORF("Random graphs have from 2 to %d neurons, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, INT_MAX / 4, igraph_vector_size(out));
    }
    if (!(fabs(sums[0] - sums[1]) <= 1e-6 * (sums[0] + sums[1])) || sums[0] > INT_MAX / 4) {
        IGRAPH_ERRORF("Out-degrees and in-degrees have the same sum, at most %d; got %g and %g.",
                      IGRAPH_EINVAL, INT_MAX / 4, sums[0], sums[1]);
    }
    if (options->undirected && (!isnan(options->reciprocity) || !igraph_vector_all_e(out, in))) {
        IGRAPH_ERROR("Undirected graphs have no reciprocity, and equal out-degrees and in-degrees.",
                     IGRAPH_EINVAL);
    }
    if (options->reciprocity < 0 || options->reciprocity > 1 || options->transitivity < 0 ||
        options->transitivity > 1) {
        IGRAPH_ERRORF("Reciprocity and transitivity are from 0 to 1, got %g and %g.", IGRAPH_EINVAL,
                      options->reciprocity, options->transitivity);
    }
    return IGRAPH_SUCCESS;
}

/* Rewires the edges until the graph has the transitivity, as nearly as it can. */
static igraph_error_t close_triples(int n, igraph_vector_int_t *from, igraph_vector_int_t *to,
                                    const latigraph_random_options_t *options,
                                    latigraph_draws_t *draws, int *ends[2]) {
    const int m = (int)igraph_vector_int_size(from);
    gint64 triangles;
    for (int e = 0; e < m; e++) {
        ends[0][e] = (int)VECTOR(*from)[e];
        ends[1][e] = (int)VECTOR(*to)[e];
    }
    if (isnan(options->transitivity)) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_close_triangles(n, m, ends[0], ends[1], options->transitivity,
                                     options->undirected ? options->tries / 2 : options->tries,
                                     draws, &triangles);
}

/* Draws graph k and adds it to the list. */
static igraph_error_t add_graph(latigraph_circuit_list_t *graphs,
                                const latigraph_expected_t *expected,
                                const latigraph_random_options_t *options, igraph_integer_t k) {
    igraph_vector_int_t from, to;
    latigraph_draws_t draws;
    latigraph_circuit_t *graph;
    int *ends[2];
    char name[32];
    g_snprintf(name, sizeof name, "random-%" IGRAPH_PRId, k);
    latigraph_draws_init(&draws, (guint64)options->seed, LATIGRAPH_STREAM_RANDOM_GRAPHS,
                         DRAW_GRAPHS + (guint64)k);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&from, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&to, 0);
    IGRAPH_CHECK(latigraph_expected_draw(expected, &draws, &from, &to));
    LATIGRAPH_ALLOCATE(ends[0], igraph_vector_int_size(&from));
    LATIGRAPH_ALLOCATE(ends[1], igraph_vector_int_size(&from));
    IGRAPH_CHECK(close_triples(expected->n, &from, &to, options, &draws, ends));
    IGRAPH_CHECK(latigraph_circuit_create(
        &graph, name, expected->n, (int)igraph_vector_int_size(&from), ends[0], ends[1], NULL));
    IGRAPH_FINALLY(latigraph_circuit_destroy, graph);
    graph->undirected = options->undirected;
    IGRAPH_CHECK(latigraph_circuit_list_push_back(graphs, graph));
    IGRAPH_FINALLY_CLEAN(1);
    g_free(ends[1]);
    g_free(ends[0]);
    igraph_vector_int_destroy(&to);
    igraph_vector_int_destroy(&from);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

/* Solves for the degrees of undirected graphs, all of whose pairs are mutual. */
static igraph_error_t solve_undirected(latigraph_expected_t *expected,
                                       const igraph_vector_t *degrees) {
    const int n = (int)igraph_vector_size(degrees);
    double *none;
    LATIGRAPH_ALLOCATE(none, n);
    IGRAPH_CHECK(latigraph_expected_init(expected, n, none, none, VECTOR(*degrees)));
    g_free(none);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Solves for the degrees, after splitting them if a reciprocity is asked for. */
static igraph_error_t solve(latigraph_expected_t *expected, const igraph_vector_t *out,
                            const igraph_vector_t *in, const latigraph_random_options_t *options) {
    const int n = (int)igraph_vector_size(out);
    const double reciprocity = options->reciprocity;
    igraph_vector_t one_way[2], mutual;
    if (options->undirected) {
        return solve_undirected(expected, out);
    }
    if (isnan(reciprocity)) {
        return latigraph_expected_init(expected, n, VECTOR(*out), VECTOR(*in), NULL);
    }
    IGRAPH_VECTOR_INIT_FINALLY(&mutual, n);
    IGRAPH_CHECK(igraph_vector_init_copy(&one_way[0], out));
    IGRAPH_FINALLY(igraph_vector_destroy, &one_way[0]);
    IGRAPH_CHECK(igraph_vector_init_copy(&one_way[1], in));
    IGRAPH_FINALLY(igraph_vector_destroy, &one_way[1]);
    IGRAPH_CHECK(split_degrees(&one_way[0], &one_way[1], &mutual, reciprocity));
    IGRAPH_CHECK(latigraph_expected_init(expected, n, VECTOR(one_way[0]), VECTOR(one_way[1]),
                                         VECTOR(mutual)));
    igraph_vector_destroy(&one_way[1]);
    igraph_vector_destroy(&one_way[0]);
    igraph_vector_destroy(&mutual);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_random
 * \brief Makes random graphs with expected degrees, a reciprocity and a transitivity.
 *
 * Degrees and reciprocity are those of the graphs in expectation; apart from them, the law of the
 * graphs has the greatest entropy (Garlaschelli and Loffredo, Phys. Rev. E 73:015101, 2006). A
 * transitivity is reached by rewiring that keeps all degrees. It is a greedy search, and may end
 * below a high request.
 *
 * \param graphs Initialised list; the graphs are appended, without node data.
 * \param out Expected out-degree of each neuron.
 * \param in Expected in-degree of each neuron, with the same sum; the same as \p out for undirected
 *    graphs.
 * \param options What else the graphs have.
 * \return Error code: \c IGRAPH_EINVAL, no random graph has these degrees, or not with this
 *    reciprocity. \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(C² + n + m) for C classes of similar degrees and m edges, and O(tries · m ·
 * mean degree) at most for the transitivity.
 *
 * Example: a graph of 200,000 neurons.
 * \verbatim
 *   latigraph_random_options_t options;
 *   igraph_vector_t out, in;
 *   latigraph_random_options_init(&options);
 *   options.reciprocity = 0.2;
 *   igraph_vector_init(&out, 0);
 *   igraph_vector_init(&in, 0);
 *   latigraph_degree_law("lognormal:30:0.8", 200000, options.seed, &out, &in);
 *   latigraph_random(&circuits, &out, &in, &options);
 *   igraph_vector_destroy(&in);
 *   igraph_vector_destroy(&out);
 * \endverbatim
 */
igraph_error_t latigraph_random(latigraph_circuit_list_t *graphs, const igraph_vector_t *out,
                                const igraph_vector_t *in,
                                const latigraph_random_options_t *options) {
    latigraph_expected_t expected;
    IGRAPH_CHECK(check(out, in, options));
    IGRAPH_CHECK(solve(&expected, out, in, options));
    IGRAPH_FINALLY(latigraph_expected_destroy, &expected);
    for (igraph_integer_t k = 0; k < options->count; k++) {
        IGRAPH_PROGRESS("Drawing graphs", 100.0 * (double)k / (double)options->count, NULL);
        IGRAPH_CHECK(add_graph(graphs, &expected, options, k));
    }
    IGRAPH_PROGRESS("Drawing graphs", 100.0, NULL);
    latigraph_expected_destroy(&expected);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
