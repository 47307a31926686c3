/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Chains as callers see them: what is kept, read from a text, and a chain that can be run on and
 * turned into circuits.
 */
#include "base/memory.h"
#include "surrogate/surrogates.h"

#include <string.h>

struct latigraph_surrogate_chain_t {
    const latigraph_circuit_t *circuit;
    latigraph_plan_t plan;
    latigraph_state_t state;
    guint64 seed;
};

/**
 * \function latigraph_constraints_init
 * \brief Sets what surrogates keep by default: degrees and reciprocity.
 *
 * That is each neuron's out-degree, in-degree and number of mutual partners. The other fields are
 * 10 bins of distance and a tolerance of 0.002.
 *
 * \param keep Gets the defaults.
 *
 * Time complexity: O(1).
 *
 * Example: keep the edges among types as well.
 * \verbatim
 *   latigraph_constraints_t keep;
 *   latigraph_constraints_init(&keep);
 *   keep.types = LATIGRAPH_TYPES_NEURONS;
 * \endverbatim
 */
void latigraph_constraints_init(latigraph_constraints_t *keep) {
    *keep = (latigraph_constraints_t){
        .degrees = true, .reciprocity = true, .bins = 10, .tolerance = 0.002};
}

static const char *const statistics[LATIGRAPH_TILTS] = {
    [LATIGRAPH_TILT_RECIPROCITY] = "reciprocity",
    [LATIGRAPH_TILT_TRANSITIVITY] = "transitivity",
    [LATIGRAPH_TILT_LOCAL_CLUSTERING] = "local-clustering",
    [LATIGRAPH_TILT_FEED_FORWARD] = "feed-forward",
    [LATIGRAPH_TILT_CYCLIC] = "cyclic",
    [LATIGRAPH_TILT_TRIANGLES] = "triangles",
    [LATIGRAPH_TILT_DAMPED_CLUSTERING] = "damped-clustering",
    [LATIGRAPH_TILT_SHARED_PARTNERS] = "shared-partners",
    [LATIGRAPH_TILT_TRIAD_030T] = "triad-030T",
    [LATIGRAPH_TILT_TRIAD_030C] = "triad-030C",
    [LATIGRAPH_TILT_TRIAD_120D] = "triad-120D",
    [LATIGRAPH_TILT_TRIAD_120U] = "triad-120U",
    [LATIGRAPH_TILT_TRIAD_120C] = "triad-120C",
    [LATIGRAPH_TILT_TRIAD_210] = "triad-210",
    [LATIGRAPH_TILT_TRIAD_300] = "triad-300"};

/* Returns a statistic that can be tilted, or −1. */
static int find_statistic(const char *name) {
    for (int s = 0; s < LATIGRAPH_TILTS; s++) {
        if (strcmp(statistics[s], name) == 0) {
            return s;
        }
    }
    return -1;
}

/**
 * \function latigraph_tilt_name
 * \brief Returns the name of a statistic that surrogates can keep in the mean.
 *
 * \param statistic The statistic.
 * \return The name, which is that of the property; NULL if there is no such statistic.
 *
 * Time complexity: O(1).
 *
 * Example: the names of all of them.
 * \verbatim
 *   for (int s = 0; s < LATIGRAPH_TILTS; s++) {
 *       puts(latigraph_tilt_name((latigraph_tilt_t)s));
 *   }
 * \endverbatim
 */
const char *latigraph_tilt_name(latigraph_tilt_t statistic) {
    return (int)statistic >= 0 && statistic < LATIGRAPH_TILTS ? statistics[statistic] : NULL;
}

