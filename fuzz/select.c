/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

/* Conditions on node data, as given to --select. */

static latigraph_circuit_t *circuit;

void fuzz_prepare(void) {
    circuit = tiny_circuit(8, true);
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_t *selected;
    (void)size;
    if (latigraph_circuit_select(&selected, circuit, text) == IGRAPH_SUCCESS) {
        latigraph_circuit_destroy(selected);
    }
}
