/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FUZZ_H
#define LATIGRAPH_FUZZ_H

#include <glib.h>
#include <latigraph/latigraph.h>
#include <stdint.h>

/* Targets of libFuzzer. A target is one file that defines fuzz_prepare(), which runs once, and
 * fuzz_one(), which gets one input. Both run in the frame of fuzz.c, which aborts if an input
 * leaves an entry on igraph's FINALLY stack or takes more than a second of processor time, or if
 * GLib or json-glib is called wrongly. The sanitizers find leaks and wrong reads. */

void fuzz_prepare(void);
/* `text` holds `size` bytes and a NUL byte after them; the target may change them. */
void fuzz_one(char *text, size_t size);

/* --- The input as a sequence of choices (fuzz.c) ------------------------------------------- */

typedef struct {
    const uint8_t *at, *end;
} fuzz_input_t;

/* The next byte, 0 at the end. */
uint8_t fuzz_byte(fuzz_input_t *input);
/* A number below `count`. */
int fuzz_choice(fuzz_input_t *input, int count);
/* A short text: its length in a byte, then its bytes. Valid until the next call but seven. */
const char *fuzz_text(fuzz_input_t *input);

/* --- A text that an input edits (edits.c) ----------------------------------------------------- */

/* Returns a copy of `base` with edits of the input applied, each a place (two bytes), a number of
 * bytes to remove and a text to insert. Free it with g_free(). */
char *fuzz_edited(fuzz_input_t *input, const char *base);

/* --- Small circuits and a small model (tiny.c) ----------------------------------------------- */

/* A circuit of n neurons with cell types, depths, positions, and weights if asked for. */
latigraph_circuit_t *tiny_circuit(int n, igraph_bool_t weighted);
/* A model that was fitted in a few steps to a few such circuits. */
latigraph_model_t *tiny_model(void);
/* A folder for files that lives as long as the program; the current folder from then on. */
const char *tiny_folder(void);

#endif
