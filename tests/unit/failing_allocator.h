/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FAILING_ALLOCATOR_H
#define LATIGRAPH_FAILING_ALLOCATOR_H

/* An allocator that fails once. A program that includes this header defines the functions with
 * which the library allocates: GLib's g_try_…() and igraph_malloc() and its kin. The dynamic linker
 * prefers the definitions of a program to those of shared libraries, so every call of the library
 * comes here. Without AddressSanitizer, which has a malloc() of its own, the program also defines
 * malloc(), calloc(), realloc() and strdup() and counts calls that come from its own code, which
 * the library is linked into, and from igraph's. Calls from within GLib, json-glib, OpenBLAS and
 * the C library are not counted: what they do when memory runs out is not the library's to say.
 *
 * Between allocator_arm(k) and allocator_disarm() the k-th counted call returns NULL. After
 * allocator_watch() nothing fails, and the calls that have a new return address of the program on
 * their stack are noted. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dl_iterate_phdr() */
#endif

#include "sanitized.h"
#include "seen_calls.h"

#include <glib.h>
#include <igraph.h>

#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef TEST_SANITIZED
#define system_malloc malloc
#define system_calloc calloc
#define system_realloc realloc
#else
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
#define system_malloc __libc_malloc
#define system_calloc __libc_calloc
#define system_realloc __libc_realloc
#endif

enum { ALLOCATOR_FRAMES = 64 };
/* Frames of the allocator, of a handler and of the C library above the one of interest, at most. */
enum { ALLOCATOR_OWN_FRAMES = 8 };

static gint allocator_armed;
static gint allocator_count, allocator_fails_at;
static void *allocator_frame[ALLOCATOR_FRAMES]; /* the call that failed */
static int allocator_frames;
enum { ALLOCATOR_PLACES = 1 << 14 };
static gboolean allocator_watches;
static int allocator_place[ALLOCATOR_PLACES]; /* calls with a new return address on the stack */
static int allocator_places;

static inline void allocator_arm(int fails_at) {
    allocator_count = 0;
    allocator_frames = 0;
    allocator_fails_at = fails_at;
    g_atomic_int_set(&allocator_armed, 1);
}

static inline void allocator_watch(void) {
    allocator_places = 0;
    allocator_watches = TRUE;
    allocator_arm(-1);
}

/* Returns the number of calls since allocator_arm(). */
static inline int allocator_disarm(void) {
    g_atomic_int_set(&allocator_armed, 0);
    allocator_watches = FALSE;
    return allocator_count;
}

static uintptr_t allocator_from[2], allocator_to[2]; /* code of the program and of igraph */
enum { ALLOCATOR_PROGRAM, ALLOCATOR_IGRAPH };

static int allocator_find_code(struct dl_phdr_info *info, size_t size, void *data) {
    const int k = info->dlpi_name[0] == '\0'                      ? ALLOCATOR_PROGRAM
                  : strstr(info->dlpi_name, "libigraph.") != NULL ? ALLOCATOR_IGRAPH
                                                                  : -1;
    (void)size;
    (void)data;
    for (int p = 0; k >= 0 && p < info->dlpi_phnum; p++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[p];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
            allocator_from[k] = info->dlpi_addr + part->p_vaddr;
            allocator_to[k] = allocator_from[k] + part->p_memsz;
        }
    }
    return 0;
}

__attribute__((constructor)) static void allocator_begin(void) {
    dl_iterate_phdr(allocator_find_code, NULL);
}

static int allocator_is_in(const void *address, int code) {
    const uintptr_t at = (uintptr_t)address;
    return at >= allocator_from[code] && at < allocator_to[code];
}

/* Notes the call with this number if its stack has a new return address of the program. */
static void allocator_note(int number) {
    void *frame[ALLOCATOR_FRAMES];
    const int frames = backtrace(frame, ALLOCATOR_FRAMES);
    int new_call = 0;
    for (int k = 0; k < frames; k++) {
        new_call |= allocator_is_in(frame[k], ALLOCATOR_PROGRAM) && call_is_new(frame[k]);
    }
    if (new_call && allocator_places < ALLOCATOR_PLACES) {
        allocator_place[allocator_places++] = number;
    }
}

static int allocator_refuses(void) {
    if (!g_atomic_int_get(&allocator_armed)) {
        return 0;
    }
    const int number = g_atomic_int_add(&allocator_count, 1) + 1;
    if (!allocator_watches && number != allocator_fails_at) {
        return 0;
    }
    g_atomic_int_set(&allocator_armed, 0);
    if (allocator_watches) {
        allocator_note(number);
    } else {
        allocator_frames = backtrace(allocator_frame, ALLOCATOR_FRAMES);
    }
    g_atomic_int_set(&allocator_armed, 1);
    if (!allocator_watches) {
        errno = ENOMEM;
    }
    return !allocator_watches;
}

