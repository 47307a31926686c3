/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Results of a functional fit: scores of outputs and recordings, the network, and remarks.
 *
 * A good score in training recordings says nothing about other ones, where inputs that never varied
 * in training can break predictions. Remarks say both, with numbers. */

#include "functional/fit.h"
#include "functional/two_mode.h"

#include "base/remarks.h"
#include "base/text.h"

#include <math.h>

/* --- Scores ----------------------------------------------------------------------------------- */

static igraph_error_t score_outputs(job_t *job) {
    latigraph_functional_t *result = job->result;
    const gboolean held = job->options->folds > 0;
    for (int c = 0; c < job->m; c++) {
        const latigraph_score_t score =
            latigraph_functional_score(job->data, job->predicted, 0, job->trained, c, 1, job->use);
        const latigraph_score_t unseen = latigraph_functional_score(
            job->data, job->predicted, job->trained, job->rows, c, 1, job->use);
        const double *weight = job->weight + (size_t)c * (size_t)job->n;
        int synapses = 0;
        for (int i = 0; i < job->n; i++) {
            synapses += weight[i] != 0;
        }
        IGRAPH_CHECK(igraph_strvector_push_back(&result->outputs,
                                                igraph_strvector_get(&job->data->output_names, c)));
        IGRAPH_CHECK(igraph_vector_push_back(&result->r2, held ? score.r2 : NAN));
        IGRAPH_CHECK(igraph_vector_push_back(&result->deviance, held ? score.deviance : NAN));
        IGRAPH_CHECK(igraph_vector_push_back(&result->unseen_r2, unseen.r2));
        IGRAPH_CHECK(igraph_vector_push_back(&result->synapses, synapses));
    }
    return IGRAPH_SUCCESS;
}

/* Returns the number of inputs that do not vary in training but do in a recording. */
static int count_still(const job_t *job, int recording) {
    const latigraph_functional_data_t *data = job->data;
    int count = 0;
    for (int i = 0; i < data->n; i++) {
        gboolean varies = FALSE;
        for (int t = data->from[recording]; t < data->from[recording + 1] && job->sd[i] == 0; t++) {
            const double x = data->x[(size_t)t * (size_t)data->n + (size_t)i];
            varies = varies || (isfinite(x) && x != job->mean[i]);
        }
        count += varies;
    }
    return count;
}

static igraph_error_t score_recordings(job_t *job) {
    const latigraph_functional_data_t *data = job->data;
    latigraph_functional_t *result = job->result;
    for (int r = 0; r < data->recordings; r++) {
        const latigraph_score_t score = latigraph_functional_score(
            data, job->predicted, data->from[r], data->from[r + 1], 0, job->m, job->use);
        const gboolean known = data->unseen[r] || job->options->folds > 0;
        IGRAPH_CHECK(
            igraph_strvector_push_back(&result->recordings, igraph_strvector_get(&data->names, r)));
        IGRAPH_CHECK(igraph_vector_push_back(&result->rows, data->from[r + 1] - data->from[r]));
        IGRAPH_CHECK(igraph_vector_push_back(&result->unseen, data->unseen[r] != 0));
        IGRAPH_CHECK(igraph_vector_push_back(&result->recording_r2, known ? score.r2 : NAN));
        IGRAPH_CHECK(
            igraph_vector_push_back(&result->recording_deviance, known ? score.deviance : NAN));
        IGRAPH_CHECK(igraph_vector_push_back(&result->still, count_still(job, r)));
    }
    return IGRAPH_SUCCESS;
}

/* Marks rows by 1: in `last` the last fifth of each training recording, which no point of a curve
 * and no baseline has seen, and in `part` the first `share` of the rows before it. */
static void mark_rows(const job_t *job, double share, double *part, double *last) {
    const latigraph_functional_data_t *data = job->data;
    for (int r = 0; r < data->recordings; r++) {
        const int first = data->from[r], length = data->from[r + 1] - first;
        for (int t = 0; t < length && !data->unseen[r]; t++) {
            const gboolean is_last = (gint64)t * 5 / length == 4;
            last[first + t] = is_last && job->use[first + t] != 0;
            part[first + t] = !is_last && t < share * 0.8 * length;
        }
    }
}

static igraph_error_t add_point(job_t *job, double *part, const double *last) {
    latigraph_functional_t *result = job->result;
    double rows = 0;
    IGRAPH_CHECK(latigraph_functional_fit_part(job, part));
    for (int t = 0; t < job->trained; t++) {
        rows += part[t] * job->use[t];
    }
    const latigraph_score_t score =
        latigraph_functional_score(job->data, job->predicted, 0, job->trained, 0, job->m, last);
    const latigraph_score_t unseen = latigraph_functional_score(
        job->data, job->predicted, job->trained, job->rows, 0, job->m, job->use);
    IGRAPH_CHECK(igraph_vector_push_back(&result->curve_rows, rows));
    IGRAPH_CHECK(igraph_vector_push_back(&result->curve_r2, score.r2));
    return igraph_vector_push_back(&result->curve_unseen_r2, unseen.r2);
}

/* Fits to an eighth, a quarter, half and all of four fifths of the rows. This overwrites the
 * predictions of the fit. */
