/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The whole fit of a model.
 *
 *     circuits ──▶ training, validation   given, or cut off by neuron (split.c)
 *     both sides ──▶ properties           targets of the head, and of the directions
 *     training ──▶ networks               latigraph_train(), with a checkpoint
 *     training ──▶ codes ──▶ densities    of all circuits and of groups (density.c, groups.c)
 *     both sides ──▶ directions           of every property (directions.c)
 *
 * The head learns to predict a few properties from the code, so that codes hold them. It sees the
 * training circuits alone. Directions are scored on both sides, because their folds need circuits
 * that share no neuron. Shortest paths of large circuits would take longer than the fit itself, so
 * they are measured only if that takes about a minute. The model's provenance says where its
 * validation circuits came from. */

#include "latent/latent.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "circuit/homologous.h"
#include "measure/property.h"

#include <json-glib/json-glib.h>

/* Properties that the head learns to predict from the code. Mean degree and cyclic triads are left
 * out: they hardly differ from density and size, and from feed-forward triads. */
static const char *const HEAD[] = {"density",         "reciprocity",  "transitivity",
                                   "out-degree-cv",   "in-degree-cv", "degree-correlation",
                                   "assortativity",   "path-length",  "modularity",
                                   "spectral-radius", "giant-scc",    "feed-forward",
                                   "edge-length",     "weight-mean"};
/* Share of the training circuits for which a property of the head must be defined. */
static const double DEFINED_SHARE = 0.9;

/* Data of a fit. */
typedef struct {
    latigraph_circuit_list_t cut_training, cut_validation; /* owned; empty without a cut */
    const latigraph_circuit_list_t *training, *validation;
    latigraph_circuit_list_t both; /* borrows the circuits of both sides */
    igraph_matrix_t properties;    /* properties of `both` */
    latigraph_circuit_list_t
        watched;  /* borrows the validation circuits that choose the best state */
    gboolean cut; /* whether validation circuits were cut off */
    latigraph_split_t split;
} sides_t;

static void sides_destroy(sides_t *sides) {
    latigraph_circuit_list_destroy(&sides->cut_training);
    latigraph_circuit_list_destroy(&sides->cut_validation);
    g_free(sides->both.items);
    igraph_matrix_destroy(&sides->properties);
}

static igraph_error_t join_sides(sides_t *sides) {
    const igraph_integer_t first = latigraph_circuit_list_size(sides->training);
    const igraph_integer_t second = latigraph_circuit_list_size(sides->validation);
    sides->both.items = g_try_new0(latigraph_circuit_t *, (gsize)(first + second) + 1);
    if (sides->both.items == NULL) {
        IGRAPH_ERROR("Not enough memory for the properties of the circuits.", IGRAPH_ENOMEM);
    }
    memcpy(sides->both.items, sides->training->items, (gsize)first * sizeof *sides->both.items);
    if (second > 0) {
        memcpy(sides->both.items + first, sides->validation->items,
               (gsize)second * sizeof *sides->both.items);
    }
    sides->both.size = sides->both.capacity = first + second;
    return IGRAPH_SUCCESS;
}

/* Properties that take O(n (n + m)), the slowest ones of large circuits. */
static const char *const ALL_PATHS[] = {"path-length", "global-efficiency", "small-worldness",
                                        "betweenness-centralization"};
/* Largest Σ n (n + m) over the circuits with which these are measured. It takes about a minute. */
static const double PATHS_EFFORT = 5e9;

/* Measures the properties of all circuits. With fewer than three circuits there are no directions,
 * so nothing is measured. */
static igraph_error_t measure(sides_t *sides, igraph_integer_t threads) {
    const igraph_integer_t count = latigraph_circuit_list_size(&sides->both);
    igraph_bool_t wanted[LATIGRAPH_PROPERTIES];
    double effort = 0;
    for (igraph_integer_t k = 0; k < count; k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(&sides->both, k);
        effort += latigraph_search_effort(c);
    }
    for (int i = 0; i < LATIGRAPH_PROPERTIES; i++) {
        wanted[i] = count > 2 && i < LATIGRAPH_PROPERTIES_FITTED;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(ALL_PATHS) && effort > PATHS_EFFORT; k++) {
        wanted[latigraph_property_find(ALL_PATHS[k])] = false;
    }
    IGRAPH_CHECK(
        latigraph_properties_wanted(&sides->both, NULL, wanted, threads, &sides->properties));
    return IGRAPH_SUCCESS;
}

