/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_CHECKPOINT_H
#define LATIGRAPH_MODEL_CHECKPOINT_H

#include "model/trainer.h"

/* The state of a fit in a safetensors file: of the model's run and its
 * baseline's (count = 2). The fingerprint says which circuits and options it
 * belongs to; another one is refused. */
igraph_error_t checkpoint_write(const trainer_t *trainers, int count, const char *fingerprint,
                                const char *path);
igraph_error_t checkpoint_read(trainer_t *trainers, int count, const char *fingerprint,
                               const char *path);

#endif
