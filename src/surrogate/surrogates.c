/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Sets of surrogates from one chain.
 *
 * Under the hypothesis that the circuit is a uniform draw from the graphs that keep the same
 * quantities, circuit and surrogates must be exchangeable, or a p-value that counts surrogates is
 * wrong. Two constructions make them so whatever the number of steps, even if the chain has not
 * mixed or cannot reach all graphs (Besag and Clifford, Biometrika 76:633, 1989):
 *
 *     parallel:   circuit ── T steps ── hub ── T steps ── surrogate 1        serial:
 *                                          ── T steps ── surrogate 2     s1 ─ s2 ─ circuit ─ s3
 *
 * In the first, the circuit is one more run from the hub, because the chain is reversible. In the
 * second, the circuit's place on the path is drawn uniformly. Runs that all begin at the circuit
 * are neither: they are independent of it only if T is large.
 */
#include "surrogate/surrogates.h"

#include "base/cancel.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/seed.h"
#include "surrogate/tilt.h"
#include "surrogate/totals.h"

#include <math.h>

/* Numbers of the runs, which tell their random numbers apart; weights have those from 2³² on. */
enum { RUN_TRIAL, RUN_HUB, RUN_PLACE, RUN_TILT, RUN_FIRST = 16 };

/* Steps between surrogates over the autocorrelation time, and the usual limit of steps per edge. */
enum { SPACING = 10, STEPS_MOST = 10000 };
/* The trial run takes no more steps than this in large graphs, but up to 60 per edge, which is as
 * long as a verdict needs. A higher limit of steps per edge is obeyed. */
static const double steps_of_trial = 1e8, least_of_trial = 60;
/* Steps that count triangles take a microsecond and more, so that their runs are shorter. */
static const double steps_of_counting = 2e7;

/* A set of surrogates while it is made. */
typedef struct {
    const latigraph_circuit_t *circuit;
    const latigraph_surrogate_options_t *options;
    latigraph_surrogate_visitor_t *visit;
    void *data;
    latigraph_surrogate_report_t *report;
    latigraph_plan_t plan;
    latigraph_state_t hub;
    latigraph_state_t *runs; /* (workers) none for a single surrogate, which the hub becomes */
    int workers;
    gint64 spacing; /* steps between surrogates */
    guint64 first;  /* number of the run of the first item of a batch */
    gboolean serial;
    latigraph_cancel_t cancel;
    igraph_integer_t made;
    gboolean enough; /* the visitor needs no more */
    gint64 steps, changed[LATIGRAPH_STEP_KINDS];
} set_t;

static void destroy_runs(set_t *set) {
    for (int w = 0; set->runs != NULL && w < set->workers; w++) {
        latigraph_state_destroy(&set->runs[w]);
    }
    g_free(set->runs);
}

static latigraph_state_t *run_of(set_t *set, int item) {
    return set->runs != NULL ? &set->runs[item] : &set->hub;
}

/* Runs one state on. Runs of a serial path go on from where they are. */
static void run_one(int item, int worker, void *data) {
    set_t *set = data;
    latigraph_state_t *run = run_of(set, item);
    gint64 left = set->spacing;
    (void)worker;
    if (!set->serial) {
        if (run != &set->hub) {
            latigraph_state_copy(run, &set->hub);
        }
        latigraph_state_start(run, set->options->seed, set->first + (guint64)item);
    }
    while (left > 0 && !latigraph_cancelled(&set->cancel)) {
        const gint64 some = latigraph_state_some(run, left);
        latigraph_state_run(run, some);
        left -= some;
    }
}

/* Shows the progress, and names the next surrogate. */
static igraph_error_t begin_surrogate(const set_t *set, latigraph_text_t *name) {
    IGRAPH_PROGRESS("Making surrogates", 100.0 * (double)set->made / (double)set->options->count,
                    NULL);
    latigraph_text_print(name, "%s-surrogate-%" IGRAPH_PRId, set->circuit->name, set->made);
    return latigraph_text_check(name);
}

/* Hands a surrogate to the visitor. */
static igraph_error_t give(set_t *set, latigraph_circuit_t *surrogate) {
    set->made++;
    const igraph_error_t code = set->visit(surrogate, set->data);
    set->enough = code == IGRAPH_STOP;
    return set->enough ? IGRAPH_SUCCESS : code;
}

static gboolean needs_more(const set_t *set) {
    return set->made < set->options->count && !set->enough;
}

