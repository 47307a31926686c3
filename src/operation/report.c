/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The operation report: one page that shows a model and circuits, and opens without a network.
 *
 * Everything on the page is computed here, by the functions that other operations call, and is
 * written as JSON into a page that is part of the library (src/figure/report*, src/report). The
 * page only draws. So its numbers are those of `encode`, `steer`, `directions` and `evaluate` for
 * the same circuits and seed.
 *
 * Circuits beyond the greatest number are thinned evenly, because those that were cut one after the
 * other are often alike. What is evaluated is what is shown. Equal inputs give equal bytes: a date
 * is in the page only if the caller gives one, and the number of threads is not. */

#include "operation/model_facts.h"
#include "operation/names.h"
#include "operation/report_facts.h"
#include "operation/rows.h"

#include "base/json.h"
#include "base/memory.h"
#include "circuit/circuit.h"
#include "model/model.h"

#include <latigraph/generate.h>

typedef struct {
    const latigraph_model_t *model;
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *steered;
    igraph_integer_t steps, step_count, effects, count, most;
    igraph_bool_t evaluate;
    const char *title, *date, *name, *command;
    igraph_uint_t seed;
    igraph_integer_t threads;
} request_t;

typedef struct {
    char *page;
} result_t;

/* Number of circuits that are generated if none are given. */
enum { USUAL_COUNT = 60 };

static const latigraph_argument_t arguments[] = {
    INPUT_MODEL(model),
    OPTION("circuits", GRAPH_LIST, circuits, NULL,
           "Circuits to show, best of neurons that the model has not seen. If they are left out, "
           "the page shows circuits that the model generates.",
           .show = LATIGRAPH_SHOW_POSITIONAL),
    OPTION_ONLY(steered,
                "Properties to steer, with a slider each. If it is left out: the first five of "
                "density, reciprocity, local-clustering, transitivity, out-degree-cv, edge-length, "
                "in-degree-cv and assortativity that the model can steer."),
    OPTION("steps", INTEGER, steps, "3",
           "Steps of steering on either side, each half a standard deviation of the training "
           "circuits; 0 steers nothing.",
           .min = 0, .max = 100),
    OPTION("step_count", INTEGER, step_count, "8", "Number of circuits to generate per step.",
           .min = 1, .max = LATIGRAPH_MOST_CIRCUITS),
    OPTION("effects", INTEGER, effects, "4",
           "Number of circuits to generate on either side of a step along each direction; 0 does "
           "not measure the effects of directions.",
           .min = 0, .max = 1000000),
    OPTION("count", INTEGER, count, "0",
           "Number of circuits to generate and show; 0 takes 60 without circuits, and none with "
           "circuits.",
           .min = 0, .max = LATIGRAPH_MOST_CIRCUITS, .letter = 'n'),
    OPTION("most", INTEGER, most, "200",
           "Largest number of given circuits to show; of more, evenly spaced ones are shown.",
           .min = 1, .max = LATIGRAPH_MOST_CIRCUITS),
    OPTION("evaluate", BOOLEAN, evaluate, "true",
           "Evaluate the model on the circuits, and compare circuits that it generates with them."),
    OPTION("title", STRING, title, NULL, "Title of the page; that of the model if it is left out."),
    OPTION("date", STRING, date, NULL, "Date to write on the page; none if it is left out."),
    OPTION("name", STRING, name, NULL, "Name of the model to write on the page.",
           .show = LATIGRAPH_SHOW_HIDDEN),
    OPTION("command", STRING, command, NULL, "Command line or call to write on the page.",
           .show = LATIGRAPH_SHOW_HIDDEN),
    OPTION_SEED(seed),
    OPTION_THREADS(threads),
    OUTPUT("page", STRING, page, "The page, in HTML.", .show = LATIGRAPH_SHOW_HEADLINE),
};

/* --- Circuits --------------------------------------------------------------------------------- */

/* The circuits of a page: given ones, which belong to the caller, then generated ones. */
typedef struct {
    latigraph_circuit_list_t generated;
    latigraph_circuit_list_t all; /* items alone are its own */
    igraph_integer_t real;
    igraph_strvector_t labels; /* names of groups */
} shown_t;

static void shown_destroy(shown_t *shown) {
    igraph_strvector_destroy(&shown->labels);
    g_free(shown->all.items);
    latigraph_circuit_list_destroy(&shown->generated);
}

/* Puts an empty list on the FINALLY stack as one entry. */
static igraph_error_t shown_init(shown_t *shown) {
    *shown = (shown_t){.real = 0};
    IGRAPH_CHECK(latigraph_circuit_list_init(&shown->generated));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &shown->generated);
    IGRAPH_STRVECTOR_INIT_FINALLY(&shown->labels, 0);
    IGRAPH_FINALLY_CLEAN(2);
    IGRAPH_FINALLY(shown_destroy, shown);
    return IGRAPH_SUCCESS;
}

