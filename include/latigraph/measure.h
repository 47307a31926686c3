/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MEASURE_H
#define LATIGRAPH_MEASURE_H

#include <latigraph/callback.h>
#include <latigraph/model.h>

LATIGRAPH_BEGIN_C

/** One row of the table of graph properties. */
typedef struct {
    const char *name;       /**< as in \c --to, e.g. "reciprocity" */
    const char *definition; /**< one sentence */
    const char *unit;       /**< "" for a pure number */
    const char *source;     /**< paper or igraph function */
    const char *why;        /**< why a neuroscientist cares, one sentence */
    const char *cost;       /**< time complexity for n neurons and m edges */
    igraph_bool_t needs_positions;
    igraph_bool_t needs_weights;
    igraph_bool_t needs_types; /**< a categorical column of node data */
    igraph_bool_t compared;    /**< sets of circuits are compared by it; such stand first */
    igraph_real_t low, high;   /**< values that a circuit can have at all, inclusive */
} latigraph_property_info_t;

LATIGRAPH_EXPORT igraph_integer_t latigraph_property_count(void);
LATIGRAPH_EXPORT const latigraph_property_info_t *latigraph_property_info(igraph_integer_t i);
/** How many of the table, from its beginning, sets of circuits are compared by. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_property_compared_count(void);
/** Index of a property by name, or -1. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_property_find(const char *name);

/**
 * Measures every property of every circuit: \p values gets one row a circuit
 * and one column a property, in the order of the table; NaN where a property
 * is not defined (no positions, no weights, no edges).
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties(const latigraph_circuit_list_t *circuits,
                                                     igraph_matrix_t *values);
/** As latigraph_properties(), with one more column for each property of the user's (NULL: none). */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties_with(const latigraph_circuit_list_t *circuits,
                                                          const latigraph_callback_list_t *user,
                                                          igraph_matrix_t *values);
/** Measures the properties with these indices alone: one column each, in the order of \p which. */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties_only(const latigraph_circuit_list_t *circuits,
                                                          const latigraph_callback_list_t *user,
                                                          const igraph_vector_int_t *which,
                                                          igraph_matrix_t *values);
/** Index of a property of the table or of the user's by name, or -1. */
LATIGRAPH_EXPORT igraph_integer_t
latigraph_property_find_with(const latigraph_callback_list_t *user, const char *name);
/** Name of a property by that index, or NULL. */
LATIGRAPH_EXPORT const char *latigraph_property_name(const latigraph_callback_list_t *user,
                                                     igraph_integer_t i);

/** Means over circuits; bits are −log2 of probabilities. */
typedef struct {
    igraph_integer_t circuits;
    igraph_real_t bits_total; /**< code + nodes + edges: the negative ELBO */
    igraph_real_t bits_code;  /**< KL of the circuit's code z */
    igraph_real_t bits_nodes; /**< KL of the node codes u */
    igraph_real_t bits_edges; /**< −log2 P(edges | z, u, node data) */
    igraph_real_t
        bits_weights; /**< −log2 P(weights | edges, z, u), not in the total; NaN without */
    igraph_real_t bits_node_data; /**< edges given the node data alone (baseline without codes) */
    igraph_real_t bits_erdos_renyi;
    igraph_real_t bits_dyad;
    igraph_real_t auc;               /**< edge AUC of reconstruction, posterior means */
    igraph_real_t auc_node_data;     /**< edge AUC given the node data alone */
    igraph_integer_t shared_neurons; /**< neurons that also stand in training circuits */
} latigraph_evaluation_t;

/** \p per_circuit (may be NULL) gets one row a circuit with the ten figures from bits_total to
 *  auc_node_data in the order of \ref latigraph_evaluation_t. */
LATIGRAPH_EXPORT igraph_error_t latigraph_evaluate(
    const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
    igraph_integer_t samples, igraph_integer_t refine, igraph_uint_t seed, igraph_integer_t threads,
    latigraph_evaluation_t *evaluation, igraph_matrix_t *per_circuit);

/** Means of the columns of \p figures (one row a circuit) with 95 % intervals that allow for shared
 *  neurons: \p intervals gets one row a column, with mean, low and high end. */
LATIGRAPH_EXPORT igraph_error_t latigraph_mean_intervals(const latigraph_circuit_list_t *circuits,
                                                         const igraph_matrix_t *figures,
                                                         igraph_uint_t seed,
                                                         igraph_matrix_t *intervals,
                                                         igraph_real_t *effective);

/** One point of the rate–distortion curve: means over circuits. */
typedef struct {
    igraph_real_t
        kl_weight; /**< weight of the node codes' KL; infinite: the codes at their prior */
    igraph_real_t bits_codes; /**< of the circuit's code and the node codes: the rate */
    igraph_real_t bits_code;  /**< KL of the circuit's code z */
    igraph_real_t bits_nodes; /**< KL of the node codes u */
    igraph_real_t bits_edges; /**< −log2 P(edges | z, u, node data) */
    igraph_real_t bits_total; /**< all of them: the negative ELBO */
    igraph_real_t auc;        /**< edge AUC of reconstruction, posterior means */
} latigraph_curve_point_t;

