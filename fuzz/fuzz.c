/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "base/compat.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The frame of all targets. */

/* GLib ends a program at a critical message by a trap, for which libFuzzer keeps no input. */
static void abort_at_trap(int number) {
    (void)number;
    abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Seconds of processor time after which a long computation is interrupted, and after which an
 * input counts as one that hangs. */
static const double PATIENCE = 0.2, LIMIT = 1;

static double begun;

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(interrupt, processor_seconds() - begun > PATIENCE)

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    if (freopen("/dev/null", "r", stdin) == NULL) {
        abort();
    }
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    g_log_set_always_fatal((GLogLevelFlags)(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL));
    signal(SIGTRAP, abort_at_trap);
    fuzz_prepare();
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_interruption_handler(interrupt);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    /* A block of exactly this size lets AddressSanitizer see reads beyond the end. */
    char *text = malloc(size + 1);
    if (text == NULL) {
        return -1;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    begun = processor_seconds();
    fuzz_one(text, size);
    free(text);
    if (IGRAPH_FINALLY_STACK_SIZE() != 0) {
        fprintf(stderr, "%d entries are left on the FINALLY stack.\n", IGRAPH_FINALLY_STACK_SIZE());
        abort();
    }
    if (processor_seconds() - begun > LIMIT) {
        fprintf(stderr, "The input takes %.1f s.\n", processor_seconds() - begun);
        abort();
    }
    return 0;
}

uint8_t fuzz_byte(fuzz_input_t *input) {
    return input->at < input->end ? *input->at++ : 0;
}

int fuzz_choice(fuzz_input_t *input, int count) {
    return count > 0 ? fuzz_byte(input) % count : 0;
}

const char *fuzz_text(fuzz_input_t *input) {
    static char texts[8][256];
    static int next;
    char *text = texts[next++ % 8];
    size_t length = fuzz_byte(input);
    length = MIN(length, (size_t)(input->end - input->at));
    if (length > 0) {
        memcpy(text, input->at, length);
    }
    text[length] = '\0';
    input->at += length;
    return text;
}
