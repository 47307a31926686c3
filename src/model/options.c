/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The options of a fit, as one table.
 *
 * A row has name, default, range and description of an option, its type, and its place in the
 * struct. latigraph_fit_options_set(), the command line, the bindings and the documentation read
 * the table, so that an option is described once. Values are texts, because they come from command
 * lines and other languages; a number must lie in its range and an integer be whole.
 *
 * The options that affect the result can be listed as "name=value" lines. Model files keep the
 * lines as provenance, and checkpoints as part of their fingerprint. An option may therefore be
 * renamed, but never its name in these lines.
 */
#include "model/model.h"

#include "base/memory.h"
#include "base/seed.h"
#include "base/text.h"
#include "circuit/homologous.h"

#include <stddef.h>
#include <string.h>

typedef enum { INTEGER, REAL, BOOLEAN, TEXT, SEED, SPLIT } kind_t;

typedef struct {
    latigraph_fit_option_info_t info;
    kind_t kind;
    size_t offset;
    double min, max;
} option_t;

#define AT(member) offsetof(latigraph_fit_options_t, member)

static const option_t OPTIONS[] = {
    {{"steps", "700", "1 to 1000000", "optimisation steps"}, INTEGER, AT(steps), 1, 1e6},
    {{"batch", "16", "1 to 4096", "circuits per step"}, INTEGER, AT(batch), 1, 4096},
    {{"rate", "0.002", "1e-6 to 1", "highest learning rate of AdamW"}, REAL, AT(rate), 1e-6, 1},
    {{"clip", "1", "1e-6 to 1e6", "largest norm of a gradient (nats / 1000)"},
     REAL,
     AT(clip),
     1e-6,
     1e6},
    {{"code", "24", "1 to 256", "dimensions of the code z of a circuit"},
     INTEGER,
     AT(code),
     1,
     256},
    {{"node-code", "4", "1 to 64", "dimensions of the code u of a neuron"},
     INTEGER,
     AT(node_code),
     1,
     64},
    {{"hidden", "64", "2 to 1024", "width of the hidden layers"}, INTEGER, AT(hidden), 2, 1024},
    {{"rank", "16", "1 to 256", "rank of the inner products in the rates"},
     INTEGER,
     AT(rank),
     1,
     256},
    {{"layers", "3", "1 to 8", "rounds of message passing in the encoder"},
     INTEGER,
     AT(layers),
     1,
     8},
    {{"head-noise", "0.25", "0.01 to 100",
      "SD of the property head, in SDs of a property; smaller values put more into the code"},
     REAL,
     AT(head_noise),
     0.01,
     100},
    {{"kl-weight", "1", "0.001 to 1",
      "weight of the codes' cost: 1 gives the fewest bits, less gives codes that hold more of "
      "the edges"},
     REAL,
     AT(kl_weight),
     0.001,
     1},
    {{"kl-start", "0.1", "0 to 1", "share of kl-weight at the first step"},
     REAL,
     AT(kl_start),
     0,
     1},
    {{"kl-warmup", "0.3", "0 to 1", "share of the steps after which all of kl-weight counts"},
     REAL,
     AT(kl_warmup),
     0,
     1},
    {{"mask", "0.1", "0 to 0.9",
      "probability that a column of node data, or the positions, are hidden from a circuit in a "
      "step, so that the model works without them"},
     REAL,
     AT(mask),
     0,
     0.9},
    {{"all-pairs", G_STRINGIFY(LATIGRAPH_FIT_ALL_PAIRS), "0 to 1000000",
      "largest circuit, in neurons, whose likelihood visits every pair in a step; larger ones draw "
      "pairs without bias and count all edges"},
     INTEGER,
     AT(all_pairs),
     0,
     1e6},
    {{"draws", G_STRINGIFY(LATIGRAPH_FIT_DRAWS), "1 to 10000",
      "pairs per neuron that are drawn in larger circuits"},
     INTEGER,
     AT(draws),
     1,
     10000},
    {{"baseline-steps", "300", "1 to 1000000",
      "optimisation steps of the baseline without codes, which sees node data alone"},
     INTEGER,
     AT(baseline_steps),
     1,
     1e6},
    {{"closure", "1", "0 or 1",
      "1 appends statistics of closure to the code, so that generated circuits have the local "
      "clustering of their codes; 0 leaves the closure stage of generation out"},
     INTEGER,
     AT(closure),
     0,
     1},
    {{"node-data", "auto", "auto, all, none, or names",
      "columns to fit: auto takes positions and categorical columns with 2 to 32 levels, all "
      "takes numeric ones too; names are comma-separated and may include \"position\""},
     TEXT,
     AT(node_data),
     0,
     0},
    {{"split-by", "neuron", "neuron, animal or identity",
      "what validation circuits that are cut off, and folds of directions, share with no training "
      "circuit: neurons, the connectome, or identities of neurons across connectomes"},
     SPLIT,
     AT(split_by),
     0,
     0},
    {{"threads", "1", "1 to 1024", "threads; the result does not depend on their number"},
     INTEGER,
     AT(threads),
     1,
     1024},
    {{"seed", "drawn", "0 to 2^64 - 1", "seed; drawn from igraph's generator if not given"},
     SEED,
     AT(seed),
     0,
     0},
    {{"checkpoint", "", "a path", "file to which the state is saved regularly; \"\" for none"},
     TEXT,
     AT(checkpoint),
     0,
     0},
    {{"checkpoint-seconds", "20", "0 to 86400", "time between checkpoints"},
     REAL,
     AT(checkpoint_seconds),
     0,
     86400},
    {{"resume", "false", "true or false", "continue from the checkpoint if it exists"},
     BOOLEAN,
     AT(resume),
     0,
     0},
};

