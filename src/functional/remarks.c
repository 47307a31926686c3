/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Remarks on a functional fit: outputs that are silent, inputs that never vary, and what the scores
 * do not say. */

#include "functional/fit.h"

#include "base/remarks.h"
#include "base/text.h"

#include <math.h>

/* Appends up to three names of the items whose value is 0. */
static int list_zeros(const double *value, const igraph_strvector_t *names, int count,
                      latigraph_text_t *text) {
    int found = 0;
    for (int k = 0; k < count; k++) {
        if (value[k] == 0 && found++ < 3) {
            latigraph_text_print(text, "%s\"%.60s\"", found > 1 ? ", " : "",
                                 igraph_strvector_get(names, k));
        }
    }
    latigraph_text_append(text, found > 3 ? ", ..." : ".");
    return found;
}

/* Remarks on the items whose value is 0; `what` says what they are, with their number and all. */
static igraph_error_t remark_zeros(const job_t *job, const char *kind, const char *about,
                                   const double *value, const igraph_strvector_t *names, int count,
                                   const char *what) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    const int found = list_zeros(value, names, count, &text);
    IGRAPH_CHECK(latigraph_text_check(&text));
    if (found > 0) {
        IGRAPH_CHECK(latigraph_remark_add(job->options->remarks, kind, about, "%d of %d %s: %s",
                                          found, count, what, latigraph_text(&text)));
    }
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Remarks on inputs that vary in an unseen recording alone. */
static igraph_error_t remark_still(const job_t *job) {
    for (int r = 0; r < job->data->recordings; r++) {
        const int still = job->data->unseen[r] ? (int)VECTOR(job->result->still)[r] : 0;
        const char *name = igraph_strvector_get(&job->data->names, r);
        if (still > 0) {
            IGRAPH_CHECK(latigraph_remark_add(
                job->options->remarks, "still-input", name,
                "%.60s: %d of %d inputs (%.0f %%) vary there, but never in training, so that their "
                "weights are not known. Predictions there miss their effect.",
                name, still, job->data->n, 100.0 * still / job->data->n));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_rows(const job_t *job) {
    int used = 0;
    for (int t = 0; t < job->trained; t++) {
        used += job->use[t] != 0;
    }
    if (used < job->trained) {
        IGRAPH_CHECK(latigraph_remark_add(
            job->options->remarks, "missing", "rows",
            "%d of %d training rows are left out, because an input is missing there, or in the "
            "rows before that lags need.",
            job->trained - used, job->trained));
    }
    if (used < job->n) {
        IGRAPH_CHECK(latigraph_remark_add(
            job->options->remarks, "short", "rows",
            "There are fewer rows (%d) than inputs (%d); expect weak estimates, and look at the "
            "attribute \"identifiable\" of the edges.",
            used, job->n));
    }
    return IGRAPH_SUCCESS;
}

/* Returns the mean score of the recordings of a kind, or NaN. */
static double mean_score(const job_t *job, gboolean unseen) {
    const latigraph_functional_t *result = job->result;
    double sum = 0, count = 0;
    for (int r = 0; r < job->data->recordings; r++) {
        if ((job->data->unseen[r] != 0) == (unseen != 0) &&
            isfinite(VECTOR(result->recording_r2)[r])) {
            sum += VECTOR(result->recording_r2)[r];
            count++;
        }
    }
    return count > 0 ? sum / count : NAN;
}

static igraph_error_t remark_claims(const job_t *job) {
    const double trained = mean_score(job, FALSE), unseen = mean_score(job, TRUE);
    if (job->rows == job->trained) {
        return latigraph_remark_add(
            job->options->remarks, "no-unseen", "recordings",
            "R² of left-out stretches of training recordings says nothing of new rooms or stimuli. "
            "Give recordings that no fit has seen to know.");
    }
    if (trained - unseen > 0.1) {
        return latigraph_remark_add(
            job->options->remarks, "does-not-carry-over", "recordings",
            "R² falls from %.3f in training recordings to %.3f in unseen ones. Train in more rooms "
            "or with more varied stimuli, so that all inputs move.",
            trained, unseen);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_functional_remarks(const job_t *job) {
    if (job->options->remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(remark_zeros(job, "silent", "outputs", job->scale, &job->data->output_names,
                              job->m, "outputs never vary in training, so that they have no fit"));
    IGRAPH_CHECK(remark_zeros(job, "constant", "inputs", job->sd, &job->data->input_names,
                              job->data->n,
                              "inputs never vary in training, so that they have no weights"));
    IGRAPH_CHECK(remark_still(job));
    IGRAPH_CHECK(remark_rows(job));
    return remark_claims(job);
}
