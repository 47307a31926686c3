/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUNCTIONAL_NPY_H
#define LATIGRAPH_FUNCTIONAL_NPY_H

#include "base/compat.h"

/* Writes rows first .. first + count − 1 of a matrix to FOLDER/NAME.npy as doubles. The file is
 * appended to `files` unless that is NULL. */
igraph_error_t latigraph_matrix_write_npy(const igraph_matrix_t *matrix, igraph_integer_t first,
                                          igraph_integer_t count, const char *folder,
                                          const char *name, igraph_strvector_t *files);

#endif
