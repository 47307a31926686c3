/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The closure stage: edges that depend on each other.
 *
 * Dyads are drawn independently given rates. However good the rates are, such circuits have less
 * local clustering than real ones, unless most edges recur from draw to draw (Chanpuriya, Musco,
 * Sotiropoulos, Tsourakakis, NeurIPS 2021). If a model was fitted with statistics of closure, which
 * is a choice of the fit, a chain of swaps follows (surrogate/closure_chain.c). It keeps every
 * neuron's out-, in- and reciprocal degree, knows the rates, and lowers an energy
 *
 *     E = ½ Σ_k ((h_k − aim_k) / σ_k)²
 *
 * of damped local clustering, triangles, shared partners and closed triads h. The targets are what
 * the model predicts from the code. Assortativity and mean edge length, which swaps would move,
 * have terms of the same kind, whose targets are the values of the drawn circuit. A fixed energy
 * misses them where the rates pull hard, and more so in large circuits. The aims therefore move
 * after every block of steps by a share of what is missing, until the targets themselves are met,
 * where the chain ends.
 *
 * Large circuits have no matrices of pairs; surrogate/sparse_closure.c runs the same kind of chain
 * on rows of edges. There the targets are far for a chain, so that steps that seek them come first.
 */

#include "generate/closure.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

gboolean latigraph_closes(const latigraph_model_t *model, int n) {
    return model->config.closure > 0 && n > 2 && n <= LATIGRAPH_PAIR_BITS_MAX;
}

/* --- Targets ---------------------------------------------------------------------------------- */

/* Standard deviations σ of the energy in circuits of 150 neurons: of local and damped clustering
 * and of shared partners, and relative ones of triangles and of classes of closed triads. */
static const double LOCAL_SD = 0.004, DAMPED_SD = 0.002, PARTNERS_SD = 0.005, TRIANGLES_SD = 0.01,
                    TRIADS_SD = 0.03;
/* Size to which these apply. A swap changes a mean over neurons by 1 / n, so that σ falls with √n.
 */
static const double USUAL_NODES = 150;

typedef struct {
    double target[LATIGRAPH_TILTS], sd[LATIGRAPH_TILTS];
} targets_t;

static void set(targets_t *targets, latigraph_tilt_t statistic, double target, double sd) {
    targets->target[statistic] = target;
    targets->sd[statistic] = sd;
}

/* Returns statistic k of the first coordinates of a code, from 0 to 1, or `drawn` if the code does
 * not hold it. */
static double stated(const latigraph_model_t *model, const real_t *z, int k, double drawn) {
    return k < latigraph_coded_statistics(&model->config)
               ? CLAMP(model->statistic_mean[k] + model->statistic_sd[k] * (double)z[k], 0, 1)
               : drawn;
}

/* Returns statistic k of closure, from 0 to 1. */
static double coded(const latigraph_model_t *model, const real_t *z, int k) {
    const int place = latigraph_network_code(&model->config) + k;
    return CLAMP(model->closure.mean[k] + model->closure.sd[k] * (double)z[place], 0, 1);
}

/* Numbers of triangles, and of three-cycles and feed-forward loops among them. */
typedef struct {
    double all, cycles, loops;
} triangles_t;

static triangles_t find_triangles(const latigraph_model_t *model,
                                  const latigraph_motif_sums_t *sums, const real_t *z) {
    const triangles_t drawn = {(double)sums->triangles, (double)sums->triads[1],
                               (double)sums->triads[0]};
    const double one_way = drawn.cycles + drawn.loops;
    if (drawn.all == 0) {
        return drawn;
    }
    const double transitivity =
        stated(model, z, LATIGRAPH_STATISTIC_TRANSITIVITY, 3 * drawn.all / (double)sums->triples);
    const double share =
        stated(model, z, LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES, one_way / drawn.all);
    const double cyclic = stated(model, z, LATIGRAPH_STATISTIC_CYCLIC_SHARE,
                                 one_way > 0 ? 3 * drawn.cycles / (2 * drawn.cycles + one_way) : 0);
    triangles_t targets = {.all = transitivity * (double)sums->triples / 3};
    targets.cycles = targets.all * share * cyclic / (3 - 2 * cyclic);
    targets.loops = targets.all * share - targets.cycles;
    return targets;
}

