/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "model/checkpoint.h"
#include "model/metadata.h"
#include "model/model.h"

/* The inside of checkpoints. The input edits the state of a small fit; its tensors are right. */

static trainer_t trainers[2];
static safetensors_t *file;
static char *state;

static void prepare_trainer(trainer_t *trainer, const latigraph_config_t *config) {
    trainer->steps = 10;
    trainer->parameters = latigraph_parameters_create(config);
    const gsize count = (gsize)trainer->parameters->layout.count;
    trainer->first = g_new0(real_t, count);
    trainer->second = g_new0(real_t, count);
    trainer->best = g_new0(real_t, count);
}

void fuzz_prepare(void) {
    latigraph_model_t *model = tiny_model();
    const latigraph_config_t baseline = latigraph_baseline_config(&model->config);
    prepare_trainer(&trainers[0], &model->config);
    prepare_trainer(&trainers[1], &baseline);
    latigraph_model_destroy(model);
    tiny_folder();
    checkpoint_write(trainers, 2, "fingerprint", "tiny.checkpoint");
    safetensors_read(&file, "tiny.checkpoint");
    state = file->json;
}

void fuzz_one(char *text, size_t size) {
    fuzz_input_t input = {(const uint8_t *)text, (const uint8_t *)text + size};
    file->json = fuzz_edited(&input, state);
    if (checkpoint_load(trainers, 2, "fingerprint", file, "input") == IGRAPH_SUCCESS &&
        (trainers[0].step < 0 || trainers[0].step > trainers[0].steps)) {
        abort();
    }
    g_free(file->json);
}
