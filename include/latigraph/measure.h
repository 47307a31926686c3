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
    const char *name;       /**< name as used by \c --to, e.g. "reciprocity" */
    const char *definition; /**< definition in one sentence */
    const char *unit;       /**< unit; "" for a pure number */
    const char *source;     /**< paper or igraph function */
    const char *why;        /**< meaning of the property for a circuit, in one sentence */
    const char *cost;       /**< time complexity for n neurons and m edges */
    igraph_bool_t needs_positions;
    igraph_bool_t needs_weights;
    igraph_bool_t needs_types; /**< whether it needs a categorical column of node data */
    igraph_bool_t compared;    /**< whether comparisons of sets of circuits use it; these rows
                                    come first */
    igraph_real_t low, high;   /**< smallest and largest possible value, both inclusive */
} latigraph_property_info_t;

LATIGRAPH_EXPORT igraph_integer_t latigraph_property_count(void);
LATIGRAPH_EXPORT const latigraph_property_info_t *latigraph_property_info(igraph_integer_t i);
/** Number of rows at the beginning of the table that comparisons of sets of circuits use. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_property_compared_count(void);
/** Index of a property by name, or -1. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_property_find(const char *name);

/**
 * Measures every property of every circuit. \p values gets one row per circuit and one column per
 * property, in the order of the table. A property that is not defined for a circuit (no positions,
 * no weights, no edges) is NaN.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties(const latigraph_circuit_list_t *circuits,
                                                     igraph_matrix_t *values);
/**
 * Measures the properties of the table and then the user's, one more column for each (NULL: none).
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties_with(const latigraph_circuit_list_t *circuits,
                                                          const latigraph_callback_list_t *user,
                                                          igraph_matrix_t *values);
/** Measures only the properties with these indices, one column each, in the order of \p which. */
LATIGRAPH_EXPORT igraph_error_t latigraph_properties_only(const latigraph_circuit_list_t *circuits,
                                                          const latigraph_callback_list_t *user,
                                                          const igraph_vector_int_t *which,
                                                          igraph_matrix_t *values);
/** Index of a property of the table or of the user's list by name, or -1. */
LATIGRAPH_EXPORT igraph_integer_t
latigraph_property_find_with(const latigraph_callback_list_t *user, const char *name);
/** Name of the property with this index, or NULL. */
LATIGRAPH_EXPORT const char *latigraph_property_name(const latigraph_callback_list_t *user,
                                                     igraph_integer_t i);

/** Means over circuits. Bits are −log2 of probabilities. */
typedef struct {
    igraph_integer_t circuits;
    igraph_real_t bits_total;   /**< code + nodes + edges: the negative ELBO */
    igraph_real_t bits_code;    /**< KL divergence of the circuit's code z */
    igraph_real_t bits_nodes;   /**< KL divergence of the node codes u */
    igraph_real_t bits_edges;   /**< −log2 P(edges | z, u, node data) */
    igraph_real_t bits_weights; /**< −log2 P(weights | edges, z, u), not part of the total; NaN for
                                     circuits without weights */
    igraph_real_t bits_node_data; /**< bits of the edges under the baseline without codes, which
                                       sees node data only */
    igraph_real_t bits_erdos_renyi;
    igraph_real_t bits_dyad;
    igraph_real_t auc;               /**< edge AUC of the reconstruction, at posterior means */
    igraph_real_t auc_node_data;     /**< edge AUC of the baseline without codes */
    igraph_integer_t shared_neurons; /**< neurons that also occur in training circuits */
    /** names that also occur in training circuits, where no file states its connectome */
    igraph_integer_t coinciding_neurons;
    igraph_integer_t identified_neurons; /**< neurons that have an identity across connectomes */
    igraph_integer_t known_identities;   /**< identified ones whose identity training has */
    igraph_integer_t estimated; /**< circuits whose pairs are drawn, because they are large */
    igraph_real_t bits_error;   /**< standard error of bits_total and bits_edges; 0: exact */
    igraph_real_t bits_node_data_error; /**< standard error of bits_node_data */
    igraph_real_t auc_error;            /**< standard error of auc */
    igraph_real_t auc_node_data_error;  /**< standard error of auc_node_data */
} latigraph_evaluation_t;

/** Options of an evaluation. */
typedef struct {
    igraph_integer_t samples; /**< posterior samples per circuit, at least 1 */
    igraph_integer_t refine;  /**< steps of gradient descent on the codes of each circuit's neurons,
                                 from the encoder's guess; 0: the guess itself */
    igraph_integer_t threads; /**< number of threads; results do not depend on it */
    igraph_uint_t seed;       /**< seed of the posterior samples */
} latigraph_evaluate_options_t;

