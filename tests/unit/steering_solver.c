/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Steering of properties that are not statistics and of user properties, through the code; edits; a
 * short code; interruption. */

#include "steer_test.h"

/* --- Least side effects ------------------------------------------------------------- */

static void check_least_side_effects(const latigraph_model_t *model,
                                     const latigraph_circuit_t *like) {
    steered_t result, one;
    const latigraph_target_t up = target("spectral-radius=+0.5sd");
    latigraph_steer_options_t options = asking(&up, 1, 24, 2);
    steer(&result, model, like, &options);
    const latigraph_achieved_t *got = &result.got[0];
    const latigraph_steering_t *s = &result.steering;
    CHECK(got->method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS && got->asked > got->start);
    CHECK(isnan(got->expected) && isnan(got->conditional_z_score) && isnan(got->conditional_sd));
    CHECK(got->reached && fabs(got->residual) < 0.3);
    const double sd = got->asked - got->start; /* half an SD */
    CHECK_NEAR((got->mean - got->asked) / sd / 2, got->residual, 1e-9);
    /* The largest eigenvalue grows with the number of edges. */
    CHECK(VECTOR(s->moved)[LATIGRAPH_STATISTIC_LOG_DENSITY] > 0.2);
    double sum = 0;
    for (int k = 0; k < LATIGRAPH_STATISTICS_MAX; k++) {
        sum += fabs(VECTOR(s->moved)[k]);
    }
    CHECK_NEAR(s->least_side_effects, sum / LATIGRAPH_STATISTICS_MAX, 1e-9);
    CHECK(value_of(&s->side_effects, "density") > 0.2);
    options.generate.threads = 1;
    steer(&one, model, like, &options);
    check_same(&one.circuits, &result.circuits);
    CHECK(one.got[0].mean == got->mean);
    steered_destroy(&one);
    steered_destroy(&result);
}

/* A held statistic stays and a requested one is reached, while the remaining statistics move
 * another property. */
static void check_beside(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const igraph_integer_t density = latigraph_property_find("density");
    const latigraph_target_t asked[] = {target("modularity=+0.5sd"), target("reciprocity=+1sd")};
    latigraph_steer_options_t options = asking(asked, 2, 24, 2);
    steered_t result;
    options.keep = &density;
    options.keep_count = 1;
    options.keep_only = true;
    steer(&result, model, like, &options);
    const latigraph_achieved_t *got = result.got;
    const igraph_vector_t *moved = &result.steering.moved;
    CHECK(got[0].method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS);
    CHECK(got[1].method == LATIGRAPH_METHOD_LAYER && got[1].reached);
    CHECK(got[0].reached && got[0].mean > got[0].start);
    CHECK_NEAR(got[1].residual, 0, 0.1);
    CHECK(VECTOR(*moved)[LATIGRAPH_STATISTIC_LOG_DENSITY] == 0);
    CHECK_NEAR(VECTOR(*moved)[LATIGRAPH_STATISTIC_RECIPROCITY], 1, 1e-3);
    CHECK_NEAR(value_of(&result.steering.side_effects, "density"), 0, 0.2);
    CHECK(VECTOR(*moved)[LATIGRAPH_STATISTIC_TRANSITIVITY] != 0);
    steered_destroy(&result);
    /* If density is released, it moves more, because it costs less. */
    options.targets = asked;
    options.target_count = 1;
    options.keep_count = 0;
    options.keep_only = false;
    steer(&result, model, like, &options);
    const double before = VECTOR(*moved)[LATIGRAPH_STATISTIC_LOG_DENSITY];
    const double least = result.steering.least_side_effects;
    steered_destroy(&result);
    options.release = &density;
    options.release_count = 1;
    steer(&result, model, like, &options);
    const double after = VECTOR(*moved)[LATIGRAPH_STATISTIC_LOG_DENSITY];
    CHECK(before < 0 && after < 0 && least > 0 && result.steering.least_side_effects > 0);
    /* Its share of the whole move is larger. */
    CHECK(after / result.steering.least_side_effects < 1.2 * before / least);
    steered_destroy(&result);
}

/* --- The user's properties ------------------------------------------------------- */

static igraph_error_t count_edges(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)data;
    *value = igraph_ecount(graph);
    return IGRAPH_SUCCESS;
}

static igraph_error_t give_seven(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    (void)data;
    *value = 7;
    return IGRAPH_SUCCESS;
}

static igraph_error_t fail(const igraph_t *graph, igraph_real_t *value, void *data) {
    (void)graph;
    (void)value;
    (void)data;
    IGRAPH_ERROR("No value here.", IGRAPH_UNIMPLEMENTED);
}

