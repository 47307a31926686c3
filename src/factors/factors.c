/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Factors of co-activity over animals: options, checks, and the choice of their number.
 *
 *     recordings ──match──▶ neurons ──tensor──▶ pairs × times × animals ──cp──▶ factors ──▶ graphs
 *
 * Ranks 1, 2, ... are tried in turn. A rank is chosen if its starts end at the same factors, and if
 * its last factors help to predict neurons that were left out. */

#include "factors/job.h"

#include "base/checks.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/remarks.h"

#include <math.h>
#include <string.h>

enum { TIMES_MIN = 10, TIMES_MAX = 1 << 28, NEURONS_MAX = 20000, PATIENCE = 2 };

/**
 * \function latigraph_factors_options_init
 * \brief Sets all options of \ref latigraph_activity_factors() to their defaults.
 *
 * The defaults choose up to 8 factors from 8 starts. Activity is smoothed with an SD of 2 times,
 * and co-activity is the mean of 7 times, every third time.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: options of three factors.
 * \verbatim
 *   latigraph_factors_options_t choice;
 *   latigraph_factors_options_init(&choice);
 *   choice.rank = 3;
 * \endverbatim
 */
void latigraph_factors_options_init(latigraph_factors_options_t *options) {
    *options = (latigraph_factors_options_t){.most = 8,
                                             .starts = 8,
                                             .stability = 0.9,
                                             .gain = 0.01,
                                             .smooth = 2,
                                             .window = 7,
                                             .step = 3,
                                             .gap = 0.1,
                                             .iterations = 500,
                                             .seed = 1,
                                             .threads = 1};
}

/**
 * \function latigraph_factors_init
 * \brief Initialises an empty result.
 *
 * \param factors The result; free it with \ref latigraph_factors_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: an empty result.
 * \verbatim
 *   latigraph_factors_t factors;
 *   latigraph_factors_init(&factors);
 *   latigraph_factors_destroy(&factors);
 * \endverbatim
 */
igraph_error_t latigraph_factors_init(latigraph_factors_t *factors) {
    igraph_strvector_t *const lists[] = {&factors->names, &factors->neurons, &factors->animals};
    igraph_matrix_t *const matrices[] = {&factors->times,   &factors->loads,  &factors->strength,
                                         &factors->members, &factors->blocks, &factors->leiden};
    igraph_vector_t *const vectors[] = {&factors->centres,   &factors->share, &factors->evenness,
                                        &factors->tried,     &factors->curve, &factors->held_out,
                                        &factors->similarity};
    memset(factors, 0, sizeof *factors);
    IGRAPH_CHECK(igraph_graph_list_init(&factors->networks, 0));
    IGRAPH_FINALLY(igraph_graph_list_destroy, &factors->networks);
    for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
        IGRAPH_STRVECTOR_INIT_FINALLY(lists[k], 0);
    }
    for (gsize k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_MATRIX_INIT_FINALLY(matrices[k], 0, 0);
    }
    for (gsize k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_VECTOR_INIT_FINALLY(vectors[k], 0);
    }
    IGRAPH_FINALLY_CLEAN(
        1 + (int)(G_N_ELEMENTS(lists) + G_N_ELEMENTS(matrices) + G_N_ELEMENTS(vectors)));
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_factors_destroy
 * \brief Frees the memory of a result.
 *
 * \param factors The result.
 *
 * Time complexity: linear in the size of the result.
 *
 * Example: a result that is not needed any more.
 * \verbatim
 *   latigraph_factors_t factors;
 *   latigraph_factors_init(&factors);
 *   latigraph_factors_destroy(&factors);
 * \endverbatim
 */
