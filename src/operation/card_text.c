/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The card of a model in Markdown: what people said about it when it was fitted, what its file
 * knows, and figures of an evaluation.
 *
 * The card is made from two JSON objects: the description of the model and, if there is one, the
 * result of the operation evaluate. A member that is missing leaves its line or its section out,
 * so that cards of old models and of partial evaluations are still whole. Numbers are shown with
 * as many digits as their sampling error justifies. */

#include "operation/model_facts.h"

#include "base/json.h"

#include <math.h>

static void append_section(latigraph_text_t *text, const char *heading, const char *words) {
    if (words != NULL && words[0] != '\0') {
        latigraph_text_print(text, "\n## %s\n\n%s\n", heading, words);
    }
}

/* Appends a line of the table of facts. */
static void append_fact(latigraph_text_t *text, const char *label, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void append_fact(latigraph_text_t *text, const char *label, const char *format, ...) {
    char value[512];
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    latigraph_text_print(text, "| %s | %s |\n", label, value);
}

/* Appends a number with `decimals` digits after the point, or "–" if it is not known. */
static void append_number(latigraph_text_t *text, igraph_real_t value, int decimals) {
    if (isnan(value)) {
        latigraph_text_append(text, " – |");
    } else {
        latigraph_text_print(text, " %.*f |", decimals, value);
    }
}

/* --- Facts ---------------------------------------------------------------- */

/* Appends the line that names the columns of node data and the unit of positions. */
static void append_columns(latigraph_text_t *text, JsonNode *model) {
    JsonNode *columns = latigraph_json_at(model, LATIGRAPH_AT("node_data", "columns"));
    JsonArray *array =
        columns != NULL && JSON_NODE_HOLDS_ARRAY(columns) ? json_node_get_array(columns) : NULL;
    const guint count = array != NULL ? json_array_get_length(array) : 0;
    const gboolean positions =
        latigraph_json_number_at(model, LATIGRAPH_AT("node_data", "position_dimensions")) > 0;
    if (count == 0 && !positions) {
        return;
    }
    latigraph_text_append(text, "| node data | ");
    for (guint c = 0; c < count; c++) {
        const char *name =
            latigraph_json_text_at(json_array_get_element(array, c), LATIGRAPH_AT("name"));
        latigraph_text_print(text, "%s%s", c > 0 ? ", " : "", name != NULL ? name : "?");
    }
    if (positions) {
        const char *unit =
            latigraph_json_text_at(model, LATIGRAPH_AT("node_data", "position_unit"));
        latigraph_text_print(text, "%spositions%s%s%s", count > 0 ? ", " : "",
                             unit != NULL && unit[0] != '\0' ? " (" : "", unit != NULL ? unit : "",
                             unit != NULL && unit[0] != '\0' ? ")" : "");
    }
    latigraph_text_append(text, " |\n");
}

static void append_facts(latigraph_text_t *text, JsonNode *model, goffset size) {
    const igraph_real_t given =
        latigraph_json_number_at(model, LATIGRAPH_AT("provenance", "split", "training_circuits"));
    const char *licence = latigraph_json_text_at(model, LATIGRAPH_AT("card", "licence"));
    latigraph_text_append(text, "\n| | |\n| --- | --- |\n");
    if (licence != NULL) {
        latigraph_text_print(text, "| licence | %s |\n", licence);
    }
    append_fact(text, "fitted on", "%.0f circuits of %.0f to %.0f neurons; %.0f distinct neurons",
                given, latigraph_json_number_at(model, LATIGRAPH_AT("neurons", "smallest_circuit")),
                latigraph_json_number_at(model, LATIGRAPH_AT("neurons", "largest_circuit")),
                latigraph_json_number_at(model, LATIGRAPH_AT("neurons", "distinct")));
    append_columns(text, model);
    append_fact(text, "code", "%.0f dimensions, and %.0f of each neuron",
                latigraph_json_number_at(model, LATIGRAPH_AT("config", "code")),
                latigraph_json_number_at(model, LATIGRAPH_AT("config", "node_code")));
    append_fact(text, "parameters", "%.0f",
                latigraph_json_number_at(model, LATIGRAPH_AT("parameters")));
    if (size > 0) {
        append_fact(text, "file", "%.0f KiB", (double)size / 1024);
    }
    append_fact(text, "made by", "latigraph %s, state of step %.0f kept",
                latigraph_json_text_at(model, LATIGRAPH_AT("provenance", "latigraph_version")),
                latigraph_json_number_at(model, LATIGRAPH_AT("provenance", "kept_step")));
}

static void append_groups(latigraph_text_t *text, JsonNode *model) {
    JsonNode *node = latigraph_json_at(model, LATIGRAPH_AT("groups"));
    JsonArray *groups =
        node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    if (groups == NULL || json_array_get_length(groups) < 2) {
        return;
    }
    latigraph_text_append(text,
                          "\n## Groups\n\n| group | circuits | neurons |\n| --- | --- | --- |\n");
    for (guint g = 0; g < json_array_get_length(groups); g++) {
        JsonNode *group = json_array_get_element(groups, g);
        latigraph_text_print(text, "| %s | %.0f | %.0f |\n",
                             latigraph_json_text_at(group, LATIGRAPH_AT("group")),
                             latigraph_json_number_at(group, LATIGRAPH_AT("circuits")),
                             latigraph_json_number_at(group, LATIGRAPH_AT("neurons")));
    }
}

/* --- Figures -------------------------------------------------------------- */

static void append_bits(latigraph_text_t *text, const char *label, igraph_real_t bits,
                        igraph_real_t random, igraph_real_t auc) {
    if (isnan(bits)) {
        return;
    }
    latigraph_text_print(text, "| %s |", label);
    append_number(text, bits, 1);
    if (random > 0) {
        latigraph_text_print(text, " %+.1f %% |", 100 * (bits / random - 1));
    } else {
        latigraph_text_append(text, " |");
    }
    if (isnan(auc)) {
        latigraph_text_append(text, " |\n");
    } else {
        append_number(text, auc, 3);
        latigraph_text_append_character(text, '\n');
    }
}

static void append_bits_table(latigraph_text_t *text, JsonNode *e) {
    const igraph_real_t none = IGRAPH_NAN;
    const igraph_real_t random = latigraph_json_number_at(e, LATIGRAPH_AT("bits_erdos_renyi"));
    latigraph_text_append(text, "\n| | bits per circuit | against random | edge AUC |\n"
                                "| --- | ---: | ---: | ---: |\n");
    append_bits(text, "**model**", latigraph_json_number_at(e, LATIGRAPH_AT("bits_total")), random,
                latigraph_json_number_at(e, LATIGRAPH_AT("auc")));
    append_bits(text, "of these: code", latigraph_json_number_at(e, LATIGRAPH_AT("bits_code")),
                none, none);
    append_bits(text, "of these: node codes",
                latigraph_json_number_at(e, LATIGRAPH_AT("bits_nodes")), none, none);
    append_bits(text, "node data alone",
                latigraph_json_number_at(e, LATIGRAPH_AT("bits_node_data")), random,
                latigraph_json_number_at(e, LATIGRAPH_AT("auc_node_data")));
    append_bits(text, "dyads (reciprocity)", latigraph_json_number_at(e, LATIGRAPH_AT("bits_dyad")),
                random, none);
    append_bits(text, "Erdős–Rényi", random, none, none);
}

/* Appends one line on the rate–distortion curve. */
static void append_curve(latigraph_text_t *text, JsonNode *e) {
    const igraph_real_t auc = latigraph_json_number_at(e, LATIGRAPH_AT("auc_at_budget"));
    if (!isnan(auc)) {
        latigraph_text_print(text, "\nEdge AUC with %.0f bits of codes per circuit: %.3f.\n",
                             latigraph_json_number_at(e, LATIGRAPH_AT("curve_budget")), auc);
    }
}

/* Appends one line of the comparison of generated with real circuits: the figure and its floor for
 * both ways of generating. */
static void append_likeness(latigraph_text_t *text, JsonNode *e, const char *label,
                            const char *member, double scale, int decimals) {
    static const char *const ways[] = {"generated_summary", "unconditional_summary"};
    latigraph_text_print(text, "| %s |", label);
    for (gsize k = 0; k < G_N_ELEMENTS(ways); k++) {
        JsonNode *figure = latigraph_json_at(e, LATIGRAPH_AT(ways[k], member));
        append_number(text, scale * latigraph_json_number_at(figure, LATIGRAPH_AT("matched")),
                      decimals);
        append_number(text, scale * latigraph_json_number_at(figure, LATIGRAPH_AT("floor")),
                      decimals);
    }
    latigraph_text_append_character(text, '\n');
}

static void append_likeness_table(latigraph_text_t *text, JsonNode *e) {
    latigraph_text_append(
        text,
        "\nEach figure compares half of the real circuits with as many generated circuits. Its "
        "floor compares the real halves with each other. From codes: generated from the "
        "codes of the test circuits, and compared with these. Unconditional: compared with "
        "circuits of the training side if they were given, otherwise with the test "
        "circuits.\n\n"
        "| | from codes | floor | unconditional | floor |\n"
        "| --- | ---: | ---: | ---: | ---: |\n");
    append_likeness(text, e, "median relative error of the properties, %", "relative_error", 100,
                    1);
    append_likeness(text, e, "mean KS distance of the properties", "ks", 1, 3);
    append_likeness(text, e, "KS distance of the out-degrees", "out_degree_ks", 1, 3);
    append_likeness(text, e, "KS distance of the in-degrees", "in_degree_ks", 1, 3);
    append_likeness(text, e, "triads, correlation of ln counts", "triad_correlation", 1, 4);
    append_likeness(text, e, "discrepancy (0 alike, 1 perfectly separable)", "discrepancy", 1, 3);
}

static guint count_of(JsonNode *list) {
    return list != NULL && JSON_NODE_HOLDS_ARRAY(list)
               ? json_array_get_length(json_node_get_array(list))
               : 0;
}

static gboolean is_compared(JsonNode *e) {
    return latigraph_json_at(e, LATIGRAPH_AT("generated_summary", "discrepancy")) != NULL ||
           latigraph_json_at(e, LATIGRAPH_AT("unconditional_summary", "discrepancy")) != NULL;
}

static void append_figures(latigraph_text_t *text, JsonNode *e) {
    if (e == NULL) {
        return;
    }
    latigraph_text_print(text,
                         "\n## Figures\n\nOn %u test circuits; %.0f of their neurons are in "
                         "training circuits.\n",
                         count_of(latigraph_json_at(e, LATIGRAPH_AT("names"))),
                         latigraph_json_number_at(e, LATIGRAPH_AT("shared_neurons")));
    append_bits_table(text, e);
    append_curve(text, e);
    if (is_compared(e)) {
        append_likeness_table(text, e);
    }
}

static void append_directions(latigraph_text_t *text, JsonNode *model) {
    JsonNode *node = latigraph_json_at(model, LATIGRAPH_AT("directions"));
    JsonArray *directions =
        node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    if (directions == NULL || json_array_get_length(directions) == 0) {
        return;
    }
    latigraph_text_append(
        text, "\n## Directions\n\nR² of the properties of training and validation circuits, "
              "predicted from the code (folds split by neuron).\n\n"
              "| property | R² | mean | SD |\n| --- | ---: | ---: | ---: |\n");
    for (guint d = 0; d < json_array_get_length(directions); d++) {
        JsonNode *at = json_array_get_element(directions, d);
        latigraph_text_print(text, "| %s |", latigraph_json_text_at(at, LATIGRAPH_AT("property")));
        append_number(text, latigraph_json_number_at(at, LATIGRAPH_AT("r2")), 2);
        append_number(text, latigraph_json_number_at(at, LATIGRAPH_AT("mean")), 4);
        append_number(text, latigraph_json_number_at(at, LATIGRAPH_AT("sd")), 4);
        latigraph_text_append_character(text, '\n');
    }
}

/* --- The card ------------------------------------------------------------- */

void latigraph_append_card(latigraph_text_t *text, const latigraph_model_facts_t *facts,
                           JsonNode *evaluation) {
    JsonNode *model = facts->description;
    const char *title = latigraph_json_text_at(model, LATIGRAPH_AT("card", "title"));
    const char *description = latigraph_json_text_at(model, LATIGRAPH_AT("card", "description"));
    const char *rebuild = latigraph_json_text_at(model, LATIGRAPH_AT("card", "rebuild"));
    latigraph_text_print(text, "# %s\n", facts->name);
    if (title != NULL) {
        latigraph_text_print(text, "\n%s\n", title);
    }
    if (description != NULL) {
        latigraph_text_print(text, "\n%s\n", description);
    }
    append_facts(text, model, facts->size);
    append_section(text, "Data", latigraph_json_text_at(model, LATIGRAPH_AT("card", "data")));
    append_section(text, "Source", latigraph_json_text_at(model, LATIGRAPH_AT("card", "source")));
    append_section(text, "Citation",
                   latigraph_json_text_at(model, LATIGRAPH_AT("card", "citation")));
    append_groups(text, model);
    append_section(text, "Split", latigraph_json_text_at(model, LATIGRAPH_AT("card", "split")));
    append_figures(text, evaluation);
    append_directions(text, model);
    append_section(text, "Limits", latigraph_json_text_at(model, LATIGRAPH_AT("card", "limits")));
    if (rebuild != NULL) {
        latigraph_text_print(text, "\n## Rebuilding\n\n    %s\n", rebuild);
    }
}
