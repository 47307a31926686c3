/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_SURROGATE_H
#define LATIGRAPH_SURROGATE_H

#include <latigraph/callback.h>
#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_surrogates Matched surrogates
 *
 * A surrogate of a circuit is a random graph on the same neurons that keeps some quantities of the
 * circuit and is otherwise uniformly random: the null model of a test whether a property is more
 * than a consequence of these quantities. What is kept, is kept exactly.
 */

/** How much of the types of neurons a surrogate keeps. */
typedef enum {
    LATIGRAPH_TYPES_FREE,   /**< nothing */
    LATIGRAPH_TYPES_TOTALS, /**< number of edges from each type to each type */
    LATIGRAPH_TYPES_NEURONS /**< each neuron's numbers of edges to and from each type */
} latigraph_types_kept_t;

/** How triangles are kept, directions left aside. */
typedef enum {
    LATIGRAPH_TRIANGLES_FREE,   /**< not at all */
    LATIGRAPH_TRIANGLES_TOTAL,  /**< their number, within the tolerance */
    LATIGRAPH_TRIANGLES_CLASSES /**< the number of their corners in each of six classes of neurons
                                     by degree, within the tolerance */
} latigraph_triangles_kept_t;

/** Statistics whose mean over surrogates can be that of the circuit. Each is the property of the
 *  same name. */
typedef enum {
    LATIGRAPH_TILT_RECIPROCITY,
    LATIGRAPH_TILT_TRANSITIVITY,
    LATIGRAPH_TILT_LOCAL_CLUSTERING,
    LATIGRAPH_TILT_FEED_FORWARD,
    LATIGRAPH_TILT_CYCLIC,
    LATIGRAPH_TILT_TRIANGLES,         /**< number of triangles, directions left aside */
    LATIGRAPH_TILT_DAMPED_CLUSTERING, /**< mean over neurons of t / (d (d − 1) / 2 + 5), with t
                                           triangles and d partners */
    LATIGRAPH_TILT_SHARED_PARTNERS,   /**< mean over connected pairs of 1 − (1 − 1/e)^s, with s
                                           shared partners */
    LATIGRAPH_TILT_TRIAD_030T,
    LATIGRAPH_TILT_TRIAD_030C,
    LATIGRAPH_TILT_TRIAD_120D,
    LATIGRAPH_TILT_TRIAD_120U,
    LATIGRAPH_TILT_TRIAD_120C,
    LATIGRAPH_TILT_TRIAD_210,
    LATIGRAPH_TILT_TRIAD_300,
    LATIGRAPH_TILTS /**< number of statistics */
} latigraph_tilt_t;

/** Quantities that surrogates keep. */
typedef struct {
    igraph_bool_t degrees;        /**< out-degree and in-degree of each neuron */
    igraph_bool_t reciprocity;    /**< numbers of mutual and one-way pairs; with degrees, those of
                                       each neuron */
    latigraph_types_kept_t types; /**< edges among types; needs degrees */
    igraph_bool_t distance;       /**< histogram of the lengths of edges; needs degrees. With
                                       types, the one of each pair of types */
    latigraph_triangles_kept_t triangles; /**< triangles; needs degrees */
    igraph_uint_t tilt; /**< statistics whose mean is kept: bit s for statistic s; needs degrees */
    const char *type;   /**< categorical column with the types; NULL: "type", or the
                             first categorical column */
    igraph_integer_t bins;   /**< bins of distance with equal numbers of edges */
    igraph_real_t tolerance; /**< share by which numbers of triangles may differ */
} latigraph_constraints_t;

/** Treatment of the weights of edges. */
typedef enum {
    LATIGRAPH_SURROGATE_WEIGHTS_SENDER, /**< each stays with its sender: strengths of senders are
                                           kept */
    LATIGRAPH_SURROGATE_WEIGHTS_GLOBAL, /**< permuted among all edges */
    LATIGRAPH_SURROGATE_WEIGHTS_CLASS,  /**< permuted among the edges between the same two types */
    LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS, /**< permuted such that the strengths of all neurons are
                                      kept as well as possible */
    LATIGRAPH_SURROGATE_WEIGHTS_NONE,      /**< left out */
    LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT /**< whole numbers with exactly the strengths of
                                                     all neurons, and nearly the same law */
} latigraph_surrogate_weights_t;

