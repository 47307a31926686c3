/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LESION_H
#define LATIGRAPH_LESION_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/** Parts of circuits that a lesion takes out one at a time. */
typedef enum {
    LATIGRAPH_PARTS_VERTICES, /**< neurons, by their names */
    LATIGRAPH_PARTS_EDGES,    /**< edges, by the names of their ends */
    LATIGRAPH_PARTS_TYPES     /**< all neurons of a type */
} latigraph_parts_kind_t;

/** Ways to find the effects of parts. */
typedef enum {
    LATIGRAPH_LESION_EXACT, /**< each part is taken out, and the score is measured again */
    LATIGRAPH_LESION_SLOPES /**< the score to first order, at once for all parts */
} latigraph_lesion_method_t;

/** Options of a study of lesions. */
typedef struct {
    latigraph_parts_kind_t parts;
    latigraph_lesion_method_t method;
    igraph_integer_t property;             /**< the score, by latigraph_property_find_with() */
    const latigraph_callback_list_t *user; /**< properties of the user; NULL: none */
    const char *type;            /**< categorical column with the types; NULL: "type" or the first
                                      one */
    igraph_bool_t silence;       /**< neurons lose their edges and stay in the circuit */
    igraph_real_t share;         /**< share of the score that the set of parts is to cost */
    igraph_integer_t set_max;    /**< largest number of parts of the set; 0: no set is sought */
    igraph_integer_t candidates; /**< parts with the largest effects that each step tries; 0: all */
    igraph_integer_t random;     /**< number of random and of matched sets; 0: none */
    igraph_integer_t parts_max;  /**< more parts are refused, unless effects are slopes */
    igraph_integer_t compared;   /**< slopes: parts that are taken out exactly as well */
    igraph_uint_t seed;          /**< seed of the random sets */
} latigraph_lesion_options_t;

/** Sets vertices, the property of index 0, half of the score, sets of up to 10 of 50 candidates, 99
 *  random sets, 2000 parts, exact effects, 50 compared parts and a seed drawn from igraph's default
 * generator. */
LATIGRAPH_EXPORT void latigraph_lesion_options_init(latigraph_lesion_options_t *options);

/** Sets of as many neurons or edges as the costly set has. */
typedef struct {
    igraph_integer_t sets; /**< number of sets */
    igraph_real_t cost;    /**< mean cost; NaN without sets */
    igraph_real_t sd;      /**< SD of their costs */
    igraph_real_t most;    /**< greatest of their costs */
    igraph_real_t degree;  /**< mean degree of their neurons, or degree product of their edges */
    igraph_real_t p;       /**< share of sets, the costly one included, that cost as much as it */
} latigraph_lesion_control_t;

/** Result of a study of lesions: P parts, C circuits, G groups of parts, K parts of the set. */
typedef struct {
    igraph_vector_t score;       /**< (C) score of each whole circuit */
    igraph_real_t mean, sd;      /**< mean and SD of these; the SD is NaN for one circuit */
    igraph_strvector_t parts;    /**< (P) names */
    igraph_vector_t effect;      /**< (P) mean change of the score without the part */
    igraph_vector_t relative;    /**< (P) effect over the mean score; NaN if that is 0 */
    igraph_vector_t in_sd;       /**< (P) effect over the SD of the score */
    igraph_vector_t error;       /**< (P) standard error over circuits; NaN for one circuit */
    igraph_vector_t lost;        /**< (P) circuits whose score is not defined without the part */
    igraph_vector_t circuits;    /**< (P) circuits that have the part */
    igraph_vector_t degree;      /**< (P) mean degree of neurons, or degree product of an edge */
    igraph_vector_t rank;        /**< (P) 1 for the largest absolute effect */
    igraph_vector_t exact;       /**< slopes: (P) exact effect, NaN of parts that were not taken
                                      out; otherwise empty */
    igraph_real_t agreement;     /**< slopes: correlation of both over the parts with both */
    igraph_strvector_t groups;   /**< (G) types, or pairs of types of the ends of edges */
    igraph_vector_t group_parts; /**< (G) number of parts */
    igraph_vector_t group_effect, group_error; /**< (G) mean effect, and its standard error */
    igraph_strvector_t set;   /**< (K) parts of the set, in the order of their choice */
    igraph_vector_t cost;     /**< (K) cost of the first 1, 2, ... parts: the change of the mean
                                   score over its absolute value, without sign */
    igraph_bool_t reached;    /**< whether the set costs the share that was asked for */
    igraph_real_t set_degree; /**< mean degree of the set */
    latigraph_lesion_control_t random, matched;
} latigraph_lesion_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_lesion_init(latigraph_lesion_t *lesion);
LATIGRAPH_EXPORT void latigraph_lesion_destroy(latigraph_lesion_t *lesion);

/** Takes out one part after another, then a set of parts, and measures the score. */
LATIGRAPH_EXPORT igraph_error_t latigraph_lesion(const latigraph_circuit_list_t *circuits,
                                                 const latigraph_lesion_options_t *options,
                                                 latigraph_lesion_t *lesion);

LATIGRAPH_END_C

#endif