/** Sets 4 samples, 100 steps, 1 thread and a seed drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_evaluate_options_init(latigraph_evaluate_options_t *options);

/**
 * Estimates the bits that a model needs for circuits, and its edge AUC. \p per_circuit (may be
 * NULL) gets one row per circuit with the ten values from bits_total to auc_node_data, in the order
 * of \ref latigraph_evaluation_t.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_evaluate(const latigraph_model_t *model,
                                                   const latigraph_circuit_list_t *circuits,
                                                   const latigraph_evaluate_options_t *options,
                                                   latigraph_evaluation_t *evaluation,
                                                   igraph_matrix_t *per_circuit);

/**
 * Means of the columns of \p figures (one row per circuit) with 95 % intervals that account for
 * shared neurons. \p intervals gets one row per column of \p figures: mean, low end, high end.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_mean_intervals(const latigraph_circuit_list_t *circuits,
                                                         const igraph_matrix_t *figures,
                                                         igraph_uint_t seed,
                                                         igraph_matrix_t *intervals,
                                                         igraph_real_t *effective);
/** Does the same for circuits that are dependent by neuron, by animal or by identity. */
LATIGRAPH_EXPORT igraph_error_t latigraph_mean_intervals_by(
    const latigraph_circuit_list_t *circuits, const igraph_matrix_t *figures,
    latigraph_split_by_t by, igraph_uint_t seed, igraph_matrix_t *intervals,
    igraph_real_t *effective);

/** One point of the rate–distortion curve: means over circuits. */
typedef struct {
    igraph_real_t kl_weight;  /**< weight of the KL divergence of the node codes; infinite: node
                                 codes at  their prior */
    igraph_real_t bits_codes; /**< KL of the circuit's code and of the node codes together: the
                                   rate */
    igraph_real_t bits_code;  /**< KL divergence of the circuit's code z */
    igraph_real_t bits_nodes; /**< KL divergence of the node codes u */
    igraph_real_t bits_edges; /**< −log2 P(edges | z, u, node data) */
    igraph_real_t bits_total; /**< codes and edges together: the negative ELBO */
    igraph_real_t auc;        /**< edge AUC of the reconstruction, at posterior means */
} latigraph_curve_point_t;

/**
 * Number of points of a curve with these KL weights (NULL: the default ones): one per weight, and
 * the prior.
 */
LATIGRAPH_EXPORT igraph_integer_t latigraph_curve_size(const igraph_vector_t *weights);

/**
 * Traces the rate–distortion curve. \p points holds latigraph_curve_size() entries. \p per_circuit
 * (may be NULL) gets one row per circuit. For each point it holds the bits of the circuit's code,
 * of the node codes and of the edges, and the AUC.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_curve(const latigraph_model_t *model,
                                                const latigraph_circuit_list_t *circuits,
                                                const igraph_vector_t *weights,
                                                const latigraph_evaluate_options_t *options,
                                                latigraph_curve_point_t *points,
                                                igraph_matrix_t *per_circuit);

/**
 * Largest AUC on the curve at no more than \p bits of codes, by linear interpolation between
 * points. The result is NaN if every point needs more bits.
 */
LATIGRAPH_EXPORT igraph_real_t latigraph_curve_auc(const latigraph_curve_point_t *points,
                                                   igraph_integer_t count, igraph_real_t bits);

/**
 * An estimate with its 95 % bootstrap interval and the noise floor between halves of the real
 * circuits.
 */
typedef struct {
    igraph_real_t value;
    igraph_real_t low, high; /**< ends of the interval; NaN if circuits share too many neurons
                                  for one */
    igraph_real_t floor;     /**< the same quantity between two halves of the real circuits, mean
                                  over divisions */
    igraph_real_t matched;   /**< the first of these halves against as many generated circuits as
                                  the second has: compare it with the floor */
} latigraph_estimate_t;

/**
 * Difference of one property between real and generated circuits. Floors and matched values are
 * means of absolute values.
 */
typedef struct {
    igraph_integer_t real_count, generated_count; /**< circuits for which the property is defined */
    igraph_real_t real_mean, real_sd;
    igraph_real_t generated_mean, generated_sd;
    latigraph_estimate_t error;  /**< difference of the means / |real mean|, signed */
    latigraph_estimate_t spread; /**< SD over circuits, generated / real − 1 */
    latigraph_estimate_t shift;  /**< difference of the means in SDs of the real circuits */
    latigraph_estimate_t ks;     /**< Kolmogorov–Smirnov distance */
} latigraph_property_likeness_t;

/** Similarity of a set of generated circuits to a set of real ones. */
typedef struct {
    igraph_integer_t real, generated;    /**< number of circuits */
    igraph_real_t effective;             /**< effective number of independent real circuits, given
                                              their shared neurons */
    latigraph_estimate_t relative_error; /**< median over the properties that both sets have */
    latigraph_estimate_t shift;          /**< mean absolute value over properties */
    latigraph_estimate_t ks;             /**< mean over properties */
    latigraph_estimate_t out_degree_ks;  /**< KS distance of the pooled out-degrees of all
                                              neurons */
    latigraph_estimate_t in_degree_ks;   /**< KS distance of the pooled in-degrees of all
                                              neurons */
    latigraph_estimate_t triad_correlation; /**< correlation of mean ln(1 + count) over the 16
                                                 classes */
    latigraph_estimate_t triad_difference;  /**< mean difference of mean ln(1 + count) over the
                                                 16 classes */
    latigraph_estimate_t mmd;               /**< squared maximum mean discrepancy, unbiased */
    igraph_real_t mmd_p;                    /**< permutation p-value of the MMD */
    latigraph_estimate_t discrepancy; /**< lower bound on the Jensen–Shannon distance, 0 to 1 */
    latigraph_estimate_t discrepancy_unseen; /**< the same bound, with circuits that share
                                                  neurons in one fold */
    igraph_real_t real_triads[16];           /**< mean count of each class, in the order of
                                                  igraph_triad_census() */
    igraph_real_t generated_triads[16];
} latigraph_likeness_t;

