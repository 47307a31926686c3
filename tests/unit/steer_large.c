/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "generate/edit.h"
#include "generate/large.h"
#include "model/vocabulary.h"

/* Requests for statistics of a large circuit are met on drawings. */

enum {
    LARGE = 1000,
    Q = LATIGRAPH_STEERED_MAX,
    RECIPROCITY = LATIGRAPH_STATISTIC_RECIPROCITY,
    LENGTH = LATIGRAPH_STATISTIC_EDGE_LENGTH
};

static latigraph_model_t *model;
static double code[256]; /* of a sparse circuit, which is fast */

/* What a request gets, and the circuit that it makes. */
typedef struct {
    latigraph_solution_t found;
    double sampled[Q], change[Q];
    latigraph_circuit_list_t circuits;
} outcome_t;

/* Asks for a fifth more reciprocity; the statistics of the unsteered circuit are held. */
static void adjust(int item, latigraph_target_statistics_t *targets, void *data) {
    const outcome_t *before = data;
    CHECK(item == 0);
    for (int k = 0; k < targets->count; k++) {
        targets->value[k] = before->found.expected[k] * (k == RECIPROCITY ? 1.2 : 1);
        targets->weight[k] = k == RECIPROCITY ? 4 : latigraph_target_statistic_weight(k);
    }
}

static void request(const latigraph_pending_t *pending, outcome_t *before, int threads,
                    outcome_t *after) {
    const latigraph_pending_request_t request = {.adjust = before != NULL ? adjust : NULL,
                                                 .data = before,
                                                 .start = before != NULL ? &before->found : NULL,
                                                 .solutions = &after->found,
                                                 .draws = 1,
                                                 .closings = 1,
                                                 .sampled = after->sampled,
                                                 .change = after->change};
    CHECK_OK(latigraph_circuit_list_init(&after->circuits));
    CHECK_OK(latigraph_pending_generate(pending, 1, code, threads, &request, &after->circuits));
}

static double reciprocity(const latigraph_circuit_t *c) {
    double mutual = 0;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            mutual += latigraph_circuit_has_edge(c, c->out_to[e], i);
        }
    }
    return mutual / c->m;
}

/* Cancels after a tenth of the inference of node codes. */
static igraph_error_t cancel_inference(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    return strcmp(message, "Inferring node codes") == 0 && percent >= 10 ? IGRAPH_INTERRUPTED
                                                                         : IGRAPH_SUCCESS;
}

/* The inference of node codes takes most of the time of an edit, so it reports progress and can be
 * cancelled. */
static void check_cancellation(const latigraph_circuit_t *circuit) {
    latigraph_edit_t edit;
    igraph_set_progress_handler(cancel_inference);
    CHECK(latigraph_edit_init(&edit, model, circuit, code, FALSE, 3, 1) == IGRAPH_INTERRUPTED);
    igraph_set_progress_handler(NULL);
}

/* An edit to the law of the circuit itself changes nothing, and one to a request few edges. */
static void check_edit(const latigraph_circuit_t *circuit) {
    latigraph_generate_options_t options;
    latigraph_pending_t pending;
    latigraph_edit_t edit;
    outcome_t *before = g_new0(outcome_t, 1), *after = g_new0(outcome_t, 1);
    latigraph_generate_options_init(&options);
    CHECK_OK(latigraph_edit_init(&edit, model, circuit, code, FALSE, 3, 1));
    CHECK(edit.large != NULL && edit.log_rate == NULL);
    options.uncalibrated = TRUE; /* as the edit, which is faster */
    CHECK_OK(latigraph_pending_init(&pending, model, code, circuit, &options));
    pending.edit = &edit;
    CHECK(latigraph_is_sparse(&pending, 0, TRUE));
    request(&pending, NULL, 1, before);
    const latigraph_circuit_t *same = before->circuits.items[0];
    CHECK(same->m == circuit->m);
    CHECK(memcmp(same->out_to, circuit->out_to, sizeof(int) * (gsize)circuit->m) == 0);
    CHECK_NEAR(before->sampled[RECIPROCITY], reciprocity(circuit), 1e-9);
    request(&pending, before, 3, after);
    const latigraph_circuit_t *edited = after->circuits.items[0];
    int kept = 0;
    for (int i = 0; i < edited->n; i++) {
        for (int e = edited->out_start[i]; e < edited->out_start[i + 1]; e++) {
            kept += latigraph_circuit_has_edge(circuit, i, edited->out_to[e]);
        }
    }
    CHECK(kept > 0.8 * (double)circuit->m && kept < circuit->m);
    CHECK(reciprocity(edited) > reciprocity(circuit));
    CHECK_NEAR(after->sampled[RECIPROCITY], reciprocity(edited), 1e-9);
    latigraph_circuit_list_destroy(&before->circuits);
    latigraph_circuit_list_destroy(&after->circuits);
    latigraph_pending_destroy(&pending);
    latigraph_edit_destroy(&edit);
    g_free(after);
    g_free(before);
}