static void check_user(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const latigraph_callback_t items[] = {{"size", count_edges, NULL}, {"seven", give_seven, NULL}};
    const latigraph_callback_t failing = {"none", fail, NULL};
    const latigraph_callback_list_t user = {items, 2}, bad = {&failing, 1};
    latigraph_target_t asked;
    latigraph_circuit_list_t none = {0};
    latigraph_achieved_t got;
    steered_t result;
    CHECK_OK(latigraph_target_parse("size=+20%", &user, &asked));
    CHECK(asked.property == latigraph_property_count());
    latigraph_steer_options_t options = asking(&asked, 1, 12, 2);
    options.user = &user;
    steer(&result, model, like, &options);
    CHECK(result.got[0].method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS && result.got[0].reached);
    CHECK_NEAR(result.got[0].asked, 1.2 * result.got[0].start, 1e-9);
    double edges = 0;
    for (int c = 0; c < 12; c++) {
        edges += result.circuits.items[c]->m / 12.0;
    }
    CHECK_NEAR(result.got[0].mean, edges, 1e-9);
    REQUIRE(igraph_vector_size(&result.steering.side_effects) == latigraph_property_count() + 2);
    CHECK_NEAR(VECTOR(result.steering.measured)[asked.property], edges, 1e-9);
    CHECK(VECTOR(result.steering.measured)[asked.property + 1] == 7);
    CHECK(isnan(VECTOR(result.steering.side_effects)[asked.property + 1])); /* its SD is unknown */
    CHECK(isfinite(result.got[0].z_score));
    steered_destroy(&result);

    CHECK_OK(latigraph_target_parse("seven=8", &user, &asked));
    CHECK_FAILS(latigraph_steer(model, &none, like, &options, &got, NULL), IGRAPH_EINVAL,
                "seven cannot be steered");
    options.through = LATIGRAPH_THROUGH_CODE;
    CHECK_OK(latigraph_target_parse("size=+20%", &user, &asked));
    CHECK_FAILS(latigraph_steer(model, &none, like, &options, &got, NULL), IGRAPH_EINVAL,
                "no direction of size");
    options.user = &bad;
    CHECK_FAILS(latigraph_steer(model, &none, like, &options, &got, NULL), IGRAPH_UNIMPLEMENTED,
                "No value here");
    CHECK(none.size == 0);
}

/* --- Through the code ------------------------------------------------------------- */

/* The code moves along the direction of the property until the request is met. */
static void check_through_code(const latigraph_model_t *model) {
    const latigraph_target_t asked = target("density=+0.7sd");
    const int d = latigraph_direction_table_find(&model->directions, "density");
    const int width = model->config.code;
    latigraph_steer_options_t options = asking(&asked, 1, 24, 2);
    steered_t result;
    options.through = LATIGRAPH_THROUGH_CODE;
    steer(&result, model, NULL, &options);
    const latigraph_achieved_t *got = &result.got[0];
    CHECK(got->method == LATIGRAPH_METHOD_CODE && got->reached);
    CHECK_NEAR(got->residual, 0, 0.15);
    const double *step = model->directions.step + d * width;
    const igraph_vector_t *code = &result.steering.code;
    const double dose = (VECTOR(*code)[0] - model->code_mean[0]) / step[0];
    CHECK(dose > 0.2);
    for (int k = 0; k < width; k++) {
        CHECK_NEAR(VECTOR(*code)[k] - model->code_mean[k], dose * step[k], 1e-9);
    }
    CHECK_NEAR(igraph_vector_max(&result.steering.moved), 0, 0);
    CHECK(result.steering.least_side_effects == 0);
    steered_destroy(&result);
}

/* --- Edits ------------------------------------------------------------------------ */

/* Counts the edges of `circuit` that `like` also has. */
static int shared_edges(const latigraph_circuit_t *circuit, const latigraph_circuit_t *like) {
    int shared = 0;
    for (int i = 0; i < circuit->n; i++) {
        for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
            shared += latigraph_circuit_has_edge(like, i, circuit->out_to[e]);
        }
    }
    return shared;
}

static void check_edit(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const latigraph_target_t asked = target("density=+15%");
    latigraph_steer_options_t options = asking(&asked, 1, 12, 2);
    steered_t edited, fresh, one;
    double kept = 0, edges = 0, again = 0;
    steer(&fresh, model, like, &options);
    options.edit = 1;
    steer(&edited, model, like, &options);
    for (int c = 0; c < 12; c++) {
        kept += shared_edges(edited.circuits.items[c], like) / 12.0;
        edges += edited.circuits.items[c]->m / 12.0;
        again += shared_edges(fresh.circuits.items[c], like) / 12.0;
        REQUIRE(edited.circuits.items[c]->n == like->n);
        CHECK(strcmp(edited.circuits.items[c]->neuron[1], like->neuron[1]) == 0);
    }
    CHECK_NEAR(edited.steering.kept_edges, kept, 1e-9);
    CHECK_NEAR(edited.steering.added_edges, edges - kept, 1e-9);
    CHECK_NEAR(edited.steering.removed_edges, like->m - kept, 1e-9);
    CHECK(kept > 0.8 * like->m && kept > 2 * again);
    /* Changes start from the circuit itself, not from the model's reconstruction. */
    CHECK_NEAR(edited.got[0].start, (double)like->m / like->n / (like->n - 1), 1e-9);
    CHECK_NEAR(edited.got[0].asked, 1.15 * edited.got[0].start, 1e-9);
    CHECK(edited.got[0].reached);
    CHECK_NEAR(edited.got[0].residual, 0, 0.1);
    options.generate.threads = 1;
    steer(&one, model, like, &options);
    check_same(&one.circuits, &edited.circuits);
    steered_destroy(&one);
    steered_destroy(&edited);
    steered_destroy(&fresh);
    /* Without a request, almost nothing changes. */
    const latigraph_target_t nothing = target("density+=0");
    options.targets = &nothing;
    steer(&edited, model, like, &options);
    CHECK(edited.steering.kept_edges > 0.95 * like->m);
    CHECK(edited.steering.added_edges < 0.06 * like->m);
    steered_destroy(&edited);
    /* An edit also steers other properties with the least side effects. */
    const latigraph_target_t other = target("modularity=+0.3sd");
    options.targets = &other;
    steer(&edited, model, like, &options);
    CHECK(edited.got[0].mean > edited.got[0].start && edited.steering.kept_edges > 0.5 * like->m);
    steered_destroy(&edited);
}