/* Sets the targets of triangles and of closed triads. */
static void set_triads(const latigraph_model_t *model, const real_t *z, double triples,
                       const triangles_t *triangles, double scale, targets_t *targets) {
    enum { CODED = LATIGRAPH_CLOSURE_STATISTICS - LATIGRAPH_CLOSURE_TRIADS };
    double count[LATIGRAPH_CLOSED_TRIADS] = {triangles->loops, triangles->cycles};
    double rest = triangles->all - triangles->loops - triangles->cycles;
    for (int t = 0; t < CODED; t++) {
        count[2 + t] = triangles->all * coded(model, z, LATIGRAPH_CLOSURE_TRIADS + t);
        rest -= count[2 + t];
    }
    count[LATIGRAPH_CLOSED_TRIADS - 1] = fmax(rest, 0);
    set(targets, LATIGRAPH_TILT_TRIANGLES, triangles->all,
        fmax(TRIANGLES_SD * triangles->all, 1) * scale);
    for (int t = 0; t < LATIGRAPH_CLOSED_TRIADS; t++) {
        set(targets, LATIGRAPH_TILT_TRIAD_030T + t, count[t] / triples,
            fmax(TRIADS_SD * count[t], 1) * scale / triples);
    }
}

double latigraph_closing_target(const latigraph_closing_t *closing) {
    const double asked = closing->local_clustering;
    return isfinite(asked) ? CLAMP(asked, 0, 1)
                           : coded(closing->model, closing->z, LATIGRAPH_CLOSURE_LOCAL);
}

double latigraph_closing_missed(const latigraph_closing_t *closing,
                                const latigraph_edge_list_t *edges) {
    const double *reached = closing->chain->acceptance.value;
    return (edges->size > 0 ? reached[LATIGRAPH_TILT_LOCAL_CLUSTERING] : 0) -
           latigraph_closing_target(closing);
}

static void find_targets(const latigraph_closing_t *closing, double n,
                         const latigraph_motif_sums_t *sums, targets_t *targets) {
    const latigraph_model_t *model = closing->model;
    const real_t *z = closing->z;
    const double scale = sqrt(USUAL_NODES / n);
    const triangles_t triangles = find_triangles(model, sums, z);
    *targets = (targets_t){0};
    set(targets, LATIGRAPH_TILT_LOCAL_CLUSTERING, latigraph_closing_target(closing),
        LOCAL_SD * scale);
    set(targets, LATIGRAPH_TILT_DAMPED_CLUSTERING, coded(model, z, LATIGRAPH_CLOSURE_DAMPED),
        DAMPED_SD * scale);
    set(targets, LATIGRAPH_TILT_SHARED_PARTNERS, coded(model, z, LATIGRAPH_CLOSURE_PARTNERS),
        PARTNERS_SD * scale);
    set_triads(model, z, n * (n - 1) * (n - 2) / 6, &triangles, scale, targets);
}

/* Standard deviations of the assortativity and of the mean edge length, relative, that the chain
 * holds where they were. */
static const double ASSORTATIVITY_SD = 0.005, LENGTH_SD = 0.005;

/* Returns the SD of Σ out × in over the edges at which the assortativity has the SD above. */
static double degrees_sd(const latigraph_edge_sums_t *sums, int n, double m) {
    double p = 0, q = 0, pp = 0, qq = 0;
    for (int i = 0; i < n; i++) {
        const double out = sums->out[i], in = sums->in[i];
        p += out * out;
        q += in * in;
        pp += out * out * out;
        qq += in * in * in;
    }
    return ASSORTATIVITY_SD * sqrt(fmax(pp - p * p / m, 0) * fmax(qq - q * q / m, 0));
}

static double stiffness_of(double sd) {
    return sd > 0 ? 1 / (sd * sd) : 0;
}

/* Gives the sums over m edges of n neurons energies that hold them. */
static void hold_sums(latigraph_edge_sums_t *sums, int n, double m) {
    const double scale = sqrt(USUAL_NODES / n);
    sums->stiffness[LATIGRAPH_EDGE_DEGREES] = stiffness_of(degrees_sd(sums, n, m) * scale);
    sums->stiffness[LATIGRAPH_EDGE_LENGTHS] =
        stiffness_of(LENGTH_SD * sums->mean_length * m * scale);
}

/* Has the chain hold the assortativity and the mean edge length of the drawn edges. */
static void hold_edge_sums(const latigraph_closing_t *closing, const latigraph_edge_list_t *edges) {
    latigraph_closure_chain_t *chain = closing->chain;
    latigraph_closure_chain_sum_edges(chain, closing->nodes, edges->size, edges->from, edges->to);
    hold_sums(&chain->edge_sums, chain->plan.n, edges->size);
}

/* --- The chain ------------------------------------------------------------------------------ */