/* Takes the given sides, or cuts validation circuits off. `sides` is zeroed. */
static igraph_error_t choose_sides(sides_t *sides, const latigraph_circuit_list_t *circuits,
                                   const latigraph_circuit_list_t *validation,
                                   const latigraph_fit_options_t *options) {
    IGRAPH_CHECK(igraph_matrix_init(&sides->properties, 0, 0));
    IGRAPH_FINALLY(sides_destroy, sides);
    sides->training = circuits;
    sides->validation = &sides->cut_validation;
    if (validation != NULL && latigraph_circuit_list_size(validation) > 0) {
        sides->validation = validation;
        sides->watched = *validation;
    } else {
        IGRAPH_CHECK(latigraph_split(circuits, options->split_by, options->seed,
                                     &sides->cut_training, &sides->cut_validation, &sides->split));
        sides->cut = latigraph_circuit_list_size(&sides->cut_validation) > 0;
        sides->watched = sides->cut_validation;
        sides->watched.size = sides->split.comparable; /* the largest come first */
        sides->training = sides->cut ? &sides->cut_training : circuits;
    }
    IGRAPH_CHECK(join_sides(sides));
    IGRAPH_CHECK(measure(sides, options->threads));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Properties for the head ---------------------------------------------- */

/* Returns whether the property is defined for most training circuits and varies over them. */
static gboolean worth_learning(const igraph_matrix_t *properties, igraph_integer_t count,
                               igraph_integer_t property) {
    igraph_integer_t defined = 0;
    double low = INFINITY, high = -INFINITY;
    for (igraph_integer_t i = 0; i < count; i++) {
        const double value = MATRIX(*properties, i, property);
        if (isfinite(value)) {
            defined++;
            low = MIN(low, value);
            high = MAX(high, value);
        }
    }
    return (double)defined >= DEFINED_SHARE * (double)count &&
           high - low > 1e-9 * fmax(fabs(low), fabs(high)) + 1e-12;
}

/* Chooses the properties of the head. chosen (training circuits, properties) gets their values, and
 * `names` their names and a NULL. */
static igraph_error_t choose_properties(const sides_t *sides, igraph_matrix_t *chosen,
                                        const char **names) {
    const igraph_integer_t count = latigraph_circuit_list_size(sides->training);
    igraph_integer_t column[G_N_ELEMENTS(HEAD)];
    int columns = 0;
    for (gsize k = 0; k < G_N_ELEMENTS(HEAD); k++) {
        const igraph_integer_t property = latigraph_property_find(HEAD[k]);
        if (property >= 0 && worth_learning(&sides->properties, count, property)) {
            names[columns] = HEAD[k];
            column[columns++] = property;
        }
    }
    names[columns] = NULL;
    IGRAPH_CHECK(igraph_matrix_resize(chosen, count, columns));
    for (igraph_integer_t i = 0; i < count; i++) {
        for (int k = 0; k < columns; k++) {
            MATRIX(*chosen, i, k) = MATRIX(sides->properties, i, column[k]);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t train(latigraph_model_t **model, const sides_t *sides,
                            const latigraph_fit_options_t *options) {
    const char *names[G_N_ELEMENTS(HEAD) + 1];
    igraph_matrix_t chosen;
    IGRAPH_CHECK(igraph_matrix_init(&chosen, 0, 0));
    IGRAPH_FINALLY(igraph_matrix_destroy, &chosen);
    IGRAPH_CHECK(choose_properties(sides, &chosen, names));
    IGRAPH_CHECK(latigraph_train(model, sides->training, &chosen, names,
                                 sides->watched.size > 0 ? &sides->watched : NULL, options));
    igraph_matrix_destroy(&chosen);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- After training ------------------------------------------------------- */

/* Encodes both sides, and fits the densities of the training codes and the directions. */
static igraph_error_t find_codes(latigraph_model_t *model, const sides_t *sides,
                                 const latigraph_fit_options_t *options) {
    const gsize count = (gsize)latigraph_circuit_list_size(&sides->both);
    double *mean, *sd;
    LATIGRAPH_ALLOCATE(mean, count * (gsize)model->config.code);
    LATIGRAPH_ALLOCATE(sd, count * (gsize)model->config.code);
    IGRAPH_CHECK(latigraph_encode_rows(model, &sides->both, options->threads, mean, sd));
    /* The training circuits come first. */
    IGRAPH_CHECK(latigraph_fit_density(model, sides->training, mean, sd, options->seed));
    IGRAPH_CHECK(latigraph_fit_groups(model, sides->training, mean, sd));
    IGRAPH_CHECK(latigraph_find_directions(model, &sides->both, mean, &sides->properties, options,
                                           &model->directions));
    g_free(sd);
    g_free(mean);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Says under "split" where the validation circuits came from. */
static void describe_split(latigraph_json_t *json, const sides_t *sides, latigraph_split_by_t by,
                           const latigraph_overlap_t *overlap) {
    char cut[40];
    const gint64 validation = latigraph_circuit_list_size(sides->validation);
    g_snprintf(cut, sizeof cut, "cut off by %s", latigraph_split_names[by]);
    latigraph_json_begin(json, "split");
    latigraph_json_text(json, "validation", validation == 0 ? NULL : sides->cut ? cut : "given");
    latigraph_json_integer(json, "watched_circuits", sides->watched.size);
    latigraph_json_integer(json, "training_circuits", latigraph_circuit_list_size(sides->training));
    latigraph_json_integer(json, "validation_circuits", validation);
    latigraph_json_integer(json, "training_neurons", overlap->neurons_first);
    latigraph_json_integer(json, "validation_neurons", overlap->neurons_second);
    latigraph_json_integer(json, "shared_neurons", overlap->shared);
    if (overlap->identities_first > 0) {
        latigraph_json_integer(json, "identified_neurons", overlap->identified);
        latigraph_json_integer(json, "known_identities", overlap->known);
    }
    latigraph_json_integer(json, "circuits_dropped", sides->split.dropped);
    latigraph_json_end_object(json);
}

/* Copies the members of a JSON object, given as text, into the object that is open. */
static void copy_members(latigraph_json_t *json, const char *text) {
    JsonNode *node = text != NULL ? latigraph_json_from_text(text, NULL) : NULL;
    if (node != NULL && JSON_NODE_HOLDS_OBJECT(node)) {
        JsonObjectIter iter;
        const char *name;
        JsonNode *member;
        json_object_iter_init_ordered(&iter, json_node_get_object(node));
        while (json_object_iter_next_ordered(&iter, &name, &member)) {
            latigraph_json_name(json, name);
            latigraph_json_add_node(json, member);
        }
    }
    g_clear_pointer(&node, json_node_unref);
}

/* Adds the member "split" to the JSON object in *text. */
static igraph_error_t add_split(char **text, const sides_t *sides, latigraph_split_by_t by) {
    latigraph_overlap_t overlap;
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    char *written;
    IGRAPH_CHECK(latigraph_circuit_list_overlap(sides->training, sides->validation, &overlap));
    IGRAPH_FINALLY(latigraph_json_destroy, &json);
    latigraph_json_begin_object(&json);
    copy_members(&json, *text);
    describe_split(&json, sides, by, &overlap);
    latigraph_json_end_object(&json);
    IGRAPH_CHECK(latigraph_json_take(&json, &written));
    IGRAPH_FINALLY_CLEAN(1);
    g_free(*text);
    *text = written;
    return IGRAPH_SUCCESS;
}

static igraph_error_t fit(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                          const latigraph_circuit_list_t *validation,
                          const latigraph_fit_options_t *options) {
    sides_t sides = {.cut = FALSE};
    latigraph_model_t *result;
    IGRAPH_CHECK(choose_sides(&sides, circuits, validation, options));
    IGRAPH_FINALLY(sides_destroy, &sides);
    IGRAPH_CHECK(train(&result, &sides, options));
    IGRAPH_FINALLY(latigraph_model_destroy, result);
    if (options->closure) {
        IGRAPH_CHECK(latigraph_closure_learn(result, sides.training));
    }
    IGRAPH_CHECK(find_codes(result, &sides, options));
    IGRAPH_CHECK(add_split(&result->provenance, &sides, options->split_by));
    IGRAPH_FINALLY_CLEAN(1);
    sides_destroy(&sides);
    IGRAPH_FINALLY_CLEAN(1);
    *model = result;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_fit
 * \brief Learns a model from circuits.
 *
 * The function measures the circuits, trains encoder, priors and decoder (doc/model.md), fits the
 * density of the training codes, and finds the direction of every property.
 *
 * </para><para>
 * If no validation circuits are given, some are cut off by neuron. A sixth of all neurons, grown by
 * overlap from a random circuit, is taken out of every circuit (the most typical by density of
 * those of eight such cuts that give at least 8 different parts). At most 64 of the parts that are
 * taken out become validation circuits. Circuits of which less than half is left are not trained
 * on. Parts of at least 0.6 of the mean circuit size choose the best state of the training if there
 * are 8 or more. Smaller parts (at least 8 neurons and a quarter of the smallest circuit) would
 * choose a hardly trained state, so they only score directions. Nothing is cut off if fewer than 3
 * training circuits or no validation circuit would remain. Each connectome is cut by itself if all
 * have at least 6 circuits. The option \c split-by cuts a sixth of all identities across
 * connectomes instead, or takes whole animals. The member "split" of the model's provenance says
 * what was done.
 *
 * </para><para>
 * Equal circuits, options and seed give equal models, at any number of threads.
 *
 * </para><para>
 * A checkpoint that cannot be written raises a warning. The fit goes on and tries again at the next
 * interval.
 *
 * \param model Gets the model; free it with \ref latigraph_model_destroy().
 * \param circuits The training circuits.
 * \param validation Circuits that choose the best state of the training. Their neurons should not
 *    be in training circuits. If NULL or empty, circuits are cut off as described above.
 * \param options Options, or NULL for the defaults.
 * \return Error code:
 *    \c IGRAPH_EINVAL: no circuit, or circuits that cannot be learnt from;
 *    \c IGRAPH_EFILE: the folder of the checkpoint does not exist;
 *    \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED (with a checkpoint the fit can be resumed).
 *
 * Time complexity: O(steps · batch · (n h² + m h + n² r)) for circuits of n neurons and m edges,
 * hidden width h and rank r of the decoder. Circuits of more than \c all-pairs neurons take n (∛n +
 * d) r instead of n² r, because d \c draws per neuron represent all pairs (doc/scale.md). Memory:
 * O(n h) per thread.
 *
 * \sa \ref latigraph_fit_options_create(), \ref latigraph_model_write()
 *
 * Example: a short fit on two threads, written to a file.
 * \verbatim
 *   latigraph_fit_options_t *options;
 *   latigraph_model_t *model;
 *   latigraph_fit_options_create(&options);
 *   latigraph_fit_options_set(options, "steps", "400");
 *   latigraph_fit_options_set(options, "threads", "2");
 *   latigraph_fit(&model, &circuits, NULL, options);
 *   latigraph_model_write(model, "model.safetensors");
 *   latigraph_model_destroy(model);
 *   latigraph_fit_options_destroy(options);
 * \endverbatim
 */
igraph_error_t latigraph_fit(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                             const latigraph_circuit_list_t *validation,
                             const latigraph_fit_options_t *options) {
    latigraph_fit_options_t *defaults = NULL;
    if (latigraph_circuit_list_size(circuits) < 1) {
        IGRAPH_ERROR("There are no circuits to learn from. Give at least one circuit.",
                     IGRAPH_EINVAL);
    }
    if (options == NULL) {
        IGRAPH_CHECK(latigraph_fit_options_create(&defaults));
        IGRAPH_FINALLY(latigraph_fit_options_destroy, defaults);
        options = defaults;
    }
    IGRAPH_CHECK(latigraph_checkpoint_check(options->checkpoint));
    IGRAPH_CHECK(latigraph_check_split_by(circuits, options->split_by));
    IGRAPH_CHECK(fit(model, circuits, validation, options));
    if (defaults != NULL) {
        latigraph_fit_options_destroy(defaults);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}
