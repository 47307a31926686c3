/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Requests, and steering a small fitted model through its statistics. */

#include "latent/steer.h"
#include "measure/property.h"
#include "sanitized.h"
#include "steer_test.h"

static void check_text(const char *text, const char *property, double value,
                       latigraph_target_kind_t kind) {
    const latigraph_target_t t = target(text);
    char *name = latigraph_target_name(text);
    CHECK(t.property == latigraph_property_find(property) && t.kind == kind);
    CHECK_NEAR(t.value, value, 1e-15);
    CHECK(strcmp(name, property) == 0);
    free(name);
}

static void check_wrong(const char *text, const char *message) {
    latigraph_target_t t;
    CHECK_FAILS(latigraph_target_parse(text, NULL, &t), IGRAPH_EINVAL, message);
}

static void check_parse(void) {
    check_text("reciprocity=0.2", "reciprocity", 0.2, LATIGRAPH_TARGET_VALUE);
    check_text("assortativity=-0.2", "assortativity", -0.2, LATIGRAPH_TARGET_VALUE);
    check_text(" density = +1sd ", "density", 1, LATIGRAPH_TARGET_SD);
    check_text("degree-correlation=-0.5 SD", "degree-correlation", -0.5, LATIGRAPH_TARGET_SD);
    check_text("density=+20%", "density", 20, LATIGRAPH_TARGET_PERCENT);
    check_text("mean-degree=-12.5 %", "mean-degree", -12.5, LATIGRAPH_TARGET_PERCENT);
    check_text("reciprocity+=0.05", "reciprocity", 0.05, LATIGRAPH_TARGET_CHANGE);
    check_text("transitivity -= 0.1", "transitivity", -0.1, LATIGRAPH_TARGET_CHANGE);
    check_text("modularity-=-0.1", "modularity", 0.1, LATIGRAPH_TARGET_CHANGE);
    check_wrong("reciprocity", "\"reciprocity\" is no request");
    check_wrong("beauty=1", "\"beauty\"; known are");
    check_wrong("beauty+=1", "\"beauty\"; known are");
    check_wrong("beauty=1", "spectral-radius");
    check_wrong("=1", "\"\"; known are");
    check_wrong("density=much", "\"much\"");
    check_wrong("density=", "no number");
    check_wrong("density=0.1sdx", "\"0.1sdx\"");
    check_wrong("density=20%%", "\"20%%\"");
    check_wrong("density+=1sd", "no number in the property's unit");
    check_wrong("density-=20%", "no number in the property's unit");
    check_wrong("density=nan", "must be finite");
    check_wrong("density+=inf", "must be finite");
    CHECK(latigraph_target_name("no sign") == NULL);
}

/* --- Exactly ------------------------------------------------------------------ */

/* The change of a mean over circuits that share their random numbers with unsteered ones, and its
 * standard error, for all properties: what the side effects is made of. */
static void check_side_effects(const latigraph_model_t *model, const steered_t *result,
                               const latigraph_steer_options_t *options) {
    const int count = (int)options->generate.count, width = model->config.code;
    latigraph_circuit_list_t reference;
    igraph_matrix_t code, before, after;
    igraph_matrix_init(&code, 1, width);
    igraph_matrix_init(&before, 0, 0);
    igraph_matrix_init(&after, 0, 0);
    for (int k = 0; k < width; k++) {
        MATRIX(code, 0, k) = model->code_mean[k];
    }
    CHECK_OK(latigraph_circuit_list_init(&reference));
    CHECK_OK(latigraph_generate(model, &reference, &code, NULL, &options->generate));
    CHECK_OK(latigraph_properties(&reference, &before));
    CHECK_OK(latigraph_properties(&result->circuits, &after));
    for (int p = 0; p < model->config.properties; p++) {
        const igraph_integer_t at = latigraph_property_find(model->property_name[p]);
        double sum = 0, squares = 0, mean = 0;
        for (int i = 0; i < count; i++) {
            const double d = (MATRIX(after, i, at) - MATRIX(before, i, at)) / model->property_sd[p];
            sum += d;
            squares += d * d;
            mean += MATRIX(after, i, at) / count;
        }
        if (isfinite(sum)) {
            CHECK_NEAR(VECTOR(result->steering.side_effects)[at], sum / count, 1e-9);
            CHECK_NEAR(VECTOR(result->steering.side_effects_error)[at],
                       sqrt((squares - sum * sum / count) / (count - 1) / count), 1e-9);
            CHECK_NEAR(VECTOR(result->steering.measured)[at], mean, 1e-9);
        }
    }
    igraph_matrix_destroy(&after);
    igraph_matrix_destroy(&before);
    igraph_matrix_destroy(&code);
    latigraph_circuit_list_destroy(&reference);
}