/* Steps per edge at most, and blocks of steps after which aims move. */
enum { STEPS_PER_EDGE = 20, BLOCKS = 20 };
/* Share of what is missing by which an aim moves. */
static const double GAIN = 0.3;
/* Mean squared distance from the targets, in σ, at which the chain of a small circuit ends. At 1
 * the mean shift of the larva's properties rises from .298 to .308 SD; at ½ it stays (.300), and
 * that of the mouse, too (.182), whose chains end after two fifths of the steps. */
static const double NEAR = 0.5;

/* Returns whether the circuit is nearer to its targets than the chain usually holds it: whether the
 * mean squared distance, which is about 1 in units of σ once the chain has arrived, is at most
 * NEAR. Further steps would only draw another such circuit. */
static gboolean is_near(const latigraph_closure_chain_t *chain, const targets_t *targets,
                        const double drawn[LATIGRAPH_EDGE_SUMS]) {
    const latigraph_acceptance_t *acceptance = &chain->acceptance;
    const latigraph_edge_sums_t *sums = &chain->edge_sums;
    double squares = 0;
    int terms = 0;
    for (int k = 0; k < LATIGRAPH_TILTS; k++) {
        squares += acceptance->stiffness[k] * pow(acceptance->value[k] - targets->target[k], 2);
        terms += acceptance->stiffness[k] > 0;
    }
    for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
        squares += sums->stiffness[k] * pow(sums->value[k] - drawn[k], 2);
        terms += sums->stiffness[k] > 0;
    }
    return squares <= NEAR * terms;
}

static void run(latigraph_closure_chain_t *chain, const targets_t *targets) {
    latigraph_acceptance_t *acceptance = &chain->acceptance;
    const gint64 block = (gint64)STEPS_PER_EDGE * chain->plan.m / BLOCKS + 1;
    for (int k = 0; k < LATIGRAPH_TILTS; k++) {
        const double sd = targets->sd[k];
        acceptance->aim[k] = targets->target[k];
        acceptance->stiffness[k] = stiffness_of(sd);
    }
    latigraph_edge_sums_t *sums = &chain->edge_sums;
    double drawn[LATIGRAPH_EDGE_SUMS];
    memcpy(drawn, sums->value, sizeof drawn);
    for (int b = 0; b < BLOCKS && !(b > 0 && is_near(chain, targets, drawn)); b++) {
        latigraph_state_run(&chain->state, block);
        for (int k = 0; k < LATIGRAPH_TILTS; k++) {
            acceptance->aim[k] += GAIN * (targets->target[k] - acceptance->value[k]);
        }
        for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
            sums->aim[k] += GAIN * (drawn[k] - sums->value[k]);
        }
    }
}

gboolean latigraph_close(const latigraph_closing_t *closing, const latigraph_rates_t *rates,
                         guint64 seed, guint64 index, latigraph_edge_list_t *edges, gint64 *swaps) {
    latigraph_closure_chain_t *chain = closing->chain;
    targets_t targets;
    *swaps = 0;
    if (edges->size == 0) {
        return TRUE;
    }
    if (!latigraph_closure_chain_start(chain, rates->n, edges->size, edges->from, edges->to, seed,
                                       index)) {
        return FALSE;
    }
    latigraph_find_pair_law(rates, chain->rates, chain->rates + (gsize)rates->n * (gsize)rates->n);
    find_targets(closing, chain->plan.n, &chain->acceptance.motifs.sums, &targets);
    hold_edge_sums(closing, edges);
    run(chain, &targets);
    latigraph_closure_chain_edges(chain, edges->from, edges->to);
    for (int k = 0; k < LATIGRAPH_STEP_KINDS; k++) {
        *swaps += chain->state.changed[k];
    }
    return TRUE;
}

/* Names of the statistics that the stage keeps as drawn, and of those that it moves. */
#define CLOSURE_EXACT "density out-degrees in-degrees reciprocal-degrees"
#define CLOSURE_TILTED "local-clustering damped-clustering shared-partners triangles closed-triads"

igraph_error_t latigraph_note_closure(latigraph_circuit_t *circuit, gint64 swaps) {
    IGRAPH_CHECK(latigraph_circuit_note_number(circuit, "closure_swaps", (double)swaps));
    IGRAPH_CHECK(latigraph_circuit_note_text(circuit, "closure_exact", CLOSURE_EXACT));
    return latigraph_circuit_note_text(circuit, "closure_tilted", CLOSURE_TILTED);
}

/* --- Large circuits -------------------------------------------------------------------------- */

/* Steps per edge that seek the targets at most; steps of either kind at most, which take a minute
 * together; and steps between two checks for interruption. */