/**
 * \function latigraph_fit_options_count
 * \brief Returns the number of options of a fit.
 *
 * \return The number of rows of the table of options.
 *
 * Time complexity: O(1).
 *
 * Example: print names and defaults of all options.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_fit_options_count(); i++) {
 *       const latigraph_fit_option_info_t *info = latigraph_fit_options_info(i);
 *       printf("%s (default %s)\n", info->name, info->default_value);
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_fit_options_count(void) {
    return G_N_ELEMENTS(OPTIONS);
}

/**
 * \function latigraph_fit_options_info
 * \brief Returns name, default, range and description of an option of a fit.
 *
 * \param i Number of the option, 0 .. \ref latigraph_fit_options_count() − 1.
 * \return The row of the table, which is valid as long as the library is loaded, or \c NULL if
 *    there is no such option.
 *
 * Time complexity: O(1).
 *
 * Example: print the description of the first option.
 * \verbatim
 *   const latigraph_fit_option_info_t *info = latigraph_fit_options_info(0);
 *   printf("%s: %s, %s\n", info->name, info->doc, info->range);
 * \endverbatim
 */
const latigraph_fit_option_info_t *latigraph_fit_options_info(igraph_integer_t i) {
    return i >= 0 && i < (igraph_integer_t)G_N_ELEMENTS(OPTIONS) ? &OPTIONS[i].info : NULL;
}

/**
 * \function latigraph_fit_options_destroy
 * \brief Frees the options of a fit.
 *
 * \param options The options, or \c NULL.
 *
 * Time complexity: O(1).
 *
 * Example: fit with default options.
 * \verbatim
 *   latigraph_fit_options_t *options;
 *   latigraph_model_t *fitted;
 *   latigraph_fit_options_create(&options);
 *   latigraph_fit(&fitted, &training, &validation, options);
 *   latigraph_fit_options_destroy(options);
 * \endverbatim
 */
void latigraph_fit_options_destroy(latigraph_fit_options_t *options) {
    if (options != NULL) {
        g_free(options->node_data);
        g_free(options->checkpoint);
        g_free(options);
    }
}

static igraph_error_t refuse(const option_t *option, const char *value) {
    IGRAPH_ERRORF("Option '%s' must be %s, not '%s'.", IGRAPH_EINVAL, option->info.name,
                  option->info.range, value);
}

