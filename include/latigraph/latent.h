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
 * Encodes circuits. \p mean and \p sd get one row per circuit and one column per
 * dimension of the code (Gaussian posterior q(z | circuit)); either may be NULL.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_encode(const latigraph_model_t *model,
                                                 const latigraph_circuit_list_t *circuits,
                                                 igraph_integer_t threads, igraph_matrix_t *mean,
                                                 igraph_matrix_t *sd);

/**
 * Computes edge probabilities of a circuit at the posterior mean of its codes. The codes of the
 * neurons are refined by \p refine steps as in latigraph_evaluate(); 0 takes the encoder's guess.
 * \p probabilities gets n × n entries P(edge i → j), zero on the diagonal.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_decode(const latigraph_model_t *model,
                                                 const latigraph_circuit_t *circuit,
                                                 igraph_integer_t refine, igraph_uint_t seed,
                                                 igraph_matrix_t *probabilities);

/** Finds the circuits of a library whose codes are nearest to those of queries. \p nearest gets one
 *  row of indices per query, and \p distance their distances in SD of the two posteriors. */
LATIGRAPH_EXPORT igraph_error_t latigraph_nearest_codes(
    const latigraph_model_t *model, const latigraph_circuit_list_t *queries,
    const latigraph_circuit_list_t *library, igraph_integer_t count, igraph_integer_t threads,
    igraph_matrix_t *nearest, igraph_matrix_t *distance);

/** Information content of the codes of circuits. */
typedef struct {
    igraph_real_t bits;          /**< mean KL divergence of the code from its prior */
    igraph_integer_t dimensions; /**< number of dimensions of the code */
    igraph_integer_t active;     /**< number of dimensions whose posterior mean has a variance
                                      above 0.01 */
} latigraph_content_t;

/** Information that the code holds about one property. */
typedef struct {
    igraph_real_t r2;    /**< R² of the model's stored regression on the circuits */
    igraph_bool_t fed;   /**< whether the property is a statistic that the encoder gets */
    igraph_bool_t asked; /**< whether the training objective predicts it from the code */
} latigraph_reading_t;

/** Measures the content of the codes of circuits. \p readings has latigraph_property_count()
 *  entries. */
LATIGRAPH_EXPORT igraph_error_t latigraph_content(const latigraph_model_t *model,
                                                  const latigraph_circuit_list_t *circuits,
                                                  igraph_integer_t threads,
                                                  latigraph_content_t *content,
                                                  latigraph_reading_t *readings);

LATIGRAPH_END_C

#endif