/* Makes the circuit of a run, hands it on, and adds to the report. */
static igraph_error_t hand_on(set_t *set, latigraph_state_t *run) {
    latigraph_circuit_t *surrogate;
    latigraph_text_t name = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &name);
    IGRAPH_CHECK(begin_surrogate(set, &name));
    set->report->in_place += latigraph_state_in_place(run);
    if (set->made + 1 == set->options->count) {
        latigraph_state_finish(run);
    }
    IGRAPH_CHECK(latigraph_state_circuit(run, set->circuit, latigraph_text(&name),
                                         set->options->weights, set->options->seed,
                                         (guint64)set->made, &surrogate));
    latigraph_text_destroy(&name);
    IGRAPH_FINALLY_CLEAN(1);
    IGRAPH_FINALLY(latigraph_circuit_destroy, surrogate);
    IGRAPH_CHECK(
        latigraph_weights_compare(set->circuit, surrogate, set->options->weights, set->report));
    IGRAPH_FINALLY_CLEAN(1);
    return give(set, surrogate);
}

static void add_steps(set_t *set, latigraph_state_t *run) {
    set->steps += run->steps;
    for (int k = 0; k < LATIGRAPH_STEP_KINDS; k++) {
        set->changed[k] += run->changed[k];
    }
}

static igraph_error_t run_batch(set_t *set, int count) {
    latigraph_parallel_for((int)set->options->threads, count, run_one, set);
    if (latigraph_cancelled(&set->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    return IGRAPH_SUCCESS;
}

/* Makes surrogates by runs from the hub. */
static igraph_error_t make_parallel(set_t *set) {
    set->first = RUN_FIRST;
    while (needs_more(set)) {
        const int count = (int)MIN(set->workers, set->options->count - set->made);
        IGRAPH_CHECK(run_batch(set, count));
        for (int k = 0; k < count && !set->enough; k++) {
            IGRAPH_CHECK(hand_on(set, run_of(set, k)));
            add_steps(set, run_of(set, k));
        }
        set->first += (guint64)count;
    }
    return IGRAPH_SUCCESS;
}

/* Makes surrogates on a path that goes both ways from the circuit. */
static igraph_error_t make_serial(set_t *set) {
    const int count = (int)set->options->count;
    latigraph_draws_init(&set->hub.draws, set->options->seed, LATIGRAPH_STREAM_SURROGATE,
                         RUN_PLACE);
    const int place = latigraph_draws_below(&set->hub.draws, count + 1);
    const int shorter = MIN(place, count - place); /* the way of run 1 */
    for (int k = 0; k < 2; k++) {
        latigraph_state_start(&set->runs[k], set->options->seed, (guint64)(RUN_FIRST + k));
    }
    for (int step = 0; needs_more(set); step++) {
        const int batch = step < shorter ? 2 : 1;
        IGRAPH_CHECK(run_batch(set, batch));
        for (int k = 0; k < batch && !set->enough; k++) {
            IGRAPH_CHECK(hand_on(set, &set->runs[k]));
        }
    }
    add_steps(set, &set->runs[0]);
    add_steps(set, &set->runs[1]);
    return IGRAPH_SUCCESS;
}

/* Chooses the number of steps between surrogates. */
static igraph_error_t choose_spacing(set_t *set) {
    const latigraph_surrogate_options_t *options = set->options;
    latigraph_surrogate_report_t *report = set->report;
    const double m = MAX(latigraph_plan_edges(&set->plan), 1);
    latigraph_mixing_t mixing;
    report->time = IGRAPH_NAN;
    report->has_mixed = true;
    set->spacing = 1;
    if (!set->plan.keep.degrees) {
        report->frozen = set->plan.m == 0;
        return IGRAPH_SUCCESS;
    }
    const double usual = set->hub.acceptance != NULL ? steps_of_counting : steps_of_trial;
    double most = options->steps_most * m;
    if (options->steps_most <= STEPS_MOST) {
        most = MIN(most, MAX(usual, least_of_trial * m));
    }
    if (set->plan.keep.tilt != 0 && set->plan.m > 0) {
        report->tilts = set->hub.acceptance->tilts;
        IGRAPH_CHECK(latigraph_tilt_fit(&set->hub, options->seed, RUN_TILT, most, report->tilted));
    }
    IGRAPH_CHECK(latigraph_mixing_measure(&set->hub, options->seed, most, &mixing));
    latigraph_state_reset(&set->hub);
    report->time = mixing.time / m;
    report->frozen = mixing.frozen;
    double spacing = options->steps * m;
    if (options->steps == 0) {
        const double time = isnan(mixing.time) ? mixing.steps / SPACING : mixing.time;
        spacing = MAX(SPACING * time, isnan(mixing.burn_in) ? 0 : mixing.burn_in);
        spacing = MIN(spacing, most);
    }
    report->has_mixed = mixing.mixed && spacing >= SPACING * mixing.time;
    set->spacing = (gint64)MAX(ceil(spacing), 1);
    if (set->hub.parts != NULL) { /* rounds of equal lengths */
        const gint64 round = latigraph_state_some(&set->hub, set->spacing);
        set->spacing = round * ((set->spacing + set->plan.m - 1) / set->plan.m);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t init_runs(set_t *set) {
    set->workers = set->serial ? 2 : (int)MIN(set->options->threads, set->options->count);
    if (!set->serial && set->options->count == 1) {
        IGRAPH_FINALLY(destroy_runs, set);
        return IGRAPH_SUCCESS;
    }
    set->runs = g_try_new0(latigraph_state_t, (gsize)set->workers);
    LATIGRAPH_CHECK_MEMORY(set->runs);
    IGRAPH_FINALLY(destroy_runs, set);
    for (int w = 0; w < set->workers; w++) {
        IGRAPH_CHECK(latigraph_state_init(&set->runs[w], &set->plan, LATIGRAPH_PAIRS_BY_SIZE));
    }
    return IGRAPH_SUCCESS;
}

/* Turns sums over surrogates into means and shares. */
static void finish_report(const set_t *set) {
    latigraph_surrogate_report_t *report = set->report;
    const double steps = (double)MAX(set->steps, 1), count = (double)set->made;
    report->steps = (double)set->spacing / MAX(latigraph_plan_edges(&set->plan), 1);
    report->swaps = (double)set->changed[LATIGRAPH_STEP_SWAP] / steps;
    report->mutual = (double)set->changed[LATIGRAPH_STEP_MUTUAL] / steps;
    report->mixed = (double)set->changed[LATIGRAPH_STEP_MIXED] / steps;
    report->turned = (double)set->changed[LATIGRAPH_STEP_TURNED] / steps;
    report->flips = (double)set->changed[LATIGRAPH_STEP_FLIP] / steps;
    report->excursions = (double)set->changed[LATIGRAPH_STEP_EXCURSION] / steps;
    report->accepted = report->swaps + report->mutual + report->mixed + report->turned +
                       report->flips + report->excursions;
    report->in_place /= count;
    const gboolean weighted =
        set->circuit->weight != NULL && set->options->weights != LATIGRAPH_SURROGATE_WEIGHTS_NONE;
    report->out_strength_error = weighted ? report->out_strength_error / count : IGRAPH_NAN;
    report->in_strength_error = weighted ? report->in_strength_error / count : IGRAPH_NAN;
    report->weight_distance = weighted ? report->weight_distance / count : IGRAPH_NAN;
}

/* Raises an error unless weights are whole numbers from 1 on, of directed edges. */
static igraph_error_t check_weights(const latigraph_circuit_t *circuit) {
    if (circuit->undirected) {
        IGRAPH_ERRORF("Strengths are kept exactly in directed graphs, and \"%s\" is undirected. "
                      "Choose strengths instead, which keeps them as well as possible.",
                      IGRAPH_EINVAL, circuit->name);
    }
    for (int e = 0; circuit->weight != NULL && e < circuit->m; e++) {
        const double weight = circuit->weight[e];
        if (!(weight >= 1 && weight <= 1e6) || weight != floor(weight)) {
            IGRAPH_ERRORF("Strengths are kept exactly if weights are whole numbers from 1 to 1e6; "
                          "\"%s\" has the weight %g. Choose strengths instead.",
                          IGRAPH_EINVAL, circuit->name, weight);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_options(const latigraph_circuit_t *circuit,
                                    const latigraph_surrogate_options_t *options) {
    if (options->count < 1 || options->count > 100000000) {
        IGRAPH_ERRORF("The number of surrogates is from 1 to 100000000, got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->count);
    }
    if (!(options->steps >= 0) || !(options->steps_most > 0) || options->steps > 1e9) {
        IGRAPH_ERRORF("Steps per edge are from 0 to 1e9, and their limit is above 0; got %g and "
                      "%g.",
                      IGRAPH_EINVAL, options->steps, options->steps_most);
    }
    if (options->weights == LATIGRAPH_SURROGATE_WEIGHTS_CLASS && !options->keep.distance &&
        options->keep.types == LATIGRAPH_TYPES_FREE) {
        IGRAPH_ERROR("Weights can be permuted within classes if types or distances are kept.",
                     IGRAPH_EINVAL);
    }
    if (options->weights == LATIGRAPH_SURROGATE_WEIGHTS_STRENGTHS_EXACT) {
        IGRAPH_CHECK(check_weights(circuit));
    }
    if (circuit->n < 2) {
        IGRAPH_ERRORF("\"%s\" has %d neurons; surrogates need two or more.", IGRAPH_EINVAL,
                      circuit->name, circuit->n);
    }
    return latigraph_check_threads(options->threads);
}

static igraph_error_t make_set(set_t *set) {
    const latigraph_surrogate_method_t method = set->options->method;
    set->serial = method == LATIGRAPH_SURROGATES_SERIAL && set->plan.keep.degrees;
    IGRAPH_CHECK(latigraph_state_init(&set->hub, &set->plan, LATIGRAPH_PAIRS_BY_SIZE));
    IGRAPH_FINALLY(latigraph_state_destroy, &set->hub);
    IGRAPH_CHECK(choose_spacing(set));
    IGRAPH_CHECK(init_runs(set));
    for (int w = 0; set->runs != NULL && w < set->workers && set->hub.acceptance != NULL; w++) {
        latigraph_state_copy(&set->runs[w], &set->hub); /* multipliers */
    }
    latigraph_cancel_init(&set->cancel);
    if (set->serial) {
        IGRAPH_CHECK(make_serial(set));
    } else {
        if (method != LATIGRAPH_SURROGATES_INDEPENDENT) {
            latigraph_state_start(&set->hub, set->options->seed, RUN_HUB);
            for (gint64 left = set->spacing, some; left > 0; left -= some) {
                LATIGRAPH_ALLOW_INTERRUPTION();
                some = latigraph_state_some(&set->hub, left);
                latigraph_state_run(&set->hub, some);
            }
        }
        IGRAPH_CHECK(make_parallel(set));
    }
    IGRAPH_PROGRESS("Making surrogates", 100.0, NULL);
    destroy_runs(set);
    latigraph_state_destroy(&set->hub);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Hands on a circuit that was drawn by the law of expected quantities. */
static igraph_error_t hand_on_drawn(set_t *set, const igraph_vector_int_t *from,
                                    const igraph_vector_int_t *to) {
    const int m = (int)igraph_vector_int_size(from);
    latigraph_circuit_t *surrogate;
    latigraph_text_t name = LATIGRAPH_TEXT_EMPTY;
    int *ends[2];
    IGRAPH_FINALLY(latigraph_text_destroy, &name);
    IGRAPH_CHECK(begin_surrogate(set, &name));
    LATIGRAPH_ALLOCATE(ends[0], m);
    LATIGRAPH_ALLOCATE(ends[1], m);
    for (int e = 0; e < m; e++) {
        ends[0][e] = (int)VECTOR(*from)[e];
        ends[1][e] = (int)VECTOR(*to)[e];
        set->report->in_place += latigraph_circuit_has_edge(set->circuit, ends[0][e], ends[1][e]);
    }
    IGRAPH_CHECK(latigraph_surrogate_circuit(set->circuit, latigraph_text(&name), m, ends[0],
                                             ends[1], NULL, NULL, &surrogate));
    g_free(ends[1]);
    g_free(ends[0]);
    latigraph_text_destroy(&name);
    IGRAPH_FINALLY_CLEAN(3);
    return give(set, surrogate);
}

/* Makes surrogates that keep quantities in expectation. */
static igraph_error_t make_expected(set_t *set) {
    latigraph_totals_t totals;
    igraph_vector_int_t from, to;
    const guint64 seed = set->options->seed;
    const double m = set->circuit->m;
    IGRAPH_CHECK(latigraph_totals_init(&totals, set->circuit, &set->options->keep, seed));
    IGRAPH_FINALLY(latigraph_totals_destroy, &totals);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&from, 0);
    IGRAPH_VECTOR_INT_INIT_FINALLY(&to, 0);
    while (needs_more(set)) {
        igraph_vector_int_clear(&from);
        igraph_vector_int_clear(&to);
        IGRAPH_CHECK(latigraph_totals_draw(&totals, seed, ((guint64)1 << 35) + (guint64)set->made,
                                           &from, &to));
        IGRAPH_CHECK(hand_on_drawn(set, &from, &to));
    }
    set->report->time = set->report->out_strength_error = set->report->in_strength_error =
        set->report->weight_distance = IGRAPH_NAN;
    set->report->in_place = m > 0 ? set->report->in_place / (m * (double)set->made) : IGRAPH_NAN;
    set->report->has_mixed = true;
    set->report->accepted = 1;
    igraph_vector_int_destroy(&to);
    igraph_vector_int_destroy(&from);
    latigraph_totals_destroy(&totals);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_surrogates_each(const latigraph_circuit_t *circuit,
                                         const latigraph_surrogate_options_t *options,
                                         latigraph_surrogate_visitor_t *visit, void *data,
                                         latigraph_surrogate_report_t *report) {
    set_t set = {
        .circuit = circuit, .options = options, .visit = visit, .data = data, .report = report};
    *report = (latigraph_surrogate_report_t){0};
    IGRAPH_CHECK(check_options(circuit, options));
    if (options->method == LATIGRAPH_SURROGATES_EXPECTED) {
        return make_expected(&set);
    }
    IGRAPH_CHECK(latigraph_plan_init(&set.plan, circuit, &options->keep));
    IGRAPH_FINALLY(latigraph_plan_destroy, &set.plan);
    IGRAPH_CHECK(make_set(&set));
    finish_report(&set);
    latigraph_plan_destroy(&set.plan);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_surrogate_options_init
 * \brief Sets the defaults of surrogates.
 *
 * 100 surrogates keep degrees and reciprocity, weights stay with their senders, runs begin at a
 * hub, the number of steps is chosen by a trial run of at most 10000 steps per edge, there is one
 * thread, and the seed is drawn from igraph's default generator.
 *
 * \param options Gets the defaults.
 *
 * Time complexity: O(1).
 *
 * Example: a thousand surrogates on two threads.
 * \verbatim
 *   latigraph_surrogate_options_t options;
 *   latigraph_surrogate_options_init(&options);
 *   options.count = 1000;
 *   options.threads = 2;
 * \endverbatim
 */
void latigraph_surrogate_options_init(latigraph_surrogate_options_t *options) {
    *options = (latigraph_surrogate_options_t){
        .count = 100, .steps_most = STEPS_MOST, .threads = 1, .seed = latigraph_draw_seed()};
    latigraph_constraints_init(&options->keep);
}

static igraph_error_t keep_surrogate(latigraph_circuit_t *surrogate, void *data) {
    latigraph_circuit_list_t *list = data;
    IGRAPH_FINALLY(latigraph_circuit_destroy, surrogate);
    IGRAPH_CHECK(latigraph_circuit_list_push_back(list, surrogate));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_surrogates
 * \brief Makes random graphs that keep chosen quantities of a circuit.
 *
 * Surrogates are states of a Markov chain whose steps exchange the targets of edges, apart from
 * those that keep only numbers of edges or pairs, which are drawn independently. By the method
 * LATIGRAPH_SURROGATES_EXPECTED they are independent draws that keep quantities on average.
 * Together with the circuit surrogates are exchangeable by the parallel and the serial method, so
 * that p = (1 + number of surrogates at least as extreme) / (1 + number of surrogates) is a valid
 * p-value even if the chain has not mixed (Besag and Clifford, Biometrika 76:633, 1989).
 *
 * Surrogates of an undirected circuit are undirected. Reciprocity means nothing for them and is
 * kept, types and lengths are those of edges without direction, and weights that would stay with
 * their senders are permuted. Steps are counted per undirected edge.
 *
 * \param surrogates Initialised list; the surrogates are appended. They have the neurons of the
 *    circuit with all their data.
 * \param circuit The circuit, n neurons and m edges.
 * \param options What to keep, and how many to make.
 * \param report Gets what is known about the set: how far the surrogates are from the circuit, and
 *    whether the chain has mixed.
 * \return Error code: \c IGRAPH_EINVAL, an option is out of range, or what is to be kept needs data
 *    that the circuit lacks. \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(count · steps · m), with the steps per edge of the report.
 *
 * Example: 100 surrogates with the degrees and the reciprocity of a circuit.
 * \verbatim
 *   latigraph_circuit_list_t surrogates;
 *   latigraph_surrogate_options_t options;
 *   latigraph_surrogate_report_t report;
 *   latigraph_circuit_list_init(&surrogates);
 *   latigraph_surrogate_options_init(&options);
 *   latigraph_surrogates(&surrogates, circuit, &options, &report);
 *   latigraph_circuit_list_destroy(&surrogates);
 * \endverbatim
 */
igraph_error_t latigraph_surrogates(latigraph_circuit_list_t *surrogates,
                                    const latigraph_circuit_t *circuit,
                                    const latigraph_surrogate_options_t *options,
                                    latigraph_surrogate_report_t *report) {
    return latigraph_surrogates_each(circuit, options, keep_surrogate, surrogates, report);
}