void latigraph_factors_destroy(latigraph_factors_t *factors) {
    igraph_graph_list_destroy(&factors->networks);
    igraph_strvector_destroy(&factors->names);
    igraph_strvector_destroy(&factors->neurons);
    igraph_strvector_destroy(&factors->animals);
    igraph_matrix_destroy(&factors->times);
    igraph_matrix_destroy(&factors->loads);
    igraph_matrix_destroy(&factors->strength);
    igraph_matrix_destroy(&factors->members);
    igraph_matrix_destroy(&factors->blocks);
    igraph_matrix_destroy(&factors->leiden);
    igraph_vector_destroy(&factors->centres);
    igraph_vector_destroy(&factors->share);
    igraph_vector_destroy(&factors->evenness);
    igraph_vector_destroy(&factors->tried);
    igraph_vector_destroy(&factors->curve);
    igraph_vector_destroy(&factors->held_out);
    igraph_vector_destroy(&factors->similarity);
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_options(const latigraph_factors_options_t *options) {
    IGRAPH_CHECK(
        latigraph_check_integer("number of factors", options->rank, 0, LATIGRAPH_FACTORS_MAX));
    IGRAPH_CHECK(latigraph_check_integer("greatest number of factors", options->most, 1,
                                         LATIGRAPH_FACTORS_MAX));
    IGRAPH_CHECK(latigraph_check_integer("number of starts", options->starts, 1, 1000));
    IGRAPH_CHECK(latigraph_check_integer("window", options->window, 1, TIMES_MAX));
    IGRAPH_CHECK(latigraph_check_integer("step between windows", options->step, 1, TIMES_MAX));
    IGRAPH_CHECK(latigraph_check_integer("number of sweeps", options->iterations, 1, G_MAXINT));
    IGRAPH_CHECK(latigraph_check_real("least match of starts", options->stability, 0, 1));
    IGRAPH_CHECK(latigraph_check_real("least gain of a factor", options->gain, 0, 1));
    IGRAPH_CHECK(latigraph_check_real("SD of smoothing", options->smooth, 0, 1e6));
    IGRAPH_CHECK(latigraph_check_real("share of values that may be missing", options->gap, 0, 1));
    return latigraph_check_threads(options->threads);
}

static igraph_error_t check_animals(latigraph_factors_job_t *job) {
    const latigraph_activity_t *first = job->animals[0];
    for (int w = 0; w < job->count; w++) {
        const latigraph_activity_t *animal = job->animals[w];
        const igraph_integer_t times = latigraph_activity_times(animal);
        const igraph_integer_t neurons = latigraph_activity_neurons(animal);
        if (times < TIMES_MIN || neurons < 2 || times > TIMES_MAX || neurons > NEURONS_MAX) {
            IGRAPH_ERRORF("Activity \"%.60s\" has %" IGRAPH_PRId " times (rows) and %" IGRAPH_PRId
                          " neurons (columns), but factors need from %d to %d times and from 2 to "
                          "%d neurons. Rows are times: transpose it if they are neurons.",
                          IGRAPH_EINVAL, animal->name, times, neurons, TIMES_MIN, TIMES_MAX,
                          NEURONS_MAX);
        }
        if (times != latigraph_activity_times(first)) {
            IGRAPH_ERRORF("Activity \"%.60s\" has %" IGRAPH_PRId " times, but \"%.60s\" has "
                          "%" IGRAPH_PRId ". The times of all animals must correspond: cut the "
                          "recordings to the same times.",
                          IGRAPH_EINVAL, animal->name, times, first->name,
                          latigraph_activity_times(first));
        }
    }
    job->times = (int)latigraph_activity_times(first);
    if (job->options->window > job->times) {
        IGRAPH_ERRORF("The window has %" IGRAPH_PRId " times, but the recordings have %d.",
                      IGRAPH_EINVAL, job->options->window, job->times);
    }
    return IGRAPH_SUCCESS;
}

/* Gets the most factors that the known pairs and windows can have, at least 2. */
static igraph_error_t check_tensor(const latigraph_factors_job_t *job, int *most) {
    const latigraph_tensor_t *tensor = &job->tensor;
    int pairs = 0;
    for (int p = 0; p < tensor->pairs; p++) {
        pairs += latigraph_tensor_knows(tensor, p);
    }
    *most = MIN(LATIGRAPH_FACTORS_MAX, MIN(pairs, tensor->times));
    if (*most < 2) {
        IGRAPH_ERRORF("The recordings have %d pairs of neurons that vary and %d windows of time, "
                      "which are not enough for two factors. Factors need at least 3 neurons that "
                      "are known together, and recordings of two windows.",
                      IGRAPH_EINVAL, pairs, tensor->times);
    }
    if (job->options->rank > *most) {
        IGRAPH_ERRORF("The number of factors is %" IGRAPH_PRId ", but %d pairs of neurons and %d "
                      "windows of time can have at most %d.",
                      IGRAPH_EINVAL, job->options->rank, pairs, tensor->times, *most);
    }
    if (pairs < tensor->pairs) {
        IGRAPH_CHECK(latigraph_remark_add(
            job->options->remarks, "unknown-pairs", "networks",
            "%d of %d pairs of neurons are known together in no animal, so that they have no edge.",
            tensor->pairs - pairs, tensor->pairs));
    }
    return IGRAPH_SUCCESS;
}

/* --- Number of factors ------------------------------------------------------------------------ */

static igraph_error_t progress(double percent) {
    LATIGRAPH_ALLOW_INTERRUPTION();
    IGRAPH_PROGRESS("Factors of activity: ", percent, NULL);
    return IGRAPH_SUCCESS;
}

/* Tries one number of factors and adds it to the curves. Gets its match and its held-out share. */
static igraph_error_t try_rank(const latigraph_factors_job_t *job, int rank,
                               latigraph_trial_t *trial, double *match, double *share) {
    latigraph_factors_t *result = job->result;
    IGRAPH_CHECK(latigraph_trial_init(trial, &job->tensor, rank, job->options));
    IGRAPH_CHECK(latigraph_trial_held_out(trial, &job->tensor, job->options, share));
    IGRAPH_CHECK(latigraph_trial_match(trial, &job->tensor, match));
    IGRAPH_CHECK(igraph_vector_push_back(&result->tried, rank));
    IGRAPH_CHECK(igraph_vector_push_back(&result->curve, latigraph_cp_explained(&trial->start[0])));
    IGRAPH_CHECK(igraph_vector_push_back(&result->held_out, *share));
    return igraph_vector_push_back(&result->similarity, *match);
}

/* The best fit of the number of factors that is chosen so far. */
typedef struct {
    latigraph_cp_t cp;
    int rank;
    double share; /* held-out share */
} choice_t;

static void choice_destroy(choice_t *choice) {
    latigraph_cp_destroy(&choice->cp);
}

/* Whether a number of factors replaces the one that is chosen so far. */
static gboolean is_better(const latigraph_factors_options_t *options, const choice_t *choice,
                          int rank, double match, double share) {
    if (choice->rank == 0) {
        return TRUE;
    }
    if (match < options->stability) {
        return FALSE;
    }
    return isnan(share) || share - choice->share >= options->gain * (rank - choice->rank);
}

static igraph_error_t choose_rank(const latigraph_factors_job_t *job, int most, choice_t *choice) {
    const latigraph_factors_options_t *options = job->options;
    for (int rank = 1; rank <= most && rank <= choice->rank + PATIENCE; rank++) {
        latigraph_trial_t trial;
        double match, share;
        IGRAPH_CHECK(progress(10 + 80.0 * (rank - 1) / most));
        IGRAPH_CHECK(try_rank(job, rank, &trial, &match, &share));
        if (is_better(options, choice, rank, match, share)) {
            const latigraph_cp_t before = choice->cp;
            choice->cp = trial.start[0];
            trial.start[0] = before;
            choice->rank = rank;
            choice->share = share;
        }
        latigraph_trial_destroy(&trial);
        IGRAPH_FINALLY_CLEAN(1);
    }
    if (choice->rank == options->most) {
        IGRAPH_CHECK(latigraph_remark_add(
            options->remarks, "most-factors", "tried",
            "The greatest number of factors that was tried, %d, is stable. Raise \"most\".",
            choice->rank));
    }
    return IGRAPH_SUCCESS;
}

/* Fits the number of factors that was asked for. */
static igraph_error_t fit_rank(const latigraph_factors_job_t *job, choice_t *choice) {
    const latigraph_factors_options_t *options = job->options;
    latigraph_trial_t trial;
    double match, share;
    IGRAPH_CHECK(progress(10));
    IGRAPH_CHECK(try_rank(job, (int)options->rank, &trial, &match, &share));
    choice->cp = trial.start[0];
    memset(&trial.start[0], 0, sizeof trial.start[0]);
    choice->rank = (int)options->rank;
    if (match < options->stability) {
        IGRAPH_CHECK(latigraph_remark_add(
            options->remarks, "unstable", "similarity",
            "%d factors are not stable: starts match by %.3g on average, less than %.3g. Fewer "
            "factors are safer; leave out \"rank\" to have their number chosen.",
            choice->rank, match, options->stability));
    }
    latigraph_trial_destroy(&trial);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Steps ------------------------------------------------------------------------------------ */

static igraph_error_t fill_tensor(latigraph_factors_job_t *job) {
    const latigraph_affinity_t affinity = {.smooth = job->options->smooth,
                                           .window = (int)job->options->window,
                                           .step = (int)job->options->step,
                                           .gap = job->options->gap,
                                           .threads = (int)job->options->threads,
                                           .remarks = job->options->remarks};
    IGRAPH_CHECK(latigraph_tensor_init(&job->tensor, job->neurons,
                                       latigraph_tensor_times(&affinity, job->times), job->count));
    for (int w = 0; w < job->count; w++) {
        IGRAPH_CHECK(progress(10.0 * w / job->count));
        IGRAPH_CHECK(latigraph_tensor_add(&job->tensor, w, job->animals[w],
                                          job->column + (size_t)w * job->neurons, &affinity));
    }
    return IGRAPH_SUCCESS;
}

/* Fits the factors of a job whose neurons have vertices. */
static igraph_error_t find_factors(latigraph_factors_job_t *job) {
    choice_t choice = {.rank = 0};
    int most;
    IGRAPH_CHECK(fill_tensor(job));
    IGRAPH_CHECK(check_tensor(job, &most));
    if (job->count == 1) {
        IGRAPH_CHECK(latigraph_remark_add(
            job->options->remarks, "one-animal", "networks",
            "One animal gives a matrix of pairs and times, whose factors are not unique, and no "
            "neuron can be held out. Several animals are safer."));
    }
    IGRAPH_FINALLY(choice_destroy, &choice);
    IGRAPH_CHECK(job->options->rank > 0
                     ? fit_rank(job, &choice)
                     : choose_rank(job, (int)MIN(job->options->most, most), &choice));
    IGRAPH_CHECK(progress(90));
    IGRAPH_CHECK(latigraph_factors_hand_out(job, &choice.cp));
    choice_destroy(&choice);
    latigraph_tensor_destroy(&job->tensor);
    IGRAPH_FINALLY_CLEAN(2);
    return progress(100);
}

/* Gives the neurons vertices: a recording without times that has all of them takes part in the
 * matching of names. */
static igraph_error_t place_neurons(latigraph_factors_job_t *job) {
    const gboolean named = igraph_strvector_size(&job->animals[0]->names) > 0;
    IGRAPH_MATRIX_INIT_FINALLY(&job->none, 0, job->neurons);
    IGRAPH_CHECK(latigraph_activity_from_matrix(&job->all, &job->none,
                                                named ? &job->result->neurons : NULL));
    IGRAPH_FINALLY(latigraph_activity_destroy, job->all);
    return latigraph_vertices_init(&job->place, job->all, job->options->like);
}

/**
 * \function latigraph_activity_factors
 * \brief Groups of neurons that are active together, when, and in which animals.
 *
 * The co-activity of two neurons at a time is large if both change in the same direction at a
 * similar speed. It forms a tensor of pairs × times × animals, which is described by R factors
 * without negative entries: weights of pairs, a course over time and a load of each animal. Pairs
 * of which an animal lacks a neuron do not enter its sums. The slices of the animals lie in a
 * mapped file if they are large, and sums go through them one animal at a time.
 *
 * </para><para>
 * Factors are found by hierarchical alternating least squares from several random starts. The
 * number of factors is the largest one whose starts agree, and whose factors each add to what is
 * explained at neurons that were left out. Each factor is an undirected graph; its blocks are
 * those of shortest description and the communities of greatest modularity. The dynamic functional
 * connectome of Dyballa et al. (ICLR 2024) has the same steps; the measure of co-activity is ours.
 *
 * </para><para>
 * Edges have the attribute \c weight, the co-activity of the pair at the factor's peak in an
 * average animal. Vertices have \c strength, \c member (1 in the strongest community), \c block
 * and \c leiden.
 *
 * \param factors An initialised result, whose contents are replaced.
 * \param animals Recordings, one per animal, with the same number of corresponding times. Neurons
 *    of the same name are the same; without names those of the same column.
 * \param count Number of animals.
 * \param options The options.
 * \return Error code: \c IGRAPH_EINVAL if recordings differ in length, cannot be matched, hold
 *    infinite values or too few neurons that vary, if a name is that of no vertex of \c like, or if
 *    an option is out of range; \c IGRAPH_ENOMEM; \c IGRAPH_EFILE if the mapped file cannot be
 *    made; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(P T W R) per sweep and start, for P = N (N − 1) / 2 pairs of N neurons, T
 * windows, W animals and R factors.
 *
 * Example: the number of factors of two animals.
 * \verbatim
 *   const latigraph_activity_t *animals[2] = {activity, activity};
 *   latigraph_factors_options_t choice;
 *   latigraph_factors_t factors;
 *   latigraph_factors_options_init(&choice);
 *   latigraph_factors_init(&factors);
 *   latigraph_activity_factors(&factors, animals, 2, &choice);
 *   printf("%ld factors\n", (long)igraph_vector_size(&factors.share));
 *   latigraph_factors_destroy(&factors);
 * \endverbatim
 */
igraph_error_t latigraph_activity_factors(latigraph_factors_t *factors,
                                          const latigraph_activity_t *const *animals,
                                          igraph_integer_t count,
                                          const latigraph_factors_options_t *options) {
    latigraph_factors_job_t job = {.result = factors, .animals = animals, .options = options};
    IGRAPH_CHECK(check_options(options));
    IGRAPH_CHECK(latigraph_check_integer("number of animals", count, 1, G_MAXINT16));
    job.count = (int)count;
    igraph_vector_clear(&factors->tried);
    igraph_vector_clear(&factors->curve);
    igraph_vector_clear(&factors->held_out);
    igraph_vector_clear(&factors->similarity);
    IGRAPH_CHECK(check_animals(&job));
    IGRAPH_CHECK(latigraph_factors_match(&job));
    IGRAPH_CHECK(
        latigraph_check_integer("number of different neurons", job.neurons, 2, NEURONS_MAX));
    IGRAPH_CHECK(place_neurons(&job));
    IGRAPH_CHECK(find_factors(&job));
    latigraph_vertices_destroy(&job.place);
    latigraph_activity_destroy(job.all);
    igraph_matrix_destroy(&job.none);
    g_free(job.column);
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}