enum { SEEK_PER_EDGE = 10, STEPS_MOST = 6000000, CHECKED_STEPS = 1 << 17 };
/* Classes of triads have less weight in large circuits than their counts would give, because
 * degrees limit them. No aim moves farther from its target than this, in SDs of circuits of up to
 * FARTHEST_NODES neurons. SDs fall as circuits grow, but the pull that the rates exert does not. */
static const double LARGE_TRIADS = 3, FARTHEST = 100, FARTHEST_NODES = 1500;

/* Returns the number of steps of a block. */
static gint64 block_of(gint64 edges, int per_edge) {
    return MIN(per_edge * edges, STEPS_MOST) / BLOCKS + 1;
}

/* Takes a block of steps in pieces, between which the call can be interrupted. */
static igraph_error_t take_block(latigraph_sparse_closure_t *chain, gint64 steps, int block,
                                 gboolean seeks) {
    IGRAPH_PROGRESS("Closing triangles", 100.0 * block / (2 * BLOCKS), NULL);
    for (gint64 left = steps; left > 0; left -= CHECKED_STEPS) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        (seeks ? latigraph_sparse_closure_seek
               : latigraph_sparse_closure_run)(chain, MIN(left, CHECKED_STEPS));
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether the circuit has the triangles and the clustering of its targets. */
static gboolean is_closed(const latigraph_sparse_closure_t *chain, const targets_t *targets) {
    static const latigraph_tilt_t least[] = {LATIGRAPH_TILT_TRIANGLES,
                                             LATIGRAPH_TILT_LOCAL_CLUSTERING};
    for (gsize k = 0; k < G_N_ELEMENTS(least); k++) {
        if (chain->value[least[k]] < targets->target[least[k]] - targets->sd[least[k]]) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Seeks the targets, and takes the steps of the chain with moving aims. */
static igraph_error_t run_large(latigraph_sparse_closure_t *chain, const targets_t *targets,
                                gint64 edges) {
    for (int k = 0; k < LATIGRAPH_TILTS; k++) {
        chain->aim[k] = targets->target[k];
        chain->stiffness[k] = stiffness_of(targets->sd[k]);
    }
    const double farthest = FARTHEST * sqrt(fmax(chain->n / FARTHEST_NODES, 1));
    double drawn[LATIGRAPH_EDGE_SUMS];
    latigraph_edge_sums_t *sums = &chain->edge_sums;
    hold_sums(sums, chain->n, (double)edges);
    memcpy(drawn, sums->value, sizeof drawn);
    for (int b = 0; b < BLOCKS && !is_closed(chain, targets); b++) {
        IGRAPH_CHECK(take_block(chain, block_of(edges, SEEK_PER_EDGE), b, TRUE));
    }
    for (int b = 0; b < BLOCKS; b++) {
        IGRAPH_CHECK(take_block(chain, block_of(edges, STEPS_PER_EDGE), BLOCKS + b, FALSE));
        for (int k = 0; k < LATIGRAPH_EDGE_SUMS; k++) {
            sums->aim[k] += GAIN * (drawn[k] - sums->value[k]);
        }
        for (int k = 0; k < LATIGRAPH_TILTS; k++) {
            const double aim = chain->aim[k] + GAIN * (targets->target[k] - chain->value[k]);
            const double most = farthest * targets->sd[k];
            chain->aim[k] = CLAMP(aim, targets->target[k] - most, targets->target[k] + most);
        }
    }
    IGRAPH_PROGRESS("Closing triangles", 100, NULL);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_close_rows(const latigraph_closing_t *closing,
                                    const latigraph_large_law_t *law, int n, const int *start,
                                    int *to, guint64 seed, guint64 index, gint64 *swaps,
                                    double *missed) {
    latigraph_sparse_closure_t chain;
    targets_t targets;
    IGRAPH_CHECK(latigraph_sparse_closure_init(&chain, n, start, to, law->odds, law->data,
                                               law->near, seed, index));
    IGRAPH_FINALLY(latigraph_sparse_closure_destroy, &chain);
    find_targets(closing, n, &chain.sums, &targets);
    for (int k = LATIGRAPH_TILT_TRIAD_030T; k < LATIGRAPH_TILTS; k++) {
        targets.sd[k] *= LARGE_TRIADS;
    }
    if (start[n] > 0) {
        IGRAPH_CHECK(run_large(&chain, &targets, start[n]));
    }
    latigraph_sparse_closure_edges(&chain, start, to);
    *swaps = chain.changed;
    *missed = (start[n] > 0 ? chain.value[LATIGRAPH_TILT_LOCAL_CLUSTERING] : 0) -
              targets.target[LATIGRAPH_TILT_LOCAL_CLUSTERING];
    latigraph_sparse_closure_destroy(&chain);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