static int allocator_overflows(size_t count, size_t size) {
    size_t product;
    return __builtin_mul_overflow(count, size, &product);
}

/* --- Functions that may fail --------------------------------------------------------------- */

void *g_try_malloc(gsize size) {
    return size == 0 || allocator_refuses() ? NULL : system_malloc(size);
}

void *g_try_malloc0(gsize size) {
    return size == 0 || allocator_refuses() ? NULL : system_calloc(1, size);
}

void *g_try_malloc_n(gsize count, gsize size) {
    return allocator_overflows(count, size) ? NULL : g_try_malloc(count * size);
}

void *g_try_malloc0_n(gsize count, gsize size) {
    return allocator_overflows(count, size) ? NULL : g_try_malloc0(count * size);
}

void *g_try_realloc(gpointer old, gsize size) {
    return allocator_refuses() ? NULL : system_realloc(old, size);
}

void *g_try_realloc_n(gpointer old, gsize count, gsize size) {
    return allocator_overflows(count, size) ? NULL : g_try_realloc(old, count * size);
}

void *igraph_malloc(size_t size) {
    return allocator_refuses() ? NULL : system_malloc(size > 0 ? size : 1);
}

void *igraph_calloc(size_t count, size_t size) {
    return allocator_refuses() ? NULL : system_calloc(count > 0 ? count : 1, size > 0 ? size : 1);
}

void *igraph_realloc(void *old, size_t size) {
    return allocator_refuses() ? NULL : system_realloc(old, size > 0 ? size : 1);
}

#ifndef TEST_SANITIZED
static int allocator_counts(const void *caller) {
    return allocator_is_in(caller, ALLOCATOR_PROGRAM) || allocator_is_in(caller, ALLOCATOR_IGRAPH);
}

/* Returns the place in the program that called igraph, if the innermost frames that are neither the
 * allocator's nor a signal handler's belong to igraph; otherwise NULL. The outermost such call
 * counts, because igraph calls the program's error handler, which calls igraph to free memory. */
static const void *allocator_call_of_igraph(void *const *frame, int frames) {
    int first = 0, last;
    while (first < frames && !allocator_is_in(frame[first], ALLOCATOR_IGRAPH)) {
        first++;
    }
    if (first > ALLOCATOR_OWN_FRAMES) {
        return NULL;
    }
    for (last = frames - 1; last >= first && !allocator_is_in(frame[last], ALLOCATOR_IGRAPH);
         last--) {
    }
    for (int k = last + 1; k < frames && last >= first; k++) {
        if (allocator_is_in(frame[k], ALLOCATOR_PROGRAM)) {
            return frame[k];
        }
    }
    return NULL;
}

/* Returns whether the allocation failed within igraph_community_leiden(), which frees the graph of
 * its communities twice then (igraph 0.10.2), so that the process ends later, anywhere. */
static int allocator_was_in_leiden(void) {
    for (int k = 0; k < allocator_frames; k++) {
        Dl_info info;
        if (dladdr(allocator_frame[k], &info) != 0 && info.dli_sname != NULL &&
            strcmp(info.dli_sname, "igraph_community_leiden") == 0) {
            return 1;
        }
    }
    return 0;
}

/* To be asked in the handler of a signal that ends the process: is it within the call of igraph
 * whose allocation failed? igraph's own functions are then at fault, because nothing of the program
 * has run since. */
static int allocator_igraph_ends(void) {
    void *frame[ALLOCATOR_FRAMES];
    if (allocator_was_in_leiden()) {
        return 1;
    }
    const int frames = backtrace(frame, ALLOCATOR_FRAMES);
    const void *failed = allocator_call_of_igraph(allocator_frame, allocator_frames);
    return failed != NULL && failed == allocator_call_of_igraph(frame, frames);
}

#define ALLOCATOR_REFUSES()                                                                        \
    (g_atomic_int_get(&allocator_armed) && allocator_counts(__builtin_return_address(0)) &&        \
     allocator_refuses())

/* These must be visible, or igraph would call those of the C library. */
#pragma GCC visibility push(default)

void *malloc(size_t size) {
    return ALLOCATOR_REFUSES() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return ALLOCATOR_REFUSES() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return ALLOCATOR_REFUSES() ? NULL : __libc_realloc(old, size);
}

char *strdup(const char *text) {
    const size_t size = strlen(text) + 1;
    char *copy = ALLOCATOR_REFUSES() ? NULL : __libc_malloc(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}

#pragma GCC visibility pop
#endif

#endif