static igraph_error_t set_number(const option_t *option, const char *value, void *at) {
    char *end;
    const double number = g_ascii_strtod(value, &end);
    if (end == value || *end != '\0' || !(number >= option->min && number <= option->max) ||
        (option->kind == INTEGER && number != floor(number))) {
        return refuse(option, value);
    }
    if (option->kind == INTEGER) {
        *(int *)at = (int)number;
    } else {
        *(double *)at = number;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_split(const option_t *option, const char *value,
                                latigraph_split_by_t *at) {
    for (int k = 0; latigraph_split_names[k] != NULL; k++) {
        if (strcmp(latigraph_split_names[k], value) == 0) {
            *at = (latigraph_split_by_t)k;
            return IGRAPH_SUCCESS;
        }
    }
    return refuse(option, value);
}

static igraph_error_t set_text(const char *value, char **at) {
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text(value, &copy));
    g_free(*at);
    *at = copy;
    return IGRAPH_SUCCESS;
}

static igraph_error_t set_option(latigraph_fit_options_t *options, const option_t *option,
                                 const char *value) {
    void *at = (char *)options + option->offset;
    guint64 seed;
    switch (option->kind) {
    case INTEGER:
    case REAL:
        return set_number(option, value, at);
    case BOOLEAN:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0) {
            return refuse(option, value);
        }
        *(int *)at = strcmp(value, "true") == 0;
        return IGRAPH_SUCCESS;
    case SEED:
        if (!g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT64, &seed, NULL)) {
            return refuse(option, value);
        }
        *(igraph_uint_t *)at = seed;
        return IGRAPH_SUCCESS;
    case TEXT:
        return set_text(value, at);
    case SPLIT:
        return set_split(option, value, at);
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_fit_options_set
 * \brief Sets an option of a fit from its text.
 *
 * \param options The options.
 * \param name The name of the option, as \ref latigraph_fit_options_info() lists it.
 * \param value Its value as text, e.g. "400".
 * \return Error code: \c IGRAPH_EINVAL, the name is unknown (the message lists the names) or the
 *    value is out of range; \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: set the number of steps and the seed.
 * \verbatim
 *   latigraph_fit_options_t *options;
 *   latigraph_fit_options_create(&options);
 *   latigraph_fit_options_set(options, "steps", "400");
 *   latigraph_fit_options_set(options, "seed", "1");
 *   latigraph_fit_options_destroy(options);
 * \endverbatim
 */
igraph_error_t latigraph_fit_options_set(latigraph_fit_options_t *options, const char *name,
                                         const char *value) {
    for (size_t k = 0; k < G_N_ELEMENTS(OPTIONS); k++) {
        if (strcmp(OPTIONS[k].info.name, name) == 0) {
            return set_option(options, &OPTIONS[k], value);
        }
    }
    char names[512] = "";
    for (size_t k = 0; k < G_N_ELEMENTS(OPTIONS); k++) {
        g_strlcat(names, k > 0 ? ", " : "", sizeof names);
        g_strlcat(names, OPTIONS[k].info.name, sizeof names);
    }
    IGRAPH_ERRORF("There is no fit option '%s'; the options are %s.", IGRAPH_EINVAL, name, names);
}

/**
 * \function latigraph_fit_options_create
 * \brief Creates the options of a fit with their defaults.
 *
 * The seed is drawn from igraph's default random number generator.
 *
 * \param options Gets the options; free them with \ref latigraph_fit_options_destroy().
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: create options whose seed is reproducible.
 * \verbatim
 *   latigraph_fit_options_t *options;
 *   igraph_rng_seed(igraph_rng_default(), 42);
 *   latigraph_fit_options_create(&options);
 *   latigraph_fit_options_destroy(options);
 * \endverbatim
 */
igraph_error_t latigraph_fit_options_create(latigraph_fit_options_t **options) {
    latigraph_fit_options_t *made = g_try_new0(latigraph_fit_options_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    IGRAPH_FINALLY(latigraph_fit_options_destroy, made);
    for (size_t k = 0; k < G_N_ELEMENTS(OPTIONS); k++) {
        if (OPTIONS[k].kind != SEED) {
            IGRAPH_CHECK(set_option(made, &OPTIONS[k], OPTIONS[k].info.default_value));
        }
    }
    made->seed = latigraph_draw_seed();
    *options = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Options that do not affect the result. */
static const char *const RESULT_INDEPENDENT[] = {"threads", "checkpoint", "checkpoint-seconds",
                                                 "resume", NULL};

/* The name of an option in model files and checkpoints. It never changes, so that these stay
 * comparable with files written by earlier versions, which call the baseline "companion". */
static const char *stored_name(const char *name) {
    return strcmp(name, "baseline-steps") == 0 ? "companion-steps" : name;
}

igraph_error_t latigraph_fit_options_describe(const latigraph_fit_options_t *options,
                                              char **described) {
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    for (size_t k = 0; k < G_N_ELEMENTS(OPTIONS); k++) {
        const void *at = (const char *)options + OPTIONS[k].offset;
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        /* The usual split is not listed, so that models and checkpoints of it stay as they were
         * before there was a choice. */
        const gboolean usual = OPTIONS[k].kind == SPLIT &&
                               *(const latigraph_split_by_t *)at == LATIGRAPH_SPLIT_BY_NEURON;
        if (usual || g_strv_contains(RESULT_INDEPENDENT, OPTIONS[k].info.name)) {
            continue;
        }
        latigraph_text_print(&text, "%s%s=", text.length > 0 ? "\n" : "",
                             stored_name(OPTIONS[k].info.name));
        switch (OPTIONS[k].kind) {
        case INTEGER:
        case BOOLEAN:
            latigraph_text_print(&text, "%d", *(const int *)at);
            break;
        case REAL:
            latigraph_text_append(
                &text, g_ascii_formatd(number, sizeof number, "%.15g", *(const double *)at));
            break;
        case SEED:
            latigraph_text_print(&text, "%" G_GUINT64_FORMAT,
                                 (guint64) * (const igraph_uint_t *)at);
            break;
        case TEXT:
            latigraph_text_append(&text, *(char *const *)at);
            break;
        case SPLIT:
            latigraph_text_append(&text, latigraph_split_names[*(const latigraph_split_by_t *)at]);
            break;
        }
    }
    IGRAPH_CHECK(latigraph_text_take(&text, described));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