static void check_equal(const igraph_vector_t *a, const igraph_vector_t *b) {
    REQUIRE(igraph_vector_size(a) == igraph_vector_size(b));
    for (igraph_integer_t k = 0; k < igraph_vector_size(a); k++) {
        CHECK(VECTOR(*a)[k] == VECTOR(*b)[k] || (isnan(VECTOR(*a)[k]) && isnan(VECTOR(*b)[k])));
    }
}

/* Reciprocity up and the rest kept; the same at one thread and at two. */
static void check_exact(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    steered_t two, one;
    const latigraph_target_t up = target("reciprocity=+1sd");
    latigraph_steer_options_t options = asking(&up, 1, 24, 2);
    const int k = LATIGRAPH_STATISTIC_RECIPROCITY;
    options.report = LATIGRAPH_REPORT_ALL;
    steer(&two, model, like, &options);
    const latigraph_achieved_t *got = &two.got[0];
    const latigraph_steering_t *s = &two.steering;
    CHECK(got->method == LATIGRAPH_METHOD_LAYER && got->limit == LATIGRAPH_LIMIT_NONE);
    CHECK(got->reached && isnan(got->released) && igraph_vector_size(&s->released_moves) == 0);
    const double sd = got->asked - got->start;
    CHECK_NEAR(sd, model->statistic_sd[k], 1e-3);
    CHECK_NEAR((got->expected - got->asked) / sd, got->residual, 1e-6);
    CHECK_NEAR(got->residual, 0, 0.1);
    CHECK_NEAR((got->mean - got->asked) / sd, 0, 0.5);
    CHECK(got->low < got->mean && got->mean < got->high);
    CHECK_NEAR((got->high - got->low) / 2, 2.0687 * got->sd / sqrt(24), 1e-3 * got->sd);
    CHECK(value_of(&s->measured, "max-coreness") >= 1);
    CHECK_NEAR(value_of(&s->side_effects, "density"), 0, 0.15);
    CHECK_NEAR(value_of(&s->side_effects, "edge-length"), 0, 0.35); /* standard error 0.1 */
    CHECK_NEAR(value_of(&s->side_effects, "reciprocity"), 1, 0.5);
    for (int q = 0; q < LATIGRAPH_STATISTICS_MAX; q++) {
        CHECK_NEAR(VECTOR(s->moved)[q], q == k ? 1 : 0, 1e-3);
        CHECK(isfinite(VECTOR(s->code)[q]));
    }
    CHECK(s->least_side_effects == 0 && isnan(s->kept_edges));
    REQUIRE(igraph_vector_size(&s->code) == model->config.code);
    /* Asked against circuits of the fit, and against those that have all else in common. */
    CHECK_NEAR(got->z_score, (got->asked - model->statistic_mean[k]) / model->statistic_sd[k],
               0.15);
    CHECK(got->conditional_sd > 0.1 && got->conditional_sd < 0.95 &&
          isfinite(got->conditional_z_score));
    CHECK(s->distance > 0 && s->tail > 0 && s->tail <= 1 && isfinite(s->log_density));
    REQUIRE(like != NULL || (s->distance_start == 0 && s->log_density < s->log_density_start));
    CHECK(like == NULL || strcmp(two.circuits.items[3]->neuron[2], like->neuron[2]) == 0);
    if (like == NULL) {
        check_side_effects(model, &two, &options);
    }
    options.generate.threads = 1;
    steer(&one, model, like, &options);
    check_same(&one.circuits, &two.circuits);
    CHECK(one.got[0].mean == got->mean && one.got[0].expected == got->expected);
    CHECK(one.got[0].conditional_z_score == got->conditional_z_score);
    check_equal(&one.steering.side_effects, &s->side_effects);
    check_equal(&one.steering.code, &s->code);
    steered_destroy(&one);
    steered_destroy(&two);
}

