/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation random: graphs with chosen degrees, reciprocity and transitivity, without a
 * connectome and without a model. Degrees come from a law, from two lists, or from a connectome,
 * and graphs are undirected if the connectome is. The result says what was asked for and what the
 * graphs have. */

#include "operation/rows.h"

#include "base/random.h"
#include "circuit/circuit.h"
#include "measure/property.h"
#include "operation/names.h"

#include <latigraph/measure.h>
#include <latigraph/surrogate.h>
#include <math.h>

typedef struct {
    igraph_integer_t nodes;
    const char *degrees;
    const igraph_vector_t *out_degrees, *in_degrees;
    const latigraph_circuit_t *like;
    latigraph_random_options_t options;
} request_t;

typedef struct {
    latigraph_circuit_list_t graphs;
    igraph_strvector_t names, quantities;
    igraph_vector_t asked, mean, sd;
} result_t;

#define HEAD LATIGRAPH_SHOW_HEADLINE

static const latigraph_argument_t arguments[] = {
    OPTION("nodes", INTEGER, nodes, "0",
           "Number of neurons. It may be left out with degrees of a list or of a connectome.",
           .min = 0, .max = LATIGRAPH_MOST_NEURONS),
    OPTION("degrees", STRING, degrees, NULL,
           "Law of the expected out-degrees and in-degrees: constant:MEAN, poisson:MEAN, "
           "lognormal:MEAN:CV with the coefficient of variation, or power:MEAN:EXPONENT with an "
           "exponent above 2. A degree above a quarter of the neurons is cut to that.",
           .metavar = "LAW"),
    OPTION("out_degrees", VECTOR, out_degrees, NULL, "Expected out-degree of each neuron."),
    OPTION("in_degrees", VECTOR, in_degrees, NULL,
           "Expected in-degree of each neuron, with the same sum."),
    OPTION("like", GRAPH, like, NULL,
           "Connectome whose degrees are the expected ones. With another number of nodes, they "
           "are drawn from its neurons. Its reciprocity is taken if none is given. If it is "
           "undirected, so are the graphs, which have no reciprocity then.",
           .show = LATIGRAPH_SHOW_UNDIRECTED),
    OPTION("reciprocity", REAL, options.reciprocity, NULL,
           "Expected share of edges whose reverse is an edge, too. If it is left out, the edges of "
           "a pair are independent.",
           .min = 0, .max = 1),
    OPTION("transitivity", REAL, options.transitivity, NULL,
           "Transitivity to reach by rewiring that keeps all degrees. If it is left out, it is as "
           "it comes.",
           .min = 0, .max = 1),
    OPTION("tries", REAL, options.tries, "1000", "Most steps of the rewiring, per edge.", .min = 1,
           .max = 1e9),
    OPTION_COUNT(options.count, "1", "Number of graphs."),
    OPTION_SEED(options.seed),

    OUTPUT("graphs", GRAPH_LIST, graphs, "The graphs.", .show = HEAD),
    OUTPUT("names", STRING_LIST, names, "Names of the graphs."),
    OUTPUT("quantities", STRING_LIST, quantities, "Names of the quantities.", .title = "quantity"),
    OUTPUT("asked", VECTOR, asked, "Value that was asked for.", .rows = "quantities", .show = HEAD,
           .undefined = "it was not asked for"),
    OUTPUT("mean", VECTOR, mean, "Mean over graphs.", .rows = "quantities", .show = HEAD,
           .undefined = "it is not defined without edges"),
    OUTPUT("sd", VECTOR, sd, "Standard deviation over graphs.", .rows = "quantities", .show = HEAD,
           .undefined = "there is one graph"),
};

static int degree_of(const int *start, int i) {
    return start[i + 1] - start[i];
}

