/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_H
#define LATIGRAPH_MODEL_H

#include <latigraph/circuit.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_models Models
 *
 * A model holds everything that was fitted to a set of circuits: the parameters of encoder, priors
 * and decoder, the vocabulary and units of the node data, the density of the codes, and the
 * property directions. It also records its provenance. It is opaque. Make one with \ref
 * latigraph_fit() or \ref latigraph_model_read() and free it with \ref latigraph_model_destroy().
 */
typedef struct latigraph_model_t latigraph_model_t;

/**
 * Options of a fit. They are opaque. Every option has a name, a default, a range and a description
 * in one table, which the command line, the model file and the documentation read.
 */
typedef struct latigraph_fit_options_t latigraph_fit_options_t;

/** One row of the table of fit options. */
typedef struct {
    const char *name;
    const char *default_value;
    const char *range;
    const char *doc;
} latigraph_fit_option_info_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_fit_options_create(latigraph_fit_options_t **options);
LATIGRAPH_EXPORT void latigraph_fit_options_destroy(latigraph_fit_options_t *options);
/** Sets the option called \p name from its text, e.g. ("steps", "400"). */
LATIGRAPH_EXPORT igraph_error_t latigraph_fit_options_set(latigraph_fit_options_t *options,
                                                          const char *name, const char *value);
LATIGRAPH_EXPORT igraph_integer_t latigraph_fit_options_count(void);
LATIGRAPH_EXPORT const latigraph_fit_option_info_t *latigraph_fit_options_info(igraph_integer_t i);

LATIGRAPH_EXPORT igraph_error_t latigraph_fit(latigraph_model_t **model,
                                              const latigraph_circuit_list_t *circuits,
                                              const latigraph_circuit_list_t *validation,
                                              const latigraph_fit_options_t *options);

LATIGRAPH_EXPORT igraph_error_t latigraph_model_read(latigraph_model_t **model, const char *path);
LATIGRAPH_EXPORT igraph_error_t latigraph_model_write(const latigraph_model_t *model,
                                                      const char *path);
LATIGRAPH_EXPORT void latigraph_model_destroy(latigraph_model_t *model);

/**
 * Describes the model as a JSON text (configuration, node data, provenance, fit, directions). Free
 * it with igraph_free().
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_describe(const latigraph_model_t *model,
                                                         char **json);
/** Sets the card of the model: a JSON object of texts with title, licence, citation, ... */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_set_card(latigraph_model_t *model,
                                                         const char *json);
/** Gets the names of the installed pretrained models. */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_names(igraph_strvector_t *names);
/** Finds the file of a model by path or name. Free the result with igraph_free(). */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_find(const char *name, char **path);
/** Gets the names of the groups of circuits (connectomes) that the model was fitted to. */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_groups(const latigraph_model_t *model,
                                                       igraph_strvector_t *names);
/** Gets the digest of the model, which its codes carry. Free it with igraph_free(). */
LATIGRAPH_EXPORT igraph_error_t latigraph_model_digest(const latigraph_model_t *model,
                                                       char **digest);
/** Returns the number of dimensions of the code. */
LATIGRAPH_EXPORT igraph_integer_t latigraph_model_code_size(const latigraph_model_t *model);

LATIGRAPH_END_C

#endif
