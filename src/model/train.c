/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The fit of a model.
 *
 * A fit has four stages. (1) Vocabulary and scales of statistics and properties are learned from
 * the circuits. (2) Circuits become examples. (3) The optimiser (trainer.c) finds the parameters of
 * the model, then those of the baseline, which sees node data alone. (4) Both get the parameters
 * with the fewest bits on the validation circuits, and the provenance is written. latent then adds
 * the density of codes, the law of node data and the directions.
 *
 * A fit can take days, so it can be stopped at any moment and resumed. The state is saved at
 * intervals, on interruption and at the end (checkpoint.c). The fingerprint of a checkpoint is the
 * SHA-256 of the options and of all circuits as the networks see them. The provenance holds nothing
 * that differs between two runs of one fit, such as times or threads, so that equal fits give equal
 * files.
 */
#include "base/json.h"
#include "base/json_writer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/moments.h"
#include "base/output.h"
#include "base/ranks.h"
#include "circuit/homologous.h"
#include "model/checkpoint.h"
#include "model/kernel_widths.h"
#include "model/vocabulary.h"

#include <latigraph/version.h>
#include <string.h>

/* Everything that a fit needs except the model itself. */
typedef struct {
    const latigraph_fit_options_t *options;
    latigraph_example_t **training, **validation;
    int training_count, validation_count;
    trainer_t run[2]; /* run of the model, run of the baseline */
    int *block;       /* column of each condition, for both runs */
    char *fingerprint;
    gint64 started, saved; /* times in monotonic microseconds */
    int done_before;       /* steps completed before this process, to estimate the time left */
    int steps_saved;       /* steps that the last checkpoint holds */
    char unsaved[512];     /* why the last checkpoint could not be written; "" if it was */
} fit_t;

static void free_examples(latigraph_example_t **examples, int count) {
    for (int k = 0; k < count && examples != NULL; k++) {
        latigraph_example_destroy(examples[k]);
    }
    g_free(examples);
}

static void fit_destroy(fit_t *fit) {
    trainer_release(&fit->run[0]);
    trainer_release(&fit->run[1]);
    free_examples(fit->training, fit->training_count);
    free_examples(fit->validation, fit->validation_count);
    g_free(fit->fingerprint);
    g_free(fit->block);
}

/* --- Vocabulary and scales ------------------------------------------------ */

/* A weight model is fitted if every circuit has weights and they differ. */
static latigraph_weights_t find_weights(const latigraph_circuit_list_t *circuits) {
    double low = INFINITY, high = 0;
    gboolean whole = TRUE;
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        if (c->weight == NULL) {
            return LATIGRAPH_WEIGHTS_NONE;
        }
        for (int e = 0; e < c->m; e++) {
            low = MIN(low, c->weight[e]);
            high = MAX(high, c->weight[e]);
            whole &= c->weight[e] == floor(c->weight[e]) && c->weight[e] >= 1;
        }
    }
    if (!(high > low)) {
        return LATIGRAPH_WEIGHTS_NONE;
    }
    return whole ? LATIGRAPH_WEIGHTS_ROUNDED : LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS;
}

