/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "function/tasks.h"

#include <string.h>

static const latigraph_score_info_t TABLE[SCORES] = {
    [SCORE_MEMORY] = {.name = "memory-capacity",
                      .definition = "How many past inputs are in the states: the sum over delays 0 "
                                    "to n - 1 of the share of the variance of noise, so many steps "
                                    "ago, that is read out.",
                      .unit = "inputs",
                      .source = "Jaeger, GMD report 152 (2001); Dambre, Verstraeten, Schrauwen, "
                                "Massar, Sci. Rep. 2:514 (2012)",
                      .why = "How long a circuit holds what it was told: short-term memory."},
    [SCORE_NONLINEAR] =
        {.name = "nonlinear-capacity",
         .definition = "How many products of two (of the last 20) and of three (of the last 8) "
                       "inputs are in the states: the sum of the shares of variance read out, over "
                       "330 products of Legendre polynomials.",
         .unit = "products",
         .source = "Dambre, Verstraeten, Schrauwen, Massar, Sci. Rep. 2:514 (2012), degrees 2 and 3",
         .why = "How much a circuit computes with what it remembers."},
    [SCORE_NARMA] = {.name = "narma10",
                     .definition = "Error of NARMA-10, a series that depends on the last ten "
                                   "inputs and outputs: root mean square over the series' SD.",
                     .unit = "SD",
                     .source = "Atiya and Parlos, IEEE Trans. Neural Netw. 11:697 (2000)",
                     .why = "Memory and nonlinearity at once; the usual test of reservoirs.",
                     .less = 1},
    [SCORE_MACKEY_GLASS] =
        {.name = "mackey-glass",
         .definition = "Error of a forecast of the Mackey-Glass series, delay 17, 84 units of time "
                       "ahead: root mean square over the series' SD.",
         .unit = "SD",
         .source = "Mackey and Glass, Science 197:287 (1977); Jaeger and Haas, Science 304:78 "
                   "(2004)",
         .why = "How far ahead a circuit sees in a mildly chaotic world.",
         .less = 1},
    [SCORE_MACKEY_GLASS_TIME] =
        {.name = "mackey-glass-time",
         .definition = "How long the circuit, fed with its own forecasts, stays within 0.4 SD of "
                       "the Mackey-Glass series: mean of 20 runs, cut at 400 steps.",
         .unit = "Lyapunov times",
         .source = "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)",
         .why = "Whether a circuit holds a model of the world that runs on by itself."},
    [SCORE_LORENZ] = {.name = "lorenz",
                      .definition = "Error of a forecast of the Lorenz system 0.5 units of time "
                                    "ahead: root mean square over the SD, of its three coordinates.",
                      .unit = "SD",
                      .source = "Lorenz, J. Atmos. Sci. 20:130 (1963)",
                      .why = "How far ahead a circuit sees in a strongly chaotic world.",
                      .less = 1},
    [SCORE_LORENZ_TIME] =
        {.name = "lorenz-time",
         .definition = "How long the circuit, fed with its own forecasts, stays within 0.4 SD of "
                       "the Lorenz system: mean of 20 runs, cut at 400 steps.",
         .unit = "Lyapunov times",
         .source = "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)",
         .why = "Whether a circuit holds a model of the world that runs on by itself."},
    [SCORE_SINE_SQUARE] = {.name = "sine-square",
                           .definition = "Share of steps at which noisy sine and square waves are "
                                         "told apart.",
                           .unit = "",
                           .source = "Paquot et al., Sci. Rep. 2:287 (2012), with noise of SD 0.3",
                           .why = "Recognition of a pattern in time."},
    [SCORE_DELAYED_XOR] =
        {.name = "delayed-xor",
         .definition = "Share of steps at which the exclusive or of two successive bits, d and d + "
                       "1 steps ago, is told: mean over d = 1 to 6.",
         .unit = "",
         .source = "Bertschinger and Natschlaeger, Neural Comput. 16:1413 (2004)",
         .why = "The simplest decision that no linear circuit can take, from memory."},
    [SCORE_DECISION] =
        {.name = "decision",
         .definition = "Share of trials in which the sign of 20 steps of noisy evidence, of three "
                       "strengths, is told from the state at their end.",
         .unit = "",
         .source = "Britten, Shadlen, Newsome, Movshon, J. Neurosci. 12:4745 (1992)",
         .why = "Perceptual decision: evidence is to be summed over time."},
};

/**
 * \function latigraph_score_count
 * \brief The number of scores of circuits as reservoirs.
 *
 * \return The number of rows of the table of scores.
 *
 * Time complexity: O(1).
 */
igraph_integer_t latigraph_score_count(void) {
    return SCORES;
}

/**
 * \function latigraph_score_info
 * \brief Name, definition, unit, source and use of a score.
 *
 * \param i Index of the score, 0 .. \ref latigraph_score_count() − 1.
 * \return The description, which lives as long as the library, or \c NULL.
 *
 * Time complexity: O(1).
 */
const latigraph_score_info_t *latigraph_score_info(igraph_integer_t i) {
    return i >= 0 && i < SCORES ? &TABLE[i] : NULL;
}

/**
 * \function latigraph_score_find
 * \brief Finds a score by its name.
 *
 * \param name The name, e.g. "memory-capacity"; "memory_capacity", as its operation is called, is
 *    found, too.
 * \return The index of the score, or −1 if there is none of this name.
 *
 * Time complexity: O(number of scores).
 */
igraph_integer_t latigraph_score_find(const char *name) {
    char *canonical = g_strdelimit(g_strdup(name != NULL ? name : ""), "_", '-');
    igraph_integer_t found = -1;
    for (int i = 0; i < SCORES && found < 0; i++) {
        found = strcmp(TABLE[i].name, canonical) == 0 ? i : -1;
    }
    g_free(canonical);
    return found;
}
