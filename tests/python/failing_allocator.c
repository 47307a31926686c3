/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* An allocator that fails once, to be loaded before a language (LD_PRELOAD).
 *
 * It replaces the functions with which the library and its binding allocate. Calls from their code
 * are counted, and the one of a given number returns NULL. Calls from igraph, from the language and
 * from other libraries are not counted: what they do when memory runs out is theirs to say. The
 * code of the binding is found by its name once it is loaded (allocator_find). */

#define _GNU_SOURCE /* dl_iterate_phdr() */

#include <errno.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

/* The binding, and the library if it is a shared object of its own. */
enum { MOST = 8 };
static uintptr_t code_from[MOST], code_to[MOST];
static int codes, armed, count, fails_at;

static int find(struct dl_phdr_info *info, size_t size, void *name) {
    (void)size;
    for (int p = 0; strstr(info->dlpi_name, name) != NULL && p < info->dlpi_phnum; p++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[p];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0 && codes < MOST) {
            code_from[codes] = info->dlpi_addr + part->p_vaddr;
            code_to[codes] = code_from[codes] + part->p_memsz;
            codes++;
        }
    }
    return 0;
}

/* Returns whether a shared object with this in its name is loaded. */
int allocator_find(char *name) {
    codes = 0;
    dl_iterate_phdr(find, name);
    return codes > 0;
}

void allocator_arm(int number) {
    count = 0;
    fails_at = number;
    armed = 1;
}

/* Returns the number of calls since allocator_arm(). */
int allocator_disarm(void) {
    armed = 0;
    return count;
}

/* The same for R, whose .C() passes pointers. */
void allocator_r_find(char **name, int *found) {
    *found = allocator_find(*name);
}

void allocator_r_arm(int *number) {
    allocator_arm(*number);
}

void allocator_r_disarm(int *calls) {
    *calls = allocator_disarm();
}

static int is_counted(const void *caller) {
    const uintptr_t at = (uintptr_t)caller;
    for (int k = 0; k < codes; k++) {
        if (at >= code_from[k] && at < code_to[k]) {
            return 1;
        }
    }
    return 0;
}

static int refuses(const void *caller) {
    if (!armed || !is_counted(caller) || ++count != fails_at) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

#define REFUSES() refuses(__builtin_return_address(0))

void *malloc(size_t size) {
    return REFUSES() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size) {
    return REFUSES() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size) {
    return REFUSES() ? NULL : __libc_realloc(old, size);
}

char *strdup(const char *text) {
    const size_t size = strlen(text) + 1;
    char *copy = REFUSES() ? NULL : __libc_malloc(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}

/* GLib's functions that may fail; products of sizes in the library do not overflow. */

void *g_try_malloc(size_t size) {
    return size == 0 || REFUSES() ? NULL : __libc_malloc(size);
}

void *g_try_malloc0(size_t size) {
    return size == 0 || REFUSES() ? NULL : __libc_calloc(1, size);
}

void *g_try_malloc_n(size_t items, size_t size) {
    return items * size == 0 || REFUSES() ? NULL : __libc_malloc(items * size);
}

void *g_try_malloc0_n(size_t items, size_t size) {
    return items * size == 0 || REFUSES() ? NULL : __libc_calloc(items, size);
}

void *g_try_realloc(void *old, size_t size) {
    return REFUSES() ? NULL : __libc_realloc(old, size);
}

void *g_try_realloc_n(void *old, size_t items, size_t size) {
    return REFUSES() ? NULL : __libc_realloc(old, items * size);
}
