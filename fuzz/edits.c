/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include <string.h>

/* Inputs that change a valid text in some places. Thus a short input reaches the inside of a
 * reader that refuses almost every text. */

char *fuzz_edited(fuzz_input_t *input, const char *base) {
    GString *text = g_string_new(base);
    while (input->at < input->end) {
        const guint low = fuzz_byte(input), high = fuzz_byte(input);
        const gsize at = text->len > 0 ? (low | high << 8) % text->len : 0;
        const gsize most = text->len - at, wanted = fuzz_byte(input), removed = MIN(wanted, most);
        const char *inserted = fuzz_text(input);
        g_string_erase(text, (gssize)at, (gssize)removed);
        g_string_insert(text, (gssize)at, inserted);
    }
    return g_string_free(text, FALSE);
}
