/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_SCORES_H
#define LATIGRAPH_FUNCTION_SCORES_H

/* The scores of circuits as reservoirs: row(id, operation, name, unit, definition, source, why,
 * whether less is better). Each score is also an operation, and so a property. */
/* clang-format off */
#define LATIGRAPH_SCORES(row) \
    row(MEMORY, memory_capacity, "memory-capacity", "inputs", \
        "Number of past inputs that can be read from the states: sum over delays 0 to " \
        "n - 1 of the share of the variance of the delayed noise that the readout explains.", \
        "Jaeger, GMD report 152 (2001); Dambre, Verstraeten, Schrauwen, Massar, Sci. " \
        "Rep. 2:514 (2012)", \
        "Short-term memory: how many steps a circuit remembers its input.", 0) \
    row(NONLINEAR, nonlinear_capacity, "nonlinear-capacity", "products", \
        "Number of products of past inputs that can be read from the states: sum of the " \
        "explained shares of variance over 330 products of Legendre polynomials, of two of " \
        "the last 20 inputs or three of the last 8.", \
        "Dambre, Verstraeten, Schrauwen, Massar, Sci. Rep. 2:514 (2012), degrees 2 " \
        "and 3", \
        "How much nonlinear computation a circuit performs on remembered inputs.", 0) \
    row(NARMA, narma10, "narma10", "SD", \
        "Error of a prediction of NARMA-10, a series that depends on the last ten inputs " \
        "and outputs: root mean square over the SD of the series. Lower is better.", \
        "Atiya and Parlos, IEEE Trans. Neural Netw. 11:697 (2000)", \
        "Memory and nonlinearity together: the standard benchmark of reservoirs.", 1) \
    row(MACKEY_GLASS, mackey_glass, "mackey-glass", "SD", \
        "Error of a forecast of the Mackey-Glass series, delay 17, 84 units of time " \
        "ahead: root mean square over the SD of the series. Lower is better.", \
        "Mackey and Glass, Science 197:287 (1977); Jaeger and Haas, Science 304:78 " \
        "(2004)", \
        "How well a circuit predicts a weakly chaotic signal.", 1) \
    row(MACKEY_GLASS_TIME, mackey_glass_time, "mackey-glass-time", "Lyapunov times", \
        "Time for which a circuit that receives its own forecasts as input stays within " \
        "0.4 SD of the Mackey-Glass series: mean of 20 runs of at most 400 steps.", \
        "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)", \
        "Whether a circuit contains a model of the signal that runs without input.", 0) \
    row(LORENZ, lorenz, "lorenz", "SD", \
        "Error of a forecast of the three coordinates of the Lorenz system, 0.2 units of " \
        "time ahead: root mean square over the SD. Lower is better.", \
        "Lorenz, J. Atmos. Sci. 20:130 (1963)", \
        "How well a circuit predicts a strongly chaotic signal.", 1) \
    row(LORENZ_TIME, lorenz_time, "lorenz-time", "Lyapunov times", \
        "Time for which a circuit that receives its own forecasts as input stays within " \
        "0.4 SD of the Lorenz system: mean of 20 runs of at most 400 steps.", \
        "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)", \
        "Whether a circuit contains a model of the signal that runs without input.", 0) \
    row(SINE_SQUARE, sine_square, "sine-square", "", \
        "Share of steps at which the readout classifies noisy sine and square waves correctly.", \
        "Paquot et al., Sci. Rep. 2:287 (2012), with noise of SD 0.3", \
        "Recognition of a temporal pattern.", 0) \
    row(DELAYED_XOR, delayed_xor, "delayed-xor", "", \
        "Share of steps at which the readout gives the exclusive or of the bits d and " \
        "d + 1 steps ago: mean over d = 1 to 15.", \
        "Bertschinger and Natschlaeger, Neural Comput. 16:1413 (2004)", \
        "The simplest decision on remembered inputs that no linear circuit can make.", 0) \
    row(DECISION, decision, "decision", "", \
        "Efficiency of decisions on 50 steps of noisy evidence: share of the variance of the " \
        "summed evidence that the readout explains at the end of a trial, which is the ratio of " \
        "its squared d' to that of an ideal observer.", \
        "Britten, Shadlen, Newsome, Movshon, J. Neurosci. 12:4745 (1992); Tanner and Birdsall, " \
        "J. Acoust. Soc. Am. 30:922 (1958)", \
        "Perceptual decision: the circuit has to sum evidence over time.", 0)
/* clang-format on */

#define LATIGRAPH_SCORE_ID(id, ...) SCORE_##id,
typedef enum { LATIGRAPH_SCORES(LATIGRAPH_SCORE_ID) SCORES } latigraph_function_score_t;
#undef LATIGRAPH_SCORE_ID

#endif