/* What is asked is what the text says, from the same start. */
static void check_kinds(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    static const char *const text[] = {"density=0.09", "density+=0.01", "density-=0.01",
                                       "density=+20%", "density=-0.5sd"};
    double start = 0;
    for (size_t k = 0; k < G_N_ELEMENTS(text); k++) {
        steered_t result;
        steer_to(&result, model, like, text[k], 12);
        const latigraph_achieved_t *got = &result.got[0];
        start = k == 0 ? got->start : start;
        const double sd = model->property_sd[0]; /* density is the first */
        const double asked[] = {0.09, start + 0.01, start - 0.01, 1.2 * start, start - 0.5 * sd};
        CHECK(got->start == start && got->property == 0);
        CHECK_NEAR(got->asked, asked[k], 1e-12);
        CHECK(got->reached);
        CHECK_NEAR(got->expected, got->asked, 0.1 * sd);
        steered_destroy(&result);
    }
    CHECK_NEAR(start, (double)like->m / like->n / (like->n - 1), 0.03);
}

/* The report has the compared properties, and others if they are kept or it has all. */
static void check_two(const latigraph_model_t *model) {
    const latigraph_target_t both[2] = {target("reciprocity=+1sd"), target("mean-degree=2")};
    const latigraph_steer_options_t options = asking(both, 2, 24, 2);
    steered_t result;
    steer(&result, model, NULL, &options);
    CHECK(result.got[0].reached && result.got[1].reached && result.got[1].asked == 2);
    CHECK_NEAR(result.got[1].mean, 2, 0.15);
    CHECK_NEAR(result.got[1].expected, 2, 0.05);
    CHECK_NEAR(result.got[0].residual, 0, 0.1);
    CHECK(isfinite(value_of(&result.steering.measured, "giant-scc")));
    CHECK(isfinite(value_of(&result.steering.side_effects, "modularity")));
    CHECK(isnan(value_of(&result.steering.measured, "max-coreness")));
    CHECK(isnan(value_of(&result.steering.side_effects, "max-coreness")));
    steered_destroy(&result);
}

/* Fewer edges back than chance would give. */
static void check_below_chance(const latigraph_model_t *model) {
    steered_t result;
    steer_to(&result, model, NULL, "reciprocity=0.02", 24);
    CHECK(result.got[0].reached && result.got[0].limit == LATIGRAPH_LIMIT_NONE);
    CHECK(result.got[0].mean < 0.5 * value_of(&result.steering.measured, "density"));
    CHECK_NEAR(value_of(&result.steering.side_effects, "density"), 0, 0.15);
    steered_destroy(&result);
}

/* --- What is kept ------------------------------------------------------------- */

