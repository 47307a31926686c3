/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Networks from activity: checks, windows, and the way from a recording to graphs.
 *
 *     recording ──columns──▶ z-scores ──estimator──▶ weight of every pair ──keep──▶ edges ──▶ graph
 *
 * A window is a recording of its own, with its own means and SD. Weights within a connectome need
 * no choice of pairs, and visibility graphs have times as vertices, so that these two take ways of
 * their own. What a user should know about a recording (neurons that never vary, more neurons than
 * times) is remarked once for each recording. */

#include "activity/columns.h"
#include "activity/estimate.h"
#include "activity/keep.h"
#include "activity/vertices.h"
#include "activity/visibility.h"

#include "base/parallel.h"
#include "base/remarks.h"
#include "base/text.h"

#include <string.h>

/* Loops over blocks of times count a few hundred beyond the last one, which must fit into an int.
 */
enum { TIMES_MIN = 10, TIMES_MAX = 1 << 30 };

static const char *const kind_names[] = {"autoregression",    "lagged",  "glm",
                                         "correlation",       "partial", "visibility",
                                         "natural-visibility"};

/* A call of latigraph_network_from_activity(). */
typedef struct {
    igraph_graph_list_t *networks;
    const latigraph_activity_t *activity;
    const latigraph_network_options_t *options;
    latigraph_vertices_t vertices;
    latigraph_remarks_t *remarks; /* NULL after the first window, or if they are not wanted */
} job_t;

/**
 * \function latigraph_network_options_init
 * \brief Sets all options of \ref latigraph_network_from_activity() to their defaults.
 *
 * The defaults are an autoregression with a chosen penalty over all times, the tenth of the pairs
 * that is strongest, 200 shifts, a delay of at most 1, seed 1 and one thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: options of a partial correlation.
 * \verbatim
 *   latigraph_network_options_t choice;
 *   latigraph_network_options_init(&choice);
 *   choice.kind = LATIGRAPH_NETWORK_PARTIAL;
 * \endverbatim
 */
void latigraph_network_options_init(latigraph_network_options_t *options) {
    *options = (latigraph_network_options_t){.kind = LATIGRAPH_NETWORK_AUTOREGRESSION,
                                             .keep = LATIGRAPH_KEEP_DENSITY,
                                             .density = 0.1,
                                             .p = 0.05,
                                             .lags = 1,
                                             .penalty = IGRAPH_NAN,
                                             .shifts = 200,
                                             .seed = 1,
                                             .threads = 1};
}

/* --- Checks ----------------------------------------------------------------------------------- */

static gboolean is_visibility(latigraph_network_kind_t kind) {
    return kind == LATIGRAPH_NETWORK_VISIBILITY || kind == LATIGRAPH_NETWORK_NATURAL_VISIBILITY;
}

