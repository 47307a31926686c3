/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "cli/cli.h"

#include <cblas.h>
#include <string.h>
#include <unistd.h>

/* OpenBLAS chooses its kernels when it is loaded, by a list of processors. One that is newer than
 * the list gets kernels of 2004, several times slower than it could run. They can be named in an
 * environment variable, which is read at loading: so name them and start again. */

void cli_choose_blas(char **argv) {
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)
    static const char *const old[] = {
        "Prescott", "Core2",  "Penryn",    "Dunnington", "Nehalem",    "Atom",      "Opteron",
        "Athlon",   "Katmai", "Northwood", "Banias",     "Coppermine", "Barcelona", NULL};
    if (g_getenv("OPENBLAS_CORETYPE") != NULL || !g_strv_contains(old, openblas_get_corename()) ||
        !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
        return;
    }
    const gboolean wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
    if (g_setenv("OPENBLAS_CORETYPE", wide ? "SkylakeX" : "Haswell", TRUE)) {
        execv("/proc/self/exe", argv); /* returns only where that fails: then the slow ones do */
    }
#else
    (void)argv;
#endif
}