/* A change of density takes reciprocity along unless that is kept, by default or by name. */
static void check_kept(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    const latigraph_target_t up = target("density=+2sd");
    const igraph_integer_t reciprocity = latigraph_property_find("reciprocity");
    const igraph_integer_t both[] = {latigraph_property_find("transitivity"), reciprocity};
    latigraph_steer_options_t options = asking(&up, 1, 48, 2);
    steered_t all, none, named, freed;
    steer(&all, model, like, &options);
    options.keep_count = 0;
    options.keep_only = true;
    steer(&none, model, like, &options);
    options.keep = both;
    options.keep_count = 2;
    options.keep_only = true;
    steer(&named, model, like, &options);
    options.keep_count = 0;
    options.keep_only = false;
    options.release = both;
    options.release_count = 2;
    steer(&freed, model, like, &options);
    const double moved[] = {value_of(&all.steering.side_effects, "reciprocity"),
                            value_of(&none.steering.side_effects, "reciprocity"),
                            value_of(&named.steering.side_effects, "reciprocity")};
    CHECK_NEAR(moved[0], 0, 0.5);
    CHECK_NEAR(moved[2], 0, 0.5);
    CHECK(moved[1] > fmax(fabs(moved[0]), fabs(moved[2])) + 0.3);
    /* What is let go leaves more room to what is asked. */
    CHECK(none.got[0].conditional_sd > all.got[0].conditional_sd &&
          freed.got[0].conditional_sd > all.got[0].conditional_sd);
    CHECK_NEAR(none.got[0].conditional_sd, 1, 1e-9);
    CHECK_NEAR(none.got[0].conditional_z_score, none.got[0].z_score, 1e-9);
    CHECK(fabs(none.got[0].residual) < 0.05);
    steered_destroy(&freed);
    steered_destroy(&named);
    steered_destroy(&none);
    steered_destroy(&all);
}

/* --- Out of reach --------------------------------------------------------------- */

static void check_limits(const latigraph_model_t *model) {
    steered_t result;
    const latigraph_achieved_t *got = &result.got[0];
    /* Closed triangles by the score need edges by the score: those are kept. */
    steer_to(&result, model, NULL, "transitivity=0.9", 8);
    CHECK(!got->reached && got->limit == LATIGRAPH_LIMIT_KEPT);
    CHECK(got->mean > got->start + 0.1 && got->mean < 0.85);
    CHECK_NEAR(got->released, 0.9, 0.02);
    REQUIRE(igraph_vector_size(&result.steering.released_moves) == LATIGRAPH_STATISTICS_MAX);
    CHECK(VECTOR(result.steering.released_moves)[LATIGRAPH_STATISTIC_LOG_DENSITY] > 2);
    CHECK(got->residual < -0.15 && got->conditional_z_score > got->z_score && got->z_score > 4);
    const double kept_all = got->expected;
    steered_destroy(&result);
    const igraph_integer_t density = latigraph_property_find("density");
    const latigraph_target_t closed = target("transitivity=0.9");
    latigraph_steer_options_t options = asking(&closed, 1, 8, 2);
    options.release = &density;
    options.release_count = 1;
    steer(&result, model, NULL, &options);
    CHECK(got->expected > kept_all + 0.02);
    steered_destroy(&result);

    /* Nearly all edges and hardly one back: no circuit has both, whatever is let go. */
    const latigraph_target_t full[] = {target("density=0.97"), target("reciprocity=0.05")};
    options = asking(full, 2, 8, 2);
    steer(&result, model, NULL, &options);
    CHECK(!got[0].reached && got[0].limit == LATIGRAPH_LIMIT_MODEL);
    CHECK(got[0].expected > got[0].start + 0.1 && got[0].released < 0.9);
    double held = 0, released = 0; /* largest misses, in SDs */
    for (int t = 0; t < 2; t++) {
        const double sd = fabs((got[t].expected - got[t].asked) / got[t].residual);
        held = MAX(held, fabs(got[t].residual));
        released =
            MAX(released, isfinite(got[t].released) ? fabs(got[t].released - got[t].asked) / sd
                                                    : fabs(got[t].residual));
    }
    CHECK(released <= held * (1 + 1e-9));
    steered_destroy(&result);

    /* The move that another property needs is longer than it is followed. */
    steer_to(&result, model, NULL, "spectral-radius=+8sd", 4);
    CHECK(!got->reached && got->limit == LATIGRAPH_LIMIT_FAR);
    CHECK(got->method == LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS && isnan(got->released));
    CHECK(got->mean > got->start + 1 && igraph_vector_size(&result.steering.released_moves) == 0);
    CHECK(igraph_vector_max(&result.steering.moved) > 1);
    steered_destroy(&result);
    /* Where going on leads away, the nearest is short of it. */
    steer_to(&result, model, NULL, "path-length=+5sd", 4);
    CHECK(!got->reached && got->residual < 0 && got->residual > -5.1);
    CHECK(isfinite(got->mean) && isfinite(result.steering.distance));
    steered_destroy(&result);
}