/* --- Short codes ------------------------------------------------------------------ */

/* A code of four numbers holds four statistics, but the layer still uses twelve. */
static void check_short(const latigraph_model_t *model) {
    const igraph_integer_t kept = latigraph_property_find("edge-length");
    const latigraph_target_t asked[] = {target("transitivity=+0.5sd"), target("modularity=+0.3sd")};
    latigraph_steer_options_t options = asking(asked, 1, 48, 2);
    steered_t result;
    options.keep_count = 0;
    options.keep_only = true;
    steer(&result, model, NULL, &options); /* no coordinate of the code moves */
    CHECK(result.got[0].reached && isnan(result.got[0].conditional_sd));
    CHECK_NEAR(result.steering.distance, 0, 1e-9);
    REQUIRE(igraph_vector_size(&result.steering.moved) == 4);
    steered_destroy(&result);
    options.target_count = 2;
    options.keep = &kept;
    options.keep_count = 1;
    options.keep_only = true;
    steer(&result, model, NULL, &options);
    CHECK(result.got[0].reached && result.got[1].mean > result.got[1].start);
    CHECK_NEAR(value_of(&result.steering.side_effects, "edge-length"), 0, 0.5);
    steered_destroy(&result);
}

/* --- Interruption ----------------------------------------------------------------- */

static int calls_left;

static igraph_error_t stop_later(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    if (strstr(message, "greedy") != NULL) {
        return IGRAPH_SUCCESS; /* igraph_community_fastgreedy() of 0.10 leaks when interrupted */
    }
    return calls_left-- > 0 ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

/* A call that is interrupted at any progress report returns IGRAPH_INTERRUPTED and leaves nothing
 * behind. Sanitizers check that it frees its memory. */
static void interrupt(const latigraph_model_t *model, const latigraph_circuit_t *like,
                      const latigraph_steer_options_t *options) {
    int times = 0;
    for (int k = 0, stopped = 1; stopped; k = k * 3 / 2 + 1, times++) {
        latigraph_circuit_list_t list = {0};
        latigraph_achieved_t got[2];
        calls_left = k;
        const igraph_error_t code = latigraph_steer(model, &list, like, options, got, NULL);
        stopped = code == IGRAPH_INTERRUPTED;
        CHECK(stopped || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        CHECK(list.size == (stopped ? 0 : options->generate.count));
        latigraph_circuit_list_destroy(&list);
    }
    CHECK(times > 7);
}

static void check_interruption(const latigraph_model_t *model,
                               const latigraph_circuit_list_t *circuits) {
    const latigraph_target_t asked[2] = {target("reciprocity=+1sd"), target("modularity=+1sd")};
    latigraph_steer_options_t options = asking(asked, 2, 3, 2);
    igraph_set_progress_handler(stop_later);
    interrupt(model, NULL, &options);
    options.target_count = 1;
    options.edit = 1;
    interrupt(model, circuits->items[3], &options);
    igraph_set_progress_handler(NULL);
}

static void check_interrupted_fit(const latigraph_circuit_list_t *circuits,
                                  const latigraph_fit_options_t *options) {
    igraph_set_progress_handler(stop_later);
    for (int k = 0, stopped = 1; stopped; k = k * 3 / 2 + 1) {
        latigraph_model_t *model = NULL;
        calls_left = k;
        const igraph_error_t code = latigraph_fit(&model, circuits, NULL, options);
        stopped = code == IGRAPH_INTERRUPTED;
        CHECK(stopped || code == IGRAPH_SUCCESS);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        latigraph_model_destroy(model);
    }
    igraph_set_progress_handler(NULL);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model, *small;
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit(&small, &circuits, NULL, options));
    CHECK_OK(latigraph_fit_options_set(options, "code", "14"));
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_least_side_effects(model, NULL);
    check_beside(model, circuits.items[7]);
    check_user(model, circuits.items[7]);
    check_through_code(model);
    check_edit(model, circuits.items[7]);
    check_short(small);
    check_interruption(small, &circuits);
    CHECK_OK(latigraph_fit_options_set(options, "steps", "6"));
    circuits.size = 12;
    check_interrupted_fit(&circuits, options);
    circuits.size = 40;
    latigraph_model_destroy(model);
    latigraph_model_destroy(small);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
