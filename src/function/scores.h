/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTION_SCORES_H
#define LATIGRAPH_FUNCTION_SCORES_H

/* The scores of circuits as reservoirs: row(id, operation, name, unit, definition, source, why,
 * whether less is better). Each is an operation, and so a property, as well. */
/* clang-format off */
#define LATIGRAPH_SCORES(row) \
    row(MEMORY, memory_capacity, "memory-capacity", "inputs", \
        "How many past inputs are in the states: the sum over delays 0 to n - 1 of " \
        "the share of the variance of noise, so many steps ago, that is read out.", \
        "Jaeger, GMD report 152 (2001); Dambre, Verstraeten, Schrauwen, Massar, Sci. " \
        "Rep. 2:514 (2012)", \
        "How long a circuit holds what it was told: short-term memory.", 0) \
    row(NONLINEAR, nonlinear_capacity, "nonlinear-capacity", "products", \
        "How many products of two (of the last 20) and of three (of the last 8) " \
        "inputs are in the states: the sum of the shares of variance read out, over " \
        "330 products of Legendre polynomials.", \
        "Dambre, Verstraeten, Schrauwen, Massar, Sci. Rep. 2:514 (2012), degrees 2 " \
        "and 3", \
        "How much a circuit computes with what it remembers.", 0) \
    row(NARMA, narma10, "narma10", "SD", \
        "Error of NARMA-10, a series that depends on the last ten inputs and outputs: " \
        "root mean square over the series' SD. Less is better.", \
        "Atiya and Parlos, IEEE Trans. Neural Netw. 11:697 (2000)", \
        "Memory and nonlinearity at once; the usual test of reservoirs.", 1) \
    row(MACKEY_GLASS, mackey_glass, "mackey-glass", "SD", \
        "Error of a forecast of the Mackey-Glass series, delay 17, 84 units of time " \
        "ahead: root mean square over the series' SD. Less is better.", \
        "Mackey and Glass, Science 197:287 (1977); Jaeger and Haas, Science 304:78 " \
        "(2004)", \
        "How far ahead a circuit sees in a mildly chaotic world.", 1) \
    row(MACKEY_GLASS_TIME, mackey_glass_time, "mackey-glass-time", "Lyapunov times", \
        "How long the circuit, fed with its own forecasts, stays within 0.4 SD of the " \
        "Mackey-Glass series: mean of 20 runs, cut at 400 steps.", \
        "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)", \
        "Whether a circuit holds a model of the world that runs on by itself.", 0) \
    row(LORENZ, lorenz, "lorenz", "SD", \
        "Error of a forecast of the Lorenz system 0.2 units of time ahead: root mean " \
        "square over the SD, of its three coordinates. Less is better.", \
        "Lorenz, J. Atmos. Sci. 20:130 (1963)", \
        "How far ahead a circuit sees in a strongly chaotic world.", 1) \
    row(LORENZ_TIME, lorenz_time, "lorenz-time", "Lyapunov times", \
        "How long the circuit, fed with its own forecasts, stays within 0.4 SD of the " \
        "Lorenz system: mean of 20 runs, cut at 400 steps.", \
        "Pathak, Hunt, Girvan, Lu, Ott, Phys. Rev. Lett. 120:024102 (2018)", \
        "Whether a circuit holds a model of the world that runs on by itself.", 0) \
    row(SINE_SQUARE, sine_square, "sine-square", "", \
        "Share of steps at which noisy sine and square waves are told apart.", \
        "Paquot et al., Sci. Rep. 2:287 (2012), with noise of SD 0.3", \
        "Recognition of a pattern in time.", 0) \
    row(DELAYED_XOR, delayed_xor, "delayed-xor", "", \
        "Share of steps at which the exclusive or of two successive bits, d and d + 1 " \
        "steps ago, is told: mean over d = 1 to 15.", \
        "Bertschinger and Natschlaeger, Neural Comput. 16:1413 (2004)", \
        "The simplest decision that no linear circuit can take, from memory.", 0) \
    row(DECISION, decision, "decision", "", \
        "Efficiency of decisions by 50 steps of noisy evidence: the share of the variance of its " \
        "sum that is read out at the end of a trial, the square of d' over that of an ideal " \
        "observer.", \
        "Britten, Shadlen, Newsome, Movshon, J. Neurosci. 12:4745 (1992); Tanner and Birdsall, " \
        "J. Acoust. Soc. Am. 30:922 (1958)", \
        "Perceptual decision: evidence is to be summed over time.", 0)
/* clang-format on */

#define LATIGRAPH_SCORE_ID(id, ...) SCORE_##id,
typedef enum { LATIGRAPH_SCORES(LATIGRAPH_SCORE_ID) SCORES } latigraph_function_score_t;
#undef LATIGRAPH_SCORE_ID

#endif