static igraph_error_t generate_for(const request_t *request, const char *group,
                                   igraph_integer_t count, shown_t *shown) {
    const latigraph_generate_options_t options = {
        .count = count,
        .first = latigraph_circuit_list_size(&shown->generated),
        .group = group,
        .seed = request->seed,
        .threads = request->threads};
    if (count < 1) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_generate(request->model, &shown->generated, NULL, NULL, &options));
    for (igraph_integer_t i = 0; i < count; i++) {
        IGRAPH_CHECK(igraph_strvector_push_back(&shown->labels, group != NULL ? group : ""));
    }
    return IGRAPH_SUCCESS;
}

/* Returns the number of groups of a model, or 0 if they are hardly more than single circuits. */
static igraph_integer_t count_groups(const latigraph_model_t *model) {
    int circuits = 0;
    for (int g = 0; g < model->groups.count; g++) {
        circuits += model->groups.circuits[g];
    }
    return 2 * model->groups.count <= circuits ? model->groups.count : 0;
}

/* Generates circuits, as many for each group of a model that has several. */
static igraph_error_t generate(const request_t *request, shown_t *shown) {
    const igraph_integer_t count =
        request->count > 0 || request->circuits != NULL ? request->count : USUAL_COUNT;
    const igraph_integer_t parts = count_groups(request->model);
    if (parts < 2) {
        return generate_for(request, NULL, count, shown);
    }
    for (igraph_integer_t g = 0; g < parts; g++) {
        const igraph_integer_t before = count * g / parts, after = count * (g + 1) / parts;
        IGRAPH_CHECK(generate_for(request, request->model->groups.name[g], after - before, shown));
    }
    return IGRAPH_SUCCESS;
}

