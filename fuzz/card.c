/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

/* Cards of models, which people write. */

void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    (void)size;
    latigraph_model_set_card(NULL, text);
}