/* Sets one of the quantities that are kept, or returns false if the word is none. */
static gboolean keep_word(latigraph_constraints_t *keep, const char *word) {
    if (strcmp(word, "degrees") == 0) {
        keep->degrees = true;
    } else if (strcmp(word, "reciprocity") == 0) {
        keep->reciprocity = true;
    } else if (strcmp(word, "dyads") == 0) {
        keep->reciprocity = true;
    } else if (strcmp(word, "types") == 0) {
        keep->types = MAX(keep->types, LATIGRAPH_TYPES_TOTALS);
    } else if (strcmp(word, "types=neuron") == 0) {
        keep->types = LATIGRAPH_TYPES_NEURONS;
    } else if (strcmp(word, "distance") == 0) {
        keep->distance = true;
    } else if (strcmp(word, "triangles") == 0) {
        keep->triangles = MAX(keep->triangles, LATIGRAPH_TRIANGLES_TOTAL);
    } else if (strcmp(word, "triangles=class") == 0) {
        keep->triangles = LATIGRAPH_TRIANGLES_CLASSES;
    } else if (g_str_has_prefix(word, "tilt=")) {
        const int statistic = find_statistic(word + strlen("tilt="));
        keep->tilt |= statistic >= 0 ? (igraph_uint_t)1 << statistic : 0;
        return statistic >= 0;
    } else {
        return strcmp(word, "edges") == 0;
    }
    return TRUE;
}

const char *latigraph_constraints_read(latigraph_constraints_t *keep, const char *text,
                                       char word[LATIGRAPH_KEPT_WORD]) {
    keep->degrees = keep->reciprocity = keep->distance = false;
    keep->types = LATIGRAPH_TYPES_FREE;
    keep->triangles = LATIGRAPH_TRIANGLES_FREE;
    keep->tilt = 0;
    for (const char *begin = text; *begin != '\0';) {
        const size_t length = strcspn(begin, ",");
        if (length > 0) {
            g_strlcpy(word, begin, MIN(length + 1, LATIGRAPH_KEPT_WORD));
            if (length >= LATIGRAPH_KEPT_WORD || !keep_word(keep, g_strstrip(word))) {
                return word;
            }
        }
        begin += length + (begin[length] == ',');
    }
    return NULL;
}

/**
 * \function latigraph_constraints_parse
 * \brief Reads what surrogates keep from a text.
 *
 * The text is a list of words with commas between them, in any order. "edges" is always kept.
 * "dyads" keeps the numbers of mutual and one-way pairs, "degrees" the degrees of each neuron, and
 * "degrees,reciprocity" each neuron's one-way and mutual degrees. "types", "types=neuron",
 * "distance", "triangles" and "triangles=class" are kept together with degrees, and so is the mean
 * of a statistic, "tilt=NAME", with a name of \ref latigraph_tilt_name().
 *
 * \param keep Its quantities are set; type, bins and tolerance are left as they are.
 * \param text The text, such as "degrees,reciprocity,types".
 * \return Error code: \c IGRAPH_EINVAL, a word is none of these, or needs degrees.
 *
 * Time complexity: O(length of the text).
 *
 * Example: keep degrees and the lengths of edges.
 * \verbatim
 *   latigraph_constraints_t keep;
 *   latigraph_constraints_init(&keep);
 *   latigraph_constraints_parse(&keep, "degrees,distance");
 * \endverbatim
 */
