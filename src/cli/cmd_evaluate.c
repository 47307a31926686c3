/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/figure.h"

#include <math.h>
#include <stdio.h>

static char *samples_text, *refine_text, *budget_text;
static char *training_path, *count_text, *figure_path;
static gboolean each, generate, unconditional, draw_curve;
static cli_curve_t curve;
static cli_intervals_t intervals;
static cli_content_t content;

/* What was generated, if anything. */
static struct {
    cli_likeness_t likeness[2];
    int count;
} generation;

static const GOptionEntry entries[] = {
    {"samples", 0, 0, G_OPTION_ARG_STRING, &samples_text,
     "posterior samples a circuit (default: 4)", "N"},
    {"refine", 0, 0, G_OPTION_ARG_STRING, &refine_text,
     "steps of gradient descent on the codes of a circuit's neurons, from the encoder's guess; 0 "
     "takes the guess (default: 100)",
     "N"},
    {"each", 0, 0, G_OPTION_ARG_NONE, &each, "also a line for each circuit", NULL},
    {"curve", 0, 0, G_OPTION_ARG_NONE, &draw_curve,
     "also the rate-distortion curve: bits of codes, of edges and AUC with the neurons' codes "
     "refined for a falling weight of their KL term (--refine steps each), and from their prior",
     NULL},
    {"budget", 0, 0, G_OPTION_ARG_STRING, &budget_text,
     "with --curve: bits of codes a circuit at which the AUC is given (default: 800)", "BITS"},
    {"generate", 0, 0, G_OPTION_ARG_NONE, &generate,
     "also generate a circuit from the code and node data of each and compare them with the real "
     "ones",
     NULL},
    {"unconditional", 0, 0, G_OPTION_ARG_NONE, &unconditional,
     "with --generate: also compare as many circuits generated unconditionally", NULL},
    {"training", 0, 0, G_OPTION_ARG_FILENAME, &training_path,
     "circuits of the training side, which the unconditional ones are compared with instead: a "
     "model "
     "cannot know how other tissue differs",
     "CIRCUITS"},
    {"count", 0, 0, G_OPTION_ARG_STRING, &count_text,
     "circuits to generate for each real one (default: 1)", "N"},
    {"figure", 0, 0, G_OPTION_ARG_FILENAME, &figure_path,
     "draw the curve and the generated circuits against the real ones into a file that ends in "
     ".svg, .pdf or .png; implies --curve and --generate",
     "FILE"},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static const cli_syntax_t syntax = {
    .positional = "MODEL CIRCUITS...",
    .text =
        "Judges a model on circuits that it should not have seen: bits per circuit (code, node "
        "codes and edges given the node data; lower is better), beside those of simple models "
        "fitted to each circuit and of the node data alone, and the AUC of the edges. Intervals "
        "are "
        "from a bootstrap in which circuits count the less the more neurons they share; they are "
        "for the tissue that the circuits are from. Also what the code carries: bits, dimensions "
        "in use, and R2 of each property. "
        "With --generate, generated circuits are compared with the real ones by properties, "
        "degrees, triads, maximum mean discrepancy and a classifier that tells them apart, each "
        "beside what random halves of the real circuits get, which share neurons.",
    .example = "latigraph evaluate model.safetensors held-out --json",
    .options = entries,
    .groups = CLI_READS | CLI_SEED | CLI_THREADS | CLI_JSON,
    .least = 2,
    .most = -1,
};

/* The columns of latigraph_evaluate()'s table of circuits. */
static const char *const columns[] = {"total",   "code",         "nodes",       "edges",
                                      "weights", "node_data",    "erdos_renyi", "dyad",
                                      "auc",     "auc_node_data"};
enum { COLUMNS = G_N_ELEMENTS(columns) };

static void add_figures(JsonBuilder *json, const igraph_real_t *figure) {
    json_builder_set_member_name(json, "bits");
    json_builder_begin_object(json);
    for (int c = 0; c < 5; c++) {
        cli_json_number(json, columns[c], figure[c]);
    }
    json_builder_end_object(json);
    cli_json_number(json, "auc", figure[8]);
    cli_json_number(json, "auc_node_data", figure[9]);
    json_builder_set_member_name(json, "baselines");
    json_builder_begin_object(json);
    cli_json_number(json, "erdos_renyi", figure[6]);
    cli_json_number(json, "dyad", figure[7]);
    cli_json_number(json, "node_data", figure[5]);
    json_builder_end_object(json);
}

static void add_each(JsonBuilder *json, const latigraph_circuit_list_t *list,
                     const igraph_matrix_t *rows) {
    json_builder_set_member_name(json, "each");
    json_builder_begin_array(json);
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        igraph_real_t figure[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            figure[c] = MATRIX(*rows, i, c);
        }
        json_builder_begin_object(json);
        cli_json_text(json, "name", latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        add_figures(json, figure);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void add_generation(JsonBuilder *json) {
    if (generation.count > 0) {
        json_builder_set_member_name(json, "generation");
        json_builder_begin_object(json);
        for (int k = 0; k < generation.count; k++) {
            json_builder_set_member_name(json, k == 0 ? "from_codes" : "unconditional");
            cli_json_likeness(json, &generation.likeness[k]);
        }
        json_builder_end_object(json);
    }
}

static igraph_error_t print_json(const latigraph_circuit_list_t *list,
                                 const latigraph_evaluation_t *e, const igraph_real_t *figure,
                                 const igraph_matrix_t *rows) {
    JsonBuilder *json;
    IGRAPH_CHECK(cli_json_new(&json));
    json_builder_begin_object(json);
    cli_json_number(json, "circuits", (igraph_real_t)e->circuits);
    add_figures(json, figure);
    cli_json_number(json, "shared_neurons", (igraph_real_t)e->shared_neurons);
    cli_json_intervals(json, &intervals);
    cli_json_content(json, &content);
    if (draw_curve) {
        cli_json_curve(json, &curve);
    }
    cli_json_groups(json, list, rows, columns, COLUMNS);
    add_generation(json);
    if (each) {
        add_each(json, list, rows);
    }
    json_builder_end_object(json);
    cli_json_print(json);
    g_object_unref(json);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* "-9.4 %" against the Erdős–Rényi code. */
static void add_line(cli_table_t *table, const char *label, igraph_real_t bits,
                     igraph_real_t reference, igraph_real_t auc) {
    cli_table_text(table, label);
    cli_table_fixed(table, bits, 1);
    if (!(reference > 0) || isnan(bits)) {
        cli_table_text(table, "");
    } else {
        char *text = g_strdup_printf("%+.1f %%", 100.0 * (bits / reference - 1.0));
        cli_table_text(table, text);
        g_free(text);
    }
    if (isnan(auc)) {
        cli_table_text(table, "");
    } else {
        cli_table_fixed(table, auc, 3);
    }
}

static igraph_error_t print_table(const latigraph_evaluation_t *e) {
    static const char *const header[] = {"", "bits per circuit", "against random", "edge AUC"};
    cli_table_t table;
    const igraph_real_t none = IGRAPH_NAN, random = e->bits_erdos_renyi;
    IGRAPH_CHECK(cli_table_init(&table, "lrrr", header));
    add_line(&table, "model", e->bits_total, random, e->auc);
    add_line(&table, "  code", e->bits_code, none, none);
    add_line(&table, "  node codes", e->bits_nodes, none, none);
    add_line(&table, "  edges", e->bits_edges, none, none);
    if (!isnan(e->bits_weights)) {
        add_line(&table, "  (weights, not counted)", e->bits_weights, none, none);
    }
    add_line(&table, "node data alone", e->bits_node_data, random, e->auc_node_data);
    add_line(&table, "dyads (reciprocity)", e->bits_dyad, random, none);
    add_line(&table, "random (Erdos-Renyi)", random, none, none);
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t print_each(const latigraph_circuit_list_t *list,
                                 const igraph_matrix_t *rows) {
    const char *header[COLUMNS + 1] = {"circuit"};
    cli_table_t table;
    for (int c = 0; c < COLUMNS; c++) {
        header[c + 1] = columns[c];
    }
    IGRAPH_CHECK(cli_table_init(&table, "lrrrrrrrrrr", header));
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        cli_table_text(&table, latigraph_circuit_name(latigraph_circuit_list_get(list, i)));
        for (int c = 0; c < COLUMNS; c++) {
            cli_table_number(&table, MATRIX(*rows, i, c), c < COLUMNS - 2 ? 5 : 3);
        }
    }
    cli_table_print(&table);
    cli_table_destroy(&table);
    IGRAPH_FINALLY_CLEAN(1);
    puts("");
    return IGRAPH_SUCCESS;
}

static igraph_error_t print(const latigraph_circuit_list_t *list, const latigraph_evaluation_t *e,
                            const igraph_matrix_t *rows) {
    const igraph_real_t figure[COLUMNS] = {
        e->bits_total,     e->bits_code,        e->bits_nodes, e->bits_edges, e->bits_weights,
        e->bits_node_data, e->bits_erdos_renyi, e->bits_dyad,  e->auc,        e->auc_node_data};
    if (e->shared_neurons > 0) {
        cli_note("%" IGRAPH_PRId " neurons of these circuits stand in training circuits too: the "
                 "figures are not those of unseen neurons",
                 e->shared_neurons);
    }
    if (cli_shared.json) {
        return print_json(list, e, figure, rows);
    }
    if (each) {
        IGRAPH_CHECK(print_each(list, rows));
    }
    IGRAPH_CHECK(print_table(e));
    IGRAPH_CHECK(cli_print_intervals(&intervals));
    IGRAPH_CHECK(cli_print_content(&content));
    if (draw_curve) {
        IGRAPH_CHECK(cli_print_curve(&curve));
    }
    IGRAPH_CHECK(cli_print_groups(list, rows, columns, COLUMNS));
    for (int k = 0; k < generation.count; k++) {
        printf("\nGenerated %s, %" IGRAPH_PRId " circuits against %" IGRAPH_PRId " %s\n",
               k == 1 ? "unconditional" : "from the code and node data of each circuit",
               generation.likeness[k].all.generated, generation.likeness[k].all.real,
               k == 1 && training_path != NULL ? "of the training side" : "real ones");
        IGRAPH_CHECK(cli_print_likeness(&generation.likeness[k]));
    }
    return IGRAPH_SUCCESS;
}

/* Unconditional circuits, against those of the training side if these are given. */
static igraph_error_t compare_unconditional(const latigraph_model_t *model,
                                            const latigraph_circuit_list_t *list,
                                            igraph_integer_t count) {
    char *path[] = {training_path, NULL};
    latigraph_circuit_list_t training;
    if (training_path == NULL) {
        return cli_likeness_generate(&generation.likeness[1], model, list, count, 1);
    }
    IGRAPH_CHECK(cli_read_new_list(&training, path));
    if (latigraph_circuit_list_size(&training) < 2) {
        return cli_usage("--training needs two circuits or more, \"%s\" holds one.", training_path);
    }
    IGRAPH_CHECK(cli_likeness_generate(&generation.likeness[1], model, &training, count, 1));
    IGRAPH_FINALLY_CLEAN(2);
    latigraph_circuit_list_destroy(&training);
    IGRAPH_FINALLY(cli_likeness_destroy, &generation.likeness[1]);
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_generated(const latigraph_model_t *model,
                                        const latigraph_circuit_list_t *list) {
    igraph_integer_t count = 1;
    if (count_text != NULL) {
        IGRAPH_CHECK(cli_integer("--count", count_text, 1, 10000, &count));
    }
    if (generate) {
        IGRAPH_CHECK(cli_likeness_generate(&generation.likeness[0], model, list, count, 0));
        generation.count = 1;
    }
    if (unconditional) {
        IGRAPH_CHECK(compare_unconditional(model, list, count));
        generation.count = 2;
    }
    return IGRAPH_SUCCESS;
}

static void forget_generated(void) {
    for (int k = 0; k < generation.count; k++) {
        cli_likeness_destroy(&generation.likeness[k]);
    }
    IGRAPH_FINALLY_CLEAN(generation.count);
}

static igraph_error_t trace_curve(const latigraph_model_t *model,
                                  const latigraph_circuit_list_t *list,
                                  const latigraph_evaluate_options_t *options) {
    igraph_real_t budget = 800;
    if (budget_text != NULL) {
        IGRAPH_CHECK(cli_real("--budget", budget_text, 0, 1e12, &budget));
    }
    return cli_curve_init(&curve, model, list, options, budget);
}

static igraph_error_t evaluate(char **arguments, const latigraph_evaluate_options_t *options) {
    latigraph_circuit_list_t list;
    latigraph_model_t *model;
    latigraph_evaluation_t evaluation;
    igraph_matrix_t rows;
    IGRAPH_CHECK(cli_read_model(&model, arguments[0]));
    IGRAPH_CHECK(cli_read_new_list(&list, arguments + 1));
    if (generate && latigraph_circuit_list_size(&list) < 2) {
        return cli_usage("--generate compares sets of circuits: it needs two or more.");
    }
    IGRAPH_MATRIX_INIT_FINALLY(&rows, 0, 0);
    IGRAPH_CHECK(latigraph_evaluate(model, &list, options, &evaluation, &rows));
    IGRAPH_CHECK(cli_intervals_init(&intervals, &list, &rows));
    IGRAPH_CHECK(cli_content_init(&content, model, &list));
    if (draw_curve) {
        IGRAPH_CHECK(trace_curve(model, &list, options));
    }
    IGRAPH_CHECK(compare_generated(model, &list));
    IGRAPH_CHECK(print(&list, &evaluation, &rows));
    if (figure_path != NULL) {
        IGRAPH_CHECK(figure_write_evaluation(&curve, &generation.likeness[0], figure_path));
    }
    forget_generated();
    if (draw_curve) {
        cli_curve_destroy(&curve);
        IGRAPH_FINALLY_CLEAN(1);
    }
    cli_content_destroy(&content);
    igraph_matrix_destroy(&intervals.value);
    IGRAPH_FINALLY_CLEAN(2);
    igraph_matrix_destroy(&rows);
    latigraph_circuit_list_destroy(&list);
    latigraph_model_destroy(model);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t cli_evaluate(int argc, char **argv) {
    char **arguments;
    latigraph_evaluate_options_t options = {.samples = 4, .refine = 100};
    IGRAPH_CHECK(cli_parse(&syntax, argc, argv, &arguments));
    if (arguments == NULL) {
        return IGRAPH_SUCCESS;
    }
    if (figure_path != NULL) {
        IGRAPH_CHECK(figure_check_path("--figure", figure_path));
        draw_curve = generate = TRUE;
    }
    if (unconditional && !generate) {
        return cli_usage("--unconditional goes with --generate.");
    }
    if (training_path != NULL && !unconditional) {
        return cli_usage("--training goes with --unconditional.");
    }
    if (count_text != NULL && !generate) {
        return cli_usage("--count goes with --generate.");
    }
    if (budget_text != NULL && !draw_curve) {
        return cli_usage("--budget goes with --curve.");
    }
    if (samples_text != NULL) {
        IGRAPH_CHECK(cli_integer("--samples", samples_text, 1, 100000, &options.samples));
    }
    if (refine_text != NULL) {
        IGRAPH_CHECK(cli_integer("--refine", refine_text, 0, 1000000, &options.refine));
    }
    options.seed = cli_shared.seed;
    options.threads = cli_threads();
    return evaluate(arguments, &options);
}
