/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_FILE_H
#define LATIGRAPH_MODEL_FILE_H

#include "model/parameters.h"
#include "model/safetensors.h"

/* Adds every tensor of the parameters, or of an array laid out like them, under prefix + name. */
void latigraph_parameters_save(const latigraph_parameters_t *layout, const real_t *values,
                               const char *prefix, safetensors_t *file);
/* Reads them back; refuses numbers that are not finite. */
igraph_error_t latigraph_parameters_load(const latigraph_parameters_t *layout, real_t *values,
                                         const char *prefix, const safetensors_t *file);

#endif