/** How surrogates depend on the circuit and on each other. */
typedef enum {
    LATIGRAPH_SURROGATES_PARALLEL, /**< runs from a state that one run from the circuit reaches */
    LATIGRAPH_SURROGATES_SERIAL,   /**< states of one path with the circuit at a random place */
    LATIGRAPH_SURROGATES_INDEPENDENT, /**< runs from the circuit itself */
    LATIGRAPH_SURROGATES_EXPECTED     /**< independent draws that keep quantities in expectation */
} latigraph_surrogate_method_t;

/** Options of \ref latigraph_surrogates(). */
typedef struct {
    latigraph_constraints_t keep;
    latigraph_surrogate_weights_t weights;
    latigraph_surrogate_method_t method;
    igraph_integer_t count;   /**< number of surrogates, at least 1 */
    igraph_real_t steps;      /**< steps between surrogates, per edge; 0: ten times the
                                   autocorrelation time that a trial run shows */
    igraph_real_t steps_most; /**< most steps, per edge, that the trial run takes */
    igraph_integer_t threads; /**< number of threads; the result does not depend on it */
    igraph_uint_t seed;
    igraph_integer_t exceedances; /**< a property of a ladder is done when this many surrogates are
                                       at least as large, and as many at least as small, as the
                                       circuit; 0: when there are count surrogates */
} latigraph_surrogate_options_t;

/** Findings about one tilted statistic. */
typedef struct {
    latigraph_tilt_t statistic;
    igraph_real_t target;      /**< value of the circuit */
    igraph_real_t mean, error; /**< mean over a run of the chain, and its standard error */
    igraph_real_t multiplier;  /**< θ: graphs have probabilities in proportion to exp(θ s) */
} latigraph_tilted_t;

/** Report on a set of surrogates. Shares of steps are over all steps. */
typedef struct {
    igraph_real_t steps;    /**< steps between surrogates, per edge */
    igraph_real_t time;     /**< integrated autocorrelation time, steps per edge; NaN if unknown */
    igraph_real_t accepted; /**< share of steps that changed the graph */
    igraph_real_t swaps;    /**< share of steps that exchanged the targets of two one-way edges */
    igraph_real_t mutual;   /**< share of steps that exchanged the partners of two mutual pairs */
    igraph_real_t mixed;    /**< share of steps that exchanged one-way edges and mutual pairs */
    igraph_real_t turned;   /**< share of steps that reversed a cycle of four edges */
    igraph_real_t flips;    /**< share of steps that turned round the middle of a path of three */
    igraph_real_t excursions; /**< share of steps that permuted the targets of three to eight edges
                               */
    igraph_real_t in_place;   /**< mean share of the circuit's edges that a surrogate has, too */
    igraph_real_t out_strength_error; /**< root mean square error of the strengths of senders over
                                           that of the strengths; NaN without weights */
    igraph_real_t in_strength_error;
    igraph_real_t weight_distance; /**< Kolmogorov–Smirnov distance of the weights from the
                                        circuit's; NaN without weights */
    igraph_integer_t tilts;        /**< number of tilted statistics */
    latigraph_tilted_t tilted[LATIGRAPH_TILTS]; /**< one entry for each of them */
    igraph_bool_t has_mixed; /**< whether the steps are enough by the trial run */
    igraph_bool_t frozen;    /**< no step changed the graph: what is kept determines the circuit */
} latigraph_surrogate_report_t;

/** A Markov chain over all graphs with the kept quantities, which is opaque. */
typedef struct latigraph_surrogate_chain_t latigraph_surrogate_chain_t;

LATIGRAPH_EXPORT void latigraph_constraints_init(latigraph_constraints_t *keep);
LATIGRAPH_EXPORT igraph_error_t latigraph_constraints_parse(latigraph_constraints_t *keep,
                                                            const char *text);

LATIGRAPH_EXPORT const char *latigraph_tilt_name(latigraph_tilt_t statistic);

LATIGRAPH_EXPORT igraph_error_t latigraph_surrogate_chain_create(
    latigraph_surrogate_chain_t **chain, const latigraph_circuit_t *circuit,
    const latigraph_constraints_t *keep, igraph_uint_t seed);
LATIGRAPH_EXPORT void latigraph_surrogate_chain_destroy(latigraph_surrogate_chain_t *chain);
LATIGRAPH_EXPORT igraph_error_t latigraph_surrogate_chain_run(latigraph_surrogate_chain_t *chain,
                                                              igraph_integer_t steps);
LATIGRAPH_EXPORT igraph_error_t latigraph_surrogate_chain_circuit(
    const latigraph_surrogate_chain_t *chain, latigraph_circuit_t **circuit);

