/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_CHECKPOINT_H
#define LATIGRAPH_MODEL_CHECKPOINT_H

#include "model/safetensors.h"
#include "model/trainer.h"

/* Writes and reads the state of a fit as a safetensors file. It holds the runs of the model and
 * its baseline (count = 2). The fingerprint identifies the circuits and the options; a file with
 * another fingerprint raises IGRAPH_EINVAL. */
igraph_error_t checkpoint_write(const trainer_t *trainers, int count, const char *fingerprint,
                                const char *path);
/* Writes a checkpoint for a fit that goes on without one if it must. A file that cannot be written
 * raises no error: `reason`, of `size` bytes, gets the message, and "" otherwise. Memory that runs
 * out is an error as everywhere. */
igraph_error_t checkpoint_try(const trainer_t *trainers, int count, const char *fingerprint,
                              const char *path, char *reason, size_t size);
igraph_error_t checkpoint_read(trainer_t *trainers, int count, const char *fingerprint,
                               const char *path);
/* Does the same with the contents of a file; messages call it `path`. */
igraph_error_t checkpoint_load(trainer_t *trainers, int count, const char *fingerprint,
                               const safetensors_t *file, const char *path);

#endif