/* Farther and farther requests for one statistic, whose SD is that of the training circuits. The
 * outcome is never farther from the request than the unsteered circuits. A farther request leads
 * as far as a nearer one that was missed. It may fall short of one that was met by what counts as
 * near or a twentieth of the way. */
static void check_farther(const latigraph_model_t *model, const char *name, const double *value,
                          int count) {
    double farthest = 0, missed = 0; /* largest ways of all requests, and of missed ones */
    for (int k = 0; k < count; k++) {
        steered_t result;
        char text[64];
        g_snprintf(text, sizeof text, "%s=%g", name, value[k]);
        steer_to(&result, model, NULL, text, 4);
        const latigraph_achieved_t *got = &result.got[0];
        const double sd = fabs((got->expected - got->asked) / got->residual);
        const double way = fabs(got->expected - got->start);
        if (!(fabs(got->expected - got->asked) <= fabs(got->start - got->asked))) {
            FAIL("%s leads from %g to %g", text, got->start, got->expected);
        }
        if (!(way >= farthest - MAX(LATIGRAPH_STEER_NEAR * sd, 0.05 * farthest))) {
            FAIL("%s leads %g far, and a nearer request led %g far (SD %g)", text, way, farthest,
                 sd);
        }
        if (!got->reached && !(way >= missed * (1 - 1e-9))) {
            FAIL("%s leads %g far, and a nearer request that was missed led %g far", text, way,
                 missed);
        }
        missed = got->reached ? missed : MAX(missed, way);
        CHECK(isnan(got->released) ||
              fabs(got->released - got->asked) <= fabs(got->expected - got->asked) + 1e-12);
        farthest = MAX(farthest, way);
        steered_destroy(&result);
    }
}

/* Builds with AddressSanitizer, which take ten times as long, ask for a part. */
static void check_far(const latigraph_model_t *model) {
    static const double low[] = {0.02, 0.003, 0.0001};
    static const double high[] = {0.5, 0.9, 1};
    static const double spread[] = {2, 4, 8};
    static const double grown[] = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
    check_farther(model, "density", low, G_N_ELEMENTS(low));
    check_farther(model, "transitivity", high, G_N_ELEMENTS(high));
#ifndef TEST_SANITIZED
    check_farther(model, "density", high, G_N_ELEMENTS(high));
    check_farther(model, "reciprocity", low, G_N_ELEMENTS(low));
    check_farther(model, "reciprocity", high, G_N_ELEMENTS(high));
    check_farther(model, "assortativity", grown, G_N_ELEMENTS(grown));
    check_farther(model, "degree-correlation", high, G_N_ELEMENTS(high));
    check_farther(model, "out-degree-cv", spread, G_N_ELEMENTS(spread));
    check_farther(model, "in-degree-cv", spread, G_N_ELEMENTS(spread));
#else
    (void)grown;
    (void)spread;
#endif
}

/* What was to be held and moved is not called held, and what is called held has stayed. */
static void check_verdicts(const latigraph_model_t *model) {
    steered_t result;
    int moved = 0;
    steer_to(&result, model, NULL, "density=0.9", 8);
    for (igraph_integer_t p = 0; p < LATIGRAPH_PROPERTIES; p++) {
        const double change = VECTOR(result.steering.side_effects)[p];
        const double error = VECTOR(result.steering.side_effects_error)[p];
        if (VECTOR(result.steering.held)[p]) {
            CHECK(VECTOR(result.steering.to_hold)[p]);
            CHECK(fabs(change) <= 0.15 || fabs(change) <= 2 * error);
        } else if (VECTOR(result.steering.to_hold)[p]) {
            CHECK(!(fabs(change) <= 0.15) && !(fabs(change) <= 2 * error));
            moved++;
        }
    }
    CHECK(moved > 0);
    steered_destroy(&result);
}

/* --- Refusals ------------------------------------------------------------------- */