/* Circuits beyond the sizes of the fit have no closure stage. */
static void check_request(gboolean beyond) {
    latigraph_generate_options_t options;
    latigraph_pending_t pending;
    outcome_t *before = g_new0(outcome_t, 1), *after = g_new0(outcome_t, 1);
    latigraph_generate_options_init(&options);
    options.nodes = LARGE;
    options.seed = 3;
    options.place = LATIGRAPH_PLACE_SLAB;
    CHECK_OK(latigraph_pending_init(&pending, model, code, NULL, &options));
    CHECK(latigraph_is_sparse(&pending, 0, TRUE));
    request(&pending, NULL, 1, before);
    request(&pending, before, 3, after);
    const latigraph_circuit_t *from = before->circuits.items[0], *to = after->circuits.items[0];
    char *how = latigraph_circuit_note(to, "calibration");
    CHECK(how != NULL && strcmp(how, "drawings") == 0);
    igraph_free(how);
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        const double sd = latigraph_target_statistic_sd(model, k);
        const double asked = before->found.expected[k] * (k == RECIPROCITY ? 1.2 : 1);
        /* Statistics of triangles and of silent neurons have less weight, and follow. */
        if (k < LATIGRAPH_STATISTIC_TRANSITIVITY || k == LENGTH) {
            CHECK_NEAR(after->found.expected[k], asked, k == RECIPROCITY ? 0.15 * sd : 0.3 * sd);
        }
        CHECK(after->sampled[k] == after->found.expected[k]);
    }
    CHECK_NEAR(reciprocity(from), before->found.expected[RECIPROCITY], 0.02);
    CHECK_NEAR(reciprocity(to), after->found.expected[RECIPROCITY], 0.02);
    CHECK(reciprocity(to) > reciprocity(from));
    /* The closure stage keeps all degrees and the reciprocity, and says what it changed. */
    const double changed = after->change[LATIGRAPH_STATISTIC_TRANSITIVITY];
    const double local = after->found.expected[LATIGRAPH_STEERED_LOCAL_CLUSTERING];
    CHECK(beyond || fabs(after->change[RECIPROCITY]) < 1e-12);
    CHECK(isfinite(changed) == !beyond && isfinite(local) == !beyond);
    if (!beyond) {
        check_cancellation(from);
        check_edit(from);
    }
    latigraph_circuit_list_destroy(&before->circuits);
    latigraph_circuit_list_destroy(&after->circuits);
    latigraph_pending_destroy(&pending);
    g_free(after);
    g_free(before);
}

int main(void) {
    test_init();
    const char *top = g_getenv("top_srcdir");
    char *path =
        g_build_filename(top != NULL ? top : "..", "models", "mouse-v1-l23.safetensors", NULL);
    CHECK_OK(latigraph_model_read(&model, path));
    g_free(path);
    memcpy(code, model->code_mean, sizeof *code * (gsize)model->config.code);
    code[LATIGRAPH_STATISTIC_LOG_DENSITY] -= 3;
    model->size_max = LARGE; /* as if circuits of this size had been fitted */
    check_request(FALSE);
    model->size_max = LARGE / 2;
    CHECK(latigraph_is_beyond(model, LARGE));
    check_request(TRUE);
    CHECK(latigraph_steers_on_drawings(LARGE));
    CHECK(!latigraph_steers_on_drawings(LARGE / 2));
    latigraph_model_destroy(model);
    return 0;
}