igraph_error_t latigraph_constraints_parse(latigraph_constraints_t *keep, const char *text) {
    latigraph_constraints_t read = *keep;
    char word[LATIGRAPH_KEPT_WORD];
    if (latigraph_constraints_read(&read, text, word) != NULL) {
        IGRAPH_ERRORF(
            "\"%s\" is nothing that surrogates can keep; choose from edges, dyads, degrees, "
            "reciprocity, types, types=neuron, distance, triangles, triangles=class and "
            "tilt= with a statistic.",
            IGRAPH_EINVAL, word);
    }
    *keep = read;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_surrogate_chain_create
 * \brief Makes a Markov chain over all graphs that keep quantities of a circuit.
 *
 * The chain begins at the circuit itself. Every step has an inverse that is drawn with the same
 * probability, so that in the long run all graphs that it can reach are equally likely. With
 * degrees alone it reaches all graphs. With more quantities it may not; p-values from
 * exchangeable states are valid all the same.
 *
 * \param chain Gets the chain; free it with \ref latigraph_surrogate_chain_destroy().
 * \param circuit The circuit, n neurons and m edges, which must exist as long as the chain.
 * \param keep What to keep.
 * \param seed Seed of the random numbers.
 * \return Error code: \c IGRAPH_EINVAL, what is to be kept needs data that the circuit lacks.
 *    \c IGRAPH_ENOMEM, not enough memory: the chain takes 24 m bytes, and n² / 8 up to 23,000
 *    neurons or at most 16 m above.
 *
 * Time complexity: O(n log n + m log m).
 *
 * Example: a circuit after ten steps per edge.
 * \verbatim
 *   latigraph_surrogate_chain_t *chain;
 *   latigraph_circuit_t *surrogate;
 *   latigraph_constraints_t keep;
 *   latigraph_constraints_init(&keep);
 *   latigraph_surrogate_chain_create(&chain, circuit, &keep, 1);
 *   latigraph_surrogate_chain_run(chain, 10 * latigraph_circuit_ecount(circuit));
 *   latigraph_surrogate_chain_circuit(chain, &surrogate);
 *   latigraph_surrogate_chain_destroy(chain);
 *   latigraph_circuit_destroy(surrogate);
 * \endverbatim
 */
igraph_error_t latigraph_surrogate_chain_create(latigraph_surrogate_chain_t **chain,
                                                const latigraph_circuit_t *circuit,
                                                const latigraph_constraints_t *keep,
                                                igraph_uint_t seed) {
    latigraph_surrogate_chain_t *made = g_try_new0(latigraph_surrogate_chain_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_surrogate_chain_destroy, made);
    made->circuit = circuit;
    made->seed = (guint64)seed;
    if (keep->tilt != 0) {
        IGRAPH_ERROR("A single chain has no multipliers of tilted statistics; use "
                     "latigraph_surrogates().",
                     IGRAPH_EINVAL);
    }
    IGRAPH_CHECK(latigraph_plan_init(&made->plan, circuit, keep));
    IGRAPH_CHECK(latigraph_state_init(&made->state, &made->plan, LATIGRAPH_PAIRS_BY_SIZE));
    latigraph_state_start(&made->state, made->seed, 0);
    IGRAPH_FINALLY_CLEAN(1);
    *chain = made;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_surrogate_chain_destroy
 * \brief Frees a chain.
 *
 * \param chain The chain, or NULL.
 *
 * Time complexity: O(1).
 */
void latigraph_surrogate_chain_destroy(latigraph_surrogate_chain_t *chain) {
    if (chain != NULL) {
        latigraph_state_destroy(&chain->state);
        latigraph_plan_destroy(&chain->plan);
        g_free(chain);
    }
}

/**
 * \function latigraph_surrogate_chain_run
 * \brief Takes steps of a chain.
 *
 * Steps that are refused count. Without degrees to keep, any number of steps draws a graph that
 * does not depend on the present one.
 *
 * \param chain The chain.
 * \param steps Number of steps, at least 0.
 * \return Error code: \c IGRAPH_EINVAL, a negative number. \c IGRAPH_INTERRUPTED; the chain is in
 *    a valid state then.
 *
 * Time complexity: O(steps).
 *
 * Example: see \ref latigraph_surrogate_chain_create().
 */
igraph_error_t latigraph_surrogate_chain_run(latigraph_surrogate_chain_t *chain,
                                             igraph_integer_t steps) {
    if (steps < 0) {
        IGRAPH_ERRORF("The number of steps is at least 0, got %" IGRAPH_PRId ".", IGRAPH_EINVAL,
                      steps);
    }
    while (steps > 0) {
        const igraph_integer_t some = latigraph_state_some(&chain->state, steps);
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_state_run(&chain->state, some);
        steps -= some;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_surrogate_chain_circuit
 * \brief Makes a circuit of the present state of a chain.
 *
 * Neurons keep their data. A weight stays with the sender of its edge.
 *
 * \param chain The chain.
 * \param circuit Gets the circuit; free it with \ref latigraph_circuit_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(n + m log m).
 *
 * Example: see \ref latigraph_surrogate_chain_create().
 */
igraph_error_t latigraph_surrogate_chain_circuit(const latigraph_surrogate_chain_t *chain,
                                                 latigraph_circuit_t **circuit) {
    return latigraph_state_circuit(&chain->state, chain->circuit, chain->circuit->name,
                                   LATIGRAPH_SURROGATE_WEIGHTS_SENDER, 0, 0, circuit);
}