LATIGRAPH_EXPORT void latigraph_surrogate_options_init(latigraph_surrogate_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_surrogates(latigraph_circuit_list_t *surrogates,
                                                     const latigraph_circuit_t *circuit,
                                                     const latigraph_surrogate_options_t *options,
                                                     latigraph_surrogate_report_t *report);

/**
 * A property of a circuit against surrogates that keep more and more, rung by rung. Matrices have
 * one row per property and one column per rung.
 */
typedef struct {
    igraph_strvector_t properties, rungs;
    igraph_vector_t observed; /**< value of each property of the circuit */
    igraph_matrix_t mean, sd; /**< mean and standard deviation over surrogates */
    igraph_matrix_t z;        /**< (observed − mean) / SD; NaN if the SD is 0 */
    igraph_matrix_t p;        /**< two-sided Monte Carlo p-value */
    igraph_matrix_t q;        /**< the p-value adjusted for all properties of the rung (Benjamini
                                   and Hochberg) */
    igraph_matrix_t explained; /**< 1 − |observed − mean| / |observed − mean of the first rung|; NaN
                                    if the first rung has surrogates on both sides of it */
    igraph_matrix_t defined; /**< number of surrogates for which the property is defined */
    igraph_vector_t steps, time, in_place; /**< report of each rung */
    igraph_vector_t off_target; /**< greatest distance of the mean of a tilted statistic from its
                                     target, in standard errors; 0 without */
    igraph_vector_bool_t has_mixed, frozen;
    igraph_vector_int_t explains; /**< per property, the first rung from which on it is no
                                       surprise, or −1 */
    igraph_strvector_t verdicts;  /**< one sentence per property */
    igraph_integer_t exceedances; /**< number in the options; p-values are sequential unless it is
                                       0 */
} latigraph_ladder_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_ladder_init(latigraph_ladder_t *ladder);
LATIGRAPH_EXPORT void latigraph_ladder_destroy(latigraph_ladder_t *ladder);
LATIGRAPH_EXPORT igraph_error_t latigraph_ladder_rungs(const latigraph_circuit_t *circuit,
                                                       const latigraph_constraints_t *keep,
                                                       igraph_strvector_t *rungs);
LATIGRAPH_EXPORT igraph_error_t latigraph_ladder_add(latigraph_ladder_t *ladder, const char *rung,
                                                     const igraph_matrix_t *values,
                                                     const latigraph_surrogate_report_t *report);
LATIGRAPH_EXPORT igraph_bool_t latigraph_ladder_is_done(const latigraph_ladder_t *ladder,
                                                        const igraph_matrix_t *values);
LATIGRAPH_EXPORT igraph_error_t latigraph_ladder_judge(latigraph_ladder_t *ladder,
                                                       igraph_real_t rate);
LATIGRAPH_EXPORT igraph_error_t latigraph_ladder(latigraph_ladder_t *ladder,
                                                 const latigraph_circuit_t *circuit,
                                                 const igraph_strvector_t *rungs,
                                                 const igraph_vector_int_t *properties,
                                                 const latigraph_callback_list_t *user,
                                                 const latigraph_surrogate_options_t *options);

/** Options of \ref latigraph_random(). */
typedef struct {
    igraph_real_t reciprocity;  /**< expected share of edges whose reverse is an edge, too; NaN: the
                                     edges of a pair are independent */
    igraph_real_t transitivity; /**< transitivity to reach by rewiring; NaN: as it comes */
    igraph_real_t tries;        /**< most steps of the rewiring, per edge */
    igraph_integer_t count;     /**< number of graphs */
    igraph_uint_t seed;
    igraph_bool_t undirected; /**< make undirected graphs; the degrees are the number of edges of
                                   each neuron, given as out-degrees and as in-degrees */
} latigraph_random_options_t;

LATIGRAPH_EXPORT void latigraph_random_options_init(latigraph_random_options_t *options);
LATIGRAPH_EXPORT igraph_error_t latigraph_degree_law(const char *law, igraph_integer_t nodes,
                                                     igraph_uint_t seed, igraph_vector_t *out,
                                                     igraph_vector_t *in);
LATIGRAPH_EXPORT igraph_error_t latigraph_random(latigraph_circuit_list_t *graphs,
                                                 const igraph_vector_t *out,
                                                 const igraph_vector_t *in,
                                                 const latigraph_random_options_t *options);

LATIGRAPH_END_C

#endif