/* Takes the degrees of a connectome's neurons, in their order or drawn. */
static igraph_error_t degrees_like(const latigraph_circuit_t *like, igraph_integer_t nodes,
                                   igraph_uint_t seed, igraph_vector_t *out, igraph_vector_t *in) {
    latigraph_stream_t stream;
    const gboolean drawn = nodes != 0 && nodes != like->n;
    latigraph_stream_init(&stream, (uint64_t)seed, LATIGRAPH_STREAM_RANDOM_GRAPHS, 2);
    for (igraph_integer_t k = 0; k < (drawn ? nodes : like->n); k++) {
        const int i = drawn ? (int)latigraph_stream_integer(&stream, (uint32_t)like->n) : (int)k;
        IGRAPH_CHECK(igraph_vector_push_back(out, degree_of(like->out_start, i)));
        IGRAPH_CHECK(igraph_vector_push_back(in, degree_of(like->in_start, i)));
    }
    const double sums[2] = {igraph_vector_sum(out), igraph_vector_sum(in)};
    if (drawn && sums[1] > 0) { /* drawn neurons do not balance by themselves */
        igraph_vector_scale(in, sums[0] / sums[1]);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_degrees(const request_t *request, igraph_vector_t *out,
                                   igraph_vector_t *in) {
    const gboolean lists = request->out_degrees != NULL && request->in_degrees != NULL;
    const int ways = (request->degrees != NULL) + lists + (request->like != NULL);
    if (ways != 1) {
        IGRAPH_ERRORF("Give degrees in one way, by a law (degrees), by out_degrees and in_degrees, "
                      "or by a connectome (like); got %d.",
                      IGRAPH_EINVAL, ways);
    }
    if (request->degrees != NULL) {
        return latigraph_degree_law(request->degrees, request->nodes, request->options.seed, out,
                                    in);
    }
    if (request->like != NULL) {
        return degrees_like(request->like, request->nodes, request->options.seed, out, in);
    }
    if (request->nodes != 0 && request->nodes != igraph_vector_size(request->out_degrees)) {
        IGRAPH_ERRORF("There are %" IGRAPH_PRId " nodes and %" IGRAPH_PRId " out-degrees.",
                      IGRAPH_EINVAL, request->nodes, igraph_vector_size(request->out_degrees));
    }
    IGRAPH_CHECK(igraph_vector_update(out, request->out_degrees));
    return igraph_vector_update(in, request->in_degrees);
}

/* Adds a quantity with its mean and standard deviation over graphs. */
static igraph_error_t add_quantity(result_t *result, const char *name, double asked,
                                   const igraph_matrix_t *values, igraph_integer_t column) {
    const igraph_integer_t count = igraph_matrix_nrow(values);
    double mean = 0, squares = 0;
    for (igraph_integer_t k = 0; k < count; k++) {
        mean += MATRIX(*values, k, column) / (double)count;
    }
    for (igraph_integer_t k = 0; k < count; k++) {
        squares += pow(MATRIX(*values, k, column) - mean, 2);
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&result->quantities, name));
    IGRAPH_CHECK(igraph_vector_push_back(&result->asked, asked));
    IGRAPH_CHECK(igraph_vector_push_back(&result->mean, mean));
    return igraph_vector_push_back(&result->sd,
                                   count > 1 ? sqrt(squares / (double)(count - 1)) : IGRAPH_NAN);
}

/* Measures the graphs beside what was asked for. */
static igraph_error_t summarise(const latigraph_random_options_t *options, double edges,
                                igraph_integer_t nodes, result_t *result) {
    igraph_vector_int_t which;
    igraph_matrix_t values;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&values, 0, 0);
    IGRAPH_CHECK(igraph_vector_int_push_back(&which, latigraph_property_find("mean-degree")));
    IGRAPH_CHECK(igraph_vector_int_push_back(&which, latigraph_property_find("reciprocity")));
    IGRAPH_CHECK(igraph_vector_int_push_back(&which, latigraph_property_find("transitivity")));
    IGRAPH_CHECK(latigraph_properties_only(&result->graphs, NULL, &which, &values));
    IGRAPH_CHECK(add_quantity(result, "mean-degree", edges / (double)nodes, &values, 0));
    if (!options->undirected) {
        IGRAPH_CHECK(add_quantity(result, "reciprocity", options->reciprocity, &values, 1));
    }
    IGRAPH_CHECK(add_quantity(result, "transitivity", options->transitivity, &values, 2));
    igraph_matrix_destroy(&values);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Remarks on a transitivity that was not reached. */
static igraph_error_t remark(const latigraph_random_options_t *options, const result_t *result,
                             latigraph_remarks_t *remarks) {
    const double asked = options->transitivity;
    const double mean = VECTOR(result->mean)[igraph_vector_size(&result->mean) - 1];
    if (isnan(asked) || fabs(mean - asked) <= 0.01 * asked + 1e-4) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(remarks, "not-reached", "transitivity",
                                "The transitivity is %.4g for %.4g that was asked for; these "
                                "degrees allow no more, or more tries are needed.",
                                mean, asked);
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    result_t *result = result_data;
    latigraph_random_options_t options = request->options;
    igraph_vector_t out, in;
    IGRAPH_VECTOR_INIT_FINALLY(&out, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&in, 0);
    IGRAPH_CHECK(find_degrees(request, &out, &in));
    options.undirected = request->like != NULL && latigraph_circuit_is_undirected(request->like);
    if (options.undirected && !isnan(options.reciprocity)) {
        IGRAPH_ERRORF("\"%s\" is undirected, and so are graphs like it: they have no reciprocity.",
                      IGRAPH_EINVAL, latigraph_circuit_name(request->like));
    }
    if (request->like != NULL && !options.undirected && isnan(options.reciprocity)) {
        IGRAPH_CHECK(latigraph_measure_one(
            request->like, NULL, latigraph_property_find("reciprocity"), &options.reciprocity));
    }
    IGRAPH_CHECK(latigraph_random(&result->graphs, &out, &in, &options));
    IGRAPH_CHECK(latigraph_name_circuits(&result->graphs, &result->names));
    IGRAPH_CHECK(summarise(&options, igraph_vector_sum(&out), igraph_vector_size(&out), result));
    IGRAPH_CHECK(remark(&options, result, remarks));
    igraph_vector_destroy(&in);
    igraph_vector_destroy(&out);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_random = {
    .name = "random",
    .summary = "Makes random graphs with chosen degrees, reciprocity and transitivity.",
    .doc = "Degrees and reciprocity are met in expectation, by the law of greatest entropy "
           "(Garlaschelli and Loffredo, Phys. Rev. E 73:015101, 2006). Transitivity is met by "
           "rewiring that keeps all degrees, which is a search and no uniform draw. Time "
           "complexity: O(n + m) for n neurons and m edges, and O(tries · m · mean degree) at most "
           "for the transitivity.",
    .example = "latigraph random --nodes 1000 --degrees lognormal:20:0.8 --reciprocity 0.2 "
               "--transitivity 0.15 -n 10 -o networks",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