static void refused(const latigraph_model_t *model, const latigraph_circuit_t *like,
                    const latigraph_steer_options_t *options, const char *message) {
    latigraph_circuit_list_t list = {0};
    latigraph_achieved_t got[20];
    CHECK_FAILS(latigraph_steer(model, &list, like, options, got, NULL), IGRAPH_EINVAL, message);
    CHECK(list.size == 0);
}

static void check_refusals(const latigraph_model_t *model, const latigraph_circuit_t *like) {
    latigraph_target_t asked[20] = {target("density=0.1"), target("mean-degree=5")};
    latigraph_steer_options_t options = asking(asked, 2, 4, 1);
    refused(model, NULL, &options, "density and mean-degree");
    asked[1] = target("density=0.2");
    refused(model, NULL, &options, "density is asked for twice");
    options.target_count = 1;
    asked[0] = target("reciprocity+=1.2");
    refused(model, NULL, &options, "No circuit has reciprocity 1.");
    asked[0] = target("density=-200%");
    refused(model, NULL, &options, "No circuit has density -0.");
    asked[0] = target("density=-99sd");
    refused(model, NULL, &options, "No circuit has density -");
    options.target_count = 2;
    asked[0] = target("reciprocity=1.5");
    refused(model, NULL, &options, "between 0 and 1");
    options.target_count = 0;
    refused(model, NULL, &options, "at least one target");
    options.target_count = 65;
    refused(model, NULL, &options, "65 targets are too many");
    options.target_count = 1;
    asked[0] = target("reciprocity=0.2");
    asked[0].property = 1000;
    refused(model, NULL, &options, "no property 1000");
    asked[0] = target("reciprocity=0.2");
    igraph_integer_t kept = latigraph_property_find("weight-mean");
    options.keep = &kept;
    options.keep_count = 64;
    options.keep_only = true;
    refused(model, NULL, &options, "64 properties to keep are too many beside 1 targets");
    options.keep_count = 1;
    options.keep_only = true;
    refused(model, NULL, &options, "weight-mean is not defined for circuits generated");
    kept = 1000;
    refused(model, NULL, &options, "no property 1000");
    asked[0] = target("modularity=0.2");
    kept = latigraph_property_find("modularity");
    refused(model, NULL, &options, "modularity is to be kept, but a value of modularity is asked");
    asked[0] = target("reciprocity=0.2");
    kept = latigraph_property_find("reciprocity");
    refused(model, NULL, &options, "reciprocity is to be kept");
    kept = latigraph_property_find("density");
    options.release = &kept;
    options.release_count = 1;
    refused(model, NULL, &options, "nothing to release");
    options.keep_count = 0;
    options.keep_only = false;
    kept = latigraph_property_find("path-length");
    refused(model, NULL, &options, "path-length cannot be released");
    kept = latigraph_property_find("reciprocity");
    refused(model, NULL, &options, "reciprocity is to be released");
    options.release_count = 0;
    options.edit = 1;
    refused(model, NULL, &options, "needs a circuit to edit");
    options.generate.group = "a";
    refused(model, like, &options, "its own code");
    options.generate.group = "nowhere";
    options.edit = 0;
    refused(model, NULL, &options, "nowhere");
    options.generate.group = NULL;
    options.generate.count = 0;
    refused(model, NULL, &options, "got 0");
    options.generate.count = 2;
    asked[0] = target("weight-mean=3");
    refused(model, NULL, &options, "weight-mean is not defined for circuits generated");
    asked[0].value = NAN;
    refused(model, NULL, &options, "must be finite");
}

int main(void) {
    test_init();
    check_parse();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    CHECK_OK(latigraph_fit_options_set(options, "code", "14"));
    random_circuits(&circuits, 40, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_exact(model, NULL);
    check_exact(model, circuits.items[7]);
    check_kinds(model, circuits.items[7]);
    check_two(model);
    check_below_chance(model);
    check_kept(model, circuits.items[7]);
    check_far(model);
    check_verdicts(model);
    check_limits(model);
    check_refusals(model, circuits.items[7]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
