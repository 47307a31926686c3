/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_SEEN_CALLS_H
#define LATIGRAPH_TEST_SEEN_CALLS_H

/* The set of calls that a program has been seen in. A call is a return address on the stack. A
 * program that disturbs the library wherever it can be disturbed meets the same places again and
 * again, in loops. It takes the first place below every call, so that each call is disturbed once
 * and all code behind an IGRAPH_CHECK() runs. */

#include <glib.h>

#include <stdint.h>

enum { CALL_SLOTS = 1 << 16 };
static const void *calls_seen[CALL_SLOTS]; /* open addressing; NULL: empty */

/* Adds a call; returns whether it was not seen before. */
static inline int call_is_new(const void *call) {
    guint slot = (guint)((uintptr_t)call * 2654435761u >> 8) % CALL_SLOTS;
    for (int tried = 0; tried < CALL_SLOTS; tried++, slot = (slot + 1) % CALL_SLOTS) {
        if (calls_seen[slot] == NULL) {
            calls_seen[slot] = call;
            return 1;
        }
        if (calls_seen[slot] == call) {
            return 0;
        }
    }
    return 0;
}

#endif