static igraph_error_t learn_statistics(latigraph_model_t *model,
                                       const latigraph_circuit_list_t *circuits) {
    const int rows = (int)latigraph_circuit_list_size(circuits), q = model->config.statistics;
    const double scale = model->config.kernels > 0 ? model->vocabulary->length_scale : 0;
    double *raw;
    LATIGRAPH_ALLOCATE(raw, rows * q);
    for (int k = 0; k < rows; k++) {
        IGRAPH_CHECK(latigraph_circuit_statistics(latigraph_circuit_list_get(circuits, k), scale,
                                                  model->config.weights != LATIGRAPH_WEIGHTS_NONE,
                                                  raw + k * q));
    }
    model->statistic_mean = g_try_new0(double, q);
    LATIGRAPH_CHECK_MEMORY(model->statistic_mean);
    model->statistic_sd = g_try_new0(double, q);
    LATIGRAPH_CHECK_MEMORY(model->statistic_sd);
    latigraph_column_scales(raw, rows, q, model->statistic_mean, model->statistic_sd);
    g_free(raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Stores the standardised properties in the examples. */
static igraph_error_t learn_properties(latigraph_model_t *model, const igraph_matrix_t *properties,
                                       const char *const *names, latigraph_example_t **examples) {
    const int rows = (int)igraph_matrix_nrow(properties), p = model->config.properties;
    double *raw;
    IGRAPH_CHECK(latigraph_copy_texts(names, &model->property_name));
    if (p == 0) {
        return IGRAPH_SUCCESS;
    }
    model->property_mean = g_try_new0(double, p);
    LATIGRAPH_CHECK_MEMORY(model->property_mean);
    model->property_sd = g_try_new0(double, p);
    LATIGRAPH_CHECK_MEMORY(model->property_sd);
    LATIGRAPH_ALLOCATE(raw, rows * p);
    for (int i = 0; i < rows; i++) {
        for (int k = 0; k < p; k++) {
            raw[i * p + k] = MATRIX(*properties, i, k);
        }
    }
    latigraph_column_scales(raw, rows, p, model->property_mean, model->property_sd);
    for (int i = 0; i < rows; i++) {
        examples[i]->property = g_try_new0(real_t, p);
        LATIGRAPH_CHECK_MEMORY(examples[i]->property);
        for (int k = 0; k < p; k++) {
            examples[i]->property[k] =
                (real_t)((raw[i * p + k] - model->property_mean[k]) / model->property_sd[k]);
        }
    }
    g_free(raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Keeps digests of the identities across connectomes. */
static igraph_error_t learn_identities(latigraph_model_t *model, const latigraph_circuit_t *c) {
    const latigraph_identity_reader_t reader = latigraph_identity_reader(c);
    for (int i = 0; i < c->n && reader.known; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const char *identity = latigraph_identity_of(&reader, i, buffer);
        latigraph_map_entry_t *entry;
        if (identity != NULL) {
            const guint64 digest = latigraph_neuron_digest("", identity);
            IGRAPH_CHECK(
                latigraph_map_add_integer(&model->identities, (gint64)digest, &entry, NULL));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t learn_neurons(latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits) {
    const igraph_integer_t count = latigraph_circuit_list_size(circuits);
    model->size_min = INFINITY;
    for (igraph_integer_t k = 0; k < count; k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        for (int i = 0; i < c->n; i++) {
            const guint64 digest = latigraph_neuron_digest(c->connectome, c->neuron[i]);
            latigraph_map_entry_t *entry;
            IGRAPH_CHECK(latigraph_map_add_integer(&model->neurons, (gint64)digest, &entry, NULL));
            if (latigraph_circuit_is_unstated(c) && latigraph_names_someone(c->neuron[i])) {
                const guint64 name = latigraph_neuron_digest("", c->neuron[i]);
                IGRAPH_CHECK(latigraph_map_add_integer(&model->names, (gint64)name, &entry, NULL));
            }
        }
        IGRAPH_CHECK(learn_identities(model, c));
        model->size_min = MIN(model->size_min, c->n);
        model->size_max = MAX(model->size_max, c->n);
        model->size_mean += (double)c->n / (double)count;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t make_examples(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *circuits,
                                    latigraph_example_t ***examples, int *count) {
    const int size = circuits != NULL ? (int)latigraph_circuit_list_size(circuits) : 0;
    *examples = g_try_new0(latigraph_example_t *, (gsize)size + 1);
    LATIGRAPH_CHECK_MEMORY(*examples);
    for (int k = 0; k < size; k++) {
        IGRAPH_CHECK(latigraph_example_create(&(*examples)[k], model,
                                              latigraph_circuit_list_get(circuits, k), true));
        *count = k + 1;
        IGRAPH_CHECK(latigraph_example_spill((*examples)[k], &model->config));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_circuits(const latigraph_circuit_list_t *circuits) {
    if (latigraph_circuit_list_size(circuits) < 1) {
        IGRAPH_ERROR("There are no circuits to fit a model to.", IGRAPH_EINVAL);
    }
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        if (c->n < 2) {
            IGRAPH_ERRORF(
                "Circuit '%s' has too few neurons to fit a model to (%d; at least 2 are needed).",
                IGRAPH_EINVAL, c->name, c->n);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Sets up everything in the model that the optimiser does not find. */
static igraph_error_t set_up_model(latigraph_model_t *model,
                                   const latigraph_circuit_list_t *circuits,
                                   const latigraph_fit_options_t *options, int properties) {
    IGRAPH_CHECK(latigraph_vocabulary_create(&model->vocabulary, circuits, options->node_data));
    latigraph_config_t *f = &model->config;
    f->weights = find_weights(circuits);
    f->conditions = latigraph_vocabulary_width(model->vocabulary);
    f->features = f->weights != LATIGRAPH_WEIGHTS_NONE ? 6 : 4;
    f->hidden = options->hidden;
    f->code = options->code;
    f->node_code = options->node_code;
    f->rank = options->rank;
    f->layers = options->layers;
    f->kernels = model->vocabulary->dims > 0 ? LATIGRAPH_KERNELS : 0;
    if (f->kernels > 0) {
        IGRAPH_CHECK(
            latigraph_learn_kernel_widths(circuits, model->vocabulary->dims, f->kernel_width));
        latigraph_set_kernel_decays(f, model->vocabulary->length_scale);
    }
    f->statistics = latigraph_statistic_count(f->kernels > 0, f->weights != LATIGRAPH_WEIGHTS_NONE);
    f->properties = properties;
    IGRAPH_CHECK(learn_statistics(model, circuits));
    return learn_neurons(model, circuits);
}

/* --- Runs --------------------------------------------------------------- */

/* Sets the intercept and the SD of the weight model to those of ln w in the data, where the fit
 * begins. */
static void start_weight_law(latigraph_parameters_t *p, const fit_t *fit) {
    double sum = 0, squares = 0;
    gint64 count = 0;
    if (p->config.weights == LATIGRAPH_WEIGHTS_NONE) {
        return;
    }
    for (int k = 0; k < fit->training_count; k++) {
        const latigraph_circuit_t *c = fit->training[k]->circuit;
        for (int e = 0; e < c->m; e++) {
            const double x = log(c->weight[e]);
            sum += x;
            squares += x * x;
        }
        count += c->m;
    }
    const double mean = count > 0 ? sum / (double)count : 0;
    const double variance = count > 0 ? squares / (double)count - mean * mean : 1;
    p->value[p->layout.law_at] = (real_t)mean;
    p->value[p->layout.law_at + 2] = (real_t)(0.5 * log(MAX(variance, 1e-4)));
}

static igraph_error_t prepare_run(fit_t *fit, int phase, const latigraph_config_t *config) {
    const latigraph_fit_options_t *o = fit->options;
    trainer_t *t = &fit->run[phase];
    t->title = phase == 0 ? "Fitting" : "Node data alone";
    t->seed = o->seed;
    t->phase = phase;
    t->steps = phase == 0 ? o->steps : o->baseline_steps;
    t->batch = o->batch;
    t->threads = o->threads;
    t->all_pairs = o->all_pairs;
    t->draws = o->draws;
    t->rate = o->rate;
    t->clip = o->clip;
    t->head_noise = o->head_noise;
    t->kl_weight = o->kl_weight;
    t->kl_start = o->kl_start;
    t->kl_warmup = o->kl_warmup;
    t->mask = o->mask;
    t->block = fit->block;
    t->training = fit->training;
    t->training_count = fit->training_count;
    t->validation = fit->validation;
    t->validation_count = fit->validation_count;
    t->parameters = latigraph_parameters_create(config);
    if (t->parameters == NULL) {
        IGRAPH_ERROR("Not enough memory for a model.", IGRAPH_ENOMEM);
    }
    latigraph_parameters_initialise(t->parameters, o->seed + (guint64)phase);
    if (phase == 0) {
        start_weight_law(t->parameters, fit);
    }
    IGRAPH_CHECK(trainer_prepare(t));
    return IGRAPH_SUCCESS;
}

/* Saves the state of both runs. A failure is reported, and the fit goes on: a disk that is full for
 * an hour must not end a fit of a day. The next interval tries again. */
static igraph_error_t save(fit_t *fit) {
    const latigraph_fit_options_t *o = fit->options;
    fit->saved = g_get_monotonic_time();
    if (latigraph_ranks_index() != 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(checkpoint_try(fit->run, 2, fit->fingerprint, o->checkpoint, fit->unsaved,
                                sizeof fit->unsaved));
    if (fit->unsaved[0] != '\0' && o->unsaved != NULL) {
        o->unsaved->count++;
        g_strlcpy(o->unsaved->reason, fit->unsaved, sizeof o->unsaved->reason);
    } else if (fit->unsaved[0] != '\0') {
        IGRAPH_WARNINGF("A checkpoint of the fit could not be written: %s", fit->unsaved);
    } else {
        fit->steps_saved = fit->run[0].step + fit->run[1].step;
    }
    return IGRAPH_SUCCESS;
}

/* Reports to igraph's progress handler; returns whether it asks to interrupt. The handler may free
 * the FINALLY stack, which saving a checkpoint still needs, so FINALLY_ENTER protects it. */
static gboolean report(const fit_t *fit, const trainer_t *t) {
    const int done = fit->run[0].step + fit->run[1].step;
    const int all = fit->run[0].steps + fit->run[1].steps;
    const double seconds = (double)(g_get_monotonic_time() - fit->started) * 1e-6;
    const double left = seconds * (all - done) / MAX(done - fit->done_before, 1);
    char validation[40] = "", message[200];
    if (isfinite(t->best_bits)) {
        g_snprintf(validation, sizeof validation, ", validation %.1f", t->best_bits);
    }
    g_snprintf(message, sizeof message, "%s: %d/%d, %.1f bits%s, %.0f s left%s", t->title, t->step,
               t->steps, t->recent_bits, validation, left,
               fit->unsaved[0] != '\0' ? ", the checkpoint cannot be written" : "");
    IGRAPH_FINALLY_ENTER();
    const gboolean cancel = igraph_progress(message, 100.0 * done / all, NULL) != IGRAPH_SUCCESS;
    IGRAPH_FINALLY_EXIT();
    return cancel;
}

/* Ends an interrupted fit. A checkpoint that cannot be written is an error here, because resuming
 * would lose the work since the last one. */
static igraph_error_t interrupt(fit_t *fit) {
    if (fit->options->checkpoint[0] != '\0') {
        IGRAPH_CHECK(save(fit));
        if (latigraph_ranks_any(fit->unsaved[0] != '\0')) {
            IGRAPH_ERRORF("The fit was stopped at step %d of %d, and its checkpoint is lost: %s",
                          IGRAPH_EFILE, fit->run[0].step + fit->run[1].step,
                          fit->run[0].steps + fit->run[1].steps, fit->unsaved);
        }
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

/* Evaluates the validation circuits if it is time to; returns whether that was completed. */
static igraph_bool_t look(trainer_t *t) {
    igraph_bool_t done = true;
    if (t->step > 0 && t->validation_count > 0 && trainer_looks(t)) {
        trainer_validate(t, &done);
    }
    return done;
}

static igraph_error_t train_run(fit_t *fit, trainer_t *t) {
    const gboolean checkpoints = fit->options->checkpoint[0] != '\0';
    /* The fit that is resumed may have been interrupted between a step and the end of its
     * validation. Validating a state twice changes nothing. */
    if (fit->done_before > 0 && !look(t)) {
        return interrupt(fit);
    }
    while (t->step < t->steps) {
        igraph_bool_t done;
        IGRAPH_CHECK(trainer_step(t, &done));
        const gboolean asked = !done || !look(t) || report(fit, t) || latigraph_interrupted();
        if (latigraph_ranks_any(asked)) {
            return interrupt(fit);
        }
        const double age = (double)(g_get_monotonic_time() - fit->saved) * 1e-6;
        if (checkpoints && age >= fit->options->checkpoint_seconds) {
            IGRAPH_CHECK(save(fit));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Trains both runs and saves their end, because what follows takes long for many circuits. */
static igraph_error_t train_runs(fit_t *fit) {
    IGRAPH_CHECK(train_run(fit, &fit->run[0]));
    IGRAPH_CHECK(train_run(fit, &fit->run[1]));
    if (fit->options->checkpoint[0] != '\0' &&
        fit->run[0].step + fit->run[1].step > fit->steps_saved) {
        IGRAPH_CHECK(save(fit));
    }
    return IGRAPH_SUCCESS;
}

/* Restores the best parameters if there are validation circuits. */
static void restore_best(trainer_t *t) {
    if (t->validation_count > 0) {
        memcpy(t->parameters->value, t->best, (gsize)t->parameters->layout.count * sizeof *t->best);
    }
}

/* Sets the correlation of weights within mutual pairs to 0 if the validation circuits have no more
 * bits without it. Weights of pairs may be independent, and their fitted correlation is then noise.
 * The rest of the law stays, because the correlation does not enter the law of a single weight. */
static igraph_error_t choose_correlation(fit_t *fit) {
    trainer_t *t = &fit->run[0];
    igraph_bool_t done;
    if (!latigraph_weights_see_pairs(t->parameters->config.weights) || t->validation_count == 0) {
        return IGRAPH_SUCCESS;
    }
    real_t *pair = t->parameters->value + t->parameters->layout.law_at + WEIGHTS_PAIR;
    const real_t fitted = *pair;
    const double with = trainer_weight_bits(t, t->validation, t->validation_count, &done);
    double without = INFINITY;
    if (done) {
        *pair = (real_t)(2 * WEIGHTS_PAIR_NONE);
        without = trainer_weight_bits(t, t->validation, t->validation_count, &done);
    }
    if (!done) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    *pair = without <= with ? *pair : fitted;
    return IGRAPH_SUCCESS;
}

/* --- Fingerprint and provenance ----------------------------------------- */

static void hash_circuits(GChecksum *sum, latigraph_example_t **examples, int count, int width,
                          int properties) {
    for (int k = 0; k < count; k++) {
        const latigraph_example_t *x = examples[k];
        const latigraph_circuit_t *c = x->circuit;
        g_checksum_update(sum, (const guchar *)&c->n, sizeof c->n);
        g_checksum_update(sum, (const guchar *)c->out_start,
                          ((gssize)c->n + 1) * (gssize)sizeof *c->out_start);
        g_checksum_update(sum, (const guchar *)c->out_to, c->m * (gssize)sizeof *c->out_to);
        if (c->weight != NULL) {
            g_checksum_update(sum, (const guchar *)c->weight, c->m * (gssize)sizeof *c->weight);
        }
        g_checksum_update(sum, (const guchar *)x->condition,
                          (gssize)c->n * width * (gssize)sizeof *x->condition);
        if (x->property != NULL) {
            g_checksum_update(sum, (const guchar *)x->property,
                              properties * (gssize)sizeof *x->property);
        }
    }
}

static igraph_error_t fingerprint(const fit_t *fit, const latigraph_config_t *config, char **text) {
    char *options;
    IGRAPH_CHECK(latigraph_fit_options_describe(fit->options, &options));
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)options, -1);
    hash_circuits(sum, fit->training, fit->training_count, config->conditions, config->properties);
    hash_circuits(sum, fit->validation, fit->validation_count, config->conditions,
                  config->properties);
    const igraph_error_t code = latigraph_copy_text(g_checksum_get_string(sum), text);
    g_checksum_free(sum);
    g_free(options);
    return code;
}

/* Adds the names of the connectomes that the circuits were cut from. */
static igraph_error_t add_connectomes(latigraph_json_t *b, const fit_t *fit) {
    latigraph_map_t seen = LATIGRAPH_MAP_EMPTY;
    IGRAPH_FINALLY(latigraph_map_destroy, &seen);
    latigraph_json_name(b, "connectomes");
    latigraph_json_begin_array(b);
    for (int k = 0; k < fit->training_count; k++) {
        char *name = fit->training[k]->circuit->connectome;
        latigraph_map_entry_t *entry;
        igraph_bool_t added;
        if (seen.count == 100) {
            break;
        }
        IGRAPH_CHECK(latigraph_map_add_text(&seen, name, &entry, &added));
        if (added) {
            latigraph_json_add_text(b, name);
        }
    }
    latigraph_json_end_array(b);
    latigraph_map_destroy(&seen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Gets the bits per circuit of the model. The checkpoint has the end of both runs already, so that
 * nothing is lost if the user interrupts. */
static igraph_error_t final_bits(fit_t *fit, double *training, double *validation) {
    trainer_t *t = &fit->run[0];
    igraph_bool_t done;
    *validation = NAN;
    *training = trainer_bits(t, fit->training, MIN(fit->training_count, 64), 1, &done);
    if (done) {
        *validation = trainer_bits(t, fit->validation, fit->validation_count, 1, &done);
    }
    if (!done) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}

/* Describes how the model was made. Nothing that differs between two runs of the same fit is
 * included, such as times or the number of threads. */
static igraph_error_t provenance(fit_t *fit, char **text) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT, *b = &json;
    char *options, **lines;
    double training, validation;
    IGRAPH_CHECK(final_bits(fit, &training, &validation));
    IGRAPH_CHECK(latigraph_fit_options_describe(fit->options, &options));
    IGRAPH_FINALLY(g_free, options);
    IGRAPH_CHECK(latigraph_split_text(options, "\n", &lines));
    IGRAPH_FINALLY(g_strfreev, lines);
    IGRAPH_FINALLY(latigraph_json_destroy, b);
    int largest = 0; /* neurons of the largest circuit */
    for (int k = 0; k < fit->training_count; k++) {
        largest = MAX(largest, fit->training[k]->n);
    }
    for (int k = 0; k < fit->validation_count; k++) {
        largest = MAX(largest, fit->validation[k]->n);
    }
    latigraph_json_begin_object(b);
    latigraph_json_text(b, "latigraph_version", LATIGRAPH_VERSION);
    latigraph_json_begin(b, "options");
    for (char **line = lines; *line != NULL; line++) {
        char *equals = strchr(*line, '=');
        *equals = '\0';
        latigraph_json_text(b, *line, equals + 1);
    }
    latigraph_json_end_object(b);
    IGRAPH_CHECK(add_connectomes(b, fit));
    latigraph_json_integer(b, "training_circuits", fit->training_count);
    latigraph_json_integer(b, "validation_circuits", fit->validation_count);
    latigraph_json_begin(b, "pairs");
    latigraph_json_integer(b, "largest_circuit", largest);
    latigraph_json_integer(b, "drawn_a_neuron",
                           largest > fit->options->all_pairs ? fit->options->draws : 0);
    latigraph_json_end_object(b);
    latigraph_json_integer(b, "kept_step",
                           fit->validation_count > 0 ? fit->run[0].best_step : fit->run[0].step);
    latigraph_json_begin(b, "bits");
    latigraph_json_number(b, "training", training);
    latigraph_json_number(b, "validation", validation);
    latigraph_json_number(b, "validation_node_data_alone", fit->run[1].best_bits);
    latigraph_json_end_object(b);
    latigraph_json_end_object(b);
    IGRAPH_CHECK(latigraph_json_take(b, text));
    g_strfreev(lines);
    g_free(options);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- The whole fit -------------------------------------------------------- */

static igraph_error_t train(fit_t *fit, latigraph_model_t *model,
                            const latigraph_circuit_list_t *circuits,
                            const igraph_matrix_t *properties, const char *const *names,
                            const latigraph_circuit_list_t *validation) {
    const latigraph_fit_options_t *o = fit->options;
    IGRAPH_CHECK(make_examples(model, circuits, &fit->training, &fit->training_count));
    IGRAPH_CHECK(make_examples(model, validation, &fit->validation, &fit->validation_count));
    IGRAPH_CHECK(learn_properties(model, properties, names, fit->training));

    const latigraph_config_t baseline = latigraph_baseline_config(&model->config);
    fit->block = g_try_new0(int, (gsize)model->config.conditions + 1);
    LATIGRAPH_CHECK_MEMORY(fit->block);
    latigraph_vocabulary_blocks(model->vocabulary, fit->block);
    IGRAPH_CHECK(prepare_run(fit, 0, &model->config));
    IGRAPH_CHECK(prepare_run(fit, 1, &baseline));
    IGRAPH_CHECK(fingerprint(fit, &model->config, &fit->fingerprint));
    if (o->resume && o->checkpoint[0] != '\0' && g_file_test(o->checkpoint, G_FILE_TEST_EXISTS)) {
        IGRAPH_CHECK(checkpoint_read(fit->run, 2, fit->fingerprint, o->checkpoint));
    }
    if (o->checkpoint[0] != '\0' && latigraph_ranks_index() == 0) {
        latigraph_output_sweep(o->checkpoint);
    }
    fit->done_before = fit->steps_saved = fit->run[0].step + fit->run[1].step;
    fit->started = fit->saved = g_get_monotonic_time();
    IGRAPH_CHECK(train_runs(fit));
    restore_best(&fit->run[0]);
    restore_best(&fit->run[1]);
    IGRAPH_CHECK(choose_correlation(fit));
    IGRAPH_CHECK(provenance(fit, &model->provenance));
    model->parameters = g_steal_pointer(&fit->run[0].parameters);
    model->baseline = g_steal_pointer(&fit->run[1].parameters);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_train(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                               const igraph_matrix_t *properties, const char *const *property_names,
                               const latigraph_circuit_list_t *validation,
                               const latigraph_fit_options_t *options) {
    IGRAPH_CHECK(latigraph_checkpoint_check(options->checkpoint));
    IGRAPH_CHECK(check_circuits(circuits));
    if (validation != NULL && latigraph_circuit_list_size(validation) > 0) {
        IGRAPH_CHECK(check_circuits(validation));
    }
    latigraph_model_t *made = g_try_new0(latigraph_model_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_model_destroy, made);
    IGRAPH_CHECK(
        set_up_model(made, circuits, options, (int)g_strv_length((char **)property_names)));
    fit_t fit = {.options = options};
    IGRAPH_FINALLY(fit_destroy, &fit);
    IGRAPH_CHECK(train(&fit, made, circuits, properties, property_names, validation));
    fit_destroy(&fit);
    *model = made;
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