/** Points of a curve with these weights of the KL term (NULL: the usual ones): one more. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_curve_size(const igraph_vector_t *weights);

/** \p points has room for latigraph_curve_size() entries. \p per_circuit (may be NULL) gets
 *  one row a circuit, with bits of the circuit's code, of the node codes, of the edges, and AUC of
 *  every point. */
LATIGRAPH_EXPORT igraph_error_t latigraph_curve(const latigraph_model_t *model,
                                                const latigraph_circuit_list_t *circuits,
                                                const igraph_vector_t *weights,
                                                igraph_integer_t samples, igraph_integer_t refine,
                                                igraph_uint_t seed, igraph_integer_t threads,
                                                latigraph_curve_point_t *points,
                                                igraph_matrix_t *per_circuit);

/** Greatest AUC on the curve, straight between its points, at no more than \p bits of codes; NaN
 *  where the curve begins beyond them. */
LATIGRAPH_EXPORT igraph_real_t latigraph_curve_auc(const latigraph_curve_point_t *points,
                                                   igraph_integer_t count, igraph_real_t bits);

/** A figure with its bootstrap interval of 95 %, and what real circuits get against real ones. */
typedef struct {
    igraph_real_t value;
    igraph_real_t low, high; /**< NaN where the circuits overlap too much to tell */
    igraph_real_t floor;     /**< real halves against each other, mean over divisions */
    igraph_real_t matched;   /**< the first of these halves against as many generated circuits as
                                  the second: to be compared with the floor */
} latigraph_estimate_t;

/** How one property differs between real and generated circuits. Floors and matched figures are
 *  means of absolute values. */
typedef struct {
    igraph_integer_t real_count, generated_count; /**< circuits where it is defined */
    igraph_real_t real_mean, real_sd;
    igraph_real_t generated_mean, generated_sd;
    latigraph_estimate_t error;  /**< difference of the means / |real mean|, signed */
    latigraph_estimate_t spread; /**< SD over circuits, generated / real − 1 */
    latigraph_estimate_t shift;  /**< difference of means in SDs of the real ones */
    latigraph_estimate_t ks;     /**< Kolmogorov–Smirnov distance */
} latigraph_property_likeness_t;

/** How like generated circuits are to real ones. */
typedef struct {
    igraph_integer_t real, generated; /**< circuits */
    igraph_real_t effective;          /**< independent circuits they amount to, by shared neurons */
    latigraph_estimate_t relative_error;    /**< median over properties that both have */
    latigraph_estimate_t shift;             /**< mean absolute value over properties */
    latigraph_estimate_t ks;                /**< mean over properties */
    latigraph_estimate_t out_degree_ks;     /**< of the out-degrees of all neurons */
    latigraph_estimate_t in_degree_ks;      /**< of the in-degrees of all neurons */
    latigraph_estimate_t triad_correlation; /**< over 16 classes, of mean ln(1 + count) */
    latigraph_estimate_t triad_difference;  /**< mean over 16 classes, of mean ln(1 + count) */
    latigraph_estimate_t mmd;               /**< squared maximum mean discrepancy, unbiased */
    igraph_real_t mmd_p;                    /**< permutation p-value of it */
    latigraph_estimate_t discrepancy; /**< lower bound on the Jensen–Shannon distance, 0 to 1 */
    latigraph_estimate_t discrepancy_unseen; /**< the same, folds grown by shared neurons */
    igraph_real_t real_triads[16]; /**< mean count of each class, as igraph_triad_census() */
    igraph_real_t generated_triads[16];
} latigraph_likeness_t;

/** Compares generated circuits with real ones. With \p paired, circuit i was generated like real
 *  circuit i modulo their number. \p properties is NULL or has room for
 *  latigraph_property_compared_count() entries. */
LATIGRAPH_EXPORT igraph_error_t latigraph_likeness(const latigraph_circuit_list_t *real,
                                                   const latigraph_circuit_list_t *generated,
                                                   igraph_bool_t paired, igraph_uint_t seed,
                                                   igraph_integer_t threads,
                                                   latigraph_likeness_t *likeness,
                                                   latigraph_property_likeness_t *properties);

/** Bits of the edges of a circuit under a fitted Erdős–Rényi model (one density). */
LATIGRAPH_EXPORT igraph_real_t latigraph_bits_erdos_renyi(const latigraph_circuit_t *circuit);
/** Bits under a fitted dyad model (shares of mutual, one-way and null dyads). */
LATIGRAPH_EXPORT igraph_real_t latigraph_bits_dyad(const latigraph_circuit_t *circuit);

LATIGRAPH_END_C

#endif