/* Takes evenly spaced ones of the given circuits. */
static igraph_error_t take_given(const request_t *request, latigraph_circuit_t **items,
                                 shown_t *shown) {
    const igraph_integer_t given = latigraph_circuit_list_size(request->circuits);
    for (igraph_integer_t i = 0; i < shown->real; i++) {
        const igraph_integer_t at =
            (igraph_integer_t)(((double)i + 0.5) * (double)given / (double)shown->real);
        items[i] = request->circuits->items[at];
        IGRAPH_CHECK(igraph_strvector_push_back(&shown->labels, latigraph_circuit_group(items[i])));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t remark_circuits(const request_t *request, const shown_t *shown,
                                      latigraph_remarks_t *remarks) {
    const igraph_integer_t given =
        request->circuits != NULL ? latigraph_circuit_list_size(request->circuits) : 0;
    if (given == 0) {
        return latigraph_remark_add(remarks, "note", "circuits",
                                    "No circuits were given: the page shows %" IGRAPH_PRId
                                    " circuits that the model generated, and no evaluation.",
                                    latigraph_circuit_list_size(&shown->generated));
    }
    return shown->real == given
               ? IGRAPH_SUCCESS
               : latigraph_remark_add(remarks, "note", "circuits",
                                      "%" IGRAPH_PRId " of %" IGRAPH_PRId
                                      " circuits are shown and evaluated, evenly spaced; most "
                                      "sets this number.",
                                      shown->real, given);
}

static igraph_error_t collect(const request_t *request, shown_t *shown,
                              latigraph_remarks_t *remarks) {
    shown->real = request->circuits == NULL
                      ? 0
                      : MIN(latigraph_circuit_list_size(request->circuits), request->most);
    latigraph_circuit_t **items = g_try_malloc0_n((gsize)shown->real + 1, sizeof *items);
    LATIGRAPH_CHECK_MEMORY(items);
    shown->all.items = items;
    if (shown->real > 0) {
        IGRAPH_CHECK(take_given(request, items, shown));
    }
    IGRAPH_CHECK(generate(request, shown));
    const igraph_integer_t made = latigraph_circuit_list_size(&shown->generated);
    if (shown->real + made < 1) {
        IGRAPH_ERROR("There are no circuits to show. Give some, or a count to generate.",
                     IGRAPH_EINVAL);
    }
    items = g_try_realloc_n(items, (gsize)(shown->real + made), sizeof *items);
    LATIGRAPH_CHECK_MEMORY(items);
    shown->all.items = items;
    shown->all.size = shown->real + made;
    for (igraph_integer_t i = 0; i < made; i++) {
        items[shown->real + i] = shown->generated.items[i];
    }
    return remark_circuits(request, shown, remarks);
}

/* --- The page --------------------------------------------------------------------------------- */

static igraph_error_t write_evaluation(const request_t *request, report_t *report,
                                       report_facts_t *facts) {
    if (request->evaluate && report->real > 0) {
        return report_write_evaluation(report, &facts->shared_neurons);
    }
    latigraph_json_text(&report->json, "evaluation", NULL);
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_all(const request_t *request, report_t *report, report_facts_t *facts) {
    latigraph_json_begin_object(&report->json);
    latigraph_json_integer(&report->json, "format", 1);
    latigraph_json_text(&report->json, "title", facts->title);
    IGRAPH_CHECK(report_write_model(report, facts));
    IGRAPH_CHECK(report_write_circuits(report));
    IGRAPH_CHECK(report_write_map(report));
    IGRAPH_CHECK(report_write_steering(report));
    IGRAPH_CHECK(report_write_directions(report));
    IGRAPH_CHECK(write_evaluation(request, report, facts));
    IGRAPH_CHECK(report_write_provenance(report, facts));
    latigraph_json_end_object(&report->json);
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_page(const request_t *request, report_t *report, JsonNode *model,
                                char **page) {
    const char *card = latigraph_json_text_at(model, LATIGRAPH_AT("card", "title"));
    char *digest, *json;
    IGRAPH_CHECK(latigraph_model_digest(request->model, &digest));
    IGRAPH_FINALLY(igraph_free, digest);
    const char *name = request->name != NULL ? request->name : card != NULL ? card : digest;
    report_facts_t facts = {
        .model = model,
        .name = name,
        .title = request->title != NULL ? request->title
                 : card != NULL         ? card
                                        : name,
        .digest = digest,
        .command = request->command,
        .date = request->date,
        .given = request->circuits != NULL ? latigraph_circuit_list_size(request->circuits) : 0,
        .shared_neurons = -1};
    IGRAPH_CHECK(write_all(request, report, &facts));
    IGRAPH_CHECK(latigraph_json_take(&report->json, &json));
    IGRAPH_FINALLY(g_free, json);
    IGRAPH_CHECK(report_page(facts.title, json, page));
    g_free(json);
    igraph_free(digest);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t report_shown(const request_t *request, shown_t *shown,
                                   const igraph_vector_int_t *steered, latigraph_remarks_t *remarks,
                                   char **page) {
    JsonNode *model;
    report_t report = {.model = request->model,
                       .circuits = &shown->all,
                       .real = shown->real,
                       .labels = &shown->labels,
                       .steered = request->steered != NULL ? steered : NULL,
                       .steps = request->steps,
                       .count = request->step_count,
                       .effects = request->effects,
                       .seed = request->seed,
                       .threads = request->threads,
                       .bytes_max = REPORT_BYTES_MAX,
                       .remarks = remarks};
    IGRAPH_CHECK(latigraph_model_description(request->model, &model));
    IGRAPH_FINALLY(json_node_unref, model);
    IGRAPH_CHECK(report_init(&report));
    IGRAPH_CHECK(make_page(request, &report, model, page));
    report_destroy(&report);
    json_node_unref(model);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Finds the properties to steer, which must be in the table. */
static igraph_error_t find_steered(const request_t *request, igraph_vector_int_t *steered) {
    for (igraph_integer_t k = 0;
         k < (request->steered != NULL ? igraph_strvector_size(request->steered) : 0); k++) {
        const char *name = igraph_strvector_get(request->steered, k);
        const igraph_integer_t property = latigraph_property_find(name);
        if (property < 0) {
            IGRAPH_ERRORF("There is no property \"%s\" of the table; the operation "
                          "list_properties lists all.",
                          IGRAPH_EINVAL, name);
        }
        IGRAPH_CHECK(igraph_vector_int_push_back(steered, property));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    const request_t *request = request_data;
    result_t *result = result_data;
    igraph_vector_int_t steered;
    shown_t shown;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&steered, 0);
    IGRAPH_CHECK(find_steered(request, &steered));
    IGRAPH_CHECK(shown_init(&shown));
    IGRAPH_CHECK(collect(request, &shown, remarks));
    IGRAPH_CHECK(report_shown(request, &shown, &steered, remarks, &result->page));
    shown_destroy(&shown);
    igraph_vector_int_destroy(&steered);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_report = {
    .name = "report",
    .summary = "Makes a page to explore a model and circuits, in one file.",
    .doc = "The page needs no network. It shows the latent map with the density of the training "
           "codes, the circuits with their values and neighbours, steering with what was achieved "
           "and what else moved, directions, the evaluation, and where all of it is from. A date "
           "is on it only if one is given, so that equal inputs give equal bytes.",
    .example = "latigraph report model.safetensors held-out -o report.html",
    .flags = LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_LONG_RUNNING,
    OPERATION_STRUCTS(arguments, run),
};
