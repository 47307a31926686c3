/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_LATENT_H
#define LATIGRAPH_LATENT_H

#include <latigraph/directions.h>
#include <latigraph/generate.h>
#include <latigraph/measure.h>

LATIGRAPH_BEGIN_C

/**
 * Encodes circuits. \p mean and \p sd get one row a circuit and one column a
 * dimension of the code (Gaussian posterior q(z | circuit)); either may be NULL.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_encode(const latigraph_model_t *model,
                                                 const latigraph_circuit_list_t *circuits,
                                                 igraph_integer_t threads, igraph_matrix_t *mean,
                                                 igraph_matrix_t *sd);

/**
 * Edge probabilities of a circuit at the posterior mean of its codes:
 * \p probabilities gets n × n entries P(edge i → j), zero on the diagonal.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_decode(const latigraph_model_t *model,
                                                 const latigraph_circuit_t *circuit,
                                                 igraph_matrix_t *probabilities);

/** How much the codes of circuits carry. */
typedef struct {
    igraph_real_t bits;          /**< mean KL of the code from its prior */
    igraph_integer_t dimensions; /**< of the code */
    igraph_integer_t active;     /**< whose posterior mean varies with a variance above 0.01 */
} latigraph_content_t;

/** What the code says of one property. */
typedef struct {
    igraph_real_t r2;    /**< of the model's stored regression, on circuits it was not fitted to */
    igraph_bool_t fed;   /**< a statistic that the encoder is given */
    igraph_bool_t asked; /**< asked of the code by the head in training */
} latigraph_reading_t;

/** \p readings has room for latigraph_property_count() entries. */
LATIGRAPH_EXPORT igraph_error_t latigraph_content(const latigraph_model_t *model,
                                                  const latigraph_circuit_list_t *circuits,
                                                  igraph_integer_t threads,
                                                  latigraph_content_t *content,
                                                  latigraph_reading_t *readings);

LATIGRAPH_END_C

#endif
