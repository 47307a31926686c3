/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The choice of OpenBLAS's kernels on processors that are newer than its list.
 *
 * OpenBLAS chooses its kernels when it is loaded, by a table of processor models. A model that is
 * not in the table gets kernels of 2004, which are several times slower than the processor allows.
 * The environment variable OPENBLAS_CORETYPE names other kernels, but it is read at loading, before
 * a program can set it. So if old kernels were chosen on a processor that has AVX2, this file sets
 * the variable for a moment and lets OpenBLAS choose again. It does so when the library is loaded,
 * which serves the command, Python, R and programs in C alike.
 *
 * The second choice replaces a pointer that all calls of OpenBLAS read, so no other thread may be
 * in such a call. The choice is therefore left as it is if the process has more threads than
 * OpenBLAS's own, which wait for work. A user's OPENBLAS_CORETYPE is respected, too. Libraries
 * other than OpenBLAS lack these functions, whose weak references are then NULL. */
#include "base/blas.h"

#include "base/blas_threads.h"

#include <glib.h>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)

#include <dirent.h>

/* OpenBLAS exports these functions, but its headers declare the first one only. */
#define WEAK __attribute__((weak))
WEAK char *openblas_get_corename(void);
WEAK void gotoblas_dynamic_quit(void);
WEAK void gotoblas_dynamic_init(void);

/* Counts the threads of the process; 0 if the system does not say. */
static int count_threads(void) {
    DIR *folder = opendir("/proc/self/task");
    int count = 0;
    if (folder == NULL) {
        return 0;
    }
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        count += entry->d_name[0] != '.';
    }
    closedir(folder);
    return count;
}

static gboolean has_old_kernels(void) {
    static const char *const old[] = {
        "Prescott", "Core2",  "Penryn",    "Dunnington", "Nehalem",    "Atom",      "Opteron",
        "Athlon",   "Katmai", "Northwood", "Banias",     "Coppermine", "Barcelona", NULL};
    return openblas_get_corename != NULL && gotoblas_dynamic_quit != NULL &&
           gotoblas_dynamic_init != NULL && g_strv_contains(old, openblas_get_corename());
}

void latigraph_blas_choose(void) {
    if (g_getenv("OPENBLAS_CORETYPE") != NULL || !has_old_kernels() ||
        !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
        return;
    }
    const int threads = count_threads();
    if (threads != 1 && threads != latigraph_blas_threads()) {
        return;
    }
    const gboolean wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
    if (g_setenv("OPENBLAS_CORETYPE", wide ? "SkylakeX" : "Haswell", TRUE)) {
        gotoblas_dynamic_quit();
        gotoblas_dynamic_init();
        g_unsetenv("OPENBLAS_CORETYPE");
    }
}

/* OpenBLAS is a dependency of the library, so it has been initialised before this function runs. */
__attribute__((constructor)) static void choose_when_loaded(void) {
    __builtin_cpu_init();
    latigraph_blas_choose();
}

#else

void latigraph_blas_choose(void) {
}

#endif