/**
 * Compares generated circuits with real ones. With \p paired, generated circuit i belongs to real
 * circuit i modulo their number. \p properties is NULL or holds latigraph_property_compared_count()
 * entries.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_likeness(const latigraph_circuit_list_t *real,
                                                   const latigraph_circuit_list_t *generated,
                                                   igraph_bool_t paired, igraph_uint_t seed,
                                                   igraph_integer_t threads,
                                                   latigraph_likeness_t *likeness,
                                                   latigraph_property_likeness_t *properties);

/** How two sets of circuits are compared. */
typedef struct {
    igraph_bool_t paired;          /**< generated circuit i belongs to real circuit i modulo their
                                        number */
    igraph_bool_t size_free;       /**< compare measures that do not depend on sizes */
    igraph_bool_t fine;            /**< also compare fine descriptors; not with size_free */
    latigraph_split_by_t split_by; /**< reason why circuits are dependent in intervals and folds */
    igraph_integer_t threads;      /**< number of threads; results do not depend on it */
    igraph_uint_t seed;            /**< seed of folds, halves, resamples and exchanges */
} latigraph_likeness_options_t;

/** Sets the defaults: no pairs, properties of the table, a split by neuron, one thread and a seed
 *  drawn from igraph's default generator. */
LATIGRAPH_EXPORT void latigraph_likeness_options_init(latigraph_likeness_options_t *options);

/** Compares as the options say. \p properties is NULL or holds an entry per measure. */
LATIGRAPH_EXPORT igraph_error_t latigraph_likeness_with(const latigraph_circuit_list_t *real,
                                                        const latigraph_circuit_list_t *generated,
                                                        const latigraph_likeness_options_t *options,
                                                        latigraph_likeness_t *likeness,
                                                        latigraph_property_likeness_t *properties);

/**
 * Compares by measures that do not depend on the numbers of neurons and edges. \p properties is
 * NULL or holds latigraph_size_free_count() entries.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_likeness_size_free(
    const latigraph_circuit_list_t *real, const latigraph_circuit_list_t *generated,
    igraph_bool_t paired, igraph_uint_t seed, igraph_integer_t threads,
    latigraph_likeness_t *likeness, latigraph_property_likeness_t *properties);
/** Number of measures that do not depend on the numbers of neurons and edges. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_size_free_count(void);
/** Name of such a measure, or NULL. */
LATIGRAPH_EXPORT const char *latigraph_size_free_name(igraph_integer_t i);
/** Number of fine descriptors, by which circuits are compared on request. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_fine_count(void);
/** Name of a fine descriptor, or NULL. */
LATIGRAPH_EXPORT const char *latigraph_fine_name(igraph_integer_t i);

/** Shares of generated circuits that are new and that are distinct. */
typedef struct {
    igraph_real_t novelty;       /**< share that is neither a copy of a real circuit nor near one */
    igraph_real_t uniqueness;    /**< number of distinct generated circuits over that of all */
    igraph_real_t copies;        /**< share that is a permuted copy of a real circuit */
    igraph_real_t near;          /**< share that is no copy, but nearer to a real circuit than real
                                      ones are to each other */
    igraph_real_t real_novelty;  /**< share of real circuits that are novel among the others */
    igraph_real_t real_distance; /**< least distance of two real circuits that are no copies; NaN
                                      if all are copies */
    igraph_integer_t first_copy; /**< index of the first generated circuit that is a copy, or −1 */
} latigraph_novelty_t;

/**
 * Finds copies of real circuits among generated ones. \p distance and \p nearest (both may be
 * NULL) get the distance of each generated circuit from the nearest real one, and its index.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_novelty(const latigraph_circuit_list_t *real,
                                                  const latigraph_circuit_list_t *generated,
                                                  igraph_integer_t threads,
                                                  latigraph_novelty_t *novelty,
                                                  igraph_vector_t *distance,
                                                  igraph_vector_int_t *nearest);

/** Bits of the edges of a circuit under a fitted Erdős–Rényi model (one density). */
LATIGRAPH_EXPORT igraph_real_t latigraph_bits_erdos_renyi(const latigraph_circuit_t *circuit);
/**
 * Bits of the edges of a circuit under a fitted dyad model (shares of mutual, one-way and empty
 * dyads).
 */
LATIGRAPH_EXPORT igraph_real_t latigraph_bits_dyad(const latigraph_circuit_t *circuit);

LATIGRAPH_END_C

#endif