static igraph_error_t check_numbers(const latigraph_network_options_t *options) {
    if (options->keep == LATIGRAPH_KEEP_DENSITY &&
        !(options->density > 0 && options->density <= 1)) {
        IGRAPH_ERRORF("The density to keep is %g, but must be above 0 and at most 1.",
                      IGRAPH_EINVAL, options->density);
    }
    if (options->keep == LATIGRAPH_KEEP_P && !(options->p > 0 && options->p < 1)) {
        IGRAPH_ERRORF("The false discovery rate is %g, but must be between 0 and 1.", IGRAPH_EINVAL,
                      options->p);
    }
    if (!isnan(options->penalty) && !(options->penalty > 0 && isfinite(options->penalty))) {
        IGRAPH_ERRORF("The penalty is %g, but must be above 0.", IGRAPH_EINVAL, options->penalty);
    }
    if (options->shifts < 20 || options->shifts > 100000) {
        IGRAPH_ERRORF("The number of shifts is %" IGRAPH_PRId ", but must be from 20 to 100000.",
                      IGRAPH_EINVAL, options->shifts);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_kind(const latigraph_network_options_t *options) {
    if ((int)options->kind < 0 || options->kind > LATIGRAPH_NETWORK_NATURAL_VISIBILITY) {
        IGRAPH_ERRORF("There is no kind of network with number %d.", IGRAPH_EINVAL,
                      (int)options->kind);
    }
    if (options->within != NULL && options->kind != LATIGRAPH_NETWORK_AUTOREGRESSION) {
        IGRAPH_ERRORF("Weights within a connectome are estimated by kind autoregression, not by "
                      "kind %s.",
                      IGRAPH_EINVAL, kind_names[options->kind]);
    }
    if (options->within != NULL && !igraph_is_directed(options->within)) {
        IGRAPH_ERROR("The connectome is undirected, so that it does not say which neuron of an "
                     "edge is presynaptic. Direct its edges, for example both ways by "
                     "igraph_to_directed().",
                     IGRAPH_EINVAL);
    }
    if (options->keep == LATIGRAPH_KEEP_P &&
        (options->within != NULL || is_visibility(options->kind))) {
        IGRAPH_ERROR("Shifts give p values to pairs of neurons. A visibility graph has none, and "
                     "weights within a connectome have standard errors.",
                     IGRAPH_EINVAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_size(const job_t *job) {
    const latigraph_network_options_t *options = job->options;
    const igraph_integer_t times = latigraph_activity_times(job->activity);
    const igraph_integer_t neurons = latigraph_activity_neurons(job->activity);
    const igraph_integer_t least = is_visibility(options->kind) ? 1 : 2;
    if (times < TIMES_MIN || neurons < least) {
        IGRAPH_ERRORF("Activity \"%.60s\" has %" IGRAPH_PRId " times (rows) and %" IGRAPH_PRId
                      " neurons (columns), but needs at least %d times and %" IGRAPH_PRId
                      " neurons. Rows are times: transpose it if they are neurons.",
                      IGRAPH_EINVAL, job->activity->name, times, neurons, TIMES_MIN, least);
    }
    if (options->window != 0 && (options->window < TIMES_MIN || options->window > times)) {
        IGRAPH_ERRORF("The window has %" IGRAPH_PRId
                      " times, but must have from %d to %" IGRAPH_PRId
                      ", the times of the activity.",
                      IGRAPH_EINVAL, options->window, TIMES_MIN, times);
    }
    if (options->step < 0) {
        IGRAPH_ERRORF("The step between windows is %" IGRAPH_PRId ", but cannot be negative.",
                      IGRAPH_EINVAL, options->step);
    }
    const igraph_integer_t window = options->window > 0 ? options->window : times;
    if (window > TIMES_MAX) {
        IGRAPH_ERRORF("The network would be estimated from %" IGRAPH_PRId
                      " times, but at most %d are possible. Make one network per window.",
                      IGRAPH_EINVAL, window, TIMES_MAX);
    }
    if (options->kind == LATIGRAPH_NETWORK_LAGGED &&
        (options->lags < 1 || options->lags > window / 2)) {
        IGRAPH_ERRORF("The greatest delay is %" IGRAPH_PRId ", but must be from 1 to %" IGRAPH_PRId
                      ", half of the times.",
                      IGRAPH_EINVAL, options->lags, window / 2);
    }
    return IGRAPH_SUCCESS;
}

/* --- Remarks ---------------------------------------------------------------------------------- */

/* Appends up to three labels of the neurons that do not vary: constant ones, or unrecorded ones. */
static int list_still(const latigraph_columns_t *columns, gboolean recorded,
                      latigraph_text_t *text) {
    int count = 0;
    for (int j = 0; j < columns->n; j++) {
        if (!latigraph_column_is_live(columns, j) && (columns->recorded[j] > 0) == recorded) {
            char label[LABEL_SIZE];
            latigraph_activity_label(columns->activity, j, label);
            if (count++ < 3) {
                latigraph_text_print(text, "%s%s", count > 1 ? ", " : "", label);
            }
        }
    }
    latigraph_text_append(text, count > 3 ? ", ..." : ".");
    return count;
}

static igraph_error_t remark_still(const latigraph_columns_t *columns, gboolean recorded,
                                   latigraph_remarks_t *remarks) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    const char *name = columns->activity->name;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    const int count = list_still(columns, recorded, &text);
    IGRAPH_CHECK(latigraph_text_check(&text));
    if (count > 0) {
        IGRAPH_CHECK(latigraph_remark_add(
            remarks, recorded ? "constant" : "unrecorded", name,
            "%s: %d of %d neurons %s, so that they have no edges: %s", name, count, columns->n,
            recorded ? "never vary" : "were not recorded", latigraph_text(&text)));
    }
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Remarks on the first window of a recording. */
static igraph_error_t remark_columns(const job_t *job, const latigraph_columns_t *columns) {
    const gboolean pairs = !is_visibility(job->options->kind);
    if (job->remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (pairs) { /* a visibility graph of a constant neuron is a chain */
        IGRAPH_CHECK(remark_still(columns, TRUE, job->remarks));
    }
    IGRAPH_CHECK(remark_still(columns, FALSE, job->remarks));
    if (pairs && columns->times < columns->n) {
        return latigraph_remark_add(
            job->remarks, "short", job->activity->name,
            "%s: there are fewer times (%d rows) than neurons (%d columns). Transpose the activity "
            "if its rows are neurons; otherwise expect weak estimates.",
            job->activity->name, columns->times, columns->n);
    }
    return IGRAPH_SUCCESS;
}

/* --- One window ------------------------------------------------------------------------------- */

/* Sets the name of a network; that of a window ends with its first and last time. */
static igraph_error_t set_name(const job_t *job, igraph_t *graph,
                               const latigraph_columns_t *columns, const char *what) {
    char *name;
    if (job->options->window == 0) {
        return igraph_cattribute_GAS_set(graph, "name", what);
    }
    IGRAPH_CHECK(latigraph_print_text(&name, "%s@%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, what,
                                      columns->first + 1, columns->first + columns->times));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "name", name));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Sets graph attributes that say how a network was made, and hands it to the list. */
static igraph_error_t push_network(job_t *job, igraph_t *graph, const latigraph_columns_t *columns,
                                   const char *what, double penalty) {
    if (igraph_has_attribute_table()) {
        IGRAPH_CHECK(set_name(job, graph, columns, what));
        IGRAPH_CHECK(igraph_cattribute_GAS_set(graph, "kind", kind_names[job->options->kind]));
        IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "first_time", (double)columns->first + 1));
        IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "times", columns->times));
        if (isfinite(penalty)) {
            IGRAPH_CHECK(igraph_cattribute_GAN_set(graph, "penalty", penalty));
        }
    }
    IGRAPH_CHECK(igraph_graph_list_push_back(job->networks, graph));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t estimate_pairs(const job_t *job, const latigraph_columns_t *columns,
                                     latigraph_estimate_t *estimate) {
    const latigraph_network_options_t *options = job->options;
    switch (options->kind) {
    case LATIGRAPH_NETWORK_LAGGED:
        return latigraph_estimate_lagged(estimate, columns, (int)options->lags);
    case LATIGRAPH_NETWORK_CORRELATION:
        return latigraph_estimate_correlation(estimate, columns);
    case LATIGRAPH_NETWORK_PARTIAL:
        return latigraph_estimate_partial(estimate, columns);
    case LATIGRAPH_NETWORK_GLM:
        return latigraph_estimate_glm(estimate, columns, options->penalty);
    default:
        return latigraph_estimate_autoregression(estimate, columns, options->penalty);
    }
}

/* Appends the values of the pairs, unless the estimate has none. */
static igraph_error_t take_values(const igraph_vector_int_t *pairs, const double *value,
                                  igraph_vector_t *to) {
    const igraph_integer_t count = value != NULL ? igraph_vector_int_size(pairs) : 0;
    IGRAPH_CHECK(igraph_vector_resize(to, count));
    for (igraph_integer_t e = 0; e < count; e++) {
        VECTOR(*to)[e] = value[VECTOR(*pairs)[e]];
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t take_pairs(const latigraph_estimate_t *estimate,
                                 const igraph_vector_int_t *pairs, latigraph_edge_list_t *edges) {
    const igraph_integer_t count = igraph_vector_int_size(pairs);
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->ends, 2 * count));
    for (igraph_integer_t e = 0; e < count; e++) {
        VECTOR(edges->ends)[2 * e] = VECTOR(*pairs)[e] / estimate->n;
        VECTOR(edges->ends)[2 * e + 1] = VECTOR(*pairs)[e] % estimate->n;
    }
    IGRAPH_CHECK(take_values(pairs, estimate->weight, &edges->weight));
    IGRAPH_CHECK(take_values(pairs, estimate->error, &edges->error));
    IGRAPH_CHECK(take_values(pairs, estimate->delay, &edges->delay));
    return take_values(pairs, estimate->p, &edges->p);
}

static igraph_error_t pairs_network(job_t *job, const latigraph_columns_t *columns) {
    const latigraph_network_options_t *options = job->options;
    const latigraph_shifts_t shifts = {.kind = options->kind,
                                       .lags = (int)options->lags,
                                       .shifts = (int)options->shifts,
                                       .seed = (guint64)options->seed};
    latigraph_estimate_t estimate;
    latigraph_edge_list_t edges;
    igraph_vector_int_t pairs;
    igraph_t graph;
    IGRAPH_CHECK(estimate_pairs(job, columns, &estimate));
    if (options->keep == LATIGRAPH_KEEP_P) {
        IGRAPH_CHECK(latigraph_estimate_p(&estimate, columns, &shifts));
    }
    IGRAPH_VECTOR_INT_INIT_FINALLY(&pairs, 0);
    IGRAPH_CHECK(latigraph_edge_list_init(&edges));
    IGRAPH_CHECK(
        latigraph_keep_pairs(&estimate, options->keep, options->density, options->p, &pairs));
    IGRAPH_CHECK(take_pairs(&estimate, &pairs, &edges));
    IGRAPH_CHECK(latigraph_vertices_graph(&job->vertices, &edges, estimate.directed, &graph));
    IGRAPH_CHECK(push_network(job, &graph, columns, job->activity->name, estimate.penalty));
    latigraph_edge_list_destroy(&edges);
    igraph_vector_int_destroy(&pairs);
    latigraph_estimate_destroy(&estimate);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- Within a connectome ---------------------------------------------------------------------- */

/* Fills the ends of the edges whose neurons both vary; returns how many there are. */
static int list_within(const job_t *job, const latigraph_columns_t *columns, int *from, int *to) {
    const igraph_t *graph = job->options->within;
    int count = 0;
    for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
        const igraph_integer_t source = VECTOR(job->vertices.column)[IGRAPH_FROM(graph, e)];
        const igraph_integer_t target = VECTOR(job->vertices.column)[IGRAPH_TO(graph, e)];
        if (source >= 0 && target >= 0 && source != target &&
            latigraph_column_is_live(columns, (int)source) &&
            latigraph_column_is_live(columns, (int)target)) {
            from[count] = (int)source;
            to[count++] = (int)target;
        }
    }
    return count;
}

static igraph_error_t take_within(const latigraph_within_t *within, latigraph_edge_list_t *edges) {
    IGRAPH_CHECK(igraph_vector_int_resize(&edges->ends, 2 * (igraph_integer_t)within->edges));
    IGRAPH_CHECK(igraph_vector_resize(&edges->weight, within->edges));
    IGRAPH_CHECK(igraph_vector_resize(&edges->error, within->edges));
    for (int e = 0; e < within->edges; e++) {
        VECTOR(edges->ends)[2 * (igraph_integer_t)e] = within->from[e];
        VECTOR(edges->ends)[2 * (igraph_integer_t)e + 1] = within->to[e];
        VECTOR(edges->weight)[e] = within->weight[e];
        VECTOR(edges->error)[e] = within->error[e];
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_within(const job_t *job, const latigraph_within_t *within) {
    const igraph_integer_t left = igraph_ecount(job->options->within) - within->edges;
    if (left == 0 || job->remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    return latigraph_remark_add(
        job->remarks, "unrecorded", job->activity->name,
        "%s: %" IGRAPH_PRId " of %" IGRAPH_PRId
        " edges of the connectome are left out: they are self-loops, or one "
        "of their neurons was not recorded or never varies.",
        job->activity->name, left, igraph_ecount(job->options->within));
}

static igraph_error_t within_network(job_t *job, const latigraph_columns_t *columns) {
    const igraph_integer_t all = igraph_ecount(job->options->within);
    latigraph_within_t within = {0};
    latigraph_edge_list_t edges;
    igraph_t graph;
    if (all > G_MAXINT) {
        IGRAPH_ERRORF("The connectome has more than %d edges.", IGRAPH_EINVAL, G_MAXINT);
    }
    LATIGRAPH_ALLOCATE(within.from, all);
    LATIGRAPH_ALLOCATE(within.to, all);
    LATIGRAPH_ALLOCATE(within.weight, all);
    LATIGRAPH_ALLOCATE(within.error, all);
    IGRAPH_CHECK(latigraph_edge_list_init(&edges));
    within.edges = list_within(job, columns, within.from, within.to);
    IGRAPH_CHECK(latigraph_estimate_within(&within, columns, job->options->penalty));
    IGRAPH_CHECK(remark_within(job, &within));
    IGRAPH_CHECK(take_within(&within, &edges));
    IGRAPH_CHECK(latigraph_vertices_graph(&job->vertices, &edges, true, &graph));
    IGRAPH_CHECK(push_network(job, &graph, columns, job->activity->name, within.penalty));
    latigraph_edge_list_destroy(&edges);
    g_free(within.error);
    g_free(within.weight);
    g_free(within.to);
    g_free(within.from);
    IGRAPH_FINALLY_CLEAN(5);
    return IGRAPH_SUCCESS;
}

/* --- Visibility ------------------------------------------------------------------------------- */

/* One graph per neuron. */
static igraph_error_t visibility_networks(job_t *job, const latigraph_columns_t *columns) {
    const gboolean natural = job->options->kind == LATIGRAPH_NETWORK_NATURAL_VISIBILITY;
    const igraph_strvector_t *names = &job->activity->names;
    double *series;
    LATIGRAPH_ALLOCATE(series, columns->times);
    for (int j = 0; j < columns->n; j++) {
        char label[LABEL_SIZE];
        igraph_t graph;
        IGRAPH_CHECK(latigraph_columns_progress(100.0 * j / columns->n));
        latigraph_activity_block(columns->activity, columns->first, columns->times, j, 1, series);
        IGRAPH_CHECK(latigraph_visibility(&graph, series, columns->times, natural));
        IGRAPH_FINALLY(igraph_destroy, &graph);
        latigraph_activity_label(columns->activity, j, label); /* a name is cut and quoted there */
        IGRAPH_CHECK(push_network(
            job, &graph, columns,
            igraph_strvector_size(names) > 0 ? igraph_strvector_get(names, j) : label, NAN));
    }
    g_free(series);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- All windows ------------------------------------------------------------------------------ */

static igraph_error_t window_network(job_t *job, gint64 first, int times) {
    latigraph_columns_t columns;
    IGRAPH_CHECK(
        latigraph_columns_init(&columns, job->activity, first, times, (int)job->options->threads));
    IGRAPH_CHECK(remark_columns(job, &columns));
    if (is_visibility(job->options->kind)) {
        IGRAPH_CHECK(visibility_networks(job, &columns));
    } else if (job->options->within != NULL) {
        IGRAPH_CHECK(within_network(job, &columns));
    } else {
        IGRAPH_CHECK(pairs_network(job, &columns));
    }
    latigraph_columns_destroy(&columns);
    IGRAPH_FINALLY_CLEAN(1);
    job->remarks = NULL;
    return IGRAPH_SUCCESS;
}

static igraph_error_t all_windows(job_t *job) {
    const latigraph_network_options_t *options = job->options;
    const gint64 times = latigraph_activity_times(job->activity);
    const gint64 window = options->window > 0 ? options->window : times;
    const gint64 step = options->step > 0 ? options->step : window;
    for (gint64 first = 0; first + window <= times; first += step) {
        IGRAPH_CHECK(window_network(job, first, (int)window));
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_network_from_activity
 * \brief Estimates networks of neurons from their activity.
 *
 * Kinds \c autoregression (the default), \c lagged and \c glm give directed graphs, \c correlation
 * and \c partial undirected ones. An autoregression predicts every neuron from all neurons one time
 * before; the weight of i → j is the change of j, in SD, if i is one SD higher and all others are
 * equal. A correlation is nearly blind to wiring, because neurons that receive the same are
 * correlated, too. \c glm is the same regression for spike counts: Poisson with the rate
 * ln(1 + exp(x)). Visibility graphs have the times of one neuron as vertices.
 *
 * With \c within, only the edges of a connectome may have weight: each neuron is regressed on its
 * presynaptic neurons and its own past. Weights are then in units of the target per unit of the
 * source.
 *
 * Edges have the attribute "weight", the absolute value, and "sign", 1 or −1. Regressions add "se",
 * the standard error; kind \c lagged adds "delay"; \c LATIGRAPH_KEEP_P adds "p". The graphs have
 * the vertices of \c within or \c like with all their data, or else one vertex per column with its
 * name. Columns with names belong to the vertices of these names.
 *
 * p values compare with circular shifts of the target, at the Benjamini-Hochberg false discovery
 * rate. The same activity, options and seed give the same result with any number of threads.
 *
 * \param networks An initialised list. One graph per window is appended; visibility graphs are
 *        appended per window and neuron. After an error it may have some of them.
 * \param activity The recording.
 * \param options The options.
 * \return Error code: \c IGRAPH_EINVAL if there are fewer than 10 times or 2 neurons, a value is
 *         infinite, a name matches no vertex, \c within is undirected or an option is out of range;
 *         \c IGRAPH_ENOMEM if N² numbers do not fit into memory; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(T N²) for correlations, O(T N² + N³) for regressions, for T times and N
 * neurons. Memory is O(N²) beside the recording; p values and \c glm need O(T N).
 *
 * Example: the strongest tenth of the pairs.
 * \verbatim
 *   igraph_graph_list_t networks;
 *   latigraph_network_options_t choice;
 *   latigraph_network_options_init(&choice);
 *   igraph_graph_list_init(&networks, 0);
 *   latigraph_network_from_activity(&networks, activity, &choice);
 *   printf("%ld edges\n", (long)igraph_ecount(igraph_graph_list_get_ptr(&networks, 0)));
 *   igraph_graph_list_destroy(&networks);
 * \endverbatim
 */
igraph_error_t latigraph_network_from_activity(igraph_graph_list_t *networks,
                                               const latigraph_activity_t *activity,
                                               const latigraph_network_options_t *options) {
    job_t job = {.networks = networks,
                 .activity = activity,
                 .options = options,
                 .remarks = options->remarks};
    IGRAPH_CHECK(latigraph_check_threads(options->threads));
    IGRAPH_CHECK(check_kind(options));
    IGRAPH_CHECK(check_numbers(options));
    IGRAPH_CHECK(check_size(&job));
    IGRAPH_CHECK(latigraph_vertices_init(&job.vertices, activity,
                                         is_visibility(options->kind) ? NULL
                                         : options->within != NULL    ? options->within
                                                                      : options->like));
    IGRAPH_CHECK(all_windows(&job));
    latigraph_vertices_destroy(&job.vertices);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