static igraph_error_t add_curve(job_t *job) {
    double *part, *last;
    LATIGRAPH_ALLOCATE(part, job->trained);
    LATIGRAPH_ALLOCATE(last, job->trained);
    for (double share = 0.125; share <= 1; share *= 2) {
        mark_rows(job, share, part, last);
        IGRAPH_CHECK(add_point(job, part, last));
    }
    g_free(last);
    g_free(part);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t score_baseline(job_t *job) {
    const latigraph_functional_data_t *data = job->data;
    double *predicted, *part, *last;
    LATIGRAPH_ALLOCATE(predicted, (gsize)job->rows * (gsize)job->m);
    LATIGRAPH_ALLOCATE(part, job->rows);
    LATIGRAPH_ALLOCATE(last, job->rows);
    IGRAPH_CHECK(latigraph_functional_baseline(job, predicted));
    mark_rows(job, 1, part, last);
    for (int r = 0; r < data->recordings; r++) {
        const latigraph_score_t score =
            latigraph_functional_score(data, predicted, data->from[r], data->from[r + 1], 0, job->m,
                                       data->unseen[r] ? job->use : last);
        IGRAPH_CHECK(igraph_vector_push_back(&job->result->baseline_r2, score.r2));
    }
    g_free(last);
    g_free(part);
    g_free(predicted);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- The network ------------------------------------------------------------------------------ */

/* Weights and biases in the units of inputs and outputs. */
typedef struct {
    double *weight, *identified; /* (n, m) */
    double *bias, *softness;     /* (m) */
    int *lag;                    /* (n) */
} raw_t;

static void make_raw(const job_t *job, const raw_t *raw) {
    for (int c = 0; c < job->m; c++) {
        raw->bias[c] = job->scale[c] * job->bias[c];
        raw->softness[c] = job->scale[c] * job->options->softness;
        for (int i = 0; i < job->n; i++) {
            const size_t from = (size_t)c * (size_t)job->n + (size_t)i;
            const size_t to = (size_t)i * (size_t)job->m + (size_t)c;
            const double weight = job->weight[from];
            raw->weight[to] = weight != 0 ? weight * job->scale[c] / job->sd[i] : 0;
            raw->identified[to] = job->identified != NULL ? job->identified[from] : NAN;
            raw->bias[c] -= raw->weight[to] * job->mean[i];
        }
    }
    for (int i = 0; i < job->n; i++) {
        raw->lag[i] = i / job->data->n;
    }
}

/* Lists the names of inputs, those of the past with "@" and the lag. */
static igraph_error_t name_inputs(const job_t *job, igraph_strvector_t *names) {
    for (int i = 0; i < job->n; i++) {
        const char *name = igraph_strvector_get(&job->data->input_names, i % job->data->n);
        char *text;
        IGRAPH_CHECK(i < job->data->n
                         ? latigraph_copy_text(name, &text)
                         : latigraph_print_text(&text, "%s@%d", name, i / job->data->n));
        IGRAPH_FINALLY(g_free, text);
        IGRAPH_CHECK(igraph_strvector_push_back(names, text));
        g_free(text);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t push_network(job_t *job) {
    const gsize n = (gsize)job->n, m = (gsize)job->m;
    igraph_strvector_t names;
    igraph_t graph;
    raw_t raw;
    LATIGRAPH_ALLOCATE(raw.weight, n * m);
    LATIGRAPH_ALLOCATE(raw.identified, n * m);
    LATIGRAPH_ALLOCATE(raw.bias, m);
    LATIGRAPH_ALLOCATE(raw.softness, m);
    LATIGRAPH_ALLOCATE(raw.lag, n);
    IGRAPH_STRVECTOR_INIT_FINALLY(&names, 0);
    make_raw(job, &raw);
    IGRAPH_CHECK(name_inputs(job, &names));
    const latigraph_two_mode_t network = {.inputs = job->n,
                                          .outputs = job->m,
                                          .weight = raw.weight,
                                          .bias = raw.bias,
                                          .identified =
                                              job->identified != NULL ? raw.identified : NULL,
                                          .lag = job->options->lags > 0 ? raw.lag : NULL,
                                          .softness = raw.softness,
                                          .sd = job->sd,
                                          .input_names = &names,
                                          .output_names = &job->data->output_names};
    IGRAPH_CHECK(latigraph_two_mode_graph(&network, "functional", &graph));
    IGRAPH_CHECK(igraph_graph_list_push_back(&job->result->network, &graph));
    IGRAPH_FINALLY_CLEAN(1);
    igraph_strvector_destroy(&names);
    g_free(raw.lag);
    g_free(raw.softness);
    g_free(raw.bias);
    g_free(raw.identified);
    g_free(raw.weight);
    IGRAPH_FINALLY_CLEAN(6);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_report(job_t *job) {
    job->result->penalty = job->chosen.penalty;
    job->result->sparse = job->chosen.sparse != 0;
    job->result->attraction = job->options->update != NULL ? job->chosen.attraction : NAN;

    IGRAPH_CHECK(score_outputs(job));
    IGRAPH_CHECK(score_recordings(job));
    IGRAPH_CHECK(push_network(job));
    if (job->options->hidden > 0) {
        IGRAPH_CHECK(score_baseline(job));
    }
    while (igraph_vector_size(&job->result->baseline_r2) < job->data->recordings) {
        IGRAPH_CHECK(igraph_vector_push_back(&job->result->baseline_r2, NAN));
    }
    if (job->options->curve) {
        IGRAPH_CHECK(add_curve(job));
    }
    return IGRAPH_SUCCESS;
}
